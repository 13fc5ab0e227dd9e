//! The native part of the Python package `bookroom`: it converts, and decides nothing.
//!
//! Descriptions of all types, and the calls, are made from the description of the engine when this
//! is built; everything else here is small and written by hand.

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
mod natural;
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
    use super::checks::{
        case_steps_from, check_email, check_identifier, detect_identifier, mask_all_but_four,
        mask_email, mask_name, mask_phone, normalize_identifier, read_phone, rejected,
        split_by_weight, split_phones, write_file,
    };
    #[pymodule_export]
    use super::frames::Frame;
    #[pymodule_export]
    use super::receipts::Receipts;
    #[pymodule_export]
    use super::room::Room;
    #[pymodule_export]
    use super::session::Session;

    use bookroom::AnyCommand;
    use bookroom::error::Code;
    use pyo3::prelude::*;

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
    fn columns(py: Python<'_>, name: &str) -> PyResult<Vec<(&'static str, &'static str)>> {
        super::frames::columns(py, name)
    }

    /// A text that a spreadsheet does not take for a formula.
    #[pyfunction]
    fn guard(text: &str) -> std::borrow::Cow<'_, str> {
        bookroom::exchange::csv_out::guard(text)
    }

    /// The sentences of a violation in English and Chinese.
    #[pyfunction]
    fn sentences(violation: &Bound<'_, PyAny>) -> PyResult<(String, String)> {
        Ok(super::errors::sentences(&super::errors::problem(violation)?))
    }
}
