//! A whole file, read: its rows, which column gives which field, and how dates and rates of each
//! column are meant. Rows are kept, so that rejected ones can be handed back as they were.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;

use super::clean::numbers::read;
use super::clean::{
    DateColumn, DateDecision, DateOrder, NumberColumn, NumberRules, RateColumn, RateDecision,
    RateForm, Tally,
};
use super::content::{Content, Reading};
use super::dialect::Dialect;
use super::guess;
use super::headers::heading;
use super::headers::parse::{Kind, kind_of};
use super::headers::words::DatesWord;
use super::headers::{Columns, Target};
use super::model::{
    CleanedCount, DiscountForm, FileOptions, FileReport, ImportFile, ImportStep, Notice,
    NoticeKind, ProgressCallback, RejectReason, RejectedRow,
};
use super::remarks::{self, Remark};
use super::table::{Row, Table};
use crate::error::{Code, Problem, Result};
use crate::interrupt;
use crate::values::text::clip;
use crate::values::{Check, Currency};

/// The most rows of one file.
pub const ROW_LIMIT: usize = 1_000_000;
/// The most bytes the cells of one file may have together.
pub const BYTE_LIMIT: usize = 1024 * 1024 * 1024;

/// After how many rows progress is told.
const STRIDE: usize = 1_000;
/// In so many rows texts that were read in a wrong encoding are looked for.
const LOOKED_AT: usize = 500;

/// What a file's figures and times are read for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// The book's currency.
    pub(crate) currency: Currency,
    /// How far the book's local time is from UTC.
    pub(crate) offset_minutes: i64,
}

