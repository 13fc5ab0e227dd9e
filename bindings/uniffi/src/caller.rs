//! Through whom calls reach the engine: its session, and what may break them off.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Breaks off calls that take long: give it to `Session.interruptible`, and call `interrupt` from
/// any thread. Once interrupted it stays so: take a new one for the next work.
#[derive(Debug, Default, uniffi::Object)]
pub struct Interrupter {
    interrupted: AtomicBool,
}

#[uniffi::export]
impl Interrupter {
    /// One that lets calls run.
    #[uniffi::constructor]
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Makes the calls under way, and all later ones, fail with `interrupted`. They keep nothing.
    pub fn interrupt(&self) {
        self.interrupted.store(true, Ordering::Relaxed);
    }

    /// Whether it was interrupted.
    pub fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }
}

/// A session of the engine, and what may break off its calls.
#[derive(Clone)]
pub(crate) struct Caller {
    session: bookroom::Session,
    interrupter: Option<Arc<Interrupter>>,
}

impl Caller {
    pub(crate) fn of(session: bookroom::Session) -> Self {
        Self { session, interrupter: None }
    }

    /// The same with a session made from this one.
    pub(crate) fn with(
        &self,
        change: impl FnOnce(&bookroom::Session) -> bookroom::Session,
    ) -> Self {
        Self { session: change(&self.session), interrupter: self.interrupter.clone() }
    }

    /// The same, broken off by an interrupter and by no other.
    pub(crate) fn interruptible(&self, interrupter: Arc<Interrupter>) -> Self {
        Self { session: self.session.clone(), interrupter: Some(interrupter) }
    }

    /// The session, for what takes no time.
    pub(crate) fn session(&self) -> &bookroom::Session {
        &self.session
    }

    /// Runs calls of the engine.
    pub(crate) fn run<T>(&self, work: impl FnOnce(&bookroom::Session) -> T) -> T {
        match &self.interrupter {
            None => work(&self.session),
            Some(interrupter) => {
                let interrupter = Arc::clone(interrupter);
                let ask = move || interrupter.is_interrupted();
                bookroom::interruptible(ask, || work(&self.session))
            }
        }
    }
}
