//! What joins records of customers that are about to be parted.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use crate::customers::contacts::links::store as links;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{
    allocation, contact, dealing, dealing_contact, entry_item, important_date, invoice,
    invoice_party, invoice_profile, payment, posting, service_case,
};

/// The customers of records, by record.
macro_rules! customers_of {
    ($conn:expr, $table:ident, $book:expr, $ids:expr) => {{
        let mut found: BTreeMap<i64, i64> = BTreeMap::new();
        for chunk in $ids.chunks(IN_LIST) {
            let rows: Vec<(i64, i64)> = $table::table
                .filter($table::book_id.eq($book))
                .filter($table::id.eq_any(chunk))
                .select(($table::id, $table::customer_id))
                .load($conn)?;
            found.extend(rows);
        }
        found
    }};
}
/// Records to look at: documents, payments, lines posted by hand.
#[derive(Debug, Default)]
pub(crate) struct Items {
    pub(crate) invoices: Vec<i64>,
    pub(crate) payments: Vec<i64>,
    pub(crate) lines: Vec<i64>,
}

/// A live allocation: its id, what it joins, and the entry that moved money for it.
#[derive(Debug, Clone, Queryable)]
struct Joined {
    id: i64,
    invoice: Option<i64>,
    refund: Option<i64>,
    payment: Option<i64>,
    credit_note: Option<i64>,
    debt_item: Option<i64>,
    credit_item: Option<i64>,
    entry: Option<i64>,
}

/// The live allocations of some records that join them with those of another customer, or whose
/// entry was posted with another customer. `stands` says who stands for a party.
pub(crate) fn allocations(
    conn: &mut Conn,
    book: i64,
    items: &Items,
    stands: impl Fn(i64) -> i64,
) -> Result<BTreeSet<i64>> {
    let joined = load_joined(conn, book, items)?;
    let ids = |of: &[fn(&Joined) -> Option<i64>]| -> Vec<i64> {
        let all = joined.iter().flat_map(|it| of.iter().filter_map(move |of| of(it)));
        all.collect::<BTreeSet<i64>>().into_iter().collect()
    };
    let invoices = customers_of!(conn, invoice, book, ids(&[|it| it.invoice, |it| it.credit_note]));
    let payments = customers_of!(conn, payment, book, ids(&[|it| it.refund, |it| it.payment]));
    let lines =
        customers_of!(conn, entry_item, book, ids(&[|it| it.debt_item, |it| it.credit_item]));
    let parties = parties_of(conn, book, &ids(&[|it| it.entry]))?;
    let whose = |map: &BTreeMap<i64, i64>, id: Option<i64>| id.and_then(|id| map.get(&id).copied());
    let crosses = |it: &&Joined| {
        let sides = [
            whose(&invoices, it.invoice),
            whose(&invoices, it.credit_note),
            whose(&payments, it.refund),
            whose(&payments, it.payment),
            whose(&lines, it.debt_item),
            whose(&lines, it.credit_item),
        ];
        let posted = it.entry.and_then(|entry| parties.get(&entry)).into_iter().flatten();
        let all: BTreeSet<i64> =
            sides.into_iter().flatten().chain(posted.map(|party| stands(*party))).collect();
        all.len() > 1
    };
    Ok(joined.iter().filter(crosses).map(|it| it.id).collect())
}

fn load_joined(conn: &mut Conn, book: i64, items: &Items) -> Result<Vec<Joined>> {
    let mut found: BTreeMap<i64, Joined> = BTreeMap::new();
    macro_rules! add {
        ($column:ident, $ids:expr) => {
            for chunk in $ids.chunks(IN_LIST) {
                let ids: Vec<Option<i64>> = chunk.iter().copied().map(Some).collect();
                let rows: Vec<Joined> = allocation::table
                    .filter(allocation::book_id.eq(book))
                    .filter(allocation::withdrawn_on.is_null())
                    .filter(allocation::$column.eq_any(ids))
                    .select((
                        allocation::id,
                        allocation::invoice_id,
                        allocation::refund_id,
                        allocation::payment_id,
                        allocation::credit_note_id,
                        allocation::debt_item_id,
                        allocation::credit_item_id,
                        allocation::entry_id,
                    ))
                    .load(conn)?;
                found.extend(rows.into_iter().map(|row| (row.id, row)));
            }
        };
    }
    add!(invoice_id, items.invoices);
    add!(credit_note_id, items.invoices);
    add!(refund_id, items.payments);
    add!(payment_id, items.payments);
    add!(debt_item_id, items.lines);
    add!(credit_item_id, items.lines);
    Ok(found.into_values().collect())
}

/// The parties of entries.
fn parties_of(conn: &mut Conn, book: i64, entries: &[i64]) -> Result<BTreeMap<i64, BTreeSet<i64>>> {
    let mut found: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for chunk in entries.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<i64>)> = posting::table
            .filter(posting::book_id.eq(book))
            .filter(posting::entry_id.eq_any(chunk))
            .filter(posting::party_id.is_not_null())
            .select((posting::entry_id, posting::party_id))
            .load(conn)?;
        for (entry, party) in rows {
            found.entry(entry).or_default().extend(party);
        }
    }
    Ok(found)
}

