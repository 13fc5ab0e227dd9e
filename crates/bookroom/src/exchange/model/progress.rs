//! How far an import or export has come.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

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

/// Who is told of progress, now and then. It must be quick and must not call the engine: while
/// rows are written, it is called inside the transaction (again, should that start over).
#[derive(Clone, Default)]
pub struct ProgressCallback(Option<Arc<dyn Fn(Progress) + Send + Sync>>);

impl ProgressCallback {
    /// Nobody is told.
    #[must_use]
    pub fn none() -> Self {
        Self(None)
    }

    /// This function is told.
    pub fn new(tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(tell)))
    }

    pub(crate) fn tell(&self, step: ImportStep, done: usize, total: Option<usize>) {
        let count = |rows: usize| u64::try_from(rows).unwrap_or(u64::MAX);
        if let Some(tell) = &self.0 {
            tell(Progress { step, done: count(done), total: total.map(count) });
        }
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
