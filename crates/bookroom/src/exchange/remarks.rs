//! Rows of a file that are no records: sums, signatures, page numbers, rules of dashes, remarks.

use super::headers::parse::{Kind, kind_of};
use super::headers::{Columns, Target};
use super::model::{Notice, NoticeKind};
use super::table::Row;
use crate::values::text::{clip, simplified};
use unicode_normalization::UnicodeNormalization;

/// Words that begin a sum.
const SUMS: [&str; 34] = [
    "合计",
    "小计",
    "总计",
    "共计",
    "总和",
    "总额",
    "累计",
    "本页合计",
    "本页小计",
    "本月合计",
    "本月累计",
    "本年累计",
    "本日合计",
    "本期合计",
    "合计金额",
    "金额合计",
    "期末合计",
    "汇总",
    "total",
    "totals",
    "subtotal",
    "sub total",
    "sub-total",
    "grand total",
    "sum",
    "sums",
    "overall total",
    "page total",
    "carried forward",
    "brought forward",
    "summe",
    "gesamt",
    "承前页",
    "过次页",
];

/// Words that begin a signature, a date of printing or another remark.
const REMARKS: [&str; 50] = [
    "制表人",
    "制表",
    "制单人",
    "制单",
    "审核人",
    "审核",
    "复核人",
    "复核",
    "经办人",
    "经手人",
    "核准",
    "批准",
    "主管",
    "财务主管",
    "会计",
    "出纳",
    "签名",
    "签字",
    "盖章",
    "打印日期",
    "打印时间",
    "打印人",
    "导出时间",
    "导出日期",
    "导出人",
    "制表日期",
    "制表时间",
    "填表人",
    "单位负责人",
    "备注",
    "注",
    "说明",
    "以下空白",
    "以下无正文",
    "共",
    "第",
    "prepared by",
    "approved by",
    "checked by",
    "reviewed by",
    "authorised by",
    "authorized by",
    "signature",
    "signed by",
    "printed on",
    "printed by",
    "exported on",
    "generated on",
    "end of report",
    "page",
];

/// What a row is that is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remark {
    /// It is left out.
    LeftOut,
    /// It begins like a sum, but holds what only a record has.
    LikeASum,
}

/// Whether a row is no record: what its first cell, or one of those that name something, says.
pub(crate) fn of(
    target: Target,
    columns: &Columns,
    row: &Row,
    before: Option<&Row>,
) -> Option<Remark> {
    let filled: Vec<&str> =
        row.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    let first = filled.first()?;
    // Its quote may have taken in records.
    if row.is_open() {
        return None;
    }
    if filled.iter().all(|cell| is_rule(cell)) {
        return Some(Remark::LeftOut);
    }
    let named = ["name", "company_name", "description", "customer", "reference", "code"];
    let mut words =
        named.into_iter().filter_map(|field| columns.get(row, field)).chain([(*first).into()]);
    let is_sum = words.any(|word| begins(&word, &SUMS));
    if is_sum {
        let alone = own_facts(target, columns, row, before) == 0;
        return Some(if alone { Remark::LeftOut } else { Remark::LikeASum });
    }
    let is_short = filled.len() <= 2 || row.problem().is_some();
    let is_lonely = filled.len() <= 3 && own_facts(target, columns, row, before) <= 1;
    let is_comment = first.starts_with('#') || first.starts_with("//");
    let is_wide = row.cells.len() > 1 || row.problem().is_some();
    let remark = (is_short || is_lonely) && is_wide && is_remark(first);
    let comment = is_comment && (filled.len() == 1 || row.problem().is_some());
    (remark || comment).then_some(Remark::LeftOut)
}

/// What a report says of such a row.
pub(crate) fn notice(remark: Remark, row: &Row) -> Notice {
    let kind = match remark {
        Remark::LeftOut => NoticeKind::NotARecord,
        Remark::LikeASum => NoticeKind::LooksLikeSum,
    };
    let text = row.cells.iter().find(|cell| !cell.is_empty()).map(String::as_str);
    let text = clip(text.unwrap_or_default(), 40).to_owned();
    Notice { kind, field: String::new(), column: None, text, rows: 1, line: row.line }
}

