//! Nobody hands out a right or a visibility they lack: by no command on roles, operators, teams,
//! duties or passwords.

use bookroom::Session;
use bookroom::access::model::{NewOperator, NewTeam, Operator, OperatorEdit, Role, RoleEdit, Team};
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::customers::model::{Channel, ChannelKind, NewCustomer};
use bookroom::error::{Code, Kind, Result};
use bookroom::values::{CustomerId, Edit};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, PASSWORD, TestRoom};

use super::role;

const CUSTOMERS: (Permission, Reach) = (Permission::CustomersView, Reach::All);
const OPERATORS: [(Permission, Reach); 3] = [
    (Permission::OperatorsView, Reach::All),
    (Permission::OperatorsEdit, Reach::All),
    (Permission::RolesEdit, Reach::All),
];

fn rule(field: Field, right: FieldRight) -> FieldRule {
    FieldRule { field, right }
}

fn find(test: &TestRoom, name: &str) -> Operator {
    let all = test.owner.access().operators().unwrap();
    all.into_iter().find(|operator| operator.sign_in_name == name).unwrap()
}

fn find_role(test: &TestRoom, code: &str) -> Role {
    test.owner.access().roles().unwrap().into_iter().find(|role| role.code == code).unwrap()
}

fn add(
    test: &TestRoom,
    code: &str,
    grants: &[(Permission, Reach)],
    fields: Vec<FieldRule>,
) -> Role {
    test.owner.access().add_role(role(code, grants, fields)).unwrap()
}

fn codes(roles: &[&str]) -> Vec<String> {
    roles.iter().map(|&role| role.to_owned()).collect()
}

fn new_operator(name: &str, roles: &[&str], team: Option<&Team>) -> NewOperator {
    NewOperator {
        sign_in_name: name.to_owned(),
        display_name: name.to_owned(),
        password: "Another-Horse-8".into(),
        team: team.map(|team| team.id),
        roles: codes(roles),
    }
}

#[track_caller]
fn denied<T: std::fmt::Debug>(what: &str, answer: Result<T>) {
    let error = answer.expect_err(what);
    assert_eq!(error.kind(), Kind::Denied, "{what}: {error:?}");
}

/// A clerk who administers, but sees of customers neither phones nor, in full, bank accounts.
fn clerk(test: &TestRoom) -> (Session, CustomerId) {
    let fields = vec![
        rule(Field::CustomerChannels, FieldRight::Hidden),
        rule(Field::CustomerBanking, FieldRight::Masked),
        rule(Field::CustomerNote, FieldRight::Read),
    ];
    let mut grants = OPERATORS.to_vec();
    grants.push(CUSTOMERS);
    add(test, "clerk", &grants, fields);
    add(test, "plain", &[CUSTOMERS], Vec::new());
    let channels = vec![Channel::new(ChannelKind::Mobile, "13800138000")];
    let new = NewCustomer { channels, ..NewCustomer::company("甲") };
    let customer = test.owner.customers().add(new).unwrap().id;
    (test.operator("clerk", &["clerk"]), customer)
}

#[test]
fn hidden_fields_stay_hidden_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let (clerk, customer) = clerk(&test);
        let (access, me) = (clerk.access(), find(&test, "clerk"));
        let own = find_role(&test, "clerk");
        let edit =
            |fields: Vec<FieldRule>| RoleEdit { fields: fields.into(), ..RoleEdit::default() };
        denied("own rules", access.edit_role(own.id, own.version, edit(Vec::new())));
        let weaker = own.fields.iter().map(|old| rule(old.field, FieldRight::Read)).collect();
        denied("weaker rules", access.edit_role(own.id, own.version, edit(weaker)));
        let both = codes(&["clerk", "plain"]);
        denied("second role", access.assign_roles(me.id, me.version, both));
        denied("other role", access.assign_roles(me.id, me.version, codes(&["plain"])));
        denied("role without rules", access.add_role(role("new", &[CUSTOMERS], Vec::new())));
        denied("operator", access.add_operator(new_operator("li", &["plain"], None)));
        let plain = find_role(&test, "plain");
        denied(
            "stronger role",
            access.edit_role(plain.id, plain.version, edit(own.fields.clone())),
        );
        denied("removing it", access.remove_role(plain.id, plain.version));
        // As much as one has oneself may be handed out, and less.
        let same = access.add_role(role("same", &[CUSTOMERS], own.fields.clone())).unwrap();
        access.add_operator(new_operator("wang", &["same"], None)).unwrap();
        let mut stricter = own.fields.clone();
        stricter.push(rule(Field::CustomerTaxNumber, FieldRight::Hidden));
        let same = access.edit_role(same.id, same.version, edit(stricter)).unwrap();
        denied("lifting it", access.edit_role(same.id, same.version, edit(Vec::new())));
        let seen = clerk.customers().get(customer).unwrap();
        assert!(seen.channels.is_empty(), "{backend:?}: {seen:?}");
    }
}

