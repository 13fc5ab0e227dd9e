//! What a row says of itself beside its figures: that it is void, failed, bounced, a draft, a
//! return, a refund, a debt written off, a balance carried forward. The words are the same in every
//! kind of list; what they mean for the row is not.

use std::collections::HashMap;
use std::sync::OnceLock;

use rust_decimal::Decimal;

use self::column::Column;
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean;
use crate::exchange::headers::parse::plain;
use crate::exchange::headers::{Target, words};
use crate::exchange::meanings::{self, folded, places};
use crate::exchange::model::NoticeKind;
use crate::exchange::sheet::Sheet;
use crate::values::text::clip;

mod column;
mod marks;

/// The longest part of a text that is looked at.
const LONGEST: usize = 80;
/// So many characters of a note are looked at.
const LOOKED_AT: usize = 2_000;

/// What a state means for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Counts,
    Told,
    Refused,
}

/// What a file and a row show of which way money goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Way {
    /// Whether the file says which money is in and which out.
    pub(crate) is_said: bool,
    /// Whether that of the row goes out.
    pub(crate) is_out: bool,
    /// Whether nothing but the want of a sign says that it comes in.
    pub(crate) is_open: bool,
}

/// What a state means for a row of a target. A refund is money that goes out; what comes in may be
/// a supplier's.
fn verdict(target: Target, state: &str, way: Way) -> Verdict {
    use Verdict::{Counts, Refused, Told};
    match (target, state) {
        (Target::Sales | Target::Invoices | Target::Lines, _) => match state {
            "settled" | "pending" | "part" => Counts,
            "closed" | "retired" => Told,
            _ => Refused,
        },
        (Target::Payments, "settled" | "part") => Counts,
        (Target::Payments | Target::OpeningItems, "gift" | "retired") => Told,
        (Target::Payments, "refund" | "returned") if way.is_out => Counts,
        (Target::Payments, "refund") if way.is_said => Told,
        (Target::Payments, _) => Refused,
        (Target::OpeningItems, "carried" | "pending") => Counts,
        (Target::OpeningItems, "closed" | "bounced" | "refund" | "part") => Told,
        (Target::OpeningItems, _) => Refused,
        (
            Target::Customers | Target::Products,
            "void" | "closed" | "retired" | "failed" | "draft" | "settled" | "pending",
        ) => Told,
        (Target::Customers | Target::Products, _) => Counts,
    }
}

/// A word in the characters by which words are compared.
fn key(text: &str) -> String {
    plain(text).into_iter().collect()
}

/// Whether a text says that a record is no longer in use.
pub(crate) fn is_out_of_use(text: &str) -> bool {
    matches!(whole(text), Some("void" | "closed" | "retired"))
}

/// The state that a text is, and nothing else.
fn whole(text: &str) -> Option<&'static str> {
    static WORDS: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut words = HashMap::new();
        for it in meanings::of("state") {
            words.entry(key(&it.word)).or_insert(it.value);
        }
        words
    });
    if text.len() > 4 * LONGEST { None } else { words.get(&key(text)).copied() }
}

/// As [`whole`], of a text that may speak of the row before the word, or end otherwise: 此单作废,
/// 退款了.
fn spoken(text: &str) -> Option<&'static str> {
    let of = |kind: &'static str| meanings::of(kind).map(|it| it.word.as_str());
    let text = folded(text.get(..4 * LONGEST).unwrap_or(text));
    let mut heads = of("spoken").filter_map(|word| text.strip_prefix(word));
    let short = |text: &str| {
        of("spoken_end")
            .find_map(|end| text.strip_suffix(end).and_then(whole))
            .or_else(|| whole(text))
    };
    short(&text).or_else(|| heads.find_map(|rest| short(rest.trim_start_matches([':', ' ', '已']))))
}

/// What a cell says as a whole, or before a sign: 作废, `Void - duplicate`.
fn said(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let cut = text.find(|it: char| !it.is_alphanumeric() && it != ' ' && it != '_');
    let head = cut.and_then(|at| text.get(..at)).filter(|head| !head.is_empty());
    spoken(text).or_else(|| head.and_then(whole))
}

