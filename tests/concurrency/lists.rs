//! Lists, and names that may be there once, changed twice at once; records that name an item while
//! it goes away.

use bookroom::Session;
use bookroom::access::model::{NewOperator, NewTeam};
use bookroom::billing::payments::NewPayment;
use bookroom::billing::products::NewProduct;
use bookroom::customers::contacts::model::{ContactEdit, NewContact};
use bookroom::customers::model::NewCustomer;
use bookroom::dictionaries::model::{
    DictionaryItem, DictionaryItemEdit, DictionaryItemUpdate, ItemVersion, NewDictionary,
    NewDictionaryItem,
};
use bookroom::error::{Code, Error, Result};
use bookroom::ledger::model::{NewAccount, NewJournal};
use bookroom::service::model::{CaseKind, NewCase};
use bookroom_tests::room::{amount, day};

use super::race::{both, exactly_one, run, unasked, untold};

fn item(session: &Session, list: &str, code: &str) -> DictionaryItem {
    let new = NewDictionaryItem::new(code, code, code);
    session.dictionaries().add_items(list, vec![new]).unwrap().remove(0)
}

fn seen(item: &DictionaryItem) -> ItemVersion {
    ItemVersion { code: item.code.clone(), version: item.version }
}

fn find(session: &Session, list: &str, code: &str) -> Option<DictionaryItem> {
    let items = session.dictionaries().items(list, true).unwrap();
    items.into_iter().find(|item| item.code == code)
}

#[test]
fn items_close_no_cycle() {
    run("items below each other", |race, round| {
        let pair = [format!("a{round}"), format!("b{round}")];
        let pair = pair.map(|code| item(&race.one, "industry", &code));
        let below = |session: &Session, item: &DictionaryItem, parent: &DictionaryItem| {
            let parent = parent.code.clone().into();
            let edit = DictionaryItemEdit { parent, ..DictionaryItemEdit::default() };
            let (code, version) = (item.code.clone(), item.version);
            let edit = DictionaryItemUpdate { code, version, edit };
            session.dictionaries().edit_items("industry", vec![edit])
        };
        let (one, other) = both(
            || below(&race.one, &pair[0], &pair[1]),
            || below(&race.other, &pair[1], &pair[0]),
        );
        exactly_one(&one, &other)
    });
    run("items merged into each other", |race, round| {
        let pair = [format!("c{round}"), format!("d{round}")];
        let pair = pair.map(|code| item(&race.one, "industry", &code));
        let merge = |session: &Session, from: usize, into: usize| {
            session.dictionaries().merge_items("industry", seen(&pair[from]), &pair[into].code)
        };
        let (one, other) = both(|| merge(&race.one, 0, 1), || merge(&race.other, 1, 0));
        exactly_one(&one, &other)
    });
}

/// A record names an item that is there, or is refused; it never holds one that was merged away.
fn holds_what_is_there(
    session: &Session,
    list: &str,
    code: &str,
    held: &Result<Option<String>>,
) -> Option<String> {
    if let Err(error) = held {
        let told = [Code::UnknownReference, Code::Retired].contains(&error.code());
        return (!told).then(|| format!("{error:?}"));
    }
    let held = held.as_ref().ok()?.as_deref()?;
    let gone = find(session, list, code).is_none_or(|item| item.merged_into.is_some());
    (gone && held == code).then(|| format!("{code} is held and gone"))
}

#[test]
fn nobody_holds_an_item_that_is_gone() {
    let customer = |session: &Session, name: &str, level: &str| {
        let new = NewCustomer { level: Some(level.to_owned()), ..NewCustomer::company(name) };
        session.customers().add(new).map(|made| made.id)
    };
    let level = |session: &Session, made: Result<bookroom::values::CustomerId>| {
        made.map(|id| session.customers().get(id).unwrap().level)
    };
    run("a customer is given a level that is merged", |race, round| {
        let code = format!("m{round}");
        let from = item(&race.one, "customer_level", &code);
        let (merged, made) = both(
            || race.one.dictionaries().merge_items("customer_level", seen(&from), "A"),
            || customer(&race.other, &code, &code),
        );
        let held = level(&race.one, made);
        let fault = unasked(&merged);
        fault.or_else(|| holds_what_is_there(&race.one, "customer_level", &code, &held))
    });
    run("a customer is given a level that is removed", |race, round| {
        let code = format!("r{round}");
        let from = item(&race.one, "customer_level", &code);
        let (removed, made) = both(
            || race.one.dictionaries().remove_items("customer_level", vec![seen(&from)]),
            || customer(&race.other, &code, &code),
        );
        let fault = exactly_one(&removed, &made);
        let held = level(&race.one, made);
        fault.or_else(|| holds_what_is_there(&race.one, "customer_level", &code, &held))
    });
}

