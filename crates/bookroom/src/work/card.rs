//! What the rest of the house must know of an area, besides the data of its `card.toml`: what it
//! does when a book is made and when one is verified. Whoever needs the cards of all areas finds
//! them in the room, so that no floor names those above it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::tx::Tx;
use super::view::View;
use crate::error::Result;
use crate::log::Finding;
use crate::rights::permission::Permission;
use crate::rights::permit::{Permit, Scope};
use crate::store::Conn;
use crate::values::Secret;

/// The functions of an area that the house calls.
pub(crate) struct Card {
    /// Fills a new book with what the area begins with.
    pub(crate) found: Option<Found>,
    /// Follows entries that are posted without a document.
    pub(crate) posted_by_hand: Option<PostedByHand>,
    /// Recomputes what the area keeps.
    pub(crate) verify: Option<Verify>,
    /// Which of its records a scope covers, for each kind that a permission can limit.
    pub(crate) covers: &'static [Covers],
}

/// Of records of one kind, those that a scope covers. What is gone is covered by no scope but that
/// of everything, for which nobody asks.
pub(crate) struct Covers {
    /// The kind.
    pub(crate) kind: &'static str,
    /// Picks from these ids.
    pub(crate) pick: fn(&mut Conn, &Scope, BTreeSet<i64>) -> Result<BTreeSet<i64>>,
}

/// See [`Card::found`].
pub(crate) type Found = fn(&Permit, &mut Tx<'_>, &Founding<'_>) -> Result<()>;

/// What areas need to know of a new book.
pub(crate) struct Founding<'n> {
    /// The first operator's sign-in name.
    pub(crate) owner_name: &'n str,
    /// The first operator's password.
    pub(crate) owner_password: &'n Secret,
    /// The chart of accounts to start from.
    pub(crate) chart: &'n str,
}

/// See [`Card::posted_by_hand`]. It is called in the transaction of the entries, after them.
pub(crate) type PostedByHand = fn(&Permit, &mut Tx<'_>, &[HandEntry]) -> Result<()>;

/// An entry without a document, and its lines on accounts kept by customer or supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HandEntry {
    /// Its id.
    pub(crate) id: i64,
    /// Its date.
    pub(crate) on: NaiveDate,
    /// The entry it reverses.
    pub(crate) reverses: Option<i64>,
    /// Those lines.
    pub(crate) lines: Vec<HandLine>,
}

/// A line of a [`HandEntry`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HandLine {
    /// Its place in the entry.
    pub(crate) line: i64,
    /// The account's id.
    pub(crate) account: i64,
    /// The customer or supplier.
    pub(crate) party: i64,
    /// Debit less credit in minor units.
    pub(crate) amount: i64,
}

/// See [`Card::verify`].
pub(crate) struct Verify {
    /// What who verifies must be permitted.
    pub(crate) needs: Permission,
    /// Adds what was counted and what differs.
    pub(crate) run: fn(&mut View<'_>, &mut Verified) -> Result<()>,
}

/// What verification has found so far.
#[derive(Debug, Default)]
pub(crate) struct Verified {
    /// How many records of a kind were checked.
    pub(crate) counts: BTreeMap<&'static str, i64>,
    /// What differs.
    pub(crate) findings: Vec<Finding>,
}

impl Card {
    /// The card of an area that the house never calls; change what differs.
    pub(crate) const SILENT: Self =
        Self { found: None, posted_by_hand: None, verify: None, covers: &[] };
}
