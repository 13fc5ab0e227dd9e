//! The collector of violations: checks go on after the first problem, so that a caller learns
//! everything that is wrong, and where, in one go.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;

use super::dates::OpenDays;
use super::edit::Edit;
use super::{text, unseen};
use crate::error::{Code, Error, Problem, Result, join_path};

/// The longest text of a filter, in characters: nothing that is kept and looked for is longer.
const FILTER_TEXT_LIMIT: usize = 1000;

/// Collects the violations of one input.
#[derive(Debug, Default)]
pub struct Check {
    problems: Vec<Problem>,
    prefix: String,
}

impl Check {
    /// A collector with nothing in it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Runs `body` with every path put below `prefix`.
    pub fn within<T>(&mut self, prefix: &str, body: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::take(&mut self.prefix);
        self.prefix = join_path(&outer, prefix);
        let value = body(self);
        self.prefix = outer;
        value
    }

    /// Runs `body` for each item with its path put below `name[index]`.
    pub fn each<I: IntoIterator>(
        &mut self,
        name: &str,
        items: I,
        mut body: impl FnMut(&mut Self, I::Item),
    ) {
        for (index, item) in items.into_iter().enumerate() {
            self.within(&format!("{name}[{index}]"), |check| body(check, item));
        }
    }

    /// Adds a problem; its path is put below the current prefix.
    pub fn add(&mut self, problem: Problem) {
        self.problems.push(problem.below(&self.prefix));
    }

    /// Adds a problem of `code` at `path`.
    pub fn fail(&mut self, path: &str, code: Code) {
        self.add(Problem::new(code).at(path));
    }

    /// Adds a problem of `code` at `path` unless `holds`.
    pub fn require(&mut self, holds: bool, path: &str, code: Code) {
        if !holds {
            self.fail(path, code);
        }
    }

