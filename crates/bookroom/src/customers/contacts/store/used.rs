//! What refers to contacts, and their removal.

use std::collections::HashSet;

use diesel::prelude::*;

use super::{delete_channels, superiors};
use crate::attachments;
use crate::custom_fields::{self, CustomSubject};
use crate::customers::contacts::links;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{
    contact, contact_merge, contact_merge_part, dealing_contact, service_case, task,
};

/// Deletes contacts that nothing refers to.
pub(crate) fn delete(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    delete_channels(conn, book, ids)?;
    superiors::forget(conn, book, ids)?;
    custom_fields::clear(conn, book, CustomSubject::Contact, ids)?;
    for chunk in ids.chunks(IN_LIST) {
        diesel::delete(
            contact::table
                .filter(contact::book_id.eq(book))
                .filter(contact::id.eq_any(chunk.to_vec())),
        )
        .execute(conn)?;
    }
    Ok(())
}

/// Which of these contacts were merged into others, or took others in.
fn find_merged(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<HashSet<i64>> {
    let mut found = HashSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let into: Vec<i64> = contact_merge::table
            .filter(contact_merge::book_id.eq(book))
            .filter(contact_merge::into_id.eq_any(chunk.to_vec()))
            .select(contact_merge::into_id)
            .distinct()
            .load(conn)?;
        let parts: Vec<i64> = contact_merge_part::table
            .filter(contact_merge_part::book_id.eq(book))
            .filter(contact_merge_part::contact_id.eq_any(chunk.to_vec()))
            .select(contact_merge_part::contact_id)
            .distinct()
            .load(conn)?;
        found.extend(into.into_iter().chain(parts));
    }
    Ok(found)
}

/// Which of these contacts cases, dealings, tasks, files, further places, merges or fields of the
/// book's own refer to, and to which some report that are none of them.
pub(crate) fn find_used(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<HashSet<i64>> {
    let mut used = HashSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let found: Vec<Option<i64>> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::contact_id.eq_any(chunk.to_vec()))
            .select(service_case::contact_id)
            .distinct()
            .load(conn)?;
        used.extend(found.into_iter().flatten());
        let found: Vec<i64> = dealing_contact::table
            .filter(dealing_contact::book_id.eq(book))
            .filter(dealing_contact::contact_id.eq_any(chunk.to_vec()))
            .select(dealing_contact::contact_id)
            .distinct()
            .load(conn)?;
        used.extend(found);
        let found: Vec<Option<i64>> = task::table
            .filter(task::book_id.eq(book))
            .filter(task::contact_id.eq_any(chunk.to_vec()))
            .select(task::contact_id)
            .distinct()
            .load(conn)?;
        used.extend(found.into_iter().flatten());
    }
    used.extend(find_merged(conn, book, ids)?);
    let links = links::store::of_contacts(conn, book, ids)?;
    used.extend(links.iter().map(|link| link.contact.0));
    used.extend(superiors::find_superiors(conn, book, ids)?);
    used.extend(custom_fields::find_referred(conn, book, CustomSubject::Contact, ids)?);
    used.extend(attachments::find_attached(conn, book, "contact", ids)?);
    Ok(used)
}
