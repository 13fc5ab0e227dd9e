//! What the lines above the heading, and remarks below the rows, mean for the figures of a file.

use super::Sheet;
use super::sections::Section;
use super::sums::Sum;
use crate::error::{Code, Error, Problem, Result};
use crate::exchange::headers::words;
use crate::exchange::model::{Notice, NoticeKind};
use crate::exchange::table::Row;
use crate::exchange::titles::{self, Named, Stated, Verdict};

/// What the lines above the heading say, and those that were left out below.
#[derive(Debug, Default)]
pub(super) struct Titles {
    pub(super) above: Vec<(u64, Vec<String>)>,
    remarks: Vec<(u64, Vec<String>)>,
    units: Vec<Stated>,
    kinds: Vec<Named>,
    pub(super) sections: Vec<Section>,
    pub(super) sums: Vec<Sum>,
}

impl Titles {
    pub(super) fn of(above: &[(u64, Vec<String>)]) -> Self {
        let above: Vec<_> = above.iter().map(|(line, row)| (*line, uncut(row))).collect();
        Self { kinds: titles::kinds(&above), above, ..Self::default() }
    }

    /// The power of ten that the lines around the rows state for all figures.
    pub(super) fn scale(&self) -> Option<i8> {
        self.units.iter().filter_map(|it| it.unit).map(|it| it.scale).find(|it| *it != 0)
    }

    /// Takes in a row that is no record: it may say in which unit the figures are.
    pub(super) fn take(&mut self, row: Row) {
        if self.remarks.len() < REMARKS && row.cells.iter().filter(|it| !it.is_empty()).count() <= 2
        {
            self.remarks.push((row.line, row.cells));
        }
    }
}

/// The cells of a line above the heading, with numbers put together that were cut at the comma
/// between their thousands: Unit: RMB 10,000.
fn uncut(cells: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::with_capacity(cells.len());
    for cell in cells {
        let is_rest = |text: &str| {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let rest = text.get(digits..).unwrap_or_default();
            digits == 3 && !rest.starts_with(|it: char| it.is_alphanumeric())
        };
        let digits = |text: &String| text.bytes().rev().take_while(u8::is_ascii_digit).count();
        let is_head = |text: &&mut String| (1..4).contains(&digits(text)) && text.len() > 3;
        match found.last_mut().filter(|last| is_head(last) && is_rest(cell)) {
            Some(last) => {
                last.push(',');
                last.push_str(cell);
            }
            None => found.push(cell.clone()),
        }
    }
    found
}

/// So many lines above the heading are told of.
const TOLD: usize = 20;
/// So many remarks are looked at.
const REMARKS: usize = 60;

impl Sheet {
    /// Takes figures in the unit that the lines around the rows state.
    pub(super) fn scale_by_titles(&mut self) {
        let rows: Vec<_> = self.titles.above.iter().chain(&self.titles.remarks).cloned().collect();
        self.titles.units = titles::units(&rows);
        let mut scales = self.titles.units.iter().filter_map(|it| Some((it.unit?.scale, it)));
        let Some((zeros, stated)) = scales.find(|(zeros, _)| *zeros != 0) else { return };
        let (text, line) = (stated.text.clone(), stated.line);
        let rows = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        if self.columns.scale(zeros) {
            self.notice(NoticeKind::UnitFromTitle, "", text, rows, line);
        }
    }

    /// The kinds of lists that the lines above the heading name.
    pub(crate) fn titled(&self) -> &[Named] {
        &self.titles.kinds
    }

    /// Refuses a file whose titles say that it is another kind of list, or that its figures are in
    /// another currency or in a unit that is not understood; notes those that may say so.
    /// `says_direction` as in [`titles::against`].
    ///
    /// # Errors
    /// At `file`, with the facts `line` and `text`: `other_list`, `other_currency`, `ambiguous`.
    pub(crate) fn heed_titles(&mut self, says_direction: bool) -> Result<()> {
        self.heed_sections(says_direction);
        let mut problems = Vec::new();
        let of = |code: Code, line: u64, text: &str| {
            Problem::new(code).at("file").fact("line", line).fact("text", text)
        };
        let kind = titles::against(self.target, &self.titles.kinds, says_direction);
        let kind = kind.map(|(named, verdict)| (named.clone(), verdict));
        if let Some((named, verdict)) = kind {
            match verdict {
                Verdict::Other => problems.push(of(Code::OtherList, named.line, &named.word)),
                Verdict::Told => self.tell_title(named.line, named.word),
            }
        }
        self.tell_unread();
        let currency = self.setting.currency;
        let units = std::mem::take(&mut self.titles.units);
        let first = units.iter().filter_map(|it| it.unit).map(|it| it.scale).find(|it| *it != 0);
        for stated in &units {
            let (line, text) = (stated.line, stated.text.as_str());
            let fits = |codes: &str| words::fits(codes, currency.code());
            match stated.unit {
                Some(unit)
                    if unit.currency.is_some_and(|codes| !fits(codes)) && !self.says_currency() =>
                {
                    let problem = of(Code::OtherCurrency, line, text);
                    problems.push(problem.fact("currency", currency));
                }
                Some(unit) if unit.scale != 0 && first != Some(unit.scale) => {
                    // 单位：万元 here and 千元 there.
                    problems.push(of(Code::Ambiguous, line, text));
                }
                Some(_) => {}
                None if text.contains('/') => problems.push(of(Code::Ambiguous, line, text)),
                None if !self.says_currency() => self.tell_title(line, text.to_owned()),
                None => {}
            }
        }
        self.titles.units = units;
        if problems.is_empty() { Ok(()) } else { Err(Error::Invalid(problems)) }
    }

    /// As [`Sheet::heed_titles`], for a look at a file: what would be refused is noted.
    pub(crate) fn note_titles(&mut self, says_direction: bool) {
        let Err(error) = self.heed_titles(says_direction) else { return };
        for problem in error.problems() {
            let of = |name: &str| problem.facts.iter().find(|fact| fact.name == name);
            let fact = |name: &str| of(name).map(|fact| fact.value.clone());
            let line = fact("line").and_then(|line| line.parse().ok()).unwrap_or(1);
            self.tell_title(line, fact("text").unwrap_or_default());
        }
    }

    /// Tells of lines above the heading that are not understood, unless something else was told of
    /// them.
    fn tell_unread(&mut self) {
        let rows = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        let is_told = |line: u64, notices: &[Notice]| {
            let mut of_titles =
                notices.iter().filter(|it| it.kind == NoticeKind::TitleSpeaksOtherwise);
            of_titles.any(|it| it.line == line)
        };
        let found = titles::unread(self.target, &self.titles.above);
        for (line, text) in found.into_iter().take(TOLD) {
            if !is_told(line, &self.notices) {
                self.notice(NoticeKind::TitleNotRead, "", text, rows, line);
            }
        }
    }

    fn tell_title(&mut self, line: u64, text: String) {
        let rows = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        self.notice(NoticeKind::TitleSpeaksOtherwise, "", text, rows, line);
    }

    /// Whether every row names the currency of its figures.
    fn says_currency(&self) -> bool {
        let cells = self.column("currency");
        cells.is_some_and(|mut cells| cells.all(|cell| !cell.trim().is_empty()))
    }
}
