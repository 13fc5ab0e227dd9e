//! What is shown of records that were found, and whose they are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::SearchKind;
use crate::customers::{contact_links_in_scope, keep_in_scope};
use crate::error::Result;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::schema::{contact, contact_link, customer, invoice, product, service_case};

/// What is shown of a record, and what it is ordered by.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    pub(super) title: String,
    pub(super) subtitle: Option<String>,
    pub(super) customer: Option<i64>,
    /// Whose it is, or whose its customer is.
    pub(super) owner: Option<i64>,
    /// The last dealing with the customer, or the day of the document or case.
    pub(super) day: Option<NaiveDate>,
    pub(super) active: bool,
}

/// What is shown of records of a kind, by id: a few hundred at most.
pub(super) fn load(
    conn: &mut Conn,
    scope: &Scope,
    kind: SearchKind,
    ids: &[i64],
) -> Result<BTreeMap<i64, Shown>> {
    let book = scope.book().0;
    match kind {
        SearchKind::Customer => customers(conn, book, ids),
        SearchKind::Contact => contacts(conn, scope, ids),
        SearchKind::Invoice => invoices(conn, book, ids),
        SearchKind::Product => products(conn, book, ids),
        SearchKind::Case => cases(conn, book, ids),
    }
}

type Found = Result<BTreeMap<i64, Shown>>;

