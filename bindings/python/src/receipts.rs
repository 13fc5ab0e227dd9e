//! What came of posting many entries: kept in the engine's form until it is looked at.

use bookroom::ledger::model::EntryReceipt;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;

use crate::call::Done;
use crate::generated::schema::ENTRY_RECEIPT;
use crate::schema::Type;
use crate::to_python::to_python;

/// What came of posting many entries.
#[pyclass(frozen, module = "bookroom._native")]
pub(crate) struct Receipts(pub(crate) Vec<EntryReceipt>);

#[pymethods]
impl Receipts {
    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// The receipt of one entry.
    fn get(&self, py: Python<'_>, index: usize) -> Done {
        static KIND: Type = Type::Record(&ENTRY_RECEIPT);
        match self.0.get(index) {
            Some(receipt) => to_python(py, receipt, &KIND),
            None => Err(PyIndexError::new_err("there is no such entry")),
        }
    }

    /// All receipts.
    fn all(&self, py: Python<'_>) -> Done {
        static KIND: Type = Type::List(&Type::Record(&ENTRY_RECEIPT));
        to_python(py, &self.0, &KIND)
    }
}
