//! What of a customer others may share with it.

use super::{NAME_LIMIT, name_key, parts::channel_key};
use crate::customers::model::NewCustomer;
use crate::values::identifiers;

/// The normalised tax number, if there is one; it need not be valid.
pub(crate) fn tax_number(new: &NewCustomer) -> Option<String> {
    let number = new.tax_number.as_deref().map(str::trim).filter(|number| !number.is_empty())?;
    let kind = new.tax_kind.unwrap_or_else(|| identifiers::detect(number));
    Some(identifiers::normalize(kind, number))
}

/// The keys of its phones.
pub(crate) fn phones(new: &NewCustomer, region: &str) -> Vec<String> {
    let phones = new.channels.iter().filter(|channel| channel.kind.is_phone());
    let keys = phones.map(|channel| channel_key(channel, region));
    keys.filter(|key| !key.is_empty()).collect()
}

/// Its folded names.
pub(crate) fn names(new: &NewCustomer) -> Vec<String> {
    let names = [Some(&new.name), new.legal_name.as_ref()];
    let keys = names.into_iter().flatten().map(|name| name_key(name, NAME_LIMIT));
    keys.filter(|key| !key.is_empty()).collect()
}
