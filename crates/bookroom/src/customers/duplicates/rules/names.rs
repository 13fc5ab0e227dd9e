//! What a name is made of: place, the name proper, trade, legal form, branch, numbers. People leave
//! out or add some of these, and differ in none of them by chance in others.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::words::{
    BRANCHES, FORMS, LATIN_FORMS, LATIN_TRADES, SHORT_WORDS, TITLES, TRADES, latin_word,
};
use crate::places;
use crate::values::readings::readings;
use crate::values::text;

/// The most characters of a name that are compared.
const COMPARED: usize = 60;

/// The parts of a name, folded: full-width signs plain, Traditional characters in their Simplified
/// form, small letters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Name {
    /// All of it, without blanks and punctuation.
    pub(crate) whole: String,
    /// The name proper (字号), without trade.
    pub(crate) stem: String,
    /// The trade (贸易, trading), if it is told.
    pub(crate) trade: String,
    /// The legal form, as far as forms differ: limited, by shares, partners …
    pub(crate) form: &'static str,
    /// The code of the place that it begins with or has in brackets, as far as it says something.
    pub(crate) place: String,
    /// What tells a branch from its company, and from other branches.
    pub(crate) branch: String,
    /// The numbers in it, in their order.
    pub(crate) numbers: Vec<String>,
    /// How the name proper is read, so that homophones are alike.
    pub(crate) reading: String,
    /// The words of a name in Latin letters, sorted; of other names none.
    pub(crate) words: Vec<String>,
}

impl Name {
    /// The name proper with its trade.
    pub(crate) fn core(&self) -> String {
        format!("{}{}", self.stem, self.trade)
    }

    /// The parts of a company's name.
    pub(crate) fn of_company(name: &str) -> Self {
        let name = text::clip(name, COMPARED);
        let whole = text::hint_key(name);
        let mut parts = Self::default();
        if whole.chars().any(is_han) {
            parts.read_chinese(name);
        } else {
            parts.read_latin(name);
        }
        parts.whole = whole;
        parts.numbers = numbers(&format!("{} {}", parts.stem, parts.branch));
        parts.finish()
    }

    /// The parts of a person's name: all of it is the name proper.
    pub(crate) fn of_person(name: &str) -> Self {
        let name = text::clip(name, COMPARED);
        let words = text::hint_words(name);
        let is_title = |word: &String| TITLES.contains(&word.as_str());
        let mut words: Vec<String> = words.into_iter().filter(|word| !is_title(word)).collect();
        let mut whole = words.concat();
        if whole.chars().any(is_han) {
            let shorter = TITLES.iter().find_map(|title| whole.strip_suffix(title));
            if let Some(rest) = shorter.filter(|rest| rest.chars().count() > 1) {
                whole = rest.to_owned();
            }
            words.clear();
        } else {
            words.sort_unstable();
        }
        let parts = Self { stem: whole.clone(), whole, words, ..Self::default() };
        parts.finish()
    }

    fn read_chinese(&mut self, name: &str) {
        let mut rest = text::hint_key(&self.without_brackets(name));
        rest = self.take_branch(rest);
        rest = self.take_form(rest);
        rest = self.take_place(rest);
        let trade = TRADES
            .iter()
            .find(|trade| rest.strip_suffix(**trade).is_some_and(|stem| stem.chars().count() > 1));
        if let Some(trade) = trade {
            self.trade = (*trade).to_owned();
            rest.truncate(rest.len() - trade.len());
        }
        self.stem = ordinals(&rest);
    }

