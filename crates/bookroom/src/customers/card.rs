//! What the house must know of customers and contacts.

use super::contacts::store as contact_store;
use super::store::keep_in_scope;
use crate::work::{Card, Covers};

/// Customers belong to operators and teams, contacts to their customers.
pub(crate) const CARD: Card = Card {
    covers: &[
        Covers { kind: "customer", pick: keep_in_scope },
        Covers { kind: "contact", pick: contact_store::keep_in_scope },
    ],
    ..Card::SILENT
};
