//! Rows of a table from a text file, one at a time, with their line numbers: memory stays small
//! whatever the file's size, and a file that is no table ends in a typed error.

use std::collections::{BTreeSet, VecDeque};
use std::io::Read;

use csv_core::ReadRecordResult;
use serde::{Deserialize, Serialize};

use super::decode::{DecodedReader, LineCounter, WINDOW, from_io};
use super::dialect::{Dialect, Gaps, separator_line};
use crate::error::{Code, Error, Problem, Result};
use crate::values::text;

/// The most bytes one record may have, as UTF-8.
pub const RECORD_LIMIT: usize = 1024 * 1024;
/// The most columns a table may have.
pub const COLUMN_LIMIT: usize = 4096;

/// Limits of a table. Memory is bounded by them, not by the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The most bytes one record (and so one cell) may have, as UTF-8.
    pub record_bytes: usize,
    /// The most columns.
    pub columns: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { record_bytes: RECORD_LIMIT, columns: COLUMN_LIMIT }
    }
}

/// How to read a table; what is not said is recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableOptions {
    /// The encoding's name, as in [`DecodedReader::with_encoding`].
    pub encoding: Option<String>,
    /// How the text is written.
    pub dialect: Option<Dialect>,
    /// How many lines stand above the heading (a title, a date of printing).
    pub skip_lines: u64,
    /// Limits.
    pub limits: Limits,
}

/// One row below the heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file on which the row begins; 1 is the first.
    pub line: u64,
    /// The cells, without white space around them.
    pub cells: Vec<String>,
    width: usize,
    /// The last line of the file, when it ends within a quoted cell of this row.
    open_until: Option<u64>,
    /// Whether something stands behind the quote that closes one of its cells.
    is_stray: bool,
}

impl Row {
    /// A row as it was read, from what a report keeps of it.
    pub(crate) fn kept(line: u64, cells: Vec<String>, width: usize) -> Self {
        Self { line, cells, width, open_until: None, is_stray: false }
    }

    /// Whether the file ends within a quoted cell of the row: it was cut off, or the quote is one
    /// too many and has taken in the lines below.
    pub(crate) fn is_open(&self) -> bool {
        self.open_until.is_some()
    }

    /// The cell of the column with this index; empty when the row ends before it.
    #[must_use]
    pub fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", String::as_str)
    }

    /// `bad_table` with the facts `line`, `expected` and `found` (numbers of cells) when the row
    /// has fewer cells than the heading, or more that are not blank; with the facts `line`, `of`
    /// (`open_quote`) and `until` (the last line) when the file ends within a quoted cell of it;
    /// with `line` and `of` (`stray_quote`) when something stands behind a closing quote.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        if let Some(until) = self.open_until {
            return Some(open_quote(self.line, until));
        }
        if self.is_stray {
            let problem = Problem::new(Code::BadTable).fact("line", self.line);
            return Some(problem.fact("of", "stray_quote"));
        }
        let surplus = self.cells.iter().skip(self.width).any(|cell| !cell.is_empty());
        (surplus || self.cells.len() < self.width).then(|| {
            Problem::new(Code::BadTable)
                .fact("line", self.line)
                .fact("expected", self.width)
                .fact("found", self.cells.len())
        })
    }
}

/// A table being read: a heading, then rows. Blank rows are left out. An iterator of rows, which
/// ends after the first error.
///
/// Errors: `bad_encoding` and `file_access` as [`DecodedReader`]; `bad_table` with the facts
/// `line`, `limit` and `of` (`record_bytes` or `columns`) when a record is beyond [`Limits`]; with
/// `line`, `of` (`open_quote`) and `until` when a quote in the heading never closes.
pub struct Table<R> {
    source: DecodedReader<R>,
    buffer: Vec<u8>,
    start: usize,
    source_ended: bool,
    reader: csv_core::Reader,
    record: Vec<u8>,
    ends: Vec<usize>,
    lines: LineCounter,
    limits: Limits,
    dialect: Dialect,
    headers: Vec<String>,
    heading_line: u64,
    problems: Vec<Problem>,
    gaps: Option<Gaps>,
    /// Rows that were looked at to find the heading, and the fault that ended the look.
    pending: VecDeque<(u64, Vec<String>)>,
    /// The rows above the heading that are not blank, with their lines.
    pub(super) above: Vec<(u64, Vec<String>)>,
    failure: Option<Error>,
    ended: bool,
    last_byte: u8,
    /// The line of the record within a quoted cell of which the file ends, and the last line.
    open: Option<(u64, u64)>,
    /// The line of the last record, when no line end stands behind it.
    unended: Option<u64>,
    /// How many records were read, and the lines of those with something behind a closing quote.
    records: u64,
    stray: BTreeSet<u64>,
}

