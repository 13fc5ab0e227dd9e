//! Request keys: each operator's own, bound to everything that was asked, shown to nobody else, and
//! given back within today's rights.

use bookroom::access::commands::{AddOperator, ChangeOwnPassword, ResetPassword};
use bookroom::access::model::NewOperator;
use bookroom::access::permission::{Permission, Reach};
use bookroom::customers::model::{Channel, ChannelKind, NewCustomer};
use bookroom::error::Code;
use bookroom_tests::backends::Backend;
use bookroom_tests::room;

use super::role;

#[test]
fn a_key_is_its_operators_own_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let grants = [
            (Permission::CustomersAdd, Reach::Own),
            (Permission::CustomersView, Reach::Own),
            (Permission::ChangesView, Reach::All),
        ];
        test.owner.access().add_role(role("seller", &grants, Vec::new())).unwrap();
        let (one, two) = (test.operator("one", &["seller"]), test.operator("two", &["seller"]));
        let channels = vec![Channel::new(ChannelKind::Mobile, "13800138000")];
        let new = NewCustomer { channels, ..NewCustomer::company("甲") };
        let first = one.with_request_key("order 7").customers().add(new.clone()).unwrap();
        let other = two.with_request_key("order 7").customers().add(new.clone()).unwrap();
        assert_ne!(first.id, other.id, "{backend:?}");
        assert_eq!(other.owner, Some(two.operator_id()));
        let again = one.with_request_key("order 7").customers().add(new).unwrap();
        assert_eq!(again, first, "{backend:?}");
        // Another's key stands in no change that one sees.
        let key = |session: &bookroom::Session, of: &bookroom::Session| {
            let changes = session.changes().after(0, 1000).unwrap();
            let of = Some(of.operator_id());
            let made = changes
                .iter()
                .find(|change| change.operator == of && change.action == "customers.add");
            made.unwrap().request_key.clone()
        };
        assert_eq!(key(&one, &one).as_deref(), Some("order 7"));
        assert_eq!(key(&test.owner, &one), None, "{backend:?}");
    }
}

#[test]
fn a_used_key_with_another_password_is_a_conflict_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let clerk = test.operator("clerk", &["sales"]);
        let id = clerk.operator_id();
        let keyed = test.owner.with_request_key("k");
        let reset = |password: &str| ResetPassword { id, password: password.into() };
        keyed.run(reset("Fresh-Horse-11")).unwrap();
        keyed.run(reset("Fresh-Horse-11")).unwrap();
        let error = keyed.run(reset("Other-Horse-12")).unwrap_err();
        assert_eq!(error.code(), Code::KeyReused, "{backend:?}");
        let operator = |password: &str| AddOperator {
            operator: NewOperator {
                sign_in_name: "li".into(),
                display_name: "li".into(),
                password: password.into(),
                team: None,
                roles: vec![],
            },
        };
        let keyed = test.owner.with_request_key("l");
        keyed.batch(vec![operator("Fresh-Horse-11").into()]).unwrap();
        keyed.batch(vec![operator("Fresh-Horse-11").into()]).unwrap();
        let error = keyed.batch(vec![operator("Other-Horse-12").into()]).unwrap_err();
        assert_eq!(error.code(), Code::KeyReused, "{backend:?}");
        let clerk = test.room.sign_in(test.book, "clerk", "Fresh-Horse-11").unwrap();
        let change =
            |new: &str| ChangeOwnPassword { current: "Fresh-Horse-11".into(), new: new.into() };
        clerk.with_request_key("m").run(change("Third-Horse-13")).unwrap();
        let clerk = test.room.sign_in(test.book, "clerk", "Third-Horse-13").unwrap();
        let error = clerk.with_request_key("m").run(change("Fourth-Horse-14")).unwrap_err();
        assert_eq!(error.code(), Code::KeyReused, "{backend:?}");
    }
}
