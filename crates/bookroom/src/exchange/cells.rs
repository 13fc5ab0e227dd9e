//! The cells of one row, cleaned field by field. What was changed is counted, what is wrong is
//! collected: a row is accepted only when nothing is.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::clean::{self, Tally, Value};
use super::sheet::{Fault, Sheet};
use super::table::Row;
use crate::error::{Code, Problem};

/// One row being read.
pub(crate) struct Cells<'s> {
    sheet: &'s Sheet,
    row: &'s Row,
    tally: &'s mut Tally,
    faults: Vec<Fault>,
}

impl<'s> Cells<'s> {
    /// A row of a sheet. One that has too few or too many cells is at fault already.
    pub(crate) fn new(sheet: &'s Sheet, row: &'s Row, tally: &'s mut Tally) -> Self {
        let fault = |problem| Fault { line: row.line, field: None, problem };
        Self { sheet, row, tally, faults: row.problem().map(fault).into_iter().collect() }
    }

    /// The line on which the row begins.
    pub(crate) fn line_number(&self) -> u64 {
        self.row.line
    }

    /// The faults found so far, or none when the row is accepted.
    pub(crate) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// Notes a fault of a field.
    pub(crate) fn fail(&mut self, field: &str, problem: Problem) {
        let field = Some(field.to_owned());
        self.faults.push(Fault { line: self.row.line, field, problem });
    }

    /// The cell as it is; blank when it says in a word that it has no value.
    pub(crate) fn raw(&self, field: &str) -> Option<&'s str> {
        let cell = self.sheet.cell(self.row, field);
        (!cell.trim().is_empty() && !clean::is_placeholder(cell)).then_some(cell)
    }

    fn take<T>(
        &mut self,
        field: &str,
        clean: impl FnOnce(&str) -> Result<Value<T>, Problem>,
    ) -> Option<T> {
        match clean(self.raw(field)?) {
            Ok(value) => Some(value.counted(field, self.tally)),
            Err(problem) => {
                self.fail(field, problem);
                None
            }
        }
    }

    /// The cell cleaned as its field is, as a text to show.
    pub(crate) fn text(&mut self, field: &str) -> String {
        match field {
            "issue_on" | "due_on" | "paid_on" => {
                self.date(field).map(|date| date.to_string()).unwrap_or_default()
            }
            "quantity" | "unit_price" | "amount" | "freight" => {
                self.number(field).map(|number| number.normalize().to_string()).unwrap_or_default()
            }
            "tax_rate" => {
                self.rate(field).map(|rate| rate.normalize().to_string()).unwrap_or_default()
            }
            "email" => self.with(field, clean::email).unwrap_or_default(),
            "note" => self.lines(field).unwrap_or_default(),
            _ => self.line(field).unwrap_or_default(),
        }
    }

    /// A text of one line.
    pub(crate) fn line(&mut self, field: &str) -> Option<String> {
        self.take(field, |text| Ok(clean::line(text))).filter(|text| !text.is_empty())
    }

    /// A text of several lines, kept even when it says 无.
    pub(crate) fn lines(&mut self, field: &str) -> Option<String> {
        let cell = self.sheet.cell(self.row, field);
        let text = clean::lines(cell).counted(field, self.tally);
        (!text.is_empty()).then_some(text)
    }

    /// A code or number made of plain signs.
    pub(crate) fn code(&mut self, field: &str) -> Option<String> {
        self.take(field, |text| Ok(clean::code(text))).filter(|text| !text.is_empty())
    }

    /// A number.
    pub(crate) fn number(&mut self, field: &str) -> Option<Decimal> {
        let comma = self.sheet.dialect.decimal_comma;
        self.take(field, |text| clean::number(text, comma))
    }

    /// A rate as a fraction.
    pub(crate) fn rate(&mut self, field: &str) -> Option<Decimal> {
        let (form, comma) = (self.sheet.rate_form(field), self.sheet.dialect.decimal_comma);
        self.take(field, |text| clean::rate(text, form, comma))
    }

    /// A discount as the fraction that is taken off.
    pub(crate) fn discount(&mut self, field: &str) -> Option<Decimal> {
        let (form, comma) = (self.sheet.rate_form(field), self.sheet.dialect.decimal_comma);
        self.take(field, |text| clean::discount(text, form, comma))
    }

    /// A date.
    pub(crate) fn date(&mut self, field: &str) -> Option<NaiveDate> {
        let order = self.sheet.date_order(field);
        self.take(field, |text| clean::date(text, order))
    }

    /// The value, its notes counted.
    pub(crate) fn count<T>(&mut self, field: &str, value: Value<T>) -> T {
        value.counted(field, self.tally)
    }

    /// Anything else.
    pub(crate) fn with<T>(
        &mut self,
        field: &str,
        clean: impl FnOnce(&str) -> Result<Value<T>, Problem>,
    ) -> Option<T> {
        self.take(field, clean)
    }

    /// The value, or a fault when there is none and none was found yet.
    pub(crate) fn required<T>(&mut self, field: &str, value: Option<T>) -> Option<T> {
        let known = |fault: &Fault| fault.field.as_deref() == Some(field);
        if value.is_none() && !self.faults.iter().any(known) {
            self.fail(field, Problem::new(Code::Required));
        }
        value
    }
}
