//! What a line of a file says, as a digest by which the same line is known again in another file:
//! its values as they were understood, with whom and what it names found.

use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use crate::billing::invoices::Discount;
use crate::billing::open_items::model::NewOpeningItem;
use crate::exchange::model::{ImportedDocument, ImportedPayment};
use crate::values::text::{digits, identity};

/// The digest of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct LineDigest(pub(crate) [u8; 16]);

/// Takes in values one by one. Each has its length before it, and none is not blank.
struct Saying(Sha256);

impl Saying {
    fn of(kind: &str) -> Self {
        Self(Sha256::new()).with(&"bookroom import line 1").with(&kind)
    }

    fn with(mut self, value: &impl ToString) -> Self {
        let value = value.to_string();
        let length = u64::try_from(value.len()).unwrap_or(u64::MAX);
        self.0.update(length.to_be_bytes());
        self.0.update(value);
        self
    }

    fn maybe(self, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(&1).with(&value),
            None => self.with(&0),
        }
    }

    fn number(self, value: Decimal) -> Self {
        self.with(&value.normalize())
    }

    /// A text but for letter case and the number of spaces.
    fn text(self, value: Option<&str>) -> Self {
        self.maybe(value.map(identity).filter(|text| !text.is_empty()))
    }

    fn discount(self, value: Option<Discount>) -> Self {
        match value {
            None => self.with(&""),
            Some(Discount::Rate(rate)) => self.with(&"rate").number(rate),
            Some(Discount::Amount(amount)) => self.with(&"amount").number(amount),
        }
    }

    fn finish(self) -> LineDigest {
        let mut digest = [0; 16];
        digest.copy_from_slice(&self.0.finalize()[..16]);
        LineDigest(digest)
    }
}

/// A payment of a customer or supplier by a method.
pub(crate) fn payment(row: &ImportedPayment, customer: i64, method: Option<&str>) -> LineDigest {
    Saying::of("payment")
        .with(&row.direction.slug())
        .with(&customer)
        .with(&row.paid_on)
        .number(row.amount)
        .maybe(method)
        .maybe(row.payer_account.as_deref().map(digits).filter(|account| !account.is_empty()))
        .text(row.invoice.as_deref())
        .text(row.reference.as_deref())
        .text(row.note.as_deref())
        .finish()
}

/// A document of sale to a customer, with its lines.
pub(crate) fn document(document: &ImportedDocument, customer: i64) -> LineDigest {
    let head = Saying::of("sale")
        .with(&customer)
        .text(Some(&document.reference))
        .with(&document.issue_on)
        .maybe(document.due_on)
        .with(&document.price_mode.slug())
        .discount(document.discount)
        .text(document.note.as_deref());
    let lines = document.lines.iter().fold(head, |saying, line| {
        let item = &line.item;
        saying
            .text(item.product.as_deref())
            .text(item.description.as_deref())
            .number(item.quantity)
            .text(item.unit.as_deref())
            .maybe(item.unit_price.map(|price| price.normalize()))
            .discount(item.discount)
            .maybe(item.tax_rate.map(|rate| rate.normalize()))
    });
    lines.finish()
}

/// What was open of a customer or supplier, as a document of its own or as a balance. The day of
/// the opening is no part of the file: another one does not make another line.
pub(crate) fn opening(item: &NewOpeningItem) -> LineDigest {
    Saying::of("opening")
        .with(&item.customer)
        .with(&item.side.slug())
        .with(&item.kind.slug())
        .number(item.amount)
        .text(item.number.as_deref())
        .maybe(item.issue_on)
        .maybe(item.due_on)
        .finish()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::billing::payments::PaymentDirection;

    #[test]
    fn what_a_payment_says_counts_and_how_it_is_written_does_not() {
        let row = ImportedPayment {
            line: 2,
            customer: "甲".to_owned(),
            customer_code: None,
            payer_account: Some("6222 01".to_owned()),
            direction: PaymentDirection::In,
            direction_open: false,
            paid_on: chrono::NaiveDate::from_ymd_opt(2026, 6, 1).unwrap(),
            amount: Decimal::new(1000, 2),
            method: None,
            invoice: None,
            reference: None,
            reference_recurs: false,
            note: Some("Rent  June".to_owned()),
            others: BTreeMap::default(),
        };
        let one = payment(&row, 7, Some("cash"));
        let alike = ImportedPayment {
            line: 99,
            customer: "C-1".to_owned(),
            payer_account: Some("622201".to_owned()),
            amount: Decimal::new(10, 0),
            note: Some("rent june".to_owned()),
            ..row.clone()
        };
        assert_eq!(one, payment(&alike, 7, Some("cash")));
        let out = ImportedPayment { direction: PaymentDirection::Out, ..row.clone() };
        let other = ImportedPayment { note: None, ..row.clone() };
        let moved = ImportedPayment { invoice: row.note.clone(), note: None, ..row.clone() };
        for other in [
            payment(&row, 8, Some("cash")),
            payment(&row, 7, None),
            payment(&out, 7, Some("cash")),
            payment(&other, 7, Some("cash")),
            payment(&moved, 7, Some("cash")),
        ] {
            assert_ne!(one, other);
        }
    }
}
