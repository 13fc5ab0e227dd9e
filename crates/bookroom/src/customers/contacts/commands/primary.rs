//! Who is to be talked to first at a customer: at most one of its own contacts and of those with a
//! further place there. Who decides it has locked the customer.

use std::collections::HashSet;

use super::{Draft, save_changed};
use crate::customers::contacts::links::commands as links;
use crate::customers::contacts::links::model::ContactLink;
use crate::customers::contacts::links::store as link_store;
use crate::customers::contacts::model::Contact;
use crate::customers::contacts::store;
use crate::error::Result;
use crate::rights::permit::Permit;
use crate::work::Tx;

/// Takes the first place at these customers from those who have it now, but from those contacts and
/// links that are named.
pub(crate) fn step_down(
    permit: &Permit,
    tx: &mut Tx<'_>,
    claims: &[i64],
    contacts: &HashSet<i64>,
    named_links: &HashSet<i64>,
) -> Result<()> {
    if claims.is_empty() {
        return Ok(());
    }
    let book = tx.book_id();
    let mut rows = store::lock_rows_of(tx.conn, book, claims)?;
    rows.retain(|row| row.is_primary && !contacts.contains(&row.id));
    let others = store::complete(tx.conn, rows)?;
    let mut others: Vec<Draft> = others
        .into_iter()
        .map(|contact| Draft {
            after: Contact { is_primary: false, ..contact.clone() },
            before: Some(contact),
        })
        .collect();
    save_changed(permit, tx, &mut others)?;
    let mut before = link_store::of_customers(tx.conn, book, claims)?;
    before.retain(|link| link.is_primary && !named_links.contains(&link.id.0));
    let mut after: Vec<ContactLink> =
        before.iter().map(|link| ContactLink { is_primary: false, ..link.clone() }).collect();
    links::save_changed(permit, tx, &before, &mut after)
}

/// Whether somebody is the first at a locked customer.
pub(crate) fn is_taken(tx: &mut Tx<'_>, customer: i64) -> Result<bool> {
    let book = tx.book_id();
    let own = store::load_rows_of(tx.conn, book, &[customer])?.iter().any(|it| it.is_primary);
    Ok(own || link_store::of_customers(tx.conn, book, &[customer])?.iter().any(|it| it.is_primary))
}
