//! Texts as they are compared when somebody looks for something: what people type differently is
//! made the same.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::values::text::{is_symbol, simplified_character};
use crate::values::unseen::is_unseen;

/// The words of a text with one blank between them: full-width signs plain, Traditional characters
/// in their Simplified form, Latin letters small and without accents. Punctuation parts words and
/// is left out, an apostrophe is left out alone; emoji and the like count as letters.
pub(crate) fn folded(text: &str) -> String {
    let mut after_latin = false;
    // Only Latin letters lose their marks: が is another sound than か, й another letter than и.
    let bare = text.nfkd().filter(move |&found| {
        if is_combining_mark(found) {
            return !after_latin;
        }
        after_latin = is_latin(found);
        true
    });
    let (mut words, mut parted) = (String::with_capacity(text.len()), false);
    for found in bare.nfc().map(simplified_character).flat_map(char::to_lowercase) {
        if matches!(found, '\'' | '’' | 'ʼ' | '`') {
            continue;
        }
        if !counts(found) {
            parted = !words.is_empty();
            continue;
        }
        if std::mem::take(&mut parted) {
            words.push(' ');
        }
        match plain(found) {
            Some(letters) => words.push_str(letters),
            None => words.push(found),
        }
    }
    words
}

fn is_latin(found: char) -> bool {
    found.is_ascii_alphabetic() || matches!(found, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

fn counts(found: char) -> bool {
    if found.is_ascii() || found.is_alphanumeric() {
        return found.is_alphanumeric();
    }
    let is_selector = matches!(found, '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e01ef}');
    let is_nothing = found.is_whitespace() || found.is_control() || is_unseen(found);
    !is_selector && !is_nothing && (is_combining_mark(found) || is_symbol(found))
}

/// Latin letters that are no letter with a mark, and are typed as these.
fn plain(found: char) -> Option<&'static str> {
    Some(match found {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ı' => "i",
        'ħ' => "h",
        'ŋ' => "n",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_differently_is_the_same() {
        for (text, expected) in [
            ("ＡＢＣ 公司（上海）", "abc 公司 上海"),
            ("臺灣藍湖", "台湾蓝湖"),
            ("Müller & Søn GmbH", "muller son gmbh"),
            ("Société Générale", "societe generale"),
            ("İstanbul Çelik", "istanbul celik"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("O'Brien’s", "obriens"),
            ("INV-202606-0001", "inv 202606 0001"),
            ("がか", "がか"),
            ("Йод", "йод"),
            ("🍎水果 店", "🍎水果 店"),
            ("🎉", "🎉"),
            ("100%_", "100"),
            ("（）·-—,.", ""),
            (" \u{200b}a\u{feff} ", "a"),
            ("㈱青", "株 青"),
            ("", ""),
        ] {
            assert_eq!(folded(text), expected, "{text}");
            assert_eq!(folded(&folded(text)), expected, "{text}");
        }
    }
}
