//! What must hold of every document that is kept.

use std::collections::{BTreeMap, BTreeSet};

use super::journal_entry::{parts_of, series};
use super::state_after;
use crate::billing::invoices::model::{Direction, DocumentKind, InvoiceState};
use crate::log::FindingKind;

/// A document as it is kept, with what else is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) id: i64,
    pub(crate) kind: Option<DocumentKind>,
    pub(crate) direction: Option<Direction>,
    pub(crate) state: Option<InvoiceState>,
    pub(crate) number: Option<String>,
    pub(crate) net: i64,
    pub(crate) tax: i64,
    pub(crate) gross: i64,
    pub(crate) settled: i64,
    /// Net, tax and gross of each line.
    pub(crate) lines: Vec<(i64, i64, i64)>,
    /// The same as quantity, price, discounts and rate come to in the document's own way, and its
    /// discount; of what takes an invoice back in part nothing of it is known.
    pub(crate) worked_out: Option<(Vec<(i64, i64, i64)>, i64)>,
    pub(crate) discount: i64,
    /// The sum of the live allocations.
    pub(crate) allocated: i64,
    /// Whether it names an entry.
    pub(crate) has_entry: bool,
    /// Debit less credit of its customer in that entry.
    pub(crate) owed: i64,
}

/// Something that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) check: FindingKind,
    pub(crate) expected: String,
    pub(crate) found: String,
}

fn compare<T: PartialEq + std::fmt::Debug>(
    all: &mut Vec<Difference>,
    check: FindingKind,
    expected: T,
    found: T,
) {
    if expected != found {
        let (expected, found) = (format!("{expected:?}"), format!("{found:?}"));
        all.push(Difference { check, expected, found });
    }
}

/// Everything that differs in a document. Amounts are in minor units.
pub(crate) fn check(document: &Kept) -> Vec<Difference> {
    let mut all = Vec::new();
    let sum = |part: fn(&(i64, i64, i64)) -> i64| -> i128 {
        document.lines.iter().map(|line| i128::from(part(line))).sum()
    };
    let header = [document.net, document.tax, document.gross].map(i128::from);
    let sums = [sum(|line| line.0), sum(|line| line.1), sum(|line| line.2)];
    compare(&mut all, FindingKind::DocumentSum, sums, header);
    for (net, tax, gross) in &document.lines {
        compare(
            &mut all,
            FindingKind::LineSum,
            i128::from(*net) + i128::from(*tax),
            i128::from(*gross),
        );
    }
    if let Some((lines, discount)) = &document.worked_out {
        let kept = (&document.lines, &document.discount);
        compare(&mut all, FindingKind::Amounts, (lines, discount), kept);
    }
    compare(&mut all, FindingKind::Settled, document.allocated, document.settled);
    let (Some(kind), Some(direction), Some(state)) =
        (document.kind, document.direction, document.state)
    else {
        all.push(Difference {
            check: FindingKind::Word,
            expected: "a known kind, direction and state".to_owned(),
            found: "another".to_owned(),
        });
        return all;
    };
    let expected = match state {
        InvoiceState::Draft => InvoiceState::Draft,
        InvoiceState::Cancelled if document.settled == document.gross => InvoiceState::Cancelled,
        _ => state_after(document.gross, document.settled),
    };
    compare(&mut all, FindingKind::State, expected.slug(), state.slug());
    let in_books = state != InvoiceState::Draft;
    compare(&mut all, FindingKind::HasNumber, in_books, document.number.is_some());
    // A document of nothing may still move amounts between accounts.
    if document.gross != 0 || !in_books {
        compare(&mut all, FindingKind::HasEntry, in_books, document.has_entry);
    }
    if document.has_entry {
        let owes = (direction == Direction::Sale) == (kind == DocumentKind::Invoice);
        let owed = if owes { document.gross } else { -document.gross };
        compare(&mut all, FindingKind::EntryAmount, owed, document.owed);
    }
    if let Some(number) = &document.number {
        let prefix = parts_of(number).map(|(series, ..)| series);
        compare(&mut all, FindingKind::NumberSeries, Some(series(kind, direction)), prefix);
    }
    all
}

/// The numbers met so far, by series and month.
#[derive(Debug, Default)]
pub(crate) struct Numbers(BTreeMap<(String, i64), BTreeSet<i64>>);

impl Numbers {
    pub(crate) fn add(&mut self, document: &Kept) {
        if let Some((series, period, place)) = document.number.as_deref().and_then(parts_of) {
            self.0.entry((series.to_owned(), period)).or_default().insert(place);
        }
    }

    /// Series with gaps, or whose counter does not stand at the last number.
    pub(crate) fn gaps(&self, counters: &BTreeMap<(String, i64), i64>) -> Vec<Difference> {
        let mut all = Vec::new();
        let keys: BTreeSet<_> = self.0.keys().chain(counters.keys()).collect();
        for key in keys {
            let places = self.0.get(key);
            let count = places.map_or(0, BTreeSet::len);
            let last = places.and_then(|places| places.last()).copied().unwrap_or(0);
            let counter = counters.get(key).copied().unwrap_or(0);
            let of_series = |number: i64| format!("{}-{:06}: {number}", key.0, key.1);
            let expected = (of_series(counter), of_series(counter));
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            compare(
                &mut all,
                FindingKind::NumberGap,
                expected,
                (of_series(last), of_series(count)),
            );
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> Kept {
        Kept {
            id: 1,
            kind: Some(DocumentKind::Invoice),
            direction: Some(Direction::Sale),
            state: Some(InvoiceState::PartPaid),
            number: Some("INV-202606-0001".to_owned()),
            net: 100,
            tax: 13,
            gross: 113,
            settled: 13,
            lines: vec![(60, 8, 68), (40, 5, 45)],
            worked_out: Some((vec![(60, 8, 68), (40, 5, 45)], 0)),
            discount: 0,
            allocated: 13,
            has_entry: true,
            owed: 113,
        }
    }

    #[test]
    fn every_difference_is_found() {
        assert_eq!(check(&kept()), []);
        let broken = [
            ("document_sum", Kept { lines: vec![(60, 8, 68), (39, 5, 44)], ..kept() }),
            ("line_sum", Kept { lines: vec![(60, 8, 67), (40, 5, 46)], ..kept() }),
            ("settled", Kept { allocated: 12, ..kept() }),
            ("state", Kept { state: Some(InvoiceState::Paid), ..kept() }),
            ("state", Kept { state: Some(InvoiceState::Cancelled), ..kept() }),
            ("amounts", Kept { discount: 1, ..kept() }),
            ("word", Kept { kind: None, ..kept() }),
            ("has_number", Kept { number: None, ..kept() }),
            ("has_entry", Kept { has_entry: false, ..kept() }),
            ("entry_amount", Kept { owed: -113, ..kept() }),
            ("number_series", Kept { direction: Some(Direction::Purchase), owed: -113, ..kept() }),
        ];
        for (name, document) in broken {
            assert!(check(&document).iter().any(|it| it.check.slug() == name), "{name}");
        }
    }

    #[test]
    fn gaps_are_found() {
        let mut numbers = Numbers::default();
        let counters = |last| BTreeMap::from([(("INV".to_owned(), 202_606), last)]);
        numbers.add(&kept());
        assert!(numbers.gaps(&counters(1)).is_empty());
        assert_eq!(numbers.gaps(&counters(2)).len(), 1);
        numbers.add(&Kept { number: Some("INV-202606-0003".to_owned()), ..kept() });
        assert_eq!(numbers.gaps(&counters(3)).len(), 1);
    }
}
