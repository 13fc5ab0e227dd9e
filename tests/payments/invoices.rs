//! Payments against invoices and credit notes: what is settled first, past days, many at once, and
//! equal answers from every database.

use bookroom::billing::invoices::{
    Direction, Invoice, InvoiceState, InvoiceVersion, NewCreditNote, NewInvoice, NewInvoiceLine,
};
use bookroom::billing::payments::{
    AllocationChoice, NewAllocation, NewPayment, OpenItem, PaymentVersion, Share, Side,
};
use bookroom::billing::products::PriceMode;
use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::ledger::model::{NewJournalEntry, NewPosting};
use bookroom::reports::ageing::{AgeingBands, AgeingBy, AgeingOptions};
use bookroom::reports::statement::StatementKind;
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};
use rust_decimal::Decimal;

use crate::samples::fixtures::allocations_of;

fn new_invoice(customer: CustomerId, on: &str, due: &str, gross: &str) -> NewInvoice {
    NewInvoice {
        direction: Direction::Sale,
        profile: None,
        customer,
        reference: None,
        issue_on: day(on),
        due_on: Some(day(due)),
        price_mode: PriceMode::Gross,
        discount: None,
        lines: vec![NewInvoiceLine {
            description: Some("货".to_owned()),
            quantity: Decimal::ONE,
            unit_price: Some(amount(gross)),
            tax_rate: Some(amount("0.13")),
            ..Default::default()
        }],
        note: None,
        allow_repeated_reference: false,
    }
}

fn post(test: &TestRoom, new: Vec<NewInvoice>) -> Vec<Invoice> {
    test.owner.billing().invoices().draft_and_post(new).unwrap()
}

fn customer(test: &TestRoom, name: &str) -> CustomerId {
    let new = NewCustomer { is_supplier: true, ..NewCustomer::company(name) };
    test.owner.customers().add(new).unwrap().id
}

fn state(test: &TestRoom, invoice: &Invoice) -> (InvoiceState, Decimal) {
    let invoice = test.owner.billing().invoices().get(invoice.id).unwrap();
    (invoice.state, invoice.settled)
}

fn amounts(texts: &[&str]) -> Vec<Decimal> {
    texts.iter().map(|text| amount(text)).collect()
}

/// Invoices and purchases, paid in part, overpaid, credited, refunded, withdrawn and cancelled.
pub fn conformance_settlement(test: &TestRoom) -> String {
    let billing = test.owner.billing();
    let (invoices, payments) = (billing.invoices(), billing.payments());
    let one = customer(test, "青禾 🌱");
    let made = post(
        test,
        vec![
            new_invoice(one, "2026-03-01", "2026-05-30", "100"),
            new_invoice(one, "2026-03-05", "2026-04-04", "50.50"),
            new_invoice(one, "2026-06-01", "2026-07-01", "200"),
            NewInvoice {
                direction: Direction::Purchase,
                ..new_invoice(one, "2026-05-01", "2026-05-31", "33")
            },
        ],
    );
    // Due first comes first, though it is younger; the purchase is another matter.
    let paid = payments
        .record_many(vec![
            NewPayment::received(one, day("2026-05-10"), amount("70.50")),
            NewPayment::paid(one, day("2026-05-20"), amount("40")),
        ])
        .unwrap();
    let made_of_them = allocations_of(&payments, &paid);
    let settled: Vec<_> =
        made_of_them.iter().map(|made| (made.debt, made.amount.to_string())).collect();
    let debt = |index: usize| OpenItem::Invoice(made[index].id);
    assert_eq!(
        settled,
        [(debt(1), "50.50".into()), (debt(0), "20.00".into()), (debt(3), "33.00".into())]
    );
    assert_eq!(state(test, &made[0]), (InvoiceState::PartPaid, amount("20")));
    assert_eq!(state(test, &made[1]), (InvoiceState::Paid, amount("50.5")));
    assert_eq!(paid[1].unallocated, amount("7"));

    // A credit note settles what its invoice leaves open; the rest is credit for the next one.
    let invoice = invoices.get(made[0].id).unwrap();
    let credited = invoices
        .credit(NewCreditNote {
            invoice: invoice.id,
            version: invoice.version,
            issue_on: Some(day("2026-06-05")),
            reference: None,
            lines: vec![],
            reason: None,
        })
        .unwrap();
    let rest = credited.gross - credited.settled;
    assert_eq!(rest, amount("20"));
    let credit = payments.unallocated_credit(&[one]).unwrap();
    assert_eq!(credit[0].credit_notes, rest);
    let item = OpenItem::Invoice(credited.id);
    let new = NewAllocation { item, allocate: AllocationChoice::Automatic };
    let applied = payments.allocate(vec![new], Some(day("2026-06-08"))).unwrap();
    assert_eq!((applied[0].debt, applied[0].amount), (debt(2), rest));

    // Cancelling a payment opens what it settled.
    let first = payments.get(paid[0].id).unwrap();
    let version = PaymentVersion { id: first.id, version: first.version };
    let cancelled = payments.cancel(vec![version], Some(day("2026-06-10")), None).unwrap();
    assert_eq!(state(test, &made[1]), (InvoiceState::Posted, amount("0")));
    assert_eq!(state(test, &made[0]), (InvoiceState::PartPaid, amount("80")));

    let mut seen = format!("{paid:?}\n{credited:?}\n{applied:?}\n{cancelled:?}\n");
    for on in ["2026-04-30", "2026-05-15", "2026-06-07", "2026-06-09", "2026-06-10"] {
        for side in [Side::Receivable, Side::Payable] {
            let request = AgeingOptions { side, ..AgeingOptions::receivable(day(on)) };
            seen += &format!("{:?}\n", test.owner.reports().ageing(&request).unwrap());
        }
        let statement = test.owner.reports().statement(one, day("2026-05-01"), day(on));
        seen += &format!("{:?}\n", statement);
    }
    assert_eq!(billing.verify().unwrap(), []);
    seen
}

