//! Eight at once on the same customers, on every database: nothing is lost, numbers have no gaps,
//! the books are whole, and no error comes that is not told of.

mod access;
mod chart;
pub mod deadlocks;
mod dealings;
mod documents;
mod lists;
mod merging;
mod people;
mod profiles;
pub mod race;
mod tasks;
mod turns;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use bookroom::Session;
use bookroom::billing::invoices::{DocumentKind, InvoiceFilter, InvoiceSort};
use bookroom::billing::payments::{NewPayment, PaymentFilter, PaymentSort};
use bookroom::customers::model::CustomerEdit;
use bookroom::error::{Error, Kind, Result};
use bookroom::ledger::model::{EntryFilter, EntrySort};
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, amount, day};
use rust_decimal::Decimal;

use crate::samples::fixtures::{customer, new_entry, sale};
use crate::whole::assert_whole;

const THREADS: usize = 8;
const ROUNDS: usize = 12;

/// Conflicts and busy stores are the caller's to try again; nothing else may come.
fn again<T>(retries: &AtomicUsize, mut call: impl FnMut() -> Result<T>) -> T {
    for _ in 0..200 {
        match call() {
            Ok(value) => return value,
            Err(error) if may_be_retried(&error) => {
                retries.fetch_add(1, Ordering::SeqCst);
            }
            Err(error) => panic!("not told of: {error:?}"),
        }
    }
    panic!("no end of conflicts");
}

fn may_be_retried(error: &Error) -> bool {
    matches!(error.kind(), Kind::Busy | Kind::Conflict)
}

/// What one of eight does: an entry, two invoices, a payment, a note on a shared customer.
fn work(session: &Session, customers: &[CustomerId], thread: usize, retries: &AtomicUsize) {
    for round in 0..ROUNDS {
        let of = |step: usize| customers[(thread + round + step) % customers.len()];
        again(retries, || session.ledger().post(new_entry("2026-06-10")));
        let invoices = session.billing().invoices();
        let new = vec![sale(of(0), "2026-06-11"), sale(of(1), "2026-06-12")];
        again(retries, || invoices.draft_and_post(new.clone()));
        let drafted = again(retries, || invoices.draft(sale(of(2), "2026-05-03")));
        again(retries, || invoices.post(drafted.id, drafted.version));
        let paid = Decimal::from(100 + thread) + amount("0.01");
        let payment = NewPayment::received(of(0), day("2026-06-13"), paid);
        again(retries, || session.billing().payments().record(payment.clone()));
        again(retries, || {
            let shared = session.customers().get(customers[0])?;
            let count: usize = shared.note.unwrap_or_default().parse().unwrap_or(0);
            let note = (count + 1).to_string().into();
            let edit = CustomerEdit { note, ..CustomerEdit::default() };
            session.customers().edit(customers[0], shared.version, edit)
        });
    }
}

/// Numbers such as `INV-202606-0007` run from 1 without gaps, by what stands before the last dash.
fn assert_gapless(numbers: impl Iterator<Item = String>, expected: &[(&str, usize)]) {
    let mut series = BTreeMap::<String, Vec<usize>>::new();
    for number in numbers {
        let (name, number) = number.rsplit_once('-').unwrap();
        series.entry(name.to_owned()).or_default().push(number.parse().unwrap());
    }
    for (name, mut numbers) in series {
        numbers.sort_unstable();
        let count = expected.iter().find(|(expected, _)| *expected == name);
        let wanted: Vec<usize> = (1..=count.map_or(0, |(_, count)| *count)).collect();
        assert_eq!(numbers, wanted, "{name}");
    }
}

fn check(session: &Session, customers: &[CustomerId]) {
    let all = THREADS * ROUNDS;
    let page = PageRequest::first(1000);
    let shared = session.customers().get(customers[0]).unwrap();
    assert_eq!(shared.note, Some(all.to_string()), "an edit was lost");
    let invoices = session.billing().invoices();
    let filter = InvoiceFilter { kind: Some(DocumentKind::Invoice), ..InvoiceFilter::default() };
    let found = invoices.list(&filter, InvoiceSort::Number, false, &page).unwrap().items;
    assert_eq!(found.len(), all * 3);
    let numbers = found.iter().filter_map(|invoice| invoice.number.clone());
    assert_gapless(numbers, &[("INV-202606", all * 2), ("INV-202605", all)]);
    let payments = session.billing().payments();
    let paid =
        payments.list(&PaymentFilter::default(), PaymentSort::Number, false, &page).unwrap().items;
    assert_gapless(paid.iter().map(|paid| paid.number.clone()), &[("RC-202606", all)]);
    let settled: Decimal = found.iter().map(|invoice| invoice.settled).sum();
    let allocated: Decimal = paid.iter().map(|paid| paid.allocated).sum();
    assert_eq!(settled, allocated);
    let entries = session
        .ledger()
        .entries(&EntryFilter::default(), EntrySort::On, false, &page)
        .unwrap()
        .items;
    assert_eq!(entries.len(), all * 5);
    let labels = entries.iter().map(|entry| {
        let month = entry.period.to_string().replace('-', "");
        format!("{}{month}-{}", entry.journal, entry.number)
    });
    let months: BTreeMap<String, usize> =
        labels.clone().fold(BTreeMap::new(), |mut months, label| {
            *months.entry(label.rsplit_once('-').unwrap().0.to_owned()).or_default() += 1;
            months
        });
    let months: Vec<(&str, usize)> = months.iter().map(|(name, count)| (&**name, *count)).collect();
    assert_gapless(labels, &months);
}

fn run(backend: Backend) {
    let test = room::on(backend);
    let customers: Vec<CustomerId> =
        ["青禾", "蓝天", "🌱"].iter().map(|name| customer(&test, name)).collect();
    let retries = AtomicUsize::new(0);
    let begun = std::time::Instant::now();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (session, customers, retries) = (test.owner.clone(), &customers, &retries);
            scope.spawn(move || work(&session, customers, thread, retries));
        }
    });
    let took = begun.elapsed().as_millis();
    check(&test.owner, &customers);
    assert_whole(&test.owner, "after eight at once");
    let calls = THREADS * ROUNDS * 6;
    let retries = retries.into_inner();
    println!("{backend:?}: {calls} calls by {THREADS} threads in {took} ms, {retries} tried again");
}

#[test]
fn eight_at_once_on_sqlite() {
    run(Backend::Sqlite);
}

#[test]
fn eight_at_once_on_postgres() {
    run(Backend::Postgres);
}

#[test]
fn eight_at_once_on_mysql() {
    run(Backend::Mysql);
}
