//! Columns that were not read: each is told, and those of money beside lines of documents are kept
//! in mind.

use super::Sheet;
use crate::exchange::clean::{self, is_placeholder};
use crate::exchange::headers::parse::Kind;
use crate::exchange::headers::{Target, context, parse, unread};
use crate::exchange::model::{Notice, NoticeKind};
use crate::exchange::reject;

/// Headings of columns that only count rows.
const COUNTED: [&str; 8] = ["序号", "行号", "#", "no.", "no", "line", "row", "index"];

/// A column of money that was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnreadMoney {
    pub(crate) index: usize,
    /// Whether its heading speaks of something that is taken off or added.
    pub(crate) adjusts: bool,
    /// Whether it speaks of what is left after that: 折后金额.
    pub(crate) is_left: bool,
    /// Whether it speaks of something that columns of amounts leave out: 代金券, 抹零, 退货数量.
    pub(crate) takes: bool,
}

impl Sheet {
    /// Notes the columns that give nothing and are not blank.
    pub(super) fn note_unread(&mut self) {
        let rows = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        let competing: Vec<usize> = self.columns.competing().iter().map(|(_, at)| *at).collect();
        let own = self.own.as_ref();
        let rejects = if reject::begins(&self.headers) { reject::ADDED } else { 0 };
        let mut found = Vec::new();
        for index in self.columns.unmatched().iter().copied() {
            let header = self.headers.get(index).map(String::as_str).unwrap_or_default();
            let is_known = index < rejects
                || COUNTED.contains(&header.to_lowercase().as_str())
                || header.trim().is_empty() && self.only_counts(index)
                || own.is_some_and(|own| own.holds(index));
            let is_filled = |cell: &str| !cell.trim().is_empty() && !is_placeholder(cell);
            let line = self.rows.iter().find(|row| is_filled(row.cell(index))).map(|row| row.line);
            if let Some(line) = line.filter(|_| !is_known) {
                found.push((index, header.to_owned(), line));
            }
        }
        let of_lines = matches!(self.target, Target::Sales | Target::Lines);
        for (field, index) in self.columns.competing().iter().filter(|_| of_lines) {
            let header = self.headers.get(*index).map_or("", String::as_str);
            let readings = parse::readings(self.target, header);
            let meaning = readings.first().map(|reading| reading.meaning).unwrap_or_default();
            let is_figure = !matches!(parse::kind_of(field), Kind::Text | Kind::Date);
            if is_figure && meaning.tax == self.columns.meaning(field).tax {
                self.rivals.push((field, *index));
            }
        }
        for (index, header, line) in found {
            self.unread_money.extend(self.as_money(index, &header));
            if !competing.contains(&index) {
                let header = self.named(index).unwrap_or(header);
                let (kind, column) = (NoticeKind::ColumnNotRead, Some(header.clone()));
                let field = String::new();
                self.notices.push(Notice { kind, field, column, text: header, rows, line });
            }
        }
    }

    /// Takes a column for a field that nothing gives: its cells show what it is.
    pub(crate) fn give(&mut self, field: &'static str, index: usize) {
        let header = self.named(index);
        self.notices.retain(|it| it.kind != NoticeKind::ColumnNotRead || it.column != header);
        self.columns.give(field, index);
    }

    /// Whether a column has a heading, or anything below.
    pub(super) fn is_headed_or_filled(&self, index: usize) -> bool {
        let is_headed = self.headers.get(index).is_some_and(|header| !header.trim().is_empty());
        is_headed || self.rows.iter().any(|row| !row.cell(index).trim().is_empty())
    }

    /// Whether a column counts the rows, from nought or one on.
    fn only_counts(&self, index: usize) -> bool {
        let numbers = self.rows.iter().map(|row| row.cell(index).trim());
        let mut numbers = numbers.filter(|cell| !cell.is_empty()).map(str::parse::<u64>);
        let Some(Ok(mut last @ (0 | 1))) = numbers.next() else { return false };
        // Rows that are no records have numbers too.
        numbers.all(|number| {
            let goes_on = number.as_ref().is_ok_and(|number| *number > last);
            last = number.unwrap_or(last);
            goes_on
        })
    }

    /// Whether a column has figures.
    fn has_figures(&self, index: usize) -> bool {
        let cells = self.rows.iter().map(|row| row.cell(index).trim());
        let mut cells = cells.filter(|cell| cell.contains(|it: char| it.is_ascii_digit()));
        !self.only_counts(index)
            && cells.any(|cell| clean::numbers::read(cell, self.numbers()).is_ok())
    }

    /// A column as one of money that may change a line. One for whose field the mapping names
    /// another column was decided by the caller.
    fn as_money(&self, index: usize, header: &str) -> Option<UnreadMoney> {
        let is_decided = |reading: &parse::Reading| self.columns.is_mapped(reading.field);
        let is_known = context::is_of_document(&self.headers, header);
        if is_known || parse::readings(self.target, header).iter().any(is_decided) {
            return None;
        }
        let (adjusts, takes) = (unread::adjusts(header), unread::takes(header));
        let is_blank = || header.trim().is_empty() && self.has_figures(index);
        let may_change = match self.target {
            Target::Sales | Target::Lines => {
                adjusts || takes || unread::is_of_money(header) || is_blank()
            }
            Target::Invoices => adjusts || takes,
            _ => false,
        };
        let is_left = unread::is_left(header);
        may_change.then_some(UnreadMoney { index, adjusts: adjusts || takes, is_left, takes })
    }
}
