//! Cleaning of numbers and money: exact decimals out of what people and spreadsheets write.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::texts::unquote_formula;
use super::{Cleaned, Value, hanzi};
use crate::error::{Code, Problem};
use crate::exchange::csv_out::unguard;
use crate::exchange::headers::words;
use crate::values::Currency;
use crate::values::unseen::visible;

/// How the numbers of a file are written and meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberRules {
    /// Whether the file writes 1.234,56; a number with both signs shows it itself.
    pub decimal_comma: bool,
    /// Whether that is certain. If not, `1.500` and `1,500` are refused as `ambiguous`: each can be
    /// one and a half, or fifteen hundred.
    pub certain: bool,
    /// The currency that amounts are in. An amount that names another one is refused.
    pub currency: Option<Currency>,
}

impl NumberRules {
    /// Rules for a file that is known to write its decimals so, in any currency.
    #[must_use]
    pub const fn known(decimal_comma: bool) -> Self {
        Self { decimal_comma, certain: true, currency: None }
    }
}

/// A number or an amount of money: thousands separators (`,` space `'` `_`), a currency sign, name
/// or code before or after, `-` before or after, parentheses or `DR` for less than zero, 万 and 亿
/// after it.
///
/// Thousands separators must stand before each three digits: `1,5` and `0,125` are refused in a
/// file with decimal points, rather than read as 15 and 125. `1.2E+11`, in which a spreadsheet has
/// lost digits, is refused too.
///
/// # Errors
/// `required` when the text is blank, `bad_number` when it is no number, `out_of_range` when it
/// has more than 28 digits; `ambiguous` when it can be two numbers and the rules do not say which,
/// `other_currency` when it names another currency than the rules.
pub fn number(text: &str, rules: NumberRules) -> Result<Value<Decimal>, Problem> {
    read(text, rules).map(|(value, _)| value)
}

/// The number, and whether the cell itself names its unit: 万, 元.
pub(crate) fn read(text: &str, rules: NumberRules) -> Result<(Value<Decimal>, bool), Problem> {
    let plain = prepare(text);
    if plain.is_empty() {
        return Err(Problem::new(Code::Required));
    }
    let bad = || Problem::new(Code::BadNumber);
    if let Some(written) = hanzi::amount(&plain) {
        if let (Some(codes), Some(currency)) = (written.currency, rules.currency)
            && !words::fits(codes, currency.code())
        {
            return Err(Problem::new(Code::OtherCurrency).fact("currency", currency));
        }
        let value = Value { value: written.value, notes: vec![Cleaned::NumberForm] };
        return Ok((value, true));
    }
    let parts = Parts::of(&plain).ok_or_else(bad)?;
    if let (Some(codes), Some(currency)) = (parts.currency, rules.currency)
        && !words::fits(codes, currency.code())
    {
        return Err(Problem::new(Code::OtherCurrency).fact("currency", currency));
    }
    if !rules.certain && shape(parts.digits) == Some(Shape::Open) {
        return Err(Problem::new(Code::Ambiguous));
    }
    let digits = plain_digits(parts.digits, rules.decimal_comma).ok_or_else(bad)?;
    let out_of_range = || Problem::new(Code::OutOfRange);
    let value = Decimal::from_str_exact(&digits).map_err(|_| out_of_range())?;
    let scaled = value.checked_mul(Decimal::from(parts.scale)).ok_or_else(out_of_range)?;
    let value = if parts.negative && !scaled.is_zero() { -scaled } else { scaled };
    let wide = !text.is_ascii() && text.nfkc().ne(text.chars());
    let other_form = plain.strip_prefix('-').unwrap_or(&plain) != digits && parts.scale == 1;
    let has_unit = parts.scale != 1 || parts.currency.is_some();
    let value = Value { value, notes: Vec::new() }
        .note_if(wide, Cleaned::Width)
        .note_if(other_form, Cleaned::NumberForm)
        .note_if(parts.scale != 1, Cleaned::TenThousands);
    Ok((value, has_unit))
}

