//! Opening and linking cases: numbers, violations, customers.

use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::service::model::{CaseEdit, CaseVersion, NewCase};
use bookroom::values::{CaseId, ContactId, CustomerId, Edit, InvoiceId};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};
use chrono::TimeDelta;

use crate::samples;

use super::{complaint, open, some};

#[test]
fn numbers_have_no_gaps_in_any_month() {
    let test = room::memory();
    let service = test.owner.service();
    open(&test.owner, "a");
    test.owner.dry_run().service().open(complaint("tried")).unwrap();
    service.open(complaint(" ")).unwrap_err();
    let may = NewCase { opened_on: Some(day("2026-05-31")), ..complaint("may") };
    let made = service.open_many(vec![complaint("b"), may, complaint("c")]).unwrap();
    let numbers: Vec<&str> = made.iter().map(|case| case.number.as_str()).collect();
    assert_eq!(numbers, ["CASE-202606-0002", "CASE-202605-0001", "CASE-202606-0003"]);
    test.clock.advance(TimeDelta::days(20));
    assert_eq!(open(&test.owner, "july").number, "CASE-202607-0001");
    let later = NewCase { opened_on: Some(day("2026-07-06")), ..complaint("later") };
    assert_eq!(service.open(later).unwrap_err().code(), Code::DateOrder);
}

#[test]
fn violations_come_together() {
    let test = room::memory();
    let service = test.owner.service();
    let bad = NewCase {
        description: some("a\0b"),
        category: some("nowhere"),
        contact: Some(ContactId(1)),
        assignee: Some(bookroom::values::OperatorId(99)),
        ..complaint("")
    };
    let stranger =
        NewCase { customer: Some(CustomerId(5)), invoice: Some(InvoiceId(5)), ..complaint("x") };
    let error = service.open_many(vec![bad, stranger]).unwrap_err();
    let found: Vec<(&str, Code)> =
        error.problems().iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
    assert_eq!(
        found,
        [
            ("cases[0].subject", Code::Required),
            ("cases[0].description", Code::BadCharacter),
            ("cases[0].category", Code::UnknownReference),
            ("cases[0].customer", Code::Required),
            ("cases[0].assignee", Code::UnknownReference),
            ("cases[1].customer", Code::UnknownReference),
            ("cases[1].invoice", Code::UnknownReference),
        ]
    );
    assert!(service.open_many(Vec::new()).unwrap().is_empty());
    let many = vec![complaint("x"); 10_001];
    assert_eq!(service.open_many(many).unwrap_err().code(), Code::TooMany);
    let case = open(&test.owner, "x");
    let twice = vec![CaseVersion::from(&case); 2];
    assert_eq!(service.assign(twice, None).unwrap_err().code(), Code::Repeated);
    let unknown = CaseVersion { id: CaseId(77), version: 1 };
    let missing = service.assign(vec![(&case).into(), unknown], None).unwrap_err();
    assert_eq!((missing.code(), missing.problems()[0].path.as_str()), (Code::NotFound, "cases[1]"));
    let stale = CaseVersion { id: case.id, version: 9 };
    assert_eq!(service.close(vec![stale]).unwrap_err().code(), Code::VersionConflict);
    assert_eq!(service.add_note(CaseId(77), "x", true).unwrap_err().code(), Code::NotFound);
    assert_eq!(service.get(CaseId(77)).unwrap_err().code(), Code::NotFound);
}

#[test]
fn links_follow_the_customer() {
    let test = room::memory();
    let service = test.owner.service();
    let owner = Some(test.owner.operator_id());
    let first = test.owner.customers().add(NewCustomer::company("甲")).unwrap();
    let second = NewCustomer { owner, ..NewCustomer::company("乙") };
    let second = test.owner.customers().add(second).unwrap();
    let new = NewCase { customer: Some(first.id), ..complaint("x") };
    let case = service.open(new).unwrap();
    assert_eq!(case.owner, None);
    let edit = CaseEdit { customer: second.id.into(), ..CaseEdit::default() };
    let case = service.edit(case.id, case.version, edit).unwrap();
    assert_eq!((case.customer, case.owner), (Some(second.id), owner));
    let edit = CaseEdit { contact: ContactId(9).into(), ..CaseEdit::default() };
    let error = service.edit(case.id, case.version, edit).unwrap_err();
    assert_eq!(error.problems()[0].path, "edits[0].edit.contact");
    let edit = CaseEdit {
        customer: Edit::Clear,
        description: "text".into(),
        subject: some("line"),
        category: "price".into(),
        ..CaseEdit::default()
    };
    let case = service.edit(case.id, case.version, edit).unwrap();
    assert_eq!((case.customer, case.category.as_deref()), (None, Some("price")));
    let edit = CaseEdit { description: " ".into(), category: Edit::Clear, ..CaseEdit::default() };
    let case = service.edit(case.id, case.version, edit).unwrap();
    assert_eq!((case.description.as_deref(), case.category.as_deref()), (None, None));
    assert_eq!(service.get(case.id).unwrap(), case);
}

/// A contact and an invoice are the case's customer's, or they are refused.
pub fn conformance_links(test: &TestRoom) {
    let (service, customers) = (test.owner.service(), test.owner.customers());
    let [first, second] =
        ["甲", "乙"].map(|name| customers.add(NewCustomer::company(name)).unwrap().id);
    let contact = customers.add_contact(NewContact::of(first, "王芳")).unwrap().id;
    let invoice = samples::billing::new_invoice(first);
    let invoice = test.owner.billing().invoices().draft(invoice).unwrap().id;
    let new = NewCase {
        customer: Some(first),
        contact: Some(contact),
        invoice: Some(invoice),
        ..complaint("x")
    };
    let case = service.open(new.clone()).unwrap();
    assert_eq!(service.get(case.id).unwrap(), case);
    let of_other = NewCase { customer: Some(second), ..new };
    let error = service.open(of_other).unwrap_err();
    let paths: Vec<&str> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["cases[0].contact", "cases[0].invoice"]);
    let edit = CaseEdit { customer: second.into(), ..CaseEdit::default() };
    let moved = service.edit(case.id, case.version, edit).unwrap();
    assert_eq!((moved.customer, moved.contact, moved.invoice), (Some(second), None, None));
    let edit = CaseEdit { customer: first.into(), contact: contact.into(), ..CaseEdit::default() };
    let back = service.edit(moved.id, moved.version, edit).unwrap();
    assert_eq!((back.customer, back.contact, back.invoice), (Some(first), Some(contact), None));
    assert_eq!(service.get(case.id).unwrap(), back);
}

#[test]
fn contacts_and_invoices_are_the_customers() {
    conformance_links(&room::memory());
}

#[test]
fn links_are_checked_alike_on_every_database() {
    for backend in Backend::ALL {
        conformance_links(&room::on(backend));
    }
}
