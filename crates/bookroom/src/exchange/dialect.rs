//! How a table's text is written: delimiter, quote and decimal sign, found from a sample of its
//! head.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The delimiters that are looked for, the likelier first.
pub const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// How many records of the sample are looked at.
const SAMPLE_RECORDS: usize = 200;

/// How a table's text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// What stands between cells; an ASCII character.
    pub delimiter: char,
    /// What encloses cells that hold a delimiter or a line end; an ASCII character. Inside, it is
    /// written twice.
    pub quote: char,
    /// Whether numbers seem to be written `1.234,56`. A hint for the cleaning of numbers.
    pub decimal_comma: bool,
}

impl Default for Dialect {
    /// Comma, double quote, decimal point: RFC 4180.
    fn default() -> Self {
        Self { delimiter: ',', quote: '"', decimal_comma: false }
    }
}

impl Dialect {
    /// Finds the dialect from the head of a text; `whole` says that the sample is the whole text.
    /// Delimiters inside quoted cells do not count. A first line `sep=;`, as spreadsheets write it,
    /// decides. A text of one column has the default dialect.
    #[must_use]
    pub fn detect(sample: &str, whole: bool) -> Self {
        let quote = detect_quote(sample);
        let named = separator_line(sample).map(|(delimiter, _)| delimiter);
        let candidates: &[char] = if named.is_some() { named.as_slice() } else { &DELIMITERS };
        let mut best = (0, Self { quote, ..Self::default() });
        for delimiter in candidates {
            let records = records(sample, *delimiter, quote, whole);
            let score = if named.is_some() { 1 } else { score(&records) };
            if score > best.0 {
                let decimal_comma = has_decimal_comma(&records);
                best = (score, Self { delimiter: *delimiter, quote, decimal_comma });
            }
        }
        best.1
    }
}

/// The delimiter named by a first line `sep=;` and the length of that line with its end.
pub(crate) fn separator_line(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))?;
    let mut characters = rest.chars();
    let delimiter = characters.next().filter(|character| DELIMITERS.contains(character))?;
    let after = characters.as_str();
    let end = ["\r\n", "\n", "\r"].into_iter().find(|end| after.starts_with(end))?;
    Some((delimiter, "sep=".len() + delimiter.len_utf8() + end.len()))
}

/// Single quotes enclose cells when some do and no double quote does.
fn detect_quote(sample: &str) -> char {
    let encloses = |quote: char| {
        let opens = |piece: &str| piece.trim_start().starts_with(quote);
        let closes = |piece: &str| piece.len() > 1 && piece.trim_end().ends_with(quote);
        let is_end = |character: char| DELIMITERS.contains(&character) || character == '\n';
        sample.split(is_end).any(|piece| opens(piece) && closes(piece))
    };
    if !encloses('"') && encloses('\'') { '\'' } else { '"' }
}

fn records(sample: &str, delimiter: char, quote: char, whole: bool) -> Vec<csv::StringRecord> {
    let (Ok(delimiter), Ok(quote)) = (u8::try_from(delimiter), u8::try_from(quote)) else {
        return Vec::new();
    };
    let sample = Gaps::new(delimiter, quote).close(sample.as_bytes().to_vec());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quote(quote)
        .from_reader(sample.as_slice());
    let mut records: Vec<_> = reader.records().take(SAMPLE_RECORDS).flatten().collect();
    // The last record of a cut sample is probably cut too.
    if !whole && records.len() > 1 && records.len() < SAMPLE_RECORDS {
        records.pop();
    }
    records
}

/// Takes out spaces before a quote that opens a cell: a reader of CSV would take that quote for a
/// character of the cell, and the delimiters inside for ends of cells. Finds records with something
/// behind the quote that closes a cell: a reader would put both together.
#[derive(Debug, Clone)]
pub(crate) struct Gaps {
    delimiter: u8,
    quote: u8,
    place: Place,
    /// How many records, blank ones left out, have begun.
    records: u64,
    is_between: bool,
    stray: BTreeSet<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Plain,
    Quoted,
    /// After a quote inside a quoted cell: its end, or the first of two.
    Closing,
    /// After spaces behind the end of a quoted cell.
    After,
}

impl Gaps {
    pub(crate) fn new(delimiter: u8, quote: u8) -> Self {
        let (place, stray) = (Place::Start, BTreeSet::new());
        Self { delimiter, quote, place, records: 0, is_between: true, stray }
    }

    /// Whether the record with this number, 1 for the first, has something behind a closing quote.
    pub(crate) fn is_stray(&self, record: u64) -> bool {
        self.stray.contains(&record)
    }

    /// Whether a quote was opened that has not closed yet.
    pub(crate) fn is_open(&self) -> bool {
        self.place == Place::Quoted
    }

