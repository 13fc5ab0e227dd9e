//! How the present images of accounts, their roles, journals and entries are loaded.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use serde_json::{Map, Value};

use super::accounts::{AccountRow, JournalRow, load_names};
use super::entries::load_reviews;
use crate::error::Result;
use crate::log::fold::instant;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{account, account_role, journal, journal_entry};
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[
    Present { kind: "account", ids: ids_of!(account), load: accounts, ..Present::PLAIN },
    Present {
        kind: "account_role",
        stamps: &[],
        keyed: true,
        ids: |_, _, after, _| Ok((after < 0).then_some(0).into_iter().collect()),
        load: roles,
        ..Present::PLAIN
    },
    Present { kind: "journal", ids: ids_of!(journal), load: journals, ..Present::PLAIN },
    // What an entry says is covered by its digest.
    Present {
        kind: "entry",
        stamps: &[],
        ids: ids_of!(journal_entry),
        load: entries,
        ..Present::PLAIN
    },
];

fn accounts(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let book = book.id.0;
    let mut rows: Vec<AccountRow> = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        rows.extend(
            account::table
                .filter(account::book_id.eq(book))
                .filter(account::id.eq_any(chunk))
                .order(account::id)
                .select(AccountRow::as_select())
                .load::<AccountRow>(conn)?,
        );
    }
    let parents: Vec<i64> = rows.iter().filter_map(|row| row.parent_id).collect();
    let names = load_names(conn, book, &parents)?;
    let live = |row: AccountRow| {
        let code = |id: i64| names.get(&id).map_or_else(|| format!("#{id}"), |it| it.code.clone());
        Live::of(row.id, &row.record(row.parent_id.map(code).as_deref())?)
    };
    rows.into_iter().map(live).collect()
}

fn roles(conn: &mut Conn, book: &BookInfo, _: &[i64]) -> Result<Vec<Live>> {
    let book = book.id.0;
    let rows: Vec<(String, i64)> = account_role::table
        .filter(account_role::book_id.eq(book))
        .select((account_role::role, account_role::account_id))
        .load(conn)?;
    let ids: Vec<i64> = rows.iter().map(|(_, account)| *account).collect();
    let names = load_names(conn, book, &ids)?;
    let code = |id: i64| names.get(&id).map_or_else(|| format!("#{id}"), |it| it.code.clone());
    let image: Map<String, Value> =
        rows.into_iter().map(|(role, account)| (role, code(account).into())).collect();
    Ok(vec![Live { id: 0, image, wrong: Vec::new() }])
}

fn journals(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let rows: Vec<JournalRow> = journal::table
        .filter(journal::book_id.eq(book.id.0))
        .filter(journal::id.eq_any(ids))
        .order(journal::id)
        .select(JournalRow::as_select())
        .load(conn)?;
    rows.into_iter().map(|row| Live::of(row.id, &row.record())).collect()
}

fn entries(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let book = book.id.0;
    let mut digests: BTreeMap<i64, (Vec<u8>, Option<String>, Option<i64>)> = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let columns = (journal_entry::digest, journal_entry::source_kind, journal_entry::source_id);
        let rows: Vec<(i64, (Vec<u8>, Option<String>, Option<i64>))> = journal_entry::table
            .filter(journal_entry::book_id.eq(book))
            .filter(journal_entry::id.eq_any(chunk))
            .select((journal_entry::id, columns))
            .load(conn)?;
        digests.extend(rows);
    }
    let mut reviews: HashMap<i64, (i64, i64)> = load_reviews(conn, book, ids)?;
    let live = |(id, (digest, kind, source)): (i64, (Vec<u8>, Option<String>, Option<i64>))| {
        let mut image = Map::from_iter([("digest".to_owned(), hex::encode(&digest).into())]);
        if let Some((reviewer, at)) = reviews.remove(&id) {
            image.insert("reviewed_by".to_owned(), reviewer.into());
            image.insert("reviewed_at".to_owned(), instant(at));
        }
        let mut live = Live { id, image, wrong: Vec::new() };
        // The digest covers a source that has both.
        live.check("source", kind.is_some() == source.is_some());
        live
    };
    Ok(digests.into_iter().map(live).collect())
}
