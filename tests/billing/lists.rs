//! Finding, listing and totalling invoices.

use bookroom::billing::invoices::{
    Direction, DocumentKind, Invoice, InvoiceFilter, InvoiceSort, InvoiceState, NewInvoice,
};
use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::values::{Cursor, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use crate::samples::billing::{customer, new_invoice};

pub fn fill(test: &TestRoom) -> Vec<Invoice> {
    let billing = test.owner.billing();
    let (first, second) = (customer(test), {
        test.owner.customers().add(NewCustomer::company("Ölmühle GmbH")).unwrap().id
    });
    let mut many = Vec::new();
    for index in 0..12_i64 {
        let mut new = new_invoice(if index % 3 == 0 { second } else { first });
        new.issue_on = day("2026-06-01") + chrono::Days::new(index.unsigned_abs() % 5);
        new.due_on = Some(day("2026-06-20") - chrono::Days::new(index.unsigned_abs() % 2 * 10));
        new.reference = Some(format!("订单_{index:02}%"));
        new.lines[0].quantity = rust_decimal::Decimal::from(1 + index % 4);
        if index % 4 == 3 {
            new = NewInvoice { direction: Direction::Purchase, ..new };
        }
        many.push(new);
    }
    let mut made = billing.invoices().draft_and_post(many).unwrap();
    made.push(billing.invoices().draft(new_invoice(first)).unwrap());
    made
}

/// Every order both ways, every filter, totals; returns what was found.
pub fn conformance_lists(test: &TestRoom) -> String {
    let made = fill(test);
    let billing = test.owner.billing();
    let invoices = billing.invoices();
    let mut told = Vec::new();
    for sort in InvoiceSort::ALL.iter().copied() {
        let walk = |descending| {
            let mut seen = Vec::new();
            let mut page = PageRequest::first(5);
            loop {
                let filter = InvoiceFilter::default();
                let found = invoices.list(&filter, sort, descending, &page).unwrap();
                seen.extend(found.items);
                let Some(next) = found.next else { break seen };
                page = PageRequest::after(5, next);
            }
        };
        let (up, mut down) = (walk(false), walk(true));
        assert_eq!(up.len(), made.len(), "{sort:?}");
        told.push(up.iter().map(|it| it.id.0).collect::<Vec<_>>());
        down.reverse();
        // Documents without a value come last either way.
        let lacking = up.iter().filter(|it| sort == InvoiceSort::Number && it.number.is_none());
        let lacking = lacking.count();
        down.rotate_left(lacking);
        assert_eq!(up, down, "{sort:?}");
    }
    let count = |filter: InvoiceFilter| {
        let all = PageRequest::first(100);
        invoices.list(&filter, InvoiceSort::IssueOn, false, &all).unwrap().items.len()
    };
    let text = |text: &str| InvoiceFilter { text: Some(text.to_owned()), ..Default::default() };
    assert_eq!(count(text("ÖLMÜHLE")), 4);
    assert_eq!(count(text("订单_07%")), 1);
    assert_eq!(count(text("inv-202606-0003")), 1);
    assert_eq!(count(text("nowhere")), 0);
    assert_eq!(count(text("%")), 12, "a sign is looked for as it stands");
    for signs in ["。", "!?", "🕐", "\u{e000}"] {
        assert_eq!(count(text(signs)), 0, "{signs:?}");
    }
    assert_eq!(count(text(" \u{3000}")), 13, "blank asks for nothing");
    let states = vec![InvoiceState::Draft];
    assert_eq!(count(InvoiceFilter { states, ..Default::default() }), 1);
    let direction = Some(Direction::Purchase);
    assert_eq!(count(InvoiceFilter { direction, ..Default::default() }), 3);
    let kind = Some(DocumentKind::CreditNote);
    assert_eq!(count(InvoiceFilter { kind, ..Default::default() }), 0);
    let overdue_on = Some(day("2026-06-20"));
    assert_eq!(count(InvoiceFilter { overdue_on, ..Default::default() }), 6);
    let (issued_from, issued_to) = (Some(day("2026-06-02")), Some(day("2026-06-03")));
    assert_eq!(count(InvoiceFilter { issued_from, issued_to, ..Default::default() }), 5);
    let (due_from, due_to) = (Some(day("2026-06-20")), Some(day("2026-06-20")));
    assert_eq!(count(InvoiceFilter { due_from, due_to, ..Default::default() }), 6);
    let customer = Some(made[0].customer);
    assert_eq!(count(InvoiceFilter { customer, ..Default::default() }), 4);
    let (gross_from, gross_to) = (Some(amount("279")), Some(amount("279")));
    assert_eq!(count(InvoiceFilter { gross_from, gross_to, ..Default::default() }), 4);
    let totals = invoices.totals(&InvoiceFilter::default()).unwrap();
    let sum = |direction| -> rust_decimal::Decimal {
        made.iter().filter(|it| it.direction == direction).map(|it| it.gross).sum()
    };
    assert_eq!(totals.iter().map(|it| it.count).collect::<Vec<_>>(), [3, 10]);
    assert_eq!(totals[0].gross, sum(Direction::Purchase));
    assert_eq!(totals[1].gross, sum(Direction::Sale));
    let one = invoices.get_by_number(" INV-202606-0002 ").unwrap();
    assert_eq!(invoices.get(one.id).unwrap(), one);
    assert_eq!(invoices.find_by_reference("订单_07%").unwrap().len(), 1);
    serde_json::to_string(&(told, totals)).unwrap()
}

#[test]
fn invoices_are_found() {
    conformance_lists(&room::memory());
}

#[test]
fn lists_are_alike_on_every_database() {
    let told = Backend::ALL.map(|backend| conformance_lists(&room::on(backend)));
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
}

#[test]
fn wrong_filters_are_refused() {
    let test = room::memory();
    let billing = test.owner.billing();
    let filter = InvoiceFilter { gross_from: Some(amount("0.001")), ..Default::default() };
    let page = PageRequest::default();
    let error = billing.invoices().list(&filter, InvoiceSort::Gross, false, &page).unwrap_err();
    assert_eq!(error.problems()[0].path, "filter.gross_from");
    let page = PageRequest::after(5, Cursor("[\"x\",1]".to_owned()));
    let filter = InvoiceFilter::default();
    let error = billing.invoices().list(&filter, InvoiceSort::Gross, false, &page).unwrap_err();
    assert_eq!(error.code(), Code::BadCursor);
}
