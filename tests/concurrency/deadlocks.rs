//! Transactions that want the same rows the other way round: one of them is run again, as a whole,
//! and nobody is told.

use bookroom::customers::commands::AddContacts;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::values::CustomerId;
use bookroom::{AnyCommand, Session};
use serde_json::json;

use super::race::{both, run, unasked};

/// An import of one product at a price.
fn import(code: &str, price: usize) -> AnyCommand {
    let head = json!({
        "file_name": "a.csv", "rows_read": 1, "rows_rejected": 0, "all_or_nothing": false,
    });
    let price = price.to_string();
    let product = json!({
        "code": code, "kind": "product", "name": code, "unit": null, "unit_price": price,
        "price_mode": "net", "tax_rate": "0.13", "income_account": null, "note": null,
    });
    let rows = json!([{ "line": 2, "product": product, "given": ["unit_price"] }]);
    let data = json!({ "head": head, "rows": rows, "matching": "create_and_update" });
    serde_json::from_value(json!({ "command": "ImportProducts", "data": data })).unwrap()
}

/// An import of one known customer with days to pay: it takes back its own part when it fails.
fn import_customer(code: &str, days: usize) -> AnyCommand {
    let head = json!({
        "file_name": "a.csv", "rows_read": 1, "rows_rejected": 0, "all_or_nothing": false,
    });
    let rows = json!([{
        "line": 2, "customer": { "code": code, "name": code, "payment_days": days },
        "given": ["payment_days"], "channel_fields": [], "owner": null,
    }]);
    let data = json!({
        "head": head, "rows": rows, "matching": "create_and_update", "unknown_labels": "reject",
    });
    serde_json::from_value(json!({ "command": "ImportCustomers", "data": data })).unwrap()
}

/// More contacts of a customer than an import writes rows, so that a server that gives up the one
/// who wrote less gives up the import.
fn contacts(of: CustomerId) -> AnyCommand {
    let contact = |at| NewContact::of(of, &format!("联系人{at}"));
    AnyCommand::AddContacts(AddContacts { contacts: (0..30).map(contact).collect() })
}

/// Two imports of customers in one transaction, and one that adds contacts to the same two the
/// other way round. Imports alone do not meet: they come one after another.
pub struct Crossing {
    pub codes: [String; 2],
    pub customers: [CustomerId; 2],
}

impl Crossing {
    pub fn add(session: &Session, round: usize) -> Self {
        let codes = ["p", "q"].map(|name| format!("{name}{round}"));
        let new =
            |code: &String| NewCustomer { code: Some(code.clone()), ..NewCustomer::company(code) };
        let added = session.customers().add_many(codes.iter().map(new).collect()).unwrap();
        Self { codes, customers: [added[0].id, added[1].id] }
    }

    pub fn imports(&self, days: usize) -> Vec<AnyCommand> {
        self.codes.iter().map(|code| import_customer(code, days)).collect()
    }

    pub fn contacts(&self) -> Vec<AnyCommand> {
        self.customers.iter().rev().map(|&of| contacts(of)).collect()
    }

    /// What each customer has: days to pay, contacts.
    pub fn seen(&self, session: &Session) -> [(i64, usize); 2] {
        self.customers.map(|id| {
            let customer = session.customers().get(id).unwrap();
            (customer.payment_days, session.customers().contacts(id).unwrap().len())
        })
    }
}

#[test]
fn a_deadlock_within_a_part_runs_the_whole_again() {
    run("an import and contacts that hold two customers the other way round", |race, round| {
        let crossing = Crossing::add(&race.one, round);
        let (one, other) =
            both(|| race.one.batch(crossing.imports(7)), || race.other.batch(crossing.contacts()));
        let fault = unasked(&one).or_else(|| unasked(&other));
        let failed = || (one.is_err() || other.is_err()).then(|| format!("{one:?} {other:?}"));
        let seen = crossing.seen(&race.one);
        let torn = || (seen != [(7, 30), (7, 30)]).then(|| format!("half of each: {seen:?}"));
        fault.or_else(failed).or_else(torn)
    });
}

#[test]
fn what_two_imports_make_at_once_is_there_once() {
    run("two imports make one product", |race, round| {
        let code = format!("new{round}");
        let (one, other) =
            both(|| race.one.run_any(import(&code, 2)), || race.other.run_any(import(&code, 3)));
        let fault = unasked(&one).or_else(|| unasked(&other));
        fault.or_else(|| (one.is_err() || other.is_err()).then(|| format!("{one:?} {other:?}")))
    });
}

/// An import of a statement with one payment that has no number.
fn statement(customer: &str, content: usize) -> AnyCommand {
    let head = json!({
        "file_name": "a.csv", "rows_read": 1, "rows_rejected": 0, "all_or_nothing": false,
        "content": format!("{content:064x}"),
    });
    let rows = json!([{
        "line": 2, "customer": customer, "direction": "in", "paid_on": "2026-06-02",
        "amount": "5", "method": null, "invoice": null, "reference": null, "note": null,
    }]);
    let data = json!({
        "head": head, "rows": rows, "allocate": "none", "unknown_customers": "reject",
        "unknown_methods": "reject", "allow_repeated_references": false,
    });
    serde_json::from_value(json!({ "command": "ImportPayments", "data": data })).unwrap()
}

#[test]
fn one_statement_that_two_import_at_once_is_booked_once() {
    run("two imports of one statement", |race, round| {
        let name = format!("付款人{round}");
        race.one.customers().add(NewCustomer::company(&name)).unwrap();
        let (one, other) = both(
            || race.one.run_any(statement(&name, round)),
            || race.other.run_any(statement(&name, round)),
        );
        let fault = unasked(&one).or_else(|| unasked(&other));
        let refused = [&one, &other].into_iter().filter_map(|it| it.as_ref().err());
        let refused: Vec<Code> = refused.map(|error| error.code()).collect();
        let is_right = refused == [Code::ImportedBefore];
        fault.or_else(|| (!is_right).then(|| format!("{one:?} {other:?}")))
    });
}
