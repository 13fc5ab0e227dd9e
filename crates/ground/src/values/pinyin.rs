//! Finding Chinese names by what a Latin keyboard types: full pinyin, initials, or a mixture, as in
//! `hangzhou`, `hz` and `hzhou`.

use pinyin::ToPinyinMulti;

/// How a query fits the beginning of a name's reading; the better comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PinyinFit {
    /// The syllables are written out, the last perhaps in part.
    Full,
    /// Some or all stand as initials.
    Initials,
}

/// How `query` (Latin letters; blanks and apostrophes do not count) fits the beginning of the
/// reading of `name`. Every reading of a character counts, so that 重庆 is found by `chongqing`; what
/// is no Chinese character stands for itself.
#[must_use]
pub fn pinyin_fit(name: &str, query: &str) -> Option<PinyinFit> {
    let query: Vec<char> = query
        .chars()
        .filter(|character| !matches!(character, ' ' | '\''))
        .flat_map(char::to_lowercase)
        .map(|character| if character == 'v' { 'ü' } else { character })
        .collect();
    if query.is_empty() {
        return None;
    }
    let readings: Vec<Vec<Vec<char>>> = name.chars().map(readings).collect();
    let full = fits(&readings, &query, false).then_some(PinyinFit::Full);
    full.or_else(|| fits(&readings, &query, true).then_some(PinyinFit::Initials))
}

/// The readings of a character, without tones.
fn readings(character: char) -> Vec<Vec<char>> {
    let Some(multi) = character.to_pinyin_multi() else {
        return vec![character.to_lowercase().collect()];
    };
    let mut found: Vec<Vec<char>> = (0..multi.count())
        .filter_map(|index| multi.get_opt(index))
        .map(|reading| reading.plain().chars().collect())
        .collect();
    found.dedup();
    found
}

/// Whether the query is used up by the syllables, one after another. At most a few readings and two
/// ways for each, and a name is short; what was used up of it so far is kept as a set of lengths.
fn fits(readings: &[Vec<Vec<char>>], query: &[char], with_initials: bool) -> bool {
    let mut used = vec![0_usize];
    for syllables in readings {
        let mut next = Vec::new();
        for &start in &used {
            let rest = &query[start..];
            for syllable in syllables {
                let same = syllable.iter().zip(rest).take_while(|(a, b)| a == b).count();
                if same == rest.len() {
                    return true;
                }
                if same == syllable.len() {
                    next.push(start + same);
                }
                if with_initials {
                    next.extend(initials(syllable, rest).map(|length| start + length));
                }
            }
        }
        next.sort_unstable();
        next.dedup();
        if next.is_empty() {
            return false;
        }
        used = next;
    }
    false
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
        for query in ["hangzhou", "HangZhou", "hang zhou", "hangzh", "hang", "h"] {
            assert_eq!(fit("杭州", query), Some(PinyinFit::Full), "{query}");
        }
        for query in ["hz", "hzhou", "hangz", "hzh"] {
            let wanted = if query == "hangz" { PinyinFit::Full } else { PinyinFit::Initials };
            assert_eq!(fit("杭州", query), Some(wanted), "{query}");
        }
        assert_eq!(fit("重庆", "chongqing"), Some(PinyinFit::Full));
        assert_eq!(fit("长沙", "changsha"), Some(PinyinFit::Full));
        assert_eq!(fit("西安", "xi'an"), Some(PinyinFit::Full));
        assert_eq!(fit("吕梁", "lvliang"), Some(PinyinFit::Full));
        assert_eq!(fit("旅顺", "lvs"), Some(PinyinFit::Full));
        for query in ["zhou", "hangzhoux", "hx", "", " "] {
            assert_eq!(fit("杭州", query), None, "{query}");
        }
        assert_eq!(fit("", "h"), None);
    }
}
