//! Cleaning of numbers, money and rates: exact decimals out of what people and spreadsheets write.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::texts::is_invisible;
use super::{Cleaned, Value};
use crate::error::{Code, Problem};
use crate::exchange::csv_out::unguard;

const CURRENCIES: [&str; 22] = [
    "人民币",
    "美元",
    "欧元",
    "港币",
    "港元",
    "元整",
    "元",
    "圆",
    "RMB",
    "CNY",
    "USD",
    "EUR",
    "HKD",
    "GBP",
    "JPY",
    "HK$",
    "US$",
    "¥",
    "$",
    "€",
    "£",
    "CN¥",
];

/// A number or an amount of money: thousands separators (`,` space `'`), a currency sign or code
/// before or after, `-` before or after, or parentheses for less than zero, 万 and 亿 after it.
///
/// `decimal_comma` says that the file writes 1.234,56; a number with both signs shows it itself.
/// Thousands separators must stand before each three digits: `1,5` and `0,125` are refused in a
/// file with decimal points, rather than read as 15 and 125. `1.2E+11`, in which a spreadsheet has
/// lost digits, is refused too.
///
/// # Errors
/// `required` when the text is blank, `bad_number` when it is no number, `out_of_range` when it
/// has more than 28 digits.
pub fn number(text: &str, decimal_comma: bool) -> Result<Value<Decimal>, Problem> {
    let plain = prepare(text);
    if plain.is_empty() {
        return Err(Problem::new(Code::Required));
    }
    let bad = || Problem::new(Code::BadNumber);
    let parts = Parts::of(&plain).ok_or_else(bad)?;
    let digits = plain_digits(parts.digits, decimal_comma).ok_or_else(bad)?;
    let out_of_range = || Problem::new(Code::OutOfRange);
    let value = Decimal::from_str_exact(&digits).map_err(|_| out_of_range())?;
    let scaled = value.checked_mul(Decimal::from(parts.scale)).ok_or_else(out_of_range)?;
    let value = if parts.negative && !scaled.is_zero() { -scaled } else { scaled };
    let wide = !text.is_ascii() && text.nfkc().ne(text.chars());
    let other_form = plain.strip_prefix('-').unwrap_or(&plain) != digits && parts.scale == 1;
    Ok(Value { value, notes: Vec::new() }
        .note_if(wide, Cleaned::Width)
        .note_if(other_form, Cleaned::NumberForm)
        .note_if(parts.scale != 1, Cleaned::TenThousands))
}

fn prepare(text: &str) -> String {
    let plain: String = unguard(text.trim())
        .nfkc()
        .filter(|character| !is_invisible(*character))
        .map(|character| match character {
            '\u{2212}' | '\u{2010}'..='\u{2015}' => '-',
            '’' | '‘' | '`' | '´' => '\'',
            other if other.is_whitespace() => ' ',
            other => other,
        })
        .collect();
    plain.trim().to_owned()
}

/// A number without its sign, currency and scale.
struct Parts<'a> {
    digits: &'a str,
    negative: bool,
    scale: u32,
}

impl<'a> Parts<'a> {
    fn of(plain: &'a str) -> Option<Self> {
        let inner = plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let mut signs = u32::from(inner.is_some());
        let mut negative = inner.is_some();
        let mut scale: u32 = 1;
        let mut rest = inner.unwrap_or(plain).trim();
        loop {
            let before = rest;
            if let Some(after) = rest.strip_prefix(['-', '+']) {
                negative |= rest.starts_with('-');
                (signs, rest) = (signs + 1, after);
            } else if let Some(after) = rest.strip_suffix('-') {
                negative = true;
                (signs, rest) = (signs + 1, after);
            } else if let Some(after) = rest.strip_suffix('万') {
                (scale, rest) = (scale.checked_mul(10_000)?, after);
            } else if let Some(after) = rest.strip_suffix('亿') {
                (scale, rest) = (scale.checked_mul(100_000_000)?, after);
            } else {
                rest = strip_currency(rest);
            }
            rest = rest.trim();
            if rest == before {
                break;
            }
        }
        (signs <= 1).then_some(Self { digits: rest, negative, scale })
    }
}

fn strip_currency(text: &str) -> &str {
    let strip = |sign: &&str| -> Option<&str> {
        let start = text.get(..sign.len()).filter(|start| start.eq_ignore_ascii_case(sign));
        if start.is_some() {
            return text.get(sign.len()..);
        }
        let cut = text.len().checked_sub(sign.len())?;
        text.get(cut..).filter(|end| end.eq_ignore_ascii_case(sign))?;
        text.get(..cut)
    };
    CURRENCIES.iter().find_map(strip).unwrap_or(text)
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
        None => (text, "0"),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(decimals) {
        return None;
    }
    let whole =
        if whole.is_empty() && decimal_at.is_some() { "0".to_owned() } else { grouped(whole)? };
    Some(if decimal_at.is_some() { format!("{whole}.{decimals}") } else { whole })
}

