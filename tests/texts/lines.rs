//! Texts of several lines, and signs that nobody sees, in every command and in what is looked for.

use bookroom::AnyCommand;
use bookroom::billing::payments::{NewPayment, PaymentFilter, PaymentSort};
use bookroom::customers::contacts::model::{ContactFilter, NewContact};
use bookroom::customers::model::{CustomerFilter, NewCustomer};
use bookroom::customers::pools::model::NewPool;
use bookroom::dealings::model::{DealingFilter, NewDealing};
use bookroom::error::Code;
use bookroom::search::model::SearchQuery;
use bookroom::service::model::{CaseFilter, CaseKind, CaseResolution, CaseSort, NewCase};
use bookroom::tasks::model::{NewTask, TaskFilter};
use bookroom::values::PageRequest;
use bookroom_tests::room::{self, amount, day};
use serde_json::Value;

use crate::samples::fixtures::sale;
use crate::samples::sample;

const TYPED: &str = " 一\r\n二\r三\u{2028}四\u{feff}\n\u{200b}";
const KEPT: &str = "一\n二\n三\n四";

fn count<T>(items: Vec<T>) -> i64 {
    i64::try_from(items.len()).unwrap()
}

/// The places of all texts in JSON.
fn texts(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(path.to_owned()),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                texts(item, &format!("{path}/{index}"), found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                texts(field, &format!("{path}/{name}"), found);
            }
        }
        _ => {}
    }
}

/// Whatever the command and the field: what cannot be seen is refused or left out, never kept.
#[test]
fn no_command_keeps_what_nobody_sees() {
    let mut tried = 0;
    // What stood in a file is told as it stood there, also when nothing is kept of it.
    let typed = AnyCommand::NAMES.iter().filter(|name| !name.starts_with("exchange."));
    for name in typed {
        let test = room::copied();
        let command = sample(name, &test).unwrap();
        let good = serde_json::to_value(&command).unwrap();
        let mut places = Vec::new();
        texts(&good["data"], "/data", &mut places);
        for place in places {
            for unseen in ["\u{200b}", "\u{202e}", "\u{feff}"] {
                let old = good.pointer(&place).unwrap().as_str().unwrap();
                for text in [unseen.to_owned(), format!("{old}{unseen}"), format!("{unseen}\n")] {
                    let mut bad = good.clone();
                    *bad.pointer_mut(&place).unwrap() = Value::String(text.clone());
                    let Ok(bad) = serde_json::from_value::<AnyCommand>(bad) else { continue };
                    tried += 1;
                    let told = format!("{:?}", test.owner.dry_run().run_any(bad).ok());
                    let escaped = unseen.escape_debug().to_string();
                    let escaped = escaped.as_str();
                    let is_kept = told.contains(unseen) || told.contains(escaped);
                    assert!(!is_kept, "{name} {place} {text:?}: {told}");
                }
            }
        }
    }
    assert!(tried > 1_000, "{tried}");
}

#[test]
fn every_note_keeps_its_lines() {
    let test = room::memory();
    let session = &test.owner;
    let text = || Some(TYPED.to_owned());
    let kept = Some(KEPT.to_owned());
    let customers = session.customers();
    let new = NewCustomer { note: text(), ..NewCustomer::company("青禾") };
    let customer = customers.add(new).unwrap();
    assert_eq!(customer.note, kept);
    let contact = NewContact { note: text(), ..NewContact::of(customer.id, "李四") };
    assert_eq!(customers.add_contact(contact).unwrap().note, kept);
    let planned = customers.plan_contact(customer.id, customer.version, None, text()).unwrap();
    assert_eq!(planned.planned_contact.unwrap().purpose, kept);
    let dealing = NewDealing {
        content: text(),
        next_contact_for: text(),
        ..NewDealing::new(customer.id, "visit", "拜访")
    };
    let dealing = session.dealings().add(dealing).unwrap();
    assert_eq!((dealing.content, dealing.next_contact_for), (kept.clone(), kept.clone()));
    let task = session.tasks().add(NewTask { note: text(), ..NewTask::new("回电") }).unwrap();
    assert_eq!(task.note, kept);
    let mut new = sale(customer.id, "2026-06-01");
    new.note = text();
    assert_eq!(session.billing().invoices().draft(new).unwrap().note, kept);
    let paid = NewPayment::received(customer.id, day("2026-06-03"), amount("50"));
    let paid = NewPayment { note: text(), ..paid };
    assert_eq!(session.billing().payments().record(paid).unwrap().note, kept);
    let case = NewCase { description: text(), ..NewCase::new(CaseKind::Complaint, "坏了") };
    let case = session.service().open(case).unwrap();
    assert_eq!(case.description, kept);
    assert_eq!(session.service().add_note(case.id, TYPED, false).unwrap().body, KEPT);
    let (id, version) = (case.id, case.version);
    let done = CaseResolution { id, version, resolution: TYPED.to_owned(), satisfaction: None };
    let done = session.service().resolve(vec![done]).unwrap().remove(0);
    assert_eq!(done.resolution, kept);
    let pool = customers.pools().add(NewPool::named("公海", "Pool")).unwrap();
    customers.pools().put(pool.id, vec![customer.id], TYPED).unwrap();
    let owners = customers.owners(customer.id, &PageRequest::default()).unwrap();
    assert_eq!(owners.items[0].reason, kept);
    for bad in ["a\0b", "a\u{7}b", "a\u{1b}[0mb"] {
        let refused = session.service().add_note(case.id, bad, false).unwrap_err();
        assert_eq!(refused.code(), Code::BadCharacter, "{bad:?}");
    }
}

