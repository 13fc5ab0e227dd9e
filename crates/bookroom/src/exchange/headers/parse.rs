//! What a heading says. It is understood only when every part of it is a name of one field or a
//! word that may stand beside it; a heading that holds anything else decides nothing.

use unicode_normalization::UnicodeNormalization;

use super::words::{self, DatesWord, DiscountWord, Measure, Word};
use super::{Field, Target};
use crate::billing::payments::PaymentDirection;
use crate::billing::products::PriceMode;
use crate::values::text::simplified;

/// The bytes of the longest heading that is looked at.
const LONGEST: usize = 400;
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
    pub(crate) measure: Option<Measure>,
    pub(crate) further: bool,
    /// For one of what is counted.
    per: bool,
    /// For many of what is counted: 单价/百, 元/千只.
    many: bool,
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
            Word::Currency(codes) => self.names(codes),
            Word::Percent(decimals) => set(&mut self.percent, decimals),
            Word::Flow(flow) => set(&mut self.flow, flow),
            Word::Side(flow) => {
                self.by_side = true;
                set(&mut self.flow, flow)
            }
            Word::Discount(word) => set(&mut self.discount, word),
            Word::Dates(word) => set(&mut self.dates, word),
            Word::Measure(measure) => set(&mut self.measure, measure),
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

    /// Whether one currency more agrees with what is known: 人民币 beside 元 names the narrower.
    fn names(&mut self, codes: &'static str) -> bool {
        let within = |few: &str, many: &str| few.split(' ').all(|code| words::fits(many, code));
        let known = *self.currency.get_or_insert(codes);
        if within(codes, known) {
            self.currency = Some(codes);
        }
        within(codes, known) || within(known, codes)
    }

    /// Whether the figures are not those of the field, but of many pieces, of one piece, or in
    /// thousandths: nothing is multiplied or divided by what a heading may have meant.
    fn is_of_another_unit(&self, field: &str) -> bool {
        let kind = kind_of(field);
        let of_many = self.many && kind != Kind::Quantity;
        let of_one = kind == Kind::Discount && (self.per || self.measure.is_some());
        of_many || of_one || self.percent == Some(3)
    }

    /// Whether a field's heading may say this.
    fn suits(&self, field: &str) -> bool {
        let kind = kind_of(field);
        let money = matches!(kind, Kind::Price | Kind::Amount | Kind::Money | Kind::Discount);
        let counts = kind == Kind::Quantity;
        let scaled = self.scale.is_none_or(|zeros| money || (counts && zeros > 0));
        scaled
            && !self.is_of_another_unit(field)
            && (self.tax.is_none()
                || matches!(kind, Kind::Price | Kind::Amount)
                || field == "document_total")
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
        "tax_amount"
        | "freight"
        | "amount_in"
        | "amount_out"
        | "balance"
        | "receivable"
        | "payable"
        | "document_total"
        | "opening_balance"
        | "opening_receivable"
        | "opening_payable"
        | "opening_advance_received"
        | "opening_advance_paid"
        | "debit"
        | "credit"
        | "paid"
        | "advance_received"
        | "advance_paid" => Kind::Money,
        "quantity" => Kind::Quantity,
        "tax_rate" | "tax" => Kind::Rate,
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

    /// Whether the number word from `at` to `end` counts pieces, as in 单价/千, 元/百件, 千只 and
    /// price/1000; not as in 单价/千元 or 万元/台, where it is the unit of the figures.
    fn counts_pieces(&self, at: usize, end: usize) -> bool {
        let follows = |is: &dyn Fn(Word) -> bool| {
            let mut words = words::all().iter().filter(|entry| is(entry.word));
            words.any(|entry| self.after(end, &entry.text).is_some())
        };
        let stroke = |at: usize| self.strokes.get(at).copied().unwrap_or(false);
        let in_digits = self.text.get(at).is_some_and(char::is_ascii_digit);
        let of_money = !in_digits && follows(&|word| matches!(word, Word::Currency(_)));
        let of_pieces = !stroke(end) && follows(&|word| matches!(word, Word::Measure(_)));
        (stroke(at) && !of_money) || of_pieces
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
    let mut found = Vec::new();
    let heading = (header.len() <= LONGEST).then(|| Heading::of(header));
    if let Some(heading) = &heading {
        walk(target, heading, State::at_start(None), &mut found);
    }
    let readings = found.iter().filter_map(|state| finish(target, state));
    let mut readings: Vec<Reading> = readings.collect();
    // 订单价税合计 and Order gross total say it in the name itself.
    for reading in readings.iter_mut().filter(|it| it.field == "document_total") {
        let own = heading.as_ref().and_then(|heading| words::tax_within(&heading.text));
        reading.meaning.tax = reading.meaning.tax.or(own);
    }
    readings.sort_by_key(|reading| reading.parts);
    readings
}

/// What the parts of a heading say that hold no name of a field, for a column that a mapping names;
/// none when they say that its figures are in another unit than those of the field.
pub(crate) fn asides(target: Target, field: &str, header: &str) -> Option<Meaning> {
    let marks = |character: char| "()（）[]【】/／∕÷,，;；:：|-_ \n".contains(character);
    let field = target.field(field)?;
    if header.len() > LONGEST {
        return Some(Meaning::default());
    }
    let mut said = Meaning::default();
    let mut rest = header;
    let mut stroke = "";
    while !rest.is_empty() {
        let end = rest.find(marks).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        let mut found = Vec::new();
        let heading = Heading::of(&format!("{stroke}{part}"));
        walk(target, &heading, State::at_start(Some(field)), &mut found);
        let is_number = !heading.text.is_empty() && heading.text.iter().all(char::is_ascii_digit);
        if is_number && !stroke.is_empty() {
            return None;
        }
        if !heading.text.is_empty()
            && let Some(state) = found.into_iter().min_by_key(|state| state.parts)
        {
            if state.meaning.is_of_another_unit(field.name) {
                return None;
            }
            if said == Meaning::default() && state.meaning.suits(field.name) {
                said = state.meaning;
            }
        }
        let mark = after.chars().next();
        rest = mark.and_then(|mark| after.get(mark.len_utf8()..)).unwrap_or_default();
        let is_per = is_per(&heading.text) || (part.is_empty() && !stroke.is_empty());
        let divides = mark.is_some_and(|mark| "/／∕÷".contains(mark));
        stroke = if divides || is_per { "/" } else { "" };
    }
    Some(said)
}

/// Whether a part of a heading is a word such as per.
fn is_per(text: &[char]) -> bool {
    words::all().iter().any(|entry| entry.word == Word::Per && entry.text == text)
}

#[derive(Clone, Copy)]
struct State {
    at: usize,
    field: Option<&'static Field>,
    meaning: Meaning,
    parts: usize,
    /// Whether the last word was 每, per or the like.
    after_per: bool,
}

impl State {
    fn at_start(field: Option<&'static Field>) -> Self {
        let parts = usize::from(field.is_some());
        Self { at: 0, field, meaning: Meaning::default(), parts, after_per: false }
    }
}

fn walk(target: Target, heading: &Heading, state: State, found: &mut Vec<State>) {
    if found.len() >= MANY || state.parts > 8 {
        return;
    }
    if state.at == heading.text.len() {
        found.push(state);
        return;
    }
    for field in target.fields() {
        if state.field.is_some_and(|known| known.name != field.name) {
            continue;
        }
        let own = Some(&field.own).filter(|own| **own == heading.text);
        for key in field.keys.iter().chain(own) {
            if let Some(at) = heading.after(state.at, key) {
                let (parts, after_per) = (state.parts + 1, false);
                let next = State { at, field: Some(field), parts, after_per, ..state };
                walk(target, heading, next, found);
            }
        }
    }
    for entry in words::all() {
        if let Some(at) = heading.after(state.at, &entry.text)
            && let Some(mut meaning) = state.meaning.with(entry.word, target)
        {
            // 单位折扣额 is for one piece; in 金额(单位:元) the same word says nothing.
            meaning.per |= entry.word == Word::Unit && state.at == 0;
            let is_scale = matches!(entry.word, Word::Scale(_));
            meaning.many |= is_scale && (state.after_per || heading.counts_pieces(state.at, at));
            let (parts, after_per) = (state.parts + 1, entry.word == Word::Per);
            walk(target, heading, State { at, meaning, parts, after_per, ..state }, found);
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
    // VAT % is a rate and VAT (USD) money; alone the figures show which it is.
    let is_money = meaning.currency.is_some()
        || meaning.scale.is_some()
        || meaning.discount == Some(DiscountWord::Money);
    let is_share = meaning.percent.is_some() || meaning.discount == Some(DiscountWord::Share);
    let name = match name {
        "tax" if is_money && !is_share => "tax_amount",
        "tax" if is_share && !is_money => "tax_rate",
        name => name,
    };
    let discount = meaning.discount.filter(|_| name != "tax_amount");
    if !(Meaning { discount, ..meaning }).suits(name) {
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
