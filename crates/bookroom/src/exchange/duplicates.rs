//! Hints at rows that may be the same customer, among themselves and against those already known.
//! They are compared and scored as customers of a book are. They are hints: a person decides.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::customers::duplicates::model::MatchReason;
use crate::customers::duplicates::rules::{Compared, Keys, Pair, Search};
use crate::error::Result;

/// Where a subject comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The row that begins on this line of the file.
    Line(u64),
    /// The record with this id, known before.
    Known(i64),
}

/// A pair that may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// The known record, or the row that came first.
    pub first: Origin,
    /// The row that may repeat it.
    pub second: Origin,
    /// How likely it is that they are the same, 0 to 100.
    pub score: i64,
    /// Why, and why not; what says most first.
    pub reasons: Vec<MatchReason>,
}

/// With how many others a row is paired at most: the most likely ones.
pub const EACH: usize = 5;

/// Finds pairs that may be the same, from a score on: rows with known records and with each other,
/// in the order of the rows.
///
/// # Errors
/// `cancelled` when somebody broke it off.
pub(crate) fn find(
    known: &[(i64, Compared)],
    rows: &[(u64, Compared)],
    lowest: i64,
) -> Result<Vec<Duplicate>> {
    let origins = known.iter().map(|(id, _)| Origin::Known(*id));
    let origins: Vec<Origin> = origins.chain(rows.iter().map(|it| Origin::Line(it.0))).collect();
    let compared = known.iter().map(|it| &it.1).chain(rows.iter().map(|it| &it.1));
    let keys: Vec<Keys> = compared.map(Keys::of).collect();
    let first = u32::try_from(known.len()).unwrap_or(u32::MAX);
    let mut search = Search::new(&keys, lowest);
    search.run(|(_, other)| other >= first)?;
    let mut found: Vec<(&Pair, _)> = search.pairs().found.iter().collect();
    found.sort_by_key(|(pair, scored)| (pair.1, -scored.score, pair.0));
    let mut told: BTreeMap<u32, usize> = BTreeMap::new();
    found.retain(|(pair, _)| {
        let count = told.entry(pair.1).or_default();
        *count += 1;
        *count <= EACH
    });
    let origin = |at: u32| origins.get(usize::try_from(at).ok()?).copied();
    let duplicate = |((one, other), scored): (&Pair, _)| {
        let scored: &crate::customers::duplicates::rules::Scored = scored;
        Some(Duplicate {
            first: origin(*one)?,
            second: origin(*other)?,
            score: scored.score,
            reasons: scored.reasons.clone(),
        })
    };
    Ok(found.into_iter().filter_map(duplicate).collect())
}

#[cfg(test)]
#[path = "duplicates_tests.rs"]
mod tests;
