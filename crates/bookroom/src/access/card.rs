//! What the house must know of operators, roles and duty rules.

use super::commands;
use super::store::present::PRESENT;
use crate::work::Card;

/// A new book begins with the ready-made roles, the duty rules and its first operator.
pub(crate) const CARD: Card = Card {
    found: Some(|permit, tx, new| commands::found(permit, tx, new.owner_name, new.owner_password)),
    present: PRESENT,
    ..Card::SILENT
};
