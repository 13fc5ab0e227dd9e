//! The tables: a store has those that the migrations describe, on every database, each key leads
//! with the book, and what was released stays as it is.

pub mod catalogue;

use std::path::Path;

use bookroom::billing::open_items::model::{EntryItemFilter, EntryItemSort, NewOpeningItem};
use bookroom::customers::model::NewCustomer;
use bookroom::ledger::model::{NewJournalEntry, NewPosting};
use bookroom::reports::ageing::AgeingOptions;
use bookroom::values::{CustomerId, PageRequest};
use bookroom::{Bookroom, Options, Session};
use bookroom_tables::{Database, Migrations};
use bookroom_tests::backends::{Backend, EmptyStore};
use bookroom_tests::room::{self, amount, day};
use sha2::{Digest as _, Sha256};

use catalogue::{differences, found, run};

const BOTH: [(Backend, Database); 3] = [
    (Backend::Sqlite, Database::Sqlite),
    (Backend::Postgres, Database::Postgres),
    (Backend::Mysql, Database::Mysql),
];

fn migrations() -> Migrations {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/ground/migrations");
    Migrations::read(&folder).unwrap_or_else(|problem| panic!("{problem}"))
}

fn opened(backend: Backend) -> EmptyStore {
    let store = EmptyStore::on(backend);
    drop(Bookroom::open(&store.url).unwrap());
    store
}

#[test]
fn a_store_has_the_tables_that_are_described() {
    let migrations = migrations();
    for (backend, database) in BOTH {
        let store = opened(backend);
        let schema = migrations.schema(database);
        let differing = differences(schema, database, &found(backend, &store.url));
        assert!(differing.is_empty(), "{backend:?}\n{}", differing.join("\n"));
        run(backend, &store.url, "ALTER TABLE team ADD COLUMN colour INTEGER");
        run(backend, &store.url, "CREATE INDEX team_by_version ON team (book_id, version)");
        let differing = differences(schema, database, &found(backend, &store.url));
        assert_eq!(differing.len(), 2, "{backend:?}\n{}", differing.join("\n"));
    }
}

/// The schema can be distributed by book: every key leads with it, every reference stays inside.
#[test]
fn every_key_leads_with_the_book_and_every_reference_stays_inside() {
    for backend in Backend::ALL {
        let found = found(backend, &opened(backend).url);
        let of = |kinds: &'static [&str]| {
            found.iter().filter(|line| kinds.iter().any(|kind| line.starts_with(kind)))
        };
        for key in of(&["primary ", "unique ", "index "]) {
            let leads = key.contains(" (book_id)") || key.contains(" (book_id, ");
            assert!(leads, "{backend:?}: {key}");
        }
        for reference in of(&["reference "]) {
            let inside = reference.matches(" (book_id").count() == 2;
            assert!(inside, "{backend:?}: {reference}");
        }
        let tables = of(&["table "]).count();
        assert!(tables >= 40 && of(&["primary "]).count() == tables, "{backend:?}: {tables}");
        assert!(of(&["reference "]).count() >= tables, "{backend:?}");
    }
}

/// Where a store notes its migrations.
const NOTED: &str = "__diesel_schema_migrations";

