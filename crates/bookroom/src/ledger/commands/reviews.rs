//! Reviewing entries (审核) and taking a review back.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Code, Error, Problem, Result};
use crate::ledger::rules::entries::ENTRIES_LIMIT;
use crate::ledger::store::entries::{self as store, EntryRow, ReviewRow};
use crate::log::Subject;
use crate::log::record::Image;
use crate::rights::duties::MAKER_IS_NOT_REVIEWER;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::rights::store::load_enforced;
use crate::values::{Check, EntryId};
use crate::work::{Command, Tx};

/// Reviews entries, all or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewEntries {
    /// The entries, at most 100,000.
    pub entries: Vec<EntryId>,
}

/// Loads entries, held until the transaction ends, in the order of ids.
fn load(tx: &mut Tx<'_>, ids: &[EntryId]) -> Result<Vec<EntryRow>> {
    let mut check = Check::new();
    check.at_most("entries", ids.len(), ENTRIES_LIMIT);
    let mut seen = HashSet::new();
    check.each("entries", ids, |check, id| check.require(seen.insert(*id), "", Code::Repeated));
    check.finish()?;
    let book = tx.book_id();
    let wanted: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = store::load_held(tx.conn, book, &wanted)?;
    if rows.len() < ids.len() {
        let found: HashSet<i64> = rows.iter().map(|row| row.id).collect();
        let missing = ids.iter().find(|id| !found.contains(&id.0));
        return Err(Error::not_found("entry", missing.map_or(0, |id| id.0)));
    }
    Ok(rows)
}

fn refuse(code: Code, entry: i64) -> Error {
    Problem::new(code).fact("entry", entry).into()
}

fn image(reviewer: i64) -> Image {
    Image::fields([("reviewed_by", Value::from(reviewer))])
}

impl Command for ReviewEntries {
    const NAME: &'static str = "ledger.review";
    const PERMISSION: Permission = Permission::LedgerReview;
    type Output = Vec<EntryId>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<EntryId>> {
        let (book_id, reviewed_at) = (tx.book_id(), tx.now_micros());
        let reviewer = permit.operator().ok_or(Code::Internal)?.0;
        let entries = load(tx, &self.entries)?;
        let enforced = load_enforced(tx.conn, book_id)?;
        if enforced.iter().any(|code| code == MAKER_IS_NOT_REVIEWER)
            && let Some(own) = entries.iter().find(|row| row.posted_by == Some(reviewer))
        {
            return Err(refuse(Code::MakerIsReviewer, own.id));
        }
        let ids: Vec<i64> = entries.iter().map(|row| row.id).collect();
        let reviews = store::load_reviews(tx.conn, book_id, &ids)?;
        if let Some(id) = ids.iter().find(|id| reviews.contains_key(id)) {
            return Err(refuse(Code::WrongState, *id));
        }
        let row =
            |id: &i64| ReviewRow { book_id, entry_id: *id, reviewer_id: reviewer, reviewed_at };
        let rows: Vec<ReviewRow> = ids.iter().map(row).collect();
        store::insert_reviews(tx.conn, &rows)?;
        for id in ids {
            let before = Image::fields([]);
            tx.note(permit, Subject::new("entry", id), Some(before), Some(image(reviewer)))?;
        }
        Ok(self.entries.clone())
    }
}

/// Takes back the reviews of entries, all or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawReviews {
    /// The entries, at most 100,000.
    pub entries: Vec<EntryId>,
}

impl Command for WithdrawReviews {
    const NAME: &'static str = "ledger.withdraw_review";
    const PERMISSION: Permission = Permission::LedgerReview;
    type Output = Vec<EntryId>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<EntryId>> {
        let book = tx.book_id();
        let ids: Vec<i64> = load(tx, &self.entries)?.iter().map(|row| row.id).collect();
        let reviews = store::load_reviews(tx.conn, book, &ids)?;
        if let Some(id) = ids.iter().find(|id| !reviews.contains_key(id)) {
            return Err(refuse(Code::WrongState, *id));
        }
        store::delete_reviews(tx.conn, book, &ids)?;
        for id in ids {
            let (reviewer, _) = reviews.get(&id).copied().unwrap_or_default();
            let after = Image::fields([]);
            tx.note(permit, Subject::new("entry", id), Some(image(reviewer)), Some(after))?;
        }
        Ok(self.entries.clone())
    }
}
