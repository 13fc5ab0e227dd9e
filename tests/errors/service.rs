//! Codes of after-sales service.

use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::service::model::{CaseKind, NewCase};
use bookroom_tests::room::TestRoom;

use super::codes;

/// Cases of two customers, merged.
pub fn service(test: &TestRoom) -> Vec<Vec<Code>> {
    let service = test.owner.service();
    let case = |name: &str| {
        let customer = Some(test.owner.customers().add(NewCustomer::company(name)).unwrap().id);
        service.open(NewCase { customer, ..NewCase::new(CaseKind::Complaint, name) }).unwrap()
    };
    let (one, other) = (case("甲方"), case("乙方"));
    vec![codes(service.relations().merge(vec![(&one).into()], (&other).into()))]
}
