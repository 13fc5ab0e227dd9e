//! The file of a store: whose it is, what stands there instead, and what becomes of it while it is
//! open.

use std::path::{Path, PathBuf};

use bookroom::access::model::NewTeam;
use bookroom::error::Code;
use bookroom::{Bookroom, Session};
use bookroom_tests::backends::{Backend, EmptyStore};
use bookroom_tests::room::{self, PASSWORD, TestRoom};
use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, SqliteConnection};

fn path(test: &TestRoom) -> PathBuf {
    PathBuf::from(&test.store.as_ref().unwrap().url)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn open_code(url: &str) -> Code {
    Bookroom::open(url).err().map(|error| error.code()).unwrap_or_else(|| panic!("{url} opens"))
}

fn add(session: &Session, name: &str) -> Result<(), Code> {
    let added = session.access().add_team(NewTeam { name: name.to_owned() });
    added.map(drop).map_err(|error| error.code())
}

#[test]
fn what_another_program_keeps_is_refused_untouched_on_every_database() {
    for backend in Backend::ALL {
        let store = EmptyStore::on(backend);
        store.run("CREATE TABLE recipes (id INTEGER); INSERT INTO recipes VALUES (1)");
        let before = std::fs::read(&store.url).ok();
        assert_eq!(open_code(&store.url), Code::ForeignDatabase, "{backend:?}");
        assert_eq!(std::fs::read(&store.url).ok(), before, "{backend:?}");
        store.run("DROP TABLE recipes");
        Bookroom::open(&store.url).unwrap();
    }
}

#[test]
fn another_program_of_the_same_library_is_another_program_on_every_database() {
    for backend in Backend::ALL {
        let store = EmptyStore::on(backend);
        store.run(
            "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY, \
             run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP); \
             INSERT INTO __diesel_schema_migrations (version) VALUES ('20200101000000'); \
             CREATE TABLE book (id INTEGER)",
        );
        assert_eq!(open_code(&store.url), Code::ForeignDatabase, "{backend:?}");
    }
    let store = EmptyStore::on(Backend::Sqlite);
    store.run("PRAGMA application_id = 252006673");
    assert_eq!(open_code(&store.url), Code::ForeignDatabase, "marked, and empty");
}

#[test]
fn a_newer_store_is_refused_and_both_versions_named_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        test.room.shutdown().unwrap();
        let store = test.store.as_ref().unwrap();
        store.run("INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000001')");
        let error = Bookroom::open(&store.url).err().unwrap();
        assert_eq!(error.code(), Code::NewerStore, "{backend:?}");
        assert_eq!(error.problems()[0].fact_value("store"), Some("29990101000001"));
        assert!(error.problems()[0].fact_value("engine").is_some_and(|it| it.starts_with("20")));
        assert_eq!(test.room.reopen().unwrap_err().code(), Code::NewerStore);
    }
}

#[test]
fn a_store_from_before_the_mark_opens_and_gets_it() {
    let test = room::on(Backend::Sqlite);
    test.room.shutdown().unwrap();
    let store = test.store.as_ref().unwrap();
    store.run("PRAGMA application_id = 0");
    test.room.reopen().unwrap();
    assert_eq!(add(&test.owner, "x"), Ok(()));
    test.room.shutdown().unwrap();
    let head = std::fs::read(&store.url).unwrap();
    assert_eq!(&head[68..72], b"book");
}

#[test]
fn what_is_no_file_of_a_store_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    assert_eq!(open_code(folder.path().to_str().unwrap()), Code::NotAFile);
    assert_eq!(open_code("/dev/null"), Code::NotAFile);
    assert_eq!(open_code(&at("no/such/folder.db")), Code::NoFolder);
    std::fs::write(at("text.db"), "no database ".repeat(500)).unwrap();
    assert_eq!(open_code(&at("text.db")), Code::NotAStore);
    let zip = [b"PK\x03\x04".as_slice(), &[7; 60]].concat();
    for (name, bytes) in [
        ("letter.txt", "敬启者".repeat(99).into_bytes()),
        ("a.csv", b"x".to_vec()),
        ("book.xlsx", zip.repeat(11)),
        ("pages.zip", zip.repeat(512)),
        ("zeros.db", vec![0; 4096]),
    ] {
        std::fs::write(at(name), &bytes).unwrap();
        assert_eq!(open_code(&at(name)), Code::NotAStore, "{name}");
        assert_eq!(std::fs::read(at(name)).unwrap(), bytes, "{name} is left as it was");
    }
    assert_eq!(open_code(&at("text.db/x.db")), Code::NoFolder);
    let test = room::on(Backend::Sqlite);
    test.room.shutdown().unwrap();
    let whole = std::fs::read(path(&test)).unwrap();
    for length in [50, 100, 4096, 20_000, whole.len() / 2, whole.len() - 1] {
        std::fs::write(at("cut.db"), &whole[..length]).unwrap();
        let opened = Bookroom::open(&at("cut.db"));
        let code = opened.err().map(|error| error.code());
        // What is no number of pages may be anything.
        let told = if length % 512 == 0 { Code::Corrupt } else { Code::NotAStore };
        assert_eq!(code, Some(told), "{length} of {}", whole.len());
    }
    for name in ["mysql:", "-", r"\\server\share", "postgresql//host/db"] {
        assert_eq!(open_code(name), Code::BadAddress);
        assert!(!Path::new(name).exists());
    }
}

