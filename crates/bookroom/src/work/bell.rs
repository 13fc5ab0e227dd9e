//! The bell that wakes whoever waits for changes.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::error::Result;

/// How often the store is looked at for changes that other processes made.
pub(crate) const LOOK: Duration = Duration::from_millis(200);

/// Rings when something was committed, or the store is being closed.
#[derive(Default)]
pub(crate) struct Bell {
    count: Mutex<u64>,
    rung: Condvar,
}

impl Bell {
    pub(crate) fn ring(&self) {
        *self.lock() += 1;
        self.rung.notify_all();
    }

    /// Asks `look` until it finds something or the time is over.
    pub(crate) fn wait_for<T>(
        &self,
        timeout: Duration,
        mut look: impl FnMut() -> Result<Option<T>>,
    ) -> Result<Option<T>> {
        let end = Instant::now().checked_add(timeout);
        loop {
            let heard = *self.lock();
            if let Some(found) = look()? {
                return Ok(Some(found));
            }
            let left = end.map_or(LOOK, |end| end.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                return Ok(None);
            }
            self.sleep_unless_rung(heard, left.min(LOOK));
        }
    }

    /// How often it has rung.
    pub(crate) fn count(&self) -> u64 {
        *self.lock()
    }

    /// Waits until the bell has rung since `heard`, or the time is over.
    pub(crate) fn sleep_unless_rung(&self, heard: u64, time: Duration) {
        let same = |count: &mut u64| *count == heard;
        drop(self.rung.wait_timeout_while(self.lock(), time, same));
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
