//! Which pairs are looked at: those that share a key. The work grows with the number of records,
//! not with its square.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::keys::Keys;
use super::score::{Common, Scored, compare, tail};
use crate::error::Result;
use crate::interrupt;

/// Sets of more records that share a key are not compared each with each.
pub(crate) const BLOCK_LIMIT: usize = 120;
/// With how many next to it each of a larger set is compared, in the order of their names.
const NEIGHBOURS: usize = 12;
/// How many pairs are kept; of more, those of low score are left out.
const PAIRS_LIMIT: usize = 200_000;
/// Characters of a name beyond these are not left out one by one.
const LEAVING: usize = 24;

/// The kinds of keys, what tells most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Tax,
    Account,
    Phone,
    Mail,
    Core,
    Words,
    Reading,
    Stem,
    PhoneTail,
    Street,
    Local,
    OneLess,
}

const KINDS: [Kind; 12] = [
    Kind::Tax,
    Kind::Account,
    Kind::Phone,
    Kind::Mail,
    Kind::Core,
    Kind::Words,
    Kind::Reading,
    Kind::Stem,
    Kind::PhoneTail,
    Kind::Street,
    Kind::Local,
    Kind::OneLess,
];

fn hash(parts: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// The keys of one kind that a record has.
fn keys_of(kind: Kind, record: &Keys, out: &mut Vec<u64>) {
    let names = record.names.iter();
    match kind {
        Kind::Tax => out.extend(record.tax_number.iter().map(|it| hash(tax_key(it)))),
        Kind::Account => out.extend(record.accounts.iter().map(hash)),
        Kind::Phone => out.extend(record.phones.iter().map(hash)),
        Kind::Mail => out.extend(record.mails.iter().map(hash)),
        Kind::Core => out.extend(names.map(|it| hash((&it.place, &it.core())))),
        Kind::Words => {
            let several = names.filter(|it| it.words.len() > 1);
            out.extend(several.map(|it| hash(&it.words)));
        }
        Kind::Reading => {
            let long = names.filter(|it| it.stem.chars().count() > 1);
            out.extend(long.map(|it| hash((&it.reading, &it.trade))));
        }
        Kind::Stem => {
            let long = names.filter(|it| it.stem.chars().count() > 1);
            out.extend(long.map(|it| hash(&it.reading)));
        }
        Kind::PhoneTail => {
            let long = record.phones.iter().filter(|it| it.len() >= 7);
            out.extend(long.map(|it| hash(tail(it))));
        }
        Kind::Street => {
            let told = record.places.iter().filter(|it| it.street.chars().count() >= 5);
            let told = told.filter(|it| !it.numbers.is_empty());
            // A shop's neighbours in one building are many; the name's beginning parts them.
            let first = |it: &str| it.chars().next();
            for place in told {
                let initials = record.names.iter().flat_map(|it| {
                    let words = it.words.iter().filter_map(|it| first(it));
                    words.chain(first(&it.reading)).collect::<Vec<_>>()
                });
                out.extend(initials.map(|it| hash((it, &place.street))));
            }
        }
        Kind::Local => {
            for place in record.places.iter().filter(|it| !it.postal.is_empty()) {
                let words = record.names.iter().flat_map(|it| it.words.iter());
                let long = words.filter(|it| it.chars().count() > 2);
                out.extend(long.map(|it| hash((it, &place.postal))));
            }
        }
        Kind::OneLess => {
            for name in &record.names {
                let text = if name.words.is_empty() { name.core() } else { name.words.concat() };
                one_less(&text, out);
            }
        }
    }
    out.sort_unstable();
    out.dedup();
}

/// The organisation code is in the numbers of before 2015, too.
fn tax_key(number: &str) -> &str {
    match number.len() {
        15 => number.get(6..),
        18 => number.get(8..17),
        _ => None,
    }
    .unwrap_or(number)
}

/// Keys of a name and of all names with one character less: two names that differ in one character
/// share one of them.
fn one_less(name: &str, out: &mut Vec<u64>) {
    let characters: Vec<char> = name.chars().take(LEAVING).collect();
    if characters.len() < 4 {
        return;
    }
    for left_out in 0..=characters.len() {
        let mut hasher = DefaultHasher::new();
        for (place, character) in characters.iter().enumerate() {
            if place != left_out {
                character.hash(&mut hasher);
            }
        }
        out.push(hasher.finish());
    }
}

/// How many records share names, phones and streets.
#[derive(Default)]
struct Counts {
    names: HashMap<u64, u32>,
    phones: HashMap<u64, u32>,
    streets: HashMap<u64, u32>,
}

impl Counts {
    fn of(records: &[Keys]) -> Self {
        let mut counts = Self::default();
        let count = |map: &mut HashMap<u64, u32>, mut keys: Vec<u64>| {
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                *map.entry(key).or_default() += 1;
            }
        };
        for record in records {
            let names = record.names.iter().map(|it| hash(&it.reading)).collect();
            count(&mut counts.names, names);
            count(&mut counts.phones, record.phones.iter().map(hash).collect());
            count(&mut counts.streets, record.places.iter().map(|it| hash(&it.street)).collect());
        }
        // What one record has is shared by none: only the others are kept.
        for map in [&mut counts.names, &mut counts.phones, &mut counts.streets] {
            map.retain(|_, count| *count > 2);
        }
        counts
    }
}

