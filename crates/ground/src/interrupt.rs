//! Stopping long work: a host that wants to break off a call says so when it is asked.
//!
//! The engine asks between pieces of work, on the thread that made the call. A call that is
//! stopped fails with `interrupted` and keeps nothing, like any other failed call.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use crate::error::{Code, Problem, Result};

/// How often the host is asked at most.
const EVERY: Duration = Duration::from_millis(20);

/// Whom to ask, when it was asked last, and whether it has said yes.
#[derive(Clone)]
struct Asking {
    ask: Rc<dyn Fn() -> bool>,
    last: Instant,
    stopped: bool,
}

thread_local! {
    static ASKING: RefCell<Option<Asking>> = const { RefCell::new(None) };
}

/// Puts back what was asked before, also when the work panics.
struct Restore(Option<Asking>);

impl Drop for Restore {
    fn drop(&mut self) {
        ASKING.set(self.0.take());
    }
}

/// Runs `work`. Calls of the engine in it, on this thread, ask now and then whether to stop; the
/// answer must be quick, and `true` makes the call under way fail with `interrupted`.
///
/// ```
/// # mod bookroom { pub use bookroom_ground::interrupt::interruptible; }
/// use bookroom::interruptible;
///
/// // In place of the sum: `room.books()`, an import, a report.
/// let done = interruptible(|| false, || 1 + 1);
/// assert_eq!(done, 2);
/// ```
pub fn interruptible<T>(ask: impl Fn() -> bool + 'static, work: impl FnOnce() -> T) -> T {
    let last = Instant::now().checked_sub(EVERY).unwrap_or_else(Instant::now);
    let asking = Asking { ask: Rc::new(ask), last, stopped: false };
    let _restore = Restore(ASKING.replace(Some(asking)));
    work()
}

/// Asks, if it is time, and fails once the host has said yes.
pub fn look() -> Result<()> {
    look_when(|asking| asking.last.elapsed() >= EVERY)
}

/// Asks before anything is kept, however short the work was: what a host said no to while it went
/// on must not be kept.
pub fn last_look() -> Result<()> {
    look_when(|_| true)
}

fn look_when(is_due: impl FnOnce(&Asking) -> bool) -> Result<()> {
    let due = ASKING.with_borrow_mut(|asking| match asking {
        Some(asking) if asking.stopped => Some(None),
        Some(asking) if is_due(asking) => {
            asking.last = Instant::now();
            Some(Some(Rc::clone(&asking.ask)))
        }
        _ => None,
    });
    let stop = match due {
        None => false,
        Some(None) => true,
        // Asked with nothing borrowed: the host may call the engine.
        Some(Some(ask)) => ask(),
    };
    if !stop {
        return Ok(());
    }
    ASKING.with_borrow_mut(|asking| {
        if let Some(asking) = asking {
            asking.stopped = true;
        }
    });
    // The fact tells it from a lock that others hold, which is tried again.
    Err(Problem::new(Code::Interrupted).fact("by", "caller").into())
}
