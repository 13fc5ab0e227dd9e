//! What the lines above the heading of a file say: the unit and the currency of its figures, and
//! which kind of list it is.

mod closed;

pub(crate) use self::closed::{is_understood, may_change, unread};

use std::collections::BTreeSet;

use super::headers::Target;
use super::headers::parse::readings;
use super::meanings::{self, folded, places};
use crate::values::text::clip;

/// A unit or a currency that a line states, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stated {
    pub(crate) line: u64,
    pub(crate) text: String,
    /// What it says; none when it speaks of money and is not understood.
    pub(crate) unit: Option<Unit>,
}

/// In which unit and currency figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The power of ten by which they are to be multiplied.
    pub(crate) scale: i8,
    /// The currencies it may mean.
    pub(crate) currency: Option<&'static str>,
}

/// A kind of list that a line names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) line: u64,
    pub(crate) kind: &'static str,
    pub(crate) word: String,
    /// Whether it only stands beside others: 含退货.
    pub(crate) beside: bool,
}

/// The units that rows state, each once.
pub(crate) fn units(rows: &[(u64, Vec<String>)]) -> Vec<Stated> {
    let mut found: Vec<Stated> = Vec::new();
    for (line, cells) in rows {
        let texts = cells.iter().filter(|cell| !cell.is_empty() && cell.chars().count() <= LONGEST);
        let mut stated: Vec<(String, Option<Unit>)> = texts.filter_map(|cell| unit(cell)).collect();
        // 币种 in one cell, 美元 in the next.
        let pairs = cells.windows(2).filter_map(|pair| match pair {
            [label, value] if !value.is_empty() && is_label(label) => {
                unit(&format!("{}:{value}", label.trim_end_matches([':', '：'])))
            }
            _ => None,
        });
        stated.extend(pairs);
        for (text, unit) in stated {
            if !found.iter().any(|known| known.unit == unit) {
                found.push(Stated { line: *line, text, unit });
            }
        }
    }
    found
}

/// The longest text that is looked at.
const LONGEST: usize = 200;

fn is_label(cell: &str) -> bool {
    let cell = cell.trim_end_matches([':', '：']);
    meanings::is("currency", cell) || meanings::is("unit", cell)
}

/// What a text says of the unit of figures, with the words that say it.
fn unit(original: &str) -> Option<(String, Option<Unit>)> {
    let text = folded(original).replace(['’', '‘', '`'], "'");
    let mut unclear = None;
    for (value, of) in candidates(&text) {
        if let Some((words, unit)) = prefix(value, of) {
            return Some((clip(words, 40).to_owned(), Some(unit)));
        }
        let first = value.split([' ', ',', ';', ')', '、']).next().unwrap_or_default();
        let is_unit = matches!(of, Of::Unit | Of::Amounts);
        let per = first.split_once('/').filter(|_| is_unit && !is_price(first));
        let speaks = per.is_some_and(|(unit, _)| money(unit, of).is_some());
        if unclear.is_none() && (speaks || (of == Of::Currency && !first.is_empty())) {
            unclear = Some((clip(first, 40).to_owned(), None));
        }
    }
    let token = || closed::currency(&text).map(|(word, unit)| (word.to_owned(), Some(unit)));
    let within = || closed::is_of_money(&text).then(|| (clip(&text, 40).to_owned(), None));
    unclear.or_else(|| code(original)).or_else(token).or_else(within)
}

/// A currency's code among other words: USD account. A title that shouts says nothing by it.
fn code(text: &str) -> Option<(String, Option<Unit>)> {
    let is_code = |word: &&str| word.len() == 3 && word.chars().all(|it| it.is_ascii_uppercase());
    let shouts = !text.chars().any(|it| it.is_lowercase() || !it.is_ascii());
    let mut words = text.split(|it: char| !it.is_ascii_alphanumeric()).filter(is_code);
    let found = words.find_map(|word| Some((word, money(&word.to_lowercase(), Of::Whole)?)));
    let (word, unit) = found.filter(|_| !shouts)?;
    unit.currency.map(|_| (word.to_owned(), Some(unit)))
}

/// Where in a text a unit may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// After 单位: it may be something else, such as a company.
    Unit,
    /// After 金额, amounts.
    Amounts,
    /// After 计量单位: it may be what goods are counted in.
    Counted,
    /// After 币种, currency.
    Currency,
    /// Between brackets.
    Brackets,
    /// After "in", 以, 按.
    In,
    /// The whole text.
    Whole,
}

