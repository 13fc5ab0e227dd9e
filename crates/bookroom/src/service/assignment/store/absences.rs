//! Rows of absences.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::error::{Code, Error, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::service::assignment::model::{Absence, AbsenceFilter};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{absence, operator};
use crate::values::{AbsenceId, Check, OperatorId, Page, PageRequest};
use crate::work::View;

/// A row of `absence`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = absence, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct AbsenceRow {
    book_id: i64,
    pub(super) id: i64,
    operator_id: i64,
    from_at: i64,
    to_at: Option<i64>,
    version: i64,
}

fn instant(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| Code::Corrupt.into())
}

impl AbsenceRow {
    fn of(book: i64, absence: &Absence) -> Self {
        Self {
            book_id: book,
            id: absence.id.0,
            operator_id: absence.operator.0,
            from_at: absence.from.timestamp_micros(),
            to_at: absence.to.map(|at| at.timestamp_micros()),
            version: absence.version,
        }
    }

    pub(super) fn record(self) -> Result<Absence> {
        Ok(Absence {
            id: AbsenceId(self.id),
            operator: OperatorId(self.operator_id),
            from: instant(self.from_at)?,
            to: self.to_at.map(instant).transpose()?,
            version: self.version,
        })
    }
}

/// Absences by id.
pub(super) fn load_rows(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<AbsenceRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let found: Vec<AbsenceRow> = absence::table
            .filter(absence::book_id.eq(book))
            .filter(absence::id.eq_any(chunk.to_vec()))
            .order(absence::id)
            .select(AbsenceRow::as_select())
            .load(conn)?;
        rows.extend(found);
    }
    Ok(rows)
}

/// One absence.
pub(crate) fn load(conn: &mut Conn, book: i64, id: AbsenceId) -> Result<Absence> {
    let row = load_rows(conn, book, &[id.0])?.pop();
    row.ok_or_else(|| Error::not_found("absence", id))?.record()
}

/// How many absences an operator has.
pub(crate) fn count(conn: &mut Conn, book: i64, operator: OperatorId) -> Result<usize> {
    let count: i64 = absence::table
        .filter(absence::book_id.eq(book))
        .filter(absence::operator_id.eq(operator.0))
        .count()
        .get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Writes a new absence.
pub(crate) fn insert(conn: &mut Conn, book: i64, absence: &Absence) -> Result<()> {
    let row = AbsenceRow::of(book, absence);
    diesel::insert_into(absence::table).values(&row).execute(conn)?;
    Ok(())
}

/// Writes a changed absence if its version is still the one before.
pub(crate) fn save(conn: &mut Conn, book: i64, absence: &Absence) -> Result<()> {
    let row = AbsenceRow::of(book, absence);
    let target = absence::table
        .filter(absence::book_id.eq(book))
        .filter(absence::id.eq(row.id))
        .filter(absence::version.eq(row.version - 1));
    match diesel::update(target).set(&row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("absence", row.id)),
    }
}

/// Removes an absence if its version is still this one.
pub(crate) fn delete(conn: &mut Conn, book: i64, absence: &Absence) -> Result<()> {
    let target = absence::table
        .filter(absence::book_id.eq(book))
        .filter(absence::id.eq(absence.id.0))
        .filter(absence::version.eq(absence.version));
    match diesel::delete(target).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("absence", absence.id)),
    }
}

/// Of these operators, those of whom a scope lets speak: oneself, those of one's team, all.
pub(crate) fn covered(
    conn: &mut Conn,
    scope: &Scope,
    ids: &BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let me = scope.operator().0;
    let mut found = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let mut query = operator::table
            .filter(operator::book_id.eq(scope.book().0))
            .filter(operator::id.eq_any(chunk.to_vec()))
            .select(operator::id)
            .into_boxed();
        match (scope.reach(), scope.team()) {
            (Reach::All, _) => {}
            (Reach::Team, Some(team)) => {
                let mine = operator::team_id.eq(team.0).or(operator::id.nullable().eq(me));
                query = query.filter(mine);
            }
            _ => query = query.filter(operator::id.eq(me)),
        }
        found.extend(query.load::<i64>(conn)?);
    }
    Ok(found)
}

/// Absences by id, page by page.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &AbsenceFilter,
    page: &PageRequest,
) -> Result<Page<Absence>> {
    let rows_to_load = page.rows_to_load()?;
    let after = page.key::<i64>()?.unwrap_or(0);
    let mut query = absence::table
        .filter(absence::book_id.eq(view.book_id()))
        .filter(absence::id.gt(after))
        .order(absence::id)
        .limit(rows_to_load)
        .select(AbsenceRow::as_select())
        .into_boxed();
    if let Some(operator) = filter.operator {
        query = query.filter(absence::operator_id.eq(operator.0));
    }
    if let Some(at) = filter.at {
        let mut check = Check::new();
        check.date("filter.at", at.date_naive());
        check.finish()?;
        let at = at.timestamp_micros();
        query = query.filter(absence::from_at.le(at));
        query = query.filter(absence::to_at.is_null().or(absence::to_at.gt(at)));
    }
    let rows: Vec<AbsenceRow> = query.load(view.conn)?;
    let page = Page::cut(rows, page.limit, |row| row.id);
    let items = page.items.into_iter().map(AbsenceRow::record).collect::<Result<_>>()?;
    Ok(Page { items, next: page.next })
}

/// Who is away at an instant.
pub(crate) fn away(conn: &mut Conn, book: i64, at: i64) -> Result<BTreeSet<OperatorId>> {
    let ids: Vec<i64> = absence::table
        .filter(absence::book_id.eq(book))
        .filter(absence::from_at.le(at))
        .filter(absence::to_at.is_null().or(absence::to_at.gt(at)))
        .select(absence::operator_id)
        .distinct()
        .load(conn)?;
    Ok(ids.into_iter().map(OperatorId).collect())
}
