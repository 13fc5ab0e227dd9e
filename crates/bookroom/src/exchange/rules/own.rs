//! What a row of an own export says, and what it says against the record that it names.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::customers::record_number;
use crate::exchange::cells::Cells;
use crate::exchange::clean::{self, DateDecision, DateOrder};
use crate::exchange::csv_out::unguard;
use crate::exchange::export::back::{Image, Own, Shown};
use crate::exchange::headers::CUSTOM;
use crate::exchange::model::{OwnCell, OwnRow};
use crate::exchange::sheet::Sheet;
use crate::exchange::table::Row;

/// A row that has the number of a record; what is wrong with the row as such is noted.
pub(crate) fn row(cells: &mut Cells<'_>, sheet: &Sheet, row: &Row) -> Option<OwnRow> {
    let own = sheet.own.as_ref()?;
    let record = match record_number(row.cell(own.record)) {
        Ok(number) => cells.count("record", number),
        Err(problem) => {
            cells.fail("record", problem);
            return None;
        }
    };
    if cells.has_faults() {
        return None;
    }
    let mut found = BTreeMap::new();
    for (english, index, field) in &own.places {
        let raw = row.cell(*index);
        let clean = match field {
            Some(field) => cells.text(field),
            None => clean::line(raw).value,
        };
        let problem = cells.take_faults().into_iter().next().map(|fault| fault.problem);
        let cell = OwnCell { text: unguard(raw).trim().to_owned(), clean, problem };
        found.insert((*english).to_owned(), cell);
    }
    for (name, index) in &own.custom {
        let text = unguard(row.cell(*index)).trim().to_owned();
        let clean = sheet.custom_text(name, &text);
        found.insert(name.clone(), OwnCell { text, clean, problem: None });
    }
    Some(OwnRow { line: row.line, record, cells: found })
}

/// A row beside what an export of its record shows now.
#[derive(Debug, Default)]
pub(crate) struct Compared<'r> {
    /// The cells that say something else, by English heading.
    pub(crate) changed: Vec<(&'r str, &'r OwnCell)>,
    /// Those that are blank where the record has a value: it stays.
    pub(crate) blank: Vec<&'r str>,
    /// Those that hold a mask of a value: it stays.
    pub(crate) masked: Vec<&'r str>,
    /// Those that say something else of what follows from the rest or moves by itself, with both
    /// texts.
    pub(crate) moved: Vec<(&'r str, String)>,
    /// Whether the record has changed since it was exported.
    pub(crate) is_stale: bool,
}

/// When the record last changed.
const CHANGED_AT: &str = "changed at";

/// What follows from other columns, or moves without anybody's hand on the record.
const MOVING: [&str; 15] = [
    "all ways to reach",
    "other places",
    "other deposits",
    "further classes",
    "identifier form",
    "last contact on",
    "next contact on",
    "state",
    "settled",
    "open",
    "allocated",
    "unallocated",
    "cancelled on",
    "entry record",
    "reversal record",
];

/// What may be masked for whoever exports.
const PROTECTED: [&str; 15] = [
    "phone",
    "mobile",
    "fax",
    "email",
    "all ways to reach",
    "district",
    "address",
    "postal code",
    "other places",
    "tax number",
    "bank account",
    "other deposits",
    "billing address",
    "billing phone",
    "note",
];

/// Whether what stands below a heading may be masked.
fn is_protected(heading: &str) -> bool {
    PROTECTED.contains(&heading) || heading.starts_with(CUSTOM)
}

/// Compares a row with its record, as the operator's own export would show it.
pub(crate) fn compare<'r>(row: &'r OwnRow, image: &Image) -> Compared<'r> {
    let mut found = Compared::default();
    for (heading, cell) in &row.cells {
        let heading = heading.as_str();
        let Some(shown) = image.get(heading) else { continue };
        if same(shown, cell) {
            continue;
        }
        if heading == CHANGED_AT {
            found.is_stale = !cell.text.is_empty();
        } else if cell.text.is_empty() {
            found.blank.push(heading);
        } else if is_protected(heading) && is_mask(heading, &cell.text) {
            found.masked.push(heading);
        } else if MOVING.contains(&heading) {
            found.moved.push((heading, format!("{} / {}", cell.text, text_of(shown))));
        } else {
            found.changed.push((heading, cell));
        }
    }
    found
}