/// The parts of a text that may state a unit.
fn candidates(text: &str) -> Vec<(&str, Of)> {
    let mut found = Vec::new();
    for (kind, of) in [("currency", Of::Currency), ("unit", Of::Unit)] {
        for label in meanings::of(kind) {
            for at in places(text, &label.word) {
                // 数量单位, 往来单位 and the like are of something else.
                let before = text.get(..at).unwrap_or_default();
                let others = ["数量", "往来", "编制", "客户", "填报", "核算"];
                let rest = text.get(at + label.word.len()..).map(stated);
                let of = match of {
                    Of::Unit if before.ends_with("计量") => Of::Counted,
                    Of::Unit if !label.word.contains("单位") && !label.word.contains("unit") => {
                        Of::Amounts
                    }
                    of => of,
                };
                if !others.iter().any(|word| before.ends_with(word)) {
                    found.extend(rest.map(|it| (it, of)));
                }
            }
        }
    }
    let opening = ['(', '[', '【', '〔'];
    for (at, _) in text.match_indices(opening) {
        let inner = text.get(at..).unwrap_or_default().trim_start_matches(opening);
        let end = inner.find([')', ']', '】', '〕']).unwrap_or(inner.len());
        found.extend(inner.get(..end).map(|inner| (inner, Of::Brackets)));
    }
    for word in ["in", "以", "按"] {
        let rests = places(text, word).into_iter().filter_map(|at| text.get(at + word.len()..));
        found.extend(rests.map(|rest| (rest.trim_start(), Of::In)));
    }
    found.push((text, Of::Whole));
    found
}

/// What stands after a label, without signs and words such as 为, are, stated in.
fn stated(rest: &str) -> &str {
    let signs = [':', ' ', '(', '=', '-', '['];
    let mut rest = rest.trim_start_matches(signs);
    while let Some(next) = meanings::of("stated").find_map(|it| {
        let next = rest.strip_prefix(it.word.as_str())?;
        (!it.word.is_ascii() || next.starts_with([' ', ':'])).then_some(next)
    }) {
        rest = next.trim_start_matches(signs);
    }
    rest
}

/// The unit that a text begins with; the whole text of a cell must be all of it.
fn prefix(text: &str, of: Of) -> Option<(&str, Unit)> {
    let ends = text.match_indices([' ', ',', ';', ')', ']', '、', '。']).map(|(at, _)| at);
    let mut ends: Vec<usize> = ends.filter(|_| of != Of::Whole).chain([text.len()]).collect();
    ends.reverse();
    ends.into_iter().find_map(|end| {
        let words = text.get(..end)?.trim_end_matches([' ', ')', ']']);
        // RMB 10,000 is cut at its comma.
        let rest = text.get(end..).unwrap_or_default().trim_start();
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        if (1..4).contains(&digits) && rest.chars().nth(digits).is_none_or(|it| it == ',') {
            return None;
        }
        let counted = meanings::of("counted").find_map(|it| words.strip_suffix(it.word.as_str()));
        Some((words, money(words, of).or_else(|| money(counted?, of))?))
    })
}

/// The unit that a text is, and nothing else.
fn money(text: &str, of: Of) -> Option<Unit> {
    let text = text.trim();
    // 元/万元 is two units.
    if text.contains('/') {
        return None;
    }
    let said = matches!(of, Of::In | Of::Unit);
    let mut text = text.to_owned();
    for (written, plain) in [("10,000", "10000"), ("1,000", "1000"), ("100,000,000", "100 million")]
    {
        text = text.replacen(written, plain, 1);
    }
    // 1000元 is an amount; '000 is a unit, and so is what stands after "in" and 单位.
    let digits = |it: char| !it.is_ascii_digit();
    let names = said && text.split(digits).any(|it| it == "1000" || it == "10000");
    let is_amount = text.chars().any(|it| it.is_ascii_digit() && it != '0')
        && !names
        && !text.ends_with("100 million")
        && !text.ends_with("10 thousand");
    if text.is_empty() || text.chars().count() > 40 || is_amount || text.starts_with('0') {
        return None;
    }
    let read = readings(Target::Payments, &format!("金额 {text}")).into_iter();
    let meaning = read.filter(|it| it.field == "amount").map(|it| it.meaning).find(|meaning| {
        meaning.flow.is_none() && (meaning.scale.is_some() || meaning.currency.is_some())
    })?;
    // 千 or k alone may count anything.
    let is_named = of == Of::Unit && text.starts_with(['万', '亿']);
    let is_short = text.chars().count() < 2 && meaning.currency.is_none() && !is_named;
    let is_counted = of == Of::Counted && meaning.currency.is_none();
    let unit = Unit { scale: meaning.scale.unwrap_or_default(), currency: meaning.currency };
    (!is_short && !is_counted).then_some(unit)
}

