//! Code of the host that the engine calls, and that calls the engine: rules, listeners, progress,
//! clocks. It reads, or is refused at once; it never hangs. Every case has a watchdog.

mod failing;
mod kept;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use bookroom::billing::invoices::commands::{DraftAndPostInvoices, DraftInvoices};
use bookroom::book::NewBook;
use bookroom::customers::commands::AddCustomers;
use bookroom::customers::model::{CustomerFilter, NewCustomer};
use bookroom::error::{Code, Error};
use bookroom::exchange::model::{CustomerImport, ImportFile, ProgressCallback};
use bookroom::values::{Clock, ManualClock};
use bookroom::{Bookroom, Change, CommandView, Listener, Options, Result, Rule, RuleViolation};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, PASSWORD, TestRoom, amount, day};

use crate::samples::billing::{customer, new_invoice};

/// How long a case may take before it counts as hung.
const WATCHDOG: Duration = Duration::from_secs(60);

/// A rule made of a function.
pub struct Asked<F>(pub F);

impl<F> Rule for Asked<F>
where
    F: Fn(&CommandView<'_>) -> Result<Vec<RuleViolation>> + Send + Sync,
{
    fn check(&self, command: &CommandView<'_>) -> Result<Vec<RuleViolation>> {
        (self.0)(command)
    }
}

/// A rule of a function, as it is registered.
pub fn rule<F>(check: F) -> Arc<dyn Rule>
where
    F: Fn(&CommandView<'_>) -> Result<Vec<RuleViolation>> + Send + Sync + 'static,
{
    Arc::new(Asked(check))
}

/// Runs a case; one that hangs fails.
pub fn watched<T: Send + 'static>(case: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, waiting) = mpsc::channel();
    let worker = thread::spawn(move || {
        let _ = done.send(case());
    });
    match waiting.recv_timeout(WATCHDOG) {
        Ok(value) => value,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("it hangs"),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            std::panic::resume_unwind(worker.join().expect_err("it has failed"))
        }
    }
}

/// The store in memory and one on each database.
pub fn rooms() -> Vec<TestRoom> {
    std::iter::once(room::memory()).chain(Backend::ALL.map(room::on)).collect()
}

pub fn count(session: &bookroom::Session) -> Result<i64> {
    session.customers().count(&CustomerFilter::default())
}

pub fn add(session: &bookroom::Session, name: &str) -> Result<()> {
    session.customers().add(NewCustomer::company(name)).map(drop)
}

/// Whatever a callback may ask of the engine and is refused, with the codes it got and how long
/// they took.
fn refused(room: &Bookroom, session: &bookroom::Session, url: Option<&str>) -> Vec<Error> {
    let begun = Instant::now();
    let mut errors = vec![
        add(session, "写").unwrap_err(),
        add(&session.dry_run(), "试").unwrap_err(),
        add(&session.with_request_key("k"), "键").unwrap_err(),
        session.batch(vec![]).unwrap_err(),
        session.verify().unwrap_err(),
        session.changes().verify(None).unwrap_err(),
        room.verify(session.book_id(), None).unwrap_err(),
        session.changes().wait(1 << 40, 10, Duration::from_secs(3_600)).unwrap_err(),
        room.sign_in(session.book_id(), "boss", PASSWORD).map(drop).unwrap_err(),
        room.create_book(&NewBook::chinese("又一", "boss", PASSWORD)).map(drop).unwrap_err(),
        room.reopen().unwrap_err(),
    ];
    if let Some(url) = url {
        errors.push(room.shutdown().unwrap_err());
        errors.push(Bookroom::open(url).map(drop).unwrap_err());
    }
    assert!(begun.elapsed() < Duration::from_secs(2), "at once: {:?}", begun.elapsed());
    errors
}

fn all_within(errors: &[Error]) {
    for error in errors {
        assert_eq!(error.code(), Code::WithinCallback, "{error}");
    }
}

