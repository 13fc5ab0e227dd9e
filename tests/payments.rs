//! Payments: recording, allocation, refunds, cancellation, who may do what, and equal answers from
//! every database.

mod invoices;
mod lines;
mod purposes;
mod sequences;

use bookroom::Session;
use bookroom::billing::payments::{
    AllocationChoice, NewAllocation, NewPayment, OpenItem, Payment, PaymentDirection, PaymentEdit,
    PaymentFilter, PaymentSort, PaymentState, PaymentVersion, Payments, Share, Side,
};
use bookroom::customers::model::NewCustomer;
use bookroom::error::{Code, Error};
use bookroom::reports::ageing::AgeingOptions;
use bookroom::values::{CustomerId, InvoiceId, PageRequest, PaymentId};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

/// One that is sold to and bought from.
fn customer(session: &Session, name: &str) -> CustomerId {
    let new = NewCustomer { is_supplier: true, ..NewCustomer::company(name) };
    session.customers().add(new).unwrap().id
}

fn received(customer: CustomerId, on: &str, sum: &str) -> NewPayment {
    NewPayment::received(customer, day(on), amount(sum))
}

fn refunded(customer: CustomerId, on: &str, sum: &str) -> NewPayment {
    NewPayment::paid(customer, day(on), amount(sum)).refund()
}

fn open(payment: NewPayment) -> NewPayment {
    NewPayment { allocate: AllocationChoice::None, ..payment }
}

fn item(payment: &Payment) -> OpenItem {
    OpenItem::Payment(payment.id)
}

fn version(payment: &Payment) -> PaymentVersion {
    PaymentVersion { id: payment.id, version: payment.version }
}

/// Paths and codes of the violations.
fn violations(error: &Error) -> Vec<(&str, Code)> {
    error.problems().iter().map(|problem| (problem.path.as_str(), problem.code)).collect()
}

fn assert_verified(payments: &Payments<'_>) {
    assert_eq!(payments.verify().unwrap(), []);
}

#[test]
fn numbers_are_gapless_by_direction_and_month() {
    let test = room::memory();
    let (payments, one) = (test.owner.billing().payments(), customer(&test.owner, "青禾"));
    let new = vec![
        received(one, "2026-06-10", "1"),
        NewPayment::paid(one, day("2026-06-11"), amount("1")),
        received(one, "2026-05-31", "1"),
        received(one, "2026-06-09", "1"),
    ];
    let recorded = payments.record_many(new.clone()).unwrap();
    let numbers: Vec<&str> = recorded.iter().map(|paid| paid.number.as_str()).collect();
    assert_eq!(numbers, ["RC-202606-0001", "PY-202606-0001", "RC-202605-0001", "RC-202606-0002"]);
    test.owner.dry_run().billing().payments().record_many(new.clone()).unwrap();
    let bad = vec![new[0].clone(), NewPayment { amount: amount("0"), ..new[0].clone() }];
    payments.record_many(bad).unwrap_err();
    assert_eq!(payments.record(new[0].clone()).unwrap().number, "RC-202606-0003");
    assert_eq!(payments.record_many(vec![]).unwrap(), []);
    assert_verified(&payments);
}

#[test]
fn every_violation_is_named_with_its_place() {
    let test = room::memory();
    let (payments, one) = (test.owner.billing().payments(), customer(&test.owner, "青禾"));
    let good = received(one, "2026-06-10", "1");
    let text = |text: &str| Some(text.to_owned());
    let bad = vec![
        NewPayment { customer: CustomerId(99), amount: amount("0"), ..good.clone() },
        NewPayment { amount: amount("0.001"), method: text("barter"), ..good.clone() },
        NewPayment { amount: amount("-5"), account: text("9999"), ..good.clone() },
        NewPayment { account: text("1122"), reference: text(&"长".repeat(81)), ..good.clone() },
        NewPayment {
            allocate: AllocationChoice::ByHand(vec![Share {
                item: OpenItem::Payment(bookroom::values::PaymentId(7)),
                amount: amount("0"),
            }]),
            note: text("a\0b"),
            ..good.clone()
        },
        good,
    ];
    let error = payments.record_many(bad).unwrap_err();
    let expected = [
        ("payments[0].customer", Code::UnknownReference),
        ("payments[0].amount", Code::MustBePositive),
        ("payments[1].amount", Code::TooManyDecimals),
        ("payments[1].method", Code::UnknownReference),
        ("payments[2].amount", Code::MustBePositive),
        ("payments[2].account", Code::UnknownReference),
        ("payments[3].reference", Code::TooLong),
        ("payments[3].account", Code::BadChoice),
        ("payments[4].allocate.by_hand[0].amount", Code::MustBePositive),
        ("payments[4].note", Code::BadCharacter),
    ];
    assert_eq!(violations(&error), expected);
}

