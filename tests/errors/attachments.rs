//! The codes of files on records.

use bookroom::attachments::model::{AttachedTo, AttachmentPolicyEdit, NewAttachment};
use bookroom::error::Code;
use bookroom_tests::room::TestRoom;

use super::codes;
use crate::samples::fixtures;

/// Files that are not taken, and one that stays.
pub fn attachments(test: &TestRoom) -> Vec<Vec<Code>> {
    let files = test.owner.attachments();
    let record = AttachedTo::Customer(fixtures::customer(test, "附件"));
    let add = |record, name: &str, content: &[u8]| {
        files.add(NewAttachment::new(record, name, content.to_vec()))
    };
    let entry = AttachedTo::Entry(fixtures::entry(test).id);
    let kept = add(entry, "凭证.txt", b"kept").unwrap();
    let edit = AttachmentPolicyEdit { max_bytes: Some(4), ..AttachmentPolicyEdit::default() };
    files.set_policy(0, edit).unwrap();
    vec![
        codes(add(record, "a.txt", b"")),
        codes(add(record, "a.txt", b"12345")),
        codes(add(record, "a.exe", b"MZ")),
        codes(add(record, "a.pdf", b"PDF")),
        codes(add(record, "a/b.txt", b"a")),
        codes(files.remove(vec![(&kept).into()])),
    ]
}
