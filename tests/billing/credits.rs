//! Cancelling invoices and crediting parts of them.

use bookroom::billing::invoices::{
    CreditLine, Direction, Discount, DocumentKind, Invoice, InvoiceFilter, InvoiceSort,
    InvoiceState, Invoices, NewCreditNote, NewInvoice,
};
use bookroom::billing::payments::{NewPayment, OpenItem};
use bookroom::error::Code;
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};
use serde::Serialize;

use crate::samples::billing::{customer, new_invoice, posted};

fn credit(invoice: &Invoice, lines: Vec<CreditLine>) -> NewCreditNote {
    NewCreditNote {
        invoice: invoice.id,
        version: invoice.version,
        issue_on: None,
        reference: Some("RMA-1".to_owned()),
        lines,
        reason: Some("退货".to_owned()),
    }
}

/// An invoice as it is now, and the last credit note against it.
#[derive(Debug, Clone, Serialize)]
struct Credited {
    invoice: Invoice,
    credit_note: Invoice,
}

fn credited(invoices: &Invoices<'_>, new: NewCreditNote) -> bookroom::Result<Credited> {
    let credit_note = invoices.credit(new)?;
    Ok(Credited { invoice: invoices.get(credit_note.corrects.unwrap())?, credit_note })
}

fn cancelled(
    invoices: &Invoices<'_>,
    invoice: &Invoice,
    reason: Option<&str>,
) -> bookroom::Result<Credited> {
    let done = invoices.cancel(vec![invoice.seen()], None, reason.map(str::to_owned))?;
    let filter = InvoiceFilter { corrects: Some(invoice.id), ..Default::default() };
    let (sort, page) = (InvoiceSort::CreatedAt, PageRequest::default());
    let notes = invoices.list(&filter, sort, true, &page)?.items;
    Ok(Credited { invoice: done[0].clone(), credit_note: notes[0].clone() })
}

fn line(number: i64, quantity: Option<&str>, value: Option<&str>) -> CreditLine {
    CreditLine { line: number, quantity: quantity.map(amount), amount: value.map(amount) }
}

/// A full cancellation, credits in steps, and what comes of the states.
pub fn conformance_credits(test: &TestRoom) -> String {
    let billing = test.owner.billing();
    let (invoices, customer) = (billing.invoices(), customer(test));
    let discounted =
        NewInvoice { discount: Some(Discount::Rate(amount("0.033"))), ..new_invoice(customer) };
    let bill = NewInvoice { direction: Direction::Purchase, ..new_invoice(customer) };
    let made = invoices.draft_and_post(vec![discounted, new_invoice(customer), bill]).unwrap();
    let whole = cancelled(&invoices, &made[0], Some("开错")).unwrap();
    let Credited { invoice, credit_note } = whole.clone();
    assert_eq!((invoice.state, invoice.settled), (InvoiceState::Cancelled, invoice.gross));
    assert_eq!(
        (credit_note.kind, credit_note.state),
        (DocumentKind::CreditNote, InvoiceState::Paid)
    );
    assert_eq!(credit_note.number.as_deref(), Some("CN-202606-0001"));
    assert_eq!(credit_note.corrects, Some(invoice.id));
    assert_eq!((credit_note.net, credit_note.tax), (invoice.net, invoice.tax));
    assert_eq!(credit_note.lines, invoice.lines);
    assert_eq!(credit_note.issue_on, day("2026-06-15"));
    let again = cancelled(&invoices, &invoice, None).unwrap_err();
    assert_eq!(again.code(), Code::WrongState);

    let first = credited(&invoices, credit(&made[1], vec![line(1, Some("1"), None)])).unwrap();
    assert_eq!(first.credit_note.gross, amount("113"));
    assert_eq!(
        (first.invoice.state, first.invoice.settled),
        (InvoiceState::PartPaid, amount("113"))
    );
    let allowance =
        credited(&invoices, credit(&first.invoice, vec![line(2, None, Some("5.30"))])).unwrap();
    assert_eq!(
        (allowance.credit_note.net, allowance.credit_note.tax),
        (amount("5"), amount("0.3"))
    );
    assert_eq!(allowance.credit_note.lines[0].quantity, amount("0"));
    assert_eq!(allowance.credit_note.lines[0].line, 2);
    let touched = cancelled(&invoices, &allowance.invoice, None).unwrap_err();
    assert_eq!(touched.problems()[0].fact_value("settled"), Some("118.30"));
    let over = vec![
        line(1, Some("2"), None),
        line(2, None, Some("47.71")),
        line(3, None, None),
        line(1, None, None),
    ];
    let error = credited(&invoices, credit(&allowance.invoice, over)).unwrap_err();
    let found: Vec<_> = error.problems().iter().map(|it| (it.path.as_str(), it.code)).collect();
    let expected = [
        ("credits[0].lines[0].quantity", Code::OverAllocated),
        ("credits[0].lines[1].amount", Code::OverAllocated),
        ("credits[0].lines[2].line", Code::UnknownReference),
        ("credits[0].lines[3].line", Code::Repeated),
    ];
    assert_eq!(found, expected);
    let rest = credited(&invoices, credit(&allowance.invoice, Vec::new())).unwrap();
    assert_eq!(rest.credit_note.gross, amount("279") - amount("118.30"));
    assert_eq!(
        (rest.invoice.state, rest.invoice.settled),
        (InvoiceState::Cancelled, amount("279"))
    );
    let nothing = credited(&invoices, credit(&rest.invoice, Vec::new())).unwrap_err();
    assert_eq!(nothing.code(), Code::WrongState);

    let returned = credited(&invoices, credit(&made[2], vec![line(2, None, None)])).unwrap();
    assert_eq!(returned.credit_note.number.as_deref(), Some("BCN-202606-0001"));
    assert_eq!(returned.credit_note.reference.as_deref(), Some("RMA-1"));
    assert_eq!(billing.verify().unwrap(), []);
    serde_json::to_string(&(whole, first, allowance, rest, returned)).unwrap()
}

