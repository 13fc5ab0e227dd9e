//! The ledger: charts, posting, reversal, balances, registers, verification.

#[path = "ledger/accounts.rs"]
mod accounts;
#[path = "ledger/balances.rs"]
mod balances;
#[path = "ledger/properties.rs"]
mod properties;
#[path = "ledger/verify.rs"]
mod verify;

use bookroom::book::BookEdit;
use bookroom::book::commands::EditBook;
use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::ledger::model::{EntryFilter, EntrySort, EntrySource, NewJournalEntry, NewPosting};
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

/// A customer.
pub fn party(test: &TestRoom, name: &str) -> CustomerId {
    test.owner.customers().add(NewCustomer::company(name)).unwrap().id
}

/// An entry of two lines.
pub fn entry(on: &str, debit: &str, credit: &str, value: &str) -> NewJournalEntry {
    NewJournalEntry {
        journal: None,
        on: day(on),
        summary: "测试".to_owned(),
        attachments: 0,
        postings: vec![
            NewPosting::debit(debit, amount(value)),
            NewPosting::credit(credit, amount(value)),
        ],
    }
}

#[test]
fn entries_are_numbered_without_gaps_per_journal_and_month() {
    let test = room::memory();
    let ledger = test.owner.ledger();
    let post = |on: &str, journal: Option<&str>| {
        let journal = journal.map(str::to_owned);
        let entry = NewJournalEntry { journal, ..entry(on, "1001", "1002", "12.30") };
        ledger.post(entry).unwrap().label
    };
    assert_eq!(post("2026-06-01", None), "记-1");
    assert_eq!(post("2026-06-30", None), "记-2");
    assert_eq!(post("2026-06-30", Some("收")), "收-1");
    assert_eq!(post("2026-05-02", None), "记-1");
    assert!(ledger.post(entry("2026-06-02", "1001", "nowhere", "1")).is_err());
    let dry = test.owner.dry_run().ledger().post(entry("2026-06-03", "1001", "1002", "1")).unwrap();
    assert_eq!(dry.label, "记-3");
    let many = vec![
        entry("2026-06-05", "1001", "1002", "1"),
        entry("2026-05-05", "1001", "1002", "1"),
        entry("2026-06-04", "1001", "1002", "1"),
    ];
    let labels: Vec<String> =
        ledger.post_many(many).unwrap().into_iter().map(|receipt| receipt.label).collect();
    assert_eq!(labels, ["记-3", "记-2", "记-4"]);
}

#[test]
fn all_violations_are_told_at_once() {
    let test = room::memory();
    let mut bad = entry("2026-06-01", "1001", "1002", "1.001");
    bad.summary = " ".to_owned();
    let mut uneven = entry("2026-06-01", "2221", "nowhere", "5");
    uneven.postings[0].debit = Some(amount("6"));
    let mut party = entry("2026-06-01", "1122", "1001", "5");
    party.postings[1].credit = None;
    party.postings[1].party = Some(bookroom::values::CustomerId(99));
    let error = test.owner.ledger().post_many(vec![bad, uneven, party]).unwrap_err();
    let mut found: Vec<(&str, Code)> =
        error.problems().iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("entries[0].postings[0].debit", Code::TooManyDecimals),
            ("entries[0].postings[1].credit", Code::TooManyDecimals),
            ("entries[0].summary", Code::Required),
            ("entries[1].postings", Code::NotBalanced),
            ("entries[1].postings[0].account", Code::NotPostable),
            ("entries[1].postings[1].account", Code::UnknownReference),
            ("entries[2].postings", Code::NotBalanced),
            ("entries[2].postings[0].party", Code::PartyRequired),
            ("entries[2].postings[1]", Code::OneSided),
            ("entries[2].postings[1].party", Code::UnknownReference),
            ("entries[2].postings[1].party", Code::PartyNotAllowed),
        ]
    );
}

