//! How books grow at random: every kind of record that can name a customer. Which these are is read
//! from the catalogue of the database; one that no history ever fills fails the test.

use std::collections::{BTreeMap, BTreeSet};

use bookroom::attachments::model::{AttachedTo, NewAttachment};
use bookroom::billing::invoices::NewInvoice;
use bookroom::billing::products::NewProduct;
use bookroom::custom_fields::model::{CustomSubject, CustomValue};
use bookroom::customers::contacts::links::model::NewContactLink;
use bookroom::customers::duplicates::model::CustomerPair;
use bookroom::customers::important_dates::model::{ImportantDateKind, NewImportantDate};
use bookroom::customers::invoice_profiles::model::{InvoiceProfileFilter, NewInvoiceProfile};
use bookroom::customers::model::{
    Address, BankAccount, BillingProfile, Collaborator, CustomerEdit, NewCustomer,
};
use bookroom::dealings::model::NewDealing;
use bookroom::service::surveys::model::NewSurvey;
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::room::{TestRoom, amount, day};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::history::Random;
use super::{references::naming, seen};
use crate::samples::fixtures::sale;

/// How many kinds of deeds there are here.
pub const KINDS: usize = 13;

/// What the book has before it grows: fields that name customers, and a customer that is locked.
pub fn begin(test: &TestRoom) {
    let session = &test.owner;
    for (subject, key) in [
        (CustomSubject::Customer, "introduced_by"),
        (CustomSubject::Product, "made_for"),
        (CustomSubject::Dealing, "seen_with"),
    ] {
        naming(session, subject, key, false);
    }
    let product = NewProduct::new("P-9", "定制", amount("1"), amount("0"));
    session.billing().products().add(product).unwrap();
    let locked = session.customers().add(NewCustomer::company("锁定公司")).unwrap();
    session.customers().lock(vec![locked.seen()], "法务审核中").unwrap();
}

fn by(key: &str, id: CustomerId) -> BTreeMap<String, CustomValue> {
    BTreeMap::from([(key.to_owned(), CustomValue::Reference(id.0))])
}

/// Parts of a customer's own record.
fn parts(test: &TestRoom, random: &mut Random, id: CustomerId) {
    let some = |text: &str| Some(text.to_owned());
    let edit = match random.below(3) {
        0 => CustomerEdit {
            addresses: vec![Address { city: some("杭州"), ..Address::default() }].into(),
            ..CustomerEdit::default()
        },
        1 => {
            let bank_name = format!("银行{}", random.below(3));
            let account = BankAccount {
                bank_name,
                account_number: "6222".to_owned(),
                ..BankAccount::default()
            };
            CustomerEdit { bank_accounts: vec![account].into(), ..CustomerEdit::default() }
        }
        _ => {
            let billing = BillingProfile { title: some("抬头"), ..BillingProfile::default() };
            CustomerEdit { billing: billing.into(), ..CustomerEdit::default() }
        }
    };
    let version = seen(&test.owner, id).version;
    drop(test.owner.customers().edit(id, version, edit));
}

/// A sale that shows a profile of its customer other than its default one, if there is one.
fn sale_with_profile(test: &TestRoom, random: &mut Random, id: CustomerId) {
    let filter = InvoiceProfileFilter { customer: Some(id), ..Default::default() };
    let page = PageRequest::first(9);
    let profiles = test.owner.customers().invoice_profiles().list(&filter, &page).unwrap();
    let profile = profiles.items.last().map(|profile| profile.id);
    let new = NewInvoice { profile, ..sale(id, &random.day()) };
    drop(test.owner.billing().invoices().draft_and_post(vec![new]));
}

/// A field of another record that names a customer.
fn reference(test: &TestRoom, random: &mut Random, (id, other): (CustomerId, CustomerId)) {
    let session = &test.owner;
    let value = |key: &str| {
        let values = by(key, other).into_iter();
        Some(values.map(|(key, value)| (key, Some(value))).collect())
    };
    match random.below(3) {
        0 => {
            let edit = CustomerEdit { custom: value("introduced_by"), ..CustomerEdit::default() };
            drop(session.customers().edit(id, seen(session, id).version, edit));
        }
        1 => {
            let custom = by("seen_with", other);
            let new = NewDealing { custom, ..NewDealing::new(id, "visit", "同行") };
            drop(session.dealings().add(new));
        }
        _ => {
            let product = session.billing().products().find_by_code("P-9").unwrap().unwrap();
            let edit = bookroom::billing::products::ProductEdit {
                custom: value("made_for"),
                ..Default::default()
            };
            drop(session.billing().products().edit(product.id, product.version, edit));
        }
    }
}

