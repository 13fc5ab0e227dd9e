//! A file to be imported: a name for the report, and its bytes as a stream.

use std::fs::File;
use std::io::{BufReader, Cursor, ErrorKind, Read};
use std::path::Path;

use crate::error::{Code, Result};
use crate::exchange::decode::from_io;

/// A file to be imported. It is read once, from the beginning to the end.
pub struct ImportFile<'f> {
    /// The name under which it is reported and kept, without folders.
    pub name: String,
    pub(crate) source: Box<dyn Read + 'f>,
}

impl<'f> ImportFile<'f> {
    /// A file whose bytes come from a reader.
    pub fn new(name: &str, source: impl Read + 'f) -> Self {
        Self { name: name.to_owned(), source: Box::new(source) }
    }

    /// A file on disk.
    ///
    /// # Errors
    /// `no_folder`, `no_file`, `not_a_file`, `file_access` with the fact `kind`.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if folder.is_some_and(|folder| !folder.is_dir()) {
            return Err(Code::NoFolder.into());
        }
        if path.is_dir() {
            return Err(Code::NotAFile.into());
        }
        let file = File::open(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Code::NoFile.into(),
            _ => from_io(error),
        })?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(Self::new(&name, BufReader::new(file)))
    }

    /// A file that is in memory.
    #[must_use]
    pub fn of_bytes(name: &str, bytes: Vec<u8>) -> Self {
        Self::new(name, Cursor::new(bytes))
    }
}
