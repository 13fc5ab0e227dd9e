//! Rows of sales that say themselves that they are no sale that stands: void, a draft or a
//! quotation, a return, something else than a sale. They are refused; nothing of them is booked.

use std::sync::OnceLock;

use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::{self, numbers::read};
use crate::exchange::headers::parse::plain;
use crate::exchange::sheet::Sheet;

/// Kinds and their words, one line each.
const WORDS: &str = include_str!("../../../data/import_states.csv");

/// Words of one kind, in the characters by which they are compared.
fn words(kind: &str) -> &'static [String] {
    static ALL: OnceLock<Vec<(&'static str, Vec<String>)>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let folded = |word: &str| plain(word).into_iter().collect();
        let lines = WORDS.lines().skip(1).filter_map(|line| line.split_once(','));
        lines.map(|(kind, words)| (kind, words.split('|').map(folded).collect())).collect()
    });
    all.iter().find(|(name, _)| *name == kind).map_or(&[], |(_, words)| words.as_slice())
}

/// What rows say that are no sales, as the fact of a problem.
const STATES: [&str; 4] = ["void", "draft", "return", "other"];

fn folded(text: &str) -> String {
    plain(text).into_iter().collect()
}

/// Words of Latin letters, folded: `Voided by` is voided and by.
fn tokens(text: &str) -> Vec<String> {
    let words = text.split(|it: char| !it.is_alphanumeric()).map(folded);
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether a text has one of these words in it: letters of Latin script only as whole words.
fn has(text: &str, kind: &str) -> bool {
    let (whole, parts) = (folded(text), tokens(text));
    words(kind).iter().any(|word| match word.is_ascii() {
        true => parts.contains(word) || whole == *word,
        false => whole.contains(word.as_str()),
    })
}

fn ends_with(text: &str, kind: &str) -> bool {
    let (whole, parts) = (folded(text), tokens(text));
    words(kind).iter().any(|word| match word.is_ascii() {
        true => parts.last() == Some(word),
        false => whole.ends_with(word.as_str()),
    })
}

/// What a cell says as a whole, or before a sign: 作废, `Void - duplicate`.
fn said(text: &str) -> Option<&'static str> {
    let whole = folded(text);
    let cut = text.trim().find(|it: char| !it.is_alphanumeric() && it != ' ' && it != '_');
    let head = cut.and_then(|at| text.trim().get(..at)).map(folded).unwrap_or_default();
    let is = |word: &String| *word == whole || (!head.is_empty() && *word == head);
    STATES.into_iter().find(|kind| words(kind).iter().any(is))
}

/// What a cell below a heading of states says anywhere in it, but where it says that it is not so.
fn said_within(text: &str) -> Option<&'static str> {
    let whole = folded(text);
    let parts = tokens(text);
    let is_negated = |before: &str| words("negation").iter().any(|word| before.ends_with(word));
    let is = |word: &String| match word.is_ascii() {
        true => {
            let at = parts.iter().position(|part| part == word);
            at.is_some_and(|at| at == 0 || !words("negation").contains(&parts[at - 1]))
        }
        false => whole
            .find(word.as_str())
            .is_some_and(|at| !is_negated(whole.get(..at).unwrap_or_default())),
    };
    said(text).or_else(|| STATES.into_iter().take(3).find(|kind| words(kind).iter().any(is)))
}

/// What a column is that no field is made of.
#[derive(Clone, Copy)]
enum Column {
    States,
    Kinds,
    /// Its heading asks for it: 是否作废, 退款金额, Cancelled at.
    Asks(&'static str),
    AsksPositive,
    Other,
}

impl Column {
    fn of(header: &str) -> Self {
        if has(header, "positive_heading") {
            return Self::AsksPositive;
        }
        if !has(header, "other_heading") {
            if has(header, "state_heading") {
                return Self::States;
            }
            if has(header, "kind_heading") {
                return Self::Kinds;
            }
        }
        let asked = STATES.into_iter().take(3).find(|kind| has(header, kind));
        let is_about = ends_with(header, "end_heading") && !ends_with(header, "day_heading");
        asked.filter(|_| !is_about).map_or(Self::Other, Self::Asks)
    }

