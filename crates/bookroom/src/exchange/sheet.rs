//! A whole file, read: its rows, which column gives which field, and how dates and rates of each
//! column are meant. Rows are kept, so that rejected ones can be handed back as they were.

use std::collections::BTreeMap;

use super::clean::{DateColumn, DateDecision, DateOrder, RateColumn, RateDecision, Tally};
use super::dialect::Dialect;
use super::headers::{Columns, Target};
use super::model::{
    CleanedCount, FileOptions, FileReport, ImportFile, ImportStep, Notice, NoticeKind,
    ProgressCallback, RejectReason, RejectedRow,
};
use super::table::{Row, Table};
use crate::error::{Code, Problem, Result};

/// The most rows of one file.
pub const ROW_LIMIT: usize = 1_000_000;
/// The most bytes the cells of one file may have together.
pub const BYTE_LIMIT: usize = 1024 * 1024 * 1024;

const DATES: [&str; 3] = ["issue_on", "due_on", "paid_on"];
const RATES: [&str; 2] = ["tax_rate", "discount"];
/// After how many rows progress is told.
const STRIDE: usize = 1_000;

/// A file, read.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) target: Target,
    pub(crate) headers: Vec<String>,
    pub(crate) rows: Vec<Row>,
    pub(crate) columns: Columns,
    pub(crate) dialect: Dialect,
    encoding: &'static str,
    dates: BTreeMap<&'static str, DateDecision>,
    rates: BTreeMap<&'static str, RateDecision>,
    values: BTreeMap<String, BTreeMap<String, String>>,
}

/// What is wrong with a row: the field at fault, if it is one, and the problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) line: u64,
    pub(crate) field: Option<String>,
    pub(crate) problem: Problem,
}

impl Sheet {
    /// Reads a file to its end, or its first `sample` rows.
    pub(crate) fn read(
        file: ImportFile<'_>,
        target: Target,
        options: &FileOptions,
        sample: Option<usize>,
        progress: &ProgressCallback,
    ) -> Result<Self> {
        let mut table = Table::open(file.source, &options.table())?;
        let columns = Columns::find(target, table.headers(), &options.fields)?;
        let mut rows = Vec::new();
        let mut bytes = 0;
        while sample.is_none_or(|limit| rows.len() < limit)
            && let Some(row) = table.next_row()?
        {
            bytes += row.cells.iter().map(String::len).sum::<usize>();
            if rows.len() >= ROW_LIMIT || bytes > BYTE_LIMIT {
                let problem = Problem::new(Code::TooMany).fact("line", row.line);
                return Err(problem.fact("limit", ROW_LIMIT).fact("bytes", BYTE_LIMIT).into());
            }
            rows.push(row);
            if rows.len() % STRIDE == 0 {
                progress.tell(ImportStep::Reading, rows.len(), None)?;
            }
        }
        progress.tell(ImportStep::Reading, rows.len(), Some(rows.len()))?;
        let mut sheet = Self {
            name: file.name,
            target,
            headers: table.headers().to_vec(),
            rows,
            columns,
            dialect: table.dialect(),
            encoding: table.encoding(),
            dates: BTreeMap::new(),
            rates: BTreeMap::new(),
            values: options.values.clone(),
        };
        sheet.survey(options);
        Ok(sheet)
    }

    /// Decides how dates and rates are meant, from all of their column.
    fn survey(&mut self, options: &FileOptions) {
        for field in DATES {
            let Some(cells) = self.column(field) else { continue };
            let mut column = DateColumn::default();
            cells.for_each(|cell| column.observe(cell));
            let mut decision = column.decide(DateOrder::DayFirst);
            if let Some(order) = options.date_order {
                decision = DateDecision { order, certain: true, ..decision };
            }
            self.dates.insert(field, decision);
        }
        for field in RATES {
            let Some(cells) = self.column(field) else { continue };
            let mut column = RateColumn::default();
            cells.for_each(|cell| column.observe(cell, self.dialect.decimal_comma));
            let mut decision = column.decide();
            if let Some(form) = options.rate_form {
                decision = RateDecision { form, certain: true };
            }
            self.rates.insert(field, decision);
        }
    }

