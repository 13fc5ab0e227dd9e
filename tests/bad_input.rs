//! What nobody meant to give: each call gives a typed error or works, nothing is half-written, and
//! the next call works.

#[path = "bad_input/mutate.rs"]
mod mutate;

use std::cell::Cell;

use bookroom::AnyCommand;
use bookroom::error::{Code, Error, Kind};
use bookroom_tests::room::{self, TestRoom};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::samples::sample;
use crate::whole;

/// Refusals that say what the caller did wrong; the others mean that the engine failed.
fn is_typed(error: &Error) -> bool {
    error.kind() != Kind::Storage && error.kind() != Kind::Busy && !error.problems().is_empty()
}

/// Runs a command that may be refused; then the log has not moved.
fn try_out(test: &TestRoom, command: AnyCommand) -> Result<(), String> {
    let name = command.name();
    // A password that was changed to something random would end the session.
    let session = match name {
        "access.change_own_password" | "access.reset_password" => test.owner.dry_run(),
        _ => test.owner.clone(),
    };
    let head = || test.owner.changes().head().map_err(|error| format!("{name}: {error:?}"));
    let before = head()?;
    match session.batch(vec![command]) {
        Ok(_) => Ok(()),
        Err(error) if !is_typed(&error) => Err(format!("{name}: {error:?}")),
        Err(error) if error.to_string().len() > 200_000 => {
            Err(format!("{name}: an error of {} bytes", error.to_string().len()))
        }
        // A wrong password is counted, and the lock that follows is told in the log.
        Err(error) if matches!(error.code(), Code::SignInFailed | Code::SignInLocked) => Ok(()),
        Err(_) if head()? == before => Ok(()),
        Err(_) => Err(format!("{name}: half was written")),
    }
}

fn cases() -> u32 {
    let long = std::env::var("BOOKROOM_LONG").is_ok();
    let all = if long { 10_000 } else { 600 };
    all / u32::try_from(AnyCommand::NAMES.len()).unwrap() + 1
}

fn runner() -> TestRunner {
    let config = Config { cases: cases(), failure_persistence: None, ..Config::default() };
    match std::env::var("BOOKROOM_LONG") {
        Ok(_) => TestRunner::new(config),
        Err(_) => {
            let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
            TestRunner::new_with_rng(config, rng)
        }
    }
}

/// A room per command with its example, which is changed at one to three places again and again.
fn change_command(name: &str) -> u32 {
    let test = room::copied();
    let command = sample(name, &test).unwrap_or_else(|| panic!("{name} has no example"));
    let good = serde_json::to_value(&command).unwrap();
    let given = Cell::new(0);
    let places = prop::collection::vec((0..10_000_usize, 0..10_000_usize), 1..4);
    let outcome = runner().run(&places, |changes| {
        let mut bad = good.clone();
        for (place, index) in changes {
            mutate::change(&mut bad["data"], place, index);
        }
        let Ok(command) = serde_json::from_value::<AnyCommand>(bad) else { return Ok(()) };
        given.set(given.get() + 1);
        try_out(&test, command).map_err(TestCaseError::fail)
    });
    outcome.unwrap_or_else(|error| panic!("{name}: {error}"));
    whole::assert_whole(&test.owner, name);
    given.get()
}

#[test]
fn changed_commands_work_or_are_refused_with_a_reason() {
    let names = AnyCommand::NAMES;
    let half = names.len() / 2;
    let run = |names: &[&str]| names.iter().map(|name| change_command(name)).sum::<u32>();
    let run = std::thread::scope(|scope| {
        let first = scope.spawn(|| run(&names[..half]));
        let second = scope.spawn(|| run(&names[half..]));
        first.join().unwrap() + second.join().unwrap()
    });
    println!("{run} changed commands of {} kinds", names.len());
}
