//! Rows of documents that were open when the book began, and openings beside customers.

use rust_decimal::Decimal;

use crate::billing::open_items::model::{OpenKind, Side};
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::{self, Value};
use crate::exchange::model::{ImportedOpening, ImportedOpeningItem, NoticeKind};
use crate::exchange::sheet::Sheet;
use crate::values::text::simplified;

/// What customers owe, or what is owed to suppliers, and whether the amount is an advance.
type Meaning = (Side, OpenKind);

/// On which side the amounts of a file stand whose rows do not say it: as its headings say.
pub(crate) fn side_of(sheet: &Sheet) -> Option<Side> {
    let heading = |field: &str| sheet.heading(field).map(|it| simplified(it).to_lowercase());
    let says = |words: &[&str]| {
        ["customer", "customer_code", "amount", "open_amount"]
            .iter()
            .filter_map(|field| heading(field))
            .any(|heading| words.iter().any(|word| heading.contains(word)))
    };
    let payable =
        says(&["供应商", "供货商", "厂商", "应付", "未付", "supplier", "vendor", "payable"]);
    let receivable =
        says(&["客户", "应收", "未收", "customer", "client", "debtor", "receivable", "欠款"]);
    match (receivable, payable) {
        (true, false) => Some(Side::Receivable),
        (false, true) => Some(Side::Payable),
        _ => None,
    }
}

/// A row as the documents it tells of: one, or one on each side where it has two columns.
pub(crate) fn row(cells: &mut Cells<'_>, usual: Option<Side>) -> Option<Vec<ImportedOpeningItem>> {
    let (customer, customer_code) = cells.party();
    let customer = cells.required("customer", customer);
    let number = cells.code("number");
    let issue_on = cells.date("issue_on");
    let due_on = cells.date("due_on");
    cells.check_currency("currency");
    let said = cells.with("side", side);
    let is_debit = cells.with("direction", direction);
    let own = said.or(usual.map(|side| (side, OpenKind::Debt)));
    let amounts = amounts(cells, own);
    let mut items = Vec::with_capacity(amounts.len());
    for (field, meaning, amount) in amounts {
        if amount < Decimal::ZERO && is_debit.is_none() {
            cells.notice(NoticeKind::SignMeansCredit, field);
        }
        items.push(ImportedOpeningItem {
            line: cells.line_number(),
            customer: customer.clone().unwrap_or_default(),
            customer_code: customer_code.clone(),
            number: number.clone(),
            issue_on,
            due_on,
            side: meaning.map(|(side, _)| side),
            is_advance: meaning.is_some_and(|(_, kind)| kind == OpenKind::Credit),
            is_debit,
            amount,
            field: field.to_owned(),
        });
    }
    customer.map(|_| items)
}

/// The fields of amounts; one of them says what is open.
const AMOUNTS: [&str; 4] = ["open_amount", "amount", "receivable", "payable"];

/// The amounts of a row that were open, each with its field and what its column says of it. An
/// amount beside others may be the whole of which they are parts, what is left of it, or the
/// difference of two sides: none is booked beside another that says the same.
fn amounts(
    cells: &mut Cells<'_>,
    own: Option<Meaning>,
) -> Vec<(&'static str, Option<Meaning>, Decimal)> {
    let [open, amount, receivable, payable] = AMOUNTS.map(|field| cells.number(field));
    if AMOUNTS.iter().any(|field| cells.has_fault(field)) {
        return Vec::new();
    }
    let sides = [
        ("receivable", Some((Side::Receivable, OpenKind::Debt)), receivable),
        ("payable", Some((Side::Payable, OpenKind::Debt)), payable),
    ];
    let sides = sides.into_iter().filter_map(|(field, side, it)| Some((field, side, it?)));
    let sides: Vec<_> = sides.collect();
    let filled: Vec<_> = sides.iter().filter(|(.., it)| !it.is_zero()).collect();
    let net = receivable.unwrap_or_default() - payable.unwrap_or_default();
    let is_net = |amount: Decimal| amount == net || amount == -net;
    match (open, amount, filled.as_slice()) {
        (Some(open), _, [_, _]) if is_net(open) => sides,
        (Some(open), whole, [] | [_]) => {
            let whole = filled.first().map(|(.., it)| *it).or(whole);
            if whole.is_some_and(|whole| open.abs() > whole.abs()) {
                cells.fail("open_amount", Problem::new(Code::AmountDiffers));
            }
            vec![("open_amount", filled.first().map_or(own, |(_, side, _)| *side), open)]
        }
        (None, ..) if cells.sheet().columns.has("open_amount") => {
            cells.fail("open_amount", Problem::new(Code::Required));
            Vec::new()
        }
        (None, Some(amount), [_, ..]) if is_net(amount) => sides,
        (None, Some(amount), []) => vec![("amount", own, amount)],
        (None, None, _) if !sides.is_empty() => sides,
        (None, None, _) => {
            let columns = &cells.sheet().columns;
            let field = AMOUNTS.into_iter().find(|field| columns.has(field)).unwrap_or("amount");
            cells.fail(field, Problem::new(Code::Required));
            Vec::new()
        }
        (open, ..) => {
            let field = if open.is_some() { "open_amount" } else { "amount" };
            cells.fail(field, Problem::new(Code::AmountDiffers));
            Vec::new()
        }
    }
}

