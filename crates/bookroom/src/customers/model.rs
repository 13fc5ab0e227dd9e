//! Customers as hosts see them. What belongs to one stands in `parts`, lists in `lists`.

mod lists;
mod parts;
mod relations;
mod sharing;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use lists::{CustomerFilter, CustomerSort, CustomerSummary, TagCount};
pub use parts::{
    Address, AddressKind, BankAccount, BillingProfile, Channel, ChannelKind, ContactPlan,
    PlannedContact,
};
pub use relations::{CreditLimit, FamilyMember};
pub use sharing::{Collaborator, CustomerLock, CustomerSharing};

use crate::custom_fields::CustomValue;
use crate::values::identifiers::IdentifierKind;
use crate::values::{CustomerId, DealingId, Edit, OperatorId, PoolId, TeamId, edits, slugs};

slugs! {
    /// Whether a customer is a company or a person.
    #[derive(Default)]
    CustomerKind {
        /// A company or other organisation.
        #[default]
        Company "company",
        /// A natural person.
        Person "person",
    }
}

/// A company or person dealt with, as customer, supplier or both. Protected fields the operator may
/// not read are empty, or masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// The id.
    pub id: CustomerId,
    /// One's own code for it, unique in the book.
    pub code: Option<String>,
    /// Company or person.
    pub kind: CustomerKind,
    /// The name it goes by.
    pub name: String,
    /// The registered name, if it differs.
    pub legal_name: Option<String>,
    /// Whether it is sold to.
    pub is_customer: bool,
    /// Whether it is bought from.
    pub is_supplier: bool,
    /// Its level: the code of an item of that dictionary.
    pub level: Option<String>,
    /// Its industry (item code).
    pub industry: Option<String>,
    /// Where it came from (item code).
    pub source: Option<String>,
    /// Its region (item code).
    pub region: Option<String>,
    /// The type of enterprise (item code).
    pub enterprise_type: Option<String>,
    /// The nature of the enterprise (item code).
    pub enterprise_nature: Option<String>,
    /// Its credit rating (item code).
    pub credit_rating: Option<String>,
    /// How satisfied it is (item code).
    pub satisfaction: Option<String>,
    /// The classification by dictionaries of the book's own: dictionary code to item code.
    #[serde(default)]
    pub classes: BTreeMap<String, String>,
    /// What kind of identifier the tax number is; none without one.
    pub tax_kind: Option<IdentifierKind>,
    /// The tax number (统一社会信用代码 in China), normalised.
    pub tax_number: Option<String>,
    /// Days from an invoice to its due date.
    pub payment_days: i64,
    /// The web site.
    pub website: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// Phones, mails and other ways to reach it, most important first.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Addresses, most important first.
    #[serde(default)]
    pub addresses: Vec<Address>,
    /// Bank accounts, most important first.
    #[serde(default)]
    pub bank_accounts: Vec<BankAccount>,
    /// What its invoices must say (开票信息), as far as it differs.
    pub billing: Option<BillingProfile>,
    /// Tags, sorted.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Who owns it.
    pub owner: Option<OperatorId>,
    /// The team it belongs to.
    pub team: Option<TeamId>,
    /// The pool it waits in; it has neither owner nor team then.
    #[serde(default)]
    pub pool: Option<PoolId>,
    /// The day of the last dealing with it. This and the next two follow from its dealings, and
    /// move without the version.
    pub last_contact_on: Option<NaiveDate>,
    /// The last dealing with it.
    pub last_dealing: Option<DealingId>,
    /// The day of the next contact: what was said last, by a dealing or by hand, and has not been
    /// done since.
    pub next_contact_on: Option<NaiveDate>,
    /// What was said of the next contact by hand.
    pub planned_contact: Option<PlannedContact>,
    /// How much it may owe, in the book's currency; none without a limit. Set by a command of its
    /// own.
    #[serde(default)]
    pub credit_limit: Option<Decimal>,
    /// The customer that it belongs to, such as its parent company; it need not be visible.
    #[serde(default)]
    pub parent: Option<CustomerId>,
    /// Who works with it beside its owner, by operator; also those whose last day is over.
    #[serde(default)]
    pub collaborators: Vec<Collaborator>,
    /// Set while it is not to be changed.
    #[serde(default)]
    pub lock: Option<CustomerLock>,
    /// The customer that it was merged into, which has all that belonged to it since.
    #[serde(default)]
    pub merged_into: Option<CustomerId>,
    /// Values of fields of the book's own that are not personal, by key.
    #[serde(default)]
    pub custom: BTreeMap<String, CustomValue>,
    /// Those that are personal, as far as they may be read.
    #[serde(default)]
    pub custom_personal: BTreeMap<String, CustomValue>,
    /// Whether it is in use; a retired one stays on its documents but takes no new ones.
    pub active: bool,
    /// Moves with every change.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// Who added it; none when the engine itself did.
    pub created_by: Option<OperatorId>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A customer to be added. [`NewCustomer::company`] and [`NewCustomer::person`] make a plain one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewCustomer {
    /// One's own code, up to 40 characters, unique in the book.
    pub code: Option<String>,
    /// Company or person.
    pub kind: CustomerKind,
    /// The name it goes by, up to 200 characters.
    pub name: String,
    /// The registered name, if it differs, up to 200 characters.
    pub legal_name: Option<String>,
    /// Whether it is sold to.
    pub is_customer: bool,
    /// Whether it is bought from.
    pub is_supplier: bool,
    /// Its level: the code or a label of an active item of that dictionary; so for the next seven.
    pub level: Option<String>,
    /// Its industry.
    pub industry: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
    /// Its region.
    pub region: Option<String>,
    /// The type of enterprise.
    pub enterprise_type: Option<String>,
    /// The nature of the enterprise.
    pub enterprise_nature: Option<String>,
    /// Its credit rating.
    pub credit_rating: Option<String>,
    /// How satisfied it is.
    pub satisfaction: Option<String>,
    /// The classification by other dictionaries: dictionary code to item code or label.
    pub classes: BTreeMap<String, String>,
    /// What kind of identifier the tax number is; none: found out from its form.
    pub tax_kind: Option<IdentifierKind>,
    /// The tax number; its check digit must fit unless its kind is `other`.
    pub tax_number: Option<String>,
    /// Days from an invoice to its due date, 0 to 3650.
    pub payment_days: i64,
    /// The web site, up to 200 characters.
    pub website: Option<String>,
    /// A note, up to 10,000 characters.
    pub note: Option<String>,
    /// Phones, mails and other ways to reach it, at most 50.
    pub channels: Vec<Channel>,
    /// Addresses, at most 50.
    pub addresses: Vec<Address>,
    /// Bank accounts, at most 50.
    pub bank_accounts: Vec<BankAccount>,
    /// What its invoices must say, as far as it differs.
    pub billing: Option<BillingProfile>,
    /// Tags, at most 50 of up to 60 characters.
    pub tags: Vec<String>,
    /// Who owns it. None: who adds it, when the permission to add reaches only one's own or one's
    /// team's customers; else nobody. Another's needs `customers.assign`.
    pub owner: Option<OperatorId>,
    /// The team it belongs to; none: the owner's.
    pub team: Option<TeamId>,
    /// The pool it shall wait in, with neither owner nor team. Who adds it is a member of it.
    pub pool: Option<PoolId>,
    /// Values of fields of the book's own, by key; what is not given has its default.
    pub custom: BTreeMap<String, CustomValue>,
}

