//! The ledger: charts, posting, reversal, balances, registers, verification.

use bookroom::error::Code;
use bookroom::ledger::model::{NewJournalEntry, NewPosting};
use bookroom_tests::room::{self, amount, day};

fn entry(on: &str, debit: &str, credit: &str, value: &str) -> NewJournalEntry {
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