/// The digits of a whole number, with or without one kind of thousands separator.
fn grouped(whole: &str) -> Option<String> {
    let separator = whole.chars().find(|character| !character.is_ascii_digit());
    let Some(separator) = separator else {
        return (!whole.is_empty()).then(|| whole.to_owned());
    };
    if !matches!(separator, ',' | '.' | ' ' | '\'') {
        return None;
    }
    let groups: Vec<&str> = whole.split(separator).collect();
    let (first, rest) = groups.split_first()?;
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let first_fits = (1..=3).contains(&first.len()) && is_digits(first) && !first.starts_with('0');
    let rest_fits = rest.iter().all(|group| group.len() == 3 && is_digits(group));
    (first_fits && rest_fits).then(|| groups.concat())
}

/// How numbers without a percent sign are meant in a column of rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateForm {
    /// 13 is 13 percent.
    Percent,
    /// 0.13 is 13 percent.
    Fraction,
}

/// What a column's rates say about their form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RateColumn {
    below_one: u64,
    one: u64,
    above_one: u64,
}

/// How the rates of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateDecision {
    /// The form of numbers without percent sign.
    pub form: RateForm,
    /// Whether the form is certain. It is not when numbers between 0 and 1 and numbers above 1
    /// stand side by side, or when the only ones are 0 and 1; that is to be reported.
    pub certain: bool,
}

impl RateColumn {
    /// Takes in one cell of the column.
    pub fn observe(&mut self, text: &str, decimal_comma: bool) {
        if text.contains(['%', '％', '‰', '折']) {
            return;
        }
        let Ok(found) = number(text, decimal_comma) else { return };
        match found.value.abs().cmp(&Decimal::ONE) {
            std::cmp::Ordering::Less => self.below_one += u64::from(!found.value.is_zero()),
            std::cmp::Ordering::Equal => self.one += 1,
            std::cmp::Ordering::Greater => self.above_one += 1,
        }
    }

    /// Decides: one number above 1 makes the column percentages; otherwise one between 0 and 1
    /// makes it fractions; otherwise (0, 1) it is percentages.
    #[must_use]
    pub fn decide(self) -> RateDecision {
        let form = if self.above_one == 0 && self.below_one > 0 {
            RateForm::Fraction
        } else {
            RateForm::Percent
        };
        let mixed = self.above_one > 0 && self.below_one > 0;
        let only_one = self.above_one == 0 && self.below_one == 0 && self.one > 0;
        RateDecision { form, certain: !mixed && !only_one }
    }
}

/// A rate as a fraction: `13%` is 0.13 and `5‰` is 0.005 in every column; a number without sign is
/// read by the column's `form`.
///
/// # Errors
/// As [`number`].
pub fn rate(text: &str, form: RateForm, decimal_comma: bool) -> Result<Value<Decimal>, Problem> {
    let plain = prepare(text);
    let (digits, decimals, percent) = match plain.strip_suffix('%') {
        Some(digits) => (digits, 2, true),
        None => match plain.strip_suffix('‰') {
            Some(digits) => (digits, 3, true),
            None if form == RateForm::Percent => (plain.as_str(), 2, true),
            None => (plain.as_str(), 0, false),
        },
    };
    let found = number(digits, decimal_comma)?;
    let value = shifted(found.value, decimals)?;
    let wide = !text.is_ascii() && text.nfkc().ne(text.chars());
    Ok(found.map(|_| value).note_if(wide, Cleaned::Width).note_if(percent, Cleaned::Percent))
}

/// A discount as the fraction that is taken off: `15%` is 0.15; 9折, 95折 and 9.5折 leave nine
/// tenths, 95 and 95 hundredths. A number without sign is read by the column's `form`.
///
/// # Errors
/// As [`number`]; `out_of_range` for a 折 that is not between 0 and 100.
pub fn discount(
    text: &str,
    form: RateForm,
    decimal_comma: bool,
) -> Result<Value<Decimal>, Problem> {
    let plain = prepare(text);
    let Some(left) = plain.strip_suffix('折') else { return rate(text, form, decimal_comma) };
    let found = number(left, decimal_comma)?;
    let decimals = if found.value <= Decimal::TEN { 1 } else { 2 };
    let left = shifted(found.value, decimals)?;
    if left.is_sign_negative() || left > Decimal::ONE {
        return Err(Problem::new(Code::OutOfRange));
    }
    Ok(found.map(|_| Decimal::ONE - left).note_if(true, Cleaned::Zhe))
}

/// The value with its point moved to the left: exact, unlike a division.
fn shifted(value: Decimal, decimals: u32) -> Result<Decimal, Problem> {
    let plain = value.normalize();
    Decimal::try_from_i128_with_scale(plain.mantissa(), plain.scale() + decimals)
        .map(|shifted| shifted.normalize())
        .map_err(|_| Problem::new(Code::OutOfRange))
}
