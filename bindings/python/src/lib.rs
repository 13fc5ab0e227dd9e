//! The native part of the Python package `bookroom`: it converts, and decides nothing.
//!
//! Descriptions of all types, and the calls, are made from the engine's source by
//! `tools/generate.py`; everything else here is small and written by hand.

mod call;
mod callbacks;
mod checks;
mod columns;
mod errors;
mod fault;
mod frames;
mod from_python;
mod generated;
mod guard;
mod receipts;
mod room;
mod scalars;
mod schema;
mod session;
mod to_python;

use pyo3::prelude::*;

/// The native part of bookroom. Use the package `bookroom` instead.
#[pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    use super::receipts::Receipts;
    #[pymodule_export]
    use super::room::Room;
    #[pymodule_export]
    use super::session::Session;

    use bookroom::AnyCommand;
    use bookroom::error::Code;
    use pyo3::prelude::*;
    use pyo3::types::PyCapsule;

    /// The version of the engine.
    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    /// Waits for the calls of all threads before the interpreter leaves.
    #[pyfunction]
    fn leave(py: Python<'_>) {
        super::call::leave(py);
    }

    /// The names of all commands of the engine.
    #[pyfunction]
    fn command_names() -> Vec<&'static str> {
        AnyCommand::NAMES.to_vec()
    }

    /// The names of all calls of the engine's handles.
    #[pyfunction]
    fn call_names() -> Vec<&'static str> {
        crate::generated::calls::CALLS.iter().map(|(name, _)| *name).collect()
    }

    /// Every error code with its kind and its texts in English and Chinese.
    #[pyfunction]
    fn codes() -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
        let kind = |code: &Code| super::errors::kind_name(code.kind());
        Code::ALL
            .iter()
            .map(|code| (code.slug(), kind(code), code.text_en(), code.text_zh()))
            .collect()
    }

    /// The columns of a record with what they hold.
    #[pyfunction]
    fn columns(name: &str) -> PyResult<Vec<(&'static str, &'static str)>> {
        super::frames::columns(name)
    }

    /// The rows of a table as an Arrow stream.
    #[pyfunction]
    #[pyo3(signature = (rows, name, requested_schema = None))]
    fn arrow_stream<'py>(
        rows: &Bound<'py, PyAny>,
        name: &str,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        super::frames::stream(rows.py(), rows, name, requested_schema)
    }

    /// Checks an identifier and gives it as it is kept.
    #[pyfunction]
    fn check_identifier(kind: &Bound<'_, PyAny>, text: &str) -> PyResult<String> {
        super::checks::check_identifier(kind, text)
    }

    /// The kind an identifier most probably is of.
    #[pyfunction]
    fn detect_identifier(py: Python<'_>, text: &str) -> PyResult<Py<PyAny>> {
        super::checks::detect_identifier(py, text)
    }

    /// An identifier as it is kept, unchecked.
    #[pyfunction]
    fn normalize_identifier(kind: &Bound<'_, PyAny>, text: &str) -> PyResult<String> {
        super::checks::normalize_identifier(kind, text)
    }

    /// Reads a phone number.
    #[pyfunction]
    fn read_phone(py: Python<'_>, text: &str, region: &str) -> PyResult<Py<PyAny>> {
        super::checks::read_phone(py, text, region)
    }

    /// The phone numbers written in one text.
    #[pyfunction]
    fn split_phones(text: &str) -> Vec<&str> {
        bookroom::values::contact_points::split_phones(text)
    }

    /// Checks an e-mail address and gives it as it is kept.
    #[pyfunction]
    fn check_email(py: Python<'_>, text: &str) -> PyResult<String> {
        super::checks::check_email(py, text)
    }

    /// A phone number for those who may not see all of it.
    #[pyfunction]
    fn mask_phone(number: &str) -> String {
        bookroom::values::masks::phone(number)
    }

    /// An e-mail address for those who may not see all of it.
    #[pyfunction]
    fn mask_email(address: &str) -> String {
        bookroom::values::masks::email(address)
    }

    /// A person's name for those who may not see all of it.
    #[pyfunction]
    fn mask_name(name: &str) -> String {
        bookroom::values::masks::name(name)
    }

    /// A number of which only the last four characters show.
    #[pyfunction]
    fn mask_all_but_four(number: &str) -> String {
        bookroom::values::masks::last_four(number)
    }

    /// Splits an amount over weights.
    #[pyfunction]
    fn split_by_weight(amount: i64, weights: Vec<i64>) -> Vec<i64> {
        super::checks::split_by_weight(amount, &weights)
    }

    /// The steps a case may take from a state.
    #[pyfunction]
    fn case_steps_from(state: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        super::checks::case_steps_from(state)
    }

    /// The rejected rows of a file as CSV.
    #[pyfunction]
    fn rejected(
        file: &Bound<'_, PyAny>,
        language: &Bound<'_, PyAny>,
    ) -> PyResult<Py<pyo3::types::PyBytes>> {
        super::checks::rejected(file, language)
    }

    /// The sentences of a violation in English and Chinese.
    #[pyfunction]
    fn sentences(violation: &Bound<'_, PyAny>) -> PyResult<(String, String)> {
        Ok(super::errors::sentences(&super::errors::problem(violation)?))
    }
}
