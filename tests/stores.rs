//! Stores: several books, shutdown and reopen, two processes on one file.

use bookroom::Bookroom;
use bookroom::access::model::NewTeam;
use bookroom::book::NewBook;
use bookroom::error::Code;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, PASSWORD};

#[test]
fn books_of_one_store_do_not_see_each_other() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let other = NewBook::international("Other", "USD", "boss", PASSWORD);
        let other = test.room.create_book(&other).unwrap();
        assert_eq!(test.room.books().unwrap().len(), 2, "{backend:?}");
        let boss = test.room.sign_in(other, "boss", PASSWORD).unwrap();
        boss.access().add_team(NewTeam { name: "sales".to_owned() }).unwrap();
        assert!(test.owner.access().teams().unwrap().is_empty());
        assert_eq!(boss.access().teams().unwrap().len(), 1);
    }
}

#[test]
fn a_bad_book_is_told_everything_at_once() {
    let room = Bookroom::open(":memory:").unwrap();
    let mut new = NewBook::chinese(" ", "boss", "123");
    new.currency = "XXQ".to_owned();
    new.chart = "none".to_owned();
    new.utc_offset_minutes = 100_000;
    let error = room.create_book(&new).unwrap_err();
    let paths: Vec<&str> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
    assert!(
        ["name", "currency", "chart", "utc_offset_minutes", "owner_password"]
            .iter()
            .all(|path| paths.contains(path)),
        "{paths:?}"
    );
    assert!(room.books().unwrap().is_empty());
}

#[test]
fn shutdown_lets_go_and_reopen_goes_on() {
    let test = room::on(Backend::Sqlite);
    test.room.shutdown().unwrap();
    assert_eq!(test.owner.access().teams().unwrap_err().code(), Code::StoreClosed);
    let wal = format!("{}-wal", test.store.as_ref().unwrap().url);
    assert!(!std::path::Path::new(&wal).exists(), "the file is whole without its log");
    test.room.reopen().unwrap();
    assert!(test.owner.access().teams().unwrap().is_empty());
    let memory = room::memory();
    assert_eq!(memory.room.shutdown().unwrap_err().code(), Code::MemoryStore);
}

#[test]
fn what_is_no_store_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    std::fs::write(&path, "Dear Sir or Madam, this is not a database at all.".repeat(99)).unwrap();
    let error = Bookroom::open(path.to_str().unwrap()).err().unwrap();
    assert_eq!(error.code(), Code::NotAStore, "{error}");
    let error = Bookroom::open("oracle://there/db").err().unwrap();
    assert_eq!(error.code(), Code::NoBackend);
    let error = Bookroom::open("postgres://nobody:secret-word@127.0.0.1:1/none").err().unwrap();
    assert_eq!(error.code(), Code::Unreachable);
    assert!(!error.to_string().contains("secret-word"), "{error}");
    assert_eq!(error.problems()[0].fact_value("server"), Some("127.0.0.1:1"));
    assert_eq!(error.problems()[0].fact_value("cause"), Some("refused"));
}

/// The second process: this same test binary, run with the path in its environment.
#[test]
fn two_processes_write_one_file() {
    const PATH: &str = "BOOKROOM_SECOND_PROCESS";
    let work = |url: &str, prefix: &str| {
        let room = Bookroom::open(url).unwrap();
        let book = room.books().unwrap()[0].id;
        let session = room.sign_in(book, "boss", PASSWORD).unwrap();
        for count in 0..40 {
            let name = format!("{prefix} {count}");
            session.access().add_team(NewTeam { name }).unwrap();
        }
    };
    if let Ok(url) = std::env::var(PATH) {
        return work(&url, "second");
    }
    let test = room::on(Backend::Sqlite);
    let url = test.store.as_ref().unwrap().url.clone();
    let mut second = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "stores::two_processes_write_one_file"])
        .env(PATH, &url)
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    work(&url, "first");
    assert!(second.wait().unwrap().success());
    assert_eq!(test.owner.access().teams().unwrap().len(), 80);
    let found = test.owner.changes().verify(None).unwrap();
    assert!(found.findings.is_empty(), "{found:?}");
}

#[test]
fn writers_to_one_book_do_not_lose_each_other_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let session = test.owner.clone();
                scope.spawn(move || {
                    for count in 0..10 {
                        let name = format!("{writer}/{count}");
                        session.access().add_team(NewTeam { name }).unwrap();
                    }
                });
            }
        });
        assert_eq!(test.owner.access().teams().unwrap().len(), 40, "{backend:?}");
        let found = test.owner.changes().verify(None).unwrap();
        assert!(found.findings.is_empty(), "{backend:?} {found:?}");
    }
}

#[test]
fn one_request_key_from_many_threads_is_done_once_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let outcomes: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| {
                    let session = test.owner.with_request_key("storm");
                    scope.spawn(move || {
                        session.access().add_team(NewTeam { name: "one".to_owned() }).unwrap()
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(outcomes.windows(2).all(|pair| pair[0] == pair[1]), "{backend:?}");
        assert_eq!(test.owner.access().teams().unwrap().len(), 1);
    }
}
