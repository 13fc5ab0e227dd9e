//! Which payments of a file are money in and which money out: two columns, a column that says it,
//! the sign, or what else the file shows.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::billing::payments::PaymentDirection::{self, In, Out};
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::numbers::read;
use crate::exchange::clean::{self, Value};
use crate::exchange::headers::Target;
use crate::exchange::headers::parse::readings;
use crate::exchange::model::NoticeKind;
use crate::exchange::sheet::Sheet;
use crate::exchange::table::Row;
use crate::values::text::simplified;

/// How the amounts of a file say in and out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flows {
    /// A column for each.
    Columns {
        /// Whether debit is in: the file is the company's own ledger, not the bank's statement.
        swapped: bool,
        /// Whether money out is written below zero.
        out_below_zero: bool,
    },
    /// One amount, and a column that says it.
    Said {
        /// As above.
        swapped: bool,
        /// As above.
        out_below_zero: bool,
    },
    /// One amount: below zero is the other direction.
    Signed(PaymentDirection),
}

fn other(direction: PaymentDirection) -> PaymentDirection {
    if direction == In { Out } else { In }
}

/// Finds out how a file says in and out; what is only likely is noted.
pub(crate) fn decide(sheet: &mut Sheet) -> Flows {
    let has_columns = sheet.columns.has("amount_in") || sheet.columns.has("amount_out");
    if !has_columns {
        find_direction(sheet);
    }
    let is_said = sheet.columns.has("direction");
    if !has_columns && !is_said {
        return Flows::Signed(single(sheet));
    }
    let below = out_below_zero(sheet, has_columns) && is_not_reversed(sheet, has_columns);
    let flows = |swapped| flows_of(has_columns, swapped, below);
    let usual = flows(false);
    let by_side = if has_columns {
        ["amount_in", "amount_out"].iter().any(|field| sheet.columns.meaning(field).by_side)
    } else {
        sheet.column("direction").into_iter().flatten().any(|cell| side_of(cell).is_some())
    };
    let both = sheet.columns.has("amount_in") && sheet.columns.has("amount_out");
    let (agree, oppose) = against_balance(sheet, usual);
    if by_side && oppose > agree {
        return flows(true);
    }
    // A column of receipts alone says what it is; one of payments may be the payer's word.
    let one_sided = has_columns && !both && sheet.columns.has("amount_out");
    if (by_side && agree <= oppose) || one_sided || (!by_side && oppose > agree) {
        let field = if is_said && !has_columns { "direction" } else { "amount_out" };
        let text = sheet.heading(field).unwrap_or_default().to_owned();
        assume(sheet, field, text);
    }
    if one_sided && payer(sheet) == Some(In) {
        // 付款人, 付款金额: what the payer pays is money in.
        return flows(true);
    }
    usual
}

fn flows_of(has_columns: bool, swapped: bool, out_below_zero: bool) -> Flows {
    if has_columns {
        Flows::Columns { swapped, out_below_zero }
    } else {
        Flows::Said { swapped, out_below_zero }
    }
}

/// Whether money out below zero is money out, and not money out that was taken back. A running
/// balance shows it; where there is none it is only likely, and noted.
fn is_not_reversed(sheet: &mut Sheet, has_columns: bool) -> bool {
    let steps = |below| against_balance(sheet, flows_of(has_columns, false, below)).0;
    let (out, back) = (steps(true), steps(false));
    if out == back {
        let field = if has_columns { "amount_out" } else { "amount" };
        let (rows, line) = rows_below_zero(sheet, field);
        sheet.notice(NoticeKind::SignMeansDirection, field, String::new(), rows, line);
    }
    out >= back
}

/// How many figures of a column are below zero, and the line of the first.
fn rows_below_zero(sheet: &Sheet, field: &str) -> (u64, u64) {
    let is_below = |row: &&Row| figure(sheet, row, field).is_some_and(|it| it < Decimal::ZERO);
    let lines: Vec<u64> = sheet.rows.iter().filter(is_below).map(|row| row.line).collect();
    (u64::try_from(lines.len()).unwrap_or(u64::MAX), lines.first().copied().unwrap_or_default())
}

fn assume(sheet: &mut Sheet, field: &str, text: String) {
    let rows = u64::try_from(sheet.rows.len()).unwrap_or(u64::MAX);
    let line = sheet.rows.first().map_or(0, |row| row.line);
    sheet.notice(NoticeKind::DirectionAssumed, field, text, rows, line);
}

