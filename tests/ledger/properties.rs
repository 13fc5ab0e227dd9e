//! Random work on the ledger against a plain model of it.

use std::collections::BTreeMap;

use bookroom::book::BookEdit;
use bookroom::book::commands::EditBook;
use bookroom::error::Code;
use bookroom::ledger::model::{NewJournalEntry, NewPosting};
use bookroom::values::{CustomerId, EntryId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};
use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{entry, party};

const ACCOUNTS: [&str; 6] = ["1001", "1002", "1122", "2202", "5001", "560205"];

/// A fixed series of numbers (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// What was posted: date, account, party, debit less credit in cents.
type Line = (NaiveDate, &'static str, Option<CustomerId>, i64);

/// The ledger as a list of lines, and what can still be reversed.
struct Model {
    lines: Vec<Line>,
    open: Vec<(EntryId, NaiveDate, Vec<Line>)>,
}

impl Model {
    fn sum(&self, keep: impl Fn(&Line) -> bool) -> Decimal {
        Decimal::new(self.lines.iter().filter(|line| keep(line)).map(|line| line.3).sum(), 2)
    }
}

fn random_entry(
    random: &mut Random,
    parties: &[CustomerId],
    first: NaiveDate,
) -> (NewJournalEntry, Vec<Line>) {
    let on = first + Days::new(random.below(500));
    let (mut lines, mut left) = (Vec::new(), 0_i64);
    let count = 2 + random.below(3);
    for number in 1..=count {
        let account = ACCOUNTS[usize::try_from(random.below(6)).unwrap()];
        let party = ["1122", "2202"].contains(&account);
        let party = party.then(|| parties[usize::try_from(random.below(3)).unwrap()]);
        let mut value = i64::try_from(random.below(2_000)).unwrap() - 700;
        if value == 0 {
            value = 1;
        }
        if number == count {
            value = if left == 0 { break } else { -left };
        }
        left += value;
        lines.push((on, account, party, value));
    }
    if left != 0 || lines.len() < 2 {
        lines = vec![(on, "1001", None, 5), (on, "1002", None, -5)];
    }
    let posting = |&(_, account, party, value): &Line| {
        let amount = Decimal::new(value.abs(), 2);
        let red = value % 2 == 0;
        // A red debit is worth a credit, so half of the lines are written the other way round.
        let posting = match (value > 0, red) {
            (true, false) => NewPosting::debit(account, amount),
            (true, true) => NewPosting::credit(account, -amount),
            (false, false) => NewPosting::credit(account, amount),
            (false, true) => NewPosting::debit(account, -amount),
        };
        NewPosting { party, ..posting }
    };
    let new = NewJournalEntry {
        journal: [None, Some("收".to_owned())][usize::try_from(random.below(2)).unwrap()].clone(),
        on,
        summary: "随机".to_owned(),
        attachments: 0,
        postings: lines.iter().map(posting).collect(),
    };
    (new, lines)
}

/// Posts and reverses at random dates, in batches of random size, then compares everything.
pub fn random_work(test: &TestRoom, seed: u64, operations: usize) {
    let ledger = test.owner.ledger();
    let parties = [party(test, "甲"), party(test, "乙"), party(test, "丙")];
    let first = day("2021-01-15");
    let mut random = Random(seed | 1);
    let mut model = Model { lines: Vec::new(), open: Vec::new() };
    let before: BTreeMap<&str, Decimal> = ACCOUNTS
        .iter()
        .map(|code| (*code, ledger.balance(code, first - Days::new(1)).unwrap().balance))
        .collect();
    let mut done = 0;
    while done < operations {
        if random.below(4) == 0 && !model.open.is_empty() {
            let at = usize::try_from(random.below(model.open.len() as u64)).unwrap();
            let (id, posted, lines) = model.open.swap_remove(at);
            let on = posted + Days::new(random.below(60));
            ledger.reverse(id, on, None).unwrap();
            let red =
                lines.into_iter().map(|(_, account, party, value)| (on, account, party, -value));
            model.lines.extend(red);
            done += 1;
        } else {
            let count = 1 + usize::try_from(random.below(30)).unwrap();
            let (entries, lines): (Vec<_>, Vec<_>) =
                (0..count).map(|_| random_entry(&mut random, &parties, first)).unzip();
            let receipts = ledger.post_many(entries).unwrap();
            for (receipt, lines) in receipts.into_iter().zip(lines) {
                model.lines.extend(lines.iter().copied());
                model.open.push((receipt.id, lines[0].0, lines));
            }
            done += count;
        }
    }
    compare(test, &model, &before, &parties, first, &mut random);
}

fn compare(
    test: &TestRoom,
    model: &Model,
    before: &BTreeMap<&str, Decimal>,
    parties: &[CustomerId],
    first: NaiveDate,
    random: &mut Random,
) {
    let ledger = test.owner.ledger();
    let some_days = (0..12).map(|_| first + Days::new(random.below(580)));
    let edges = ["2021-01-31", "2021-02-01", "2021-12-31", "2022-02-28"].map(day);
    for on in some_days.chain(edges) {
        for account in ACCOUNTS {
            let sum = model.sum(|line| line.1 == account && line.0 <= on);
            let found = ledger.balance(account, on).unwrap();
            assert_eq!(found.balance - before[account], sum, "{account} on {on}");
            assert_eq!(found.balance, found.debit - found.credit);
        }
        for party in parties {
            let sum = model.sum(|line| line.2 == Some(*party) && line.0 <= on);
            assert_eq!(ledger.party_balance(None, *party, on).unwrap().balance, sum);
        }
        let totals = test.owner.reports().trial_balance(None, on).unwrap().totals;
        assert_eq!(totals.opening_debit, totals.opening_credit);
        assert_eq!(totals.debit, totals.credit);
        assert_eq!(totals.closing_debit, totals.closing_credit);
        let page = ledger.party_balances(None, on, &PageRequest::first(1000)).unwrap();
        for row in page.items.iter().filter(|row| parties.contains(&row.party)) {
            let sum = model
                .sum(|line| line.2 == Some(row.party) && line.1 == row.account && line.0 <= on);
            assert_eq!(row.balance, sum);
        }
    }
    let found = ledger.verify().unwrap();
    assert!(found.findings.is_empty(), "{:?}", found.findings);
}

#[test]
fn balances_are_the_sums_of_random_work() {
    let long = std::env::var_os("BOOKROOM_LONG").is_some();
    random_work(&room::memory(), 20_261_121, if long { 100_000 } else { 300 });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn exactly_balanced_entries_are_posted_and_their_reversal_leaves_nothing(
        parts in prop::collection::vec(-100_000..100_000_i64, 1..6),
        off in prop_oneof![Just(0_i64), -2..3_i64],
    ) {
        let parts: Vec<i64> = parts.into_iter().filter(|part| *part != 0).collect();
        let total: i64 = parts.iter().sum();
        prop_assume!(!parts.is_empty() && total != 0 && total + off != 0);
        thread_local! {
            static TEST: TestRoom = room::memory();
        }
        TEST.with(|test| {
            let ledger = test.owner.ledger();
            let mut new = entry("2026-06-15", "1001", "560205", "1");
            new.postings.truncate(1);
            new.postings[0].debit = Some(Decimal::new(total + off, 2));
            let credit = |part: &i64| NewPosting::credit("560205", Decimal::new(*part, 2));
            new.postings.extend(parts.iter().map(credit));
            let before = balances_of(test);
            match ledger.post(new) {
                Ok(receipt) => {
                    prop_assert_eq!(off, 0);
                    ledger.reverse(receipt.id, day("2026-06-15"), None).unwrap();
                }
                Err(error) => {
                    prop_assert_eq!(error.code(), Code::NotBalanced);
                    prop_assert_ne!(off, 0);
                }
            }
            prop_assert_eq!(balances_of(test), before);
            Ok(())
        })?;
    }
}

fn balances_of(test: &TestRoom) -> Vec<(Decimal, Decimal)> {
    let balance = |code: &&str| {
        let found = test.owner.ledger().balance(code, day("2026-06-30")).unwrap();
        (found.debit, found.credit)
    };
    ["1001", "560205"].iter().map(balance).collect()
}

#[derive(QueryableByName, PartialEq, Clone, Copy)]
struct Kept {
    #[diesel(sql_type = BigInt)]
    account_id: i64,
    #[diesel(sql_type = BigInt)]
    period: i64,
    #[diesel(sql_type = BigInt)]
    debit: i64,
    #[diesel(sql_type = BigInt)]
    credit: i64,
}

#[test]
fn a_back_dated_entry_touches_as_few_rows_as_one_of_today() {
    let test = room::on(Backend::Sqlite);
    let ledger = test.owner.ledger();
    let edit = BookEdit { dates_from: day("1990-01-01").into(), ..Default::default() };
    test.owner.run(EditBook { version: 1, edit }).unwrap();
    for year in 2016..=2026 {
        let on = format!("{year}-06-15");
        ledger.post(entry(&on, "1001", "1002", "1")).unwrap();
    }
    let url = &test.store.as_ref().unwrap().url;
    let mut conn = SqliteConnection::establish(url).unwrap();
    let mut kept = || -> Vec<Kept> {
        let sql = "SELECT account_id, period, debit, credit FROM balance";
        diesel::sql_query(sql).load(&mut conn).unwrap()
    };
    let mut touched = |on: &str| {
        let before = kept();
        ledger.post(entry(on, "1001", "1002", "5")).unwrap();
        kept().iter().filter(|row| !before.contains(row)).count()
    };
    assert_eq!((touched("2026-06-20"), touched("2016-06-20"), touched("1999-01-01")), (2, 2, 2));
    assert_eq!(ledger.balance("1001", day("2026-06-30")).unwrap().debit, amount("26"));
}
