//! Lines posted by hand: opening balances, advances, corrections. They age, are settled and stand
//! in statements like documents.

use bookroom::billing::open_items::model::{
    EntryItemFilter, EntryItemSort, NewOpeningItem, OpenKind,
};
use bookroom::billing::payments::{
    AllocationChoice, NewAllocation, NewPayment, OpenItem, Share, Side,
};
use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::ledger::model::{NewJournalEntry, NewPosting};
use bookroom::reports::ageing::AgeingOptions;
use bookroom::reports::statement::StatementKind;
use bookroom::values::{Condition, CustomerId, EntryId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};
use rust_decimal::Decimal;

use crate::samples::billing::new_invoice;

fn party(test: &TestRoom, name: &str) -> CustomerId {
    let new = NewCustomer { is_supplier: true, ..NewCustomer::company(name) };
    test.owner.customers().add(new).unwrap().id
}

fn post(test: &TestRoom, on: &str, postings: Vec<NewPosting>) -> EntryId {
    let entry = NewJournalEntry {
        journal: None,
        on: day(on),
        summary: "期初".to_owned(),
        attachments: 0,
        postings,
    };
    test.owner.ledger().post(entry).unwrap().id
}

fn owed(test: &TestRoom, on: &str) -> Decimal {
    let request = AgeingOptions::receivable(day(on));
    test.owner.reports().ageing(&request).unwrap().totals.unwrap().balance
}

fn on_account(test: &TestRoom, account: &str, on: &str) -> Decimal {
    test.owner.ledger().balance(account, day(on)).unwrap().balance
}

fn whole(test: &TestRoom) {
    assert_eq!(test.owner.verify().unwrap().findings, []);
}

fn share(item: OpenItem, sum: &str) -> AllocationChoice {
    AllocationChoice::ByHand(vec![Share { item, amount: amount(sum) }])
}

/// An opening balance that was simply posted.
fn an_opening_ages_and_is_paid(backend: Backend) {
    let test = room::on(backend);
    let customer = party(&test, "青禾");
    let entry = post(
        &test,
        "2026-01-01",
        vec![
            NewPosting::debit("1122", amount("800")).with(customer),
            NewPosting::credit("3001", amount("800")),
        ],
    );
    test.owner.billing().invoices().draft_and_post(vec![new_invoice(customer)]).unwrap();
    assert_eq!(owed(&test, "2026-06-30"), on_account(&test, "1122", "2026-06-30"));
    let payments = test.owner.billing();
    let payments = payments.payments();
    payments.record(NewPayment::received(customer, day("2026-06-20"), amount("850"))).unwrap();
    assert_eq!(owed(&test, "2026-06-30"), on_account(&test, "1122", "2026-06-30"));
    assert_eq!(owed(&test, "2026-05-31"), amount("800"), "as it was then");
    let items = test.owner.billing();
    let items = items.open_items();
    let all = items
        .list(&EntryItemFilter::default(), EntryItemSort::default(), false, &PageRequest::first(9))
        .unwrap()
        .items;
    let item = &all[0];
    assert_eq!((all.len(), item.entry, item.account.as_str()), (1, entry, "1122"));
    assert_eq!((item.settled, item.open), (amount("800"), amount("0")), "the oldest comes first");
    let statement =
        test.owner.reports().statement(customer, day("2026-01-01"), day("2026-06-30")).unwrap();
    let line = &statement.lines[0];
    assert_eq!((line.kind, line.item), (StatementKind::Entry, Some(OpenItem::Entry(item.id))));
    assert_eq!((line.due_on, line.debit), (Some(day("2026-01-01")), amount("800")));
    whole(&test);
    // What settled it is free again when its entry is reversed.
    test.owner.ledger().reverse(entry, day("2026-06-25"), None).unwrap();
    let credit = &payments.unallocated_credit(&[customer]).unwrap()[0];
    assert_eq!(credit.payments, amount("800"));
    let item = items.get(item.id).unwrap();
    assert_eq!((item.open, item.cancelled_on), (amount("0"), Some(day("2026-06-25"))));
    assert_eq!(owed(&test, "2026-06-30"), on_account(&test, "1122", "2026-06-30"));
    assert_eq!(owed(&test, "2026-06-24"), on_account(&test, "1122", "2026-06-24"));
    whole(&test);
}

#[test]
fn an_opening_that_was_posted_by_hand_ages_and_is_paid() {
    Backend::ALL.into_iter().for_each(an_opening_ages_and_is_paid);
}

