//! What a row says of itself beside its figures: that it is void, failed, bounced, a refund, a
//! debt written off, a balance carried forward. Such a row is no money that came in.

use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::meanings::{self, folded, places};
use crate::exchange::model::NoticeKind;
use crate::values::text::clip;

/// The longest text that is looked at.
const LONGEST: usize = 80;

/// What a text says of its row, whole or by one of its parts.
fn state_in(text: &str) -> Option<&'static str> {
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let text = folded(text);
    let signs = |it: char| !it.is_alphanumeric();
    let bare = |part: &str| {
        let part = part.trim_matches(signs);
        let part = ["此单", "本单", "该笔", "该单", "单据", "状态:"]
            .iter()
            .find_map(|word| part.strip_prefix(word))
            .unwrap_or(part);
        let short = part.trim_end_matches(['了', '款', '单']);
        let without =
            |end: char| part.strip_suffix(end).and_then(|it| meanings::whole("state", it));
        meanings::whole("state", short).or_else(|| without('单')).or_else(|| without('了'))
    };
    let whole = meanings::whole("state", text.trim_matches(signs)).or_else(|| bare(&text));
    let cuts =
        [',', '，', ';', '；', '。', '、', ' ', '/', '(', ')', '【', '】', '[', ']', ':', '-'];
    let mut parts = text.split(cuts);
    whole.or_else(|| parts.find_map(|part| meanings::whole("state", part).or_else(|| bare(part))))
}

/// Whether a text holds a word of what does not count, among others.
fn may_not_count(text: &str) -> bool {
    let text = folded(text);
    let firm = |value: &str| matches!(value, "void" | "bounced" | "reversed" | "bad_debt");
    let words = meanings::of("state").filter(|it| firm(it.value) && it.word.chars().count() > 1);
    words.into_iter().any(|it| {
        places(&text, &it.word).iter().any(|at| {
            let before = text.get(..*at).unwrap_or_default().trim_end();
            !meanings::of("negated").any(|word| before.ends_with(word.word.as_str()))
        })
    })
}

/// The cells that may say what a row is: those of the note, and of columns that give nothing, with
/// their field or heading.
fn told<'c>(cells: &Cells<'c>) -> Vec<(String, String)> {
    let sheet = cells.sheet();
    let notes = cells.raw("note").map(|text| ("note".to_owned(), text.into_owned()));
    let others = sheet.columns.unmatched().iter().filter_map(|at| {
        let text = cells.at(*at).trim();
        (!text.is_empty()).then(|| (format!("headers[{at}]"), text.to_owned()))
    });
    notes.into_iter().chain(others).collect()
}

/// The heading of a column that is told by its place.
fn heading<'c>(cells: &Cells<'c>, field: &str) -> &'c str {
    let place = field.strip_prefix("headers[").and_then(|rest| rest.strip_suffix(']'));
    let index = place.and_then(|index| index.parse::<usize>().ok());
    index.and_then(|index| cells.sheet().headers.get(index)).map_or("", String::as_str)
}

/// Refuses a payment whose row says that it is none. A refund is one only where `says_direction`:
/// the row says itself that the money goes out.
pub(crate) fn refuse_paid(cells: &mut Cells<'_>, says_direction: bool) {
    for (field, text) in told(cells) {
        let heading = folded(heading(cells, &field));
        let is_type = meanings::of("typed").any(|it| heading.contains(it.word.as_str()));
        let state = state_in(&text);
        let counts = match state {
            Some("settled") | None => true,
            Some("refund") => says_direction,
            Some(_) => false,
        };
        let is_other = is_type && meanings::is("type", &text);
        if !counts || is_other {
            return refuse(cells, &field, state);
        }
        look(cells, &field, state, &text);
    }
}

/// Refuses an open document whose row says that it is none.
pub(crate) fn refuse_open(cells: &mut Cells<'_>) {
    for (field, text) in told(cells) {
        let state = state_in(&text);
        if matches!(
            state,
            Some("void" | "failed" | "reversed" | "bad_debt" | "settled" | "refunded")
        ) {
            return refuse(cells, &field, state);
        }
        look(cells, &field, state, &text);
    }
}

/// Refuses a row for what it says, which is told without the text around it.
fn refuse(cells: &mut Cells<'_>, field: &str, state: Option<&'static str>) {
    let problem = Problem::new(Code::OtherMatter).fact("state", state.unwrap_or("other"));
    cells.fail(field, problem);
}

/// Notes a text that holds such a word among others.
fn look(cells: &mut Cells<'_>, field: &str, state: Option<&str>, text: &str) {
    if field == "note" && state.is_none() && may_not_count(text) {
        cells.notice_each(NoticeKind::MayNotCount, "note", clip(text, 40));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_told_from_other_texts() {
        for (text, state) in [
            ("作废", Some("void")),
            ("此单作废！", Some("void")),
            ("货款，支票退票", Some("bounced")),
            ("交易關閉", Some("void")),
            ("Bounced", Some("bounced")),
            ("Payment Reversal", Some("reversed")),
            ("坏账核销", Some("bad_debt")),
            ("VOID - duplicate", Some("void")),
            ("交易成功", None),
            ("货款", None),
            ("退票费客户已补", None),
            ("未作废", None),
            ("作废重开", None),
        ] {
            assert_eq!(state_in(text), state, "{text}");
        }
        assert!(may_not_count("作废重开") && may_not_count("cheque bounced twice"));
        assert!(!may_not_count("未作废") && !may_not_count("货款"));
    }
}
