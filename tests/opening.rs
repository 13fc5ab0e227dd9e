//! The first opening of a store: by many at once, and by a process that ends in the middle.

use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use bookroom::Bookroom;
use bookroom::book::NewBook;
use bookroom_tests::backends::{Backend, EmptyStore};
use bookroom_tests::room::PASSWORD;
use diesel::connection::{Instrumentation, InstrumentationEvent};

use crate::whole::assert_whole;

const URL: &str = "BOOKROOM_OPENED_BY_CHILD";
const STEP: &str = "BOOKROOM_CHILD_ENDS_AT";

/// The steps that the child has made.
static STEPS: AtomicUsize = AtomicUsize::new(0);

/// One at a time, since many processes at once are what is tried.
static TURN: Mutex<()> = Mutex::new(());

/// Ends the process at a step: before or after a statement.
fn count(step: usize) -> impl Fn(InstrumentationEvent<'_>) + Send + 'static {
    move |event| {
        let is_step = matches!(
            event,
            InstrumentationEvent::StartQuery { .. } | InstrumentationEvent::FinishQuery { .. }
        );
        if is_step && STEPS.fetch_add(1, Ordering::SeqCst) == step {
            std::process::exit(42);
        }
    }
}

fn ends_at_step() -> Option<Box<dyn Instrumentation>> {
    let step = std::env::var(STEP).ok()?.parse().ok()?;
    Some(Box::new(count(step)))
}

/// The child: this same binary, which opens a store and perhaps ends in the middle of it.
#[test]
fn child_opens() {
    let Ok(url) = std::env::var(URL) else { return };
    diesel::connection::set_default_instrumentation(ends_at_step).unwrap();
    let room = Bookroom::open(&url).unwrap_or_else(|error| panic!("{error:?}"));
    room.books().unwrap();
}

fn child(url: &str, step: Option<usize>) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "opening::child_opens", "--nocapture"]).env(URL, url);
    if let Some(step) = step {
        command.env(STEP, step.to_string());
    }
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

#[test]
fn eight_processes_make_one_store_on_every_database() {
    let _turn = TURN.lock();
    let rounds = if std::env::var("BOOKROOM_LONG").is_ok() { 10 } else { 2 };
    for backend in Backend::ALL {
        for round in 0..rounds {
            let store = EmptyStore::on(backend);
            let children: Vec<_> =
                (0..8).map(|_| child(&store.url, None).spawn().unwrap()).collect();
            for child in children {
                let output = child.wait_with_output().unwrap();
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                assert!(output.status.success(), "{backend:?} {round}: {said}");
            }
        }
    }
}

/// Wherever a process ends while it makes a store, the next one goes on with it.
#[test]
fn a_store_half_made_is_finished_on_every_database() {
    let _turn = TURN.lock();
    let is_long = std::env::var("BOOKROOM_LONG").is_ok();
    for backend in Backend::ALL {
        let mut step = 0;
        loop {
            let store = EmptyStore::on(backend);
            let status = child(&store.url, Some(step)).status().unwrap();
            if status.success() {
                break;
            }
            assert_eq!(status.code(), Some(42), "{backend:?} at {step}");
            let room = Bookroom::open(&store.url)
                .unwrap_or_else(|error| panic!("{backend:?} at {step}: {error:?}"));
            let book = room.create_book(&NewBook::chinese("公司", "boss", PASSWORD)).unwrap();
            if step % 50 == 0 {
                let owner = room.sign_in(book, "boss", PASSWORD).unwrap();
                assert_whole(&owner, "after a first opening in two parts");
            }
            step += if is_long { 1 } else { 23 };
        }
        assert!(step > 20, "{backend:?} has {step} steps");
        println!("{backend:?}: a first opening ended at steps up to {step}");
    }
}
