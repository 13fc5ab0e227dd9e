//! Walks the catalogue of commands and proves of each: it can be dry-run, batched, repeated under a
//! request key, it is audited, it is permitted to whom the golden matrix says, and it obeys the
//! host's rules. A command without an example, or without a row, fails.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bookroom::access::permission::Permission;
use bookroom::access::ready_made::ROLES;
use bookroom::error::Code;
use bookroom::{AnyCommand, AnyOutcome, CommandView, Result, Rule, RuleViolation};
use bookroom_tests::room::{self, TestRoom};

use crate::samples::sample;

fn example(name: &str, test: &TestRoom) -> AnyCommand {
    let command = sample(name, test).unwrap_or_else(|| panic!("{name} has no example"));
    assert_eq!(command.name(), name);
    command
}

/// Everything the store's files hold.
fn bytes(test: &TestRoom) -> Vec<Vec<u8>> {
    let url = &test.store.as_ref().unwrap().url;
    [url.clone(), format!("{url}-wal")]
        .iter()
        .map(|path| std::fs::read(Path::new(path)).unwrap_or_default())
        .collect()
}

#[test]
fn every_command_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = AnyCommand::NAMES.iter().copied().collect();
    assert_eq!(names.len(), AnyCommand::NAMES.len());
}

struct Forbid;

impl Rule for Forbid {
    fn check(&self, command: &CommandView<'_>) -> Result<Vec<RuleViolation>> {
        assert!(!command.payload.contains("Horse"), "a password reached a rule");
        let rule = "closed on Sundays".to_owned();
        Ok(vec![RuleViolation { path: "there".to_owned(), rule }])
    }
}

/// The host's rules stop it.
fn obeys_host_rules(test: &TestRoom, command: &AnyCommand) {
    let name = command.name();
    test.room.add_rule(name, Arc::new(Forbid)).unwrap();
    let error = test.owner.batch(vec![command.clone()]).unwrap_err();
    assert_eq!(error.code(), Code::HostRule, "{name}: {error:?}");
    assert_eq!(error.problems()[0].path, "commands[0].there", "{name}");
    test.room.clear_rules();
}

/// In a batch that fails it is not kept.
fn is_batched_all_or_none(test: &TestRoom, command: &AnyCommand) {
    let name = command.name();
    let broken = bookroom::access::commands::AddTeam {
        team: bookroom::access::model::NewTeam { name: " ".to_owned() },
    };
    let error = test.owner.batch(vec![command.clone(), broken.into()]).unwrap_err();
    assert_eq!(error.code(), Code::Required, "{name}: {error:?}");
    assert_eq!(error.problems()[0].path, "commands[1].team.name", "{name}");
}

/// Under a request key it gives the outcome of the dry run, is audited, and is done once.
fn is_done_and_audited_once(test: &TestRoom, command: &AnyCommand, dry: &[AnyOutcome]) {
    let name = command.name();
    let seq = test.owner.changes().head().unwrap().seq;
    let first = test.owner.with_request_key("order-4711").batch(vec![command.clone()]).unwrap();
    assert_eq!(first, dry, "{name}: the dry run gave another answer");
    // Ending one's own sessions is what changing a password does, so sign in anew.
    let own_password = *name == *"access.change_own_password";
    let password = if own_password { "Fourth-Horse-10" } else { room::PASSWORD };
    let owner = test.room.sign_in(test.book, "boss", password).unwrap();
    let mut changes = owner.changes().after(seq, 1000).unwrap();
    changes.retain(|change| change.action != "access.sign_in");
    assert!(!changes.is_empty(), "{name} left no trace");
    for change in &changes {
        assert_eq!(change.operator, Some(owner.operator_id()), "{name}");
        assert_eq!(change.request_key.as_deref(), Some("order-4711"), "{name}");
        assert!(!change.subject.kind.is_empty(), "{name}");
        assert!(!format!("{change:?}").contains("Horse"), "{name}: a password is in the log");
    }
    assert!(changes.iter().any(|change| change.action == name), "{name}: {changes:?}");
    let before = bytes(test);
    let keyed = owner.with_request_key("order-4711");
    let second = keyed.batch(vec![command.clone()]).unwrap();
    assert_eq!(first, second, "{name}: the repetition gave another outcome");
    let error = keyed.batch(vec![command.clone(), command.clone()]).unwrap_err();
    assert_eq!(error.code(), Code::KeyReused, "{name}");
    assert_eq!(bytes(test), before, "{name}: a repetition wrote something");
    let whole = owner.verify().unwrap();
    assert!(whole.findings.is_empty(), "{name}: {:#?}", whole.findings);
}

