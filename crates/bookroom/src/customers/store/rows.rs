//! Rows of customers and what belongs to them, and their ways to records and back.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::customers::model::{
    Address, AddressKind, BankAccount, BillingProfile, Channel, ChannelKind, Customer,
    CustomerKind, PlannedContact,
};
use crate::customers::rules;
use crate::error::{Code, Error, Result};
use crate::store::schema::{
    customer, customer_address, customer_bank_account, customer_channel, customer_class,
    customer_plan, customer_tag,
};
use crate::values::{CustomerId, DealingId, OperatorId, TeamId};

/// A row of `customer`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = customer, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct CustomerRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) code: Option<String>,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) name_key: String,
    pub(crate) legal_name: Option<String>,
    pub(crate) legal_name_key: Option<String>,
    pub(crate) is_customer: bool,
    pub(crate) is_supplier: bool,
    pub(crate) tax_kind: Option<String>,
    pub(crate) tax_number: Option<String>,
    pub(crate) payment_days: i64,
    pub(crate) website: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) billing_title: Option<String>,
    pub(crate) billing_address: Option<String>,
    pub(crate) billing_phone: Option<String>,
    pub(crate) billing_bank: Option<String>,
    pub(crate) billing_account: Option<String>,
    pub(crate) owner_id: Option<i64>,
    pub(crate) team_id: Option<i64>,
    pub(crate) last_dealing_id: Option<i64>,
    pub(crate) last_contact_on: Option<NaiveDate>,
    pub(crate) next_contact_on: Option<NaiveDate>,
    pub(crate) active: bool,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) created_by: Option<i64>,
    pub(crate) updated_at: i64,
    pub(crate) merged_into: Option<i64>,
}

impl CustomerRow {
    /// The row of a record.
    pub(crate) fn of(book: i64, customer: &Customer) -> Self {
        let billing = customer.billing.clone().unwrap_or_default();
        let key = |name: &String| rules::name_key(name, rules::NAME_LIMIT);
        Self {
            book_id: book,
            id: customer.id.0,
            code: customer.code.clone(),
            kind: customer.kind.slug().to_owned(),
            name: customer.name.clone(),
            name_key: key(&customer.name),
            legal_name: customer.legal_name.clone(),
            legal_name_key: customer.legal_name.as_ref().map(key),
            is_customer: customer.is_customer,
            is_supplier: customer.is_supplier,
            tax_kind: customer.tax_kind.map(|kind| rules::tax_kind_word(kind).to_owned()),
            tax_number: customer.tax_number.clone(),
            payment_days: customer.payment_days,
            website: customer.website.clone(),
            note: customer.note.clone(),
            billing_title: billing.title,
            billing_address: billing.address,
            billing_phone: billing.phone,
            billing_bank: billing.bank,
            billing_account: billing.account,
            owner_id: customer.owner.map(i64::from),
            team_id: customer.team.map(i64::from),
            last_dealing_id: customer.last_dealing.map(i64::from),
            last_contact_on: customer.last_contact_on,
            next_contact_on: customer.next_contact_on,
            active: customer.active,
            version: customer.version,
            created_at: customer.created_at.timestamp_micros(),
            created_by: customer.created_by.map(i64::from),
            updated_at: customer.updated_at.timestamp_micros(),
            merged_into: customer.merged_into.map(i64::from),
        }
    }

    /// The record, still without what stands in other tables.
    pub(crate) fn record(self) -> Result<Customer> {
        let billing = BillingProfile {
            title: self.billing_title,
            address: self.billing_address,
            phone: self.billing_phone,
            bank: self.billing_bank,
            account: self.billing_account,
        };
        let tax_kind =
            |word: String| rules::tax_kind(&word).ok_or_else(|| Error::corrupt("tax_kind"));
        Ok(Customer {
            id: CustomerId(self.id),
            code: self.code,
            kind: CustomerKind::from_slug(&self.kind).ok_or_else(|| Error::corrupt("kind"))?,
            name: self.name,
            legal_name: self.legal_name,
            is_customer: self.is_customer,
            is_supplier: self.is_supplier,
            tax_kind: self.tax_kind.map(tax_kind).transpose()?,
            tax_number: self.tax_number,
            payment_days: self.payment_days,
            website: self.website,
            note: self.note,
            billing: (!billing.is_empty()).then_some(billing),
            owner: self.owner_id.map(OperatorId),
            team: self.team_id.map(TeamId),
            last_contact_on: self.last_contact_on,
            last_dealing: self.last_dealing_id.map(DealingId),
            next_contact_on: self.next_contact_on,
            active: self.active,
            version: self.version,
            created_at: instant(self.created_at)?,
            created_by: self.created_by.map(OperatorId),
            updated_at: instant(self.updated_at)?,
            merged_into: self.merged_into.map(CustomerId),
            ..rules::blank()
        })
    }
}

/// An instant as the store keeps it.
pub(crate) fn instant(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| Code::Corrupt.into())
}

