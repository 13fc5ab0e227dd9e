//! Who refers to contacts: every place there is, in one list, with what becomes of it when a
//! contact is merged into another one. A test compares it with what the schema declares, so that a
//! new table cannot be forgotten.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use crate::attachments;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::load_locked;
use crate::store::schema::{contact, dealing, dealing_contact, important_date, service_case, task};

macro_rules! references {
    ($($table:ident of $subject:literal;)*) => {
        /// The records that name one contact and go with it to the one it is merged into.
        pub(crate) const KINDS: &[&str] = &[$($subject,)* "attachment"];

        /// Their columns.
        #[cfg(test)]
        const MOVED: &[(&str, &str)] = &[$((stringify!($table), "contact_id"),)*];

        /// The records of a kind that name a locked contact, locked, by id.
        pub(crate) fn lock_of(
            conn: &mut Conn,
            book: i64,
            kind: &str,
            contact: i64,
        ) -> Result<Vec<i64>> {
            match kind {
                $($subject => {
                    let ids: Vec<i64> = $table::table
                        .filter($table::book_id.eq(book))
                        .filter($table::contact_id.eq(contact))
                        .order($table::id)
                        .select($table::id)
                        .load(conn)?;
                    lock_those_of(conn, book, (kind, &ids), contact)
                })*
                "attachment" => attachments::lock_of_record(conn, book, ("contact", contact), None),
                _ => Ok(Vec::new()),
            }
        }

        /// Those of these records of a kind that name a contact, locked, by id.
        pub(crate) fn lock_those_of(
            conn: &mut Conn,
            book: i64,
            (kind, ids): (&str, &[i64]),
            contact: i64,
        ) -> Result<Vec<i64>> {
            let mut found = Vec::new();
            match kind {
                $($subject => for chunk in ids.chunks(IN_LIST) {
                    let query = $table::table
                        .filter($table::book_id.eq(book))
                        .filter($table::id.eq_any(chunk))
                        .filter($table::contact_id.eq(contact))
                        .order($table::id)
                        .select($table::id);
                    found.extend(load_locked!(conn, query, i64)?);
                },)*
                "attachment" => {
                    let record = ("contact", contact);
                    found = attachments::lock_of_record(conn, book, record, Some(ids))?;
                }
                _ => {}
            }
            Ok(found)
        }

        /// Has locked records of a kind name another contact, and moves their versions.
        pub(crate) fn point(
            conn: &mut Conn,
            book: i64,
            (kind, ids): (&str, &[i64]),
            contact: i64,
            now: i64,
        ) -> Result<()> {
            match kind {
                $($subject => for chunk in ids.chunks(IN_LIST) {
                    let target = $table::table
                        .filter($table::book_id.eq(book))
                        .filter($table::id.eq_any(chunk));
                    diesel::update(target)
                        .set((
                            $table::contact_id.eq(contact),
                            $table::version.eq($table::version + 1),
                            $table::updated_at.eq(now),
                        ))
                        .execute(conn)?;
                },)*
                "attachment" => attachments::point_to_record(conn, book, ids, contact, now)?,
                _ => {}
            }
            Ok(())
        }
    };
}

references! {
    service_case of "case";
    task of "task";
    important_date of "important_date";
}

/// A row of `dealing_contact`.
#[derive(Insertable)]
#[diesel(table_name = dealing_contact)]
struct ContactOfDealing {
    book_id: i64,
    dealing_id: i64,
    contact_id: i64,
}

/// The dealings that name a locked contact, by id.
pub(crate) fn dealings_of(conn: &mut Conn, book: i64, contact: i64) -> Result<Vec<i64>> {
    Ok(dealing_contact::table
        .filter(dealing_contact::book_id.eq(book))
        .filter(dealing_contact::contact_id.eq(contact))
        .order(dealing_contact::dealing_id)
        .select(dealing_contact::dealing_id)
        .load(conn)?)
}

