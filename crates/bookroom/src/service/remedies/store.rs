//! Rows of remedies, and what became of their documents.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::model::{CaseRemedy, RemedyFilter, RemedyKind, RemedyState};
use crate::billing::InvoiceState;
use crate::error::{Code, Error, Result};
use crate::rights::permit::Scope;
use crate::service::store as cases;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::load_locked;
use crate::store::schema::{case_remedy, invoice, payment, service_case};
use crate::values::{CaseId, CaseRemedyId, InvoiceId, OperatorId, Page, PageRequest, PaymentId};
use crate::work::View;

mod present;

pub(crate) use present::REMEDY;

/// A row of `case_remedy`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = case_remedy, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct RemedyRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) case_id: i64,
    pub(crate) kind: String,
    pub(crate) state: String,
    pub(crate) terms: String,
    pub(crate) reason: Option<String>,
    pub(crate) decision: Option<String>,
    pub(crate) document_id: Option<i64>,
    pub(crate) payment_id: Option<i64>,
    pub(crate) created_at: i64,
    pub(crate) created_by: Option<i64>,
    pub(crate) decided_at: Option<i64>,
    pub(crate) decided_by: Option<i64>,
    pub(crate) version: i64,
}

impl RemedyRow {
    /// The row of a remedy.
    pub(crate) fn of(book: i64, remedy: &CaseRemedy) -> Result<Self> {
        let terms = serde_json::to_string(&remedy.terms);
        Ok(Self {
            book_id: book,
            id: remedy.id.0,
            case_id: remedy.case.0,
            kind: remedy.terms.kind().slug().to_owned(),
            state: remedy.state.slug().to_owned(),
            terms: terms.map_err(|_| Error::internal("terms cannot be written as JSON"))?,
            reason: remedy.reason.clone(),
            decision: remedy.decision.clone(),
            document_id: remedy.document.map(i64::from),
            payment_id: remedy.payment.map(i64::from),
            created_at: remedy.created_at.timestamp_micros(),
            created_by: remedy.created_by.map(i64::from),
            decided_at: remedy.decided_at.map(|at| at.timestamp_micros()),
            decided_by: remedy.decided_by.map(i64::from),
            version: remedy.version,
        })
    }

    /// The record, whole: nothing is masked yet.
    pub(crate) fn record(self) -> Result<CaseRemedy> {
        let terms = serde_json::from_str(&self.terms);
        Ok(CaseRemedy {
            id: CaseRemedyId(self.id),
            case: CaseId(self.case_id),
            state: RemedyState::from_slug(&self.state).ok_or_else(|| Error::corrupt("state"))?,
            terms: terms.map_err(|_| Error::corrupt("terms"))?,
            reason: self.reason,
            decision: self.decision,
            document: self.document_id.map(InvoiceId),
            payment: self.payment_id.map(PaymentId),
            created_at: instant(self.created_at)?,
            created_by: self.created_by.map(OperatorId),
            decided_at: self.decided_at.map(instant).transpose()?,
            decided_by: self.decided_by.map(OperatorId),
            version: self.version,
        })
    }
}

fn instant(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| Code::Corrupt.into())
}

/// Writes new remedies.
pub(super) fn insert(conn: &mut Conn, rows: &[RemedyRow]) -> Result<()> {
    insert_all!(conn, case_remedy::table, rows);
    Ok(())
}

/// Writes a changed remedy if its version is still the one before; the row holds the new one.
pub(super) fn save(conn: &mut Conn, row: &RemedyRow) -> Result<()> {
    let target = case_remedy::table
        .filter(case_remedy::book_id.eq(row.book_id))
        .filter(case_remedy::id.eq(row.id))
        .filter(case_remedy::version.eq(row.version - 1));
    match diesel::update(target).set(row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("case_remedy", row.id)),
    }
}

/// The remedies with these ids, by id.
pub(super) fn load(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<RemedyRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let found: Vec<RemedyRow> = case_remedy::table
            .filter(case_remedy::book_id.eq(book))
            .filter(case_remedy::id.eq_any(chunk.to_vec()))
            .select(RemedyRow::as_select())
            .load(conn)?;
        rows.extend(found);
    }
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// Of these remedies, those of cases that a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let rows = load(conn, scope.book().0, &ids)?;
    let kept = cases::keep_in_scope(conn, scope, rows.iter().map(|row| row.case_id).collect())?;
    Ok(rows.iter().filter(|row| kept.contains(&row.case_id)).map(|row| row.id).collect())
}

