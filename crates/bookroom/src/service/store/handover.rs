//! Open cases and the places of their customers.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::CaseRow;
use crate::error::Result;
use crate::service::levels::store::cases;
use crate::service::model::CaseState;
use crate::service::rules;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{customer, service_case};

/// Locks the open cases of these customers in the order of their ids, and loads them.
pub(crate) fn lock_open_of(conn: &mut Conn, book: i64, customers: &[i64]) -> Result<Vec<CaseRow>> {
    let mut ids = Vec::new();
    for chunk in customers.chunks(IN_LIST) {
        let found: Vec<i64> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::customer_id.eq_any(chunk.to_vec()))
            .filter(service_case::state.eq_any(open_states()))
            .select(service_case::id)
            .load(conn)?;
        ids.extend(found);
    }
    let locked = cases::lock(conn, book, &ids.into_iter().collect())?;
    // One may have ended until it was locked.
    let is_open = |row: &CaseRow| open_states().contains(&row.state.as_str());
    Ok(locked.into_iter().filter(is_open).collect())
}

/// The states of cases that are not over.
pub(crate) fn open_states() -> Vec<&'static str> {
    CaseState::ALL.iter().filter(|state| rules::is_open(**state)).map(|it| it.slug()).collect()
}

/// The owners and teams of customers.
pub(crate) fn load_places(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
) -> Result<BTreeMap<i64, (Option<i64>, Option<i64>)>> {
    let mut places = BTreeMap::new();
    for chunk in customers.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<i64>, Option<i64>)> = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::id.eq_any(chunk.to_vec()))
            .select((customer::id, customer::owner_id, customer::team_id))
            .load(conn)?;
        places.extend(rows.into_iter().map(|(id, owner, team)| (id, (owner, team))));
    }
    Ok(places)
}

/// Gives locked cases to an owner and a team; moves their versions.
pub(crate) fn save_place(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    (owner, team): (Option<i64>, Option<i64>),
    at: i64,
) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::id.eq_any(chunk.to_vec()));
        let moved = service_case::version.eq(service_case::version + 1);
        let place = (service_case::owner_id.eq(owner), service_case::team_id.eq(team));
        diesel::update(target)
            .set((place, moved, service_case::updated_at.eq(at)))
            .execute(conn)?;
    }
    Ok(())
}
