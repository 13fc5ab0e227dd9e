//! Unions whose variants Python's own values tell apart: a text, a number, a day.

use pyo3::prelude::*;
use pyo3::types::{PyBool, PyList, PyString, PyTuple};

use crate::fault::Fault;
use crate::scalars;
use crate::schema::{Type, UnionInfo};

/// The variant that a value means by its type, and what that holds; none where it says nothing.
pub(crate) fn natural(
    value: &Bound<'_, PyAny>,
    info: &'static UnionInfo,
) -> Result<Option<(&'static str, &'static Type)>, Fault> {
    if !info.natural {
        return Ok(None);
    }
    let is: fn(&Type) -> bool = if value.is_instance_of::<PyBool>() {
        |kind| matches!(kind, Type::Bool)
    } else if value.is_instance_of::<PyString>() {
        |kind| matches!(kind, Type::Text)
    } else if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        |kind| matches!(kind, Type::List(_))
    } else if scalars::is_date(value) {
        |kind| matches!(kind, Type::Date)
    } else if scalars::is_number(value)? {
        |kind| matches!(kind, Type::Decimal)
    } else {
        return Ok(None);
    };
    Ok(info.holding(is))
}