#[test]
fn a_store_without_a_book_says_what_may_be_missing() {
    let test = room::on(Backend::Sqlite);
    let folder = tempfile::tempdir().unwrap();
    // A copy of the main file alone, while what was written stands in the log beside it.
    let copy = folder.path().join("copy.db");
    std::fs::copy(path(&test), &copy).unwrap();
    let copied = Bookroom::open(copy.to_str().unwrap()).unwrap();
    let empty = folder.path().join("empty.db");
    std::fs::write(&empty, "").unwrap();
    for room in [copied, Bookroom::open(empty.to_str().unwrap()).unwrap()] {
        let error = room.sign_in(test.book, "boss", PASSWORD).err().unwrap();
        assert_eq!(error.code(), Code::NoBook);
        assert!(error.to_string().contains("-wal"), "{error}");
    }
    let error = test.room.sign_in(99.into(), "boss", PASSWORD).err().unwrap();
    assert_eq!(error.code(), Code::SignInFailed, "books there are told to nobody");
}

#[test]
fn a_file_that_is_no_longer_there_takes_no_writes() {
    let removed = |test: &TestRoom| std::fs::remove_file(path(test)).unwrap();
    let moved = |test: &TestRoom| {
        std::fs::rename(path(test), beside(&path(test), ".old")).unwrap();
    };
    let replaced = |test: &TestRoom| {
        let other = beside(&path(test), ".new");
        std::fs::copy(path(test), &other).unwrap();
        std::fs::rename(other, path(test)).unwrap();
    };
    let log_removed = |test: &TestRoom| std::fs::remove_file(beside(&path(test), "-wal")).unwrap();
    let ways: [&dyn Fn(&TestRoom); 4] = [&removed, &moved, &replaced, &log_removed];
    for (index, change) in ways.into_iter().enumerate() {
        let test = room::on(Backend::Sqlite);
        assert_eq!(add(&test.owner, "before"), Ok(()));
        change(&test);
        assert_eq!(add(&test.owner, "after"), Err(Code::FileReplaced), "way {index}");
        test.room.shutdown().unwrap();
    }
}

#[test]
fn a_relative_path_stays_where_it_was() {
    // The folder of a process is shared by all tests: only what does not exist is named here.
    let error = Bookroom::open("no-such-folder-here/x.db").err().unwrap();
    assert_eq!(error.code(), Code::NoFolder);
}

#[cfg(unix)]
#[test]
fn files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let test = room::on(Backend::Sqlite);
    let main = path(&test);
    for file in [main.clone(), beside(&main, "-wal"), beside(&main, "-shm")] {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    let backup = beside(&main, ".backup");
    test.room.backup_to(backup.to_str().unwrap()).unwrap();
    assert_eq!(mode(&backup), 0o600);
}

#[test]
fn a_backup_is_a_whole_store_of_its_own() {
    let test = room::on(Backend::Sqlite);
    assert_eq!(add(&test.owner, "saved"), Ok(()));
    let target = beside(&path(&test), ".backup");
    let url = target.to_str().unwrap();
    test.room.backup_to(url).unwrap();
    assert_eq!(add(&test.owner, "later"), Ok(()));
    assert_eq!(test.room.backup_to(url).unwrap_err().code(), Code::AlreadyExists);
    let error = test.room.backup_to(beside(&path(&test), "x/y.db").to_str().unwrap());
    assert_eq!(error.unwrap_err().code(), Code::NoFolder);
    assert!(!beside(&target, "-wal").exists());
    let copy = Bookroom::open(url).unwrap();
    let session = copy.sign_in(test.book, "boss", PASSWORD).unwrap();
    assert_eq!(session.access().teams().unwrap().len(), 1);
    assert!(session.changes().verify(None).unwrap().findings.is_empty());
    let memory = room::memory();
    let target = beside(&path(&test), ".memory");
    memory.room.backup_to(target.to_str().unwrap()).unwrap();
    let copy = Bookroom::open(target.to_str().unwrap()).unwrap();
    copy.sign_in(memory.book, "boss", PASSWORD).unwrap();
}

#[test]
fn closing_closes_while_another_process_writes() {
    let test = room::on(Backend::Sqlite);
    let mut other = SqliteConnection::establish(path(&test).to_str().unwrap()).unwrap();
    other.batch_execute("BEGIN IMMEDIATE; DELETE FROM team").unwrap();
    test.room.shutdown().unwrap();
    assert_eq!(test.owner.access().teams().unwrap_err().code(), Code::StoreClosed);
    other.batch_execute("ROLLBACK").unwrap();
    test.room.reopen().unwrap();
}
