//! Rows of a file that are no records: sums, signatures, page numbers, rules of dashes, remarks.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::headers::parse::{Kind, kind_of};
use super::headers::{Columns, Target};
use super::meanings::folded;
use super::model::{Notice, NoticeKind};
use super::table::Row;
use crate::values::text::clip;

/// What the rows say that are no records: a kind and its words on each line.
///
/// `sum`: a sum or a count, with a figure after it or alone. `balance`: the same. `counted`: words
/// between `total` and a number. `noun`, `wide_count`: after a number. `remark`: a signature or
/// the like, with a colon or a name after it. `made`: said of a whole file, with somebody or a day
/// after it. `label`: ends a label with a colon. `end`: the end of a list; `short_end`: only
/// between signs. `company`: forms of companies, which are no somebody. `total`: the sum of the
/// rows around it. `count_unit`, `count_label`: after and before the number of rows. `flow_count`:
/// before a count of receipts or payments. `group`: after the name of those that are summed;
/// `of_group`: before it.
const WORDS: &str = include_str!("../../data/import_remarks.csv");

/// The words of a kind.
fn words(kind: &str) -> &'static [&'static str] {
    static KINDS: OnceLock<BTreeMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| {
        let lines = WORDS.lines().skip(1).filter_map(|line| line.split_once(','));
        lines.map(|(kind, words)| (kind, words.split('|').collect())).collect()
    });
    kinds.get(kind).map_or(&[], Vec::as_slice)
}

/// The fields that name what a row is about.
const NAMED: [&str; 6] = ["name", "company_name", "description", "customer", "reference", "code"];

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
    let mut texts =
        NAMED.into_iter().filter_map(|field| columns.get(row, field)).chain([(*first).into()]);
    let beside = filled.iter().skip(1).any(|cell| is_count(cell));
    let of_group = NAMED.into_iter().any(|field| is_of_group(columns, field, row, before));
    let is_sum = of_group || texts.any(|word| is_sum(&word, beside));
    if is_sum {
        let alone = own_facts(target, columns, row, before) == 0;
        return Some(if alone { Remark::LeftOut } else { Remark::LikeASum });
    }
    let is_short = filled.len() <= 2 || row.problem().is_some();
    let is_lonely = filled.len() <= 3 && own_facts(target, columns, row, before) <= 1;
    let is_comment = first.starts_with('#') || first.starts_with("//");
    let is_wide = row.cells.len() > 1 || row.problem().is_some();
    // In a file of one column 会计 alone may be what a company is called.
    let is_said = !words("remark").contains(&folded(first).as_str());
    let remark = (is_short || is_lonely) && (is_wide || is_said) && is_remark(first);
    let comment = is_comment && (filled.len() == 1 || row.problem().is_some());
    (remark || comment).then_some(Remark::LeftOut)
}

/// Whether a text above the heading is a rule, a signature, a page number, a count or the like: not
/// a note, which may say anything.
pub(crate) fn is_beside(text: &str) -> bool {
    let plain = folded(text);
    let is_note = ["备注", "注", "说明", "source"].iter().any(|word| plain.starts_with(word));
    is_rule(text) || !is_note && (is_remark(text) || is_counted(&plain, false))
}

/// Whether a text says the sum of the rows around it: no balance, average or sum of longer times.
pub(crate) fn is_total(text: &str) -> bool {
    let text = folded(text).replace(' ', "");
    let is = |word: &&str| text.strip_prefix(*word).is_some_and(is_figure);
    text.len() <= 120 && words("total").iter().any(is)
}

