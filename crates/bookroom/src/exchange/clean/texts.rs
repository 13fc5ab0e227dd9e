//! Cleaning of texts: spaces, widths, guards, and the texts that have a form of their own.

use super::{Cleaned, Value};
use unicode_normalization::UnicodeNormalization;

use crate::error::{Code, Problem};
use crate::exchange::csv_out::unguard;
use crate::values::contact_points::{self, Phone, PhoneKind};
use crate::values::identifiers::{self, IdentifierKind};
use crate::values::unseen;

/// A text of one line, such as a name or an address. Full-width letters and digits become
/// half-width (punctuation stays: （） belongs in Chinese names), odd spaces and line ends become
/// one space, invisible and control characters go.
#[must_use]
pub fn line(text: &str) -> Value<String> {
    let plain = plain(text, is_wide_alphanumeric);
    let joined = plain.value.split_whitespace().collect::<Vec<_>>().join(" ");
    let changed = joined != plain.value;
    plain.map(|_| joined).note_if(changed, Cleaned::Spaces)
}

/// A text of several lines, such as a note: as [`line()`], but line ends stay.
#[must_use]
pub fn lines(text: &str) -> Value<String> {
    let plain = plain(text, is_wide_alphanumeric);
    let unified = plain.value.replace("\r\n", "\n").replace('\r', "\n");
    let clean: Vec<String> = unified
        .split('\n')
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let clean = clean.join("\n").trim().to_owned();
    let changed = clean != plain.value;
    plain.map(|_| clean).note_if(changed, Cleaned::Spaces)
}

/// A code, number or other text of plain signs: as [`line()`], and every full-width sign becomes
/// half-width.
#[must_use]
pub fn code(text: &str) -> Value<String> {
    let half = plain(text, is_wide);
    let clean = line(&half.value);
    let mut notes = half.notes;
    notes.extend(clean.notes);
    Value { value: clean.value, notes }
}

/// A spreadsheet shows fewer decimals than these of a number with an exponent.
const WRITTEN: usize = 6;

/// A number that names something (an account, a phone, a code), as a spreadsheet may have shown it:
/// `13800138000.0` and `1.3800138E+10` with all their digits get their form back.
///
/// # Errors
/// `digits_lost` when digits are gone: `6.22E+18`, or zeros in the place of the last digits of a
/// number that is longer than a spreadsheet keeps.
pub fn whole_number(text: &str) -> Result<Value<String>, Problem> {
    let seen = unseen::visible(text);
    let trimmed = unguard(unquote_formula(seen.trim()));
    let kept = || Value { value: trimmed.to_owned(), notes: Vec::new() };
    let repaired = |value: String| Ok(kept().map(|_| value).note_if(true, Cleaned::Spreadsheet));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((mantissa, power)) = trimmed.split_once(['E', 'e'])
        && let Ok(exponent) = power.trim_start_matches('+').parse::<usize>()
        && let (first, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""))
        && is_digits(first)
        && (decimals.is_empty() || is_digits(decimals))
        // 1E5 may be a code; programs write 1.3800138E10 with all digits, spreadsheets 1.38E+10.
        && (power.starts_with('+') || exponent >= 9 && !decimals.is_empty())
    {
        let is_whole = decimals.len() == exponent
            || !power.starts_with('+') && (WRITTEN..=exponent).contains(&decimals.len());
        return if first.len() == 1 && is_whole && exponent < 15 {
            repaired(format!("{first}{decimals:0<exponent$}"))
        } else {
            Err(Problem::new(Code::DigitsLost))
        };
    }
    if let Some((whole, zeros)) = trimmed.split_once('.')
        && is_digits(whole)
        && whole.len() >= 4
        && is_digits(zeros)
        && zeros.bytes().all(|byte| byte == b'0')
    {
        return if whole.len() > 15 {
            Err(Problem::new(Code::DigitsLost))
        } else {
            repaired(whole.to_owned())
        };
    }
    // A spreadsheet keeps fifteen digits; three and more zeros after them are hardly chance.
    let lost = trimmed.get(15..).filter(|rest| rest.len() >= 3 && is_digits(trimmed));
    if lost.is_some_and(|rest| rest.bytes().all(|byte| byte == b'0')) {
        return Err(Problem::new(Code::DigitsLost));
    }
    Ok(kept())
}

/// Whether a cell says in a word or sign that it has no value: 无, 暂无, `-`, `N/A`, `null` and
/// such. Whether that is to count as blank is up to the field.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 18] = [
        "无", "暂无", "没有", "不详", "未知", "空", "/", "\\", "-", "--", "—", "——", "n/a", "#n/a",
        "null", "none", "nil", "#ref!",
    ];
    const DASHES: [char; 8] = ['-', '–', '—', '―', '─', '－', '_', '−'];
    let text = text.trim();
    let is_rule = !text.is_empty() && text.chars().all(|it| DASHES.contains(&it));
    is_rule || text.len() <= 40 && WORDS.contains(&code(text).value.to_lowercase().as_str())
}

