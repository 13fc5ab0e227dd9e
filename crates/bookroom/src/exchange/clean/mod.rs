//! Cleaning of cells: what people and spreadsheets write becomes a value, and a note says what was
//! changed, so that a report can count it. Nothing is guessed in silence: what has two readings is
//! decided for a whole column and reported, or refused.

mod dates;
mod hanzi;
pub(crate) mod numbers;
mod rates;
pub(crate) mod sides;
mod texts;
mod times;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use dates::{DateColumn, DateDecision, DateOrder, date};
pub use numbers::{NumberColumn, NumberRules, number};
pub use rates::{RateColumn, RateDecision, RateForm, discount, rate};
pub use texts::{
    code, email, identifier, is_masked, is_placeholder, line, lines, phone, whole_number, yes_no,
};
pub(crate) use texts::{fits_mask, is_made_a_date, is_name_masked, phones};

use crate::exchange::model::{Notice, NoticeKind};
use crate::values::Language;

/// What cleaning changed in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cleaned {
    /// Surplus, odd or invisible spaces, or control characters, were taken out.
    Spaces,
    /// Full-width letters, digits or signs became half-width.
    Width,
    /// The apostrophe that guards a formula character, or marks a text, was taken off.
    Guard,
    /// A date was written in another form than 2026-01-05.
    DateForm,
    /// The date was a spreadsheet's day number.
    DateSerial,
    /// The time of day was left out.
    TimeOfDay,
    /// Thousands separators, currency signs or another sign or decimal form were taken out.
    NumberForm,
    /// The number was written in 万 or 亿.
    TenThousands,
    /// A percentage became a fraction, or a number without sign was read as a percentage.
    Percent,
    /// A discount was written as 折.
    Zhe,
    /// Yes or no was written in another word than 是, 否, yes and no.
    YesNo,
    /// A phone number got its usual form.
    Phone,
    /// A phone number was not recognised and is kept as typed.
    PhoneUnknown,
    /// An e-mail address got its usual form.
    Email,
    /// An identifier got its usual form.
    Identifier,
    /// A number that a spreadsheet had changed (`13800138000.0`) got its digits back.
    Spreadsheet,
}

impl Cleaned {
    /// The words for a report, to stand before a number: `phones normalised 31`.
    #[must_use]
    pub fn text(self, language: Language) -> &'static str {
        let (chinese, english) = match self {
            Self::Spaces => ("多余空格已清除", "surplus spaces removed"),
            Self::Width => ("全角已转半角", "full-width characters converted"),
            Self::Guard => ("前置撇号已去除", "guarding apostrophes removed"),
            Self::DateForm => ("日期格式已统一", "dates normalised"),
            Self::DateSerial => ("日期序列号已换算", "day numbers converted to dates"),
            Self::TimeOfDay => ("时间部分已舍去", "times of day left out"),
            Self::NumberForm => ("数字格式已统一", "numbers normalised"),
            Self::TenThousands => ("万/亿已换算", "numbers in 万 or 亿 converted"),
            Self::Percent => ("百分数已换算", "percentages converted"),
            Self::Zhe => ("折数已换算", "discounts in 折 converted"),
            Self::YesNo => ("是/否已统一", "yes and no normalised"),
            Self::Phone => ("电话格式已统一", "phones normalised"),
            Self::PhoneUnknown => {
                ("电话未能识别,按原样保留", "phones not recognised, kept as typed")
            }
            Self::Email => ("邮箱格式已统一", "e-mail addresses normalised"),
            Self::Identifier => ("证件号码格式已统一", "identifiers normalised"),
            Self::Spreadsheet => {
                ("电子表格改写的号码已还原", "numbers changed by a spreadsheet restored")
            }
        };
        language.pick(chinese, english)
    }
}

/// A value out of a cell, with what was changed to get it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value<T> {
    /// The value.
    pub value: T,
    /// What was changed; empty for a cell that was clean.
    pub notes: Vec<Cleaned>,
}

impl<T> Value<T> {
    fn map<U>(self, change: impl FnOnce(T) -> U) -> Value<U> {
        Value { value: change(self.value), notes: self.notes }
    }

    fn note_if(mut self, changed: bool, note: Cleaned) -> Self {
        if changed && !self.notes.contains(&note) {
            self.notes.push(note);
        }
        self
    }

    /// The value; its notes are counted under `field`.
    pub fn counted(self, field: &str, tally: &mut Tally) -> T {
        tally.add(field, &self.notes);
        self.value
    }
}

/// How often what was changed, by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    counts: BTreeMap<String, BTreeMap<Cleaned, u64>>,
    notices: BTreeMap<(NoticeKind, String, String), (u64, u64)>,
}

/// So many notices are told one by one.
const NAMED: usize = 1_000;

impl Tally {
    /// Counts the notes of one cell of a field.
    pub fn add(&mut self, field: &str, notes: &[Cleaned]) {
        if notes.is_empty() {
            return;
        }
        if !self.counts.contains_key(field) {
            self.counts.insert(field.to_owned(), BTreeMap::new());
        }
        if let Some(counts) = self.counts.get_mut(field) {
            for note in notes {
                *counts.entry(*note).or_default() += 1;
            }
        }
    }

    /// Notes something about a cell of a field that is worth a look; `text` may be blank.
    pub(crate) fn notice(&mut self, kind: NoticeKind, field: &str, text: &str, line: u64) {
        let key = (kind, field.to_owned(), text.to_owned());
        let (rows, first) = self.notices.entry(key).or_insert((0, line));
        *rows += 1;
        *first = line.min(*first);
    }

    /// As [`Tally::notice`], for texts of which there may be very many.
    pub(crate) fn notice_each(&mut self, kind: NoticeKind, field: &str, text: &str, line: u64) {
        let text = if self.notices.len() < NAMED { text } else { "" };
        self.notice(kind, field, text, line);
    }

    /// What is worth a look.
    pub(crate) fn notices(&self) -> impl Iterator<Item = Notice> {
        self.notices.iter().map(|((kind, field, text), (rows, line))| Notice {
            kind: *kind,
            field: field.clone(),
            column: None,
            text: text.clone(),
            rows: *rows,
            line: *line,
        })
    }

    /// The counts: field, change, how often; in order of field and change.
    pub fn counts(&self) -> impl Iterator<Item = (&str, Cleaned, u64)> {
        self.counts.iter().flat_map(|(field, counts)| {
            counts.iter().map(move |(note, count)| (field.as_str(), *note, *count))
        })
    }

    /// How often this was changed, in all fields.
    #[must_use]
    pub fn total(&self, note: Cleaned) -> u64 {
        self.counts.values().filter_map(|counts| counts.get(&note)).sum()
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
