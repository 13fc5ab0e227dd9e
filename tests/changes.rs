//! The change log: history, feed, waiting, verification, erasure, exported heads.

use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use bookroom::access::model::{NewRole, NewTeam, TeamEdit};
use bookroom::access::permission::{Grant, Permission, Reach};
use bookroom::billing::payments::NewPayment;
use bookroom::changes::listeners::Listener;
use bookroom::changes::model::{Change, Subject};
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::{CustomerVersion, NewCustomer};
use bookroom::error::Code;
use bookroom::service::model::{CaseKind, NewCase};
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use crate::samples::fixtures;

fn add_team(test: &TestRoom, name: &str) -> bookroom::access::model::Team {
    test.owner.access().add_team(NewTeam { name: name.to_owned() }).unwrap()
}

#[test]
fn history_tells_who_changed_what() {
    let test = room::memory();
    let team = add_team(&test, "华东");
    let edit = TeamEdit { name: Some("华南".to_owned()), active: None };
    test.owner.access().edit_team(team.id, 1, edit).unwrap();
    let subject = Subject::new("team", team.id);
    let history = test.owner.changes().history(&subject, &PageRequest::default()).unwrap();
    assert_eq!(history.items.len(), 2);
    let edit = &history.items[1];
    assert_eq!(edit.operator, Some(test.owner.operator_id()));
    assert_eq!(edit.action, "access.edit_team");
    let names: Vec<&str> = edit.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(names, ["name"]);
    assert_eq!(edit.fields[0].before.as_deref(), Some("\"华东\""));
    assert_eq!(edit.fields[0].after.as_deref(), Some("\"华南\""));
    let first = test.owner.changes().history(&subject, &PageRequest::first(1)).unwrap();
    let rest = PageRequest::after(1, first.next.unwrap());
    let second = test.owner.changes().history(&subject, &rest).unwrap();
    assert_eq!((second.items[0].seq, second.next), (edit.seq, None));
}

#[test]
fn an_edit_that_changes_nothing_leaves_but_its_version() {
    let test = room::memory();
    let team = add_team(&test, "华东");
    let head = test.owner.changes().head().unwrap();
    // The version moves, and nothing moves that the log does not know.
    let same = TeamEdit { name: Some("华东".to_owned()), active: Some(true) };
    test.owner.access().edit_team(team.id, 1, same).unwrap();
    let changes = test.owner.changes().after(head.seq, 10).unwrap();
    assert!(changes.len() == 1 && changes[0].fields.is_empty(), "{changes:?}");
    assert!(test.owner.verify().unwrap().findings.is_empty());
}

#[test]
fn the_feed_is_ordered_and_without_gaps() {
    let test = room::memory();
    let start = test.owner.changes().head().unwrap().seq;
    for count in 0..25 {
        add_team(&test, &format!("team {count}"));
    }
    let mut seq = start;
    loop {
        let changes = test.owner.changes().after(seq, 10).unwrap();
        let Some(last) = changes.last() else { break };
        for (change, expected) in changes.iter().zip(seq + 1..) {
            assert_eq!(change.seq, expected);
        }
        seq = last.seq;
    }
    assert_eq!(seq, start + 25);
    assert_eq!(test.owner.changes().after(0, 0).unwrap_err().code(), Code::OutOfRange);
}

#[test]
fn waiting_ends_with_the_next_change() {
    let test = room::on(Backend::Sqlite);
    let seq = test.owner.changes().head().unwrap().seq;
    let nothing = test.owner.changes().wait(seq, 10, Duration::from_millis(30)).unwrap();
    assert!(nothing.is_empty());
    let waiter = test.owner.clone();
    let waiting = std::thread::spawn(move || {
        waiter.changes().wait(seq, 10, Duration::from_secs(20)).unwrap()
    });
    add_team(&test, "华东");
    assert_eq!(waiting.join().unwrap()[0].action, "access.add_team");
}

struct Tell(mpsc::Sender<Vec<Change>>);

