//! Texts: what can be stored, and the keys by which names and numbers are compared and searched.

use std::borrow::Cow;
use std::sync::OnceLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use unicode_normalization::UnicodeNormalization;

/// Whether every supported database keeps this text: no NUL, no other control characters except
/// tab and line ends.
#[must_use]
pub fn is_storable(text: &str) -> bool {
    text.chars().all(|character| !character.is_control() || matches!(character, '\t' | '\n' | '\r'))
}

/// The key by which names are compared and searched: compatibility-normalised (full-width letters
/// and digits become plain), lower case, without white space and punctuation.
#[must_use]
pub fn search_key(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|character| character.is_alphanumeric())
        .collect()
}

/// The text with traditional Chinese characters put into simplified ones, by the tables of OpenCC:
/// for comparing headings and finding what may be the same, never for telling apart what is.
#[must_use]
pub fn simplified(text: &str) -> Cow<'_, str> {
    static TABLES: OnceLock<Option<OpenCC>> = OnceLock::new();
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    match TABLES.get_or_init(|| OpenCC::from_config(BuiltinConfig::T2s).ok()) {
        Some(tables) => Cow::Owned(tables.convert(text)),
        None => Cow::Borrowed(text),
    }
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
    }
}
