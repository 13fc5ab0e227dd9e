//! Hints at rows that may be the same customer, among themselves and against those already known:
//! the same tax number, the same phone, the same or nearly the same name. They are hints: a person
//! decides. The work grows with the number of rows, not with its square.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::values::text;

/// Where a subject comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The row that begins on this line of the file.
    Line(u64),
    /// The record with this id, known before.
    Known(i64),
}

/// What is compared of one row or record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Where it comes from.
    pub origin: Origin,
    /// The name as written.
    pub name: String,
    /// The tax number, in any writing.
    pub tax_number: Option<String>,
    /// Phone keys ([`crate::values::contact_points::Phone::key`]). Fewer than seven digits, and the
    /// same digit throughout, say nothing.
    pub phones: Vec<String>,
}

/// Why two subjects may be the same; the stronger first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The same tax number.
    TaxNumber,
    /// The same phone number.
    Phone,
    /// The same name, but for legal form, case, width, script, spaces and punctuation.
    Name,
    /// Nearly the same name; how much of it agrees, 0 to 1: 0.9 is nine characters of ten.
    SimilarName(Decimal),
}

/// A pair that may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// The known record, or the row that came first.
    pub first: Origin,
    /// The row that may repeat it.
    pub second: Origin,
    /// Why; the strongest reason first, never empty.
    pub reasons: Vec<Reason>,
}

/// Finds pairs that may be the same. Of many that share a number or a name, each is paired with
/// the first only, and no row with more than [`SIMILAR_EACH`] of similar name. Two known records
/// are not paired. The order is that of the subjects.
#[must_use]
pub fn find(subjects: &[Subject]) -> Vec<Duplicate> {
    let mut pairs = Pairs { subjects, similar: vec![0; subjects.len()], found: BTreeMap::new() };
    let cores: Vec<String> = subjects.iter().map(|subject| core_name(&subject.name)).collect();
    let telling = |key: String| Some(key).filter(|key| is_telling(key));
    let taxes = subjects.iter().map(|subject| subject.tax_number.as_deref().map(text::search_key));
    pairs.equal(taxes.map(|key| key.and_then(telling)).enumerate(), Reason::TaxNumber);
    let phones = subjects.iter().enumerate().flat_map(|(index, subject)| {
        subject.phones.iter().map(move |phone| (index, telling(text::digits(phone))))
    });
    pairs.equal(phones, Reason::Phone);
    let names = cores.iter().map(|core| (!core.is_empty()).then(|| core.clone()));
    pairs.equal(names.enumerate(), Reason::Name);
    pairs.similar(&cores);
    pairs.into_duplicates()
}

/// Long enough to be a number of its own, and not a filler such as 0000000.
fn is_telling(key: &str) -> bool {
    let first = key.chars().next();
    key.chars().count() >= 7 && key.chars().any(|character| Some(character) != first)
}

/// With how many rows of similar name a row is paired at most.
pub const SIMILAR_EACH: usize = 5;

struct Pairs<'a> {
    subjects: &'a [Subject],
    /// How many similar names each subject has been paired with.
    similar: Vec<usize>,
    found: BTreeMap<(usize, usize), Vec<Reason>>,
}

impl Pairs<'_> {
    fn add(&mut self, one: usize, other: usize, reason: Reason) -> bool {
        let is_known = |index: usize| {
            self.subjects
                .get(index)
                .is_some_and(|subject| matches!(subject.origin, Origin::Known(_)))
        };
        if one == other || (is_known(one) && is_known(other)) {
            return false;
        }
        let swap = is_known(other) || (!is_known(one) && other < one);
        let (first, second) = if swap { (other, one) } else { (one, other) };
        let reasons = self.found.entry((second, first)).or_default();
        let same =
            |known: &Reason| std::mem::discriminant(known) == std::mem::discriminant(&reason);
        let is_weaker = matches!(reason, Reason::SimilarName(_)) && reasons.contains(&Reason::Name);
        if is_weaker || reasons.iter().any(same) {
            return false;
        }
        reasons.push(reason);
        true
    }

    /// Pairs each subject with the first one of the same key; a known one counts as the first.
    fn equal(&mut self, keys: impl Iterator<Item = (usize, Option<String>)>, reason: Reason) {
        let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, key) in keys {
            if let Some(key) = key {
                groups.entry(key).or_default().push(index);
            }
        }
        for group in groups.into_values().filter(|group| group.len() > 1) {
            let is_known = |index: &&usize| {
                self.subjects.get(**index).is_some_and(|one| matches!(one.origin, Origin::Known(_)))
            };
            let first = group.iter().find(is_known).or(group.first()).copied();
            for index in &group {
                self.add(first.unwrap_or(*index), *index, reason);
            }
        }
    }

    /// Pairs names that differ in one character (from [`SHORTEST`] characters on), or in two when
    /// they are long and begin alike.
    fn similar(&mut self, cores: &[String]) {
        let mut order: Vec<usize> = (0..cores.len()).collect();
        order.sort_by(|one, other| cores.get(*one).cmp(&cores.get(*other)));
        // Equal names are paired already: the first of them stands for all.
        order.dedup_by(|one, other| cores.get(*one) == cores.get(*other));
        let mut keyed: Vec<(u64, usize)> = Vec::new();
        for index in &order {
            keyed.extend(one_less(core(cores, *index)).map(|key| (key, *index)));
        }
        keyed.sort_unstable();
        for block in keyed.chunk_by(|(one, _), (other, _)| one == other) {
            for (place, (_, one)) in block.iter().enumerate() {
                for (_, other) in block.iter().skip(place + 1).take(NEIGHBOURS) {
                    self.compare(cores, *one, *other, 1);
                }
            }
        }
        for (place, one) in order.iter().enumerate() {
            for other in order.iter().skip(place + 1).take(NEIGHBOURS) {
                let (name, next) = (core(cores, *one), core(cores, *other));
                if !text::clip(name, LONG_PREFIX).eq(text::clip(next, LONG_PREFIX)) {
                    break;
                }
                if name.chars().count().min(next.chars().count()) >= LONG {
                    self.compare(cores, *one, *other, 2);
                }
            }
        }
    }

    fn compare(&mut self, cores: &[String], one: usize, other: usize, allowed: usize) {
        let is_full =
            |index: usize| self.similar.get(index).is_none_or(|count| *count >= SIMILAR_EACH);
        if is_full(one) || is_full(other) {
            return;
        }
        let (name, next) = (core(cores, one), core(cores, other));
        let distance = strsim::osa_distance(name, next);
        if distance == 0 || distance > allowed || numerals(name) != numerals(next) {
            return;
        }
        let length = name.chars().count().max(next.chars().count()).max(1);
        let percent = 100 - distance * 100 / length;
        if self.add(
            one,
            other,
            Reason::SimilarName(Decimal::new(i64::try_from(percent).unwrap_or(99), 2).normalize()),
        ) {
            for index in [one, other] {
                if let Some(count) = self.similar.get_mut(index) {
                    *count += 1;
                }
            }
        }
    }

    fn into_duplicates(self) -> Vec<Duplicate> {
        let origin = |index: usize| self.subjects.get(index).map(|subject| subject.origin);
        let pair = |((second, first), mut reasons): ((usize, usize), Vec<Reason>)| {
            reasons.sort_unstable();
            Some(Duplicate { first: origin(first)?, second: origin(second)?, reasons })
        };
        self.found.into_iter().filter_map(pair).collect()
    }
}

