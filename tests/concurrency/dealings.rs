//! Dealings with one customer, written, changed and removed at once: what it knows of the last and
//! the next contact is that of all of them.

use bookroom::customers::model::CustomerEdit;
use bookroom::dealings::model::{DealingEdit, NewDealing};
use bookroom::values::{CustomerId, Edit};
use bookroom_tests::room::day;

use crate::dealings::call;
use crate::samples::fixtures::customer;

use super::race::{Race, both, run, unasked, untold};

/// What is wrong with what the customer knows.
fn fault(race: &Race, id: CustomerId, last: &str, next: Option<&str>) -> Option<String> {
    let now = race.one.customers().get(id).unwrap();
    let known = (now.last_contact_on, now.next_contact_on);
    (known != (Some(day(last)), next.map(day))).then(|| format!("{known:?}"))
}

fn naming(customer: CustomerId, on: u32, next: &str) -> NewDealing {
    NewDealing { next_contact_on: Some(day(next)), ..call(customer, on) }
}

#[test]
fn customers_follow_dealings_that_come_at_once() {
    run("two dealings with one customer", |race, round| {
        let id = customer(&race.test, &format!("甲 {round}"));
        let (early, late) = (naming(id, 3, "2026-06-20"), naming(id, 5, "2026-06-25"));
        let (one, other) =
            both(|| race.one.dealings().add(early), || race.other.dealings().add(late));
        let fault = || fault(race, id, "2026-06-05", Some("2026-06-25"));
        unasked(&one).or_else(|| unasked(&other)).or_else(fault)
    });
    run("a dealing is removed while an older one is changed", |race, round| {
        let id = customer(&race.test, &format!("乙 {round}"));
        let dealings = race.one.dealings();
        let old = dealings.add(naming(id, 3, "2026-06-20")).unwrap();
        let new = dealings.add(naming(id, 5, "2026-06-25")).unwrap();
        let edit = DealingEdit { next_contact_on: Edit::Clear, ..DealingEdit::default() };
        let (one, other) = both(
            || race.one.dealings().remove(new.id, new.version),
            || race.other.dealings().edit(old.id, old.version, edit),
        );
        let fault = || fault(race, id, "2026-06-03", None);
        unasked(&one).or_else(|| unasked(&other)).or_else(fault)
    });
    run("a customer is edited while a dealing is written", |race, round| {
        let id = customer(&race.test, &format!("丙 {round}"));
        let edit = CustomerEdit { payment_days: Some(30), ..CustomerEdit::default() };
        let (one, other) = both(
            || race.one.customers().edit(id, 1, edit),
            || race.other.dealings().add(naming(id, 5, "2026-06-25")),
        );
        let fault = || fault(race, id, "2026-06-05", Some("2026-06-25"));
        unasked(&one).or_else(|| unasked(&other)).or_else(fault)
    });
    run("a customer is removed while a dealing is written", |race, round| {
        let id = customer(&race.test, &format!("丁 {round}"));
        let (one, other) =
            both(|| race.one.customers().remove(id, 1), || race.other.dealings().add(call(id, 5)));
        let both_done = one.is_ok() == other.is_ok();
        let fault = || both_done.then(|| format!("{one:?} {other:?}"));
        untold(&one).or_else(|| untold(&other)).or_else(fault)
    });
}
