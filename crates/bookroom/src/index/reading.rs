//! Names as a Latin keyboard types them: by the initials of their syllables (`hzqh`), or with the
//! syllables written out, the last perhaps in part (`qingh`). From any character of the name on.

use super::grams::{Span, letter};
use crate::values::readings::{begins_syllable, is_syllable, readings};

/// How many initials one part holds, and of how many syllables what follows the initial.
const INITIALS: usize = 6;
const ENDINGS: usize = 3;
const BITS: usize = 6;
/// How many characters of a name keep more than one reading: all readings together are looked up.
const SEVERAL: usize = 3;
/// How many ways of parting a text into syllables are tried.
const WAYS: usize = 12;
/// How many steps are taken for that: letters that make no name part in too many ways.
const STEPS: usize = 500;

/// Endings of companies' names, which are typed by their pinyin only after more of the name; the
/// longer first.
const FORMS: [&str; 7] =
    ["股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "分公司", "公司", "经营部"];

/// How many characters before the company's form must be typed before the form is read on.
const BEFORE_FORM: usize = 2;

/// How a name is read: what can be typed for each of its characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    syllables: Vec<Vec<String>>,
    /// From here on the company's form follows, if anything does.
    form: usize,
    /// From here on nothing is Chinese, or the form begins: nobody begins to type there.
    end: usize,
}

/// A piece of what was typed: a syllable, or the beginning of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    text: String,
    is_whole: bool,
}

impl Token {
    fn fits(&self, syllable: &str) -> bool {
        if self.is_whole { syllable == self.text } else { syllable.starts_with(&self.text) }
    }
}

impl Reading {
    /// Reads the characters of a folded name without blanks.
    pub(crate) fn of(name: &[char]) -> Self {
        let (name, form) = name.split_at(name.len() - form_of(name));
        let mut several = 0;
        let mut syllables = Vec::with_capacity(name.len());
        let mut end = 0;
        for &character in name {
            if character.is_ascii_alphanumeric() {
                syllables.push(vec![character.to_string()]);
                continue;
            }
            let mut found = readings(character);
            if found.len() > 1 {
                several += 1;
                if several > SEVERAL {
                    found.truncate(1);
                }
            }
            if !found.is_empty() {
                end = syllables.len() + 1;
            }
            // What is read in no way stands for nothing that can be typed.
            syllables.push(found);
        }
        let at = syllables.len();
        // The usual reading will do for words that everybody knows.
        syllables.extend(form.iter().map(|it| readings(*it).into_iter().take(1).collect()));
        Self { syllables, form: at, end }
    }

    /// What can be typed from a character on: with the company's form when enough stands before
    /// it, or else every name would be found by the initials of its form.
    fn rest(&self, at: usize) -> &[Vec<String>] {
        let reads_on = at == 0 || at + BEFORE_FORM <= self.form;
        &self.syllables[at..if reads_on { self.syllables.len() } else { self.form }]
    }

    /// The parts of the name, from each of its characters on.
    pub(super) fn payloads(&self) -> Vec<i64> {
        let mut found = Vec::new();
        for at in 0..self.end {
            let rest = self.rest(at);
            let rest = &rest[..rest.len().min(INITIALS)];
            let length = rest.iter().take_while(|it| !it.is_empty()).count();
            if length > 0 {
                each_way(&rest[..length], &mut Vec::new(), &mut |way| found.push(payload(way)));
            }
        }
        found
    }

    /// Where the name is read as was typed: the number of the character.
    pub(crate) fn find(&self, tokens: &[Token]) -> Option<usize> {
        (0..self.end).find(|&at| {
            let rest = self.rest(at);
            let fits = |(token, syllables): (&Token, &Vec<String>)| {
                syllables.iter().any(|syllable| token.fits(syllable))
            };
            rest.len() >= tokens.len() && tokens.iter().zip(rest).all(fits)
        })
    }
}