    /// The cells of the column that gives a field.
    fn column(&self, field: &str) -> Option<impl Iterator<Item = &str>> {
        let index = self.columns.index(field)?;
        Some(self.rows.iter().map(move |row| row.cell(index)))
    }

    /// The order of the dates of a field.
    pub(crate) fn date_order(&self, field: &str) -> DateOrder {
        self.dates.get(field).map_or(DateOrder::DayFirst, |decision| decision.order)
    }

    /// The form of the rates of a field.
    pub(crate) fn rate_form(&self, field: &str) -> super::clean::RateForm {
        let percent = super::clean::RateForm::Percent;
        self.rates.get(field).map_or(percent, |decision| decision.form)
    }

    /// A cell of a field, put into other words where the mapping says so.
    pub(crate) fn cell<'s>(&'s self, row: &'s Row, field: &str) -> &'s str {
        let cell = self.columns.get(row, field).unwrap_or_default();
        let words = self.values.get(field);
        words.and_then(|words| words.get(cell.trim())).map_or(cell, String::as_str)
    }

    /// What is not certain about the file's columns.
    pub(crate) fn notices(&self) -> Vec<Notice> {
        let notice = |kind, field: &&str, rows| Notice {
            kind,
            field: (*field).to_owned(),
            text: self.heading(field).unwrap_or_default().to_owned(),
            rows,
            line: 0,
        };
        let dates = self.dates.iter().filter(|(_, decision)| !decision.certain);
        let rates = self.rates.iter().filter(|(_, decision)| !decision.certain);
        let rows = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        dates
            .map(|(field, decision)| notice(NoticeKind::DatesAmbiguous, field, decision.open))
            .chain(rates.map(|(field, _)| notice(NoticeKind::RatesAmbiguous, field, rows)))
            .collect()
    }

    fn heading(&self, field: &str) -> Option<&str> {
        self.headers.get(self.columns.index(field)?).map(String::as_str)
    }

    /// The report of this file, with these faults.
    pub(crate) fn report(self, tally: &Tally, faults: Vec<Fault>) -> FileReport {
        let mut by_line: BTreeMap<u64, Vec<RejectReason>> = BTreeMap::new();
        for fault in faults {
            let field = fault.field.unwrap_or_default();
            let column = self.heading(&field).map(str::to_owned);
            let problem = fault.problem.at(field);
            by_line.entry(fault.line).or_default().push(RejectReason { column, problem });
        }
        let unmapped = self.columns.unmatched().iter().filter_map(|at| self.headers.get(*at));
        let owned = |field: &&'static str| (*field).to_owned();
        FileReport {
            target: self.target,
            encoding: self.encoding.to_owned(),
            dialect: self.dialect,
            mapping: self.columns.to_mapping(&self.headers),
            unmapped: unmapped.cloned().collect(),
            ambiguous: self.columns.ambiguous().to_vec(),
            dates: self.dates.iter().map(|(field, it)| (owned(field), *it)).collect(),
            rates: self.rates.iter().map(|(field, it)| (owned(field), *it)).collect(),
            rows_read: u64::try_from(self.rows.len()).unwrap_or(u64::MAX),
            cleaned: tally
                .counts()
                .map(|(field, change, count)| CleanedCount {
                    field: field.to_owned(),
                    change,
                    count,
                })
                .collect(),
            rejected: self
                .rows
                .into_iter()
                .filter_map(|row| {
                    let reasons = by_line.remove(&row.line)?;
                    Some(RejectedRow { line: row.line, cells: row.cells, reasons })
                })
                .collect(),
            name: self.name,
            headers: self.headers,
        }
    }
}
