//! How many statements a call takes: lists and batches take as many for many rows as for few, but
//! for chunks.

use bookroom::billing::invoices::{InvoiceFilter, InvoiceSort};
use bookroom::billing::payments::{NewPayment, PaymentFilter, PaymentSort};
use bookroom::customers::contacts::model::{ContactFilter, ContactSort, NewContact};
use bookroom::customers::model::{
    Address, Channel, ChannelKind, CustomerFilter, CustomerSort, NewCustomer,
};
use bookroom::ledger::model::{EntryFilter, EntrySort};
use bookroom::reports::ageing::AgeingOptions;
use bookroom::service::model::{CaseFilter, CaseKind, CaseSort, NewCase};
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::room::{self, TestRoom, amount, day};

use crate::heard;
use crate::samples::fixtures::{new_entry, sale};

/// The calls of a thread run their statements on it, so that tests do not disturb each other.
fn statements<T>(call: impl FnOnce() -> T) -> usize {
    heard::during(|| {
        call();
    })
    .len()
}

/// A room whose statements are counted.
fn counted() -> TestRoom {
    heard::open_ears();
    room::copied()
}

fn new_customers(count: usize) -> Vec<NewCustomer> {
    let new = |index: usize| NewCustomer {
        tags: vec![format!("t{}", index % 7), "重点".to_owned()],
        channels: vec![Channel::new(ChannelKind::Email, &format!("a{index}@example.com"))],
        addresses: vec![Address { city: Some("杭州".to_owned()), ..Address::default() }],
        ..NewCustomer::company(&format!("公司 {index}"))
    };
    (0..count).map(new).collect()
}

/// Fills a room with so many of everything; returns what each step took, by name.
fn fill(test: &TestRoom, count: usize) -> (Vec<CustomerId>, Vec<(&'static str, usize)>) {
    let owner = &test.owner;
    let mut took = Vec::new();
    let mut ids = Vec::new();
    let mut step = |name, call: &mut dyn FnMut()| took.push((name, statements(call)));
    step("add customers", &mut || {
        let added = owner.customers().add_many(new_customers(count)).unwrap();
        ids = added.into_iter().map(|customer| customer.id).collect();
    });
    step("add contacts", &mut || {
        let new = ids.iter().map(|id| NewContact::of(*id, "王小明")).collect();
        owner.customers().add_contacts(new).unwrap();
    });
    step("post entries", &mut || {
        owner.ledger().post_many(vec![new_entry("2026-06-10"); count]).unwrap();
    });
    step("draft and post invoices", &mut || {
        let new = ids.iter().map(|id| sale(*id, "2026-06-10")).collect();
        owner.billing().invoices().draft_and_post(new).unwrap();
    });
    step("record payments", &mut || {
        let paid = |id: &CustomerId| NewPayment::received(*id, day("2026-06-11"), amount("9"));
        owner.billing().payments().record_many(ids.iter().map(paid).collect()).unwrap();
    });
    step("open cases", &mut || {
        let new = |id: &CustomerId| NewCase {
            customer: Some(*id),
            ..NewCase::new(CaseKind::Complaint, "坏了")
        };
        owner.service().open_many(ids.iter().map(new).collect()).unwrap();
    });
    (ids, took)
}

fn reads(test: &TestRoom, ids: &[CustomerId], limit: u32) -> Vec<(&'static str, usize)> {
    let owner = &test.owner;
    let page = PageRequest::first(limit);
    let customers = owner.customers();
    let (invoices, payments) = (owner.billing().invoices(), owner.billing().payments());
    let mut took = Vec::new();
    let mut step = |name, call: &mut dyn FnMut()| took.push((name, statements(call)));
    step("list customers", &mut || {
        let all = CustomerFilter::default();
        customers.list(&all, CustomerSort::Name, false, &page).unwrap();
    });
    step("search customers", &mut || {
        let some = CustomerFilter::of_text("公司");
        customers.list(&some, CustomerSort::Name, false, &page).unwrap();
    });
    step("get customers", &mut || {
        customers.get_many(&ids[..limit as usize]).unwrap();
    });
    step("list contacts", &mut || {
        customers
            .list_contacts(&ContactFilter::default(), ContactSort::Name, false, &page)
            .unwrap();
    });
    step("list invoices", &mut || {
        let all = InvoiceFilter::default();
        invoices.list(&all, InvoiceSort::IssueOn, true, &page).unwrap();
    });
    step("list payments", &mut || {
        payments.list(&PaymentFilter::default(), PaymentSort::PaidOn, true, &page).unwrap();
    });
    step("list entries", &mut || {
        owner.ledger().entries(&EntryFilter::default(), EntrySort::On, false, &page).unwrap();
    });
    step("list cases", &mut || {
        owner.service().list(&CaseFilter::default(), CaseSort::OpenedOn, true, &page).unwrap();
    });
    step("ageing", &mut || {
        let request =
            AgeingOptions { page: page.clone(), ..AgeingOptions::receivable(day("2026-06-30")) };
        owner.reports().ageing(&request).unwrap();
    });
    step("trial balance", &mut || {
        owner.reports().trial_balance(None, day("2026-06-30")).unwrap();
    });
    took
}

#[test]
fn reads_take_as_many_statements_for_many_rows_as_for_few() {
    let test = counted();
    let (ids, _) = fill(&test, 500);
    let few = reads(&test, &ids, 50);
    let many = reads(&test, &ids, 500);
    for ((name, few), (_, many)) in few.iter().zip(&many) {
        println!("{name}: {few} statements for 50 rows, {many} for 500");
        assert!(*few > 0 && *few <= 20, "{name}: {few}");
        assert!(*many <= few + 6, "{name}: {few} statements for 50 rows, {many} for 500");
    }
}

#[test]
fn batches_take_statements_by_the_chunk_not_by_the_record() {
    let (_, few) = fill(&counted(), 10);
    let (_, many) = fill(&counted(), 1000);
    for ((name, few), (_, many)) in few.iter().zip(&many) {
        println!("{name}: {few} statements for 10, {many} for 1,000");
        assert!(*many <= few * 12 + 100, "{name}: {few} statements for 10, {many} for 1,000");
    }
}