/// What was posted by hand before there were open items is open afterwards.
#[test]
fn older_books_get_their_open_items() {
    let migrations = migrations();
    let step = migrations.list.iter().find(|it| it.name.ends_with("open_items")).unwrap();
    for (backend, database) in BOTH {
        let test = room::on(backend);
        // As books of that time did.
        let rounding = Some(bookroom::values::TaxRounding::Line);
        let edit = bookroom::book::BookEdit { tax_rounding: rounding, ..Default::default() };
        test.owner.run(bookroom::book::commands::EditBook { version: 1, edit }).unwrap();
        let party = test.owner.customers().add(NewCustomer::company("青禾")).unwrap().id;
        let post = |account: &str, sum: &str| {
            let postings = vec![
                NewPosting::debit(account, amount(sum)).with(party),
                NewPosting::credit("3001", amount(sum)),
            ];
            let (journal, summary, attachments) = (None, "期初".to_owned(), 0);
            let on = day("2026-01-01");
            let entry = NewJournalEntry { journal, on, summary, attachments, postings };
            test.owner.ledger().post(entry).unwrap().id
        };
        post("1122", "800");
        post("2203", "-300");
        post("1123", "70");
        post("2202", "-100");
        let wrong = post("1122", "5");
        test.owner.ledger().reverse(wrong, day("2026-02-01"), None).unwrap();
        let look = |session: &Session| {
            let owed = [AgeingOptions::receivable, AgeingOptions::payable].map(|request| {
                let ageing = session.reports().ageing(&request(day("2026-01-31"))).unwrap();
                ageing.totals.unwrap()
            });
            let statement =
                session.reports().statement(party, day("2026-01-01"), day("2026-03-01"));
            let items = session.billing().open_items().list(
                &EntryItemFilter::default(),
                EntryItemSort::default(),
                false,
                &PageRequest::first(9),
            );
            (owed, statement.unwrap(), items.unwrap().items)
        };
        let before = look(&test.owner);
        test.room.shutdown().unwrap();
        let url = &test.store.as_ref().unwrap().url;
        run(backend, url, step.down(database));
        let noted = format!("DELETE FROM {NOTED} WHERE version = '{}'", step.version);
        run(backend, url, &noted);
        let options = Options { clock: test.clock.clone(), ..Options::default() };
        let room = Bookroom::open_with(url, options).unwrap();
        let session = room.sign_in(test.book, "boss", room::PASSWORD).unwrap();
        let mut after = look(&session);
        for (after, before) in after.2.iter_mut().zip(&before.2) {
            after.version = before.version;
        }
        assert_eq!(after, before, "{backend:?}");
        assert_eq!(session.verify().unwrap().findings, [], "{backend:?}");
        post_more(&session, party);
    }
}

/// Ids go on after those that the migration gave.
fn post_more(session: &Session, party: CustomerId) {
    let owed = NewOpeningItem::owed_by(party, amount("1"));
    let made = session.billing().open_items().post(day("2026-06-01"), vec![owed], None, None);
    assert!(made.unwrap()[0].id.0 > 5);
}

#[test]
fn migrations_can_be_taken_back() {
    let migrations = migrations();
    for (backend, database) in BOTH {
        let store = opened(backend);
        for migration in migrations.list.iter().rev() {
            run(backend, &store.url, migration.down(database));
        }
        assert_eq!(found(backend, &store.url), catalogue::Lines::new(), "{backend:?}");
    }
}

const FIRST: [&str; 2] = [
    "CREATE TABLE book (
        book_id INT NOT NULL,
        PRIMARY KEY (book_id)
    );
    CREATE TABLE place (
        book_id INT NOT NULL,
        id INT NOT NULL,
        code TEXT(40),
        rate DECIMAL,
        parent_id INT,
        opened_on DATE,
        PRIMARY KEY (book_id, id),
        FOREIGN KEY (book_id) REFERENCES book (book_id),
        FOREIGN KEY (book_id, parent_id) REFERENCES place (book_id, id)
    );
    CREATE TABLE visit (
        book_id INT NOT NULL,
        place_id INT NOT NULL,
        day DATE NOT NULL,
        PRIMARY KEY (book_id, place_id, day)
    );
    CREATE UNIQUE INDEX place_code ON place (book_id, code) WHERE code IS NOT NULL;
    CREATE INDEX place_by_day ON place (book_id, opened_on) WHERE opened_on IS NOT NULL;
    INSERT INTO book (book_id) VALUES (1);
    INSERT INTO place (book_id, id, code) VALUES (1, 1, 'a'), (1, 2, NULL), (1, 3, NULL);
    INSERT INTO visit (book_id, place_id, day) VALUES (1, 2, '2026-06-15');",
    "DROP TABLE visit;
    DROP TABLE place;
    DROP TABLE book;",
];

