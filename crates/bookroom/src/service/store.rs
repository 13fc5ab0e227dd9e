//! Rows of cases and their notes: what commands load and save.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use super::model::{Case, CaseKind, CaseNote, CaseSeverity, CaseState, NoteAuthor};
use super::rules;
use crate::custom_fields;
use crate::dictionaries::{self, ItemLabel};
use crate::error::{Code, Error, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::load_locked;
use crate::store::schema::{case_note, invoice, service_case};
use crate::values::text::search_key;
use crate::values::{
    CaseId, CaseNoteId, ContactId, CustomerId, InvoiceId, OperatorId, ProductId, TeamId,
};

pub(crate) mod about;
pub(crate) mod analysis;
pub(crate) mod handover;
pub(crate) mod lists;
pub(crate) mod merged;

pub(crate) mod present;
pub(crate) mod scopes;
pub(crate) mod searched;

/// A row of `service_case`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(
    table_name = service_case, primary_key(book_id, id),
    treat_none_as_default_value = false,
    treat_none_as_null = true
)]
pub(crate) struct CaseRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) kind: String,
    pub(crate) number: String,
    pub(crate) state: String,
    pub(crate) subject: String,
    pub(crate) subject_key: String,
    pub(crate) description: Option<String>,
    pub(crate) category_id: Option<i64>,
    pub(crate) severity: String,
    pub(crate) channel_id: Option<i64>,
    pub(crate) customer_id: Option<i64>,
    pub(crate) contact_id: Option<i64>,
    pub(crate) invoice_id: Option<i64>,
    pub(crate) assignee_id: Option<i64>,
    pub(crate) owner_id: Option<i64>,
    pub(crate) team_id: Option<i64>,
    pub(crate) opened_on: NaiveDate,
    pub(crate) opened_at: i64,
    pub(crate) first_answered_at: Option<i64>,
    pub(crate) resolved_at: Option<i64>,
    pub(crate) closed_at: Option<i64>,
    pub(crate) resolution: Option<String>,
    pub(crate) text_key: Option<String>,
    pub(crate) satisfaction_id: Option<i64>,
    pub(crate) version: i64,
    pub(crate) created_by: Option<i64>,
    pub(crate) updated_at: i64,
    pub(crate) merged_into_id: Option<i64>,
    pub(crate) product_id: Option<i64>,
    pub(crate) root_cause_id: Option<i64>,
}

/// The ids of the items that a case holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Items {
    pub(crate) category: Option<i64>,
    pub(crate) channel: Option<i64>,
    pub(crate) satisfaction: Option<i64>,
    pub(crate) root_cause: Option<i64>,
}

impl Items {
    fn all(self) -> [Option<i64>; 4] {
        [self.category, self.channel, self.satisfaction, self.root_cause]
    }
}

