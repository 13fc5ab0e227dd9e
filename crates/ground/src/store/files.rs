//! The file of a SQLite store: made for its owner alone, and looked after while it is open.
//!
//! Nothing here opens a file that a store may be in: closing any descriptor of it would let go the
//! locks that SQLite holds on it in this process.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::error::{Code, Error, Problem, Result};

/// One at a time makes files, so that the descriptor a new one is made with is closed before
/// anybody locks it.
static MAKING: Mutex<()> = Mutex::new(());

/// Every SQLite file is a number of pages, and a page is a number of these.
const SMALLEST_PAGE: u64 = 512;

/// Whether a log beside a file may hold what the file lacks, as after a crash.
fn has_log(path: &Path) -> bool {
    ["-wal", "-journal"].iter().any(|ending| beside(path, ending).exists())
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Sees that the file at `path` can be a store's, and makes an empty one for its owner alone when
/// there is none. SQLite gives what stands beside it the same rights.
pub fn prepare(path: &str) -> Result<()> {
    let _making = MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    let path = Path::new(path);
    match std::fs::metadata(path) {
        // SQLite takes what is shorter than its smallest page for empty and writes over it, and
        // reads a page that is cut short as if zeros followed.
        Ok(found) if found.is_file() && found.len() % SMALLEST_PAGE != 0 && !has_log(path) => {
            return Err(Problem::new(Code::NotAStore).at("url").into());
        }
        Ok(found) if found.is_file() => return Ok(()),
        Ok(_) => return Err(Problem::new(Code::NotAFile).at("url").into()),
        Err(_) => {}
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder
        && !folder.is_dir()
    {
        return Err(Problem::new(Code::NoFolder).at("url").into());
    }
    create(path).map(drop)
}

/// Makes a new file that its owner alone can read; the one that is there stays.
pub fn create(path: &Path) -> Result<bool> {
    match create_new(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(access(&error)),
    }
}

fn create_new(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a folder that its owner alone can enter; the one that is there stays.
pub fn create_folder(path: &Path) -> Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Err(_) if path.is_dir() => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(Code::NotAFolder.into())
        }
        Err(error) => Err(access(&error)),
        Ok(()) => Ok(()),
    }
}

/// Writes a file that is there whole or not at all: under another name beside it first, then in its
/// place. What is no file (a pipe, a device) is written to as it is. Its owner alone can read it.
///
/// # Errors
/// `no_folder`, `not_a_file`, `file_access`, and those of `write`; the file is as it was then.
pub fn write_whole<T>(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<T> {
    // What a link leads to is replaced, not the link.
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match std::fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(Code::NotAFile.into()),
        Ok(found) if !found.is_file() => {
            let file = create_private(path)?;
            return written(file, write).map(|(value, _)| value);
        }
        _ => {}
    }
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let part = beside(path, &format!(".{}-{number}.part", std::process::id()));
    let file = create_new(&part).map_err(|error| access(&error))?;
    let done = written(file, write).and_then(|(value, file)| {
        let kept = file.sync_all().and_then(|()| std::fs::rename(&part, path));
        kept.map(|()| value).map_err(|error| access(&error))
    });
    done.inspect_err(|_| {
        let _ = std::fs::remove_file(&part);
    })
}

/// As [`write_whole`], for what is in memory.
///
/// # Errors
/// `no_folder`, `not_a_file`, `file_access`; the file is as it was then.
pub fn write_bytes(path: &Path, content: &[u8]) -> Result<()> {
    write_whole(path, |out| out.write_all(content).map_err(|error| access(&error)))
}

fn written<T>(
    file: std::fs::File,
    write: impl FnOnce(&mut dyn Write) -> Result<T>,
) -> Result<(T, std::fs::File)> {
    let mut out = BufWriter::with_capacity(1 << 16, Told(file));
    let value = write(&mut out)?;
    let file = out.into_inner().map_err(|error| access(error.error()))?;
    Ok((value, file.0))
}

/// A file whose failures come out as the engine tells them, whatever writes to it.
struct Told(std::fs::File);

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes).map_err(|error| match error.kind() {
            // These are tried again by whoever writes.
            std::io::ErrorKind::Interrupted => error,
            kind => std::io::Error::new(kind, access(&error)),
        })
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

/// Makes a file for what may hold personal data, or empties the one that is there: a new one can be
/// read by its owner alone.
///
/// # Errors
/// `no_folder`, `not_a_file`, `file_access` with the fact `kind`.
pub fn create_private(path: &Path) -> Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| access(&error))
}

/// Waits until a file that nobody has open is on the disk.
pub fn sync(path: &Path) -> Result<()> {
    std::fs::File::open(path).and_then(|file| file.sync_all()).map_err(|error| access(&error))
}

/// A file that cannot be read or written.
pub fn access(error: &std::io::Error) -> crate::error::Error {
    use std::io::ErrorKind as Kind;
    if let Some(told) = error.get_ref().and_then(|told| told.downcast_ref::<Error>()) {
        return told.clone();
    }
    let kind = match error.kind() {
        Kind::PermissionDenied => "not_permitted",
        Kind::ReadOnlyFilesystem => "read_only",
        Kind::StorageFull | Kind::QuotaExceeded => "full",
        Kind::NotFound => return Code::NoFolder.into(),
        Kind::IsADirectory => return Code::NotAFile.into(),
        Kind::InvalidFilename => "name",
        _ => "other",
    };
    Problem::new(Code::FileAccess).fact("kind", kind).into()
}

/// Which file a name led to; on systems that lock open files against removal, nothing.
type Identity = Option<(u64, u64)>;

#[cfg(unix)]
fn identity(path: &Path) -> Identity {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Path) -> Identity {
    None
}

/// The files of an open store, by which it is known whether they are still those it writes to.
pub struct Held(Vec<(PathBuf, Identity)>);

impl Held {
    /// The files as they are, once a connection has them open.
    pub fn now(path: &str) -> Self {
        let main = Path::new(path);
        // SQLite follows links, and keeps its log beside what they lead to.
        let real = std::fs::canonicalize(main).unwrap_or_else(|_| main.to_owned());
        let all = [main.to_owned(), beside(&real, "-wal"), beside(&real, "-shm")];
        let seen = all.into_iter().map(|path| (identity(&path), path));
        Self(seen.filter(|(it, _)| it.is_some()).map(|(it, path)| (path, it)).collect())
    }

    /// Fails when one of them was moved, removed or replaced.
    pub fn check(&self) -> Result<()> {
        if self.0.iter().all(|(path, known)| identity(path) == *known) {
            return Ok(());
        }
        Err(Code::FileReplaced.into())
    }
}
