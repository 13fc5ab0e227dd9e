//! Checks of what belongs to a customer or contact: channels, addresses, accounts, billing.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::PARTS_LIMIT;
use crate::customers::model::{Address, BankAccount, BillingProfile, Channel, ChannelKind};
use crate::error::{Code, Problem};
use crate::values::contact_points::{self, Phone};
use crate::values::{Check, text};

const VALUE_LIMIT: usize = 200;

/// Checks channels; returns them with phones and mails in the one form in which they are kept.
pub(crate) fn clean_channels(
    channels: &[Channel],
    region: &str,
    check: &mut Check,
) -> Vec<Channel> {
    check.at_most("channels", channels.len(), PARTS_LIMIT);
    let mut seen = BTreeSet::new();
    let mut clean = Vec::with_capacity(channels.len());
    check.each("channels", channels, |check, channel| {
        let channel = clean_channel(channel, region, check);
        let is_new = seen.insert((channel.kind, channel_key(&channel, region)));
        check.require(is_new || channel.value.is_empty(), "value", Code::Repeated);
        clean.push(channel);
    });
    clean
}

fn clean_channel(channel: &Channel, region: &str, check: &mut Check) -> Channel {
    let kind = channel.kind;
    let label = check.optional_text("label", channel.label.as_deref(), 60);
    let before = check.count();
    let mut value = check.text("value", &channel.value, VALUE_LIMIT);
    if check.count() > before {
        return Channel { kind, label, value };
    }
    if kind.is_phone() {
        value = text::clip(&phone(&value, region).display, VALUE_LIMIT).to_owned();
        check.require(!value.is_empty(), "value", Code::Required);
    } else if kind == ChannelKind::Email {
        match contact_points::email(&value) {
            Ok(plain) if plain.chars().count() > VALUE_LIMIT => {
                check.add(Problem::new(Code::TooLong).at("value").fact("limit", VALUE_LIMIT));
            }
            Ok(plain) => value = plain,
            Err(problem) => check.add(problem.at("value")),
        }
    }
    Channel { kind, label, value }
}

fn phone(value: &str, region: &str) -> Phone {
    contact_points::phone(value, region)
}

/// The key by which a channel is searched and compared: the digits of a phone, the rest in lower
/// case.
pub(crate) fn channel_key(channel: &Channel, region: &str) -> String {
    let key =
        if channel.kind.is_phone() { phone(&channel.value, region).key } else { String::new() };
    let key = if key.is_empty() { folded(&channel.value) } else { key };
    text::clip(&key, VALUE_LIMIT).to_owned()
}

/// Lower case, full-width characters made plain.
pub(crate) fn folded(value: &str) -> String {
    value.trim().nfkc().flat_map(char::to_lowercase).collect()
}

/// Checks addresses; returns them trimmed.
pub(crate) fn clean_addresses(addresses: &[Address], check: &mut Check) -> Vec<Address> {
    check.at_most("addresses", addresses.len(), PARTS_LIMIT);
    let mut clean = Vec::with_capacity(addresses.len());
    check.each("addresses", addresses, |check, address| {
        let street = check.optional_lines("street", address.street.as_deref(), 300);
        let mut part = |path, value: &Option<String>, limit| {
            check.optional_text(path, value.as_deref(), limit)
        };
        let address = Address {
            kind: address.kind,
            country: part("country", &address.country, 60),
            province: part("province", &address.province, 60),
            city: part("city", &address.city, 60),
            district: part("district", &address.district, 60),
            street,
            postal_code: part("postal_code", &address.postal_code, 20),
            recipient: part("recipient", &address.recipient, 100),
        };
        let is_empty = address == Address { kind: address.kind, ..Address::default() };
        check.require(!is_empty, "", Code::Required);
        clean.push(address);
    });
    clean
}

/// Checks bank accounts; returns them trimmed. A blank bank name is allowed with a bank.
pub(crate) fn clean_bank_accounts(accounts: &[BankAccount], check: &mut Check) -> Vec<BankAccount> {
    check.at_most("bank_accounts", accounts.len(), PARTS_LIMIT);
    let mut clean = Vec::with_capacity(accounts.len());
    check.each("bank_accounts", accounts, |check, account| {
        let bank = check.optional_text("bank", account.bank.as_deref(), VALUE_LIMIT);
        let name = check.optional_text("bank_name", Some(&account.bank_name), VALUE_LIMIT);
        check.require(bank.is_some() || name.is_some(), "bank_name", Code::Required);
        let account_name =
            check.optional_text("account_name", account.account_name.as_deref(), VALUE_LIMIT);
        let account_number = check.text("account_number", &account.account_number, 60);
        let bank_name = name.unwrap_or_default();
        clean.push(BankAccount { bank, bank_name, account_name, account_number });
    });
    clean
}

/// Checks a billing profile; an empty one is none.
pub(crate) fn clean_billing(billing: &BillingProfile, check: &mut Check) -> Option<BillingProfile> {
    let clean = check.within("billing", |check| {
        let address = check.optional_lines("address", billing.address.as_deref(), 300);
        let mut part = |path, value: &Option<String>, limit| {
            check.optional_text(path, value.as_deref(), limit)
        };
        BillingProfile {
            title: part("title", &billing.title, 200),
            address,
            phone: part("phone", &billing.phone, 60),
            bank: part("bank", &billing.bank, 200),
            account: part("account", &billing.account, 60),
        }
    });
    (!clean.is_empty()).then_some(clean)
}
