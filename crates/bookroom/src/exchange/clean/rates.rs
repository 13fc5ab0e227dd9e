//! Cleaning of rates and discounts.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::numbers::{NumberRules, number, prepare, shifted};
use super::{Cleaned, Value};
use crate::error::{Code, Problem};
use crate::values::text::simplified;

/// Words for a rate of nothing.
const NOTHING: [&str; 34] = [
    "免税",
    "免征",
    "免征增值税",
    "不征税",
    "不征",
    "零税率",
    "零税",
    "免",
    "0税率",
    "零",
    "普通零税率",
    "出口零税率",
    "exempt",
    "tax exempt",
    "vat exempt",
    "zero",
    "zero rated",
    "zero-rated",
    "tax free",
    "no vat",
    "no tax",
    "not taxable",
    "免税销售",
    "出口免税",
    "不征收",
    "non-taxable",
    "nontaxable",
    "exempt income",
    "zero rated income",
    "gst free",
    "gst free income",
    "no gst",
    "out of scope",
    "tax-exempt",
];

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
    pub fn observe(&mut self, text: &str, rules: NumberRules) {
        if text.contains(['%', '％', '‰', '折']) {
            return;
        }
        let Ok(found) = number(text, rules) else { return };
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

/// A rate as a fraction: `13%` is 0.13 and `5‰` is 0.005 in every column, 免税, 不征税, 零税率 and
/// `exempt` are 0; a number without sign is read by the column's `form`.
///
/// # Errors
/// As [`number`].
pub fn rate(text: &str, form: RateForm, rules: NumberRules) -> Result<Value<Decimal>, Problem> {
    let plain = prepare(text);
    if is_nothing(&plain) {
        let value = Value { value: Decimal::ZERO, notes: Vec::new() };
        return Ok(value.note_if(true, Cleaned::Percent));
    }
    let plain = unnamed(&plain);
    let (digits, decimals, percent) = match plain.strip_suffix('%') {
        Some(digits) => (digits, 2, true),
        None => match plain.strip_suffix('‰') {
            Some(digits) => (digits, 3, true),
            None if form == RateForm::Percent => (plain, 2, true),
            None => (plain, 0, false),
        },
    };
    let found = number(digits, rules)?;
    let value = shifted(found.value, decimals)?;
    let wide = !text.is_ascii() && text.nfkc().ne(text.chars());
    Ok(found.map(|_| value).note_if(wide, Cleaned::Width).note_if(percent, Cleaned::Percent))
}

/// A rate without its name: `20% (VAT on Income)`, `VAT 20%`, 增值税13%.
fn unnamed(plain: &str) -> &str {
    const NAMES: [&str; 6] = ["增值税", "税率", "vat", "gst", "tax", "hst"];
    let Some(end) = plain.find('%') else { return plain };
    let (head, rest) = plain.split_at(end + 1);
    let rest = rest.trim();
    let is_name = rest.starts_with('(') && rest.ends_with(')') && !rest.contains('含');
    if !rest.is_empty() && !is_name {
        return plain;
    }
    let name = NAMES
        .iter()
        .find(|name| head.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
    let head = name.and_then(|name| head.get(name.len()..)).unwrap_or(head);
    head.trim_start_matches([' ', ':', '@'])
}

/// The tenths or hundredths that 九折, 九五折 and 八点八折 leave, in figures.
fn tenths(left: &str) -> Option<String> {
    const DIGITS: &str = "零一二三四五六七八九";
    let digit = |it: char| match it {
        '点' => Some('.'),
        '两' => Some('2'),
        '〇' => Some('0'),
        it => {
            let at = DIGITS.chars().position(|known| known == it)?;
            char::from_digit(u32::try_from(at).ok()?, 10)
        }
    };
    let is_short = (1..=4).contains(&left.chars().count());
    simplified(left).chars().map(digit).collect::<Option<String>>().filter(|_| is_short)
}

/// A discount as the fraction that is taken off: `15%` is 0.15; 9折, 95折 and 9.5折 leave nine
/// tenths, 95 and 95 hundredths. A number without sign is read by the column's `form`.
///
/// # Errors
/// As [`number`]; `out_of_range` for a 折 that is not between 0 and 100.
pub fn discount(text: &str, form: RateForm, rules: NumberRules) -> Result<Value<Decimal>, Problem> {
    let plain = prepare(text);
    let Some(left) = plain.strip_suffix('折') else { return rate(text, form, rules) };
    let figures = tenths(left.trim());
    let found = number(figures.as_deref().unwrap_or(left), rules)?;
    let decimals = if found.value <= Decimal::TEN { 1 } else { 2 };
    let left = shifted(found.value, decimals)?;
    if left.is_sign_negative() || left > Decimal::ONE {
        return Err(Problem::new(Code::OutOfRange));
    }
    Ok(found.map(|_| Decimal::ONE - left).note_if(true, Cleaned::Zhe))
}

fn is_nothing(plain: &str) -> bool {
    let word = simplified(plain).to_lowercase();
    NOTHING.contains(&word.trim_matches(['*', ' ']))
}