impl CaseRow {
    /// The row of a case.
    pub(crate) fn of(book: i64, case: &Case, items: Items) -> Self {
        let micros = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp_micros());
        Self {
            book_id: book,
            id: case.id.0,
            kind: case.kind.slug().to_owned(),
            number: case.number.clone(),
            state: case.state.slug().to_owned(),
            subject: case.subject.clone(),
            subject_key: search_key(&case.subject),
            description: case.description.clone(),
            category_id: items.category,
            severity: case.severity.slug().to_owned(),
            channel_id: items.channel,
            customer_id: case.customer.map(i64::from),
            contact_id: case.contact.map(i64::from),
            invoice_id: case.invoice.map(i64::from),
            assignee_id: case.assignee.map(i64::from),
            owner_id: case.owner.map(i64::from),
            team_id: case.team.map(i64::from),
            opened_on: case.opened_on,
            opened_at: case.opened_at.timestamp_micros(),
            first_answered_at: micros(case.first_answered_at),
            resolved_at: micros(case.resolved_at),
            closed_at: micros(case.closed_at),
            resolution: case.resolution.clone(),
            text_key: rules::text_key(case.description.as_deref(), case.resolution.as_deref()),
            satisfaction_id: items.satisfaction,
            version: case.version,
            created_by: case.created_by.map(i64::from),
            updated_at: case.updated_at.timestamp_micros(),
            merged_into_id: case.merged_into.map(i64::from),
            product_id: case.product.map(i64::from),
            root_cause_id: items.root_cause,
        }
    }

    /// The ids of the items it holds.
    pub(crate) fn items(&self) -> Items {
        let Self { category_id: category, channel_id: channel, .. } = *self;
        let Self { satisfaction_id: satisfaction, root_cause_id: root_cause, .. } = *self;
        Items { category, channel, satisfaction, root_cause }
    }

    fn record(self, labels: &BTreeMap<i64, ItemLabel>) -> Result<Case> {
        let code = |id: Option<i64>| -> Result<Option<String>> {
            let label = |id| labels.get(&id).ok_or(Code::Corrupt);
            Ok(id.map(label).transpose()?.map(|label| label.code.clone()))
        };
        Ok(Case {
            id: CaseId(self.id),
            kind: CaseKind::from_slug(&self.kind).ok_or_else(|| Error::corrupt("kind"))?,
            state: CaseState::from_slug(&self.state).ok_or_else(|| Error::corrupt("state"))?,
            severity: CaseSeverity::from_slug(&self.severity)
                .ok_or_else(|| Error::corrupt("severity"))?,
            category: code(self.category_id)?,
            channel: code(self.channel_id)?,
            satisfaction: code(self.satisfaction_id)?,
            customer: self.customer_id.map(CustomerId),
            contact: self.contact_id.map(ContactId),
            invoice: self.invoice_id.map(InvoiceId),
            product: self.product_id.map(ProductId),
            merged_into: self.merged_into_id.map(CaseId),
            root_cause: code(self.root_cause_id)?,
            assignee: self.assignee_id.map(OperatorId),
            owner: self.owner_id.map(OperatorId),
            team: self.team_id.map(TeamId),
            opened_on: self.opened_on,
            opened_at: instant(self.opened_at)?,
            first_answered_at: self.first_answered_at.map(instant).transpose()?,
            resolved_at: self.resolved_at.map(instant).transpose()?,
            closed_at: self.closed_at.map(instant).transpose()?,
            created_by: self.created_by.map(OperatorId),
            updated_at: instant(self.updated_at)?,
            number: self.number,
            subject: self.subject,
            description: self.description,
            resolution: self.resolution,
            custom: BTreeMap::new(),
            custom_personal: BTreeMap::new(),
            version: self.version,
        })
    }
}

/// An instant as the store keeps it.
fn instant(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| Code::Corrupt.into())
}

/// Rows as records, whole: nothing is masked yet.
pub(crate) fn records(conn: &mut Conn, book: i64, rows: Vec<CaseRow>) -> Result<Vec<Case>> {
    let ids: BTreeSet<i64> =
        rows.iter().map(CaseRow::items).flat_map(Items::all).flatten().collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let labels = dictionaries::load_labels(conn, book, &ids)?;
    let cases = rows.into_iter().map(|row| row.record(&labels));
    let mut cases = cases.collect::<Result<Vec<Case>>>()?;
    custom_fields::give(conn, book, &mut cases)?;
    Ok(cases)
}

type Condition = Box<
    dyn BoxableExpression<
            service_case::table,
            crate::store::MultiBackend,
            SqlType = diesel::sql_types::Nullable<diesel::sql_types::Bool>,
        >,
>;

/// Which cases a scope covers: those one owns, works on or opened; those of one's team; all. What
/// was merged is covered with the case that it is shown with.
pub(crate) fn within(scope: &Scope) -> Option<Condition> {
    let me = scope.operator().0;
    match (scope.reach(), scope.team()) {
        (Reach::All, _) => None,
        (Reach::Team, Some(team)) => Some(Box::new(scopes::of_team!(me, team.0))),
        _ => Some(Box::new(scopes::own!(me))),
    }
}

