//! The cells of one row, cleaned field by field. What was changed is counted, what is wrong is
//! collected: a row is accepted only when nothing is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::clean::numbers::{read, scaled};
use super::clean::{self, NumberRules, Tally, Value};
use super::headers::parse::Meaning;
use super::headers::people::is_channel;
use super::headers::words;
use super::headers::{CUSTOM, Target};
use super::model::NoticeKind;
use super::sheet::{Fault, Sheet};
use super::table::Row;
use crate::custom_fields::model::CustomValue;
use crate::error::{Code, Problem};

/// One row being read.
pub(crate) struct Cells<'s> {
    sheet: &'s Sheet,
    row: &'s Row,
    tally: &'s mut Tally,
    faults: Vec<Fault>,
    /// The fields that hold a mask of a value, which is none.
    masked: Vec<&'static str>,
    /// Whether a column of states says that the record is no longer in use.
    is_retired: bool,
}

impl<'s> Cells<'s> {
    /// A row of a sheet. One that has too few or too many cells is at fault already.
    pub(crate) fn new(sheet: &'s Sheet, row: &'s Row, tally: &'s mut Tally) -> Self {
        let fault = |problem: Problem| {
            let field = Some(problem.path.clone()).filter(|field| !field.is_empty());
            Fault { line: row.line, field, problem }
        };
        let faults = sheet.row_problem(row).map(fault).into_iter().collect();
        let masked = if sheet.is_own(row) { Vec::new() } else { masked(sheet, row) };
        for field in &masked {
            tally.notice(NoticeKind::MaskLeftOut, field, "", row.line);
        }
        Self { sheet, row, tally, faults, masked, is_retired: false }
    }

    /// Notes that the record is no longer in use.
    pub(crate) fn retire(&mut self) {
        self.is_retired = true;
    }

    /// Whether a column of states says that the record is no longer in use.
    pub(crate) fn is_retired(&self) -> bool {
        self.is_retired
    }

    /// The line on which the row begins.
    pub(crate) fn line_number(&self) -> u64 {
        self.row.line
    }

    /// The faults found so far, or none when the row is accepted.
    pub(crate) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// Whether the row goes on below merged cells.
    pub(crate) fn goes_on(&self) -> bool {
        self.sheet.goes_on(self.row)
    }

    /// Whether anything is wrong so far.
    pub(crate) fn has_faults(&self) -> bool {
        !self.faults.is_empty()
    }

    /// The faults found since they were taken last.
    pub(crate) fn take_faults(&mut self) -> Vec<Fault> {
        std::mem::take(&mut self.faults)
    }

    /// Notes a fault of a field.
    pub(crate) fn fail(&mut self, field: &str, problem: Problem) {
        let field = Some(field.to_owned());
        self.faults.push(Fault { line: self.row.line, field, problem });
    }

    /// Notes something about a field that is worth a look.
    pub(crate) fn notice(&mut self, kind: NoticeKind, field: &str) {
        self.tally.notice(kind, field, "", self.row.line);
    }

    /// Notes each text of a field that is worth a look; of very many, the further ones together.
    pub(crate) fn notice_each(&mut self, kind: NoticeKind, field: &str, text: &str) {
        self.tally.notice_each(kind, field, text, self.row.line);
    }

    /// The mask of a value that a field holds instead of one.
    pub(crate) fn mask(&self, field: &str) -> Option<String> {
        let is_masked = self.masked.contains(&field);
        is_masked.then(|| self.sheet.cell(self.row, field).trim().to_owned())
    }

    /// What the row says of fields of the book's own, by their keys.
    pub(crate) fn custom(&mut self) -> BTreeMap<String, CustomValue> {
        let sheet = self.sheet;
        let mut found = BTreeMap::new();
        for name in sheet.columns.own() {
            let text = self.raw(name).map(|cell| cell.trim().to_owned());
            let key = name.strip_prefix(CUSTOM).unwrap_or(name).to_owned();
            let is_mask = |text: &String| text.chars().all(|it| it == '*');
            if let Some(text) = text.filter(|text| !is_mask(text)) {
                found.insert(key, CustomValue::Text(sheet.custom_text(name, &text)));
            }
        }
        found
    }

    /// Whether some cell of the row says so.
    pub(crate) fn says(&self, is: impl Fn(&str) -> bool) -> bool {
        self.row.cells.iter().any(|cell| is(cell))
    }