/// Whether a text is the unit of money, and nothing else.
pub(crate) fn money_unit(text: &str) -> Option<Unit> {
    money(&folded(text), Of::Whole)
}

/// Whether a text is the unit of a price of one piece, as it stands: 元/公斤.
fn is_price(text: &str) -> bool {
    let read = readings(Target::Sales, &format!("单价 {text}"));
    read.iter().any(|it| it.field == "unit_price" && it.meaning.scale.is_none())
}

/// The kinds of lists that rows name as titles do.
pub(crate) fn kinds(rows: &[(u64, Vec<String>)]) -> Vec<Named> {
    let mut found = Vec::new();
    for (line, cells) in rows {
        let filled: Vec<&String> = cells.iter().filter(|cell| !cell.is_empty()).collect();
        // More cells are figures of their own, or what a report was made with.
        if filled.len() > 3 {
            continue;
        }
        for cell in filled {
            for title in titles(cell) {
                found.extend(named(&title).into_iter().map(|(kind, word, beside)| Named {
                    line: *line,
                    kind,
                    word: word.to_owned(),
                    beside,
                }));
            }
        }
    }
    found
}

/// The parts of a text that may be a title: not what stands after a label, not the company before
/// it, no sentences.
fn titles(cell: &str) -> Vec<String> {
    let mut found = Vec::new();
    if cell.chars().count() > LONGEST {
        return found;
    }
    let text = folded(cell);
    for part in text.split([',', ';', '，', '；', '。', '|']) {
        let part = match part.split_once(':') {
            Some((label, value)) if meanings::is("titled", label) => value,
            Some(_) => continue,
            None => part,
        };
        let forms = ["公司", "集团", "商行", "中心", " ltd", " inc", " limited", " llc", " gmbh"];
        let cut = forms.iter().filter_map(|form| Some(part.rfind(form)? + form.len())).max();
        let part = numbered(part.get(cut.unwrap_or_default()..).unwrap_or_default().trim());
        let (han, words) = (part.chars().count(), part.split(' ').count());
        let is_said = meanings::of("sentence").any(|it| !places(part, &it.word).is_empty());
        if !part.is_empty() && !is_said && (if part.is_ascii() { words <= 8 } else { han <= 30 }) {
            found.push(part.to_owned());
        }
    }
    found
}

/// A title without the number before it: 二、退款, (1) Refunds.
fn numbered(title: &str) -> &str {
    let is_number = |it: char| it.is_ascii_digit() || "一二三四五六七八九十第(".contains(it);
    let rest = title.trim_start_matches(is_number);
    let cut = rest.strip_prefix(['、', '.', ')']).filter(|_| rest.len() < title.len());
    cut.map_or(title, |rest| rest.trim_start_matches(['、', '.', ' ']))
}

/// The kinds of lists that a title names, the longest words first: 收付款 is not 付款.
fn named(title: &str) -> Vec<(&'static str, &'static str, bool)> {
    let mut words: Vec<_> = meanings::of("list").collect();
    words.sort_by_key(|it| std::cmp::Reverse(it.word.len()));
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    for it in words {
        for at in places(title, &it.word) {
            let place = at..at + it.word.len();
            if place.clone().any(|index| taken.contains(&index)) {
                continue;
            }
            taken.extend(place);
            let before = title.get(..at).unwrap_or_default().trim_end_matches([' ', '(', '已']);
            let ends = |kind| meanings::of(kind).any(|word| ends_with(before, &word.word));
            if !ends("negated") {
                found.push((it.value, it.word.as_str(), ends("beside")));
            }
        }
    }
    found
}

fn ends_with(text: &str, word: &str) -> bool {
    let start = text.len().checked_sub(word.len());
    start.is_some_and(|start| places(text, word).contains(&start))
}

