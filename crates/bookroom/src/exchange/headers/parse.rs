//! What a heading says. It is understood only when every part of it is a name of one field or a
//! word that may stand beside it; a heading that holds anything else decides nothing.

use unicode_normalization::UnicodeNormalization;

use super::words::{self, DatesWord, DiscountWord, Word};
use super::{Field, Target};
use crate::billing::payments::PaymentDirection;
use crate::billing::products::PriceMode;
use crate::values::text::simplified;

/// So many ways to read a heading are looked at.
const MANY: usize = 64;

/// What a heading says beyond the name of its field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) tax: Option<PriceMode>,
    /// The power of ten that its numbers are to be multiplied by.
    pub(crate) scale: Option<i8>,
    /// The currencies it may mean.
    pub(crate) currency: Option<&'static str>,
    pub(crate) percent: Option<u32>,
    pub(crate) flow: Option<PaymentDirection>,
    /// Whether the flow is said as a side, debit or credit.
    pub(crate) by_side: bool,
    pub(crate) discount: Option<DiscountWord>,
    pub(crate) dates: Option<DatesWord>,
    pub(crate) measure: Option<&'static str>,
    pub(crate) further: bool,
    per: bool,
}

impl Meaning {
    /// With one word more; none when the words contradict each other.
    fn with(mut self, word: Word, target: Target) -> Option<Self> {
        fn set<T: PartialEq>(place: &mut Option<T>, value: T) -> bool {
            let fits = place.as_ref().is_none_or(|known| *known == value);
            *place = Some(value);
            fits
        }
        let fits = match word {
            Word::Tax(mode) => set(&mut self.tax, mode),
            Word::Scale(zeros) => self.scale.replace(zeros).is_none(),
            Word::Currency(codes) => set(&mut self.currency, codes),
            Word::Percent(decimals) => set(&mut self.percent, decimals),
            Word::Flow(flow) => set(&mut self.flow, flow),
            Word::Side(flow) => {
                self.by_side = true;
                set(&mut self.flow, flow)
            }
            Word::Discount(word) => set(&mut self.discount, word),
            Word::Dates(word) => set(&mut self.dates, word),
            Word::Measure(text) => set(&mut self.measure, text),
            Word::Per => {
                self.per = true;
                true
            }
            Word::Further => {
                self.further = true;
                true
            }
            Word::Unit => true,
            Word::Neutral(targets) => {
                targets == "*" || targets.split(' ').any(|it| it == target.slug())
            }
        };
        fits.then_some(self)
    }

    /// Whether a field's heading may say this.
    fn suits(&self, field: &str) -> bool {
        let kind = kind_of(field);
        let money = matches!(kind, Kind::Price | Kind::Amount | Kind::Money | Kind::Discount);
        let counts = kind == Kind::Quantity;
        let scaled = self.scale.is_none_or(|zeros| money || (counts && zeros > 0));
        // 单价(元/千只), 单价/百, price per 1000 are prices of many: not to be multiplied.
        let of_many = self.measure.is_some() || self.per;
        let per_many = kind == Kind::Price && self.scale.is_some() && of_many;
        // No rate is read in thousandths by its heading.
        let thousandths = self.percent == Some(3);
        scaled
            && !per_many
            && !thousandths
            && (self.tax.is_none() || matches!(kind, Kind::Price | Kind::Amount))
            && (self.currency.is_none() || money)
            && (self.percent.is_none() || matches!(kind, Kind::Rate | Kind::Discount))
            && (self.flow.is_none() || field == "amount")
            && (self.discount.is_none() || matches!(kind, Kind::Discount | Kind::Rate))
            && (self.dates.is_none() || kind == Kind::Date)
            && (self.measure.is_none() || counts || kind == Kind::Price)
            && (!self.per || kind == Kind::Price)
            && (!self.further || kind == Kind::Text)
    }
}

