//! Finding customers that share a tax number, a phone or a name with others.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::customers::model::DuplicateReason;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{contact, contact_channel, customer, customer_channel};

/// Customers by what they have in common with others: reason and key.
pub(crate) type Sharers = BTreeMap<(DuplicateReason, String), Vec<i64>>;

/// What to look for.
#[derive(Default)]
pub(crate) struct Keys {
    /// Tax numbers, normalised.
    pub(crate) tax_numbers: Vec<String>,
    /// Keys of phones.
    pub(crate) phones: Vec<String>,
    /// Whether to look at the phones of customers.
    pub(crate) in_customers: bool,
    /// Whether to look at the phones of contacts.
    pub(crate) in_contacts: bool,
    /// Folded names.
    pub(crate) names: Vec<String>,
}

/// Finds customers in the whole book; the caller leaves out those it may not see.
pub(crate) fn find(conn: &mut Conn, book: i64, keys: &Keys) -> Result<Sharers> {
    let mut sharers = Sharers::new();
    let mut add = |reason, rows: Vec<(Option<String>, i64)>| {
        for (key, id) in rows {
            if let Some(key) = key {
                sharers.entry((reason, key)).or_default().push(id);
            }
        }
    };
    for chunk in keys.tax_numbers.chunks(IN_LIST) {
        let rows = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::tax_number.eq_any(chunk.to_vec()))
            .select((customer::tax_number, customer::id));
        add(DuplicateReason::TaxNumber, rows.load(conn)?);
    }
    for chunk in keys.names.chunks(IN_LIST) {
        let by_name = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::name_key.eq_any(chunk.to_vec()))
            .select((customer::name_key.nullable(), customer::id));
        add(DuplicateReason::Name, by_name.load(conn)?);
        let by_legal_name = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::legal_name_key.eq_any(chunk.to_vec()))
            .select((customer::legal_name_key, customer::id));
        add(DuplicateReason::Name, by_legal_name.load(conn)?);
    }
    for chunk in keys.phones.chunks(IN_LIST) {
        if keys.in_customers {
            let rows = customer_channel::table
                .filter(customer_channel::book_id.eq(book))
                .filter(customer_channel::value_key.eq_any(chunk.to_vec()))
                .select((customer_channel::value_key.nullable(), customer_channel::customer_id));
            add(DuplicateReason::Phone, rows.load(conn)?);
        }
        if keys.in_contacts {
            let rows = contact_channel::table
                .inner_join(
                    contact::table.on(contact::book_id
                        .eq(contact_channel::book_id)
                        .and(contact::id.eq(contact_channel::contact_id))),
                )
                .filter(contact_channel::book_id.eq(book))
                .filter(contact_channel::value_key.eq_any(chunk.to_vec()))
                .select((contact_channel::value_key.nullable(), contact::customer_id));
            add(DuplicateReason::Phone, rows.load(conn)?);
        }
    }
    Ok(sharers)
}
