//! What the house must know of business calendars.

use super::store::PRESENT;
use crate::work::Card;

/// Nothing of them is called but how their present images load.
pub(crate) const CARD: Card = Card { present: PRESENT, ..Card::SILENT };