#[test]
fn a_rule_reads_its_transaction_and_writes_nothing() {
    watched(|| {
        for test in rooms() {
            let (room, session) = (test.room.clone(), test.owner.clone());
            let url = test.store.as_ref().map(|store| store.url.clone());
            let asked = Arc::new(AtomicBool::new(false));
            let seen = Arc::clone(&asked);
            let check = rule(move |command| {
                // The command's own effect is there, for the rule's session and the operator's.
                assert_eq!(count(command.session())?, 1);
                assert_eq!(count(&session)?, 1);
                assert_eq!(room.books()?.len(), 1);
                all_within(&refused(&room, &session, url.as_deref()));
                all_within(&[add(command.session(), "写").unwrap_err()]);
                seen.store(true, Ordering::SeqCst);
                Ok(Vec::new())
            });
            test.room.add_rule("customers.add", check).unwrap();
            add(&test.owner, "甲").unwrap();
            assert!(asked.load(Ordering::SeqCst));
            test.room.clear_rules();
            add(&test.owner, "乙").unwrap();
            assert_eq!(count(&test.owner).unwrap(), 2);
            assert!(test.owner.verify().unwrap().findings.is_empty());
        }
    });
}

#[test]
fn a_write_from_a_rule_ends_the_call_and_the_next_one_works() {
    watched(|| {
        for test in rooms() {
            let session = test.owner.clone();
            let check = rule(move |_| add(&session, "写").map(|()| Vec::new()));
            test.room.add_rule("customers.add", check).unwrap();
            all_within(&[add(&test.owner, "甲").unwrap_err()]);
            test.room.clear_rules();
            assert_eq!(count(&test.owner).unwrap(), 0);
            add(&test.owner, "甲").unwrap();
        }
    });
}

#[test]
fn progress_reads_the_rows_that_are_written_and_writes_nothing() {
    watched(|| {
        for test in rooms() {
            let (room, session) = (test.room.clone(), test.owner.clone());
            let url = test.store.as_ref().map(|store| store.url.clone());
            let most = Arc::new(Mutex::new(0));
            let seen = Arc::clone(&most);
            let progress = ProgressCallback::fallible(move |now| {
                let found = count(&session)?;
                let mut most = seen.lock().unwrap();
                *most = found.max(*most);
                if format!("{:?}", now.step) == "Writing" {
                    all_within(&refused(&room, &session, url.as_deref()));
                }
                Ok(())
            });
            let csv = "名称\n甲公司\n乙公司\n".as_bytes().to_vec();
            let file = ImportFile::of_bytes("a.csv", csv);
            let options = CustomerImport::default();
            test.owner.exchange().import_customers(file, &options, &progress).unwrap();
            assert_eq!(*most.lock().unwrap(), 2, "the rows of the import itself");
        }
    });
}

#[test]
fn a_thread_that_a_rule_waits_for_is_told_that_the_store_is_busy() {
    watched(|| {
        for (url, store) in rooms_urls() {
            let options = Options { busy_wait: Duration::from_millis(1_000), ..Options::default() };
            let room = Bookroom::open_with(&url, options).unwrap();
            let book = room.create_book(&NewBook::chinese("晨光", "boss", PASSWORD)).unwrap();
            let owner = room.sign_in(book, "boss", PASSWORD).unwrap();
            let (inner, other) = (room.clone(), owner.clone());
            let check = rule(move |_| {
                let (inner, other) = (inner.clone(), other.clone());
                let thread = thread::spawn(move || {
                    let mut found = vec![add(&other, "线程").err()];
                    found.push(count(&other).err());
                    if inner.shutdown().is_ok() {
                        inner.reopen().unwrap();
                    }
                    found
                });
                for error in thread.join().unwrap().into_iter().flatten() {
                    assert_eq!(error.code(), Code::Busy, "{error}");
                }
                Ok(Vec::new())
            });
            room.add_rule("customers.add", check).unwrap();
            // On a server the other thread's write may come through, and be asked about in turn.
            let dry = owner.customers().add(NewCustomer::company("甲"));
            assert!(dry.is_ok() || dry.unwrap_err().code() == Code::Busy);
            room.clear_rules();
            add(&owner, "乙").unwrap();
            drop(store);
        }
    });
}

