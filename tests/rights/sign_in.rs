//! Signing in: every guess counts, an old password opens nothing new, and no answer tells which
//! names there are.

use std::sync::{Arc, Barrier};

use bookroom::access::commands::ChangeOwnPassword;
use bookroom::changes::model::Subject;
use bookroom::error::Code;
use bookroom::values::{BookId, PageRequest};
use bookroom::{Bookroom, Session};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, PASSWORD, TestRoom};

/// So many guesses at once.
const GUESSES: usize = 12;

fn guess_at_once(room: &Bookroom, book: BookId, name: &str) -> Vec<Code> {
    let barrier = Arc::new(Barrier::new(GUESSES));
    std::thread::scope(|scope| {
        let guess = |number: usize| {
            let barrier = Arc::clone(&barrier);
            move || {
                barrier.wait();
                let guess = format!("Wrong-Horse-{number}");
                room.sign_in(book, name, &guess).err().unwrap().code()
            }
        };
        let threads: Vec<_> = (0..GUESSES).map(|number| scope.spawn(guess(number))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

/// The failures that the log counted last, and how many stand there.
fn counted(test: &TestRoom, operator: i64) -> (i64, usize) {
    let subject = Subject::new("operator", operator);
    let page = PageRequest::first(100);
    let history = test.owner.changes().history(&subject, &page).unwrap().items;
    let failures = history.iter().flat_map(|change| &change.fields);
    let failures: Vec<i64> = failures
        .filter(|field| field.field == "failures")
        .map(|field| field.after.as_ref().unwrap().parse().unwrap())
        .collect();
    (failures.iter().copied().max().unwrap_or(0), failures.len())
}

#[test]
fn guesses_made_at_once_are_all_counted_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let clerk = test.operator("clerk", &["sales"]).operator_id();
        let answers = guess_at_once(&test.room, test.book, "clerk");
        let checked = answers.iter().filter(|code| **code == Code::SignInFailed).count();
        assert!(answers.iter().all(|code| [Code::SignInFailed, Code::SignInLocked].contains(code)));
        let (last, rows) = counted(&test, clerk.0);
        assert_eq!((last, rows), (i64::try_from(checked).unwrap(), checked), "{backend:?}");
        assert!(checked >= 5, "{backend:?}: {answers:?}");
        let right = test.room.sign_in(test.book, "clerk", PASSWORD).err().unwrap();
        assert_eq!(right.code(), Code::SignInLocked, "{backend:?}");
        assert!(test.owner.changes().verify(None).unwrap().findings.is_empty());
        println!("{backend:?}: {checked} of {GUESSES} guesses at once were checked and counted");
    }
}

/// What each of some tries in a row is told.
fn told(test: &TestRoom, book: BookId, name: &str) -> Vec<(Code, Option<String>)> {
    let mut answers = Vec::new();
    for number in 0..9 {
        let error = test.room.sign_in(book, name, &format!("Wrong-{number}")).err().unwrap();
        let seconds = error.problems()[0].fact_value("seconds").map(str::to_owned);
        answers.push((error.code(), seconds));
        if number % 2 == 0 {
            test.clock.advance(chrono::TimeDelta::seconds(45));
        }
    }
    answers
}

#[test]
fn no_answer_tells_which_names_there_are_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let gone = test.operator("gone", &["sales"]).operator_id();
        let row = test.owner.access().operators().unwrap();
        let row = row.into_iter().find(|row| row.id == gone).unwrap();
        test.owner.access().set_operator_active(gone, row.version, false).unwrap();
        let _clerk = test.operator("clerk", &["sales"]);
        let known = told(&test, test.book, "clerk");
        assert!(known.iter().any(|(code, _)| *code == Code::SignInLocked), "{known:?}");
        let long = "长".repeat(5_000);
        for name in ["nobody", "gone", " NoOne ", "", "a\0b", long.as_str()] {
            assert_eq!(told(&test, test.book, name), known, "{backend:?} {name:?}");
        }
        assert_eq!(told(&test, 4711.into(), "clerk"), known, "{backend:?} unknown book");
        // Names count alike in every way of writing them.
        test.room.sign_in(test.book, "ＮＯＢＯＤＹ", "x").err().unwrap();
        let again = test.room.sign_in(test.book, "nobody", "x").err().unwrap();
        assert_eq!(again.code(), Code::SignInLocked, "{backend:?}");
    }
}