/// A column whose every cell is in or out says it, whatever its heading.
fn find_direction(sheet: &mut Sheet) {
    if !sheet.columns.is_open("direction") {
        return;
    }
    let says = |index: &usize| {
        let cells: BTreeSet<&str> = sheet.rows.iter().map(|row| row.cell(*index).trim()).collect();
        let mut cells = cells.into_iter().filter(|cell| !cell.is_empty()).peekable();
        cells.peek().is_some() && cells.all(|cell| direction_of(cell).is_some())
    };
    if let Some(index) = sheet.columns.unmatched().iter().copied().find(says)
        && let Some(field) = Target::Payments.field("direction")
    {
        sheet.give(field.name, index);
    }
}

/// The direction of a file that says nothing: in, as receipts are, unless the other side's heading
/// says that it is paid (收款单位, payee). A bank's list may hold both.
fn single(sheet: &mut Sheet) -> PaymentDirection {
    let said = payer(sheet);
    let heading = sheet.heading("customer").map(|it| simplified(it).to_lowercase());
    let is_bank = sheet.columns.has("balance")
        || heading.is_some_and(|it| it.contains("对方") || it.contains("counterpart"));
    if said == Some(Out) || (is_bank && !has_negative(sheet)) {
        let text = sheet.heading("amount").unwrap_or_default().to_owned();
        assume(sheet, "amount", text);
    }
    said.unwrap_or(In)
}

fn has_negative(sheet: &Sheet) -> bool {
    sheet.rows.iter().any(|row| figure(sheet, row, "amount").is_some_and(|it| it < Decimal::ZERO))
}

/// What the heading of the other side says of it: a payer brings money in, a payee takes it out.
fn payer(sheet: &Sheet) -> Option<PaymentDirection> {
    const PAYEES: [&str; 12] = [
        "收款单位",
        "收款人",
        "收款方",
        "收款户名",
        "供应商",
        "payee",
        "beneficiary",
        "recipient",
        "paid to",
        "vendor",
        "supplier",
        "to",
    ];
    const PAYERS: [&str; 10] = [
        "付款单位",
        "付款人",
        "付款方",
        "付款户名",
        "汇款人",
        "payer",
        "received from",
        "remitter",
        "sender",
        "paid by",
    ];
    let heading = simplified(sheet.heading("customer")?.trim()).to_lowercase();
    let is = |words: &[&str]| {
        words.iter().any(|word| heading == *word || (word.len() > 2 && heading.contains(word)))
    };
    if is(&PAYEES) { Some(Out) } else { is(&PAYERS).then_some(In) }
}

fn figure(sheet: &Sheet, row: &Row, field: &str) -> Option<Decimal> {
    let cell = sheet.cell(row, field);
    if cell.trim().is_empty() || clean::is_placeholder(&cell) {
        return None;
    }
    read(&cell, sheet.numbers()).ok().map(|(found, _)| found.value)
}

/// Whether money out is written below zero in every row, and money in above.
fn out_below_zero(sheet: &Sheet, has_columns: bool) -> bool {
    let (mut seen, mut fits) = (false, true);
    for row in &sheet.rows {
        let out = if has_columns {
            figure(sheet, row, "amount_out")
        } else {
            let direction = direction_of(&sheet.cell(row, "direction"));
            figure(sheet, row, "amount").filter(|_| direction == Some(Out))
        };
        if let Some(out) = out.filter(|out| !out.is_zero()) {
            (seen, fits) = (true, fits && out < Decimal::ZERO);
        }
    }
    seen && fits
}

/// How many steps of the running balance fit the flows, and how many fit their opposite.
fn against_balance(sheet: &Sheet, flows: Flows) -> (usize, usize) {
    if !sheet.columns.has("balance") {
        return (0, 0);
    }
    let steps: Vec<(Decimal, Decimal)> = sheet
        .rows
        .iter()
        .filter_map(|row| Some((figure(sheet, row, "balance")?, flow(sheet, row, flows)?)))
        .collect();
    let count = |fits: &dyn Fn(&(Decimal, Decimal), &(Decimal, Decimal)) -> bool| {
        steps.windows(2).filter(|pair| matches!(pair, [one, two] if fits(one, two))).count()
    };
    let diff = |to: Decimal, from: Decimal| to.checked_sub(from);
    let up = |one: &(Decimal, Decimal), two: &(Decimal, Decimal)| (diff(two.0, one.0), two.1);
    let down = |one: &(Decimal, Decimal), two: &(Decimal, Decimal)| (diff(one.0, two.0), one.1);
    let fits = |(step, flow): (Option<Decimal>, Decimal)| step == Some(flow);
    let opposes = |(step, flow): (Option<Decimal>, Decimal)| step == Some(-flow);
    let agree = count(&|one, two| fits(up(one, two))).max(count(&|one, two| fits(down(one, two))));
    let oppose =
        count(&|one, two| opposes(up(one, two))).max(count(&|one, two| opposes(down(one, two))));
    (agree, oppose)
}

