//! What a search text is looked for in: decided once, from its form and the operator's rights.

use unicode_normalization::UnicodeNormalization;

use super::parts::folded;
use crate::error::Result;
use crate::rights::permission::Field;
use crate::rights::permit::FieldRights;
use crate::values::contact_points;
use crate::values::identifiers::{self, IdentifierKind};
use crate::values::text::{self, SignedText, like_anywhere};

/// Fewer digits are in too many phone numbers to be looked for beside signs.
const PHONE_DIGITS: usize = 5;

/// `LIKE` patterns by what they are matched with; absent ones are not searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Terms {
    /// For folded names of customers, legal names and contacts.
    pub(crate) name_key: Option<String>,
    /// For names with the signs of the text, when they count. Where some name or code has them,
    /// only that is looked for; see [`Self::settled`].
    pub(crate) signs: Option<SignedText>,
    /// For names as they are, when nothing of the text is left in a key (emoji, punctuation).
    pub(crate) name: Option<String>,
    /// For codes in lower case, as the text stands and with plain letters for full-width ones.
    pub(crate) code: [String; 2],
    /// For codes as they are: databases fold other letters than ASCII each in its way.
    pub(crate) code_as_it_is: String,
    /// For tax numbers in lower case.
    pub(crate) tax_number: Option<String>,
    /// For the keys of a customer's channels; either may match.
    pub(crate) channel: Option<[String; 2]>,
    /// For the keys of a contact's channels; either may match.
    pub(crate) contact_channel: Option<[String; 2]>,
}

impl Terms {
    /// What is looked for when signs count: neither tax numbers, which have none, nor phones with a
    /// few of the digits.
    fn only_signed(self) -> Self {
        let narrow = |[part, digits]: [String; 2]| {
            let is_phone = digits.chars().filter(char::is_ascii_digit).count() >= PHONE_DIGITS;
            [part.clone(), if is_phone { digits } else { part }]
        };
        Self {
            tax_number: None,
            channel: self.channel.map(narrow),
            contact_channel: self.contact_channel.map(narrow),
            ..self
        }
    }

    /// The text with its signs or without: `is_held` says whether any name has them.
    ///
    /// # Errors
    /// Those of `is_held`.
    pub(crate) fn settled(
        self,
        is_held: impl FnOnce(&Self, &SignedText) -> Result<bool>,
    ) -> Result<Self> {
        let Some(signs) = &self.signs else { return Ok(self) };
        let stays = !signs.may_fold || is_held(&self, signs)?;
        Ok(if stays { self.only_signed() } else { Self { signs: None, ..self } })
    }
}

/// Reads a search text; none when it is blank.
pub(crate) fn terms(text: &str, rights: &FieldRights, region: &str) -> Option<Terms> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let key = text::search_key(text);
    let name = key.is_empty().then(|| like_anywhere(text));
    let channel = channel_parts(text, region).map(|part| like_anywhere(&part));
    let may = |field, channel: &[String; 2]| rights.can_read(field).then(|| channel.clone());
    Some(Terms {
        signs: text::signed_text(text),
        name_key: (!key.is_empty()).then(|| like_anywhere(&key)),
        name,
        code: [text.to_ascii_lowercase(), text.nfkc().collect::<String>().to_ascii_lowercase()]
            .map(|part| like_anywhere(&part)),
        code_as_it_is: like_anywhere(text),
        tax_number: rights.can_read(Field::CustomerTaxNumber).then(|| tax_pattern(text)).flatten(),
        channel: may(Field::CustomerChannels, &channel),
        contact_channel: may(Field::ContactChannels, &channel),
    })
}

/// Parts of a channel's key: the folded text, and the digits of what may be a phone.
fn channel_parts(text: &str, region: &str) -> [String; 2] {
    let folded = folded(text);
    let digits = text::digits(&folded);
    if digits.is_empty() || folded.chars().any(char::is_alphabetic) {
        return [folded.clone(), folded];
    }
    let phone = contact_points::phone(text, region);
    [folded, if phone.is_recognised() { phone.key } else { digits }]
}

/// Tax numbers are letters and digits; a text without any finds none.
fn tax_pattern(text: &str) -> Option<String> {
    let plain = identifiers::normalize(IdentifierKind::UnifiedSocialCredit, text);
    let plain = plain.to_ascii_lowercase();
    (!plain.is_empty() && plain.is_ascii()).then(|| like_anywhere(&plain))
}
