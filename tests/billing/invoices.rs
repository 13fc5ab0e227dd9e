//! Drafting, changing and posting invoices.

use bookroom::billing::invoices::{
    Direction, Discount, Invoice, InvoiceEdit, InvoiceState, NewInvoice, NewInvoiceLine,
};
use bookroom::billing::products::{NewProduct, PriceMode, ProductKind};
use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::values::CustomerId;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use crate::samples::billing::{customer, new_invoice, posted};

fn trading(test: &TestRoom) -> CustomerId {
    let new = NewCustomer {
        legal_name: Some("杭州青禾贸易有限公司 🌾".to_owned()),
        payment_days: 30,
        is_supplier: true,
        ..NewCustomer::company("青禾")
    };
    test.owner.customers().add(new).unwrap().id
}

fn of_product(code: &str, quantity: &str) -> NewInvoiceLine {
    NewInvoiceLine {
        product: Some(code.to_owned()),
        quantity: amount(quantity),
        ..Default::default()
    }
}

/// Two products, a service and a document discount, in both directions and price modes.
pub fn conformance_invoices(test: &TestRoom) -> String {
    let billing = test.owner.billing();
    let (invoices, customer) = (billing.invoices(), trading(test));
    let paper = NewProduct::new("P-01", "打印纸", amount("12.50"), amount("0.13"));
    let service = NewProduct {
        kind: ProductKind::Service,
        price_mode: PriceMode::Gross,
        income_account: Some("5051".to_owned()),
        ..NewProduct::new("S-01", "安装", amount("106"), amount("0.06"))
    };
    billing.products().add_many(vec![paper, service]).unwrap();
    let sale = NewInvoice {
        discount: Some(Discount::Amount(amount("10.01"))),
        lines: vec![
            NewInvoiceLine {
                discount: Some(Discount::Rate(amount("0.125"))),
                ..of_product("P-01", "3.333")
            },
            of_product("S-01", "1"),
        ],
        ..new_invoice(customer)
    };
    let draft = invoices.draft(sale.clone()).unwrap();
    assert_eq!((draft.state, draft.number.as_deref()), (InvoiceState::Draft, None));
    assert_eq!(draft.due_on, day("2026-07-10"), "the customer's payment days");
    // 3.333 × 12.50 × 0.875 = 36.4546875; 106 with 6 % tax is 100 without.
    assert_eq!(draft.lines[0].net + draft.lines[0].document_discount, amount("36.45"));
    assert_eq!(draft.lines[1].unit_price, amount("100"));
    assert_eq!(
        draft.lines[0].document_discount + draft.lines[1].document_discount,
        amount("10.01")
    );
    assert_eq!(draft.net, amount("126.44"));
    assert_eq!(draft.discount_total, amount("10.01") + amount("41.66") - amount("36.45"));
    assert_eq!(draft.lines[1].income_account.as_deref(), Some("5051"));
    assert_eq!(NewInvoice::from(&draft).lines.len(), 2);
    let gross =
        NewInvoice { price_mode: PriceMode::Gross, due_on: Some(day("2026-06-10")), ..sale };
    let edited = invoices.edit(draft.id, draft.version, gross.into()).unwrap();
    // 3.333 × 14.125 × 0.875 = 41.193796875.
    assert_eq!(edited.gross, amount("41.19") + amount("106") - amount("10.01"));
    assert_eq!(
        invoices.edit(draft.id, 1, new_invoice(customer).into()).unwrap_err().code(),
        Code::VersionConflict
    );
    let sold = invoices.post(edited.id, edited.version).unwrap();
    assert_eq!(sold.number.as_deref(), Some("INV-202606-0001"));
    assert_eq!((sold.state, sold.version), (InvoiceState::Posted, 3));
    assert_eq!(sold.counterparty_name, "杭州青禾贸易有限公司 🌾");
    let bill = NewInvoice {
        direction: Direction::Purchase,
        allow_repeated_reference: true,
        ..new_invoice(customer)
    };
    let july = NewInvoice { issue_on: day("2026-07-01"), ..bill.clone() };
    let free = NewInvoice { discount: Some(Discount::Rate(amount("1"))), ..new_invoice(customer) };
    let many = invoices.draft_and_post(vec![bill.clone(), july, bill, free]).unwrap();
    let numbers: Vec<&str> = many.iter().filter_map(|it| it.number.as_deref()).collect();
    assert_eq!(
        numbers,
        ["BILL-202606-0001", "BILL-202607-0001", "BILL-202606-0002", "INV-202606-0002"]
    );
    assert_eq!((many[3].state, many[3].entry), (InvoiceState::Paid, None), "nothing to pay");
    assert!(many[..3].iter().all(|it| it.entry.is_some()));
    assert_eq!(many[0].gross, amount("279"));
    let same = invoices.get_many(&many.iter().map(|it| it.id).collect::<Vec<_>>()).unwrap();
    assert_eq!(same, many);
    let gone = invoices.draft(new_invoice(customer)).unwrap();
    assert_eq!(invoices.discard(vec![gone.seen()]).unwrap(), std::slice::from_ref(&gone));
    assert_eq!(invoices.get(gone.id).unwrap_err().code(), Code::NotFound);
    assert_eq!(billing.verify().unwrap(), []);
    serde_json::to_string(&(draft, edited, sold, many)).unwrap()
}

