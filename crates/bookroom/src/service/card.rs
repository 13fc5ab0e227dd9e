//! What the house must know of cases.

use super::assignment::store::{given, present as assignment_present};
use super::commands::handover;
use super::levels::follow;
use super::levels::store::{clocks, present as level_present};
use super::store::{self, present, searched::SEARCHED};
use super::{relations, remedies, surveys, transitions};
use crate::work::{Card, Covers};

/// Cases belong to those who own, work on or opened them; notes and clocks to their cases.
pub(crate) const CARD: Card = Card {
    covers: &[
        Covers { kind: "case", pick: store::keep_in_scope, private: false },
        Covers { kind: "case_note", pick: store::keep_notes_in_scope, private: false },
        Covers { kind: "case_link", pick: relations::store::keep_in_scope, private: false },
        Covers { kind: "case_remedy", pick: remedies::store::keep_in_scope, private: false },
        Covers { kind: "survey", pick: surveys::store::keep_in_scope, private: false },
        Covers { kind: "case_clock", pick: clocks::keep_in_scope, private: false },
        Covers { kind: "case_assignment", pick: given::keep_in_scope, private: false },
    ],
    present: &[
        present::CASE,
        present::CASE_NOTE,
        relations::store::LINK,
        remedies::store::REMEDY,
        surveys::store::SURVEY,
        transitions::store::TRANSITION,
        level_present::POLICY,
        level_present::CLOCK,
        assignment_present::RULE,
        assignment_present::POLICY,
        assignment_present::ABSENCE,
        assignment_present::GIVEN,
    ],
    searched: &[SEARCHED],
    follow: Some(|permit, tx, first| {
        handover::follow(permit, tx, first)?;
        remedies::commands::follow(permit, tx, first)?;
        follow::follow(permit, tx, first)
    }),
    ..Card::SILENT
};
