//! Operators, roles, teams and duty rules, changed twice at once.

use bookroom::Session;
use bookroom::access::model::{NewOperator, NewRole, NewTeam, Operator, Role, RoleEdit, TeamEdit};
use bookroom::access::permission::{Grant, Permission, Reach};
use bookroom::error::{Code, Result};
use bookroom_tests::room::{PASSWORD, TestRoom};

use super::race::{Race, both, exactly_one, run, unasked, untold};

fn operator(session: &Session, name: &str) -> Operator {
    let all = session.access().operators().unwrap();
    all.into_iter().find(|operator| operator.sign_in_name == name).unwrap()
}

fn new_operator(name: &str, roles: &[&str]) -> NewOperator {
    NewOperator {
        sign_in_name: name.to_owned(),
        display_name: name.to_owned(),
        password: "First-Password-1".into(),
        team: None,
        roles: roles.iter().map(|&role| role.to_owned()).collect(),
    }
}

fn set_active(session: &Session, name: &str, active: bool) -> Result<Operator> {
    let seen = operator(session, name);
    session.access().set_operator_active(seen.id, seen.version, active)
}

fn grants(permissions: &[Permission]) -> Vec<Grant> {
    let grant = |&permission: &Permission| Grant { permission, reach: Reach::All };
    permissions.iter().map(grant).collect()
}

fn new_role(code: &str, permissions: &[Permission]) -> NewRole {
    NewRole {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        grants: grants(permissions),
        fields: vec![],
    }
}

fn role(session: &Session, code: &str, permissions: &[Permission]) -> Role {
    session.access().add_role(new_role(code, permissions)).unwrap()
}

/// Whether somebody who may manage operators is left.
fn managers(race: &Race) -> Option<String> {
    let all = race.test.owner.access().operators().ok()?;
    let manages =
        |operator: &&Operator| operator.active && operator.roles.contains(&"owner".into());
    (all.iter().filter(manages).count() == 0).then(|| "nobody manages operators".to_owned())
}

fn second_owner(test: &TestRoom) -> Session {
    test.operator("second", &["owner"])
}

#[test]
fn somebody_stays_who_manages_operators() {
    run("two managers deactivate each other", |race, round| {
        if round == 0 {
            second_owner(&race.test);
        }
        let one = race.test.room.sign_in(race.test.book, "boss", PASSWORD).unwrap();
        let other = race.test.room.sign_in(race.test.book, "second", PASSWORD).unwrap();
        let [boss, second] = ["boss", "second"].map(|name| operator(&one, name));
        let (first, last) = both(
            || one.access().set_operator_active(second.id, second.version, false),
            || other.access().set_operator_active(boss.id, boss.version, false),
        );
        // The one who was deactivated is out before their own command is looked at.
        let fault = untold(&first).or_else(|| untold(&last));
        let count = usize::from(first.is_ok()) + usize::from(last.is_ok());
        let wrong = (count != 1).then(|| format!("{count} of 2 succeeded"));
        let (left, back) = if first.is_ok() { (&one, "second") } else { (&other, "boss") };
        let fault = fault.or(wrong);
        if fault.is_none() {
            set_active(left, back, true).unwrap();
        }
        fault
    });
}

#[test]
fn somebody_stays_who_holds_the_role_that_manages() {
    run("two give up the owner's role", |race, round| {
        if round == 0 {
            second_owner(&race.test);
        }
        let sign_in = |name: &str| race.test.room.sign_in(race.test.book, name, PASSWORD).unwrap();
        let sessions = [sign_in("boss"), sign_in("second")];
        let give_up = |at: usize, name: &str| {
            let seen = operator(&sessions[at], name);
            let roles = vec!["sales".to_owned()];
            sessions[at].access().assign_roles(seen.id, seen.version, roles)
        };
        let (one, other) = both(|| give_up(0, "boss"), || give_up(1, "second"));
        let fault = exactly_one(&one, &other).or_else(|| managers(race));
        if fault.is_none() {
            let (left, back) = if one.is_ok() { (1, "boss") } else { (0, "second") };
            let seen = operator(&sessions[left], back);
            let roles = vec!["owner".to_owned()];
            sessions[left].access().assign_roles(seen.id, seen.version, roles).unwrap();
        }
        fault
    });
}

/// Whether an operator breaks an enforced rule.
fn broken(session: &Session) -> Option<String> {
    let mut found = session.access().check_duties().unwrap();
    // The owner is exempt.
    found.retain(|found| found.operator != session.operator_id());
    let enforced = session.access().duty_rules().unwrap();
    let is_enforced =
        |rule: &str| enforced.iter().any(|known| known.code == rule && known.enforced);
    found.iter().find(|found| is_enforced(&found.rule)).map(|found| format!("{found:?}"))
}

#[test]
fn duties_stay_apart() {
    run("two roles of one operator get what must stay apart", |race, round| {
        let codes = [format!("maker{round}"), format!("checker{round}")];
        let roles = codes.each_ref().map(|code| role(&race.one, code, &[]));
        let both_roles: Vec<&str> = codes.iter().map(String::as_str).collect();
        let name = format!("two{round}");
        race.one.access().add_operator(new_operator(&name, &both_roles)).unwrap();
        let edit = |session: &Session, role: &Role, permission| {
            let edit = RoleEdit { grants: grants(&[permission]).into(), ..RoleEdit::default() };
            session.access().edit_role(role.id, role.version, edit)
        };
        let (one, other) = both(
            || edit(&race.one, &roles[0], Permission::LedgerPost),
            || edit(&race.other, &roles[1], Permission::LedgerReview),
        );
        exactly_one(&one, &other).or_else(|| broken(&race.one))
    });
    run("a rule is enforced while somebody is given what it keeps apart", |race, round| {
        let rule = "poster_does_not_review";
        race.one.access().set_duty_rule(rule, false).unwrap();
        let code = format!("all{round}");
        role(&race.one, &code, &[Permission::LedgerPost, Permission::LedgerReview]);
        let name = format!("does{round}");
        let (set, added) = both(
            || race.one.access().set_duty_rule(rule, true),
            || race.other.access().add_operator(new_operator(&name, &[&code])),
        );
        let fault = exactly_one(&set, &added).or_else(|| broken(&race.one));
        if let Ok(added) = added {
            race.one.access().set_operator_active(added.id, added.version, false).unwrap();
        }
        fault
    });
}

#[test]
fn a_role_that_is_given_stays() {
    run("a role is removed while it is given", |race, round| {
        let code = format!("gone{round}");
        let made = role(&race.one, &code, &[]);
        let name = format!("holder{round}");
        let (removed, added) = both(
            || race.one.access().remove_role(made.id, made.version),
            || race.other.access().add_operator(new_operator(&name, &[&code])),
        );
        let told = added.as_ref().err().filter(|error| error.code() != Code::UnknownReference);
        let told = told.map(|error| format!("{error:?}"));
        exactly_one(&removed, &added).or(told)
    });
    run("an operator joins a team that is retired", |race, round| {
        let team = NewTeam { name: format!("team{round}") };
        let team = race.one.access().add_team(team).unwrap();
        let edit = TeamEdit { active: Some(false), ..TeamEdit::default() };
        let new = NewOperator {
            team: Some(team.id),
            ..new_operator(&format!("member{round}"), &["sales"])
        };
        let (retired, joined) = both(
            || race.one.access().edit_team(team.id, team.version, edit),
            || race.other.access().add_operator(new),
        );
        unasked(&retired).or_else(|| untold(&joined))
    });
}
