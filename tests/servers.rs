//! What servers do to connections: restarts, idle limits, deadlocks.

mod language;
#[cfg(unix)]
mod sockets;

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use bookroom::book::NewBook;
use bookroom::changes::listeners::Listener;
use bookroom::changes::model::Change;
use bookroom::customers::model::{CustomerFilter, CustomerSort, NewCustomer};
use bookroom::error::{Code, Result};
use bookroom::exchange::model::{CustomerImport, ImportFile, Matching, ProgressCallback};
use bookroom::values::PageRequest;
use bookroom::{Bookroom, CommandView, Options, Rule, RuleViolation, Session};
use bookroom_tests::backends::{Backend, EmptyStore};
use bookroom_tests::room::{self, TestRoom};
use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, MysqlConnection};

use crate::samples::fixtures::{new_entry, sale};
use crate::whole::assert_whole;

const SERVERS: [Backend; 2] = [Backend::Postgres, Backend::Mysql];

/// Every kind of call, each after the sessions were ended.
fn every_kind(test: &TestRoom, round: usize, end: &dyn Fn()) {
    let owner = &test.owner;
    let many: Vec<NewCustomer> =
        (0..70).map(|at| NewCustomer::company(&format!("公司 {round}-{at}"))).collect();
    let first = owner.customers().add_many(many).unwrap()[0].id;
    let csv = format!("名称\n进口 {round}\n");
    let steps: [(&str, &dyn Fn() -> Result<()>); 9] = [
        ("read", &|| owner.access().teams().map(drop)),
        ("list", &|| {
            let (filter, order) = (CustomerFilter::default(), CustomerSort::Name);
            owner.customers().list(&filter, order, false, &PageRequest::first(5)).map(drop)
        }),
        ("post", &|| owner.ledger().post(new_entry("2026-06-10")).map(drop)),
        ("add", &|| {
            let many = (0..200).map(|at| NewCustomer::company(&format!("新 {round}-{at}")));
            owner.customers().add_many(many.collect()).map(drop)
        }),
        ("invoice", &|| {
            let new = vec![sale(first, "2026-06-11")];
            owner.billing().invoices().draft_and_post(new).map(drop)
        }),
        ("import", &|| {
            let file = ImportFile::of_bytes("a.csv", csv.clone().into_bytes());
            let none = ProgressCallback::none();
            owner.exchange().import_customers(file, &CustomerImport::default(), &none).map(drop)
        }),
        ("feed", &|| owner.changes().head().map(drop)),
        ("sign in", &|| test.room.sign_in(test.book, "boss", room::PASSWORD).map(drop)),
        ("books", &|| test.room.books().map(drop)),
    ];
    for (name, step) in steps {
        end();
        step().unwrap_or_else(|error| panic!("{name}, round {round}: {error:?}"));
    }
}

#[test]
fn every_kind_of_call_recovers_when_the_server_ends_the_sessions() {
    for backend in SERVERS {
        let test = room::on(backend);
        let store = test.store.as_ref().unwrap();
        every_kind(&test, 0, &|| store.end_sessions());
        every_kind(&test, 1, &|| {
            test.room.shutdown().unwrap();
            test.room.reopen().unwrap();
        });
        assert_whole(&test.owner, "after sessions were ended");
    }
}

#[derive(Default)]
struct Heard(std::sync::Mutex<usize>);

impl Listener for Heard {
    fn on_changes(&self, changes: &[Change]) {
        *self.0.lock().unwrap() += changes.len();
    }
}

#[test]
fn listeners_go_on_when_the_server_ends_the_sessions() {
    for backend in SERVERS {
        let test = room::on(backend);
        let heard = Arc::new(Heard::default());
        test.room.add_listener(heard.clone()).unwrap();
        for round in 0..3 {
            test.store.as_ref().unwrap().end_sessions();
            test.owner.customers().add(NewCustomer::company(&format!("公司 {round}"))).unwrap();
        }
        let told = || *heard.0.lock().unwrap() >= 3;
        let begun = std::time::Instant::now();
        while !told() && begun.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(50));
        }
        assert!(told(), "{backend:?}");
    }
}

#[test]
fn shutdown_leaves_no_session_on_the_server() {
    for backend in SERVERS {
        let test = room::on(backend);
        test.owner.customers().add(NewCustomer::company("公司")).unwrap();
        test.room.shutdown().unwrap();
        std::thread::sleep(Duration::from_millis(500));
        let store = test.store.as_ref().unwrap();
        assert_eq!(store.sessions(), 0, "{backend:?}");
        test.room.reopen().unwrap();
    }
}

