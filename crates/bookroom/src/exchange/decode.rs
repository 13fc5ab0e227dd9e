//! Bytes of a file to text, as a stream: the encoding is recognised (or named by the caller) and
//! memory stays bounded whatever the file's size.
//!
//! Order of recognition: a byte-order mark (UTF-8, UTF-16); UTF-16 without one; an encoding in
//! which the first lines hold names of fields; UTF-8, strictly; GB18030 (which holds GB2312 and
//! GBK); else what `chardetng` guesses, if the text has no control characters. What is only guessed
//! is not certain, and reported so. That decision is made at the first byte that is not ASCII, over
//! the [`WINDOW`] that follows it.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::{guess, sniff};
use crate::error::{Code, Error, Problem, Result};

/// How many bytes are read at a time and looked at to recognise the encoding.
pub const WINDOW: usize = 64 * 1024;

/// Reads UTF-8 text from a source in any encoding.
///
/// Fails, as [`io::Error`]s that [`from_io`] turns back, with `bad_encoding` where bytes are in no
/// encoding or hold a NUL. Its facts are `byte` (offset from the start, 0 is the first byte),
/// `line` (1 is the first) and `encoding` (the one that was tried). Everything before that place
/// is read first. Errors of the source become `file_access`.
pub struct DecodedReader<R> {
    source: R,
    /// What was read and not yet decoded is `raw[start..]`.
    raw: Vec<u8>,
    start: usize,
    source_ended: bool,
    decoder: Option<Decoder>,
    encoding: &'static Encoding,
    /// Whether the encoding was named, marked, or is shown by the text.
    certain: bool,
    /// What was decoded and not yet handed out is `text[handed..]`.
    text: String,
    handed: usize,
    /// How many bytes of the source lie before `raw[start]`.
    offset: u64,
    lines: LineCounter,
    /// The last byte of what was plain ASCII so far.
    before: Option<u8>,
    failure: Option<Error>,
    finished: bool,
}

impl<R: Read> DecodedReader<R> {
    /// A reader that recognises the encoding.
    ///
    /// # Errors
    /// `file_access` when the source cannot be read; `foreign_format` with the fact `format` when
    /// it is a spreadsheet, a PDF or something else that is no text.
    pub fn new(source: R) -> Result<Self> {
        let mut reader = Self::plain(source, UTF_8);
        reader.fill_raw().map_err(from_io)?;
        refuse_foreign(&reader.raw)?;
        if let Some((encoding, length)) = Encoding::for_bom(&reader.raw) {
            reader.consume(length);
            reader.set_encoding(encoding);
        } else if let Some(encoding) = guess::wide(&reader.raw) {
            reader.certain = guess::shows_names(encoding, &reader.raw);
            reader.set_encoding(encoding);
        } else if let Some(encoding) = guess::by_names(&reader.raw) {
            reader.set_encoding(encoding);
        }
        Ok(reader)
    }

    /// A reader for the encoding called `name`: any label of the WHATWG Encoding Standard, such as
    /// `utf-8`, `gb18030`, `gbk`, `big5`, `utf-16le`, `windows-1252`. A fitting byte-order mark is
    /// left out.
    ///
    /// # Errors
    /// `bad_choice` at `encoding` when there is no such encoding; `file_access`, `foreign_format`.
    pub fn with_encoding(source: R, name: &str) -> Result<Self> {
        let encoding = Encoding::for_label_no_replacement(name.as_bytes())
            .ok_or_else(|| Problem::new(Code::BadChoice).at("encoding"))?;
        let mut reader = Self::plain(source, encoding);
        reader.decoder = Some(encoding.new_decoder_with_bom_removal());
        reader.fill_raw().map_err(from_io)?;
        refuse_foreign(&reader.raw)?;
        Ok(reader)
    }

    fn plain(source: R, encoding: &'static Encoding) -> Self {
        Self {
            source,
            raw: Vec::new(),
            start: 0,
            source_ended: false,
            decoder: None,
            encoding,
            certain: true,
            text: String::new(),
            handed: 0,
            offset: 0,
            lines: LineCounter::default(),
            before: None,
            failure: None,
            finished: false,
        }
    }