impl Listener for Tell {
    fn on_changes(&self, changes: &[Change]) {
        let _ = self.0.send(changes.to_vec());
        assert!(changes.iter().all(|change| change.action != "access.edit_team"), "contained");
    }
}

fn hear(receiver: &mpsc::Receiver<Vec<Change>>) -> Vec<Change> {
    receiver.recv_timeout(Duration::from_secs(20)).expect("a listener is told")
}

#[test]
fn listeners_hear_in_order_after_the_commit() {
    let test = room::on(Backend::Sqlite);
    let (sender, receiver) = mpsc::channel();
    let id = test.room.add_listener(Arc::new(Tell(sender))).unwrap();
    let team = add_team(&test, "一");
    // A dry run and a refused command raise nothing.
    test.owner.dry_run().access().add_team(NewTeam { name: "无".to_owned() }).unwrap();
    test.owner.access().add_team(NewTeam { name: String::new() }).unwrap_err();
    let edit = TeamEdit { name: None, active: Some(false) };
    test.owner.access().edit_team(team.id, 1, edit).unwrap();
    add_team(&test, "二");
    let mut heard = Vec::new();
    while heard.len() < 3 {
        heard.extend(hear(&receiver));
    }
    let actions: Vec<&str> = heard.iter().map(|change| change.action.as_str()).collect();
    assert_eq!(actions, ["access.add_team", "access.edit_team", "access.add_team"]);
    assert!(heard.windows(2).all(|pair| pair[0].seq + 1 == pair[1].seq));
    assert!(test.room.remove_listener(id) && !test.room.remove_listener(id));
    add_team(&test, "三");
    assert!(receiver.recv_timeout(Duration::from_millis(600)).is_err());
}

/// A listener that gives commands itself.
struct Answer {
    session: bookroom::Session,
    done: mpsc::Sender<()>,
}

impl Listener for Answer {
    fn on_changes(&self, changes: &[Change]) {
        for change in changes.iter().filter(|change| change.subject.kind == "book") {
            let name = format!("answer to {}", change.seq);
            self.session.access().add_team(NewTeam { name }).unwrap();
            let _ = self.done.send(());
        }
    }
}

#[test]
fn a_listener_may_call_the_engine() {
    for test in [room::on(Backend::Sqlite), room::memory()] {
        let (done, waiting) = mpsc::channel();
        let session = test.owner.clone();
        test.room.add_listener(Arc::new(Answer { session, done })).unwrap();
        let edit = bookroom::book::BookEdit { name: Some("新".into()), ..Default::default() };
        test.owner.run(bookroom::book::commands::EditBook { version: 1, edit }).unwrap();
        waiting.recv_timeout(Duration::from_secs(20)).expect("the listener answered");
        let teams = test.owner.access().teams().unwrap();
        assert!(teams.iter().any(|team| team.name.starts_with("answer to")));
    }
}

fn tamper(test: &TestRoom, sql: &str) {
    let url = &test.store.as_ref().unwrap().url;
    let mut conn = SqliteConnection::establish(url).unwrap();
    conn.batch_execute(&format!("PRAGMA foreign_keys=OFF; {sql}")).unwrap();
}

#[test]
fn every_way_to_tamper_with_the_log_is_found() {
    let ways = [
        "UPDATE change_log SET at = at + 1 WHERE seq = 5",
        "UPDATE change_log SET operator_id = 77 WHERE seq = 5",
        "UPDATE change_log SET action = 'x' WHERE seq = 5",
        "UPDATE change_log SET subject_kind = 'x' WHERE seq = 5",
        "UPDATE change_log SET subject_id = 77 WHERE seq = 5",
        "UPDATE change_log SET image_after = '{}' WHERE seq = 5",
        "UPDATE change_log SET image_after = 'no json $' WHERE seq = 5",
        "UPDATE change_log SET image_before = '{}' WHERE seq = 5",
        "UPDATE change_log SET request_key = 'x' WHERE seq = 5",
        "UPDATE change_log SET prev_hash = zeroblob(32) WHERE seq = 5",
        "UPDATE change_log SET hash = zeroblob(32) WHERE seq = 5",
        "DELETE FROM change_log WHERE seq = 5",
        "DELETE FROM change_log WHERE seq = (SELECT max(seq) FROM change_log)",
        "UPDATE change_head SET seq = seq + 1",
        "UPDATE change_head SET hash = zeroblob(32)",
        "UPDATE change_log SET seq = -seq WHERE seq IN (5, 6);
         UPDATE change_log SET seq = 11 + seq WHERE seq < 0",
    ];
    for way in ways {
        let test = room::on(Backend::Sqlite);
        assert!(test.owner.changes().verify(None).unwrap().findings.is_empty());
        tamper(&test, way);
        let found = test.owner.changes().verify(None).unwrap();
        assert!(!found.findings.is_empty(), "not found: {way}");
    }
}