    /// The name with what stands in brackets in its place, but for places and nothing else.
    fn without_brackets(&mut self, name: &str) -> String {
        let plain: String = name.nfkc().map(text::simplified_character).collect();
        let mut out = String::with_capacity(plain.len());
        let mut rest = plain.as_str();
        while let Some(open) = rest.find(['(', '[', '【', '〔']) {
            let after = &rest[open..];
            let Some(close) = after.find([')', ']', '】', '〕']) else { break };
            let opened = after.chars().next().map_or(1, char::len_utf8);
            let inner = text::hint_key(&after[opened..close]);
            out.push_str(&rest[..open]);
            match places::code_of(&inner) {
                Some(code) => self.place = code.to_owned(),
                None => out.push_str(&inner),
            }
            let closed = after[close..].chars().next().map_or(1, char::len_utf8);
            rest = &after[close + closed..];
        }
        out.push_str(rest);
        out
    }

    /// Takes what comes after the company's form (有限公司北京分公司), or is a branch by its ending.
    fn take_branch(&mut self, name: String) -> String {
        let whole = ["公司", "集团"].iter().find_map(|form| {
            let at = name.find(form)? + form.len();
            let before = name[..at].strip_suffix("分公司").or(name[..at].strip_suffix("子公司"));
            (before.is_none() && at < name.len()).then_some(at)
        });
        if let Some(at) = whole {
            let tail = &name[at..];
            let goes_on = FORMS.iter().any(|(form, _)| tail == *form)
                || tail.starts_with("股份")
                || tail.starts_with("有限");
            if !goes_on {
                self.branch = folded_numbers(tail);
                return name[..at].to_owned();
            }
        }
        for ending in BRANCHES {
            let Some(before) = name.strip_suffix(ending) else { continue };
            let (stem, own) = split_own(before);
            if stem.chars().count() > 1 {
                self.branch = folded_numbers(&format!("{own}{ending}"));
                return stem.to_owned();
            }
        }
        // 青禾超市人民路店: what comes after the trade tells which one it is.
        if name.ends_with(['店', '部', '站', '点']) {
            let after = TRADES.iter().filter_map(|trade| {
                let at = name.rfind(trade)? + trade.len();
                (name[..at].chars().count() > 3 && at < name.len()).then_some(at)
            });
            if let Some(at) = after.max() {
                self.branch = folded_numbers(&name[at..]);
                return name[..at].to_owned();
            }
        }
        name
    }

    /// Takes the places that the name begins with: 浙江省杭州市.
    fn take_place(&mut self, name: String) -> String {
        let mut rest = name.as_str();
        for _ in 0..3 {
            let Some((code, left)) = places::leading(rest) else { break };
            // 东方贸易 is named so, and 上海东方 does not lie in 东方.
            let is_all = left.chars().count() < 2 || TRADES.contains(&left);
            if is_all || !code.starts_with(&self.place) {
                break;
            }
            self.place = code.to_owned();
            rest = left;
        }
        rest.to_owned()
    }

    fn take_form(&mut self, name: String) -> String {
        let mut rest = name.as_str();
        let mut in_group = false;
        while let Some((form, left)) =
            FORMS.iter().find_map(|form| Some((form, rest.strip_suffix(form.0)?)))
        {
            if left.chars().count() < 2 {
                break;
            }
            in_group |= form.1 == "group";
            if self.form.is_empty() && form.1 != "group" {
                self.form = form.1;
            }
            rest = left;
        }
        if in_group && self.form.is_empty() {
            self.form = "group";
        }
        rest.to_owned()
    }

    fn read_latin(&mut self, name: &str) {
        let words = text::hint_words(name);
        let mut words: Vec<String> = words.iter().map(|word| latin_word(word)).collect();
        words.retain(|word| !SHORT_WORDS.contains(&word.as_str()));
        while words.len() > 1 {
            let last = words.last().map(String::as_str);
            let Some(form) = LATIN_FORMS.iter().find(|form| Some(form.0) == last) else { break };
            if self.form.is_empty() {
                self.form = form.1;
            }
            words.pop();
        }
        let trade = words.last().filter(|word| LATIN_TRADES.contains(&word.as_str())).cloned();
        if let Some(trade) = trade.filter(|_| words.len() > 1) {
            words.pop();
            self.trade = trade;
        }
        self.stem = words.concat();
        words.sort_unstable();
        self.words = words;
    }

