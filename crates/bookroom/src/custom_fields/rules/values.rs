//! What may stand in a field: read from what was given, checked against the field as it is now.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{DECIMALS, pattern};
use crate::custom_fields::model::{CustomField, CustomKind, CustomValue};
use crate::error::{Code, Problem};
use crate::values::text::search_key;
use crate::values::{Check, Currency, dates, text};

/// The largest number: in millionths it still fits 64 bits.
const NUMBER_LIMIT: i64 = 9_000_000_000_000;
/// The most characters of the key of a text.
pub(crate) const KEY_LIMIT: usize = 200;
/// What stands between several choices in one text.
const SEPARATORS: [char; 7] = [',', '，', '、', ';', '；', '|', '\n'];

/// Reads values for one field.
pub(crate) struct Reader {
    pub(crate) field: CustomField,
    pattern: Option<regex::Regex>,
    currency: Currency,
}

impl Reader {
    /// Reads for a field, in a book of a currency.
    pub(crate) fn of(field: CustomField, currency: Currency) -> Self {
        let pattern = field.pattern.as_deref().and_then(pattern);
        Self { field, pattern, currency }
    }

    /// Reads a value; none when it is blank, or when something is wrong with it. `old` is what
    /// stood there: a retired choice may stay.
    pub(crate) fn read(
        &self,
        value: &CustomValue,
        old: Option<&CustomValue>,
        check: &mut Check,
    ) -> Option<CustomValue> {
        if let CustomValue::Text(text) = value
            && text.trim().is_empty()
        {
            return None;
        }
        let (field, currency) = (&self.field, self.currency);
        let read = match field.kind {
            CustomKind::Text => return self.text(value, check),
            CustomKind::Number => number(value).map(CustomValue::Number),
            CustomKind::Money => number(value).map(CustomValue::Money),
            CustomKind::Date => date(value).map(CustomValue::Date),
            CustomKind::Choice => return read_choice(field, value, old, check),
            CustomKind::Choices => return read_choices(field, value, old, check),
            CustomKind::Reference => reference(value).map(CustomValue::Reference),
            CustomKind::Flag => flag(value).map(CustomValue::Flag),
        };
        let read = read.map_err(|problem| check.add(problem)).ok()?;
        let problems = check.count();
        check_range(field, &read, currency, check);
        // Without needless zeros, so that what is the same looks the same.
        let read = match read {
            CustomValue::Number(number) => CustomValue::Number(number.normalize()),
            CustomValue::Money(amount) => {
                let minor = currency.to_minor(amount).map_err(|problem| check.add(problem)).ok()?;
                CustomValue::Money(currency.from_minor(minor))
            }
            other => other,
        };
        (check.count() == problems).then_some(read)
    }

    fn text(&self, value: &CustomValue, check: &mut Check) -> Option<CustomValue> {
        let CustomValue::Text(text) = value else {
            check.add(wrong(CustomKind::Text));
            return None;
        };
        let problems = check.count();
        let text = check.optional_text("", Some(text), self.field.length())?;
        let fits = match (&self.field.pattern, &self.pattern) {
            (None, _) => true,
            (Some(_), pattern) => pattern.as_ref().is_some_and(|it| it.is_match(&text)),
        };
        check.require(fits, "", Code::BadFormat);
        (check.count() == problems).then_some(CustomValue::Text(text))
    }

    /// Whether a value still fits the field.
    pub(crate) fn fits(&self, value: &CustomValue) -> bool {
        let mut check = Check::new();
        let read = self.read(value, Some(value), &mut check);
        check.is_clean() && read.as_ref() == Some(value)
    }
}

fn wrong(kind: CustomKind) -> Problem {
    Problem::new(Code::WrongType).fact("expected", kind.slug())
}

fn number(value: &CustomValue) -> Result<Decimal, Problem> {
    match value {
        CustomValue::Number(number) | CustomValue::Money(number) => Ok(*number),
        CustomValue::Text(text) => {
            Decimal::from_str_exact(text.trim()).map_err(|_| Problem::new(Code::BadNumber))
        }
        _ => Err(wrong(CustomKind::Number)),
    }
}

fn date(value: &CustomValue) -> Result<NaiveDate, Problem> {
    let day = match value {
        CustomValue::Date(day) => Some(*day),
        CustomValue::Text(text) => NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok(),
        _ => return Err(wrong(CustomKind::Date)),
    };
    day.filter(|day| dates::is_storable(*day)).ok_or_else(|| Problem::new(Code::BadDate))
}

fn reference(value: &CustomValue) -> Result<i64, Problem> {
    let id = match value {
        CustomValue::Reference(id) => Some(*id),
        CustomValue::Number(number) if number.is_integer() => number.to_i64(),
        CustomValue::Text(text) => text.trim().parse().ok(),
        _ => return Err(wrong(CustomKind::Reference)),
    };
    id.ok_or_else(|| Problem::new(Code::BadNumber))
}

fn flag(value: &CustomValue) -> Result<bool, Problem> {
    match value {
        CustomValue::Flag(flag) => Ok(*flag),
        CustomValue::Text(text) => match text.trim().to_lowercase().as_str() {
            "true" | "yes" | "y" | "1" | "是" | "真" | "√" => Ok(true),
            "false" | "no" | "n" | "0" | "否" | "假" | "×" => Ok(false),
            _ => Err(wrong(CustomKind::Flag)),
        },
        _ => Err(wrong(CustomKind::Flag)),
    }
}

