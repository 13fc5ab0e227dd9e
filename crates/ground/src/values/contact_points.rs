//! Phone numbers and e-mail addresses: one form to keep and show, a key to compare by, and masks
//! for those who may not see them. Lenient: what is not recognised is kept as typed, and flagged.

use std::str::FromStr;

use email_address::{EmailAddress, Options};
use phonenumber::Mode;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::text;
use crate::error::{Code, Problem};

/// The most characters of an e-mail address (RFC 5321, 4.5.3.1.3, less the angle brackets).
pub const EMAIL_LIMIT: usize = 254;
/// The most characters of a text that is looked at as a phone number.
pub const PHONE_LIMIT: usize = 40;

/// What kind of line a phone number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// A Chinese mobile number, shown as `13800138000`.
    Mobile,
    /// A Chinese line with area code, shown as `021-55551234` or `021-55551234-801`.
    Landline,
    /// A Chinese 400 or 800 number, shown as `400-123-4567`.
    TollFree,
    /// A Chinese service number such as 95588.
    Service,
    /// A number of another country, shown as `+49 30 901820`.
    International,
    /// Not recognised: short numbers, numbers without area code, anything else.
    Unknown,
}

/// A phone number as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// The text to keep and show.
    pub display: String,
    /// The digits to compare and search by: without `+`, and for Chinese numbers without 86; the
    /// extension's digits come last.
    pub key: String,
    /// What was recognised.
    pub kind: PhoneKind,
}

impl Phone {
    /// Whether the number was recognised; otherwise it is the cleaned text, worth a second look.
    #[must_use]
    pub fn is_recognised(&self) -> bool {
        self.kind != PhoneKind::Unknown
    }
}

/// Reads one phone number. `region` is the ISO 3166 code of the country whose numbers are written
/// without country code, such as `CN`. Other countries' forms come from libphonenumber. Chinese
/// ones are known here, by their shape: libphonenumber takes an extension behind a hyphen for
/// digits of the number (`0571-8888123-4`) or refuses it, knows neither 转 nor 分机, nor every new
/// range, nor service numbers, nor old numbers of seven digits; a test has what each gives.
/// Never fails: see [`Phone::is_recognised`].
#[must_use]
pub fn phone(text: &str, region: &str) -> Phone {
    let clean = clean_phone(text);
    let (main, extension) = split_extension(&clean);
    let recognised =
        if clean.chars().count() > PHONE_LIMIT || main.chars().any(is_foreign_to_phones) {
            None
        } else if is_abroad(main, region) {
            international(main, extension, region)
        } else {
            chinese(main, extension)
        };
    recognised.unwrap_or_else(|| {
        let key = text::digits(&clean);
        Phone { display: clean, key, kind: PhoneKind::Unknown }
    })
}

/// The country of a foreign number (ISO 3166, two letters).
#[must_use]
pub fn country_of(phone: &Phone) -> Option<String> {
    let number = phonenumber::parse(None, &phone.display).ok()?;
    number.country().id().map(|country| country.as_ref().to_owned())
}

