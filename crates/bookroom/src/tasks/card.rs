//! What the house must know of tasks.

use super::store::{self, present::PRESENT};
use crate::work::{Card, Covers};

/// Tasks belong to who has them and who made them, private ones to who made them alone.
pub(crate) const CARD: Card = Card {
    covers: &[Covers { kind: "task", pick: store::keep_in_scope, private: true }],
    present: PRESENT,
    ..Card::SILENT
};
