//! Balances on any day, registers, party balances, trial balance, income.

use bookroom::error::Code;
use bookroom::ledger::model::{NewJournalEntry, NewPosting, RegisterOptions, RegisterRow};
use bookroom::reports::trial_balance::TrialBalanceOptions;
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::room::{self, TestRoom, amount, day};
use rust_decimal::Decimal;

use super::{entry, party};

fn sale(on: &str, buyer: CustomerId, value: &str) -> NewJournalEntry {
    NewJournalEntry {
        journal: None,
        on: day(on),
        summary: "销售".to_owned(),
        attachments: 1,
        postings: vec![
            NewPosting::debit("1122", amount(value)).with(buyer),
            NewPosting::credit("5001", amount(value)),
        ],
    }
}

#[test]
fn balances_stand_as_of_any_day() {
    as_of_any_day(&room::memory());
}

pub fn as_of_any_day(test: &TestRoom) {
    let ledger = test.owner.ledger();
    let buyer = party(test, "乙公司");
    let before = ledger.balance("1122", day("2025-12-31")).unwrap().balance;
    let at = |on: &str| ledger.balance("1122", day(on)).unwrap().balance - before;
    ledger
        .post_many(vec![
            sale("2025-01-31", buyer, "1"),
            sale("2025-02-10", buyer, "2"),
            sale("2025-02-20", buyer, "4"),
            sale("2025-03-01", buyer, "8"),
        ])
        .unwrap();
    let days = ["2025-01-30", "2025-01-31", "2025-02-10", "2025-02-28", "2025-03-01", "2025-09-09"];
    let found: Vec<Decimal> = days.iter().map(|on| at(on)).collect();
    assert_eq!(found, ["0", "1", "3", "7", "15", "15"].map(amount));
    let of_party = |account: Option<&str>, on: &str| {
        ledger.party_balance(account, buyer, day(on)).unwrap().balance
    };
    assert_eq!(of_party(None, "2025-02-15"), amount("3"));
    assert_eq!(of_party(Some("1122"), "2025-02-15"), amount("3"));
    assert_eq!(of_party(Some("2202"), "2025-02-15"), amount("0"));
    let error = ledger.balance("nowhere", day("2025-01-01")).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
}

#[test]
fn registers_page_with_a_running_balance() {
    registers_page(&room::memory());
}

pub fn registers_page(test: &TestRoom) {
    let ledger = test.owner.ledger();
    let (one, two) = (party(test, "丙公司"), party(test, "丁公司"));
    let mut entries = Vec::new();
    for number in 1..=30_u32 {
        let on = format!("2024-{:02}-{:02}", 1 + number % 3, 1 + number % 5);
        entries.push(sale(&on, if number % 4 == 0 { two } else { one }, &number.to_string()));
    }
    ledger.post_many(entries).unwrap();
    let queries = [
        (Some("1122"), None),
        (None, Some(one)),
        (Some("1122"), Some(two)),
        (Some("2202"), Some(two)),
        (Some("5001"), None),
    ];
    for (account, party) in queries {
        let query = RegisterOptions {
            account: account.map(str::to_owned),
            party,
            from: day("2024-01-03"),
            to: day("2024-03-04"),
        };
        let whole = ledger.register(&query, &PageRequest::first(1000)).unwrap();
        assert!(whole.rows.next.is_none());
        let mut balance = whole.opening;
        for row in &whole.rows.items {
            balance += row.debit - row.credit;
            assert_eq!(row.balance, balance);
        }
        assert_eq!(balance, whole.closing);
        for limit in [1, 7, 1000] {
            let mut rows: Vec<RegisterRow> = Vec::new();
            let mut page = PageRequest::first(limit);
            loop {
                let part = ledger.register(&query, &page).unwrap();
                let before = rows.last().map_or(whole.opening, |row| row.balance);
                assert_eq!(part.opening, before);
                rows.extend(part.rows.items);
                let Some(next) = part.rows.next else { break };
                page = PageRequest::after(limit, next);
            }
            assert_eq!(rows, whole.rows.items);
        }
    }
    let query = RegisterOptions {
        account: None,
        party: None,
        from: day("2024-01-03"),
        to: day("2024-01-01"),
    };
    let error = ledger.register(&query, &PageRequest::first(1)).unwrap_err();
    assert_eq!(error.code(), Code::DateOrder);
}

