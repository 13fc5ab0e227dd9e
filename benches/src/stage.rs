//! The stage the benchmarks play on: a store in a file with one book, its accounts, and batches of
//! entries that are the same in every run.

use std::path::PathBuf;

use bookroom::book::NewBook;
use bookroom::ledger::model::{AccountKind, NewAccount, NewJournalEntry, NewPosting};
use bookroom::{Bookroom, Session};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use tempfile::TempDir;

use crate::Outcome;

/// The owner's password.
pub const PASSWORD: &str = "Correct-Horse-7";
/// How many accounts are posted to.
pub const ACCOUNTS: u64 = 200;

/// A store and its owner's session.
pub struct Stage {
    /// Where its files are; they vanish with it.
    pub folder: TempDir,
    /// The store's file.
    pub path: PathBuf,
    /// The store.
    pub room: Bookroom,
    /// The owner.
    pub owner: Session,
    random: u64,
    made: u64,
}

impl Stage {
    /// Makes a store with one book.
    pub fn new() -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("engine.db");
        let room = Bookroom::open(path.to_str().ok_or("the path is no text")?)?;
        let book = room.create_book(&NewBook::chinese("测试公司", "boss", PASSWORD))?;
        let owner = room.sign_in(book, "boss", PASSWORD)?;
        let account = |number| NewAccount {
            code: code(number),
            name_zh: format!("科目{number}"),
            name_en: format!("Account {number}"),
            parent: None,
            kind: Some(AccountKind::Asset),
            side: None,
            party_control: None,
            cash: None,
        };
        owner.ledger().add_accounts((0..ACCOUNTS).map(account).collect())?;
        Ok(Self { folder, path, room, owner, random: 88_172_645_463_325_252, made: 0 })
    }

    /// The next number of a fixed series, below `limit` (xorshift).
    pub fn next(&mut self, limit: u64) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random % limit
    }

    /// The next entries: two postings each, over the days of a year.
    pub fn entries(&mut self, count: usize) -> Vec<NewJournalEntry> {
        (0..count).map(|_| self.entry()).collect()
    }

    fn entry(&mut self) -> NewJournalEntry {
        let first = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap_or_default();
        let (debit, step) = (self.next(ACCOUNTS), 1 + self.next(ACCOUNTS - 1));
        let credit = (debit + step) % ACCOUNTS;
        let amount = Decimal::new(i64::try_from(1 + self.next(10_000_000)).unwrap_or(1), 2);
        self.made += 1;
        NewJournalEntry {
            journal: None,
            on: first + Days::new(self.next(365)),
            summary: format!("销售商品 {:08}", self.made),
            attachments: 1,
            postings: vec![
                NewPosting::debit(&code(debit), amount),
                NewPosting::credit(&code(credit), amount),
            ],
        }
    }
}

/// The code of the n-th account.
pub fn code(number: u64) -> String {
    format!("9{number:04}")
}