/// What a note says as a whole or by one of its parts, but behind a part that says no or if.
fn said_in_part(text: &str) -> Option<&'static str> {
    const CUTS: &[char] = &[
        ',', '，', ';', '；', '。', '、', '/', '(', ')', '（', '）', '【', '】', '[', ']', ':',
        '：', '-', '|', '!', '！', '\n', '\r', '\t',
    ];
    let text = clipped(text);
    // Words of Latin letters are parts together: to return the pallets.
    let cuts = |it: char| CUTS.contains(&it) || (it == ' ' && !text.is_ascii());
    let mut settled = None;
    for part in text.split(cuts).map(str::trim).filter(|part| !part.is_empty()) {
        match spoken(part) {
            Some("settled") => settled = Some("settled"),
            Some(state) => return Some(state),
            None if is_negated(&folded(part)) => return settled,
            None => {}
        }
    }
    said(text).or(settled)
}

fn is_negated(text: &str) -> bool {
    let words = meanings::of("negation").map(|it| it.word.as_str()).chain(["如", "若", "if"]);
    let starts = |word: &str| {
        let rest = text.strip_prefix(word);
        rest.is_some_and(|rest| !word.is_ascii() || rest.starts_with(' '))
    };
    words.into_iter().any(starts)
}

/// What a cell below a heading of states says anywhere in it, but where it says that it is not so.
fn said_within(text: &str) -> Option<&'static str> {
    let text = folded(text.get(..4 * LONGEST).unwrap_or(text));
    let negates = |before: &str| {
        meanings::of("negation").any(|it| before.trim_end().ends_with(it.word.as_str()))
    };
    let is_in = |it: &&meanings::Meant| {
        let is_long = it.word.is_ascii() || it.word.chars().count() > 1;
        let is_firm = match it.value {
            "settled" | "pending" | "carried" | "closed" | "part" => false,
            "retired" | "gift" => !it.word.is_ascii() && it.word != "免费",
            _ => true,
        };
        let found = if is_long && is_firm { places(&text, &it.word) } else { Vec::new() };
        found.iter().any(|at| !negates(text.get(..*at).unwrap_or_default()))
    };
    said(&text).or_else(|| meanings::of("state").find(is_in).map(|it| it.value))
}

/// The first characters of a text.
fn clipped(text: &str) -> &str {
    clip(text, LOOKED_AT)
}

/// Whether a note holds a word of what does not count, or of money that settles no debt, among
/// others.
fn may_not_count(target: Target, text: &str, way: Way) -> bool {
    let text = folded(clipped(text));
    let is_sale = matches!(target, Target::Sales | Target::Invoices | Target::Lines);
    let comes_in = target == Target::Payments && !way.is_out;
    let firm = |value: &str| match value {
        "void" | "bounced" | "reversed" | "bad_debt" | "failed" => true,
        "returned" => is_sale,
        "refunded" | "refund" => is_sale || comes_in,
        _ => false,
    };
    let states = meanings::of("state").filter(|it| firm(it.value) && it.word.chars().count() > 1);
    let is_debt = is_sale || target == Target::OpeningItems;
    let gifts = meanings::of("gift_word").filter(|_| is_debt);
    let money = meanings::of("aside_money").filter(|_| target == Target::Payments);
    // 见X8: another document has it.
    let mut named = text.strip_prefix('见').unwrap_or_default().chars().take(1);
    if is_sale && named.any(|it| it.is_ascii_alphanumeric()) {
        return true;
    }
    states.chain(meanings::of("aside")).chain(money).chain(gifts).any(|it| holds(&text, &it.word))
}

/// Whether a folded text holds a word without a no before it.
fn holds(text: &str, word: &str) -> bool {
    places(text, word).iter().any(|at| {
        let before = text.get(..*at).unwrap_or_default().trim_end();
        let mut no = meanings::of("negated").chain(meanings::of("negation"));
        !no.any(|word| before.ends_with(word.word.as_str()))
    })
}

/// Whether the note of a payment says that its money went the other way: 退款给客户 of a receipt,
/// 收到客户货款 of money that went out.
fn goes_otherwise(text: &str, way: Way) -> bool {
    let text = folded(clipped(text));
    let other = if way.is_out { "in" } else { "out" };
    // 付给我司 is what a payer says.
    let to_own = |word: &str| {
        let rests = places(&text, word).into_iter();
        let mut rests = rests.filter_map(|at| text.get(at + word.len()..)).map(str::trim_start);
        let own = |rest: &str| meanings::of("goes_own").any(|it| rest.starts_with(&it.word));
        rests.any(own)
    };
    let mut words = meanings::of("goes").filter(|it| it.value == other);
    words.any(|it| holds(&text, &it.word) && !to_own(&it.word))
}

/// The columns of a file that no field is made of, and what they are.
pub(crate) struct States {
    target: Target,
    columns: Vec<(usize, Column)>,
}