/// Of these cases, those that a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    Ok(load_cases(conn, scope, &ids)?.into_iter().map(|row| row.id).collect())
}

/// Of these notes, those of cases that a scope covers.
pub(crate) fn keep_notes_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut cases = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = case_note::table
            .filter(case_note::book_id.eq(scope.book().0))
            .filter(case_note::id.eq_any(chunk))
            .select((case_note::id, case_note::case_id))
            .load(conn)?;
        cases.extend(rows);
    }
    let kept = keep_in_scope(conn, scope, cases.values().copied().collect())?;
    Ok(cases.into_iter().filter(|(_, case)| kept.contains(case)).map(|(note, _)| note).collect())
}

/// The cases with these ids that a scope covers, by id.
pub(crate) fn load_cases(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<CaseRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let mut query = service_case::table
            .filter(service_case::book_id.eq(scope.book().0))
            .filter(service_case::id.eq_any(chunk))
            .select(CaseRow::as_select())
            .into_boxed();
        if let Some(condition) = within(scope) {
            query = query.filter(condition);
        }
        rows.extend(query.load::<CaseRow>(conn)?);
    }
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// As [`load_cases`], and nobody else changes them until the transaction ends.
pub(crate) fn lock_cases(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<CaseRow>> {
    for chunk in ids.chunks(IN_LIST) {
        let query = service_case::table
            .filter(service_case::book_id.eq(scope.book().0))
            .filter(service_case::id.eq_any(chunk))
            .order(service_case::id)
            .select(service_case::id);
        load_locked!(conn, query, i64)?;
    }
    load_cases(conn, scope, ids)
}

/// Writes new cases.
pub(crate) fn insert_cases(conn: &mut Conn, rows: &[CaseRow]) -> Result<()> {
    insert_all!(conn, service_case::table, rows);
    Ok(())
}

/// Writes a changed case if its version is still the one before; the row holds the new one.
pub(crate) fn save_case(conn: &mut Conn, row: &CaseRow) -> Result<()> {
    let target = service_case::table
        .filter(service_case::book_id.eq(row.book_id))
        .filter(service_case::id.eq(row.id))
        .filter(service_case::version.eq(row.version - 1));
    match diesel::update(target).set(row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("case", row.id)),
    }
}

/// What a step changes, the same for many cases; what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, AsChangeset)]
#[diesel(table_name = service_case, primary_key(book_id, id))]
pub(crate) struct Step {
    pub(crate) state: &'static str,
    pub(crate) assignee_id: Option<Option<i64>>,
    pub(crate) resolved_at: Option<Option<i64>>,
    pub(crate) closed_at: Option<Option<i64>>,
    pub(crate) satisfaction_id: Option<Option<i64>>,
    pub(crate) updated_at: i64,
}

/// Takes a step with cases that are locked; moves their versions.
pub(crate) fn save_step(conn: &mut Conn, book: i64, ids: &[i64], step: &Step) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::id.eq_any(chunk));
        let moved = service_case::version.eq(service_case::version + 1);
        if diesel::update(target).set((step, moved)).execute(conn)? != chunk.len() {
            return Err(Error::internal("a case vanished under its lock"));
        }
    }
    Ok(())
}

/// Notes the first answer of cases that are locked, or that there is none; their versions are moved
/// by who calls.
pub(crate) fn save_answered(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    at: Option<i64>,
) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::id.eq_any(chunk));
        diesel::update(target).set(service_case::first_answered_at.eq(at)).execute(conn)?;
    }
    Ok(())
}

/// Moves the versions of cases that are locked.
pub(crate) fn touch_cases(conn: &mut Conn, book: i64, ids: &[i64], at: i64) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::id.eq_any(chunk));
        let moved = service_case::version.eq(service_case::version + 1);
        diesel::update(target).set((moved, service_case::updated_at.eq(at))).execute(conn)?;
    }
    Ok(())
}