#[test]
fn the_method_chooses_cash_or_bank() {
    let test = room::memory();
    let (payments, one) = (test.owner.billing().payments(), customer(&test.owner, "青禾"));
    let by = |method: &str| {
        let method = Some(method.to_owned());
        payments.record(NewPayment { method, ..received(one, "2026-06-10", "1") }).unwrap()
    };
    let (cash, cheque, bank) =
        (by("现金"), by("Cheque"), payments.record(received(one, "2026-06-10", "1")).unwrap());
    assert_eq!((cash.method.as_str(), cheque.method.as_str()), ("cash", "cheque"));
    assert_ne!(cash.account, bank.account);
    assert_eq!(cheque.account, bank.account);
    let account = Some("1001".to_owned());
    let named =
        payments.record(NewPayment { account, ..received(one, "2026-06-10", "1") }).unwrap();
    assert_eq!(named.account, cash.account);
}

/// A refund pays out what an over-payment left, so that the credit is gone.
pub fn conformance_refund(test: &TestRoom) -> String {
    let payments = test.owner.billing().payments();
    let (one, other) = (customer(&test.owner, "青禾 🌱"), customer(&test.owner, "شركة"));
    let text = Some("مرجع-🌱 50%_!".to_owned());
    let paid = payments
        .record_many(vec![
            NewPayment { reference: text, ..received(one, "2026-06-01", "100.05") },
            received(other, "2026-06-01", "7"),
            NewPayment::paid(other, day("2026-06-02"), amount("30")),
        ])
        .unwrap();
    let back = payments.record_many(vec![refunded(one, "2026-06-05", "40.02")]).unwrap();
    let met = payments.allocations(item(&back[0])).unwrap();
    assert_eq!(met.len(), 1);
    assert_eq!(met[0].credit, item(&paid[0]));
    assert_eq!(met[0].allocated_on, day("2026-06-05"));
    let credit = payments.unallocated_credit(&[one]).unwrap();
    assert_eq!(credit.len(), 1);
    assert_eq!((credit[0].side, credit[0].credit), (Side::Receivable, amount("60.03")));
    assert_eq!(payments.unallocated_credit(&[]).unwrap().len(), 3);

    let shares = vec![Share { item: item(&paid[0]), amount: amount("60.04") }];
    let allocate = AllocationChoice::ByHand(shares);
    let over = NewPayment { allocate, ..refunded(one, "2026-06-06", "70") };
    let error = payments.record(over).unwrap_err();
    assert_eq!(
        violations(&error),
        [("payments[0].allocate.by_hand[0].amount", Code::OverAllocated)]
    );
    assert_eq!(error.problems()[0].fact_value("open"), Some("60.03"));

    let statement = test.owner.reports().statement(one, day("2026-06-01"), day("2026-06-30"));
    let statement = statement.unwrap();
    assert_eq!((statement.opening, statement.closing), (amount("0"), amount("-60.03")));
    let ageing = test.owner.reports().ageing(&AgeingOptions::receivable(day("2026-06-30")));
    let ageing = ageing.unwrap();
    assert_eq!(ageing.totals.as_ref().unwrap().balance, amount("-67.03"));
    let found = payments
        .list(
            &PaymentFilter { text: Some("50%_".to_owned()), ..PaymentFilter::default() },
            PaymentSort::PaidOn,
            true,
            &PageRequest::first(10),
        )
        .unwrap();
    assert_eq!(found.items.len(), 1);

    let latest = payments.get(paid[0].id).unwrap();
    let cancelled = payments.cancel(vec![version(&latest)], None, Some("记错".to_owned())).unwrap();
    assert_eq!(cancelled[0].state, PaymentState::Cancelled);
    assert_eq!(cancelled[0].cancelled_on, Some(day("2026-06-15")));
    let refund = payments.get(back[0].id).unwrap();
    assert_eq!(refund.unallocated, amount("40.02"));
    let again = payments.cancel(vec![version(&cancelled[0])], None, None).unwrap_err();
    assert_eq!(again.code(), Code::WrongState);
    let stale = payments.cancel(vec![version(&latest)], None, None).unwrap_err();
    assert_eq!(stale.code(), Code::VersionConflict);
    assert_verified(&payments);
    let history = payments.allocations(item(&paid[0])).unwrap();
    format!("{paid:?}\n{back:?}\n{statement:?}\n{ageing:?}\n{cancelled:?}\n{refund:?}\n{history:?}")
}

