//! Rows of documents and their lines, and how they become records.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::billing::invoices::model::{
    Direction, Discount, DocumentKind, Invoice, InvoiceLine, InvoiceState,
};
use crate::billing::invoices::rules::amounts::{Cut, LineTerms, whole_price};
use crate::billing::invoices::rules::credits::Share;
use crate::billing::products::PriceMode;
use crate::billing::products::store::{decimal, decimal_text};
use crate::error::{Code, Error, Result};
use crate::store::schema::{invoice, invoice_line, invoice_party};
use crate::values::{
    Currency, CustomerId, EntryId, InvoiceId, InvoiceProfileId, OperatorId, TaxRounding,
};

/// A row of `invoice`. Amounts of a credit note are positive.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = invoice, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct InvoiceRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) kind: String,
    pub(crate) direction: String,
    pub(crate) state: String,
    pub(crate) number: Option<String>,
    pub(crate) reference: Option<String>,
    pub(crate) customer_id: i64,
    pub(crate) corrects_id: Option<i64>,
    pub(crate) issue_on: NaiveDate,
    pub(crate) due_on: NaiveDate,
    pub(crate) price_mode: String,
    pub(crate) discount_percent: Option<String>,
    pub(crate) discount_amount: Option<i64>,
    pub(crate) discount: i64,
    pub(crate) net: i64,
    pub(crate) tax: i64,
    pub(crate) gross: i64,
    pub(crate) settled: i64,
    pub(crate) counterparty_name: String,
    pub(crate) counterparty_tax_number: Option<String>,
    pub(crate) counterparty_address: Option<String>,
    pub(crate) search_key: String,
    pub(crate) entry_id: Option<i64>,
    pub(crate) note: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) created_by: Option<i64>,
    pub(crate) updated_at: i64,
    pub(crate) tax_rounding: String,
}

/// A row of `invoice_line`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = invoice_line, treat_none_as_default_value = false)]
pub(crate) struct LineRow {
    pub(crate) book_id: i64,
    pub(crate) invoice_id: i64,
    pub(crate) line: i64,
    pub(crate) product_id: Option<i64>,
    pub(crate) description: String,
    pub(crate) quantity: String,
    pub(crate) unit: Option<String>,
    pub(crate) unit_price: String,
    pub(crate) discount_percent: Option<String>,
    pub(crate) discount_amount: Option<i64>,
    pub(crate) tax_rate: String,
    pub(crate) document_discount: i64,
    pub(crate) net: i64,
    pub(crate) tax: i64,
    pub(crate) gross: i64,
    pub(crate) income_account_id: Option<i64>,
}

/// A row of `invoice_party`; a document of which nothing stands there has none.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = invoice_party, treat_none_as_default_value = false)]
pub(crate) struct PartyRow {
    pub(crate) book_id: i64,
    pub(crate) invoice_id: i64,
    pub(crate) profile_id: Option<i64>,
    pub(crate) phone: Option<String>,
    pub(crate) bank: Option<String>,
    pub(crate) account: Option<String>,
    pub(crate) email: Option<String>,
}

impl PartyRow {
    /// Whether nothing stands there.
    pub(crate) fn is_empty(&self) -> bool {
        let texts = [&self.phone, &self.bank, &self.account, &self.email];
        self.profile_id.is_none() && texts.iter().all(|text| text.is_none())
    }

    /// Puts it into the record of its document.
    pub(crate) fn show(&self, invoice: &mut Invoice) {
        invoice.profile = self.profile_id.map(InvoiceProfileId);
        invoice.counterparty_phone.clone_from(&self.phone);
        invoice.counterparty_bank.clone_from(&self.bank);
        invoice.counterparty_account.clone_from(&self.account);
        invoice.counterparty_email.clone_from(&self.email);
    }
}

/// The codes that lines refer to by id.
#[derive(Debug, Default)]
pub(crate) struct Codes {
    pub(crate) products: BTreeMap<i64, String>,
    pub(crate) accounts: BTreeMap<i64, String>,
}

impl InvoiceRow {
    /// What is not settled yet.
    pub(crate) fn open(&self) -> i64 {
        self.gross - self.settled
    }

    pub(crate) fn kind(&self) -> Result<DocumentKind> {
        DocumentKind::from_slug(&self.kind).ok_or_else(|| Error::corrupt("kind"))
    }

    pub(crate) fn direction(&self) -> Result<Direction> {
        Direction::from_slug(&self.direction).ok_or_else(|| Error::corrupt("direction"))
    }

    pub(crate) fn price_mode(&self) -> Result<PriceMode> {
        PriceMode::from_slug(&self.price_mode).ok_or_else(|| Error::corrupt("price_mode"))
    }

    /// The discount on the whole document.
    pub(crate) fn cut(&self) -> Result<Cut> {
        cut(self.discount_percent.as_deref(), self.discount_amount)
    }

    pub(crate) fn state(&self) -> Result<InvoiceState> {
        InvoiceState::from_slug(&self.state).ok_or_else(|| Error::corrupt("state"))
    }