#[test]
fn two_roles_in_one_hand_show_no_more_than_who_gives_them_sees() {
    let test = room::memory();
    let (clerk, _) = clerk(&test);
    let access = clerk.access();
    // Each is within what the clerk holds; the owner gave one of them more for own customers.
    let phones = add(&test, "phones", &[(Permission::CustomersView, Reach::Own)], Vec::new());
    test.owner.access().add_operator(new_operator("li", &["phones"], None)).unwrap();
    let hidden = find_role(&test, "clerk").fields;
    access.add_role(role("all", &[CUSTOMERS], hidden.clone())).unwrap();
    let li = find(&test, "li");
    denied("together", access.assign_roles(li.id, li.version, codes(&["phones", "all"])));
    // Nor by giving the role that somebody has already what the other holds.
    let empty = access.add_role(role("empty", &[], Vec::new())).unwrap();
    let roles = codes(&["empty", "phones"]);
    test.owner.access().assign_roles(li.id, li.version, roles).unwrap();
    let grants = vec![Grant { permission: CUSTOMERS.0, reach: CUSTOMERS.1 }];
    let more = RoleEdit { grants: grants.into(), fields: hidden.into(), ..RoleEdit::default() };
    denied("by the role", access.edit_role(empty.id, empty.version, more));
    assert_eq!(find_role(&test, "phones"), phones);
}

#[test]
fn a_stronger_operator_is_not_touched() {
    let test = room::memory();
    let (clerk, _) = clerk(&test);
    test.owner.access().add_operator(new_operator("li", &["plain"], None)).unwrap();
    let (access, li) = (clerk.access(), find(&test, "li"));
    let name = OperatorEdit { display_name: Some("x".to_owned()), ..OperatorEdit::default() };
    denied("password", access.reset_password(li.id, "Taken-Horse-14"));
    denied("name", access.edit_operator(li.id, li.version, name));
    denied("deactivate", access.set_operator_active(li.id, li.version, false));
    denied("take roles", access.assign_roles(li.id, li.version, Vec::new()));
    assert_eq!(find(&test, "li"), li);
}

#[test]
fn a_team_is_given_by_who_sees_its_records() {
    let test = room::memory();
    let team =
        |name: &str| test.owner.access().add_team(NewTeam { name: name.to_owned() }).unwrap();
    let (east, west) = (team("东"), team("西"));
    let mut grants = OPERATORS.to_vec();
    grants.push((Permission::CustomersView, Reach::Team));
    add(&test, "lead", &grants, Vec::new());
    add(&test, "seller", &[(Permission::CustomersView, Reach::Team)], Vec::new());
    let lead = test.operator_in("lead", &["lead"], Some(east.id));
    let peer = test.operator_in("peer", &["seller"], Some(west.id));
    let (access, me) = (lead.access(), find(&test, "lead"));
    let into = |team: &Team| OperatorEdit { team: team.id.into(), ..OperatorEdit::default() };
    denied("oneself", access.edit_operator(me.id, me.version, into(&west)));
    denied("another", access.add_operator(new_operator("li", &["seller"], Some(&west))));
    // Who knows the password of another of the other team sees what they see.
    denied("password", access.reset_password(peer.operator_id(), "Taken-Horse-14"));
    let li = access.add_operator(new_operator("li", &["seller"], Some(&east))).unwrap();
    denied("moving", access.edit_operator(li.id, li.version, into(&west)));
    access.reset_password(li.id, "Given-Horse-15").unwrap();
}

#[test]
fn own_records_of_others_are_not_reached_by_their_password() {
    let test = room::memory();
    let mut grants = OPERATORS.to_vec();
    grants.push((Permission::CustomersView, Reach::Own));
    add(&test, "lead", &grants, Vec::new());
    add(&test, "seller", &[(Permission::CustomersView, Reach::Own)], Vec::new());
    let lead = test.operator("lead", &["lead"]);
    let seller = test.operator("seller", &["seller"]);
    let access = lead.access();
    denied("password", access.reset_password(seller.operator_id(), "Taken-Horse-14"));
    // A new one owns nothing yet.
    access.add_operator(new_operator("li", &["seller"], None)).unwrap();
    test.owner.access().reset_password(seller.operator_id(), "Given-Horse-15").unwrap();
}