/// How many rows or things a text says there are: 合计：3 笔, 共2条记录, Total records: 3.
pub(crate) fn count_in(text: &str) -> Option<u64> {
    let text = folded(text);
    if text.len() > 60 || !(is_sum(&text, false) || is_counted(&text, false)) {
        return None;
    }
    let start = text.find(|it: char| it.is_ascii_digit())?;
    let digits: String = text.get(start..)?.chars().take_while(char::is_ascii_digit).collect();
    let rest = text.get(start + digits.len()..)?.trim_start();
    let before = text.get(..start)?.trim_end_matches([' ', ':', '(']);
    let counts = words("count_unit").iter().any(|word| rest.starts_with(word));
    let counted = words("count_label").iter().any(|word| before.ends_with(word));
    let again = rest.get(1..).is_some_and(|rest| rest.contains(|it: char| it.is_ascii_digit()));
    ((counts || counted) && !again).then(|| digits.parse().ok()).flatten()
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
        let says = !cell.is_empty()
            && !is_sum(&cell, false)
            && !is_count(&cell)
            && !is_of_group(columns, field, row, before);
        says && same.is_none_or(|same| same != cell)
    };
    let names = target.fields().map(|field| field.name).filter(|name| {
        kind_of(name) == Kind::Text && !matches!(*name, "note" | "unit" | "currency" | "tags")
    });
    names.filter(|name| columns.index(name).is_some() && is_own(name)).count()
}

/// Whether a text ends as the sum of some rows does: 蓝湖商行 小计.
pub(crate) fn ends_as_sum(text: &str) -> bool {
    group_of(&folded(text)).is_some()
}

/// What a sum is of by its text: 蓝湖商行 of 蓝湖商行 小计.
fn group_of(text: &str) -> Option<&str> {
    let ends = words("group").iter().filter_map(|word| text.strip_suffix(*word));
    let starts = words("of_group").iter().filter_map(|word| text.strip_prefix(*word));
    let group = ends.min_by_key(|rest| rest.len()).or_else(|| starts.min_by_key(|it| it.len()))?;
    let group = group.trim_matches([' ', ':', '-', '_', '(', ')', '—']);
    (!group.is_empty()).then_some(group)
}

/// Whether a cell is the sum of the rows above: it names what one of them has, 蓝湖商行 小计 below
/// 蓝湖商行, or `X1小计` below the lines of `X1`.
fn is_of_group(columns: &Columns, field: &str, row: &Row, before: Option<&Row>) -> bool {
    let Some(cell) = columns.get(row, field).map(|cell| folded(&cell)) else { return false };
    let (Some(group), Some(before)) = (group_of(&cell), before) else { return false };
    let mut above = NAMED.into_iter().filter_map(|field| columns.get(before, field));
    above.any(|above| folded(&above) == group)
}

/// Whether a cell is a sum or a count, alone or with a figure after it: 总计：2, Total (12), Total
/// customers: 3, 2 records. `beside` says that a figure stands in another cell.
fn is_sum(text: &str, beside: bool) -> bool {
    if text.len() > 120 {
        return false;
    }
    let text = folded(text);
    // 合 计 is written wide to fill its cell.
    let narrow = text.replace(' ', "");
    let is = |text: &str, words: &[&str]| {
        words.iter().any(|word| text.strip_prefix(word).is_some_and(is_figure))
    };
    is(&text, words("sum"))
        || is(&narrow, words("sum"))
        || is(&text, words("balance"))
        || is_counted(&text, beside)
        || is_count_of_flows(&text)
}

/// 已收入:2笔: what wallets count below and above their lists.
pub(crate) fn is_count_of_flows(text: &str) -> bool {
    let mut rests = words("flow_count").iter().filter_map(|word| text.strip_prefix(word));
    rests.any(|rest| rest.contains('笔') && is_figure(rest))
}

