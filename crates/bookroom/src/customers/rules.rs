//! What a customer must be like: pure decisions on its data. A new customer is a blank one with
//! every given value put in, so that adding and editing check alike.

mod address;
pub(crate) mod classes;
pub(crate) mod dealt;
mod lists;
mod parts;
pub(crate) mod search;

use std::collections::BTreeSet;

use chrono::DateTime;

pub(crate) use address::in_one_line;
pub(crate) use lists::local_midnight;
pub(crate) use parts::{channel_key, clean_channels};

use super::model::{Customer, CustomerEdit, CustomerKind, NewCustomer};
use crate::error::{Code, Problem, Result};
use crate::rights::permission::Field;
use crate::rights::permit::FieldRights;
use crate::values::identifiers::{self, IdentifierKind};
use crate::values::{Check, CustomerId, Edit, text, unseen};

/// The most customers or contacts of one command.
pub(crate) const COMMAND_LIMIT: usize = 100_000;
/// The most channels, addresses, bank accounts or tags of one customer.
pub(crate) const PARTS_LIMIT: usize = 50;
/// The most characters of a name.
pub(crate) const NAME_LIMIT: usize = 200;
/// The most characters of a tag.
const TAG_LIMIT: usize = 60;
const TAX_NUMBER_LIMIT: usize = 40;
const NOTE_LIMIT: usize = 10_000;
const PAYMENT_DAYS_LIMIT: i64 = 3_650;

/// A customer with nothing in it yet.
pub(crate) fn blank() -> Customer {
    Customer {
        id: CustomerId(0),
        code: None,
        kind: CustomerKind::Company,
        name: String::new(),
        legal_name: None,
        is_customer: true,
        is_supplier: false,
        level: None,
        industry: None,
        source: None,
        region: None,
        enterprise_type: None,
        enterprise_nature: None,
        credit_rating: None,
        satisfaction: None,
        classes: std::collections::BTreeMap::new(),
        tax_kind: None,
        tax_number: None,
        payment_days: 0,
        website: None,
        note: None,
        channels: Vec::new(),
        addresses: Vec::new(),
        bank_accounts: Vec::new(),
        billing: None,
        tags: Vec::new(),
        owner: None,
        team: None,
        pool: None,
        last_contact_on: None,
        last_dealing: None,
        next_contact_on: None,
        planned_contact: None,
        credit_limit: None,
        parent: None,
        collaborators: Vec::new(),
        lock: None,
        merged_into: None,
        custom: std::collections::BTreeMap::new(),
        custom_personal: std::collections::BTreeMap::new(),
        active: true,
        version: 1,
        created_at: DateTime::UNIX_EPOCH,
        created_by: None,
        updated_at: DateTime::UNIX_EPOCH,
    }
}

/// A new customer as values for a blank one. Empty lists count as not given.
pub(crate) fn as_edit(new: &NewCustomer) -> CustomerEdit {
    fn items<T: Clone>(items: &[T]) -> Edit<Vec<T>> {
        Edit::given((!items.is_empty()).then(|| items.to_vec()))
    }
    let text = |text: &Option<String>| Edit::given(text.clone());
    let filled =
        |text: &Option<String>| Edit::given(text.clone().filter(|text| !text.trim().is_empty()));
    CustomerEdit {
        code: text(&new.code),
        kind: Some(new.kind),
        name: Some(new.name.clone()),
        legal_name: text(&new.legal_name),
        is_customer: Some(new.is_customer),
        is_supplier: Some(new.is_supplier),
        level: text(&new.level),
        industry: text(&new.industry),
        source: text(&new.source),
        region: text(&new.region),
        enterprise_type: text(&new.enterprise_type),
        enterprise_nature: text(&new.enterprise_nature),
        credit_rating: text(&new.credit_rating),
        satisfaction: text(&new.satisfaction),
        classes: Edit::given((!new.classes.is_empty()).then(|| new.classes.clone())),
        tax_kind: Edit::given(new.tax_kind),
        tax_number: filled(&new.tax_number),
        payment_days: Some(new.payment_days),
        website: text(&new.website),
        note: filled(&new.note),
        channels: items(&new.channels),
        addresses: items(&new.addresses),
        bank_accounts: items(&new.bank_accounts),
        billing: Edit::given(new.billing.clone().filter(|billing| !billing.is_empty())),
        tags: items(&new.tags),
        // Fields of the book's own are read by what they are.
        custom: None,
    }
}

/// Refuses to touch protected fields that may not be changed: to clear one is to change it.
pub(crate) fn require_rights(edit: &CustomerEdit, rights: &FieldRights) -> Result<()> {
    let kept = [
        ("channels", edit.channels.is_kept(), Field::CustomerChannels),
        ("addresses", edit.addresses.is_kept(), Field::CustomerAddresses),
        ("tax_kind", edit.tax_kind.is_kept(), Field::CustomerTaxNumber),
        ("tax_number", edit.tax_number.is_kept(), Field::CustomerTaxNumber),
        ("bank_accounts", edit.bank_accounts.is_kept(), Field::CustomerBanking),
        ("billing", edit.billing.is_kept(), Field::CustomerBanking),
        ("note", edit.note.is_kept(), Field::CustomerNote),
    ];
    for (path, is_kept, field) in kept {
        if !is_kept {
            rights.require_write(field).map_err(|error| error.below(path))?;
        }
    }
    Ok(())
}