/// The records of these customers that name a contact of another of them which has no place at
/// theirs: kind and id.
pub(crate) fn by_contact(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
) -> Result<BTreeSet<(&'static str, i64)>> {
    let of_case = contact::book_id
        .eq(service_case::book_id)
        .and(contact::id.nullable().eq(service_case::contact_id));
    let cases: Vec<(i64, i64, Option<i64>)> = service_case::table
        .inner_join(contact::table.on(of_case))
        .filter(service_case::book_id.eq(book))
        .filter(service_case::customer_id.eq_any(customers.iter().copied().map(Some)))
        .filter(contact::customer_id.nullable().ne(service_case::customer_id))
        .select((service_case::id, contact::id, service_case::customer_id))
        .load(conn)?;
    let of_dealing = dealing::book_id
        .eq(dealing_contact::book_id)
        .and(dealing::id.eq(dealing_contact::dealing_id));
    let of_contact = contact::book_id
        .eq(dealing_contact::book_id)
        .and(contact::id.eq(dealing_contact::contact_id));
    let dealings: Vec<(i64, i64, i64)> = dealing_contact::table
        .inner_join(dealing::table.on(of_dealing))
        .inner_join(contact::table.on(of_contact))
        .filter(dealing_contact::book_id.eq(book))
        .filter(dealing::customer_id.eq_any(customers))
        .filter(contact::customer_id.ne(dealing::customer_id))
        .select((dealing::id, contact::id, dealing::customer_id))
        .load(conn)?;
    let cases = cases.into_iter().filter_map(|(id, contact, of)| Some(("case", id, contact, of?)));
    let dealings = dealings.into_iter().map(|(id, contact, of)| ("dealing", id, contact, of));
    let named: Vec<_> = cases.chain(dealings).collect();
    let contacts = named.iter().map(|(_, _, contact, _)| *contact);
    let places = places_of(conn, book, contacts.collect())?;
    let stays = |it: &&(&'static str, i64, i64, i64)| !places.contains(&(it.2, it.3));
    Ok(named.iter().filter(stays).map(|(kind, id, ..)| (*kind, *id)).collect())
}

/// The days of these customers that are those of a contact of another of them which has no place
/// at theirs.
pub(crate) fn by_date(conn: &mut Conn, book: i64, customers: &[i64]) -> Result<Vec<i64>> {
    let of_contact = contact::book_id
        .eq(important_date::book_id)
        .and(contact::id.nullable().eq(important_date::contact_id));
    let named: Vec<(i64, i64, i64)> = important_date::table
        .inner_join(contact::table.on(of_contact))
        .filter(important_date::book_id.eq(book))
        .filter(important_date::customer_id.eq_any(customers))
        .filter(contact::customer_id.ne(important_date::customer_id))
        .select((important_date::id, contact::id, important_date::customer_id))
        .load(conn)?;
    let contacts = named.iter().map(|(_, contact, _)| *contact);
    let places = places_of(conn, book, contacts.collect())?;
    let stays = |it: &&(i64, i64, i64)| !places.contains(&(it.1, it.2));
    Ok(named.iter().filter(stays).map(|(id, ..)| *id).collect())
}

/// Where contacts stand beside their own customers: contact and customer.
fn places_of(conn: &mut Conn, book: i64, contacts: BTreeSet<i64>) -> Result<BTreeSet<(i64, i64)>> {
    let links = links::of_contacts(conn, book, &Vec::from_iter(contacts))?;
    Ok(links.into_iter().map(|link| (link.contact.0, link.customer.0)).collect())
}

/// The documents of these customers that show an invoice profile of another of them.
pub(crate) fn by_profile(conn: &mut Conn, book: i64, customers: &[i64]) -> Result<Vec<i64>> {
    let of_profile = invoice_profile::book_id
        .eq(invoice_party::book_id)
        .and(invoice_profile::id.nullable().eq(invoice_party::profile_id));
    let of_document =
        invoice::book_id.eq(invoice_party::book_id).and(invoice::id.eq(invoice_party::invoice_id));
    Ok(invoice_party::table
        .inner_join(invoice_profile::table.on(of_profile))
        .inner_join(invoice::table.on(of_document))
        .filter(invoice_party::book_id.eq(book))
        .filter(invoice_profile::customer_id.eq_any(customers))
        .filter(invoice_profile::customer_id.ne(invoice::customer_id))
        .select(invoice::id)
        .load(conn)?)
}

/// The cases of these customers that were merged into cases of another of them: who sees the one
/// would read what was said in the other.
pub(crate) fn by_case(conn: &mut Conn, book: i64, customers: &[i64]) -> Result<BTreeSet<i64>> {
    let merged: Vec<(i64, Option<i64>, Option<i64>)> = service_case::table
        .filter(service_case::book_id.eq(book))
        .filter(service_case::customer_id.eq_any(customers.iter().copied().map(Some)))
        .filter(service_case::merged_into_id.is_not_null())
        .select((service_case::id, service_case::merged_into_id, service_case::customer_id))
        .load(conn)?;
    let into: Vec<i64> = merged.iter().filter_map(|(_, into, _)| *into).collect();
    let mut whose: BTreeMap<i64, Option<i64>> = BTreeMap::new();
    for chunk in into.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<i64>)> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::id.eq_any(chunk))
            .select((service_case::id, service_case::customer_id))
            .load(conn)?;
        whose.extend(rows);
    }
    let crosses = |(_, into, of): &&(i64, Option<i64>, Option<i64>)| {
        into.is_some_and(|into| whose.get(&into) != Some(of))
    };
    Ok(merged.iter().filter(crosses).map(|(id, ..)| *id).collect())
}
