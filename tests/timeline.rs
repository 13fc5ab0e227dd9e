//! The timeline of a customer: every kind of row once, in pages, and to each what they may see.

use std::collections::BTreeMap;

use bookroom::Session;
use bookroom::access::model::NewRole;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::attachments::model::{AttachedTo, NewAttachment};
use bookroom::billing::invoices::{CreditLine, NewCreditNote};
use bookroom::billing::payments::NewPayment;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::NewCustomer;
use bookroom::dealings::model::NewDealing;
use bookroom::error::Code;
use bookroom::reports::timeline::{TimelineFilter, TimelineItem, TimelineKind};
use bookroom::service::model::{CaseKind, NewCase};
use bookroom::tasks::model::{NewTask, TaskLink};
use bookroom::values::{Cursor, CustomerId, OperatorId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use crate::samples::fixtures::{customer, sale};

fn rows(session: &Session, customer: CustomerId, filter: &TimelineFilter) -> Vec<TimelineItem> {
    session.reports().timeline(customer, filter, &PageRequest::first(1000)).unwrap().items
}

fn counts(rows: &[TimelineItem]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(row.kind.slug()).or_default() += 1;
    }
    counts
}

/// A customer of an operator, with something of each kind.
fn busy(test: &TestRoom, name: &str, owner: Option<OperatorId>) -> CustomerId {
    let session = &test.owner;
    let new = NewCustomer { owner, ..NewCustomer::company(name) };
    let customer = session.customers().add(new).unwrap().id;
    let contact = session.customers().add_contact(NewContact::of(customer, "王芳")).unwrap().id;
    session.dealings().add(NewDealing::new(customer, "call", "续约")).unwrap();
    let files = [AttachedTo::Customer(customer), AttachedTo::Contact(contact)]
        .map(|record| NewAttachment::new(record, "名片.txt", name.into()));
    session.attachments().add_many(files.into()).unwrap();
    let invoices = session.billing().invoices();
    let invoice = invoices.draft(sale(customer, "2026-03-01")).unwrap();
    let invoice = invoices.post(invoice.id, invoice.version).unwrap();
    let two = CreditLine { line: 1, quantity: Some(amount("2")), amount: None };
    let credit = NewCreditNote {
        invoice: invoice.id,
        version: invoice.version,
        issue_on: Some(day("2026-03-09")),
        reference: None,
        lines: vec![two],
        reason: Some("退货".to_owned()),
    };
    invoices.credit(credit).unwrap();
    let paid = NewPayment::received(customer, day("2026-04-01"), amount("5"));
    session.billing().payments().record(paid).unwrap();
    let case = NewCase { customer: Some(customer), ..NewCase::new(CaseKind::Complaint, "破损") };
    let case = session.service().open(case).unwrap();
    session.service().add_note(case.id, "秘密", false).unwrap();
    for link in [TaskLink::Customer(customer), TaskLink::Contact(contact)] {
        let task = NewTask { link: Some(link), ..NewTask::new("寄样品") };
        let task = session.tasks().add(task).unwrap();
        session.tasks().finish(vec![(&task).into()]).unwrap();
    }
    // Open: nothing that has happened.
    let task = NewTask { link: Some(TaskLink::Customer(customer)), ..NewTask::new("回电") };
    session.tasks().add(task).unwrap();
    let me = session.operator_id();
    let seen = session.customers().get(customer).unwrap();
    session.customers().assign(vec![(&seen).into()], Some(owner.unwrap_or(me)), None).unwrap();
    customer
}