/// A place in a list, as the store keeps it.
pub(crate) fn line(index: usize) -> i64 {
    i64::try_from(index).map_or(i64::MAX, |index| index + 1)
}

/// A row of `customer_class`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = customer_class, treat_none_as_default_value = false)]
pub(crate) struct ClassRow {
    pub(crate) book_id: i64,
    pub(crate) customer_id: i64,
    pub(crate) dictionary_id: i64,
    pub(crate) item_id: i64,
}

/// A row of `customer_channel`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = customer_channel, treat_none_as_default_value = false)]
pub(crate) struct ChannelRow {
    pub(crate) book_id: i64,
    pub(crate) customer_id: i64,
    pub(crate) line: i64,
    pub(crate) kind: String,
    pub(crate) label: Option<String>,
    pub(crate) value: String,
    pub(crate) value_key: String,
}

impl ChannelRow {
    pub(crate) fn of(
        (book_id, customer_id): (i64, i64),
        index: usize,
        channel: &Channel,
        region: &str,
    ) -> Self {
        Self {
            book_id,
            customer_id,
            line: line(index),
            kind: channel.kind.slug().to_owned(),
            label: channel.label.clone(),
            value: channel.value.clone(),
            value_key: rules::channel_key(channel, region),
        }
    }

    pub(crate) fn record(self) -> Result<Channel> {
        let kind =
            ChannelKind::from_slug(&self.kind).ok_or_else(|| Error::corrupt("channels.kind"))?;
        Ok(Channel { kind, label: self.label, value: self.value })
    }
}

/// A row of `customer_address`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = customer_address, treat_none_as_default_value = false)]
pub(crate) struct AddressRow {
    pub(crate) book_id: i64,
    pub(crate) customer_id: i64,
    pub(crate) line: i64,
    pub(crate) kind: String,
    pub(crate) country: Option<String>,
    pub(crate) province: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) district: Option<String>,
    pub(crate) street: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) recipient: Option<String>,
}

impl AddressRow {
    pub(crate) fn of((book_id, customer_id): (i64, i64), index: usize, address: &Address) -> Self {
        let address = address.clone();
        Self {
            book_id,
            customer_id,
            line: line(index),
            kind: address.kind.slug().to_owned(),
            country: address.country,
            province: address.province,
            city: address.city,
            district: address.district,
            street: address.street,
            postal_code: address.postal_code,
            recipient: address.recipient,
        }
    }

    pub(crate) fn record(self) -> Result<Address> {
        Ok(Address {
            kind: AddressKind::from_slug(&self.kind)
                .ok_or_else(|| Error::corrupt("addresses.kind"))?,
            country: self.country,
            province: self.province,
            city: self.city,
            district: self.district,
            street: self.street,
            postal_code: self.postal_code,
            recipient: self.recipient,
        })
    }
}

/// A row of `customer_bank_account`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = customer_bank_account, treat_none_as_default_value = false)]
pub(crate) struct BankRow {
    pub(crate) book_id: i64,
    pub(crate) customer_id: i64,
    pub(crate) line: i64,
    pub(crate) bank_item_id: Option<i64>,
    pub(crate) bank_name: String,
    pub(crate) account_name: Option<String>,
    pub(crate) account_number: String,
}

impl BankRow {
    pub(crate) fn of(
        (book_id, customer_id): (i64, i64),
        index: usize,
        account: &BankAccount,
        bank_item_id: Option<i64>,
    ) -> Self {
        Self {
            book_id,
            customer_id,
            line: line(index),
            bank_item_id,
            bank_name: account.bank_name.clone(),
            account_name: account.account_name.clone(),
            account_number: account.account_number.clone(),
        }
    }

    pub(crate) fn record(self, bank: Option<String>) -> BankAccount {
        let Self { bank_name, account_name, account_number, .. } = self;
        BankAccount { bank, bank_name, account_name, account_number }
    }
}

/// A row of `customer_tag`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = customer_tag, treat_none_as_default_value = false)]
pub(crate) struct TagRow {
    pub(crate) book_id: i64,
    pub(crate) customer_id: i64,
    pub(crate) tag: String,
}

/// A row of `customer_plan`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = customer_plan, treat_none_as_default_value = false)]
pub(crate) struct PlanRow {
    pub(crate) book_id: i64,
    pub(crate) customer_id: i64,
    pub(crate) contact_on: Option<NaiveDate>,
    pub(crate) purpose: Option<String>,
    pub(crate) planned_at: i64,
}

impl PlanRow {
    pub(crate) fn of((book_id, customer_id): (i64, i64), plan: &PlannedContact) -> Self {
        Self {
            book_id,
            customer_id,
            contact_on: plan.on,
            purpose: plan.purpose.clone(),
            planned_at: plan.at.timestamp_micros(),
        }
    }

    pub(crate) fn record(self) -> Result<PlannedContact> {
        let Self { contact_on: on, purpose, planned_at, .. } = self;
        Ok(PlannedContact { on, purpose, at: instant(planned_at)? })
    }
}
