//! What all exports share: columns, plain cells, and writing page by page.

use std::io::Write;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use rust_decimal::Decimal;

use super::ExportOptions;
use super::custom::More;
pub(super) use super::labels::Of;
use super::labels::{Labels, heading};
use crate::error::Result;
use crate::exchange::csv_out::CsvWriter;
use crate::rights::permission::Permission;
use crate::values::{Language, Page, PageRequest};
use crate::work::Session;

/// What stands between the parts of a cell that holds several.
pub(super) const JOINT: &str = "; ";

/// What a cell holds, before it is written in a language.
pub(super) enum Cell {
    Text(String),
    /// Written in the book's local time.
    At(DateTime<Utc>),
    Flag(bool),
}

/// A column: its headings, and what a record has in it.
pub(super) struct Column<R: 'static> {
    pub(super) chinese: &'static str,
    pub(super) english: &'static str,
    pub(super) cell: fn(&R) -> Cell,
    /// What its codes are of, if it has codes.
    of: Option<Of>,
}

/// A column.
pub(super) const fn column<R>(
    chinese: &'static str,
    english: &'static str,
    cell: fn(&R) -> Cell,
) -> Column<R> {
    Column { chinese, english, cell, of: None }
}

/// A column of codes, or of words of a kind or state.
pub(super) const fn coded<R>(
    chinese: &'static str,
    english: &'static str,
    of: Of,
    cell: fn(&R) -> Cell,
) -> Column<R> {
    Column { chinese, english, cell, of: Some(of) }
}

/// A value in its plain form: amounts as digits with a point, days as `2026-06-15`.
pub(super) trait Plain {
    fn cell(&self) -> Cell;
}

impl<T: Plain> Plain for Option<T> {
    fn cell(&self) -> Cell {
        self.as_ref().map_or_else(|| Cell::Text(String::new()), Plain::cell)
    }
}

impl Plain for DateTime<Utc> {
    fn cell(&self) -> Cell {
        Cell::At(*self)
    }
}

impl Plain for bool {
    fn cell(&self) -> Cell {
        Cell::Flag(*self)
    }
}

macro_rules! plain {
    ($($kind:ty)*) => {$(
        impl Plain for $kind {
            fn cell(&self) -> Cell {
                Cell::Text(self.to_string())
            }
        }
    )*};
}

plain! { str &str String i64 u64 u32 Decimal NaiveDate }
plain! {
    crate::values::OperatorId crate::values::TeamId crate::values::PoolId crate::values::CustomerId
    crate::values::OwnerChangeId
    crate::values::ContactId crate::values::EntryId crate::values::InvoiceId
    crate::values::PaymentId crate::values::AllocationId crate::values::AccountId
    crate::values::CaseId crate::values::ProductId crate::values::RoleId
    crate::values::DictionaryId crate::values::DictionaryItemId crate::values::ImportId
    crate::values::CustomFieldId crate::values::TaskId crate::values::DealingId
    crate::values::CaseNoteId crate::values::CalendarId crate::values::SavedViewId
    crate::values::EntryItemId crate::values::ServicePolicyId crate::values::CaseClockId
    crate::values::CaseLinkId crate::values::CaseRemedyId crate::values::SurveyId
    crate::values::AttachmentId crate::values::InvoiceProfileId
    crate::values::ImportantDateId
    crate::values::AssignmentRuleId crate::values::AbsenceId
    crate::values::CaseAssignmentId
}

/// Several parts in one cell.
pub(super) fn joined<T: AsRef<str>>(parts: impl IntoIterator<Item = T>) -> Cell {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push_str(JOINT);
        }
        text.push_str(part.as_ref());
    }
    Cell::Text(text)
}

/// A file being written, and how values are written in it.
pub(super) struct Sheet<'o> {
    csv: CsvWriter<&'o mut dyn Write>,
    language: Language,
    offset: Duration,
    sort: Option<String>,
    descending: bool,
    labels: Option<Labels>,
    label_language: Option<Language>,
    rows: i64,
}

impl<'o> Sheet<'o> {
    /// Begins a file for an operator who may export.
    pub(super) fn begin(
        session: &Session,
        out: &'o mut dyn Write,
        options: &ExportOptions,
    ) -> Result<Self> {
        let minutes =
            session.read(Permission::ListsExport, |view| Ok(view.book.utc_offset_minutes))?;
        Ok(Self {
            csv: CsvWriter::new(out, options.encoding),
            language: options.language,
            offset: Duration::try_minutes(minutes).unwrap_or_default(),
            sort: options.sort.clone(),
            descending: options.descending,
            labels: options.labels.map(|of| Labels::load(session, of)).transpose()?,
            label_language: options.labels,
            rows: 0,
        })
    }

    /// The order that is asked for, or the usual one of the list.
    pub(super) fn order<S>(&self, of_word: fn(&str) -> Option<S>, usual: S) -> (S, bool) {
        match self.sort.as_deref().and_then(of_word) {
            Some(sort) => (sort, self.descending),
            None => (usual, false),
        }
    }

    /// A heading in the file's language.
    pub(super) fn pick<'t>(&self, chinese: &'t str, english: &'t str) -> &'t str {
        self.language.pick(chinese, english)
    }