/// Notes of nothing but signs that nobody sees are no notes, and no answers.
#[test]
fn a_note_that_nobody_sees_is_no_answer() {
    let test = room::memory();
    let service = test.owner.service();
    let case = service.open(NewCase::new(CaseKind::Complaint, "坏了")).unwrap();
    for blank in ["\u{200b}", "\u{202e}\u{feff}", "\u{2060}\n\u{ad}", " \u{3164} \t"] {
        let refused = service.add_note(case.id, blank, true).unwrap_err();
        assert_eq!(refused.code(), Code::Required, "{blank:?}");
    }
    assert_eq!(service.get(case.id).unwrap().first_answered_at, None);
}

/// Lists and the search look for what is seen in a text, and find alike.
#[test]
fn what_cannot_be_seen_is_not_looked_for() {
    let test = room::memory();
    let session = &test.owner;
    let customers = session.customers();
    let new = NewCustomer { tags: vec!["青禾".to_owned()], ..NewCustomer::company("青禾") };
    let id = customers.add(new).unwrap().id;
    let role = Some("青禾".to_owned());
    customers.add_contact(NewContact { role, ..NewContact::of(id, "青禾") }).unwrap();
    session.dealings().add(NewDealing::new(id, "visit", "青禾")).unwrap();
    session.tasks().add(NewTask::new("青禾")).unwrap();
    session.service().open(NewCase::new(CaseKind::Complaint, "青禾")).unwrap();
    let paid = NewPayment::received(id, day("2026-06-03"), amount("50"));
    let reference = Some("青禾".to_owned());
    session.billing().payments().record(NewPayment { reference, ..paid }).unwrap();
    for typed in ["青禾", "\u{feff}青禾", "青\u{200b}禾", "\u{202e}青禾\n", " 青禾\u{200e} "]
    {
        let some = || Some(typed.to_owned());
        let payments = PaymentFilter { text: some(), ..PaymentFilter::default() };
        let page = PageRequest::default();
        let of_money = session.billing().payments();
        let payments = of_money.list(&payments, PaymentSort::Number, false, &page);
        let by_tag = CustomerFilter { tag: some(), ..CustomerFilter::default() };
        let by_role = ContactFilter { role: some(), ..ContactFilter::default() };
        let people = ContactFilter { text: some(), ..ContactFilter::default() };
        let dealings = DealingFilter { text: some(), ..DealingFilter::default() };
        let tasks = TaskFilter { text: some(), ..TaskFilter::default() };
        let cases = CaseFilter { text: some(), ..CaseFilter::default() };
        let found = [
            customers.count(&CustomerFilter::of_text(typed)).unwrap(),
            customers.count(&by_tag).unwrap(),
            customers.count_contacts(&by_role).unwrap(),
            customers.count_contacts(&people).unwrap(),
            session.dealings().count(&dealings).unwrap(),
            session.tasks().count(&tasks).unwrap(),
            count(session.service().list(&cases, CaseSort::OpenedOn, true, &page).unwrap().items),
            count(payments.unwrap().items),
        ];
        assert_eq!(found, [1; 8], "{typed:?}");
        let query = SearchQuery::of(typed);
        assert!(session.search().find(&query).unwrap().hits.len() == 3, "{typed:?}");
    }
    let query = SearchQuery::of("\u{200b}");
    assert_eq!(session.search().find(&query).unwrap_err().code(), Code::Required);
}
