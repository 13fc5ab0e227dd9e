//! Many at once: few statements, and several writers at a time.

use std::collections::BTreeSet;

use bookroom::billing::invoices::NewInvoice;
use bookroom::error::Code;
use bookroom_tests::backends::Backend;
use bookroom_tests::room;

use crate::heard;
use crate::samples::billing::{customer, new_invoice};

/// Statements of this thread: selects and updates, and inserts.
fn counted(done: impl FnOnce()) -> (usize, usize) {
    let heard = heard::during(done);
    let inserts = heard.iter().filter(|sql| sql.starts_with("INSERT")).count();
    (heard.len() - inserts, inserts)
}

#[test]
fn posting_a_thousand_takes_as_many_statements_as_posting_twenty() {
    heard::open_ears();
    let test = room::memory();
    let customer = customer(&test);
    let billing = test.owner.billing();
    let post = |count: usize| {
        counted(|| {
            billing.invoices().draft_and_post(vec![new_invoice(customer); count]).unwrap();
        })
    };
    post(20);
    let (few, few_inserts) = post(20);
    let (many, many_inserts) = post(1_000);
    assert!(few > 0);
    assert_eq!(few, many, "selects and updates");
    // Rows of invoices, lines, entries, postings, changes and of the search, 20 in a statement: 11
    // rows each.
    assert!(many_inserts - few_inserts <= 1_000 * 11 / 20, "{few_inserts} and {many_inserts}");
}

/// Posts by several writers at once; numbers have no gaps and nothing differs afterwards.
fn post_at_once(backend: Backend) {
    let test = room::on(backend);
    let customer = customer(&test);
    let numbers: Vec<String> = std::thread::scope(|scope| {
        let writer = || {
            let session = test.owner.clone();
            let mut numbers = Vec::new();
            for _ in 0..5 {
                let new: Vec<NewInvoice> = vec![new_invoice(customer); 3];
                let made = loop {
                    match session.billing().invoices().draft_and_post(new.clone()) {
                        Ok(made) => break made,
                        Err(error) => assert_eq!(error.code(), Code::Busy, "{error}"),
                    }
                };
                numbers.extend(made.into_iter().filter_map(|invoice| invoice.number));
            }
            numbers
        };
        let writers: Vec<_> = (0..4).map(|_| scope.spawn(writer)).collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    let expected: BTreeSet<String> = (1..=60).map(|n| format!("INV-202606-{n:04}")).collect();
    assert_eq!(numbers.len(), 60);
    assert_eq!(numbers.into_iter().collect::<BTreeSet<_>>(), expected);
    assert_eq!(test.owner.billing().verify().unwrap(), []);
}

#[test]
fn several_writers_leave_no_gap_on_every_database() {
    Backend::ALL.into_iter().for_each(post_at_once);
}
