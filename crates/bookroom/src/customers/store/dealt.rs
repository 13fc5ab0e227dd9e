//! What customers know of the last and the next contact, from the rows of their dealings: there a
//! customer is referred to, and here that is kept in step.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::dsl::max;
use diesel::prelude::*;

use super::children;
use crate::customers::model::PlannedContact;
use crate::customers::rules::dealt::{Said, next_contact};
use crate::error::Result;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::insert::IN_LIST;
use crate::store::schema::{customer, dealing};
use crate::values::DealingId;

/// What the dealings of customers say.
#[derive(Debug, Default)]
pub(crate) struct Dealings {
    last: HashMap<i64, Said>,
    naming: HashMap<i64, Said>,
}

/// What a customer knows of its dealings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dealt {
    pub(crate) last_dealing: Option<DealingId>,
    pub(crate) last_contact_on: Option<NaiveDate>,
    pub(crate) next_contact_on: Option<NaiveDate>,
}

impl Dealings {
    /// What a customer knows, with what was planned for it by hand.
    pub(crate) fn of(&self, customer: i64, planned: Option<&PlannedContact>) -> Dealt {
        let last = self.last.get(&customer);
        Dealt {
            last_dealing: last.map(|said| DealingId(said.dealing)),
            last_contact_on: last.map(|said| said.on),
            next_contact_on: next_contact(last, self.naming.get(&customer), planned),
        }
    }
}

/// Loads the last dealing of each customer, and the last one that names a next contact.
pub(crate) fn load(conn: &mut Conn, book: i64, customers: &[i64]) -> Result<Dealings> {
    let mut found = Dealings::default();
    for chunk in customers.chunks(IN_LIST) {
        let of_customers = || {
            dealing::table
                .filter(dealing::book_id.eq(book))
                .filter(dealing::customer_id.eq_any(chunk.to_vec()))
        };
        let times: Vec<(i64, Option<i64>)> = of_customers()
            .group_by(dealing::customer_id)
            .select((dealing::customer_id, max(dealing::happened_at)))
            .load(conn)?;
        load_at(conn, book, times, false, &mut found.last)?;
        let times: Vec<(i64, Option<i64>)> = of_customers()
            .filter(dealing::next_contact_on.is_not_null())
            .group_by(dealing::customer_id)
            .select((dealing::customer_id, max(dealing::happened_at)))
            .load(conn)?;
        load_at(conn, book, times, true, &mut found.naming)?;
    }
    Ok(found)
}

/// Of the dealings of customers at these times, the last one of each.
fn load_at(
    conn: &mut Conn,
    book: i64,
    times: Vec<(i64, Option<i64>)>,
    naming: bool,
    found: &mut HashMap<i64, Said>,
) -> Result<()> {
    let customers: Vec<i64> = times.iter().map(|(customer, _)| *customer).collect();
    let instants: BTreeSet<i64> = times.iter().filter_map(|(_, at)| *at).collect();
    let times: HashMap<i64, Option<i64>> = times.into_iter().collect();
    type Row = (i64, i64, i64, NaiveDate, Option<NaiveDate>);
    let rows: Vec<Row> = dealing::table
        .filter(dealing::book_id.eq(book))
        .filter(dealing::customer_id.eq_any(customers))
        .filter(dealing::happened_at.eq_any(instants.into_iter().collect::<Vec<i64>>()))
        .order(dealing::id)
        .select((
            dealing::customer_id,
            dealing::id,
            dealing::happened_at,
            dealing::happened_on,
            dealing::next_contact_on,
        ))
        .load(conn)?;
    for (customer, dealing, at, on, next) in rows {
        if times.get(&customer) == Some(&Some(at)) && (next.is_some() || !naming) {
            // Of several at once the last written comes last and stays.
            found.insert(customer, Said { dealing, at, on, next });
        }
    }
    Ok(())
}

/// Locks customers that a scope covers, so that their dealings come one after another; the ids of
/// those that are there.
pub(crate) fn lock(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<BTreeSet<i64>> {
    Ok(super::lock_rows(conn, scope, ids)?.into_iter().map(|row| row.id).collect())
}

/// Has locked customers follow their dealings. Their versions stay: it is nobody's edit of them.
pub(crate) fn follow(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    let dealings = load(conn, book, ids)?;
    for chunk in ids.chunks(IN_LIST) {
        type Row = (i64, Option<i64>, Option<NaiveDate>, Option<NaiveDate>);
        let rows: Vec<Row> = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::id.eq_any(chunk.to_vec()))
            .select((
                customer::id,
                customer::last_dealing_id,
                customer::last_contact_on,
                customer::next_contact_on,
            ))
            .load(conn)?;
        let plans = children::load_plans(conn, book, chunk)?;
        for (id, last_dealing, last_contact_on, next_contact_on) in rows {
            let now = dealings.of(id, plans.get(&id));
            let last_dealing = last_dealing.map(DealingId);
            let was = Dealt { last_dealing, last_contact_on, next_contact_on };
            if now == was {
                continue;
            }
            let target =
                customer::table.filter(customer::book_id.eq(book)).filter(customer::id.eq(id));
            let set = (
                customer::last_dealing_id.eq(now.last_dealing.map(i64::from)),
                customer::last_contact_on.eq(now.last_contact_on),
                customer::next_contact_on.eq(now.next_contact_on),
            );
            each!(conn, c => diesel::update(target).set(set).execute(c))?;
        }
    }
    Ok(())
}