/// The remedies that the scope covers, by id. A page may hold fewer rows than asked for.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &RemedyFilter,
    page: &PageRequest,
) -> Result<Page<CaseRemedy>> {
    let rows_to_load = page.rows_to_load()?;
    let after = page.key::<i64>()?.unwrap_or(0);
    let mut query = case_remedy::table
        .filter(case_remedy::book_id.eq(view.book_id()))
        .filter(case_remedy::id.gt(after))
        .order(case_remedy::id)
        .limit(rows_to_load)
        .select(RemedyRow::as_select())
        .into_boxed();
    if let Some(case) = filter.case {
        query = query.filter(case_remedy::case_id.eq(case.0));
    }
    if let Some(document) = filter.document {
        query = query.filter(case_remedy::document_id.eq(document.0));
    }
    if let Some(payment) = filter.payment {
        query = query.filter(case_remedy::payment_id.eq(payment.0));
    }
    if !filter.states.is_empty() {
        let states: Vec<&str> = filter.states.iter().map(|state| state.slug()).collect();
        query = query.filter(case_remedy::state.eq_any(states));
    }
    if !filter.kinds.is_empty() {
        let kinds: Vec<&str> = filter.kinds.iter().map(|kind: &RemedyKind| kind.slug()).collect();
        query = query.filter(case_remedy::kind.eq_any(kinds));
    }
    let rows: Vec<RemedyRow> = query.load(view.conn)?;
    let page = Page::cut(rows, page.limit, |row| row.id);
    let ids = page.items.iter().map(|row| row.case_id).collect();
    let kept = cases::keep_in_scope(view.conn, &view.scope, ids)?;
    let seen = page.items.into_iter().filter(|row| kept.contains(&row.case_id));
    let items = seen.map(|row| Ok(super::rules::shown(row.record()?, &view.fields)));
    Ok(Page { items: items.collect::<Result<_>>()?, next: page.next })
}

/// One remedy, if the scope covers its case.
pub(super) fn get(view: &mut View<'_>, id: CaseRemedyId) -> Result<CaseRemedy> {
    let book = view.book_id();
    let missing = || Error::not_found("case_remedy", id);
    let row = load(view.conn, book, &[id.0])?.pop().ok_or_else(missing)?;
    if cases::load_cases(view.conn, &view.scope, &[row.case_id])?.is_empty() {
        return Err(missing());
    }
    Ok(super::rules::shown(row.record()?, &view.fields))
}

/// The version of an invoice that is there.
pub(super) fn version_of(conn: &mut Conn, book: i64, invoice: i64) -> Result<Option<i64>> {
    Ok(invoice::table
        .filter(invoice::book_id.eq(book))
        .filter(invoice::id.eq(invoice))
        .select(invoice::version)
        .first(conn)
        .optional()?)
}

// ---- what became of documents ----

/// Whether any remedy has led to a document.
pub(super) fn leads_anywhere(conn: &mut Conn, book: i64) -> Result<bool> {
    let states = [RemedyState::Approved, RemedyState::Reversed].map(RemedyState::slug);
    let found: Option<i64> = case_remedy::table
        .filter(case_remedy::book_id.eq(book))
        .filter(case_remedy::state.eq_any(states))
        .select(case_remedy::id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

/// The approved and reversed remedies that led to one of these documents or payments, locked with
/// their cases in the order of their ids.
pub(super) fn lock_of(
    conn: &mut Conn,
    book: i64,
    documents: &BTreeSet<i64>,
    payments: &BTreeSet<i64>,
) -> Result<Vec<RemedyRow>> {
    let mut cases = BTreeMap::<i64, i64>::new();
    let ids = |all: &BTreeSet<i64>| all.iter().copied().map(Some).collect::<Vec<_>>();
    for chunk in ids(documents).chunks(IN_LIST) {
        let found: Vec<(i64, i64)> = case_remedy::table
            .filter(case_remedy::book_id.eq(book))
            .filter(case_remedy::document_id.eq_any(chunk.to_vec()))
            .select((case_remedy::id, case_remedy::case_id))
            .load(conn)?;
        cases.extend(found);
    }
    for chunk in ids(payments).chunks(IN_LIST) {
        let found: Vec<(i64, i64)> = case_remedy::table
            .filter(case_remedy::book_id.eq(book))
            .filter(case_remedy::payment_id.eq_any(chunk.to_vec()))
            .select((case_remedy::id, case_remedy::case_id))
            .load(conn)?;
        cases.extend(found);
    }
    let of: BTreeSet<i64> = cases.values().copied().collect();
    for chunk in of.into_iter().collect::<Vec<_>>().chunks(IN_LIST) {
        let query = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::id.eq_any(chunk.to_vec()))
            .order(service_case::id)
            .select(service_case::id);
        load_locked!(conn, query, i64)?;
    }
    load(conn, book, &cases.into_keys().collect::<Vec<_>>())
}

/// Of these documents, those that count: neither discarded nor cancelled.
pub(super) fn documents_that_stand(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<i64> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::id.eq_any(chunk.to_vec()))
            .filter(invoice::state.ne(InvoiceState::Cancelled.slug()))
            .select(invoice::id)
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Of these payments, those that count.
pub(super) fn payments_that_stand(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<i64> = payment::table
            .filter(payment::book_id.eq(book))
            .filter(payment::id.eq_any(chunk.to_vec()))
            .filter(payment::cancelled_on.is_null())
            .select(payment::id)
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Whether what a remedy led to still counts; none where it led to nothing.
pub(super) fn stands(
    row: &RemedyRow,
    documents: &BTreeSet<i64>,
    payments: &BTreeSet<i64>,
) -> Option<bool> {
    match (row.document_id, row.payment_id) {
        (Some(document), _) => Some(documents.contains(&document)),
        (None, Some(payment)) => Some(payments.contains(&payment)),
        (None, None) => None,
    }
}