    fn finish(mut self) -> Self {
        self.reading = reading_of(&self.stem);
        self
    }
}

/// A character of Chinese.
pub(crate) fn is_han(character: char) -> bool {
    matches!(
        character,
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    )
}

/// How a text is read: the usual reading of each Chinese character, the rest as it is.
pub(crate) fn reading_of(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match readings(character).first() {
            Some(reading) => out.push_str(reading),
            None => out.push(character),
        }
    }
    out
}

/// A company and what tells its branch: a place, a number, or a street at its end.
fn split_own(name: &str) -> (&str, &str) {
    let mut at = name.len();
    let numeral = |it: char| it.is_ascii_digit() || value_of(it).is_some();
    let digits = name.trim_end_matches(numeral).len();
    if digits < name.len() {
        at = name[..digits].strip_suffix('第').map_or(digits, str::len);
    } else if let Some(before) = places::trailing(name) {
        at = before.len();
    }
    name.split_at(at)
}

const NUMERALS: &str = "零一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾";

fn value_of(character: char) -> Option<u32> {
    let place = NUMERALS.chars().position(|it| it == character)?;
    Some(match place {
        0..=10 => u32::try_from(place).ok()?,
        11 => 100,
        12..=21 => u32::try_from(place - 11).ok()?,
        _ => return None,
    })
}

/// The numbers in a folded name, in their order: digits with what joins them (7-11 is not 711), and
/// Chinese numerals as digits (第一 is 第1).
pub(crate) fn numbers(name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    let mut written: Option<(u32, u32)> = None;
    for character in name.chars().chain(std::iter::once(' ')) {
        if let Some(value) = value_of(character) {
            let (sum, last) = written.unwrap_or((0, 0));
            written = Some(if value >= 10 {
                (value.saturating_mul(last.max(1)).saturating_add(sum), 0)
            } else {
                (last.saturating_mul(10).saturating_add(sum), value)
            });
            continue;
        }
        if let Some((sum, last)) = written.take() {
            run.push_str(&(sum.saturating_add(last)).to_string());
        }
        let joins = matches!(character, '-' | '.' | ':' | '/') && !run.is_empty();
        if character.is_ascii_digit() || joins {
            run.push(character);
        } else if !run.is_empty() {
            found.push(std::mem::take(&mut run));
        }
    }
    found
}

/// A text with the ordinals in it as digits (第一 is 1); other numerals are words (三一, 百川).
fn ordinals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('第') {
        let after = &rest[at + '第'.len_utf8()..];
        let is_numeral = |it: char| it.is_ascii_digit() || value_of(it).is_some();
        let end = after.find(|it| !is_numeral(it)).unwrap_or(after.len());
        out.push_str(&rest[..at]);
        if end == 0 {
            out.push('第');
        }
        out.push_str(&folded_numbers(&after[..end]));
        rest = &after[end..];
    }
    out.push_str(rest);
    out
}

/// A text with its Chinese numerals as digits, and without 第.
fn folded_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut numerals = String::new();
    for character in text.chars().chain(std::iter::once(' ')) {
        if value_of(character).is_some() {
            numerals.push(character);
            continue;
        }
        numbers(&std::mem::take(&mut numerals)).iter().for_each(|number| out.push_str(number));
        if character != '第' && character != ' ' {
            out.push(character);
        }
    }
    out
}

/// Whether two places can be the same: one lies within the other, or one is not told.
pub(crate) fn places_agree(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// Whether all words of the shorter name stand in the longer one.
pub(crate) fn is_part(one: &[String], other: &[String]) -> bool {
    let [one, other] = [one, other].map(|it| it.iter().collect::<BTreeSet<_>>());
    let fewer = one.len().min(other.len());
    fewer > 0 && one.intersection(&other).count() == fewer
}