#[test]
fn money_settles_what_is_due_first() {
    conformance_settlement(&room::memory());
}

#[test]
fn settlement_is_the_same_on_every_database() {
    let seen: Vec<String> =
        Backend::ALL.into_iter().map(|on| conformance_settlement(&room::on(on))).collect();
    assert_eq!(seen[0], seen[1], "SQLite and PostgreSQL differ");
    assert_eq!(seen[0], seen[2], "SQLite and MySQL differ");
}

#[test]
fn ageing_shows_any_past_day_in_any_bands() {
    let test = room::memory();
    let one = customer(&test, "青禾");
    let new = [
        ("2023-01-10", "2023-02-09", "1"),
        ("2024-12-01", "2024-12-31", "20"),
        ("2026-04-01", "2026-05-01", "300"),
        ("2026-06-01", "2026-07-01", "4000"),
    ];
    post(&test, new.iter().map(|(on, due, sum)| new_invoice(one, on, due, sum)).collect());
    let paid = NewPayment::received(one, day("2026-06-10"), amount("21"));
    test.owner.billing().payments().record(paid).unwrap();
    let bands = |on: &str, bands: AgeingBands, by: AgeingBy| {
        let request = AgeingOptions { bands, by, ..AgeingOptions::receivable(day(on)) };
        test.owner.reports().ageing(&request).unwrap().totals.unwrap().bands
    };
    let (months, years, due) = (AgeingBands::Months, AgeingBands::Years, AgeingBy::DueDate);
    let seen = bands("2026-06-09", months.clone(), due);
    assert_eq!(seen, amounts(&["4000", "0", "300", "0", "21"]));
    assert_eq!(bands("2026-06-10", months.clone(), due), amounts(&["4000", "0", "300", "0", "0"]));
    assert_eq!(bands("2026-06-09", years.clone(), due), amounts(&["4300", "20", "0", "1"]));
    let by_issue = bands("2026-06-09", years, AgeingBy::IssueDate);
    assert_eq!(by_issue, amounts(&["4300", "20", "0", "1"]));
    let days = AgeingBands::Days(vec![-15, 70]);
    assert_eq!(bands("2026-06-10", days, due), amounts(&["4000", "300", "0"]));
    // The first day after due is one day old.
    let edge = |on: &str| bands(on, months.clone(), due)[1];
    assert_eq!((edge("2026-07-01"), edge("2026-07-02")), (amount("0"), amount("4000")));
    let wrong = |bands: Vec<i64>| {
        let bands = AgeingBands::Days(bands);
        let request = AgeingOptions { bands, ..AgeingOptions::receivable(day("2026-06-10")) };
        test.owner.reports().ageing(&request).unwrap_err().code()
    };
    assert_eq!(wrong(vec![]), Code::Required);
    assert_eq!(wrong(vec![30, 30]), Code::OutOfRange);
    assert_eq!(wrong((0..21).collect()), Code::TooMany);
}

#[test]
fn what_cancelled_an_invoice_stays_with_it() {
    let test = room::memory();
    let (billing, one) = (test.owner.billing(), customer(&test, "青禾"));
    let made = post(&test, vec![new_invoice(one, "2026-06-01", "2026-07-01", "10")]);
    let version = InvoiceVersion { id: made[0].id, version: made[0].version };
    billing.invoices().cancel(vec![version], None, None).unwrap();
    let allocations = billing.payments().allocations(OpenItem::Invoice(made[0].id)).unwrap();
    assert_eq!(allocations.len(), 1);
    let error = billing.payments().withdraw_allocations(vec![allocations[0].id], None);
    assert_eq!(error.unwrap_err().code(), Code::WrongState);
    let share = Share { item: OpenItem::Invoice(made[0].id), amount: amount("1") };
    let allocate = AllocationChoice::ByHand(vec![share]);
    let new = NewPayment::received(one, day("2026-06-10"), amount("10"));
    let error = billing.payments().record(NewPayment { allocate, ..new }).unwrap_err();
    assert_eq!(error.code(), Code::OverAllocated);
}

