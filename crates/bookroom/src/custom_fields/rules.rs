//! What a field of one's own may be like: pure decisions on its definition. What may stand in one
//! is decided in `rules/values.rs`.

pub(crate) mod values;

use std::collections::BTreeSet;

use values::Reader;

use super::model::{
    CustomChoice, CustomField, CustomFieldEdit, CustomKind, CustomSubject, CustomValue,
    NewCustomField,
};
use crate::error::{Code, Problem};
use crate::values::{Check, Currency};

/// The most fields of one kind of record.
pub(crate) const FIELD_LIMIT: usize = 200;
/// The most characters of a key.
const KEY_LIMIT: usize = 40;
const LABEL_LIMIT: usize = 60;
const CHOICE_LIMIT: usize = 500;
const PATTERN_LIMIT: usize = 500;
/// The most memory that a pattern may take, in bytes.
const PATTERN_SIZE: usize = 200_000;
/// The most characters of a text, and how many when nothing is said.
const LENGTHS: (i64, i64) = (2_000, 200);
/// The most characters of a text that is searched: each has parts of its own in the index.
const SEARCHED_LENGTH: i64 = 200;
/// The most decimal places of a number.
pub(crate) const DECIMALS: u32 = 6;

/// Whether a text has the form of a key.
pub(crate) fn is_key(text: &str) -> bool {
    let is_sign = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    let first = text.chars().next();
    text.len() <= KEY_LIMIT
        && first.is_some_and(|it| it.is_ascii_lowercase())
        && text.chars().all(is_sign)
}

/// Checks a field and cleans it; what it has beside its values is as in `base`.
pub(crate) fn checked(
    base: CustomField,
    new: &NewCustomField,
    currency: Currency,
    check: &mut Check,
) -> CustomField {
    check.require(
        is_key(&new.key),
        "key",
        if new.key.is_empty() { Code::Required } else { Code::BadFormat },
    );
    let (label_zh, label_en) = check.labels(&new.label_zh, &new.label_en, LABEL_LIMIT);
    let mut field = CustomField {
        subject: new.subject,
        key: new.key.clone(),
        label_zh,
        label_en,
        kind: new.kind,
        required: new.required,
        unique: new.unique,
        personal: new.personal,
        searchable: new.searchable,
        max_length: new.max_length,
        decimals: new.decimals,
        lowest: None,
        highest: None,
        pattern: None,
        choices: Vec::new(),
        refers_to: new.refers_to,
        default: None,
        ..base
    };
    check_kind(new, check);
    field.choices = clean_choices(new, check);
    field.pattern = clean_pattern(new, check);
    let problems = check.count();
    let reader = Reader::of(field.clone(), currency);
    let mut bound = |path: &str, value: &Option<CustomValue>| {
        check.within(path, |check| reader.read(value.as_ref()?, None, check))
    };
    let (lowest, highest) = (bound("lowest", &new.lowest), bound("highest", &new.highest));
    if let (Some(low), Some(high)) = (&lowest, &highest) {
        let is_ordered = values::sort_whole(low, currency) <= values::sort_whole(high, currency);
        check.require(is_ordered, "highest", Code::OutOfRange);
    }
    (field.lowest, field.highest) = (lowest, highest);
    if check.count() == problems {
        field.default = check.within("default", |check| default(&field, new, currency, check));
    }
    field
}

/// What the kind of a field does not go with.
fn check_kind(new: &NewCustomField, check: &mut Check) {
    let kind = new.kind;
    let is_text = kind == CustomKind::Text;
    let has_choices = matches!(kind, CustomKind::Choice | CustomKind::Choices);
    let is_ordered = matches!(kind, CustomKind::Number | CustomKind::Money | CustomKind::Date);
    for (path, is_given, fits) in [
        ("max_length", new.max_length.is_some(), is_text),
        ("pattern", new.pattern.is_some(), is_text),
        ("decimals", new.decimals.is_some(), kind == CustomKind::Number),
        ("lowest", new.lowest.is_some(), is_ordered),
        ("highest", new.highest.is_some(), is_ordered),
        ("choices", !new.choices.is_empty(), has_choices),
        ("refers_to", new.refers_to.is_some(), kind == CustomKind::Reference),
        ("unique", new.unique, !matches!(kind, CustomKind::Choices | CustomKind::Flag)),
        ("searchable", new.searchable, is_text && new.subject != CustomSubject::Dealing),
    ] {
        check.require(!is_given || fits, path, Code::BadChoice);
    }
    let is_named = new.refers_to.is_some() || kind != CustomKind::Reference;
    check.require(is_named, "refers_to", Code::Required);
    check.require(!new.choices.is_empty() || !has_choices, "choices", Code::Required);
    let mut within = |path: &str, value: Option<i64>, low: i64, high: i64| {
        if value.is_some_and(|value| !(low..=high).contains(&value)) {
            let problem = Problem::new(Code::OutOfRange).at(path);
            check.add(problem.fact("low", low).fact("high", high));
        }
    };
    let longest = if new.searchable { SEARCHED_LENGTH } else { LENGTHS.0 };
    within("max_length", new.max_length, 1, longest);
    within("decimals", new.decimals, 0, i64::from(DECIMALS));
}

