//! Posting and reversing entries.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::error::{Code, Error, Problem, Result};
use crate::ledger::model::{EntryReceipt, NewJournalEntry, NewPosting};
use crate::ledger::posting::{self, PostedEntry};
use crate::ledger::rules::entries::{self as rules, AccountFacts, Batch, Known, Line, Voucher};
use crate::ledger::store::posting as store;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, Currency, EntryId, Period};
use crate::work::{Command, Tx};

/// Posts entries, all or none, in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostEntries {
    /// The entries, at most 100,000.
    pub entries: Vec<NewJournalEntry>,
}

impl Command for PostEntries {
    const NAME: &'static str = "ledger.post";
    const PERMISSION: Permission = Permission::LedgerPost;
    type Output = Vec<EntryReceipt>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<EntryReceipt>> {
        let book = tx.book_id();
        let accounts = store::load_facts_by_code(tx.conn, book, &codes(&self.entries))?;
        let mut check = Check::new();
        let batch = batch_of(&self.entries, &accounts, tx.book.currency, &mut check);
        let known = Known {
            accounts: accounts.into_values().collect(),
            journals: store::load_journal_facts(tx.conn, book)?,
            parties: posting::load_parties(tx, &batch)?,
            days: Some(tx.open_days()),
        };
        rules::check(&batch, &known, tx.book.currency, &mut check);
        check.finish()?;
        let posted = posting::write(permit, tx, &batch, &known)?;
        let word = |voucher: &Voucher<'_>| {
            known.journal(voucher.journal).map_or("", |journal| journal.code.as_str())
        };
        let posted = batch.vouchers.iter().zip(posted);
        Ok(posted.map(|(voucher, posted)| receipt(&posted, voucher.on, word(voucher))).collect())
    }
}

fn receipt(posted: &PostedEntry, on: NaiveDate, word: &str) -> EntryReceipt {
    EntryReceipt {
        id: EntryId(posted.id),
        period: Period::of(on),
        number: posted.number,
        label: crate::ledger::model::label(word, posted.number),
    }
}

/// The account codes that entries name, each once.
fn codes(entries: &[NewJournalEntry]) -> Vec<&str> {
    let postings = entries.iter().flat_map(|entry| &entry.postings);
    let mut codes: Vec<&str> = postings.map(|posting| posting.account.trim()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Resolves codes and amounts; what cannot be resolved is told and marked.
fn batch_of<'a>(
    entries: &'a [NewJournalEntry],
    accounts: &HashMap<String, (i64, AccountFacts)>,
    currency: Currency,
    check: &mut Check,
) -> Batch<'a> {
    let mut batch = Batch::default();
    batch.vouchers.reserve(entries.len());
    batch.lines.reserve(entries.len() * 2);
    for (index, entry) in entries.iter().enumerate() {
        let first = batch.lines.len();
        for (line, posting) in entry.postings.iter().enumerate() {
            let mut problems = Vec::new();
            batch.lines.push(line_of(posting, accounts, currency, &mut problems));
            for problem in problems {
                check.add(problem.below(&format!("entries[{index}].postings[{line}]")));
            }
        }
        batch.vouchers.push(Voucher {
            journal: posting::plain(entry.journal.as_deref()),
            on: entry.on,
            summary: entry.summary.trim(),
            attachments: entry.attachments,
            source: None,
            reverses: None,
            lines: first..batch.lines.len(),
        });
    }
    batch
}

fn line_of<'a>(
    posting: &'a NewPosting,
    accounts: &HashMap<String, (i64, AccountFacts)>,
    currency: Currency,
    problems: &mut Vec<Problem>,
) -> Line<'a> {
    let account = match posting.account.trim() {
        "" => Err(Code::Required),
        code => accounts.get(code).map(|(id, _)| *id).ok_or(Code::UnknownReference),
    };
    let account = account.unwrap_or_else(|code| {
        problems.push(Problem::new(code).at("account"));
        rules::UNKNOWN
    });
    let told = problems.len();
    let mut minor = |amount: Option<Decimal>, side: &str| match amount {
        None => 0,
        Some(amount) => currency.to_minor(amount).unwrap_or_else(|problem| {
            problems.push(problem.at(side));
            0
        }),
    };
    let (debit, credit) = (minor(posting.debit, "debit"), minor(posting.credit, "credit"));
    Line {
        account,
        party: posting.party.map(i64::from),
        debit,
        credit,
        memo: posting::plain(posting.memo.as_deref()),
        unreadable: problems.len() > told,
    }
}

/// Posts the red reversals of entries (红字冲销), in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReverseEntries {
    /// The entries, at most 100,000.
    pub entries: Vec<EntryId>,
    /// The date of the reversals, not before an entry's own.
    pub on: NaiveDate,
    /// What the reversals are about, up to 200 characters; the customary text when absent.
    pub summary: Option<String>,
}

impl Command for ReverseEntries {
    const NAME: &'static str = "ledger.reverse";
    const PERMISSION: Permission = Permission::LedgerReverse;
    type Output = Vec<EntryReceipt>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<EntryReceipt>> {
        let ids: Vec<i64> = self.entries.iter().map(|id| id.0).collect();
        let originals = posting::load_reversible(tx, &ids)?;
        let mut check = Check::new();
        for (index, row) in ids.iter().filter_map(|id| originals.get(id)).enumerate() {
            if let Some(kind) = &row.source_kind {
                let problem = Problem::new(Code::OfDocument).fact("entry", row.id);
                return Err(Error::from(problem.fact("source", kind)));
            }
            if row.entry_on > self.on {
                let problem = Problem::new(Code::DateOrder).at(format!("entries[{index}]"));
                check.add(problem.fact("entry_on", row.entry_on));
            }
        }
        check.finish()?;
        let summary = self.summary.as_deref().unwrap_or_default();
        let posted = posting::reverse_loaded(permit, tx, &ids, &originals, self.on, summary)?;
        let book = tx.book_id();
        let journals = store::load_journal_facts(tx.conn, book)?;
        let word = |id: &i64| {
            let journal = originals.get(id).map_or(0, |row| row.journal_id);
            let journal = journals.iter().find(|known| known.id == journal);
            journal.map_or("", |journal| journal.code.as_str())
        };
        Ok(ids.iter().zip(posted).map(|(id, of)| receipt(&of, self.on, word(id))).collect())
    }
}
