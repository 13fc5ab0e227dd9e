//! Cells of own exports that differ, as edits of customers and contacts: what a cell says is the
//! value of its field from now on, and nothing else changes.

use std::collections::BTreeMap;

use super::customers::{Kind, days, kind, split_words};
use super::own::parts;
use crate::custom_fields::model::CustomValue;
use crate::custom_fields::rules::values::plain;
use crate::customers::contacts::model::{Contact, ContactEdit, Gender};
use crate::customers::model::{
    Address, BankAccount, Channel, ChannelKind, Customer, CustomerEdit, CustomerKind, NewCustomer,
};
use crate::error::{Code, Problem};
use crate::exchange::clean;
use crate::exchange::headers::CUSTOM;
use crate::exchange::model::OwnCell;
use crate::values::Edit;
use crate::values::contact_points::split_phones;
use crate::values::text::digits;

/// Cells by English heading.
type Cells<'r> = BTreeMap<&'r str, &'r OwnCell>;

/// The heading at fault, and what is wrong.
type Fault = (&'static str, Problem);

/// The channels that have a column of their own.
const CHANNELS: [(&str, ChannelKind); 4] = [
    ("phone", ChannelKind::Phone),
    ("mobile", ChannelKind::Mobile),
    ("fax", ChannelKind::Fax),
    ("email", ChannelKind::Email),
];

/// What cells change of a customer; labels of dictionaries apart.
pub(crate) fn of_customer(
    known: &Customer,
    cells: &Cells<'_>,
    region: &str,
) -> Result<CustomerEdit, Fault> {
    let text = |heading: &str| cells.get(heading).map(|cell| cell.clean.clone());
    let mut edit = CustomerEdit {
        code: Edit::given(text("code")),
        name: text("name"),
        legal_name: Edit::given(text("legal name")),
        website: Edit::given(text("website")),
        note: Edit::given(text("note")),
        is_customer: flag(cells, "sold to")?,
        is_supplier: flag(cells, "bought from")?,
        tags: Edit::given(text("tags").map(|text| split_words(&text))),
        ..CustomerEdit::default()
    };
    if let Some(cell) = cells.get("kind") {
        let found = kind(&cell.text).map_err(|problem| ("kind", problem))?.value;
        match found {
            Kind::Person => edit.kind = Some(CustomerKind::Person),
            Kind::Company => edit.kind = Some(CustomerKind::Company),
            Kind::Supplier => (edit.is_customer, edit.is_supplier) = (Some(false), Some(true)),
        }
    }
    if let Some(cell) = cells.get("tax number") {
        let found = clean::whole_number(&cell.text);
        let found = found.and_then(|number| clean::identifier(&number.value, None));
        let (kind, number) = found.map_err(|problem| ("tax number", problem))?.value;
        (edit.tax_kind, edit.tax_number) = (Edit::Set(kind), Edit::Set(number));
    }
    if let Some(cell) = cells.get("days to pay") {
        edit.payment_days = Some(days(&cell.text).map_err(|it| ("days to pay", it))?.value);
    }
    edit.channels = Edit::given(channels(&known.channels, cells, region)?);
    edit.addresses = Edit::given(addresses(&known.addresses, cells));
    edit.bank_accounts = Edit::given(bank_accounts(&known.bank_accounts, cells)?);
    let billing = ["billing title", "billing address", "billing phone"];
    if billing.iter().any(|heading| cells.contains_key(heading)) {
        let mut profile = known.billing.clone().unwrap_or_default();
        profile.title = text("billing title").or(profile.title);
        profile.address = text("billing address").or(profile.address);
        profile.phone = text("billing phone").or(profile.phone);
        edit.billing = Edit::Set(profile);
    }
    Ok(edit)
}

/// The field of a file that a path such as `custom[tier]` means.
pub(crate) fn custom_field(path: &str) -> Option<String> {
    let key = path.strip_prefix("custom[")?.split(']').next()?;
    Some(format!("{CUSTOM}{key}"))
}

/// What a row says anew in fields of the book's own.
pub(crate) fn own_fields(
    known: &Customer,
    new: &NewCustomer,
) -> Option<BTreeMap<String, Option<CustomValue>>> {
    let is = |key: &String| known.custom.get(key).or_else(|| known.custom_personal.get(key));
    let is_new =
        |(key, value): &(&String, &CustomValue)| is(key).is_none_or(|is| plain(is) != plain(value));
    let changed = new.custom.iter().filter(is_new);
    let changed: BTreeMap<_, _> =
        changed.map(|(key, value)| (key.clone(), Some(value.clone()))).collect();
    (!changed.is_empty()).then_some(changed)
}

/// Fields of the book's own that a further row of the same customer adds; returns those in which it
/// says something else.
pub(crate) fn fill_own(
    first: &mut BTreeMap<String, CustomValue>,
    other: BTreeMap<String, CustomValue>,
) -> impl Iterator<Item = String> {
    let mut left_out = Vec::new();
    for (key, value) in other {
        match first.get(&key) {
            None => drop(first.insert(key, value)),
            Some(is) if *is != value => left_out.push(format!("{CUSTOM}{key}")),
            Some(_) => {}
        }
    }
    left_out.into_iter()
}

/// What cells change of a contact.
pub(crate) fn of_contact(
    known: &Contact,
    cells: &Cells<'_>,
    region: &str,
) -> Result<ContactEdit, Fault> {
    let text = |heading: &str| cells.get(heading).map(|cell| cell.clean.clone());
    let gender = match text("gender").map(|text| text.to_lowercase()).as_deref() {
        None => None,
        Some("female" | "f" | "女" | "女士" | "小姐") => Some(Gender::Female),
        Some("male" | "m" | "男" | "先生") => Some(Gender::Male),
        Some(_) => return Err(("gender", Problem::new(Code::BadChoice))),
    };
    Ok(ContactEdit {
        name: text("name"),
        role: Edit::given(text("role")),
        title: Edit::given(text("title")),
        gender: Edit::given(gender),
        is_primary: flag(cells, "primary")?,
        channels: Edit::given(channels(&known.channels, cells, region)?),
        note: Edit::given(text("note")),
        ..ContactEdit::default()
    })
}

fn flag(cells: &Cells<'_>, heading: &'static str) -> Result<Option<bool>, Fault> {
    let Some(cell) = cells.get(heading) else { return Ok(None) };
    let flag = clean::yes_no(&cell.text).map_err(|problem| (heading, problem))?;
    Ok(Some(flag.value))
}

/// All channels with those of the changed kinds as the cells list them. The column of mails has the
/// first only.
fn channels(
    known: &[Channel],
    cells: &Cells<'_>,
    region: &str,
) -> Result<Option<Vec<Channel>>, Fault> {
    let mut all = known.to_vec();
    let mut is_changed = false;
    for (heading, kind) in CHANNELS {
        let Some(cell) = cells.get(heading) else { continue };
        is_changed = true;
        if kind == ChannelKind::Email {
            let mails = parts(&cell.text);
            let mails: Result<Vec<String>, Problem> =
                mails.iter().map(|mail| Ok(clean::email(mail)?.value)).collect();
            let mails = mails.map_err(|problem| (heading, problem))?;
            let first = all.iter().position(|channel| channel.kind == kind);
            let mut mails = mails.into_iter();
            if let (Some(first), Some(mail)) = (first.and_then(|at| all.get_mut(at)), mails.next())
            {
                first.value = mail;
            }
            all.extend(mails.map(|mail| Channel::new(kind, &mail)));
            continue;
        }
        let mut values = Vec::new();
        for number in split_phones(&cell.text) {
            let number = clean::whole_number(number).map_err(|problem| (heading, problem))?.value;
            values.push(clean::phone(&number, region).value.display);
        }
        values.retain(|value| !value.is_empty());
        all = replaced(all, kind, &values);
    }
    Ok(is_changed.then_some(all))
}

/// Channels with those of a kind replaced: one that stays keeps its label, and so does one in the
/// place of another.
fn replaced(all: Vec<Channel>, kind: ChannelKind, values: &[String]) -> Vec<Channel> {
    let own: Vec<&Channel> = all.iter().filter(|channel| channel.kind == kind).collect();
    let same = |channel: &Channel, value: &str| digits(&channel.value) == digits(value);
    let channel = |(at, value): (usize, &String)| {
        let staying = own.iter().find(|channel| same(channel, value));
        let in_place = own.get(at).filter(|_| own.len() == values.len());
        match (staying, in_place) {
            (Some(channel), _) => (*channel).clone(),
            (None, Some(channel)) => Channel { value: value.clone(), ..(*channel).clone() },
            (None, None) => Channel::new(kind, value),
        }
    };
    let new: Vec<Channel> = values.iter().enumerate().map(channel).collect();
    let at = all.iter().position(|channel| channel.kind == kind).unwrap_or(all.len());
    let rest = |it: &&Channel| it.kind != kind;
    let (before, after) = all.split_at(at);
    let before = before.iter().filter(rest).cloned();
    before.chain(new).chain(after.iter().filter(rest).cloned()).collect()
}

/// The first address with the parts that changed.
fn addresses(known: &[Address], cells: &Cells<'_>) -> Option<Vec<Address>> {
    let mut all = known.to_vec();
    let text = |heading: &str| cells.get(heading).map(|cell| cell.clean.clone());
    let parts = ["country", "province", "city", "district", "address", "postal code"].map(text);
    if parts.iter().all(Option::is_none) {
        return None;
    }
    if all.is_empty() {
        all.push(Address::default());
    }
    let [country, province, city, district, street, postal_code] = parts;
    if let Some(first) = all.first_mut() {
        first.country = country.or(first.country.take());
        first.province = province.or(first.province.take());
        first.city = city.or(first.city.take());
        first.district = district.or(first.district.take());
        first.street = street.or(first.street.take());
        first.postal_code = postal_code.or(first.postal_code.take());
    }
    Some(all)
}

/// The first bank account with what changed of it.
fn bank_accounts(
    known: &[BankAccount],
    cells: &Cells<'_>,
) -> Result<Option<Vec<BankAccount>>, Fault> {
    let (bank, number) = (cells.get("bank"), cells.get("bank account"));
    if bank.is_none() && number.is_none() {
        return Ok(None);
    }
    let mut all = known.to_vec();
    if all.is_empty() {
        let missing = |heading| (heading, Problem::new(Code::Required));
        bank.ok_or_else(|| missing("bank"))?;
        number.ok_or_else(|| missing("bank account"))?;
        all.push(BankAccount::default());
    }
    if let Some(first) = all.first_mut() {
        if let Some(cell) = bank {
            first.bank_name.clone_from(&cell.clean);
        }
        if let Some(cell) = number {
            first.account_number.clone_from(&cell.clean);
        }
    }
    Ok(Some(all))
}

/// The heading that a path of an edit means: of several that it may be, one that changed.
pub(crate) fn heading_of(path: &str, cells: &Cells<'_>) -> String {
    if let Some(name) = custom_field(path) {
        return name;
    }
    let head = path.split(['.', '[']).next().unwrap_or_default();
    let last = path.rsplit('.').next().unwrap_or_default();
    let of: &[&str] = match head {
        "channels" => &["phone", "mobile", "fax", "email"],
        "addresses" if last == "postal_code" => &["postal code"],
        "addresses" => &["address", "city", "district", "province", "country", "postal code"],
        "bank_accounts" if last == "account_number" => &["bank account"],
        "bank_accounts" => &["bank", "bank account"],
        "billing" => &["billing title", "billing address", "billing phone"],
        "tax_kind" => &["tax number"],
        "payment_days" => &["days to pay"],
        "is_customer" => &["sold to", "kind"],
        "is_supplier" => &["bought from", "kind"],
        "is_primary" => &["primary"],
        _ => &[],
    };
    let found = of.iter().find(|heading| cells.contains_key(**heading)).or(of.first());
    found.map_or_else(|| head.replace('_', " "), |heading| (*heading).to_owned())
}