#[test]
fn a_reversal_is_red_and_happens_once() {
    let test = room::memory();
    let ledger = test.owner.ledger();
    let first = ledger.post(entry("2026-06-10", "1001", "1002", "8")).unwrap();
    let early = ledger.reverse(first.id, day("2026-06-09"), None).unwrap_err();
    assert_eq!(early.code(), Code::DateOrder);
    let red = ledger.reverse(first.id, day("2026-06-11"), None).unwrap();
    assert_eq!(red.label, "记-2");
    let again = ledger.reverse(first.id, day("2026-06-11"), None).unwrap_err();
    assert_eq!(again.code(), Code::AlreadyReversed);
    let twice = ledger.reverse(red.id, day("2026-06-11"), None).unwrap_err();
    assert_eq!(twice.code(), Code::WrongState);
    let log = test.owner.changes().verify(None).unwrap();
    assert!(log.findings.is_empty(), "{:?}", log.findings);
}

#[test]
fn entries_are_found_again() {
    let test = room::memory();
    found_again(&test);
}

fn found_again(test: &TestRoom) {
    let ledger = test.owner.ledger();
    let buyer = party(test, "甲公司 👋");
    let mut sale = entry("2026-06-03", "1122", "5001", "113");
    sale.summary = "销售 50% מכירה 🎉".to_owned();
    sale.postings[0].party = Some(buyer);
    sale.postings[1].memo = Some(" 税 ".to_owned());
    let receipts = ledger
        .post_many(vec![
            entry("2026-06-01", "1001", "1002", "1"),
            sale,
            entry("2026-06-02", "1002", "1001", "2"),
        ])
        .unwrap();
    let shown = ledger.entry(receipts[1].id).unwrap();
    assert_eq!((shown.label.as_str(), shown.summary.as_str()), ("记-2", "销售 50% מכירה 🎉"));
    assert_eq!(shown.postings[0].name_zh, "应收账款");
    assert_eq!(shown.postings[0].party, Some(buyer));
    assert_eq!(shown.postings[0].debit, amount("113.00"));
    assert_eq!(shown.postings[1].memo.as_deref(), Some("税"));
    assert_eq!(shown.posted_by, Some(test.owner.operator_id()));
    let labels = |filter: EntryFilter| -> Vec<String> {
        let page = ledger.entries(&filter, EntrySort::On, false, &PageRequest::first(10)).unwrap();
        page.items.into_iter().map(|entry| entry.label).collect()
    };
    let all = || EntryFilter::default();
    assert_eq!(labels(all()), ["记-1", "记-3", "记-2"]);
    assert_eq!(labels(EntryFilter { text: Some("50%".to_owned()), ..all() }), ["记-2"]);
    assert_eq!(labels(EntryFilter { account: Some("5001".to_owned()), ..all() }), ["记-2"]);
    assert_eq!(labels(EntryFilter { party: Some(buyer), ..all() }), ["记-2"]);
    let both = EntryFilter { party: Some(buyer), account: Some("1001".to_owned()), ..all() };
    assert!(labels(both).is_empty());
    assert_eq!(labels(EntryFilter { from: Some(day("2026-06-02")), ..all() }).len(), 2);
    assert_eq!(labels(EntryFilter { to: Some(day("2026-06-02")), ..all() }).len(), 2);
    assert!(labels(EntryFilter { journal: Some("收".to_owned()), ..all() }).is_empty());
    let source = EntrySource { kind: "invoice".to_owned(), id: 1 };
    assert!(labels(EntryFilter { source: Some(source), ..all() }).is_empty());
    assert!(labels(EntryFilter { reviewed: Some(true), ..all() }).is_empty());
    assert_eq!(labels(EntryFilter { reviewed: Some(false), ..all() }).len(), 3);
    let newest = ledger.entries(&all(), EntrySort::On, true, &PageRequest::first(9)).unwrap();
    let newest: Vec<&str> = newest.items.iter().map(|entry| entry.label.as_str()).collect();
    assert_eq!(newest, ["记-2", "记-3", "记-1"]);
    let first = ledger.entries(&all(), EntrySort::On, false, &PageRequest::first(2)).unwrap();
    let rest = PageRequest::after(2, first.next.unwrap());
    let rest = ledger.entries(&all(), EntrySort::On, false, &rest).unwrap();
    assert_eq!((rest.items.len(), rest.items[0].label.as_str()), (1, "记-2"));
    assert!(rest.next.is_none());
    let unknown = EntryFilter { account: Some("nowhere".to_owned()), ..all() };
    let error = ledger.entries(&unknown, EntrySort::On, false, &PageRequest::first(2)).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
    assert_eq!(ledger.entry(bookroom::values::EntryId(99)).unwrap_err().code(), Code::NotFound);
}