/// An advance stands on an account of its own; what it settles moves between both accounts.
fn an_advance_settles(backend: Backend) {
    let test = room::on(backend);
    let (customer, supplier) = (party(&test, "青禾"), party(&test, "远山"));
    let items = test.owner.billing();
    let items = items.open_items();
    let advance = NewOpeningItem {
        kind: OpenKind::Credit,
        account: Some("2203".to_owned()),
        ..NewOpeningItem::owed_by(customer, amount("300"))
    };
    let prepaid = NewOpeningItem {
        kind: OpenKind::Credit,
        account: Some("1123".to_owned()),
        ..NewOpeningItem::owed_to(supplier, amount("70"))
    };
    let debt = NewOpeningItem {
        number: Some("XS-117".to_owned()),
        issue_on: Some(day("2025-11-05")),
        due_on: Some(day("2025-12-05")),
        ..NewOpeningItem::owed_by(customer, amount("500"))
    };
    let bill = NewOpeningItem::owed_to(supplier, amount("100"));
    let opening = day("2026-01-01");
    let made = items.post(opening, vec![debt, advance, prepaid, bill], None, None).unwrap();
    assert_eq!(on_account(&test, "2203", "2026-01-01"), amount("-300"));
    assert_eq!(on_account(&test, "1123", "2026-01-01"), amount("70"));
    assert_eq!(on_account(&test, "310405", "2026-01-01"), amount("-170"));
    let item = |n: usize| OpenItem::Entry(made[n].id);
    let payments = test.owner.billing();
    let payments = payments.payments();
    let new = vec![
        NewAllocation { item: item(0), allocate: share(item(1), "200") },
        NewAllocation { item: item(2), allocate: share(item(3), "70") },
    ];
    let joined = payments.allocate(new, Some(day("2026-02-01"))).unwrap();
    assert!(joined.iter().all(|joined| joined.entry.is_some()));
    for (account, sum) in [("1122", "300"), ("2203", "-100"), ("1123", "0"), ("2202", "-30")] {
        assert_eq!(on_account(&test, account, "2026-06-30"), amount(sum), "{account}");
    }
    assert_eq!(owed(&test, "2026-06-30"), amount("200"));
    let request = AgeingOptions::receivable(day("2026-01-04"));
    let ageing = test.owner.reports().ageing(&request).unwrap().totals.unwrap();
    assert_eq!(ageing.bands[1], amount("500"), "30 days after it was due");
    whole(&test);
    payments.withdraw_allocations(vec![joined[0].id], Some(day("2026-03-01"))).unwrap();
    assert_eq!(on_account(&test, "2203", "2026-06-30"), amount("-300"));
    assert_eq!(on_account(&test, "2203", "2026-02-15"), amount("-100"));
    whole(&test);
    let wrong = NewAllocation { item: item(0), allocate: share(item(3), "1") };
    assert_eq!(payments.allocate(vec![wrong], None).unwrap_err().code(), Code::BadChoice);
    let taken = items.cancel(vec![made[0].id], None, Some("重复".to_owned())).unwrap();
    assert_eq!(taken[0].cancelled_on, Some(day("2026-06-15")));
    let again = items.cancel(vec![made[0].id], None, None).unwrap_err();
    assert_eq!(again.code(), Code::WrongState);
    whole(&test);
}

#[test]
fn an_advance_settles_what_stands_on_another_account() {
    Backend::ALL.into_iter().for_each(an_advance_settles);
}

#[test]
fn every_violation_of_an_opening_is_told() {
    let test = room::memory();
    let customer = party(&test, "青禾");
    let good = || NewOpeningItem::owed_by(customer, amount("1"));
    let items = vec![
        NewOpeningItem { customer: CustomerId(99), ..good() },
        NewOpeningItem { amount: amount("0"), ..good() },
        NewOpeningItem { amount: amount("0.001"), ..good() },
        NewOpeningItem { account: Some("2202".to_owned()), ..good() },
        NewOpeningItem { account: Some("1002".to_owned()), ..good() },
        NewOpeningItem { currency: Some("USD".to_owned()), ..good() },
        NewOpeningItem { issue_on: Some(day("2026-01-02")), ..good() },
        NewOpeningItem { due_on: Some(day("2025-12-31")), ..good() },
    ];
    let opening = day("2026-01-01");
    let open_items = test.owner.billing();
    let open_items = open_items.open_items();
    let error = open_items.post(opening, items, Some("1122".to_owned()), None).unwrap_err();
    let found: Vec<_> = error.problems().iter().map(|it| (it.path.as_str(), it.code)).collect();
    let expected = [
        ("counter_account", Code::BadChoice),
        ("items[0].customer", Code::UnknownReference),
        ("items[1].amount", Code::MustBePositive),
        ("items[2].amount", Code::TooManyDecimals),
        ("items[3].account", Code::BadChoice),
        ("items[4].account", Code::BadChoice),
        ("items[5].currency", Code::BadChoice),
        ("items[6].issue_on", Code::DateOrder),
        ("items[6].due_on", Code::DateOrder),
        ("items[7].due_on", Code::DateOrder),
    ];
    assert_eq!(found[..8], expected[..8]);
    assert_eq!(test.owner.ledger().balance("1122", opening).unwrap().balance, amount("0"));
}