    /// Whether nothing was found so far.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// How many problems were found so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.problems.len()
    }

    /// Takes in what another collector or call found. Other kinds of error are passed on.
    ///
    /// # Errors
    /// Passes on any error that is not [`Error::Invalid`].
    pub fn absorb<T>(&mut self, result: Result<T>) -> Result<Option<T>> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(Error::Invalid(problems)) => {
                for problem in problems {
                    self.add(problem);
                }
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// Ends the collection.
    ///
    /// # Errors
    /// [`Error::Invalid`] with everything found, when anything was.
    pub fn finish(self) -> Result<()> {
        if self.problems.is_empty() { Ok(()) } else { Err(Error::Invalid(self.problems)) }
    }

    /// A required text of one line, of at most `limit` characters; returns it trimmed.
    pub fn text(&mut self, path: &str, value: &str, limit: usize) -> String {
        let trimmed = value.trim();
        self.require(!trimmed.is_empty(), path, Code::Required);
        self.plain_text(path, trimmed, limit);
        self.one_line(path, trimmed);
        trimmed.to_owned()
    }

    /// As [`Self::text`], of several lines: they end with `\n` in what is returned, and what
    /// cannot be seen is left out, since texts are pasted with it.
    pub fn lines(&mut self, path: &str, value: &str, limit: usize) -> String {
        let kept = self.optional_lines(path, Some(value), limit);
        self.require(kept.is_some(), path, Code::Required);
        kept.unwrap_or_default()
    }

    /// An optional text of one line, of at most `limit` characters; blank counts as absent.
    pub fn optional_text(
        &mut self,
        path: &str,
        value: Option<&str>,
        limit: usize,
    ) -> Option<String> {
        let trimmed = value.map(str::trim).filter(|text| !text.is_empty())?;
        self.plain_text(path, trimmed, limit);
        self.one_line(path, trimmed);
        Some(trimmed.to_owned())
    }

    /// As [`Self::lines`], but blank counts as absent: so does what only holds signs that cannot
    /// be seen.
    pub fn optional_lines(
        &mut self,
        path: &str,
        value: Option<&str>,
        limit: usize,
    ) -> Option<String> {
        let value = value?;
        self.plain_text(path, value.trim(), limit);
        Some(unseen::lines(value)).filter(|text| !text.is_empty())
    }

    /// The label of something in Chinese and in English, at `label_zh` and `label_en`: a blank one
    /// is as the other, one must be there.
    pub fn labels(&mut self, zh: &str, en: &str, limit: usize) -> (String, String) {
        let zh = self.optional_text("label_zh", Some(zh), limit);
        let en = self.optional_text("label_en", Some(en), limit);
        self.require(zh.is_some() || en.is_some(), "label_zh", Code::Required);
        let either = zh.clone().or_else(|| en.clone()).unwrap_or_default();
        (zh.unwrap_or_else(|| either.clone()), en.unwrap_or(either))
    }

    /// A text that is looked for, of at most `limit` characters, without what cannot be seen in
    /// it; blank counts as absent.
    pub fn sought_text(&mut self, path: &str, value: Option<&str>, limit: usize) -> Option<String> {
        self.plain_text(path, value.unwrap_or_default().trim(), limit);
        Some(unseen::sought(value?)).filter(|text| !text.is_empty())
    }

    /// A new text of one line, of at most `limit` characters, for a field that is never empty.
    pub fn new_text(&mut self, path: &str, new: Option<&String>, limit: usize, field: &mut String) {
        if let Some(text) = new {
            *field = self.text(path, text, limit);
        }
    }

    /// As [`Self::new_text`], of several lines.
    pub fn new_lines(
        &mut self,
        path: &str,
        new: Option<&String>,
        limit: usize,
        field: &mut String,
    ) {
        if let Some(text) = new {
            *field = self.lines(path, text, limit);
        }
    }

    /// What an edit does to a text of one line, of at most `limit` characters; blank clears it.
    pub fn edited_text(
        &mut self,
        path: &str,
        edit: &Edit<String>,
        limit: usize,
        field: &mut Option<String>,
    ) {
        if let Some(text) = edit.as_ref().outcome() {
            *field = self.optional_text(path, text.map(String::as_str), limit);
        }
    }

    /// As [`Self::edited_text`], of several lines.
    pub fn edited_lines(
        &mut self,
        path: &str,
        edit: &Edit<String>,
        limit: usize,
        field: &mut Option<String>,
    ) {
        if let Some(text) = edit.as_ref().outcome() {
            *field = self.optional_lines(path, text.map(String::as_str), limit);
        }
    }

    /// Every text of a filter, at whatever place: what no database could look for.
    pub fn texts(&mut self, path: &str, filter: &impl Serialize) {
        // A filter is plain data; one that cannot be written would be refused further on.
        if let Ok(value) = serde_json::to_value(filter) {
            self.texts_in(path, &value);
        }
    }

    fn texts_in(&mut self, path: &str, value: &Value) {
        match value {
            Value::String(text) => self.plain_text(path, text, FILTER_TEXT_LIMIT),
            Value::Array(items) => {
                self.each(path, items, |check, item| check.texts_in("", item));
            }
            Value::Object(fields) => self.within(path, |check| {
                for (name, field) in fields {
                    check.plain_text(name, name, FILTER_TEXT_LIMIT);
                    check.texts_in(name, field);
                }
            }),
            _ => {}
        }
    }

    fn plain_text(&mut self, path: &str, value: &str, limit: usize) {
        if value.chars().count() > limit {
            self.add(Problem::new(Code::TooLong).at(path).fact("limit", limit));
        }
        if !text::is_storable(value) {
            self.fail(path, Code::BadCharacter);
        }
    }

    fn one_line(&mut self, path: &str, value: &str) {
        // What no text may hold was told.
        if text::is_storable(value)
            && let Err(problem) = unseen::one_line(value)
        {
            self.add(problem.at(path));
        }
    }

    /// A list of at most `limit` items.
    pub fn at_most(&mut self, path: &str, count: usize, limit: usize) {
        if count > limit {
            self.add(Problem::new(Code::TooMany).at(path).fact("limit", limit));
        }
    }

    /// A date between the years 1000 and 9999, which every database keeps alike.
    pub fn date(&mut self, path: &str, value: NaiveDate) {
        self.require(super::dates::is_storable(value), path, Code::BadDate);
    }

    /// A date on which a book may have documents and entries.
    pub fn open_day(&mut self, path: &str, days: OpenDays, value: NaiveDate) {
        if let Err(problem) = days.require(value) {
            self.add(problem.at(path));
        }
    }

    /// A number between `low` and `high` with at most `decimals` decimal places.
    pub fn number(
        &mut self,
        path: &str,
        value: Decimal,
        low: Decimal,
        high: Decimal,
        decimals: u32,
    ) {
        if value.normalize().scale() > decimals {
            self.add(Problem::new(Code::TooManyDecimals).at(path).fact("decimals", decimals));
        }
        if value < low || value > high {
            let problem = Problem::new(Code::OutOfRange).at(path);
            self.add(problem.fact("low", low).fact("high", high));
        }
    }

    /// A rate: a fraction from 0 to 1 with at most `decimals` decimal places. What is meant by a
    /// percentage given as one stands in the fact `meant`.
    pub fn rate(&mut self, path: &str, value: Decimal, decimals: u32) {
        if value <= Decimal::ONE || value > Decimal::ONE_HUNDRED {
            return self.number(path, value, Decimal::ZERO, Decimal::ONE, decimals);
        }
        let meant = (value / Decimal::ONE_HUNDRED).normalize();
        self.add(Problem::new(Code::NotAFraction).at(path).fact("meant", meant));
    }
}
