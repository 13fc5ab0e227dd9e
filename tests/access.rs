//! Signing in, roles, locks, sessions.

use bookroom::access::permission::Permission;
use bookroom::error::Code;
use bookroom_tests::room::{self, PASSWORD};

#[test]
fn the_owner_signs_in_and_the_log_holds() {
    let test = room::memory();
    assert_eq!(test.owner.access().roles().unwrap().len(), 8);
    let found = test.owner.changes().verify(None).unwrap();
    assert!(found.findings.is_empty(), "{found:?}");
    assert!(found.changes > 9);
}

#[test]
fn failures_lock_with_growing_delay() {
    let test = room::memory();
    for _ in 0..5 {
        let error = test.room.sign_in(test.book, "boss", "wrong").err().unwrap();
        assert_eq!(error.code(), Code::SignInFailed);
    }
    let locked = test.room.sign_in(test.book, "BOSS", PASSWORD).err().unwrap();
    assert_eq!(locked.code(), Code::SignInLocked);
    assert_eq!(locked.problems()[0].fact_value("seconds"), Some("60"));
    test.clock.advance(chrono::TimeDelta::seconds(61));
    test.room.sign_in(test.book, " boss ", "wrong").err().unwrap();
    let longer = test.room.sign_in(test.book, "boss", PASSWORD).err().unwrap();
    assert_eq!(longer.problems()[0].fact_value("seconds"), Some("120"));
    test.clock.advance(chrono::TimeDelta::seconds(121));
    test.room.sign_in(test.book, "boss", PASSWORD).unwrap();
}

#[test]
fn deactivation_ends_sessions() {
    let test = room::memory();
    let clerk = test.operator("clerk", &["accountant"]);
    assert_eq!(clerk.access().operators().unwrap_err().code(), Code::NotPermitted);
    clerk.changes().head().unwrap();
    let access = test.owner.access();
    let row = access.operators().unwrap().into_iter().find(|row| row.sign_in_name == "clerk");
    let row = row.unwrap();
    access.set_operator_active(row.id, row.version, false).unwrap();
    assert_eq!(clerk.changes().head().unwrap_err().code(), Code::SessionEnded);
    let error = test.room.sign_in(test.book, "clerk", PASSWORD).err().unwrap();
    assert_eq!(error.code(), Code::SignInFailed);
}

fn find(test: &room::TestRoom, name: &str) -> bookroom::access::model::Operator {
    let operators = test.owner.access().operators().unwrap();
    operators.into_iter().find(|operator| operator.sign_in_name == name).unwrap()
}

#[test]
fn a_reset_password_must_be_changed_first() {
    let test = room::memory();
    let clerk = test.operator("clerk", &["accountant"]);
    let row = find(&test, "clerk");
    let weak = test.owner.access().reset_password(row.id, "clerk123").unwrap_err();
    assert_eq!(weak.code(), Code::WeakPassword);
    test.owner.access().reset_password(row.id, "Fresh-Horse-11").unwrap();
    assert_eq!(clerk.changes().head().unwrap_err().code(), Code::SessionEnded);
    let session = test.room.sign_in(test.book, "clerk", "Fresh-Horse-11").unwrap();
    assert_eq!(session.changes().head().unwrap_err().code(), Code::PasswordChangeRequired);
    let access = session.access();
    let wrong = access.change_own_password("nonsense", "Next-Horse-12").unwrap_err();
    assert_eq!(wrong.code(), Code::SignInFailed);
    let same = access.change_own_password("Fresh-Horse-11", "Fresh-Horse-11").unwrap_err();
    assert_eq!(same.code(), Code::WeakPassword);
    access.change_own_password("Fresh-Horse-11", "Next-Horse-12").unwrap();
    let session = test.room.sign_in(test.book, "clerk", "Next-Horse-12").unwrap();
    session.changes().head().unwrap();
}

#[test]
fn unknown_names_and_books_look_like_wrong_passwords() {
    let test = room::memory();
    let unknown = test.room.sign_in(test.book, "nobody", PASSWORD).err().unwrap();
    let wrong = test.room.sign_in(test.book, "boss", "wrong").err().unwrap();
    let elsewhere = test.room.sign_in(99.into(), "boss", PASSWORD).err().unwrap();
    assert_eq!(unknown, wrong);
    assert_eq!(unknown, elsewhere);
}

#[test]
fn a_book_keeps_somebody_who_manages_operators() {
    let test = room::memory();
    let boss = find(&test, "boss");
    let access = test.owner.access();
    let error = access.set_operator_active(boss.id, boss.version, false).unwrap_err();
    assert_eq!(error.code(), Code::LastOwner);
    let error = access.assign_roles(boss.id, boss.version, vec!["sales".into()]).unwrap_err();
    assert_eq!(error.code(), Code::LastOwner);
    assert_eq!(find(&test, "boss"), boss, "nothing was kept");
}

#[test]
fn duties_that_must_be_apart_do_not_meet() {
    let test = room::memory();
    let _session = test.operator("cash", &["cashier"]);
    let row = find(&test, "cash");
    let access = test.owner.access();
    let both = vec!["cashier".to_owned(), "reviewer".to_owned()];
    let error = access.assign_roles(row.id, row.version, both.clone()).unwrap_err();
    assert_eq!(error.code(), Code::DutyConflict);
    assert_eq!(error.problems()[0].fact_value("rule"), Some("cashier_does_not_review"));
    let rules = access.duty_rules().unwrap();
    assert!(rules.len() >= 4 && rules.iter().all(|rule| rule.enforced));
    access.set_duty_rule("cashier_does_not_review", false).unwrap();
    access.assign_roles(row.id, row.version, both).unwrap();
    let conflicts = access.check_duties().unwrap();
    assert!(conflicts.iter().any(|conflict| conflict.operator == row.id));
    let error = access.set_duty_rule("cashier_does_not_review", true).unwrap_err();
    assert_eq!(error.code(), Code::DutyConflict);
}