#[test]
fn a_refund_pays_out_an_over_payment() {
    conformance_refund(&room::memory());
}

#[test]
fn refunds_are_the_same_on_every_database() {
    let seen: Vec<String> =
        Backend::ALL.into_iter().map(|backend| conformance_refund(&room::on(backend))).collect();
    assert_eq!(seen[0], seen[1], "SQLite and PostgreSQL differ");
    assert_eq!(seen[0], seen[2], "SQLite and MySQL differ");
}

#[test]
fn a_part_of_a_payment_goes_to_an_invoice_in_one_call() {
    let test = room::memory();
    let billing = test.owner.billing();
    let (payments, one) = (billing.payments(), customer(&test.owner, "青禾"));
    let sale = crate::samples::fixtures::sale(one, "2026-06-01");
    let invoice = billing.invoices().draft_and_post(vec![sale]).unwrap().remove(0);
    let paid = payments.record(open(received(one, "2026-06-02", "50"))).unwrap();
    let made = payments.allocate_to(paid.id, invoice.id, amount("30"), None).unwrap();
    assert_eq!((made.debt, made.amount), (OpenItem::Invoice(invoice.id), amount("30")));
    assert_eq!(payments.get(paid.id).unwrap().unallocated, amount("20"));
    let other = customer(&test.owner, "远山");
    let foreign = crate::samples::fixtures::sale(other, "2026-06-01");
    let foreign = billing.invoices().draft_and_post(vec![foreign]).unwrap().remove(0);
    let early = Some(day("2026-06-01"));
    let none = (PaymentId(99), InvoiceId(99));
    for (payment, invoice, sum, on, path, code) in [
        (paid.id, invoice.id, "20.01", None, "amount", Code::OverAllocated),
        (paid.id, invoice.id, "0", None, "amount", Code::MustBePositive),
        (paid.id, invoice.id, "0.001", None, "amount", Code::TooManyDecimals),
        (paid.id, invoice.id, "1", early, "on", Code::DateOrder),
        (paid.id, foreign.id, "1", None, "invoice", Code::BadChoice),
        (paid.id, none.1, "1", None, "invoice", Code::UnknownReference),
        (none.0, invoice.id, "1", None, "payment", Code::UnknownReference),
    ] {
        let error = payments.allocate_to(payment, invoice, amount(sum), on).unwrap_err();
        let problem = &error.problems()[0];
        assert_eq!((problem.path.as_str(), problem.code), (path, code), "{error}");
    }
    assert_verified(&payments);
}