/// What an amount is on a side: positive, and a debt or a credit; none for zero.
pub(crate) fn settled(item: &ImportedOpeningItem, side: Side) -> Option<(OpenKind, Decimal)> {
    let owed = match (item.is_debit, side) {
        (Some(true), Side::Payable) | (Some(false), Side::Receivable) => -item.amount,
        (None, _) if item.is_advance => -item.amount,
        _ => item.amount,
    };
    kind_of(owed)
}

/// A debt above zero, a credit below.
pub(crate) fn kind_of(owed: Decimal) -> Option<(OpenKind, Decimal)> {
    let kind = if owed > Decimal::ZERO { OpenKind::Debt } else { OpenKind::Credit };
    (!owed.is_zero()).then(|| (kind, owed.abs()))
}

/// The openings beside a customer. What is zero says nothing, and a balance beside the two sides is
/// their difference.
pub(crate) fn beside(cells: &mut Cells<'_>, is_supplier: bool) -> Vec<ImportedOpening> {
    let [balance, receivable, payable] =
        ["opening_balance", "opening_receivable", "opening_payable"].map(|field| {
            cells.number(field).filter(|amount| !amount.is_zero()).map(|it| (field, it))
        });
    let of = |side: Option<(&str, Decimal)>| side.map_or(Decimal::ZERO, |(_, amount)| amount);
    let net = of(receivable) - of(payable);
    let (own, net) = if is_supplier { (Side::Payable, -net) } else { (Side::Receivable, net) };
    let has_sides = receivable.is_some() || payable.is_some();
    if has_sides && balance.is_some_and(|(_, balance)| balance != net) {
        cells.fail("opening_balance", Problem::new(Code::AmountDiffers));
    }
    let balance = balance.filter(|_| !has_sides);
    let found = [(own, balance), (Side::Receivable, receivable), (Side::Payable, payable)];
    let found = found.into_iter().filter_map(|(side, it)| it.map(|(field, it)| (side, field, it)));
    let line = cells.line_number();
    found
        .map(|(side, field, amount)| {
            if amount < Decimal::ZERO {
                cells.notice(NoticeKind::SignMeansCredit, field);
            }
            ImportedOpening { line, field: field.to_owned(), side, amount }
        })
        .collect()
}

/// The field of a file that a path of the engine below an opening item means.
pub(crate) fn field_of(item: &ImportedOpeningItem, path: &str) -> Option<String> {
    let head = path.split(['.', '[']).next().filter(|head| !head.is_empty())?;
    Some(if head == "amount" { item.field.clone() } else { head.to_owned() })
}

fn side(text: &str) -> Result<Value<Meaning>, Problem> {
    let word = simplified(&clean::code(text).value).to_lowercase();
    let (receivable, payable) = (Side::Receivable, Side::Payable);
    let value = match word.as_str() {
        "应收"
        | "应收账款"
        | "应收款"
        | "应收帐款"
        | "客户"
        | "receivable"
        | "receivables"
        | "ar"
        | "accounts receivable"
        | "customer"
        | "debtor" => (receivable, OpenKind::Debt),
        "应付" | "应付账款" | "应付款" | "应付帐款" | "供应商" | "payable" | "payables" | "ap"
        | "accounts payable" | "supplier" | "vendor" | "creditor" => (payable, OpenKind::Debt),
        "预收" | "预收账款" | "预收款" | "预收帐款" | "advance received" | "customer advance"
        | "customer deposit" => (receivable, OpenKind::Credit),
        "预付" | "预付账款" | "预付款" | "预付帐款" | "advance paid" | "prepayment" | "prepaid"
        | "supplier advance" => (payable, OpenKind::Credit),
        _ => return Err(Problem::new(Code::BadChoice)),
    };
    Ok(Value { value, notes: Vec::new() })
}

/// Whether an amount stands on the debit side.
fn direction(text: &str) -> Result<Value<bool>, Problem> {
    let word = simplified(&clean::code(text).value).to_lowercase();
    let value = match word.as_str() {
        "借" | "借方" | "debit" | "dr" | "d" => true,
        "贷" | "贷方" | "credit" | "cr" | "c" => false,
        _ => return Err(Problem::new(Code::BadChoice)),
    };
    Ok(Value { value, notes: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_directions_and_signs_come_to_debts_and_credits() {
        let item = |is_debit, is_advance, amount| ImportedOpeningItem {
            line: 2,
            customer: "甲".to_owned(),
            customer_code: None,
            number: None,
            issue_on: None,
            due_on: None,
            side: None,
            is_advance,
            is_debit,
            amount: Decimal::from(amount),
            field: "amount".to_owned(),
        };
        let (receivable, payable) = (Side::Receivable, Side::Payable);
        let (debt, credit) = (OpenKind::Debt, OpenKind::Credit);
        for (item, side, kind) in [
            (item(None, false, 7), receivable, debt),
            (item(None, false, -7), payable, credit),
            (item(None, true, 7), receivable, credit),
            (item(Some(true), false, 7), receivable, debt),
            (item(Some(false), false, 7), receivable, credit),
            (item(Some(true), false, 7), payable, credit),
            (item(Some(false), false, 7), payable, debt),
            // 预付, on the debit side: the side of the ledger says it already.
            (item(Some(true), true, 7), payable, credit),
        ] {
            assert_eq!(settled(&item, side), Some((kind, Decimal::from(7))), "{item:?}");
        }
        assert_eq!(settled(&item(None, false, 0), payable), None);
    }
}