pub(crate) fn prepare(text: &str) -> String {
    let seen = visible(text);
    let plain: String = unguard(unquote_formula(seen.trim()))
        .nfkc()
        .map(|character| match character {
            '\u{2212}' | '\u{2010}'..='\u{2015}' => '-',
            '’' | '‘' | '`' | '´' => '\'',
            other if other.is_whitespace() => ' ',
            other => other,
        })
        .collect();
    // 1'000.- and 5,-- are whole amounts, as price tags have them.
    let plain = plain.trim();
    let tag = plain.trim_end_matches('-');
    let is_tag = tag.len() < plain.len() && tag.ends_with(['.', ',']);
    (if is_tag { tag.get(..tag.len() - 1).unwrap_or(tag) } else { plain }).trim().to_owned()
}

/// A number without its sign, currency and scale.
struct Parts<'a> {
    digits: &'a str,
    negative: bool,
    scale: u32,
    currency: Option<&'static str>,
}

impl<'a> Parts<'a> {
    fn of(plain: &'a str) -> Option<Self> {
        let inner = plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let mut signs = u32::from(inner.is_some());
        let mut found = Self {
            digits: inner.unwrap_or(plain).trim(),
            negative: inner.is_some(),
            scale: 1,
            currency: None,
        };
        loop {
            let rest = found.digits;
            if let Some(after) = rest.strip_prefix(['-', '+']) {
                found.negative |= rest.starts_with('-');
                (signs, found.digits) = (signs + 1, after);
            } else if let Some(after) = rest.strip_suffix('-') {
                found.negative = true;
                (signs, found.digits) = (signs + 1, after);
            } else if let Some((after, is_debit)) = side(rest) {
                found.negative |= is_debit;
                (signs, found.digits) = (signs + 1, after);
            } else if let Some(after) = rest.strip_suffix('万') {
                (found.scale, found.digits) = (found.scale.checked_mul(10_000)?, after);
            } else if let Some(after) = rest.strip_suffix('亿') {
                (found.scale, found.digits) = (found.scale.checked_mul(100_000_000)?, after);
            } else if let Some(after) = rest.strip_suffix(['整', '正']) {
                found.digits = after;
            } else if let Some((codes, after)) = words::currency_in(rest) {
                // ¥ 5 元 names one currency twice; $ 5 EUR names two.
                let known = found.currency.get_or_insert(codes);
                if !known.split(' ').any(|code| words::fits(codes, code)) {
                    return None;
                }
                if codes.len() < known.len() {
                    *known = codes;
                }
                found.digits = after;
            }
            found.digits = found.digits.trim();
            if found.digits == rest {
                break;
            }
        }
        (signs <= 1).then_some(found)
    }
}

/// A number with the bank's side beside it, and whether that is debit: less than zero.
fn side(text: &str) -> Option<(&str, bool)> {
    const SIDES: [(&str, bool); 6] =
        [("DR", true), ("CR", false), ("Dr", true), ("Cr", false), ("借", true), ("贷", false)];
    SIDES.iter().find_map(|(word, is_debit)| {
        let rest = text.strip_suffix(word).or_else(|| text.strip_prefix(word))?;
        Some((rest, *is_debit))
    })
}

/// What a number's signs show of how decimals are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// With a decimal point.
    Point,
    /// With a decimal comma.
    Comma,
    /// 1.500 or 1,500: either.
    Open,
}

fn shape(digits: &str) -> Option<Shape> {
    let last = digits.rfind(['.', ','])?;
    let sign = digits.get(last..=last)?;
    let (as_decimal, as_thousands) =
        if sign == "." { (Shape::Point, Shape::Comma) } else { (Shape::Comma, Shape::Point) };
    let (whole, decimals) = (digits.get(..last)?, digits.get(last + 1..)?);
    if digits.matches(sign).count() > 1 {
        return Some(as_thousands);
    }
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let could_group = is_digits(whole) && whole.len() <= 3 && !whole.starts_with('0');
    let is_open = could_group && decimals.len() == 3 && is_digits(decimals);
    Some(if is_open { Shape::Open } else { as_decimal })
}

