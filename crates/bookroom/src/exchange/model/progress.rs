//! How far an import or export has come.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::work::host;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportStep {
    /// Rows are read from the file.
    Reading,
    /// Rows are cleaned and checked.
    Checking,
    /// Records are written.
    Writing,
}

/// How far an import or export has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What is being done.
    pub step: ImportStep,
    /// How many rows of it are done.
    pub done: u64,
    /// How many there are, if that is known.
    pub total: Option<u64>,
}

/// Who is told of progress, now and then. It must be quick: while rows are written, it is called
/// inside the transaction (again, should that start over). Sessions of the same store then read in
/// that transaction, on the same thread; what would change something fails with `within_callback`,
/// as in a [`crate::Rule`]. An error or a panic ends the import, and nothing is kept.
#[derive(Clone, Default)]
pub struct ProgressCallback(Option<Arc<Tell>>);

type Tell = dyn Fn(Progress) -> Result<()> + Send + Sync;

impl ProgressCallback {
    /// Nobody is told.
    #[must_use]
    pub fn none() -> Self {
        Self(None)
    }

    /// This function is told.
    pub fn new(tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self::fallible(move |progress| {
            tell(progress);
            Ok(())
        })
    }

    /// This function is told; an error that it returns ends the import with that error.
    pub fn fallible(tell: impl Fn(Progress) -> Result<()> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(tell)))
    }

    pub(crate) fn tell(&self, step: ImportStep, done: usize, total: Option<usize>) -> Result<()> {
        let count = |rows: usize| u64::try_from(rows).unwrap_or(u64::MAX);
        let Some(tell) = &self.0 else { return Ok(()) };
        host::call(|| tell(Progress { step, done: count(done), total: total.map(count) }))
    }
}

impl fmt::Debug for ProgressCallback {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ProgressCallback")
    }
}

impl PartialEq for ProgressCallback {
    /// Who watches a command is no part of it.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
