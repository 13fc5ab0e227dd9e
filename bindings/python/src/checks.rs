//! What scripts and forms ask before anything is sent; no store is needed.

use bookroom::exchange::model::write_rejected;
use bookroom::values::identifiers::IdentifierKind;
use bookroom::values::{contact_points, identifiers, split};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::call::{Done, without_lock};
use crate::errors;
use crate::from_python::parameter;
use crate::generated::schema::{
    CASE_STATE, CASE_STEP, FILE_REPORT, IDENTIFIER_KIND, LANGUAGE, PHONE,
};
use crate::schema::Type;
use crate::to_python::to_python;

fn kind(value: &Bound<'_, PyAny>) -> PyResult<IdentifierKind> {
    static KIND: Type = Type::Enum(&IDENTIFIER_KIND);
    parameter(value, "kind", &KIND)
}

fn checked(py: Python<'_>, done: Result<String, bookroom::error::Problem>) -> PyResult<String> {
    done.map_err(|problem| errors::raise(py, &problem.into()))
}

/// Checks an identifier and gives it as it is kept.
pub(crate) fn check_identifier(given: &Bound<'_, PyAny>, text: &str) -> PyResult<String> {
    checked(given.py(), identifiers::check(kind(given)?, text))
}

/// The kind an identifier most probably is of.
pub(crate) fn detect_identifier(py: Python<'_>, text: &str) -> Done {
    static KIND: Type = Type::Enum(&IDENTIFIER_KIND);
    to_python(py, &identifiers::detect(text), &KIND)
}

/// An identifier as it is kept, unchecked.
pub(crate) fn normalize_identifier(given: &Bound<'_, PyAny>, text: &str) -> PyResult<String> {
    Ok(identifiers::normalize(kind(given)?, text))
}

/// Reads a phone number.
pub(crate) fn read_phone(py: Python<'_>, text: &str, region: &str) -> Done {
    static KIND: Type = Type::Record(&PHONE);
    to_python(py, &contact_points::phone(text, region), &KIND)
}

/// Checks an e-mail address and gives it as it is kept.
pub(crate) fn check_email(py: Python<'_>, text: &str) -> PyResult<String> {
    checked(py, contact_points::email(text))
}

/// Splits an amount over weights.
pub(crate) fn split_by_weight(amount: i64, weights: &[i64]) -> Vec<i64> {
    split::by_weight(amount, weights)
}

/// The steps a case may take from a state.
pub(crate) fn case_steps_from(state: &Bound<'_, PyAny>) -> Done {
    static STATE: Type = Type::Enum(&CASE_STATE);
    static KIND: Type = Type::List(&Type::Enum(&CASE_STEP));
    let steps = bookroom::service::steps_from(parameter(state, "state", &STATE)?);
    to_python(state.py(), &steps, &KIND)
}

/// The rejected rows of a file as CSV.
pub(crate) fn rejected(
    file: &Bound<'_, PyAny>,
    language: &Bound<'_, PyAny>,
) -> PyResult<Py<PyBytes>> {
    static FILE: Type = Type::Record(&FILE_REPORT);
    static LANGUAGES: Type = Type::Enum(&LANGUAGE);
    let py = file.py();
    let report = parameter(file, "file", &FILE)?;
    let language = parameter(language, "language", &LANGUAGES)?;
    let bytes = without_lock(py, || write_rejected(&report, Vec::new(), language))?;
    Ok(PyBytes::new(py, &bytes).unbind())
}
