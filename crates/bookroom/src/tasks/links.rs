//! The records that tasks are about: there, and seen by who says so.

use std::collections::{BTreeMap, BTreeSet};

use super::model::TaskLink;
use super::rules::named;
use super::store;
use crate::error::{Code, Result};
use crate::rights::cards;
use crate::values::Check;
use crate::work::Tx;

/// The linked records that are there and seen, by kind.
#[derive(Debug, Default)]
pub(crate) struct Linked(BTreeMap<&'static str, BTreeSet<i64>>);

impl Linked {
    /// Loads what these links name. None of it is removed until the transaction ends.
    pub(crate) fn load(tx: &mut Tx<'_>, links: impl Iterator<Item = TaskLink>) -> Result<Self> {
        let mut wanted: BTreeMap<&'static str, BTreeSet<i64>> = BTreeMap::new();
        for (kind, id) in links.map(named) {
            wanted.entry(kind).or_default().insert(id);
        }
        let mut linked = Self::default();
        let book = tx.book_id();
        for (kind, ids) in wanted {
            let Some(seen_with) = cards::record(kind).map(|record| record.seen_with) else {
                continue;
            };
            // Who may not see such records at all finds none.
            let Ok(scope) = tx.grants().scope(seen_with) else { continue };
            let there = store::keep_linked(tx.conn, book, kind, &ids)?;
            linked.0.insert(kind, tx.within(&scope, kind, there)?);
        }
        Ok(linked)
    }

    /// Checks that a link leads to something.
    pub(crate) fn check(&self, check: &mut Check, link: TaskLink) {
        let (kind, id) = named(link);
        let known = self.0.get(kind).is_some_and(|ids| ids.contains(&id));
        check.require(known, "link", Code::UnknownReference);
    }
}
