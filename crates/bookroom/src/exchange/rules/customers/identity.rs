//! Numbers that name a customer elsewhere: tax and identity numbers, bank accounts. One that is
//! certainly wrong refuses its row; one of which nothing can be checked is told.

use crate::customers::model::{BankAccount, BillingProfile, NewCustomer};
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::{self, Value};
use crate::exchange::model::NoticeKind;
use crate::values::identifiers::IdentifierKind;
use crate::values::text::simplified;

/// The tax or identity number of a row, with its kind.
pub(super) fn tax_number(cells: &mut Cells<'_>) -> Option<(IdentifierKind, String)> {
    const FIELD: &str = "tax_number";
    let kind = kind_of(cells.sheet().heading(FIELD).unwrap_or_default());
    let is_chinese = cells.sheet().setting.currency.code() == "CNY";
    let found = cells.with(FIELD, |text| {
        let whole = clean::whole_number(text)?;
        let found = clean::identifier(&whole.value, kind)?;
        let (kind, number) = &found.value;
        let is_wrong = *kind == IdentifierKind::Other && is_chinese && is_like_chinese(number);
        if is_wrong { Err(with_example(kind.to_owned())) } else { Ok(found) }
    });
    if let Some((IdentifierKind::Other, number)) = &found {
        let number = number.clone();
        cells.notice_each(NoticeKind::IdentifierUnchecked, FIELD, &number);
    }
    found
}

/// The kind of number that a heading names alone.
fn kind_of(heading: &str) -> Option<IdentifierKind> {
    let heading = simplified(heading).to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    let is_credit = says(&["信用代码", "social credit", "uscc"]);
    let is_person = says(&["身份证", "identity card", "resident id"]);
    let is_tax = says(&["税", "纳税", "tax", "vat", "证件"]);
    match (is_credit, is_person, is_tax) {
        (true, false, false) => Some(IdentifierKind::UnifiedSocialCredit),
        (false, true, false) => Some(IdentifierKind::ResidentId),
        _ => None,
    }
}

/// Whether a number that is of no known kind looks like a credit code or an identity number with
/// signs too many, too few or wrong: 91350100M0001OOY43, sixteen digits.
fn is_like_chinese(number: &str) -> bool {
    let signs: Vec<char> = number.chars().filter(|it| it.is_alphanumeric()).collect();
    let digits = signs.iter().filter(|it| it.is_ascii_digit()).count();
    let is_plain = signs.iter().all(char::is_ascii_alphanumeric);
    // Fifteen and twenty are the old forms of tax numbers.
    is_plain && matches!(signs.len(), 16..=19) && digits >= 8
}

fn with_example(kind: IdentifierKind) -> Problem {
    let example = match kind {
        IdentifierKind::ResidentId => "11010519491231002X",
        _ => "91350100M000100Y43",
    };
    Problem::new(Code::BadFormat).fact("example", example)
}

/// A bank with a number is an account; either alone belongs to what invoices say.
pub(super) fn read_banking(cells: &mut Cells<'_>, customer: &mut NewCustomer) {
    let mut billing = BillingProfile {
        title: cells.line("billing_title"),
        address: cells.line("billing_address"),
        phone: cells.code("billing_phone"),
        ..BillingProfile::default()
    };
    let is_both = |heading: &str| heading.contains(['电', '電']) || heading.contains("话");
    if cells.sheet().heading("billing_address").is_some_and(is_both) && billing.phone.is_none() {
        let both = billing.address.as_deref().and_then(split_phone);
        if let Some((address, phone)) = both {
            billing.address = Some(address).filter(|address| !address.is_empty());
            billing.phone = Some(phone);
        }
    }
    let bank = cells.line("bank");
    let account = cells.with("bank_account", account);
    // 工行 6222021234567890123 stands in the column of banks.
    let both = bank.as_deref().filter(|_| account.is_none() && cells.raw("bank_account").is_none());
    let (bank, account) = match both.and_then(split) {
        Some((bank, account)) => (Some(bank), Some(account)),
        // 开户行及账号 with the account alone.
        None if both.is_some_and(is_number) => (None, bank),
        None => (bank, account),
    };
    match (bank, account) {
        (Some(bank_name), Some(account_number)) => {
            let account = BankAccount { bank_name, account_number, ..BankAccount::default() };
            customer.bank_accounts.push(account);
        }
        (bank, account) => {
            if account.is_some() {
                cells.notice(NoticeKind::BankNotStated, "bank_account");
            }
            (billing.bank, billing.account) = (bank, account);
        }
    }
    customer.billing = (!billing.is_empty()).then_some(billing);
}

/// Whether a text is figures, as no bank is called.
fn is_number(text: &str) -> bool {
    text.len() >= 10 && text.chars().all(|it| it.is_ascii_digit() || matches!(it, ' ' | '-'))
}

/// A bank and the account behind its name, in one text.
fn split(text: &str) -> Option<(String, String)> {
    let is_sign = |it: char| it.is_ascii_digit() || matches!(it, ' ' | '-');
    let head = text.trim_end_matches(is_sign);
    let number = text.get(head.len()..)?.trim();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let bank = head.trim_end_matches([' ', ':', '：', ',', '，']);
    let is_named = bank.chars().count() >= 2 && !bank.ends_with(|it: char| it.is_ascii_digit());
    (digits >= 10 && is_named).then(|| (bank.to_owned(), number.to_owned()))
}

