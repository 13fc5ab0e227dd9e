//! Calls that their caller stops keep nothing, and the next call works.

use std::cell::Cell;
use std::rc::Rc;

use bookroom::error::Code;
use bookroom::exchange::model::{CustomerImport, ImportFile, ProgressCallback};
use bookroom::interruptible;
use bookroom::ledger::model::{EntryFilter, EntrySort, NewJournalEntry, NewPosting};
use bookroom::values::PageRequest;
use bookroom_tests::room::{self, amount, day};

fn entry() -> NewJournalEntry {
    NewJournalEntry {
        journal: None,
        on: day("2026-06-30"),
        summary: "提现".to_owned(),
        attachments: 0,
        postings: vec![
            NewPosting::debit("1001", amount("5")),
            NewPosting::credit("1002", amount("5")),
        ],
    }
}

#[test]
fn a_stopped_command_keeps_nothing() {
    let test = room::memory();
    let ledger = test.owner.ledger();
    let asked = Rc::new(Cell::new(0));
    let counted = Rc::clone(&asked);
    let stop = move || {
        counted.set(counted.get() + 1);
        counted.get() > 1
    };
    let stopped = interruptible(stop, || ledger.post_many(vec![entry(); 20_000]));
    assert_eq!(stopped.unwrap_err().code(), Code::Interrupted);
    assert_eq!(asked.get(), 2, "once it has said yes, the host is not asked again");
    let filter = EntryFilter::default();
    assert!(
        ledger
            .entries(&filter, EntrySort::On, false, &PageRequest::default())
            .unwrap()
            .items
            .is_empty()
    );
    assert_eq!(ledger.post(entry()).unwrap().number, 1);
}

#[test]
fn a_stop_during_short_work_keeps_nothing() {
    let test = room::memory();
    let ledger = test.owner.ledger();
    let asked = Cell::new(0);
    // The first answer lets the work begin; it is over long before it would be time to ask again.
    let stop = move || asked.replace(1) > 0;
    let stopped = interruptible(stop, || ledger.post(entry()));
    assert_eq!(stopped.unwrap_err().code(), Code::Interrupted);
    assert_eq!(ledger.post(entry()).unwrap().number, 1);
}

#[test]
fn a_stop_is_no_rejected_row() {
    let test = room::memory();
    let rows: String = (0..500).map(|n| format!("客户{n}\n")).collect();
    let file = ImportFile::of_bytes("a.csv", format!("名称\n{rows}").into_bytes());
    let none = ProgressCallback::none();
    let stopped = interruptible(
        || true,
        || test.owner.exchange().import_customers(file, &CustomerImport::default(), &none),
    );
    assert_eq!(stopped.unwrap_err().code(), Code::Interrupted);
    assert_eq!(test.owner.customers().count(&Default::default()).unwrap(), 0);
}

#[test]
fn a_host_that_never_stops_is_obeyed() {
    let test = room::memory();
    let posted = interruptible(|| false, || test.owner.ledger().post_many(vec![entry(); 100]));
    assert_eq!(posted.unwrap().len(), 100);
}
