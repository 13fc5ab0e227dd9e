//! The parts of folded texts, as whole numbers: the kind of record, the kind of text, and the next
//! characters from some place on. What is looked for is the beginning of such a part, so whatever
//! fits into one is found by a range of numbers, however many records there are.

use super::reading::Reading;
use super::{Body, Part, characters};

/// How many letters and digits one part holds.
const LATIN: usize = 10;
/// How many other characters one part holds.
const HAN: usize = 3;
/// How many different letters and digits there are, and none.
const LETTERS: i64 = 37;
/// Where the kind of text stands in the number, and the kind of record above it.
const CLASS_AT: u32 = 54;
const KIND_AT: u32 = 58;
const BITS: u32 = 16;

/// The kinds of texts that are looked in apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// Beginnings of names and codes.
    Start,
    /// Names, codes and other texts that everybody sees who sees the record.
    Open,
    /// Names, as they are read.
    Reading,
    /// Phones, mails and the like.
    Channel,
    /// Tax numbers.
    TaxNumber,
    /// Bank accounts.
    Account,
    /// Personal texts in fields of a book's own.
    Personal,
}

impl Class {
    /// Those by which texts of a part are found.
    pub(crate) const fn of(part: Part) -> Self {
        match part {
            Part::Name | Part::Code | Part::Text | Part::Custom => Self::Open,
            Part::Phone | Part::Handle => Self::Channel,
            Part::TaxNumber => Self::TaxNumber,
            Part::Account => Self::Account,
            Part::CustomPersonal => Self::Personal,
        }
    }

    /// The number for parts of letters and digits, and that for all others.
    const fn numbers(self) -> [i64; 2] {
        match self {
            Self::Start => [0, 1],
            Self::Open => [2, 3],
            Self::Reading => [4, 4],
            Self::Channel => [5, 6],
            Self::TaxNumber => [7, 8],
            Self::Account => [9, 10],
            Self::Personal => [11, 12],
        }
    }

    fn number(self, kind: i64, is_latin: bool, payload: i64) -> i64 {
        let class = self.numbers()[usize::from(!is_latin)];
        (kind << KIND_AT) | (class << CLASS_AT) | payload
    }

    /// All numbers of a kind of record.
    pub(crate) const fn all_of(kind: i64) -> (i64, i64) {
        (kind << KIND_AT, (kind << KIND_AT) | ((1 << KIND_AT) - 1))
    }
}

/// A range of parts, of which those are meant that have `value` under `mask`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) from: i64,
    pub(crate) to: i64,
    pub(crate) mask: i64,
    pub(crate) value: i64,
}

impl Span {
    /// Whether a part is meant.
    #[cfg(test)]
    pub(crate) fn holds(&self, gram: i64) -> bool {
        (self.from..=self.to).contains(&gram) && gram & self.mask == self.value
    }

    /// The parts of names that are read in a way.
    pub(crate) fn of_reading(kind: i64, from: i64, to: i64, mask: i64, value: i64) -> Self {
        let number = |payload| Class::Reading.number(kind, true, payload);
        Self { from: number(from), to: number(to), mask, value }
    }
}