    /// Whether something is wrong with a field.
    pub(crate) fn has_fault(&self, field: &str) -> bool {
        self.faults.iter().any(|fault| fault.field.as_deref() == Some(field))
    }

    /// The file.
    pub(crate) fn sheet(&self) -> &'s Sheet {
        self.sheet
    }

    /// The cell as it is; blank when it says in a word that it has no value.
    pub(crate) fn raw(&self, field: &str) -> Option<Cow<'s, str>> {
        if self.masked.contains(&field) {
            return None;
        }
        let cell = self.sheet.cell(self.row, field);
        (!cell.trim().is_empty() && !clean::is_placeholder(&cell)).then_some(cell)
    }

    /// The cell of a column as it stands in the file.
    pub(crate) fn at(&self, column: usize) -> &'s str {
        self.row.cell(column)
    }

    /// Notes a fault of a field of several values, of which one is told.
    pub(crate) fn fail_once(&mut self, field: &str, problem: Problem) {
        if !self.has_fault(field) {
            self.fail(field, problem);
        }
    }

    fn take<T>(
        &mut self,
        field: &str,
        clean: impl FnOnce(&str) -> Result<Value<T>, Problem>,
    ) -> Option<T> {
        match clean(&self.raw(field)?) {
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
            "quantity"
            | "unit_price"
            | "amount"
            | "freight"
            | "net_amount"
            | "gross_amount"
            | "tax_amount"
            | "document_total"
            | "tax"
            | "amount_in"
            | "amount_out"
            | "balance"
            | "receivable"
            | "payable"
            | "open_amount"
            | "opening_balance"
            | "opening_receivable"
            | "opening_payable"
            | "opening_advance_received"
            | "opening_advance_paid"
            | "debit"
            | "credit"
            | "paid"
            | "advance_received"
            | "advance_paid" => {
                let number = self.sided(field).map(|(number, _)| number);
                number.map(|number| number.normalize().to_string()).unwrap_or_default()
            }
            "tax_rate" => {
                self.rate(field).map(|rate| rate.normalize().to_string()).unwrap_or_default()
            }
            "code" | "customer_code" | "product_code" | "number" | "reference"
            | "invoice_reference" | "payer_account" | "bank_account" | "billing_phone"
            | "postal_code" | "income_account" => self.code(field).unwrap_or_default(),
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
        if self.masked.contains(&field) {
            return None;
        }
        let cell = self.sheet.cell(self.row, field);
        let text = clean::lines(&cell).counted(field, self.tally);
        (!text.is_empty()).then_some(text)
    }

    /// A code or number made of plain signs.
    pub(crate) fn code(&mut self, field: &str) -> Option<String> {
        let target = self.sheet.target;
        let is_name = matches!(field, "reference" | "code" | "customer_code" | "product_code");
        let is_ours = !matches!(target, Target::Payments | Target::OpeningItems);
        let code = |text: &str| {
            if is_name && is_ours && clean::is_made_a_date(text) {
                return Err(Problem::new(Code::DigitsLost));
            }
            let found = clean::whole_number(text)?;
            let mut code = clean::code(if found.notes.is_empty() { text } else { &found.value });
            code.notes.extend(found.notes);
            Ok(code)
        };
        self.take(field, code).filter(|text| !text.is_empty())
    }

    /// A number, in the unit that the heading names.
    pub(crate) fn number(&mut self, field: &str) -> Option<Decimal> {
        let (rules, meaning) = (self.sheet.numbers(), self.sheet.columns.meaning(field));
        self.take(field, |text| in_unit(text, rules, meaning))
    }

    /// As [`Cells::number`], with the side of the ledger beside it: whether it is debit.
    pub(crate) fn sided(&mut self, field: &str) -> Option<(Decimal, Option<bool>)> {
        let (rules, meaning) = (self.sheet.numbers(), self.sheet.columns.meaning(field));
        self.take(field, |text| {
            let (rest, is_debit) = clean::sides::side(text);
            let found = in_unit(&rest, rules, meaning)?;
            // -100 贷 is one of two.
            if is_debit.is_some() && found.value < Decimal::ZERO {
                return Err(Problem::new(Code::Ambiguous));
            }
            Ok(Value { value: (found.value, is_debit), notes: found.notes })
        })
    }

    /// The number in a column that gives no field.
    pub(crate) fn figure_at(&self, index: usize) -> Option<Decimal> {
        let cell = self.row.cell(index).trim_end_matches(['%', '％', '‰', '折']);
        read(cell, self.sheet.numbers()).ok().map(|(found, _)| found.value)
    }

    /// A number that is only compared with others: none where it cannot be read.
    pub(crate) fn glance(&self, field: &str) -> Option<Decimal> {
        let found = read(&self.raw(field)?, self.sheet.numbers()).ok()?.0.value;
        scaled(found, self.sheet.columns.meaning(field).scale.unwrap_or_default()).ok()
    }

    /// A rate as a fraction.
    pub(crate) fn rate(&mut self, field: &str) -> Option<Decimal> {
        let (form, rules) = (self.sheet.rate_form(field), self.sheet.numbers());
        self.take(field, |text| clean::rate(text, form, rules))
    }

    /// A discount as the fraction that is taken off.
    pub(crate) fn discount(&mut self, field: &str) -> Option<Decimal> {
        let (form, rules) = (self.sheet.rate_form(field), self.sheet.numbers());
        self.take(field, |text| clean::discount(text, form, rules))
    }

    /// A date.
    pub(crate) fn date(&mut self, field: &str) -> Option<NaiveDate> {
        let decision = self.sheet.dates(field);
        let offset = self.sheet.setting.offset_minutes;
        self.take(field, |text| clean::date(text, decision, Some(offset)))
    }

    /// Refuses an amount in another currency than the book's.
    pub(crate) fn check_currency(&mut self, field: &str) {
        let currency = self.sheet.setting.currency;
        let Some(cell) = self.raw(field) else { return };
        let named = words::currency_in(cell.trim()).filter(|(_, rest)| rest.trim().is_empty());
        if !named.is_some_and(|(codes, _)| words::fits(codes, currency.code())) {
            self.fail(field, Problem::new(Code::OtherCurrency).fact("currency", currency));
        }
    }

    /// The value, its notes counted.
    pub(crate) fn count<T>(&mut self, field: &str, value: Value<T>) -> T {
        value.counted(field, self.tally)
    }

    /// Who a row names: a text, and a code beside it; the code alone is both.
    pub(crate) fn party(&mut self) -> (Option<String>, Option<String>) {
        let field = self.sheet.target.field("customer_code");
        let heading = self.sheet.heading("customer").unwrap_or_default();
        if field.is_some_and(|field| field.is_called(heading)) {
            let code = self.code("customer");
            return (code.clone(), code);
        }
        let (text, code) = (self.line("customer"), self.code("customer_code"));
        if text.is_none() { (code.clone(), code) } else { (text, code) }
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

/// A number in the unit of its column.
fn in_unit(text: &str, rules: NumberRules, meaning: Meaning) -> Result<Value<Decimal>, Problem> {
    let (found, has_unit) = read(text, rules)?;
    let Some(zeros) = meaning.scale else { return Ok(found) };
    // 3万 below 金额(万元) is one of two numbers.
    if has_unit {
        return Err(Problem::new(Code::Ambiguous));
    }
    let value = scaled(found.value, zeros)?;
    Ok(Value { value, notes: found.notes })
}

/// The fields of a row that hold a mask: 138****8000 is what somebody was shown, not a number.
fn masked(sheet: &Sheet, row: &Row) -> Vec<&'static str> {
    let is_value = |field: &str| match field {
        "tax_number" | "bank_account" | "billing_phone" | "billing_address" | "payer_account"
        | "phone" | "mobile" | "fax" | "email" | "address" | "district" | "postal_code" => true,
        field => is_channel(field),
    };
    let is_name = |field: &str| match (sheet.target, field) {
        (Target::Customers, "name" | "company_name" | "person_name" | "surname" | "given_name")
        | (Target::Customers, "legal_name" | "code")
        | (Target::Sales | Target::Invoices, "customer" | "customer_code") => true,
        (Target::Customers, field) => field.starts_with("contact_") && field.ends_with("_name"),
        _ => false,
    };
    let is_masked = |field: &&'static str| {
        let cell = sheet.cell(row, field);
        if is_name(field) {
            return clean::is_name_masked(&cell);
        }
        if *field == "note" { cell == "****" } else { is_value(field) && clean::is_masked(&cell) }
    };
    sheet.target.fields().map(|field| field.name).filter(is_masked).collect()
}
