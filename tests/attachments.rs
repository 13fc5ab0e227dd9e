//! Files on records: what they hold comes back as it was, who sees and changes them, how long they
//! live, and what verification finds.

mod contents;
mod lives;
mod race;
mod rights;

use bookroom::Session;
use bookroom::attachments::model::{AttachedTo, Attachment, AttachmentFilter, NewAttachment};
use bookroom::error::{Code, Error};
use bookroom::values::PageRequest;

/// A file of this name and content.
pub fn file(record: AttachedTo, name: &str, content: &[u8]) -> NewAttachment {
    NewAttachment::new(record, name, content.to_vec())
}

/// Attaches a text.
pub fn add(session: &Session, record: AttachedTo, name: &str) -> Attachment {
    session.attachments().add(file(record, name, name.as_bytes())).unwrap()
}

/// Bytes that do not repeat soon.
pub fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // No zero, so that any of it may be a text.
        state.to_be_bytes()[0] | 1
    };
    (0..length).map(|_| next()).collect()
}

/// The files that a filter wants.
pub fn list(session: &Session, filter: &AttachmentFilter) -> Vec<Attachment> {
    session.attachments().list(filter, &PageRequest::first(100)).unwrap().items
}

/// The names of the files on a record.
pub fn names(session: &Session, record: AttachedTo) -> Vec<String> {
    let of = AttachmentFilter { record: Some(record), ..AttachmentFilter::default() };
    list(session, &of).into_iter().map(|one| one.name).collect()
}

/// The problems of an error, by place.
pub fn named(error: &Error) -> Vec<(&str, Code)> {
    error.problems().iter().map(|it| (it.path.as_str(), it.code)).collect()
}
