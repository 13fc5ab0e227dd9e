//! Many at once: few statements, and several writers at a time.

use std::cell::Cell;
use std::collections::BTreeSet;

use bookroom::billing::invoices::NewInvoice;
use bookroom::error::Code;
use bookroom_tests::backends::Backend;
use bookroom_tests::room;
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};

use crate::samples::billing::{customer, new_invoice};

thread_local! {
    /// Statements of this thread: selects and updates, and inserts.
    static STATEMENTS: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
}

struct Count;

impl Instrumentation for Count {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let is_insert = query.to_string().trim_start().starts_with("INSERT");
            let (others, inserts) = STATEMENTS.get();
            let add = |yes: bool| u32::from(yes);
            STATEMENTS.set((others + add(!is_insert), inserts + add(is_insert)));
        }
    }
}

#[test]
fn posting_a_thousand_takes_as_many_statements_as_posting_twenty() {
    set_default_instrumentation(|| Some(Box::new(Count))).unwrap();
    let test = room::memory();
    let customer = customer(&test);
    let billing = test.owner.billing();
    let post = |count: usize| {
        STATEMENTS.set((0, 0));
        billing.invoices().draft_and_post(vec![new_invoice(customer); count]).unwrap();
        STATEMENTS.get()
    };
    post(20);
    let (few, few_inserts) = post(20);
    let (many, many_inserts) = post(1_000);
    assert!(few > 0);
    assert_eq!(few, many, "selects and updates");
    // Rows of invoices, lines, entries, postings and changes, 20 in a statement: 10 rows each.
    assert!(many_inserts - few_inserts <= 1_000 * 10 / 20, "{few_inserts} and {many_inserts}");
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