    /// The encoding's name. It is `UTF-8` as long as only ASCII has been read.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        name_of(self.encoding)
    }

    /// Whether the encoding is certain: named by the caller, marked in the file, good UTF-8, or
    /// shown by headings that are known in it.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.certain
    }

    fn set_encoding(&mut self, encoding: &'static Encoding) {
        self.encoding = encoding;
        self.decoder = Some(encoding.new_decoder_without_bom_handling());
    }

    /// Reads until `raw` holds a whole window or the source ends.
    fn fill_raw(&mut self) -> io::Result<()> {
        self.raw.drain(..self.start);
        self.start = 0;
        let missing = WINDOW.saturating_sub(self.raw.len());
        if missing > 0 && !self.source_ended {
            let limit = u64::try_from(missing).unwrap_or(u64::MAX);
            let read = self.source.by_ref().take(limit).read_to_end(&mut self.raw)?;
            self.source_ended = read < missing;
        }
        Ok(())
    }

    fn consume(&mut self, bytes: usize) {
        self.start += bytes;
        self.offset += u64::try_from(bytes).unwrap_or(0);
    }

    /// Decodes the next window into `text`.
    fn advance(&mut self) -> Result<()> {
        self.text.clear();
        self.handed = 0;
        self.fill_raw().map_err(from_io)?;
        if self.decoder.is_none() {
            let ascii = Encoding::ascii_valid_up_to(&self.raw);
            if ascii > 0 || self.raw.is_empty() {
                self.finished = self.raw.is_empty();
                return self.take_ascii(ascii);
            }
            match guess::encoding_of(&self.raw, self.source_ended) {
                Ok(encoding) => {
                    self.certain =
                        encoding == UTF_8 && !guess::may_be_pairs(&self.raw, self.before);
                    self.set_encoding(encoding);
                }
                Err(at) => return Err(self.problem(at, UTF_8)),
            }
        }
        self.decode()
    }

    fn take_ascii(&mut self, length: usize) -> Result<()> {
        let ascii = self.raw.get(..length).unwrap_or_default();
        let nul = ascii.iter().position(|byte| *byte == 0);
        let good = ascii.get(..nul.unwrap_or(length)).unwrap_or_default();
        self.text.push_str(std::str::from_utf8(good).unwrap_or_default());
        self.lines.feed(self.text.as_bytes());
        self.before = good.last().copied();
        if let Some(at) = nul {
            return Err(self.problem(at, self.encoding));
        }
        self.consume(length);
        Ok(())
    }

    fn decode(&mut self) -> Result<()> {
        let Some(decoder) = self.decoder.as_mut() else {
            return Err(Error::internal("decoder"));
        };
        let room = decoder.max_utf8_buffer_length_without_replacement(self.raw.len());
        self.text.reserve(room.unwrap_or(WINDOW * 3 + 16));
        let (outcome, read) = decoder.decode_to_string_without_replacement(
            &self.raw,
            &mut self.text,
            self.source_ended,
        );
        let nul = self.text.find('\0');
        if let Some(at) = nul {
            self.text.truncate(at);
        }
        self.lines.feed(self.text.as_bytes());
        if nul.is_some() {
            let wide = self.encoding == UTF_16LE || self.encoding == UTF_16BE;
            let at = if wide {
                self.raw.chunks(2).position(|pair| pair == [0, 0]).map(|pair| pair * 2)
            } else {
                self.raw.iter().position(|byte| *byte == 0)
            };
            return Err(self.problem(at.unwrap_or(0), self.encoding));
        }
        self.consume(read);
        match outcome {
            DecoderResult::Malformed(length, after) => {
                self.offset -= u64::from(length) + u64::from(after);
                Err(self.problem(0, self.encoding))
            }
            DecoderResult::InputEmpty => {
                self.finished = self.source_ended;
                Ok(())
            }
            DecoderResult::OutputFull => Ok(()),
        }
    }

    /// The error for the byte `at` places after the current one.
    fn problem(&self, at: usize, encoding: &'static Encoding) -> Error {
        Problem::new(Code::BadEncoding)
            .fact("byte", self.offset + u64::try_from(at).unwrap_or(0))
            .fact("line", self.lines.line())
            .fact("encoding", name_of(encoding))
            .into()
    }
}

fn refuse_foreign(head: &[u8]) -> Result<()> {
    match sniff::format_of(head) {
        Some(format) => Err(Problem::new(Code::ForeignFormat).fact("format", format).into()),
        None => Ok(()),
    }
}

/// The usual way to write it. The decoders of GBK and GB18030 are the same.
fn name_of(encoding: &'static Encoding) -> &'static str {
    if encoding == GBK || encoding == GB18030 { "GB18030" } else { encoding.name() }
}

impl<R: Read> Read for DecodedReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.handed == self.text.len() && !out.is_empty() {
            if let Some(failure) = &self.failure {
                return Err(io::Error::new(io::ErrorKind::InvalidData, failure.clone()));
            }
            if self.finished {
                return Ok(0);
            }
            self.failure = self.advance().err();
        }
        let rest = self.text.as_bytes().get(self.handed..).unwrap_or_default();
        let count = rest.len().min(out.len());
        if let (Some(target), Some(text)) = (out.get_mut(..count), rest.get(..count)) {
            target.copy_from_slice(text);
        }
        self.handed += count;
        Ok(count)
    }
}

/// Counts lines ended by LF, CR LF or CR.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct LineCounter {
    ended: u64,
    after_return: bool,
}

impl LineCounter {
    /// Takes in the next bytes of the text.
    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match byte {
                b'\n' if self.after_return => {}
                b'\n' | b'\r' => self.ended += 1,
                _ => {}
            }
            self.after_return = *byte == b'\r';
        }
    }

    /// The number of the line that the next byte lies on; 1 is the first.
    pub(crate) fn line(self) -> u64 {
        self.ended + 1
    }
}

/// Decodes a whole text that is in memory already; returns it with the encoding's name.
///
/// # Errors
/// As [`DecodedReader`].
pub fn decode_all(bytes: &[u8], encoding: Option<&str>) -> Result<(String, &'static str)> {
    let mut reader = match encoding {
        Some(name) => DecodedReader::with_encoding(bytes, name)?,
        None => DecodedReader::new(bytes)?,
    };
    let mut text = String::new();
    reader.read_to_string(&mut text).map_err(from_io)?;
    Ok((text, reader.encoding()))
}

/// The engine's error behind an error of a reader or writer of this module; errors of the file
/// itself become `file_access` with the fact `kind`.
#[must_use]
pub fn from_io(error: io::Error) -> Error {
    let kind = error.kind();
    match error.downcast::<Error>() {
        Ok(error) => error,
        Err(_) => Problem::new(Code::FileAccess).fact("kind", kind).into(),
    }
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
