//! Properties of the decisions on customers.

use proptest::prelude::*;

use super::search::terms;
use super::*;
use crate::customers::model::{Address, BankAccount, Channel, ChannelKind};
use crate::rights::permission::{Grant, Permission, Reach};
use crate::rights::permit::{Grants, RoleRights};
use crate::values::{BookId, OperatorId};

fn rights() -> FieldRights {
    let grant = Grant { permission: Permission::CustomersView, reach: Reach::All };
    let role = RoleRights { grants: vec![grant], fields: Vec::new() };
    Grants::from_roles(BookId(1), OperatorId(1), None, 0, false, &[role]).field_rights()
}

fn new_customer() -> impl Strategy<Value = NewCustomer> {
    let kinds = ChannelKind::ALL.iter().copied().filter(|kind| *kind != ChannelKind::Email);
    let kind = prop::sample::select(kinds.collect::<Vec<_>>());
    let channel = (kind, "\\PC{0,19}[a-z0-9]").prop_map(|(kind, value)| Channel::new(kind, &value));
    let phone =
        "[0-9+][0-9 ()-]{0,14}[0-9]".prop_map(|value| Channel::new(ChannelKind::Phone, &value));
    let channels = prop::collection::vec(prop_oneof![channel, phone], 0..4);
    let text = || prop::option::of("\\PC{0,12}");
    let tags = prop::collection::vec("\\PC{0,6}[a-z]", 0..4);
    (("\\PC{0,11}[a-z甲🎉]", text(), text(), text()), channels, (text(), text()), tags).prop_map(
        |((name, code, legal_name, tax_number), channels, (street, city), tags)| NewCustomer {
            code,
            legal_name,
            tax_number,
            channels,
            addresses: vec![Address { street, city, ..Address::default() }],
            bank_accounts: vec![BankAccount {
                bank_name: name.clone(),
                account_number: "1".to_owned(),
                ..BankAccount::default()
            }],
            tags,
            ..NewCustomer::company(&name)
        },
    )
}

/// A customer as input again.
fn as_input(customer: &Customer) -> NewCustomer {
    NewCustomer {
        code: customer.code.clone(),
        name: customer.name.clone(),
        legal_name: customer.legal_name.clone(),
        tax_number: customer.tax_number.clone(),
        tax_kind: customer.tax_kind,
        channels: customer.channels.clone(),
        addresses: customer.addresses.clone(),
        bank_accounts: customer.bank_accounts.clone(),
        tags: customer.tags.clone(),
        ..NewCustomer::default()
    }
}

/// What `LIKE '%…%' ESCAPE '!'` does.
fn matches(key: &str, pattern: &str) -> bool {
    let inner = &pattern[1..pattern.len() - 1];
    let mut part = String::new();
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        part.extend(if character == '!' { characters.next() } else { Some(character) });
    }
    key.contains(&part)
}

proptest! {
    /// What was accepted is accepted again and stays as it is: what is kept is clean.
    #[test]
    fn cleaning_twice_is_cleaning_once(new in new_customer()) {
        let mut check = Check::new();
        let once = apply(&blank(), &as_edit(&new), "CN", &mut check);
        prop_assume!(check.is_clean());
        let mut check = Check::new();
        let twice = apply(&blank(), &as_edit(&as_input(&once)), "CN", &mut check);
        prop_assert!(check.is_clean(), "{:?}", check.finish());
        prop_assert_eq!(twice, once);
    }

    /// A customer is found by its own name and by its own channels.
    #[test]
    fn what_is_kept_is_found_by_itself(new in new_customer()) {
        let mut check = Check::new();
        let customer = apply(&blank(), &as_edit(&new), "CN", &mut check);
        prop_assume!(check.is_clean());
        let found = terms(&customer.name, &rights(), "CN").unwrap();
        let key = name_key(&customer.name, NAME_LIMIT);
        match found.name_key {
            Some(pattern) => prop_assert_eq!(pattern, text::like_anywhere(&key)),
            None => prop_assert_eq!(found.name, Some(text::like_anywhere(&customer.name))),
        }
        // Of a phone with words in it only the digits are kept for searching.
        let has_words = |channel: &&Channel| {
            channel.kind.is_phone() && channel.value.chars().any(char::is_alphabetic)
        };
        for channel in customer.channels.iter().filter(|channel| !has_words(channel)) {
            let found = terms(&channel.value, &rights(), "CN").unwrap();
            let key = channel_key(channel, "CN");
            let parts = found.channel.unwrap();
            prop_assert!(parts.iter().any(|part| matches(&key, part)), "{key:?} by {parts:?}");
        }
    }
}

#[test]
fn a_text_is_looked_for_where_it_can_stand() {
    let of = |text| terms(text, &rights(), "CN").unwrap();
    assert_eq!(of("+86 138-1234-5678").channel.unwrap()[1], "%13812345678%");
    assert_eq!(of("1234").channel.unwrap()[1], "%1234%");
    assert_eq!(of("A1234").channel.unwrap()[1], "%a1234%");
    assert_eq!(of("x-1-2").channel.unwrap()[0], "%x-1-2%");
    assert_eq!(of("-1-2").channel.unwrap(), ["%-1-2%", "%12%"]);
    assert_eq!(of("上海").tax_number, None);
    assert_eq!(of("9133 01").tax_number.as_deref(), Some("%913301%"));
    assert_eq!(of("🎉").name.as_deref(), Some("%🎉%"));
    assert_eq!(of("🎉").name_key, None);
    assert_eq!(terms(" ", &rights(), "CN"), None);
    let nothing = Grants::from_roles(BookId(1), OperatorId(1), None, 0, false, &[]);
    let hidden = terms("1234", &nothing.field_rights(), "CN").unwrap();
    assert_eq!((hidden.channel, hidden.contact_channel, hidden.tax_number), (None, None, None));
}

#[test]
fn the_words_for_tax_kinds_are_read_back() {
    for kind in [IdentifierKind::UnifiedSocialCredit, IdentifierKind::Vat, IdentifierKind::Other] {
        assert_eq!(tax_kind(tax_kind_word(kind)), Some(kind));
    }
    assert_eq!(tax_kind("x"), None);
}
