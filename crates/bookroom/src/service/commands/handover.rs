//! Cases go with their customer: when it comes to another owner, the open cases that the former
//! owner held are the new one's.

use std::collections::BTreeMap;

use super::locked::note_changes;
use crate::error::Result;
use crate::rights::permit::Permit;
use crate::service::store::CaseRow;
use crate::service::store::handover as store;
use crate::work::Tx;

/// See [`crate::work::Card`]. Whoever works on a case goes on working on it, and cases that are
/// over stay with whom they were.
pub(crate) fn follow(permit: &Permit, tx: &mut Tx<'_>, first: usize) -> Result<()> {
    let mut former: BTreeMap<i64, [Option<Option<i64>>; 2]> = BTreeMap::new();
    for draft in tx.drafts.get(first..).unwrap_or_default() {
        if draft.subject.kind == "customer" && draft.is_edit() {
            let was = ["owner", "team"].map(|field| draft.was(field));
            if was.iter().any(Option::is_some) {
                former.entry(draft.subject.id).or_insert(was);
            }
        }
    }
    if former.is_empty() {
        return Ok(());
    }
    let (book, now) = (tx.book_id(), tx.now_micros());
    let customers: Vec<i64> = former.keys().copied().collect();
    let places = store::load_places(tx.conn, book, &customers)?;
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut groups: BTreeMap<(Option<i64>, Option<i64>), Vec<i64>> = BTreeMap::new();
    for row in store::lock_open_of(tx.conn, book, &customers)? {
        let Some(place) = row.customer_id.and_then(|id| places.get(&id)).copied() else { continue };
        let was = row.customer_id.and_then(|id| former.get(&id)).copied().unwrap_or_default();
        // What did not change is what it is.
        let owner = was[0].unwrap_or(place.0);
        let is_held = row.owner_id == owner;
        if is_held && (row.owner_id, row.team_id) != place {
            groups.entry(place).or_default().push(row.id);
            after.push(CaseRow {
                owner_id: place.0,
                team_id: place.1,
                version: row.version + 1,
                updated_at: now,
                ..row.clone()
            });
            before.push(row);
        }
    }
    for (place, ids) in &groups {
        store::save_place(tx.conn, book, ids, *place, now)?;
    }
    note_changes(permit, tx, before, after).map(drop)
}