fn clean_choices(new: &NewCustomField, check: &mut Check) -> Vec<CustomChoice> {
    check.at_most("choices", new.choices.len(), CHOICE_LIMIT);
    let mut seen = BTreeSet::new();
    let mut clean = Vec::with_capacity(new.choices.len().min(CHOICE_LIMIT));
    check.each("choices", new.choices.iter().take(CHOICE_LIMIT), |check, choice| {
        check.require(is_key(&choice.key), "key", Code::BadFormat);
        check.require(seen.insert(choice.key.clone()), "key", Code::Repeated);
        let (label_zh, label_en) = check.labels(&choice.label_zh, &choice.label_en, LABEL_LIMIT);
        clean.push(CustomChoice { label_zh, label_en, ..choice.clone() });
    });
    clean
}

/// A pattern that texts match as a whole. The engine's own runs in linear time, so none can hang.
pub(crate) fn pattern(text: &str) -> Option<regex::Regex> {
    let whole = format!("^(?:{text})$");
    regex::RegexBuilder::new(&whole).size_limit(PATTERN_SIZE).build().ok()
}

fn clean_pattern(new: &NewCustomField, check: &mut Check) -> Option<String> {
    let text = check.optional_text("pattern", new.pattern.as_deref(), PATTERN_LIMIT)?;
    // Alone, so that no bracket of it closes the one that is put around it.
    let is_one = regex::Regex::new(&text).is_ok() && pattern(&text).is_some();
    check.require(is_one, "pattern", Code::BadFormat);
    Some(text)
}

fn default(
    field: &CustomField,
    new: &NewCustomField,
    currency: Currency,
    check: &mut Check,
) -> Option<CustomValue> {
    let value = new.default.as_ref()?;
    if field.unique || field.kind == CustomKind::Reference {
        check.fail("", Code::BadChoice);
        return None;
    }
    Reader::of(field.clone(), currency).read(value, None, check)
}

/// The values of a field after an edit.
pub(crate) fn edited(field: &CustomField, edit: &CustomFieldEdit) -> NewCustomField {
    let (field, edit) = (field.clone(), edit.clone());
    NewCustomField {
        subject: field.subject,
        key: field.key,
        label_zh: edit.label_zh.unwrap_or(field.label_zh),
        label_en: edit.label_en.unwrap_or(field.label_en),
        kind: field.kind,
        required: edit.required.unwrap_or(field.required),
        unique: edit.unique.unwrap_or(field.unique),
        personal: field.personal,
        searchable: field.searchable,
        max_length: edit.max_length.over(field.max_length),
        decimals: edit.decimals.over(field.decimals),
        lowest: edit.lowest.over(field.lowest),
        highest: edit.highest.over(field.highest),
        pattern: edit.pattern.over(field.pattern),
        choices: edit.choices.unwrap_or(field.choices),
        refers_to: field.refers_to,
        default: edit.default.over(field.default),
        place: Some(edit.place.unwrap_or(field.place)),
    }
}

/// The keys of choices that are no more.
pub(crate) fn dropped_choices(before: &CustomField, after: &CustomField) -> Vec<String> {
    let keys = before.choices.iter().map(|choice| &choice.key);
    let is_kept = |key: &&String| after.choices.iter().any(|choice| choice.key == **key);
    keys.filter(|key| !is_kept(key)).cloned().collect()
}

impl CustomField {
    /// The most characters of a text.
    pub(crate) fn length(&self) -> usize {
        usize::try_from(self.max_length.unwrap_or(LENGTHS.1)).unwrap_or(0)
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