/// The first rows of a file, as far as they are looked at to find its heading.
pub(crate) const HEAD_ROWS: usize = 60;

/// Where the heading stands among the first rows that are not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeadingAt {
    /// How many rows stand above it.
    pub(crate) above: usize,
    /// How many rows it has; none in a file of data alone.
    pub(crate) rows: usize,
    /// The names of the columns.
    pub(crate) headers: Vec<String>,
}

impl HeadingAt {
    /// The first row.
    pub(crate) fn first(head: &[Vec<String>]) -> Self {
        Self { above: 0, rows: 1, headers: head.first().cloned().unwrap_or_default() }
    }
}

impl<R: Read> Table<R> {
    /// Reads the head of a file: encoding, dialect and heading, which is the first row that is not
    /// blank. A file without any row has no headers and no rows.
    ///
    /// # Errors
    /// As [`Table`]; `bad_choice` for an unknown encoding or a delimiter or quote outside ASCII.
    pub fn open(source: R, options: &TableOptions) -> Result<Self> {
        Self::open_with(source, options, HeadingAt::first)
    }

    /// As [`Table::open`], with the heading where `find` says among the first rows.
    pub(crate) fn open_with(
        source: R,
        options: &TableOptions,
        find: impl FnOnce(&[Vec<String>]) -> HeadingAt,
    ) -> Result<Self> {
        let source = match &options.encoding {
            Some(name) => DecodedReader::with_encoding(source, name)?,
            None => DecodedReader::new(source)?,
        };
        let mut table = Self {
            source,
            buffer: Vec::new(),
            start: 0,
            source_ended: false,
            reader: csv_core::Reader::new(),
            record: vec![0; options.limits.record_bytes.min(4096) + 1],
            ends: vec![0; options.limits.columns.min(64) + 1],
            lines: LineCounter::default(),
            limits: options.limits,
            dialect: Dialect::default(),
            headers: Vec::new(),
            heading_line: 0,
            problems: Vec::new(),
            gaps: None,
            pending: VecDeque::new(),
            above: Vec::new(),
            failure: None,
            ended: false,
            last_byte: b'\n',
            open: None,
            unended: None,
            records: 0,
            stray: BTreeSet::new(),
        };
        table.skip_lines(options.skip_lines)?;
        table.start_reading(options.dialect)?;
        table.read_headers(find)?;
        Ok(table)
    }

    /// The heading: the names of the columns as they stand in the file.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// What is odd about the heading: `repeated` at `headers[3]` with the facts `column` and
    /// `first` (numbers of columns, 1 is the first) for a name that stands there twice.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The dialect in which the table is read.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The line on which the heading ends; 0 when there is none.
    #[must_use]
    pub fn heading_line(&self) -> u64 {
        self.heading_line
    }

    /// Whether the encoding is certain, as far as it is known at this point.
    #[must_use]
    pub fn is_encoding_certain(&self) -> bool {
        self.source.is_certain()
    }

