//! What decides about the clocks of cases: loaded for many at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::customers;
use crate::error::{Code, Error, Result};
use crate::service::levels::course::Facts;
use crate::service::model::{CaseKind, CaseSeverity, CaseState, NoteAuthor};
use crate::service::rules::is_open;
use crate::service::store::CaseRow;
use crate::service::store::handover::open_states;
use crate::service::store::merged::shown_with;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::locks::load_locked;
use crate::store::schema::{case_note, operator, operator_role, role, service_case};
use crate::values::CaseId;

/// Locks cases in the order of their ids, and loads them.
pub(crate) fn lock(conn: &mut Conn, book: i64, ids: &BTreeSet<i64>) -> Result<Vec<CaseRow>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let found = load_locked!(
            conn,
            service_case::table
                .filter(service_case::book_id.eq(book))
                .filter(service_case::id.eq_any(chunk.to_vec()))
                .order(service_case::id)
                .select(CaseRow::as_select()),
            CaseRow
        )?;
        rows.extend(found);
    }
    Ok(rows)
}

/// The cases of these notes, as far as the notes are there.
pub(crate) fn of_notes(conn: &mut Conn, book: i64, notes: &[i64]) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in notes.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = case_note::table
            .filter(case_note::book_id.eq(book))
            .filter(case_note::id.eq_any(chunk.to_vec()))
            .select((case_note::id, case_note::case_id))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Those of these cases that have not ended.
pub(crate) fn open(conn: &mut Conn, book: i64, cases: &[i64]) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for chunk in cases.chunks(IN_LIST) {
        let ids: Vec<i64> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::id.eq_any(chunk.to_vec()))
            .filter(service_case::state.eq_any(open_states()))
            .select(service_case::id)
            .load(conn)?;
        found.extend(ids);
    }
    Ok(found)
}

/// The cases of these customers that have not ended.
pub(crate) fn open_of(conn: &mut Conn, book: i64, customers: &[i64]) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    for chunk in customers.chunks(IN_LIST) {
        let ids: Vec<i64> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::customer_id.eq_any(chunk.to_vec()))
            .filter(service_case::state.eq_any(open_states()))
            .select(service_case::id)
            .load(conn)?;
        found.extend(ids);
    }
    Ok(found)
}

/// What was said in a case: the first message of the customer that is not answered, and all that
/// are there.
#[derive(Debug, Clone, Default)]
struct Said {
    asked_at: Option<i64>,
    messages: BTreeSet<i64>,
}

fn said(conn: &mut Conn, book: i64, cases: &[i64]) -> Result<BTreeMap<i64, Said>> {
    // What is said in a merged case is said where it is shown.
    let shown: BTreeMap<i64, i64> = shown_with(conn, book, cases)?;
    let wanted: BTreeSet<i64> = cases.iter().copied().collect();
    let all: BTreeSet<i64> = shown.keys().chain(&wanted).copied().collect();
    let all: Vec<i64> = all.into_iter().collect();
    let mut notes: Vec<(i64, i64, i64, String)> = Vec::new();
    for chunk in all.chunks(IN_LIST) {
        let rows: Vec<(i64, i64, String, i64, Option<i64>)> = case_note::table
            .filter(case_note::book_id.eq(book))
            .filter(case_note::case_id.eq_any(chunk.to_vec()))
            .filter(case_note::is_public.eq(true))
            .select((
                case_note::id,
                case_note::case_id,
                case_note::author,
                case_note::created_at,
                case_note::published_at,
            ))
            .load(conn)?;
        let shown = |(id, case, author, written, shown): (i64, _, _, i64, Option<i64>)| {
            (shown.unwrap_or(written), id, case, author)
        };
        notes.extend(rows.into_iter().map(shown));
    }
    notes.sort_unstable();
    let mut found: BTreeMap<i64, Said> = BTreeMap::new();
    for (at, _, case, author) in notes {
        let places = [wanted.get(&case), shown.get(&case)];
        for place in places.into_iter().flatten() {
            let said = found.entry(*place).or_default();
            if author == NoteAuthor::Customer.slug() {
                said.asked_at.get_or_insert(at);
                said.messages.insert(at);
            } else {
                said.asked_at = None;
            }
        }
    }
    Ok(found)
}

/// What decides about the clocks of locked cases. Customers whose levels are looked at are kept as
/// they are until the transaction ends.
pub(crate) fn facts(
    conn: &mut Conn,
    book: i64,
    rows: &[CaseRow],
    with_levels: bool,
) -> Result<Vec<Facts>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let said = said(conn, book, &ids)?;
    let customers: BTreeSet<i64> = rows.iter().filter_map(|row| row.customer_id).collect();
    let levels = match with_levels {
        true => customers::keep_levels(conn, book, &customers)?,
        false => BTreeMap::new(),
    };
    let fact = |row: &CaseRow| {
        let state = CaseState::from_slug(&row.state).ok_or_else(|| Error::corrupt("state"))?;
        let ended = row.resolved_at.or(row.closed_at).filter(|_| !is_open(state));
        let said = said.get(&row.id).cloned().unwrap_or_default();
        Ok(Facts {
            case: CaseId(row.id),
            kind: CaseKind::from_slug(&row.kind).ok_or_else(|| Error::corrupt("kind"))?,
            severity: CaseSeverity::from_slug(&row.severity)
                .ok_or_else(|| Error::corrupt("severity"))?,
            level: row.customer_id.and_then(|id| levels.get(&id).cloned()),
            opened_on: row.opened_on,
            opened_at: instant(row.opened_at)?,
            first_answered_at: row.first_answered_at.map(instant).transpose()?,
            ended_at: ended.map(instant).transpose()?,
            is_resolved: row.resolved_at.is_some(),
            is_waiting: state == CaseState::Waiting,
            asked_at: said.asked_at.map(instant).transpose()?,
            messages: said.messages.into_iter().map(instant).collect::<Result<_>>()?,
        })
    };
    rows.iter().map(fact).collect()
}

fn instant(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| Code::Corrupt.into())
}

/// The active operators of a book, each with their team, and which of them have a role.
#[derive(Debug, Default)]
pub(crate) struct Staff {
    pub(crate) teams: BTreeMap<i64, Option<i64>>,
    pub(crate) managers: Vec<i64>,
    pub(crate) owners: Vec<i64>,
}

/// See [`Staff`].
pub(crate) fn staff(conn: &mut Conn, book: i64) -> Result<Staff> {
    let teams: Vec<(i64, Option<i64>)> = operator::table
        .filter(operator::book_id.eq(book))
        .filter(operator::active.eq(true))
        .order(operator::id)
        .select((operator::id, operator::team_id))
        .load(conn)?;
    let teams: BTreeMap<i64, Option<i64>> = teams.into_iter().collect();
    let holders: Vec<(String, i64)> =
        operator_role::table
            .inner_join(role::table.on(
                role::book_id.eq(operator_role::book_id).and(role::id.eq(operator_role::role_id)),
            ))
            .filter(operator_role::book_id.eq(book))
            .filter(role::code.eq_any(["manager", "owner"]))
            .order(operator_role::operator_id)
            .select((role::code, operator_role::operator_id))
            .load(conn)?;
    let with = |code: &str| {
        let has = |(role, id): &&(String, i64)| role == code && teams.contains_key(id);
        holders.iter().filter(has).map(|(_, id)| *id).collect()
    };
    Ok(Staff { managers: with("manager"), owners: with("owner"), teams })
}