/// What the cells of a field are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Price,
    Amount,
    Money,
    Quantity,
    Rate,
    Discount,
    Date,
    Text,
}

/// What the cells of a field are.
pub(crate) fn kind_of(field: &str) -> Kind {
    match field {
        "unit_price" => Kind::Price,
        "amount" | "open_amount" | "net_amount" | "gross_amount" => Kind::Amount,
        "tax_amount" | "freight" | "amount_in" | "amount_out" | "balance" | "receivable"
        | "payable" | "opening_balance" | "opening_receivable" | "opening_payable" => Kind::Money,
        "quantity" => Kind::Quantity,
        "tax_rate" => Kind::Rate,
        "discount" | "invoice_discount" => Kind::Discount,
        "issue_on" | "due_on" | "paid_on" => Kind::Date,
        _ => Kind::Text,
    }
}

/// One way to read a heading.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    /// The field's name.
    pub(crate) field: &'static str,
    pub(crate) meaning: Meaning,
    /// Of how many parts it is made: the fewer, the surer.
    pub(crate) parts: usize,
}

/// A heading in plain characters, with the places where a word may begin or end, and whether a
/// stroke stands before them.
struct Heading {
    text: Vec<char>,
    cuts: Vec<bool>,
    strokes: Vec<bool>,
}

impl Heading {
    fn of(header: &str) -> Self {
        let wide: String = header.nfkc().collect();
        let folded = simplified(&wide);
        let (mut text, mut cuts): (Vec<char>, Vec<bool>) = (Vec::new(), Vec::new());
        let (mut before, mut stroke, mut strokes): (Option<char>, _, _) = (None, false, Vec::new());
        let characters: Vec<char> = folded.chars().collect();
        for (at, character) in characters.iter().copied().enumerate() {
            if !is_part(character) {
                before = None;
                stroke |= matches!(character, '/' | '∕' | '÷');
                continue;
            }
            let next = characters.get(at + 1).copied();
            let cut = before.is_none_or(|before| is_cut(before, character, next));
            for lower in character.to_lowercase() {
                cuts.push(cut || text.is_empty());
                strokes.push(std::mem::take(&mut stroke));
                text.push(lower);
            }
            before = Some(character);
        }
        cuts.push(true);
        Self { text, cuts, strokes }
    }

    /// Whether the word at a place begins as a divisor does: 单价/千, but not 单价/千元, which is
    /// the unit of the figures.
    fn divides(&self, at: usize, word: Word, end: usize) -> bool {
        let is_unit = matches!(self.text.get(end), Some('元' | '圆'));
        let has_stroke = self.strokes.get(at).copied().unwrap_or(false);
        matches!(word, Word::Scale(_)) && has_stroke && !is_unit
    }

    /// The place after `word` when it stands at `at` between two cuts.
    fn after(&self, at: usize, word: &[char]) -> Option<usize> {
        let end = at + word.len();
        let is_there = self.text.get(at..end) == Some(word);
        let may_end = self.cuts.get(end).copied().unwrap_or(false);
        (is_there && may_end).then_some(end)
    }
}

/// Letters, digits and the signs that mean something in headings.
fn is_part(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '%' | '‰' | '¥' | '$' | '€' | '£' | '₹' | '₩' | '₽' | '฿' | '₫')
        || matches!(character, '₱' | '₺' | '₪' | '㎡')
}

/// Whether a word may begin between two characters: between letters of Latin or Cyrillic script
/// only where the case says so (`UnitPrice`, `VATRate`).
fn is_cut(before: char, character: char, next: Option<char>) -> bool {
    let is_letter = |it: char| it.is_alphabetic() && !is_han(it);
    if !is_letter(before) || !is_letter(character) {
        return !(before.is_ascii_digit() && character.is_ascii_digit());
    }
    let ends_capitals = before.is_uppercase() && next.is_some_and(char::is_lowercase);
    character.is_uppercase() && (before.is_lowercase() || ends_capitals)
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..)
}

