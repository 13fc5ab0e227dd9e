//! The words that stand beside a field's name in a heading and say how its figures are meant: with
//! tax or without, in which unit and currency, in or out, in which order a date is written.

use std::sync::OnceLock;

use super::parse::{plain, readings};
use super::{Target, all_fields};
use crate::billing::payments::PaymentDirection;
use crate::billing::products::PriceMode;

/// Kind, value, words: one line each.
pub(super) const WORDS: &str = include_str!("../../../data/import_words.csv");

/// What a word says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// Amounts hold the tax, or do not.
    Tax(PriceMode),
    /// Numbers are to be multiplied by this power of ten.
    Scale(i8),
    /// One of these currencies.
    Currency(&'static str),
    /// Numbers have so many decimals moved: 2 for percent.
    Percent(u32),
    /// Money in or out.
    Flow(PaymentDirection),
    /// The bank's side of a movement; debit is out.
    Side(PaymentDirection),
    /// What a discount's number is.
    Discount(DiscountWord),
    /// How dates are written.
    Dates(DatesWord),
    /// What is counted.
    Measure(Measure),
    /// Per one of what is counted.
    Per,
    /// 单位: of one piece at the beginning of a heading, else it says nothing.
    Unit,
    /// A further column of the same kind.
    Further,
    /// Says nothing, in files of these targets (`*` for all).
    Neutral(&'static str),
}

/// What the number of a discount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DiscountWord {
    /// Money that is taken off.
    Money,
    /// A share.
    Share,
    /// The share that is left to pay, in tenths: 9折.
    Left,
}

/// How the dates of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DatesWord {
    /// Year, month, day.
    YearFirst,
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// Years of the republic (民国): 115 is 2026.
    Republic,
}

/// What is counted or weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Measure {
    /// As it is written.
    pub(crate) text: &'static str,
    /// The same for all words of one unit.
    kind: &'static str,
}

impl Measure {
    /// Whether it is a certain unit: "each" and "unit" are one of whatever is counted.
    pub(crate) fn is_certain(self) -> bool {
        self.kind != ANYTHING
    }
}

/// The kind of units that are one of whatever is counted.
const ANYTHING: &str = "anything";

/// Whether two texts name one unit: kg, 千克 and 公斤 do, 箱 and 件 do not.
pub(crate) fn is_one_unit(one: &str, other: &str) -> bool {
    let kind = |text: &str| -> Vec<char> {
        let key = plain(text);
        let found = all().iter().find_map(|entry| match entry.word {
            Word::Measure(measure) if entry.text == key => Some(measure.kind),
            _ => None,
        });
        found.map_or(key, |kind| kind.chars().collect())
    };
    let anything: Vec<char> = ANYTHING.chars().collect();
    let (one, other) = (kind(one), kind(other));
    one == other || one == anything || other == anything
}

/// Whether a text is a unit that is counted or weighed.
pub(crate) fn is_measure(text: &str) -> bool {
    let key = plain(text);
    all().iter().any(|entry| matches!(entry.word, Word::Measure(_)) && entry.text == key)
}

/// A word with its plain characters.
pub(crate) struct Entry {
    pub(crate) text: Vec<char>,
    pub(crate) word: Word,
}

/// All words.
pub(crate) fn all() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| WORDS.lines().skip(1).flat_map(read).collect())
}

/// Whether a heading's name holds a word that says of tax; 不含税 before 含税.
pub(crate) fn tax_within(text: &[char]) -> Option<PriceMode> {
    let holds = |mode: PriceMode| {
        let mut words = all().iter().filter(|entry| entry.word == Word::Tax(mode));
        words.any(|entry| {
            entry.text.len() > 1 && text.windows(entry.text.len()).any(|part| part == entry.text)
        })
    };
    [PriceMode::Net, PriceMode::Gross].into_iter().find(|mode| holds(*mode))
}

/// All words as they are written.
pub(crate) fn written() -> impl Iterator<Item = (&'static str, Word)> {
    WORDS.lines().skip(1).flat_map(|line| {
        let mut cells = line.splitn(3, ',');
        let (kind, value) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let words = cells.next().unwrap_or_default().split('|');
        words.filter_map(move |text| Some((text, word(kind, value, text)?)))
    })
}