#[test]
fn no_payment_has_a_method_that_is_gone() {
    run("a payment by a method that is removed", |race, round| {
        let code = format!("pay{round}");
        let made = item(&race.one, "payment_method", &code);
        let customer = race.one.customers().add(NewCustomer::company(&code)).unwrap().id;
        let payment = NewPayment {
            method: Some(code.clone()),
            ..NewPayment::received(customer, day("2026-06-10"), amount("1"))
        };
        let (removed, paid) = both(
            || race.one.dictionaries().remove_items("payment_method", vec![seen(&made)]),
            || race.other.billing().payments().record(payment.clone()),
        );
        exactly_one(&removed, &paid)
    });
    run("a payment by a method that is merged", |race, round| {
        let code = format!("way{round}");
        let made = item(&race.one, "payment_method", &code);
        let customer = race.one.customers().add(NewCustomer::company(&code)).unwrap().id;
        let payment = NewPayment {
            method: Some(code.clone()),
            ..NewPayment::received(customer, day("2026-06-10"), amount("1"))
        };
        let (merged, paid) = both(
            || race.one.dictionaries().merge_items("payment_method", seen(&made), "cash"),
            || race.other.billing().payments().record(payment.clone()),
        );
        let paid = paid.map(|paid| paid.id);
        let held = paid.map(|id| Some(race.one.billing().payments().get(id).unwrap().method));
        let fault = unasked(&merged);
        fault.or_else(|| holds_what_is_there(&race.one, "payment_method", &code, &held))
    });
}

#[test]
fn no_case_has_a_category_that_is_gone() {
    run("a case in a category that is merged", |race, round| {
        let code = format!("cat{round}");
        let made = item(&race.one, "case_category", &code);
        let case =
            NewCase { category: Some(code.clone()), ..NewCase::new(CaseKind::Complaint, "x") };
        let (merged, opened) = both(
            || race.one.dictionaries().merge_items("case_category", seen(&made), "other"),
            || race.other.service().open(case.clone()),
        );
        let held = opened.map(|made| race.one.service().get(made.id).unwrap().category);
        let fault = unasked(&merged);
        fault.or_else(|| holds_what_is_there(&race.one, "case_category", &code, &held))
    });
    run("a case with a contact that is removed", |race, round| {
        let name = format!("cc{round}");
        let customer = race.one.customers().add(NewCustomer::company(&name)).unwrap().id;
        let contact = race.one.customers().add_contact(NewContact::of(customer, &name)).unwrap();
        let case = NewCase {
            customer: Some(customer),
            contact: Some(contact.id),
            ..NewCase::new(CaseKind::Complaint, "x")
        };
        let (removed, opened) = both(
            || race.one.customers().remove_contact(contact.id, contact.version),
            || race.other.service().open(case.clone()),
        );
        exactly_one(&removed, &opened)
    });
}

#[test]
fn one_contact_is_the_first() {
    run("two contacts become the first of a customer", |race, round| {
        let name = format!("pc{round}");
        let customer = race.one.customers().add(NewCustomer::company(&name)).unwrap().id;
        let new = |name: &str| NewContact { is_primary: true, ..NewContact::of(customer, name) };
        let (one, other) = both(
            || race.one.customers().add_contact(new("王小明")),
            || race.other.customers().add_contact(new("李雷")),
        );
        let fault = unasked(&one).or_else(|| unasked(&other));
        let all = race.one.customers().contacts(customer).unwrap();
        let first = all.iter().filter(|contact| contact.is_primary).count();
        fault.or_else(|| (first != 1).then(|| format!("{first} are the first")))
    });
    run("one contact becomes the first while another comes", |race, round| {
        let name = format!("pd{round}");
        let customer = race.one.customers().add(NewCustomer::company(&name)).unwrap().id;
        let old = race.one.customers().add_contact(NewContact::of(customer, &name)).unwrap();
        let edit = ContactEdit { is_primary: Some(true), ..ContactEdit::default() };
        let new = NewContact { is_primary: true, ..NewContact::of(customer, "李雷") };
        let (one, other) = both(
            || race.one.customers().edit_contact(old.id, old.version, edit),
            || race.other.customers().add_contact(new.clone()),
        );
        let fault = unasked(&one).or_else(|| unasked(&other));
        let all = race.one.customers().contacts(customer).unwrap();
        let first = all.iter().filter(|contact| contact.is_primary).count();
        fault.or_else(|| (first != 1).then(|| format!("{first} are the first")))
    });
}