#[test]
fn allocation_by_hand_holds_its_limits() {
    let test = room::memory();
    let payments = test.owner.billing().payments();
    let (one, other) = (customer(&test.owner, "青禾"), customer(&test.owner, "远山"));
    let recorded = payments
        .record_many(vec![
            open(received(one, "2026-06-01", "100")),
            open(refunded(one, "2026-06-03", "30")),
            open(refunded(other, "2026-06-03", "30")),
            open(received(one, "2026-06-04", "5")),
        ])
        .unwrap();
    let allocate = |share: &Payment, sum: &str, on: Option<&str>| {
        let share = Share { item: item(share), amount: amount(sum) };
        let allocate = AllocationChoice::ByHand(vec![share]);
        let new = NewAllocation { item: item(&recorded[0]), allocate };
        payments.allocate(vec![new], on.map(day))
    };
    let fails = |share: &Payment, sum: &str, on: Option<&str>| {
        let error = allocate(share, sum, on).unwrap_err();
        assert_eq!(error.problems().len(), 1, "{error}");
        assert!(error.problems()[0].path.starts_with("allocations[0].allocate.by_hand[0]."));
        error.code()
    };
    assert_eq!(fails(&recorded[1], "30.01", None), Code::OverAllocated);
    assert_eq!(fails(&recorded[2], "1", None), Code::BadChoice, "another customer");
    assert_eq!(fails(&recorded[3], "1", None), Code::BadChoice, "both are credits");
    assert_eq!(fails(&recorded[1], "1", Some("2026-06-02")), Code::DateOrder);
    let made = allocate(&recorded[1], "20", Some("2026-06-08")).unwrap();
    assert_eq!(made[0].debt, item(&recorded[1]));
    assert_eq!(fails(&recorded[1], "10.01", None), Code::OverAllocated);

    // Taken back on a day, it stays in the past; nothing new begins before that day.
    let early = payments.withdraw_allocations(vec![made[0].id], Some(day("2026-06-07")));
    assert_eq!(early.unwrap_err().code(), Code::DateOrder);
    payments.withdraw_allocations(vec![made[0].id], Some(day("2026-06-12"))).unwrap();
    let twice = payments.withdraw_allocations(vec![made[0].id], None).unwrap_err();
    assert_eq!(twice.code(), Code::WrongState);
    assert_eq!(fails(&recorded[1], "30", Some("2026-06-11")), Code::DateOrder);
    allocate(&recorded[1], "30", Some("2026-06-12")).unwrap();
    let seen = |on: &str| {
        let ageing = test.owner.reports().ageing(&AgeingOptions::receivable(day(on))).unwrap();
        let row = ageing.rows.items.into_iter().find(|row| row.customer == one).unwrap();
        (row.amounts.open, row.amounts.credit)
    };
    assert_eq!(seen("2026-06-07"), (amount("30"), amount("105")));
    assert_eq!(seen("2026-06-08"), (amount("10"), amount("85")));
    assert_eq!(seen("2026-06-11"), (amount("10"), amount("85")));
    assert_eq!(seen("2026-06-12"), (amount("0"), amount("75")));
    assert_verified(&payments);
}

#[test]
fn only_texts_can_be_corrected() {
    let test = room::memory();
    let (payments, one) = (test.owner.billing().payments(), customer(&test.owner, "青禾"));
    let paid = payments.record(received(one, "2026-06-10", "1")).unwrap();
    let edit = PaymentEdit { reference: " 银行-1 ".into(), note: "备注".into() };
    let edited = payments.edit(paid.id, paid.version, edit.clone()).unwrap();
    assert_eq!(edited.reference.as_deref(), Some("银行-1"));
    let stale = payments.edit(paid.id, paid.version, edit).unwrap_err();
    assert_eq!(stale.code(), Code::VersionConflict);
    let edit = PaymentEdit { note: " ".into(), ..PaymentEdit::default() };
    let edited = payments.edit(paid.id, edited.version, edit).unwrap();
    assert_eq!((edited.note.as_deref(), edited.reference.as_deref()), (None, Some("银行-1")));
}