const SECOND: [&str; 2] = [
    "DROP INDEX place_by_day ON place;
    ALTER TABLE place ADD COLUMN active BOOL NOT NULL DEFAULT TRUE;
    ALTER TABLE place ADD COLUMN kind TEXT(20) NOT NULL DEFAULT 'shop';
    ALTER TABLE place ADD COLUMN hash BYTES(32);
    ALTER TABLE place DROP COLUMN rate;
    ALTER TABLE place RENAME COLUMN opened_on TO since_on;
    ALTER TABLE place RENAME TO site;
    CREATE INDEX site_by_kind ON site (book_id, kind, since_on);
    UPDATE site SET active = FALSE WHERE code IS NULL;
    -- A table gets another key by being made anew.
    CREATE TABLE visit_anew (
        book_id INT NOT NULL,
        day DATE NOT NULL,
        place_id INT NOT NULL,
        PRIMARY KEY (book_id, day, place_id),
        FOREIGN KEY (book_id, place_id) REFERENCES site (book_id, id)
    );
    INSERT INTO visit_anew (book_id, day, place_id) SELECT book_id, day, place_id FROM visit;
    DROP TABLE visit;
    ALTER TABLE visit_anew RENAME TO visit;",
    "DROP TABLE visit;
    CREATE TABLE visit (
        book_id INT NOT NULL,
        place_id INT NOT NULL,
        day DATE NOT NULL,
        PRIMARY KEY (book_id, place_id, day)
    );
    DROP INDEX site_by_kind ON site;
    ALTER TABLE site RENAME TO place;
    ALTER TABLE place RENAME COLUMN since_on TO opened_on;
    ALTER TABLE place ADD COLUMN rate DECIMAL;
    ALTER TABLE place DROP COLUMN hash;
    ALTER TABLE place DROP COLUMN kind;
    ALTER TABLE place DROP COLUMN active;
    CREATE INDEX place_by_day ON place (book_id, opened_on) WHERE opened_on IS NOT NULL;",
];

/// Every kind of statement does on each database what the reader takes it for.
#[test]
fn statements_do_what_the_reader_takes_them_for() {
    let folder = tempfile::tempdir().unwrap();
    let read = |count: usize| {
        for (number, scripts) in [FIRST, SECOND][..count].iter().enumerate() {
            let path = folder.path().join(format!("2026-01-01-00000{number}_step"));
            std::fs::create_dir_all(&path).unwrap();
            for (name, text) in ["up.sql", "down.sql"].iter().zip(scripts) {
                std::fs::write(path.join(name), text).unwrap();
            }
        }
        Migrations::read(folder.path()).unwrap_or_else(|problem| panic!("{problem}"))
    };
    let (first, both) = (read(1), read(2));
    for (backend, database) in BOTH {
        let store = EmptyStore::on(backend);
        let differing = |all: &Migrations| {
            differences(all.schema(database), database, &found(backend, &store.url))
        };
        run(backend, &store.url, both.list[0].up(database));
        assert_eq!(differing(&first), [""; 0], "{backend:?}");
        run(backend, &store.url, both.list[1].up(database));
        assert_eq!(differing(&both), [""; 0], "{backend:?}");
        run(backend, &store.url, both.list[1].down(database));
        assert_eq!(differing(&first), [""; 0], "{backend:?}");
        run(backend, &store.url, both.list[0].down(database));
        assert_eq!(found(backend, &store.url), catalogue::Lines::new(), "{backend:?}");
    }
}

#[test]
fn every_table_is_documented() {
    for table in &migrations().schema(Database::Sqlite).tables {
        assert!(!table.doc.is_empty(), "say in a comment above it what `{}` holds", table.name);
    }
}

/// What stores have run already: a digest of each released migration on each database.
const RELEASED: &str = include_str!("golden/migrations.txt");

#[test]
fn what_was_released_stays_as_it_is() {
    let mut lines = String::new();
    for migration in &migrations().list {
        for database in Database::ALL {
            let statements = migration.up(database).lines().map(|line| {
                let statement = line.split_once("--").map_or(line, |(statement, _)| statement);
                statement.split_whitespace().collect::<Vec<_>>().join(" ")
            });
            let mut hash = Sha256::new();
            statements.filter(|line| !line.is_empty()).for_each(|line| hash.update(line + "\n"));
            let digest: String =
                hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
            lines += &format!("{} {} {digest}\n", migration.name, database.name());
        }
    }
    for released in RELEASED.lines() {
        let stays = lines.lines().any(|line| line == released);
        assert!(stays, "this has changed: {released}\nWrite a new migration instead of\n{lines}");
    }
    let count = (lines.lines().count(), RELEASED.lines().count());
    assert_eq!(count.0, count.1, "golden/migrations.txt lacks the newest of\n{lines}");
}