/// Addresses of stores in memory and in a file: on servers the other thread writes beside the rule.
fn rooms_urls() -> Vec<(String, Option<bookroom_tests::backends::EmptyStore>)> {
    let file = bookroom_tests::backends::EmptyStore::on(Backend::Sqlite);
    vec![(":memory:".to_owned(), None), (file.url.clone(), Some(file))]
}

#[test]
fn rules_see_the_computed_document() {
    watched(|| {
        for test in rooms() {
            let buyer = customer(&test);
            let (told, hear) = mpsc::channel();
            let to = told.clone();
            let check = rule(move |command| {
                let drafts = command.outcome::<DraftInvoices>();
                let posted = command.outcome::<DraftAndPostInvoices>();
                let invoice = drafts.or(posted).unwrap()[0].clone();
                // The same through the transaction, with the number that was just given.
                let read = command.session().billing().invoices().get(invoice.id)?;
                assert_eq!(read, invoice);
                assert_eq!(command.operator, Some(command.session().operator_id()));
                let json = command.outcome_json()?.unwrap();
                assert!(json.contains("\"gross\""), "{json}");
                let _ = to.send(invoice);
                Ok(Vec::new())
            });
            test.room.add_rule("invoices.draft", Arc::clone(&check)).unwrap();
            test.room.add_rule("invoices.draft_and_post", check).unwrap();
            let invoices = test.owner.billing();
            let invoices = invoices.invoices();
            let drafted = invoices.draft(new_invoice(buyer)).unwrap();
            let seen = hear.recv().unwrap();
            assert_eq!((seen.gross, seen.tax), (amount("279.00"), amount("29.00")));
            assert_eq!(seen.due_on, day("2026-06-10"));
            assert_eq!(seen, drafted);
            let posted = invoices.draft_and_post(vec![new_invoice(buyer)]).unwrap().remove(0);
            assert_eq!(hear.recv().unwrap().number, posted.number);
            assert!(posted.number.is_some());
        }
    });
}

#[test]
fn rules_see_typed_fields_and_what_the_operator_does_not() {
    watched(|| {
        for test in rooms() {
            add(&test.owner, "老板的").unwrap();
            let clerk = test.operator("clerk", &["sales"]);
            let own = clerk.clone();
            let check = rule(move |command| {
                let typed = command.command::<AddCustomers>().unwrap();
                assert_eq!(typed.customers[0].name, "职员的");
                assert!(command.command::<DraftInvoices>().is_none());
                // The whole book for the rule; for the operator's session what the operator sees.
                assert_eq!(count(command.session())?, 2);
                assert_eq!(count(&own)?, 1);
                Ok(Vec::new())
            });
            test.room.add_rule("customers.add", check).unwrap();
            add(&clerk, "职员的").unwrap();
        }
    });
}

#[test]
fn a_rules_session_ends_with_the_rule() {
    let test = room::memory();
    let kept = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&kept);
    let check = rule(move |command| {
        let session = command.session().clone();
        let elsewhere = session.clone();
        let other = thread::spawn(move || count(&elsewhere)).join().unwrap();
        assert_eq!(other.unwrap_err().code(), Code::SessionEnded);
        *keep.lock().unwrap() = Some(session);
        Ok(Vec::new())
    });
    test.room.add_rule("*", check).unwrap();
    add(&test.owner, "甲").unwrap();
    test.room.clear_rules();
    let session = kept.lock().unwrap().take().unwrap();
    assert_eq!(count(&session).unwrap_err().code(), Code::SessionEnded);
    assert_eq!(add(&session, "乙").unwrap_err().code(), Code::WithinCallback);
}

