//! Counting the sales once more from the files themselves, apart from the engine and its import:
//! an import that loses, repeats or changes a row cannot agree with this.

use std::fs;
use std::path::Path;

use bookroom::billing::products::PriceMode;
use bookroom::exchange::clean::RateForm;
use bookroom::exchange::headers::{Source, Target};
use bookroom::exchange::model::{FileReport, ImportReport};
use csv::{ReaderBuilder, StringRecord};
use encoding_rs::Encoding;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::arguments::Arguments;
use crate::plan::Plan;

/// What the files say.
#[derive(Default)]
pub struct Recount {
    /// Lines that were not refused.
    pub lines: usize,
    /// Charges for freight.
    pub freights: usize,
    /// The sum of their amounts without tax, each rounded to the cent.
    pub sum: Decimal,
}

/// Counts the files of the sales, without the rows that the import says it refused.
///
/// `None` where a file says something this small count does not know: prices with tax, discounts of
/// whole documents, lines without a price.
pub fn sales(arguments: &Arguments, plan: &Plan, reports: &[ImportReport]) -> Option<Recount> {
    if plan.sales.price_mode == Some(PriceMode::Gross) {
        return None;
    }
    let mut recount = Recount::default();
    for report in reports.iter().flat_map(|report| &report.files) {
        match report.target {
            Target::Sales => {
                let path = arguments.file(&arguments.invoices, "sales.csv")?;
                let simple = ["price_mode", "invoice_discount", "freight"];
                let simple = simple.iter().all(|field| column(report, field).is_none());
                simple.then(|| recount.lines(&path, plan.sales.documents.skip_lines, report))??;
            }
            Target::Invoices => {
                let path = arguments.invoices.as_ref()?;
                let simple = ["price_mode", "discount"];
                let simple = simple.iter().all(|field| column(report, field).is_none());
                let skip = plan.sales.documents.skip_lines;
                simple.then(|| recount.freights(path, skip, report))??;
            }
            Target::Lines => {
                let path = arguments.lines.as_ref()?;
                recount.lines(path, plan.sales.lines.skip_lines, report)?;
            }
            _ => {}
        }
    }
    Some(recount)
}

impl Recount {
    fn lines(&mut self, path: &Path, skip: u64, report: &FileReport) -> Option<()> {
        let (quantity, price) = (column(report, "quantity")?, column(report, "unit_price")?);
        let discount = column(report, "discount");
        let form = report.rates.iter().find(|(field, _)| field == "discount");
        let form = form.map_or(RateForm::Percent, |(_, decision)| decision.form);
        for row in rows(path, skip, report)? {
            let quantity = number(row.get(quantity)?, report)?;
            let full = quantity.checked_mul(number(row.get(price)?, report)?)?;
            let share = discount.and_then(|at| row.get(at)).unwrap_or_default();
            let share = if share.is_empty() { Decimal::ZERO } else { rate(share, form, report)? };
            self.sum += cents(full * (Decimal::ONE - share));
            self.lines += 1;
        }
        Some(())
    }

    fn freights(&mut self, path: &Path, skip: u64, report: &FileReport) -> Option<()> {
        let Some(freight) = column(report, "freight") else { return Some(()) };
        for row in rows(path, skip, report)? {
            let text = row.get(freight).unwrap_or_default();
            let amount = if text.is_empty() { Decimal::ZERO } else { number(text, report)? };
            self.sum += cents(amount);
            self.freights += usize::from(!amount.is_zero());
        }
        Some(())
    }
}

/// The rows of a file, without blank and refused ones. `None` when a refused row is not there.
fn rows(path: &Path, skip: u64, report: &FileReport) -> Option<Vec<StringRecord>> {
    let bytes = fs::read(path).ok()?;
    let (text, _, _) = Encoding::for_label(report.encoding.as_bytes())?.decode(&bytes);
    let skipped: usize =
        text.split_inclusive('\n').take(usize::try_from(skip).ok()?).map(str::len).sum();
    let mut reader = ReaderBuilder::new()
        .delimiter(u8::try_from(report.dialect.delimiter).ok()?)
        .quote(u8::try_from(report.dialect.quote).ok()?)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.get(skipped..)?.as_bytes());
    let mut refused: Vec<&[String]> =
        report.rejected.iter().map(|it| it.cells.as_slice()).collect();
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.ok()?;
        if row.iter().all(str::is_empty) {
            continue;
        }
        match refused.iter().position(|cells| row == **cells) {
            Some(at) => drop(refused.swap_remove(at)),
            None => rows.push(row),
        }
    }
    refused.is_empty().then_some(rows)
}

/// The index of the column that gave a field.
fn column(report: &FileReport, field: &str) -> Option<usize> {
    let Source::Column(name) = report.mapping.fields.get(field)? else { return None };
    report.headers.iter().position(|header| header == name)
}

/// A number as people write it: `¥1,580.00`, `36.50元`, `６`.
fn number(text: &str, report: &FileReport) -> Option<Decimal> {
    let (thousands, point) = if report.dialect.decimal_comma { ('.', ',') } else { (',', '.') };
    let plain = text.chars().map(narrow).filter(|sign| {
        *sign != thousands && !matches!(sign, '¥' | '$' | '€' | '元') && !sign.is_whitespace()
    });
    plain.map(|sign| if sign == point { '.' } else { sign }).collect::<String>().parse().ok()
}

/// A discount as a share of 1.
fn rate(text: &str, form: RateForm, report: &FileReport) -> Option<Decimal> {
    let plain: String = text.chars().map(narrow).collect();
    let is_percent = plain.ends_with('%') || form == RateForm::Percent;
    let value = number(plain.trim_end_matches('%'), report)?;
    Some(if is_percent { value / Decimal::ONE_HUNDRED } else { value })
}

/// Full-width signs as plain ones.
fn narrow(sign: char) -> char {
    match sign {
        '！'..='～' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        '￥' => '¥',
        _ => sign,
    }
}

fn cents(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}