/// Whether a row agrees with the record in something beside its number.
pub(crate) fn agrees(row: &OwnRow, image: &Image, list: Own) -> bool {
    list.identity().iter().any(|heading| {
        let (cell, shown) = (row.cells.get(*heading), image.get(*heading));
        cell.zip(shown).is_some_and(|(cell, shown)| {
            !shown.is_blank() && (text_of(shown) == cell.text || text_of(shown) == cell.clean)
        })
    })
}

fn text_of(shown: &Shown) -> &str {
    match shown {
        Shown::Text(text) | Shown::At(text) => text,
        Shown::Flag(true) => "yes",
        Shown::Flag(false) => "no",
    }
}

fn is_mask(heading: &str, text: &str) -> bool {
    if heading == "note" || heading.starts_with(CUSTOM) {
        text == "****"
    } else {
        clean::is_masked(text)
    }
}

/// Whether a cell says what the export shows; how a spreadsheet writes it does not count.
fn same(shown: &Shown, cell: &OwnCell) -> bool {
    match shown {
        Shown::Text(text) => same_text(text, cell),
        Shown::At(text) => {
            *text == cell.text || day(text).is_some_and(|it| day(&cell.text) == Some(it))
        }
        Shown::Flag(flag) => clean::yes_no(&cell.text).is_ok_and(|it| it.value == *flag),
    }
}

fn same_text(text: &str, cell: &OwnCell) -> bool {
    let plain = |text: &str| clean::lines(text).value;
    if text == cell.text || text == cell.clean || plain(text) == plain(&cell.text) {
        return true;
    }
    if text.trim().is_empty() || cell.text.is_empty() {
        return false;
    }
    let number = |text: &str| text.parse::<Decimal>().ok();
    if let Some(value) = number(text) {
        return number(&cell.clean).or_else(|| number(&cell.text)) == Some(value);
    }
    if let Some(value) = day(text) {
        return day(&cell.clean).or_else(|| day(&cell.text)) == Some(value);
    }
    parts(text) == parts(&cell.text)
}

/// Several values in one cell.
pub(crate) fn parts(text: &str) -> Vec<String> {
    let is_cut = |it: char| matches!(it, ';' | '；' | '\n' | '\r');
    let parts = text.split(is_cut).map(|part| clean::line(part).value);
    parts.filter(|part| !part.is_empty()).collect()
}

fn day(text: &str) -> Option<chrono::NaiveDate> {
    let plain = DateDecision::plain(DateOrder::DayFirst);
    let has_year = text.bytes().filter(u8::is_ascii_digit).count() >= 6;
    has_year.then(|| clean::date(text, plain, None).ok().map(|it| it.value))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> OwnCell {
        OwnCell { text: text.to_owned(), clean: clean::line(text).value, problem: None }
    }

    #[test]
    fn what_a_spreadsheet_writes_in_another_way_is_the_same() {
        for (shown, file) in [
            ("12.50", "12.5"),
            ("0012", "12"),
            ("2026-06-15", "2026/6/15"),
            ("a\nb", "a\r\nb"),
            ("VIP; 老客户", "VIP；老客户"),
            ("甲  乙", "甲 乙"),
            ("", ""),
        ] {
            assert!(same(&Shown::Text(shown.to_owned()), &cell(file)), "{shown} {file}");
        }
        for (shown, file) in [("12.50", "12.51"), ("", "1"), ("1", ""), ("甲", "乙"), ("A", "a")]
        {
            assert!(!same(&Shown::Text(shown.to_owned()), &cell(file)), "{shown} {file}");
        }
        assert!(same(&Shown::Flag(true), &cell("是")) && !same(&Shown::Flag(true), &cell("no")));
        let at = Shown::At("2026-06-15 10:00:00".to_owned());
        assert!(same(&at, &cell("2026/6/15 10:00")) && !same(&at, &cell("2026-06-16 10:00:00")));
    }
}
