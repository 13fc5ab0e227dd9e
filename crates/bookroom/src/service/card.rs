//! What the house must know of cases.

use super::store::{self, present::PRESENT, searched::SEARCHED};
use crate::work::{Card, Covers};

/// Cases belong to those who own, work on or opened them; notes to their cases.
pub(crate) const CARD: Card = Card {
    covers: &[
        Covers { kind: "case", pick: store::keep_in_scope, private: false },
        Covers { kind: "case_note", pick: store::keep_notes_in_scope, private: false },
    ],
    present: PRESENT,
    searched: &[SEARCHED],
    ..Card::SILENT
};