/// Total customers: 3, 2 records, 3条记录.
fn is_counted(text: &str, beside: bool) -> bool {
    let narrow = text.replace(' ', "");
    let narrow = narrow.strip_prefix(['共', '总']).unwrap_or(&narrow);
    let narrow = narrow.strip_prefix(['计', '共']).unwrap_or(narrow);
    let wide = words("wide_count").iter().find_map(|word| narrow.strip_suffix(word));
    if wide.is_some_and(|number| !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()))
    {
        return true;
    }
    let is_cut = |it: char| !it.is_alphanumeric();
    let mut parts = text.split(is_cut).filter(|part| !part.is_empty());
    let Some(first) = parts.next() else { return false };
    let rest: Vec<&str> = parts.collect();
    let is_number = |part: &str| part.bytes().all(|it| it.is_ascii_digit());
    let has_number = rest.iter().any(|part| is_number(part)) || beside;
    let is_known = |part: &&str| words("counted").contains(part) || is_number(part);
    let all = !rest.is_empty() && rest.iter().all(is_known);
    match first {
        "total" | "totals" | "number" | "record" | "row" | "customer" => {
            let named =
                first.starts_with("total") || rest.iter().any(|it| *it == "count" || *it == "of");
            all && has_number && named
        }
        // 2 records, 3 customers found.
        number if is_number(number) && number.len() <= 7 => {
            all && rest.len() <= 2 && rest.first().is_some_and(|noun| words("noun").contains(noun))
        }
        _ => false,
    }
}

/// Nothing but figures, signs and words for what was counted.
fn is_figure(rest: &str) -> bool {
    // Total (CNY).
    let rest = rest.trim();
    let coded = rest.strip_prefix(['(', '[']).and_then(|it| it.get(..3).zip(it.get(3..)));
    let rest = match coded {
        Some((code, rest)) if code.bytes().all(|it| it.is_ascii_lowercase()) => rest,
        _ => rest,
    };
    const COUNTED: &str = "家条笔行个项户元圆整人民币份张件大写小计零壹贰叁肆伍陆柒捌玖拾佰仟万亿角分正:：,，.。()（）[]-—=%¥$€£*/ ";
    rest.chars().all(|character| character.is_numeric() || COUNTED.contains(character))
}

/// 2 家, 12 笔: a count beside a sum.
fn is_count(text: &str) -> bool {
    let text = folded(text);
    text.chars().filter(char::is_ascii_digit).count() <= 6 && is_figure(&text)
}

/// Whether a cell is a remark: 制表人：王, Page 1 of 3, 第 1 页 共 3 页, Printed by boss.
fn is_remark(text: &str) -> bool {
    let text = folded(text);
    let begins = |words: &[&str], is_rest: &dyn Fn(&str, &str) -> bool| {
        let mut rests = words.iter().filter_map(|word| Some((*word, text.strip_prefix(word)?)));
        rests.any(|(word, rest)| is_rest(word, rest))
    };
    begins(words("remark"), &|word, rest| is_signature(word, rest))
        || begins(words("made"), &|word, rest| rest.starts_with([' ', ':']) && is_made(word, rest))
        || is_label(&text)
        || is_end(&text)
}

fn is_signature(word: &str, rest: &str) -> bool {
    let gap = rest.starts_with(' ');
    let rest = rest.trim_start();
    match word {
        "page" => {
            let rest = rest.trim_start_matches([':', ' ']);
            let said = rest.replace("of", "");
            rest.starts_with(|it: char| it.is_ascii_digit())
                && said.chars().all(|it| it.is_ascii_digit() || matches!(it, ' ' | '/' | '-' | '.'))
        }
        "第" | "共" => {
            const NUMERALS: &str = "一二三四五六七八九十百";
            let is_number = |it: char| it.is_ascii_digit() || NUMERALS.contains(it);
            let unit = rest.trim_start_matches(is_number).trim_start();
            let counts = unit.starts_with(['条', '笔', '行', '家', '户', '位'])
                && rest.starts_with(|it: char| it.is_ascii_digit());
            let after = unit.strip_prefix('页');
            let is_paged = |it: char| is_number(it) || "/共第页,. ".contains(it);
            let paged = after.is_some_and(|after| after.chars().all(is_paged));
            unit.len() < rest.len() && (paged || counts)
        }
        "备注" | "注" | "说明" | "source" => rest.starts_with(':'),
        _ => {
            // 制表人 王五
            let names = gap && word.chars().count() >= 3 && rest.chars().count() <= 4;
            let is_wide = !word.is_ascii();
            rest.is_empty() || rest.starts_with([':', '_']) || (names && is_wide)
        }
    }
}

