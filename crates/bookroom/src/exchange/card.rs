//! What the house must know of imports.

use super::store::present::PRESENT;
use crate::work::Card;

/// Nothing of them is called but how their present images load.
pub(crate) const CARD: Card = Card { present: PRESENT, ..Card::SILENT };