#[test]
fn who_made_an_entry_reviews_it_only_where_that_is_allowed() {
    let test = room::memory();
    let ledger = test.owner.ledger();
    let first = ledger.post(entry("2026-06-01", "1001", "1002", "1")).unwrap().id;
    test.owner.access().set_duty_rule("maker_is_not_reviewer", false).unwrap();
    ledger.review(vec![first]).unwrap();
    assert_eq!(ledger.review(vec![first]).unwrap_err().code(), Code::WrongState);
    let shown = ledger.entry(first).unwrap();
    assert_eq!(shown.reviewed_by, Some(test.owner.operator_id()));
    ledger.withdraw_review(vec![first]).unwrap();
    assert_eq!(ledger.withdraw_review(vec![first]).unwrap_err().code(), Code::WrongState);
    assert_eq!(ledger.entry(first).unwrap().reviewed_by, None);
    test.owner.access().set_duty_rule("maker_is_not_reviewer", true).unwrap();
    assert_eq!(ledger.review(vec![first]).unwrap_err().code(), Code::MakerIsReviewer);
    let reviewer = test.operator("reviewer", &["reviewer"]);
    reviewer.ledger().review(vec![first]).unwrap();
    let unknown = ledger.review(vec![bookroom::values::EntryId(99)]).unwrap_err();
    assert_eq!(unknown.code(), Code::NotFound);
    let denied = reviewer.ledger().post(entry("2026-06-01", "1001", "1002", "1")).unwrap_err();
    assert_eq!(denied.code(), Code::NotPermitted);
}

#[test]
fn an_empty_batch_and_the_edges_of_amounts_and_dates_are_fine() {
    let test = room::memory();
    let ledger = test.owner.ledger();
    assert!(ledger.post_many(Vec::new()).unwrap().is_empty());
    assert!(ledger.reverse_many(Vec::new(), day("2026-06-01"), None).unwrap().is_empty());
    let (from, to) = (day("1000-01-01"), day("9999-12-31"));
    let edit = BookEdit { dates_from: from.into(), dates_to: to.into(), ..Default::default() };
    test.owner.run(EditBook { version: 1, edit }).unwrap();
    ledger.post(entry("1000-01-01", "1001", "1002", "90071992547409.91")).unwrap();
    ledger.post(entry("9999-12-31", "1001", "1002", "-0.01")).unwrap();
    let above = ledger.post(entry("2026-06-01", "1001", "1002", "90071992547409.92")).unwrap_err();
    assert_eq!(above.code(), Code::OutOfRange);
    let before = ledger.post(entry("0999-12-31", "1001", "1002", "1")).unwrap_err();
    assert_eq!(before.code(), Code::BadDate);
    let closing = ledger.balance("1001", day("9999-12-31")).unwrap();
    assert_eq!(closing.balance, amount("90071992547409.90"));
    assert!(ledger.verify().unwrap().findings.is_empty());
}

#[test]
fn a_negative_entry_is_red_and_control_characters_are_refused() {
    let test = room::memory();
    let ledger = test.owner.ledger();
    let mut bad = entry("2026-06-01", "1001", "1002", "-5");
    bad.postings[0].memo = Some("a\0b".to_owned());
    let error = ledger.post(bad.clone()).unwrap_err();
    assert_eq!(error.problems()[0].path, "entries[0].postings[0].memo");
    assert_eq!(error.code(), Code::BadCharacter);
    bad.postings[0].memo = None;
    ledger.post(bad).unwrap();
    let balance = ledger.balance("1001", day("2026-06-30")).unwrap();
    assert_eq!((balance.debit, balance.credit), (amount("-5.00"), amount("0.00")));
}

#[test]
fn the_ledger_works_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        found_again(&test);
        balances::as_of_any_day(&test);
        balances::registers_page(&test);
        balances::parties_are_listed(&test);
        accounts::the_chart_grows_and_shrinks(&test);
        properties::random_work(&test, 7, 40);
        let found = test.owner.ledger().verify().unwrap();
        assert!(found.findings.is_empty(), "{backend:?}: {:?}", found.findings);
    }
}
