//! Invoices and credit notes as hosts see them.

mod lists;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use lists::{InvoiceFilter, InvoiceSort, InvoiceTotals};

use crate::billing::credit::model::CreditWarning;
use crate::billing::products::PriceMode;
use crate::values::{
    CustomerId, Edit, EntryId, InvoiceId, InvoiceProfileId, OperatorId, TaxRounding, edits, slugs,
};

slugs! {
    /// Who owes whom.
    Direction {
        /// Sold to a customer, who owes the gross amount.
        Sale "sale",
        /// Bought from a supplier, to whom the gross amount is owed.
        Purchase "purchase",
    }
}

slugs! {
    /// What a document is.
    DocumentKind {
        /// An invoice (of a supplier: a bill).
        Invoice "invoice",
        /// A credit note: it takes back an invoice, or part of one, or stands alone. Its total is
        /// positive.
        CreditNote "credit_note",
    }
}

slugs! {
    /// Where a document stands. Except for drafts and cancelled invoices it follows from what is
    /// settled.
    InvoiceState {
        /// Not yet in the books; can be changed and discarded.
        Draft "draft",
        /// In the books; nothing is settled.
        Posted "posted",
        /// In the books; part of it is settled.
        PartPaid "part_paid",
        /// In the books; all of it is settled.
        Paid "paid",
        /// In the books; credit notes took all of it back and nothing was paid.
        Cancelled "cancelled",
    }
}

impl InvoiceState {
    /// Whether something may still be settled.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Posted | Self::PartPaid)
    }
}

/// A discount on a line or on a whole document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Discount {
    /// A share of what it is taken from, 0 to 1 with at most 10 decimal places: 0.1 is 10 % off.
    Rate(Decimal),
    /// So much money, in the document's price mode; not more than what it is taken from.
    Amount(Decimal),
}

/// An invoice or a credit note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// The id.
    pub id: InvoiceId,
    /// Invoice or credit note.
    pub kind: DocumentKind,
    /// Sale or purchase.
    pub direction: Direction,
    /// Where it stands.
    pub state: InvoiceState,
    /// The number, given at posting: `INV-202606-0001` (sale), `BILL-…` (purchase), `CN-…` and
    /// `BCN-…` (their credit notes), gapless per month of issue.
    pub number: Option<String>,
    /// The number another system or the supplier gave it.
    pub reference: Option<String>,
    /// The customer or supplier.
    pub customer: CustomerId,
    /// The invoice that a credit note takes back, wholly or in part; none when it stands alone.
    pub corrects: Option<InvoiceId>,
    /// The date of issue; a posted document stands in the ledger on it.
    pub issue_on: NaiveDate,
    /// When it is to be paid.
    pub due_on: NaiveDate,
    /// Whether its unit prices hold the tax.
    pub price_mode: PriceMode,
    /// Where its tax was rounded: what the book said when it was drafted.
    pub tax_rounding: TaxRounding,
    /// The discount on the whole document.
    pub discount: Option<Discount>,
    /// All discounts together, of the lines and of the document, in its price mode.
    pub discount_total: Decimal,
    /// Without tax: the sum of the lines.
    pub net: Decimal,
    /// Tax: the sum of the lines.
    pub tax: Decimal,
    /// With tax: `net + tax`.
    pub gross: Decimal,
    /// How much of `gross` is settled by payments and credit notes; of a credit note: used.
    pub settled: Decimal,
    /// What the customer wants on its invoices: the profile that this one shows, if it has one.
    #[serde(default)]
    pub profile: Option<InvoiceProfileId>,
    /// The counterparty's name for documents, as it was when posted: the title of the profile, or
    /// of the customer's billing, or its name.
    pub counterparty_name: String,
    /// Its tax number, as it was when posted; follows the right on a customer's tax number.
    pub counterparty_tax_number: Option<String>,
    /// Its address, as it was when posted; follows the right on a customer's addresses.
    pub counterparty_address: Option<String>,
    /// The phone that the document shows, as it was when posted. This and the next three follow the
    /// right on a customer's banking.
    #[serde(default)]
    pub counterparty_phone: Option<String>,
    /// The bank that it shows, as it was when posted.
    #[serde(default)]
    pub counterparty_bank: Option<String>,
    /// The account number that it shows, as it was when posted.
    #[serde(default)]
    pub counterparty_account: Option<String>,
    /// Where it goes as an electronic invoice, as it was when posted.
    #[serde(default)]
    pub counterparty_email: Option<String>,
    /// The journal entry; none for drafts and for documents of nothing.
    pub entry: Option<EntryId>,
    /// A note.
    pub note: Option<String>,
    /// Moves with every change.
    pub version: i64,
    /// When it was drafted.
    pub created_at: DateTime<Utc>,
    /// Who drafted it.
    pub created_by: Option<OperatorId>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Its lines, by number.
    pub lines: Vec<InvoiceLine>,
    /// Said of a sale by the command that posts it beyond its customer's credit limit, where the
    /// book allows that; not kept, and nobody else is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_warning: Option<CreditWarning>,
}