/// Does something with some customer; what is refused is left.
pub fn act(test: &TestRoom, random: &mut Random, all: &[CustomerId]) {
    let session = &test.owner;
    let customers = session.customers();
    let (id, other) = (random.one_of(all), random.one_of(all));
    match random.below(KINDS) {
        0 | 1 => {
            let is_default = random.below(2) == 0;
            let title = format!("抬头{}", random.below(9));
            let new = NewInvoiceProfile::of(id, &title);
            drop(customers.invoice_profiles().add(NewInvoiceProfile { is_default, ..new }));
        }
        2 => sale_with_profile(test, random, id),
        3 => {
            let of = customers.contacts(id).unwrap_or_default();
            let contact = of.first().map(|it| it.id).filter(|_| random.below(2) == 0);
            let kind = random.one_of(ImportantDateKind::ALL);
            let new = NewImportantDate::each_year(id, kind, 6, 20);
            let label = Some("重要".to_owned());
            let new = NewImportantDate { contact, label, ..new };
            drop(customers.important_dates().add(new));
        }
        4 => {
            let new = NewSurvey::of_days(id, day("2026-05-01"), day("2026-05-31"));
            drop(session.service().surveys().ask(new));
        }
        5 => {
            let new = NewAttachment::new(AttachedTo::Customer(id), "甲.txt", b"scan".to_vec());
            drop(session.attachments().add(new));
        }
        6 => {
            let with = vec![Collaborator::writer(session.operator_id())];
            drop(customers.share(id, seen(session, id).version, with));
        }
        7 => drop(customers.set_apart(vec![CustomerPair { first: id, second: other }])),
        8 => parts(test, random, id),
        10 => {
            let of = customers.contacts(id).unwrap_or_default();
            if let Some(contact) = of.first() {
                drop(customers.link_contact(NewContactLink::of(contact.id, other)));
            }
        }
        9 => drop(customers.assign(vec![seen(session, id)], Some(session.operator_id()), None)),
        _ => reference(test, random, (id, other)),
    }
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    in_table: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Every column that names a customer, by what the database says: those with a reference, and those
/// that are called so.
const NAMING: &str = "
    SELECT m.name AS in_table, f.\"from\" AS name
    FROM sqlite_master m, pragma_foreign_key_list(m.name) f
    WHERE m.type = 'table' AND f.\"table\" = 'customer' AND f.\"from\" <> 'book_id'
    UNION
    SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT IN ('dictionary_item', 'contact', 'contact_apart')
      AND c.name IN ('customer_id', 'party_id', 'merged_into', 'first_id', 'second_id')";

/// The columns of a store that name customers, each with whether any row does.
pub fn filled(test: &TestRoom) -> BTreeMap<(String, String), bool> {
    let url = &test.store.as_ref().unwrap().url;
    let mut conn = SqliteConnection::establish(url).unwrap();
    let columns: Vec<Column> = diesel::sql_query(NAMING).load(&mut conn).unwrap();
    let mut found = BTreeMap::new();
    for Column { name, in_table } in columns {
        let sql = format!("SELECT count(*) AS count FROM {in_table} WHERE {name} IS NOT NULL");
        let rows: Vec<Count> = diesel::sql_query(sql).load(&mut conn).unwrap();
        found.insert((in_table, name), rows[0].count > 0);
    }
    // What names customers by no column of its own.
    for (what, table, having) in [
        ("customer", "attachment", "subject_kind = 'customer'"),
        (
            "customer",
            "custom_value",
            "field_id IN (SELECT id FROM custom_field WHERE refers_to = 'customer')",
        ),
    ] {
        let sql = format!("SELECT count(*) AS count FROM {table} WHERE {having}");
        let rows: Vec<Count> = diesel::sql_query(sql).load(&mut conn).unwrap();
        found.insert((table.to_owned(), what.to_owned()), rows[0].count > 0);
    }
    found
}

/// Fails for columns that no history filled.
pub fn assert_all_filled(histories: &[BTreeMap<(String, String), bool>]) {
    let all: BTreeSet<&(String, String)> = histories.iter().flat_map(BTreeMap::keys).collect();
    assert!(all.len() > 25, "only {} columns name a customer: {all:?}", all.len());
    let is_never = |column: &&&(String, String)| {
        !histories.iter().any(|filled| filled.get(**column) == Some(&true))
    };
    let never: Vec<_> = all.iter().filter(is_never).collect();
    assert!(never.is_empty(), "no history ever fills {never:?}: grow it");
}