/// The parts by which a record is found: sorted, each once.
pub(crate) fn grams_of(kind: i64, body: &Body) -> Vec<i64> {
    let mut grams = Vec::new();
    for (part, text) in &body.texts {
        let (characters, starts) = characters(text);
        let class = Class::of(*part);
        for at in 0..characters.len() {
            if part.begins(at, characters.len(), &starts) {
                parts_at(kind, class, &characters, at, &mut grams);
            }
        }
        if matches!(part, Part::Name | Part::Code) {
            parts_at(kind, Class::Start, &characters, 0, &mut grams);
        }
        if *part == Part::Name {
            let read = Reading::of(&characters).payloads();
            grams.extend(read.into_iter().map(|it| Class::Reading.number(kind, true, it)));
        }
    }
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// What stands at a place: letters and digits as far as they go, and the next characters whatever
/// they are, unless three letters tell as much.
fn parts_at(kind: i64, class: Class, characters: &[char], at: usize, grams: &mut Vec<i64>) {
    let rest = &characters[at..];
    let run = run_of(rest);
    if run > 0 {
        grams.push(class.number(kind, true, latin(&rest[..run.min(LATIN)])));
    }
    if run == 0 || (run < HAN && run < rest.len()) {
        grams.push(class.number(kind, false, han(&rest[..rest.len().min(HAN)])));
    }
}

/// The range in which the parts lie that begin with what stands at `at` in what is looked for, as
/// far as it fits.
pub(crate) fn span_of(kind: i64, class: Class, sought: &[char], at: usize) -> Span {
    let rest = &sought[at..];
    let run = run_of(rest);
    let (from, width) = if run >= HAN || (run > 0 && run == rest.len()) {
        let taken = run.min(LATIN);
        let from = class.number(kind, true, latin(&rest[..taken]));
        // Letters that end before what is looked for does end in the text, too.
        let is_open = run == rest.len();
        (from, if is_open { power(LATIN - taken) } else { 1 })
    } else {
        let taken = rest.len().min(HAN);
        let from = class.number(kind, false, han(&rest[..taken]));
        (from, 1 << (BITS as usize * (HAN - taken)))
    };
    Span { from, to: from + width - 1, mask: 0, value: 0 }
}

/// How many letters and digits a text begins with.
fn run_of(characters: &[char]) -> usize {
    characters.iter().take_while(|it| it.is_ascii_alphanumeric()).count()
}

/// Letters and digits as a number; what is missing counts as less than any.
fn latin(characters: &[char]) -> i64 {
    let digits = characters.iter().fold(0, |sum, &it| sum * LETTERS + letter(it));
    digits * power(LATIN - characters.len())
}

/// 1 to 36; 0 for what is neither letter nor digit.
pub(super) fn letter(character: char) -> i64 {
    match character {
        '0'..='9' => i64::from(u32::from(character) - u32::from('0')) + 1,
        'a'..='z' => i64::from(u32::from(character) - u32::from('a')) + 11,
        _ => 0,
    }
}

fn power(exponent: usize) -> i64 {
    (0..exponent).fold(1, |product, _| product * LETTERS)
}

fn han(characters: &[char]) -> i64 {
    let code = |at: usize| characters.get(at).map_or(0, |&it| sixteen_bits(it));
    (0..HAN).fold(0, |sum, at| (sum << BITS) | code(at))
}

/// Characters beyond the first plane share the numbers of private use: what is found by one of them
/// is looked at again.
fn sixteen_bits(character: char) -> i64 {
    let code = i64::from(u32::from(character));
    if code < 0x1_0000 { code } else { 0xe000 + code % 6400 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(texts: &[(Part, &str)]) -> Body {
        Body { texts: texts.iter().map(|(part, text)| (*part, (*text).to_owned())).collect() }
    }

    fn finds(text: (Part, &str), sought: &str) -> bool {
        let grams = grams_of(1, &body(&[text]));
        let sought: Vec<char> = sought.chars().collect();
        let span = span_of(1, Class::of(text.0), &sought, 0);
        grams.iter().any(|&gram| span.holds(gram))
    }

    #[test]
    fn every_part_of_a_name_is_found() {
        for name in
            ["杭州青禾科技有限公司", "a4纸厂", "abc 公司", "3m中国", "abcdefghijklmnop", "🍎店"]
        {
            let characters: Vec<char> = name.chars().filter(|it| *it != ' ').collect();
            for from in 0..characters.len() {
                for to in from + 1..=characters.len() {
                    let part: String = characters[from..to].iter().collect();
                    assert!(finds((Part::Name, name), &part), "{name} {part}");
                }
            }
        }
        for absent in ["禾青", "州科", "公司杭", "b", "公司有"] {
            assert!(!finds((Part::Name, "杭州青禾科技有限公司"), absent), "{absent}");
        }
        assert!(!finds((Part::Name, "a公司"), "a司"));
        assert!(!finds((Part::Name, "abcd公司"), "abc公司"));
    }

    #[test]
    fn numbers_are_found_by_the_parts_that_are_typed() {
        let phone = (Part::Phone, "13812345678");
        for part in ["138", "13812345678", "5678", "678", "1234"] {
            assert!(finds(phone, part), "{part}");
        }
        assert!(!finds(phone, "1399"));
        let tax = (Part::TaxNumber, "91330106ma27xyk58l");
        for part in ["9133", "91330106ma27xyk58l", "k58l", "27xy", "xyk58"] {
            assert!(finds(tax, part), "{part}");
        }
        let mail = (Part::Handle, "li ming example com");
        for part in ["liming", "ming", "example", "com", "examplecom"] {
            assert!(finds(mail, part), "{part}");
        }
        assert!(!finds(mail, "xample"));
    }

    #[test]
    fn kinds_and_classes_lie_apart() {
        let all = [
            (1, Class::Start, "a"),
            (1, Class::Open, "a"),
            (1, Class::Open, "公"),
            (1, Class::Channel, "1"),
            (1, Class::TaxNumber, "1"),
            (1, Class::Account, "zzzzzzzzzzzz"),
            (2, Class::Start, "0"),
            (31, Class::Account, "\u{ffff}"),
        ];
        let spans: Vec<Span> = all
            .iter()
            .map(|(kind, class, sought)| {
                span_of(*kind, *class, &sought.chars().collect::<Vec<_>>(), 0)
            })
            .collect();
        for (at, one) in spans.iter().enumerate() {
            assert!(0 <= one.from && one.from <= one.to, "{one:?}");
            let (low, high) = Class::all_of(all[at].0);
            assert!(low <= one.from && one.to <= high, "{one:?}");
            for other in &spans[at + 1..] {
                assert!(one.to < other.from || other.to < one.from, "{one:?} {other:?}");
            }
        }
    }
}
