//! What goes wrong while a value crosses, and where in it.

use std::fmt;

use bookroom::codes::Code;
use bookroom::error::Problem;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

use crate::errors;

/// A failed conversion: a Python exception, or a sentence of serde's, with the place.
#[derive(Debug)]
pub(crate) struct Fault {
    path: String,
    what: What,
}

#[derive(Debug)]
enum What {
    Raised(PyErr),
    Told(String),
    Code(Code),
}

impl Fault {
    pub(crate) fn told(text: impl Into<String>) -> Self {
        Self { path: String::new(), what: What::Told(text.into()) }
    }

    /// A violation, as the engine itself would find it.
    pub(crate) fn code(code: Code) -> Self {
        Self { path: String::new(), what: What::Code(code) }
    }

    /// The same fault inside a field.
    pub(crate) fn in_field(mut self, name: &str) -> Self {
        let joint = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{name}{joint}{}", self.path);
        self
    }

    /// The same fault inside an item of a list.
    pub(crate) fn in_item(mut self, index: usize) -> Self {
        let joint = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("[{index}]{joint}{}", self.path);
        self
    }

    /// The exception: of the same class, with the place in front of its text.
    pub(crate) fn raise(self, py: Python<'_>) -> PyErr {
        let place = if self.path.is_empty() { String::new() } else { format!("{}: ", self.path) };
        match self.what {
            What::Code(code) => errors::raise(py, &Problem::new(code).at(self.path).into()),
            What::Told(text) => PyValueError::new_err(format!("{place}{text}")),
            What::Raised(error) if place.is_empty() => error,
            What::Raised(error) if error.is_instance_of::<PyTypeError>(py) => {
                PyTypeError::new_err(format!("{place}{}", error.value(py)))
            }
            What::Raised(error) if error.is_instance_of::<PyValueError>(py) => {
                PyValueError::new_err(format!("{place}{}", error.value(py)))
            }
            What::Raised(error) => error,
        }
    }
}

impl From<PyErr> for Fault {
    fn from(error: PyErr) -> Self {
        Self { path: String::new(), what: What::Raised(error) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Raised(error) => write!(out, "{}: {error}", self.path),
            What::Told(text) => write!(out, "{}: {text}", self.path),
            What::Code(code) => write!(out, "{}: {}", self.path, code.slug()),
        }
    }
}

impl std::error::Error for Fault {}

impl serde::ser::Error for Fault {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Self::told(text.to_string())
    }
}

impl serde::de::Error for Fault {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Self::told(text.to_string())
    }
}
