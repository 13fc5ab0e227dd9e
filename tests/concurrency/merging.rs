//! Customers merged while others work with them: nothing is lost, nothing names one that went, and
//! no two go into each other.

use bookroom::Session;
use bookroom::billing::payments::NewPayment;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::merging::model::MergedCustomers;
use bookroom::customers::model::CustomerVersion;
use bookroom::dealings::model::{DealingFilter, NewDealing};
use bookroom::error::{Code, Result};
use bookroom::values::CustomerId;
use bookroom_tests::room::{amount, day};

use crate::merging::moving::by_hand;
use crate::samples::fixtures::{customer, sale};

use super::race::{Race, both, exactly_one, run, untold};

fn seen(session: &Session, id: CustomerId) -> CustomerVersion {
    session.customers().get(id).unwrap().seen()
}

fn merge(
    session: &Session,
    into: CustomerVersion,
    other: CustomerVersion,
) -> Result<MergedCustomers> {
    session.customers().merge(into, vec![other], Vec::new())
}

/// Two customers of a round.
fn two(race: &Race, round: usize, name: &str) -> [CustomerId; 2] {
    ["一", "二"].map(|which| customer(&race.test, &format!("{name}{which} {round}")))
}

#[test]
fn two_are_not_merged_into_each_other() {
    run("two merges crosswise", |race, round| {
        let [one, other] = two(race, round, "甲").map(|id| seen(&race.one, id));
        let (first, last) =
            both(|| merge(&race.one, one, other), || merge(&race.other, other, one));
        let fault = exactly_one(&first, &last);
        let gone = [one, other].map(|it| race.one.customers().get(it.id).unwrap().merged_into);
        let count = gone.iter().flatten().count();
        fault.or_else(|| (count != 1).then(|| format!("{gone:?}")))
    });
}

/// What is wrong with a try in which something was done with a customer while it was merged.
fn fault<T>(
    race: &Race,
    (into, other): (CustomerId, CustomerId),
    merged: &Result<MergedCustomers>,
    done: &Result<T>,
) -> Option<String> {
    let stale = |code: Code| matches!(code, Code::VersionConflict);
    let session = &race.one;
    let told = untold(merged).or_else(|| untold(done));
    if merged.as_ref().is_err_and(|error| !stale(error.code())) {
        return Some(format!("{:?}", merged.as_ref().err()));
    }
    if merged.is_err() {
        return told;
    }
    let filter = DealingFilter { customer: Some(into), ..DealingFilter::default() };
    let dealings = session.dealings().count(&filter).unwrap();
    let until = day("2026-06-30");
    let [own, gone] = [into, other]
        .map(|id| session.reports().statement(id, day("2026-01-01"), until).unwrap().closing);
    let balance = session.ledger().party_balance(None, into, until).unwrap().balance;
    let contacts = session.customers().contacts(into).unwrap();
    let wrong = own != gone || balance != own || contacts.iter().any(|it| it.customer != into);
    told.or_else(|| wrong.then(|| format!("{own} {gone} {balance} {dealings}")))
}

#[test]
fn nothing_is_lost_that_comes_at_once() {
    run("a sale is posted on one that is merged", |race, round| {
        let [into, other] = two(race, round, "乙");
        let (one, gone) = (seen(&race.one, into), seen(&race.one, other));
        let new = vec![sale(other, "2026-06-01")];
        let (merged, done) = both(
            || merge(&race.one, one, gone),
            || race.other.billing().invoices().draft_and_post(new),
        );
        fault(race, (into, other), &merged, &done)
    });
    run("a draft is posted while its customer is merged", |race, round| {
        let [into, other] = two(race, round, "丙");
        let (one, gone) = (seen(&race.one, into), seen(&race.one, other));
        let draft = race.one.billing().invoices().draft(sale(other, "2026-06-01")).unwrap();
        let (merged, done) = both(
            || merge(&race.one, one, gone),
            || race.other.billing().invoices().post(draft.id, draft.version),
        );
        fault(race, (into, other), &merged, &done)
    });
    run("money comes from one that is merged", |race, round| {
        let [into, other] = two(race, round, "丁");
        let (one, gone) = (seen(&race.one, into), seen(&race.one, other));
        let paid = NewPayment::received(other, day("2026-06-05"), amount("10"));
        let (merged, done) =
            both(|| merge(&race.one, one, gone), || race.other.billing().payments().record(paid));
        fault(race, (into, other), &merged, &done)
    });
    run("an entry is posted on one that is merged", |race, round| {
        let [into, other] = two(race, round, "戊");
        let (one, gone) = (seen(&race.one, into), seen(&race.one, other));
        let entry = by_hand(other, "2026-06-02");
        let (merged, done) =
            both(|| merge(&race.one, one, gone), || race.other.ledger().post(entry));
        fault(race, (into, other), &merged, &done)
    });
    run("an entry is posted on one that stays", |race, round| {
        let [into, other] = two(race, round, "己");
        race.one.ledger().post(by_hand(other, "2026-06-02")).unwrap();
        let (one, gone) = (seen(&race.one, into), seen(&race.one, other));
        let entry = by_hand(into, "2026-06-02");
        let (merged, done) =
            both(|| merge(&race.one, one, gone), || race.other.ledger().post(entry));
        fault(race, (into, other), &merged, &done)
    });
    run("a dealing and a contact come to one that is merged", |race, round| {
        let [into, other] = two(race, round, "庚");
        let (one, gone) = (seen(&race.one, into), seen(&race.one, other));
        let (merged, done) = both(
            || merge(&race.one, one, gone),
            || {
                let dealing = NewDealing::new(other, "call", "续约");
                let dealt = race.other.dealings().add(dealing).map(drop);
                let met = race.other.customers().add_contact(NewContact::of(other, "王芳"));
                dealt.and(met.map(drop))
            },
        );
        fault(race, (into, other), &merged, &done)
    });
}

#[test]
fn parting_and_allocating_do_not_pass_each_other() {
    run("money is allocated while its customer is parted", |race, round| {
        let [into, other] = two(race, round, "辛");
        let invoices = race.one.billing().invoices();
        let invoice = invoices.draft_and_post(vec![sale(other, "2026-06-01")]).unwrap().remove(0);
        let paid = NewPayment::received(into, day("2026-06-05"), amount("10"));
        let paid = race.one.billing().payments().record(paid).unwrap();
        let (one, gone) = (seen(&race.one, into), seen(&race.one, other));
        let merged = merge(&race.one, one, gone).unwrap().merge;
        let (parted, done) = both(
            || race.one.customers().unmerge(merged.id, merged.version),
            || {
                let payments = race.other.billing().payments();
                payments.allocate_to(paid.id, invoice.id, amount("10"), None)
            },
        );
        exactly_one(&parted, &done)
    });
}
