//! What a search text is looked for in: decided once, from its form and the operator's rights.

use super::parts::folded;
use crate::access::permission::Field;
use crate::access::permit::FieldRights;
use crate::values::contact_points;
use crate::values::identifiers::{self, IdentifierKind};
use crate::values::text::{self, like_anywhere};

/// `LIKE` patterns by what they are matched with; absent ones are not searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Terms {
    /// For folded names of customers, legal names and contacts.
    pub(crate) name_key: Option<String>,
    /// For names as they are, when nothing of the text is left in a key (emoji, punctuation).
    pub(crate) name: Option<String>,
    /// For codes in lower case.
    pub(crate) code: String,
    /// For tax numbers in lower case.
    pub(crate) tax_number: Option<String>,
    /// For the keys of a customer's channels.
    pub(crate) channel: Option<String>,
    /// For the keys of a contact's channels.
    pub(crate) contact_channel: Option<String>,
}

/// Reads a search text; none when it is blank.
pub(crate) fn terms(text: &str, rights: &FieldRights, region: &str) -> Option<Terms> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let key = text::search_key(text);
    let name = key.is_empty().then(|| like_anywhere(text));
    let channel = like_anywhere(&channel_part(text, region));
    let may = |field, pattern: &str| rights.can_read(field).then(|| pattern.to_owned());
    Some(Terms {
        name_key: (!key.is_empty()).then(|| like_anywhere(&key)),
        name,
        code: like_anywhere(&text.to_ascii_lowercase()),
        tax_number: rights.can_read(Field::CustomerTaxNumber).then(|| tax_pattern(text)).flatten(),
        channel: may(Field::CustomerChannels, &channel),
        contact_channel: may(Field::ContactChannels, &channel),
    })
}

/// The part of a channel's key: the digits of what looks like a phone, else the folded text.
fn channel_part(text: &str, region: &str) -> String {
    let folded = folded(text);
    let of_phone = |character: char| {
        character.is_ascii_digit() || matches!(character, '+' | '-' | '(' | ')' | '.' | ' ' | '/')
    };
    let digits = text::digits(&folded);
    if digits.is_empty() || !folded.chars().all(of_phone) {
        return folded;
    }
    let phone = contact_points::phone(text, region);
    if phone.is_recognised() { phone.key } else { digits }
}

/// Tax numbers are letters and digits; a text without any finds none.
fn tax_pattern(text: &str) -> Option<String> {
    let plain = identifiers::normalize(IdentifierKind::UnifiedSocialCredit, text);
    let plain = plain.to_ascii_lowercase();
    (!plain.is_empty() && plain.is_ascii()).then(|| like_anywhere(&plain))
}