#[test]
fn roles_are_checked_and_take_effect_at_once() {
    use bookroom::access::model::{NewRole, RoleEdit};
    use bookroom::access::permission::{Grant, Permission, Reach};
    let test = room::memory();
    let access = test.owner.access();
    let grant = |permission, reach| Grant { permission, reach };
    let new = NewRole {
        code: "keeper".into(),
        label_zh: "仓管".into(),
        label_en: "Keeper".into(),
        grants: vec![
            grant(Permission::LedgerView, Reach::Own),
            grant(Permission::LedgerView, Reach::All),
        ],
        fields: vec![],
    };
    let error = access.add_role(new.clone()).unwrap_err();
    let codes: Vec<Code> = error.problems().iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::ScopeNotSupported, Code::Repeated]);
    let grants = vec![grant(Permission::CustomersView, Reach::Own)];
    let role = access.add_role(NewRole { grants, ..new.clone() }).unwrap();
    assert_eq!(access.add_role(new).unwrap_err().problems().len(), 2);
    let keeper = test.operator("keeper", &["keeper"]);
    assert_eq!(keeper.access().roles().unwrap_err().code(), Code::NotPermitted);
    let more = vec![grant(Permission::OperatorsView, Reach::All)];
    let edit = RoleEdit { grants: more.into(), ..RoleEdit::default() };
    let role = access.edit_role(role.id, role.version, edit.clone()).unwrap();
    // The session learns of it by itself.
    assert_eq!(keeper.access().operators().unwrap().len(), 2);
    let stale = access.edit_role(role.id, role.version - 1, edit).unwrap_err();
    assert_eq!(stale.code(), Code::VersionConflict);
    assert_eq!(access.remove_role(role.id, role.version).unwrap_err().code(), Code::InUse);
    let row = find(&test, "keeper");
    access.assign_roles(row.id, row.version, vec![]).unwrap();
    access.remove_role(role.id, role.version).unwrap();
    let owner = access.roles().unwrap().into_iter().find(|role| role.code == "owner").unwrap();
    let error = access.remove_role(owner.id, owner.version).unwrap_err();
    assert_eq!(error.code(), Code::WrongState);
}

#[test]
fn nothing_shows_a_password() {
    use bookroom::access::commands::ResetPassword;
    let test = room::on(bookroom_tests::backends::Backend::Sqlite);
    let id = test.owner.operator_id();
    let command = ResetPassword { id, password: "Hidden-Horse-13".into() };
    assert!(!format!("{command:?}").contains("Horse"));
    assert!(!serde_json::to_string(&command).unwrap().contains("Horse"));
    test.owner.with_request_key("k").run(command).unwrap();
    let url = &test.store.as_ref().unwrap().url;
    for path in [url.clone(), format!("{url}-wal")] {
        let bytes = std::fs::read(path).unwrap_or_default();
        assert!(!bytes.windows(6).any(|window| window == b"-Horse"));
    }
}

#[test]
fn nobody_hands_out_or_takes_over_more_than_they_hold() {
    use bookroom::access::model::NewRole;
    use bookroom::access::permission::{Grant, Permission, Reach};
    let test = room::memory();
    let grants = [Permission::OperatorsView, Permission::OperatorsEdit, Permission::RolesEdit]
        .map(|permission| Grant { permission, reach: Reach::All });
    let helper = NewRole {
        code: "helper".into(),
        label_zh: "助理".into(),
        label_en: "Helper".into(),
        grants: grants.to_vec(),
        fields: vec![],
    };
    test.owner.access().add_role(helper.clone()).unwrap();
    let session = test.operator("helper", &["helper"]);
    let (access, own) = (session.access(), find(&test, "helper"));
    let codes = vec!["owner".to_owned()];
    let error = access.assign_roles(own.id, own.version, codes).unwrap_err();
    assert_eq!(error.code(), Code::NotPermitted);
    let boss = find(&test, "boss");
    let error = access.reset_password(boss.id, "Taken-Horse-14").unwrap_err();
    assert_eq!(error.code(), Code::NotPermitted);
    let everything = Permission::ALL.iter();
    let grants = everything.map(|&permission| Grant { permission, reach: Reach::All }).collect();
    let role = NewRole { code: "all".into(), grants, ..helper };
    assert_eq!(access.add_role(role).unwrap_err().code(), Code::NotPermitted);
}

#[test]
fn the_owner_of_an_older_book_may_do_what_came_later() {
    use diesel::connection::SimpleConnection as _;
    use diesel::{Connection as _, SqliteConnection};
    let test = room::copied();
    let manager = test.operator("manager", &["manager"]);
    assert!(manager.grants().permissions().contains_key(&Permission::ListsExport));
    let url = &test.store.as_ref().unwrap().url;
    let mut conn = SqliteConnection::establish(url).unwrap();
    // As if this permission had not been there when the book was made.
    conn.batch_execute(
        "DELETE FROM role_grant WHERE permission = 'lists.export';
         UPDATE book SET access_version = access_version + 1",
    )
    .unwrap();
    let owner = test.room.sign_in(test.book, "boss", PASSWORD).unwrap();
    assert!(owner.grants().permissions().contains_key(&Permission::ListsExport));
    let manager = test.room.sign_in(test.book, "manager", PASSWORD).unwrap();
    assert!(!manager.grants().permissions().contains_key(&Permission::ListsExport));
}