impl Common for Counts {
    fn names(&self, reading: &str) -> u32 {
        self.names.get(&hash(reading)).copied().unwrap_or(2)
    }

    fn phones(&self, phone: &str) -> u32 {
        self.phones.get(&hash(phone)).copied().unwrap_or(2)
    }

    fn streets(&self, street: &str) -> u32 {
        self.streets.get(&hash(street)).copied().unwrap_or(2)
    }
}

/// Two records, by their places, the smaller first.
pub(crate) type Pair = (u32, u32);

/// What was found, and how.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    pub(crate) found: HashMap<Pair, Scored>,
    pub(crate) compared: usize,
    pub(crate) narrowed: usize,
    pub(crate) left_out: usize,
}

/// Records that are compared with each other.
pub(crate) struct Search<'k> {
    records: &'k [Keys],
    counts: Counts,
    lowest: i64,
    pairs: Pairs,
}

impl<'k> Search<'k> {
    /// Prepares a search for pairs of at least `lowest`.
    pub(crate) fn new(records: &'k [Keys], lowest: i64) -> Self {
        Self { records, counts: Counts::of(records), lowest, pairs: Pairs::default() }
    }

    /// How alike two of the records are.
    pub(crate) fn score(&self, (one, other): Pair) -> Option<Scored> {
        let at = |place: u32| self.records.get(usize::try_from(place).ok()?);
        Some(compare(at(one)?, at(other)?, &self.counts))
    }

    /// Looks at all pairs that share a key and are wanted.
    ///
    /// # Errors
    /// `cancelled` when somebody broke it off.
    pub(crate) fn run(&mut self, wanted: impl Fn(Pair) -> bool) -> Result<()> {
        for kind in KINDS {
            let mut keyed: Vec<(u64, u32)> = Vec::new();
            let mut keys = Vec::new();
            for (place, record) in (0..).zip(self.records) {
                keys.clear();
                keys_of(kind, record, &mut keys);
                keyed.extend(keys.iter().map(|key| (*key, place)));
            }
            keyed.sort_unstable();
            for (at, block) in keyed.chunk_by(|(one, _), (other, _)| one == other).enumerate() {
                if at % 1024 == 0 {
                    interrupt::look()?;
                }
                if block.len() > 1 {
                    self.look_at(kind, block, &wanted);
                }
            }
        }
        Ok(())
    }

    fn look_at(&mut self, kind: Kind, block: &[(u64, u32)], wanted: &impl Fn(Pair) -> bool) {
        let mut members: Vec<u32> = block.iter().map(|(_, place)| *place).collect();
        let mut reach = members.len();
        if members.len() > BLOCK_LIMIT {
            let name = |place: &u32| {
                usize::try_from(*place).ok().and_then(|it| self.records.get(it)).map(Keys::name)
            };
            members.sort_by_key(|place| (name(place), *place));
            reach = NEIGHBOURS;
            // What says little is no loss.
            self.pairs.narrowed += usize::from(!matches!(kind, Kind::PhoneTail | Kind::OneLess));
        }
        for (at, one) in members.iter().enumerate() {
            for other in members.iter().skip(at + 1).take(reach) {
                let pair = (*one.min(other), *one.max(other));
                if wanted(pair) {
                    self.compare(pair);
                }
            }
        }
    }

    fn compare(&mut self, pair: Pair) {
        if self.pairs.found.contains_key(&pair) {
            return;
        }
        self.pairs.compared += 1;
        let Some(scored) = self.score(pair).filter(|it| it.score >= self.lowest) else { return };
        self.pairs.found.insert(pair, scored);
        if self.pairs.found.len() > PAIRS_LIMIT {
            self.leave_out();
        }
    }

    /// Leaves the lower half out, and takes no more like it.
    fn leave_out(&mut self) {
        let mut scores: Vec<i64> = self.pairs.found.values().map(|it| it.score).collect();
        scores.sort_unstable();
        let middle = scores.get(scores.len() / 2).copied().unwrap_or(100);
        let before = self.pairs.found.len();
        self.lowest = middle.max(self.lowest + 1);
        let lowest = self.lowest;
        self.pairs.found.retain(|_, it| it.score >= lowest);
        // All have the highest score: any will do.
        let mut left = PAIRS_LIMIT;
        self.pairs.found.retain(|_, _| {
            left = left.saturating_sub(1);
            left > 0
        });
        self.pairs.left_out += before - self.pairs.found.len();
    }

    /// What was found.
    pub(crate) fn pairs(&self) -> &Pairs {
        &self.pairs
    }
}
