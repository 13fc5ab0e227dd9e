//! What an entry must be like: checked for a whole batch at once, before any row is written.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use crate::error::{Code, Problem};
use crate::values::{Check, Currency, Language, OpenDays, unseen};

/// The most entries of one call.
pub(crate) const ENTRIES_LIMIT: usize = 100_000;
/// The most lines of one entry.
pub(crate) const LINES_LIMIT: usize = 10_000;
/// The largest amount of a line in minor units, 2^53 - 1: a thousand of them can be summed in 64
/// bits on every database, and a double still holds each.
pub(crate) const AMOUNT_LIMIT: i64 = 9_007_199_254_740_991;
const SUMMARY_LIMIT: usize = 200;
const MEMO_LIMIT: usize = 500;
const ATTACHMENTS_LIMIT: i64 = 9_999;

/// An account that could not be found; told already.
pub(crate) const UNKNOWN: i64 = 0;

/// An entry about to be posted; its lines are `lines` of the batch.
#[derive(Debug, Clone)]
pub(crate) struct Voucher<'a> {
    pub(crate) journal: Option<&'a str>,
    pub(crate) on: NaiveDate,
    pub(crate) summary: &'a str,
    pub(crate) attachments: i64,
    pub(crate) source: Option<(&'a str, i64)>,
    pub(crate) reverses: Option<i64>,
    pub(crate) lines: std::ops::Range<usize>,
}

/// A line about to be posted, in minor units.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line<'a> {
    pub(crate) account: i64,
    pub(crate) party: Option<i64>,
    pub(crate) debit: i64,
    pub(crate) credit: i64,
    pub(crate) memo: Option<&'a str>,
    /// Whether its amounts could not be read; told already.
    pub(crate) unreadable: bool,
}

/// Entries about to be posted, with all their lines in one list.
#[derive(Debug, Default)]
pub(crate) struct Batch<'a> {
    pub(crate) vouchers: Vec<Voucher<'a>>,
    pub(crate) lines: Vec<Line<'a>>,
}

impl Batch<'_> {
    /// The lines of an entry.
    pub(crate) fn lines_of(&self, voucher: &Voucher<'_>) -> &[Line<'_>] {
        self.lines.get(voucher.lines.clone()).unwrap_or_default()
    }
}

/// What posting needs to know of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AccountFacts {
    pub(crate) leaf: bool,
    pub(crate) active: bool,
    pub(crate) party_control: bool,
}

/// What posting needs to know of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JournalFacts {
    pub(crate) id: i64,
    pub(crate) code: String,
    pub(crate) active: bool,
}

/// What posting needs to know of the book.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) accounts: HashMap<i64, AccountFacts>,
    /// All journals, the first one first.
    pub(crate) journals: Vec<JournalFacts>,
    /// The parties that there are, each with the one that stands for it: itself, or the one that it
    /// was merged into.
    pub(crate) parties: HashMap<i64, i64>,
    /// The days on which entries may be dated.
    pub(crate) days: Option<OpenDays>,
}

impl Known {
    /// The journal of an entry: the named one, or the first in use.
    pub(crate) fn journal(&self, code: Option<&str>) -> Option<&JournalFacts> {
        match code {
            Some(code) => self.journals.iter().find(|journal| journal.code == code),
            None => self.journals.iter().find(|journal| journal.active),
        }
    }
}

/// Checks every entry of a batch; problems stand at `entries[i].…`. Nothing is allocated for an
/// entry that is in order.
pub(crate) fn check(batch: &Batch<'_>, known: &Known, currency: Currency, check: &mut Check) {
    check.at_most("entries", batch.vouchers.len(), ENTRIES_LIMIT);
    let mut problems = Vec::new();
    for (index, voucher) in batch.vouchers.iter().enumerate() {
        check_head(voucher, known, &mut problems);
        check_lines(batch.lines_of(voucher), voucher, known, currency, &mut problems);
        if !problems.is_empty() {
            let prefix = format!("entries[{index}]");
            for problem in problems.drain(..) {
                check.add(problem.below(&prefix));
            }
        }
    }
}

fn check_head(voucher: &Voucher<'_>, known: &Known, problems: &mut Vec<Problem>) {
    match known.journal(voucher.journal) {
        None if voucher.journal.is_none() => {
            problems.push(Problem::new(Code::Required).at("journal"));
        }
        None => problems.push(Problem::new(Code::UnknownReference).at("journal")),
        // What was posted in a journal that is retired since can still be reversed.
        Some(journal) if !journal.active && voucher.reverses.is_none() => {
            problems.push(Problem::new(Code::Retired).at("journal"));
        }
        Some(_) => {}
    }
    if let Some(Err(problem)) = known.days.map(|days| days.require(voucher.on)) {
        problems.push(problem.at("on"));
    }
    if voucher.summary.is_empty() {
        problems.push(Problem::new(Code::Required).at("summary"));
    }
    check_text(voucher.summary, SUMMARY_LIMIT, || "summary".to_owned(), problems);
    if !(0..=ATTACHMENTS_LIMIT).contains(&voucher.attachments) {
        let problem = Problem::new(Code::OutOfRange).at("attachments");
        problems.push(problem.fact("low", 0).fact("high", ATTACHMENTS_LIMIT));
    }
}

