//! What customers want on their invoices, written by two at once: one default stays, and no
//! document names what was removed.

use bookroom::billing::invoices::NewInvoice;
use bookroom::customers::invoice_profiles::model::{
    InvoiceProfile, InvoiceProfileEdit, InvoiceProfileFilter, NewInvoiceProfile,
};
use bookroom::values::PageRequest;

use super::race::{both, exactly_one, run, untold};
use crate::samples::fixtures::{customer, sale};

#[test]
fn one_default_stays() {
    run("two defaults at once", |race, round| {
        let id = customer(&race.test, &format!("甲 {round}"));
        let new = ["总部", "一部", "二部"].map(|title| NewInvoiceProfile::of(id, title));
        let added = race.one.customers().invoice_profiles().add_many(new.into()).unwrap();
        let claim = || InvoiceProfileEdit { is_default: Some(true), ..Default::default() };
        let edit = |session: &bookroom::Session, at: usize| {
            let (id, version) = (added[at].id, added[at].version);
            session.customers().invoice_profiles().edit(id, version, claim())
        };
        let (first, last) = both(|| edit(&race.one, 1), || edit(&race.other, 2));
        let filter = InvoiceProfileFilter {
            customer: Some(id),
            is_default: Some(true),
            ..Default::default()
        };
        let page = PageRequest::first(9);
        let found = race.one.customers().invoice_profiles().list(&filter, &page).unwrap();
        let count = found.items.len();
        let told = untold(&first).or_else(|| untold(&last));
        told.or_else(|| (count != 1).then(|| format!("{count} defaults")))
    });
}

#[test]
fn two_first_profiles_are_not_both_the_default() {
    run("two first profiles at once", |race, round| {
        let id = customer(&race.test, &format!("乙 {round}"));
        let add = |session: &bookroom::Session| {
            session.customers().invoice_profiles().add(NewInvoiceProfile::of(id, "总部"))
        };
        let (first, last) = both(|| add(&race.one), || add(&race.other));
        let told = untold(&first).or_else(|| untold(&last));
        let is_default = |it: &bookroom::error::Result<InvoiceProfile>| {
            it.as_ref().is_ok_and(|profile| profile.is_default)
        };
        let count = usize::from(is_default(&first)) + usize::from(is_default(&last));
        told.or_else(|| (count != 1).then(|| format!("{count} defaults")))
    });
}

#[test]
fn a_profile_that_a_draft_takes_is_not_removed_meanwhile() {
    run("a draft names what is removed", |race, round| {
        let id = customer(&race.test, &format!("丙 {round}"));
        let profiles = race.one.customers().invoice_profiles();
        let new = ["总部", "一部"].map(|title| NewInvoiceProfile::of(id, title));
        let named = profiles.add_many(new.into()).unwrap().remove(1);
        let draft = || {
            let new = NewInvoice { profile: Some(named.id), ..sale(id, "2026-06-01") };
            race.other.billing().invoices().draft(new)
        };
        let (drafted, removed) = both(draft, || profiles.remove(named.id, named.version));
        exactly_one(&drafted, &removed)
    });
}