impl Invoice {
    /// What is not settled yet.
    #[must_use]
    pub fn open(&self) -> Decimal {
        self.gross - self.settled
    }
}

/// A line of an invoice or credit note. `net + tax = gross`, exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLine {
    /// Its number: 1, 2, 3 … on an invoice; on a credit note that of the line it takes back.
    pub line: i64,
    /// The code of the product.
    pub product: Option<String>,
    /// What it is about.
    pub description: String,
    /// How many. 0 on a credit note that lowers the price and takes nothing back (折让).
    pub quantity: Decimal,
    /// Of which unit.
    pub unit: Option<String>,
    /// The price of one, in the document's price mode.
    pub unit_price: Decimal,
    /// The discount on the line.
    pub discount: Option<Discount>,
    /// The tax rate, 0 to 1: 0.13 is 13 %.
    pub tax_rate: Decimal,
    /// This line's part of the document's discount.
    pub document_discount: Decimal,
    /// Without tax, after all discounts.
    pub net: Decimal,
    /// Tax.
    pub tax: Decimal,
    /// With tax.
    pub gross: Decimal,
    /// The code of the account that takes the net amount.
    pub income_account: Option<String>,
}

/// An invoice to be drafted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewInvoice {
    /// Sale or purchase.
    pub direction: Direction,
    /// The customer or supplier.
    pub customer: CustomerId,
    /// Which of the customer's profiles a sale shows; none: its default one, and the customer's own
    /// billing, number and address where it has none.
    #[serde(default)]
    pub profile: Option<InvoiceProfileId>,
    /// The number another system or the supplier gave it, up to 80 characters.
    pub reference: Option<String>,
    /// The date of issue.
    pub issue_on: NaiveDate,
    /// When it is to be paid; by default the customer's payment days after issue.
    pub due_on: Option<NaiveDate>,
    /// Whether its unit prices hold the tax.
    pub price_mode: PriceMode,
    /// A discount on the whole document, spread over the lines by their amounts.
    pub discount: Option<Discount>,
    /// The lines, 1 to 10,000.
    pub lines: Vec<NewInvoiceLine>,
    /// A note, up to 2,000 characters.
    pub note: Option<String>,
    /// Whether the supplier may have given its number to another purchase of the book that counts:
    /// without it, the same bill entered twice is refused.
    #[serde(default)]
    pub allow_repeated_reference: bool,
}

/// A line of an invoice to be drafted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NewInvoiceLine {
    /// The code of the product or service; none for anything else.
    pub product: Option<String>,
    /// What it is about, up to 300 characters; by default the product's name.
    pub description: Option<String>,
    /// How many, not 0, at most 8 decimal places; negative when something is given back. The
    /// document as a whole must not come to less than nothing.
    pub quantity: Decimal,
    /// Of which unit, up to 40 characters; by default the product's.
    pub unit: Option<String>,
    /// The price of one in the invoice's price mode, at most 8 decimal places; negative for a
    /// deposit or a discount as a line of its own, but not with a negative quantity. By
    /// default the product's, converted if its price mode is the other one.
    pub unit_price: Option<Decimal>,
    /// A discount on this line.
    pub discount: Option<Discount>,
    /// The tax rate, 0 to 1: 0.13 is 13 %; by default the product's, else 0.
    pub tax_rate: Option<Decimal>,
    /// The code of the account that takes the net amount. By default of a sale the product's, else
    /// the chart's account for sales of goods or services; of a purchase the chart's for purchases.
    pub income_account: Option<String>,
}

edits! {
    /// New values for a draft. What it becomes is checked as a fresh draft is; limits are those of
    /// [`NewInvoice`]. Its tax stays rounded as the book said when it was drafted.
    InvoiceEdit {
        /// Sale or purchase. When it changes, lines that are kept take their accounts anew.
        direction: Option<Direction>,
        /// The customer or supplier.
        customer: Option<CustomerId>,
        /// Which of the customer's profiles a sale shows; cleared: its default one, as it is when
        /// the customer or the direction changes.
        profile: Edit<InvoiceProfileId>,
        /// The number another system or the supplier gave it.
        reference: Edit<String>,
        /// The date of issue.
        issue_on: Option<NaiveDate>,
        /// When it is to be paid; cleared: the customer's payment days after issue.
        due_on: Edit<NaiveDate>,
        /// Whether its unit prices hold the tax; prices of lines that are kept stay the same
        /// numbers.
        price_mode: Option<PriceMode>,
        /// The discount on the whole document.
        discount: Edit<Discount>,
        /// All lines.
        lines: Option<Vec<NewInvoiceLine>>,
        /// The note.
        note: Edit<String>,
    }
}

