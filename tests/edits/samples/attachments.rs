//! Edits of files on records, and of which files a book takes.

use std::collections::BTreeMap;

use bookroom::attachments::model::{AttachedTo, NewAttachment};
use bookroom::values::CustomerId;
use bookroom_tests::room::TestRoom;
use serde_json::json;

use super::Sample;

/// One of each.
pub fn all(test: &TestRoom, of: CustomerId) -> BTreeMap<&'static str, Sample> {
    let new = NewAttachment {
        note: Some("扫描件".to_owned()),
        ..NewAttachment::new(AttachedTo::Customer(of), "合同.txt", b"text".to_vec())
    };
    let file = test.owner.attachments().add(new).unwrap();
    let edit = json!({ "name": "定稿.txt", "note": "两页" });
    let file = Sample::one(json!({ "id": file.id, "version": file.version }), edit);
    let edit = json!({ "max_bytes": 1_000_000, "max_per_record": 20, "extensions": ["pdf"] });
    let policy = Sample::one(json!({ "version": 0 }), edit);
    BTreeMap::from([("attachments.edit", file), ("attachments.set_policy", policy)])
}