#[test]
fn invoices_live() {
    conformance_invoices(&room::memory());
}

#[test]
fn invoices_are_alike_on_every_database() {
    let told = Backend::ALL.map(|backend| conformance_invoices(&room::on(backend)));
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2]);
}

#[test]
fn every_violation_of_every_invoice_is_told() {
    let test = room::memory();
    let line = NewInvoiceLine {
        product: Some("none".to_owned()),
        quantity: amount("0"),
        unit_price: Some(amount("-1")),
        discount: Some(Discount::Rate(amount("10"))),
        tax_rate: Some(amount("0.123456789")),
        income_account: Some("1122".to_owned()),
        ..Default::default()
    };
    let bad = NewInvoice {
        due_on: Some(day("2026-06-09")),
        discount: Some(Discount::Amount(amount("0.001"))),
        lines: vec![line, NewInvoiceLine { quantity: amount("-3"), ..Default::default() }],
        ..new_invoice(CustomerId(99))
    };
    let empty = NewInvoice { lines: Vec::new(), ..new_invoice(customer(&test)) };
    let error = test.owner.billing().invoices().draft_many(vec![bad, empty]).unwrap_err();
    let found: Vec<(&str, &str)> =
        error.problems().iter().map(|it| (it.path.as_str(), it.code.slug())).collect();
    let expected = [
        ("invoices[0].customer", "unknown_reference"),
        ("invoices[0].due_on", "date_order"),
        ("invoices[0].discount", "too_many_decimals"),
        ("invoices[0].lines[0].product", "unknown_reference"),
        ("invoices[0].lines[0].quantity", "must_be_positive"),
        ("invoices[0].lines[0].tax_rate", "too_many_decimals"),
        ("invoices[0].lines[0].unit_price", "out_of_range"),
        ("invoices[0].lines[0].discount", "not_a_fraction"),
        ("invoices[0].lines[0].income_account", "bad_choice"),
        ("invoices[0].lines[1].unit_price", "required"),
        ("invoices[0].lines[1].description", "required"),
        ("invoices[1].lines", "no_lines"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn amounts_that_cannot_be_kept_are_refused() {
    let test = room::memory();
    let customer = customer(&test);
    let invoices = test.owner.billing();
    let draft = |line: NewInvoiceLine| {
        let line = NewInvoiceLine { description: Some("x".to_owned()), ..line };
        invoices.invoices().draft(NewInvoice { lines: vec![line], ..new_invoice(customer) })
    };
    let price = |quantity: &str, price: &str| NewInvoiceLine {
        quantity: amount(quantity),
        unit_price: Some(amount(price)),
        ..Default::default()
    };
    let error = draft(price("1000000000000", "1000000000000")).unwrap_err();
    assert_eq!(error.problems()[0].path, "invoices[0].lines[0].unit_price");
    assert_eq!(error.code(), Code::OutOfRange);
    assert_eq!(draft(price("1000000000001", "1")).unwrap_err().code(), Code::OutOfRange);
    let less =
        NewInvoiceLine { discount: Some(Discount::Amount(amount("1.01"))), ..price("1", "1") };
    assert_eq!(draft(less).unwrap_err().problems()[0].path, "invoices[0].lines[0].discount");
    let tiny = draft(price("0.00000001", "0.00000001")).unwrap();
    assert_eq!(tiny.gross, amount("0"));
}

#[test]
fn a_posted_invoice_stays_as_it_is() {
    let test = room::memory();
    let invoice = posted(&test);
    let billing = test.owner.billing();
    let invoices = billing.invoices();
    let edit = invoices.edit(invoice.id, invoice.version, InvoiceEdit::default());
    let wrong = [
        edit.map(|_| ()),
        invoices.post(invoice.id, invoice.version).map(|_| ()),
        invoices.discard(vec![(&invoice).into()]).map(|_| ()),
    ];
    for result in wrong {
        let error = result.unwrap_err();
        assert_eq!(error.code(), Code::WrongState);
        assert_eq!(error.problems()[0].fact_value("state"), Some("posted"));
    }
    assert_eq!(invoices.get(invoice.id).unwrap(), invoice);
    let twice = invoices.post_many(vec![(&invoice).into(), (&invoice).into()]).unwrap_err();
    assert_eq!((twice.code(), twice.problems()[0].path.as_str()), (Code::Repeated, "invoices[1]"));
}

#[test]
fn a_failed_post_takes_no_number() {
    let test = room::memory();
    let (billing, customer) = (test.owner.billing(), customer(&test));
    let invoices = billing.invoices();
    let draft = |_| invoices.draft(new_invoice(customer)).unwrap();
    let [first, second] = [0, 1].map(draft);
    let stale = bookroom::billing::invoices::InvoiceVersion { version: 7, ..(&second).into() };
    assert!(invoices.post_many(vec![(&first).into(), stale]).is_err());
    let dry = test.owner.dry_run();
    let dry = dry.billing().invoices().post(first.id, first.version).unwrap();
    assert_eq!(dry.number.as_deref(), Some("INV-202606-0001"));
    let posted = invoices.post_many(vec![(&second).into(), (&first).into()]).unwrap();
    let numbers: Vec<_> = posted.iter().map(|it| it.number.as_deref().unwrap()).collect();
    assert_eq!(numbers, ["INV-202606-0001", "INV-202606-0002"]);
    assert_eq!(billing.verify().unwrap(), []);
}

#[test]
fn others_do_not_see_or_touch_what_is_not_theirs() {
    let test = room::memory();
    let invoice = posted(&test);
    let sales = test.operator("sales", &["sales"]);
    let billing = sales.billing();
    assert_eq!(billing.invoices().get(invoice.id).unwrap_err().code(), Code::NotFound);
    assert!(billing.invoices().get_many(&[invoice.id]).unwrap().is_empty());
    let number = invoice.number.as_deref().unwrap();
    assert_eq!(billing.invoices().get_by_number(number).unwrap_err().code(), Code::NotFound);
    assert!(billing.invoices().find_by_reference("PO-77").unwrap().is_empty());
    assert!(billing.invoices().totals(&Default::default()).unwrap().is_empty());
    let error = billing.invoices().draft(new_invoice(invoice.customer)).unwrap_err();
    assert_eq!(
        (error.code(), error.problems()[0].path.as_str()),
        (Code::UnknownReference, "invoices[0].customer")
    );
    let draft = test.owner.billing().invoices().draft(new_invoice(invoice.customer)).unwrap();
    let error = billing.invoices().discard(vec![(&draft).into()]).unwrap_err();
    assert_eq!(error.code(), Code::NotFound);
    let own = sales.customers().add(NewCustomer::company("自有客户")).unwrap();
    let draft = billing.invoices().draft(new_invoice(own.id)).unwrap();
    assert_eq!(billing.invoices().get(draft.id).unwrap(), draft);
    assert_eq!(billing.invoices().post(draft.id, 1).unwrap_err().code(), Code::NotPermitted);
}

#[test]
fn a_masked_tax_number_is_masked_on_documents_and_in_their_history() {
    use bookroom::values::identifiers::IdentifierKind;
    let test = room::memory();
    let new = NewCustomer {
        tax_kind: Some(IdentifierKind::UnifiedSocialCredit),
        tax_number: Some("91350100M000100Y43".to_owned()),
        ..NewCustomer::company("青禾")
    };
    let Ok(customer) = test.owner.customers().add(new) else {
        panic!("a customer with a tax number");
    };
    let invoice = test.owner.billing().invoices().draft(new_invoice(customer.id)).unwrap();
    assert_eq!(invoice.counterparty_tax_number.as_deref(), Some("91350100M000100Y43"));
    let service = test.operator("service", &["service"]);
    let seen = service.billing().invoices().get(invoice.id).unwrap();
    assert_eq!(seen.counterparty_tax_number.as_deref(), Some("****0Y43"));
}

#[test]
fn thousands_are_posted_at_once() {
    let test = room::memory();
    let customer = customer(&test);
    let many: Vec<NewInvoice> = vec![new_invoice(customer); 1_000];
    let posted: Vec<Invoice> = test.owner.billing().invoices().draft_and_post(many).unwrap();
    assert_eq!(posted[999].number.as_deref(), Some("INV-202606-1000"));
    assert_eq!(test.owner.billing().verify().unwrap(), []);
    assert!(test.owner.billing().invoices().draft_and_post(Vec::new()).unwrap().is_empty());
}

#[test]
fn every_rate_is_a_fraction_and_a_percentage_is_told_what_it_means() {
    let test = room::memory();
    let invoices = test.owner.billing();
    let invoices = invoices.invoices();
    let of = customer(&test);
    let draft = |discount: &str, whole: &str, tax: &str| {
        let mut new = new_invoice(of);
        new.discount = Some(Discount::Rate(amount(whole)));
        new.lines[0].discount = Some(Discount::Rate(amount(discount)));
        new.lines[0].tax_rate = Some(amount(tax));
        invoices.draft(new)
    };
    let made = draft("0.1", "0.0333333333", "0.13").unwrap();
    assert_eq!(made.lines[0].discount, Some(Discount::Rate(amount("0.1"))));
    assert_eq!(made.discount, Some(Discount::Rate(amount("0.0333333333"))));
    assert_eq!(invoices.get(made.id).unwrap(), made, "kept without a digit lost");
    let error = draft("10", "5", "13").unwrap_err();
    let told: Vec<_> = error
        .problems()
        .iter()
        .map(|it| (it.path.as_str(), it.code, it.fact_value("meant").unwrap()))
        .collect();
    let line = "invoices[0].lines[0]";
    let expected = [
        (format!("{line}.tax_rate"), Code::NotAFraction, "0.13"),
        (format!("{line}.discount"), Code::NotAFraction, "0.1"),
        ("invoices[0].discount".to_owned(), Code::NotAFraction, "0.05"),
    ];
    for (path, code, meant) in &expected {
        assert!(told.contains(&(path.as_str(), *code, *meant)), "{told:?}");
    }
    assert_eq!(told.len(), 3);
    for (value, code) in [("-0.1", Code::OutOfRange), ("0.00000000001", Code::TooManyDecimals)] {
        assert_eq!(draft(value, "0", "0").unwrap_err().code(), code);
    }
    assert!(error.problems()[0].text_zh().contains("0.1"));
}
