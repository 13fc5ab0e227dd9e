//! What the house must know of saved views.

use super::store::{self, PRESENT};
use crate::work::{Card, Covers};

/// Saved views belong to who made them; shared ones to all.
pub(crate) const CARD: Card = Card {
    covers: &[Covers { kind: "saved_view", pick: store::keep_in_scope, private: true }],
    present: PRESENT,
    ..Card::SILENT
};
