//! Importing payments, and settling what they are for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::alike;
use super::labels;
use super::methods::{self, METHODS};
use super::openings::tell_before;
use super::own::edit_payments;
use super::paid::Paid;
use super::purposes;
use super::repeats;
use super::settling::Chooser;
use super::sift::{CHUNK, sift};
use super::{ImportHead, ImportOutcome, Work, people, run};
use crate::billing::allocations::store as allocations;
use crate::billing::payments::commands::RecordPayments;
use crate::billing::payments::{
    AllocationChoice, NewPayment, PaymentDirection, PaymentPurpose, Side,
};
use crate::customers::model::NewCustomer;
use crate::error::{Code, Problem, Result};
use crate::exchange::model::{
    AllocateBy, ImportKind, ImportedBefore, ImportedPayment, NoticeKind, OwnRow, Unknown,
};
use crate::exchange::rules::lines::{self as line_rules, LineDigest};
use crate::exchange::rules::payments as rules;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::CustomerId;
use crate::work::{Command, Tx};

/// Imports payments.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportPayments {
    /// The file.
    pub head: ImportHead,
    /// The rows.
    pub rows: Vec<ImportedPayment>,
    /// Rows that name records by their numbers.
    #[serde(default)]
    pub own: Vec<OwnRow>,
    /// Which invoices they settle.
    pub allocate: AllocateBy,
    /// What happens with unknown customers.
    pub unknown_customers: Unknown,
    /// What happens with methods that the dictionary does not have.
    pub unknown_methods: Unknown,
    /// Whether a customer may have a reference twice.
    pub allow_repeated_references: bool,
    /// What happens with payments that were imported before.
    #[serde(default)]
    pub imported_before: ImportedBefore,
}

impl Command for ImportPayments {
    const NAME: &'static str = "exchange.import_payments";
    const PERMISSION: Permission = Permission::ImportsRun;
    type Output = ImportOutcome;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<ImportOutcome> {
        let rows = self.rows.len() + self.own.len();
        run(permit, tx, ImportKind::Payments, (&self.head, rows), |tx, work| {
            edit_payments(tx, work, &self.own)?;
            let paid = self.with_customers(tx, work)?;
            let paid = purposes::with_directions(tx, work, paid)?;
            let mut paid = self.with_methods(tx, work, paid)?;
            if !self.allow_repeated_references {
                alike::refuse_known(tx, work, &mut paid)?;
            }
            let mut paid = self.without_repeats(tx, work, paid)?;
            alike::tell(tx, work, &paid)?;
            let days: Vec<_> =
                paid.iter().map(|it| (it.row.line, it.customer, it.row.paid_on)).collect();
            tell_before(tx, work, "paid_on", &days)?;
            let total = paid.len();
            let mut chooser = Chooser::new(self.allocate);
            let mut done = 0;
            while !paid.is_empty() {
                let chunk: Vec<Paid> = paid.drain(..paid.len().min(CHUNK)).collect();
                done += chunk.len();
                record(tx, work, &mut chooser, chunk)?;
                self.head.tell_written(tx, done, total)?;
            }
            Ok(())
        })
    }
}

/// What names the other side of a payment.
fn named(row: &ImportedPayment) -> people::Named<'_> {
    let text = Some(row.customer.as_str()).filter(|text| !text.is_empty());
    let (code, account) = (row.customer_code.as_deref(), row.payer_account.as_deref());
    let side = Some(match row.direction {
        PaymentDirection::In => Side::Receivable,
        PaymentDirection::Out => Side::Payable,
    });
    people::Named { text, code, account, side }
}

impl ImportPayments {
    fn with_customers(&self, tx: &mut Tx<'_>, work: &mut Work) -> Result<Vec<Paid<'_>>> {
        let names = self.rows.iter().map(named);
        let of = |direction: PaymentDirection| -> BTreeSet<&str> {
            let rows = self.rows.iter().filter(|row| row.direction == direction);
            rows.map(|row| row.customer.as_str()).collect()
        };
        let (payers, payees) = (of(PaymentDirection::In), of(PaymentDirection::Out));
        // Whoever is only paid is a supplier; money back to a payer makes nobody one.
        let new = |name: &str| {
            let is_supplier = payees.contains(name) && !payers.contains(name);
            NewCustomer { is_supplier, is_customer: !is_supplier, ..NewCustomer::company(name) }
        };
        let customers = people::resolve_with(tx, work, names, self.unknown_customers, new)?;
        let mut paid = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            match customers.of(work, row.line, named(row)) {
                Ok(customer) => paid.push(Paid {
                    row,
                    customer,
                    method: row.method.clone(),
                    note: row.note.clone(),
                    purpose: PaymentPurpose::Settlement,
                    allocate: AllocationChoice::Automatic,
                    digest: LineDigest::default(),
                    is_guarded: !self.allow_repeated_references
                        && row.reference.is_some()
                        && !row.reference_recurs,
                }),
                Err((field, problem)) => work.refuse(row.line, Some(field.to_owned()), problem),
            }
        }
        Ok(paid)
    }