/// What the kinds of lists that its titles name mean for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is another kind of list.
    Other,
    /// It may be.
    Told,
}

/// The kinds of lists that a file of a target is.
pub(crate) fn own(target: Target) -> &'static [&'static str] {
    match target {
        Target::Payments => &["receipts", "statement", "income", "own_book"],
        Target::Sales | Target::Invoices | Target::Lines => &["sales", "income"],
        Target::OpeningItems => {
            &["receivable", "payable", "advance_received", "advance_paid", "balances"]
        }
        Target::Customers => &["customers", "suppliers"],
        Target::Products => &[],
    }
}

/// Kinds of lists of documents and debts: two columns of figures do not make them payments.
const DEBTS: [&str; 6] = ["receivable", "payable", "purchase", "sales", "order", "bills"];

/// As [`others`], of payments.
const OTHER_PAYMENTS: [&[&str]; 3] = [
    &[
        "void",
        "plan",
        "bad_debt",
        "quotation",
        "balances",
        "other_debts",
        "draft",
        "failed",
        "pending",
    ],
    &[
        "payment_out",
        "refund",
        "payable",
        "receivable",
        "purchase",
        "expenses",
        "advance_paid",
        "sales_return",
        "sales",
        "order",
        "staff",
        "stock",
        "purchase_price",
        "deposit",
        "loan",
        "samples",
        "contract",
        "packing",
        "bills",
    ],
    &["advance_received"],
];

/// The kinds of lists that a file of a target is not: always, unless a title names its own kind
/// too, and perhaps.
fn others(target: Target) -> [&'static [&'static str]; 3] {
    match target {
        Target::Payments => OTHER_PAYMENTS,
        Target::Sales | Target::Invoices | Target::Lines => [
            &["sales_return", "void", "quotation", "plan", "purchase", "draft", "purchase_price"],
            &[
                "payment_out",
                "refund",
                "payable",
                "receipts",
                "expenses",
                "stock",
                "staff",
                "balances",
                "bad_debt",
                "receivable",
                "advance_received",
                "advance_paid",
                "deposit",
                "loan",
                "samples",
                "bills",
                "failed",
            ],
            &["order", "pending", "contract", "packing"],
        ],
        Target::OpeningItems => [
            &["void", "plan", "bad_debt", "other_debts", "quotation", "draft"],
            &[
                "receipts",
                "payment_out",
                "refund",
                "expenses",
                "stock",
                "staff",
                "sales_return",
                "deposit",
                "loan",
                "failed",
            ],
            &["pending"],
        ],
        Target::Customers => [
            &["staff", "void"],
            &["expenses", "stock", "payment_out", "refund", "failed", "sales_return", "bills"],
            &[],
        ],
        Target::Products => [
            &["void", "staff", "expenses", "failed", "bad_debt"],
            &[],
            &[
                "purchase",
                "purchase_price",
                "quotation",
                "payment_out",
                "refund",
                "sales_return",
                "bills",
                "receipts",
            ],
        ],
    }
}

/// Whether titles name the kind of list that a file of this target is.
pub(crate) fn is_own(target: Target, kinds: &[Named]) -> bool {
    kinds.iter().any(|it| !it.beside && own(target).contains(&it.kind))
}

/// The first title that speaks against a file of this target. `says_direction` tells that its rows
/// say themselves which money is in and which out.
pub(crate) fn against(
    target: Target,
    kinds: &[Named],
    says_direction: bool,
) -> Option<(&Named, Verdict)> {
    let is_own = is_own(target, kinds) || target == Target::Products;
    let says = says_direction && target == Target::Payments;
    let [always, unless_own, told] = others(target);
    let is_said = |kind: &str| is_own || says && !DEBTS.contains(&kind);
    let firm = kinds.iter().find(|it| {
        !it.beside
            && (always.contains(&it.kind) || !is_said(it.kind) && unless_own.contains(&it.kind))
    });
    let firm = firm.map(|it| (it, Verdict::Other));
    let soft = || {
        let all = |kind: &str| {
            told.contains(&kind) || always.contains(&kind) || unless_own.contains(&kind)
        };
        let found = kinds.iter().find(|it| all(it.kind) && !says);
        found.map(|it| (it, Verdict::Told))
    };
    firm.or_else(soft)
}

#[cfg(test)]
#[path = "titles_tests.rs"]
mod tests;