/// The contacts of dealings, locked; dealings that are gone are absent.
pub(crate) fn lock_dealings(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, BTreeSet<i64>>> {
    let mut found: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let query = dealing::table
            .filter(dealing::book_id.eq(book))
            .filter(dealing::id.eq_any(chunk))
            .order(dealing::id)
            .select(dealing::id);
        for id in load_locked!(conn, query, i64)? {
            found.insert(id, BTreeSet::new());
        }
        let rows: Vec<(i64, i64)> = dealing_contact::table
            .filter(dealing_contact::book_id.eq(book))
            .filter(dealing_contact::dealing_id.eq_any(chunk))
            .select((dealing_contact::dealing_id, dealing_contact::contact_id))
            .load(conn)?;
        for (dealing, contact) in rows {
            found.entry(dealing).or_default().insert(contact);
        }
    }
    Ok(found)
}

/// Gives locked dealings exactly these contacts, and moves their versions.
pub(crate) fn save_dealings(
    conn: &mut Conn,
    book: i64,
    dealings: &BTreeMap<i64, BTreeSet<i64>>,
    now: i64,
) -> Result<()> {
    let ids: Vec<i64> = dealings.keys().copied().collect();
    for chunk in ids.chunks(IN_LIST) {
        let old = dealing_contact::table
            .filter(dealing_contact::book_id.eq(book))
            .filter(dealing_contact::dealing_id.eq_any(chunk.to_vec()));
        diesel::delete(old).execute(conn)?;
        let target = dealing::table
            .filter(dealing::book_id.eq(book))
            .filter(dealing::id.eq_any(chunk.to_vec()));
        let moved = dealing::version.eq(dealing::version + 1);
        diesel::update(target).set((moved, dealing::updated_at.eq(now))).execute(conn)?;
    }
    let rows: Vec<ContactOfDealing> = dealings
        .iter()
        .flat_map(|(dealing_id, contacts)| {
            let row = |contact_id: &i64| ContactOfDealing {
                book_id: book,
                dealing_id: *dealing_id,
                contact_id: *contact_id,
            };
            contacts.iter().map(row).collect::<Vec<_>>()
        })
        .collect();
    insert_all!(conn, dealing_contact::table, &rows[..]);
    Ok(())
}

/// The contacts that were merged into one, by id.
pub(crate) fn merged_into(conn: &mut Conn, book: i64, into: i64) -> Result<Vec<i64>> {
    Ok(contact::table
        .filter(contact::book_id.eq(book))
        .filter(contact::merged_into.eq(into))
        .order(contact::id)
        .select(contact::id)
        .load(conn)?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use bookroom_tables::{Database, Migrations};

    use super::MOVED;

    /// Columns that name a contact and are no part of `MOVED`, and what becomes of them.
    const OTHERS: &[(&str, &str, &str)] = &[
        ("dealing_contact", "contact_id", "each person once: `save_dealings`"),
        ("contact_link", "contact_id", "brought together: `rules::places`"),
        ("contact_superior", "contact_id", "superior: the rules of the merge decide"),
        ("contact_superior", "superior_id", "moved as contacts are edited"),
        ("contact", "merged_into", "moved as contacts are edited"),
        ("contact_channel", "contact_id", "channels: the rules of the merge decide"),
        ("contact_merge", "into_id", "history of merges"),
        ("contact_merge_part", "contact_id", "history of merges"),
    ];

    #[test]
    fn every_column_of_the_schema_that_names_a_contact_is_known() {
        let migrations = Migrations::read(Path::new("../ground/migrations")).unwrap();
        let mut declared = BTreeSet::from([("contact".to_owned(), "merged_into".to_owned())]);
        for table in &migrations.schema(Database::Sqlite).tables {
            let keys = table.foreign_keys.iter().filter(|key| key.table == "contact");
            let by_key = keys.map(|key| key.columns[1].clone());
            let by_name = table.columns.iter().map(|column| column.name.clone());
            let by_name = by_name.filter(|name| name == "contact_id");
            declared.extend(by_key.chain(by_name).map(|column| (table.name.clone(), column)));
        }
        let others = OTHERS.iter().map(|(table, column, _)| (*table, *column));
        let known: BTreeSet<(String, String)> = MOVED
            .iter()
            .copied()
            .chain(others)
            .map(|(table, column)| (table.to_owned(), column.to_owned()))
            .collect();
        assert_eq!(known, declared, "say what becomes of it when a contact is merged");
    }
}