#[test]
fn cancelling_cannot_change_the_past() {
    let test = room::memory();
    let (payments, one) = (test.owner.billing().payments(), customer(&test.owner, "青禾"));
    let paid = payments.record(open(received(one, "2026-06-10", "50"))).unwrap();
    let early = payments.cancel(vec![version(&paid)], Some(day("2026-06-09")), None).unwrap_err();
    assert_eq!(violations(&early), [("payments[0]", Code::DateOrder)]);
    let twice = payments.cancel(vec![version(&paid), version(&paid)], None, None).unwrap_err();
    assert_eq!(violations(&twice), [("payments[1]", Code::Repeated)]);
    let missing = PaymentVersion { id: bookroom::values::PaymentId(9), version: 1 };
    let error = payments.cancel(vec![missing], None, None).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
    payments.cancel(vec![version(&paid)], Some(day("2026-06-12")), None).unwrap();
    let statement = test.owner.reports().statement(one, day("2026-06-11"), day("2026-06-30"));
    let statement = statement.unwrap();
    assert_eq!(statement.opening, amount("-50"));
    assert_eq!(statement.closing, amount("0"));
    assert_eq!(statement.lines[0].credit, amount("-50"), "red, on the same side");
    assert_verified(&payments);
}

#[test]
fn roles_and_reach_decide_who_sees_and_does_what() {
    let test = room::memory();
    let sales = test.operator("sales", &["sales"]);
    let cashier = test.operator("cashier", &["cashier"]);
    let accountant = test.operator("accountant", &["accountant"]);
    let own = customer(&sales, "自己的");
    let hidden = customer(&test.owner, "别人的");
    let by_cashier = cashier.billing();
    let by_cashier = by_cashier.payments();
    let automatic = by_cashier.record(received(own, "2026-06-10", "5")).unwrap_err();
    assert_eq!(automatic.code(), Code::NotPermitted);
    let problem = &automatic.problems()[0];
    assert_eq!(problem.fact_value("permission"), Some("payments.allocate"));
    assert_eq!(problem.path, "payments[0].allocate");
    assert_eq!(problem.fact_value("instead"), Some("none"));
    let paid = by_cashier.record(open(received(own, "2026-06-10", "5"))).unwrap();
    let other = by_cashier.record(open(received(hidden, "2026-06-10", "6"))).unwrap();
    let denied = accountant.billing().payments().record(open(received(own, "2026-06-10", "5")));
    assert_eq!(denied.unwrap_err().code(), Code::NotPermitted);

    let by_sales = sales.billing();
    let by_sales = by_sales.payments();
    assert_eq!(by_sales.get(paid.id).unwrap().id, paid.id);
    assert_eq!(by_sales.get(other.id).unwrap_err().code(), Code::NotFound);
    assert_eq!(by_sales.allocations(item(&other)).unwrap_err().code(), Code::NotFound);
    let listed = by_sales
        .list(&PaymentFilter::default(), PaymentSort::PaidOn, false, &PageRequest::default())
        .unwrap();
    assert_eq!(listed.items.len(), 1);
    assert_eq!(by_sales.totals(&PaymentFilter::default()).unwrap().received, amount("5"));
    assert_eq!(by_sales.unallocated_credit(&[]).unwrap().len(), 1);
    let ageing = sales.reports().ageing(&AgeingOptions::receivable(day("2026-06-30"))).unwrap();
    assert_eq!(ageing.totals.unwrap().credit, amount("5"));
    let statement = sales.reports().statement(hidden, day("2026-06-01"), day("2026-06-30"));
    assert_eq!(statement.unwrap_err().code(), Code::NotFound);
}

/// References in letters that databases fold each in its way.
#[test]
fn references_are_found_as_they_stand_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let payments = test.owner.billing().payments();
        let payer = customer(&test.owner, "客户");
        let references = ["ＸＳ９", "Öl-7", "RC-a", "单号一"];
        for reference in references {
            let new = received(payer, "2026-06-01", "1");
            let reference = Some(reference.to_owned());
            payments.record(NewPayment { reference, ..new }).unwrap();
        }
        for reference in references {
            let filter =
                PaymentFilter { text: Some(reference.to_owned()), ..PaymentFilter::default() };
            assert_eq!(payments.totals(&filter).unwrap().count, 1, "{backend:?} {reference}");
        }
    }
}