fn read(line: &'static str) -> Vec<Entry> {
    let mut cells = line.splitn(3, ',');
    let (Some(kind), Some(value), Some(words)) = (cells.next(), cells.next(), cells.next()) else {
        return Vec::new();
    };
    let entry = |text: &'static str| {
        Some(Entry { text: plain(text), word: word(kind, value, text)? })
            .filter(|entry| !entry.text.is_empty())
    };
    words.split('|').filter_map(entry).collect()
}

fn word(kind: &str, value: &'static str, text: &'static str) -> Option<Word> {
    let flow = |is_in| if is_in { PaymentDirection::In } else { PaymentDirection::Out };
    Some(match kind {
        "tax" => Word::Tax(if value == "gross" { PriceMode::Gross } else { PriceMode::Net }),
        "scale" => Word::Scale(match value.strip_prefix('+') {
            Some(zeros) => zeros.parse().ok()?,
            None => value.parse::<i8>().ok()?.checked_neg()?,
        }),
        "currency" => Word::Currency(value),
        "percent" => Word::Percent(value.parse().ok()?),
        "flow" => Word::Flow(flow(value == "in")),
        "side" => Word::Side(flow(value == "credit")),
        "discount" => Word::Discount(match value {
            "money" => DiscountWord::Money,
            "share" => DiscountWord::Share,
            _ => DiscountWord::Left,
        }),
        "dates" => Word::Dates(match value {
            "ymd" => DatesWord::YearFirst,
            "dmy" => DatesWord::DayFirst,
            "mdy" => DatesWord::MonthFirst,
            _ => DatesWord::Republic,
        }),
        "measure" if value.is_empty() => Word::Measure(Measure { text, kind: text }),
        "measure" => Word::Measure(Measure { text, kind: value }),
        "per" => Word::Per,
        "unit" => Word::Unit,
        "further" => Word::Further,
        "neutral" => Word::Neutral(value),
        _ => return None,
    })
}

/// The currencies that a sign or name in a cell may mean, and the rest of the cell; the longest
/// first. ISO codes are known too.
pub(crate) fn currency_in(text: &str) -> Option<(&'static str, &str)> {
    static NAMES: OnceLock<Vec<(&'static str, &'static str)>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let of = |line: &'static str| {
            let (codes, words) = line.strip_prefix("currency,")?.split_once(',')?;
            Some(words.split('|').map(move |word| (word, codes)))
        };
        let mut names: Vec<_> = WORDS.lines().filter_map(of).flatten().collect();
        names.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        names
    });
    let is_letter = |character: char| character.is_ascii_alphabetic();
    let cut = |name: &str| -> Option<&str> {
        let ends_word = |character: Option<char>| !character.is_some_and(is_letter);
        let start = text.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name));
        if start.is_some() {
            let rest = text.get(name.len()..)?;
            return (!name.ends_with(is_letter) || ends_word(rest.chars().next())).then_some(rest);
        }
        let at = text.len().checked_sub(name.len())?;
        text.get(at..).filter(|end| end.eq_ignore_ascii_case(name))?;
        let rest = text.get(..at)?;
        (!name.starts_with(is_letter) || ends_word(rest.chars().next_back())).then_some(rest)
    };
    let named = names.iter().find_map(|(name, codes)| Some((*codes, cut(name)?)));
    named.or_else(|| {
        let code = |code: &str| crate::values::Currency::of(&code.to_ascii_uppercase()).ok();
        let start = text.get(..3).and_then(code).map(|found| found.code());
        let end = text.len().checked_sub(3).and_then(|at| text.get(at..));
        let found = start.or_else(|| end.and_then(code).map(|found| found.code()))?;
        Some((found, cut(found)?))
    })
}

/// Whether a book in `currency` can mean one of `codes`.
pub(crate) fn fits(codes: &str, currency: &str) -> bool {
    codes.split(' ').any(|code| code == currency)
}

/// Whether a text is one of the names of fields, in characters beyond ASCII: what shows that an
/// encoding is the right one.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_ascii() && {
        let key = plain(text);
        all_fields().iter().any(|field| field.keys.contains(&key))
    }
}

/// Whether a text is a heading that is understood for some file, in characters beyond ASCII.
pub(crate) fn is_heading(text: &str) -> bool {
    const TARGETS: [Target; 7] = [
        Target::Customers,
        Target::Products,
        Target::Invoices,
        Target::Lines,
        Target::Sales,
        Target::Payments,
        Target::OpeningItems,
    ];
    let may_be = !text.is_ascii() && text.chars().count() <= 40;
    may_be && TARGETS.into_iter().any(|target| !readings(target, text).is_empty())
}
