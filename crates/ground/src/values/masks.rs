//! Masks: what those see who may know that a value is there, but not the value. They take any text
//! and never fail; a text too short to hide anything is hidden whole.

const STARS: &str = "****";

/// A phone number with its first three and last four digits: `138****5678`. Fewer than nine digits
/// show the last two only, fewer than five none.
#[must_use]
pub fn phone(number: &str) -> String {
    if is_masked(number, 3, |character| character.is_ascii_digit()) {
        return number.to_owned();
    }
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let (head, tail) = match digits.len() {
        0..=4 => (0, 0),
        5..=8 => (0, 2),
        9..=10 => (3, 2),
        _ => (3, 4),
    };
    ends(&digits, head, tail)
}

/// An e-mail address with the first character of its local part: `z***@example.com`.
#[must_use]
pub fn email(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, _)) if local.ends_with("***") && local.chars().count() <= STARS.len() => {
            address.to_owned()
        }
        Some((local, domain)) => {
            let first: String =
                local.chars().take(usize::from(local.chars().count() > 1)).collect();
            format!("{first}***@{domain}")
        }
        None => STARS.to_owned(),
    }
}

/// An account or identity number with its last four characters: `****5678`. Up to eight characters
/// are hidden whole.
#[must_use]
pub fn last_four(number: &str) -> String {
    if is_masked(number, 0, char::is_alphanumeric) {
        return number.to_owned();
    }
    let characters: Vec<char> =
        number.chars().filter(|character| character.is_alphanumeric()).collect();
    ends(&characters, 0, if characters.len() > 8 { 4 } else { 0 })
}

/// A person's name with its first character: `王**`. At most three stars, so that the length of a
/// long name does not show.
#[must_use]
pub fn name(name: &str) -> String {
    let mut characters = name.trim().chars();
    let first = characters.next();
    match characters.count().min(3) {
        0 => first.map_or_else(String::new, |_| "*".to_owned()),
        rest => first.into_iter().chain(std::iter::repeat_n('*', rest)).collect(),
    }
}

/// Whether a text is a mask already: masked again it stays as it is.
fn is_masked(text: &str, head: usize, is_shown: fn(char) -> bool) -> bool {
    text.split_once(STARS).is_some_and(|(before, after)| {
        before.chars().count() <= head
            && after.chars().count() <= 4
            && before.chars().chain(after.chars()).all(is_shown)
    })
}

fn ends(characters: &[char], head: usize, tail: usize) -> String {
    let head = characters.iter().take(head);
    let tail = characters.iter().skip(characters.len().saturating_sub(tail));
    head.copied().chain(STARS.chars()).chain(tail.copied()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_mask_keeps_what_helps_and_hides_the_rest() {
        assert_eq!(phone("13812345678"), "138****5678");
        assert_eq!(phone("021-55551234"), "021****1234");
        assert_eq!(phone("95588"), "****88");
        assert_eq!(phone("无"), "****");
        assert_eq!(email("zhang@example.com"), "z***@example.com");
        assert_eq!(email("z@example.com"), "***@example.com");
        assert_eq!(email("张三"), "****");
        assert_eq!(last_four("6222 0000 0000 1234"), "****1234");
        assert_eq!(last_four("1234"), "****");
        let digits = "\u{11D90}".repeat(9);
        assert_eq!(last_four(&last_four(&digits)), last_four(&digits));
        assert_eq!(name("王小明"), "王**");
        assert_eq!(name("欧阳"), "欧*");
        assert_eq!(name("王"), "*");
        assert_eq!(name("Alexander"), "A***");
        assert_eq!(name("👨‍👩‍👧 e\u{301}"), "👨***");
        assert_eq!(name(""), "");
    }

    proptest! {
        #[test]
        fn no_text_panics_or_shows_whole_or_is_masked_twice(text in any::<String>()) {
            for masked in [phone(&text), email(&text), last_four(&text), name(&text)] {
                prop_assert!(text.trim().is_empty() || masked.contains('*'));
            }
            for mask in [phone, email, last_four, name] {
                prop_assert_eq!(mask(&mask(&text)), mask(&text));
            }
        }
    }
}
