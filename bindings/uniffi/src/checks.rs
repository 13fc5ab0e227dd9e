//! What forms ask before anything is sent: identifiers, phones, addresses, shares of an amount,
//! and which steps a case may take. No store is needed.

use bookroom::values::{contact_points, identifiers, masks, split};

use crate::{BookroomError, CaseState, CaseStep, IdentifierKind, Phone};

/// Checks an identifier and gives it in the form in which it is kept.
///
/// Fails with:
/// `required` when it is blank, `bad_format`, `bad_check_digit`; for `other` `too_long` and
/// `bad_character`.
#[uniffi::export]
pub fn check_identifier(kind: IdentifierKind, text: &str) -> Result<String, BookroomError> {
    identifiers::check(kind, text).map_err(refused)
}

/// The kind an identifier most probably is of, also when its check digit is wrong.
#[uniffi::export]
#[must_use]
pub fn detect_identifier(text: &str) -> IdentifierKind {
    identifiers::detect(text)
}

/// An identifier in the form in which it is kept and compared, unchecked.
#[uniffi::export]
#[must_use]
pub fn normalize_identifier(kind: IdentifierKind, text: &str) -> String {
    identifiers::normalize(kind, text)
}

/// Reads one phone number. `region` is the country (ISO 3166, such as `CN`) whose numbers are
/// written without country code. Never fails: what is not recognised comes back cleaned, with the
/// kind `unknown`.
#[uniffi::export]
#[must_use]
pub fn read_phone(text: &str, region: &str) -> Phone {
    contact_points::phone(text, region)
}

/// The phone numbers written in one text: cut at `/`, `、`, commas, semicolons, `|`, line ends, 或.
#[uniffi::export]
#[must_use]
pub fn split_phones(text: &str) -> Vec<String> {
    contact_points::split_phones(text).into_iter().map(ToOwned::to_owned).collect()
}

/// Checks an e-mail address and gives it in the form in which it is kept.
///
/// Fails with:
/// `required`, `too_long`, `bad_format`.
#[uniffi::export]
pub fn check_email(text: &str) -> Result<String, BookroomError> {
    contact_points::email(text).map_err(refused)
}

/// A phone number for those who may not see all of it.
#[uniffi::export]
#[must_use]
pub fn mask_phone(number: &str) -> String {
    masks::phone(number)
}

/// An e-mail address for those who may not see all of it.
#[uniffi::export]
#[must_use]
pub fn mask_email(address: &str) -> String {
    masks::email(address)
}

/// A person's name for those who may not see all of it.
#[uniffi::export]
#[must_use]
pub fn mask_name(name: &str) -> String {
    masks::name(name)
}

/// A number of which only the last four characters show.
#[uniffi::export]
#[must_use]
pub fn mask_all_but_four(number: &str) -> String {
    masks::last_four(number)
}

/// Splits an amount in minor units over weights, so that the parts sum to it: largest remainder,
/// ties to the earlier part. With weights that are all zero everything goes to the first part; no
/// weights, no parts; a negative weight counts as zero.
#[uniffi::export]
#[must_use]
pub fn split_by_weight(amount: i64, weights: Vec<i64>) -> Vec<i64> {
    split::by_weight(amount, &weights)
}

/// The steps that a case may take from a state.
#[uniffi::export]
#[must_use]
pub fn case_steps_from(state: CaseState) -> Vec<CaseStep> {
    bookroom::service::steps_from(state).to_vec()
}

fn refused(problem: bookroom::error::Problem) -> BookroomError {
    bookroom::Error::from(problem).into()
}
