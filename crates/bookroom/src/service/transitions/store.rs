//! Rows of steps that a book has set for its states.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::model::CaseTransitions;
use super::rules::id_of;
use crate::error::{Error, Result};
use crate::service::model::CaseState;
use crate::store::Conn;
use crate::store::schema::case_transition;
use crate::work::{BookInfo, Live, Present, ids_of};

/// A row of `case_transition`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = case_transition, primary_key(book_id, id))]
pub(crate) struct TransitionRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) state: String,
    pub(crate) steps: String,
    pub(crate) version: i64,
}

impl TransitionRow {
    fn of(book: i64, set: &CaseTransitions) -> Result<Self> {
        let steps = serde_json::to_string(&set.steps);
        Ok(Self {
            book_id: book,
            id: id_of(set.state),
            state: set.state.slug().to_owned(),
            steps: steps.map_err(|_| Error::internal("steps cannot be written as JSON"))?,
            version: set.version,
        })
    }

    fn record(&self) -> Result<CaseTransitions> {
        Ok(CaseTransitions {
            state: CaseState::from_slug(&self.state).ok_or_else(|| Error::corrupt("state"))?,
            steps: serde_json::from_str(&self.steps).map_err(|_| Error::corrupt("steps"))?,
            version: self.version,
        })
    }
}

/// What a book has set, by state.
pub(crate) fn load(conn: &mut Conn, book: i64) -> Result<BTreeMap<CaseState, CaseTransitions>> {
    let rows: Vec<TransitionRow> = case_transition::table
        .filter(case_transition::book_id.eq(book))
        .select(TransitionRow::as_select())
        .load(conn)?;
    let set = rows.iter().map(|row| row.record().map(|set| (set.state, set)));
    set.collect()
}

/// Writes the steps of a state for the first time.
pub(super) fn insert(conn: &mut Conn, book: i64, set: &CaseTransitions) -> Result<()> {
    let row = TransitionRow::of(book, set)?;
    diesel::insert_into(case_transition::table).values(&row).execute(conn)?;
    Ok(())
}

/// Writes changed steps of a state if their version is still the one before.
pub(super) fn save(conn: &mut Conn, book: i64, set: &CaseTransitions) -> Result<()> {
    let row = TransitionRow::of(book, set)?;
    let target = case_transition::table
        .filter(case_transition::book_id.eq(book))
        .filter(case_transition::id.eq(row.id))
        .filter(case_transition::version.eq(row.version - 1));
    match diesel::update(target).set(&row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("case_transition", row.id)),
    }
}

/// See [`crate::work::Card`].
pub(crate) const TRANSITION: Present = Present {
    kind: "case_transition",
    ids: ids_of!(case_transition),
    load: transitions,
    ..Present::PLAIN
};

fn transitions(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let rows: Vec<TransitionRow> = case_transition::table
        .filter(case_transition::book_id.eq(book.id.0))
        .filter(case_transition::id.eq_any(ids.to_vec()))
        .order(case_transition::id)
        .select(TransitionRow::as_select())
        .load(conn)?;
    let live = |row: &TransitionRow| {
        let record = row.record()?;
        let kept = TransitionRow::of(book.id.0, &record)?;
        let mut live = Live::of(row.id, &record)?;
        live.check("id", row.id == kept.id);
        live.check("steps", row.steps == kept.steps);
        Ok(live)
    };
    rows.iter().map(live).collect()
}
