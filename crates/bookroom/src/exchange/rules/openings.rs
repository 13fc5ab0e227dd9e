//! Rows of documents that were open when the book began, and openings beside customers.

mod said;

use rust_decimal::Decimal;

use self::said::{Direction, direction, side};
use super::states::{States, Way};
use crate::billing::open_items::model::{OpenKind, Side};
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::headers::Target;
use crate::exchange::meanings::{self, folded, places};
use crate::exchange::model::{ImportedOpening, ImportedOpeningItem, NoticeKind};
use crate::exchange::sheet::Sheet;
use crate::exchange::titles::Named;
use crate::values::text::simplified;

/// What customers owe, or what is owed to suppliers, and whether the amount is an advance.
type Meaning = (Side, OpenKind);

/// On which side the amounts of a file stand whose rows do not say it: as its headings say.
fn side_of(sheet: &Sheet) -> Option<Side> {
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

/// What the amounts of a file are whose rows do not say it: as the caller, its headings and its
/// title say.
///
/// # Errors
/// `ambiguous` at `side`, with the facts `line` and `text`, when title and headings contradict
/// each other.
pub(crate) fn usual(sheet: &Sheet, side: Option<Side>) -> Result<Option<Meaning>, Problem> {
    let titled: Vec<(Meaning, &Named)> = sheet
        .titled()
        .iter()
        .filter(|it| !it.beside)
        .filter_map(|it| {
            let meaning = match it.kind {
                "receivable" => (Side::Receivable, OpenKind::Debt),
                "payable" => (Side::Payable, OpenKind::Debt),
                "advance_received" => (Side::Receivable, OpenKind::Credit),
                "advance_paid" => (Side::Payable, OpenKind::Credit),
                _ => return None,
            };
            Some((meaning, it))
        })
        .collect();
    let by_heading = side.or_else(|| side_of(sheet));
    let plain = by_heading.map(|side| (side, OpenKind::Debt));
    let Some((first, named)) = titled.first() else { return Ok(plain) };
    if titled.iter().any(|(meaning, _)| meaning != first) {
        return Ok(plain);
    }
    if by_heading.is_some_and(|side| side != first.0) {
        let problem = Problem::new(Code::Ambiguous).at("side").fact("line", named.line);
        return Err(problem.fact("text", &named.word));
    }
    Ok(Some(*first))
}

/// Takes a column for the one of sides whose cells name accounts such as 应收账款 and 预收账款.
pub(crate) fn find_side(sheet: &mut Sheet) {
    if !sheet.columns.is_open("side") {
        return;
    }
    let says = |index: &usize| {
        let heading = sheet.headers.get(*index).map(|it| folded(it)).unwrap_or_default();
        let kinds = ["typed", "kind_heading", "account_heading"];
        let is_typed = kinds
            .into_iter()
            .any(|kind| meanings::of(kind).any(|it| heading.contains(it.word.as_str())));
        let cells =
            || sheet.rows.iter().map(|row| row.cell(*index)).filter(|cell| !cell.is_empty());
        let is_side = |cell: &str| side(cell).is_ok();
        cells().any(is_side) && (is_typed || cells().all(is_side))
    };
    if let Some(index) = sheet.columns.unmatched().iter().copied().find(says)
        && let Some(field) = Target::OpeningItems.field("side")
    {
        sheet.give(field.name, index);
    }
}

/// An amount of a row with its field, what its column says of it, and the side of the ledger.
#[derive(Debug, Clone, Copy)]
struct Amount {
    field: &'static str,
    meaning: Option<Meaning>,
    amount: Decimal,
    is_debit: Option<bool>,
}

/// A row as the documents it tells of: one, or one on each side where it has two columns.
pub(crate) fn row(
    cells: &mut Cells<'_>,
    usual: Option<Meaning>,
    states: &States,
) -> Option<Vec<ImportedOpeningItem>> {
    let (customer, customer_code) = cells.party();
    let customer = cells.required("customer", customer);
    let number = cells.code("number");
    let issue_on = cells.date("issue_on");
    let due_on = cells.date("due_on");
    cells.check_currency("currency");
    states.refuse(cells, Way::default());
    let said = cells.with("side", side);
    let direction = cells.with("direction", direction);
    let side = said.and_then(|it| it.side).or(usual.map(|(side, _)| side));
    let kind = said.map(|it| it.kind).or(usual.map(|(_, kind)| kind));
    let own = side.zip(kind);
    let is_credit = said.is_some_and(|it| it.kind == OpenKind::Credit);
    let is_credit_note = said.is_some_and(|it| it.is_credit_note);
    let amounts = amounts(cells, own, direction == Some(Direction::Even));
    let mut items = Vec::with_capacity(amounts.len());
    for Amount { field, meaning, amount, is_debit: own } in amounts {
        let by_column = match direction {
            Some(Direction::Debit) => Some(true),
            Some(Direction::Credit) => Some(false),
            Some(Direction::Even) | None => None,
        };
        let is_even = direction == Some(Direction::Even) && !amount.is_zero();
        if is_even || own.is_some_and(|own| by_column.is_some_and(|other| own != other)) {
            cells.fail("direction", Problem::new(Code::AmountDiffers));
        }
        if is_of_other_side(cells, meaning) {
            cells.fail(if said.is_some() { "side" } else { field }, Problem::new(Code::Ambiguous));
        }
        let is_debit = own.or(by_column);
        let is_advance = meaning.map_or(is_credit, |(_, kind)| kind == OpenKind::Credit);
        let amount = if is_credit_note && is_debit.is_none() { amount.abs() } else { amount };
        if amount < Decimal::ZERO && is_debit.is_none() {
            if is_advance {
                cells.fail(field, Problem::new(Code::MustBePositive));
            }
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
            is_advance,
            is_debit,
            amount,
            field: field.to_owned(),
        });
    }
    customer.map(|_| items)
}