#[test]
fn an_unknown_command_is_refused_when_the_rule_is_registered() {
    let test = room::memory();
    let nearest = |name: &str| {
        let error = test.room.add_rule(name, rule(|_| Ok(Vec::new()))).unwrap_err();
        assert_eq!(error.code(), Code::UnknownCommand);
        error.problems()[0].fact_value("nearest").unwrap().to_owned()
    };
    assert!(nearest("customer.add").starts_with("customers.add"));
    assert!(nearest("invoice.post").starts_with("invoices.post"));
    assert!(nearest("draft_and_pots").starts_with("invoices.draft_and_post"));
    assert!(nearest("").contains(", "));
}

/// A clock that asks the engine what it is asked for.
struct Asking {
    clock: ManualClock,
    session: Mutex<Option<bookroom::Session>>,
    found: Mutex<Vec<Error>>,
}

impl Clock for Asking {
    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        let session = self.session.lock().unwrap().clone();
        if let Some(session) = session {
            let errors = [count(&session).map(drop), add(&session, "写")];
            self.found.lock().unwrap().extend(errors.into_iter().filter_map(Result::err));
        }
        self.clock.now()
    }
}

#[test]
fn a_clock_that_calls_the_engine_is_refused() {
    watched(|| {
        for (url, _store) in rooms_urls() {
            let clock = Arc::new(Asking {
                clock: ManualClock::at(room::start()),
                session: Mutex::default(),
                found: Mutex::default(),
            });
            let options = Options { clock: clock.clone(), ..Options::default() };
            let room = Bookroom::open_with(&url, options).unwrap();
            let book = room.create_book(&NewBook::chinese("晨光", "boss", PASSWORD)).unwrap();
            let owner = room.sign_in(book, "boss", PASSWORD).unwrap();
            *clock.session.lock().unwrap() = Some(owner.clone());
            add(&owner, "甲").unwrap();
            assert_eq!(count(&owner).unwrap(), 1);
            let found = clock.found.lock().unwrap();
            assert!(found.len() >= 4, "{found:?}");
            all_within(&found);
        }
    });
}

/// Answers every change with another, and says how often it was told.
struct Answer {
    session: bookroom::Session,
    told: mpsc::Sender<Vec<Change>>,
}

impl Listener for Answer {
    fn on_changes(&self, changes: &[Change]) {
        assert!(count(&self.session).is_ok());
        let name = format!("答 {}", changes[0].seq);
        add(&self.session, &name).unwrap();
        let _ = self.told.send(changes.to_vec());
    }
}

#[test]
fn a_listener_that_writes_is_not_told_of_it() {
    watched(|| {
        for test in rooms() {
            let (told, hear) = mpsc::channel();
            let (all, others) = mpsc::channel();
            let answer = Answer { session: test.owner.clone(), told };
            test.room.add_listener(Arc::new(answer)).unwrap();
            test.room.add_listener(Arc::new(kept::Tell(all))).unwrap();
            add(&test.owner, "甲").unwrap();
            assert_eq!(hear.recv_timeout(WATCHDOG).unwrap().len(), 1);
            // The other one hears of both, in order.
            let mut names = Vec::new();
            while names.len() < 2 {
                names.extend(others.recv_timeout(WATCHDOG).unwrap());
            }
            assert_eq!(names[0].seq + 1, names[1].seq);
            // A later change is told alone: the answer was not.
            add(&test.owner, "乙").unwrap();
            let next = hear.recv_timeout(WATCHDOG).unwrap();
            assert_eq!((next.len(), next[0].seq), (1, names[1].seq + 1));
            assert!(hear.recv_timeout(Duration::from_millis(600)).is_err(), "it went on");
            assert_eq!(count(&test.owner).unwrap(), 4);
        }
    });
}