/// MySQL takes back the whole of a transaction that it ends in a deadlock, with its savepoints:
/// the import that is in one is run again.
#[test]
fn a_deadlock_inside_an_import_is_run_again_on_mysql() {
    let test = room::on(Backend::Mysql);
    let add = |name: &str| {
        let mut new = NewCustomer::company(name);
        new.code = Some(name.to_owned());
        test.owner.customers().add(new).unwrap().id
    };
    let (first, second) = (add("A1"), add("A2"));
    let store = test.store.as_ref().unwrap();
    store.run("CREATE TABLE ballast (id INT PRIMARY KEY)");
    let rows: Vec<String> = (0..2000).map(|id| format!("({id})")).collect();
    let mut other = MysqlConnection::establish(&store.url).unwrap();
    let lock = |id: bookroom::values::CustomerId| {
        format!("SELECT id FROM customer WHERE id = {} FOR UPDATE", id.0)
    };
    // What has written more is the one that goes on.
    other
        .batch_execute(&format!(
            "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED; START TRANSACTION; \
             INSERT INTO ballast VALUES {}; {}",
            rows.join(","),
            lock(second)
        ))
        .unwrap();
    std::thread::scope(|scope| {
        let import = scope.spawn(|| {
            let csv = "编号,名称,备注\nA1,A1,甲\nA2,A2,乙\n".as_bytes().to_vec();
            let none = ProgressCallback::none();
            let options =
                CustomerImport { matching: Matching::UpdateOnly, ..CustomerImport::default() };
            let file = ImportFile::of_bytes("a.csv", csv);
            test.owner.exchange().import_customers(file, &options, &none)
        });
        std::thread::sleep(Duration::from_millis(1500));
        other.batch_execute(&lock(first)).unwrap();
        other.batch_execute("ROLLBACK").unwrap();
        let report = import.join().unwrap().unwrap();
        assert!(report.import.is_some(), "{report:?}");
    });
    assert_eq!(test.owner.customers().get(second).unwrap().note.as_deref(), Some("乙"));
}

/// A way to a server that can stop: what comes in is neither passed on nor refused, as with one
/// that is frozen.
struct Passage {
    url: String,
    /// All of it stands still.
    frozen: Arc<AtomicBool>,
    /// Connections with a lower number stand still.
    stalled: Arc<AtomicUsize>,
    made: Arc<AtomicUsize>,
}

impl Passage {
    fn to(url: &str) -> Self {
        let (scheme, rest) = url.split_once("://").unwrap();
        let (user, rest) = rest.split_once('@').unwrap();
        let (server, name) = rest.split_once('/').unwrap();
        let server = server.to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let passage = Self {
            url: format!("{scheme}://{user}@127.0.0.1:{port}/{name}"),
            frozen: Arc::default(),
            stalled: Arc::default(),
            made: Arc::default(),
        };
        let (frozen, stalled) = (Arc::clone(&passage.frozen), Arc::clone(&passage.stalled));
        let made = Arc::clone(&passage.made);
        std::thread::spawn(move || {
            for near in listener.incoming() {
                let near = near.unwrap();
                let number = made.fetch_add(1, Ordering::SeqCst);
                let (frozen, stalled) = (Arc::clone(&frozen), Arc::clone(&stalled));
                let stands = Arc::new(move || {
                    frozen.load(Ordering::SeqCst) || number < stalled.load(Ordering::SeqCst)
                });
                let server = server.clone();
                std::thread::spawn(move || {
                    while stands() {
                        std::thread::sleep(Duration::from_millis(10));
                    }
                    let Ok(far) = TcpStream::connect(server) else { return };
                    for stream in [&near, &far] {
                        stream.set_nodelay(true).unwrap();
                    }
                    let back = (far.try_clone().unwrap(), near.try_clone().unwrap());
                    let also = Arc::clone(&stands);
                    std::thread::spawn(move || pass(back.0, back.1, &*also));
                    pass(near, far, &*stands);
                });
            }
        });
        passage
    }

