//! Groups of records that may all be one: each pair of a group is as alike as was asked for, so
//! that no chain of small likenesses brings together what has nothing in common.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::blocks::{Pair, Search};
use super::score::Scored;

/// The most records of a group.
const GROUP_LIMIT: usize = 20;

/// Records that may all be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) score: i64,
    /// By their places in the search, sorted.
    pub(crate) members: Vec<u32>,
    /// The highest score first.
    pub(crate) pairs: Vec<(Pair, Scored)>,
}

/// Puts pairs together, from the highest score down. `apart` are those that are not the same.
pub(crate) fn groups(search: &Search<'_>, lowest: i64, apart: &BTreeSet<Pair>) -> Vec<Group> {
    let mut pairs: Vec<(i64, Pair)> = search
        .pairs()
        .found
        .iter()
        .filter(|(pair, _)| !apart.contains(*pair))
        .map(|(pair, scored)| (scored.score, *pair))
        .collect();
    pairs.sort_by_key(|(score, pair)| (-score, *pair));
    let mut sets = Sets::default();
    let mut alone: Vec<Pair> = Vec::new();
    for (_, pair) in &pairs {
        let (one, other) = (sets.of(pair.0), sets.of(pair.1));
        if one == other {
            continue;
        }
        let fits = |first: &u32, second: &u32| {
            let between = (*first.min(second), *first.max(second));
            let known = search.pairs().found.get(&between).map(|it| it.score);
            let score = || search.score(between).map_or(0, |it| it.score);
            !apart.contains(&between) && known.unwrap_or_else(score) >= lowest
        };
        let (ours, theirs) = (sets.members(one), sets.members(other));
        let few = ours.len() + theirs.len() <= GROUP_LIMIT;
        if few && ours.iter().all(|first| theirs.iter().all(|second| fits(first, second))) {
            sets.join(one, other);
        } else {
            alone.push(*pair);
        }
    }
    let mut members = sets.all();
    members.extend(alone.into_iter().map(|(one, other)| vec![one, other]));
    let mut groups: Vec<Group> = members.into_iter().map(|it| group(search, it)).collect();
    groups.sort_by(|one, other| (-one.score, &one.members).cmp(&(-other.score, &other.members)));
    groups
}

fn group(search: &Search<'_>, mut members: Vec<u32>) -> Group {
    members.sort_unstable();
    let mut pairs = Vec::new();
    for (at, one) in members.iter().enumerate() {
        for other in members.iter().skip(at + 1) {
            let pair = (*one, *other);
            let known = search.pairs().found.get(&pair).cloned();
            pairs.extend(known.or_else(|| search.score(pair)).map(|scored| (pair, scored)));
        }
    }
    pairs.sort_by(|(one, a), (other, b)| (-a.score, one).cmp(&(-b.score, other)));
    let score = pairs.first().map_or(0, |(_, scored)| scored.score);
    Group { score, members, pairs }
}

/// Which set each record is in.
#[derive(Default)]
struct Sets {
    of: HashMap<u32, u32>,
    members: BTreeMap<u32, Vec<u32>>,
}

impl Sets {
    fn of(&mut self, record: u32) -> u32 {
        let set = *self.of.entry(record).or_insert(record);
        self.members.entry(set).or_insert_with(|| vec![record]);
        set
    }

    fn members(&self, set: u32) -> &[u32] {
        self.members.get(&set).map_or(&[], Vec::as_slice)
    }

    fn join(&mut self, one: u32, other: u32) {
        let moved = self.members.remove(&other).unwrap_or_default();
        for record in &moved {
            self.of.insert(*record, one);
        }
        self.members.entry(one).or_default().extend(moved);
    }

    /// Those of more than one record.
    fn all(self) -> Vec<Vec<u32>> {
        self.members.into_values().filter(|members| members.len() > 1).collect()
    }
}