/// Of two that take a name, one has it, and the other is told what is there already.
fn taken<T>(pair: &(Result<T>, Result<T>)) -> Option<String> {
    let (one, other) = pair;
    let fault = exactly_one(one, other);
    let refused: Option<&Error> = one.as_ref().err().or(other.as_ref().err());
    let told = |error: &Error| {
        let problem = &error.problems()[0];
        let named = problem.fact_value("subject").is_some() || !problem.path.is_empty();
        problem.code == Code::AlreadyExists && named
    };
    fault.or_else(|| refused.filter(|error| !told(error)).map(|error| format!("{error:?}")))
}

#[test]
fn a_name_that_is_there_once_is_given_once() {
    run("the code of two customers", |race, round| {
        let new = || NewCustomer {
            code: Some(format!("KH{round}")),
            ..NewCustomer::company(&format!("同号 {round}"))
        };
        taken(&both(|| race.one.customers().add(new()), || race.other.customers().add(new())))
    });
    run("the code of two products", |race, round| {
        let new = || NewProduct::new(&format!("P{round}"), "纸", amount("1"), amount("0.13"));
        let add = |session: &Session| session.billing().products().add(new());
        taken(&both(|| add(&race.one), || add(&race.other)))
    });
    run("the code of two accounts", |race, round| {
        let new = || NewAccount::below("1002", &format!("1002.{round}"), "x");
        let add = |session: &Session| session.ledger().add_account(new());
        taken(&both(|| add(&race.one), || add(&race.other)))
    });
    run("the code of two journals", |race, round| {
        let code = format!("J{round}");
        let new =
            || NewJournal { code: code.clone(), name_zh: code.clone(), name_en: code.clone() };
        let add = |session: &Session| session.ledger().add_journal(new());
        taken(&both(|| add(&race.one), || add(&race.other)))
    });
    run("the code of two lists, and of two items", |race, round| {
        let code = format!("list{round}");
        let new =
            || NewDictionary { code: code.clone(), label_zh: code.clone(), label_en: code.clone() };
        let add = |session: &Session| session.dictionaries().add_dictionary(new());
        let fault = taken(&both(|| add(&race.one), || add(&race.other)));
        let add = |session: &Session| {
            session.dictionaries().add_items(&code, vec![NewDictionaryItem::new("a", "甲", "A")])
        };
        fault.or_else(|| taken(&both(|| add(&race.one), || add(&race.other))))
    });
    run("the names of two operators, and of two teams", |race, round| {
        let name = format!("Name{round}");
        let new = || NewOperator {
            sign_in_name: name.clone(),
            display_name: name.clone(),
            password: "First-Password-1".into(),
            team: None,
            roles: vec![],
        };
        let add = |session: &Session| session.access().add_operator(new());
        let fault = taken(&both(|| add(&race.one), || add(&race.other)));
        let add = |session: &Session| session.access().add_team(NewTeam { name: name.clone() });
        fault.or_else(|| taken(&both(|| add(&race.one), || add(&race.other))))
    });
}

#[test]
fn tags_of_one_customer_come_at_once() {
    run("two tag one customer", |race, round| {
        let name = format!("tag{round}");
        let customer = race.one.customers().add(NewCustomer::company(&name)).unwrap().id;
        let tag = |session: &Session, tag: &str| {
            session.customers().tag(vec![customer], vec![tag.to_owned(), "VIP".to_owned()])
        };
        let (one, other) = both(|| tag(&race.one, "大"), || tag(&race.other, "老"));
        let fault = untold(&one).or_else(|| untold(&other));
        let tags = race.one.customers().get(customer).unwrap().tags.len();
        fault.or_else(|| (tags != 3).then(|| format!("{tags} of 3 tags")))
    });
}
