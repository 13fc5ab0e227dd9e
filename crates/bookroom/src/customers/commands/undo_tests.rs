//! Taking changes back, driven as an import's undo does it.

use std::collections::BTreeSet;

use super::undo_changes;
use crate::book::NewBook;
use crate::customers::contacts::model::{ContactEdit, NewContact};
use crate::customers::model::{Channel, ChannelKind, Customer, CustomerEdit, NewCustomer};
use crate::error::{Code, Result};
use crate::log::store as log_store;
use crate::rights::permission::Permission;
use crate::values::Edit;
use crate::work::Needs;
use crate::{Bookroom, Session};

fn room() -> Session {
    let room = Bookroom::open(":memory:").unwrap();
    let book = room.create_book(&NewBook::chinese("测试", "boss", "Correct-Horse-7")).unwrap();
    room.sign_in(book, "boss", "Correct-Horse-7").unwrap()
}

fn head(session: &Session) -> i64 {
    session.changes().head().unwrap().seq
}

/// Takes back everything between two heads.
fn undo(session: &Session, after: i64, until: i64) -> Result<()> {
    let needs = Needs { permissions: &[], set_up: false };
    let done = session.perform("imports.undo", &needs, &(after, until), |tx| {
        let book = tx.book_id();
        let range = log_store::SeqRange { first: after + 1, last: until };
        let mut rows = log_store::load_range(tx.conn, book, range)?;
        rows.reverse();
        let permit = tx.grants().permit(Permission::ImportsUndo, "imports.undo")?;
        undo_changes(&permit, tx, &rows, &BTreeSet::new()).map(|_| 0_i64)
    });
    done.map(drop)
}

fn full(name: &str) -> NewCustomer {
    NewCustomer {
        code: Some(name.to_owned()),
        level: Some("A".to_owned()),
        note: Some("备注".to_owned()),
        channels: vec![Channel::new(ChannelKind::Mobile, "13812345678")],
        tags: vec!["VIP".to_owned()],
        ..NewCustomer::company(name)
    }
}

fn comparable(customer: Customer, like: &Customer) -> Customer {
    Customer { version: like.version, updated_at: like.updated_at, ..customer }
}

#[test]
fn what_was_made_goes_and_what_was_changed_returns() {
    let session = room();
    let customers = session.customers();
    let old = customers.add(full("K1")).unwrap();
    let person = customers.add_contact(NewContact::of(old.id, "王")).unwrap();
    let start = head(&session);
    let made = customers.add(full("K2")).unwrap();
    let mut boss = NewContact::of(made.id, "李");
    boss.is_primary = true;
    customers.add_contact(boss).unwrap();
    let edit = CustomerEdit {
        code: "".into(),
        level: "B".into(),
        channels: Edit::Clear,
        note: Edit::Clear,
        tags: vec!["new".to_owned()].into(),
        legal_name: "有限公司".into(),
        ..CustomerEdit::default()
    };
    let edited = customers.edit(old.id, 1, edit).unwrap();
    customers.tag(vec![old.id, made.id], vec!["imported".to_owned()]).unwrap();
    let title = ContactEdit { title: "总监".into(), ..ContactEdit::default() };
    customers.edit_contact(person.id, 1, title).unwrap();
    assert_ne!(edited, old);
    let end = head(&session);
    undo(&session, start, end).unwrap();
    assert_eq!(customers.get(made.id).unwrap_err().code(), Code::NotFound);
    let back = customers.get(old.id).unwrap();
    assert_eq!(comparable(back, &old), old);
    assert_eq!(customers.contact(person.id).unwrap().title, None);
    assert!(session.changes().verify(None).unwrap().findings.is_empty());
}

#[test]
fn what_changed_since_blocks_and_nothing_is_written() {
    let session = room();
    let customers = session.customers();
    let old = customers.add(full("K1")).unwrap();
    let start = head(&session);
    let made = customers.add_many(vec![full("K2"), full("K3"), full("K4")]).unwrap();
    let renamed = CustomerEdit { name: Some("新".to_owned()), ..CustomerEdit::default() };
    let old = customers.edit(old.id, old.version, renamed.clone()).unwrap();
    let end = head(&session);
    // Since then: one made was changed, one got a contact, one edited was edited again.
    customers.edit(made[0].id, 1, renamed.clone()).unwrap();
    customers.add_contact(NewContact::of(made[1].id, "王")).unwrap();
    let again = CustomerEdit { name: Some("更新".to_owned()), ..CustomerEdit::default() };
    customers.edit(old.id, old.version, again).unwrap();
    let before = head(&session);
    let error = undo(&session, start, end).unwrap_err();
    assert_eq!(error.code(), Code::UndoBlocked);
    let problem = &error.problems()[0];
    assert_eq!(problem.fact_value("count"), Some("3"));
    let wanted = format!("customer:{},customer:{},customer:{}", old.id, made[0].id, made[1].id);
    assert_eq!(problem.fact_value("blocked"), Some(wanted.as_str()));
    assert_eq!(head(&session), before);
    assert!(customers.get(made[2].id).is_ok());
}

#[test]
fn a_code_that_went_to_others_blocks() {
    let session = room();
    let customers = session.customers();
    let old = customers.add(full("K1")).unwrap();
    let start = head(&session);
    let recode = CustomerEdit { code: "K9".into(), ..CustomerEdit::default() };
    customers.edit(old.id, 1, recode).unwrap();
    let end = head(&session);
    customers.add(full("K1")).unwrap();
    assert_eq!(undo(&session, start, end).unwrap_err().code(), Code::UndoBlocked);
    assert_eq!(customers.get(old.id).unwrap().code.as_deref(), Some("K9"));
}

#[test]
fn erased_values_do_not_keep_a_record_from_going() {
    let session = room();
    let customers = session.customers();
    let start = head(&session);
    let made = customers.add(full("K1")).unwrap();
    let end = head(&session);
    let subject = crate::log::Subject::new("customer", made.id);
    session.changes().erase_personal(subject, Vec::new()).unwrap();
    undo(&session, start, end).unwrap();
    assert_eq!(customers.get(made.id).unwrap_err().code(), Code::NotFound);
}

#[test]
fn much_is_taken_back_at_once() {
    let session = room();
    let start = head(&session);
    let many = (0..3_000).map(|n| full(&format!("K{n}"))).collect();
    let made = session.customers().add_many(many).unwrap();
    let people = made.iter().map(|customer| NewContact::of(customer.id, "王")).collect();
    session.customers().add_contacts(people).unwrap();
    let end = head(&session);
    undo(&session, start, end).unwrap();
    assert_eq!(session.customers().count(&Default::default()).unwrap(), 0);
}
