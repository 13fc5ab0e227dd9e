//! A whole file, read: its rows, which column gives which field, and how dates and rates of each
//! column are meant. Rows are kept, so that rejected ones can be handed back as they were.

mod broken;
mod custom;
mod filled;
mod notices;
mod rest;
mod sections;
mod sums;
mod titles;
mod units;
mod unread;
mod whole;

pub(crate) use self::custom::take_custom;
use self::rest::{Taken, heading_at, read_on, read_rows};
use self::titles::Titles;
pub(crate) use self::unread::UnreadMoney;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::clean::{
    DateColumn, DateDecision, DateOrder, NumberColumn, NumberRules, RateColumn, RateDecision,
    RateForm, Tally,
};
use super::content::Content;
use super::dialect::Dialect;
use super::export::without_labels;
use super::headers::heading;
use super::headers::parse::{Kind, kind_of};
use super::headers::words::DatesWord;
use super::headers::{Columns, Target};
use super::merged::Merged;
use super::model::{
    CleanedCount, DiscountForm, FileOptions, FileReport, ImportFile, ImportStep, Notice,
    NoticeKind, ProgressCallback, RejectReason, RejectedRow,
};
use super::own::OwnColumns;
use super::table::{Row, Table};
use crate::custom_fields::model::CustomKind;
use crate::error::{Code, Problem, Result};
use crate::values::{Check, Currency, TaxRounding};

/// The most rows of one file.
pub const ROW_LIMIT: usize = 1_000_000;
/// The most bytes the cells of one file may have together.
pub const BYTE_LIMIT: usize = 1024 * 1024 * 1024;