/// The fields of amounts; one of them says what is open.
const AMOUNTS: [&str; 8] = [
    "open_amount",
    "amount",
    "receivable",
    "payable",
    "advance_received",
    "advance_paid",
    "debit",
    "credit",
];

/// What each amount is that stands in a column of its own.
const SIDES: [(&str, Meaning); 4] = [
    ("receivable", (Side::Receivable, OpenKind::Debt)),
    ("payable", (Side::Payable, OpenKind::Debt)),
    ("advance_received", (Side::Receivable, OpenKind::Credit)),
    ("advance_paid", (Side::Payable, OpenKind::Credit)),
];

/// The amounts of a row that were open, each with its field and what its column says of it. An
/// amount beside others may be the whole of which they are parts, what is left of it, or the
/// difference of two sides: none is booked beside another that says the same. `is_even` tells that
/// the row says that nothing is open.
fn amounts(cells: &mut Cells<'_>, own: Option<Meaning>, is_even: bool) -> Vec<Amount> {
    let read = |cells: &mut Cells<'_>, field: &'static str, meaning: Option<Meaning>| {
        let (amount, is_debit) = cells.sided(field)?;
        Some(Amount { field, meaning, amount, is_debit })
    };
    let open = read(cells, "open_amount", own);
    let amount = read(cells, "amount", own);
    let sides = SIDES.map(|(field, meaning)| read(cells, field, Some(meaning)));
    let sides: Vec<Amount> = sides.into_iter().flatten().collect();
    let (debit, credit) = (read(cells, "debit", own), read(cells, "credit", own));
    let paid = cells.number("paid").filter(|paid| !paid.is_zero());
    if AMOUNTS.iter().any(|field| cells.has_fault(field)) || cells.has_fault("paid") {
        return Vec::new();
    }
    if debit.is_some() || credit.is_some() {
        return by_columns(cells, debit, credit, open.or(amount));
    }
    let filled: Vec<Amount> = sides.iter().copied().filter(|it| !it.amount.is_zero()).collect();
    let net = sides.iter().map(signed).sum::<Decimal>();
    let is_net = |it: Amount| !filled.is_empty() && (it.amount == net || it.amount == -net);
    let whole = filled.first().copied().or(amount);
    let open = match (open, paid, whole) {
        (None, Some(paid), Some(whole)) if filled.len() < 2 => Some(left(cells, whole, paid)),
        // 已收 30 and 余额 70 beside a blank 应收: the balance of all rows together.
        (Some(open), Some(paid), whole)
            if (whole.is_some() || has_whole(cells))
                && whole.map_or(Decimal::ZERO, |it| it.amount) - paid != open.amount =>
        {
            cells.fail("open_amount", Problem::new(Code::AmountDiffers));
            return Vec::new();
        }
        // 余额 60 beside 应收 100, and nothing says what became of the rest.
        (Some(open), None, Some(whole))
            if is_balance(cells) && !is_net(open) && whole.amount != open.amount =>
        {
            cells.fail("open_amount", Problem::new(Code::AmountDiffers));
            return Vec::new();
        }
        (open, ..) => open,
    };
    match (open, amount, filled.as_slice()) {
        (Some(open), _, _) if is_net(open) => sides,
        (Some(open), ..) if filled.len() < 2 => {
            if whole.is_some_and(|whole| open.amount.abs() > whole.amount.abs()) {
                cells.fail("open_amount", Problem::new(Code::AmountDiffers));
            }
            let meaning = filled.first().map_or(open.meaning, |it| it.meaning);
            vec![Amount { meaning, ..open }]
        }
        (None, _, _) if is_even && filled.is_empty() && amount.is_none() => Vec::new(),
        (None, ..) if cells.sheet().columns.has("open_amount") => {
            cells.fail("open_amount", Problem::new(Code::Required));
            Vec::new()
        }
        (None, Some(amount), _) if is_net(amount) => sides,
        (None, Some(amount), []) => vec![amount],
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

/// Whether the file says of its documents what they came to before anything was paid.
fn has_whole(cells: &Cells<'_>) -> bool {
    let columns = &cells.sheet().columns;
    columns.has("amount") || SIDES.iter().any(|(field, _)| columns.has(field))
}

/// Whether the party of a row stands on the other side than an advance by what the heading calls
/// it: what a customer paid ahead was not paid to a supplier. Where both sides have columns, each
/// is meant as it is called.
fn is_of_other_side(cells: &Cells<'_>, meaning: Option<Meaning>) -> bool {
    let sheet = cells.sheet();
    let both = |one, other| sheet.columns.has(one) && sheet.columns.has(other);
    if both("advance_received", "advance_paid") || both("receivable", "payable") {
        return false;
    }
    let heading = sheet.heading("customer").map(folded).unwrap_or_default();
    let says = |kind| meanings::of(kind).any(|it| !places(&heading, &it.word).is_empty());
    matches!(
        (says("customer_word"), says("supplier_word"), meaning),
        (true, false, Some((Side::Payable, OpenKind::Credit)))
            | (false, true, Some((Side::Receivable, OpenKind::Credit)))
    )
}

/// Whether the column of what is open is called a balance, and not what is left of an amount.
fn is_balance(cells: &Cells<'_>) -> bool {
    let heading = cells.sheet().heading("open_amount").map(folded).unwrap_or_default();
    let says = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    let left = ["未", "欠", "尚", "outstanding", "remaining", "unpaid", "open balance", "due"];
    says(&["余额", "结余", "balance"]) && !says(&left)
}

/// What is left of an amount of which something is paid. A balance is what is left already.
fn left(cells: &Cells<'_>, whole: Amount, paid: Decimal) -> Amount {
    let heading = cells.sheet().heading(whole.field).map(folded).unwrap_or_default();
    let is_left = ["余额", "欠", "balance", "due", "未"].iter().any(|word| heading.contains(word));
    let amount = if is_left { whole.amount } else { whole.amount - paid };
    Amount { amount, ..whole }
}

/// What an amount adds to what is owed to the book, less what it owes.
fn signed(it: &Amount) -> Decimal {
    let adds = match (it.is_debit, it.meaning) {
        (Some(is_debit), _) => is_debit,
        (None, Some((Side::Payable, OpenKind::Debt) | (Side::Receivable, OpenKind::Credit))) => {
            false
        }
        (None, _) => true,
    };
    if adds { it.amount } else { -it.amount }
}

/// The balance of a row with a column for each side of the ledger. A balance beside movements on
/// both sides is their difference.
fn by_columns(
    cells: &mut Cells<'_>,
    debit: Option<Amount>,
    credit: Option<Amount>,
    balance: Option<Amount>,
) -> Vec<Amount> {
    let on = |it: Option<Amount>, side: bool| it.is_some_and(|it| it.is_debit == Some(!side));
    if on(debit, true) || on(credit, false) {
        let field = if on(debit, true) { "debit" } else { "credit" };
        cells.fail(field, Problem::new(Code::Ambiguous));
        return Vec::new();
    }
    let of = |it: Option<Amount>| it.map_or(Decimal::ZERO, |it| it.amount);
    let net = of(debit) - of(credit);
    if let Some(balance) = balance {
        if balance.amount.abs() != net.abs() {
            cells.fail(balance.field, Problem::new(Code::AmountDiffers));
        }
        let is_debit = Some(net > Decimal::ZERO);
        return vec![Amount { amount: net.abs(), is_debit, ..balance }];
    }
    let filled = [debit, credit].map(|it| it.filter(|it| !it.amount.is_zero()));
    match filled {
        // A balance stands on one side; on both are movements, or two documents.
        [Some(_), Some(_)] => {
            cells.fail("credit", Problem::new(Code::Ambiguous));
            Vec::new()
        }
        [Some(it), None] => vec![Amount { is_debit: Some(true), ..it }],
        [None, Some(it)] => vec![Amount { is_debit: Some(false), ..it }],
        [None, None] => Vec::new(),
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

/// The openings beside a customer. What is zero says nothing, and a balance beside the sides is
/// their difference.
pub(crate) fn beside(cells: &mut Cells<'_>, is_supplier: bool) -> Vec<ImportedOpening> {
    let (own, receivable, payable) = (
        if is_supplier { Side::Payable } else { Side::Receivable },
        Side::Receivable,
        Side::Payable,
    );
    // What was paid in advance lessens what is owed on its side.
    let columns = [
        ("opening_balance", own, false),
        ("opening_receivable", receivable, false),
        ("opening_payable", payable, false),
        ("opening_advance_received", receivable, true),
        ("opening_advance_paid", payable, true),
    ];
    let line = cells.line_number();
    let mut found = Vec::new();
    for (field, side, is_advance) in columns {
        let Some((amount, is_debit)) = cells.sided(field) else { continue };
        let is_payable = side == Side::Payable;
        let is_other = is_debit.is_some_and(|is_debit| is_debit == (is_payable != is_advance));
        let amount = if is_other { -amount } else { amount };
        if is_advance && amount < Decimal::ZERO {
            cells.fail(field, Problem::new(Code::MustBePositive));
        }
        let amount = if is_advance { -amount } else { amount };
        if !amount.is_zero() {
            found.push(ImportedOpening { line, field: field.to_owned(), side, amount });
        }
    }
    let is_balance = |it: &ImportedOpening| it.field == "opening_balance";
    let sides = || found.iter().filter(|it| !is_balance(it));
    if sides().next().is_some() {
        let signed = |it: &ImportedOpening| if it.side == own { it.amount } else { -it.amount };
        let net: Decimal = sides().map(signed).sum();
        if found.iter().any(|it| is_balance(it) && it.amount != net) {
            cells.fail("opening_balance", Problem::new(Code::AmountDiffers));
        }
        found.retain(|it| !is_balance(it));
    }
    let is_said = |it: &&ImportedOpening| it.field.starts_with("opening_advance");
    for it in found.iter().filter(|it| it.amount < Decimal::ZERO && !is_said(it)) {
        cells.notice(NoticeKind::SignMeansCredit, beside_field(&it.field));
    }
    found
}

/// The field of an opening beside a customer.
fn beside_field(field: &str) -> &'static str {
    Target::Customers.field(field).map_or("opening_balance", |field| field.name)
}

/// The field of a file that a path of the engine below an opening item means.
pub(crate) fn field_of(item: &ImportedOpeningItem, path: &str) -> Option<String> {
    let head = path.split(['.', '[']).next().filter(|head| !head.is_empty())?;
    Some(if head == "amount" { item.field.clone() } else { head.to_owned() })
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
