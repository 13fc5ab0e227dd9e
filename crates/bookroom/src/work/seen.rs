//! Which records an operator sees, whatever their kind: as the cards say it.

use std::collections::{BTreeMap, BTreeSet};

use super::card::{Card, SeenAs};
use super::tx::Tx;
use super::view::View;
use crate::error::Result;
use crate::rights::cards;
use crate::rights::permission::Reach;
use crate::rights::permit::{Grants, Scope};
use crate::store::Conn;

/// How records of a kind belong to others, if they do.
pub(crate) fn seen_as(cards: &'static [Card], kind: &str) -> Option<&'static SeenAs> {
    cards.iter().flat_map(|card| card.seen_as).find(|it| it.kind == kind)
}

/// Of records of a kind, those that an operator sees. Whether they are there is not asked.
pub(crate) fn keep_seen(
    conn: &mut Conn,
    cards: &'static [Card],
    grants: &Grants,
    kind: &str,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let scope = cards::record(kind).map(|record| grants.scope(record.seen_with));
    let Some(Ok(scope)) = scope else { return Ok(BTreeSet::new()) };
    let Some(belong) = seen_as(cards, kind) else {
        return keep_covered(conn, cards, &scope, kind, ids);
    };
    let records = (belong.records)(conn, scope.book().0, &ids)?;
    let mut by_kind = BTreeMap::<&str, BTreeSet<i64>>::new();
    for (kind, id) in records.values() {
        by_kind.entry(kind).or_default().insert(*id);
    }
    let mut seen = BTreeSet::new();
    for (kind, ids) in by_kind {
        let ids = keep_seen(conn, cards, grants, kind, ids)?;
        seen.extend(ids.into_iter().map(|id| (kind, id)));
    }
    let is_seen = |id: &i64| {
        records.get(id).is_some_and(|(kind, record)| seen.contains(&(kind.as_str(), *record)))
    };
    Ok(ids.into_iter().filter(is_seen).collect())
}

/// Of records of a kind, those that a scope covers. What no permission can limit is covered by
/// every scope.
pub(crate) fn keep_covered(
    conn: &mut Conn,
    cards: &'static [Card],
    scope: &Scope,
    kind: &str,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let covers = cards.iter().flat_map(|card| card.covers).find(|covers| covers.kind == kind);
    match covers {
        Some(covers) if covers.private || scope.reach() != Reach::All => {
            (covers.pick)(conn, scope, ids)
        }
        None if scope.reach() != Reach::All => Ok(BTreeSet::new()),
        _ => Ok(ids),
    }
}

impl View<'_> {
    /// Of records of a kind, those that the operator sees.
    pub(crate) fn keep_seen(&mut self, kind: &str, ids: BTreeSet<i64>) -> Result<BTreeSet<i64>> {
        keep_seen(self.conn, self.cards, &self.grants, kind, ids)
    }
}

impl Tx<'_> {
    /// Of records of a kind, those that the operator sees.
    pub(crate) fn keep_seen(&mut self, kind: &str, ids: BTreeSet<i64>) -> Result<BTreeSet<i64>> {
        keep_seen(self.conn, self.room.cards, &self.grants, kind, ids)
    }

    /// Of records of a kind, those that a scope covers, or all of a kind that none can limit.
    pub(crate) fn keep_covered(
        &mut self,
        scope: &Scope,
        kind: &str,
        ids: BTreeSet<i64>,
    ) -> Result<BTreeSet<i64>> {
        keep_covered(self.conn, self.room.cards, scope, kind, ids)
    }
}
