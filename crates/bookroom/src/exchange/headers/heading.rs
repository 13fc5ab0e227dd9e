//! Where the heading of a file stands: below titles and dates of printing, in one row or in two.

use std::collections::BTreeSet;

use super::parse::{plain, readings};
use super::{Mapping, Source, Target};
use crate::exchange::table::HeadingAt;

/// Finds the heading among the first rows: the row (or the two rows, a group's name above those of
/// its columns) in which the most names of fields stand. Where none is known it is the first row.
pub(crate) fn find(target: Target, mapping: &Mapping, head: &[Vec<String>]) -> HeadingAt {
    let named = named(mapping);
    let score = |headers: &[String]| score(target, &named, headers);
    let mut best = (0, HeadingAt::first(head));
    for (above, row) in head.iter().enumerate() {
        let own = score(row);
        if own > best.0 {
            best = (own, HeadingAt { above, rows: 1, headers: row.clone() });
        }
        let Some(below) = head.get(above + 1) else { continue };
        let both = together(target, row, below);
        let joint = score(&both);
        if joint > best.0 && joint > own && joint > score(below) {
            best = (joint, HeadingAt { above, rows: 2, headers: both });
        }
    }
    with_units(target, best.1, head)
}

/// The heading with the row below it, where that says nothing but what the columns above are:
/// (万元), yyyy-mm-dd, Amount below 金额.
fn with_units(target: Target, found: HeadingAt, head: &[Vec<String>]) -> HeadingAt {
    // A name alone is a record of customers and products, and may be made of such words.
    let is_list = !matches!(target, Target::Customers | Target::Products);
    let below = head.get(found.above + found.rows).filter(|_| found.rows > 0 && is_list);
    let Some(below) = below else { return found };
    let mut headers = found.headers.clone();
    let mut any = false;
    for (at, cell) in below.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let is_data = cell.chars().any(|it| it.is_ascii_digit() && it != '0');
        let Some(top) = headers.get_mut(at).filter(|top| !top.is_empty() && !is_data) else {
            return found;
        };
        let both = format!("{top} {cell}");
        let own = readings(target, top).into_iter().next();
        let joint = readings(target, &both).into_iter().next();
        let (Some(own), Some(joint)) = (own, joint) else { return found };
        if own.field != joint.field || cell.chars().count() > 40 {
            return found;
        }
        any = true;
        if own.meaning != joint.meaning {
            *top = both;
        }
    }
    if any { HeadingAt { rows: found.rows + 1, headers, ..found } } else { found }
}

/// The heading of a file that has none: its columns are numbered.
pub(crate) fn none(head: &[Vec<String>]) -> HeadingAt {
    let width = head.iter().map(Vec::len).max().unwrap_or(0);
    HeadingAt { above: 0, rows: 0, headers: (1..=width).map(|at| at.to_string()).collect() }
}

/// The headings that a mapping names.
fn named(mapping: &Mapping) -> Vec<Vec<char>> {
    let of = |source: &Source| match source {
        Source::Column(name) | Source::Negated(name) => vec![plain(name)],
        Source::Joined { columns, .. } => columns.iter().map(|name| plain(name)).collect(),
        Source::Position(_) | Source::Constant(_) | Source::None => Vec::new(),
    };
    mapping.fields.values().flat_map(of).filter(|name| !name.is_empty()).collect()
}

/// How many fields, and columns that the mapping names, a row has headings for.
fn score(target: Target, named: &[Vec<char>], headers: &[String]) -> usize {
    let mut fields: BTreeSet<&str> = BTreeSet::new();
    let mut others = 0;
    for cell in headers.iter().filter(|cell| !cell.is_empty() && cell.chars().count() <= 40) {
        match readings(target, cell).first() {
            Some(reading) => drop(fields.insert(reading.field)),
            None => others += usize::from(named.contains(&plain(cell))),
        }
    }
    fields.len() + others
}

/// How many fields a row has headings for, and nothing but headings.
pub(crate) fn fields_in(target: Target, cells: &[String]) -> usize {
    let is_plain = |cell: &String| !cell.chars().any(char::is_numeric);
    if cells.iter().all(is_plain) { score(target, &[], cells) } else { 0 }
}

/// Two rows as one: a group's name goes on over the blanks to its right, as merged cells are
/// written, and stands before the names below it where those alone say too little.
fn together(target: Target, above: &[String], below: &[String]) -> Vec<String> {
    let width = above.len().max(below.len());
    let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
    let repeated = |name: &String| below.iter().filter(|other| *other == name).count() > 1;
    let mut group = String::new();
    let mut headers = Vec::with_capacity(width);
    for at in 0..width {
        let (top, name) = (cell(above, at), cell(below, at));
        if !top.is_empty() {
            group = top.clone();
        }
        headers.push(match (name.is_empty(), top.is_empty()) {
            (true, _) => top,
            (false, _) if !repeated(&name) && !readings(target, &name).is_empty() => name,
            (false, _) if group.is_empty() => name,
            (false, _) => {
                let both = format!("{group} {name}");
                let understood = !readings(target, &both).is_empty();
                if understood || repeated(&name) { both } else { name }
            }
        });
    }
    headers
}

/// Headings for an error's text. A file without a heading has data in its first row: what looks
/// like a number or address of a person is left out.
pub(crate) fn told(headers: &[String]) -> String {
    let is_plain = |header: &&String| {
        let digits = header.chars().filter(char::is_ascii_digit).count();
        !header.is_empty() && digits < 5 && !header.contains('@') && header.chars().count() <= 40
    };
    headers.iter().filter(is_plain).map(String::as_str).collect::<Vec<_>>().join(", ")
}
