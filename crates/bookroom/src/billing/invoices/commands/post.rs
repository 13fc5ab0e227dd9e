//! Posting: numbers, journal entries and frozen copies of counterparties, for many at once.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::load::{
    copy_counterparty, draft_all, load_seen, masked, note_created, note_edited, records,
    require_drafts, set_search_key,
};
use crate::billing::credit::{Sale, Warnings, check_credit};
use crate::billing::invoices::model::{
    Direction, DocumentKind, Invoice, InvoiceVersion, NewInvoice,
};
use crate::billing::invoices::rules::journal_entry::{self as rules, entry_of, number_of, series};
use crate::billing::invoices::rules::profiles::Wish;
use crate::billing::invoices::rules::state_after;
use crate::billing::invoices::store::InvoiceRow;
use crate::billing::invoices::store::documents::{self as store, Document};
use crate::billing::products::rules::check_account;
use crate::billing::products::store::load_accounts_by_id;
use crate::customers::{keep_for_documents, load_counterparties};
use crate::error::{Code, Error, Result};
use crate::ledger::{AccountRole, DraftEntry, keep_role_accounts, post_entries};
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::store::numbers::{self, Wanted};
use crate::values::{Check, Period};
use crate::work::{Command, Tx};

/// Posts drafts to the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostInvoices {
    /// The drafts, at most 100,000; numbers are given in this order.
    pub invoices: Vec<InvoiceVersion>,
}

impl Command for PostInvoices {
    const NAME: &'static str = "invoices.post";
    const PERMISSION: Permission = Permission::InvoicesPost;
    type Output = Vec<Invoice>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Invoice>> {
        let before = load_seen(permit, tx, "invoices", &self.invoices)?;
        require_drafts(&before)?;
        let mut documents = before.clone();
        refresh_counterparties(permit, tx, &mut documents)?;
        check_accounts(tx, &documents)?;
        let warnings = check_limits(permit, tx, &documents)?;
        let book = tx.book_id();
        let roles = keep_role_accounts(tx.conn, book)?;
        for document in &mut documents {
            document.row.version += 1;
        }
        post_documents(permit, tx, &mut documents, &roles)?;
        let rows: Vec<InvoiceRow> = documents.iter().map(|it| it.row.clone()).collect();
        store::save(tx.conn, &rows)?;
        store::save_parties(tx.conn, &before, &documents)?;
        let (before, mut after) = (records(tx, &before)?, records(tx, &documents)?);
        note_edited(permit, tx, &before, &after)?;
        warn(&mut after, &warnings);
        Ok(masked(permit, after))
    }
}

/// Drafts invoices and posts them in one go, for imports and shops. Needs both permissions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftAndPostInvoices {
    /// The invoices, at most 100,000; numbers are given in this order.
    pub invoices: Vec<NewInvoice>,
}

impl Command for DraftAndPostInvoices {
    const NAME: &'static str = "invoices.draft_and_post";
    const PERMISSION: Permission = Permission::InvoicesPost;
    type Output = Vec<Invoice>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Invoice>> {
        // Both scopes count: whose invoices one may draft, and whose one may post.
        let edit = tx.grants().permit(Permission::InvoicesEdit, Self::NAME)?;
        let narrow = if edit.scope().reach() < permit.scope().reach() { &edit } else { permit };
        let (mut documents, known) = draft_all(narrow, tx, &self.invoices)?;
        let warnings = check_limits(permit, tx, &documents)?;
        post_documents(permit, tx, &mut documents, &known.roles)?;
        store::insert(tx.conn, &documents)?;
        let mut records = records(tx, &documents)?;
        note_created(permit, tx, &records)?;
        warn(&mut records, &warnings);
        Ok(masked(permit, records))
    }
}

/// Checks what customers may owe, before the numbers of documents are taken: who waits for a
/// customer then holds nothing that others need.
fn check_limits(permit: &Permit, tx: &mut Tx<'_>, documents: &[Document]) -> Result<Warnings> {
    let mut sales = Vec::new();
    for (index, Document { row, .. }) in documents.iter().enumerate() {
        if (row.direction()?, row.kind()?) == (Direction::Sale, DocumentKind::Invoice) {
            sales.push(Sale { index, customer: row.customer_id, gross: row.gross });
        }
    }
    check_credit(permit, tx, &sales)
}

/// Says on records that they were posted beyond limits.
fn warn(records: &mut [Invoice], warnings: &Warnings) {
    for (index, record) in records.iter_mut().enumerate() {
        record.credit_warning = warnings.of(index);
    }
}