#[test]
fn an_exported_head_finds_a_log_that_was_rewritten_as_a_whole() {
    let test = room::on(Backend::Sqlite);
    add_team(&test, "一");
    let exported = test.owner.changes().head().unwrap();
    add_team(&test, "二");
    assert!(test.owner.changes().verify(Some(&exported)).unwrap().findings.is_empty());
    let other = room::on(Backend::Sqlite);
    add_team(&other, "三");
    add_team(&other, "四");
    let found = other.owner.changes().verify(Some(&exported)).unwrap();
    assert_eq!(found.findings[0].check.slug(), "exported_head");
}

#[test]
fn a_personal_value_is_erased_and_the_chain_holds() {
    let test = room::on(Backend::Sqlite);
    let clerk = test.operator("wang.xiaoming", &["accountant"]);
    let head = test.owner.changes().head().unwrap();
    let subject = Subject::new("operator", clerk.operator_id());
    let changes = test.owner.changes();
    let bad = changes.erase_personal(subject.clone(), vec!["version".to_owned()]);
    assert_eq!(bad.unwrap_err().code(), Code::BadChoice);
    assert_eq!(changes.erase_personal(subject.clone(), Vec::new()).unwrap(), 1);
    let found = changes.verify(Some(&head)).unwrap();
    assert!(found.findings.is_empty(), "{found:?}");
    let history = changes.history(&subject, &PageRequest::default()).unwrap();
    let name = history.items[0].fields.iter().find(|field| field.field == "display_name");
    let name = name.unwrap();
    assert!(name.withheld && name.after.is_none());
    let bytes = std::fs::read(&test.store.as_ref().unwrap().url).unwrap_or_default();
    test.room.shutdown().unwrap();
    let after = std::fs::read(&test.store.as_ref().unwrap().url).unwrap();
    assert!(after.len() >= bytes.len());
    let missing = Subject::new("operator", 999);
    test.room.reopen().unwrap();
    let error = test.owner.changes().erase_personal(missing, Vec::new()).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
}

#[test]
fn an_erased_outcome_is_not_repeated() {
    let test = room::memory();
    let keyed = test.owner.with_request_key("k1");
    let operator = bookroom::access::model::NewOperator {
        sign_in_name: "li".into(),
        display_name: "李小红".into(),
        password: "Another-Horse-8".into(),
        team: None,
        roles: vec![],
    };
    let made = keyed.access().add_operator(operator.clone()).unwrap();
    assert_eq!(keyed.access().add_operator(operator.clone()).unwrap(), made);
    test.owner.changes().erase_personal(Subject::new("operator", made.id), vec![]).unwrap();
    let error = keyed.access().add_operator(operator).unwrap_err();
    assert_eq!(error.code(), Code::OutcomeErased);
}

/// A seller who may read the log, but sees own customers only, and no operators.
fn seller(test: &TestRoom) -> bookroom::Session {
    let grant = |permission, reach| Grant { permission, reach };
    let role = NewRole {
        code: "seller".to_owned(),
        label_zh: "销售员".to_owned(),
        label_en: "Seller".to_owned(),
        grants: vec![
            grant(Permission::CustomersView, Reach::Own),
            grant(Permission::CustomersAdd, Reach::Own),
            grant(Permission::InvoicesView, Reach::Own),
            grant(Permission::CasesView, Reach::Own),
            grant(Permission::ChangesView, Reach::All),
        ],
        fields: Vec::new(),
    };
    test.owner.access().add_role(role).unwrap();
    test.operator("seller", &["seller"])
}