/// Whether a text shows only a part of a value: 138****8000, ****5678, 138XXXX8000. Such a text is
/// never the value.
#[must_use]
pub fn is_masked(text: &str) -> bool {
    let is_run = |is: &dyn Fn(char) -> bool, least: usize| {
        text.split(|it: char| !is(it)).any(|run| run.chars().count() >= least)
    };
    let has_digits = text.chars().filter(char::is_ascii_digit).count() >= 4;
    is_run(&is_star, 2) || (has_digits && is_run(&|it| matches!(it, 'x' | 'X'), 3))
}

/// Whether a name or code shows only a part: 张*, `K*`, 蓝湖**.
#[must_use]
pub(crate) fn is_name_masked(text: &str) -> bool {
    let text = text.trim();
    is_masked(text) || text.starts_with(is_star) || text.ends_with(is_star)
}

/// Whether a text is what a spreadsheet makes of a number such as 6-1 or 2026/6/1: 6月1日, `Jun-01`,
/// `1-Jun`.
#[must_use]
pub(crate) fn is_made_a_date(text: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let text = text.trim();
    let is_digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit())
    };
    let wide = text.replace(['年', '月'], "/");
    let wide = wide.strip_suffix('日').unwrap_or(&wide);
    let is_wide = wide != text;
    let parts: Vec<&str> = wide.split('/').collect();
    let is_day = match parts.as_slice() {
        [month, day] => is_wide && is_digits(month, 4) && (day.is_empty() || is_digits(day, 2)),
        [year, month, ""] => is_wide && is_digits(year, 4) && is_digits(month, 2),
        [one, two, three] => {
            let has_year = one.len() == 4 || three.len() == 4;
            is_digits(one, 4) && is_digits(two, 2) && is_digits(three, 4) && has_year
        }
        _ => false,
    };
    let parts: Vec<&str> = text.split('-').collect();
    let is_named = match parts.as_slice() {
        [one, two] => {
            (MONTHS.contains(one) && is_digits(two, 2))
                || (is_digits(one, 2) && MONTHS.contains(two))
        }
        [day, month, year] => is_digits(day, 2) && MONTHS.contains(month) && is_digits(year, 4),
        _ => false,
    };
    is_day || is_named
}

/// Whether a value may be what a mask shows a part of: its signs stand in the same order, from the
/// beginning to the end, with anything in the place of the mask's.
#[must_use]
pub(crate) fn fits_mask(mask: &str, value: &str) -> bool {
    let plain = |text: &str| -> Vec<char> {
        let signs = text.nfkc().flat_map(char::to_uppercase);
        signs.filter(|it| it.is_alphanumeric() || is_star(*it)).collect()
    };
    let (mask, value) = (plain(mask), plain(value));
    let is_hidden = |at: usize| {
        let x = |at: usize| mask.get(at) == Some(&'X');
        let run = (at.saturating_sub(2)..=at).any(|from| (from..from + 3).all(x));
        mask.get(at).is_some_and(|it| is_star(*it)) || run
    };
    let mut pieces: Vec<Vec<char>> = vec![Vec::new()];
    for (at, sign) in mask.iter().enumerate() {
        match pieces.last_mut() {
            Some(piece) if !is_hidden(at) => piece.push(*sign),
            _ => pieces.push(Vec::new()),
        }
    }
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return false };
    let shown: usize = pieces.iter().map(Vec::len).sum();
    if shown > value.len() || !value.starts_with(first) || !value.ends_with(last) {
        return false;
    }
    let mut rest = value.get(first.len()..value.len() - last.len()).unwrap_or_default();
    pieces.iter().skip(1).take(pieces.len().saturating_sub(2)).all(|piece| {
        let place = (0..=rest.len().saturating_sub(piece.len()))
            .find(|at| rest.get(*at..at + piece.len()) == Some(piece.as_slice()));
        rest = place.and_then(|at| rest.get(at + piece.len()..)).unwrap_or_default();
        place.is_some()
    })
}

fn is_star(character: char) -> bool {
    matches!(character, '*' | '＊' | '•' | '●' | '∗' | '×')
}

/// A phone number in its usual form; one that is not recognised is kept, with the note
/// [`Cleaned::PhoneUnknown`]. `region` as in [`contact_points::phone`].
#[must_use]
pub fn phone(text: &str, region: &str) -> Value<Phone> {
    let seen = unseen::visible(text);
    let phone = contact_points::phone(unguard(unquote_formula(seen.trim())), region);
    let changed = phone.display != text.trim();
    let unknown = phone.kind == PhoneKind::Unknown && !phone.display.is_empty();
    Value { value: phone, notes: Vec::new() }
        .note_if(changed && !unknown, Cleaned::Phone)
        .note_if(unknown, Cleaned::PhoneUnknown)
}

