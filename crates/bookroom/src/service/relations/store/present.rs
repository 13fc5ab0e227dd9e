//! How the present images of links are loaded. A merged case is shown with the end of its chain.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::{LinkRow, load};
use crate::error::Result;
use crate::service::model::CaseState;
use crate::service::relations::model::CaseLinkKind;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::service_case;
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const LINK: Present = Present {
    kind: "case_link",
    stamps: &["created_at", "created_by"],
    ids: ids_of!(case_link),
    load: links,
    ..Present::PLAIN
};

/// State and survivor of cases.
fn places(
    conn: &mut Conn,
    book: i64,
    rows: &[LinkRow],
) -> Result<BTreeMap<i64, (String, Option<i64>)>> {
    let ids: Vec<i64> = rows.iter().flat_map(|row| [row.case_id, row.other_id]).collect();
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, String, Option<i64>)> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::id.eq_any(chunk.to_vec()))
            .select((service_case::id, service_case::state, service_case::merged_into_id))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(id, state, into)| (id, (state, into))));
    }
    Ok(found)
}

fn links(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut rows = load(conn, book.id.0, ids)?;
    rows.sort_by_key(|row| row.id);
    let places = places(conn, book.id.0, &rows)?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let record = row.record()?;
        let mut live = Live::of(row.id, &record)?;
        if record.kind == CaseLinkKind::Merged {
            let (case, other) = (places.get(&row.case_id), places.get(&row.other_id));
            let end = other.and_then(|(_, into)| *into).unwrap_or(row.other_id);
            let is_shown = case.is_some_and(|(_, into)| *into == Some(end));
            live.check("other", is_shown);
            let is_merged = |it: &(String, _)| it.0 == CaseState::Merged.slug();
            live.check("case", case.is_some_and(is_merged));
        }
        live.check("state_before", record.state_before.is_some() == is_merge(record.kind));
        found.push(live);
    }
    Ok(found)
}

fn is_merge(kind: CaseLinkKind) -> bool {
    kind == CaseLinkKind::Merged
}