/// Somebody without the form of a company, or a day.
fn is_made(word: &str, rest: &str) -> bool {
    let rest = rest.trim_start_matches([':', ' ']);
    let is_cut = |it: char| !it.is_alphanumeric();
    let parts: Vec<&str> = rest.split(is_cut).filter(|part| !part.is_empty()).collect();
    let is_day = parts.iter().any(|part| part.starts_with(|it: char| it.is_ascii_digit()));
    let is_somebody = parts.len() <= 3 && !parts.iter().any(|part| words("company").contains(part));
    rest.is_empty() || is_day || (word.ends_with("by") || word.ends_with("from")) && is_somebody
}

/// A label with a colon that no name has: 统计期间：, 截止日期：, 客户总数：2.
fn is_label(text: &str) -> bool {
    let Some((label, _)) = text.split_once(':') else { return false };
    let label = label.trim();
    let is_short = (2..=10).contains(&label.chars().count());
    is_short && words("label").iter().any(|word| label.ends_with(word))
}

/// Whether a cell says that a list ends here: 以下空白, *** End of report ***, —完—, (空白).
fn is_end(text: &str) -> bool {
    let text = folded(text);
    let is_sign = |it: char| !it.is_alphanumeric();
    let inner = text.trim_matches(is_sign);
    let between = text.starts_with(is_sign) && text.ends_with(is_sign);
    words("end").contains(&inner) || between && words("short_end").contains(&inner)
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
            "余额合计",
            "総計",
            "总数",
            "户数：2",
            "客户数",
            "Closing balance",
            "Total customers: 1",
            "2 records",
            "共2条记录",
            "共計 2 條記錄",
            "3 customers found",
            "Balance:",
            "结余 100.00",
            "Total records (2)",
            "餘額合計",
            "ＴＯＴＡＬ",
            "Number of records: 2",
        ] {
            assert!(is_sum(sum, false), "{sum}");
        }
        for name in [
            "总计科技",
            "Total Energies",
            "合计划",
            "合计划科技",
            "小计算器",
            "Summer",
            "共青团",
            "Total SA",
            "中国总会",
            "Page One Ltd",
            "Balance Ltd",
            "结余科技",
            "Total Records",
            "2 Guys",
            "21 Customers Ltd",
            "余额宝",
            "Count Basie",
            "总数据",
            "户数科技",
            "3M",
            "360",
            "Sumitomo",
            "Total Customer Care Ltd",
        ] {
            assert!(!is_sum(name, false) && !is_remark(name), "{name}");
        }
        for remark in [
            "制表人：王",
            "制表人 王五",
            "審核：",
            "Page 1 of 3",
            "第1页/共3页",
            "第一页",
            "Prepared by: Li",
            "打印日期:2026-01-01",
            "*** End of report ***",
            "共 12 条",
            "Printed by boss",
            "Exported on 2026-06-01",
            "数据来源:ERP",
            "資料來源：ERP",
            "—完—",
            "(空白)",
            "（空白）",
            "(blank)",
            "以下空白",
            "--- end ---",
            "统计期间：2026年6月",
            "客户总数：2",
            "Exported from ERP",
        ] {
            assert!(is_remark(remark), "{remark}");
        }
        for name in [
            "会计之家",
            "第一百货",
            "共享办公",
            "Page & Sons",
            "主管局",
            "制单科技",
            "End of the Road Ltd",
            "Page 1 Media",
            "完美世界",
            "The End",
            "空白",
            "Created by Nature Ltd",
            "Source Ltd",
            "第一页科技文化",
            "Printed by Design Co",
            "Prepared by Chefs Ltd",
        ] {
            assert!(!is_remark(name), "{name}");
        }
        assert!(is_rule("-----") && !is_rule("-"));
    }
}
