//! Code of the host that the engine calls: rules, progress, clocks. What goes wrong there ends the
//! call under way as an error, and no lock stays taken.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};

use super::room::Room;
use super::tx::Tx;
use crate::error::{Code, Error, Problem, Result};

/// Calls code of the host; a panic becomes an error that says why.
pub(crate) fn call<T>(host: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(host)).unwrap_or_else(|panic| Err(failed(said(&*panic))))
}

/// What code of the host that failed comes to.
pub(crate) fn failed(cause: impl fmt::Display) -> Error {
    Problem::new(Code::CallbackFailed).fact("cause", cause).into()
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("it panicked")
}

thread_local! {
    /// The rooms whose clocks are being asked on this thread.
    static ASKED: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// Forgets the room that was asked last, also when its clock panics.
struct Asked;

impl Drop for Asked {
    fn drop(&mut self) {
        ASKED.with_borrow_mut(Vec::pop);
    }
}

impl Room {
    /// The instant now. A clock that asks the engine, which would ask the clock again, is refused.
    pub(crate) fn now(&self) -> Result<DateTime<Utc>> {
        let own = std::ptr::from_ref(self).addr();
        if ASKED.with_borrow(|asked| asked.contains(&own)) {
            return Err(Code::WithinCallback.into());
        }
        ASKED.with_borrow_mut(|asked| asked.push(own));
        let _asked = Asked;
        call(|| self.clock.try_now())
    }
}

impl Tx<'_> {
    /// Calls code of the host with this transaction to read in.
    pub(crate) fn lend<T>(&mut self, host: impl FnOnce() -> Result<T>) -> Result<T> {
        let room = self.room;
        room.store.lend(self.conn, || call(host))
    }
}