    /// The next bytes of the text, without the gaps.
    pub(crate) fn close(&mut self, bytes: Vec<u8>) -> Vec<u8> {
        let mut out: Option<Vec<u8>> = None;
        let mut at = 0;
        while let Some(byte) = bytes.get(at).copied() {
            let is_end = byte == self.delimiter || matches!(byte, b'\n' | b'\r');
            if self.place == Place::Start && byte == b' ' && byte != self.delimiter {
                let rest = bytes.get(at..).unwrap_or_default();
                let gap = rest.iter().take_while(|byte| **byte == b' ').count();
                if rest.get(gap) == Some(&self.quote) && self.encloses(rest.get(gap + 1..)) {
                    out.get_or_insert_with(|| bytes.get(..at).unwrap_or_default().to_vec());
                    at += gap;
                    continue;
                }
            }
            let is_line_end = matches!(byte, b'\n' | b'\r') && self.place != Place::Quoted;
            if self.is_between && !is_line_end {
                self.records += 1;
            }
            self.is_between = is_line_end;
            let is_space = matches!(byte, b' ' | b'\t') && byte != self.delimiter;
            self.place = match self.place {
                Place::Quoted if byte == self.quote => Place::Closing,
                Place::Quoted => Place::Quoted,
                Place::Closing if byte == self.quote => Place::Quoted,
                Place::Start if byte == self.quote => Place::Quoted,
                _ if is_end => Place::Start,
                Place::Closing | Place::After if is_space => Place::After,
                Place::Closing | Place::After => {
                    self.stray.insert(self.records);
                    Place::Plain
                }
                Place::Start | Place::Plain => Place::Plain,
            };
            if let Some(out) = &mut out {
                out.push(byte);
            }
            at += 1;
        }
        out.unwrap_or(bytes)
    }

    /// Whether a quote that was opened closes at the end of its cell, as far as can be seen.
    fn encloses(&self, rest: Option<&[u8]>) -> bool {
        let mut rest = rest.unwrap_or_default();
        while let Some(at) = rest.iter().position(|byte| *byte == self.quote) {
            rest = rest.get(at + 1..).unwrap_or_default();
            if rest.first() == Some(&self.quote) {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let after = rest.iter().find(|byte| **byte != b' ');
            return after
                .is_none_or(|byte| *byte == self.delimiter || matches!(byte, b'\n' | b'\r'));
        }
        false
    }
}

/// The more records have the commonest width, and the wider it is, the likelier the delimiter; the
/// first record, mostly the heading, counts for it once more.
fn score(records: &[csv::StringRecord]) -> usize {
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    for record in records {
        *widths.entry(record.len()).or_default() += 1;
    }
    let Some((width, count)) = widths.into_iter().max_by_key(|(width, count)| (*count, *width))
    else {
        return 0;
    };
    let heading_fits = records.first().is_some_and(|first| first.len() == width);
    (width - 1) * count * if heading_fits { 2 } else { 1 }
}

fn has_decimal_comma(records: &[csv::StringRecord]) -> bool {
    let signs = records.iter().flatten().filter_map(decimal_sign);
    let (commas, points) = signs.fold((0, 0), |(commas, points), sign| match sign {
        ',' => (commas + 1, points),
        _ => (commas, points + 1),
    });
    commas > points
}

/// The decimal sign of a cell that is a number with one or two decimal places.
fn decimal_sign(cell: &str) -> Option<char> {
    let number = cell.trim().trim_start_matches(['¥', '￥', '$', '€', '£', '-', '+', ' ']);
    let (place, sign) =
        number.char_indices().rev().find(|(_, found)| matches!(found, ',' | '.'))?;
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = (number.get(..place)?, number.get(place + 1..)?);
    let whole: String = whole
        .chars()
        .filter(|found| !matches!(found, ',' | '.' | ' ' | '\'') || *found == sign)
        .collect();
    (is_digits(&whole) && is_digits(decimals) && decimals.len() <= 2).then_some(sign)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn delimiter_of(sample: &str) -> char {
        Dialect::detect(sample, true).delimiter
    }

    #[test]
    fn delimiters_are_found() {
        assert_eq!(delimiter_of("a,b,c\n1,2,3\n"), ',');
        assert_eq!(delimiter_of("a;b;c\n1,50;2,25;3\n"), ';');
        assert_eq!(delimiter_of("a\tb\n1,2\t3,4\n"), '\t');
        assert_eq!(delimiter_of("a|b\n1|2\n"), '|');
        assert_eq!(delimiter_of("名称;地址\n\"甲;乙\";\"沪,浦东\"\n丙;\"京,海淀\"\n"), ';');
        assert_eq!(delimiter_of("a,b,c\n\"x;y;z\nw;v;u\",2,3\n\"p;q\",4,5\n"), ',');
        assert_eq!(delimiter_of("名称\n甲\n乙\n"), ',');
        assert_eq!(delimiter_of(""), ',');
        // A few ragged rows do not turn the scale to commas in addresses.
        assert_eq!(delimiter_of("a;b;c;d\n1;2;3,3;4\n1;2;3,3\n1;2;3,3;4\n"), ';');
        assert_eq!(delimiter_of("sep=;\na,b;c\n1,2;3\n1,2,4;3\n"), ';');
    }

    #[test]
    fn quotes_and_decimal_signs_are_found() {
        assert_eq!(Dialect::detect("'a;b';c\n'd';e\n", true).quote, '\'');
        assert_eq!(Dialect::detect("\"a\";'c'\n", true).quote, '"');
        assert!(Dialect::detect("a;b\n1.234,56;x\n7,5;y\n", true).decimal_comma);
        assert!(!Dialect::detect("a;b\n1,234.56;x\n7.5;y\n", true).decimal_comma);
        assert!(!Dialect::detect("a;b\n1,234;x\n", true).decimal_comma);
        assert!(Dialect::detect("a,b\n\"1234,56\",x\n", true).decimal_comma);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[\\PC\r\n\t,;|'\"=]{0,200}", whole: bool) {
            let found = Dialect::detect(&text, whole);
            prop_assert!(DELIMITERS.contains(&found.delimiter));
        }
    }
}
