//! Transactions that want the same rows the other way round: one of them is run again, as a whole,
//! and nobody is told.

use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::{AnyCommand, Session};
use serde_json::json;

use super::race::{both, run, unasked};

/// An import of one product at a price: it takes back its own part when it fails.
pub fn import(code: &str, price: usize) -> AnyCommand {
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

fn price(session: &Session, code: &str) -> String {
    let product = session.billing().products().get_by_code(code).unwrap();
    product.unit_price.unwrap().normalize().to_string()
}

#[test]
fn a_deadlock_within_a_part_runs_the_whole_again() {
    run("imports that hold two products the other way round", |race, round| {
        let [first, second] = ["p", "q"].map(|name| format!("{name}{round}"));
        let base = race.one.batch(vec![import(&first, 1), import(&second, 1)]);
        let (one, other) = both(
            || race.one.batch(vec![import(&first, 2), import(&second, 2)]),
            || race.other.batch(vec![import(&second, 3), import(&first, 3)]),
        );
        let fault = unasked(&base).or_else(|| unasked(&one)).or_else(|| unasked(&other));
        let failed = || (one.is_err() || other.is_err()).then(|| format!("{one:?} {other:?}"));
        let prices = [price(&race.one, &first), price(&race.one, &second)];
        let torn = || (prices[0] != prices[1]).then(|| format!("half of each: {prices:?}"));
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
