//! What several tests stand on: small records that are there before the real thing comes.

use bookroom::billing::invoices::{Direction, NewInvoice, NewInvoiceLine};
use bookroom::billing::payments::{Allocation, OpenItem, Payment, Payments};
use bookroom::billing::products::PriceMode;
use bookroom::customers::model::NewCustomer;
use bookroom::ledger::model::{EntryReceipt, NewJournalEntry, NewPosting};
use bookroom::values::CustomerId;
use bookroom_tests::room::{TestRoom, amount, day};

/// What payments settle, in their order.
pub fn allocations_of(payments: &Payments<'_>, paid: &[Payment]) -> Vec<Allocation> {
    let of = |paid: &Payment| payments.allocations(OpenItem::Payment(paid.id)).unwrap();
    paid.iter().flat_map(of).collect()
}

/// Money taken to the bank.
pub fn new_entry(on: &str) -> NewJournalEntry {
    NewJournalEntry {
        journal: None,
        on: day(on),
        summary: "存现".to_owned(),
        attachments: 1,
        postings: vec![
            NewPosting::debit("1002", amount("100.01")),
            NewPosting::credit("1001", amount("100.01")),
        ],
    }
}

/// An entry that was posted.
pub fn entry(test: &TestRoom) -> EntryReceipt {
    test.owner.ledger().post(new_entry("2026-06-01")).unwrap()
}

/// A customer with nothing but a name.
pub fn customer(test: &TestRoom, name: &str) -> CustomerId {
    test.owner.customers().add(NewCustomer::company(name)).unwrap().id
}

/// A line of an invoice at 13 % tax.
pub fn line(description: &str, quantity: &str, unit_price: &str) -> NewInvoiceLine {
    NewInvoiceLine {
        description: Some(description.to_owned()),
        quantity: amount(quantity),
        unit_price: Some(amount(unit_price)),
        tax_rate: Some(amount("0.13")),
        ..NewInvoiceLine::default()
    }
}

/// A sale of two lines, with prices without tax.
pub fn sale(customer: CustomerId, on: &str) -> NewInvoice {
    NewInvoice {
        direction: Direction::Sale,
        profile: None,
        customer,
        reference: None,
        issue_on: day(on),
        due_on: None,
        price_mode: PriceMode::Net,
        discount: None,
        lines: vec![line("打印纸", "3", "19.99"), line("硒鼓", "1", "250.5")],
        note: None,
        allow_repeated_reference: false,
    }
}
