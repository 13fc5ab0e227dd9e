//! Examples of the commands on products and invoices.

use bookroom::AnyCommand;
use bookroom::billing::invoices::commands::{
    CancelInvoices, CreditInvoices, DiscardInvoices, DraftAndPostInvoices, DraftInvoices,
    EditInvoice, PostInvoices,
};
use bookroom::billing::invoices::{
    CreditLine, Direction, Invoice, NewCreditNote, NewInvoice, NewInvoiceLine,
};
use bookroom::billing::products::commands::{
    AddProducts, EditProducts, RemoveProducts, SetProductsActive,
};
use bookroom::billing::products::{NewProduct, PriceMode, Product, ProductEdit};
use bookroom::customers::model::NewCustomer;
use bookroom::values::CustomerId;
use bookroom_tests::room::{TestRoom, amount, day};

fn new_product(code: &str) -> NewProduct {
    NewProduct::new(code, "打印纸", amount("12.5"), amount("0.13"))
}

fn product(test: &TestRoom) -> Product {
    test.owner.billing().products().add(new_product("P-1")).unwrap()
}

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
        customer,
        reference: Some("PO-77".to_owned()),
        issue_on: day("2026-06-10"),
        due_on: None,
        price_mode: PriceMode::Net,
        discount: None,
        lines: vec![line("打印纸", "100", "0.13"), line("配送", "25", "0.06")],
        note: None,
    }
}

fn draft(test: &TestRoom) -> Invoice {
    test.owner.billing().invoices().draft(new_invoice(customer(test))).unwrap()
}

/// A posted invoice.
pub fn posted(test: &TestRoom) -> Invoice {
    let new = new_invoice(customer(test));
    test.owner.billing().invoices().draft_and_post(vec![new]).unwrap().remove(0)
}

/// See [`super::sample`].
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    Some(match name {
        "products.add" => AddProducts { products: vec![new_product("P-9")] }.into(),
        "products.edit" => {
            let Product { id, version, .. } = product(test);
            let values = NewProduct { unit: Some("箱".to_owned()), ..new_product("P-1") };
            EditProducts { edits: vec![ProductEdit { id, version, values }] }.into()
        }
        "products.set_active" => {
            SetProductsActive { products: vec![(&product(test)).into()], active: false }.into()
        }
        "products.remove" => RemoveProducts { products: vec![(&product(test)).into()] }.into(),
        "invoices.draft" => DraftInvoices { invoices: vec![new_invoice(customer(test))] }.into(),
        "invoices.edit" => {
            let Invoice { id, version, customer, .. } = draft(test);
            let invoice = NewInvoice { note: Some("改".to_owned()), ..new_invoice(customer) };
            EditInvoice { id, version, invoice }.into()
        }
        "invoices.discard" => DiscardInvoices { invoices: vec![(&draft(test)).into()] }.into(),
        "invoices.post" => PostInvoices { invoices: vec![(&draft(test)).into()] }.into(),
        "invoices.draft_and_post" => {
            DraftAndPostInvoices { invoices: vec![new_invoice(customer(test))] }.into()
        }
        "invoices.cancel" => {
            let invoices = vec![(&posted(test)).into()];
            CancelInvoices { invoices, issue_on: None, note: Some("开错".to_owned()) }.into()
        }
        "invoices.credit" => {
            let Invoice { id, version, .. } = posted(test);
            let line = CreditLine { line: 1, quantity: Some(amount("1")), amount: None };
            let credit = NewCreditNote {
                invoice: id,
                version,
                issue_on: None,
                reference: None,
                lines: vec![line],
                note: None,
            };
            CreditInvoices { credits: vec![credit] }.into()
        }
        _ => return None,
    })
}
