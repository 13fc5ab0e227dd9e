//! An edit of a saved view.

use bookroom::saved_views::model::{ListFilter, NewSavedView};
use bookroom::tasks::model::TaskFilter;
use bookroom_tests::room::TestRoom;
use serde_json::json;

use super::Sample;

/// Of every field.
pub fn one(test: &TestRoom) -> Sample {
    let filter = ListFilter::Tasks(TaskFilter::default());
    let view = test.owner.saved_views().add(NewSavedView::new("待办", filter)).unwrap();
    let seen = json!({ "id": view.id, "version": view.version });
    let edit = json!({
        "label": "任务",
        "filter": { "tasks": { "overdue": true } },
        "sort": "due_on",
        "descending": true,
        "columns": ["title"],
        "is_shared": true,
    });
    Sample::one(seen, edit)
}
