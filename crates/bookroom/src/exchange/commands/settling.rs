//! Which documents imported payments settle: those their rows name, in the columns that are for
//! it first, then in other texts.

use std::collections::{BTreeMap, BTreeSet};

use super::paid::Paid;
use super::purposes::Parties;
use crate::billing::payments::{AllocationChoice, PaymentDirection, PaymentPurpose, Side};
use crate::error::Result;
use crate::exchange::model::{AllocateBy, ImportedPayment, NoticeKind};
use crate::exchange::rules::merge::joined;
use crate::exchange::rules::naming::Written;
use crate::exchange::rules::payments::{self as rules, OpenDebt, OpenDebts, Settled};
use crate::exchange::store::debts;
use crate::values::text::clip;
use crate::work::Tx;

/// What is worth a look, by line: kind, field or heading, text.
pub(super) type Looks = BTreeMap<u64, Vec<(NoticeKind, String, String)>>;

/// The column that names what a payment settles.
const NAMED: &str = "invoice_reference";

/// Decides what payments settle, chunk by chunk of an import.
pub(super) struct Chooser {
    allocate: AllocateBy,
    /// How the documents of the customers met so far are called.
    written: BTreeMap<i64, Written>,
}

/// The open documents on both sides.
#[derive(Default)]
struct Open {
    receivable: OpenDebts,
    payable: OpenDebts,
}

impl Chooser {
    pub(super) fn new(allocate: AllocateBy) -> Self {
        Self { allocate, written: BTreeMap::new() }
    }