/// What the numbers of a file show of how decimals are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NumberColumn {
    points: u64,
    commas: u64,
    /// How many can be read both ways.
    pub open: u64,
}

impl NumberColumn {
    /// Takes in one cell.
    pub fn observe(&mut self, text: &str) {
        let plain = prepare(text);
        let plain = plain.strip_suffix(['%', '‰', '折']).unwrap_or(&plain);
        let Some(parts) = Parts::of(plain) else { return };
        let is_number =
            |it: char| it.is_ascii_digit() || matches!(it, '.' | ',' | ' ' | '\'' | '_');
        if !parts.digits.chars().all(is_number) {
            return;
        }
        match shape(parts.digits) {
            Some(Shape::Point) => self.points += 1,
            Some(Shape::Comma) => self.commas += 1,
            Some(Shape::Open) => self.open += 1,
            None => {}
        }
    }

    /// Whether decimals are written with a comma, and whether that is certain. Where cells are
    /// divided by commas, decimals are not.
    #[must_use]
    pub fn decide(self, delimiter: char) -> (bool, bool) {
        let shown = (self.points == 0) != (self.commas == 0);
        let silent = self.points == 0 && self.commas == 0;
        (self.commas > self.points, shown || self.open == 0 || (silent && delimiter == ','))
    }
}

/// Digits and perhaps one decimal point, without separators.
fn plain_digits(text: &str, decimal_comma: bool) -> Option<String> {
    let last_sign = text.rfind(['.', ',']);
    let both = text.contains('.') && text.contains(',');
    let decimal_at = last_sign.filter(|at| {
        let sign = text.get(*at..=*at).unwrap_or_default();
        let once = text.matches(sign).count() == 1;
        let usual = sign == if decimal_comma { "," } else { "." };
        // 1.234 in a file with decimal commas is a thousand; 1.5 there can only be one and a half.
        let lone_point = !usual && sign == "." && grouped(text).is_none();
        once && (both || usual || lone_point)
    });
    let (whole, decimals) = match decimal_at {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?),
        None => (text, ""),
    };
    if !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if whole.is_empty() {
        return (!decimals.is_empty()).then(|| format!("0.{decimals}"));
    }
    let whole = grouped(whole)?;
    Some(if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") })
}

/// The digits of a whole number, with or without one kind of thousands separator.
fn grouped(whole: &str) -> Option<String> {
    let separator = whole.chars().find(|character| !character.is_ascii_digit());
    let Some(separator) = separator else {
        return (!whole.is_empty()).then(|| whole.to_owned());
    };
    if !matches!(separator, ',' | '.' | ' ' | '\'' | '_') {
        return None;
    }
    let groups: Vec<&str> = whole.split(separator).collect();
    let (first, rest) = groups.split_first()?;
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let first_fits = (1..=3).contains(&first.len()) && is_digits(first) && !first.starts_with('0');
    let rest_fits = rest.iter().all(|group| group.len() == 3 && is_digits(group));
    (first_fits && rest_fits).then(|| groups.concat())
}

/// A number moved by a power of ten, exactly.
///
/// # Errors
/// `out_of_range`.
pub(crate) fn scaled(value: Decimal, zeros: i8) -> Result<Decimal, Problem> {
    if zeros <= 0 {
        return shifted(value, u32::from(zeros.unsigned_abs()));
    }
    let factor = Decimal::from(10_u64.pow(u32::from(zeros.unsigned_abs())));
    value.checked_mul(factor).ok_or_else(|| Problem::new(Code::OutOfRange))
}

/// The value with its point moved to the left: exact, unlike a division.
pub(super) fn shifted(value: Decimal, decimals: u32) -> Result<Decimal, Problem> {
    let plain = value.normalize();
    Decimal::try_from_i128_with_scale(plain.mantissa(), plain.scale() + decimals)
        .map(|shifted| shifted.normalize())
        .map_err(|_| Problem::new(Code::OutOfRange))
}
