//! What a customer must be like: pure decisions on its data. A new customer is a blank one with
//! every given value put in, so that adding and editing check alike.

mod address;
pub(crate) mod classes;
pub(crate) mod duplicates;
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
use crate::values::{Check, CustomerId, text};

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
        active: true,
        version: 1,
        created_at: DateTime::UNIX_EPOCH,
        created_by: None,
        updated_at: DateTime::UNIX_EPOCH,
    }
}

/// A new customer as values for a blank one. Empty lists count as not given.
pub(crate) fn as_edit(new: &NewCustomer) -> CustomerEdit {
    fn given<T: Clone>(items: &[T]) -> Option<Vec<T>> {
        (!items.is_empty()).then(|| items.to_vec())
    }
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    CustomerEdit {
        code: new.code.clone(),
        kind: Some(new.kind),
        name: Some(new.name.clone()),
        legal_name: new.legal_name.clone(),
        is_customer: Some(new.is_customer),
        is_supplier: Some(new.is_supplier),
        level: new.level.clone(),
        industry: new.industry.clone(),
        source: new.source.clone(),
        region: new.region.clone(),
        enterprise_type: new.enterprise_type.clone(),
        enterprise_nature: new.enterprise_nature.clone(),
        credit_rating: new.credit_rating.clone(),
        satisfaction: new.satisfaction.clone(),
        classes: (!new.classes.is_empty()).then(|| new.classes.clone()),
        tax_kind: new.tax_kind,
        tax_number: filled(&new.tax_number),
        payment_days: Some(new.payment_days),
        website: new.website.clone(),
        note: filled(&new.note),
        channels: given(&new.channels),
        addresses: given(&new.addresses),
        bank_accounts: given(&new.bank_accounts),
        billing: new.billing.clone().filter(|billing| !billing.is_empty()),
        tags: given(&new.tags),
    }
}

/// Refuses values for protected fields that may not be changed.
pub(crate) fn require_rights(edit: &CustomerEdit, rights: &FieldRights) -> Result<()> {
    let given = [
        ("channels", edit.channels.is_some(), Field::CustomerChannels),
        ("addresses", edit.addresses.is_some(), Field::CustomerAddresses),
        ("tax_kind", edit.tax_kind.is_some(), Field::CustomerTaxNumber),
        ("tax_number", edit.tax_number.is_some(), Field::CustomerTaxNumber),
        ("bank_accounts", edit.bank_accounts.is_some(), Field::CustomerBanking),
        ("billing", edit.billing.is_some(), Field::CustomerBanking),
        ("note", edit.note.is_some(), Field::CustomerNote),
    ];
    for (path, is_given, field) in given {
        if is_given {
            rights.require_write(field).map_err(|error| error.below(path))?;
        }
    }
    Ok(())
}

/// Checks new values and puts them into a customer. Classes are only trimmed: whether they exist is
/// seen later.
pub(crate) fn apply(base: &Customer, edit: &CustomerEdit, region: &str, c: &mut Check) -> Customer {
    let mut customer = base.clone();
    let text = |check: &mut Check, path, value: &Option<String>, limit, target: &mut Option<_>| {
        if let Some(value) = value {
            *target = check.optional_text(path, Some(value), limit);
        }
    };
    text(c, "code", &edit.code, 40, &mut customer.code);
    if let Some(name) = &edit.name {
        customer.name = c.text("name", name, NAME_LIMIT);
    }
    text(c, "legal_name", &edit.legal_name, NAME_LIMIT, &mut customer.legal_name);
    text(c, "website", &edit.website, 200, &mut customer.website);
    text(c, "note", &edit.note, NOTE_LIMIT, &mut customer.note);
    customer.kind = edit.kind.unwrap_or(base.kind);
    customer.is_customer = edit.is_customer.unwrap_or(base.is_customer);
    customer.is_supplier = edit.is_supplier.unwrap_or(base.is_supplier);
    if let Some(days) = edit.payment_days {
        check_payment_days(days, c);
        customer.payment_days = days;
    }
    classes::apply(&mut customer, edit, c);
    apply_tax_number(&mut customer, edit, c);
    if let Some(channels) = &edit.channels {
        customer.channels = clean_channels(channels, region, c);
    }
    if let Some(addresses) = &edit.addresses {
        customer.addresses = parts::clean_addresses(addresses, c);
    }
    if let Some(accounts) = &edit.bank_accounts {
        customer.bank_accounts = parts::clean_bank_accounts(accounts, c);
    }
    if let Some(billing) = &edit.billing {
        customer.billing = parts::clean_billing(billing, c);
    }
    if let Some(tags) = &edit.tags {
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
    if edit.tax_number.is_none() && edit.tax_kind.is_none() {
        return;
    }
    let number = edit.tax_number.as_deref().or(customer.tax_number.as_deref());
    let number = number.map(str::trim).filter(|number| !number.is_empty());
    let Some(number) = number else {
        check.require(edit.tax_kind.is_none(), "tax_number", Code::Required);
        customer.tax_kind = None;
        customer.tax_number = None;
        return;
    };
    let kind = edit.tax_kind.unwrap_or_else(|| identifiers::detect(number));
    match identifiers::check(kind, number) {
        Ok(number) if number.chars().count() > TAX_NUMBER_LIMIT => {
            check.add(Problem::new(Code::TooLong).at("tax_number").fact("limit", TAX_NUMBER_LIMIT));
        }
        Ok(number) => {
            customer.tax_kind = Some(kind);
            customer.tax_number = Some(number);
        }
        Err(problem) => check.add(problem.at("tax_number")),
    }
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
