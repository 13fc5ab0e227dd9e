//! What the house must know of products.

use super::store::present::PRESENT;
use super::store::searched::SEARCHED;
use crate::work::Card;

/// Nothing of them is called but how their present images and texts load.
pub(crate) const CARD: Card = Card { present: PRESENT, searched: &[SEARCHED], ..Card::SILENT };
