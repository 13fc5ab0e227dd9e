//! Examples of the commands on operators, teams, roles and duty rules.

use bookroom::AnyCommand;
use bookroom::access::commands::{
    AddOperator, AddRole, AddTeam, AssignRoles, ChangeOwnPassword, EditOperator, EditRole,
    EditTeam, RemoveRole, ResetPassword, SetDutyRule, SetOperatorActive,
};
use bookroom::access::model::{
    NewOperator, NewRole, NewTeam, Operator, OperatorEdit, Role, RoleEdit, Team, TeamEdit,
};
use bookroom::access::permission::{Grant, Permission, Reach};
use bookroom_tests::room::{PASSWORD, TestRoom};

fn clerk(test: &TestRoom) -> Operator {
    let operator = new_operator("clerk");
    test.owner.access().add_operator(operator).unwrap()
}

fn new_operator(name: &str) -> NewOperator {
    NewOperator {
        sign_in_name: name.to_owned(),
        display_name: "王会计".to_owned(),
        password: "Another-Horse-8".into(),
        team: None,
        roles: vec!["accountant".to_owned()],
    }
}

fn new_role(code: &str) -> NewRole {
    NewRole {
        code: code.to_owned(),
        label_zh: "仓管".to_owned(),
        label_en: "Stock keeper".to_owned(),
        grants: vec![Grant { permission: Permission::CustomersView, reach: Reach::Own }],
        fields: Vec::new(),
    }
}

fn role(test: &TestRoom) -> Role {
    test.owner.access().add_role(new_role("keeper")).unwrap()
}

fn team(test: &TestRoom) -> Team {
    test.owner.access().add_team(NewTeam { name: "华东".to_owned() }).unwrap()
}

/// See [`super::sample`].
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    Some(match name {
        "access.add_operator" => AddOperator { operator: new_operator("new") }.into(),
        "access.edit_operator" => {
            let Operator { id, version, .. } = clerk(test);
            let edit = OperatorEdit { display_name: Some("李".to_owned()), ..Default::default() };
            EditOperator { id, version, edit }.into()
        }
        "access.set_operator_active" => {
            let Operator { id, version, .. } = clerk(test);
            SetOperatorActive { id, version, active: false }.into()
        }
        "access.assign_roles" => {
            let Operator { id, version, .. } = clerk(test);
            AssignRoles { id, version, roles: vec!["sales".to_owned()] }.into()
        }
        "access.reset_password" => {
            ResetPassword { id: clerk(test).id, password: "Third-Horse-9".into() }.into()
        }
        "access.change_own_password" => {
            ChangeOwnPassword { current: PASSWORD.into(), new: "Fourth-Horse-10".into() }.into()
        }
        "access.add_team" => AddTeam { team: NewTeam { name: "华北".to_owned() } }.into(),
        "access.edit_team" => {
            let Team { id, version, .. } = team(test);
            let edit = TeamEdit { name: None, active: Some(false) };
            EditTeam { id, version, edit }.into()
        }
        "access.add_role" => AddRole { role: new_role("keeper") }.into(),
        "access.edit_role" => {
            let Role { id, version, .. } = role(test);
            let edit = RoleEdit { label_en: Some("Keeper".to_owned()), ..Default::default() };
            EditRole { id, version, edit }.into()
        }
        "access.remove_role" => {
            let Role { id, version, .. } = role(test);
            RemoveRole { id, version }.into()
        }
        "access.set_duty_rule" => {
            SetDutyRule { code: "cashier_does_not_review".to_owned(), enforced: false }.into()
        }
        _ => return None,
    })
}
