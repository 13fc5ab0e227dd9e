//! Duplicates as hosts see them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::customers::contacts::model::ContactVersion;
use crate::customers::model::{CustomerKind, CustomerVersion};
use crate::values::{
    ContactApartId, ContactId, Cursor, CustomerApartId, CustomerId, OperatorId, slugs,
};
use crate::work::{Outcome, Review};

slugs! {
    /// What of two records is compared.
    ComparedField {
        /// The tax number, or a person's identity number.
        TaxNumber "tax_number",
        /// The name without place, legal form and branch.
        Name "name",
        /// The trade in the name (贸易, trading).
        Trade "trade",
        /// The place in the name (上海).
        Place "place",
        /// The branch in the name (北京分公司).
        Branch "branch",
        /// The numbers in the name (7-11, 第一).
        Numbers "numbers",
        /// The legal form in the name (股份有限公司, GmbH).
        LegalForm "legal_form",
        /// Whether they are companies or persons.
        Kind "kind",
        /// Phones, also those of a customer's contacts.
        Phone "phone",
        /// Mail addresses, also those of a customer's contacts.
        Email "email",
        /// Bank accounts.
        BankAccount "bank_account",
        /// Addresses: street, city, postal code.
        Address "address",
        /// The customer that contacts belong to.
        Customer "customer",
    }
}

slugs! {
    /// How two records compare in a field.
    Agreement {
        /// The same, however it is written.
        Same "same",
        /// Nearly the same: a typing error, a homophone, a part left out.
        Near "near",
        /// Different, and both have one.
        Differs "differs",
    }
}

/// A reason why two records may be the same, or may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MatchReason {
    /// The field.
    pub field: ComparedField,
    /// How they compare in it.
    pub agreement: Agreement,
    /// How much it says, in tenths of a bit: with every 10 it is twice as likely that they are the
    /// same, with every −10 half as likely.
    pub weight: i64,
}

/// A customer of a group that may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateCustomer {
    /// The customer as it was seen: what merging takes.
    pub customer: CustomerVersion,
    /// Its code.
    pub code: Option<String>,
    /// Company or person.
    pub kind: CustomerKind,
    /// Its name.
    pub name: String,
    /// Who owns it.
    pub owner: Option<OperatorId>,
}

/// Two customers that may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicatePair {
    /// The one with the smaller id.
    pub first: CustomerId,
    /// The other one.
    pub second: CustomerId,
    /// How likely it is that they are the same, 0 to 100.
    pub score: i64,
    /// Why; what says most first.
    pub reasons: Vec<MatchReason>,
}

/// Customers that may all be the same: each is as like each other as was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateGroup {
    /// The highest score of its pairs.
    pub score: i64,
    /// The customers, at most 20, the oldest first.
    pub customers: Vec<DuplicateCustomer>,
    /// Each pair of them, the highest score first.
    pub pairs: Vec<DuplicatePair>,
}

/// Which customers are compared with each other, and what is told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DuplicateSearch {
    /// The lowest score that is told, 1 to 100; none: from which the book warns.
    pub min_score: Option<i64>,
    /// Only companies, or only persons.
    pub kind: Option<CustomerKind>,
    /// Only pairs of which somebody owns one at least.
    pub owner: Option<OperatorId>,
    /// Only pairs of this customer.
    pub customer: Option<CustomerId>,
    /// Retired customers, too.
    pub inactive: bool,
}

/// A page of what a search for duplicates found, and how it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundDuplicates {
    /// The groups, by falling score. A customer that is like two that are not like each other
    /// stands in two of them.
    pub groups: Vec<DuplicateGroup>,
    /// Where the next page begins; none after the last.
    pub next: Option<Cursor>,
    /// How many groups there are in all.
    pub count: i64,
    /// How many customers were looked at.
    pub looked_at: i64,
    /// How many comparisons that took.
    pub compared: i64,
    /// How many sets that share something were too large to compare each with each: there only
    /// those with names next to each other were compared.
    pub narrowed: i64,
    /// How many pairs of low score were left out because there were too many.
    pub left_out: i64,
}

/// A contact of a group that may be one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateContact {
    /// The contact as it was seen.
    pub contact: ContactVersion,
    /// Whose it is.
    pub customer: CustomerId,
    /// The name.
    pub name: String,
    /// The title or position.
    pub title: Option<String>,
}

/// Two contacts that may be the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateContactPair {
    /// The one with the smaller id.
    pub first: ContactId,
    /// The other one.
    pub second: ContactId,
    /// How likely it is that they are the same, 0 to 100.
    pub score: i64,
    /// Why; what says most first.
    pub reasons: Vec<MatchReason>,
}

/// Contacts that may all be the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateContactGroup {
    /// The highest score of its pairs.
    pub score: i64,
    /// The contacts, at most 20, the oldest first.
    pub contacts: Vec<DuplicateContact>,
    /// Each pair of them, the highest score first.
    pub pairs: Vec<DuplicateContactPair>,
}

/// Which contacts are compared with each other, and what is told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactDuplicateSearch {
    /// The lowest score that is told, 1 to 100; none: from which the book warns.
    pub min_score: Option<i64>,
    /// Only contacts of this customer; none: of all.
    pub customer: Option<CustomerId>,
    /// Those who have left, too.
    pub inactive: bool,
}

/// A page of what a search for duplicate contacts found; see [`FoundDuplicates`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundContactDuplicates {
    /// The groups, by falling score.
    pub groups: Vec<DuplicateContactGroup>,
    /// Where the next page begins; none after the last.
    pub next: Option<Cursor>,
    /// How many groups there are in all.
    pub count: i64,
    /// How many contacts were looked at.
    pub looked_at: i64,
    /// How many comparisons that took.
    pub compared: i64,
    /// How many sets were too large to compare each with each.
    pub narrowed: i64,
    /// How many pairs of low score were left out because there were too many.
    pub left_out: i64,
}

/// A customer that may be the same as the one asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateHint {
    /// The customer that is there.
    pub customer: CustomerId,
    /// Its version.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// How likely it is that they are the same, 0 to 100.
    pub score: i64,
    /// Why, and why not; what says most first.
    pub reasons: Vec<MatchReason>,
}

/// Two customers of which somebody said that they are not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerPair {
    /// One of them.
    pub first: CustomerId,
    /// The other one.
    pub second: CustomerId,
}

/// That two customers are not the same. It holds until one of them changes in what is compared, or
/// is removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerApart {
    /// The id.
    pub id: CustomerApartId,
    /// The one with the smaller id.
    pub first: CustomerId,
    /// The other one.
    pub second: CustomerId,
    /// When that was said.
    pub at: DateTime<Utc>,
    /// Who said it.
    pub by: Option<OperatorId>,
}

/// Two contacts of which somebody said that they are not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPair {
    /// One of them.
    pub first: ContactId,
    /// The other one.
    pub second: ContactId,
}

/// That two contacts are not the same. It holds until one of them changes in what is compared, or
/// is removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactApart {
    /// The id.
    pub id: ContactApartId,
    /// The one with the smaller id.
    pub first: ContactId,
    /// The other one.
    pub second: ContactId,
    /// When that was said.
    pub at: DateTime<Utc>,
    /// Who said it.
    pub by: Option<OperatorId>,
}

impl Outcome for ContactApart {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("contact", self.first);
        review.tells_of("contact", self.second);
    }
}

impl Outcome for CustomerApart {
    fn review(&mut self, review: &mut Review) {
        // What was taken back is not there to be looked at; its customers are.
        review.tells_of("customer", self.first);
        review.tells_of("customer", self.second);
    }
}
