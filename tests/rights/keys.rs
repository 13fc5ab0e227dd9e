//! Request keys: each operator's own, bound to everything that was asked, shown to nobody else, and
//! given back within today's rights.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bookroom::access::commands::{AddOperator, ChangeOwnPassword, ResetPassword};
use bookroom::access::model::{NewOperator, RoleEdit};
use bookroom::access::permission::{Field, FieldRight, FieldRule, Permission, Reach};
use bookroom::book::NewBook;
use bookroom::customers::commands::AddCustomers;
use bookroom::customers::model::{Channel, ChannelKind, Customer, CustomerVersion, NewCustomer};
use bookroom::error::Code;
use bookroom::values::Clock;
use bookroom::{AnyOutcome, Bookroom, Options};
use bookroom_tests::backends::{Backend, EmptyStore};
use bookroom_tests::room::{self, PASSWORD};
use chrono::{DateTime, TimeDelta, Utc};

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
        let findings = test.owner.verify().unwrap().findings;
        assert!(findings.is_empty(), "{backend:?}: {findings:?}");
    }
}

/// A clock that moves with every look, as the machine's does.
#[derive(Default)]
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> DateTime<Utc> {
        room::start() + TimeDelta::microseconds(self.0.fetch_add(1, Ordering::SeqCst))
    }
}

#[test]
fn a_request_is_of_the_moment_of_its_changes_on_every_database() {
    for backend in Backend::ALL {
        let store = EmptyStore::on(backend);
        let options = Options { clock: Arc::new(Ticking::default()), ..Options::default() };
        let room = Bookroom::open_with(&store.url, options).unwrap();
        let book = room.create_book(&NewBook::chinese("晨光", "boss", PASSWORD)).unwrap();
        let owner = room.sign_in(book, "boss", PASSWORD).unwrap();
        let keyed = owner.with_request_key("order 8");
        keyed.customers().add(NewCustomer::company("甲")).unwrap();
        let findings = owner.verify().unwrap().findings;
        assert!(findings.is_empty(), "{backend:?}: {findings:?}");
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

fn secretive(name: &str) -> NewCustomer {
    NewCustomer {
        channels: vec![Channel::new(ChannelKind::Mobile, "13800138000")],
        tax_number: Some("91330106MA27XYK58L".to_owned()),
        ..NewCustomer::company(name)
    }
}

#[test]
fn an_outcome_is_given_again_within_todays_rights_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let access = test.owner.access();
        let grants =
            [Permission::CustomersAdd, Permission::CustomersView].map(|it| (it, Reach::Own));
        let seller = access.add_role(role("seller", &grants, Vec::new())).unwrap();
        let session = test.operator("one", &["seller"]);
        let add = || AddCustomers { customers: vec![secretive("乙")] };
        let (keyed, batch) = (session.with_request_key("k"), session.with_request_key("b"));
        let first = keyed.run(add()).unwrap();
        let both = batch.batch(vec![add().into()]).unwrap();
        assert_eq!(keyed.run(add()).unwrap(), first, "{backend:?}");
        assert_eq!(batch.batch(vec![add().into()]).unwrap(), both, "{backend:?}");
        // A field that is hidden or masked now is so in what came before, however often asked.
        let fields = vec![
            FieldRule { field: Field::CustomerChannels, right: FieldRight::Hidden },
            FieldRule { field: Field::CustomerTaxNumber, right: FieldRight::Masked },
        ];
        let edit = RoleEdit { fields: fields.into(), ..RoleEdit::default() };
        access.edit_role(seller.id, seller.version, edit).unwrap();
        let masked = |customer: &Customer| {
            assert!(customer.channels.is_empty(), "{backend:?}");
            assert_eq!(customer.tax_number.as_deref(), Some("****K58L"), "{backend:?}");
        };
        masked(&keyed.run(add()).unwrap()[0]);
        match &batch.batch(vec![add().into()]).unwrap()[..] {
            [AnyOutcome::AddCustomers(customers)] => masked(&customers[0]),
            other => panic!("{other:?}"),
        }
        // What moved away is no longer shown, neither is that there is anything.
        let seen = CustomerVersion { id: first[0].id, version: first[0].version };
        test.owner.customers().assign(vec![seen], Some(test.owner.operator_id()), None).unwrap();
        let gone = keyed.run(add()).unwrap_err();
        assert_eq!(gone.code(), Code::OutcomeErased, "{backend:?}");
        assert!(!format!("{gone:?}").contains('乙'));
        batch.batch(vec![add().into()]).unwrap();
        // Nor is anything to who lost the right, in a session that is open still.
        let row = access.operators().unwrap();
        let row = row.into_iter().find(|row| row.id == session.operator_id()).unwrap();
        access.assign_roles(row.id, row.version, Vec::new()).unwrap();
        let denied = batch.batch(vec![add().into()]).unwrap_err();
        assert_eq!(denied.code(), Code::NotPermitted, "{backend:?}");
    }
}

/// What another version kept may lack fields: it was done, and is not done again.
#[test]
fn an_outcome_of_another_version_is_not_corrupt() {
    use diesel::connection::SimpleConnection as _;
    use diesel::{Connection as _, SqliteConnection};
    let test = room::on(Backend::Sqlite);
    let keyed = test.owner.with_request_key("k");
    keyed.customers().add(secretive("甲")).unwrap();
    let mut conn = SqliteConnection::establish(&test.store.as_ref().unwrap().url).unwrap();
    conn.batch_execute("UPDATE request_log SET outcome = json_remove(outcome, '$[0].version')")
        .unwrap();
    let error = keyed.customers().add(secretive("甲")).unwrap_err();
    assert_eq!(error.code(), Code::OutcomeErased);
    assert_eq!(test.owner.customers().count(&Default::default()).unwrap(), 1);
}