fn customers(conn: &mut Conn, book: i64, ids: &[i64]) -> Found {
    type Row = (i64, String, Option<String>, Option<i64>, Option<NaiveDate>, bool);
    let rows: Vec<Row> = customer::table
        .filter(customer::book_id.eq(book))
        .filter(customer::id.eq_any(ids))
        .select((
            customer::id,
            customer::name,
            customer::code,
            customer::owner_id,
            customer::last_contact_on,
            customer::active,
        ))
        .load(conn)?;
    let shown = |(id, title, subtitle, owner, day, active)| {
        (id, Shown { title, subtitle, customer: Some(id), owner, day, active })
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// Of a contact whose own customer is out of sight, the first one by which it is seen is told.
fn contacts(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Found {
    let book = scope.book().0;
    type Row = (i64, String, i64, bool, String, Option<i64>, Option<NaiveDate>);
    let whose = customer::book_id.eq(contact::book_id).and(customer::id.eq(contact::customer_id));
    let rows: Vec<Row> = contact::table
        .inner_join(customer::table.on(whose))
        .filter(contact::book_id.eq(book))
        .filter(contact::id.eq_any(ids))
        .select((
            contact::id,
            contact::name,
            contact::customer_id,
            contact::active,
            customer::name,
            customer::owner_id,
            customer::last_contact_on,
        ))
        .load(conn)?;
    let shown = |(id, title, customer, active, name, owner, day)| {
        (id, Shown { title, subtitle: Some(name), customer: Some(customer), owner, day, active })
    };
    let mut found: BTreeMap<i64, Shown> = rows.into_iter().map(shown).collect();
    let own: BTreeSet<i64> = found.values().filter_map(|it| it.customer).collect();
    let seen = keep_in_scope(conn, scope, own)?;
    let is_hidden = |it: &Shown| it.customer.is_some_and(|id| !seen.contains(&id));
    let hidden: Vec<i64> =
        found.iter().filter(|(_, it)| is_hidden(it)).map(|(id, _)| *id).collect();
    let links = contact_links_in_scope(conn, scope, &hidden)?;
    let of: Vec<i64> = links.iter().map(|link| link.customer.0).collect();
    let others = customers(conn, book, &of)?;
    for id in hidden {
        let link = links.iter().find(|link| link.contact.0 == id);
        let other = link.and_then(|link| others.get(&link.customer.0));
        match (found.get_mut(&id), link, other) {
            (Some(shown), Some(link), Some(other)) => {
                shown.subtitle = Some(other.title.clone());
                shown.customer = Some(link.customer.0);
                (shown.owner, shown.day) = (other.owner, other.day);
                shown.active = link.left_on.is_none();
            }
            _ => drop(found.remove(&id)),
        }
    }
    Ok(found)
}

fn invoices(conn: &mut Conn, book: i64, ids: &[i64]) -> Found {
    type Row = (i64, Option<String>, Option<String>, String, i64, NaiveDate, Option<i64>);
    let whose = customer::book_id.eq(invoice::book_id).and(customer::id.eq(invoice::customer_id));
    let rows: Vec<Row> = invoice::table
        .inner_join(customer::table.on(whose))
        .filter(invoice::book_id.eq(book))
        .filter(invoice::id.eq_any(ids))
        .select((
            invoice::id,
            invoice::number,
            invoice::reference,
            invoice::counterparty_name,
            invoice::customer_id,
            invoice::issue_on,
            customer::owner_id,
        ))
        .load(conn)?;
    let shown = |(id, number, reference, name, customer, day, owner): Row| {
        // A draft has no number, and perhaps no reference.
        let title = number.or(reference).unwrap_or_else(|| name.clone());
        let (subtitle, day) = (Some(name), Some(day));
        (id, Shown { title, subtitle, customer: Some(customer), owner, day, active: true })
    };
    Ok(rows.into_iter().map(shown).collect())
}

fn products(conn: &mut Conn, book: i64, ids: &[i64]) -> Found {
    let rows: Vec<(i64, String, String, bool)> = product::table
        .filter(product::book_id.eq(book))
        .filter(product::id.eq_any(ids))
        .select((product::id, product::name, product::code, product::active))
        .load(conn)?;
    let shown = |(id, title, code, active)| {
        (id, Shown { title, subtitle: Some(code), active, ..Shown::default() })
    };
    Ok(rows.into_iter().map(shown).collect())
}

fn cases(conn: &mut Conn, book: i64, ids: &[i64]) -> Found {
    type Row = (i64, String, String, Option<i64>, Option<i64>, NaiveDate);
    let rows: Vec<Row> = service_case::table
        .filter(service_case::book_id.eq(book))
        .filter(service_case::id.eq_any(ids))
        .select((
            service_case::id,
            service_case::subject,
            service_case::number,
            service_case::customer_id,
            service_case::owner_id,
            service_case::opened_on,
        ))
        .load(conn)?;
    let shown = |(id, title, number, customer, owner, day)| {
        let (subtitle, day) = (Some(number), Some(day));
        (id, Shown { title, subtitle, customer, owner, day, active: true })
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// The newest documents or cases of customers, each with its customer.
pub(super) fn load_newest_of(
    conn: &mut Conn,
    book: i64,
    kind: SearchKind,
    customers: &[i64],
    limit: i64,
) -> Result<Vec<(i64, i64)>> {
    Ok(match kind {
        SearchKind::Invoice => invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::customer_id.eq_any(customers))
            .order((invoice::issue_on.desc(), invoice::id.desc()))
            .limit(limit)
            .select((invoice::id, invoice::customer_id))
            .load(conn)?,
        SearchKind::Case => service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::customer_id.eq_any(customers.iter().copied().map(Some)))
            .order((service_case::opened_on.desc(), service_case::id.desc()))
            .limit(limit)
            .select((service_case::id, service_case::customer_id.assume_not_null()))
            .load(conn)?,
        _ => Vec::new(),
    })
}

/// The customers that records belong to, by the record; those without one are absent.
pub(super) fn load_customers_of(
    conn: &mut Conn,
    book: i64,
    kind: SearchKind,
    ids: &[i64],
) -> Result<BTreeMap<i64, Vec<i64>>> {
    let rows: Vec<(i64, i64)> = match kind {
        SearchKind::Contact => {
            let mut rows: Vec<(i64, i64)> = contact::table
                .filter(contact::book_id.eq(book))
                .filter(contact::id.eq_any(ids))
                .select((contact::id, contact::customer_id))
                .load(conn)?;
            let linked: Vec<(i64, i64)> = contact_link::table
                .filter(contact_link::book_id.eq(book))
                .filter(contact_link::contact_id.eq_any(ids))
                .order(contact_link::customer_id)
                .select((contact_link::contact_id, contact_link::customer_id))
                .load(conn)?;
            rows.extend(linked);
            rows
        }
        SearchKind::Invoice => invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::id.eq_any(ids))
            .select((invoice::id, invoice::customer_id))
            .load(conn)?,
        SearchKind::Case => service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::id.eq_any(ids))
            .filter(service_case::customer_id.is_not_null())
            .select((service_case::id, service_case::customer_id.assume_not_null()))
            .load(conn)?,
        SearchKind::Customer | SearchKind::Product => Vec::new(),
    };
    let mut found: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (id, customer) in rows {
        found.entry(id).or_default().push(customer);
    }
    Ok(found)
}
