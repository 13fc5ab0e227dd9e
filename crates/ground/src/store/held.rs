//! What the calls under way on this thread hold, so that a call which code of the host makes from
//! within another one never waits for itself: it reads through the connection that it was lent, or
//! is refused at once.

use std::cell::RefCell;
use std::sync::Arc;

use super::Conn;
use crate::error::{Code, Error, Result};

/// Which store: the same for all handles of this process on one file or server.
pub type Key = Arc<str>;

struct Frame {
    key: Key,
    /// Whether its connection is lent to the host code that runs now.
    lent: bool,
}

thread_local! {
    static FRAMES: RefCell<Vec<Frame>> = const { RefCell::new(Vec::new()) };
}

scoped_tls_hkt::scoped_thread_local!(static mut LENT: Conn);

/// How this thread stands to a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No call under way on this thread holds anything of it.
    Free,
    /// One does, and has lent its connection to the host code that runs now.
    Lent,
    /// One does, and its connection cannot be used now.
    Held,
}

/// How this thread stands to a store.
pub fn standing(key: &Key) -> Standing {
    FRAMES.with_borrow(|frames| {
        let Some(own) = frames.iter().rposition(|frame| frame.key == *key) else {
            return Standing::Free;
        };
        // Of several stores that lend, the innermost one's connection is at hand.
        match frames.iter().rposition(|frame| frame.lent) {
            Some(lent) if lent == own => Standing::Lent,
            _ => Standing::Held,
        }
    })
}

/// Refuses what cannot be done from within a call under way.
///
/// # Errors
/// `within_callback`.
pub fn refuse_within(key: &Key) -> Result<()> {
    match standing(key) {
        Standing::Free => Ok(()),
        Standing::Lent | Standing::Held => Err(Code::WithinCallback.into()),
    }
}

/// Notes that this thread holds something of a store until what is returned is dropped.
pub(super) fn hold(key: &Key) -> Hold {
    FRAMES.with_borrow_mut(|frames| frames.push(Frame { key: Arc::clone(key), lent: false }));
    Hold
}

/// See [`hold`].
pub(super) struct Hold;

impl Drop for Hold {
    fn drop(&mut self) {
        FRAMES.with_borrow_mut(Vec::pop);
    }
}

/// Runs `host` with the connection of the call under way lent to it.
pub(super) fn lend<T>(key: &Key, conn: &mut Conn, host: impl FnOnce() -> T) -> T {
    let _lent = Lent::set(key, true);
    LENT.set(conn, host)
}

/// Runs `body` with the connection that was lent.
///
/// # Errors
/// `within_callback` when none is at hand.
pub(super) fn with_lent<T>(key: &Key, body: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    if standing(key) != Standing::Lent || !LENT.is_set() {
        return Err(Error::from(Code::WithinCallback));
    }
    // While it is used nobody else has it: not even host code that `body` calls.
    let _lent = Lent::set(key, false);
    LENT.with(body)
}

/// Marks the innermost frame of a store, and puts back what was there.
struct Lent {
    key: Key,
    before: bool,
}

impl Lent {
    fn set(key: &Key, lent: bool) -> Self {
        Self { key: Arc::clone(key), before: mark(key, lent) }
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        mark(&self.key, self.before);
    }
}

fn mark(key: &Key, lent: bool) -> bool {
    FRAMES.with_borrow_mut(|frames| {
        let own = frames.iter_mut().rev().find(|frame| frame.key == *key);
        own.is_some_and(|frame| std::mem::replace(&mut frame.lent, lent))
    })
}
