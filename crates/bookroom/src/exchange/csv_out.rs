//! Tables out to CSV: RFC 4180, in UTF-8 or GB18030, and safe to open in a spreadsheet.

use std::borrow::Cow;
use std::io::{self, Write};

use encoding_rs::{Encoder, EncoderResult, GB18030};
use serde::{Deserialize, Serialize};

use super::decode::from_io;
use crate::error::{Code, Error, Problem, Result};

/// The encoding of a file to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutEncoding {
    /// UTF-8 with a byte-order mark, by which spreadsheets know it.
    #[default]
    Utf8WithMark,
    /// UTF-8 without mark.
    Utf8,
    /// GB18030, for older Chinese software. It holds all of Unicode, except U+E5E5; 18 characters
    /// of the private use area come back as the standard ones that replaced them in 2022.
    Gb18030,
}

/// Writes a table as CSV: comma, double quotes where needed, CR LF. Cells that a spreadsheet would
/// take for a formula are guarded, see [`guard`]. Call [`CsvWriter::finish`] at the end.
pub struct CsvWriter<W: Write> {
    csv: csv::Writer<EncodedWriter<W>>,
}

impl<W: Write> CsvWriter<W> {
    /// A writer into `target`. The byte-order mark, if any, is written with the first row.
    pub fn new(target: W, encoding: OutEncoding) -> Self {
        Self::delimited(target, encoding, b',')
    }

    /// As [`CsvWriter::new`], with another character between cells.
    pub fn delimited(target: W, encoding: OutEncoding, delimiter: u8) -> Self {
        let encoder = (encoding == OutEncoding::Gb18030).then(|| GB18030.new_encoder());
        let mark = encoding == OutEncoding::Utf8WithMark;
        let target = EncodedWriter { target, encoder, mark, pending: Vec::new() };
        let csv = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(target);
        Self { csv }
    }

    /// Writes one row.
    ///
    /// # Errors
    /// `file_access` when the target fails, `bad_character` for U+E5E5 in GB18030. Rows are
    /// buffered, so an error may concern a row before.
    pub fn row<I, T>(&mut self, cells: I) -> Result<()>
    where
        I: IntoIterator<Item = T>,
        T: AsRef<str>,
    {
        for cell in cells {
            self.csv.write_field(guard(cell.as_ref()).as_bytes()).map_err(from_csv)?;
        }
        self.csv.write_record(None::<&[u8]>).map_err(from_csv)
    }

    /// Writes what is buffered and returns the target.
    ///
    /// # Errors
    /// As [`CsvWriter::row`].
    pub fn finish(self) -> Result<W> {
        let mut target = self.csv.into_inner().map_err(|error| from_io(error.into_error()))?;
        target.flush().map_err(from_io)?;
        Ok(target.target)
    }
}

fn from_csv(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => from_io(error),
        _ => Error::internal("csv"),
    }
}

/// Makes a cell safe to open in a spreadsheet: a text that begins with `=`, `+`, `-`, `@` (or their
/// full-width forms), a tab or a line end gets an apostrophe in front, which spreadsheets take for
/// "this is text". Plain numbers (`-5`, `+1,234.50`, `-3%`) stay numbers. [`unguard`] takes it off
/// again, exactly: a text that already looks guarded gets another one.
///
/// The characters are those of OWASP's page on CSV injection.
#[must_use]
pub fn guard(cell: &str) -> Cow<'_, str> {
    let needs = if cell.starts_with('\'') { is_guarded(cell) } else { is_formula(cell) };
    if needs && !is_number(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Takes off the apostrophe that [`guard`] has put in front of a text, or that banks and
/// spreadsheets put in front of digits to mark them as text.
#[must_use]
pub fn unguard(cell: &str) -> &str {
    if is_guarded(cell) { cell.get(1..).unwrap_or_default() } else { cell }
}

/// Whether there are apostrophes in front of a formula character or of nothing but digits.
fn is_guarded(cell: &str) -> bool {
    let text = cell.trim_start_matches('\'');
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.len() < cell.len() && (is_formula(text) || is_digits)
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'])
}

/// A sign, digits with perhaps thousands separators and one point, perhaps a percent sign.
fn is_number(cell: &str) -> bool {
    let unsigned = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let digits = unsigned.strip_suffix('%').unwrap_or(unsigned);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    whole.split(',').all(all_digits) && all_digits(decimals)
}

/// Takes UTF-8 in pieces of any length and writes it in the encoding.
struct EncodedWriter<W> {
    target: W,
    encoder: Option<Encoder>,
    mark: bool,
    /// The first bytes of a character whose rest has not come yet.
    pending: Vec<u8>,
}

impl<W: Write> EncodedWriter<W> {
    fn write_encoded(&mut self) -> io::Result<()> {
        let valid = match std::str::from_utf8(&self.pending) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Err(io::ErrorKind::InvalidData.into()),
        };
        let Some(encoder) = &mut self.encoder else { return Ok(()) };
        let mut text = std::str::from_utf8(self.pending.get(..valid).unwrap_or_default())
            .map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        let mut encoded = Vec::new();
        loop {
            let room = encoder.max_buffer_length_from_utf8_without_replacement(text.len());
            encoded.reserve(room.unwrap_or(text.len().saturating_mul(2)).max(16));
            let (outcome, read) =
                encoder.encode_from_utf8_to_vec_without_replacement(text, &mut encoded, false);
            text = text.get(read..).unwrap_or_default();
            match outcome {
                EncoderResult::InputEmpty => break,
                EncoderResult::OutputFull => {}
                EncoderResult::Unmappable(_) => {
                    let error = Error::from(Problem::new(Code::BadCharacter));
                    return Err(io::Error::new(io::ErrorKind::InvalidData, error));
                }
            }
        }
        self.pending.drain(..valid);
        self.target.write_all(&encoded)
    }
}

impl<W: Write> Write for EncodedWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if std::mem::take(&mut self.mark) {
            self.target.write_all("\u{feff}".as_bytes())?;
        }
        if self.encoder.is_some() {
            self.pending.extend_from_slice(bytes);
            self.write_encoded()?;
        } else {
            self.target.write_all(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.target.flush()
    }
}

#[cfg(test)]
#[path = "csv_out_tests.rs"]
mod tests;
