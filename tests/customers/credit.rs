//! Credit limits: who sets them, what counts against them, and what becomes of a sale beyond one.

use bookroom::Session;
use bookroom::access::model::NewRole;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::billing::credit::model::{CreditWarning, CustomerCredit};
use bookroom::billing::invoices::{Direction, InvoiceVersion, NewInvoice};
use bookroom::billing::payments::{AllocationChoice, NewPayment, PaymentPurpose};
use bookroom::book::BookEdit;
use bookroom::book::commands::EditBook;
use bookroom::customers::model::{CustomerEdit, NewCustomer};
use bookroom::error::{Code, Error};
use bookroom::values::{CreditCheck, CustomerId};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use crate::samples::fixtures::{customer, line};
use crate::whole::assert_whole;

/// A sale of 113.
fn sale(customer: CustomerId, on: &str) -> NewInvoice {
    NewInvoice::sale(customer, day(on), vec![line("茶", "1", "100")])
}

fn policy(test: &TestRoom, version: i64, check: CreditCheck) {
    let edit = BookEdit { credit_check: Some(check), ..BookEdit::default() };
    test.owner.run(EditBook { version, edit }).unwrap();
}

fn post(session: &Session, sales: Vec<NewInvoice>) -> Result<Vec<Option<CreditWarning>>, Error> {
    let posted = session.billing().invoices().draft_and_post(sales)?;
    Ok(posted.into_iter().map(|invoice| invoice.credit_warning).collect())
}

fn limit(test: &TestRoom, id: CustomerId, sum: &str) {
    let version = test.owner.customers().get(id).unwrap().version;
    test.owner.customers().set_credit_limit(id, version, Some(amount(sum))).unwrap();
}

fn fact(error: &Error, at: usize, name: &str) -> String {
    error.problems()[at].fact_value(name).unwrap_or_default().to_owned()
}

#[test]
fn what_counts_against_a_limit_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let buyer = customer(&test, "青禾");
        let other = customer(&test, "别家");
        limit(&test, buyer, "300");
        let sales = vec![sale(buyer, "2026-05-01"), sale(other, "2026-05-01")];
        assert_eq!(post(&test.owner, sales).unwrap(), [None, None], "{backend:?}");
        // Neither drafts nor purchases count.
        let invoices = test.owner.billing().invoices();
        invoices.draft(sale(buyer, "2026-06-01")).unwrap();
        let mut bill = sale(buyer, "2026-06-01");
        bill.direction = Direction::Purchase;
        invoices.draft_and_post(vec![bill]).unwrap();
        let mut paid = NewPayment::received(buyer, day("2026-06-02"), amount("50"));
        paid.allocate = AllocationChoice::None;
        test.owner.billing().payments().record(paid).unwrap();
        let credit = test.owner.customers().credit(buyer).unwrap();
        let expected = CustomerCredit {
            customer: buyer,
            currency: "CNY".to_owned(),
            limit: Some(amount("300.00")),
            open: amount("113.00"),
            unallocated: amount("50.00"),
            used: amount("63.00"),
            available: Some(amount("237.00")),
            overdue: amount("113.00"),
        };
        assert_eq!(credit, expected, "{backend:?}");
        // 63 are used: two fit, the third of one command does not.
        let three = ["2026-06-03", "2026-06-03", "2026-06-04"].map(|on| sale(buyer, on));
        let refused = post(&test.owner, three.into()).unwrap_err();
        let told = ["limit", "used", "amount", "key"].map(|name| fact(&refused, 0, name));
        assert_eq!(refused.code(), Code::CreditLimitExceeded, "{backend:?}");
        assert_eq!(refused.problems()[0].path, "invoices[2]", "{backend:?}");
        assert_eq!(told, ["300.00", "289.00", "113.00", &buyer.0.to_string()], "{backend:?}");
        assert_eq!(test.owner.customers().credit(buyer).unwrap(), expected, "nothing was kept");
        // Money given back counts as owed again.
        let mut back = NewPayment::paid(buyer, day("2026-06-05"), amount("50"));
        (back.purpose, back.allocate) = (PaymentPurpose::Refund, AllocationChoice::None);
        test.owner.billing().payments().record(back).unwrap();
        assert_eq!(test.owner.customers().credit(buyer).unwrap().used, amount("113"));
        assert_eq!(test.owner.customers().credits(&[other, buyer]).unwrap()[0].limit, None);
        assert_whole(&test.owner, "credit");
    }
}