/// An entry that moves what is owed from one party to another; claims that payments leave alone.
#[test]
fn corrections_between_parties_are_open_on_both() {
    let test = room::memory();
    let (one, other) = (party(&test, "青禾"), party(&test, "远山"));
    post(
        &test,
        "2026-06-01",
        vec![
            NewPosting::debit("1122", amount("90")).with(one),
            NewPosting::credit("1122", amount("90")).with(other),
        ],
    );
    let loan = post(
        &test,
        "2026-06-01",
        vec![
            NewPosting::debit("1221", amount("40")).with(one),
            NewPosting::credit("1002", amount("40")),
        ],
    );
    let statement =
        |who| test.owner.reports().statement(who, day("2026-06-01"), day("2026-06-30")).unwrap();
    assert_eq!((statement(one).closing, statement(other).closing), (amount("130"), amount("-90")));
    let payments = test.owner.billing();
    let payments = payments.payments();
    let paid = NewPayment::received(one, day("2026-06-10"), amount("100"));
    let paid = payments.record(paid).unwrap();
    assert_eq!(paid.unallocated, amount("10"), "the loan is settled by hand only");
    let items = test.owner.billing();
    let items = items.open_items();
    let filter = EntryItemFilter { entry: Some(loan), ..Default::default() };
    let loan = items
        .list(&filter, EntryItemSort::default(), false, &PageRequest::first(9))
        .unwrap()
        .items
        .remove(0);
    assert_eq!((loan.side, loan.kind), (Side::Receivable, OpenKind::Debt));
    let allocate = share(OpenItem::Payment(paid.id), "10");
    payments
        .allocate(vec![NewAllocation { item: OpenItem::Entry(loan.id), allocate }], None)
        .unwrap();
    assert_eq!(
        test.owner.ledger().balance("1221", day("2026-06-30")).unwrap().balance,
        amount("30")
    );
    whole(&test);
}

#[test]
fn open_items_are_sorted_and_asked_for_by_any_column() {
    let test = room::memory();
    let open_items = test.owner.billing();
    let open_items = open_items.open_items();
    let customer = party(&test, "青禾");
    let new = |sum: &str, number: Option<&str>, due: &str| NewOpeningItem {
        number: number.map(str::to_owned),
        issue_on: Some(day("2025-11-01")),
        due_on: Some(day(due)),
        ..NewOpeningItem::owed_by(customer, amount(sum))
    };
    let items = vec![
        new("30", Some("B"), "2026-02-01"),
        new("10", None, "2026-03-01"),
        new("20", Some("A"), "2026-01-15"),
    ];
    open_items.post(day("2026-01-01"), items, None, None).unwrap();
    let sums = |filter: &EntryItemFilter, sort, down| -> Vec<String> {
        let mut page = PageRequest::first(2);
        let mut found = Vec::new();
        loop {
            let rows = open_items.list(filter, sort, down, &page).unwrap();
            found.extend(rows.items.iter().map(|item| item.amount.normalize().to_string()));
            let Some(next) = rows.next else { return found };
            page.after = Some(next);
        }
    };
    let all = EntryItemFilter::default();
    assert_eq!(sums(&all, EntryItemSort::default(), false), ["30", "10", "20"]);
    assert_eq!(sums(&all, EntryItemSort::Amount, true), ["30", "20", "10"]);
    assert_eq!(sums(&all, EntryItemSort::DueOn, false), ["20", "30", "10"]);
    assert_eq!(sums(&all, EntryItemSort::Number, false), ["20", "30", "10"], "none comes last");
    let asked = |conditions| EntryItemFilter { conditions, ..EntryItemFilter::default() };
    let twenty = asked(vec![Condition::at_least("amount", amount("20"))]);
    assert_eq!(sums(&twenty, EntryItemSort::Amount, false), ["20", "30"]);
    assert_eq!(
        sums(&asked(vec![Condition::empty("number")]), EntryItemSort::Amount, false),
        ["10"]
    );
    let wrong = asked(vec![Condition::equal("colour", "red")]);
    let (sort, page) = (EntryItemSort::default(), PageRequest::default());
    let error = open_items.list(&wrong, sort, false, &page).unwrap_err();
    assert_eq!(error.code(), Code::BadChoice);
    assert!(error.problems()[0].fact_value("choices").unwrap().contains("due_on"));
}