    /// The record, with everything in it but what stands in a [`PartyRow`]: mask it before it
    /// leaves the engine.
    pub(crate) fn record(&self, currency: Currency, lines: Vec<InvoiceLine>) -> Result<Invoice> {
        let amount = |minor| currency.from_minor(minor);
        let instant = |micros| DateTime::from_timestamp_micros(micros).ok_or(Code::Corrupt);
        Ok(Invoice {
            id: InvoiceId(self.id),
            kind: self.kind()?,
            direction: self.direction()?,
            state: self.state()?,
            number: self.number.clone(),
            reference: self.reference.clone(),
            customer: CustomerId(self.customer_id),
            corrects: self.corrects_id.map(InvoiceId),
            issue_on: self.issue_on,
            due_on: self.due_on,
            price_mode: self.price_mode()?,
            tax_rounding: TaxRounding::from_slug(&self.tax_rounding)
                .ok_or_else(|| Error::corrupt("tax_rounding"))?,
            discount: discount(self.discount_percent.as_deref(), self.discount_amount, currency)?,
            discount_total: amount(self.discount),
            net: amount(self.net),
            tax: amount(self.tax),
            gross: amount(self.gross),
            settled: amount(self.settled),
            profile: None,
            counterparty_name: self.counterparty_name.clone(),
            counterparty_tax_number: self.counterparty_tax_number.clone(),
            counterparty_address: self.counterparty_address.clone(),
            counterparty_phone: None,
            counterparty_bank: None,
            counterparty_account: None,
            counterparty_email: None,
            entry: self.entry_id.map(EntryId),
            note: self.note.clone(),
            version: self.version,
            created_at: instant(self.created_at)?,
            created_by: self.created_by.map(OperatorId),
            updated_at: instant(self.updated_at)?,
            lines,
            credit_warning: None,
        })
    }
}

impl LineRow {
    /// Becomes a part of itself, with its part of the discounts: quantity times price less both
    /// discounts is the amount.
    pub(crate) fn take(&mut self, part: Share, mode: PriceMode, currency: Currency) -> Result<()> {
        self.quantity = decimal_text(part.quantity);
        (self.net, self.tax, self.gross) = (part.net, part.tax, part.gross);
        self.document_discount = part.discount;
        let own = self.all_discounts(mode, currency)? - i128::from(part.discount);
        // A price that was lowered afterwards (折让) has no discount, nor has what rounding added.
        let is_negative = part.gross < 0 || part.quantity.is_sign_negative();
        let sign = if is_negative { -1 } else { 1 };
        let own = i64::try_from(own * sign).unwrap_or(0);
        self.discount_percent = None;
        self.discount_amount = (own > 0 && !part.quantity.is_zero()).then_some(own);
        Ok(())
    }

    /// What its discounts come to, in the document's price mode; nothing when no price is behind
    /// its amount.
    pub(crate) fn all_discounts(&self, mode: PriceMode, currency: Currency) -> Result<i128> {
        let (quantity, price) = (decimal(&self.quantity)?, decimal(&self.unit_price)?);
        if quantity.is_zero() {
            return Ok(0);
        }
        let whole = whole_price(currency.decimals(), quantity, price)?;
        let amount = if mode == PriceMode::Net { self.net } else { self.gross };
        Ok(i128::from(whole) - i128::from(amount))
    }

    /// The line before its amounts are known.
    pub(crate) fn terms(&self) -> Result<LineTerms> {
        Ok(LineTerms {
            quantity: decimal(&self.quantity)?,
            unit_price: decimal(&self.unit_price)?,
            cut: cut(self.discount_percent.as_deref(), self.discount_amount)?,
            tax_rate: decimal(&self.tax_rate)?,
        })
    }

    pub(crate) fn record(&self, currency: Currency, codes: &Codes) -> Result<InvoiceLine> {
        let amount = |minor| currency.from_minor(minor);
        Ok(InvoiceLine {
            line: self.line,
            product: self.product_id.and_then(|id| codes.products.get(&id).cloned()),
            description: self.description.clone(),
            quantity: decimal(&self.quantity)?,
            unit: self.unit.clone(),
            unit_price: decimal(&self.unit_price)?,
            discount: discount(self.discount_percent.as_deref(), self.discount_amount, currency)?,
            tax_rate: decimal(&self.tax_rate)?,
            document_discount: amount(self.document_discount),
            net: amount(self.net),
            tax: amount(self.tax),
            gross: amount(self.gross),
            income_account: self.income_account_id.and_then(|id| codes.accounts.get(&id).cloned()),
        })
    }
}

/// The columns keep a discount as a percentage, from before all rates were fractions.
pub(crate) fn percent_of(rate: Decimal) -> Decimal {
    rate.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(rate)
}

/// The rate behind such a percentage: the decimal point moves, so nothing is rounded.
fn rate_of(percent: &str) -> Result<Decimal> {
    let mut rate = decimal(percent)?;
    let scale = rate.scale() + 2;
    rate.set_scale(scale).map_err(|_| Error::corrupt("discount_percent"))?;
    Ok(rate.normalize())
}

fn cut(percent: Option<&str>, amount: Option<i64>) -> Result<Cut> {
    Ok(match (percent, amount) {
        (Some(percent), _) => Cut::Rate(rate_of(percent)?),
        (None, Some(amount)) => Cut::Amount(amount),
        (None, None) => Cut::None,
    })
}

fn discount(
    percent: Option<&str>,
    amount: Option<i64>,
    currency: Currency,
) -> Result<Option<Discount>> {
    Ok(match (percent, amount) {
        (Some(percent), _) => Some(Discount::Rate(rate_of(percent)?)),
        (None, Some(amount)) => Some(Discount::Amount(currency.from_minor(amount))),
        (None, None) => None,
    })
}
