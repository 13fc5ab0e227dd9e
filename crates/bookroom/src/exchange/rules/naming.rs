//! Numbers of documents within texts: what may be one, and what is written like one.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

/// Figures alone are a number within a text when they are so many, or when a word says so.
const LONG: usize = 5;

/// Words before figures that are the number of a document.
const MARKS: [&str; 16] = [
    "号", "單", "单", "票", "據", "据", "#", "no", "nr", "num", "inv", "invoice", "order", "bill",
    "number", "ref",
];

/// So many characters before a number are looked at.
const ENDING: usize = 24;

/// A text in plain width.
pub(crate) fn plain(text: &str) -> String {
    text.nfkc().collect()
}

/// What may be the number of a document in a text that says other things too: signs of numbers
/// between spaces, other marks and Chinese characters, with a digit among them.
pub(crate) fn numbers_in(text: &str) -> Vec<String> {
    let text = plain(text);
    let is_sign = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '/' | '.');
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut rest = text.as_str();
    let mut before = 0;
    while let Some(start) = rest.find(is_sign) {
        let (head, tail) = rest.split_at(start);
        let end = tail.find(|it: char| !is_sign(it)).unwrap_or(tail.len());
        let token = tail.get(..end).unwrap_or_default();
        let number = token.trim_matches(['-', '_', '/', '.']);
        let said = text.get(..before + head.len()).unwrap_or_default();
        if is_number(number, ending(said)) && seen.insert(number.to_owned()) {
            found.push(number.to_owned());
        }
        before += head.len() + end;
        rest = tail.get(end..).unwrap_or_default();
    }
    found
}

/// The end of a text, in which a word may stand before a number.
fn ending(text: &str) -> &str {
    let (at, _) = text.char_indices().rev().nth(ENDING - 1).unwrap_or_default();
    text.get(at..).unwrap_or(text)
}

/// Whether signs may be a number: figures alone only when they are long or called one.
fn is_number(token: &str, before: &str) -> bool {
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 || token.bytes().any(|it| it.is_ascii_alphabetic()) {
        return digits > 0;
    }
    let before = before.trim_end_matches([' ', ':', '.', '-', '(', '[', '"']).to_lowercase();
    digits >= LONG || MARKS.iter().any(|mark| before.ends_with(mark))
}

/// How a number is written: `xs-#` of XS-17. None for figures alone, and for a letter with figures:
/// too much is written like those.
pub(crate) fn shape(number: &str) -> Option<String> {
    let mut shape = String::new();
    for character in plain(number).trim().to_lowercase().chars() {
        if !character.is_ascii_digit() {
            shape.push(character);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    let letters = shape.chars().filter(|it| it.is_alphabetic()).count();
    (letters >= 2 && shape.contains('#')).then_some(shape)
}

/// Letters and figures of a number without its signs: `xs2` of XS-2.
fn compact(number: &str) -> String {
    let letters = plain(number).to_lowercase();
    letters.chars().filter(|it| it.is_alphanumeric()).collect()
}

/// As [`compact`], without noughts before figures: `20260502.1` of 20260502-01.
fn runs(number: &str) -> String {
    let text = plain(number).to_lowercase();
    let mut runs: Vec<String> = Vec::new();
    let mut before = ' ';
    for it in text.chars() {
        let goes_on = it.is_alphanumeric()
            && before.is_alphanumeric()
            && it.is_ascii_digit() == before.is_ascii_digit();
        match runs.last_mut() {
            Some(run) if goes_on => run.push(it),
            _ if it.is_alphanumeric() => runs.push(it.to_string()),
            _ => {}
        }
        before = it;
    }
    let run = |run: &String| {
        let bare = run.trim_start_matches('0');
        if run.starts_with('0') && !bare.is_empty() { bare.to_owned() } else { run.clone() }
    };
    runs.iter().map(run).collect::<Vec<_>>().join(".")
}

/// A number without a word before it that says it is one: 12 of NO.12, #12.
fn unmarked(number: &str) -> String {
    let text = plain(number).trim().to_lowercase();
    let text = text.trim_start_matches(['#', '\'', '`']);
    let rest = WORDS.iter().find_map(|word| text.strip_prefix(word));
    let rest = rest.map(|rest| rest.trim_start_matches([' ', '.', ':', '#', '-']));
    let is_number = |rest: &&str| rest.starts_with(|it: char| it.is_ascii_digit());
    rest.filter(is_number).unwrap_or(text).to_owned()
}

/// Whether two numbers are spellings of one: A2 and A 2, #A2, No.A2; 1,001 and 1001.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let own = |text: &str| {
        let text = plain(text).trim().to_lowercase();
        let bare = text.trim_start_matches(['#', '\'', '`']);
        let bare = bare.strip_prefix("no.").unwrap_or(bare).to_owned();
        (compact(&bare), runs(&bare))
    };
    let (one, other) = (own(one), own(other));
    !one.0.is_empty() && (one.0 == other.0 || one.1 == other.1)
}

