//! Lines posted by hand that are open until they are settled, as hosts see them.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use crate::billing::allocations::{OpenKind, Side};
use crate::values::slugs;
use crate::values::{Condition, CustomerId, EntryId, EntryItemId};

/// A line of a journal entry that was posted by hand on an account kept by customer or supplier. It
/// ages, is settled and stands in statements like a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryItem {
    /// The id.
    pub id: EntryItemId,
    /// Its journal entry.
    pub entry: EntryId,
    /// Its place in the entry: 1, 2, 3 …
    pub line: i64,
    /// The code of its account.
    pub account: String,
    /// The customer or supplier.
    pub customer: CustomerId,
    /// What customers owe, or what is owed to suppliers.
    pub side: Side,
    /// Whether it is to be settled, or is there to settle with.
    pub kind: OpenKind,
    /// The day of the entry; from then on it counts.
    pub entry_on: NaiveDate,
    /// The day of the document behind it; the entry's without one.
    pub issue_on: NaiveDate,
    /// When it is to be paid; the entry's day unless it was said.
    pub due_on: NaiveDate,
    /// The number of the document behind it.
    pub number: Option<String>,
    /// How much, greater than zero.
    pub amount: Decimal,
    /// How much of it is settled, or used to settle.
    pub settled: Decimal,
    /// What is left. Zero once its entry was reversed.
    pub open: Decimal,
    /// From which day on it no longer counts: the day on which its entry was reversed.
    pub cancelled_on: Option<NaiveDate>,
    /// Moves with every change.
    pub version: i64,
}

/// A document that was open when the book began (期初).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOpeningItem {
    /// The customer or supplier.
    pub customer: CustomerId,
    /// What customers owe, or what is owed to suppliers.
    pub side: Side,
    /// Whether it is owed (a debt), or was paid or credited in advance (a credit).
    pub kind: OpenKind,
    /// How much was open, greater than zero, with at most the currency's decimal places.
    pub amount: Decimal,
    /// The number of the document, up to 80 characters.
    pub number: Option<String>,
    /// The day of the document, not after the day of the opening, which it is when absent.
    pub issue_on: Option<NaiveDate>,
    /// When it is to be paid; by default of a debt the customer's payment days after its day.
    pub due_on: Option<NaiveDate>,
    /// The code of the account it stands on; when absent the book's account for receivables or
    /// payables.
    pub account: Option<String>,
    /// Its currency (ISO 4217), which must be the book's; the book's when absent.
    pub currency: Option<String>,
    /// Whether the customer may have another item of its side with the number: without it, the
    /// same document entered twice is refused.
    #[serde(default)]
    pub allow_repeated_number: bool,
}

impl NewOpeningItem {
    /// What a customer owes.
    #[must_use]
    pub fn owed_by(customer: CustomerId, amount: Decimal) -> Self {
        Self {
            customer,
            side: Side::Receivable,
            kind: OpenKind::Debt,
            amount,
            number: None,
            issue_on: None,
            due_on: None,
            account: None,
            currency: None,
            allow_repeated_number: false,
        }
    }

    /// What is owed to a supplier.
    #[must_use]
    pub fn owed_to(supplier: CustomerId, amount: Decimal) -> Self {
        Self { side: Side::Payable, ..Self::owed_by(supplier, amount) }
    }
}

/// Which lines a list shows; all conditions hold together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryItemFilter {
    /// Of one customer or supplier.
    pub customer: Option<CustomerId>,
    /// What customers owe, or what is owed to suppliers.
    pub side: Option<Side>,
    /// To be settled, or there to settle with.
    pub kind: Option<OpenKind>,
    /// Of one journal entry.
    pub entry: Option<EntryId>,
    /// Whether anything is left of it.
    pub open: Option<bool>,
    /// Conditions on any column that the list can be sorted by; at most 20.
    pub conditions: Vec<Condition>,
}

slugs! {
    /// What a list of lines posted by hand is sorted and filtered by. Lines without a value come
    /// last, ties go by id.
    #[derive(Default)]
    EntryItemSort {
        /// The day of the entry.
        #[default]
        EntryOn "entry_on",
        /// The day of the document behind it.
        IssueOn "issue_on",
        /// When it is to be paid.
        DueOn "due_on",
        /// The number of the document behind it.
        Number "number",
        /// The id of its journal entry.
        Entry "entry",
        /// The id of the customer or supplier.
        Customer "customer",
        /// What customers owe, or what is owed to suppliers.
        Side "side",
        /// A debt or a credit.
        Kind "kind",
        /// The amount.
        Amount "amount",
        /// How much of it is settled.
        Settled "settled",
        /// The day from which on it no longer counts.
        CancelledOn "cancelled_on",
    }
}
