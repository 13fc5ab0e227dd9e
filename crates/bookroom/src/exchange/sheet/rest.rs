//! Where the heading of a file stands, and what the rest of it holds.

use std::io::Read;

use super::sections;
use super::titles::Titles;
use super::{BYTE_LIMIT, ROW_LIMIT};
use crate::error::{Code, Problem, Result};
use crate::exchange::content::{Content, Reading};
use crate::exchange::headers::{Columns, Target, heading};
use crate::exchange::model::{FileOptions, ImportStep, Notice, ProgressCallback};
use crate::exchange::own::OwnColumns;
use crate::exchange::remarks::{self, Remark};
use crate::exchange::table::{HeadingAt, Row, Table};
use crate::interrupt;

/// After how many rows progress is told.
const STRIDE: usize = 1_000;

/// Where the heading stands among the first rows of a file.
pub(super) fn heading_at(target: Target, options: &FileOptions, head: &[Vec<String>]) -> HeadingAt {
    match options.no_heading {
        true => heading::none(head),
        false => heading::find(target, &options.fields, head),
    }
}

/// The rows of a file, and what stands around them.
pub(super) struct Taken {
    pub(super) rows: Vec<Row>,
    /// What is told of rows that are no records.
    pub(super) remarks: Vec<Notice>,
    pub(super) titles: Titles,
    /// The digest of the rows, to be gone on with.
    pub(super) reading: Reading,
}

/// Reads the rows of a file, or the first `sample` of them.
///
/// # Errors
/// As [`Table`]; `too_many`; what progress answers.
pub(super) fn read_rows<R: Read>(
    table: &mut Table<R>,
    (target, columns, own): (Target, &Columns, Option<&OwnColumns>),
    sample: Option<usize>,
    progress: &ProgressCallback,
) -> Result<Taken> {
    let (mut rows, mut remarks, mut bytes) = (Vec::new(), Vec::new(), 0);
    let mut titles = Titles::of(&table.above);
    let mut reading = Reading::of(table.headers());
    while sample.is_none_or(|limit| rows.len() < limit)
        && let Some(row) = table.next_row()?
    {
        bytes += row.cells.iter().map(String::len).sum::<usize>();
        if rows.len() >= ROW_LIMIT || bytes > BYTE_LIMIT {
            let problem = Problem::new(Code::TooMany).fact("line", row.line);
            return Err(problem.fact("limit", ROW_LIMIT).fact("bytes", BYTE_LIMIT).into());
        }
        let is_own = own.is_some_and(|own| own.is_own(&row));
        let remark = remarks::of(target, columns, &row, rows.last()).filter(|_| !is_own);
        remarks.extend(remark.map(|remark| remarks::notice(remark, &row)));
        if remark == Some(Remark::LeftOut) {
            titles.take_sum(&row, rows.len());
            titles.take(row);
        } else if !is_own && titles.take_section(target, &row) {
            remarks.push(remarks::notice(Remark::LeftOut, &row));
        } else {
            reading.take(&row);
            rows.push(row);
            if rows.len() % STRIDE == 0 {
                progress.tell(ImportStep::Reading, rows.len(), None)?;
            }
        }
    }
    Ok(Taken { rows, remarks, titles, reading })
}

/// Reads the rest of a file of which a sample is enough, for what it holds. What cannot be read
/// there is told when the file is imported.
pub(super) fn read_on<R: Read>(
    table: &mut Table<R>,
    target: Target,
    columns: &Columns,
    mut reading: Reading,
    last: Option<&Row>,
) -> Option<Content> {
    let mut last = last.cloned();
    while let Some(row) = table.next_row().ok()? {
        interrupt::look().ok()?;
        let is_remark = remarks::of(target, columns, &row, last.as_ref()) == Some(Remark::LeftOut);
        if !is_remark && !sections::is_one(target, &row) {
            reading.take(&row);
            last = Some(row);
        }
    }
    Some(reading.finish())
}
