//! Callbacks that fail: nothing is half-written, the error says why, and the next call works.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bookroom::book::NewBook;
use bookroom::error::Code;
use bookroom::exchange::model::{CustomerImport, ImportFile, ImportStep, ProgressCallback};
use bookroom::values::{Clock, SystemClock};
use bookroom::{Bookroom, Options};
use bookroom_tests::room::PASSWORD;
use chrono::{DateTime, Utc};

use super::{add, count, rooms, rule, watched};

#[test]
fn a_rule_that_panics_says_why_and_keeps_nothing() {
    watched(|| {
        for test in rooms() {
            let check = rule(|command| {
                assert_eq!(count(command.session())?, 1);
                panic!("the rule book is lost")
            });
            test.room.add_rule("customers.add", check).unwrap();
            let error = add(&test.owner, "甲").unwrap_err();
            assert_eq!(error.code(), Code::CallbackFailed);
            let cause = error.problems()[0].fact_value("cause");
            assert_eq!(cause, Some("the rule book is lost"));
            test.room.clear_rules();
            assert_eq!(count(&test.owner).unwrap(), 0);
            add(&test.owner, "乙").unwrap();
            assert!(test.owner.verify().unwrap().findings.is_empty());
        }
    });
}

#[test]
fn what_a_rule_asks_wrongly_is_not_the_callers_input() {
    watched(|| {
        for test in rooms() {
            let check = rule(|command| {
                let none = bookroom::values::PageRequest::first(0);
                let filter = bookroom::customers::model::CustomerFilter::default();
                let order = bookroom::customers::model::CustomerSort::Name;
                command.session().customers().list(&filter, order, false, &none)?;
                Ok(Vec::new())
            });
            test.room.add_rule("customers.add", check).unwrap();
            let error = add(&test.owner, "甲").unwrap_err();
            assert_eq!(error.code(), Code::CallbackFailed);
            assert_eq!(error.problems()[0].fact_value("cause"), Some("out_of_range"));
            // One that swallows its error does not spoil the transaction.
            test.room.clear_rules();
            let check = rule(|command| {
                let missing = command.session().customers().get(99_999.into());
                assert_eq!(missing.unwrap_err().code(), Code::NotFound);
                Ok(Vec::new())
            });
            test.room.add_rule("customers.add", check).unwrap();
            add(&test.owner, "甲").unwrap();
            assert_eq!(count(&test.owner).unwrap(), 1);
        }
    });
}

#[test]
fn progress_that_fails_ends_the_import() {
    watched(|| {
        for test in rooms() {
            for step in [ImportStep::Reading, ImportStep::Checking, ImportStep::Writing] {
                let panics = ProgressCallback::new(move |now| {
                    assert!(now.step != step, "enough");
                });
                let file = ImportFile::of_bytes("a.csv", "名称\n甲公司\n".as_bytes().to_vec());
                let options = CustomerImport::default();
                let exchange = test.owner.exchange();
                let error = exchange.import_customers(file, &options, &panics).unwrap_err();
                assert_eq!(error.code(), Code::CallbackFailed);
                assert_eq!(count(&test.owner).unwrap(), 0);
            }
            add(&test.owner, "乙").unwrap();
        }
    });
}

/// A clock that can break.
struct Breaking {
    broken: AtomicBool,
    panics: bool,
}

impl Clock for Breaking {
    fn now(&self) -> DateTime<Utc> {
        assert!(!self.broken.load(Ordering::SeqCst) || !self.panics, "no time");
        SystemClock.now()
    }

    fn try_now(&self) -> bookroom::Result<DateTime<Utc>> {
        if self.broken.load(Ordering::SeqCst) && !self.panics {
            return Err(Code::Interrupted.into());
        }
        Ok(self.now())
    }
}

#[test]
fn a_clock_that_fails_ends_the_call() {
    for panics in [true, false] {
        let clock = Arc::new(Breaking { broken: AtomicBool::new(false), panics });
        let options = Options { clock: clock.clone(), ..Options::default() };
        let room = Bookroom::open_with(":memory:", options).unwrap();
        let book = room.create_book(&NewBook::chinese("晨光", "boss", PASSWORD)).unwrap();
        let owner = room.sign_in(book, "boss", PASSWORD).unwrap();
        clock.broken.store(true, Ordering::SeqCst);
        let code = if panics { Code::CallbackFailed } else { Code::Interrupted };
        assert_eq!(add(&owner, "甲").unwrap_err().code(), code);
        assert_eq!(count(&owner).unwrap_err().code(), code);
        assert_eq!(room.sign_in(book, "boss", PASSWORD).map(drop).unwrap_err().code(), code);
        clock.broken.store(false, Ordering::SeqCst);
        add(&owner, "甲").unwrap();
        assert_eq!(count(&owner).unwrap(), 1);
    }
}
