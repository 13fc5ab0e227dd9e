//! Finding Chinese names by what a Latin keyboard types: full pinyin, initials, or a mixture, as in
//! `hangzhou`, `hz` and `hzhou`.

use std::collections::BTreeSet;

use pinyin::ToPinyinMulti;

/// How a query fits a name's reading; the better comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PinyinFit {
    /// It is the whole name, in its usual reading.
    Whole,
    /// It is the whole name, by a reading that is not the usual one of some character (重庆).
    WholeRare,
    /// The name begins with it: the syllables are written out, the last perhaps in part.
    Beginning,
    /// Some or all syllables stand as initials.
    Initials,
    /// As one of these two, but only by a reading that is not the usual one of some character.
    Rare,
}

/// How `query` (Latin letters; blanks do not count, an apostrophe ends a syllable) fits the
/// beginning of the reading of `name`. What is no Chinese character stands for itself. Every
/// reading of a character counts, so that 重庆 is found by `chongqing`, but its usual one more.
#[must_use]
pub fn pinyin_fit(name: &str, query: &str) -> Option<PinyinFit> {
    let query: Vec<char> = query
        .chars()
        .filter(|character| !character.is_whitespace())
        .flat_map(char::to_lowercase)
        .map(|character| match character {
            'v' => 'ü',
            '’' => BORDER,
            other => other,
        })
        .collect();
    if query.iter().all(|&character| character == BORDER) {
        return None;
    }
    let all: Vec<Vec<Vec<char>>> = name.chars().map(readings).collect();
    let usual: Vec<Vec<Vec<char>>> =
        all.iter().map(|readings| readings.iter().take(1).cloned().collect()).collect();
    let written_out = fits(&usual, &query, false);
    if written_out == Some(End::Name) {
        return Some(PinyinFit::Whole);
    }
    if fits(&all, &query, false) == Some(End::Name) {
        return Some(PinyinFit::WholeRare);
    }
    let beginning = written_out.map(|_| PinyinFit::Beginning);
    let initials = || fits(&usual, &query, true).map(|_| PinyinFit::Initials);
    let rare = || fits(&all, &query, true).map(|_| PinyinFit::Rare);
    beginning.or_else(initials).or_else(rare)
}

/// What ends a syllable, as in `xi'an`.
const BORDER: char = '\'';

/// The readings of a character, without tones, the usual one first.
fn readings(character: char) -> Vec<Vec<char>> {
    let Some(multi) = character.to_pinyin_multi() else {
        return vec![character.to_lowercase().collect()];
    };
    let mut found: Vec<Vec<char>> = Vec::new();
    for reading in (0..multi.count()).filter_map(|index| multi.get_opt(index)) {
        let reading: Vec<char> = reading.plain().chars().collect();
        if !found.contains(&reading) {
            found.push(reading);
        }
    }
    found
}

/// Where a query ends that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Together with the name.
    Name,
    /// Before it.
    Within,
}

/// Whether the query is used up by the syllables, one after another, and where. What can be used up
/// of it after each syllable is kept as a set of lengths, so that no way is walked twice.
fn fits(readings: &[Vec<Vec<char>>], query: &[char], with_initials: bool) -> Option<End> {
    let mut used = BTreeSet::from([0]);
    let mut ends_within = false;
    for syllables in readings {
        let mut next = BTreeSet::new();
        for &start in &used {
            let rest = &query[start..];
            ends_within |= rest.is_empty();
            for syllable in syllables {
                let same = syllable.iter().zip(rest).take_while(|(a, b)| is_same(**a, **b)).count();
                ends_within |= same == rest.len() && same < syllable.len();
                let whole = (same == syllable.len()).then_some(same);
                let initials =
                    with_initials.then(|| initials(syllable, rest)).into_iter().flatten();
                next.extend(
                    whole.into_iter().chain(initials).map(|it| start + it + border(&rest[it..])),
                );
            }
        }
        used = next;
    }
    if used.contains(&query.len()) { Some(End::Name) } else { ends_within.then_some(End::Within) }
}

/// One when a border follows.
fn border(rest: &[char]) -> usize {
    usize::from(rest.first() == Some(&BORDER))
}

/// `ü` may be typed as `u`, as in `lueyang`.
fn is_same(syllable: char, typed: char) -> bool {
    syllable == typed || (syllable == 'ü' && typed == 'u')
}

/// The lengths of the initials of a syllable that `rest` begins with: `z`, and `zh` too.
fn initials(syllable: &[char], rest: &[char]) -> impl Iterator<Item = usize> {
    let two = matches!(syllable, ['z' | 'c' | 's', 'h', ..]);
    let limit = if two { 2 } else { 1 };
    let same = syllable.iter().zip(rest).take(limit).take_while(|(a, b)| a == b).count();
    1..=same
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_what_is_typed() {
        let fit = |name, query| pinyin_fit(name, query);
        for query in ["hangzhou", "HangZhou", "hang zhou", "hang'zhou"] {
            assert_eq!(fit("杭州", query), Some(PinyinFit::Whole), "{query}");
        }
        for query in ["hangzh", "hangz", "hang", "h"] {
            assert_eq!(fit("杭州", query), Some(PinyinFit::Beginning), "{query}");
        }
        for query in ["hz", "hzhou", "hzh", "h'z"] {
            assert_eq!(fit("杭州", query), Some(PinyinFit::Initials), "{query}");
        }
        assert_eq!(fit("重庆", "chongqing"), Some(PinyinFit::WholeRare));
        assert_eq!(fit("重庆", "chongq"), Some(PinyinFit::Rare));
        assert_eq!(fit("西安", "xi'an"), Some(PinyinFit::Whole));
        assert_eq!(fit("西安", "xian"), Some(PinyinFit::Whole));
        assert_eq!(fit("湘潭", "xi'an"), None);
        assert_eq!(fit("咸阳", "xian"), Some(PinyinFit::Beginning));
        for query in ["lvliang", "luliang", "lüliang"] {
            assert_eq!(fit("吕梁", query), Some(PinyinFit::Whole), "{query}");
        }
        assert_eq!(fit("略阳", "lueyang"), Some(PinyinFit::Whole));
        for query in ["zhou", "hangzhoux", "hx", "", " ", "'"] {
            assert_eq!(fit("杭州", query), None, "{query}");
        }
        assert_eq!(fit("", "h"), None);
        let long = "阿".repeat(60);
        assert_eq!(fit(&long, &"a".repeat(40)), Some(PinyinFit::Beginning));
    }
}
