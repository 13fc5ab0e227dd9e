//! Cancelling invoices and crediting parts of them.

use bookroom::billing::invoices::{
    CreditLine, Credited, Direction, Discount, DocumentKind, Invoice, InvoiceState, NewCreditNote,
    NewInvoice,
};
use bookroom::billing::payments::{NewPayment, OpenItem};
use bookroom::error::Code;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use crate::samples::billing::{customer, new_invoice, posted};

fn credit(invoice: &Invoice, lines: Vec<CreditLine>) -> NewCreditNote {
    NewCreditNote {
        invoice: invoice.id,
        version: invoice.version,
        issue_on: None,
        reference: Some("RMA-1".to_owned()),
        lines,
        note: Some("退货".to_owned()),
    }
}

fn line(number: i64, quantity: Option<&str>, value: Option<&str>) -> CreditLine {
    CreditLine { line: number, quantity: quantity.map(amount), amount: value.map(amount) }
}

/// A full cancellation, credits in steps, and what comes of the states.
pub fn conformance_credits(test: &TestRoom) -> String {
    let billing = test.owner.billing();
    let (invoices, customer) = (billing.invoices(), customer(test));
    let discounted =
        NewInvoice { discount: Some(Discount::Percent(amount("3.3"))), ..new_invoice(customer) };
    let bill = NewInvoice { direction: Direction::Purchase, ..new_invoice(customer) };
    let made = invoices.draft_and_post(vec![discounted, new_invoice(customer), bill]).unwrap();
    let cancelled =
        invoices.cancel(vec![(&made[0]).into()], None, Some("开错".to_owned())).unwrap();
    let Credited { invoice, credit_note } = cancelled[0].clone();
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
    let again = invoices.cancel(vec![(&invoice).into()], None, None).unwrap_err();
    assert_eq!(again.code(), Code::WrongState);

    let first = invoices.credit(credit(&made[1], vec![line(1, Some("1"), None)])).unwrap();
    assert_eq!(first.credit_note.gross, amount("113"));
    assert_eq!(
        (first.invoice.state, first.invoice.settled),
        (InvoiceState::PartPaid, amount("113"))
    );
    let allowance =
        invoices.credit(credit(&first.invoice, vec![line(2, None, Some("5.30"))])).unwrap();
    assert_eq!(
        (allowance.credit_note.net, allowance.credit_note.tax),
        (amount("5"), amount("0.3"))
    );
    assert_eq!(allowance.credit_note.lines[0].quantity, amount("0"));
    assert_eq!(allowance.credit_note.lines[0].line, 2);
    let touched = invoices.cancel(vec![(&allowance.invoice).into()], None, None).unwrap_err();
    assert_eq!(touched.problems()[0].fact_value("settled"), Some("118.30"));
    let over = vec![
        line(1, Some("2"), None),
        line(2, None, Some("47.71")),
        line(3, None, None),
        line(1, None, None),
    ];
    let error = invoices.credit(credit(&allowance.invoice, over)).unwrap_err();
    let found: Vec<_> = error.problems().iter().map(|it| (it.path.as_str(), it.code)).collect();
    let expected = [
        ("credits[0].lines[0].quantity", Code::OverAllocated),
        ("credits[0].lines[1].amount", Code::OverAllocated),
        ("credits[0].lines[2].line", Code::UnknownReference),
        ("credits[0].lines[3].line", Code::Repeated),
    ];
    assert_eq!(found, expected);
    let rest = invoices.credit(credit(&allowance.invoice, Vec::new())).unwrap();
    assert_eq!(rest.credit_note.gross, amount("279") - amount("118.30"));
    assert_eq!(
        (rest.invoice.state, rest.invoice.settled),
        (InvoiceState::Cancelled, amount("279"))
    );
    let nothing = invoices.credit(credit(&rest.invoice, Vec::new())).unwrap_err();
    assert_eq!(nothing.code(), Code::WrongState);

    let returned = invoices.credit(credit(&made[2], vec![line(2, None, None)])).unwrap();
    assert_eq!(returned.credit_note.number.as_deref(), Some("BCN-202606-0001"));
    assert_eq!(returned.credit_note.reference.as_deref(), Some("RMA-1"));
    assert_eq!(billing.verify().unwrap(), []);
    serde_json::to_string(&(cancelled, first, allowance, rest, returned)).unwrap()
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
    let note = invoices.credit(credit(&invoice, vec![line(1, None, None)])).unwrap();
    for wrong in [&draft, &note.credit_note] {
        let error = invoices.credit(credit(wrong, Vec::new())).unwrap_err();
        assert_eq!(error.code(), Code::WrongState);
        let error = invoices.cancel(vec![wrong.into()], None, None).unwrap_err();
        assert_eq!(error.code(), Code::WrongState);
    }
    let early =
        NewCreditNote { issue_on: Some(day("2026-06-09")), ..credit(&note.invoice, Vec::new()) };
    assert_eq!(invoices.credit(early).unwrap_err().code(), Code::DateOrder);
    let stale = invoices.credit(credit(&invoice, Vec::new())).unwrap_err();
    assert_eq!(stale.code(), Code::VersionConflict);
}

