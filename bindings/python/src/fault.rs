//! What goes wrong while a value crosses, and where in it.
//!
//! What the caller gave wrong becomes a problem as the engine's own are: an exception that is a
//! `bookroom.Error`, and a `TypeError` or `ValueError` besides.

use std::fmt;

use bookroom::error::{Code, Problem};
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::errors;
use crate::scalars::type_name;

/// A failed conversion, with the place: a problem, or an exception of somebody else's code.
#[derive(Debug)]
pub(crate) struct Fault {
    path: String,
    what: What,
}

#[derive(Debug)]
enum What {
    Raised(PyErr),
    Found(Problem),
}

impl Fault {
    /// A value that is wrong in a way that has no code of its own.
    pub(crate) fn told(text: impl fmt::Display) -> Self {
        Problem::new(Code::BadFormat).fact("what", text).into()
    }

    /// A value of another type than wanted.
    pub(crate) fn wrong_type(wanted: impl fmt::Display, value: &Bound<'_, PyAny>) -> Self {
        let problem = Problem::new(Code::WrongType).fact("expected", wanted);
        problem.fact("got", type_name(value)).into()
    }

    /// A violation, as the engine itself would find it.
    pub(crate) fn code(code: Code) -> Self {
        Problem::new(code).into()
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

    /// The exception.
    pub(crate) fn raise(self, py: Python<'_>) -> PyErr {
        match self.what {
            What::Raised(error) => error,
            What::Found(problem) => errors::refused(py, problem.below(&self.path)),
        }
    }
}

/// The characters of a text. Python has texts with halves of characters (`\ud800`), which nothing
/// else can keep.
///
/// # Errors
/// `bad_character`.
pub(crate) fn characters<'t>(text: &'t Bound<'_, PyString>) -> Result<&'t str, Fault> {
    text.to_str().map_err(|_| Fault::code(Code::BadCharacter))
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self { path: String::new(), what: What::Found(problem) }
    }
}

impl From<PyErr> for Fault {
    fn from(error: PyErr) -> Self {
        Self { path: String::new(), what: What::Raised(error) }
    }
}

impl From<Fault> for PyErr {
    fn from(fault: Fault) -> Self {
        Python::attach(|py| fault.raise(py))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Raised(error) => write!(out, "{}: {error}", self.path),
            What::Found(problem) => write!(out, "{}: {problem}", self.path),
        }
    }
}

impl std::error::Error for Fault {}

impl serde::ser::Error for Fault {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Self::told(text)
    }
}

impl serde::de::Error for Fault {
    fn custom<T: fmt::Display>(text: T) -> Self {
        Self::told(text)
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Problem::new(Code::BadChoice).choices(expected).into()
    }
}
