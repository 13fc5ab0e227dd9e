//! Which files are taken and what they may be called: pure.

pub(crate) mod types;

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::model::{AttachedTo, AttachmentPolicy, AttachmentPolicyEdit, NewAttachment};
use crate::error::{Code, Problem};
use crate::values::Check;

/// The longest name of a file, in bytes of UTF-8: file systems take 255 with what an export puts
/// before it.
const NAME_LIMIT: usize = 200;
/// The longest note, in characters.
pub(crate) const NOTE_LIMIT: usize = 2_000;
/// The most files of one call.
pub(crate) const ADD_LIMIT: usize = 100;
/// The most attachments that one call removes.
pub(crate) const REMOVE_LIMIT: usize = 1_000;
/// The largest file that any book takes, in bytes.
const SIZE_LIMIT: i64 = 256 * 1024 * 1024;
/// The most files on one record of any book.
const RECORD_LIMIT: i64 = 10_000;
/// The most extensions.
const EXTENSION_LIMIT: usize = 200;

/// The kind of a record as the change log names it, and its id.
pub(crate) fn named(record: AttachedTo) -> (&'static str, i64) {
    match record {
        AttachedTo::Customer(id) => ("customer", id.0),
        AttachedTo::Contact(id) => ("contact", id.0),
        AttachedTo::Product(id) => ("product", id.0),
        AttachedTo::Invoice(id) => ("invoice", id.0),
        AttachedTo::Payment(id) => ("payment", id.0),
        AttachedTo::Entry(id) => ("entry", id.0),
        AttachedTo::Dealing(id) => ("dealing", id.0),
        AttachedTo::Task(id) => ("task", id.0),
        AttachedTo::Case(id) => ("case", id.0),
    }
}

/// The record of a kind that files can be attached to.
pub(crate) fn record_of(kind: &str, id: i64) -> Option<AttachedTo> {
    Some(match kind {
        "customer" => AttachedTo::Customer(id.into()),
        "contact" => AttachedTo::Contact(id.into()),
        "product" => AttachedTo::Product(id.into()),
        "invoice" => AttachedTo::Invoice(id.into()),
        "payment" => AttachedTo::Payment(id.into()),
        "entry" => AttachedTo::Entry(id.into()),
        "dealing" => AttachedTo::Dealing(id.into()),
        "task" => AttachedTo::Task(id.into()),
        "case" => AttachedTo::Case(id.into()),
        _ => return None,
    })
}

/// What a book takes as long as nobody says otherwise.
pub(crate) fn first_policy() -> AttachmentPolicy {
    AttachmentPolicy {
        max_bytes: 25 * 1024 * 1024,
        max_per_record: 100,
        extensions: types::first_extensions(),
        version: 0,
    }
}

/// The policy with new values in it.
pub(crate) fn edited_policy(
    before: &AttachmentPolicy,
    edit: &AttachmentPolicyEdit,
    check: &mut Check,
) -> AttachmentPolicy {
    let mut after = AttachmentPolicy { version: before.version + 1, ..before.clone() };
    let mut whole = |path: &str, new: Option<i64>, limit: i64, field: &mut i64| {
        let Some(new) = new else { return };
        if !(1..=limit).contains(&new) {
            let problem = Problem::new(Code::OutOfRange).at(path);
            check.add(problem.fact("low", 1).fact("high", limit));
        }
        *field = new;
    };
    whole("max_bytes", edit.max_bytes, SIZE_LIMIT, &mut after.max_bytes);
    whole("max_per_record", edit.max_per_record, RECORD_LIMIT, &mut after.max_per_record);
    if let Some(extensions) = &edit.extensions {
        check.at_most("extensions", extensions.len(), EXTENSION_LIMIT);
        let mut seen = BTreeSet::new();
        after.extensions = Vec::with_capacity(extensions.len());
        check.each("extensions", extensions, |check, given| {
            let plain = given.trim().trim_start_matches('.').to_lowercase();
            let is_word = (1..=10).contains(&plain.len())
                && plain.chars().all(|letter| letter.is_ascii_alphanumeric());
            check.require(is_word, "", Code::BadFormat);
            check.require(seen.insert(plain.clone()), "", Code::Repeated);
            after.extensions.push(plain);
        });
    }
    after
}

/// What a new file is, once its name and content are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Checked {
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) note: Option<String>,
    pub(crate) size: i64,
    pub(crate) sha256: [u8; 32],
}

/// Checks a new file against what the book takes.
pub(crate) fn checked(
    new: &NewAttachment,
    policy: &AttachmentPolicy,
    check: &mut Check,
) -> Checked {
    let size = i64::try_from(new.content.len()).unwrap_or(i64::MAX);
    let name = file_name(&new.name, "name", check);
    let note = check.optional_lines("note", new.note.as_deref(), NOTE_LIMIT);
    let mut media_type = String::new();
    if size == 0 {
        check.fail("content", Code::EmptyFile);
    } else if size > policy.max_bytes {
        let problem = Problem::new(Code::FileTooLarge).at("content");
        check.add(problem.fact("size", size).fact("limit", policy.max_bytes));
    } else if may_have(&name, policy, "name", check) {
        match types::media_type(&name, &new.content, new.media_type.as_deref()) {
            Ok(found) => media_type = found,
            Err(problem) => check.add(problem),
        }
    }
    Checked { name, media_type, note, size, sha256: digest(&new.content) }
}

/// The SHA-256 of a content.
pub(crate) fn digest(content: &[u8]) -> [u8; 32] {
    Sha256::digest(content).into()
}

/// Whether the book takes files with the extension of this name.
pub(crate) fn may_have(
    name: &str,
    policy: &AttachmentPolicy,
    path: &str,
    check: &mut Check,
) -> bool {
    let extension = types::extension(name);
    if policy.extensions.contains(&extension) {
        return true;
    }
    // That a name is missing was told.
    if !name.is_empty() {
        check.add(Problem::new(Code::TypeNotAllowed).at(path).fact("extension", extension));
    }
    false
}

/// The new name of a file: of the same kind as before.
pub(crate) fn renamed(before: &str, new: &str, check: &mut Check) -> String {
    let name = file_name(new, "name", check);
    let (was, is) = (types::extension(before), types::extension(&name));
    if was != is {
        let problem = Problem::new(Code::TypeDiffers).at("name");
        check.add(problem.fact("extension", is).fact("expected", was));
    }
    name
}

/// What systems keep for themselves, whatever follows a dot.
const RESERVED: &[&str] = &["con", "prn", "aux", "nul"];
/// What some system takes for more than a letter.
const SIGNS: &[char] = &['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// A name of a file that every system can have.
fn file_name(given: &str, path: &str, check: &mut Check) -> String {
    let problems = check.count();
    let name = check.text(path, given, NAME_LIMIT);
    if check.count() > problems {
        return name;
    }
    if name.len() > NAME_LIMIT {
        check.add(Problem::new(Code::TooLong).at(path).fact("limit_bytes", NAME_LIMIT));
    }
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = ["com", "lpt"].iter().any(|port| {
        let number = stem.strip_prefix(port).unwrap_or_default();
        number.chars().count() == 1 && "0123456789¹²³".contains(number)
    });
    let bad = name.contains(SIGNS)
        || name.ends_with('.')
        || name.chars().all(|letter| letter == '.')
        || RESERVED.contains(&stem.as_str())
        || numbered;
    check.require(!bad, path, Code::BadFileName);
    name
}

#[cfg(test)]
mod tests;
