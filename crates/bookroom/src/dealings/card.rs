//! What the house must know of dealings.

use super::store::{self, present::PRESENT};
use crate::work::{Card, Covers};

/// Dealings belong to their customers.
pub(crate) const CARD: Card = Card {
    covers: &[Covers { kind: "dealing", pick: store::keep_in_scope, private: false }],
    present: PRESENT,
    ..Card::SILENT
};