/// Whether a number, an amount or a day lies where the field says, and can be kept.
fn check_range(field: &CustomField, value: &CustomValue, currency: Currency, check: &mut Check) {
    if let CustomValue::Number(number) = value {
        let decimals = field.decimals.and_then(|it| u32::try_from(it).ok()).unwrap_or(DECIMALS);
        let high = Decimal::from(NUMBER_LIMIT);
        check.number("", *number, -high, high, decimals);
    }
    let Some(at) = sort_whole(value, currency) else { return };
    let beyond =
        |bound: &Option<CustomValue>| bound.as_ref().and_then(|it| sort_whole(it, currency));
    let is_low = beyond(&field.lowest).is_some_and(|low| at < low);
    let is_high = beyond(&field.highest).is_some_and(|high| at > high);
    if is_low || is_high {
        let mut problem = Problem::new(Code::OutOfRange);
        for (name, bound) in [("low", &field.lowest), ("high", &field.highest)] {
            if let Some(bound) = bound {
                problem = problem.fact(name, plain(bound));
            }
        }
        check.add(problem);
    }
}

/// A value as a text, as files have it.
pub(crate) fn plain(value: &CustomValue) -> String {
    match value {
        CustomValue::Text(text) | CustomValue::Choice(text) => text.clone(),
        CustomValue::Number(number) | CustomValue::Money(number) => number.to_string(),
        CustomValue::Date(day) => day.to_string(),
        CustomValue::Choices(keys) => keys.join(";"),
        CustomValue::Reference(id) => id.to_string(),
        CustomValue::Flag(flag) => flag.to_string(),
    }
}

/// The choice that a text means: its key, or a label of it.
pub(crate) fn find_choice(field: &CustomField, text: &str) -> Option<usize> {
    let text = text.trim();
    let by_key = field.choices.iter().position(|choice| choice.key == text);
    let key = search_key(text);
    by_key.or_else(|| {
        let same = |label: &String| label == text || (!key.is_empty() && search_key(label) == key);
        field.choices.iter().position(|it| same(&it.label_zh) || same(&it.label_en))
    })
}

fn choose(
    field: &CustomField,
    text: &str,
    keeps: &[String],
    path: &str,
    check: &mut Check,
) -> Option<usize> {
    let Some(at) = find_choice(field, text) else {
        let words: Vec<&str> = field.choices.iter().map(|choice| choice.key.as_str()).collect();
        check.add(Problem::new(Code::BadChoice).at(path).choices(&words));
        return None;
    };
    let choice = field.choices.get(at)?;
    check.require(choice.active || keeps.contains(&choice.key), path, Code::Retired);
    Some(at)
}

fn kept(old: Option<&CustomValue>) -> Vec<String> {
    match old {
        Some(CustomValue::Choice(key)) => vec![key.clone()],
        Some(CustomValue::Choices(keys)) => keys.clone(),
        _ => Vec::new(),
    }
}

fn read_choice(
    field: &CustomField,
    value: &CustomValue,
    old: Option<&CustomValue>,
    check: &mut Check,
) -> Option<CustomValue> {
    let (CustomValue::Choice(text) | CustomValue::Text(text)) = value else {
        check.add(wrong(CustomKind::Choice));
        return None;
    };
    let at = choose(field, text, &kept(old), "", check)?;
    Some(CustomValue::Choice(field.choices.get(at)?.key.clone()))
}

fn read_choices(
    field: &CustomField,
    value: &CustomValue,
    old: Option<&CustomValue>,
    check: &mut Check,
) -> Option<CustomValue> {
    let texts: Vec<String> = match value {
        CustomValue::Choices(keys) => keys.clone(),
        CustomValue::Choice(key) => vec![key.clone()],
        CustomValue::Text(text) => {
            let parts = text.split(SEPARATORS).map(str::trim);
            parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
        }
        _ => {
            check.add(wrong(CustomKind::Choices));
            return None;
        }
    };
    let keeps = kept(old);
    let mut chosen = std::collections::BTreeSet::new();
    check.at_most("", texts.len(), field.choices.len());
    for (index, text) in texts.iter().take(field.choices.len()).enumerate() {
        chosen.extend(choose(field, text, &keeps, &format!("[{index}]"), check));
    }
    let keys = chosen.iter().filter_map(|at| field.choices.get(*at));
    let keys: Vec<String> = keys.map(|choice| choice.key.clone()).collect();
    (!keys.is_empty()).then_some(CustomValue::Choices(keys))
}

/// What the store keeps of a value that is a number of some kind, and what it is sorted by.
pub(crate) fn sort_whole(value: &CustomValue, currency: Currency) -> Option<i64> {
    match value {
        CustomValue::Number(number) => millionths(*number),
        CustomValue::Money(amount) => currency.to_minor(*amount).ok(),
        CustomValue::Date(day) => Some(i64::from(day.num_days_from_ce())),
        CustomValue::Reference(id) => Some(*id),
        CustomValue::Flag(flag) => Some(i64::from(*flag)),
        CustomValue::Text(_) | CustomValue::Choice(_) | CustomValue::Choices(_) => None,
    }
}

/// A number in millionths.
pub(crate) fn millionths(number: Decimal) -> Option<i64> {
    let plain = number.normalize();
    let factor = 10_i128.checked_pow(DECIMALS.checked_sub(plain.scale())?)?;
    i64::try_from(plain.mantissa().checked_mul(factor)?).ok()
}

/// A number of so many millionths.
pub(crate) fn of_millionths(whole: i64) -> Decimal {
    Decimal::new(whole, DECIMALS).normalize()
}

/// A day by its number.
pub(crate) fn day_of(whole: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(whole).ok()?)
}

/// What a text is found and sorted by: itself where folding leaves nothing.
pub(crate) fn text_key(value: &str) -> String {
    let key = search_key(value);
    let key = if key.is_empty() { value } else { &key };
    text::clip(key, KEY_LIMIT).to_owned()
}
