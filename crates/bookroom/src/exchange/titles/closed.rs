//! Whether a text beside the rows is understood as a whole: made of nothing but words that say
//! nothing about figures, names of companies, days, numbers, and what stands after a label.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{LONGEST, Unit, own, units};
use crate::exchange::headers::Target;
use crate::exchange::headers::words::{self, Word};
use crate::exchange::meanings::{self, folded, places};
use crate::exchange::remarks;
use crate::values::text::clip;

/// Kind and words, one line each.
///
/// `title`: words that say nothing about figures. `free`: labels after which anything may stand.
/// `form`: what ends the name of a company. `danger`: what may say that figures are not what they
/// seem.
const WORDS: &str = include_str!("../../../data/import_titles.csv");

/// The words of a kind, in simplified characters and lower case.
fn of(kind: &str) -> &'static [String] {
    static KINDS: OnceLock<BTreeMap<&'static str, Vec<String>>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| {
        let mut kinds: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        let lines = WORDS.lines().skip(1).filter_map(|line| line.split_once(','));
        for (kind, words) in lines {
            // A form of a company may hold a comma.
            kinds.entry(kind).or_default().extend(words.split('|').map(folded));
        }
        kinds
    });
    kinds.get(kind).map_or(&[], Vec::as_slice)
}

/// Whether a text holds a character or a word that may say that figures are not what they seem.
pub(crate) fn may_change(text: &str) -> bool {
    let text = folded(text);
    of("danger").iter().any(|word| !places(&text, word).is_empty())
}

/// Signs of money: no punctuation. That of the yuan says nothing.
const SIGNS: [char; 8] = ['$', '€', '£', '₹', '₩', '₽', '฿', '₫'];

/// A text that is being gone through, from place to place.
struct Walk<'t> {
    text: &'t str,
    reached: Vec<bool>,
    /// Whether words for units and currencies count as understood.
    with_units: bool,
    own: &'static [&'static str],
}

impl Walk<'_> {
    /// Goes on behind a word that stands at a place.
    fn word(&mut self, at: usize, word: &str) {
        if self.stands(at, word) {
            self.reach(at + word.len());
        }
    }

    fn reach(&mut self, at: usize) {
        if let Some(reached) = self.reached.get_mut(at) {
            *reached = true;
        }
    }

    fn stands(&self, at: usize, word: &str) -> bool {
        let is_letter = |it: char| it.is_ascii_alphabetic();
        let rest = self.text.get(at..).unwrap_or_default();
        if word.is_empty() || !rest.starts_with(word) {
            return false;
        }
        let before = self.text.get(..at).and_then(|before| before.chars().next_back());
        let after = rest.get(word.len()..).and_then(|after| after.chars().next());
        (!word.starts_with(is_letter) || !before.is_some_and(is_letter))
            && (!word.ends_with(is_letter) || !after.is_some_and(is_letter))
    }

    /// Goes over the name of a company that begins at a place.
    fn company(&mut self, at: usize) {
        let rest = self.text.get(at..).unwrap_or_default();
        let end = rest.find([':', ';', '|', '。', '，', '；']).unwrap_or(rest.len());
        let part = rest.get(..end).unwrap_or_default();
        for form in of("form") {
            for found in places(part, form) {
                let name = part.get(..found).unwrap_or_default();
                let end = at + found + form.len();
                if !name.is_empty() && !may_change(name) {
                    self.reach(end);
                }
            }
        }
    }

    /// Goes over what stands after a label that begins at a place.
    fn labelled(&mut self, at: usize) {
        let mut ends: Vec<usize> = Vec::new();
        for label in of("free").iter().filter(|label| self.stands(at, label)) {
            let after = at + label.len();
            let rest = self.text.get(after..).unwrap_or_default();
            let value = rest.trim_start().trim_start_matches(')');
            if value.starts_with([':', '=', '[']) {
                let from = after + (rest.len() - value.len()) + 1;
                let cuts = [' ', ',', ';', '|', '，', '；', ')', ']'];
                let value = self.text.get(from..).unwrap_or_default();
                ends.extend(value.match_indices(cuts).map(|(place, _)| from + place));
                ends.push(self.text.len());
            }
        }
        ends.into_iter().for_each(|end| self.reach(end));
    }

    fn step(&mut self, at: usize, character: char) {
        let next = at + character.len_utf8();
        if (!character.is_alphanumeric() && !SIGNS.contains(&character) && character != '%')
            || character.is_numeric()
        {
            self.reach(next);
        }
        let before = self.text.get(..at).unwrap_or_default();
        let begins =
            before.is_empty() || before.ends_with([' ', ',', ';', ':', '|', '(', ']', '*']);
        if begins && character.is_alphanumeric() {
            self.company(at);
        }
        self.labelled(at);
        for word in of("title") {
            self.word(at, word);
        }
        for meant in meanings::of("list").filter(|it| self.own.contains(&it.value)) {
            self.word(at, &meant.word);
        }
        let negated = meanings::of("negated").filter(|it| self.stands(at, &it.word));
        let places: Vec<usize> = negated.map(|it| at + it.word.len()).collect();
        for place in places {
            let gap = self.text.get(place..).map_or(0, |it| it.len() - it.trim_start().len());
            for meant in meanings::of("list") {
                self.word(place + gap, &meant.word);
            }
        }
        let before = before.trim_end();
        // 3万元 is an amount.
        let figure = |it: &char| it.is_ascii_digit() || matches!(it, ',' | '.');
        let mut digits = before.chars().rev().take_while(figure);
        if self.with_units && !digits.any(|it| ('1'..='9').contains(&it)) {
            for kind in ["unit", "currency", "counted", "stated"] {
                for meant in meanings::of(kind) {
                    self.word(at, &meant.word);
                }
            }
            for (word, _) in money_words() {
                self.word(at, word);
            }
        }
    }
}

