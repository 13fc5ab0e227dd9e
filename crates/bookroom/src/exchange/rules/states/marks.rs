//! Words of state that stand within the number, the name or the day of a row: XS-0001(作废),
//! `VOID-7`, 甲公司（作废）. A number says it wherever the word stands; a name in brackets, or before
//! or behind a stroke.

use super::{spoken, whole};
use crate::exchange::meanings::{self, folded, places};

/// What a word within a text says, and how surely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) state: &'static str,
    /// Whether the word is a remark for certain, not a part of a name.
    pub(super) is_sure: bool,
}

/// The brackets in which remarks stand.
const BRACKETS: [(char, char); 11] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('<', '>'),
    ('〔', '〕'),
    ('“', '”'),
    ('‘', '’'),
];
/// The signs between a name and a remark.
const STROKES: &[char] =
    &['-', '_', '—', '–', '~', ':', '|', '*', '/', '#', ',', ';', '、', '，', '；', '!', '！'];

/// What a number or code says of its row.
pub(super) fn in_number(text: &str) -> Option<Mark> {
    let sure = |state| Mark { state, is_sure: true };
    if let Some(mark) = in_name(text) {
        return Some(sure(mark.state));
    }
    let text = folded(text);
    // 废 alone is a remark only beside the figures: XS9废, not 废纸-1.
    let beside = |rest: &str, at_end: bool| {
        let next = if at_end { rest.chars().next_back() } else { rest.chars().next() };
        next.is_some_and(|it| it.is_ascii())
    };
    let cut = text.strip_suffix('废').is_some_and(|rest| beside(rest, true));
    if cut || text.strip_prefix('废').is_some_and(|rest| beside(rest, false)) {
        return Some(sure("void"));
    }
    let is_code = |it: char| it.is_alphanumeric() && it.is_ascii();
    let words = text.split(|it: char| !is_code(it)).filter(|it| !it.is_empty());
    let latin = words.filter(|word| word.len() > 3).find_map(whole);
    let han = || {
        meanings::of("state")
            .filter(|it| !it.word.is_ascii() && it.word.chars().count() > 1)
            .find(|it| !places(&text, &it.word).is_empty() && !is_denied(&text, &it.word))
            .map(|it| it.value)
    };
    latin.or_else(han).map(sure)
}

/// Whether an item says that it was given away, came back or was not sent, or that what was sold
/// stands elsewhere: 茶(赠), 赠：茶, 茶 FOC, （详见销货清单）.
pub(super) fn is_apart(text: &str) -> bool {
    let text = folded(text);
    if text.len() > 1_000 {
        return false;
    }
    let is_sign = |it: char| {
        let bracket = BRACKETS.iter().any(|(open, close)| it == *open || it == *close);
        bracket || STROKES.contains(&it) || it == ' '
    };
    let parts: Vec<&str> = text.split(is_sign).map(str::trim).filter(|it| !it.is_empty()).collect();
    let is_mark = |part: &&str| meanings::is("item_mark", part);
    parts.len() > 1 && parts.iter().any(is_mark)
        || text.starts_with("赠品")
        || text.contains("详见")
        || text.contains("见清单")
}

/// What a name says of its row: all of it, in brackets, or at an end.
pub(super) fn in_name(text: &str) -> Option<Mark> {
    let text = text.trim();
    if text.len() > 1_000 {
        return None;
    }
    let plain = folded(text);
    let is_word = |it: &str| it.chars().count() > 1;
    if let Some(state) = Some(plain.as_str()).filter(|it| is_word(it)).and_then(spoken) {
        return Some(Mark { state, is_sure: true });
    }
    let of_state = |it: &str| {
        let it = it.trim();
        if is_word(it) { spoken(it) } else { None }
    };
    // 已作废，重开; cancelled by customer.
    let within = |it: &str| {
        let first = it.split(|it: char| it == ' ' || STROKES.contains(&it)).next();
        of_state(it).or_else(|| first.and_then(of_state))
    };
    if let Some(state) = bracketed(&plain).into_iter().find_map(within) {
        return Some(Mark { state, is_sure: true });
    }
    let parts: Vec<&str> =
        plain.split(STROKES).map(str::trim).filter(|it| !it.is_empty()).collect();
    if parts.len() > 1
        && let Some(state) = parts.iter().copied().find_map(of_state)
    {
        return Some(Mark { state, is_sure: false });
    }
    // 甲公司作废, 停用茶, Blue Lake void: these words are hardly ever part of a name.
    let glued = meanings::of("glued").find(|it| {
        let at_end = plain.strip_suffix(it.word.as_str());
        let rest = at_end.or_else(|| plain.strip_prefix(it.word.as_str()));
        rest.is_some_and(|rest| !it.word.is_ascii() || rest.starts_with(' ') || rest.ends_with(' '))
    });
    if let Some(glued) = glued {
        return Some(Mark { state: glued.value, is_sure: false });
    }
    // Words between spaces are a remark where they stand out: 作废 甲公司, VOID Blue Lake.
    let words: Vec<&str> = text.split_whitespace().collect();
    let ends = [words.first(), words.last()].into_iter().flatten();
    let stands_out =
        |it: &&str| !it.is_ascii() || it.len() > 2 && it.chars().all(|it| it.is_ascii_uppercase());
    let all_capitals = words.iter().all(stands_out);
    let mut ends = ends.copied().filter(|it| stands_out(it) && (!it.is_ascii() || !all_capitals));
    let state = ends.find_map(of_state).filter(|_| words.len() > 1)?;
    Some(Mark { state, is_sure: false })
}

