//! What words in files mean that are no headings: kinds of lists, units, states of rows, methods.

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use crate::values::text::simplified;

/// Kind, value, words: one line each.
const WORDS: &str = include_str!("../../data/import_meanings.csv");

/// A word with what it means.
#[derive(Debug)]
pub(crate) struct Meant {
    /// What it means among the words of its kind.
    pub(crate) value: &'static str,
    /// The word in simplified characters, lower case and plain width.
    pub(crate) word: String,
}

fn all() -> &'static HashMap<&'static str, Vec<Meant>> {
    static ALL: OnceLock<HashMap<&'static str, Vec<Meant>>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut found: HashMap<&'static str, Vec<Meant>> = HashMap::new();
        let lines = WORDS.lines().skip(1).filter_map(|line| {
            let mut cells = line.splitn(3, ',');
            Some((cells.next()?, cells.next()?, cells.next()?))
        });
        for (kind, value, words) in lines {
            let words = words.split('|').map(|word| Meant { value, word: folded(word) });
            found.entry(kind).or_default().extend(words);
        }
        found
    })
}

/// A text in plain width, simplified characters and lower case, with single spaces.
pub(crate) fn folded(text: &str) -> String {
    let wide: String = text.nfkc().collect();
    simplified(wide.trim()).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a kind, in the order of their lines.
pub(crate) fn of(kind: &'static str) -> impl Iterator<Item = &'static Meant> {
    all().get(kind).map_or(&[][..], Vec::as_slice).iter()
}

/// What a text means that is a word of the kind and nothing else.
pub(crate) fn whole(kind: &'static str, text: &str) -> Option<&'static str> {
    let text = folded(text);
    of(kind).find(|it| it.word == text).map(|it| it.value)
}

/// Whether a text is a word of the kind and nothing else.
pub(crate) fn is(kind: &'static str, text: &str) -> bool {
    whole(kind, text).is_some()
}

/// Where a word stands in a folded text: Chinese anywhere, Latin letters between other signs.
pub(crate) fn places(text: &str, word: &str) -> Vec<usize> {
    let is_letter = |it: char| it.is_ascii_alphanumeric();
    let fits = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        let starts = !word.starts_with(is_letter) || !before.is_some_and(is_letter);
        let ends = !word.ends_with(is_letter) || !after.is_some_and(is_letter);
        starts && ends
    };
    text.match_indices(word).map(|(at, _)| at).filter(|at| fits(*at)).collect()
}