#[test]
fn a_credit_note_and_a_cancelled_sale_give_room_again() {
    let test = room::memory();
    let buyer = customer(&test, "青禾");
    limit(&test, buyer, "113");
    let invoices = test.owner.billing().invoices();
    let first = invoices.draft_and_post(vec![sale(buyer, "2026-06-01")]).unwrap().remove(0);
    assert!(post(&test.owner, vec![sale(buyer, "2026-06-02")]).is_err());
    invoices.cancel(vec![(&first).into()], None, None).unwrap();
    post(&test.owner, vec![sale(buyer, "2026-06-02")]).unwrap();
    let credit = test.owner.customers().credit(buyer).unwrap();
    assert_eq!((credit.used, credit.available), (amount("113"), Some(amount("0"))));
}

#[test]
fn drafts_are_checked_when_they_are_posted() {
    let test = room::memory();
    let buyer = customer(&test, "青禾");
    let invoices = test.owner.billing().invoices();
    let drafts = invoices.draft_many(vec![sale(buyer, "2026-06-01"); 2]).unwrap();
    limit(&test, buyer, "112.99");
    let seen: Vec<InvoiceVersion> = drafts.iter().map(Into::into).collect();
    let refused = invoices.post_many(seen.clone()).unwrap_err();
    let paths: Vec<&str> = refused.problems().iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["invoices[0]", "invoices[1]"]);
    limit(&test, buyer, "226");
    let dry = test.owner.dry_run().billing().invoices().post_many(seen.clone()).unwrap();
    assert!(dry.iter().all(|invoice| invoice.credit_warning.is_none()));
    invoices.post_many(seen).unwrap();
    // Nothing may be owed by who may owe nothing; what costs nothing is no debt.
    limit(&test, buyer, "0");
    let mut gift = sale(buyer, "2026-06-03");
    gift.lines[0].unit_price = Some(amount("0"));
    assert_eq!(post(&test.owner, vec![gift]).unwrap(), [None]);
}

#[test]
fn the_book_says_what_becomes_of_a_sale_beyond() {
    let test = room::memory();
    let buyer = customer(&test, "青禾");
    limit(&test, buyer, "100");
    let clerk = test.operator("clerk", &["accountant"]);
    let manager = test.operator("manager", &["manager"]);
    let code = |session: &Session| {
        post(session, vec![sale(buyer, "2026-06-01")]).map_err(|error| error.code())
    };
    assert_eq!(code(&manager), Err(Code::CreditLimitExceeded), "who may do anything, too");
    policy(&test, 1, CreditCheck::Permit);
    assert_eq!(code(&clerk), Err(Code::CreditLimitExceeded));
    let warned = |used: &str| CreditWarning {
        limit: Some(amount("100.00")),
        used: Some(amount(used)),
        amount: amount("113.00"),
    };
    assert_eq!(code(&manager), Ok(vec![Some(warned("0.00"))]));
    policy(&test, 2, CreditCheck::Warn);
    assert_eq!(code(&clerk), Ok(vec![Some(warned("113.00"))]));
    // It is said once, and under a request key again.
    let once = clerk.with_request_key("key-1");
    let post_once =
        || once.billing().invoices().draft_and_post(vec![sale(buyer, "2026-06-02")]).unwrap();
    let first = post_once();
    assert_eq!(post_once(), first);
    assert_eq!(first[0].credit_warning, Some(warned("226.00")));
    let kept = clerk.billing().invoices().get(first[0].id).unwrap();
    assert_eq!(kept.credit_warning, None);
    assert_whole(&test.owner, "warned");
}

