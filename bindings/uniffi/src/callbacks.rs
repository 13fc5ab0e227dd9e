//! What the host implements: listeners, rules, progress, a clock. An exception thrown there is
//! contained here.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::{Change, CommandView, ImportProgress, Timestamp};

/// A callback of the host threw.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
#[uniffi::export(Display)]
pub enum HostFailure {
    /// It says why.
    #[error("{reason}")]
    Failed {
        /// Why.
        reason: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for HostFailure {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { reason: error.reason }
    }
}

/// A listener of committed changes, implemented by the host.
#[uniffi::export(foreign)]
pub trait ChangeListener: Send + Sync {
    /// Receives committed changes of one book, oldest first, each exactly once while the listener
    /// is registered, on a thread of the engine with no lock held. It may call the engine. What it
    /// throws is contained.
    fn on_changes(&self, changes: Vec<Change>) -> Result<(), HostFailure>;
}

/// A violation that a rule of the host found.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RuleViolation {
    /// The host's own name of the rule.
    pub rule: String,
    /// Where in the command, such as `customers[0].name`; may be empty.
    #[uniffi(default = "")]
    pub path: String,
}

/// A validation rule of the host.
#[uniffi::export(foreign)]
pub trait Rule: Send + Sync {
    /// Returns everything about the command that breaks the rule. It runs inside the transaction,
    /// so it must be quick and must not call the engine; throwing counts as a violation by the
    /// rule `panicked`.
    fn check(&self, command: CommandView) -> Result<Vec<RuleViolation>, HostFailure>;
}

/// Is told how far an import has come.
#[uniffi::export(foreign)]
pub trait ProgressListener: Send + Sync {
    /// Called now and then. It must be quick and must not call the engine. What it throws is
    /// contained.
    fn on_progress(&self, progress: ImportProgress) -> Result<(), HostFailure>;
}

/// Tells the time, for tests and replays.
#[uniffi::export(foreign)]
pub trait Clock: Send + Sync {
    /// The instant now. Should it throw, the instant it gave before counts.
    fn now(&self) -> Result<Timestamp, HostFailure>;
}

/// A [`ChangeListener`] as the engine calls it.
pub(crate) struct HostListener(pub(crate) Arc<dyn ChangeListener>);

impl bookroom::changes::listeners::Listener for HostListener {
    fn on_changes(&self, changes: &[Change]) {
        // A listener that throws has heard: the engine has nobody to tell it to.
        let _ = self.0.on_changes(changes.to_vec());
    }
}

/// A [`Rule`] as the engine calls it.
pub(crate) struct HostRule(pub(crate) Arc<dyn Rule>);

impl bookroom::Rule for HostRule {
    fn check(&self, command: &CommandView) -> Vec<bookroom::RuleViolation> {
        let of = |path: String, rule: String| bookroom::RuleViolation { path, rule };
        match self.0.check(command.clone()) {
            Ok(found) => found.into_iter().map(|one| of(one.path, one.rule)).collect(),
            Err(_) => vec![of(String::new(), "panicked".to_owned())],
        }
    }
}

/// A [`Clock`] as the engine calls it.
pub(crate) struct HostClock {
    clock: Arc<dyn Clock>,
    last: AtomicI64,
}

impl HostClock {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        let begun = bookroom::values::Clock::now(&bookroom::values::SystemClock);
        Self { clock, last: AtomicI64::new(begun.timestamp_micros()) }
    }
}

impl bookroom::values::Clock for HostClock {
    fn now(&self) -> Timestamp {
        if let Ok(now) = self.clock.now() {
            self.last.store(now.timestamp_micros(), Ordering::SeqCst);
        }
        let micros = self.last.load(Ordering::SeqCst);
        Timestamp::from_timestamp_micros(micros).unwrap_or_default()
    }
}
