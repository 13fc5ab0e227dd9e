//! Which payments of a file are money in and which money out: two columns, a column that says it,
//! the sign, or what else the file shows.

use rust_decimal::Decimal;

use crate::billing::payments::PaymentDirection::{self, In, Out};
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::numbers::{read, scaled};
use crate::exchange::clean::sides::side;
use crate::exchange::clean::{self, Value};
use crate::exchange::headers::Target;
use crate::exchange::headers::parse::readings;
use crate::exchange::meanings::{self, folded};
use crate::exchange::model::NoticeKind;
use crate::exchange::sheet::Sheet;
use crate::exchange::table::Row;

mod kinds;

use self::kinds::{find_direction, is_other_type, is_refund_type};
pub(crate) use self::kinds::{types, way_of};

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
    /// One amount, with the side beside it in its cell: 100.00 CR.
    Marked {
        /// As above.
        swapped: bool,
    },
    /// One amount: below zero is the other direction.
    Signed(PaymentDirection),
}

fn other(direction: PaymentDirection) -> PaymentDirection {
    if direction == In { Out } else { In }
}

/// Finds out how a file says in and out; what is only likely is noted.
pub(crate) fn decide(sheet: &mut Sheet) -> Flows {
    if is_part_refunded(sheet) {
        // 退款金额 beside 金额 says of a receipt that some of it went back.
        sheet.columns.release("amount_out");
    }
    let has_columns = sheet.columns.has("amount_in") || sheet.columns.has("amount_out");
    if !has_columns {
        find_direction(sheet);
    }
    let is_said = sheet.columns.has("direction");
    if !has_columns && !is_said {
        return if has_marks(sheet) { marked(sheet) } else { Flows::Signed(single(sheet)) };
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
    // 现金日记账 is the company's own: its debits are receipts.
    let is_own_book = sheet.titled().iter().any(|it| it.kind == "own_book" && !it.beside);
    if by_side && (oppose > agree || is_own_book && agree == oppose) {
        return flows(true);
    }
    // A column of receipts alone says what it is; one of payments may be the payer's word.
    let one_sided = has_columns && !both && sheet.columns.has("amount_out");
    if (by_side && agree <= oppose) || one_sided || (!by_side && oppose > agree) {
        let field = if is_said && !has_columns { "direction" } else { "amount_out" };
        let text = sheet.heading(field).unwrap_or_default().to_owned();
        assume(sheet, field, text);
    }
    let is_refund = || sheet.heading("amount_out").is_some_and(|it| folded(it).contains('退'));
    if one_sided && payer(sheet) == Some(Out) && is_refund() {
        // 供应商, 退款金额: what a supplier pays back is money in.
        return flows(true);
    }
    if one_sided && payer(sheet) == Some(In) {
        // 付款人, 付款金额: what the payer pays is money in.
        return flows(true);
    }
    usual
}

/// Whether the only column of money out is of refunds, beside one of amounts.
fn is_part_refunded(sheet: &Sheet) -> bool {
    let columns = &sheet.columns;
    let is_mapped = ["amount", "amount_out"].iter().any(|field| columns.is_mapped(field));
    let heading = sheet.heading("amount_out").map(folded).unwrap_or_default();
    let is_refund = heading.contains('退') || heading.contains("refund");
    is_refund && columns.has("amount") && !columns.has("amount_in") && !is_mapped
}

/// Whether amounts have a side beside them.
fn has_marks(sheet: &Sheet) -> bool {
    sheet.column("amount").into_iter().flatten().any(|cell| side(cell).1.is_some())
}

/// As of a column of sides: the bank's, unless the balance shows the company's own ledger.
fn marked(sheet: &mut Sheet) -> Flows {
    let (agree, oppose) = against_balance(sheet, Flows::Marked { swapped: false });
    if agree <= oppose && oppose == 0 {
        let text = sheet.heading("amount").unwrap_or_default().to_owned();
        assume(sheet, "amount", text);
    }
    Flows::Marked { swapped: oppose > agree }
}

/// Whether the rows or the headings of a file say which money is in and which out.
pub(crate) fn is_said(sheet: &Sheet, flows: Flows) -> bool {
    !matches!(flows, Flows::Signed(_)) || payer(sheet).is_some()
}

/// Whether a title or a heading says that the rows are receipts: 收款明细, 收款日期.
pub(crate) fn means_receipts(sheet: &Sheet) -> bool {
    const WORDS: [&str; 8] =
        ["收款", "到账", "回款", "到款", "来款", "received", "receipt", "deposited"];
    let is_of = |field: &&str| {
        let heading = sheet.heading(field).map(folded).unwrap_or_default();
        WORDS.iter().any(|word| heading.contains(word)) && !heading.contains("收付款")
    };
    let titled = sheet.titled().iter().any(|it| matches!(it.kind, "receipts" | "income"));
    titled || ["paid_on", "reference", "method", "amount", "note"].iter().any(is_of)
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

pub(super) fn assume(sheet: &mut Sheet, field: &str, text: String) {
    let rows = u64::try_from(sheet.rows.len()).unwrap_or(u64::MAX);
    let line = sheet.rows.first().map_or(0, |row| row.line);
    sheet.notice(NoticeKind::DirectionAssumed, field, text, rows, line);
}

/// The direction of a file that says nothing: in, as receipts are, unless the other side's heading
/// says that it is paid (收款单位, payee). A bank's list may hold both.
fn single(sheet: &mut Sheet) -> PaymentDirection {
    let said = payer(sheet);
    // Payee beside amounts with signs is whoever is on the other side, as statements have it.
    let is_payee = sheet.heading("customer").is_some_and(|it| folded(it) == "payee");
    if is_payee && has_negative(sheet) {
        let text = sheet.heading("amount").unwrap_or_default().to_owned();
        assume(sheet, "amount", text);
        return In;
    }
    let is_bank = sheet.columns.has("balance") || is_of_bank(sheet, "customer");
    if said == Some(Out) || (is_bank && !has_negative(sheet)) {
        let text = sheet.heading("amount").unwrap_or_default().to_owned();
        assume(sheet, "amount", text);
    }
    said.unwrap_or(In)
}

/// Whether a heading speaks as those of banks do.
pub(super) fn is_of_bank(sheet: &Sheet, field: &str) -> bool {
    const WORDS: [&str; 9] =
        ["对方", "对手", "counterpart", "账户", "交易", "transaction", "account", "联机", "收付方"];
    let heading = sheet.heading(field).map(folded).unwrap_or_default();
    WORDS.iter().any(|word| heading.contains(word))
}

/// Whether an amount is below zero.
pub(crate) fn has_negative(sheet: &Sheet) -> bool {
    sheet.rows.iter().any(|row| figure(sheet, row, "amount").is_some_and(|it| it < Decimal::ZERO))
}

/// What the heading of the other side says of it: a payer brings money in, a payee takes it out.
fn payer(sheet: &Sheet) -> Option<PaymentDirection> {
    party(sheet.heading("customer")?)
}

/// As of the other side's heading.
pub(super) fn party(heading: &str) -> Option<PaymentDirection> {
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
    let heading = folded(heading);
    // 收(付)方 is whoever is on the other side.
    if ["收付", "收(付)", "付(收)"].iter().any(|word| heading.contains(word)) {
        return None;
    }
    let is = |words: &[&str]| {
        words.iter().any(|word| heading == *word || (word.len() > 2 && heading.contains(word)))
    };
    if is(&PAYEES) { Some(Out) } else { is(&PAYERS).then_some(In) }
}

/// A figure of a row, in the unit of its column. The side beside a balance is its sign.
pub(super) fn figure(sheet: &Sheet, row: &Row, field: &str) -> Option<Decimal> {
    let cell = sheet.cell(row, field);
    if cell.trim().is_empty() || clean::is_placeholder(&cell) {
        return None;
    }
    let (text, is_debit) = side(&cell);
    let found = read(&text, sheet.numbers()).ok()?.0.value;
    let found = if field == "balance" && is_debit == Some(true) { -found } else { found };
    scaled(found, sheet.columns.meaning(field).scale.unwrap_or_default()).ok()
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
pub(super) fn flow(sheet: &Sheet, row: &Row, flows: Flows) -> Option<Decimal> {
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
        Flows::Marked { .. } => {
            let is_debit = side(&sheet.cell(row, "amount")).1?;
            let amount = figure(sheet, row, "amount")?;
            Some(if is_debit { -amount } else { amount })
        }
        Flows::Signed(_) => figure(sheet, row, "amount"),
    }
}

/// A number on a side: the side beside it must be the same.
fn number(cells: &mut Cells<'_>, field: &str, own: PaymentDirection) -> Option<Decimal> {
    let (value, is_debit) = cells.sided(field)?;
    if is_debit.is_some_and(|is_debit| is_debit == (own == In)) {
        cells.fail(field, Problem::new(Code::Ambiguous));
        return None;
    }
    Some(value)
}

/// The direction and amount of a row. `said_by_balance` is what the running balance shows of it.
pub(crate) fn amount(
    cells: &mut Cells<'_>,
    flows: Flows,
    said_by_balance: Option<PaymentDirection>,
) -> Option<(PaymentDirection, Decimal)> {
    match flows {
        Flows::Columns { swapped, out_below_zero } => {
            let come = number(cells, "amount_in", In).filter(|amount| !amount.is_zero());
            let gone = number(cells, "amount_out", Out).filter(|amount| !amount.is_zero());
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
            let direction = said_in(cells);
            let amount = number(cells, "amount", direction?);
            let amount = cells.required("amount", amount);
            let (direction, amount) = (direction?, amount?);
            let amount = if direction == Out && out_below_zero { -amount } else { amount };
            let direction = if swapped { other(direction) } else { direction };
            positive(cells, "amount", amount).map(|amount| (direction, amount))
        }
        Flows::Marked { swapped } => {
            let found = cells.sided("amount");
            let (amount, is_debit) = cells.required("amount", found)?;
            let Some(is_debit) = is_debit.filter(|_| amount >= Decimal::ZERO) else {
                cells.fail("amount", Problem::new(Code::Ambiguous));
                return None;
            };
            Some((if is_debit == swapped { In } else { Out }, amount))
        }
        Flows::Signed(usual) => {
            let amount = cells.number("amount");
            let amount = cells.required("amount", amount)?;
            if let Some(said) = said_by_balance {
                return positive(cells, "amount", amount).map(|amount| (said, amount));
            }
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

/// The direction that a row says; a row that says in words that it has none is no payment.
fn said_in(cells: &mut Cells<'_>) -> Option<PaymentDirection> {
    let index = cells.sheet().columns.index("direction");
    let cell = index.map_or("", |index| cells.at(index)).trim();
    if cell == "-" {
        return Some(Out);
    }
    let is_none = !cell.is_empty() && clean::is_placeholder(cell);
    if is_none || (meanings::is("nothing", cell) && direction_of(cell).is_none()) {
        cells.fail("direction", Problem::new(Code::OtherMatter).fact("state", "other"));
        return None;
    }
    if is_other_type(cell) {
        cells.fail("direction", Problem::new(Code::OtherMatter).fact("state", "other"));
        return None;
    }
    // 退款单 beside 收款单 is what customers get back; what suppliers pay back has its own name.
    if direction_of(cell).is_none() && is_refund_type(cells.sheet(), cell) {
        cells.notice(NoticeKind::DirectionAssumed, "direction");
        return Some(Out);
    }
    let direction = cells.with("direction", said);
    cells.required("direction", direction)
}

fn said(text: &str) -> Result<Value<PaymentDirection>, Problem> {
    let value = direction_of(text).ok_or_else(|| Problem::new(Code::BadChoice))?;
    Ok(Value { value, notes: Vec::new() })
}

/// In or out, by the words of headings, by one letter, or by a sign.
fn direction_of(text: &str) -> Option<PaymentDirection> {
    let word = clean::code(text).value.to_lowercase();
    // 收款单, 付款單
    let text = text.trim().trim_end_matches(['单', '單']);
    match word.as_str() {
        "c" | "+" | "进" | "進" | "i" | "收入类" => Some(In),
        "d" | "-" | "出" | "o" | "支出类" => Some(Out),
        _ if way_of(text).is_some() => way_of(text),
        _ => implied(text).map(|(direction, _)| direction),
    }
}

/// Debit or credit, if the text says the bank's side.
pub(super) fn side_of(text: &str) -> Option<PaymentDirection> {
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
