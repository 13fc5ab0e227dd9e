//! What the house must know of fields of a book's own.

use super::store::PRESENT;
use super::verify;
use crate::rights::permission::Permission;
use crate::work::{Card, Verify};

/// Fields belong to the book; what stands in them, to its record.
pub(crate) const CARD: Card = Card {
    verify: Some(Verify { needs: Permission::CustomFieldsView, run: verify::run }),
    present: PRESENT,
    ..Card::SILENT
};
