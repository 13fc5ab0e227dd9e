//! Texts: what can be stored, and the keys by which names and numbers are compared and searched.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use unicode_normalization::UnicodeNormalization;

/// Whether every supported database and file keeps this text: no NUL, no other control characters
/// except tab and line ends, and no code points that are no characters.
#[must_use]
pub fn is_storable(text: &str) -> bool {
    let is_none =
        |it: char| u32::from(it) & 0xfffe == 0xfffe || matches!(it, '\u{fdd0}'..='\u{fdef}');
    let is_bad = |it: char| it.is_control() && !matches!(it, '\t' | '\n' | '\r');
    !text.chars().any(|character| is_bad(character) || is_none(character))
}

/// The key by which texts are searched: compatibility-normalised (full-width letters and digits
/// become plain), Traditional characters in their Simplified form, lower case, without white space
/// and punctuation. Two names that share it may be two names: see [`identity`].
#[must_use]
pub fn search_key(text: &str) -> String {
    text.nfkc()
        .map(simplified_character)
        .flat_map(char::to_lowercase)
        .filter(|character| character.is_alphanumeric())
        .collect()
}

/// The Simplified form of a Traditional character; any other character as it is. Characters are
/// folded one by one, so that a part of a name has the key that it has within the whole.
#[must_use]
pub fn simplified_character(character: char) -> char {
    const UNIFIED: [std::ops::RangeInclusive<char>; 2] =
        ['\u{3400}'..='\u{9fff}', '\u{20000}'..='\u{323af}'];
    static FORMS: OnceLock<HashMap<char, char>> = OnceLock::new();
    if UNIFIED.iter().all(|range| !range.contains(&character)) {
        return character;
    }
    let forms = FORMS.get_or_init(|| {
        let Ok(converter) = OpenCC::from_config(BuiltinConfig::T2s) else { return HashMap::new() };
        let simple = |from: char| {
            let text = converter.convert(from.encode_utf8(&mut [0; 4]));
            let mut found = text.chars();
            let to = found.next().filter(|to| *to != from && found.next().is_none())?;
            Some((from, to))
        };
        UNIFIED.into_iter().flatten().filter_map(simple).collect()
    });
    forms.get(&character).copied().unwrap_or(character)
}

