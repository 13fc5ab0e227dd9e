//! An opened store.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bookroom::changes::listeners::ListenerId;
use bookroom::changes::model::Head;
use bookroom::error::Code;
use bookroom::values::BookId;
use bookroom::{Bookroom, Options};
use pyo3::prelude::*;

use crate::call::{Done, without_lock};
use crate::callbacks::{PythonClock, PythonListener, PythonRule};
use crate::fault::Fault;
use crate::from_python::{from_python, parameter};
use crate::generated::schema::{BOOK, HEAD, NEW_BOOK, PASSWORD_POLICY, VERIFICATION};
use crate::guard::{Gate, Guarded};
use crate::schema::Type;
use crate::session::Session;
use crate::to_python::to_python;

/// An opened store. Use ``bookroom.open``.
#[pyclass(frozen, module = "bookroom._native")]
pub(crate) struct Room {
    inner: Guarded<Bookroom>,
    listeners: Mutex<(u64, HashMap<u64, ListenerId>)>,
}

#[pymethods]
impl Room {
    /// Opens a store.
    #[new]
    #[pyo3(signature = (url, busy_wait, connect_wait, statement_wait, password_policy, clock))]
    fn new(
        py: Python<'_>,
        url: &str,
        busy_wait: f64,
        connect_wait: f64,
        statement_wait: f64,
        password_policy: &Bound<'_, PyAny>,
        clock: Option<Py<PyAny>>,
    ) -> PyResult<Self> {
        static POLICY: Type = Type::Option(&Type::Record(&PASSWORD_POLICY));
        let seconds = |name: &str, value: f64| {
            let wrong = |error| Fault::told(error).in_field(name);
            Duration::try_from_secs_f64(value).map_err(wrong)
        };
        let mut options = Options {
            busy_wait: seconds("busy_wait", busy_wait)?,
            connect_wait: seconds("connect_wait", connect_wait)?,
            statement_wait: seconds("statement_wait", statement_wait)?,
            ..Options::default()
        };
        if let Some(policy) = parameter(password_policy, "password_policy", &POLICY)? {
            options.password_policy = policy;
        }
        if let Some(clock) = clock {
            options.clock = Arc::new(PythonClock(clock));
        }
        let inner = without_lock(py, || Bookroom::open_with(url, options))?;
        let inner = Guarded::new(inner, Gate::new());
        Ok(Self { inner, listeners: Mutex::default() })
    }

    /// Makes a book and returns its id.
    fn create_book(&self, py: Python<'_>, new: &Bound<'_, PyAny>) -> PyResult<i64> {
        static KIND: Type = Type::Record(&NEW_BOOK);
        let room = self.inner.open(py)?;
        let new = from_python(new, &KIND)?;
        without_lock(py, || room.create_book(&new)).map(|id| id.0)
    }

    /// All books of the store.
    fn books(&self, py: Python<'_>) -> Done {
        static KIND: Type = Type::List(&Type::Record(&BOOK));
        let room = self.inner.open(py)?;
        let books = without_lock(py, || room.books())?;
        to_python(py, &books, &KIND)
    }

    /// Signs an operator in.
    fn sign_in(&self, py: Python<'_>, book: i64, name: &str, password: &str) -> PyResult<Session> {
        let room = self.inner.open(py)?;
        let session = without_lock(py, || room.sign_in(BookId(book), name, password))?;
        Ok(Session::new(session, self.inner.gate().clone()))
    }

    /// Verifies a whole book without signing in.
    fn verify(&self, py: Python<'_>, book: i64, known: &Bound<'_, PyAny>) -> Done {
        static HEAD_OR_NONE: Type = Type::Option(&Type::Record(&HEAD));
        static KIND: Type = Type::Record(&VERIFICATION);
        let room = self.inner.open(py)?;
        let known: Option<Head> = parameter(known, "known", &HEAD_OR_NONE)?;
        let found = without_lock(py, || room.verify(BookId(book), known.as_ref()))?;
        to_python(py, &found, &KIND)
    }

    /// Registers a rule for a command, or for all with ``*``.
    fn add_rule(&self, py: Python<'_>, command: &str, ask: Py<PyAny>) -> PyResult<()> {
        let room = self.inner.open(py)?;
        let rule = Arc::new(PythonRule { ask, gate: self.inner.gate().clone() });
        without_lock(py, || room.add_rule(command, rule))
    }

    /// Removes all rules.
    fn clear_rules(&self, py: Python<'_>) -> PyResult<()> {
        let room = self.inner.even_closed(py)?;
        py.detach(|| room.clear_rules());
        Ok(())
    }

    /// Registers a listener and returns its number.
    fn add_listener(&self, py: Python<'_>, listener: Py<PyAny>) -> PyResult<u64> {
        let room = self.inner.open(py)?;
        let listener = Arc::new(PythonListener(listener));
        let id = without_lock(py, || room.add_listener(listener))?;
        let mut known = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        known.0 += 1;
        let number = known.0;
        known.1.insert(number, id);
        Ok(number)
    }

    /// Removes a listener; returns whether there was one.
    fn remove_listener(&self, py: Python<'_>, number: u64) -> PyResult<bool> {
        let room = self.inner.even_closed(py)?;
        let id = {
            let mut known = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
            known.1.remove(&number)
        };
        Ok(id.is_some_and(|id| py.detach(|| room.remove_listener(id))))
    }

    /// Closes every connection. What was in memory alone is gone.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        let room = self.inner.even_closed(py)?;
        if self.inner.gate().is_closed() {
            return Ok(());
        }
        self.inner.gate().set_closed(true);
        let done = without_lock(py, || match room.shutdown() {
            Err(error) if error.code() == Code::MemoryStore => Ok(()),
            done => done,
        });
        if done.is_err() {
            self.inner.gate().set_closed(false);
        }
        done
    }

    /// Copies the store into a new file.
    fn backup_to(&self, py: Python<'_>, path: &str) -> PyResult<()> {
        let room = self.inner.open(py)?;
        without_lock(py, || room.backup_to(path))
    }

    /// Opens the connections again.
    fn reopen(&self, py: Python<'_>) -> PyResult<()> {
        let room = self.inner.even_closed(py)?;
        without_lock(py, || room.reopen())?;
        self.inner.gate().set_closed(false);
        Ok(())
    }

    /// What it was opened with, without a server's password.
    #[getter]
    fn url(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.inner.even_closed(py)?.url())
    }

    /// Whether it is closed.
    #[getter]
    fn closed(&self) -> bool {
        self.inner.gate().is_closed()
    }
}