impl Default for NewCustomer {
    fn default() -> Self {
        Self {
            code: None,
            kind: CustomerKind::Company,
            name: String::new(),
            legal_name: None,
            is_customer: true,
            is_supplier: false,
            level: None,
            industry: None,
            source: None,
            region: None,
            enterprise_type: None,
            enterprise_nature: None,
            credit_rating: None,
            satisfaction: None,
            classes: BTreeMap::new(),
            tax_kind: None,
            tax_number: None,
            payment_days: 0,
            website: None,
            note: None,
            channels: Vec::new(),
            addresses: Vec::new(),
            bank_accounts: Vec::new(),
            billing: None,
            tags: Vec::new(),
            owner: None,
            team: None,
            pool: None,
            custom: BTreeMap::new(),
        }
    }
}

impl NewCustomer {
    /// A company that is sold to, with nothing but a name.
    #[must_use]
    pub fn company(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// A person who is sold to, with nothing but a name.
    #[must_use]
    pub fn person(name: &str) -> Self {
        Self { kind: CustomerKind::Person, ..Self::company(name) }
    }
}

edits! {
    /// New values for a customer. Limits are those of [`NewCustomer`].
    CustomerEdit {
        /// One's own code.
        code: Edit<String>,
        /// Company or person.
        kind: Option<CustomerKind>,
        /// The name it goes by.
        name: Option<String>,
        /// The registered name.
        legal_name: Edit<String>,
        /// Whether it is sold to.
        is_customer: Option<bool>,
        /// Whether it is bought from.
        is_supplier: Option<bool>,
        /// Its level: the code or a label of an item; so for the next seven.
        level: Edit<String>,
        /// Its industry.
        industry: Edit<String>,
        /// Where it came from.
        source: Edit<String>,
        /// Its region.
        region: Edit<String>,
        /// The type of enterprise.
        enterprise_type: Edit<String>,
        /// The nature of the enterprise.
        enterprise_nature: Edit<String>,
        /// Its credit rating.
        credit_rating: Edit<String>,
        /// How satisfied it is.
        satisfaction: Edit<String>,
        /// The whole classification by other dictionaries.
        classes: Edit<BTreeMap<String, String>>,
        /// What kind of identifier the tax number is; kept while a number is given, it is found out
        /// anew from its form. Clear it only together with the number.
        tax_kind: Edit<IdentifierKind>,
        /// The tax number; its kind goes with it.
        tax_number: Edit<String>,
        /// Days from an invoice to its due date.
        payment_days: Option<i64>,
        /// The web site.
        website: Edit<String>,
        /// The note.
        note: Edit<String>,
        /// All channels.
        channels: Edit<Vec<Channel>>,
        /// All addresses.
        addresses: Edit<Vec<Address>>,
        /// All bank accounts.
        bank_accounts: Edit<Vec<BankAccount>>,
        /// The whole billing profile; an empty one is none.
        billing: Edit<BillingProfile>,
        /// All tags.
        tags: Edit<Vec<String>>,
        /// Values of fields of the book's own, by key: those that are named. Null clears one, and
        /// the others stay.
        custom: Option<BTreeMap<String, Option<CustomValue>>>,
    }
}

/// One customer with new values for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerUpdate {
    /// The customer.
    pub id: CustomerId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: CustomerEdit,
}

/// A customer as the caller last saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerVersion {
    /// The customer.
    pub id: CustomerId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Customer {
    /// Names this state of the customer, for commands on many.
    #[must_use]
    pub fn seen(&self) -> CustomerVersion {
        CustomerVersion { id: self.id, version: self.version }
    }
}

impl From<&Customer> for CustomerVersion {
    fn from(customer: &Customer) -> Self {
        customer.seen()
    }
}
