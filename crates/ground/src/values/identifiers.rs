//! Identifiers of companies and persons: the Chinese unified social credit code and resident
//! identity number, VAT numbers of other countries, and the check digits that catch typing errors.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::unseen;
use crate::error::{Code, Problem};

/// The most characters an identifier may have.
pub const IDENTIFIER_LIMIT: usize = 64;

/// What kind of identifier a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierKind {
    /// 统一社会信用代码, GB 32100-2015: 18 characters, two check characters.
    UnifiedSocialCredit,
    /// 公民身份号码, GB 11643-1999: 17 digits and a check character.
    ResidentId,
    /// A VAT number with its country's two letters in front.
    Vat,
    /// Anything else: kept as it is, nothing can be checked.
    Other,
}

/// The identifier in the form in which it is kept and compared: plain letters and digits, upper
/// case, without spaces, hyphens, dots and slashes. [`IdentifierKind::Other`] keeps its
/// punctuation and letter case.
#[must_use]
pub fn normalize(kind: IdentifierKind, text: &str) -> String {
    let plain = text.nfkc().filter(|character| !is_invisible(*character));
    if kind == IdentifierKind::Other {
        return plain.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    }
    plain
        .flat_map(char::to_uppercase)
        .filter(|character| !character.is_whitespace() && !is_separator(*character))
        .collect()
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

fn is_separator(character: char) -> bool {
    matches!(character, '-' | '.' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Checks an identifier and returns it normalised.
///
/// # Errors
/// `required` when it is blank, `bad_format` when it does not have the form of its kind,
/// `bad_check_digit` when only the check digit is wrong (the fact `part` is `organisation` for the
/// inner check of a credit code); for [`IdentifierKind::Other`] `too_long` (over
/// [`IDENTIFIER_LIMIT`]) and `bad_character`.
pub fn check(kind: IdentifierKind, text: &str) -> Result<String, Problem> {
    let plain = normalize(kind, text);
    if plain.is_empty() {
        return Err(Problem::new(Code::Required));
    }
    match kind {
        IdentifierKind::UnifiedSocialCredit => check_credit_code(&plain)?,
        IdentifierKind::ResidentId => check_resident_id(&plain)?,
        IdentifierKind::Vat => check_vat(&plain)?,
        IdentifierKind::Other => check_other(&plain)?,
    }
    Ok(plain)
}

/// The kind a text most probably is. A text that passes a kind's checks is of that kind; one that
/// merely has its form is too, so that [`check`] can name the wrong digit.
#[must_use]
pub fn detect(text: &str) -> IdentifierKind {
    use IdentifierKind::{Other, ResidentId, UnifiedSocialCredit, Vat};
    let plain = normalize(UnifiedSocialCredit, text);
    let passes = |kind| check(kind, &plain).is_ok();
    if plain.chars().count() == 18 {
        if passes(ResidentId) {
            return ResidentId;
        }
        if passes(UnifiedSocialCredit) {
            return UnifiedSocialCredit;
        }
        // 9… is the market regulator's range of credit codes and no region of birth.
        if !plain.starts_with('9') && resident_birth_date(&plain).is_some() {
            return ResidentId;
        }
        if is_credit_code_form(plain.as_bytes()) {
            return UnifiedSocialCredit;
        }
    }
    match check(Vat, &plain) {
        Err(problem) if problem.code != Code::BadCheckDigit => Other,
        _ => Vat,
    }
}

// GB 32100-2015, 4.2 and annex: no I, O, S, V, Z; the value is the position.
const CREDIT_ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

fn credit_value(character: u8) -> Option<u32> {
    let value = CREDIT_ALPHABET.iter().position(|known| *known == character)?;
    u32::try_from(value).ok()
}

fn is_credit_code_form(code: &[u8]) -> bool {
    // 1 authority, 2 type, 3 to 8 administrative division (digits), 9 to 17 organisation, 18 check.
    code.len() == 18
        && code.iter().all(|character| credit_value(*character).is_some())
        && code.iter().skip(2).take(6).all(u8::is_ascii_digit)
}

/// GB 32100-2015: weights 3^(i-1) mod 31, and 31 minus the remainder, where 31 stands for 0. The
/// characters 9 to 17 are an organisation code with a check of its own.
fn check_credit_code(code: &str) -> Result<(), Problem> {
    let code = code.as_bytes();
    if !is_credit_code_form(code) {
        return Err(Problem::new(Code::BadFormat));
    }
    let mut sum = 0;
    let mut weight = 1;
    for character in code.iter().take(17) {
        sum += credit_value(*character).unwrap_or(0) * weight;
        weight = weight * 3 % 31;
    }
    let expected = (31 - sum % 31) % 31;
    if code.last().and_then(|last| credit_value(*last)) != Some(expected) {
        return Err(Problem::new(Code::BadCheckDigit));
    }
    if !organisation_code_holds(&code[8..17]) {
        return Err(Problem::new(Code::BadCheckDigit).fact("part", "organisation"));
    }
    Ok(())
}

/// GB 11714: eight characters (A is 10, Z is 35) with weights 3 7 9 10 5 8 4 2; 11 minus the sum
/// mod 11, where 10 is written X and 11 is written 0.
fn organisation_code_holds(code: &[u8]) -> bool {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let values = code.iter().map(|character| char::from(*character).to_digit(36).unwrap_or(0));
    let sum: u32 = values.zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let expected = match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        digit => b'0' + u8::try_from(digit).unwrap_or(0),
    };
    code.last() == Some(&expected)
}

/// The birth date in a resident identity number of the right form. Years before 1900 count: the
/// standard's own example was born in 1880. Region codes are not checked: abolished ones stay
/// valid on the numbers that carry them.
fn resident_birth_date(number: &str) -> Option<NaiveDate> {
    let (digits, last) = number.split_at_checked(17)?;
    let well_formed = digits.bytes().all(|byte| byte.is_ascii_digit())
        && (last == "X" || (last.len() == 1 && last.bytes().all(|byte| byte.is_ascii_digit())));
    if !well_formed {
        return None;
    }
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(part(6, 10)?).ok().filter(|year| *year >= 1000)?;
    NaiveDate::from_ymd_opt(year, part(10, 12)?, part(12, 14)?)
}

/// GB 11643-1999 (ISO 7064 MOD 11-2).
fn check_resident_id(number: &str) -> Result<(), Problem> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    if resident_birth_date(number).is_none() {
        return Err(Problem::new(Code::BadFormat));
    }
    let digits = number.chars().map(|digit| digit.to_digit(10).unwrap_or(0));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let expected = "10X98765432".chars().nth((sum % 11) as usize);
    if number.chars().next_back() == expected {
        Ok(())
    } else {
        Err(Problem::new(Code::BadCheckDigit))
    }
}

/// Form and check digit by the country's own rule where `vat_id_validator` knows it (the EU, the
/// United Kingdom, Switzerland, Norway, Serbia, Russia, Andorra, Brazil); of other countries only
/// the shape: a country's two letters and 2 to 14 letters and digits.
fn check_vat(number: &str) -> Result<(), Problem> {
    let bad_format = || Problem::new(Code::BadFormat);
    let (prefix, rest) = number.split_at_checked(2).ok_or_else(bad_format)?;
    let plain = rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && rest.bytes().any(|byte| byte.is_ascii_digit());
    if !plain || !(2..=14).contains(&rest.len()) || !is_vat_prefix(prefix) {
        return Err(bad_format());
    }
    if prefix == "BE" {
        return check_belgian(rest);
    }
    // The library knows Greece by its VAT letters and Northern Ireland by its number only.
    let (prefix, number) = match prefix {
        "GR" => ("EL", format!("EL{rest}")),
        "XI" | "UK" => ("GB", format!("GB{rest}")),
        _ => (prefix, number.to_owned()),
    };
    let result = vat_id_validator::check_vat_by_country(&number, prefix);
    match (result.is_supported_country, result.is_valid_format, result.is_valid) {
        (false, ..) | (.., true) => Ok(()),
        (true, false, _) => Err(bad_format()),
        _ => Err(Problem::new(Code::BadCheckDigit)),
    }
}

fn is_vat_prefix(prefix: &str) -> bool {
    // EL: Greece; EU: the one-stop shop; XI: Northern Ireland; UK: as people write it.
    matches!(prefix, "EL" | "EU" | "XI" | "UK")
        || phonenumber::country::Id::from_str(prefix).is_ok()
}

/// Belgian numbers have begun with 1 since 2023, which the library does not know yet: ten digits
/// (nine in old ones), the last two are 97 minus the first eight mod 97.
fn check_belgian(rest: &str) -> Result<(), Problem> {
    let digits = if rest.len() == 9 { format!("0{rest}") } else { rest.to_owned() };
    let well_formed = digits.len() == 10
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(digits.as_bytes(), [b'0', b'1'..=b'9', ..] | [b'1', ..]);
    let number: u64 = digits.parse().unwrap_or(0);
    if !well_formed {
        Err(Problem::new(Code::BadFormat))
    } else if 97 - number / 100 % 97 == number % 100 {
        Ok(())
    } else {
        Err(Problem::new(Code::BadCheckDigit))
    }
}

fn check_other(identifier: &str) -> Result<(), Problem> {
    if identifier.chars().count() > IDENTIFIER_LIMIT {
        return Err(Problem::new(Code::TooLong).fact("limit", IDENTIFIER_LIMIT));
    }
    unseen::one_line(identifier)
}

#[cfg(test)]
#[path = "identifiers_tests.rs"]
mod tests;
