//! What stays, and what follows, when drafts and products are edited in part.

use bookroom::billing::invoices::{Direction, InvoiceEdit, NewInvoice, NewInvoiceLine};
use bookroom::billing::products::{NewProduct, ProductEdit, ProductUpdate};
use bookroom::book::BookEdit;
use bookroom::book::commands::EditBook;
use bookroom::error::Code;
use bookroom::ledger::model::NewAccount;
use bookroom::values::{Edit, TaxRounding};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, amount, day};

use crate::samples::billing::{customer, new_invoice};

fn drafts_are_edited_in_part(backend: Backend) {
    let test = room::on(backend);
    let (of, invoices) = (customer(&test), test.owner.billing());
    let invoices = invoices.invoices();
    let line = NewInvoiceLine {
        description: Some("货".to_owned()),
        quantity: amount("1"),
        unit_price: Some(amount("109.15")),
        tax_rate: Some(amount("0.15")),
        ..Default::default()
    };
    let draft = NewInvoice::sale(of, day("2026-06-01"), vec![line; 10]);
    let draft = invoices.draft(draft).unwrap();
    let by_line = BookEdit { tax_rounding: Some(TaxRounding::Line), ..Default::default() };
    test.owner.run(EditBook { version: 1, edit: by_line }).unwrap();
    // Nobody touched the amounts, so they stay, although the book rounds otherwise now.
    let note = InvoiceEdit { note: "改".into(), ..InvoiceEdit::default() };
    let noted = invoices.edit(draft.id, draft.version, note).unwrap();
    assert_eq!((noted.tax, noted.tax_rounding), (draft.tax, TaxRounding::Document));
    assert_eq!((&noted.lines, noted.due_on), (&draft.lines, draft.due_on));
    // A purchase does not stand on the accounts of a sale.
    let bought = InvoiceEdit { direction: Some(Direction::Purchase), ..InvoiceEdit::default() };
    let bought = invoices.edit(draft.id, noted.version, bought).unwrap();
    let fresh = NewInvoice { direction: Direction::Purchase, ..new_invoice(of) };
    let fresh = invoices.draft(fresh).unwrap();
    assert_ne!(bought.lines[0].income_account, draft.lines[0].income_account);
    assert_eq!(bought.lines[0].income_account, fresh.lines[0].income_account);
    assert_eq!(bought.gross, draft.gross);
    // What it becomes is checked as a fresh draft is, with the places in the edit.
    let wrong = InvoiceEdit {
        issue_on: Some(day("2026-06-02")),
        lines: Some(Vec::new()),
        ..InvoiceEdit::default()
    };
    let error = invoices.edit(draft.id, bought.version, wrong).unwrap_err();
    let found: Vec<_> = error.problems().iter().map(|it| (it.path.as_str(), it.code)).collect();
    assert_eq!(found, [("edit.due_on", Code::DateOrder), ("edit.lines", Code::NoLines)]);
    assert_eq!(invoices.get(draft.id).unwrap(), bought);
}

fn products_are_edited_in_part(backend: Backend) {
    let test = room::on(backend);
    let (products, ledger) = (test.owner.billing(), test.owner.ledger());
    let products = products.products();
    let account = ledger.add_account(NewAccount::below("5051", "505101", "咨询收入"));
    let account = account.unwrap();
    let new = NewProduct {
        income_account: Some("505101".to_owned()),
        ..NewProduct::new("P-1", "咨询", amount("300"), amount("0.06"))
    };
    let one = products.add(new).unwrap();
    let two = products.add(NewProduct::new("P-2", "培训", amount("5"), amount("0"))).unwrap();
    ledger.set_account_active(account.id, account.version, false).unwrap();
    // What is not named is not checked again.
    let renamed = ProductEdit { name: Some("顾问".to_owned()), ..ProductEdit::default() };
    let renamed = products.edit(one.id, one.version, renamed).unwrap();
    assert_eq!(renamed.income_account.as_deref(), Some("505101"));
    let named = ProductEdit { income_account: "505101".into(), ..ProductEdit::default() };
    let error = products.edit(two.id, two.version, named).unwrap_err();
    let problem = &error.problems()[0];
    assert_eq!(
        (problem.code, problem.path.as_str()),
        (Code::Retired, "edits[0].edit.income_account")
    );
    // A code is free once nobody has it, and a cleared account is the chart's again.
    let code = |id, version, code: &str| ProductUpdate {
        id,
        version,
        edit: ProductEdit {
            code: Some(code.to_owned()),
            income_account: Edit::Clear,
            ..ProductEdit::default()
        },
    };
    let taken = products.edit(two.id, two.version, code(two.id, 1, "P-1").edit).unwrap_err();
    assert_eq!(taken.code(), Code::AlreadyExists);
    let cleared = products.edit_many(vec![code(one.id, renamed.version, "P-3")]).unwrap();
    assert_eq!((cleared[0].code.as_str(), &cleared[0].income_account), ("P-3", &None));
}

#[test]
fn drafts_and_products_keep_what_an_edit_does_not_name() {
    drafts_are_edited_in_part(Backend::Sqlite);
    products_are_edited_in_part(Backend::Sqlite);
}

#[test]
fn drafts_and_products_are_edited_alike_on_every_database() {
    for backend in [Backend::Postgres, Backend::Mysql] {
        drafts_are_edited_in_part(backend);
        products_are_edited_in_part(backend);
    }
}
