//! The digest of an entry: SHA-256 over a fixed binary encoding of everything it says.
//!
//! Version 1: the tag, then the fields of the entry, the number of its postings and the fields of
//! each. A number is 8 bytes, big-endian; a text is its length in bytes as a number, then its
//! bytes; what may be absent is preceded by a byte 1, and absent is a byte 0. The encoding may only
//! change together with its tag; the test holds a golden vector.

use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};

/// The length of a digest in bytes.
pub(crate) const LENGTH: usize = 32;
const TAG: &[u8] = b"bookroom entry 1\0";

/// What a digest covers of the entry itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Header<'a> {
    pub(crate) book: i64,
    pub(crate) id: i64,
    pub(crate) journal: i64,
    pub(crate) period: i64,
    pub(crate) number: i64,
    pub(crate) on: NaiveDate,
    pub(crate) summary: &'a str,
    pub(crate) attachments: i64,
    pub(crate) source: Option<(&'a str, i64)>,
    pub(crate) reverses: Option<i64>,
    pub(crate) posted_at: i64,
    pub(crate) posted_by: Option<i64>,
}

/// What a digest covers of a posting; its line is its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item<'a> {
    pub(crate) account: i64,
    pub(crate) party: Option<i64>,
    pub(crate) debit: i64,
    pub(crate) credit: i64,
    pub(crate) memo: Option<&'a str>,
}

/// Makes digests, keeping its buffer from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Digester {
    buffer: Vec<u8>,
}

impl Digester {
    /// The digest of an entry with its postings, in the order of their lines.
    pub(crate) fn digest<'a>(
        &mut self,
        header: &Header<'_>,
        items: impl ExactSizeIterator<Item = Item<'a>>,
    ) -> [u8; LENGTH] {
        self.buffer.clear();
        self.buffer.extend_from_slice(TAG);
        for value in [header.book, header.id, header.journal, header.period, header.number] {
            self.number(value);
        }
        self.number(i64::from(header.on.num_days_from_ce()));
        self.text(header.summary);
        self.number(header.attachments);
        match header.source {
            None => self.buffer.push(0),
            Some((kind, id)) => {
                self.buffer.push(1);
                self.text(kind);
                self.number(id);
            }
        }
        self.optional(header.reverses);
        self.number(header.posted_at);
        self.optional(header.posted_by);
        self.number(i64::try_from(items.len()).unwrap_or(i64::MAX));
        for item in items {
            self.number(item.account);
            self.optional(item.party);
            self.number(item.debit);
            self.number(item.credit);
            match item.memo {
                None => self.buffer.push(0),
                Some(memo) => {
                    self.buffer.push(1);
                    self.text(memo);
                }
            }
        }
        Sha256::digest(&self.buffer).into()
    }

    fn number(&mut self, value: i64) {
        self.buffer.extend_from_slice(&value.to_be_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(i64::try_from(text.len()).unwrap_or(i64::MAX));
        self.buffer.extend_from_slice(text.as_bytes());
    }

    fn optional(&mut self, value: Option<i64>) {
        match value {
            None => self.buffer.push(0),
            Some(value) => {
                self.buffer.push(1);
                self.number(value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header<'static> {
        Header {
            book: 1,
            id: 2,
            journal: 3,
            period: 202_606,
            number: 4,
            on: NaiveDate::from_ymd_opt(2026, 6, 15).unwrap(),
            summary: "销售 A 产品",
            attachments: 5,
            source: Some(("invoice", 6)),
            reverses: None,
            posted_at: 1_781_488_800_000_000,
            posted_by: Some(7),
        }
    }

    fn items() -> [Item<'static>; 2] {
        let first = Item { account: 8, party: Some(9), debit: 11_300, credit: 0, memo: None };
        [first, Item { account: 10, party: None, debit: 0, credit: 11_300, memo: Some("税") }]
    }

    fn digest(header: &Header<'_>, items: &[Item<'_>]) -> [u8; LENGTH] {
        Digester::default().digest(header, items.iter().copied())
    }

    /// A golden vector, computed by another program: the encoding may only change together with
    /// its tag.
    #[test]
    fn the_encoding_is_fixed() {
        assert_eq!(
            hex::encode(digest(&header(), &items())),
            "d78cb4fef9f076da3b0667fb53a6f21816e62d77f537ed053f724f007c7de88a"
        );
    }

    #[test]
    fn every_value_counts() {
        let base = digest(&header(), &items());
        let headers = [
            Header { book: 2, ..header() },
            Header { id: 3, ..header() },
            Header { journal: 4, ..header() },
            Header { period: 202_607, ..header() },
            Header { number: 5, ..header() },
            Header { on: NaiveDate::from_ymd_opt(2026, 6, 16).unwrap(), ..header() },
            Header { summary: "销售 B 产品", ..header() },
            Header { attachments: 6, ..header() },
            Header { source: None, ..header() },
            Header { reverses: Some(0), ..header() },
            Header { posted_at: 0, ..header() },
            Header { posted_by: None, ..header() },
        ];
        assert!(headers.iter().all(|header| digest(header, &items()) != base));
        let [first, second] = items();
        let changed = [
            Item { account: 9, ..first },
            Item { party: None, ..first },
            Item { debit: 11_301, ..first },
            Item { credit: 1, ..first },
            Item { memo: Some(""), ..first },
        ];
        assert!(changed.iter().all(|item| digest(&header(), &[*item, second]) != base));
        assert_ne!(digest(&header(), &[second, first]), base);
        assert_ne!(digest(&header(), &[first]), base);
    }
}