/// The numbers written in one cell: cut at `/`, `、`, commas, semicolons, `|`, line ends and 或.
#[must_use]
pub fn split_phones(text: &str) -> Vec<&str> {
    let is_cut = |character| {
        matches!(character, '/' | '／' | '、' | ',' | '，' | ';' | '；' | '|' | '\n' | '\r' | '或')
    };
    text.split(is_cut).map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn is_foreign_to_phones(character: char) -> bool {
    !(character.is_ascii_digit() || matches!(character, '+' | '-' | ' ' | '(' | ')' | '.'))
}

/// Plain characters: half-width digits, one kind of hyphen, single spaces, nothing invisible.
fn clean_phone(text: &str) -> String {
    let plain: String = text
        .nfkc()
        .filter_map(|character| match character {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' | '_' | 'ー' => Some('-'),
            '[' | '【' => Some('('),
            ']' | '】' => Some(')'),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => None,
            other if other.is_whitespace() => Some(' '),
            other if other.is_control() => None,
            other => Some(other),
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes off an extension that is named as such (转801, ext. 801, x801, #801, 分机801).
fn split_extension(text: &str) -> (&str, &str) {
    let Some(end) = text.find(|character: char| {
        matches!(character, '转' | '轉' | '分' | '#' | 'x' | 'X' | 'e' | 'E')
    }) else {
        return (text, "");
    };
    let (main, rest) = text.split_at(end);
    let lower = rest.to_ascii_lowercase();
    let word = ["转分机", "分机号", "分机", "extension", "ext", "转", "轉", "#", "x"]
        .into_iter()
        .find(|word| lower.starts_with(word));
    let digits = word
        .and_then(|word| rest.get(word.len()..))
        .map(|digits| digits.trim_matches(|character| matches!(character, ' ' | '.' | ':' | '-')));
    match digits {
        Some(digits) if is_extension(digits) => (main.trim_end_matches([' ', '-']), digits),
        _ => (text, ""),
    }
}

fn is_extension(digits: &str) -> bool {
    (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_abroad(main: &str, region: &str) -> bool {
    let digits = text::digits(main);
    let with_code = main.starts_with('+') || main.starts_with("(+") || digits.starts_with("00");
    if with_code { !digits.trim_start_matches('0').starts_with("86") } else { region != "CN" }
}

fn international(main: &str, extension: &str, region: &str) -> Option<Phone> {
    let region = phonenumber::country::Id::from_str(region).ok();
    // Most countries' prefix for calls abroad is 00; where the region has another, libphonenumber
    // needs a plus.
    let written = match main.strip_prefix("00") {
        Some(rest) => format!("+{rest}"),
        None => main.to_owned(),
    };
    let number = phonenumber::parse(region, &written).ok()?;
    if !number.is_valid() {
        return None;
    }
    let mut display = number.format().mode(Mode::International).to_string();
    let mut key = text::digits(&number.format().mode(Mode::E164).to_string());
    if number.extension().is_none() && !extension.is_empty() {
        display = format!("{display} ext. {extension}");
        key.push_str(extension);
    }
    Some(Phone { display, key, kind: PhoneKind::International })
}

fn chinese(main: &str, extension: &str) -> Option<Phone> {
    let mut groups: Vec<&str> = main
        .split(|character: char| !character.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .collect();
    let mut digits = groups.concat();
    let had_country = strip_country(&mut digits);
    if had_country {
        groups = vec![digits.as_str()];
    }
    let show = |display: String, kind| {
        let display = if extension.is_empty() { display } else { format!("{display}-{extension}") };
        Some(Phone { key: text::digits(&display), display, kind })
    };
    let mobile = digits.strip_prefix('0').unwrap_or(&digits);
    if is_mobile(mobile) {
        return if extension.is_empty() {
            show(mobile.to_owned(), PhoneKind::Mobile)
        } else {
            None
        };
    }
    if digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800")) {
        let (head, rest) = digits.split_at_checked(3)?;
        let (middle, tail) = rest.split_at_checked(3)?;
        return show(format!("{head}-{middle}-{tail}"), PhoneKind::TollFree);
    }
    if digits.len() == 5 && (digits.starts_with("95") || digits.starts_with("96")) {
        return show(digits.clone(), PhoneKind::Service);
    }
    if had_country && !digits.starts_with('0') {
        // +86 21 … is written without the area code's zero.
        return landline(&[&format!("0{digits}")]).and_then(|line| show(line, PhoneKind::Landline));
    }
    landline(&groups).and_then(|line| show(line, PhoneKind::Landline))
}

/// Takes off 86, +86 or 0086 when a whole number follows.
fn strip_country(digits: &mut String) -> bool {
    let rest = ["0086", "86"].into_iter().find_map(|code| digits.strip_prefix(code));
    match rest {
        Some(rest) if rest.len() >= 9 => {
            *digits = rest.to_owned();
            true
        }
        _ => false,
    }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..])
}

/// Area code, number and perhaps extension from groups of digits: `021 5555 1234`,
/// `0571-88881234-5`, `02155551234`.
fn landline(groups: &[&str]) -> Option<String> {
    // The area code and the whole number stand apart, a third group is the extension.
    if let [area, local, extension] = groups
        && area_length(area) == Some(area.len())
        && is_local(area, local)
        && is_extension(extension)
    {
        return Some(format!("{area}-{local}-{extension}"));
    }
    let whole = |groups: &[&str]| {
        let digits = groups.concat();
        let (area, local) = digits.split_at_checked(area_length(&digits)?)?;
        is_local(area, local).then(|| format!("{area}-{local}"))
    };
    whole(groups).or_else(|| {
        let (extension, rest) = groups.split_last()?;
        let line = whole(rest).filter(|_| is_extension(extension))?;
        Some(format!("{line}-{extension}"))
    })
}

/// 010 and 02x have three digits, 03xx to 09xx four.
fn area_length(digits: &str) -> Option<usize> {
    match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => Some(3),
        [b'0', b'3'..=b'9', ..] => Some(4),
        _ => None,
    }
}

fn is_local(area: &str, local: &str) -> bool {
    let length_fits = local.len() == 8 || (local.len() == 7 && area.len() == 4);
    length_fits && local.starts_with(|first| matches!(first, '2'..='8'))
}

/// Checks an e-mail address and returns it with plain characters and the domain in lower case.
///
/// # Errors
/// `required` when it is blank, `too_long` (over [`EMAIL_LIMIT`]), `bad_format` when it is not an
/// address by RFC 5322 with a host name of at least two labels.
pub fn email(text: &str) -> Result<String, Problem> {
    let plain: String = text
        .nfkc()
        .filter(|character| !matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
        .collect();
    let plain = plain.trim();
    let plain = plain.strip_prefix("mailto:").unwrap_or(plain);
    if plain.is_empty() {
        return Err(Problem::new(Code::Required));
    }
    if plain.chars().count() > EMAIL_LIMIT {
        return Err(Problem::new(Code::TooLong).fact("limit", EMAIL_LIMIT));
    }
    let options = Options::default().with_required_tld().without_domain_literal();
    let address = EmailAddress::parse_with_options(plain, options.without_display_text())
        .map_err(|_| Problem::new(Code::BadFormat))?;
    Ok(format!("{}@{}", address.local_part(), address.domain().to_lowercase()))
}

#[cfg(test)]
#[path = "contact_points_tests.rs"]
mod tests;
