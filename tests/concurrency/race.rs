//! Calls that begin at once in several sessions, again and again, on every database. The sessions
//! belong to two rooms on one store, so that each works on a connection of its own.

use std::sync::Barrier;

use bookroom::error::{Code, Kind, Result};
use bookroom::{Bookroom, Session};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, PASSWORD, TestRoom};

use crate::whole::assert_whole;

/// How often each race is run on each database; more often with the long tests.
fn tries() -> usize {
    if std::env::var("BOOKROOM_LONG").is_ok() { 40 } else { 8 }
}

/// A store with two rooms open on it.
pub struct Race {
    pub test: TestRoom,
    pub one: Session,
    pub other: Session,
    _second: Bookroom,
}

impl Race {
    fn on(backend: Backend) -> Self {
        let test = room::on(backend);
        let second = Bookroom::open(&test.store.as_ref().unwrap().url).unwrap();
        let other = second.sign_in(test.book, "boss", PASSWORD).unwrap();
        Self { one: test.owner.clone(), other, test, _second: second }
    }
}

/// Runs a race on every database; it says what was wrong with a try, if anything.
pub fn run(name: &str, race: impl Fn(&Race, usize) -> Option<String>) {
    let (mut seen, tries) = (Vec::new(), tries());
    for backend in Backend::ALL {
        let rooms = Race::on(backend);
        let faults: Vec<String> = (0..tries).filter_map(|round| race(&rooms, round)).collect();
        println!("{name}, {backend:?}: {} of {tries} wrong", faults.len());
        if let Some(first) = faults.first() {
            seen.push(format!("{backend:?}: {} of {tries}: {first}", faults.len()));
            continue;
        }
        // A race may have ended the owner's session.
        let owner = rooms.test.room.sign_in(rooms.test.book, "boss", PASSWORD).unwrap();
        assert_whole(&owner, name);
    }
    assert!(seen.is_empty(), "{name}: {seen:#?}");
}

/// Both calls at once.
pub fn both<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    let barrier = Barrier::new(2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| {
            barrier.wait();
            other()
        });
        barrier.wait();
        (one(), other.join().unwrap())
    })
}

/// What is wrong with an answer by itself: an error that is the store's and not the caller's.
pub fn untold<T>(result: &Result<T>) -> Option<String> {
    let error = result.as_ref().err()?;
    let told = matches!(
        error.kind(),
        Kind::Invalid | Kind::NotFound | Kind::Denied | Kind::Conflict | Kind::Duplicate
    );
    (!told).then(|| format!("{error:?}"))
}

/// As [`untold`], and a version conflict is wrong as well.
pub fn unasked<T>(result: &Result<T>) -> Option<String> {
    let stale = result.as_ref().err().filter(|error| error.code() == Code::VersionConflict);
    untold(result).or_else(|| stale.map(|error| format!("{error:?}")))
}

/// Exactly one of two that exclude each other succeeds, and the other is refused in so many words.
pub fn exactly_one<A, B>(one: &Result<A>, other: &Result<B>) -> Option<String> {
    let count = usize::from(one.is_ok()) + usize::from(other.is_ok());
    let told = untold(one).or_else(|| untold(other));
    told.or_else(|| (count != 1).then(|| format!("{count} of 2 succeeded")))
}
