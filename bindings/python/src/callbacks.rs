//! What the engine calls in Python: rules, listeners, clocks, progress, files.
//!
//! The engine knows no exceptions. One that is raised in a callback is kept for the call under way
//! on this thread, which raises it as soon as the engine has returned.

use std::cell::{Cell, OnceCell, RefCell};
use std::io::{self, Read, Write};
use std::time::{Duration, Instant};

use crate::fault::Fault;
use bookroom::error::{Code, Problem};
use bookroom::exchange::model::Progress;
use bookroom::values::{Clock, SystemClock};
use bookroom::{AnyOutcome, Change, CommandView, Error, Listener, Rule, RuleViolation};
use chrono::{DateTime, Utc};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use crate::generated::calls;
use crate::generated::schema::{CHANGE, IMPORT_PROGRESS};
use crate::guard::Gate;
use crate::schema::Type;
use crate::session::Session;
use crate::to_python::to_python;
use crate::{errors, scalars};

thread_local! {
    static RAISED: RefCell<Option<PyErr>> = const { RefCell::new(None) };
    static IS_MAIN: OnceCell<bool> = const { OnceCell::new() };
    static LOOKED: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// How often signals are looked for at most: it takes the interpreter's lock.
const LOOK: Duration = Duration::from_millis(20);

/// Begins a call; returns what an outer call on this thread has kept.
pub(crate) fn begin() -> Option<PyErr> {
    RAISED.with_borrow_mut(Option::take)
}

/// Ends a call; returns what was raised during it.
pub(crate) fn end(outer: Option<PyErr>) -> Option<PyErr> {
    RAISED.with_borrow_mut(|raised| std::mem::replace(raised, outer))
}

/// Keeps the first exception of a call.
pub(crate) fn keep(error: PyErr) {
    RAISED.with_borrow_mut(|raised| {
        raised.get_or_insert(error);
    });
}

/// Whether a callback of the call under way has raised an exception.
pub(crate) fn has_raised() -> bool {
    RAISED.with_borrow(Option::is_some)
}

/// Whether the call under way must stop: a callback has raised, or Ctrl-C was pressed. Only the
/// main thread looks for signals, as Python has it.
pub(crate) fn must_stop() -> bool {
    if has_raised() {
        return true;
    }
    if !is_main() {
        return false;
    }
    let is_due = LOOKED.get().is_none_or(|last| last.elapsed() >= LOOK);
    if !is_due {
        return false;
    }
    LOOKED.set(Some(Instant::now()));
    if let Some(Err(error)) = Python::try_attach(|py| py.check_signals()) {
        keep(error);
    }
    has_raised()
}

/// Whether this is the interpreter's main thread.
pub(crate) fn is_main() -> bool {
    IS_MAIN.with(|is_main| *is_main.get_or_init(is_main_thread))
}

fn is_main_thread() -> bool {
    let asked = Python::try_attach(|py| -> PyResult<bool> {
        let threading = py.import("threading")?;
        let main = threading.call_method0("main_thread")?.getattr("ident")?;
        main.eq(threading.call_method0("get_ident")?)
    });
    matches!(asked, Some(Ok(true)))
}

/// A validation rule written in Python, as `bookroom._rules.prepare` makes it callable.
pub(crate) struct PythonRule {
    pub(crate) ask: Py<PyAny>,
    pub(crate) gate: Gate,
}

impl PythonRule {
    fn ask(&self, py: Python<'_>, command: &CommandView<'_>) -> PyResult<Vec<RuleViolation>> {
        let raise = |error: Error| errors::raise(py, &error);
        let outcome = match command.outcome_json().map_err(raise)? {
            Some(json) => {
                let outcome = AnyOutcome::read(&command.name, &json).map_err(raise)?;
                Some(calls::outcome(py, &outcome)?)
            }
            None => None,
        };
        let session = Session::new(command.session().clone(), self.gate.clone());
        let operator = command.operator.map(|operator| operator.0);
        let found = self.ask.bind(py).call1((
            command.name.as_str(),
            command.book.0,
            operator,
            command.payload.as_str(),
            outcome,
            session,
        ))?;
        let found: Vec<(String, String)> = found.extract()?;
        Ok(found.into_iter().map(|(path, rule)| RuleViolation { path, rule }).collect())
    }
}

impl Rule for PythonRule {
    fn check(&self, command: &CommandView<'_>) -> Result<Vec<RuleViolation>, Error> {
        kept(Python::try_attach(|py| self.ask(py, command)))
    }
}

/// What a callback gave; an exception is kept for the call under way, which fails.
fn kept<T>(given: Option<PyResult<T>>) -> Result<T, Error> {
    match given {
        Some(Ok(value)) => return Ok(value),
        Some(Err(error)) => keep(error),
        // The interpreter is shutting down.
        None => {}
    }
    Err(Code::CallbackFailed.into())
}

/// A listener written in Python. What it raises goes to `sys.unraisablehook`: nobody waits for it.
pub(crate) struct PythonListener(pub(crate) Py<PyAny>);

impl Listener for PythonListener {
    fn on_changes(&self, changes: &[Change]) {
        static KIND: Type = Type::List(&Type::Record(&CHANGE));
        Python::try_attach(|py| {
            let listener = self.0.bind(py);
            let told = to_python(py, changes, &KIND).and_then(|made| listener.call1((made,)));
            if let Err(error) = told {
                error.write_unraisable(py, Some(listener));
            }
        });
    }
}

/// A clock written in Python.
pub(crate) struct PythonClock(pub(crate) Py<PyAny>);

impl Clock for PythonClock {
    fn now(&self) -> DateTime<Utc> {
        self.try_now().unwrap_or_else(|_| SystemClock.now())
    }

    fn try_now(&self) -> Result<DateTime<Utc>, Error> {
        kept(Python::try_attach(|py| {
            let told = self.0.bind(py).call0()?;
            let text = scalars::instant_from_python(&told)?;
            text.parse().map_err(|_| pyo3::exceptions::PyValueError::new_err(text))
        }))
    }
}

/// Tells a Python function how far a call has come, and looks whether Ctrl-C was pressed.
pub(crate) fn tell(listener: Option<&Py<PyAny>>, progress: Progress) -> Result<(), Error> {
    static KIND: Type = Type::Record(&IMPORT_PROGRESS);
    kept(Python::try_attach(|py| {
        py.check_signals()?;
        match listener {
            Some(listener) => listener.call1(py, (to_python(py, &progress, &KIND)?,)).map(drop),
            None => Ok(()),
        }
    }))
}

/// A Python file that is read.
pub(crate) struct PythonReader(pub(crate) Py<PyAny>);

impl Read for PythonReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = Python::try_attach(|py| -> PyResult<usize> {
            let read = self.0.bind(py).call_method1(intern!(py, "read"), (buffer.len(),))?;
            if read.is_instance_of::<PyString>() {
                let problem = Problem::new(Code::WrongType).fact("expected", "bytes");
                let problem = problem.fact("got", "str").fact("instead", "binary mode ('rb')");
                return Err(Fault::from(problem).into());
            }
            let bytes: &[u8] = read.cast::<PyBytes>()?.as_bytes();
            let into = buffer
                .get_mut(..bytes.len())
                .ok_or_else(|| PyErr::from(Fault::told("the file gave more than was asked for")))?;
            into.copy_from_slice(bytes);
            Ok(bytes.len())
        });
        finish(read)
    }
}

/// A Python file that is written.
pub(crate) struct PythonWriter(pub(crate) Py<PyAny>);

impl Write for PythonWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = Python::try_attach(|py| {
            let bytes_object = PyBytes::new(py, bytes);
            self.0.bind(py).call_method1(intern!(py, "write"), (bytes_object,))?;
            Ok(bytes.len())
        });
        finish(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn finish(done: Option<PyResult<usize>>) -> io::Result<usize> {
    match done {
        Some(Ok(count)) => Ok(count),
        Some(Err(error)) => {
            keep(error);
            Err(io::Error::other("the file raised an exception"))
        }
        None => Err(io::Error::other("the interpreter is shutting down")),
    }
}