    fn says(self, sheet: &Sheet, header: &str, cell: &str) -> Option<&'static str> {
        match self {
            Self::States => said_within(cell).filter(|kind| *kind != "other"),
            Self::Kinds => said_within(cell),
            Self::AsksPositive => {
                let answer = clean::yes_no(cell).ok().map(|answer| answer.value);
                answer.filter(|is_positive| !is_positive).map(|_| "return")
            }
            Self::Asks(kind) => {
                let number = read(cell, sheet.numbers()).ok().map(|(found, _)| found.value);
                let answer = clean::yes_no(cell).ok().map(|answer| answer.value);
                let is_day = ends_with(header, "day_heading")
                    && cell.chars().filter(char::is_ascii_digit).count() >= 4;
                let is_so = match number {
                    Some(number) => !number.is_zero(),
                    None => answer.unwrap_or(is_day),
                };
                is_so.then_some(kind).or_else(|| said(cell).filter(|kind| *kind != "other"))
            }
            Self::Other => said(cell).filter(|kind| *kind != "other"),
        }
    }
}

/// The columns of a file that no field is made of, and what they are.
pub(crate) struct States(Vec<(usize, Column)>);

impl States {
    pub(crate) fn of(sheet: &Sheet) -> Self {
        let column = |index: &usize| {
            let header = sheet.headers.get(*index).map_or("", String::as_str);
            (*index, Column::of(header))
        };
        Self(sheet.columns.unmatched().iter().map(column).collect())
    }

    /// Refuses a row that says that it is no sale that stands, in a column of its own or as its
    /// note.
    pub(crate) fn refuse(&self, cells: &mut Cells<'_>) {
        let sheet = cells.sheet();
        let problem = |kind: &str| Problem::new(Code::NotASale).fact("state", kind);
        for (index, column) in &self.0 {
            let cell = cells.at(*index).trim();
            let asks = matches!(column, Column::Asks(_) | Column::AsksPositive);
            let is_word = asks || cell.contains(char::is_alphabetic);
            let is_short = !cell.is_empty() && cell.chars().count() <= 60;
            if !is_short || !is_word || clean::is_placeholder(cell) {
                continue;
            }
            let header = sheet.headers.get(*index).map_or("", String::as_str);
            if let Some(kind) = column.says(sheet, header, cell) {
                cells.fail(&format!("headers[{index}]"), problem(kind));
            }
        }
        let note = cells.raw("note").filter(|note| note.chars().count() <= 60);
        let note = note.and_then(|note| said(&note)).filter(|kind| *kind != "other");
        if let Some(kind) = note {
            cells.fail("note", problem(kind));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_told_from_other_texts() {
        for (text, state) in [
            ("作废", "void"),
            ("已作廢", "void"),
            ("Void - duplicate", "void"),
            ("Cancelled", "void"),
            ("交易关闭", "void"),
            ("草稿", "draft"),
            ("報價單", "draft"),
            ("Quotation", "draft"),
            ("销售退货", "return"),
            ("已退款（买家申请）", "return"),
            ("Credit Memo", "return"),
        ] {
            assert_eq!(said(text), Some(state), "{text}");
        }
        for text in ["正常", "Paid", "已审核", "取消订单补发", "老客户", "Sent", "退一赔三"]
        {
            assert_eq!(said(text), None, "{text}");
        }
        assert_eq!(said_within("买家已退款给平台"), Some("return"));
        for text in ["未退款", "没有申请退款", "Not cancelled", "已发货", "无退货", "Closed"]
        {
            assert_eq!(said_within(text), None, "{text}");
        }
    }

    #[test]
    fn headings_ask_for_states() {
        for heading in ["是否作废", "退款金额", "Cancelled at", "Refunded Amount", "退貨標記"]
        {
            let is_asking = matches!(Column::of(heading), Column::Asks(_) | Column::States);
            assert!(is_asking, "{heading}");
        }
        for heading in ["退货天数", "Return policy", "退款原因", "退货率", "业务员", "规格"]
        {
            assert!(matches!(Column::of(heading), Column::Other), "{heading}");
        }
    }
}