#[test]
fn the_owner_role_is_one_and_keeps_everything() {
    let test = room::copied();
    let access = test.owner.access();
    for code in ["owner", "Owner", "OWNER", " oWner ", "Sales"] {
        let error = access.add_role(role(code, &[], Vec::new())).unwrap_err();
        assert_eq!(error.code(), Code::AlreadyExists, "{code}");
    }
    let owner = find_role(&test, "owner");
    let hidden = vec![rule(Field::CustomerChannels, FieldRight::Hidden)];
    let edit = RoleEdit { fields: hidden.into(), ..RoleEdit::default() };
    let error = access.edit_role(owner.id, owner.version, edit).unwrap_err();
    assert_eq!(error.code(), Code::WrongState);
    // Nor does a rule that an older version let in hide anything.
    use diesel::connection::SimpleConnection as _;
    use diesel::{Connection as _, SqliteConnection};
    let mut conn = SqliteConnection::establish(&test.store.as_ref().unwrap().url).unwrap();
    conn.batch_execute(
        "INSERT INTO role_field SELECT book_id, id, 'customer.channels', 'hidden' FROM role
         WHERE code = 'owner'; UPDATE book SET access_version = access_version + 1",
    )
    .unwrap();
    let boss = test.room.sign_in(test.book, "boss", PASSWORD).unwrap();
    assert_eq!(boss.grants().field(Field::CustomerChannels), FieldRight::Write);
}

#[test]
fn somebody_who_manages_remains_whatever_role_changes() {
    let test = room::memory();
    let mut grants = OPERATORS.to_vec();
    grants.extend(Permission::ALL.iter().map(|&permission| (permission, Reach::All)));
    grants.sort_unstable();
    grants.dedup();
    let admin = add(&test, "admin", &grants, Vec::new());
    test.owner.access().set_duty_rule("cashier_does_not_review", false).unwrap();
    test.owner.access().set_duty_rule("cashier_keeps_no_receivables", false).unwrap();
    test.owner.access().set_duty_rule("poster_does_not_review", false).unwrap();
    let second = test.operator("second", &["admin"]);
    let boss = find(&test, "boss");
    second.access().assign_roles(boss.id, boss.version, codes(&["sales"])).unwrap();
    let edit = RoleEdit { grants: Edit::Clear, ..RoleEdit::default() };
    let error = second.access().edit_role(admin.id, admin.version, edit).unwrap_err();
    assert_eq!(error.code(), Code::LastOwner);
}

#[test]
fn a_duty_rule_is_lifted_by_nobody_whom_it_binds() {
    let test = room::memory();
    let mut grants = OPERATORS.to_vec();
    grants.push((Permission::LedgerPost, Reach::All));
    grants.push((Permission::LedgerView, Reach::All));
    add(&test, "bookkeeper", &grants, Vec::new());
    let keeper = test.operator("keeper", &["bookkeeper"]);
    let rules = test.owner.access().duty_rules().unwrap();
    for rule in &rules {
        denied(&rule.code, keeper.access().set_duty_rule(&rule.code, false));
        keeper.access().set_duty_rule(&rule.code, true).unwrap();
    }
    assert_eq!(test.owner.access().duty_rules().unwrap(), rules);
    for rule in &rules {
        test.owner.access().set_duty_rule(&rule.code, false).unwrap();
    }
}

/// Two who manage take each other's roles at once: one of them stays.
#[test]
fn two_at_once_leave_somebody_who_manages_on_every_database() {
    for backend in Backend::ALL {
        for round in 0..5 {
            let test = room::on(backend);
            let second = test.operator("second", &["owner"]);
            let (boss, other) = (find(&test, "boss"), find(&test, "second"));
            let take = |session: &Session, from: &Operator| {
                let _ = session.access().set_operator_active(from.id, from.version, false);
            };
            std::thread::scope(|scope| {
                scope.spawn(|| take(&test.owner, &other));
                scope.spawn(|| take(&second, &boss));
            });
            let all = [&test.owner, &second].map(|session| session.access().operators().is_ok());
            assert_eq!(all.iter().filter(|may| **may).count(), 1, "{backend:?} {round}");
        }
    }
}
