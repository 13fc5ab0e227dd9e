//! What scripts and forms ask before anything is sent; no store is needed.

use std::path::PathBuf;

use bookroom::exchange::model::write_rejected;
use bookroom::values::identifiers::IdentifierKind;
use bookroom::values::{contact_points, identifiers, masks, split};
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

fn read_kind(value: &Bound<'_, PyAny>) -> PyResult<IdentifierKind> {
    static KIND: Type = Type::Enum(&IDENTIFIER_KIND);
    parameter(value, "kind", &KIND)
}

fn checked(py: Python<'_>, done: Result<String, bookroom::error::Problem>) -> PyResult<String> {
    done.map_err(|problem| errors::raise(py, &problem.into()))
}

/// Checks an identifier and gives it as it is kept.
#[pyfunction]
pub(crate) fn check_identifier(kind: &Bound<'_, PyAny>, text: &str) -> PyResult<String> {
    checked(kind.py(), identifiers::check(read_kind(kind)?, text))
}

/// The kind an identifier most probably is of.
#[pyfunction]
pub(crate) fn detect_identifier(py: Python<'_>, text: &str) -> Done {
    static KIND: Type = Type::Enum(&IDENTIFIER_KIND);
    to_python(py, &identifiers::detect(text), &KIND)
}

/// An identifier as it is kept, unchecked.
#[pyfunction]
pub(crate) fn normalize_identifier(kind: &Bound<'_, PyAny>, text: &str) -> PyResult<String> {
    Ok(identifiers::normalize(read_kind(kind)?, text))
}

/// Reads a phone number.
#[pyfunction]
pub(crate) fn read_phone(py: Python<'_>, text: &str, region: &str) -> Done {
    static KIND: Type = Type::Record(&PHONE);
    to_python(py, &contact_points::phone(text, region), &KIND)
}

/// The phone numbers written in one text.
#[pyfunction]
pub(crate) fn split_phones(text: &str) -> Vec<&str> {
    contact_points::split_phones(text)
}

/// Checks an e-mail address and gives it as it is kept.
#[pyfunction]
pub(crate) fn check_email(py: Python<'_>, text: &str) -> PyResult<String> {
    checked(py, contact_points::email(text))
}

/// A phone number for those who may not see all of it.
#[pyfunction]
pub(crate) fn mask_phone(number: &str) -> String {
    masks::phone(number)
}

/// An e-mail address for those who may not see all of it.
#[pyfunction]
pub(crate) fn mask_email(address: &str) -> String {
    masks::email(address)
}

/// A person's name for those who may not see all of it.
#[pyfunction]
pub(crate) fn mask_name(name: &str) -> String {
    masks::name(name)
}

/// A number of which only the last four characters show.
#[pyfunction]
pub(crate) fn mask_all_but_four(number: &str) -> String {
    masks::last_four(number)
}

/// Splits an amount over weights.
#[pyfunction]
pub(crate) fn split_by_weight(amount: i64, weights: Vec<i64>) -> Vec<i64> {
    split::by_weight(amount, &weights)
}

/// The steps a case may take from a state.
#[pyfunction]
pub(crate) fn case_steps_from(state: &Bound<'_, PyAny>) -> Done {
    static STATE: Type = Type::Enum(&CASE_STATE);
    static KIND: Type = Type::List(&Type::Enum(&CASE_STEP));
    let steps = bookroom::service::steps_from(parameter(state, "state", &STATE)?);
    to_python(state.py(), &steps, &KIND)
}

/// Writes a file that is there whole or as it was.
#[pyfunction]
pub(crate) fn write_file(py: Python<'_>, path: PathBuf, content: &[u8]) -> PyResult<()> {
    without_lock(py, || bookroom::write_bytes(&path, content))
}

/// The rejected rows of a file as CSV.
#[pyfunction]
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
