//! What tests of documents stand on.

use bookroom::billing::invoices::{Direction, Invoice, NewInvoice, NewInvoiceLine};
use bookroom::billing::products::PriceMode;
use bookroom::customers::model::NewCustomer;
use bookroom::values::CustomerId;
use bookroom_tests::room::{TestRoom, amount, day};

/// A customer with a name.
pub fn customer(test: &TestRoom) -> CustomerId {
    test.owner.customers().add(NewCustomer::company("杭州青禾贸易有限公司")).unwrap().id
}

/// An invoice of two lines: 200.00 without tax at 13 %, and 50.00 at 6 %; 279.00 in all.
pub fn new_invoice(customer: CustomerId) -> NewInvoice {
    let line = |description: &str, price: &str, rate: &str| NewInvoiceLine {
        description: Some(description.to_owned()),
        quantity: amount("2"),
        unit_price: Some(amount(price)),
        tax_rate: Some(amount(rate)),
        ..Default::default()
    };
    NewInvoice {
        direction: Direction::Sale,
        profile: None,
        customer,
        reference: Some("PO-77".to_owned()),
        issue_on: day("2026-06-10"),
        due_on: None,
        price_mode: PriceMode::Net,
        discount: None,
        lines: vec![line("打印纸", "100", "0.13"), line("配送", "25", "0.06")],
        note: None,
        allow_repeated_reference: false,
    }
}

/// A posted invoice.
pub fn posted(test: &TestRoom) -> Invoice {
    let new = new_invoice(customer(test));
    test.owner.billing().invoices().draft_and_post(vec![new]).unwrap().remove(0)
}