/// The phone numbers of a text: itself, or those with nothing but spaces or signs between them
/// (`13800138000 13900139000`) when all of it is such numbers. As [`phone`].
#[must_use]
pub(crate) fn phones(text: &str, region: &str) -> Vec<Value<Phone>> {
    let whole = phone(text, region);
    if whole.value.is_recognised() {
        return vec![whole];
    }
    let is_cut =
        |it: char| it.is_whitespace() || matches!(it, '&' | '＆' | '+' | '＋' | '和' | '及');
    let groups: Vec<&str> = text.split(is_cut).filter(|group| !group.is_empty()).collect();
    if groups.len() < 2 || groups.len() > MANY_GROUPS {
        return vec![whole];
    }
    let mut found = Vec::new();
    let mut rest = groups.as_slice();
    // Each number takes as many groups as make one.
    while !rest.is_empty() {
        let take = (1..=rest.len()).rev().find_map(|count| {
            let (own, after) = rest.split_at_checked(count)?;
            let number = phone(&own.join(" "), region);
            number.value.is_recognised().then_some((number, after))
        });
        let Some((number, after)) = take else { return vec![whole] };
        found.push(number);
        rest = after;
    }
    found
}

/// So many groups of digits of one text are looked at.
const MANY_GROUPS: usize = 12;

/// An e-mail address.
///
/// # Errors
/// As [`contact_points::email`].
pub fn email(text: &str) -> Result<Value<String>, Problem> {
    let seen = unseen::visible(text);
    let value = contact_points::email(unguard(unquote_formula(seen.trim())))?;
    let changed = value != text.trim();
    Ok(Value { value, notes: Vec::new() }.note_if(changed, Cleaned::Email))
}

/// An identifier with its kind, which is recognised unless it is named.
///
/// # Errors
/// As [`identifiers::check`].
pub fn identifier(
    text: &str,
    kind: Option<IdentifierKind>,
) -> Result<Value<(IdentifierKind, String)>, Problem> {
    let seen = unseen::visible(text);
    let plain = unguard(unquote_formula(seen.trim()));
    let kind = kind.unwrap_or_else(|| identifiers::detect(plain));
    let value = identifiers::check(kind, plain)?;
    let changed = value != text.trim();
    Ok(Value { value: (kind, value), notes: Vec::new() }.note_if(changed, Cleaned::Identifier))
}

/// Yes or no: 是/否, 有/无, 对/错, y/n, yes/no, true/false, on/off, 1/0, √/×.
///
/// # Errors
/// `bad_choice` for anything else.
pub fn yes_no(text: &str) -> Result<Value<bool>, Problem> {
    let word = code(text).value.to_lowercase();
    let value = match word.as_str() {
        "yes" | "y" | "true" | "t" | "on" | "1" | "是" | "有" | "对" | "真" | "√" | "✓" | "✔" => {
            true
        }
        "no" | "n" | "false" | "f" | "off" | "0" | "否" | "无" | "错" | "假" | "×" | "✗" | "✘"
        | "x" => false,
        _ => return Err(Problem::new(Code::BadChoice)),
    };
    let changed = !matches!(text, "yes" | "no" | "是" | "否");
    Ok(Value { value, notes: Vec::new() }.note_if(changed, Cleaned::YesNo))
}

/// Takes off guard, invisible characters and the widths that `is_to_narrow` names.
fn plain(text: &str, is_to_narrow: fn(char) -> bool) -> Value<String> {
    let visible = unseen::visible(text);
    let unguarded = unguard(unquote_formula(&visible));
    let narrow: String = unguarded
        .chars()
        .map(|character| if is_to_narrow(character) { narrowed(character) } else { character })
        .collect();
    let guarded = unguarded.len() != visible.len();
    let (spaced, widened) = (visible.len() != text.len(), narrow != unguarded);
    Value { value: narrow, notes: Vec::new() }
        .note_if(guarded, Cleaned::Guard)
        .note_if(spaced, Cleaned::Spaces)
        .note_if(widened, Cleaned::Width)
}

/// The text in `="123"`, by which spreadsheets are kept from taking digits for a number.
pub(crate) fn unquote_formula(text: &str) -> &str {
    let inner = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(text)
}

fn is_wide(character: char) -> bool {
    matches!(character, '\u{ff01}'..='\u{ff5e}')
}

fn is_wide_alphanumeric(character: char) -> bool {
    matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// The full-width forms stand in the order of ASCII.
fn narrowed(wide: char) -> char {
    char::from_u32(u32::from(wide) - 0xff01 + 0x21).unwrap_or(wide)
}
