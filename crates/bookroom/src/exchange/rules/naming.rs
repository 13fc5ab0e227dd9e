//! Numbers of documents within texts: what may be one, and what is written like one.

use std::collections::BTreeSet;

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

/// How the documents of a customer are called.
#[derive(Debug, Default)]
pub(crate) struct Written {
    shapes: BTreeSet<String>,
    /// Names that are not made of signs of numbers alone.
    wide: BTreeSet<String>,
}

impl Written {
    pub(crate) fn add(&mut self, name: &str) {
        self.shapes.extend(shape(name));
        let is_sign = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '/' | '.');
        if !name.chars().all(is_sign) && name.chars().count() >= 3 {
            self.wide.insert(name.to_owned());
        }
    }

    /// Whether a number is written as those of the customer's documents are.
    pub(crate) fn is_like(&self, number: &str) -> bool {
        shape(number).is_some_and(|shape| self.shapes.contains(&shape))
    }

    /// What may name a document in a text; names that hold other signs come first.
    pub(crate) fn names_in(&self, text: &str) -> Vec<String> {
        let has_digit = |name: &&String| name.chars().any(char::is_numeric);
        let wide = self.wide.iter().filter(|name| text.contains(name.as_str())).filter(has_digit);
        let mut names: Vec<String> = wide.cloned().collect();
        let rest = names.iter().fold(text.to_owned(), |rest, name| rest.replace(name, " "));
        names.extend(numbers_in(&rest));
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
}