/// What a row moves: money in above zero, money out below.
fn flow(sheet: &Sheet, row: &Row, flows: Flows) -> Option<Decimal> {
    match flows {
        Flows::Columns { out_below_zero, .. } => {
            let (come, gone) = (figure(sheet, row, "amount_in"), figure(sheet, row, "amount_out"));
            let (come, gone) = (come.unwrap_or_default(), gone.unwrap_or_default());
            come.checked_sub(if out_below_zero { -gone } else { gone })
        }
        Flows::Said { out_below_zero, .. } => {
            let amount = figure(sheet, row, "amount")?;
            let direction = direction_of(&sheet.cell(row, "direction"))?;
            Some(if direction == In || out_below_zero { amount } else { -amount })
        }
        Flows::Signed(_) => figure(sheet, row, "amount"),
    }
}

/// The direction and amount of a row.
pub(crate) fn amount(cells: &mut Cells<'_>, flows: Flows) -> Option<(PaymentDirection, Decimal)> {
    match flows {
        Flows::Columns { swapped, out_below_zero } => {
            let come = cells.number("amount_in").filter(|amount| !amount.is_zero());
            let gone = cells.number("amount_out").filter(|amount| !amount.is_zero());
            let gone = gone.map(|amount| if out_below_zero { -amount } else { amount });
            let (direction, field, amount) = match (come, gone) {
                (Some(amount), None) => (In, "amount_in", amount),
                (None, Some(amount)) => (Out, "amount_out", amount),
                (Some(_), Some(_)) => {
                    cells.fail("amount_out", Problem::new(Code::Ambiguous));
                    return None;
                }
                (None, None) => {
                    if !cells.has_fault("amount_in") && !cells.has_fault("amount_out") {
                        let has_in = cells.sheet().columns.has("amount_in");
                        let field = if has_in { "amount_in" } else { "amount_out" };
                        cells.fail(field, Problem::new(Code::Required));
                    }
                    return None;
                }
            };
            let direction = if swapped { other(direction) } else { direction };
            // 金额 beside 实收金额 may be another figure: it is not taken, and that is told.
            if cells.glance("amount").is_some_and(|other| other.abs() != amount.abs()) {
                cells.notice(NoticeKind::ColumnNotRead, "amount");
            }
            positive(cells, field, amount).map(|amount| (direction, amount))
        }
        Flows::Said { swapped, out_below_zero } => {
            let direction = cells.with("direction", said);
            let direction = cells.required("direction", direction);
            let amount = cells.number("amount");
            let amount = cells.required("amount", amount);
            let (direction, amount) = (direction?, amount?);
            let amount = if direction == Out && out_below_zero { -amount } else { amount };
            let direction = if swapped { other(direction) } else { direction };
            positive(cells, "amount", amount).map(|amount| (direction, amount))
        }
        Flows::Signed(usual) => {
            let amount = cells.number("amount");
            let amount = cells.required("amount", amount)?;
            if amount >= Decimal::ZERO {
                return Some((usual, amount));
            }
            cells.notice(NoticeKind::SignMeansDirection, "amount");
            Some((other(usual), -amount))
        }
    }
}

/// An amount that is not below zero where the sign says nothing.
fn positive(cells: &mut Cells<'_>, field: &str, amount: Decimal) -> Option<Decimal> {
    if amount < Decimal::ZERO {
        cells.fail(field, Problem::new(Code::MustBePositive));
        return None;
    }
    Some(amount)
}

fn said(text: &str) -> Result<Value<PaymentDirection>, Problem> {
    let value = direction_of(text).ok_or_else(|| Problem::new(Code::BadChoice))?;
    Ok(Value { value, notes: Vec::new() })
}

/// In or out, by the words of headings, by one letter, or by a sign.
fn direction_of(text: &str) -> Option<PaymentDirection> {
    let word = clean::code(text).value.to_lowercase();
    match word.as_str() {
        "c" | "+" | "进" | "進" | "i" | "收入类" => Some(In),
        "d" | "-" | "出" | "o" | "支出类" => Some(Out),
        _ => implied(text).map(|(direction, _)| direction),
    }
}

/// Debit or credit, if the text says the bank's side.
fn side_of(text: &str) -> Option<PaymentDirection> {
    match text.trim() {
        "C" | "c" => Some(In),
        "D" | "d" => Some(Out),
        _ => implied(text).filter(|(_, by_side)| *by_side).map(|(direction, _)| direction),
    }
}

fn implied(text: &str) -> Option<(PaymentDirection, bool)> {
    let reading = readings(Target::Payments, text).into_iter().find(|reading| {
        matches!(reading.field, "amount_in" | "amount_out") && reading.meaning.flow.is_some()
    })?;
    Some((reading.meaning.flow?, reading.meaning.by_side))
}
