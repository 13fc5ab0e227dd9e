//! What the house must know of the book itself.

use super::store::present::PRESENT;
use crate::work::Card;

/// Nothing of it is called but how its present image loads.
pub(crate) const CARD: Card = Card { present: PRESENT, ..Card::SILENT };
