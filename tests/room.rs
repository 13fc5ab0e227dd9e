//! A room with one book, its owner signed in, and a clock that stands still.

use std::sync::{Arc, OnceLock};

use bookroom::access::model::NewOperator;
use bookroom::book::NewBook;
use bookroom::values::{BookId, ManualClock};
use bookroom::{Bookroom, Options, Session};
use chrono::{DateTime, NaiveDate, Utc};

use crate::backends::{Backend, EmptyStore};

/// The password of every operator in tests.
pub const PASSWORD: &str = "Correct-Horse-7";

/// The password of an owner who changed it.
pub const OTHER_PASSWORD: &str = "Another-Horse-8";

/// A room for tests.
pub struct TestRoom {
    /// The room.
    pub room: Bookroom,
    /// Its only book at first.
    pub book: BookId,
    /// The owner's session.
    pub owner: Session,
    /// The clock: 2026-06-15 10:00 in the book's time zone.
    pub clock: Arc<ManualClock>,
    /// The store, when it is not in memory.
    pub store: Option<EmptyStore>,
}

/// The instant at which tests begin.
#[must_use]
pub fn start() -> DateTime<Utc> {
    "2026-06-15T02:00:00Z".parse().expect("an instant")
}

/// A date.
#[must_use]
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// An amount.
#[must_use]
pub fn amount(text: &str) -> rust_decimal::Decimal {
    text.parse().expect("an amount")
}

/// A room in memory with a Chinese book.
#[must_use]
pub fn memory() -> TestRoom {
    with(":memory:", None, &NewBook::chinese("测试公司", "boss", PASSWORD))
}

/// A room on a database with a Chinese book.
#[must_use]
pub fn on(backend: Backend) -> TestRoom {
    let store = EmptyStore::on(backend);
    let url = store.url.clone();
    with(&url, Some(store), &NewBook::chinese("测试公司", "boss", PASSWORD))
}

/// A room on a SQLite file with a Chinese book, copied from one that is made once: quicker than
/// [`on`] where many rooms are needed.
#[must_use]
pub fn copied() -> TestRoom {
    static ORIGINAL: OnceLock<(Vec<u8>, BookId)> = OnceLock::new();
    let (bytes, book) = ORIGINAL.get_or_init(|| {
        let test = on(Backend::Sqlite);
        test.room.shutdown().expect("shuts down");
        let path = &test.store.as_ref().expect("a store").url;
        (std::fs::read(path).expect("the file"), test.book)
    });
    let store = EmptyStore::on(Backend::Sqlite);
    std::fs::write(&store.url, bytes).expect("a copy");
    let clock = Arc::new(ManualClock::at(start()));
    let options = Options { clock: clock.clone(), ..Options::default() };
    let room = Bookroom::open_with(&store.url, options).expect("the store opens");
    let owner = room.sign_in(*book, "boss", PASSWORD).expect("the owner signs in");
    TestRoom { room, book: *book, owner, clock, store: Some(store) }
}

/// A room on a copy of a store whose owner's password is [`OTHER_PASSWORD`].
#[must_use]
pub fn opened(store: EmptyStore) -> TestRoom {
    let clock = Arc::new(ManualClock::at(start()));
    let options = Options { clock: clock.clone(), ..Options::default() };
    let room = Bookroom::open_with(&store.url, options).expect("the store opens");
    let book = room.books().expect("the books")[0].id;
    let owner = room.sign_in(book, "boss", OTHER_PASSWORD).expect("the owner signs in");
    TestRoom { room, book, owner, clock, store: Some(store) }
}

/// A room with a book of one's own.
#[must_use]
pub fn with(url: &str, store: Option<EmptyStore>, new: &NewBook) -> TestRoom {
    let clock = Arc::new(ManualClock::at(start()));
    let options = Options { clock: clock.clone(), ..Options::default() };
    let room = Bookroom::open_with(url, options).expect("the store opens");
    let book = room.create_book(new).expect("a book");
    let owner = room.sign_in(book, &new.owner_name, PASSWORD).expect("the owner signs in");
    TestRoom { room, book, owner, clock, store }
}

impl TestRoom {
    /// Adds an operator with these roles and signs them in (password changed as required).
    #[must_use]
    pub fn operator(&self, name: &str, roles: &[&str]) -> Session {
        self.operator_in(name, roles, None)
    }

    /// As [`TestRoom::operator`], in a team.
    #[must_use]
    pub fn operator_in(
        &self,
        name: &str,
        roles: &[&str],
        team: Option<bookroom::values::TeamId>,
    ) -> Session {
        let first = "First-Password-1";
        let operator = NewOperator {
            sign_in_name: name.to_owned(),
            display_name: name.to_owned(),
            password: first.into(),
            team,
            roles: roles.iter().map(|&role| role.to_owned()).collect(),
        };
        self.owner.access().add_operator(operator).expect("an operator");
        let session = self.room.sign_in(self.book, name, first).expect("signs in");
        session.access().change_own_password(first, PASSWORD).expect("changes the password");
        self.room.sign_in(self.book, name, PASSWORD).expect("signs in again")
    }
}