/// The words for units of money, with what they are.
fn money_words() -> &'static [(String, Word)] {
    static FOUND: OnceLock<Vec<(String, Word)>> = OnceLock::new();
    FOUND.get_or_init(|| {
        let is_money = |word: &Word| matches!(word, Word::Scale(_) | Word::Currency(_));
        let lines = words::written().filter(|(_, word)| is_money(word));
        lines.map(|(text, word)| (folded(text), word)).collect()
    })
}

fn goes_through(text: &str, with_units: bool, target: Target) -> bool {
    if text.len() > 4 * LONGEST {
        return false;
    }
    let own = own(target);
    let mut walk = Walk { text, reached: vec![false; text.len() + 1], with_units, own };
    if let Some(first) = walk.reached.first_mut() {
        *first = true;
    }
    for (at, character) in text.char_indices() {
        if walk.reached.get(at).copied().unwrap_or(false) {
            walk.step(at, character);
        }
    }
    walk.reached.last().copied().unwrap_or(false)
}

/// Whether a text of a file of this target says nothing about its figures that is not read.
pub(crate) fn is_understood(target: Target, text: &str) -> bool {
    if text.chars().count() > LONGEST {
        return false;
    }
    let plain = folded(text);
    let has_unit = || {
        let found = units(&[(0, vec![text.to_owned()])]);
        found.iter().any(|it| it.unit.is_some())
    };
    goes_through(&plain, false, target)
        || (has_unit() && goes_through(&plain, true, target))
        || remarks::is_count_of_flows(&plain)
        || (!may_change(&plain) && remarks::is_beside(text))
}

/// Whether a text is made of words for money and of words that say nothing, of the former one at
/// least.
pub(super) fn is_of_money(text: &str) -> bool {
    let through = |with_units| goes_through(text, with_units, Target::Payments);
    let has_money = || money_words().iter().any(|(word, _)| !places(text, word).is_empty());
    text.len() <= 4 * LONGEST && has_money() && through(true) && !through(false)
}

/// A currency that stands alone among numbers and signs, or with words that say nothing: 6222
/// 美元, 美元账户收款明细, us dollar account.
pub(super) fn currency(text: &str) -> Option<(&str, Unit)> {
    let names = || {
        money_words().iter().filter_map(|(name, word)| match word {
            // Codes in capitals are found elsewhere; small words may be others.
            Word::Currency(codes) if !name.is_ascii() || name.len() > 4 => {
                (name.chars().count() > 1).then_some((name.as_str(), *codes))
            }
            _ => None,
        })
    };
    let unit = |codes| Unit { scale: 0, currency: Some(codes) };
    let is_cut = |it: char| !it.is_alphabetic();
    for token in text.split(is_cut).filter(|token| !token.is_ascii()) {
        if let Some((_, codes)) = names().find(|(name, _)| *name == token) {
            return Some((clip(token, 40), unit(codes)));
        }
    }
    let found = names().filter(|(name, _)| !places(text, name).is_empty());
    let (name, codes) = found.max_by_key(|(name, _)| name.len())?;
    let scaled = money_words()
        .iter()
        .any(|(word, kind)| matches!(kind, Word::Scale(_)) && !places(text, word).is_empty());
    let at = text.find(name)?;
    let said = || (text.get(at..at + name.len()).unwrap_or(text), unit(codes));
    (!scaled && is_of_money(text)).then(said)
}

/// What stands in rows above the heading and is not understood: of each row the first text, with
/// its line.
pub(crate) fn unread(target: Target, rows: &[(u64, Vec<String>)]) -> Vec<(u64, String)> {
    let is_label = |cell: &str| {
        let label = folded(cell);
        of("free").iter().any(|word| *word == label.trim_end_matches(':').trim_end())
    };
    let mut found = Vec::new();
    for (line, cells) in rows {
        let mut after_label = false;
        for cell in cells {
            if cell.is_empty() {
                after_label = false;
                continue;
            }
            let follows = std::mem::replace(&mut after_label, is_label(cell));
            if !follows && !after_label && !is_understood(target, cell) {
                let pair = cells.windows(2).any(|pair| {
                    let text = pair.iter().map(|it| it.trim_end_matches([':', '：']));
                    let text = text.collect::<Vec<_>>().join(":");
                    pair.contains(cell) && is_understood(target, &text)
                });
                if !pair {
                    found.push((*line, clip(cell, 60).to_owned()));
                    break;
                }
            }
        }
    }
    found
}
