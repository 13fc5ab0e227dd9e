//! Rows that stand alone among records and name a part of the list: 二、退款, 支出部分, 单位：万元.
//! What stands below them is no longer what the file began with.

use super::Sheet;
use super::titles::Titles;
use crate::error::{Code, Problem};
use crate::exchange::headers::{Target, heading, words};
use crate::exchange::model::NoticeKind;
use crate::exchange::table::Row;
use crate::exchange::titles::{self, Named, Stated, Verdict};
use crate::values::text::clip;

/// So many of them are looked at.
const MOST: usize = 10_000;

/// A row that names a part of a list.
#[derive(Debug, Clone)]
pub(super) struct Section {
    line: u64,
    text: String,
    kinds: Vec<Named>,
    units: Vec<Stated>,
    is_understood: bool,
}

/// The section that a row is: one text and no figures.
fn section(target: Target, row: &Row) -> Option<Section> {
    // Of customers and products a name alone is a record.
    if matches!(target, Target::Customers | Target::Products) || row.is_open() {
        return None;
    }
    let filled: Vec<&String> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
    let is_figure = |cell: &String| {
        let is_day = |it: char| "年月日号時时分秒点周".contains(it);
        !cell.chars().any(|it| it.is_alphabetic() && !is_day(it))
    };
    // 单位： and 万元 in two cells, or a row of units below the heading.
    let may_be = match filled.as_slice() {
        [text] => !is_figure(text) && text.chars().count() <= 60,
        many => {
            many.len() <= 8 && !many.iter().any(|cell| cell.chars().any(|it| it.is_ascii_digit()))
        }
    };
    // Another heading is the beginning of another table.
    if !may_be || heading::fields_in(target, &row.cells) >= 2 {
        return None;
    }
    let rows = [(row.line, row.cells.clone())];
    let units = titles::units(&rows);
    if filled.len() != 1 && units.is_empty() {
        return None;
    }
    let text = filled.iter().map(|cell| cell.as_str()).collect::<Vec<_>>().join(" ");
    let is_understood = filled.iter().all(|cell| titles::is_understood(target, cell));
    Some(Section {
        line: row.line,
        text: clip(&text, 60).to_owned(),
        kinds: titles::kinds(&rows),
        units,
        is_understood,
    })
}

/// Whether a row is a section that is understood, and so no record.
pub(super) fn is_one(target: Target, row: &Row) -> bool {
    section(target, row).is_some_and(|section| section.is_no_record(target))
}

impl Section {
    fn is_no_record(&self, target: Target) -> bool {
        let has_unit = self.units.iter().any(|it| it.unit.is_some());
        self.is_understood && (titles::is_own(target, &self.kinds) || has_unit)
    }
}

impl Titles {
    /// Takes in a row that names a part of the list. Whether it is no record.
    pub(super) fn take_section(&mut self, target: Target, row: &Row) -> bool {
        let Some(section) = section(target, row) else { return false };
        let is_none = section.is_no_record(target);
        if self.sections.len() < MOST {
            self.sections.push(section);
        }
        is_none
    }
}

/// What the sections above a row say against it.
#[derive(Default)]
struct Said {
    kind: Option<Problem>,
    unit: Option<Problem>,
}

impl Sheet {
    /// Refuses the rows below sections that say that they are something else; tells of those that
    /// are not understood. `says_direction` as in [`titles::against`].
    pub(super) fn heed_sections(&mut self, says_direction: bool) {
        let sections = std::mem::take(&mut self.titles.sections);
        let mut said = Said::default();
        let mut rows = self.rows.iter().map(|row| row.line).peekable();
        let mut refused: Vec<(u64, Problem)> = Vec::new();
        let mut told: Vec<(u64, String)> = Vec::new();
        for (index, section) in sections.iter().enumerate() {
            while rows.next_if(|line| *line <= section.line).is_some() {}
            let is_told = self.look_at(section, says_direction, &mut said);
            told.extend(is_told.then(|| (section.line, section.text.clone())));
            let until = sections.get(index + 1).map_or(u64::MAX, |next| next.line);
            while let Some(line) = rows.next_if(|line| *line < until) {
                let problem = said.kind.as_ref().or(said.unit.as_ref());
                refused.extend(problem.map(|problem| (line, problem.clone())));
            }
        }
        for (line, problem) in refused {
            self.broken.entry(line).or_insert(problem);
        }
        for (line, text) in told {
            self.notice(NoticeKind::SectionNotRead, "", text, 1, line);
        }
    }

    /// Takes in what a section says. Whether it is to be told.
    fn look_at(&self, section: &Section, says_direction: bool, said: &mut Said) -> bool {
        let of = |code: Code, text: &str| {
            let problem = Problem::new(code).fact("line", section.line);
            Some(problem.fact("text", text))
        };
        let mut is_told = !section.is_understood && section.units.is_empty();
        let is_own = titles::is_own(self.target, &section.kinds);
        match titles::against(self.target, &section.kinds, says_direction) {
            Some((named, Verdict::Other)) => {
                said.kind = of(Code::OtherList, &named.word);
                return false;
            }
            Some((_, Verdict::Told)) => is_told = true,
            None if is_own => said.kind = None,
            None if is_told && titles::may_change(&section.text) => {
                let is_said = says_direction && !section.kinds.is_empty();
                if !is_said {
                    said.kind = of(Code::OtherList, &section.text);
                    return false;
                }
            }
            None => {}
        }
        let file = self.titles.scale().unwrap_or_default();
        let currency = self.setting.currency;
        for stated in &section.units {
            let fits = |codes: &str| words::fits(codes, currency.code());
            said.unit = match stated.unit {
                Some(unit) if unit.currency.is_some_and(|codes| !fits(codes)) => {
                    of(Code::OtherCurrency, &stated.text)
                }
                Some(unit) if unit.scale == file => None,
                _ => of(Code::Ambiguous, &stated.text),
            };
        }
        is_told
    }
}
