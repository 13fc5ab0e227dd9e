//! The sums and counts that stand in a file, held against its rows: a sum that does not agree shows
//! that a row was lost, changed or read otherwise than it was meant.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::Sheet;
use super::titles::Titles;
use crate::exchange::clean::{self, numbers::read, sides::side};
use crate::exchange::headers::Target;
use crate::exchange::headers::parse::{Kind, kind_of};
use crate::exchange::model::NoticeKind;
use crate::exchange::remarks;
use crate::exchange::table::Row;
use crate::values::text::clip;

/// So many of them are looked at, and so many places back from each.
const MOST: usize = 10_000;
const PLACES: usize = 64;

/// A row that is a sum, and how many rows stand above it.
#[derive(Debug, Clone)]
pub(super) struct Sum {
    line: u64,
    cells: Vec<String>,
    at: usize,
    is_total: bool,
    count: Option<u64>,
}

impl Sum {
    fn of(line: u64, cells: &[String], at: usize) -> Self {
        let mut texts = cells.iter().filter(|cell| !cell.is_empty());
        let is_sum = |cell: &String| remarks::is_total(cell) || remarks::ends_as_sum(cell);
        let is_total = texts.clone().any(is_sum);
        let count = texts.find_map(|cell| remarks::count_in(cell));
        Self { line, cells: cells.to_vec(), at, is_total, count }
    }
}

impl Titles {
    /// Takes in a row that is no record: it may be a sum of those around it.
    pub(super) fn take_sum(&mut self, row: &Row, at: usize) {
        if self.sums.len() < MOST {
            self.sums.push(Sum::of(row.line, &row.cells, at));
        }
    }
}

/// The figures of a column, added up from the first row on: none from one that cannot be read.
struct Column(Vec<Option<Decimal>>);

impl Column {
    fn of(sheet: &Sheet, index: usize) -> Self {
        let mut sums = vec![Some(Decimal::ZERO)];
        for row in &sheet.rows {
            let figure = figure(sheet, row.cell(index));
            let last = sums.last().copied().flatten();
            sums.push(last.and_then(|last| last.checked_add(figure?)));
        }
        Self(sums)
    }

    /// What the rows between two places come to.
    fn between(&self, from: usize, to: usize) -> Option<Decimal> {
        let [from, to] = [from, to].map(|at| self.0.get(at).copied().flatten());
        to?.checked_sub(from?)
    }
}

/// A figure as it stands in its cell; nothing is nought.
fn figure(sheet: &Sheet, cell: &str) -> Option<Decimal> {
    if cell.trim().is_empty() || clean::is_placeholder(cell) {
        return Some(Decimal::ZERO);
    }
    let (text, is_debit) = side(cell);
    let found = read(&text, sheet.numbers()).ok()?.0.value;
    Some(if is_debit == Some(true) { -found } else { found })
}

impl Sheet {
    /// Tells of sums and counts that are not those of the rows.
    pub(super) fn check_sums(&mut self) {
        if matches!(self.target, Target::Customers | Target::Products) {
            return;
        }
        let above = self.titles.above.iter().map(|(line, cells)| Sum::of(*line, cells, 0));
        let counts = above.filter(|sum| sum.count.is_some() && !sum.is_total);
        let mut sums: Vec<Sum> = counts.collect();
        sums.append(&mut self.titles.sums);
        let sums: Vec<Sum> =
            sums.into_iter().filter(|it| it.is_total || it.count.is_some()).collect();
        if sums.is_empty() {
            return;
        }
        let is_summed = |field: &str| {
            let is_money = matches!(kind_of(field), Kind::Amount | Kind::Money | Kind::Quantity);
            is_money && !matches!(field, "document_total" | "freight" | "balance")
        };
        let fields = self.target.fields().map(|field| field.name).filter(|it| is_summed(it));
        let columns: Vec<(&str, usize)> =
            fields.filter_map(|field| Some((field, self.columns.index(field)?))).collect();
        for (field, index) in columns {
            let column = Column::of(self, index);
            let differing: Vec<(u64, String)> = sums
                .iter()
                .enumerate()
                .filter(|(_, sum)| sum.is_total)
                .filter_map(|(place, sum)| {
                    let cell = sum.cells.get(index).filter(|cell| !cell.trim().is_empty())?;
                    let said = figure(self, cell)?;
                    let found = differs(&column, &sums, place, sum, said, self.rows.len())?;
                    let found = found.normalize();
                    Some((sum.line, format!("{} / {found}", clip(cell, 40))))
                })
                .collect();
            for (line, text) in differing {
                self.notice(NoticeKind::SumDiffers, field, text, 1, line);
            }
        }
        self.check_counts(&sums);
    }

    fn check_counts(&mut self, sums: &[Sum]) {
        let mut differing = Vec::new();
        for (place, sum) in sums.iter().enumerate() {
            let Some(count) = sum.count.and_then(|count| usize::try_from(count).ok()) else {
                continue;
            };
            let (rows, sums) = (self.rows.len(), sums.get(..place).unwrap_or_default());
            let starts = sums.iter().rev().take(PLACES).map(|it| it.at).chain([0]);
            let mut lengths = starts.map(|from| sum.at.saturating_sub(from)).chain([rows]);
            let things = ["reference", "customer", "number"]
                .map(|field| self.column(field).map(|cells| cells.collect::<BTreeSet<_>>().len()));
            if !lengths.any(|found| found == count) && !things.contains(&Some(count)) {
                differing.push((sum.line, format!("{count} / {rows}")));
            }
        }
        for (line, text) in differing {
            self.notice(NoticeKind::SumDiffers, "", text, 1, line);
        }
    }
}

/// What the rows above a sum come to, where it is none of what rows from some other sum on come to.
fn differs(
    column: &Column,
    sums: &[Sum],
    place: usize,
    sum: &Sum,
    said: Decimal,
    rows: usize,
) -> Option<Decimal> {
    let before = sums.get(..place).unwrap_or_default();
    let after = sums.get(place + 1..).unwrap_or_default();
    // From an earlier sum on, or from the beginning; a sum may stand above its rows too.
    let above = before.iter().rev().take(PLACES).map(|it| (it.at, sum.at)).chain([(0, sum.at)]);
    let below = after.iter().take(PLACES).map(|it| (sum.at, it.at)).chain([(sum.at, rows)]);
    let mut parts = above.chain(below).filter(|(from, to)| from < to);
    let mut is_known = true;
    let agrees = parts.any(|(from, to)| match column.between(from, to) {
        Some(found) => found == said,
        None => {
            is_known = false;
            false
        }
    });
    let whole = if sum.at == 0 { (0, rows) } else { (0, sum.at) };
    (!agrees && is_known).then(|| column.between(whole.0, whole.1)).flatten()
}