#[test]
fn credit_notes_take_back() {
    conformance_credits(&room::memory());
}

#[test]
fn credit_notes_are_alike_on_every_database() {
    let told = Backend::ALL.map(|backend| conformance_credits(&room::on(backend)));
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
}

#[test]
fn what_is_no_posted_invoice_is_not_credited() {
    let test = room::memory();
    let invoice = posted(&test);
    let billing = test.owner.billing();
    let invoices = billing.invoices();
    let draft = invoices.draft(new_invoice(invoice.customer)).unwrap();
    let note = credited(&invoices, credit(&invoice, vec![line(1, None, None)])).unwrap();
    for wrong in [&draft, &note.credit_note] {
        let error = credited(&invoices, credit(wrong, Vec::new())).unwrap_err();
        assert_eq!(error.code(), Code::WrongState);
        let error = cancelled(&invoices, wrong, None).unwrap_err();
        assert_eq!(error.code(), Code::WrongState);
    }
    let early =
        NewCreditNote { issue_on: Some(day("2026-06-09")), ..credit(&note.invoice, Vec::new()) };
    assert_eq!(credited(&invoices, early).unwrap_err().code(), Code::DateOrder);
    let stale = credited(&invoices, credit(&invoice, Vec::new())).unwrap_err();
    assert_eq!(stale.code(), Code::VersionConflict);
}

#[test]
fn an_invoice_of_nothing_is_cancelled_too() {
    let test = room::memory();
    let free =
        NewInvoice { discount: Some(Discount::Rate(amount("1"))), ..new_invoice(customer(&test)) };
    let billing = test.owner.billing();
    let made = billing.invoices().draft_and_post(vec![free]).unwrap();
    let done = cancelled(&billing.invoices(), &made[0], None).unwrap();
    assert_eq!(done.invoice.state, InvoiceState::Cancelled);
    assert_eq!(done.credit_note.entry, None);
    assert_eq!(billing.verify().unwrap(), []);
}

#[test]
fn crediting_a_paid_invoice_leaves_the_customer_a_credit() {
    let test = room::memory();
    let invoice = posted(&test);
    let billing = test.owner.billing();
    let invoices = billing.invoices();
    let money = NewPayment::received(invoice.customer, day("2026-06-12"), amount("200"));
    billing.payments().record(money).unwrap();
    let paid = invoices.get(invoice.id).unwrap();
    assert_eq!((paid.state, paid.open()), (InvoiceState::PartPaid, amount("79")));
    let error = cancelled(&invoices, &paid, None).unwrap_err();
    assert_eq!(error.problems()[0].fact_value("settled"), Some("200.00"));
    let done = credited(&invoices, credit(&paid, vec![line(1, Some("1"), None)])).unwrap();
    assert_eq!((done.invoice.state, done.invoice.settled), (InvoiceState::Paid, amount("279")));
    let note = &done.credit_note;
    assert_eq!((note.state, note.open()), (InvoiceState::PartPaid, amount("34")));
    let credit_left = billing.payments().unallocated_credit(&[invoice.customer]).unwrap();
    assert_eq!(credit_left[0].credit, amount("34"));
    let rest = credited(&invoices, credit(&done.invoice, Vec::new())).unwrap();
    assert_eq!(rest.invoice.state, InvoiceState::Paid, "it was paid, so it is not cancelled");
    assert_eq!(
        (rest.credit_note.state, rest.credit_note.gross),
        (InvoiceState::Posted, amount("166"))
    );
    assert_eq!(billing.verify().unwrap(), []);
}

#[test]
fn what_a_credit_note_settles_can_be_withdrawn_until_the_invoice_is_cancelled() {
    let test = room::memory();
    let invoice = posted(&test);
    let billing = test.owner.billing();
    let invoices = billing.invoices();
    let done = credited(&invoices, credit(&invoice, vec![line(1, None, None)])).unwrap();
    let item = OpenItem::Invoice(done.credit_note.id);
    let made = billing.payments().allocations(item).unwrap();
    billing.payments().withdraw_allocations(vec![made[0].id], None).unwrap();
    let open = invoices.get(invoice.id).unwrap();
    assert_eq!((open.state, open.settled), (InvoiceState::Posted, amount("0")));
    let error = cancelled(&invoices, &open, None).unwrap_err();
    assert_eq!(error.problems()[0].fact_value("credited"), Some("true"));
    let rest = credited(&invoices, credit(&open, Vec::new())).unwrap();
    assert_eq!(rest.invoice.state, InvoiceState::PartPaid, "the first credit note is free");
    assert_eq!(billing.verify().unwrap(), []);
    let other = posted(&test);
    let done = cancelled(&invoices, &other, None).unwrap();
    let item = OpenItem::Invoice(done.credit_note.id);
    let made = billing.payments().allocations(item).unwrap();
    let error = billing.payments().withdraw_allocations(vec![made[0].id], None).unwrap_err();
    assert_eq!(error.code(), Code::WrongState);
}