    /// Puts the codes of methods in the place of labels.
    fn with_methods<'r>(
        &self,
        tx: &mut Tx<'_>,
        work: &mut Work,
        mut paid: Vec<Paid<'r>>,
    ) -> Result<Vec<Paid<'r>>> {
        let wanted: BTreeSet<(String, String)> =
            paid.iter().filter_map(|it| Some((METHODS.to_owned(), it.method.clone()?))).collect();
        let labels::Known { mut found, replaced } = labels::find(tx, &wanted)?;
        let missing = wanted.into_iter().filter(|pair| !found.contains_key(pair)).collect();
        let usual = methods::usual(tx, &missing)?;
        if self.unknown_methods == Unknown::Create {
            let missing = missing.into_iter().filter(|(_, text)| !usual.contains_key(text));
            let made = labels::make(tx, missing.collect())?;
            work.created("dictionary_item", made.len());
            found.extend(made);
        }
        paid.retain_mut(|it| {
            let Some(text) = it.method.take() else { return true };
            let pair = (METHODS.to_owned(), text);
            it.method = found.get(&pair).cloned();
            let text = &pair.1;
            if methods::is_bill(text, it.method.as_deref()) {
                work.notice(NoticeKind::BillAsMoney, "method", text, it.row.line);
            }
            if let Some(method) = usual.get(text).filter(|_| it.method.is_none()) {
                it.method.clone_from(method);
                work.notice(NoticeKind::LabelReplaced, "method", text, it.row.line);
                return true;
            }
            let is_cut = methods::is_cut(text, it.method.as_deref());
            if replaced.contains(&pair) || is_cut {
                work.notice(NoticeKind::LabelReplaced, "method", text, it.row.line);
            }
            if it.method.is_none() && self.unknown_methods == Unknown::Reject {
                let problem = Problem::new(Code::UnknownReference);
                work.refuse(it.row.line, Some("method".to_owned()), problem);
                return false;
            }
            if it.method.is_none() {
                work.notice(NoticeKind::LabelLeftOut, "method", text, it.row.line);
            }
            true
        });
        Ok(paid)
    }

    /// Sorts out payments that were imported before.
    fn without_repeats<'r>(
        &self,
        tx: &mut Tx<'_>,
        work: &mut Work,
        mut paid: Vec<Paid<'r>>,
    ) -> Result<Vec<Paid<'r>>> {
        for it in &mut paid {
            it.digest = line_rules::payment(it.row, it.customer, it.method.as_deref());
        }
        repeats::settle(tx, work, self.imported_before, paid, |work, it, problem| {
            work.refuse(it.row.line, None, problem);
        })
    }
}

/// Records payments.
fn record(
    tx: &mut Tx<'_>,
    work: &mut Work,
    chooser: &mut Chooser,
    mut paid: Vec<Paid<'_>>,
) -> Result<()> {
    let mut looks = chooser.choose(tx, &mut paid)?;
    let made = sift(
        tx,
        "payments",
        paid,
        |it, problem| {
            looks.remove(&it.row.line);
            work.refuse(it.row.line, rules::field_of(&problem.path), problem);
        },
        |tx, rows| {
            let payments = rows.iter().map(Paid::payment).collect();
            tx.execute(&RecordPayments { payments })
        },
    )?;
    work.created("payment", made.len());
    let ids: Vec<i64> = made.iter().map(|(_, payment)| payment.id.0).collect();
    let book = tx.book_id();
    work.created("allocation", allocations::count_of_payments(tx.conn, book, &ids)?);
    for (it, payment) in &made {
        work.booked.add(it.digest, it.row.line, payment.id.0);
        for (kind, field, text) in looks.remove(&it.row.line).unwrap_or_default() {
            work.notice(kind, &field, &text, it.row.line);
        }
    }
    Ok(())
}

impl Paid<'_> {
    fn payment(&self) -> NewPayment {
        NewPayment {
            direction: self.row.direction,
            purpose: self.purpose,
            customer: CustomerId(self.customer),
            paid_on: self.row.paid_on,
            amount: self.row.amount,
            method: self.method.clone(),
            account: None,
            reference: self.row.reference.clone(),
            note: self.note.clone(),
            allocate: self.allocate.clone(),
        }
    }
}