    /// Decides what payments settle: what they name, before anything else. Returns by line what is
    /// worth a look.
    pub(super) fn choose(&mut self, tx: &mut Tx<'_>, paid: &mut [Paid<'_>]) -> Result<Looks> {
        let mut looks = Looks::new();
        let otherwise = match self.allocate {
            AllocateBy::Automatic => AllocationChoice::Automatic,
            AllocateBy::Reference | AllocateBy::None => AllocationChoice::None,
        };
        paid.iter_mut().for_each(|it| it.allocate = otherwise.clone());
        let customers = paid.iter().map(|it| it.customer).collect();
        let parties = Parties::load(tx, &customers)?;
        for it in paid.iter_mut() {
            let (purpose, look) = parties.standing(it.customer, it.row.direction).purpose();
            it.purpose = purpose;
            let look = look.map(|kind| (kind, "customer".to_owned(), it.row.customer.clone()));
            looks.entry(it.row.line).or_default().extend(look);
        }
        if self.allocate == AllocateBy::None {
            for it in paid.iter_mut() {
                it.note = joined(it.note.take(), it.row.invoice.clone());
            }
            return Ok(looks);
        }
        self.learn(tx, paid)?;
        let mut open = self.load(tx, paid)?;
        for it in paid.iter_mut() {
            let look = looks.entry(it.row.line).or_default();
            self.choose_one(it, &mut open, look);
        }
        Ok(looks)
    }

    /// Loads how the documents of these customers are called, as far as it is not known.
    fn learn(&mut self, tx: &mut Tx<'_>, paid: &[Paid<'_>]) -> Result<()> {
        let speaking = paid.iter().filter(|it| texts(it.row).next().is_some());
        let new: BTreeSet<i64> =
            speaking.map(|it| it.customer).filter(|id| !self.written.contains_key(id)).collect();
        let ids: Vec<i64> = new.into_iter().collect();
        self.written.extend(ids.iter().map(|id| (*id, Written::default())));
        let book = tx.book_id();
        for (customer, name) in debts::load_names(tx.conn, book, &ids)? {
            if let Some(written) = self.written.get_mut(&customer) {
                written.add(&name);
            }
        }
        Ok(())
    }

    /// The open documents that the rows may name.
    fn load(&self, tx: &mut Tx<'_>, paid: &[Paid<'_>]) -> Result<Open> {
        let none = Written::default();
        let mut names: BTreeSet<String> = BTreeSet::new();
        for it in paid {
            let written = self.written.get(&it.customer).unwrap_or(&none);
            for (_, text) in texts(it.row) {
                names.extend(rules::parts(text));
                names.extend(written.names_in(text).iter().flat_map(|name| rules::parts(name)));
            }
        }
        let names: Vec<&str> =
            names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        let (book, currency) = (tx.book_id(), tx.book.currency);
        let mut found = Open::default();
        for row in debts::load_open(tx.conn, book, &names)? {
            let open = currency.from_minor(row.open);
            let debt = OpenDebt { item: row.item, customer: row.customer, open };
            let debts = match row.side {
                Side::Receivable => &mut found.receivable,
                Side::Payable => &mut found.payable,
            };
            debts.add(debt, row.names);
        }
        Ok(found)
    }

    fn choose_one(
        &self,
        it: &mut Paid<'_>,
        open: &mut Open,
        look: &mut Vec<(NoticeKind, String, String)>,
    ) {
        let none = Written::default();
        let written = self.written.get(&it.customer).unwrap_or(&none);
        let open = match it.row.direction {
            PaymentDirection::In => &mut open.receivable,
            PaymentDirection::Out => &mut open.payable,
        };
        let (customer, amount) = (it.customer, it.row.amount);
        let (field, settled) = if let Some(text) = &it.row.invoice {
            let settled = open.settle(text, customer, amount, written);
            if settled.says_more {
                it.note = joined(it.note.take(), Some(text.clone()));
            }
            (NAMED, settled)
        } else {
            let mut named = texts(it.row).filter_map(|(field, text)| {
                let about = it.row.others.contains_key(field);
                let settled = open.settle_found(text, customer, amount, (written, about));
                (!settled.shares.is_empty() || !settled.missed.is_empty())
                    .then_some((field, settled))
            });
            // What pays back is told from its side, and names what it likes.
            let is_refund = it.purpose == PaymentPurpose::Refund;
            let first = named.next().filter(|(_, it)| !is_refund || !it.shares.is_empty());
            let Some(first) = first else { return };
            first
        };
        it.allocate = settled.choice(self.allocate == AllocateBy::Automatic);
        if !settled.shares.is_empty() {
            // A document that it names and settles says what it is for.
            it.purpose = PaymentPurpose::Settlement;
            look.clear();
        }
        tell(look, field, it.row.invoice.as_deref(), settled);
    }
}

/// Notes what is worth a look about what a payment settles.
fn tell(
    look: &mut Vec<(NoticeKind, String, String)>,
    field: &str,
    text: Option<&str>,
    settled: Settled,
) {
    let names = settled.found.join(", ");
    if !names.is_empty() {
        look.push((NoticeKind::FoundInText, field.to_owned(), names.clone()));
    }
    if settled.missed.is_empty() && !settled.left.is_zero() && !settled.shares.is_empty() {
        let text = text.map_or(names, str::to_owned);
        look.push((NoticeKind::MoreThanNamed, field.to_owned(), text));
    }
    let missed = settled.missed.into_iter();
    look.extend(missed.map(|name| (NoticeKind::ReferenceNotSettled, field.to_owned(), name)));
}

/// So many characters of a text are looked at.
const LOOKED_AT: usize = 2_000;

/// The texts of a row that may name documents, with the field or the heading they stand below.
fn texts(row: &ImportedPayment) -> impl Iterator<Item = (&str, &str)> {
    let own = [(NAMED, &row.invoice), ("reference", &row.reference)];
    let own = own.into_iter().filter_map(|(field, text)| Some((field, text.as_deref()?)));
    let others = row.others.iter().map(|(heading, text)| (heading.as_str(), text.as_str()));
    let note = row.note.as_deref().map(|text| ("note", text));
    own.chain(others).chain(note).map(|(field, text)| (field, clip(text, LOOKED_AT)))
}
