//! What belongs to a customer or contact: channels, addresses, bank accounts, billing profile.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::values::{CustomerId, slugs};

slugs! {
    /// A way to reach somebody.
    ChannelKind {
        /// A fixed line.
        Phone "phone",
        /// A mobile phone.
        Mobile "mobile",
        /// A fax.
        Fax "fax",
        /// An e-mail address.
        Email "email",
        /// A WeChat id (微信).
        Wechat "wechat",
        /// A QQ number.
        Qq "qq",
        /// A web site.
        Website "website",
        /// Anything else.
        Other "other",
    }
}

impl ChannelKind {
    /// Whether values are phone numbers.
    #[must_use]
    pub fn is_phone(self) -> bool {
        matches!(self, Self::Phone | Self::Mobile | Self::Fax)
    }
}

/// A phone, mail address or other way to reach a customer or contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// What it is.
    pub kind: ChannelKind,
    /// What it is for, such as `财务`; up to 60 characters.
    #[serde(default)]
    pub label: Option<String>,
    /// The number or address, up to 200 characters. Phones and mails are put into one form.
    pub value: String,
}

impl Channel {
    /// A channel without a label.
    #[must_use]
    pub fn new(kind: ChannelKind, value: &str) -> Self {
        Self { kind, label: None, value: value.to_owned() }
    }
}

slugs! {
    /// What an address is for.
    #[derive(Default)]
    AddressKind {
        /// Where the company is registered.
        Registered "registered",
        /// Where its people work.
        #[default]
        Office "office",
        /// Where invoices go.
        Billing "billing",
        /// Where goods go.
        Shipping "shipping",
        /// Where a person lives.
        Home "home",
        /// Anything else.
        Other "other",
    }
}

/// An address; at least one part besides the kind is there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// What it is for.
    pub kind: AddressKind,
    /// The country, up to 60 characters.
    pub country: Option<String>,
    /// The province or state, up to 60 characters.
    pub province: Option<String>,
    /// The city, up to 60 characters.
    pub city: Option<String>,
    /// The district, up to 60 characters.
    pub district: Option<String>,
    /// Street and number, up to 300 characters.
    pub street: Option<String>,
    /// The postal code, up to 20 characters.
    pub postal_code: Option<String>,
    /// Who receives there, up to 100 characters.
    pub recipient: Option<String>,
}

/// A bank account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BankAccount {
    /// The bank as an item of the `bank` dictionary: its code (or label, when given).
    pub bank: Option<String>,
    /// The bank and branch by name, up to 200 characters; may be blank when `bank` is given, whose
    /// label it then takes.
    pub bank_name: String,
    /// In whose name it is, up to 200 characters.
    pub account_name: Option<String>,
    /// The number, up to 60 characters.
    pub account_number: String,
}

/// What the customer's invoices must say (开票信息), as far as it differs from the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BillingProfile {
    /// The title (抬头), up to 200 characters.
    pub title: Option<String>,
    /// The address, up to 300 characters.
    pub address: Option<String>,
    /// The phone, up to 60 characters.
    pub phone: Option<String>,
    /// The bank (开户行), up to 200 characters.
    pub bank: Option<String>,
    /// The account number, up to 60 characters.
    pub account: Option<String>,
}

impl BillingProfile {
    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What was said of the next contact with a customer by hand, rather than by a dealing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedContact {
    /// The day; none when there shall be no next contact.
    pub on: Option<NaiveDate>,
    /// What for; protected like the note on the customer.
    pub purpose: Option<String>,
    /// When it was said: dealings from then on count, older ones no longer do.
    pub at: DateTime<Utc>,
}

/// A day for the next contact with a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPlan {
    /// The customer.
    pub id: CustomerId,
    /// The version the caller last saw.
    pub version: i64,
    /// The day; none for no next contact.
    pub on: Option<NaiveDate>,
    /// What for, up to 200 characters.
    pub purpose: Option<String>,
}