impl States {
    pub(crate) fn of(sheet: &Sheet) -> Self {
        let column = |index: &usize| {
            let header = sheet.headers.get(*index).map_or("", String::as_str);
            (*index, Column::of(sheet.target, header))
        };
        let columns = sheet.columns.unmatched().iter().map(column).collect();
        Self { target: sheet.target, columns }
    }

    /// Refuses a row that says that it is none that stands, in a column of its own or as its note;
    /// notes what may say so. `way` is as in [`verdict`].
    pub(crate) fn refuse(&self, cells: &mut Cells<'_>, way: Way) {
        for (index, column) in &self.columns {
            let cell = cells.at(*index).trim();
            if cell.is_empty() || clean::is_placeholder(cell) && *column != Column::Red {
                continue;
            }
            let field = || format!("headers[{index}]");
            if *column == Column::Note {
                self.heed_note(cells, &field(), cell, way);
            } else if let Some(state) = column.says(cells.sheet(), *index, cell) {
                self.heed(cells, &field(), (state, cell), way);
                if matches!(state, "void" | "closed" | "retired") {
                    cells.retire();
                }
            } else if *column == Column::Kinds && may_not_count(self.target, cell, way) {
                self.tell(cells, &field(), cell);
            }
        }
        if let Some(note) = cells.raw("note") {
            self.heed_note(cells, "note", &note, way);
        }
        for field in marks::fields(self.target) {
            self.heed_mark(cells, field, way);
        }
    }

    /// Words of state within a number, a name or a day.
    fn heed_mark(&self, cells: &mut Cells<'_>, field: &str, way: Way) {
        let Some(text) = cells.raw(field) else { return };
        let is_below_zero = || {
            let fields = ["amount", "net_amount", "gross_amount", "quantity", "unit_price"];
            let mut figures = fields.into_iter().filter_map(|field| cells.glance(field));
            figures.any(|it| it < Decimal::ZERO)
        };
        let is_aside = || meanings::is("aside", &text) || meanings::is("no_goods", &text);
        // 押金 and 预收款 sold like goods are money that is owed back; taken off they were paid.
        let is_paid = || is_below_zero() && meanings::is("paid_line", &text);
        let is_other = || is_tax(&text) || is_aside() || is_paid();
        if field == "description" && !is_free(cells) && is_other() {
            self.tell(cells, field, &text);
            return;
        }
        let is_own = matches!(field, "reference" | "number");
        let is_number = marks::is_number(field);
        let found = if is_number { marks::in_number(&text) } else { marks::in_name(&text) };
        if field == "description" && marks::is_apart(&text) && !is_free(cells) {
            let counts =
                |mark: marks::Mark| verdict(self.target, mark.state, way) == Verdict::Counts;
            if found.is_none_or(counts) {
                return self.tell(cells, field, &text);
            }
        }
        let Some(mark) = found else { return };
        // 已付 behind a name says nothing of it, and a gift in a number no more than one in a note.
        let is_firm = matches!(
            mark.state,
            "void" | "failed" | "bounced" | "reversed" | "returned" | "refunded" | "refund"
        );
        let of_other = matches!(field, "invoice_reference" | "product_code");
        match mark.state {
            "gift" => self.heed_gift(cells, field, &text),
            _ if is_own || is_firm && mark.is_sure && !of_other => {
                self.heed(cells, field, (mark.state, &text), way);
            }
            "settled" | "pending" | "part" | "carried" => {}
            state => match verdict(self.target, state, way) {
                Verdict::Counts => {}
                _ => self.tell(cells, field, &text),
            },
        }
    }

    /// Tells of a row with money that says it is given away.
    fn heed_gift(&self, cells: &mut Cells<'_>, field: &str, text: &str) {
        if verdict(self.target, "gift", Way::default()) != Verdict::Counts && !is_free(cells) {
            self.tell(cells, field, text);
        }
    }

    /// What stands in brackets behind a way to pay: another currency, or that nothing was paid yet.
    pub(crate) fn heed_method(&self, cells: &mut Cells<'_>, way: Way) {
        let Some(text) = cells.raw("method").map(std::borrow::Cow::into_owned) else { return };
        let inner = text.split_once(['(', '（', '[', '【']).map(|(_, inner)| inner);
        let inner = inner.map(|it| it.trim_end_matches([')', '）', ']', '】']).trim());
        let Some(inner) = inner.filter(|it| !it.is_empty()) else { return };
        match words::currency_in(inner) {
            Some((codes, rest)) if rest.trim().is_empty() => {
                if !words::fits(codes, cells.sheet().setting.currency.code()) {
                    cells.fail_once("method", Problem::new(Code::OtherCurrency));
                }
            }
            _ if meanings::is("not_paid", inner) => self.tell(cells, "method", &text),
            _ => self.heed_note(cells, "method", inner, way),
        }
    }

