//! Verification: every kind of tampering below the engine is found and named.

use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::{entry, party};

fn worked_in() -> TestRoom {
    let test = room::on(Backend::Sqlite);
    let ledger = test.owner.ledger();
    let buyer = party(&test, "甲");
    let mut sale = entry("2026-06-02", "1122", "5001", "100");
    sale.postings[0].party = Some(buyer);
    let first = ledger.post(entry("2026-06-01", "1001", "1002", "5")).unwrap();
    ledger.post_many(vec![sale, entry("2026-06-03", "1001", "1002", "7")]).unwrap();
    ledger.reverse(first.id, day("2026-06-04"), None).unwrap();
    test
}

fn checks_after(sql: &str) -> Vec<String> {
    let test = worked_in();
    let mut conn = SqliteConnection::establish(&test.store.as_ref().unwrap().url).unwrap();
    conn.batch_execute("PRAGMA foreign_keys = OFF").unwrap();
    conn.batch_execute(sql).unwrap();
    let found = test.owner.ledger().verify().unwrap();
    let mut checks: Vec<String> =
        found.findings.into_iter().map(|finding| finding.check.slug().to_owned()).collect();
    checks.sort_unstable();
    checks.dedup();
    let log = test.owner.changes().verify(None).unwrap();
    let in_log =
        log.findings.iter().any(|finding| checks.iter().any(|check| check == finding.check.slug()));
    assert!(in_log || !checks.iter().any(|check| check == "digest" || check == "log"));
    checks
}

#[test]
fn a_sound_ledger_has_no_findings() {
    let test = worked_in();
    let found = test.owner.ledger().verify().unwrap();
    assert_eq!((found.entries, found.postings), (4, 8));
    assert!(found.findings.is_empty(), "{:?}", found.findings);
    let log = test.owner.changes().verify(None).unwrap();
    assert!(log.findings.is_empty() && log.entries == 4);
}

#[test]
fn every_kind_of_tampering_is_named() {
    let of = |sql: &str| checks_after(sql).join(" ");
    let amount = of("UPDATE posting SET debit = debit + 1 WHERE entry_id = 3 AND line = 1");
    assert_eq!(amount, "balance balanced digest");
    let both = "UPDATE posting SET debit = debit * 2, credit = credit * 2 WHERE entry_id = 2";
    assert_eq!(of(both), "balance digest party_balance");
    assert_eq!(
        of("UPDATE posting SET debit = -6 WHERE entry_id = 4 AND line = 1"),
        "balance balanced digest reversal"
    );
    assert_eq!(of("UPDATE posting SET memo = 'x' WHERE entry_id = 3 AND line = 1"), "digest");
    assert_eq!(
        of("UPDATE posting SET entry_on = '2026-06-05' WHERE entry_id = 3 AND line = 1"),
        "date"
    );
    assert_eq!(of("UPDATE journal_entry SET summary = 'x' WHERE id = 3"), "digest");
    assert_eq!(of("UPDATE journal_entry SET posted_by = NULL WHERE id = 3"), "digest");
    assert_eq!(of("UPDATE journal_entry SET digest = zeroblob(32) WHERE id = 3"), "digest log");
    assert_eq!(of("UPDATE journal_entry SET number = 9 WHERE id = 3"), "digest number");
    assert_eq!(
        of("UPDATE journal_entry SET period = 202605 WHERE id = 3"),
        "balance digest number period"
    );
    assert_eq!(of("UPDATE number_counter SET last_number = 9"), "number");
    assert_eq!(of("DELETE FROM journal_entry WHERE id = 3"), "balance log number orphan");
    assert_eq!(of("DELETE FROM posting WHERE entry_id = 3"), "balance digest two_postings");
    assert_eq!(
        of("DELETE FROM posting WHERE entry_id = 4; DELETE FROM journal_entry WHERE id = 4"),
        "balance log number"
    );
    assert_eq!(of("UPDATE balance SET debit = debit + 1 WHERE debit > 0"), "balance control");
    assert_eq!(of("UPDATE balance SET period = 202601"), "balance control");
    assert_eq!(
        of("DELETE FROM balance WHERE account_id = (SELECT max(account_id) FROM balance)"),
        "balance"
    );
    assert_eq!(of("INSERT INTO balance VALUES (1, 1, 203001, 0, 0)"), "balance");
    assert_eq!(of("UPDATE party_balance SET debit = 1"), "control party_balance");
    assert_eq!(of("DELETE FROM party_balance"), "control party_balance");
}