    /// The language of labels, if there are any.
    pub(super) fn label_language(&self) -> Option<Language> {
        self.label_language
    }

    pub(super) fn header<R>(&mut self, columns: &[Column<R>]) -> Result<()> {
        self.header_with(columns, &[])
    }

    fn header_with<R>(&mut self, columns: &[Column<R>], more: &[String]) -> Result<()> {
        let language = self.language;
        let with_labels = self.labels.is_some();
        let headings = columns.iter().flat_map(|it| {
            let own = language.pick(it.chinese, it.english);
            let label = it.of.filter(|_| with_labels).map(|_| heading(own, language));
            [Some(own.to_owned()), label].into_iter().flatten()
        });
        self.csv.row(headings.chain(more.iter().cloned()))
    }

    /// Writes a line of headings.
    pub(super) fn headings(&mut self, headings: &[String]) -> Result<()> {
        self.csv.row(headings)
    }

    /// Writes records, a row each.
    pub(super) fn rows<'r, R: 'static>(
        &mut self,
        columns: &[Column<R>],
        records: impl IntoIterator<Item = &'r R>,
    ) -> Result<()> {
        for record in records {
            self.row(columns, columns.iter().map(|column| (column.cell)(record)))?;
        }
        Ok(())
    }

    /// Writes one row of cells for these columns, with labels where they are asked for.
    pub(super) fn row<R: 'static>(
        &mut self,
        columns: &[Column<R>],
        cells: impl IntoIterator<Item = Cell>,
    ) -> Result<()> {
        self.row_with(columns, cells, Vec::new())
    }

    fn row_with<R: 'static>(
        &mut self,
        columns: &[Column<R>],
        cells: impl IntoIterator<Item = Cell>,
        more: Vec<Cell>,
    ) -> Result<()> {
        let (offset, language) = (self.offset, self.language);
        let mut texts = Vec::with_capacity(columns.len());
        for (column, cell) in columns.iter().zip(cells) {
            let text = written(cell, offset, language);
            let label = match (&self.labels, column.of) {
                (Some(labels), Some(of)) => Some(labels.of(of, &text)),
                _ => None,
            };
            texts.push(text);
            texts.extend(label);
        }
        texts.extend(more.into_iter().map(|cell| written(cell, offset, language)));
        self.csv.row(texts)?;
        self.rows += 1;
        Ok(())
    }

    /// Writes one row.
    pub(super) fn cells(&mut self, cells: impl IntoIterator<Item = Cell>) -> Result<()> {
        let (offset, language) = (self.offset, self.language);
        self.csv.row(cells.into_iter().map(|cell| written(cell, offset, language)))?;
        self.rows += 1;
        Ok(())
    }

    /// Writes a whole list that is small by nature.
    pub(super) fn all<R: 'static>(&mut self, columns: &[Column<R>], records: &[R]) -> Result<()> {
        self.header(columns)?;
        self.rows(columns, records)
    }

    /// Writes a list page by page.
    pub(super) fn pages<R: 'static>(
        &mut self,
        columns: &[Column<R>],
        limit: u32,
        mut load: impl FnMut(&PageRequest) -> Result<Page<R>>,
    ) -> Result<()> {
        // The first page comes before the headings: who may not see the list gets nothing at all.
        let mut page = load(&PageRequest::first(limit))?;
        self.header(columns)?;
        loop {
            self.rows(columns, &page.items)?;
            let Some(next) = page.next.take() else { return Ok(()) };
            page = load(&PageRequest::after(limit, next))?;
        }
    }

    /// As [`Self::pages`], with the columns that this book has besides.
    pub(super) fn pages_with<R: 'static>(
        &mut self,
        columns: &[Column<R>],
        more: &More<R>,
        limit: u32,
        mut load: impl FnMut(&PageRequest) -> Result<Page<R>>,
    ) -> Result<()> {
        let mut page = load(&PageRequest::first(limit))?;
        self.header_with(columns, &more.headings)?;
        loop {
            for record in &page.items {
                let cells = columns.iter().map(|column| (column.cell)(record));
                self.row_with(columns, cells, more.cells(record))?;
            }
            let Some(next) = page.next.take() else { return Ok(()) };
            page = load(&PageRequest::after(limit, next))?;
        }
    }

    /// Writes what is buffered; returns how many rows stand below the headings.
    pub(super) fn finish(self) -> Result<i64> {
        self.csv.finish()?;
        Ok(self.rows)
    }
}

/// An instant in the book's local time.
pub(super) fn local_time(at: DateTime<Utc>, offset: Duration) -> String {
    let local = at.naive_utc().checked_add_signed(offset);
    local.unwrap_or(at.naive_utc()).format("%Y-%m-%d %H:%M:%S").to_string()
}

fn written(cell: Cell, offset: Duration, language: Language) -> String {
    match cell {
        Cell::Text(text) => text,
        Cell::At(at) => local_time(at, offset),
        Cell::Flag(true) => language.pick("是", "yes").to_owned(),
        Cell::Flag(false) => language.pick("否", "no").to_owned(),
    }
}