/// Checks new values and puts them into a customer. Classes are only trimmed: whether they exist is
/// seen later.
pub(crate) fn apply(base: &Customer, edit: &CustomerEdit, region: &str, c: &mut Check) -> Customer {
    let mut customer = base.clone();
    c.edited_text("code", &edit.code, 40, &mut customer.code);
    c.new_text("name", edit.name.as_ref(), NAME_LIMIT, &mut customer.name);
    c.edited_text("legal_name", &edit.legal_name, NAME_LIMIT, &mut customer.legal_name);
    c.edited_text("website", &edit.website, 200, &mut customer.website);
    c.edited_lines("note", &edit.note, NOTE_LIMIT, &mut customer.note);
    customer.kind = edit.kind.unwrap_or(base.kind);
    customer.is_customer = edit.is_customer.unwrap_or(base.is_customer);
    customer.is_supplier = edit.is_supplier.unwrap_or(base.is_supplier);
    if let Some(days) = edit.payment_days {
        check_payment_days(days, c);
        customer.payment_days = days;
    }
    classes::apply(&mut customer, edit, c);
    apply_tax_number(&mut customer, edit, c);
    if let Some(channels) = edit.channels.items() {
        customer.channels = clean_channels(channels, region, c);
    }
    if let Some(addresses) = edit.addresses.items() {
        customer.addresses = parts::clean_addresses(addresses, c);
    }
    if let Some(accounts) = edit.bank_accounts.items() {
        customer.bank_accounts = parts::clean_bank_accounts(accounts, c);
    }
    if let Some(billing) = edit.billing.as_ref().outcome() {
        customer.billing = billing.and_then(|billing| parts::clean_billing(billing, c));
    }
    if let Some(tags) = edit.tags.items() {
        customer.tags = clean_tags(tags, c);
    }
    customer
}

fn check_payment_days(days: i64, check: &mut Check) {
    if !(0..=PAYMENT_DAYS_LIMIT).contains(&days) {
        let problem = Problem::new(Code::OutOfRange).at("payment_days");
        check.add(problem.fact("low", 0).fact("high", PAYMENT_DAYS_LIMIT));
    }
}

fn apply_tax_number(customer: &mut Customer, edit: &CustomerEdit, check: &mut Check) {
    let old = (customer.tax_kind, customer.tax_number.take());
    let new = edited_tax_number(old, &edit.tax_kind, &edit.tax_number, check);
    (customer.tax_kind, customer.tax_number) = new;
}

/// A tax number with its kind, as stored.
pub(crate) type TaxNumber = (Option<IdentifierKind>, Option<String>);

/// What an edit does to a tax number and its kind, which go together.
pub(crate) fn edited_tax_number(
    old: TaxNumber,
    new_kind: &Edit<IdentifierKind>,
    new_number: &Edit<String>,
    check: &mut Check,
) -> TaxNumber {
    if new_number.is_kept() && new_kind.is_kept() {
        return old;
    }
    let number = new_number.as_ref().over(old.1.as_ref());
    let number = number.map(|number| number.trim()).filter(|number| !number.is_empty());
    let Some(number) = number else {
        check.require(new_kind.value().is_none(), "tax_number", Code::Required);
        return (None, None);
    };
    // A number is of some kind.
    check.require(*new_kind != Edit::Clear, "tax_kind", Code::Required);
    let kind = new_kind.value().unwrap_or_else(|| identifiers::detect(number));
    match unseen::one_line(number.trim()).and_then(|()| identifiers::check(kind, number)) {
        Ok(number) if number.chars().count() > TAX_NUMBER_LIMIT => {
            check.add(Problem::new(Code::TooLong).at("tax_number").fact("limit", TAX_NUMBER_LIMIT));
        }
        Ok(number) => return (Some(kind), Some(number)),
        Err(problem) => check.add(problem.at("tax_number")),
    }
    old
}

/// Checks tags; returns them trimmed, sorted, each once.
pub(crate) fn clean_tags(tags: &[String], check: &mut Check) -> Vec<String> {
    check.at_most("tags", tags.len(), PARTS_LIMIT);
    let mut clean = BTreeSet::new();
    check.each("tags", tags, |check, tag| {
        clean.insert(check.text("", tag, TAG_LIMIT));
    });
    clean.into_iter().collect()
}

/// The key by which a name is searched and compared, as long as the store keeps one.
pub(crate) fn name_key(name: &str, limit: usize) -> String {
    text::clip(&text::search_key(name), limit).to_owned()
}

/// The word for a kind of identifier in the store.
pub(crate) fn tax_kind_word(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::UnifiedSocialCredit => "unified_social_credit",
        IdentifierKind::ResidentId => "resident_id",
        IdentifierKind::Vat => "vat",
        IdentifierKind::Other => "other",
    }
}

/// Reads what [`tax_kind_word`] gave.
pub(crate) fn tax_kind(word: &str) -> Option<IdentifierKind> {
    use IdentifierKind::{Other, ResidentId, UnifiedSocialCredit, Vat};
    [UnifiedSocialCredit, ResidentId, Vat, Other]
        .into_iter()
        .find(|kind| tax_kind_word(*kind) == word)
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