impl From<NewInvoice> for InvoiceEdit {
    /// Gives a draft exactly these values: what is none is cleared.
    fn from(new: NewInvoice) -> Self {
        Self {
            direction: Some(new.direction),
            customer: Some(new.customer),
            profile: new.profile.into(),
            reference: new.reference.into(),
            issue_on: Some(new.issue_on),
            due_on: new.due_on.into(),
            price_mode: Some(new.price_mode),
            discount: new.discount.into(),
            lines: Some(new.lines),
            note: new.note.into(),
        }
    }
}

impl NewInvoice {
    /// A sale with unit prices without tax, due after the customer's payment days.
    #[must_use]
    pub fn sale(customer: CustomerId, issue_on: NaiveDate, lines: Vec<NewInvoiceLine>) -> Self {
        Self {
            direction: Direction::Sale,
            customer,
            profile: None,
            reference: None,
            issue_on,
            due_on: None,
            price_mode: PriceMode::Net,
            discount: None,
            lines,
            note: None,
            allow_repeated_reference: false,
        }
    }
}

impl From<&Invoice> for NewInvoice {
    /// The same invoice again, to be drafted anew. Product defaults are not asked anew.
    fn from(invoice: &Invoice) -> Self {
        Self {
            direction: invoice.direction,
            customer: invoice.customer,
            profile: invoice.profile,
            reference: invoice.reference.clone(),
            issue_on: invoice.issue_on,
            due_on: Some(invoice.due_on),
            price_mode: invoice.price_mode,
            discount: invoice.discount,
            lines: invoice.lines.iter().map(NewInvoiceLine::from).collect(),
            note: invoice.note.clone(),
            allow_repeated_reference: false,
        }
    }
}

impl From<&InvoiceLine> for NewInvoiceLine {
    fn from(line: &InvoiceLine) -> Self {
        Self {
            product: line.product.clone(),
            description: Some(line.description.clone()),
            quantity: line.quantity,
            unit: line.unit.clone(),
            unit_price: Some(line.unit_price),
            discount: line.discount,
            tax_rate: Some(line.tax_rate),
            income_account: line.income_account.clone(),
        }
    }
}

/// A document as the caller last saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceVersion {
    /// Which one.
    pub id: InvoiceId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Invoice {
    /// Names this state of it, for commands on many.
    #[must_use]
    pub fn seen(&self) -> InvoiceVersion {
        InvoiceVersion { id: self.id, version: self.version }
    }
}

impl From<&Invoice> for InvoiceVersion {
    fn from(invoice: &Invoice) -> Self {
        invoice.seen()
    }
}

/// A credit note to be posted against an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCreditNote {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The version of the invoice the caller last saw.
    pub version: i64,
    /// Its date, not before the invoice's; today when absent.
    pub issue_on: Option<NaiveDate>,
    /// The number another system or the supplier gave it, up to 80 characters.
    pub reference: Option<String>,
    /// Which lines it takes back; empty for everything that is left of all.
    #[serde(default)]
    pub lines: Vec<CreditLine>,
    /// Why, up to 2,000 characters; it becomes the note.
    pub reason: Option<String>,
}

/// What a credit note takes back of a line. With neither quantity nor amount: all that is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CreditLine {
    /// The number of the line.
    pub line: i64,
    /// How many are given back; with their share of the amounts, unless `amount` is given.
    pub quantity: Option<Decimal>,
    /// How much is credited, with tax; alone it lowers the price and nothing is given back (折让).
    pub amount: Option<Decimal>,
}

/// A credit note that stands alone: no invoice of this book is behind it (a bonus, goods sold
/// before the book began). Its lines are what is credited, so they are positive as on an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewStandaloneCredit {
    /// To a customer, or from a supplier.
    pub direction: Direction,
    /// The customer or supplier.
    pub customer: CustomerId,
    /// Why, 1 to 2,000 characters; it becomes the note.
    pub reason: String,
    /// The number another system or the supplier gave it, up to 80 characters.
    pub reference: Option<String>,
    /// Its date; today when absent.
    pub issue_on: Option<NaiveDate>,
    /// Whether its unit prices hold the tax.
    pub price_mode: PriceMode,
    /// A discount on the whole document, spread over the lines by their amounts.
    pub discount: Option<Discount>,
    /// The lines, 1 to 10,000.
    pub lines: Vec<NewInvoiceLine>,
}
