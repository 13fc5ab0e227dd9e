//! What is not certain about a whole file: its encoding, its columns, how its dates and rates are
//! written.

use std::collections::BTreeMap;

use super::Sheet;
use crate::exchange::clean::{DateColumn, DateOrder};
use crate::exchange::guess;
use crate::exchange::headers::parse::{Kind, kind_of};
use crate::exchange::model::{Notice, NoticeKind};
use crate::values::text::clip;

/// In so many rows texts that were read in a wrong encoding are looked for.
const LOOKED_AT: usize = 500;

impl Sheet {
    /// Notes what is not certain about the file and its columns. `unended` is as in
    /// [`crate::exchange::table::Table::unended`].
    pub(super) fn take_notice(&mut self, unended: Option<u64>) {
        self.look_at_end(unended);
        let rows = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        let first = self.rows.first().map_or(0, |row| row.line);
        if self.rows.is_empty() {
            let line = self.heading_line.max(1);
            self.notice(NoticeKind::NoRows, "", String::new(), 0, line);
        }
        if !self.encoding_certain {
            let encoding = self.encoding.to_owned();
            self.notice(NoticeKind::EncodingGuessed, "", encoding, rows, first);
        }
        if let Some((line, index, text)) = self.damaged() {
            let column = self.headers.get(index).cloned();
            let (kind, field) = (NoticeKind::TextDamaged, String::new());
            self.notices.push(Notice { kind, field, column, text, rows: 1, line });
        }
        // Of an own export every column is compared by its own heading.
        let own = self.own.as_ref().filter(|_| self.others().next().is_none());
        let competing = self.columns.competing().iter().copied();
        let competing = competing.filter(|(_, at)| own.is_none_or(|own| !own.holds(*at)));
        for (field, index) in competing.collect::<Vec<_>>() {
            let other = self.headers.get(index).cloned().unwrap_or_default();
            let filled = self.rows.iter().find(|row| !row.cell(index).is_empty());
            if let Some(line) = filled.map(|row| row.line) {
                self.notice(NoticeKind::ColumnsCompete, field, other, rows, line);
            }
        }
        self.note_unread();
        let dates: Vec<_> = self.dates.iter().filter(|(_, it)| !it.certain).collect();
        let dates: Vec<_> = dates.into_iter().map(|(field, it)| (*field, it.open)).collect();
        for (field, open) in dates {
            let is_open = |cell: &str| {
                let mut one = DateColumn::default();
                one.observe(cell);
                one.decide(DateOrder::DayFirst).open > 0
            };
            let line = self.first(field, &is_open).unwrap_or(0);
            let text = self.heading(field).unwrap_or_default().to_owned();
            self.notice(NoticeKind::DatesAmbiguous, field, text, open, line);
        }
        let rates: Vec<_> = self.rates.iter().filter(|(_, it)| !it.certain).collect();
        let rates: Vec<_> = rates.into_iter().map(|(field, _)| *field).collect();
        for field in rates {
            let text = self.heading(field).unwrap_or_default().to_owned();
            let line = self.first(field, &|cell| !cell.is_empty()).unwrap_or(0);
            self.notice(NoticeKind::RatesAmbiguous, field, text, rows, line);
        }
    }

    /// Says of a kind of notice that it is about these rows only, or about none.
    pub(crate) fn narrow(&mut self, kind: NoticeKind, lines: &[u64]) {
        let rows = u64::try_from(lines.len()).unwrap_or(u64::MAX);
        self.notices.retain(|it| it.kind != kind || !lines.is_empty());
        for notice in self.notices.iter_mut().filter(|it| it.kind == kind) {
            (notice.rows, notice.line) = (rows, lines.first().copied().unwrap_or_default());
        }
    }

    /// Takes back what was noted of a field.
    pub(crate) fn forget(&mut self, kind: NoticeKind, field: &str) {
        self.notices.retain(|it| it.kind != kind || it.field != field);
    }

    /// Takes the other side of rows from these columns.
    pub(crate) fn take_ends(&mut self, ends: BTreeMap<u64, usize>) {
        self.ends = ends;
    }

    /// Notes a figure or day at the very end of a file that has no line end there: `1234` may be
    /// what is left of `1234.56`.
    fn look_at_end(&mut self, unended: Option<u64>) {
        let Some(row) = self.rows.last().filter(|row| Some(row.line) == unended) else { return };
        if row.problem().is_some() || self.is_own(row) {
            return;
        }
        let last = row.cells.len().saturating_sub(1);
        let mut fields = self.target.fields().map(|field| field.name);
        let given = fields.find(|field| self.columns.index(field) == Some(last));
        let Some(field) = given.filter(|field| kind_of(field) != Kind::Text) else { return };
        let (text, line) = (clip(row.cell(last), 40).to_owned(), row.line);
        if text.ends_with(|character: char| character.is_ascii_digit()) {
            self.notice(NoticeKind::MayBeCut, field, text, 1, line);
        }
    }

    /// The first text that was once read in another encoding than it was written in.
    fn damaged(&self) -> Option<(u64, usize, String)> {
        let of = |line: u64, cells: &[String]| {
            let mut cells = cells.iter().enumerate();
            let (index, cell) = cells.find(|(_, cell)| guess::is_damaged(cell))?;
            Some((line, index, clip(cell, 40).to_owned()))
        };
        let rows = || self.rows.iter().take(LOOKED_AT).find_map(|row| of(row.line, &row.cells));
        of(self.heading_line, &self.headers).or_else(rows)
    }
}