/// An address and the phone behind it, in one text: 文三路1号0571-88888888. The number of a house
/// before it is none of its figures.
fn split_phone(text: &str) -> Option<(String, String)> {
    let is_sign = |it: char| it.is_ascii_digit() || "+-()（） /".contains(it);
    let head = text.trim_end_matches(is_sign);
    let tail = text.get(head.len()..)?;
    let mut starts = tail.char_indices().filter(|(at, it)| {
        let before = tail.get(..*at).and_then(|before| before.chars().next_back());
        (it.is_ascii_digit() || "+(（".contains(*it))
            && !before.is_some_and(|before| before.is_ascii_digit() || before == '-')
    });
    let (at, _) = starts.find(|(at, _)| is_phone(tail.get(*at..).unwrap_or_default()))?;
    let (address, phone) = text.split_at(head.len() + at);
    let ends = [' ', ',', '，', '、', ';', '；', '/', ':', '：'];
    let address = address.trim_end_matches(ends).trim_end_matches("电话").trim_end_matches(ends);
    Some((address.to_owned(), phone.trim().to_owned()))
}

/// Whether figures are a phone number of China: a mobile, one with its area's code, one of a
/// service, or seven or eight figures together.
fn is_phone(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("86").filter(|_| text.starts_with('+')).unwrap_or(&digits);
    match digits.len() {
        7 | 8 => !digits.starts_with(['0', '1']) && text.chars().all(|it| it.is_ascii_digit()),
        10 => digits.starts_with("400") || digits.starts_with("800") || digits.starts_with('0'),
        11 | 12 => digits.starts_with('0') || digits.len() == 11 && digits.starts_with('1'),
        13..=17 => digits.starts_with('0') && text.matches(['-', ')', '）']).count() > 1,
        _ => false,
    }
}

/// A bank account: figures, an IBAN with the right check digits, or figures behind a bank's own
/// letters (NRA, FTN). Several in one cell, and letters among figures, are refused.
fn account(text: &str) -> Result<Value<String>, Problem> {
    let is_cut = |it: char| matches!(it, ',' | '，' | ';' | '；' | '、' | '/' | '|' | '\n' | '\r');
    let digits = |part: &str| part.chars().filter(|it| it.is_numeric()).count();
    if text.split(is_cut).filter(|part| digits(part) >= 6).count() > 1 {
        return Err(Problem::new(Code::Ambiguous));
    }
    let found = clean::whole_number(text)?;
    let mut code = clean::code(if found.notes.is_empty() { text } else { &found.value });
    code.notes.extend(found.notes);
    let signs: String = code.value.chars().filter(|it| it.is_alphanumeric()).collect();
    let figures = signs.trim_start_matches(|it: char| it.is_ascii_alphabetic());
    let letters = signs.len() - figures.len();
    let is_number = figures.bytes().all(|it| it.is_ascii_digit()) && !figures.is_empty();
    if (is_number && letters <= 4 && (letters == 0 || figures.len() >= 6)) || is_iban(&signs) {
        return Ok(code);
    }
    Err(Problem::new(Code::BadFormat).fact("example", "6222021234567890123"))
}

/// ISO 13616: the first four signs put last and letters as numbers from 10 leave 1 modulo 97.
fn is_iban(signs: &str) -> bool {
    let upper = signs.to_ascii_uppercase();
    let (Some(head), Some(rest)) = (upper.get(..4), upper.get(4..)) else { return false };
    let (country, check) = head.split_at(2);
    let is_form = (15..=34).contains(&upper.len())
        && upper.bytes().all(|it| it.is_ascii_alphanumeric())
        && country.bytes().all(|it| it.is_ascii_alphabetic())
        && check.bytes().all(|it| it.is_ascii_digit());
    let values = rest.chars().chain(head.chars()).filter_map(|sign| sign.to_digit(36));
    let step = |left: u32, value: u32| (left * if value < 10 { 10 } else { 100 } + value) % 97;
    is_form && values.fold(0, step) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_whole_numbers_of_banks() {
        for good in
            ["6222 0212 3456 7890 123", "GB82 WEST 1234 5698 7654 32", "NRA6222021234567", "12-34"]
        {
            assert!(account(good).is_ok(), "{good}");
        }
        for bad in
            ["62220212345O7890123", "6222021234567890123,6222021234567890999", "GB00 WEST 12"]
        {
            assert!(account(bad).is_err(), "{bad}");
        }
        assert_eq!(split("工行 6222021234567890123").unwrap().0, "工行");
        assert_eq!(split("工商银行浦东支行"), None);
    }

    #[test]
    fn an_address_and_a_phone_are_told_apart() {
        for (text, address, phone) in [
            ("杭州市文三路1号 0571-88888888", "杭州市文三路1号", "0571-88888888"),
            ("杭州市文三路1号0571-88888888", "杭州市文三路1号", "0571-88888888"),
            ("文三路1号3幢201 13800138000", "文三路1号3幢201", "13800138000"),
            ("文三路8，电话：88888888", "文三路8", "88888888"),
            ("文三路8号(010)88888888-801", "文三路8号", "(010)88888888-801"),
        ] {
            let (found, number) = split_phone(text).unwrap();
            assert_eq!((found.as_str(), number.as_str()), (address, phone), "{text}");
        }
        for text in ["杭州市文三路1号", "文三路 100", "邮编310012"] {
            assert_eq!(split_phone(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_nearly_a_chinese_number_is_known() {
        for wrong in ["91350100M0001OOY43", "91350100M000100Y4", "91350100M000100Y433"] {
            assert!(is_like_chinese(wrong), "{wrong}");
        }
        for other in ["04595257", "350100000000123", "12345678-9", "A12345"] {
            assert!(!is_like_chinese(other), "{other}");
        }
    }
}