/// How many cells name something of the row's own: no figures, no remarks, and nothing that the row
/// before says too, as the head of a document does on each of its lines.
fn own_facts(target: Target, columns: &Columns, row: &Row, before: Option<&Row>) -> usize {
    let is_own = |field: &str| {
        let cell = columns.get(row, field).unwrap_or_default();
        let same = before.and_then(|before| columns.get(before, field));
        let says = !cell.is_empty() && !begins(&cell, &SUMS) && !is_count(&cell);
        says && same.is_none_or(|same| same != cell)
    };
    let names = target.fields().map(|field| field.name).filter(|name| {
        kind_of(name) == Kind::Text && !matches!(*name, "note" | "unit" | "currency" | "tags")
    });
    names.filter(|name| columns.index(name).is_some() && is_own(name)).count()
}

fn folded(text: &str) -> String {
    let wide: String = text.nfkc().collect();
    simplified(wide.trim()).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a cell is one of these words, alone or with a figure after it: 总计：2, Total (12).
fn begins(text: &str, words: &[&str]) -> bool {
    if text.len() > 120 {
        return false;
    }
    let text = folded(text);
    // 合 计 is written wide to fill its cell.
    let narrow = text.replace(' ', "");
    let is = |text: &str| words.iter().any(|word| text.strip_prefix(word).is_some_and(is_figure));
    is(&text) || is(&narrow)
}

/// Nothing but figures, signs and words for what was counted.
fn is_figure(rest: &str) -> bool {
    const COUNTED: &str = "家条笔行个项户元圆整人民币份张件大写小计:：,，.。()（）[]-—=%¥$€£*/ ";
    rest.chars().all(|character| character.is_numeric() || COUNTED.contains(character))
}

/// 2 家, 12 笔: a count beside a sum.
fn is_count(text: &str) -> bool {
    let text = folded(text);
    text.chars().filter(char::is_ascii_digit).count() <= 6 && is_figure(&text)
}

/// Whether a cell is a remark: 制表人：王, Page 1 of 3, 第 1 页 共 3 页.
fn is_remark(text: &str) -> bool {
    let text = folded(text);
    REMARKS.iter().any(|word| {
        let Some(rest) = text.strip_prefix(word) else { return false };
        let rest = rest.trim_start();
        match *word {
            "page" => rest.starts_with(|it: char| it.is_ascii_digit()),
            "第" | "共" => {
                rest.starts_with(|it: char| it.is_ascii_digit())
                    && rest.contains(['页', '条', '笔', '行', '家', '户'])
            }
            "end of report" | "以下空白" | "以下无正文" => true,
            "备注" | "注" | "说明" => rest.starts_with(':'),
            _ => rest.is_empty() || rest.starts_with(':') || rest.starts_with('_'),
        }
    }) || text.trim_matches(['*', '-', '=', ' ', '(', ')']).starts_with("end of ")
}

/// A rule of dashes, stars or the like.
fn is_rule(text: &str) -> bool {
    let count = text.chars().count();
    count >= 3 && text.chars().all(|it| matches!(it, '-' | '=' | '*' | '_' | '—' | '─' | '~' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_remarks_are_told_from_names() {
        for sum in [
            "合计",
            "合 计",
            "总计：2",
            "Total",
            "Sub-total:",
            "TOTAL (12)",
            "小計",
            "本页合计：3 笔",
        ] {
            assert!(begins(sum, &SUMS), "{sum}");
        }
        for name in ["总计科技", "Total Energies", "合计划", "小计算器", "Summer", "共青团"]
        {
            assert!(!begins(name, &SUMS), "{name}");
        }
        for remark in [
            "制表人：王",
            "審核：",
            "Page 1 of 3",
            "第1页/共3页",
            "Prepared by: Li",
            "打印日期:2026-01-01",
            "*** End of report ***",
            "共 12 条",
        ] {
            assert!(is_remark(remark), "{remark}");
        }
        for name in ["会计之家", "第一百货", "共享办公", "Page & Sons", "主管局", "制单科技"]
        {
            assert!(!is_remark(name), "{name}");
        }
        assert!(is_rule("-----") && !is_rule("-"));
    }
}
