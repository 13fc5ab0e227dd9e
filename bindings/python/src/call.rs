//! How one call goes: read its parameters, run it without the interpreter's lock, make its result.

use bookroom::{Error, Session};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::schema::Type;
use crate::to_python::to_python;
use crate::{callbacks, errors, from_python};

/// What a call comes to.
pub(crate) type Done = PyResult<Py<PyAny>>;
/// A call by its name.
pub(crate) type Run = fn(&Args<'_, '_>) -> Done;

/// The parameters of a call, and the session it is for.
pub(crate) struct Args<'a, 'py> {
    pub(crate) session: Session,
    pub(crate) given: &'a Bound<'py, PyTuple>,
}

impl Args<'_, '_> {
    /// Reads a parameter.
    pub(crate) fn get<T: DeserializeOwned>(
        &self,
        index: usize,
        name: &str,
        kind: &'static Type,
    ) -> PyResult<T> {
        from_python::parameter(&self.given.get_item(index)?, name, kind)
    }

    /// Runs the call and makes its result.
    pub(crate) fn run<T: Serialize + Send>(
        &self,
        kind: &'static Type,
        work: impl FnOnce(&Session) -> Result<T, Error> + Send,
    ) -> Done {
        let py = self.given.py();
        let session = &self.session;
        let value = without_lock(py, || work(session))?;
        to_python(py, &value, kind)
    }
}

/// Runs the engine without the interpreter's lock. An exception that a callback raised meanwhile
/// comes out as it was.
pub(crate) fn without_lock<T: Send>(
    py: Python<'_>,
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> PyResult<T> {
    let (result, raised) = py.detach(|| {
        let outer = callbacks::begin();
        let result = bookroom::interruptible(callbacks::must_stop, work);
        (result, callbacks::end(outer))
    });
    match (result, raised) {
        (_, Some(raised)) => Err(raised),
        (result, None) => result.map_err(|error| errors::raise(py, &error)),
    }
}
