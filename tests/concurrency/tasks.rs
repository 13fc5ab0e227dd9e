//! Tasks that are done twice at once.

use bookroom::tasks::model::{NewTask, TaskFilter, TaskState};

use super::race::{both, exactly_one, run};
use crate::tasks::due;

#[test]
fn a_task_is_done_and_followed_once() {
    run("a task that comes again is done twice", |race, round| {
        let title = format!("日报 {round}");
        let daily = NewTask { recurrence: Some("FREQ=DAILY".to_owned()), ..due(&title, 15) };
        let task = race.one.tasks().add(daily).unwrap();
        let (one, other) = both(
            || race.one.tasks().finish(vec![task.seen()]),
            || race.other.tasks().finish(vec![task.seen()]),
        );
        let open = TaskFilter {
            states: vec![TaskState::Open],
            text: Some(title),
            ..TaskFilter::default()
        };
        let open = race.one.tasks().count(&open).unwrap();
        exactly_one(&one, &other).or_else(|| (open != 1).then(|| format!("{open} follow")))
    });
}
