//! Invoices made, posted and paid.

use crate::{Figure, Outcome, Size};

/// See [`crate::BENCHES`].
pub fn run(_size: Size) -> Outcome<Vec<Figure>> {
    Ok(Vec::new())
}
