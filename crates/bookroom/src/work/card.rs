//! What the rest of the house must know of an area, besides the data of its `card.toml`: what it
//! does when a book is made and when one is verified. Whoever needs the cards of all areas finds
//! them in the room, so that no floor names those above it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value};

use super::book::BookInfo;
use super::tx::Tx;
use super::view::View;
use crate::error::{Error, Result};
use crate::index::Searched;
use crate::log::Finding;
use crate::log::record::Image;
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
    /// Follows what every command changes.
    pub(crate) follow: Option<Follow>,
    /// Recomputes what the area keeps.
    pub(crate) verify: Option<Verify>,
    /// Which of its records a scope covers, for each kind that a permission can limit.
    pub(crate) covers: &'static [Covers],
    /// Its records that are seen by whoever sees another one, for each such kind.
    pub(crate) seen_as: &'static [SeenAs],
    /// How its records are loaded as the change log would note them now.
    pub(crate) present: &'static [Present],
    /// How its records are found by the search.
    pub(crate) searched: &'static [Searched],
}

/// How the present images of one kind of record are loaded.
pub(crate) struct Present {
    /// The kind, as cards and the change log name it.
    pub(crate) kind: &'static str,
    /// Which of version, created_at, created_by and updated_at its records have.
    pub(crate) stamps: &'static [&'static str],
    /// Whether it is one list of named values, noted as the subject 0.
    pub(crate) keyed: bool,
    /// The fields of its images that may change without a note: those that signing in moves.
    pub(crate) free: &'static [&'static str],
    /// Fields that came with a later version, and their values in records that are older, as JSON:
    /// the log of those does not know them.
    pub(crate) later: &'static [(&'static str, &'static str)],
    /// The fields of its images that are lists whose order says nothing.
    pub(crate) sets: &'static [&'static str],
    /// Whether a field may differ after all: the path in the image, what the log says, what is.
    pub(crate) excuses: Excuse,
    /// The ids after one, in their order, at most so many.
    pub(crate) ids: fn(&mut Conn, i64, i64, i64) -> Result<Vec<i64>>,
    /// The records with these ids, in that order.
    pub(crate) load: fn(&mut Conn, &BookInfo, &[i64]) -> Result<Vec<Live>>,
}

/// See [`Present::excuses`].
pub(crate) type Excuse = fn(&mut Conn, i64, &str, &Value, &Value) -> Result<bool>;

impl Present {
    /// A kind with records of their own; change what differs.
    pub(crate) const PLAIN: Self = Self {
        kind: "",
        stamps: &["version"],
        keyed: false,
        free: &[],
        later: &[],
        sets: &[],
        excuses: |_, _, _, _, _| Ok(false),
        ids: |_, _, _, _| Ok(Vec::new()),
        load: |_, _, _| Ok(Vec::new()),
    };
}

/// A record as it is now.
pub(crate) struct Live {
    /// Its id.
    pub(crate) id: i64,
    /// Its image.
    pub(crate) image: Map<String, Value>,
    /// The columns that do not follow from the others of the record.
    pub(crate) wrong: Vec<String>,
}

impl Live {
    /// The present image of a record.
    pub(crate) fn of<T: Serialize>(id: i64, record: &T) -> Result<Self> {
        match Image::of(record)? {
            Image::Fields(image) => Ok(Self { id, image, wrong: Vec::new() }),
            Image::Text(_) => Err(Error::internal("a record is no text")),
        }
    }

    /// Notes a column that must follow from the others, when it does not.
    pub(crate) fn check(&mut self, column: impl Into<String>, follows: bool) {
        if !follows {
            self.wrong.push(column.into());
        }
    }
}

/// The next ids of a table.
macro_rules! ids_of {
    ($table:ident) => {
        |conn, book, after, limit| {
            use $crate::store::schema::$table;
            Ok($table::table
                .filter($table::book_id.eq(book))
                .filter($table::id.gt(after))
                .order($table::id)
                .limit(limit)
                .select($table::id)
                .load(conn)?)
        }
    };
}
pub(crate) use ids_of;

/// The rows of a table that belong to some records, by record.
macro_rules! rows_of {
    ($conn:expr, $table:ident, $row:ty, $column:ident, $order:ident, $book:expr, $ids:expr) => {{
        let mut found: std::collections::HashMap<i64, Vec<$row>> = Default::default();
        for chunk in $ids.chunks($crate::store::insert::IN_LIST) {
            let rows: Vec<$row> = $table::table
                .filter($table::book_id.eq($book))
                .filter($table::$column.eq_any(chunk.to_vec()))
                .order(($table::$column, $table::$order))
                .select(<$row>::as_select())
                .load($conn)?;
            for row in rows {
                found.entry(row.$column).or_default().push(row);
            }
        }
        found
    }};
}
pub(crate) use rows_of;

/// Of records of one kind, those that a scope covers. What is gone is covered by no scope but that
/// of everything, for which nobody asks.
pub(crate) struct Covers {
    /// The kind.
    pub(crate) kind: &'static str,
    /// Whether some are hidden even from who sees all of them, so that everybody is asked for.
    pub(crate) private: bool,
    /// Picks from these ids.
    pub(crate) pick: fn(&mut Conn, &Scope, BTreeSet<i64>) -> Result<BTreeSet<i64>>,
}

/// Records of one kind that are seen by whoever sees those of others that they belong to, and holds
/// the permission that shows the kind at all.
pub(crate) struct SeenAs {
    /// The kind.
    pub(crate) kind: &'static str,
    /// The records that these belong to: kind and id, by id.
    pub(crate) records: fn(&mut Conn, i64, &BTreeSet<i64>) -> Result<BelongTo>,
}

/// See [`SeenAs::records`].
pub(crate) type BelongTo = BTreeMap<i64, (String, i64)>;

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

/// See [`Card::follow`]. It is called after every command, in its transaction and by its permit,
/// with the place of its first change among those that are noted. What follows from records of
/// areas below is brought up to date there; a command within another one is followed twice.
pub(crate) type Follow = fn(&Permit, &mut Tx<'_>, usize) -> Result<()>;

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
    pub(crate) const SILENT: Self = Self {
        found: None,
        posted_by_hand: None,
        verify: None,
        covers: &[],
        seen_as: &[],
        present: &[],
        searched: &[],
        follow: None,
    };
}