/// Words of Latin letters that stand before a number and are none of it.
const WORDS: [&str; 9] = ["number", "invoice", "order", "bill", "num", "inv", "ref", "no", "nr"];

/// The letters that a number begins with, two at least: `xs` of XS-2-1.
fn head(number: &str) -> Option<String> {
    let text = plain(number).trim().to_lowercase();
    let end = text.find(|it: char| !it.is_alphabetic())?;
    let head = text.get(..end)?;
    let has_figures = text.chars().any(|it| it.is_ascii_digit());
    (head.chars().count() > 1 && has_figures).then(|| head.to_owned())
}

/// How the documents of a customer are called.
#[derive(Debug, Default)]
pub(crate) struct Written {
    shapes: BTreeSet<String>,
    exact: BTreeSet<String>,
    /// Names by how they are spelled otherwise; none where several are spelled so.
    spelled: BTreeMap<String, Option<String>>,
    /// What names of letters and figures begin with.
    heads: BTreeSet<String>,
    /// Names that are not made of signs of numbers alone.
    wide: BTreeSet<String>,
}

impl Written {
    pub(crate) fn add(&mut self, name: &str) {
        if !self.exact.insert(name.to_owned()) {
            return;
        }
        self.shapes.extend(shape(name));
        self.heads.extend(head(name));
        let spellings = [compact(name), runs(name), runs(&unmarked(name))];
        for spelling in BTreeSet::from(spellings).into_iter().filter(|it| !it.is_empty()) {
            let known = self.spelled.entry(spelling).or_insert_with(|| Some(name.to_owned()));
            if known.as_deref().is_some_and(|known| known != name) {
                *known = None;
            }
        }
        let is_sign = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '/' | '.');
        if !name.chars().all(is_sign) && name.chars().count() >= 3 {
            self.wide.insert(name.to_owned());
        }
    }

    /// Whether a number is written as those of the customer's documents are.
    pub(crate) fn is_like(&self, number: &str) -> bool {
        shape(number).is_some_and(|shape| self.shapes.contains(&shape))
            || head(number).is_some_and(|head| self.heads.contains(&head))
    }

    /// The document that another spelling means.
    fn meant(&self, number: &str) -> Option<&String> {
        let spellings = [compact(number), runs(number), runs(&unmarked(number))];
        spellings.iter().find_map(|spelling| self.spelled.get(spelling)?.as_ref())
    }

    /// The documents that a text names with spaces or other signs within: XS 2, XS1XS2.
    fn spaced_in(&self, text: &str) -> Vec<String> {
        let bare = plain(text).to_lowercase();
        let is_sign = |it: char| it.is_whitespace() || "-_./#".contains(it);
        let bare: String = bare.chars().filter(|it| !is_sign(*it)).collect();
        let mut found = Vec::new();
        for word in bare.split(|it: char| !it.is_ascii_alphanumeric()) {
            let mut rest = word;
            while let Some(start) = rest.find(|it: char| it.is_ascii_alphabetic()) {
                let from = rest.get(start..).unwrap_or_default();
                let figures = from.find(|it: char| it.is_ascii_digit()).unwrap_or(from.len());
                let after = from.get(figures..).unwrap_or_default();
                let end = after.find(|it: char| !it.is_ascii_digit()).unwrap_or(after.len());
                let number = from.get(..figures + end).unwrap_or_default();
                found.extend(self.spelled.get(number).cloned().flatten());
                rest = from.get(figures + end..).unwrap_or_default();
            }
        }
        found
    }

    /// What may name a document in a text; names that hold other signs come first.
    pub(crate) fn names_in(&self, text: &str) -> Vec<String> {
        let has_digit = |name: &&String| name.chars().any(char::is_numeric);
        let wide = self.wide.iter().filter(|name| text.contains(name.as_str())).filter(has_digit);
        let mut names: Vec<String> = wide.cloned().collect();
        let rest = names.iter().fold(text.to_owned(), |rest, name| rest.replace(name, " "));
        let mut numbers = numbers_in(&rest);
        let is_known = |it: &String| self.exact.contains(it);
        for number in numbers.iter_mut().filter(|it| !is_known(it)) {
            if let Some(name) = self.meant(number) {
                number.clone_from(name);
            }
        }
        if !names.iter().chain(&numbers).any(is_known) {
            let spaced = self.spaced_in(&rest);
            if !spaced.is_empty() {
                numbers = spaced;
            }
        }
        names.extend(numbers);
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_within_texts() {
        for (text, numbers) in [
            ("货款 XS-2", &["XS-2"][..]),
            ("付XS-2货款", &["XS-2"]),
            ("付ＸＳ－２货款,XS-3。", &["XS-2", "XS-3"]),
            ("Payment for INV-202606-0002.", &["INV-202606-0002"]),
            ("invoice no. 117, thanks", &["117"]),
            ("发票号:117", &["117"]),
            ("2 boxes of 6月 tea", &[]),
            ("货款", &[]),
            ("20260017", &["20260017"]),
            ("#45", &["45"]),
        ] {
            assert_eq!(numbers_in(text), numbers, "{text}");
        }
    }

    #[test]
    fn what_is_written_alike_has_one_shape() {
        assert_eq!(shape("XS-17"), shape("xs-9"));
        assert_eq!(shape("117"), None);
        assert_eq!(shape("A4"), None);
        let mut written = Written::default();
        ["XS-1", "销字第3号"].into_iter().for_each(|name| written.add(name));
        assert!(written.is_like("XS-22") && !written.is_like("SK-22"));
        assert_eq!(written.names_in("付销字第3号, XS-1"), ["销字第3号", "XS-1"]);
    }

    #[test]
    fn other_spellings_mean_the_document() {
        let mut written = Written::default();
        for name in ["OLD", "0012", "INV-2026-003", "20260502-01", "XS1", "XS2"] {
            written.add(name);
        }
        for (text, names) in [
            ("NO.0012", &["0012"][..]),
            ("#12", &["0012"]),
            ("发票12", &["0012"]),
            ("INV2026003", &["INV-2026-003"]),
            ("INV 2026 003", &["INV-2026-003"]),
            ("20260502-1", &["20260502-01"]),
            ("货款 XS 2", &["XS2"]),
            ("XS-2", &["XS2"]),
            ("XS1XS2", &["XS1", "XS2"]),
            ("结清XS1-XS2", &["XS1", "XS2"]),
        ] {
            assert_eq!(written.names_in(text), names, "{text}");
        }
        assert!(written.is_like("XS2-1"));
        for (one, other) in [("A2", "A 2"), ("A2", "'A2"), ("A2", "#A2"), ("A2", "No.A2")] {
            assert!(is_same(one, other) && is_same(other, one), "{other}");
        }
        assert!(is_same("1,001", "1001") && is_same("A2.", "A2"));
        assert!(!is_same("A2", "A3") && !is_same("INV12", "12"));
    }
}
