//! Errors of the engine as Python exceptions: one class for each kind.

use bookroom::Error;
use bookroom::error::{Code, Kind, Problem};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::call::Inside;
use crate::generated::schema::VIOLATION;
use crate::schema::Type;
use crate::to_python::to_python;

static VIOLATION_TYPE: Type = Type::Record(&VIOLATION);

/// The exception for an error.
pub(crate) fn raise(py: Python<'_>, error: &Error) -> PyErr {
    let _inside = Inside::enter(py);
    made(py, error).unwrap_or_else(|failure| failure)
}

fn made(py: Python<'_>, error: &Error) -> PyResult<PyErr> {
    of_class(py, &format!("{}Error", kind_name(error.kind())), error.problems())
}

fn of_class(py: Python<'_>, class: &str, problems: &[Problem]) -> PyResult<PyErr> {
    let class = py.import("bookroom.errors")?.getattr(class)?;
    let violations = problems.iter().map(|problem| to_python(py, problem, &VIOLATION_TYPE));
    let violations: Vec<Py<PyAny>> = violations.collect::<PyResult<_>>()?;
    let violations = PyTuple::new(py, violations)?;
    Ok(PyErr::from_value(class.call1((violations,))?))
}

/// The exception for what the caller gave wrong: one of Python's own kinds besides.
pub(crate) fn refused(py: Python<'_>, problem: Problem) -> PyErr {
    let is_type = problem.code == Code::WrongType;
    let class = if is_type { "InvalidTypeError" } else { "InvalidValueError" };
    of_class(py, class, &[problem]).unwrap_or_else(|failure| failure)
}

/// The name of a kind, as in the name of its class.
pub(crate) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Invalid => "Invalid",
        Kind::NotFound => "NotFound",
        Kind::Denied => "Denied",
        Kind::Conflict => "Conflict",
        Kind::Duplicate => "Duplicate",
        Kind::Closed => "Closed",
        Kind::Busy => "Busy",
        Kind::Storage => "Storage",
        Kind::Unsupported => "Unsupported",
    }
}

/// The sentences of a problem, in English and in Chinese.
pub(crate) fn sentences(problem: &Problem) -> (String, String) {
    (problem.text_en(), problem.text_zh())
}

/// Reads a problem back.
pub(crate) fn problem(value: &Bound<'_, PyAny>) -> PyResult<Problem> {
    crate::from_python::from_python(value, &VIOLATION_TYPE)
}