fn role(code: &str, right: FieldRight) -> NewRole {
    let granted = [
        Permission::CustomersView,
        Permission::CustomersEdit,
        Permission::CustomersCredit,
        Permission::InvoicesView,
        Permission::InvoicesEdit,
        Permission::InvoicesPost,
        Permission::PaymentsView,
    ];
    NewRole {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        grants: granted.map(|permission| Grant { permission, reach: Reach::Own }).to_vec(),
        fields: vec![FieldRule { field: Field::CustomerCredit, right }],
    }
}

#[test]
fn a_hidden_limit_is_told_by_nothing() {
    let test = room::memory();
    for (name, right) in [("blind", FieldRight::Hidden), ("masked", FieldRight::Masked)] {
        test.owner.access().add_role(role(name, right)).unwrap();
        let session = test.operator(name, &[name]);
        let owner = Some(session.operator_id());
        let new = NewCustomer { owner, ..NewCustomer::company(name) };
        let buyer = test.owner.customers().add(new).unwrap().id;
        limit(&test, buyer, "100.01");
        let seen = session.customers().get(buyer).unwrap();
        assert_eq!(seen.credit_limit, None, "{name}");
        let credit = session.customers().credit(buyer).unwrap();
        assert_eq!((credit.limit, credit.available), (None, None), "{name}");
        assert_eq!(session.customers().family_credit(buyer).unwrap().limit, None);
        let refused = post(&session, vec![sale(buyer, "2026-06-01")]).unwrap_err();
        assert!(!format!("{refused:?}").contains("100.01"), "{refused:?}");
        assert_eq!(fact(&refused, 0, "amount"), "113.00");
        let set = session.customers().set_credit_limit(buyer, seen.version, None);
        assert_eq!(set.unwrap_err().code(), Code::FieldNotPermitted, "{name}");
        // Changing anything else keeps the limit that is not seen.
        let edit = CustomerEdit { payment_days: Some(9), ..CustomerEdit::default() };
        session.customers().edit(buyer, seen.version, edit).unwrap();
        let kept = test.owner.customers().get(buyer).unwrap();
        assert_eq!(kept.credit_limit, Some(amount("100.01")), "{name}");
    }
}

#[test]
fn limits_are_amounts_of_the_book_and_set_by_who_may() {
    let test = room::memory();
    let buyer = customer(&test, "青禾");
    let customers = test.owner.customers();
    let set = |sum: &str| customers.set_credit_limit(buyer, 1, Some(amount(sum)));
    for (sum, code) in [
        ("-0.01", Code::OutOfRange),
        ("1.001", Code::TooManyDecimals),
        ("99999999999999999999", Code::OutOfRange),
    ] {
        let refused = set(sum).unwrap_err();
        assert_eq!(
            (refused.code(), refused.problems()[0].path.as_str()),
            (code, "limits[0].limit")
        );
    }
    let seller = test.operator("seller", &["sales"]);
    let refused = seller.customers().set_credit_limit(buyer, 1, None).unwrap_err();
    assert_eq!(refused.code(), Code::NotPermitted);
    let set = set("0.50").unwrap();
    assert_eq!((set.credit_limit, set.version), (Some(amount("0.50")), 2));
    // The same again changes nothing; none takes it away.
    let same = customers.set_credit_limit(buyer, 2, Some(amount("0.5"))).unwrap();
    assert_eq!(same.version, 2);
    let gone = customers.set_credit_limit(buyer, 2, None).unwrap();
    assert_eq!((gone.credit_limit, gone.version), (None, 3));
    customers.remove(buyer, 3).unwrap();
}