/// With fewer characters one other character makes another name (华美贸易, 华丰贸易).
const SHORTEST: usize = 5;
/// From this length on, two characters may differ.
const LONG: usize = 10;
/// What long names must have in common at their beginning.
const LONG_PREFIX: usize = 4;
/// How many neighbours a name is compared with in each block.
const NEIGHBOURS: usize = 12;
/// Characters of a name beyond these are not compared one by one.
const COMPARED: usize = 48;

fn core(cores: &[String], index: usize) -> &str {
    text::clip(cores.get(index).map_or("", String::as_str), COMPARED)
}

/// Keys of a name and of all names with one character less: two names that differ in one
/// character share one of them.
fn one_less(name: &str) -> impl Iterator<Item = u64> {
    let characters: Vec<char> = name.chars().collect();
    let count = if characters.len() < SHORTEST { 0 } else { characters.len() + 1 };
    (0..count).map(move |left_out| {
        let mut hasher = DefaultHasher::new();
        for (place, character) in characters.iter().enumerate() {
            if place != left_out {
                character.hash(&mut hasher);
            }
        }
        hasher.finish()
    })
}

/// The numerals in a name: branch 1 and branch 2 are not the same.
fn numerals(name: &str) -> Vec<char> {
    let is_numeral = |character: &char| {
        character.is_ascii_digit() || "一二三四五六七八九十百".contains(*character)
    };
    name.chars().filter(is_numeral).collect()
}

/// Legal forms and such, as last words of a name in Latin letters.
const LATIN_FORMS: &str = "co coltd ltd limited company inc incorporated corp corporation group \
    holding holdings llc llp lp plc pte pty pvt gmbh mbh ag kg ohg ug se sa sas sarl sl slu srl spa \
    bv nv oy oyj ab as aps kk sdn bhd und";
/// Legal forms and such, as endings of a name in Chinese or Japanese; the longer first.
const CHINESE_FORMS: &str = "股份有限责任公司 有限责任公司 股份有限公司 股份公司 有限公司 责任公司 \
    集团公司 总公司 公司 集团 控股 株式会社";

/// The name without its legal form (有限公司, 集团, Co., Ltd., `GmbH`, Inc. …), folded as
/// [`text::hint_key`] does. A branch (分公司) keeps its ending; a name that is nothing but a legal
/// form keeps it.
#[must_use]
pub fn core_name(name: &str) -> String {
    let folded = text::hint_words(name);
    let mut words: Vec<&str> = folded.iter().map(String::as_str).collect();
    let is_form = |word: &&str| *word == "&" || LATIN_FORMS.split(' ').any(|form| form == *word);
    while words.len() > 1 && words.last().is_some_and(is_form) {
        words.pop();
    }
    let mut core = words.concat();
    let without_form = |core: &str| {
        CHINESE_FORMS.split(' ').find_map(|form| core.strip_suffix(form)).map(str::to_owned)
    };
    while let Some(rest) = without_form(&core) {
        if rest.chars().count() < 2 || rest.ends_with(['分', '子']) {
            break;
        }
        core = rest;
    }
    core
}

#[cfg(test)]
#[path = "duplicates_tests.rs"]
mod tests;
