//! What is looked for, and what is found.

use serde::{Deserialize, Serialize};

pub use crate::index::SearchField;
use crate::rights::permission::Permission;
use crate::values::{CustomerId, slugs};

slugs! {
    /// What can be found.
    SearchKind {
        /// A customer or supplier: by names, code, phones, mails, tax number, bank accounts.
        Customer "customer",
        /// A contact: by name, phones, mails.
        Contact "contact",
        /// An invoice or credit note: by number and reference, or by its customer.
        Invoice "invoice",
        /// A product or service: by name and code.
        Product "product",
        /// A case: by number and subject, or by its customer.
        Case "case",
    }
}

impl SearchKind {
    /// What shows such records to an operator.
    pub(crate) const fn seen_with(self) -> Permission {
        match self {
            Self::Customer | Self::Contact => Permission::CustomersView,
            Self::Invoice => Permission::InvoicesView,
            Self::Product => Permission::ProductsView,
            Self::Case => Permission::CasesView,
        }
    }
}

slugs! {
    /// How a record fits what is looked for; the better comes first.
    SearchFit {
        /// A text of it is what is looked for.
        Whole "whole",
        /// A text of it begins with that.
        Start "start",
        /// A word within a text begins with that.
        Word "word",
        /// That is within a text.
        Within "within",
        /// A name is read so: pinyin, or its initials.
        Pinyin "pinyin",
        /// Its customer is found, by all words or by those that are not told of the record.
        Customer "customer",
    }
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchQuery {
    /// What was typed, up to 200 characters; signs alone find nothing. Words parted by blanks must
    /// all be found in a record, or some in it and the others in its customer (`青禾 漏水`):
    /// one character or more of a name or number, pinyin or initials of two letters or more, three
    /// or more digits of a phone or the beginning of a mail, four of a tax number or bank account.
    pub text: String,
    /// Records of one of these kinds; all when nothing is said. Kinds that the operator may not
    /// see are left out.
    #[serde(default)]
    pub kinds: Vec<SearchKind>,
    /// The most hits, 1 to 200; 20 when nothing is said.
    #[serde(default)]
    pub limit: Option<u32>,
}

impl SearchQuery {
    /// Looks for a text in everything.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { text: text.to_owned(), kinds: Vec::new(), limit: None }
    }
}

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchHit {
    /// What it is.
    pub kind: SearchKind,
    /// Its id, as that kind counts them.
    pub id: i64,
    /// Its name, number or subject.
    pub title: String,
    /// What tells it from others of the same title: the code of a customer or product, the customer
    /// of a contact or document, the number of a case.
    pub subtitle: Option<String>,
    /// How it fits.
    pub fit: SearchFit,
    /// By what it was found.
    pub field: SearchField,
    /// The text by which it was found, when that is not the title.
    pub found: Option<String>,
    /// The customer it is or belongs to.
    pub customer: Option<CustomerId>,
    /// False for a customer, contact or product that was retired.
    pub active: bool,
}

/// How many records of a kind were found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchCount {
    /// The kind.
    pub kind: SearchKind,
    /// How many: exact, or when `more` is set at least so many.
    pub count: i64,
    /// Whether there are more.
    pub more: bool,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResults {
    /// The records, the best fit first; of those that fit alike the operator's own, then those
    /// dealt with last.
    pub hits: Vec<SearchHit>,
    /// How many there are of each kind that was looked for and may be seen.
    pub counts: Vec<SearchCount>,
    /// Whether there are more than these hits.
    pub more: bool,
}
