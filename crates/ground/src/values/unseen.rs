//! What cannot be seen in a text: marks that make two texts look alike which are not.

use std::borrow::Cow;

use icu_properties::CodePointMapData;
use icu_properties::CodePointSetData;
use icu_properties::props::{
    CanonicalCombiningClass, DefaultIgnorableCodePoint, EmojiModifier, ExtendedPictographic,
    JoiningType, NoncharacterCodePoint,
};

use crate::error::{Code, Problem};

/// The first character that has no place in a text of one line: a line end, a tab or another
/// control character, or one that [`is_unseen`] where it stands.
#[must_use]
pub fn misfit(text: &str) -> Option<char> {
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_control();
    if text.bytes().all(is_plain) {
        return None;
    }
    find(text, |character| is_line_end(character) || character.is_control())
}

/// Whether a text can stand where one line is wanted.
///
/// # Errors
/// `bad_character` with the fact `character` (`U+200B`), the first one that is a [`misfit`].
pub fn one_line(text: &str) -> Result<(), Problem> {
    let Some(found) = misfit(text) else { return Ok(()) };
    let character = format!("U+{:04X}", u32::from(found));
    Err(Problem::new(Code::BadCharacter).fact("character", character))
}

/// The text without what cannot be seen; line ends and tabs stay.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_dropped = |it: char| it.is_control() && !matches!(it, '\t' | '\n' | '\r' | '\u{85}');
    if find(text, is_dropped).is_none() {
        return Cow::Borrowed(text);
    }
    let mut before = Before::default();
    let mut rest = text.chars().peekable();
    let mut kept = String::with_capacity(text.len());
    while let Some(character) = rest.next() {
        if is_dropped(character) || before.hides(character, rest.peek().copied()) {
            continue;
        }
        before.pass(character);
        kept.push(character);
    }
    Cow::Owned(kept)
}

/// A text of several lines as it is kept: each line ends with `\n`, however it was typed, what
/// cannot be seen is left out, and nothing blank stands around it.
#[must_use]
pub fn lines(text: &str) -> String {
    let mut plain = text.replace("\r\n", "\n");
    if plain.contains(['\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        plain = plain.replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    }
    visible(&plain).trim().to_owned()
}

/// A text that is looked for: without what cannot be seen in it, and nothing blank around it.
#[must_use]
pub fn sought(text: &str) -> String {
    visible(text).trim().to_owned()
}

/// Whether a character is never seen by itself: zero-width and blank ones, marks of direction and
/// order, soft hyphens, and code points that are no characters. Joiners and variation selectors
/// are such too; only within a text can be told whether they do anything there.
#[must_use]
pub fn is_unseen(character: char) -> bool {
    const IGNORABLE: icu_properties::CodePointSetDataBorrowed<'static> =
        CodePointSetData::new::<DefaultIgnorableCodePoint>();
    const NONE: icu_properties::CodePointSetDataBorrowed<'static> =
        CodePointSetData::new::<NoncharacterCodePoint>();
    // Nearly all texts: letters, digits, and the characters of Chinese.
    if character.is_ascii() || matches!(character, '\u{4e00}'..='\u{9fff}') {
        return false;
    }
    // The notes between lines and the blank Braille pattern are not ignorable, and yet unseen.
    IGNORABLE.contains(character)
        || NONE.contains(character)
        || matches!(character, '\u{2800}' | '\u{fff9}'..='\u{fffb}')
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}')
}

fn find(text: &str, is_bad: impl Fn(char) -> bool) -> Option<char> {
    let mut before = Before::default();
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        if is_bad(character) || before.hides(character, rest.peek().copied()) {
            return Some(character);
        }
        before.pass(character);
    }
    None
}

/// What stands before a place in a text, as far as it decides whether a mark does anything there.
#[derive(Default)]
struct Before {
    /// The character just before.
    last: Option<char>,
    /// The last one that is no mark on another one.
    base: Option<char>,
    /// Whether a flag of parts of a country is being written.
    flag: bool,
}

impl Before {
    fn pass(&mut self, character: char) {
        self.flag = character == '\u{1f3f4}' || self.flag && is_tag(character);
        self.last = Some(character);
        let is_mark = joining(character) == JoiningType::Transparent
            || CodePointSetData::new::<EmojiModifier>().contains(character);
        if !is_mark {
            self.base = Some(character);
        }
    }

