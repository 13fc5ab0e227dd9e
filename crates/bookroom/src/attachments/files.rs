//! Files on disk that are to be attached.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::model::{AttachedTo, AttachmentPolicy, NewAttachment};
use super::rules::may_have;
use crate::error::{Code, Problem, Result};
use crate::store::files::access;
use crate::values::Check;

/// A file on disk as one to be attached. One that the book does not take is not opened: it may be
/// one of a store, whose locks go with whoever closes it.
pub(super) fn read(
    record: AttachedTo,
    path: &str,
    note: Option<&str>,
    policy: &AttachmentPolicy,
) -> Result<NewAttachment> {
    let (path, limit) = (Path::new(path), policy.max_bytes);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if folder.is_some_and(|folder| !folder.is_dir()) {
        return Err(Problem::new(Code::NoFolder).at("path").into());
    }
    if path.is_dir() {
        return Err(Problem::new(Code::NotAFile).at("path").into());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut check = Check::new();
    may_have(&name, policy, "path", &mut check);
    check.finish()?;
    let file = File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Problem::new(Code::NoFile).at("path").into(),
        _ => access(&error),
    })?;
    let found = file.metadata().map_err(|error| access(&error))?;
    let size = i64::try_from(found.len()).unwrap_or(i64::MAX);
    if size > limit {
        return Err(too_large(size, limit).into());
    }
    // A device or a file that grows meanwhile says nothing of its length.
    let most = u64::try_from(limit).unwrap_or(0).saturating_add(1);
    let mut content = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(most).read_to_end(&mut content).map_err(|error| access(&error))?;
    let read = i64::try_from(content.len()).unwrap_or(i64::MAX);
    if read > limit {
        return Err(too_large(read, limit).into());
    }
    let new = NewAttachment::new(record, &name, content);
    Ok(NewAttachment { note: note.map(str::to_owned), ..new })
}

fn too_large(size: i64, limit: i64) -> Problem {
    let problem = Problem::new(Code::FileTooLarge).at("path");
    problem.fact("size", size).fact("limit", limit)
}