    fn freeze(&self, frozen: bool) {
        self.frozen.store(frozen, Ordering::SeqCst);
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream, stands: &dyn Fn() -> bool) {
    let mut bytes = [0; 65_536];
    while let Ok(count) = from.read(&mut bytes) {
        while stands() {
            std::thread::sleep(Duration::from_millis(5));
        }
        if count == 0 || to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
    let _ = from.shutdown(Shutdown::Both);
}

const BUSY_WAIT: Duration = Duration::from_secs(1);

fn through(passage: &Passage) -> (Bookroom, Session) {
    let options = Options {
        busy_wait: BUSY_WAIT,
        connect_wait: Duration::from_secs(2),
        ..Options::default()
    };
    let room = Bookroom::open_with(&passage.url, options).unwrap();
    let book = room.create_book(&NewBook::chinese("公司", "boss", room::PASSWORD)).unwrap();
    let owner = room.sign_in(book, "boss", room::PASSWORD).unwrap();
    owner.customers().add(NewCustomer::company("前")).unwrap();
    (room, owner)
}

/// Freezes the way to the server in the middle of a command.
struct Freezes(Arc<AtomicBool>);

impl Rule for Freezes {
    fn check(&self, _: &CommandView<'_>) -> bookroom::Result<Vec<RuleViolation>> {
        self.0.store(true, Ordering::SeqCst);
        Ok(Vec::new())
    }
}

/// How long a call on a server that does not answer may take here.
const LIMIT: Duration = Duration::from_secs(9);

#[test]
fn a_frozen_server_ends_calls_with_a_typed_error() {
    std::thread::scope(|scope| {
        for backend in SERVERS {
            scope.spawn(move || frozen(backend));
        }
    });
}

fn frozen(backend: Backend) {
    let store = EmptyStore::on(backend);
    let passage = Passage::to(&store.url);
    let (room, owner) = through(&passage);
    let add = |name: &str| owner.customers().add(NewCustomer::company(name)).map(drop);
    passage.freeze(true);
    let calls: [(&str, &dyn Fn() -> Result<()>); 4] = [
        ("read", &|| owner.access().teams().map(drop)),
        ("write", &|| add("中")),
        ("again", &|| add("中")),
        ("open", &|| {
            let (busy_wait, connect_wait) = (BUSY_WAIT, Duration::from_secs(2));
            let options = Options { busy_wait, connect_wait, ..Options::default() };
            Bookroom::open_with(&passage.url, options).map(drop)
        }),
    ];
    for (name, call) in calls {
        let begun = std::time::Instant::now();
        let error = call().unwrap_err();
        let took = begun.elapsed();
        assert_eq!(error.code(), Code::Unreachable, "{backend:?} {name}: {error:?}");
        assert!(took < LIMIT, "{backend:?} {name} took {took:?}");
        println!("{backend:?}: {name} on a frozen server ended after {took:?}");
    }
    passage.freeze(false);
    add("后").unwrap();
    room.add_rule("customers.add", Arc::new(Freezes(Arc::clone(&passage.frozen)))).unwrap();
    let begun = std::time::Instant::now();
    let error = add("不").unwrap_err();
    assert_eq!(error.code(), Code::Unreachable, "{backend:?}: {error:?}");
    assert!(begun.elapsed() < LIMIT);
    passage.freeze(false);
    room.clear_rules();
    add("终").unwrap();
    let filter = CustomerFilter::default();
    assert_eq!(owner.customers().count(&filter).unwrap(), 3);
}

#[test]
fn a_call_that_waits_for_a_server_can_be_stopped() {
    for backend in SERVERS {
        let store = EmptyStore::on(backend);
        let passage = Passage::to(&store.url);
        passage.freeze(true);
        let options = Options { connect_wait: Duration::from_secs(20), ..Options::default() };
        let begun = std::time::Instant::now();
        let stop = move || begun.elapsed() > Duration::from_millis(300);
        let opened =
            bookroom::interruptible(stop, || Bookroom::open_with(&passage.url, options).map(drop));
        assert_eq!(opened.unwrap_err().code(), Code::Interrupted, "{backend:?}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{backend:?}: {:?}", begun.elapsed());
    }
}

#[test]
fn a_long_statement_on_a_server_that_lives_is_not_cut() {
    std::thread::scope(|scope| {
        for backend in SERVERS {
            scope.spawn(move || long_statement(backend));
        }
    });
}

fn long_statement(backend: Backend) {
    let store = EmptyStore::on(backend);
    let passage = Passage::to(&store.url);
    let (_room, owner) = through(&passage);
    passage.stalled.store(passage.made.load(Ordering::SeqCst), Ordering::SeqCst);
    std::thread::scope(|scope| {
        let begun = std::time::Instant::now();
        let call = scope.spawn(|| owner.access().teams().map(drop));
        std::thread::sleep(Duration::from_secs(4));
        passage.stalled.store(0, Ordering::SeqCst);
        call.join().unwrap().unwrap();
        assert!(begun.elapsed() >= Duration::from_secs(4), "{backend:?}: it had to wait");
    });
}