    /// Whether a character that comes next would not be seen, nor change what is.
    fn hides(&self, character: char, next: Option<char>) -> bool {
        is_unseen(character)
            && !match character {
                '\u{200c}' | '\u{200d}' => self.joins(character, next),
                '\u{fe0e}' | '\u{fe0f}' => {
                    self.last.is_some_and(is_picture) || next == Some('\u{20e3}')
                }
                '\u{fe00}'..='\u{fe0d}' | '\u{e0100}'..='\u{e01ef}' => {
                    self.last.is_some_and(|last| last >= '\u{2000}' && !is_unseen(last))
                }
                '\u{180b}'..='\u{180f}' => {
                    self.last.is_some_and(|last| matches!(last, '\u{1800}'..='\u{18af}'))
                }
                _ => self.flag && is_tag(character),
            }
    }

    /// Whether a joiner or non-joiner joins or parts something: letters of Indic scripts beside a
    /// virama, letters that are written together (Persian), and the parts of an emoji.
    fn joins(&self, joiner: char, next: Option<char>) -> bool {
        let is_virama = |it: char| {
            let class = CodePointMapData::<CanonicalCombiningClass>::new().get(it);
            class == CanonicalCombiningClass::Virama
        };
        let is_joined = |it: char| {
            let kinds =
                [JoiningType::DualJoining, JoiningType::LeftJoining, JoiningType::RightJoining];
            kinds.contains(&joining(it))
        };
        let is_emoji = joiner == '\u{200d}'
            && self.base.is_some_and(is_picture)
            && next.is_some_and(is_picture);
        is_emoji
            || self.last.is_some_and(is_virama)
            || next.is_some_and(is_virama)
            || self.base.is_some_and(is_joined) && next.is_some_and(is_joined)
    }
}

fn joining(character: char) -> JoiningType {
    CodePointMapData::<JoiningType>::new().get(character)
}

fn is_picture(character: char) -> bool {
    CodePointSetData::new::<ExtendedPictographic>().contains(character)
}

fn is_tag(character: char) -> bool {
    matches!(character, '\u{e0020}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_found_and_left_out() {
        for mark in [
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{180e}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{200e}',
            '\u{200f}',
            '\u{202a}',
            '\u{202e}',
            '\u{2060}',
            '\u{2066}',
            '\u{2069}',
            '\u{206a}',
            '\u{2800}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{fff9}',
            '\u{fffe}',
            '\u{e0041}',
            '\u{e0100}',
            '\0',
            '\u{7}',
            '\u{7f}',
            '\u{9f}',
        ] {
            for text in [format!("{mark}Acme"), format!("Ac{mark}me"), format!("Acme{mark}")] {
                assert_eq!(misfit(&text), Some(mark), "{text:?}");
                assert_eq!(visible(&text), "Acme", "{text:?}");
            }
        }
        for end in ['\n', '\r', '\t', '\u{2028}', '\u{2029}'] {
            let text = format!("Ac{end}me");
            assert_eq!(misfit(&text), Some(end));
            assert_eq!(visible(&text), text);
        }
    }

    #[test]
    fn lines_end_alike_and_nothing_unseen_is_kept() {
        assert_eq!(lines(" a\r\nb\rc\u{2028}d\u{85}e\tf\n"), "a\nb\nc\nd\ne\tf");
        assert_eq!(lines("\u{feff}a\u{200b}b\u{202e}\n"), "ab");
        assert_eq!(lines("\u{200b}\n\u{202e} \u{feff}"), "");
        assert_eq!(sought(" \u{feff}a b\u{200e} "), "a b");
    }

    #[test]
    fn marks_that_do_something_stay() {
        for text in [
            "晨星商行",
            "Café Zoë",
            "می\u{200c}روم",
            "کتاب\u{200c}ها",
            "क्\u{200d}ष",
            "ক্\u{200c}ষ",
            "ර\u{200d}\u{dca}ය",
            "👩\u{200d}💻",
            "👩🏽\u{200d}💻 商行",
            "❤\u{fe0f}\u{200d}🔥",
            "1\u{fe0f}\u{20e3}",
            "葛\u{e0100}城市",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "ᠠ\u{180b}",
        ] {
            assert_eq!(misfit(text), None, "{text:?}");
            assert_eq!(visible(text), text);
        }
        assert_eq!(misfit("上海\u{200d}商行"), Some('\u{200d}'));
        assert_eq!(misfit("e\u{301}\u{200d}cole"), Some('\u{200d}'));
        assert_eq!(misfit("上\u{fe0f}海"), Some('\u{fe0f}'));
    }
}
