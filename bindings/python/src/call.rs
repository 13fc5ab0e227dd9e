//! How one call goes: read its parameters, run it without the interpreter's lock, make its result.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bookroom::{Error, Session};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::frames::Frame;
use crate::schema::Type;
use crate::to_python::to_python_of;
use crate::{callbacks, errors, from_python};

/// What a call comes to.
pub(crate) type Done = PyResult<Py<PyAny>>;
/// A call by its name.
pub(crate) type Run = fn(&Args<'_, '_>) -> Done;

/// The parameters of a call, and the session it is for.
pub(crate) struct Args<'a, 'py> {
    pub(crate) session: Session,
    pub(crate) given: &'a Bound<'py, PyTuple>,
    pub(crate) into: Into<'a, 'py>,
}

/// What becomes of the result.
pub(crate) enum Into<'a, 'py> {
    /// Python objects; tables keep the session that they came from.
    Objects(&'a Bound<'py, PyAny>),
    /// Columns of a frame; the call then gives where the next page begins.
    Frame(&'a Frame),
}

impl Args<'_, '_> {
    /// Reads a parameter.
    pub(crate) fn get<T: DeserializeOwned>(
        &self,
        index: usize,
        name: &str,
        kind: &'static Type,
    ) -> PyResult<T> {
        from_python::parameter(&self.given.get_item(index)?, name, kind)
    }

    /// Runs the call and makes its result.
    pub(crate) fn run<T: Serialize + Send>(
        &self,
        kind: &'static Type,
        work: impl FnOnce(&Session) -> Result<T, Error> + Send,
    ) -> Done {
        let py = self.given.py();
        let session = &self.session;
        let _inside = Inside::enter(py);
        let value = without_lock(py, || work(session))?;
        match self.into {
            Into::Objects(origin) => to_python_of(py, &value, kind, Some(origin)),
            Into::Frame(frame) => {
                let next =
                    py.detach(move || frame.take(&value)).map_err(|fault| fault.raise(py))?;
                Ok(next.into_pyobject(py)?.into_any().unbind())
            }
        }
    }
}

/// How many calls are in the engine, or on their way back to the interpreter.
static IN_CALL: AtomicUsize = AtomicUsize::new(0);
/// Whether the interpreter is leaving: then no call lets go of its lock any more.
static LEAVING: AtomicBool = AtomicBool::new(false);
/// How long the interpreter waits for calls when it leaves.
const LAST_WAIT: Duration = Duration::from_secs(5);

/// How many looks in a row must find no call: one that has just come back still makes its result.
const QUIET: u32 = 20;

/// Waits for the calls of all threads, once every store is shut down. A thread that asks for the
/// lock of an interpreter that has left is ended on the spot, in the middle of native code; so
/// afterwards none may be there.
pub(crate) fn leave(py: Python<'_>) {
    LEAVING.store(true, Ordering::SeqCst);
    py.detach(|| {
        let start = Instant::now();
        let mut quiet = 0;
        while quiet < QUIET && start.elapsed() < LAST_WAIT {
            quiet = if IN_CALL.load(Ordering::SeqCst) == 0 { quiet + 1 } else { 0 };
            std::thread::sleep(Duration::from_millis(1));
        }
    });
}

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Counts a call; made and dropped while the interpreter's lock is held.
pub(crate) struct Inside;

impl Inside {
    /// Enters. Once the interpreter is leaving, a thread that comes anew is held here for ever: to
    /// wait for the lock once more would end it in the middle of native code.
    pub(crate) fn enter(py: Python<'_>) -> Self {
        let is_new = DEPTH.get() == 0;
        if is_new && LEAVING.load(Ordering::SeqCst) && !callbacks::is_main() {
            py.detach(|| {
                while LEAVING.load(Ordering::SeqCst) {
                    std::thread::park();
                }
            });
        }
        DEPTH.set(DEPTH.get() + 1);
        IN_CALL.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get().saturating_sub(1));
        IN_CALL.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Runs the engine without the interpreter's lock. An exception that a callback raised meanwhile
/// comes out as it was.
pub(crate) fn without_lock<T: Send>(
    py: Python<'_>,
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> PyResult<T> {
    let run = || {
        let outer = callbacks::begin();
        let result = bookroom::interruptible(callbacks::must_stop, work);
        (result, callbacks::end(outer))
    };
    // Counted while the lock is held, before it is let go and until its exception is made.
    let _inside = Inside::enter(py);
    let (result, raised) = if LEAVING.load(Ordering::SeqCst) { run() } else { py.detach(run) };
    match (result, raised) {
        (_, Some(raised)) => Err(raised),
        (result, None) => result.map_err(|error| errors::raise(py, &error)),
    }
}