#[test]
fn lists_page_in_every_order_and_totals_agree() {
    let test = room::memory();
    let payments = test.owner.billing().payments();
    let customers: Vec<CustomerId> =
        (0..5).map(|index| customer(&test.owner, &format!("客户{index}"))).collect();
    let new: Vec<NewPayment> = (0..47_usize)
        .map(|index| {
            let on = format!("2026-0{}-{:02}", 5 + index % 2, 1 + index % 9);
            let sum = format!("{}.5", index % 7 + 1);
            match index % 3 {
                0 => NewPayment::paid(customers[index % 5], day(&on), amount(&sum)),
                _ => received(customers[index % 5], &on, &sum),
            }
        })
        .collect();
    payments.record_many(new).unwrap();
    let first = payments.get(bookroom::values::PaymentId(2)).unwrap();
    payments.cancel(vec![version(&first)], None, None).unwrap();
    let filters = [
        PaymentFilter::default(),
        PaymentFilter { direction: Some(PaymentDirection::In), ..PaymentFilter::default() },
        PaymentFilter {
            paid_from: Some(day("2026-06-03")),
            unallocated: true,
            ..Default::default()
        },
        PaymentFilter {
            customer: Some(customers[1]),
            text: Some("rc-2026".to_owned()),
            ..Default::default()
        },
        PaymentFilter { state: Some(PaymentState::Cancelled), ..PaymentFilter::default() },
    ];
    for filter in &filters {
        let mut seen: Option<Vec<i64>> = None;
        let both = PaymentSort::ALL.iter().flat_map(|sort| [(*sort, false), (*sort, true)]);
        for (sort, descending) in both {
            let mut page = PageRequest::first(7);
            let mut all = Vec::new();
            loop {
                let found = payments.list(filter, sort, descending, &page).unwrap();
                all.extend(found.items);
                let Some(next) = found.next else { break };
                page = PageRequest::after(7, next);
            }
            let key = |paid: &Payment| match sort {
                PaymentSort::PaidOn => (paid.paid_on, String::new()),
                PaymentSort::Number => (day("2026-01-01"), paid.number.clone()),
                _ => (day("2026-01-01"), String::new()),
            };
            let mut keys: Vec<_> = all.iter().map(key).collect();
            if descending {
                keys.reverse();
            }
            assert!(keys.is_sorted(), "{sort:?}");
            let totals = payments.totals(filter).unwrap();
            assert_eq!(totals.count, i64::try_from(all.len()).unwrap());
            let posted = all.iter().filter(|paid| paid.state == PaymentState::Posted);
            let sum: rust_decimal::Decimal = posted.map(|paid| paid.amount).sum();
            assert_eq!(totals.received + totals.paid, sum);
            let mut ids: Vec<i64> = all.iter().map(|paid| paid.id.0).collect();
            ids.sort_unstable();
            assert_eq!(*seen.get_or_insert(ids.clone()), ids);
        }
    }
    let unstorable = PaymentFilter { text: Some("a\0".to_owned()), ..PaymentFilter::default() };
    assert_eq!(payments.totals(&unstorable).unwrap_err().code(), Code::BadCharacter);
    let page = PageRequest::first(7);
    let next = payments.list(&filters[0], PaymentSort::PaidOn, true, &page).unwrap().next.unwrap();
    let page = PageRequest::after(7, next);
    let error = payments.list(&filters[0], PaymentSort::PaidOn, false, &page).unwrap_err();
    assert_eq!(error.code(), Code::BadCursor);
    let ageing = AgeingOptions {
        page: PageRequest::first(2),
        ..AgeingOptions::receivable(day("2026-06-30"))
    };
    let mut request = ageing;
    let mut rows = Vec::new();
    let totals = test.owner.reports().ageing(&request).unwrap().totals.unwrap();
    loop {
        let found = test.owner.reports().ageing(&request).unwrap().rows;
        rows.extend(found.items);
        let Some(next) = found.next else { break };
        request.page = PageRequest::after(2, next);
    }
    let sum: rust_decimal::Decimal = rows.iter().map(|row| row.amounts.balance).sum();
    assert_eq!((rows.len(), sum), (5, totals.balance));
}