/// Numbers documents and posts their entries; gives them their states. They are not saved here.
pub(super) fn post_documents(
    permit: &Permit,
    tx: &mut Tx<'_>,
    documents: &mut [Document],
    roles: &BTreeMap<AccountRole, i64>,
) -> Result<()> {
    number_all(tx, documents)?;
    let language = tx.book.language;
    let mut entries: Vec<DraftEntry> = Vec::with_capacity(documents.len());
    let mut owners = Vec::with_capacity(documents.len());
    for (index, document) in documents.iter().enumerate() {
        if let Some(entry) = entry_of(&view_of(document)?, roles, language)? {
            entries.push(entry);
            owners.push(index);
        }
    }
    let posted = post_entries(permit, tx, entries)?;
    for (index, entry) in owners.into_iter().zip(posted) {
        documents[index].row.entry_id = Some(entry.id);
    }
    let now = tx.now_micros();
    for Document { row, .. } in documents {
        row.state = state_after(row.gross, row.settled).slug().to_owned();
        row.updated_at = now;
        set_search_key(row);
    }
    Ok(())
}

fn view_of(document: &Document) -> Result<rules::Document<'_>> {
    let row = &document.row;
    let nets = document.lines.iter().map(|line| {
        let account = line.income_account_id.ok_or_else(|| Error::from(Code::Corrupt))?;
        Ok((account, line.net))
    });
    Ok(rules::Document {
        id: row.id,
        kind: row.kind()?,
        direction: row.direction()?,
        number: row.number.as_deref().unwrap_or_default(),
        customer: row.customer_id,
        on: row.issue_on,
        tax: row.tax,
        gross: row.gross,
        nets: nets.collect::<Result<_>>()?,
    })
}

/// Gives documents their numbers: gapless per series and month, in the order of the documents.
fn number_all(tx: &mut Tx<'_>, documents: &mut [Document]) -> Result<()> {
    let mut places = Vec::with_capacity(documents.len());
    let mut counts = BTreeMap::<(&'static str, i64), i64>::new();
    for Document { row, .. } in documents.iter() {
        let key = (series(row.kind()?, row.direction()?), Period::of(row.issue_on).key());
        let count = counts.entry(key).or_default();
        places.push((key, *count));
        *count += 1;
    }
    let wanted = counts.iter().map(|((series, period), count)| Wanted {
        series: counter(series),
        period: *period,
        count: *count,
    });
    let wanted: Vec<Wanted> = wanted.collect();
    let book = tx.book_id();
    let firsts = numbers::take_all(tx.conn, book, &wanted)?;
    let firsts: BTreeMap<(&str, i64), i64> = counts.into_keys().zip(firsts).collect();
    for (Document { row, .. }, (key, place)) in documents.iter_mut().zip(places) {
        let first = firsts.get(&key).ok_or(Code::Internal)?;
        row.number = Some(number_of(key.0, key.1, first + place));
    }
    Ok(())
}

/// The name of the counter of a series.
pub(crate) fn counter(series: &str) -> String {
    format!("invoice:{series}")
}

/// Copies the counterparties anew: a posted document keeps them as they are now.
fn refresh_counterparties(
    permit: &Permit,
    tx: &mut Tx<'_>,
    documents: &mut [Document],
) -> Result<()> {
    let ids: BTreeSet<i64> = documents.iter().map(|it| it.row.customer_id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let counterparties = load_counterparties(tx.conn, permit.scope(), &ids)?;
    let book = tx.book_id();
    let named = documents.iter().filter_map(Document::profile).collect();
    let profiles = keep_for_documents(tx.conn, book, &ids, &named)?;
    let mut check = Check::new();
    check.each("invoices", documents, |check, document| {
        let (named, row) = (document.profile(), &mut document.row);
        let Some(found) = counterparties.get(&row.customer_id) else {
            return check.fail("customer", Code::UnknownReference);
        };
        check.require(found.active, "customer", Code::Retired);
        let wanted = Wish {
            customer: row.customer_id,
            is_sale: row.direction == Direction::Sale.slug(),
            named,
        };
        let profile = wanted.profile(&profiles, check);
        document.party = copy_counterparty(row, found, profile);
    });
    check.finish()
}

/// Checks that the accounts of lines still take postings.
fn check_accounts(tx: &mut Tx<'_>, documents: &[Document]) -> Result<()> {
    let lines = documents.iter().flat_map(|document| &document.lines);
    let ids: Vec<i64> = lines.filter_map(|line| line.income_account_id).collect();
    let book = tx.book_id();
    let accounts = load_accounts_by_id(tx.conn, book, ids)?;
    let mut check = Check::new();
    check.each("invoices", documents, |check, document| {
        check.each("lines", &document.lines, |check, line| {
            let account = line.income_account_id.and_then(|id| accounts.get(&id));
            check_account("income_account", account, check);
        });
    });
    check.finish()
}
