//! Statements that do the same to many customers, and what refers to them.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::{children, dealt, relations, sharing};
use crate::attachments;
use crate::custom_fields::{self, CustomSubject};
use crate::customers::model::{Collaborator, CustomerLock, PlannedContact};
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{
    contact, contact_link, customer, customer_merge, customer_merge_part, dealing, invoice,
    party_balance, payment, posting, service_case, survey, task,
};

/// A number of records as hosts get it.
pub(crate) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Sets columns of locked customers, moves their versions and the time of their last change.
macro_rules! set_all {
    ($conn:expr, $book:expr, $ids:expr, $now:expr, $($set:expr),*) => {
        for chunk in $ids.chunks(IN_LIST) {
            let target = customer::table
                .filter(customer::book_id.eq($book))
                .filter(customer::id.eq_any(chunk.to_vec()));
            let moved = diesel::update(target)
                .set((
                    $($set,)*
                    customer::version.eq(customer::version + 1),
                    customer::updated_at.eq($now),
                ))
                .execute($conn)?;
            if moved != chunk.len() {
                return Err(Error::internal("locked customers are gone"));
            }
        }
    };
}

/// Retires locked customers or brings them back.
pub(crate) fn set_active(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    active: bool,
    now: i64,
) -> Result<()> {
    set_all!(conn, book, ids, now, customer::active.eq(active));
    Ok(())
}

/// Gives locked customers an owner and a team.
pub(crate) fn set_place(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    (owner, team): (Option<i64>, Option<i64>),
    now: i64,
) -> Result<()> {
    set_all!(conn, book, ids, now, customer::owner_id.eq(owner), customer::team_id.eq(team));
    Ok(())
}

/// Gives locked customers exactly these tags.
pub(crate) fn save_tags(
    conn: &mut Conn,
    book: i64,
    changed: &[(i64, BTreeSet<String>)],
    now: i64,
) -> Result<()> {
    let ids: Vec<i64> = changed.iter().map(|(id, _)| *id).collect();
    set_all!(conn, book, ids, now,);
    children::replace_tags(conn, book, changed)
}

/// Gives locked customers exactly these credit limits, in minor units.
pub(crate) fn set_limits(
    conn: &mut Conn,
    book: i64,
    limits: &[(i64, Option<i64>)],
    now: i64,
) -> Result<()> {
    let ids: Vec<i64> = limits.iter().map(|(id, _)| *id).collect();
    set_all!(conn, book, ids, now,);
    relations::save_limits(conn, book, limits)
}

/// Has locked customers belong to another one, or to none.
pub(crate) fn set_parent(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    parent: Option<i64>,
    now: i64,
) -> Result<()> {
    set_all!(conn, book, ids, now,);
    relations::save_parents(conn, book, ids, parent)
}

/// Gives locked customers exactly these collaborators.
pub(crate) fn set_collaborators(
    conn: &mut Conn,
    book: i64,
    shared: &[(i64, Vec<Collaborator>)],
    now: i64,
) -> Result<()> {
    let ids: Vec<i64> = shared.iter().map(|(id, _)| *id).collect();
    set_all!(conn, book, ids, now,);
    sharing::save_collaborators(conn, book, shared)
}

/// Has customers not changed for the time being, or again.
pub(crate) fn set_lock(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    lock: Option<&CustomerLock>,
    now: i64,
) -> Result<()> {
    set_all!(conn, book, ids, now,);
    sharing::save_locks(conn, book, ids, lock)
}

/// Says anew what is planned by hand of the next contacts with locked customers.
pub(crate) fn save_plans(
    conn: &mut Conn,
    book: i64,
    plans: &[(i64, PlannedContact)],
    now: i64,
) -> Result<()> {
    let ids: Vec<i64> = plans.iter().map(|(id, _)| *id).collect();
    set_all!(conn, book, ids, now,);
    children::replace_plans(conn, book, plans)?;
    dealt::follow(conn, book, &ids)
}

/// Takes the codes of locked customers away, before they get others.
pub(crate) fn clear_codes(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::id.eq_any(chunk.to_vec()));
        diesel::update(target).set(customer::code.eq(None::<String>)).execute(conn)?;
    }
    Ok(())
}

/// Deletes customers that nothing refers to, with what belongs to them.
pub(crate) fn delete(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    children::clear(conn, book, ids)?;
    relations::forget(conn, book, ids)?;
    sharing::forget(conn, book, ids)?;
    custom_fields::clear(conn, book, CustomSubject::Customer, ids)?;
    for chunk in ids.chunks(IN_LIST) {
        diesel::delete(
            customer::table
                .filter(customer::book_id.eq(book))
                .filter(customer::id.eq_any(chunk.to_vec())),
        )
        .execute(conn)?;
    }
    Ok(())
}

/// Which of these customers have contacts with files.
fn find_with_files(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeSet<i64>> {
    let mut whose = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = contact::table
            .filter(contact::book_id.eq(book))
            .filter(contact::customer_id.eq_any(chunk.to_vec()))
            .select((contact::id, contact::customer_id))
            .load(conn)?;
        whose.extend(rows);
    }
    let contacts: Vec<i64> = whose.keys().copied().collect();
    let found = attachments::find_attached(conn, book, "contact", &contacts)?;
    Ok(found.iter().filter_map(|contact| whose.get(contact).copied()).collect())
}

/// Which of these customers documents, the ledger, cases, dealings, tasks, files, further places of
/// contacts or fields of the book's own refer to, and which stand above customers that are none of
/// these.
pub(crate) fn find_used(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeSet<i64>> {
    let mut used = BTreeSet::new();
    macro_rules! look_in {
        ($chunk:expr; $($table:ident.$column:ident)*) => {$(
            let found: Vec<Option<i64>> = $table::table
                .filter($table::book_id.eq(book))
                .filter($table::$column.eq_any($chunk.to_vec()))
                .select($table::$column.nullable())
                .distinct()
                .load(conn)?;
            used.extend(found.into_iter().flatten());
        )*};
    }
    for chunk in ids.chunks(IN_LIST) {
        look_in!(chunk;
            invoice.customer_id payment.customer_id posting.party_id party_balance.party_id
            service_case.customer_id dealing.customer_id task.customer_id
            survey.customer_id contact_link.customer_id
            customer.merged_into customer_merge.into_id customer_merge_part.customer_id);
    }
    used.extend(relations::find_parents(conn, book, ids)?);
    used.extend(custom_fields::find_referred(conn, book, CustomSubject::Customer, ids)?);
    used.extend(attachments::find_attached(conn, book, "customer", ids)?);
    used.extend(find_with_files(conn, book, ids)?);
    Ok(used)
}
