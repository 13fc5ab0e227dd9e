//! Who contacts report to.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use crate::customers::contacts::model::Contact;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::schema::contact_superior;
use crate::values::ContactId;

/// A row of `contact_superior`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = contact_superior)]
struct SuperiorRow {
    book_id: i64,
    contact_id: i64,
    superior_id: i64,
}

/// Who these contacts report to, by contact.
pub(crate) fn load(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = contact_superior::table
            .filter(contact_superior::book_id.eq(book))
            .filter(contact_superior::contact_id.eq_any(chunk.to_vec()))
            .select((contact_superior::contact_id, contact_superior::superior_id))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Those who report to these contacts, each with whom.
pub(crate) fn load_below(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = contact_superior::table
            .filter(contact_superior::book_id.eq(book))
            .filter(contact_superior::superior_id.eq_any(chunk.to_vec()))
            .select((contact_superior::contact_id, contact_superior::superior_id))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Those of these contacts to whom some report that are none of them.
pub(crate) fn find_superiors(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeSet<i64>> {
    let going: BTreeSet<i64> = ids.iter().copied().collect();
    let below = load_below(conn, book, ids)?;
    Ok(below.into_iter().filter(|(id, _)| !going.contains(id)).map(|(_, above)| above).collect())
}

/// Puts superiors into records.
pub(crate) fn give(conn: &mut Conn, book: i64, contacts: &mut [Contact]) -> Result<()> {
    let ids: Vec<i64> = contacts.iter().map(|contact| contact.id.0).collect();
    let found = load(conn, book, &ids)?;
    for contact in contacts {
        contact.superior = found.get(&contact.id.0).map(|id| ContactId(*id));
    }
    Ok(())
}

/// Writes the superiors of locked contacts anew.
pub(crate) fn save(conn: &mut Conn, book: i64, contacts: &[&Contact]) -> Result<()> {
    let ids: Vec<i64> = contacts.iter().map(|contact| contact.id.0).collect();
    forget(conn, book, &ids)?;
    let row = |contact: &&Contact| {
        let superior_id = contact.superior?.0;
        Some(SuperiorRow { book_id: book, contact_id: contact.id.0, superior_id })
    };
    let rows: Vec<SuperiorRow> = contacts.iter().filter_map(row).collect();
    insert_all!(conn, contact_superior::table, &rows[..]);
    Ok(())
}

/// Takes away who these contacts report to.
pub(crate) fn forget(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = contact_superior::table
            .filter(contact_superior::book_id.eq(book))
            .filter(contact_superior::contact_id.eq_any(chunk.to_vec()));
        diesel::delete(target).execute(conn)?;
    }
    Ok(())
}