#[test]
fn guesses_at_once_at_a_name_that_nobody_has_lock_it_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        guess_at_once(&test.room, test.book, "nobody");
        let locked = test.room.sign_in(test.book, "nobody", PASSWORD).err().unwrap();
        assert_eq!(locked.code(), Code::SignInLocked, "{backend:?}");
    }
}

/// While one signs in again and again with the old password, it is changed: no session of the old
/// password lives on.
#[test]
fn an_old_password_on_its_way_opens_no_new_session_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let clerk = test.operator("clerk", &["accountant"]).operator_id();
        let started = Barrier::new(7);
        let opened: Vec<_> = std::thread::scope(|scope| {
            let sign_in = || {
                started.wait();
                (0..6)
                    .filter_map(|_| test.room.sign_in(test.book, "clerk", PASSWORD).ok())
                    .collect()
            };
            let threads: Vec<_> = (0..6).map(|_| scope.spawn(sign_in)).collect();
            started.wait();
            std::thread::sleep(std::time::Duration::from_millis(20));
            test.owner.access().reset_password(clerk, "Fresh-Horse-11").unwrap();
            let all: Vec<Vec<bookroom::Session>> =
                threads.into_iter().map(|thread| thread.join().unwrap()).collect();
            all.into_iter().flatten().collect()
        });
        for session in &opened {
            let error = session.changes().head().unwrap_err();
            assert_eq!(error.code(), Code::SessionEnded, "{backend:?}");
        }
        println!("{backend:?}: {} sessions of the old password ended", opened.len());
    }
}

#[test]
fn the_address_of_a_room_shows_no_password() {
    for backend in [Backend::Postgres, Backend::Mysql] {
        let store = bookroom_tests::backends::EmptyStore::on(backend);
        let room = Bookroom::open(&store.url).unwrap();
        assert_eq!(
            room.url().contains("***"),
            store.url.matches(':').count() > 2,
            "{}",
            room.url()
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db").to_str().unwrap().to_owned();
    assert_eq!(Bookroom::open(&path).unwrap().url(), path);
    for url in ["postgres://li:Secretword@127.0.0.1:1/x", "mysql://li:Secretword@127.0.0.1:1/x"] {
        let error = Bookroom::open(url).err().unwrap();
        assert!(!format!("{error:?} {error}").contains("Secretword"), "{error:?}");
    }
}

/// A wrong current password is a guess like one at signing in: alone, only tried, or in a batch.
#[test]
fn guesses_at_ones_own_password_are_counted_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let session = test.operator("clerk", &["sales"]);
        let clerk = session.operator_id();
        let wrong = ChangeOwnPassword { current: "Wrong-1".into(), new: "Fresh-Horse-11".into() };
        let guess = |session: &Session| session.run(wrong.clone()).unwrap_err().code();
        let batch = |session: &Session| {
            let command = bookroom::AnyCommand::ChangeOwnPassword(wrong.clone());
            session.batch(vec![command]).unwrap_err().code()
        };
        let keyed = session.with_request_key("once");
        let answers = [
            guess(&session),
            guess(&session.dry_run()),
            batch(&session),
            guess(&keyed),
            guess(&keyed),
        ];
        assert_eq!(answers, [Code::SignInFailed; 5], "{backend:?}");
        assert_eq!(counted(&test, clerk.0), (5, 5), "{backend:?}");
        // The right one is refused as well while it is locked, here and at signing in.
        let error = session.access().change_own_password(PASSWORD, "Fresh-Horse-11").unwrap_err();
        let problem = &error.problems()[0];
        assert_eq!((error.code(), problem.path.as_str()), (Code::SignInLocked, "current"));
        assert!(problem.fact_value("seconds").is_some());
        let outside = test.room.sign_in(test.book, "clerk", PASSWORD).err().unwrap();
        assert_eq!(outside.code(), Code::SignInLocked, "{backend:?}");
        test.clock.advance(chrono::TimeDelta::hours(1));
        session.access().change_own_password(PASSWORD, "Fresh-Horse-11").unwrap();
        assert!(test.room.sign_in(test.book, "clerk", "Fresh-Horse-11").is_ok(), "{backend:?}");
        assert!(test.owner.changes().verify(None).unwrap().findings.is_empty());
        assert!(test.owner.verify().unwrap().findings.is_empty(), "{backend:?}");
    }
}