fn check_text(value: &str, limit: usize, path: impl Fn() -> String, problems: &mut Vec<Problem>) {
    // A text has no more characters than bytes.
    if value.len() > limit && value.chars().count() > limit {
        problems.push(Problem::new(Code::TooLong).at(path()).fact("limit", limit));
    }
    if let Err(problem) = unseen::one_line(value) {
        problems.push(problem.at(path()));
    }
}

fn check_lines(
    lines: &[Line<'_>],
    voucher: &Voucher<'_>,
    known: &Known,
    currency: Currency,
    problems: &mut Vec<Problem>,
) {
    if lines.len() < 2 {
        problems.push(Problem::new(Code::TooFewPostings).at("postings"));
    }
    if lines.len() > LINES_LIMIT {
        problems.push(Problem::new(Code::TooMany).at("postings").fact("limit", LINES_LIMIT));
    }
    let mut difference = 0_i128;
    let mut readable = true;
    for (index, line) in lines.iter().enumerate() {
        difference += i128::from(line.debit) - i128::from(line.credit);
        readable &= !line.unreadable;
        check_amount(index, line, currency, problems);
        check_account(index, line, voucher.reverses.is_some(), known, problems);
        if let Some(memo) = line.memo {
            check_text(memo, MEMO_LIMIT, || format!("postings[{index}].memo"), problems);
        }
    }
    if difference != 0 && readable {
        let problem = Problem::new(Code::NotBalanced).at("postings");
        problems.push(match i64::try_from(difference) {
            Ok(minor) => problem.fact("difference", currency.from_minor(minor)),
            Err(_) => problem,
        });
    }
}

fn check_amount(index: usize, line: &Line<'_>, currency: Currency, problems: &mut Vec<Problem>) {
    if !line.unreadable && (line.debit == 0) == (line.credit == 0) {
        problems.push(Problem::new(Code::OneSided).at(format!("postings[{index}]")));
    }
    for (amount, side) in [(line.debit, "debit"), (line.credit, "credit")] {
        if !(-AMOUNT_LIMIT..=AMOUNT_LIMIT).contains(&amount) {
            let limit = currency.from_minor(AMOUNT_LIMIT);
            let problem = Problem::new(Code::OutOfRange).at(format!("postings[{index}].{side}"));
            problems.push(problem.fact("low", -limit).fact("high", limit));
        }
    }
}

fn check_account(
    index: usize,
    line: &Line<'_>,
    reverses: bool,
    known: &Known,
    problems: &mut Vec<Problem>,
) {
    problems.extend(line.party.and_then(|party| {
        let problem = match known.parties.get(&party) {
            None => Problem::new(Code::UnknownReference),
            // What was posted before the merge can still be reversed.
            Some(into) if *into != party && !reverses => {
                Problem::new(Code::MergedAway).fact("key", party).fact("merged_into", into)
            }
            Some(_) => return None,
        };
        Some(problem.at(format!("postings[{index}].party")))
    }));
    let mut fail = |what: &str, code: Code| {
        problems.push(Problem::new(code).at(format!("postings[{index}].{what}")));
    };
    if line.account == UNKNOWN {
        return;
    }
    let Some(account) = known.accounts.get(&line.account) else {
        return fail("account", Code::UnknownReference);
    };
    if !account.leaf {
        return fail("account", Code::NotPostable);
    }
    // What was posted to an account that is retired since can still be reversed.
    if !account.active && !reverses {
        fail("account", Code::Retired);
    }
    match (account.party_control, line.party) {
        (true, None) => fail("party", Code::PartyRequired),
        (false, Some(_)) => fail("party", Code::PartyNotAllowed),
        _ => {}
    }
}

/// The summary of a red entry (会计基础工作规范 §51: 注销某月某日某号凭证).
pub(crate) fn reversal_summary(
    language: Language,
    on: NaiveDate,
    journal: &str,
    number: i64,
) -> String {
    match language {
        Language::Chinese => {
            format!("注销{}月{}日{journal}-{number}号凭证", on.month(), on.day())
        }
        Language::English => format!("Reversal of {journal}-{number} of {on}"),
    }
}