fn subjects(changes: &[Change]) -> Vec<(String, i64)> {
    changes.iter().map(|it| (it.subject.kind.clone(), it.subject.id)).collect()
}

#[test]
fn the_log_shows_no_more_than_the_screens_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let seller = seller(&test);
        let start = test.owner.changes().head().unwrap().seq;
        let strange = fixtures::customer(&test, "别人的客户");
        let contact = NewContact::of(strange, "王小明");
        let contact = test.owner.customers().add_contact(contact).unwrap();
        let invoice = vec![fixtures::sale(strange, "2026-06-01")];
        let invoice = &test.owner.billing().invoices().draft_and_post(invoice).unwrap()[0];
        let payment = NewPayment::received(strange, day("2026-06-02"), amount("10"));
        let recorded = test.owner.billing().payments().record(payment).unwrap();
        let case =
            NewCase { customer: Some(strange), ..NewCase::new(CaseKind::Complaint, "坏了") };
        let case = test.owner.service().open(case).unwrap();
        let own = seller.customers().add(NewCustomer::company("自己的客户")).unwrap();
        let seen = seller.changes().after(start, 1000).unwrap();
        assert_eq!(subjects(&seen), [("customer".to_owned(), own.id.0)], "{backend:?}");
        // A page is filled from what is shown, and the feed goes on behind it.
        assert_eq!(seller.changes().after(start, 1).unwrap(), seen);
        assert_eq!(seller.changes().after(seen[0].seq, 1).unwrap(), []);
        let waited = seller.changes().wait(start, 10, Duration::from_secs(5)).unwrap();
        assert_eq!(waited, seen);
        let history = |session: &bookroom::Session, kind: &str, id: i64| {
            let subject = Subject::new(kind, id);
            session.changes().history(&subject, &PageRequest::default()).unwrap().items.len()
        };
        let strangers = [
            ("customer", strange.0),
            ("contact", contact.id.0),
            ("invoice", invoice.id.0),
            ("payment", recorded.id.0),
            ("allocation", 1),
            ("case", case.id.0),
            ("entry", 1),
            ("operator", test.owner.operator_id().0),
        ];
        for (kind, id) in strangers {
            assert_eq!(history(&seller, kind, id), 0, "{backend:?}: {kind}");
            assert!(history(&test.owner, kind, id) > 0, "{backend:?}: {kind}");
        }
        assert_eq!(history(&seller, "customer", own.id.0), 1);
        // Once the customer is the seller's, what belongs to it is seen as well.
        let seen = CustomerVersion { id: strange, version: 1 };
        let to = Some(seller.operator_id());
        test.owner.customers().assign(vec![seen], to, None).unwrap();
        for kind in ["customer", "contact", "invoice"] {
            let (_, id) = strangers.into_iter().find(|(it, _)| *it == kind).unwrap();
            assert!(history(&seller, kind, id) > 0, "{backend:?}: {kind}");
        }
        // Payments stay hidden: nothing permits to see them.
        assert_eq!(history(&seller, "payment", recorded.id.0), 0);
    }
}

#[test]
fn the_history_of_an_unknown_kind_is_refused_with_those_there_are() {
    let test = room::memory();
    for kind in ["customers", "", "客户", "x\0"] {
        let subject = Subject::new(kind, 1);
        let error = test.owner.changes().history(&subject, &PageRequest::default()).unwrap_err();
        let problem = &error.problems()[0];
        assert_eq!((problem.code, problem.path.as_str()), (Code::BadChoice, "subject.kind"));
        let choices = problem.fact_value("choices").unwrap();
        let named = |kind| choices.split(", ").any(|choice| choice == kind);
        assert!(["book", "customer", "contact", "task"].into_iter().all(named), "{choices}");
    }
}