/// A file, read.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) target: Target,
    pub(crate) headers: Vec<String>,
    pub(crate) rows: Vec<Row>,
    pub(crate) columns: Columns,
    pub(crate) dialect: Dialect,
    pub(crate) setting: Setting,
    pub(crate) discount_form: Option<DiscountForm>,
    encoding: &'static str,
    encoding_certain: bool,
    heading_line: u64,
    numbers: NumberRules,
    dates: BTreeMap<&'static str, DateDecision>,
    rates: BTreeMap<&'static str, RateDecision>,
    values: BTreeMap<String, BTreeMap<String, String>>,
    notices: Vec<Notice>,
    /// What the file holds; unknown when only its beginning could be read.
    pub(crate) content: Option<Content>,
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
        setting: Setting,
        sample: Option<usize>,
        progress: &ProgressCallback,
    ) -> Result<Self> {
        let find = |head: &[Vec<String>]| {
            if options.no_heading {
                heading::none(head)
            } else {
                heading::find(target, &options.fields, head)
            }
        };
        let mut table = Table::open_with(file.source, &options.table(), find)?;
        let currency = Some(setting.currency);
        let columns = Columns::find(target, table.headers(), &options.fields, currency)?;
        let mut reading = Reading::of(table.headers());
        let (mut rows, mut remarks) = (Vec::new(), Vec::new());
        let mut bytes = 0;
        while sample.is_none_or(|limit| rows.len() < limit)
            && let Some(row) = table.next_row()?
        {
            bytes += row.cells.iter().map(String::len).sum::<usize>();
            if rows.len() >= ROW_LIMIT || bytes > BYTE_LIMIT {
                let problem = Problem::new(Code::TooMany).fact("line", row.line);
                return Err(problem.fact("limit", ROW_LIMIT).fact("bytes", BYTE_LIMIT).into());
            }
            let remark = remarks::of(target, &columns, &row, rows.last());
            remarks.extend(remark.map(|remark| remarks::notice(remark, &row)));
            if remark != Some(Remark::LeftOut) {
                reading.take(&row);
                rows.push(row);
                if rows.len() % STRIDE == 0 {
                    progress.tell(ImportStep::Reading, rows.len(), None)?;
                }
            }
        }
        let content = if sample.is_some() {
            read_on(&mut table, target, &columns, reading, rows.last())
        } else {
            Some(reading.finish())
        };
        progress.tell(ImportStep::Reading, rows.len(), Some(rows.len()))?;
        let mut sheet = Self {
            name: file.name,
            target,
            headers: table.headers().to_vec(),
            rows,
            columns,
            dialect: table.dialect(),
            setting,
            discount_form: options.discount_form,
            encoding: table.encoding(),
            encoding_certain: table.is_encoding_certain(),
            heading_line: table.heading_line(),
            numbers: NumberRules { currency, ..NumberRules::known(false) },
            dates: BTreeMap::new(),
            rates: BTreeMap::new(),
            values: options.values.clone(),
            notices: remarks,
            content,
        };
        sheet.survey(options);
        sheet.take_notice();
        Ok(sheet)
    }

    /// Decides how numbers, dates and rates are meant, from all of their columns.
    fn survey(&mut self, options: &FileOptions) {
        let fields: Vec<&'static str> = self.target.fields().map(|field| field.name).collect();
        let mut numbers = NumberColumn::default();
        for field in &fields {
            if !matches!(kind_of(field), Kind::Text | Kind::Date) {
                self.column(field).into_iter().flatten().for_each(|cell| numbers.observe(cell));
            }
        }
        let (decimal_comma, certain) = match options.dialect {
            Some(dialect) => (dialect.decimal_comma, true),
            None => numbers.decide(self.dialect.delimiter),
        };
        self.dialect.decimal_comma = decimal_comma;
        self.numbers = NumberRules { decimal_comma, certain, ..self.numbers };
        if !certain {
            let is_open = |cell: &str| {
                let mut one = NumberColumn::default();
                one.observe(cell);
                one.open > 0
            };
            let of = |field: &&'static str| !matches!(kind_of(field), Kind::Text | Kind::Date);
            let figures = fields.iter().filter(|field| of(field));
            let first = figures.filter_map(|field| Some((self.first(field, &is_open)?, *field)));
            let (line, field) = first.min().unwrap_or_default();
            self.notice(NoticeKind::NumbersAmbiguous, field, String::new(), numbers.open, line);
        }
        for field in fields {
            match kind_of(field) {
                Kind::Date => self.survey_dates(field, options),
                Kind::Rate | Kind::Discount => self.survey_rates(field, options),
                _ => {}
            }
        }
    }

    fn survey_dates(&mut self, field: &'static str, options: &FileOptions) {
        let Some(cells) = self.column(field) else { return };
        let mut column = DateColumn::default();
        cells.for_each(|cell| column.observe(cell));
        let mut decision = column.decide(DateOrder::DayFirst);
        let said = match self.columns.meaning(field).dates {
            Some(DatesWord::DayFirst) => Some(DateOrder::DayFirst),
            Some(DatesWord::MonthFirst) => Some(DateOrder::MonthFirst),
            Some(DatesWord::YearFirst) => Some(DateOrder::YearFirst),
            Some(DatesWord::Republic) => {
                decision.republic = true;
                None
            }
            None => None,
        };
        if let Some(order) = options.date_order.or(said) {
            decision = DateDecision { order, certain: true, short_years: true, ..decision };
        }
        self.dates.insert(field, decision);
    }

    fn survey_rates(&mut self, field: &'static str, options: &FileOptions) {
        let Some(cells) = self.column(field) else { return };
        let mut column = RateColumn::default();
        cells.for_each(|cell| column.observe(cell, self.numbers));
        let mut decision = column.decide();
        if self.columns.meaning(field).percent == Some(2) {
            decision = RateDecision { form: RateForm::Percent, certain: true };
        }
        if let Some(form) = options.rate_form {
            decision = RateDecision { form, certain: true };
        }
        self.rates.insert(field, decision);
    }

    /// The cells of the column that gives a field.
    pub(crate) fn column(&self, field: &str) -> Option<impl Iterator<Item = &str>> {
        let index = self.columns.index(field)?;
        Some(self.rows.iter().map(move |row| row.cell(index)))
    }

    /// The line of the first cell of a field that is so.
    fn first(&self, field: &str, is: &dyn Fn(&str) -> bool) -> Option<u64> {
        let index = self.columns.index(field)?;
        self.rows.iter().find(|row| is(row.cell(index))).map(|row| row.line)
    }

    /// How the dates of a field are read.
    pub(crate) fn dates(&self, field: &str) -> DateDecision {
        let plain = DateDecision::plain(DateOrder::DayFirst);
        self.dates.get(field).copied().unwrap_or(plain)
    }

    /// How numbers are read.
    pub(crate) fn numbers(&self) -> NumberRules {
        self.numbers
    }

    /// The form of the rates of a field.
    pub(crate) fn rate_form(&self, field: &str) -> RateForm {
        self.rates.get(field).map_or(RateForm::Percent, |decision| decision.form)
    }

    /// A cell of a field, put into other words where the mapping says so.
    pub(crate) fn cell<'s>(&'s self, row: &'s Row, field: &str) -> Cow<'s, str> {
        let cell = self.columns.get(row, field).unwrap_or_default();
        let words = self.values.get(field);
        match words.and_then(|words| words.get(cell.trim())) {
            Some(word) => Cow::Borrowed(word),
            None => cell,
        }
    }

    /// Notes something that is worth a look.
    pub(crate) fn notice(
        &mut self,
        kind: NoticeKind,
        field: &str,
        text: String,
        rows: u64,
        line: u64,
    ) {
        let column = self.heading(field).map(str::to_owned);
        let field = field.to_owned();
        self.notices.push(Notice { kind, field, column, text, rows, line });
    }

    /// Notes what is not certain about the file and its columns.
    fn take_notice(&mut self) {
        let rows = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        let first = self.rows.first().map_or(0, |row| row.line);
        if !self.encoding_certain {
            let encoding = self.encoding.to_owned();
            self.notice(NoticeKind::EncodingGuessed, "", encoding, rows, first);
        }
        if let Some((line, text)) = self.damaged() {
            self.notice(NoticeKind::TextDamaged, "", text, 1, line);
        }
        for (field, index) in self.columns.competing().to_vec() {
            let other = self.headers.get(index).cloned().unwrap_or_default();
            self.notice(NoticeKind::ColumnsCompete, field, other, rows, first);
        }
        for (index, line) in self.unread_figures() {
            let column = self.headers.get(index).cloned();
            let (field, text) = (String::new(), column.clone().unwrap_or_default());
            let kind = NoticeKind::ColumnNotRead;
            self.notices.push(Notice { kind, field, column, text, rows, line });
        }
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

    /// Columns of figures in documents and payments whose headings are not understood: they may be
    /// meant to change what is taken.
    fn unread_figures(&self) -> Vec<(usize, u64)> {
        const COUNTED: [&str; 8] = ["序号", "行号", "#", "no.", "no", "line", "row", "index"];
        if matches!(self.target, Target::Customers | Target::Products) {
            return Vec::new();
        }
        let is_known = |index: &usize| {
            self.headers
                .get(*index)
                .is_some_and(|header| COUNTED.contains(&header.to_lowercase().as_str()))
        };
        let figures = |index: usize| {
            let mut cells = self.rows.iter().map(|row| (row.line, row.cell(index)));
            let mut filled = cells.by_ref().filter(|(_, cell)| !cell.is_empty()).take(LOOKED_AT);
            let (line, first) = filled.next()?;
            let is_figure = |cell: &str| {
                let plain = cell.trim_end_matches(['%', '％', '折']);
                cell.chars().count() <= 20 && read(plain, self.numbers).is_ok()
            };
            (is_figure(first) && filled.all(|(_, cell)| is_figure(cell))).then_some((index, line))
        };
        let unread = self.columns.unmatched().iter().copied().filter(|index| !is_known(index));
        unread.filter_map(figures).collect()
    }

    /// The first text that was once read in another encoding than it was written in.
    fn damaged(&self) -> Option<(u64, String)> {
        let is_damaged = |cell: &&String| guess::is_damaged(cell);
        let heading = self.headers.iter().find(is_damaged).map(|cell| (self.heading_line, cell));
        let row = || {
            self.rows
                .iter()
                .take(LOOKED_AT)
                .find_map(|row| Some((row.line, row.cells.iter().find(is_damaged)?)))
        };
        heading.or_else(row).map(|(line, cell)| (line, clip(cell, 40).to_owned()))
    }

    /// What is not certain about the file.
    pub(crate) fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Gives notices of cells the heading of their column.
    pub(crate) fn with_column(&self, mut notice: Notice) -> Notice {
        if notice.column.is_none() {
            notice.column = self.heading(&notice.field).map(str::to_owned);
        }
        notice
    }

    /// Fields without which no row can be taken over and that nothing gives: of each group, the
    /// first.
    pub(crate) fn missing(&self) -> Vec<&'static str> {
        let is_missing =
            |group: &&&[&'static str]| group.iter().all(|field| !self.columns.has(field));
        let groups = self.target.required();
        groups.iter().filter(is_missing).filter_map(|group| group.first().copied()).collect()
    }

    /// Refuses a file of rows that all lack a column.
    ///
    /// # Errors
    /// `unknown_column` at `mapping.<field>` for each missing field, with the headings of the file.
    pub(crate) fn refuse_incomplete(&self) -> Result<()> {
        let mut check = Check::new();
        if !self.rows.is_empty() {
            for field in self.missing() {
                let problem = Problem::new(Code::UnknownColumn).at(format!("mapping.{field}"));
                check.add(problem.fact("columns", shown(&self.headers)));
            }
        }
        check.finish()
    }

    pub(crate) fn heading(&self, field: &str) -> Option<&str> {
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
            encoding_certain: self.encoding_certain,
            dialect: self.dialect,
            heading_line: self.heading_line,
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

/// Reads the rest of a file of which a sample is enough, for what it holds. What cannot be read
/// there is told when the file is imported.
fn read_on<R: Read>(
    table: &mut Table<R>,
    target: Target,
    columns: &Columns,
    mut reading: Reading,
    last: Option<&Row>,
) -> Option<Content> {
    let mut last = last.cloned();
    while let Some(row) = table.next_row().ok()? {
        interrupt::look().ok()?;
        if remarks::of(target, columns, &row, last.as_ref()) != Some(Remark::LeftOut) {
            reading.take(&row);
            last = Some(row);
        }
    }
    Some(reading.finish())
}

/// Headings for an error's text. A file without a heading has data in its first row: what looks
/// like a number or address of a person is left out.
fn shown(headers: &[String]) -> String {
    let is_plain = |header: &&String| {
        let digits = header.chars().filter(char::is_ascii_digit).count();
        !header.is_empty() && digits < 5 && !header.contains('@') && header.chars().count() <= 40
    };
    headers.iter().filter(is_plain).map(String::as_str).collect::<Vec<_>>().join(", ")
}
