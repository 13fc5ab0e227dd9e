//! What a column that no field is made of says of its rows, by its heading and its cells.

use super::{key, said, said_within};
use crate::exchange::clean;
use crate::exchange::clean::numbers::read;
use crate::exchange::headers::Target;
use crate::exchange::meanings;
use crate::exchange::sheet::Sheet;

/// The states that a heading may ask for: 是否作废, 退票日期, Voided by.
const ASKED: [&str; 11] = [
    "void", "bounced", "failed", "refunded", "refund", "returned", "reversed", "draft", "closed",
    "retired", "gift",
];
/// Those of which a heading gives an amount or a count: 退款金额. What was reversed may be what is
/// settled.
const COUNTED: [&str; 5] = ["void", "bounced", "refunded", "refund", "returned"];

/// What a column is that no field is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    States,
    Kinds,
    /// Its heading asks for a state: 是否作废, 退款金额, Cancelled at.
    Asks(&'static str),
    /// As above, and who did it: 作废人, Voided by.
    AsksWho(&'static str),
    /// Why it is so: 取消原因.
    Why,
    AsksPositive,
    /// Whether somebody approved of it: 审核标志.
    AsksApproved,
    /// 红蓝字.
    Red,
    Note,
    Other,
}

/// Words of Latin letters: `Voided by` is voided and by.
fn tokens(text: &str) -> Vec<String> {
    let words = text.split(|it: char| !it.is_alphanumeric()).map(key);
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether a heading has a word in it: letters of Latin script only as whole words.
fn holds(header: &str, word: &str) -> bool {
    let word = key(word);
    match word.is_ascii() {
        true => key(header) == word || tokens(header).contains(&word),
        false => word.chars().count() > 1 && key(header).contains(&word),
    }
}

fn has(header: &str, kind: &'static str) -> bool {
    meanings::of(kind).any(|it| holds(header, &it.word))
}

fn ends_with(header: &str, kind: &'static str) -> bool {
    let (whole, parts) = (key(header), tokens(header));
    meanings::of(kind).map(|it| key(&it.word)).any(|word| match word.is_ascii() {
        true => parts.last() == Some(&word),
        false => whole.ends_with(word.as_str()),
    })
}

/// Whether a heading asks for approval and nothing else: 是否审核, 审核标志; not 审批金额.
fn is_bare(header: &str) -> bool {
    let beside = ["是否", "状态", "标志", "标识", "标记", "情况", "结果", "单据", "订单", "发票"];
    let latin = ["is", "status", "flag", "state", "order", "document", "invoice"];
    let words = meanings::of("done_heading").map(|it| key(&it.word));
    let words = words.chain(beside.into_iter().chain(latin).map(str::to_owned));
    words.fold(key(header), |rest, word| rest.replace(&word, "")).is_empty()
}

/// Whether a heading is a state and who did it: 作废人, Voided by; not 退货联系人.
fn names_who(header: &str) -> bool {
    let header = key(header);
    meanings::of("who_heading").any(|who| {
        let rest = header.strip_suffix(key(&who.word).as_str());
        rest.is_some_and(|rest| meanings::of("state").any(|it| rest.ends_with(&key(&it.word))))
    })
}

/// Whether a heading asks for a state and nothing else: 赠品, 是否赠品, 停用标志; not 赠品数量.
fn asks_bare(header: &str, state: &str) -> bool {
    let beside = ["是否", "状态", "标志", "标识", "标记", "情况", "否", "已", "被"];
    let latin = ["is", "status", "flag", "state", "item", "?"];
    let words = meanings::of("state").filter(|it| it.value == state).map(|it| key(&it.word));
    let mut words: Vec<String> = words.collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let words = words.into_iter().chain(beside.into_iter().chain(latin).map(str::to_owned));
    words.fold(key(header), |rest, word| rest.replace(&word, "")).is_empty()
}

/// Whether a heading speaks of another thing than the rows of the list: 客户状态 among payments; in a
/// list of customers it is the rows' own.
fn is_of_other(target: Target, header: &str) -> bool {
    let own: &[&str] = match target {
        Target::Customers => &["客户", "会员", "customer"],
        Target::Products => &["产品", "商品", "物料", "存货", "product", "item"],
        _ => &[],
    };
    meanings::of("other_heading")
        .any(|it| holds(header, &it.word) && !own.contains(&it.word.as_str()))
}

/// Whether a heading asks if the record is in use: 启用, Active.
fn asks_active(target: Target, header: &str) -> bool {
    let is_list = matches!(target, Target::Customers | Target::Products);
    let ends = ends_with(header, "day_heading") || ends_with(header, "end_heading");
    is_list && has(header, "active_heading") && !ends && !ends_with(header, "who_heading")
}

impl Column {
    pub(super) fn of(target: Target, header: &str) -> Self {
        let is_list = matches!(target, Target::Customers | Target::Products);
        let asks = |state: &str| match state {
            "gift" => !is_list && asks_bare(header, state),
            "closed" | "retired" => {
                is_list && (asks_bare(header, state) || ends_with(header, "day_heading"))
            }
            _ => true,
        };
        let asked = ASKED.into_iter().find(|state| {
            let mut words = meanings::of("state").filter(|it| it.value == *state);
            asks(state) && words.any(|it| holds(header, &it.word))
        });
        if has(header, "both_heading") {
            return Self::Red;
        }
        let is_positive = has(header, "positive_heading") && !is_of_other(target, header);
        if is_positive || asked.is_none() && asks_active(target, header) {
            return Self::AsksPositive;
        }
        match asked {
            Some(_) if ends_with(header, "why_heading") => return Self::Why,
            Some(state) if names_who(header) => return Self::AsksWho(state),
            Some(state)
                if ends_with(header, "day_heading") || !ends_with(header, "end_heading") =>
            {
                return Self::Asks(state);
            }
            _ => {}
        }
        if !is_of_other(target, header) {
            if has(header, "done_heading") && is_bare(header) {
                return Self::AsksApproved;
            }
            if has(header, "state_heading") {
                return Self::States;
            }
            if has(header, "kind_heading") || target == Target::Payments && has(header, "typed") {
                return Self::Kinds;
            }
        }
        let is_free = asked.is_none() && !ends_with(header, "end_heading");
        if is_free && has(header, "note_heading") { Self::Note } else { Self::Other }
    }

    /// The state that a cell says its row is in.
    pub(super) fn says(self, sheet: &Sheet, index: usize, cell: &str) -> Option<&'static str> {
        let is_word = cell.contains(char::is_alphabetic);
        let is_short = cell.chars().take(61).count() <= 60;
        let answer = || clean::yes_no(cell).ok().map(|answer| answer.value);
        let header = sheet.headers.get(index).map_or("", String::as_str);
        match self {
            _ if !is_short => None,
            Self::States => said_within(cell).filter(|_| is_word),
            Self::Kinds => said_within(cell).or_else(|| other_kind(sheet.target, cell)),
            Self::AsksPositive => match answer() {
                Some(true) => None,
                Some(false) if holds(header, "正数") || holds(header, "蓝字") => {
                    Some("returned")
                }
                Some(false) => Some("void"),
                None => said(cell).filter(|_| is_word),
            },
            Self::AsksApproved => match answer() {
                Some(is_approved) => (!is_approved).then_some("draft"),
                None => said_within(cell).filter(|_| is_word),
            },
            Self::Red => {
                let is_red = meanings::is("red_mark", cell);
                is_red.then_some("returned").or_else(|| said(cell))
            }
            Self::Asks(state) => asked(sheet, (header, state), cell),
            Self::AsksWho(state) => is_word.then_some(state).filter(|_| answer() != Some(false)),
            Self::Why => is_word.then_some("perhaps"),
            // Free, left and lost are words of many other columns.
            Self::Other => said(cell).filter(|it| is_word && !matches!(*it, "gift" | "retired")),
            Self::Note => said(cell).filter(|_| is_word),
        }
    }
}

/// What a cell below a heading that asks for a state answers.
fn asked(sheet: &Sheet, (header, state): (&str, &'static str), cell: &str) -> Option<&'static str> {
    let number = read(cell, sheet.numbers()).ok().map(|(found, _)| found.value);
    let answer = clean::yes_no(cell).ok().map(|answer| answer.value);
    let is_day =
        ends_with(header, "day_heading") && cell.chars().filter(char::is_ascii_digit).count() >= 4;
    // A balance that something came back to is no matter of one document.
    let counts = COUNTED.contains(&state) && sheet.target != Target::OpeningItems;
    let is_so = match (answer, number) {
        (Some(answer), _) => answer,
        _ if is_day => true,
        (None, Some(number)) => counts && !number.is_zero(),
        (None, None) => false,
    };
    // An amount that went back takes it from a row that is none of its own.
    let state = if state == "refund" && number.is_some() { "refunded" } else { state };
    // An X is a tick in one program and a no in another.
    if matches!(cell, "x" | "X") {
        return Some("perhaps");
    }
    // Blocked: all, invoice, ship.
    let is_text = answer.is_none() && number.is_none() && cell.contains(char::is_alphabetic);
    let is_so = is_so || is_text && matches!(state, "closed" | "retired") && !is_in_use(cell);
    is_so.then_some(state).or_else(|| said_within(cell))
}

/// Whether a cell says that all is well.
fn is_in_use(cell: &str) -> bool {
    meanings::is("in_use", cell) || said(cell) == Some("settled")
}

/// Whether a type says that a row is something else altogether.
fn other_kind(target: Target, cell: &str) -> Option<&'static str> {
    let kind = match target {
        Target::Sales | Target::Invoices | Target::Lines => "sale_type",
        Target::Payments => "type",
        _ => return None,
    };
    let bare = cell.trim().trim_end_matches(['单', '單']);
    (meanings::is(kind, cell) || meanings::is(kind, bare)).then_some("other")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_ask_for_states() {
        let of = |header: &str| Column::of(Target::Sales, header);
        for heading in [
            "是否作废",
            "作废标志",
            "退款金额",
            "退票日期",
            "Cancelled at",
            "Voided",
            "Refunded Amount",
            "退貨標記",
        ] {
            assert!(matches!(of(heading), Column::Asks(_)), "{heading}");
        }
        for heading in ["作废人", "Voided by"] {
            assert!(matches!(of(heading), Column::AsksWho(_)), "{heading}");
        }
        for heading in ["退货天数", "Return policy", "退货率", "退款单号", "退货联系人", "规格"]
        {
            assert_eq!(of(heading), Column::Other, "{heading}");
        }
        for (heading, column) in [
            ("退款原因", Column::Why),
            ("红蓝字", Column::Red),
            ("蓝字/红字", Column::Red),
            ("是否有效", Column::AsksPositive),
            ("审核标志", Column::AsksApproved),
            ("审核人", Column::Other),
            ("审批金额", Column::Other),
            ("单据状态", Column::States),
            ("单据类型", Column::Kinds),
            ("附言", Column::Note),
        ] {
            assert_eq!(of(heading), column, "{heading}");
        }
    }
}