/// The texts in brackets.
fn bracketed(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (open, close) in BRACKETS {
        let mut rest = text;
        while let Some(at) = rest.find(open) {
            let inner = rest.get(at + open.len_utf8()..).unwrap_or_default();
            let end = inner.find(close).unwrap_or(inner.len());
            found.push(inner.get(..end).unwrap_or_default());
            rest = inner.get(end..).unwrap_or_default();
        }
    }
    found
}

/// Whether a word is denied where it stands: 未作废.
fn is_denied(text: &str, word: &str) -> bool {
    let is_denied = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        meanings::of("negation").any(|it| before.ends_with(it.word.as_str()))
    };
    places(text, word).into_iter().all(is_denied)
}

/// Whether a field's cell is a number, a code or a day.
pub(super) fn is_number(field: &str) -> bool {
    matches!(field, "reference" | "number" | "code" | "customer_code" | "product_code")
}

/// The fields of a row in which such words are looked for.
pub(super) fn fields(target: crate::exchange::headers::Target) -> &'static [&'static str] {
    use crate::exchange::headers::Target;
    match target {
        Target::Sales | Target::Invoices | Target::Lines => &[
            "reference",
            "issue_on",
            "due_on",
            "customer",
            "customer_code",
            "description",
            "product_code",
            "spec",
            "unit",
        ],
        Target::Payments => {
            &["reference", "paid_on", "customer", "customer_code", "method", "invoice_reference"]
        }
        Target::OpeningItems => &["number", "issue_on", "due_on", "customer", "customer_code"],
        Target::Customers => &[
            "code",
            "name",
            "legal_name",
            "contact_name",
            "contact_title",
            "contact_2_name",
            "contact_2_title",
            "contact_3_name",
            "contact_3_title",
            "tags",
        ],
        Target::Products => &["code", "name", "spec"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_say_it_wherever_it_stands() {
        for (text, state) in [
            ("XS-0001(作废)", "void"),
            ("作废-XS-1", "void"),
            ("XS8作废", "void"),
            ("XS9废", "void"),
            ("XS-0005 VOID", "void"),
            ("XS-0006_cancelled", "void"),
            ("XS10【已取消】", "void"),
            ("XS15-退货", "returned"),
            ("SK6(退票)", "bounced"),
            ("ＸＳ１（作廢）", "void"),
        ] {
            assert_eq!(in_number(text).map(|it| it.state), Some(state), "{text}");
        }
        for text in ["XS-0004", "X1", "2026-06-01", "INV-100", "未作废1", "A-17/b", "废"] {
            assert_eq!(in_number(text), None, "{text}");
        }
    }

    #[test]
    fn names_say_it_in_brackets_or_at_an_end() {
        for (text, state, is_sure) in [
            ("甲公司（作废）", "void", true),
            ("作废-甲公司", "void", false),
            ("作废 甲公司", "void", false),
            ("[VOID] Blue Lake Ltd", "void", true),
            ("VOID - Blue Lake Ltd", "void", false),
            ("VOID Blue Lake Ltd", "void", false),
            ("戊公司【停用】", "closed", true),
            ("DO NOT USE - Big Ltd", "retired", false),
            ("王(离职)", "retired", true),
            ("茶(赠品)", "gift", true),
            ("甲公司作废", "void", false),
            ("Blue Lake Ltd void", "void", false),
            ("甲公司“作废”", "void", true),
            ("甲公司（已作废，重开）", "void", true),
            ("tea (cancelled by customer)", "void", true),
        ] {
            assert_eq!(in_name(text), Some(Mark { state, is_sure }), "{text}");
        }
        let ordinary = [
            "废品回收公司",
            "退货标签",
            "Returns Ltd",
            "草稿纸",
            "茶-红",
            "茶（红）",
            "Left Bank Ltd",
            "SAMPLE TRADING",
            "北京（中国）公司",
        ];
        for text in ordinary {
            assert_eq!(in_name(text), None, "{text}");
        }
    }
}