    /// The encoding's name, as far as it is known at this point.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.source.encoding()
    }

    /// The next row that is not blank, or `None` at the end.
    ///
    /// # Errors
    /// As [`Table`]. After an error there are no more rows.
    pub fn next_row(&mut self) -> Result<Option<Row>> {
        if let Some((line, cells)) = self.pending.pop_front() {
            return Ok(Some(self.row(line, cells)));
        }
        if let Some(failure) = self.failure.take() {
            self.ended = true;
            return Err(failure);
        }
        while !self.ended {
            let row = self.read_cells();
            self.ended = !matches!(row, Ok(Some(_)));
            if let Some((line, cells)) = row?
                && cells.iter().any(|cell| !cell.is_empty())
            {
                return Ok(Some(self.row(line, cells)));
            }
        }
        Ok(None)
    }

    fn row(&self, line: u64, cells: Vec<String>) -> Row {
        let open_until = self.open.filter(|(at, _)| *at == line).map(|(_, until)| until);
        let is_stray = self.stray.contains(&line);
        Row { line, cells, width: self.headers.len(), open_until, is_stray }
    }

    /// The line of the last row, once it was read, when the file ends without a line end: it may
    /// have been cut off there.
    pub(crate) fn unended(&self) -> Option<u64> {
        self.unended
    }

    fn skip_lines(&mut self, count: u64) -> Result<()> {
        while self.lines.line() <= count {
            self.fill()?;
            if self.start >= self.buffer.len() {
                return Ok(());
            }
            self.take(1);
        }
        Ok(())
    }

    fn start_reading(&mut self, dialect: Option<Dialect>) -> Result<()> {
        self.fill()?;
        let head = self.buffer.get(self.start..).unwrap_or_default();
        let valid = std::str::from_utf8(head).map_or_else(|error| error.valid_up_to(), str::len);
        let sample = head.get(..valid).and_then(|head| std::str::from_utf8(head).ok());
        let sample = sample.unwrap_or_default();
        self.dialect = dialect.unwrap_or_else(|| Dialect::detect(sample, self.source_ended));
        let separator_line = separator_line(sample).map_or(0, |(_, length)| length);
        self.take(separator_line);
        let delimiter = ascii(self.dialect.delimiter, "delimiter")?;
        let quote = ascii(self.dialect.quote, "quote")?;
        self.reader = csv_core::ReaderBuilder::new().delimiter(delimiter).quote(quote).build();
        let mut gaps = Gaps::new(delimiter, quote);
        let rest = self.buffer.split_off(self.start.min(self.buffer.len()));
        (self.buffer, self.start) = (gaps.close(rest), 0);
        self.gaps = Some(gaps);
        Ok(())
    }

    fn read_headers(&mut self, find: impl FnOnce(&[Vec<String>]) -> HeadingAt) -> Result<()> {
        let (mut lines, mut head) = (Vec::new(), Vec::new());
        while head.len() < HEAD_ROWS && self.failure.is_none() && !self.ended {
            match self.read_cells() {
                Ok(Some((line, cells))) if cells.iter().any(|cell| !cell.is_empty()) => {
                    lines.push(line);
                    head.push(cells);
                }
                Ok(Some(_)) => {}
                Ok(None) => self.ended = true,
                Err(error) if head.is_empty() => return Err(error),
                Err(error) => self.failure = Some(error),
            }
        }
        let found = find(&head);
        self.headers = found.headers;
        while self.headers.last().is_some_and(String::is_empty) {
            self.headers.pop();
        }
        let below = found.above + found.rows;
        let last = below.checked_sub(1).filter(|_| found.rows > 0);
        let heading = lines.iter().take(below);
        if let Some((line, until)) = self.open.filter(|(at, _)| heading.clone().any(|it| it == at))
        {
            return Err(open_quote(line, until).into());
        }
        self.heading_line = last.and_then(|at| lines.get(at)).copied().unwrap_or(0);
        self.pending = lines.into_iter().zip(head).collect();
        let heading = self.pending.split_off(below.min(self.pending.len()));
        let above = std::mem::replace(&mut self.pending, heading).into_iter();
        self.above = above.take(found.above).collect();
        let keys: Vec<String> = self.headers.iter().map(|name| text::search_key(name)).collect();
        for (index, key) in keys.iter().enumerate() {
            if let Some(first) = keys.iter().take(index).position(|other| other == key)
                && !key.is_empty()
            {
                let problem = Problem::new(Code::Repeated).at(format!("headers[{index}]"));
                self.problems.push(problem.fact("column", index + 1).fact("first", first + 1));
            }
        }
        Ok(())
    }

    /// Makes sure that unread bytes are in the buffer, unless the source has ended.
    fn fill(&mut self) -> Result<()> {
        if self.start < self.buffer.len() || self.source_ended {
            return Ok(());
        }
        self.buffer.clear();
        self.start = 0;
        let limit = u64::try_from(WINDOW).unwrap_or(u64::MAX);
        let read = self.source.by_ref().take(limit).read_to_end(&mut self.buffer);
        // What was decoded before a fault is read first; the fault comes again with the next call.
        match read {
            Ok(read) => self.source_ended = read < WINDOW,
            Err(error) if self.buffer.is_empty() => return Err(from_io(error)),
            Err(_) => {}
        }
        if let Some(gaps) = &mut self.gaps {
            self.buffer = gaps.close(std::mem::take(&mut self.buffer));
        }
        Ok(())
    }

    fn take(&mut self, bytes: usize) {
        let end = (self.start + bytes).min(self.buffer.len());
        let taken = self.buffer.get(self.start..end).unwrap_or_default();
        self.last_byte = taken.last().copied().unwrap_or(self.last_byte);
        self.lines.feed(taken);
        self.start = end;
    }

    /// Goes over line ends before a record, so that its line number is right.
    fn skip_line_ends(&mut self) -> Result<()> {
        loop {
            self.fill()?;
            let rest = self.buffer.get(self.start..).unwrap_or_default();
            let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if ends == 0 {
                return Ok(());
            }
            self.take(ends);
        }
    }

    /// The next record, with the line on which it begins.
    fn read_cells(&mut self) -> Result<Option<(u64, Vec<String>)>> {
        self.skip_line_ends()?;
        let line = self.lines.line();
        let (mut written, mut columns) = (0, 0);
        loop {
            self.fill()?;
            let (outcome, read, out, ends) = self.reader.read_record(
                self.buffer.get(self.start..).unwrap_or_default(),
                self.record.get_mut(written..).unwrap_or_default(),
                self.ends.get_mut(columns..).unwrap_or_default(),
            );
            self.take(read);
            written += out;
            columns += ends;
            match outcome {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    grow(&mut self.record, self.limits.record_bytes)
                        .map_err(|limit| too_large(line, "record_bytes", limit))?;
                }
                ReadRecordResult::OutputEndsFull => {
                    grow(&mut self.ends, self.limits.columns)
                        .map_err(|limit| too_large(line, "columns", limit))?;
                }
                ReadRecordResult::Record => {
                    self.look_at_end(line);
                    self.records += 1;
                    if self.gaps.as_ref().is_some_and(|gaps| gaps.is_stray(self.records)) {
                        self.stray.insert(line);
                    }
                    return self.cells(columns).map(|cells| Some((line, cells)));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Notes how the file ends, if it ends with the record that begins on this line.
    fn look_at_end(&mut self, line: u64) {
        if self.source_ended && self.start >= self.buffer.len() {
            let is_open = self.gaps.as_ref().is_some_and(Gaps::is_open);
            self.open = is_open.then(|| (line, self.lines.line()));
            self.unended = (!matches!(self.last_byte, b'\r' | b'\n')).then_some(line);
        }
    }

    fn cells(&self, columns: usize) -> Result<Vec<String>> {
        let mut start = 0;
        let mut cells = Vec::with_capacity(columns);
        for end in self.ends.iter().take(columns) {
            let cell = self.record.get(start..*end).unwrap_or_default();
            let cell = std::str::from_utf8(cell).map_err(|_| Error::internal("utf-8"))?;
            cells.push(cell.trim().to_owned());
            start = *end;
        }
        Ok(cells)
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_row().transpose()
    }
}

fn ascii(character: char, path: &str) -> Result<u8> {
    u8::try_from(character)
        .ok()
        .filter(u8::is_ascii)
        .ok_or_else(|| Problem::new(Code::BadChoice).at(path).into())
}

/// Doubles a buffer up to the limit; one beyond the limit so that a full one is within it.
fn grow<T: Clone + Default>(buffer: &mut Vec<T>, limit: usize) -> Result<(), usize> {
    if buffer.len() > limit {
        return Err(limit);
    }
    buffer.resize(buffer.len().saturating_mul(2).min(limit.saturating_add(1)), T::default());
    Ok(())
}

fn open_quote(line: u64, until: u64) -> Problem {
    let problem = Problem::new(Code::BadTable).fact("line", line);
    problem.fact("of", "open_quote").fact("until", until)
}

fn too_large(line: u64, of: &str, limit: usize) -> Error {
    Problem::new(Code::BadTable).fact("line", line).fact("limit", limit).fact("of", of).into()
}

#[cfg(test)]
#[path = "table_tests.rs"]
mod tests;
