//! Rows of payments, and which open invoices they settle.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::flows::{self, Flows};
use crate::billing::payments::{AllocationChoice, OpenItem, Share};
use crate::exchange::cells::Cells;
use crate::exchange::model::ImportedPayment;
use crate::values::InvoiceId;

/// A row as a payment; money in or out as the file says it.
pub(crate) fn row(cells: &mut Cells<'_>, flows: Flows) -> Option<ImportedPayment> {
    let customer = cells.line("customer");
    let customer = cells.required("customer", customer);
    let paid_on = cells.date("paid_on");
    let paid_on = cells.required("paid_on", paid_on);
    let amount = flows::amount(cells, flows);
    cells.check_currency("currency");
    let method = cells.line("method");
    let invoice = cells.code("invoice_reference");
    let reference = cells.code("reference");
    let note = cells.lines("note");
    let (direction, amount) = amount?;
    Some(ImportedPayment {
        line: cells.line_number(),
        customer: customer?,
        direction,
        paid_on: paid_on?,
        amount,
        method,
        invoice,
        reference,
        note,
    })
}

/// An invoice that is open, as payments see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenInvoice {
    pub(crate) id: i64,
    pub(crate) customer: i64,
    pub(crate) open: Decimal,
}

/// The open invoices that payments name, by number and reference; what a payment settles is not
/// there for the next.
#[derive(Debug, Default)]
pub(crate) struct OpenInvoices {
    by_name: HashMap<String, Vec<usize>>,
    invoices: Vec<OpenInvoice>,
}

impl OpenInvoices {
    pub(crate) fn add(&mut self, invoice: OpenInvoice, names: impl IntoIterator<Item = String>) {
        for name in names {
            self.by_name.entry(name).or_default().push(self.invoices.len());
        }
        self.invoices.push(invoice);
    }

    /// What a payment of a customer settles of the invoice it names; none when it settles nothing.
    pub(crate) fn settle(&mut self, name: &str, customer: i64, amount: Decimal) -> Option<Share> {
        let named = self.by_name.get(name)?;
        let mine = |at: &&usize| {
            self.invoices.get(**at).is_some_and(|it| it.customer == customer && !it.open.is_zero())
        };
        let at = *named.iter().find(mine)?;
        let invoice = self.invoices.get_mut(at)?;
        let amount = amount.min(invoice.open);
        invoice.open -= amount;
        Some(Share { item: OpenItem::Invoice(InvoiceId(invoice.id)), amount })
    }
}

/// What a share means for the payment.
pub(crate) fn by_hand(share: Option<Share>) -> AllocationChoice {
    share.map_or(AllocationChoice::None, |share| AllocationChoice::ByHand(vec![share]))
}

/// The field of a file that a path of the engine below a payment means.
pub(crate) fn field_of(path: &str) -> Option<String> {
    let head = path.split(['.', '[']).next().filter(|head| !head.is_empty())?;
    let field = if head == "allocate" { "invoice_reference" } else { head };
    Some(field.to_owned())
}