/// The characters by which names and words are compared: simplified, plain width, lower case,
/// without spaces and punctuation.
pub(crate) fn plain(text: &str) -> Vec<char> {
    Heading::of(text).text
}

/// All ways in which a heading is understood, the surest first.
pub(crate) fn readings(target: Target, header: &str) -> Vec<Reading> {
    let heading = Heading::of(header);
    let mut found = Vec::new();
    let start = State { at: 0, field: None, meaning: Meaning::default(), parts: 0 };
    walk(target, &heading, start, &mut found);
    found.sort_by_key(|reading| reading.parts);
    found
}

/// What the parts of a heading say that hold no name of a field, for a column that a mapping names.
pub(crate) fn asides(target: Target, field: &str, header: &str) -> Meaning {
    let marks = |character: char| "()（）[]【】/／,，;；:：|-_ \n".contains(character);
    header
        .split(marks)
        .filter_map(|part| {
            let mut found = Vec::new();
            let heading = Heading::of(part);
            if heading.text.is_empty() {
                return None;
            }
            let field = target.field(field)?;
            let start = State { at: 0, field: Some(field), meaning: Meaning::default(), parts: 1 };
            walk(target, &heading, start, &mut found);
            found.into_iter().min_by_key(|reading| reading.parts).map(|reading| reading.meaning)
        })
        .find(|meaning| *meaning != Meaning::default())
        .unwrap_or_default()
}

#[derive(Clone, Copy)]
struct State {
    at: usize,
    field: Option<&'static Field>,
    meaning: Meaning,
    parts: usize,
}

fn walk(target: Target, heading: &Heading, state: State, found: &mut Vec<Reading>) {
    if found.len() >= MANY || state.parts > 8 {
        return;
    }
    if state.at == heading.text.len() {
        found.extend(finish(target, &state));
        return;
    }
    for field in target.fields() {
        if state.field.is_some_and(|known| known.name != field.name) {
            continue;
        }
        let own = Some(&field.own).filter(|own| **own == heading.text);
        for key in field.keys.iter().chain(own) {
            if let Some(at) = heading.after(state.at, key) {
                let next = State { at, field: Some(field), parts: state.parts + 1, ..state };
                walk(target, heading, next, found);
            }
        }
    }
    for entry in words::all() {
        if let Some(at) = heading.after(state.at, &entry.text)
            && let Some(mut meaning) = state.meaning.with(entry.word, target)
        {
            // 单位折扣额 is for one piece; in 金额(单位:元) the same word says nothing.
            let of_one = entry.word == Word::Unit && state.at == 0;
            meaning.per |= of_one || heading.divides(state.at, entry.word, at);
            walk(target, heading, State { at, meaning, parts: state.parts + 1, ..state }, found);
        }
    }
}

fn finish(target: Target, state: &State) -> Option<Reading> {
    let named = state.field.map(|field| field.name);
    // 支出, Paid in: in a file of payments they are amounts; 折数 is a discount.
    let amount = state.meaning.flow.filter(|_| target == Target::Payments).map(|_| "amount");
    let left = state.meaning.discount.filter(|word| *word == DiscountWord::Left);
    let implied = amount.or(left.map(|_| "discount"));
    let name = named.or(implied).filter(|_| state.parts > 0)?;
    let meaning = state.meaning;
    if !meaning.suits(name) {
        return None;
    }
    let field = match (name, meaning.flow, meaning.tax) {
        ("amount", Some(PaymentDirection::In), _) => "amount_in",
        ("amount", Some(PaymentDirection::Out), _) => "amount_out",
        ("amount", None, Some(PriceMode::Net)) => "net_amount",
        ("amount", None, Some(PriceMode::Gross)) => "gross_amount",
        _ => name,
    };
    let field = target.field(field)?.name;
    Some(Reading { field, meaning, parts: state.parts })
}
