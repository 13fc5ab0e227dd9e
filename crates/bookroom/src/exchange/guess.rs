//! Which encoding a stretch of bytes is in, when neither a byte-order mark nor the caller says it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, DecoderResult, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, UTF_16BE,
    UTF_16LE, WINDOWS_1252,
};

use super::headers::words;

/// Below so many bytes outside ASCII the guess of `chardetng` is not trusted over a text that
/// looks like GB2312: a cell or two say too little.
const FEW: usize = 16;

/// How many bytes at the beginning of a file are looked at for names of fields.
const HEAD: usize = 4096;

/// In so many lines at the beginning headings are looked for.
const HEADING_LINES: usize = 3;

/// UTF-16 without a byte-order mark: every other byte of its plain characters is zero.
pub(crate) fn wide(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.get(..head.len().min(HEAD) & !1)?;
    let zeros = |odd: usize| {
        head.iter().enumerate().filter(|(at, byte)| at % 2 == odd && **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    match (even, odd) {
        (0, 0) => None,
        (0, odd) if odd * 64 >= head.len() && (odd >= 2 || head.len() < 8) => Some(UTF_16LE),
        (even, 0) if even * 64 >= head.len() && (even >= 2 || head.len() < 8) => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding in which the first lines hold names of fields beyond ASCII, if there is just one
/// that shows the most.
pub(crate) fn by_names(head: &[u8]) -> Option<&'static Encoding> {
    if head.is_ascii() || Utf8Evidence::of(head, head.len() < HEAD).is_utf8() {
        return None;
    }
    most(|encoding| names(encoding, head)).or_else(|| most(|encoding| headings(encoding, head)))
}

/// The encoding that shows the most, if there is just one.
fn most(shows: impl Fn(&'static Encoding) -> usize) -> Option<&'static Encoding> {
    let candidates = [GB18030, BIG5, SHIFT_JIS, EUC_JP, EUC_KR, WINDOWS_1252];
    let mut counts: Vec<(usize, &'static Encoding)> =
        candidates.into_iter().map(|encoding| (shows(encoding), encoding)).collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    match counts.as_slice() {
        [(first, encoding), (second, _), ..] if first > second => Some(encoding),
        _ => None,
    }
}

/// How many cells of the first lines are headings that are understood, words beside names and all.
fn headings(encoding: &'static Encoding, head: &[u8]) -> usize {
    let head = head.get(..head.len().min(HEAD)).unwrap_or_default();
    let (text, _) = encoding.decode_without_bom_handling(head);
    let is_end = |it: char| matches!(it, ',' | ';' | '\t' | '|' | '"');
    let cells = text.lines().take(HEADING_LINES).flat_map(|line| line.split(is_end));
    cells.filter(|cell| words::is_heading(cell.trim())).count()
}

/// Whether the first lines hold names of fields in this encoding.
pub(crate) fn shows_names(encoding: &'static Encoding, head: &[u8]) -> bool {
    names(encoding, head) > 0
}

fn names(encoding: &'static Encoding, head: &[u8]) -> usize {
    let head = head.get(..head.len().min(HEAD)).unwrap_or_default();
    let (text, _) = encoding.decode_without_bom_handling(head);
    let is_end = |it: char| matches!(it, ',' | ';' | '\t' | '|' | '\n' | '\r' | '"' | '(' | '（');
    text.split(is_end).filter(|cell| words::is_name(cell.trim())).count()
}

/// The encoding of `window`, which starts with a byte that is not ASCII; `whole` says that the text
/// ends with it.
///
/// # Errors
/// The place of the first byte that is not UTF-8, when the bytes are in no encoding.
pub(crate) fn encoding_of(window: &[u8], whole: bool) -> Result<&'static Encoding, usize> {
    let evidence = Utf8Evidence::of(window, whole);
    if evidence.is_utf8() {
        return Ok(UTF_8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(window, whole);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    let high = window.iter().filter(|byte| !byte.is_ascii()).count();
    let paired = paired(window);
    // Traditional Chinese read as GBK falls among characters that are not given to anybody.
    if !is_given(GB18030, window) && is_given(BIG5, window) && is_clean(BIG5, window, whole) {
        return Ok(BIG5);
    }
    if guessed == GBK || guessed == GB18030 {
        return Ok(GB18030);
    }
    let is_chinese = is_clean(GB18030, window, whole);
    if is_chinese && high < FEW && paired == high {
        return Ok(GB18030);
    }
    // Chinese with a broken place: single accented letters would not come in pairs.
    if guessed.is_single_byte()
        && high >= FEW
        && paired.saturating_mul(10) >= high.saturating_mul(9)
    {
        return Ok(GB18030);
    }
    if is_clean(guessed, window, whole) {
        return Ok(guessed);
    }
    if is_chinese { Ok(GB18030) } else { Err(evidence.first_broken) }
}

/// Whether text that is good UTF-8 may be a few Chinese characters all the same: all that it has
/// beyond ASCII are few pairs of bytes that are both, and no letters stand beside them as they do
/// in `Café`. `before` is the byte before the window.
pub(crate) fn may_be_pairs(window: &[u8], before: Option<u8>) -> bool {
    let Ok(text) = std::str::from_utf8(window) else { return false };
    let high = window.iter().filter(|byte| !byte.is_ascii()).count();
    let beside = |one: char, other: char| one.is_ascii_alphabetic() && !other.is_ascii();
    let mut last = before.map(char::from);
    let is_word = text.chars().any(|it| {
        let last = last.replace(it);
        last.is_some_and(|last| beside(last, it) || beside(it, last))
    });
    let in_pairs = text.chars().all(|it| it.len_utf8() <= 2);
    high > 0 && high < FEW && in_pairs && !is_word && paired(window) == high
}

/// What speaks for and against UTF-8.
struct Utf8Evidence {
    good: usize,
    broken: usize,
    cut_at_end: bool,
    first_broken: usize,
}

impl Utf8Evidence {
    fn of(window: &[u8], whole: bool) -> Self {
        let mut found = Self { good: 0, broken: 0, cut_at_end: false, first_broken: 0 };
        for chunk in window.utf8_chunks() {
            found.good += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
            if chunk.invalid().is_empty() {
                continue;
            }
            let place = chunk.invalid().as_ptr().addr() - window.as_ptr().addr();
            let at_end = place + chunk.invalid().len() == window.len();
            let is_cut = at_end
                && std::str::from_utf8(chunk.invalid())
                    .is_err_and(|error| error.error_len().is_none());
            if found.broken == 0 && !found.cut_at_end {
                found.first_broken = place;
            }
            match (is_cut, whole) {
                (true, true) => found.cut_at_end = true,
                (true, false) => {}
                _ => found.broken += 1,
            }
        }
        found
    }

    /// Text of another encoding is hardly ever good UTF-8 by chance, so a text with a few broken
    /// places is UTF-8 all the same: strict decoding will then name the place.
    fn is_utf8(&self) -> bool {
        if self.broken == 0 {
            return self.good > 0 || !self.cut_at_end;
        }
        self.good > self.broken.saturating_mul(4)
    }
}

/// Whether a text was once read in another encoding than it was written in: it holds the sign for
/// what could not be read, or becomes good UTF-8 when it is written back.
pub(crate) fn is_damaged(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    if text.contains('\u{fffd}') || text.contains("锟斤拷") || text.contains("ï¿½") {
        return true;
    }
    let foreign = text.chars().filter(|character| !character.is_ascii()).count();
    let turns_out = |encoding: &'static Encoding, enough: usize| {
        let (bytes, _, failed) = encoding.encode(text);
        foreign >= enough && !failed && std::str::from_utf8(&bytes).is_ok()
    };
    turns_out(WINDOWS_1252, 2) || turns_out(GBK, 4)
}

/// Whether a text in this encoding has no characters of the private use area.
fn is_given(encoding: &'static Encoding, window: &[u8]) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(window);
    !text.chars().any(|it| matches!(it, '\u{e000}'..='\u{f8ff}'))
}

/// Whether the bytes decode without a fault and without control characters.
fn is_clean(encoding: &'static Encoding, window: &[u8], whole: bool) -> bool {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(window.len());
    let mut text = String::with_capacity(room.unwrap_or(0));
    let (outcome, _) = decoder.decode_to_string_without_replacement(window, &mut text, whole);
    // The last one is the end mark of old DOS editors.
    let is_text = |character: char| {
        !character.is_control() || matches!(character, '\t' | '\n' | '\r' | '\u{1a}')
    };
    matches!(outcome, DecoderResult::InputEmpty) && text.chars().all(is_text)
}

/// How many bytes outside ASCII stand in pairs of GB2312's range, as Chinese does.
fn paired(window: &[u8]) -> usize {
    let in_range = |run: &[u8]| run.iter().all(|byte| (0xa1..=0xfe).contains(byte));
    let runs = window.split(u8::is_ascii).filter(|run| run.len() % 2 == 0 && in_range(run));
    runs.map(<[u8]>::len).sum()
}
