//! What several examples stand on: small records that are there before the command comes.

use bookroom::ledger::model::{EntryReceipt, NewJournalEntry, NewPosting};
use bookroom_tests::room::{TestRoom, amount, day};

/// Money taken to the bank.
pub fn new_entry(on: &str) -> NewJournalEntry {
    NewJournalEntry {
        journal: None,
        on: day(on),
        summary: "存现".to_owned(),
        attachments: 1,
        postings: vec![
            NewPosting::debit("1002", amount("100.01")),
            NewPosting::credit("1001", amount("100.01")),
        ],
    }
}

/// An entry that was posted.
pub fn entry(test: &TestRoom) -> EntryReceipt {
    test.owner.ledger().post(new_entry("2026-06-01")).unwrap()
}
