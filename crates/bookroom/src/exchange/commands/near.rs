//! Codes and numbers that are nearly those that the book has: in other letters, in another width,
//! with spaces, or with zeros before a number. They are no others in silence.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::sale::Sale;
use crate::error::Result;
use crate::exchange::rules::known::{code_key, spelling_key};
use crate::exchange::store;
use crate::work::Tx;

/// Codes of products by the key of how they are written.
#[derive(Default)]
pub(super) struct NearCodes(HashMap<String, String>);

impl NearCodes {
    /// The codes of the book that are nearly these, of which the book has none.
    pub(super) fn load<'c>(
        tx: &mut Tx<'_>,
        unknown: impl Iterator<Item = &'c str>,
    ) -> Result<Self> {
        let keys: BTreeSet<String> = unknown.map(code_key).collect();
        if keys.is_empty() {
            return Ok(Self::default());
        }
        let book = tx.book_id();
        let all = store::load_all_product_codes(tx.conn, book)?;
        let keyed = all.into_iter().map(|code| (code_key(&code), code));
        Ok(Self(keyed.filter(|(key, _)| keys.contains(key)).collect()))
    }

    /// Another code that is written nearly as this one.
    pub(super) fn of(&self, code: &str) -> Option<&str> {
        let near = self.0.get(&code_key(code)).map(String::as_str);
        near.filter(|near| *near != code)
    }

    /// Another code that is written nearly as this one, which is known from now on.
    pub(super) fn take(&mut self, code: &str) -> Option<String> {
        let near = self.of(code).map(str::to_owned);
        self.0.entry(code_key(code)).or_insert_with(|| code.to_owned());
        near
    }
}

/// Zeros are put before a number up to so many digits.
const DIGITS: usize = 8;

/// The ways in which the number of a document may be written.
pub(super) fn spellings(number: &str) -> BTreeSet<String> {
    let own = number.trim().to_owned();
    let narrow = spelling_key(&own);
    let mut all = BTreeSet::from([narrow.to_uppercase(), narrow.clone(), own]);
    let digits = narrow.len() - narrow.trim_end_matches(|it: char| it.is_ascii_digit()).len();
    let (head, run) = narrow.split_at(narrow.len() - digits);
    let bare = run.trim_start_matches('0');
    if !bare.is_empty() && run.len() <= DIGITS {
        for width in bare.len()..=DIGITS {
            let padded = format!("{head}{bare:0>width$}");
            all.extend([padded.to_uppercase(), padded]);
        }
    }
    all
}

/// How the number of a document is near another.
pub(super) enum Near {
    /// It is the same, typed otherwise.
    Same(String),
    /// It has other zeros before its figures.
    Zeros(String),
}

/// The numbers of documents, by customer and the key of how they are written.
#[derive(Default)]
pub(super) struct NearNumbers(BTreeMap<(i64, String), String>);

impl NearNumbers {
    pub(super) fn add(&mut self, customer: i64, number: &str) {
        self.0.entry((customer, code_key(number))).or_insert_with(|| number.to_owned());
    }

    /// Another number of the customer that is nearly this document's.
    pub(super) fn of(&self, sale: &Sale<'_>, customer: i64) -> Option<Near> {
        let own = sale.document.reference.as_str();
        let near = self.0.get(&(customer, code_key(own))).filter(|near| *near != own)?;
        let is_same = spelling_key(near) == spelling_key(own);
        Some(if is_same { Near::Same(near.clone()) } else { Near::Zeros(near.clone()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_looked_for_as_they_may_be_written() {
        let all = spellings("x 7");
        for number in ["x 7", "x7", "X7", "X007", "x00000007"] {
            assert!(all.contains(number), "{number}");
        }
        assert!(spellings("0012").contains("12"));
        assert_eq!(spellings("26312000000012345678").len(), 1);
    }
}