#[test]
fn unsettled_parties_are_listed() {
    parties_are_listed(&room::memory());
}

pub fn parties_are_listed(test: &TestRoom) {
    let ledger = test.owner.ledger();
    let (one, two, three) = (party(test, "戊"), party(test, "己"), party(test, "庚"));
    ledger
        .post_many(vec![
            sale("2023-01-10", one, "10"),
            sale("2023-02-10", two, "20"),
            sale("2023-02-11", three, "30"),
            sale("2023-02-12", two, "-20"),
        ])
        .unwrap();
    let listed = |on: &str, limit: u32| {
        let mut found = Vec::new();
        let mut page = PageRequest::first(limit);
        loop {
            let part = ledger.party_balances(Some("1122"), day(on), &page).unwrap();
            found.extend(part.items.into_iter().map(|row| (row.party, row.balance)));
            let Some(next) = part.next else { return found };
            page = PageRequest::after(limit, next);
        }
    };
    let at_end = [(one, amount("10")), (three, amount("30"))];
    assert_eq!(listed("2023-02-28", 10), at_end);
    assert_eq!(listed("2023-02-28", 1), at_end);
    assert_eq!(listed("2023-02-10", 1), [(one, amount("10")), (two, amount("20"))]);
    assert_eq!(listed("2023-01-09", 1), []);
}

#[test]
fn a_trial_balance_balances_and_sums_up() {
    let test = room::memory();
    let ledger = test.owner.ledger();
    let buyer = party(&test, "辛");
    let mut with_tax = sale("2026-06-02", buyer, "113");
    with_tax.postings[1].credit = Some(amount("100"));
    with_tax.postings.push(NewPosting::credit("22210107", amount("13")));
    ledger
        .post_many(vec![
            sale("2026-05-20", buyer, "50"),
            with_tax,
            entry("2026-06-03", "560205", "1001", "7"),
        ])
        .unwrap();
    let report = test.owner.reports().trial_balance(None, day("2026-06-10")).unwrap();
    assert_eq!(report.from, day("2026-06-01"));
    let row = |code: &str| report.rows.iter().find(|row| row.code == code).unwrap();
    assert_eq!(row("1122").opening, amount("50"));
    assert_eq!(row("1122").closing, amount("163"));
    assert_eq!(row("2221").credit, amount("13"));
    assert_eq!((row("2221").leaf, row("22210107").level), (false, 3));
    assert_eq!(row("1001").closing, amount("-7"));
    assert!(report.rows.iter().all(|row| row.code != "1002"));
    let totals = report.totals;
    assert_eq!((totals.opening_debit, totals.opening_credit), (amount("50"), amount("50")));
    assert_eq!((totals.debit, totals.credit), (amount("120"), amount("120")));
    assert_eq!(totals.closing_debit, totals.closing_credit);
    let options = TrialBalanceOptions { from: None, on: day("2026-06-10"), zero_rows: true };
    let all = test.owner.reports().trial_balance_with(&options).unwrap();
    assert_eq!(all.rows.len(), ledger.accounts().unwrap().len());
    assert_eq!(all.totals, totals);
    let summary =
        test.owner.reports().income_summary(day("2026-06-01"), day("2026-06-30")).unwrap();
    assert_eq!((summary.total_income, summary.total_expense), (amount("100"), amount("7")));
    assert_eq!(summary.profit, amount("93"));
    let codes: Vec<&str> = summary.expense.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["5602", "560205"]);
    let wrong = test.owner.reports().income_summary(day("2026-06-30"), day("2026-06-01"));
    assert_eq!(wrong.unwrap_err().code(), Code::DateOrder);
}