#[test]
fn a_statement_holds_what_was_posted_by_hand_too() {
    let test = room::memory();
    let one = customer(&test, "青禾");
    post(&test, vec![new_invoice(one, "2026-06-01", "2026-07-01", "10")]);
    let receivable = NewPosting { party: Some(one), ..NewPosting::debit("1122", amount("500")) };
    let entry = |on: &str| NewJournalEntry {
        journal: None,
        on: day(on),
        summary: "期初余额".to_owned(),
        attachments: 0,
        postings: vec![receivable.clone(), NewPosting::credit("3001", amount("500"))],
    };
    test.owner.ledger().post_many(vec![entry("2026-05-01"), entry("2026-06-02")]).unwrap();
    let statement = test.owner.reports().statement(one, day("2026-06-01"), day("2026-06-30"));
    let statement = statement.unwrap();
    assert_eq!((statement.opening, statement.closing), (amount("500"), amount("1010")));
    assert_eq!(statement.lines[1].kind, StatementKind::Entry);
    // An opening balance has no document behind it, and need not.
    let found = test.owner.verify().unwrap().findings;
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn thousands_are_recorded_and_allocated_together() {
    let test = room::memory();
    let billing = test.owner.billing();
    let names = (0..60).map(|index| NewCustomer::company(&format!("客户{index}"))).collect();
    let customers = test.owner.customers().add_many(names).unwrap();
    let mut new = Vec::new();
    let mut money = Vec::new();
    for index in 0..1500_usize {
        let id = customers[index % customers.len()].id;
        let on = format!("2026-0{}-{:02}", 1 + index % 5, 1 + index % 28);
        new.push(new_invoice(id, &on, "2026-06-30", &format!("{}.07", 1 + index % 90)));
        let sum = amount(&format!("{}.11", 1 + (index * 7) % 80));
        money.push(NewPayment::received(id, day("2026-06-10"), sum));
    }
    post(&test, new);
    let recorded = billing.payments().record_many(money).unwrap();
    assert_eq!(recorded.len(), 1500);
    assert_eq!(recorded[1499].number, "RC-202606-1500");
    assert_eq!(billing.verify().unwrap(), []);
    let made = allocations_of(&billing.payments(), &recorded);
    let all: Vec<_> = made.iter().map(|made| made.id).collect();
    billing.payments().withdraw_allocations(all.clone(), None).unwrap();
    let again = billing.payments().allocate_automatically(vec![], None, None).unwrap();
    assert_eq!(again.len(), all.len());
    let mut request = AgeingOptions {
        page: PageRequest::first(25),
        ..AgeingOptions::receivable(day("2026-06-15"))
    };
    let totals = test.owner.reports().ageing(&request).unwrap().totals.unwrap();
    let (mut rows, mut balance) = (0, Decimal::ZERO);
    loop {
        let page = test.owner.reports().ageing(&request).unwrap().rows;
        rows += page.items.len();
        balance += page.items.iter().map(|row| row.amounts.balance).sum::<Decimal>();
        let Some(next) = page.next else { break };
        request.page = PageRequest::after(25, next);
    }
    assert_eq!((rows, balance), (60, totals.balance));
    assert_eq!(billing.verify().unwrap(), []);
}

#[test]
fn writers_at_once_never_settle_too_much_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let one = customer(&test, "青禾");
        let new = (1..=5).map(|_| new_invoice(one, "2026-06-01", "2026-07-01", "20")).collect();
        post(&test, new);
        std::thread::scope(|scope| {
            for _ in 0..6 {
                let session = test.owner.clone();
                scope.spawn(move || {
                    for _ in 0..4 {
                        let new = NewPayment::received(one, day("2026-06-10"), amount("7.50"));
                        session.billing().payments().record(new).unwrap();
                        let payments = session.billing();
                        payments.payments().allocate_automatically(vec![one], None, None).unwrap();
                    }
                });
            }
        });
        assert_eq!(test.owner.billing().verify().unwrap(), [], "{backend:?}");
        let credit = test.owner.billing().payments().unallocated_credit(&[one]).unwrap();
        assert_eq!(credit[0].payments, amount("80"), "{backend:?}: 24 × 7.50 less 5 × 20");
    }
}
