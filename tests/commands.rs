//! Walks the catalogue of commands and proves of each: it can be dry-run, batched, repeated under a
//! request key, it is audited, it is permitted to whom the golden matrix says, and it obeys the
//! host's rules. A command without an example, or without a row, fails.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use bookroom::access::permission::Permission;
use bookroom::access::ready_made::ROLES;
use bookroom::error::Code;
use bookroom::{AnyCommand, AnyOutcome, CommandView, Rule, RuleViolation};
use bookroom_tests::backends::Backend;
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

fn one(test: &TestRoom, command: &AnyCommand) -> AnyOutcome {
    test.owner.batch(vec![command.clone()]).unwrap().remove(0)
}

#[test]
fn every_command_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = AnyCommand::NAMES.iter().copied().collect();
    assert_eq!(names.len(), AnyCommand::NAMES.len());
}

#[test]
fn every_command_dry_runs_with_the_same_answer_and_keeps_nothing() {
    for name in AnyCommand::NAMES {
        let test = room::on(Backend::Sqlite);
        let command = example(name, &test);
        let before = bytes(&test);
        let head = test.owner.changes().head().unwrap();
        let dry = test.owner.dry_run().batch(vec![command.clone()]).unwrap();
        assert_eq!(bytes(&test), before, "{name}: a dry run wrote something");
        assert_eq!(test.owner.changes().head().unwrap(), head, "{name}");
        assert_eq!(dry, [one(&test, &command)], "{name}: a dry run gave another answer");
    }
}

#[test]
fn every_command_is_audited() {
    for name in AnyCommand::NAMES {
        let test = room::memory();
        let command = example(name, &test);
        let before = test.owner.changes().head().unwrap().seq;
        let changes = {
            let watcher = test.operator("watcher", &["auditor"]);
            let before = watcher.changes().head().unwrap().seq.max(before);
            one(&test, &command);
            watcher.changes().after(before, 1000).unwrap()
        };
        assert!(!changes.is_empty(), "{name} left no trace");
        for change in &changes {
            assert_eq!(change.action, *name);
            assert_eq!(change.operator, Some(test.owner.operator_id()), "{name}");
            assert!(!change.subject.kind.is_empty(), "{name}");
        }
    }
}

#[test]
fn every_command_is_done_once_under_a_request_key() {
    for name in AnyCommand::NAMES {
        let test = room::memory();
        let command = example(name, &test);
        let watcher = test.operator("watcher", &["auditor"]);
        let keyed = test.owner.with_request_key("order-4711");
        let first = keyed.batch(vec![command.clone()]).unwrap();
        let head = watcher.changes().head().unwrap();
        // Ending one's own sessions is what changing a password does: sign in anew.
        let again = test.room.sign_in(test.book, "boss", password_after(name)).unwrap();
        let head = if *name == "access.change_own_password" { head } else { again_head(&watcher) };
        let keyed = again.with_request_key("order-4711");
        let second = keyed.batch(vec![command.clone()]).unwrap();
        assert_eq!(first, second, "{name}: the repetition gave another outcome");
        assert!(watcher.changes().head().unwrap().seq <= head.seq + 1, "{name} was done twice");
        let other = vec![command.clone(), command.clone()];
        let error = keyed.batch(other).unwrap_err();
        assert_eq!(error.code(), Code::KeyReused, "{name}");
    }
}

fn again_head(watcher: &bookroom::Session) -> bookroom::changes::model::Head {
    watcher.changes().head().unwrap()
}

fn password_after(name: &str) -> &'static str {
    if name == "access.change_own_password" { "Fourth-Horse-10" } else { room::PASSWORD }
}

#[test]
fn every_command_is_batched_all_or_none() {
    for name in AnyCommand::NAMES {
        let test = room::on(Backend::Sqlite);
        let command = example(name, &test);
        let broken = bookroom::access::commands::AddTeam {
            team: bookroom::access::model::NewTeam { name: " ".to_owned() },
        };
        let before = bytes(&test);
        let error = test.owner.batch(vec![command.clone(), broken.into()]).unwrap_err();
        assert_eq!(error.code(), Code::Required, "{name}");
        assert_eq!(error.problems()[0].path, "commands[1].team.name", "{name}");
        assert_eq!(bytes(&test), before, "{name}: half a batch was kept");
        one(&test, &command);
    }
}

struct Forbid;

impl Rule for Forbid {
    fn check(&self, command: &CommandView) -> Vec<RuleViolation> {
        assert!(!command.payload.contains("Horse"), "a password reached a rule");
        vec![RuleViolation { path: "there".to_owned(), rule: "closed on Sundays".to_owned() }]
    }
}

#[test]
fn every_command_obeys_host_rules() {
    for name in AnyCommand::NAMES {
        let test = room::memory();
        let command = example(name, &test);
        test.room.add_rule(name, Arc::new(Forbid));
        let error = test.owner.batch(vec![command.clone()]).unwrap_err();
        assert_eq!(error.code(), Code::HostRule, "{name}");
        assert_eq!(error.problems()[0].path, "commands[0].there", "{name}");
        test.room.clear_rules();
        one(&test, &command);
    }
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
        AnyCommand::NAMES.iter().map(|name| example(name, &room::memory())).collect();
    for role in &ROLES {
        let session = test.operator(role.code, &[role.code]).dry_run();
        for command in &commands {
            let row = GOLDEN
                .lines()
                .find(|row| row.split(' ').next() == Some(command.permission().slug()));
            let column = ROLES.iter().position(|found| found.code == role.code).unwrap() + 1;
            let allowed = row.unwrap().split(' ').nth(column).unwrap() != "-";
            let denied = match session.batch(vec![command.clone()]) {
                Err(error) => error.code() == Code::NotPermitted,
                Ok(_) => false,
            };
            assert_eq!(denied, !allowed, "{} by {}", command.name(), role.code);
        }
    }
}