/// All that every command promises, of one.
fn keeps_its_promises(name: &str) {
    let test = room::copied();
    let command = example(name, &test);
    let before = bytes(&test);
    obeys_host_rules(&test, &command);
    is_batched_all_or_none(&test, &command);
    let dry = test.owner.dry_run().batch(vec![command.clone()]);
    let dry = dry.unwrap_or_else(|error| panic!("{name} is no valid example: {error:?}"));
    assert_eq!(bytes(&test), before, "{name}: a call that was not kept wrote something");
    is_done_and_audited_once(&test, &command, &dry);
}

#[test]
fn every_command_dry_runs_batches_repeats_audits_and_obeys_host_rules() {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(name) = AnyCommand::NAMES.get(next.fetch_add(1, Ordering::SeqCst)) {
            keeps_its_promises(name);
        }
    };
    std::thread::scope(|scope| {
        let helpers = [scope.spawn(work), scope.spawn(work), scope.spawn(work)];
        for helper in helpers {
            helper.join().unwrap();
        }
    });
}

/// The golden matrix: what each ready-made role may do. Changing a role means changing this.
const GOLDEN: &str = include_str!("golden/permissions.txt");

#[test]
fn permissions_match_the_golden_matrix() {
    let test = room::memory();
    let roles = test.owner.access().roles().unwrap();
    let mut matrix = String::from("permission");
    for role in &ROLES {
        matrix.push_str(&format!(" {}", role.code));
    }
    for permission in Permission::ALL {
        matrix.push_str(&format!("\n{}", permission.slug()));
        for role in &ROLES {
            let role = roles.iter().find(|found| found.code == role.code).unwrap();
            let grant = role.grants.iter().find(|grant| grant.permission == *permission);
            matrix.push_str(&format!(" {}", grant.map_or("-", |grant| grant.reach.slug())));
        }
    }
    let golden: Vec<&str> = GOLDEN.lines().collect();
    for (found, wanted) in matrix.lines().zip(&golden) {
        assert_eq!(found, *wanted);
    }
    assert_eq!(matrix.lines().count(), golden.len(), "a permission has no golden row");
}

#[test]
fn every_command_is_denied_to_roles_without_its_permission() {
    let test = room::memory();
    let commands: Vec<AnyCommand> =
        AnyCommand::NAMES.iter().map(|name| example(name, &room::copied())).collect();
    for role in &ROLES {
        let session = test.operator(role.code, &[role.code]).dry_run();
        for command in &commands {
            let row = GOLDEN
                .lines()
                .find(|row| row.split(' ').next() == Some(command.permission().slug()));
            let column = ROLES.iter().position(|found| found.code == role.code).unwrap() + 1;
            let allowed = row.unwrap().split(' ').nth(column).unwrap() != "-";
            // A command that runs others may be denied for want of theirs: that is not meant here.
            let wanted = Some(command.permission().slug());
            let denied = match session.batch(vec![command.clone()]) {
                Err(error) => {
                    let problem = &error.problems()[0];
                    problem.code == Code::NotPermitted && problem.fact_value("permission") == wanted
                }
                Ok(_) => false,
            };
            assert_eq!(denied, !allowed, "{} by {}", command.name(), role.code);
        }
    }
}
