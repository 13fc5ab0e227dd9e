//! Rows of payments, and how they become records.

use chrono::{DateTime, NaiveDate};
use diesel::prelude::*;

use crate::billing::payments::model::{
    OpenItem, Payment, PaymentDirection, PaymentPurpose, PaymentState, Side,
};
use crate::billing::payments::rules::{self, OpenKind};
use crate::error::{Code, Error, Result};
use crate::store::schema::payment;
use crate::values::{AccountId, Currency, CustomerId, EntryId, OperatorId, PaymentId};

/// A row of `payment`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = payment, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct PaymentRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) direction: String,
    pub(crate) purpose: String,
    pub(crate) state: String,
    pub(crate) number: String,
    pub(crate) reference: Option<String>,
    pub(crate) customer_id: i64,
    pub(crate) paid_on: NaiveDate,
    pub(crate) method: String,
    pub(crate) account_id: i64,
    pub(crate) amount: i64,
    pub(crate) allocated: i64,
    pub(crate) counterparty_name: String,
    pub(crate) entry_id: Option<i64>,
    pub(crate) reversal_entry_id: Option<i64>,
    pub(crate) cancelled_on: Option<NaiveDate>,
    pub(crate) note: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) created_by: Option<i64>,
    pub(crate) updated_at: i64,
}

impl PaymentRow {
    pub(crate) fn direction(&self) -> Result<PaymentDirection> {
        PaymentDirection::from_slug(&self.direction).ok_or_else(|| Error::corrupt("direction"))
    }

    pub(crate) fn purpose(&self) -> Result<PaymentPurpose> {
        PaymentPurpose::from_slug(&self.purpose).ok_or_else(|| Error::corrupt("purpose"))
    }

    pub(crate) fn state(&self) -> Result<PaymentState> {
        PaymentState::from_slug(&self.state).ok_or_else(|| Error::corrupt("state"))
    }

    pub(crate) fn side(&self) -> Result<Side> {
        Ok(rules::side_of(self.direction()?, self.purpose()?))
    }

    pub(crate) fn open_kind(&self) -> Result<OpenKind> {
        Ok(rules::open_kind_of(self.purpose()?))
    }

    /// What is left to allocate.
    pub(crate) fn left(&self) -> i64 {
        if self.cancelled_on.is_some() { 0 } else { self.amount - self.allocated }
    }

    pub(crate) fn item(&self) -> OpenItem {
        OpenItem::Payment(PaymentId(self.id))
    }

    pub(crate) fn record(&self, currency: Currency) -> Result<Payment> {
        let instant = |micros| DateTime::from_timestamp_micros(micros).ok_or(Code::Corrupt);
        Ok(Payment {
            id: PaymentId(self.id),
            number: self.number.clone(),
            direction: self.direction()?,
            purpose: self.purpose()?,
            state: self.state()?,
            customer: CustomerId(self.customer_id),
            counterparty_name: self.counterparty_name.clone(),
            paid_on: self.paid_on,
            method: self.method.clone(),
            account: AccountId(self.account_id),
            amount: currency.from_minor(self.amount),
            allocated: currency.from_minor(self.allocated),
            unallocated: currency.from_minor(self.left()),
            reference: self.reference.clone(),
            note: self.note.clone(),
            entry: self.entry_id.map(EntryId),
            reversal: self.reversal_entry_id.map(EntryId),
            cancelled_on: self.cancelled_on,
            version: self.version,
            created_at: instant(self.created_at)?,
            created_by: self.created_by.map(OperatorId),
            updated_at: instant(self.updated_at)?,
        })
    }
}