    fn tell(&self, cells: &mut Cells<'_>, field: &str, text: &str) {
        cells.notice_each(NoticeKind::MayNotCount, field, clip(text, 40));
    }

    fn heed_note(&self, cells: &mut Cells<'_>, field: &str, text: &str, way: Way) {
        match said_in_part(text) {
            None | Some("settled")
                if self.target == Target::Payments && goes_otherwise(text, way) =>
            {
                if way.is_open {
                    cells.fail_once(field, Problem::new(Code::Ambiguous));
                } else {
                    self.tell(cells, field, text);
                }
            }
            Some("gift") => self.heed_gift(cells, field, text),
            Some(state) => self.heed(cells, field, (state, text), way),
            None if may_not_count(self.target, text, way) && !is_free(cells) => {
                self.tell(cells, field, text);
            }
            None => {}
        }
    }

    fn heed(&self, cells: &mut Cells<'_>, field: &str, said: (&str, &str), way: Way) {
        let (state, text) = said;
        match verdict(self.target, state, way) {
            _ if state == "perhaps" => {
                self.tell(cells, field, text);
            }
            Verdict::Counts => {}
            _ if state == "gift" && is_free(cells) => {}
            Verdict::Told => self.tell(cells, field, text),
            Verdict::Refused => {
                let is_sale =
                    matches!(self.target, Target::Sales | Target::Invoices | Target::Lines);
                let code = if is_sale { Code::NotASale } else { Code::OtherMatter };
                cells.fail_once(field, Problem::new(code).fact("state", state));
            }
        }
    }
}

/// Whether an item is the tax of the others: 增值税13%, VAT (20 %).
fn is_tax(text: &str) -> bool {
    let is_figure = |it: char| it.is_ascii_digit() || " .,%％()（）@:：".contains(it);
    meanings::is("tax_line", text.trim_matches(is_figure))
}

/// Whether a line has no money in it: a gift without a price is none that changes the books.
fn is_free(cells: &Cells<'_>) -> bool {
    let fields = ["amount", "net_amount", "gross_amount", "unit_price"];
    let figures = fields.into_iter().filter_map(|field| cells.glance(field));
    cells.sheet().target != Target::Payments && figures.into_iter().any(|it| it.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_told_from_other_texts() {
        for (text, state) in [
            ("作废", "void"),
            ("已作廢", "void"),
            ("此单作废！", "void"),
            ("Void - duplicate", "void"),
            ("Cancelled", "void"),
            ("交易关闭", "void"),
            ("草稿", "draft"),
            ("報價單", "draft"),
            ("Quotation", "draft"),
            ("销售退货", "returned"),
            ("已退款（买家申请）", "refunded"),
            ("Credit Memo", "returned"),
            ("跳票", "bounced"),
            ("Payment Reversal", "reversed"),
            ("坏账核销", "bad_debt"),
        ] {
            assert_eq!(said(text), Some(state), "{text}");
        }
        for text in ["正常", "已审核", "取消订单补发", "老客户", "Sent", "退一赔三"]
        {
            assert_eq!(said(text), None, "{text}");
        }
        assert_eq!(said_within("买家已退款给平台"), Some("refunded"));
        for text in ["未退款", "没有申请退款", "Not cancelled", "已发货", "无退货", "未作废"]
        {
            assert_eq!(said_within(text), None, "{text}");
        }
    }

    #[test]
    fn notes_say_it_by_their_parts() {
        for (text, state) in [
            ("货款，支票退票", Some("bounced")),
            ("王总，此单作废。", Some("void")),
            ("cheque 17, bounced", Some("bounced")),
            ("交易成功", None),
            ("货款", None),
            ("please return the pallets", None),
            ("不可退款/取消", None),
            ("退票费客户已补", None),
            ("未作废", None),
            ("作废重开", None),
        ] {
            assert_eq!(said_in_part(text), state, "{text}");
        }
        let tells = |text: &str| may_not_count(Target::Payments, text, Way::default());
        for text in ["作废重开", "cheque bounced twice", "收到押金", "归还借款", "利息收入"]
        {
            assert!(tells(text), "{text}");
        }
        for text in ["未作废", "货款", "不含押金", "无利息"] {
            assert!(!tells(text), "{text}");
        }
    }
}