fn conformance(test: &TestRoom) {
    let customer = busy(test, "甲", None);
    busy(test, "乙", None);
    let all = rows(&test.owner, customer, &TimelineFilter::default());
    let counts = counts(&all);
    for (kind, wanted) in [
        ("dealing", 1),
        ("invoice", 1),
        ("credit_note", 1),
        ("payment", 1),
        ("case", 1),
        ("case_note", 1),
        ("task", 2),
        ("attachment", 2),
        ("owner", 1),
    ] {
        assert_eq!(counts.get(kind), Some(&wanted), "{kind} of {counts:?}");
    }
    assert!(counts["change"] >= 3, "{counts:?}");
    assert!(all.is_sorted_by_key(|row| std::cmp::Reverse((row.on, row.at))));
    let of = |kind| all.iter().find(|row| row.kind == kind).unwrap();
    let invoice = of(TimelineKind::Invoice);
    assert_eq!((invoice.on, invoice.record.kind.as_str()), (day("2026-03-01"), "invoice"));
    assert!(invoice.number.is_some() && invoice.amount > Some(amount("300")));
    assert_eq!(invoice.direction.as_deref(), Some("sale"));
    assert_eq!(of(TimelineKind::Payment).direction.as_deref(), Some("in"));
    let (note, case) = (of(TimelineKind::CaseNote), of(TimelineKind::Case));
    assert_eq!(note.text.as_deref(), Some("秘密"));
    assert_eq!((note.part_of.as_ref(), &note.number), (Some(&case.record), &case.number));
    assert!(note.number.is_some());
    assert_eq!(of(TimelineKind::Dealing).text.as_deref(), Some("续约"));
    // Whatever the length of its pages, it is the same list.
    for limit in 1..=4 {
        let (mut paged, mut after) = (Vec::new(), None);
        loop {
            let request = PageRequest { limit, after };
            let filter = TimelineFilter::default();
            let page = test.owner.reports().timeline(customer, &filter, &request).unwrap();
            assert!(page.items.len() <= limit as usize);
            paged.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(paged, all, "by {limit}");
    }
    filtered(test, customer, &all);
}

fn filtered(test: &TestRoom, customer: CustomerId, all: &[TimelineItem]) {
    for kind in TimelineKind::ALL {
        let filter = TimelineFilter { kinds: vec![*kind], ..TimelineFilter::default() };
        let wanted: Vec<_> = all.iter().filter(|row| row.kind == *kind).cloned().collect();
        assert!(!wanted.is_empty(), "{kind:?}");
        assert_eq!(rows(&test.owner, customer, &filter), wanted, "{kind:?}");
    }
    let today = all[0].on;
    for (from, to) in [
        (Some(day("2026-03-01")), Some(day("2026-03-09"))),
        (None, Some(day("2026-03-01"))),
        (Some(today), None),
        (Some(day("2026-03-09")), Some(today)),
        (Some(today.succ_opt().unwrap()), None),
    ] {
        let filter = TimelineFilter { from, to, ..TimelineFilter::default() };
        let is_within = |row: &&TimelineItem| {
            from.is_none_or(|from| from <= row.on) && to.is_none_or(|to| row.on <= to)
        };
        let wanted: Vec<_> = all.iter().filter(is_within).cloned().collect();
        assert_eq!(rows(&test.owner, customer, &filter), wanted, "{from:?} to {to:?}");
    }
    let filter = TimelineFilter {
        from: Some(day("2026-03-02")),
        to: Some(day("2026-03-01")),
        ..TimelineFilter::default()
    };
    let code = |after: Option<&str>, filter: &TimelineFilter, customer| {
        let after = after.map(|text| Cursor(text.to_owned()));
        let page = PageRequest { limit: 10, after };
        test.owner.reports().timeline(customer, filter, &page).unwrap_err().code()
    };
    let every = TimelineFilter::default();
    assert_eq!(code(None, &filter, customer), Code::DateOrder);
    assert_eq!(code(None, &every, CustomerId(i64::MAX)), Code::NotFound);
    let far = r#"{"on":"+99999-01-01","at":1,"kind":"case","id":1}"#;
    for cursor in ["7", "x", far] {
        assert_eq!(code(Some(cursor), &every, customer), Code::BadCursor, "{cursor}");
    }
}

#[test]
fn a_timeline_has_everything_once_in_pages() {
    conformance(&room::memory());
}

#[test]
fn a_timeline_is_alike_on_every_database() {
    for backend in Backend::ALL {
        conformance(&room::on(backend));
    }
}

#[test]
fn everybody_sees_of_a_timeline_what_the_areas_show() {
    let test = room::memory();
    let role = |code: &str, grants: &[(Permission, Reach)], fields| NewRole {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        grants: grants.iter().map(|&(permission, reach)| Grant { permission, reach }).collect(),
        fields,
    };
    let hidden = vec![FieldRule { field: Field::CaseText, right: FieldRight::Hidden }];
    let grants = [
        (Permission::CustomersView, Reach::All),
        (Permission::DealingsView, Reach::Own),
        (Permission::InvoicesView, Reach::Own),
        (Permission::CasesView, Reach::All),
    ];
    test.owner.access().add_role(role("partly", &grants, hidden)).unwrap();
    let session = test.operator("partly", &["partly"]);
    let mine = busy(&test, "甲", Some(session.operator_id()));
    let theirs = busy(&test, "乙", None);
    let seen = |customer| counts(&rows(&session, customer, &TimelineFilter::default()));
    let kinds: Vec<_> = seen(mine).into_keys().collect();
    assert_eq!(kinds, ["case", "case_note", "credit_note", "dealing", "invoice"]);
    let kinds: Vec<_> = seen(theirs).into_keys().collect();
    assert_eq!(kinds, ["case", "case_note", "owner"]);
    let notes = TimelineFilter { kinds: vec![TimelineKind::CaseNote], ..Default::default() };
    assert!(rows(&session, mine, &notes).iter().all(|row| row.text.is_none()));
    let grants = [(Permission::CustomersView, Reach::Own), (Permission::ChangesView, Reach::All)];
    test.owner.access().add_role(role("own", &grants, Vec::new())).unwrap();
    let session = test.operator("own", &["own"]);
    let page = PageRequest::default();
    let error = session.reports().timeline(theirs, &TimelineFilter::default(), &page).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
    let empty = customer(&test, "丙");
    let rows = rows(&test.owner, empty, &TimelineFilter::default());
    assert!(rows.iter().all(|row| row.kind == TimelineKind::Change) && rows.len() == 1);
}