#[test]
fn an_invoice_of_nothing_is_cancelled_too() {
    let test = room::memory();
    let free = NewInvoice {
        discount: Some(Discount::Percent(amount("100"))),
        ..new_invoice(customer(&test))
    };
    let billing = test.owner.billing();
    let made = billing.invoices().draft_and_post(vec![free]).unwrap();
    let done = billing.invoices().cancel(vec![(&made[0]).into()], None, None).unwrap();
    assert_eq!(done[0].invoice.state, InvoiceState::Cancelled);
    assert_eq!(done[0].credit_note.entry, None);
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
    let error = invoices.cancel(vec![(&paid).into()], None, None).unwrap_err();
    assert_eq!(error.problems()[0].fact_value("settled"), Some("200.00"));
    let done = invoices.credit(credit(&paid, vec![line(1, Some("1"), None)])).unwrap();
    assert_eq!((done.invoice.state, done.invoice.settled), (InvoiceState::Paid, amount("279")));
    let note = &done.credit_note;
    assert_eq!((note.state, note.open()), (InvoiceState::PartPaid, amount("34")));
    let credit_left = billing.payments().unallocated_credit(&[invoice.customer]).unwrap();
    assert_eq!(credit_left[0].credit, amount("34"));
    let rest = invoices.credit(credit(&done.invoice, Vec::new())).unwrap();
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
    let done = invoices.credit(credit(&invoice, vec![line(1, None, None)])).unwrap();
    let item = OpenItem::Invoice(done.credit_note.id);
    let made = billing.payments().allocations(item).unwrap();
    billing.payments().withdraw_allocations(vec![made[0].id], None).unwrap();
    let open = invoices.get(invoice.id).unwrap();
    assert_eq!((open.state, open.settled), (InvoiceState::Posted, amount("0")));
    let error = invoices.cancel(vec![(&open).into()], None, None).unwrap_err();
    assert_eq!(error.problems()[0].fact_value("credited"), Some("true"));
    let rest = invoices.credit(credit(&open, Vec::new())).unwrap();
    assert_eq!(rest.invoice.state, InvoiceState::PartPaid, "the first credit note is free");
    assert_eq!(billing.verify().unwrap(), []);
    let other = posted(&test);
    let done = invoices.cancel(vec![(&other).into()], None, None).unwrap();
    let item = OpenItem::Invoice(done[0].credit_note.id);
    let made = billing.payments().allocations(item).unwrap();
    let error = billing.payments().withdraw_allocations(vec![made[0].id], None).unwrap_err();
    assert_eq!(error.code(), Code::WrongState);
}
