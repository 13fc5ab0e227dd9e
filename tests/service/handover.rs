//! Open cases go with their customer when it comes to another owner.

use bookroom::Session;
use bookroom::access::model::NewTeam;
use bookroom::changes::model::Subject;
use bookroom::customers::model::{CustomerVersion, NewCustomer};
use bookroom::customers::pools::model::NewPool;
use bookroom::error::Code;
use bookroom::service::model::{Case, CaseStep, NewCase};
use bookroom::values::{CustomerId, OperatorId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

use super::{complaint, take};
use crate::whole::assert_whole;

fn assign(test: &TestRoom, id: CustomerId, owner: Option<OperatorId>) {
    let version = test.owner.customers().get(id).unwrap().version;
    let seen = vec![CustomerVersion { id, version }];
    test.owner.customers().assign(seen, owner, None).unwrap();
}

fn again(test: &TestRoom, case: &Case) -> Case {
    test.owner.service().get(case.id).unwrap()
}

fn sees(session: &Session, case: &Case) -> bool {
    match session.service().get(case.id) {
        Ok(_) => true,
        Err(error) if error.code() == Code::NotFound => false,
        Err(error) => panic!("{error:?}"),
    }
}

#[test]
fn open_cases_go_with_their_customer_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let [wang, li] = ["wang", "li"].map(|name| test.operator(name, &["sales"]));
        let (customers, service) = (test.owner.customers(), test.owner.service());
        let team = test.owner.access().add_team(NewTeam { name: "二组".to_owned() }).unwrap();
        let customer = customers.add(NewCustomer::company("青禾")).unwrap().id;
        assign(&test, customer, Some(wang.operator_id()));
        let new = |text: &str| NewCase { customer: Some(customer), ..complaint(text) };
        let open = service.open(new("open")).unwrap();
        let given = NewCase { assignee: Some(wang.operator_id()), ..new("given") };
        let given = service.open(given).unwrap();
        let over = take(&test.owner, &service.open(new("over")).unwrap(), CaseStep::Resolve);
        let over = over.unwrap();
        let other = service.open(complaint("no customer")).unwrap();
        assert_eq!(open.owner, Some(wang.operator_id()), "{backend:?}");

        assign(&test, customer, Some(li.operator_id()));
        let moved = again(&test, &open);
        assert_eq!((moved.owner, moved.version), (Some(li.operator_id()), open.version + 1));
        // Who works on a case goes on; what is over, and what is no case of the customer, stays.
        let still = again(&test, &given);
        assert_eq!((still.owner, still.assignee), (moved.owner, Some(wang.operator_id())));
        assert_eq!(again(&test, &over), over, "{backend:?}");
        assert_eq!(again(&test, &other), other, "{backend:?}");
        assert!(sees(&li, &open) && !sees(&wang, &open), "{backend:?}");
        let subject = Subject::new("case", open.id);
        let history = test.owner.changes().history(&subject, &PageRequest::default()).unwrap();
        let told = history.items.last().unwrap();
        assert_eq!((told.action.as_str(), told.fields.len()), ("customers.assign", 1), "{told:?}");

        // Into a pool with nobody, and out of it with who claims.
        let pool = NewPool {
            members: vec![crate::pools::member(&wang, false)],
            ..NewPool::named("公海", "Pool")
        };
        let pool = customers.pools().add(pool).unwrap().id;
        customers.pools().put(pool, vec![customer], "无人").unwrap();
        assert_eq!(again(&test, &open).owner, None, "{backend:?}");
        wang.customers().pools().claim(pool, vec![customer]).unwrap();
        assert_eq!(again(&test, &open).owner, Some(wang.operator_id()), "{backend:?}");
        customers.pools().put(pool, vec![customer], "再次").unwrap();
        customers.pools().assign(pool, vec![customer], li.operator_id()).unwrap();
        assert_eq!(again(&test, &open).owner, Some(li.operator_id()), "{backend:?}");
        assert_eq!(again(&test, &over), over, "{backend:?}");

        // The same owner in another team.
        let version = customers.get(customer).unwrap().version;
        let seen = vec![CustomerVersion { id: customer, version }];
        customers.assign(seen.clone(), Some(li.operator_id()), Some(team.id)).unwrap();
        assert_eq!(again(&test, &open).team, Some(team.id), "{backend:?}");
        // Nothing that is refused moves a case.
        customers.assign(seen, None, None).unwrap_err();
        assert_eq!(again(&test, &open).owner, Some(li.operator_id()), "{backend:?}");
        assert_whole(&test.owner, "handed over");
    }
}