// ---- links ----

/// The customers of invoices, by the invoice's id.
pub(crate) fn load_invoice_customers(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, i64>> {
    let mut customers = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::id.eq_any(chunk))
            .select((invoice::id, invoice::customer_id))
            .load(conn)?;
        customers.extend(rows);
    }
    Ok(customers)
}

// ---- notes ----

/// A row of `case_note`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = case_note, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct NoteRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) case_id: i64,
    pub(crate) body: String,
    pub(crate) is_public: bool,
    pub(crate) created_at: i64,
    pub(crate) created_by: Option<i64>,
    pub(crate) version: i64,
    pub(crate) author: String,
    pub(crate) published_at: Option<i64>,
}

impl NoteRow {
    /// When the customer could read it.
    pub(crate) fn shown_at(&self) -> i64 {
        self.published_at.unwrap_or(self.created_at)
    }

    /// The record, whole: nothing is masked yet.
    pub(crate) fn record(self) -> Result<CaseNote> {
        Ok(CaseNote {
            id: CaseNoteId(self.id),
            case: CaseId(self.case_id),
            body: self.body,
            is_public: self.is_public,
            author: NoteAuthor::from_slug(&self.author).ok_or_else(|| Error::corrupt("author"))?,
            created_at: instant(self.created_at)?,
            created_by: self.created_by.map(OperatorId),
            published_at: self.published_at.map(instant).transpose()?,
            version: self.version,
        })
    }
}

/// When the customer could first read an answer on a locked case: of the staff's public notes.
pub(crate) fn first_shown(conn: &mut Conn, book: i64, case: i64) -> Result<Option<i64>> {
    let rows: Vec<(i64, Option<i64>)> = case_note::table
        .filter(case_note::book_id.eq(book))
        .filter(case_note::case_id.eq(case))
        .filter(case_note::is_public.eq(true))
        .filter(case_note::author.eq(NoteAuthor::Staff.slug()))
        .select((case_note::created_at, case_note::published_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(written, shown)| shown.unwrap_or(written)).min())
}

/// Writes new notes.
pub(crate) fn insert_notes(conn: &mut Conn, rows: &[NoteRow]) -> Result<()> {
    insert_all!(conn, case_note::table, rows);
    Ok(())
}

/// One note, if its case is within the scope.
pub(crate) fn load_note(conn: &mut Conn, scope: &Scope, id: CaseNoteId) -> Result<NoteRow> {
    let row: Option<NoteRow> = case_note::table
        .filter(case_note::book_id.eq(scope.book().0))
        .filter(case_note::id.eq(id.0))
        .select(NoteRow::as_select())
        .first(conn)
        .optional()?;
    let missing = || Error::not_found("case_note", id);
    let row = row.ok_or_else(missing)?;
    let cases = load_cases(conn, scope, &[row.case_id])?;
    if cases.is_empty() { Err(missing()) } else { Ok(row) }
}

/// Writes a changed note if its version is still `seen`; moves the version.
pub(crate) fn save_note(conn: &mut Conn, seen: i64, row: &mut NoteRow) -> Result<()> {
    row.version = seen + 1;
    let target = case_note::table
        .filter(case_note::book_id.eq(row.book_id))
        .filter(case_note::id.eq(row.id))
        .filter(case_note::version.eq(seen));
    match diesel::update(target).set(&*row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("case_note", row.id)),
    }
}

/// Removes a note if its version is still `seen`.
pub(crate) fn delete_note(conn: &mut Conn, seen: i64, row: &NoteRow) -> Result<()> {
    let target = case_note::table
        .filter(case_note::book_id.eq(row.book_id))
        .filter(case_note::id.eq(row.id))
        .filter(case_note::version.eq(seen));
    match diesel::delete(target).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("case_note", row.id)),
    }
}
