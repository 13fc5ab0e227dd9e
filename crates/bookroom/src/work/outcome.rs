//! What comes of a command, as far as it can be given back again: to a call that is repeated under
//! its request key, within what the operator may see by then.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::card::Card;
use crate::error::{Code, Result};
use crate::rights::cards;
use crate::rights::permission::{Permission, Reach};
use crate::rights::permit::{FieldRights, Grants, Scope};
use crate::store::Conn;

/// What comes of a command.
pub trait Outcome: Serialize + DeserializeOwned + Send + 'static {
    /// Masks protected fields as rights are now, and names the records it tells of, where a
    /// permission can be limited to some of them.
    #[doc(hidden)]
    fn review(&mut self, review: &mut Review);
}

/// What is looked at before an outcome is given back.
#[doc(hidden)]
pub struct Review {
    pub(crate) fields: FieldRights,
    records: BTreeMap<&'static str, BTreeSet<i64>>,
}

impl Review {
    pub(crate) fn new(fields: FieldRights) -> Self {
        Self { fields, records: BTreeMap::new() }
    }

    /// Names a record, by the kind that the change log knows it by.
    pub(crate) fn tells_of(&mut self, kind: &'static str, id: impl Into<i64>) {
        self.records.entry(kind).or_default().insert(id.into());
    }

    /// Refuses when the operator no longer sees one of the records: by what shows it, or by the
    /// permission of the command itself, which some hold alone.
    ///
    /// # Errors
    /// `outcome_erased`.
    pub(crate) fn require_seen(
        self,
        conn: &mut Conn,
        cards: &[Card],
        grants: &Grants,
        commands: &[Permission],
    ) -> Result<()> {
        for (kind, ids) in self.records {
            let seen_with = cards::record(kind).ok_or(Code::OutcomeErased)?.seen_with;
            let alike = commands.iter().filter(|it| it.area() == seen_with.area());
            let scopes: Vec<Scope> = std::iter::once(&seen_with)
                .chain(alike)
                .filter_map(|permission| grants.scope(*permission).ok())
                .collect();
            let covers = cards.iter().flat_map(|card| card.covers).find(|it| it.kind == kind);
            let is_private = covers.is_some_and(|covers| covers.private);
            if !is_private && scopes.iter().any(|scope| scope.reach() == Reach::All) {
                continue;
            }
            let pick = covers.ok_or(Code::OutcomeErased)?.pick;
            let mut hidden = ids;
            for scope in &scopes {
                let seen = pick(conn, scope, hidden.clone())?;
                hidden.retain(|id| !seen.contains(id));
            }
            if !hidden.is_empty() {
                return Err(Code::OutcomeErased.into());
            }
        }
        Ok(())
    }
}

impl<T: Outcome> Outcome for Vec<T> {
    fn review(&mut self, review: &mut Review) {
        for one in self {
            one.review(review);
        }
    }
}

impl Outcome for i64 {
    fn review(&mut self, _review: &mut Review) {}
}

/// Outcomes that show what their command's permission shows, to everybody who has it alike.
macro_rules! plain_outcomes {
    ($($kind:ty),+ $(,)?) => {$(
        impl $crate::work::Outcome for $kind {
            fn review(&mut self, _review: &mut $crate::work::Review) {}
        }
    )+};
}
pub(crate) use plain_outcomes;
