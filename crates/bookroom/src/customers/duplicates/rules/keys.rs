//! What is compared of a record, made ready once: folded, parted, sorted.

use super::names::{Name, numbers, reading_of};
use super::words::SHARED_MAIL;
use crate::customers::model::Address;
use crate::places;
use crate::values::identifiers::{self, IdentifierKind};
use crate::values::text;

/// What is compared of a record, as it is kept. What the operator may not read is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Compared {
    /// Whether it is a person.
    pub(crate) is_person: bool,
    /// Its name, and other names that it goes by.
    pub(crate) names: Vec<String>,
    /// Its tax number, normalised.
    pub(crate) tax_number: Option<String>,
    /// The keys of its phones: digits.
    pub(crate) phones: Vec<String>,
    /// Its mail addresses.
    pub(crate) mails: Vec<String>,
    /// The numbers of its bank accounts.
    pub(crate) accounts: Vec<String>,
    /// Its addresses.
    pub(crate) addresses: Vec<Address>,
    /// Of contacts whose they are.
    pub(crate) customer: Option<i64>,
}

/// The same, made ready.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Keys {
    pub(crate) is_person: bool,
    pub(crate) names: Vec<Name>,
    pub(crate) tax_number: Option<String>,
    /// Whether the tax number has check digits, so that a typing error would have been seen.
    pub(crate) is_checked: bool,
    pub(crate) phones: Vec<String>,
    pub(crate) mails: Vec<String>,
    pub(crate) accounts: Vec<String>,
    pub(crate) places: Vec<Place>,
    pub(crate) customer: Option<i64>,
}

/// An address, folded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Place {
    /// Street and number, without the places that it begins with.
    pub(crate) street: String,
    /// The numbers in it.
    pub(crate) numbers: Vec<String>,
    /// The code of the place, as far as it is one of China.
    pub(crate) code: String,
    /// The city as it is written, folded.
    pub(crate) city: String,
    /// The postal code, folded.
    pub(crate) postal: String,
}

/// How many names, phones and so on are compared at most of each record.
const EACH: usize = 8;
/// With fewer signs a number tells nothing.
const SHORTEST: usize = 6;

impl Keys {
    /// Makes a record ready.
    pub(crate) fn of(record: &Compared) -> Self {
        let named = |name: &String| {
            if record.is_person { Name::of_person(name) } else { Name::of_company(name) }
        };
        let mut names: Vec<Name> = Vec::new();
        for name in record.names.iter().take(EACH).map(named) {
            if !name.whole.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        let tax = record.tax_number.as_deref().map(text::search_key).filter(|it| is_telling(it));
        let kind = record.tax_number.as_deref().map(identifiers::detect);
        let phones = record.phones.iter().map(|it| text::digits(it)).filter(|it| is_telling(it));
        let mails = record.mails.iter().map(|it| text::clip(it.trim(), 100).to_lowercase());
        let accounts = record.accounts.iter().map(|it| text::search_key(it));
        let mut places: Vec<Place> = Vec::new();
        for place in record.addresses.iter().take(EACH).map(Place::of) {
            if place != Place::default() && !places.contains(&place) {
                places.push(place);
            }
        }
        Self {
            is_person: record.is_person,
            names,
            tax_number: tax,
            is_checked: kind.is_some_and(|kind| kind != IdentifierKind::Other),
            phones: sorted(phones),
            mails: sorted(mails.filter(|it| it.contains('@'))),
            accounts: sorted(accounts.filter(|it| is_telling(it))),
            places,
            customer: record.customer,
        }
    }

    /// The name that it goes by.
    pub(crate) fn name(&self) -> &str {
        self.names.first().map_or("", |name| &name.whole)
    }
}

impl Place {
    fn of(address: &Address) -> Self {
        let folded = |part: &Option<String>| part.as_deref().map(text::search_key);
        let parts = [&address.province, &address.city, &address.district];
        let mut code = "";
        for name in parts.into_iter().filter_map(folded) {
            code = places::code_of(&name).filter(|it| it.starts_with(code)).unwrap_or(code);
        }
        let written = address.street.as_deref().map(text::hint_key).unwrap_or_default();
        let mut street = text::clip(&written, 60);
        // 浙江省杭州市西湖区文三路1号 in one field.
        while let Some((found, rest)) = places::leading(street) {
            if !found.starts_with(code) || rest.is_empty() {
                break;
            }
            (code, street) = (found, rest);
        }
        Self {
            numbers: numbers(street),
            street: street.to_owned(),
            code: code.to_owned(),
            city: folded(&address.city).unwrap_or_default(),
            postal: folded(&address.postal_code).unwrap_or_default(),
        }
    }

    /// The street by how it is read, without its numbers.
    pub(crate) fn reading(&self) -> String {
        reading_of(&self.street.chars().filter(|it| !it.is_numeric()).collect::<String>())
    }
}

/// Long enough to be a number of its own, and no filler such as 0000000.
fn is_telling(key: &str) -> bool {
    let first = key.chars().next();
    key.chars().count() >= SHORTEST && key.chars().any(|it| Some(it) != first)
}

fn sorted(keys: impl Iterator<Item = String>) -> Vec<String> {
    let mut keys: Vec<String> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    keys.truncate(EACH);
    keys
}

/// The domain of a mail address, if it is the company's own.
pub(crate) fn own_domain(mail: &str) -> Option<&str> {
    let (_, domain) = mail.rsplit_once('@')?;
    (!SHARED_MAIL.contains(&domain)).then_some(domain)
}

/// The last digits of a phone: without the area code that some leave out.
pub(crate) fn phone_tail(phone: &str) -> &str {
    phone.get(phone.len().saturating_sub(8)..).unwrap_or(phone)
}