/// Calls `done` with every way of taking one reading of each character.
fn each_way<'s>(
    rest: &'s [Vec<String>],
    way: &mut Vec<&'s str>,
    done: &mut impl FnMut(&[&'s str]),
) {
    let Some((first, rest)) = rest.split_first() else { return done(way) };
    for syllable in first {
        way.push(syllable);
        each_way(rest, way, done);
        way.pop();
    }
}

/// How many of a name's last characters are the company's form.
fn form_of(name: &[char]) -> usize {
    let forms = FORMS.iter().map(|form| form.chars().collect::<Vec<char>>());
    let ends = |form: &Vec<char>| name.len() > form.len() && name.ends_with(form);
    forms.into_iter().find(ends).map_or(0, |form| form.len())
}

/// Initials first, so that a few of them are a range; then the endings of the first syllables.
fn payload(way: &[&str]) -> i64 {
    let initial = |at: usize| way.get(at).and_then(|it| it.chars().next()).map_or(0, letter);
    let ending = |at: usize| way.get(at).map_or(0, |it| ending(it));
    let initials = (0..INITIALS).fold(0, |sum, at| (sum << BITS) | initial(at));
    (0..ENDINGS).fold(initials, |sum, at| (sum << BITS) | ending(at))
}

/// A number of six bits for what follows the first letter; 0 is for no syllable.
fn ending(syllable: &str) -> i64 {
    let mixed = syllable.bytes().skip(1).fold(7_u32, |sum, byte| sum * 31 % 8191 + u32::from(byte));
    i64::from(mixed % 63) + 1
}

/// The ways in which letters may have been typed for a name; none for what is no pinyin. The letter
/// `v` stands for `ü`.
pub(crate) fn ways(typed: &[char]) -> Vec<Vec<Token>> {
    if typed.len() < 2 || !typed.iter().all(char::is_ascii_alphanumeric) {
        return Vec::new();
    }
    if typed.iter().all(char::is_ascii_digit) {
        return Vec::new();
    }
    let token = |text: String, is_whole| Token { text, is_whole };
    let initials = typed.iter().map(|it| token(it.to_string(), false)).collect();
    let mut found: Vec<Vec<Token>> = vec![initials];
    let plain: Vec<char> = typed.iter().map(|&it| if it == 'v' { 'u' } else { it }).collect();
    let mut doubled = Vec::new();
    let mut at = 0;
    while at < plain.len() {
        let is_double = matches!(plain[at..], ['z' | 'c' | 's', 'h', ..]);
        let end = at + 1 + usize::from(is_double);
        doubled.push(token(plain[at..end].iter().collect(), false));
        at = end;
    }
    found.push(doubled);
    part(&plain, &mut Vec::new(), &mut found, &mut { STEPS });
    found.dedup();
    found
}

/// Adds the ways of parting letters into syllables.
fn part(rest: &[char], way: &mut Vec<Token>, found: &mut Vec<Vec<Token>>, steps: &mut usize) {
    if found.len() >= WAYS || *steps == 0 {
        return;
    }
    *steps -= 1;
    for length in (1..=rest.len().min(6)).rev() {
        let text: String = rest[..length].iter().collect();
        let is_digit = length == 1 && rest[0].is_ascii_digit();
        if length == rest.len() {
            if is_digit || begins_syllable(&text) {
                let mut way = way.clone();
                way.push(Token { text, is_whole: false });
                if !found.contains(&way) {
                    found.push(way);
                }
            }
        } else if is_digit || is_syllable(&text) {
            way.push(Token { text, is_whole: true });
            part(&rest[length..], way, found, steps);
            way.pop();
        }
    }
}

fn span(kind: i64, way: &[Token]) -> Span {
    let taken = way.len().min(INITIALS);
    let initial = |at: usize| {
        let token = way.get(at).filter(|_| at < taken);
        token.and_then(|it| it.text.chars().next()).map_or(0, letter)
    };
    let initials = (0..INITIALS).fold(0, |sum, at| (sum << BITS) | initial(at));
    let from = initials << (BITS * ENDINGS);
    let width = 1_i64 << (BITS * (INITIALS - taken + ENDINGS));
    let (mut mask, mut value) = (0, 0);
    for (at, token) in way.iter().enumerate().take(ENDINGS).filter(|(_, it)| it.is_whole) {
        let place = BITS * (ENDINGS - 1 - at);
        mask |= 0b11_1111 << place;
        value |= ending(&token.text) << place;
    }
    Span::of_reading(kind, from, from + width - 1, mask, value)
}

impl Reading {
    /// The range of parts in which names lie that are read in a way.
    pub(crate) fn span(kind: i64, way: &[Token]) -> Span {
        span(kind, way)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::grams::grams_of;
    use crate::index::{Body, Part};

    fn read(name: &str, typed: &str) -> bool {
        let characters: Vec<char> = name.chars().collect();
        let reading = Reading::of(&characters);
        let ways = ways(&typed.chars().collect::<Vec<_>>());
        let found = ways.iter().any(|way| reading.find(way).is_some());
        // Whatever is found is found by the parts as well.
        let body = Body { texts: vec![(Part::Name, name.to_owned())] };
        let grams = grams_of(1, &body);
        let meant = |way: &&Vec<Token>| {
            let span = Reading::span(1, way);
            grams.iter().any(|&gram| span.holds(gram))
        };
        assert!(ways.iter().filter(|way| reading.find(way).is_some()).all(|it| meant(&it)));
        found
    }

    #[test]
    fn names_are_read_from_any_character_on() {
        for typed in [
            "hzqh",
            "hz",
            "qh",
            "qhkj",
            "hangzhou",
            "qinghe",
            "qingh",
            "zhouqing",
            "hzqhkj",
            "keji",
            "hangzhouqinghekeji",
            "qhk",
            "zhqh",
            "hzqhkjyxgs",
            "qhkjyx",
            "kjyxgs",
            "kejiyouxiangongsi",
            "kejiyouxiangongs",
        ] {
            assert!(read("杭州青禾科技有限公司", typed), "{typed}");
        }
        for typed in [
            "hzhe",
            "qhhz",
            "yxgs",
            "jyxgs",
            "jy",
            "jiyouxian",
            "gongsi",
            "h",
            "zz",
            "hangzhoux",
            "ngzhou",
        ] {
            assert!(!read("杭州青禾科技有限公司", typed), "{typed}");
        }
    }

    #[test]
    fn other_readings_of_names_are_known() {
        for (name, typed) in [
            ("单福", "shanfu"),
            ("单福", "danfu"),
            ("单福", "sf"),
            ("重庆长安", "chongqing"),
            ("重庆长安", "cqca"),
            ("重庆长安", "changan"),
            ("厦门", "xiamen"),
            ("吕梁", "lvliang"),
            ("吕梁", "luliang"),
            ("西安", "xian"),
            ("西安", "xa"),
            ("a4纸厂", "a4zc"),
            ("a4纸厂", "a4zhi"),
            ("交通银行", "jtyh"),
            ("重单解查盖", "zdjcg"),
            ("联合贸易有限责任公司", "lhmyyxzrgs"),
            ("联合股份有限公司", "lhgfyxgs"),
            ("海有限公司", "hyxgs"),
            ("青禾集团有限公司", "qinghejituanyouxiangongsi"),
            ("老王经营部", "lwjyb"),
            ("青禾分公司", "qhfgs"),
        ] {
            assert!(read(name, typed), "{name} {typed}");
        }
        assert!(!read("许由", "hu"));
        assert!(!read("abc", "abc"), "found as it is");
    }

    #[test]
    fn nothing_typed_takes_long() {
        for typed in [
            "a".repeat(200),
            "xianxian".repeat(20),
            "zhzh".repeat(50),
            "1".repeat(99),
            "xian".repeat(49) + "b",
        ] {
            let characters: Vec<char> = typed.chars().collect();
            assert!(ways(&characters).len() <= WAYS, "{typed}");
        }
    }
}
