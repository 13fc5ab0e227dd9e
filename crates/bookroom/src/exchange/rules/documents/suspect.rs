//! Lines that may not be what they look like: the sum of those above, or the amount or discount of
//! the whole document on each of them.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Gathered, Head};
use crate::billing::invoices::Discount;
use crate::exchange::clean::Tally;
use crate::exchange::model::{ImportedDocument, ImportedLine, NoticeKind};
use crate::exchange::sheet::Sheet;

/// Headings of columns that number the lines of a document.
const NUMBERED: [&str; 8] =
    ["行号", "行次", "序号", "行", "line", "line no", "line no.", "line number"];

/// A document with several lines, and what the file says of them.
struct Several<'h> {
    document: &'h ImportedDocument,
    head: &'h Head,
}

impl Several<'_> {
    fn amount(&self, line: &ImportedLine) -> Option<Decimal> {
        self.head.stated.get(&line.line)?.first().map(|(_, amount)| *amount)
    }

    /// Whether all lines have the same figure, other than nought.
    fn repeats(&self, of: &dyn Fn(&Self, &ImportedLine) -> Option<Decimal>) -> bool {
        let mut figures = self.document.lines.iter().map(|line| of(self, line));
        let first = figures.next().flatten().filter(|first| !first.is_zero());
        first.is_some() && figures.all(|figure| figure == first)
    }

    /// Whether lines of one amount are odd: there are more than two, or of other quantities.
    fn is_odd(&self) -> bool {
        let mut quantities = self.document.lines.iter().map(|line| line.item.quantity);
        let first = quantities.next();
        self.document.lines.len() > 2 || quantities.any(|quantity| Some(quantity) != first)
    }
}

/// Tells of such lines; `heads` are the documents of the file, `file` is that of the lines.
pub(super) fn tell(heads: &[Head], sheet: &Sheet, file: usize, gathered: &mut Gathered) {
    let good = heads.iter().filter(|head| head.faults.iter().all(Vec::is_empty));
    let several = good.filter_map(|head| Some(Several { document: head.document.as_ref()?, head }));
    let several: Vec<Several<'_>> =
        several.filter(|it| it.document.lines.len() > 1 && !sheet.is_whole).collect();
    let Some(tally) = gathered.tallies.get_mut(file) else { return };
    let is_odd = several.len() > 1 || several.iter().any(Several::is_odd);
    if is_odd && !sheet.columns.has("unit_price") {
        let amount = |it: &Several<'_>, line: &ImportedLine| it.amount(line);
        tell_repeated("amount", &several, &amount, tally);
    }
    let discount = |_: &Several<'_>, line: &ImportedLine| match line.item.discount {
        Some(Discount::Amount(off)) => Some(off),
        _ => None,
    };
    tell_repeated("discount", &several, &discount, tally);
    for document in &several {
        tell_sums(document, sheet, tally);
        tell_numbered(document, sheet, tally);
    }
}

/// Tells when every document with several lines has one and the same figure on all of them.
fn tell_repeated(
    field: &str,
    several: &[Several<'_>],
    of: &dyn Fn(&Several<'_>, &ImportedLine) -> Option<Decimal>,
    tally: &mut Tally,
) {
    if several.iter().all(|document| document.repeats(of)) {
        for it in several {
            tally.notice(NoticeKind::AmountRepeated, field, "", it.document.line);
        }
    }
}

/// Tells of a first line that comes to what all others come to: a set above its parts.
fn tell_whole(it: &Several<'_>, tally: &mut Tally) {
    let Some((first, others)) = it.document.lines.split_first() else { return };
    let sum = others.iter().map(|line| it.amount(line)).sum::<Option<Decimal>>();
    let own = it.amount(first).filter(|own| !own.is_zero());
    if others.len() > 1 && own.is_some() && own == sum {
        tally.notice(NoticeKind::MayNotCount, "description", "", first.line);
    }
}

/// Tells of rows of one document with the same number of a line: a join may have doubled them.
fn tell_numbered(it: &Several<'_>, sheet: &Sheet, tally: &mut Tally) {
    let is_number = |index: &usize| {
        let heading = sheet.headers.get(*index).map(|it| it.trim().to_lowercase());
        heading.is_some_and(|heading| NUMBERED.contains(&heading.as_str()))
    };
    let Some(index) = sheet.columns.unmatched().iter().copied().find(is_number) else { return };
    let mut seen = BTreeSet::new();
    for line in &it.document.lines {
        let place = sheet.rows.binary_search_by_key(&line.line, |row| row.line);
        let row = place.ok().and_then(|place| sheet.rows.get(place));
        let number = row.map(|row| row.cell(index).trim()).filter(|it| !it.is_empty());
        if number.is_some_and(|number| !seen.insert(number)) {
            tally.notice(NoticeKind::MayNotCount, "description", "", line.line);
        }
    }
}

/// Tells of a line that comes to what those above it come to and has neither quantity nor price.
fn tell_sums(it: &Several<'_>, sheet: &Sheet, tally: &mut Tally) {
    let has = |line: u64, field: &str| {
        let place = sheet.rows.binary_search_by_key(&line, |row| row.line);
        let row = place.ok().and_then(|place| sheet.rows.get(place));
        row.is_some_and(|row| !sheet.cell(row, field).trim().is_empty())
    };
    let is_bare = |line: u64| !has(line, "quantity") && !has(line, "unit_price");
    tell_whole(it, tally);
    let (mut sum, mut above) = (Decimal::ZERO, 0);
    for line in &it.document.lines {
        let Some(own) = it.amount(line) else { return };
        let has_others = above > 1 || above == 1 && sheet.columns.has("quantity");
        if has_others && own == sum && !own.is_zero() && is_bare(line.line) {
            let field = if line.item.description.is_some() { "description" } else { "amount" };
            tally.notice(NoticeKind::MayNotCount, field, "", line.line);
        }
        (sum, above) = (sum.saturating_add(own), above + 1);
    }
}