/// The key by which two names are taken for the same one: case and the number of spaces do not
/// count, everything else does. C++ is not C#, and 7-11 is not 711.
#[must_use]
pub fn identity(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// The key by which names are held to be nearly the same, for hints: as [`search_key`], but signs
/// that make another name stay (`+`, `#`, `&`, and points and strokes beside a digit).
#[must_use]
pub fn hint_key(text: &str) -> String {
    hint_words(text).concat()
}

/// The words of a [`hint_key`].
#[must_use]
pub fn hint_words(text: &str) -> Vec<String> {
    let folded: Vec<char> =
        text.nfkc().map(simplified_character).flat_map(char::to_lowercase).collect();
    let at = |place: Option<usize>| place.and_then(|place| folded.get(place)).copied();
    let mut words = vec![String::new()];
    for (place, found) in folded.iter().copied().enumerate() {
        let sides = [at(place.checked_sub(1)), at(place.checked_add(1))];
        let joins = sides.iter().all(|side| side.is_some_and(char::is_alphanumeric))
            && sides.iter().any(|side| side.is_some_and(char::is_numeric));
        let kept = match found {
            '-' | '‐' | '–' | '—' | '−' if joins => Some('-'),
            '.' | ':' if joins => Some(found),
            '+' | '#' | '&' | '@' | '%' | '*' | '=' | '/' | '\\' | '$' | '<' | '>' | '^' | '~' => {
                Some(found)
            }
            '.' | '\'' | '’' => continue,
            _ if found.is_alphanumeric() || !found.is_ascii() && is_symbol(found) => Some(found),
            _ => None,
        };
        match (kept, words.last_mut()) {
            (Some(kept), Some(word)) => word.push(kept),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// What a search text with signs that count is looked for by: C++ is in no C#, and 7-11 in no 711.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedText {
    /// `LIKE` pattern for the name's [`search_key`].
    pub key: String,
    /// `LIKE` patterns for the name in lower case without spaces, with half-width and with
    /// full-width signs; either may match. Letters that are not plain, and all of them beside
    /// full-width signs, stand as any letter: the key tells which.
    pub names: [String; 2],
    /// Whether the letters alone tell anything, so that they may be looked for where no name has
    /// the signs.
    pub may_fold: bool,
}

/// Reads a search text; none when no sign of it counts, or there are only signs.
#[must_use]
pub fn signed_text(text: &str) -> Option<SignedText> {
    let key = search_key(text);
    let words = hint_words(text);
    let is_sign = |found: char| !found.is_alphanumeric();
    if key.is_empty() || !words.iter().any(|word| word.contains(is_sign)) {
        return None;
    }
    let pattern = |sign: fn(char) -> char| {
        let letter = |found: char| match found {
            '%' | '_' | '!' if sign(found) == found => format!("!{found}"),
            _ if is_sign(found) => sign(found).to_string(),
            _ if found.is_ascii() && sign('+') == '+' => found.to_string(),
            _ => "_".to_owned(),
        };
        let words = words.iter().map(|word| word.chars().map(letter).collect::<String>());
        format!("%{}%", words.collect::<Vec<_>>().join("%"))
    };
    let wide = |found: char| match found {
        // The full-width forms stand in the order of ASCII.
        '!'..='~' => char::from_u32(u32::from(found) + 0xfee0).unwrap_or(found),
        _ => found,
    };
    Some(SignedText {
        may_fold: key.chars().count() > 1,
        key: like_anywhere(&key),
        names: [pattern(|found| found), pattern(wide)],
    })
}

/// Signs beyond ASCII that are neither letters nor the punctuation of Chinese and European texts:
/// emoji, currency signs, arrows.
#[must_use]
pub fn is_symbol(character: char) -> bool {
    let is_punctuation = matches!(
        character,
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '・'
            | '\u{fe00}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff65}' | '×' | '÷'
    );
    !is_punctuation
}

/// The text with Traditional characters in their Simplified form: for comparing headings and
/// finding what may be the same, never for telling apart what is.
#[must_use]
pub fn simplified(text: &str) -> Cow<'_, str> {
    if text.chars().all(|found| simplified_character(found) == found) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(simplified_character).collect())
}

/// The key by which phone and account numbers are compared: digits only.
#[must_use]
pub fn digits(text: &str) -> String {
    text.nfkc().filter(char::is_ascii_digit).collect()
}

/// `text` cut after `limit` characters, never inside one.
#[must_use]
pub fn clip(text: &str, limit: usize) -> &str {
    text.char_indices().nth(limit).map_or(text, |(end, _)| &text[..end])
}

/// A pattern for SQL `LIKE … ESCAPE '!'` that finds `part` anywhere.
#[must_use]
pub fn like_anywhere(part: &str) -> String {
    let mut pattern = String::with_capacity(part.len() + 2);
    pattern.push('%');
    for character in part.chars() {
        if matches!(character, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_fold_what_people_type_differently() {
        assert_eq!(search_key("ＡＢＣ 公司（上海）"), "abc公司上海");
        assert_eq!(simplified("客戶名稱 AB 單價"), "客户名称 AB 单价");
        assert_eq!(digits("０２１-5555 １２３４"), "02155551234");
        assert_eq!(clip("账房book", 3), "账房b");
        assert_eq!(like_anywhere("50%_!"), "%50!%!_!!%");
        assert!(!is_storable("a\0b"));
        assert_eq!(search_key("臺灣藍湖"), search_key("台湾蓝湖"));
    }

    #[test]
    fn signs_that_count_are_looked_for() {
        let of = |text| signed_text(text).map(|it| (it.key, it.names, it.may_fold));
        let found = |key: &str, names: [&str; 2], may_fold| {
            Some((key.to_owned(), names.map(str::to_owned), may_fold))
        };
        assert_eq!(of("Ｃ ＋＋"), found("%c%", ["%c%++%", "%_%＋＋%"], false));
        assert_eq!(of("C++"), found("%c%", ["%c++%", "%_＋＋%"], false));
        assert_eq!(of("藍湖+店"), found("%蓝湖店%", ["%__+_%", "%__＋_%"], true));
        assert_eq!(of("7-11"), found("%711%", ["%7-11%", "%_－__%"], true));
        assert_eq!(of("5%"), found("%5%", ["%5!%%", "%_％%"], false));
        for plain in ["Acme, Inc.", "（上海）", "++", " ", "A-B"] {
            assert_eq!(of(plain), None, "{plain}");
        }
    }

    #[test]
    fn signs_make_other_names() {
        for (one, other) in [
            ("C++ 工作室", "C# 工作室"),
            ("7-11便利店", "711便利店"),
            ("1.5 商行", "15商行"),
            ("小米+", "小米"),
            ("A&B 商行", "AB商行"),
            ("A-1", "A1"),
            ("@home", "home"),
            ("🎉商行", "商行"),
        ] {
            assert_ne!(identity(one), identity(other));
            assert_ne!(hint_key(one), hint_key(other), "{one} {other}");
        }
        for (one, other) in [
            ("晨星便利店（东路店）", "晨星便利店(東路店)"),
            ("ＡＣＭＥ, Inc.", "Acme Inc"),
            ("7－11便利店", "7-11 便利店"),
            ("藍湖·商行", "蓝湖商行"),
        ] {
            assert_ne!(identity(one), identity(other));
            assert_eq!(hint_key(one), hint_key(other), "{one} {other}");
        }
        assert_eq!(identity(" Acme  Trading "), identity("ACME trading"));
    }
}