/// What a file's figures and times are read for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// The book's currency.
    pub(crate) currency: Currency,
    /// How far the book's local time is from UTC.
    pub(crate) offset_minutes: i64,
    /// How the book rounds the tax of documents.
    pub(crate) tax_rounding: TaxRounding,
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
    /// Where it is an own export that is read back.
    pub(crate) own: Option<OwnColumns>,
    /// What stands in fields of the book's own, by their keys.
    custom: BTreeMap<String, CustomKind>,
    encoding: &'static str,
    encoding_certain: bool,
    heading_line: u64,
    numbers: NumberRules,
    dates: BTreeMap<&'static str, DateDecision>,
    rates: BTreeMap<&'static str, RateDecision>,
    values: BTreeMap<String, BTreeMap<String, String>>,
    notices: Vec<Notice>,
    /// Whether the caller says how rates are written.
    is_rate_said: bool,
    /// Columns of money that were not read.
    unread_money: Vec<UnreadMoney>,
    /// Columns of figures that fit a field as well as the one that was taken for it.
    rivals: Vec<(&'static str, usize)>,
    /// The column of the other side of each row, by its line, where there are two.
    ends: BTreeMap<u64, usize>,
    /// Why rows are none that can be read, by their lines.
    broken: BTreeMap<u64, Problem>,
    /// What rows take from those above them, by their lines.
    merged: BTreeMap<u64, Merged>,
    /// What the lines above the heading say.
    titles: Titles,
    /// Whether it is a list of documents of sale without their lines: each is one line.
    pub(crate) is_whole: bool,
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
        let find = |head: &[Vec<String>]| heading_at(target, options, head);
        let mut table = Table::open_with(file.source, &options.table(), find)?;
        let currency = Some(setting.currency);
        let headers = options.without_ignored(without_labels(table.headers()))?;
        let mut columns = Columns::find(target, &headers, &options.fields, currency)?;
        columns.take_blank(&options.with_blank(table.headers()));
        let own = OwnColumns::find(target, &headers, &columns);
        let is_own = |row: &Row| own.as_ref().is_some_and(|own| own.is_own(row));
        let taken = read_rows(&mut table, (target, &columns, own.as_ref()), sample, progress)?;
        let Taken { rows, remarks, titles, reading } = taken;
        let content = match sample {
            Some(_) => read_on(&mut table, target, &columns, reading, rows.last()),
            None => Some(reading.finish()),
        };
        progress.tell(ImportStep::Reading, rows.len(), Some(rows.len()))?;
        // Rows that name records book nothing again, however often they come.
        let content = content.filter(|_| rows.iter().any(|row| !is_own(row)) || rows.is_empty());
        let mut sheet = Self {
            own,
            custom: BTreeMap::new(),
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
            is_whole: false,
            is_rate_said: options.rate_form.is_some(),
            unread_money: Vec::new(),
            rivals: Vec::new(),
            ends: BTreeMap::new(),
            broken: BTreeMap::new(),
            merged: BTreeMap::new(),
            titles,
            content,
        };
        sheet.scale_by_titles();
        sheet.find_money_columns();
        sheet.find_broken();
        sheet.survey(options);
        sheet.take_notice(table.unended());
        if sample.is_none() {
            sheet.check_sums();
        }
        // Of payments the rows may say themselves which way the money goes.
        if sample.is_none() && target != Target::Payments {
            sheet.heed_titles(false)?;
        }
        Ok(sheet)
    }

    /// Whether a row names a record of the book by its number.
    pub(crate) fn is_own(&self, row: &Row) -> bool {
        self.own.as_ref().is_some_and(|own| own.is_own(row))
    }

    /// The rows that do not.
    pub(crate) fn others(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !self.is_own(row))
    }

    /// Fills blanks below merged cells; decides how numbers, dates and rates are meant, from all of
    /// their columns.
    fn survey(&mut self, options: &FileOptions) {
        self.fill_rivals();
        self.fill_merged();
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

    /// Takes the column of a field for another: its cells show what it is.
    pub(crate) fn settle(&mut self, field: &'static str, as_field: &'static str) {
        self.columns.settle(field, as_field);
        if let Some(own) = &mut self.own {
            own.settle(field, as_field);
        }
        let rates = self.rates.remove(field);
        let is_rate = kind_of(as_field) == Kind::Rate;
        self.rates.extend(rates.filter(|_| is_rate).map(|rates| (as_field, rates)));
        self.notices.retain(|it| it.field != field || is_rate);
        for notice in self.notices.iter_mut().filter(|it| it.field == field) {
            as_field.clone_into(&mut notice.field);
        }
    }

    /// Whether the caller says how rates are written.
    pub(crate) fn is_rate_said(&self) -> bool {
        self.is_rate_said
    }

    /// Whether the rates of a field stand there as percentages and as fractions.
    pub(crate) fn has_both_forms(&self, field: &str) -> bool {
        self.rates.get(field).is_some_and(|decision| !decision.certain)
    }

    /// Columns of money that were not read, in files of documents and their lines.
    pub(crate) fn unread_money(&self) -> &[UnreadMoney] {
        &self.unread_money
    }

    /// Columns of figures of documents' lines that fit a field as well as the one that is read.
    pub(crate) fn rivals(&self) -> &[(&'static str, usize)] {
        &self.rivals
    }

    /// A cell of a field, put into other words where the mapping says so.
    pub(crate) fn cell<'s>(&'s self, row: &'s Row, field: &str) -> Cow<'s, str> {
        if let Some(index) = self.ends.get(&row.line).filter(|_| field == "customer") {
            return Cow::Borrowed(row.cell(*index));
        }
        let above = self.merged.get(&row.line).and_then(|merged| merged.fields.get(field));
        let row = above.and_then(|source| self.rows.get(*source)).unwrap_or(row);
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
        let column = self.shown(field);
        let field = field.to_owned();
        self.notices.push(Notice { kind, field, column, text, rows, line });
    }

    /// What is not certain about the file.
    pub(crate) fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Gives notices of cells the heading of their column.
    pub(crate) fn with_column(&self, mut notice: Notice) -> Notice {
        if notice.column.is_none() {
            notice.column = self.shown(&notice.field);
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
        if self.others().next().is_some() {
            for field in self.missing() {
                let problem = Problem::new(Code::UnknownColumn).at(format!("mapping.{field}"));
                check.add(problem.fact("columns", heading::told(&self.headers)));
            }
        }
        check.finish()
    }

    pub(crate) fn heading(&self, field: &str) -> Option<&str> {
        self.headers.get(self.columns.index(field)?).map(String::as_str)
    }

    /// What a column is called: its heading, or its place where it has none, such as `#3`.
    fn named(&self, index: usize) -> Option<String> {
        let heading = self.headers.get(index)?;
        let is_blank = heading.trim().is_empty();
        Some(if is_blank { format!("#{}", index + 1) } else { heading.clone() })
    }

    /// The heading that people look at for a field, or for a column by its place (`headers[3]`).
    fn shown(&self, field: &str) -> Option<String> {
        let place = field.strip_prefix("headers[").and_then(|rest| rest.strip_suffix(']'));
        if let Some(index) = place.and_then(|index| index.parse::<usize>().ok()) {
            return self.named(index);
        }
        let own = || self.own.as_ref().and_then(|own| own.index(field));
        self.named(self.columns.shown_by(field).or_else(own)?)
    }

    /// The report of this file, with these faults.
    pub(crate) fn report(self, tally: &Tally, faults: Vec<Fault>) -> FileReport {
        let mut by_line: BTreeMap<u64, Vec<RejectReason>> = BTreeMap::new();
        for fault in faults {
            let field = fault.field.unwrap_or_default();
            // What an own export may not change is told by its own heading, which another field of
            // the import may have for its name.
            let own = self.own.as_ref().filter(|_| fault.problem.code == Code::NotEditable);
            let own = own.and_then(|own| self.headers.get(own.index(&field)?)).cloned();
            let column = own.or_else(|| self.shown(&field));
            let problem = fault.problem.at(field);
            by_line.entry(fault.line).or_default().push(RejectReason { column, problem });
        }
        let unmapped = self.columns.unmatched().iter().copied();
        let unmapped = unmapped.filter(|at| self.is_headed_or_filled(*at));
        let unmapped: Vec<String> = unmapped.filter_map(|at| self.named(at)).collect();
        let owned = |field: &&'static str| (*field).to_owned();
        FileReport {
            target: self.target,
            encoding: self.encoding.to_owned(),
            encoding_certain: self.encoding_certain,
            dialect: self.dialect,
            heading_line: self.heading_line,
            mapping: self.columns.to_mapping(&self.headers),
            unmapped,
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
