//! What must not be used after a fork or after closing.
//!
//! A forked child shares file descriptors and locks with its parent, but none of its threads. To
//! write through them would corrupt the store, and so would closing them, so that the child does
//! neither.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bookroom::error::Code;
use pyo3::prelude::*;

use crate::errors;

/// Something of one process.
pub(crate) struct Guarded<T> {
    /// Taken out only by `drop`.
    value: Option<T>,
    gate: Gate,
}

/// Whether a store may be used. Clones are of the same store.
#[derive(Clone)]
pub(crate) struct Gate {
    process: u32,
    closed: Arc<AtomicBool>,
}

impl Gate {
    pub(crate) fn new() -> Self {
        Self { process: std::process::id(), closed: Arc::default() }
    }

    pub(crate) fn set_closed(&self, closed: bool) {
        self.closed.store(closed, Ordering::SeqCst);
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::SeqCst)
    }

    fn is_foreign(&self) -> bool {
        std::process::id() != self.process
    }

    /// Refuses use in a forked child.
    pub(crate) fn check_process(&self, py: Python<'_>) -> PyResult<()> {
        if self.is_foreign() {
            let class = py.import("bookroom.errors")?.getattr("ForkedError")?;
            return Err(PyErr::from_value(class.call0()?));
        }
        Ok(())
    }
}

impl<T> Guarded<T> {
    pub(crate) fn new(value: T, gate: Gate) -> Self {
        Self { value: Some(value), gate }
    }

    pub(crate) fn gate(&self) -> &Gate {
        &self.gate
    }

    /// The thing, unless this is a forked child or the store is closed.
    pub(crate) fn open(&self, py: Python<'_>) -> PyResult<&T> {
        self.gate.check_process(py)?;
        if self.gate.is_closed() {
            return Err(errors::raise(py, &Code::StoreClosed.into()));
        }
        self.even_closed(py)
    }

    /// The thing, also when the store is closed.
    pub(crate) fn even_closed(&self, py: Python<'_>) -> PyResult<&T> {
        self.gate.check_process(py)?;
        self.value.as_ref().ok_or_else(|| errors::raise(py, &Code::StoreClosed.into()))
    }
}

impl<T> Drop for Guarded<T> {
    fn drop(&mut self) {
        if self.gate.is_foreign() {
            std::mem::forget(self.value.take());
        }
    }
}
