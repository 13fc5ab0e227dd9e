//! Who works with a customer beside its owner: how far, until when; and customers that are locked.

use bookroom::Session;
use bookroom::billing::invoices::{InvoiceFilter, InvoiceSort};
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::{
    Collaborator, Customer, CustomerEdit, CustomerFilter, CustomerSort, NewCustomer,
};
use bookroom::customers::pools::model::NewPool;
use bookroom::dealings::model::NewDealing;
use bookroom::error::{Code, Error};
use bookroom::search::model::SearchQuery;
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};

use crate::samples::fixtures::sale;
use crate::whole::assert_whole;

fn codes(error: &Error) -> Vec<(&str, Code)> {
    error.problems().iter().map(|it| (it.path.as_str(), it.code)).collect()
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> Code {
    result.unwrap_err().code()
}

/// A customer of somebody else, with a contact and an invoice.
fn theirs(test: &TestRoom, owner: &Session) -> Customer {
    let new =
        NewCustomer { owner: Some(owner.operator_id()), ..NewCustomer::company("蓝湖商行") };
    let customer = test.owner.customers().add(new).unwrap();
    test.owner.customers().add_contact(NewContact::of(customer.id, "王小明")).unwrap();
    let sales = vec![sale(customer.id, "2026-06-01")];
    test.owner.billing().invoices().draft_and_post(sales).unwrap();
    customer
}

fn share(test: &TestRoom, id: CustomerId, with: Vec<Collaborator>) -> Result<Customer, Error> {
    let version = test.owner.customers().get(id).unwrap().version;
    test.owner.customers().share(id, version, with)
}

/// What an operator sees of the one customer: itself, contacts, documents, hits of the search.
fn seen(session: &Session, id: CustomerId) -> [usize; 4] {
    let (customers, page) = (session.customers(), PageRequest::default());
    let list = customers.list(&CustomerFilter::default(), CustomerSort::Name, false, &page);
    let filter = InvoiceFilter { customer: Some(id), ..InvoiceFilter::default() };
    let invoices = session.billing().invoices().list(&filter, InvoiceSort::default(), false, &page);
    let found = session.search().find(&SearchQuery::of("蓝湖")).unwrap().hits.len();
    let contacts = customers.contacts(id).map_or(0, |it| it.len());
    assert_eq!(customers.get(id).is_ok(), !list.as_ref().unwrap().items.is_empty());
    [list.unwrap().items.len(), contacts, invoices.unwrap().items.len(), found]
}

fn reach(test: &TestRoom) {
    let [owner, helper, other] =
        ["owner1", "helper", "other"].map(|name| test.operator(name, &["sales"]));
    let id = theirs(test, &owner).id;
    assert_eq!(seen(&helper, id), [0; 4]);
    let edit = |session: &Session, note: &str| {
        let version = test.owner.customers().get(id).unwrap().version;
        let edit = CustomerEdit { note: note.into(), ..CustomerEdit::default() };
        session.customers().edit(id, version, edit)
    };
    let reader = Collaborator::reader(helper.operator_id());
    share(test, id, vec![reader]).unwrap();
    assert_eq!(seen(&helper, id), [1, 1, 1, 2]);
    assert_eq!(seen(&other, id), [0; 4]);
    assert_eq!(code(edit(&helper, "读")), Code::NotPermitted);
    let call = helper.dealings().add(NewDealing::new(id, "call", "问候"));
    assert_eq!(code(call), Code::UnknownReference);
    let writer = Collaborator::writer(helper.operator_id());
    share(test, id, vec![writer]).unwrap();
    assert_eq!(edit(&helper, "写").unwrap().note.as_deref(), Some("写"));
    helper.customers().add_contact(NewContact::of(id, "李四")).unwrap();
    helper.dealings().add(NewDealing::new(id, "call", "问候")).unwrap();
    helper.billing().invoices().draft(sale(id, "2026-06-02")).unwrap();
    // Whose it is, and who works with it, stays with the owner.
    let customer = helper.customers().get(id).unwrap();
    let taken = helper.customers().share(id, customer.version, Vec::new());
    assert_eq!(code(taken), Code::NotPermitted);
    let pool = test.owner.customers().pools().add(NewPool::named("公海", "Open")).unwrap();
    assert!(helper.customers().pools().put(pool.id, vec![id], "不要").is_err());
    let mine =
        owner.customers().share(id, customer.version, vec![reader, writer.into_other(&other)]);
    assert_eq!(mine.unwrap().collaborators.len(), 2);
    let filter =
        CustomerFilter { collaborator: Some(other.operator_id()), ..CustomerFilter::default() };
    assert_eq!(test.owner.customers().count(&filter).unwrap(), 1);
    // In a pool nobody works with it.
    owner.customers().pools().put(pool.id, vec![id], "不再跟进").unwrap_err();
    test.owner.customers().pools().put(pool.id, vec![id], "不再跟进").unwrap();
    assert_eq!(test.owner.customers().get(id).unwrap().collaborators, []);
    assert_eq!(seen(&helper, id), [0; 4]);
    assert_eq!(code(share(test, id, vec![reader])), Code::InPool);
    assert_whole(&test.owner, "shared");
}

/// The same right for another operator.
trait IntoOther {
    fn into_other(self, other: &Session) -> Self;
}

impl IntoOther for Collaborator {
    fn into_other(self, other: &Session) -> Self {
        Self { operator: other.operator_id(), ..self }
    }
}

#[test]
fn a_customer_is_shared_as_far_as_is_said_on_every_database() {
    Backend::ALL.into_iter().for_each(|backend| reach(&room::on(backend)));
}

#[test]
fn what_is_shared_until_a_day_is_shared_no_more_after_it() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let [owner, helper] = ["owner1", "helper"].map(|name| test.operator(name, &["sales"]));
        let id = theirs(&test, &owner).id;
        let until = Some(day("2026-06-16"));
        let shared = Collaborator { until, ..Collaborator::writer(helper.operator_id()) };
        share(&test, id, vec![shared]).unwrap();
        for (hours, expected) in [(0, 1), (24, 1), (13, 1), (2, 0), (24, 0)] {
            test.clock.advance(chrono::TimeDelta::hours(hours));
            assert_eq!(seen(&helper, id)[0], expected, "{hours}");
        }
        // It stays on the record, and may stand there when others are added.
        assert_eq!(test.owner.customers().get(id).unwrap().collaborators, [shared]);
        let other = Collaborator::reader(owner.operator_id());
        share(&test, id, vec![shared, other]).unwrap();
        assert_eq!(seen(&helper, id)[0], 0);
    }
}

#[test]
fn all_that_is_wrong_with_collaborators_is_told() {
    let test = room::memory();
    let owner = test.operator("owner1", &["sales"]);
    let gone = test.operator("gone", &["sales"]).operator_id();
    let id = theirs(&test, &owner).id;
    let access = test.owner.access();
    let row = access.operators().unwrap().into_iter().find(|it| it.id == gone).unwrap();
    access.set_operator_active(gone, row.version, false).unwrap();
    let past = Some(day("2026-06-14"));
    let wrong = vec![
        Collaborator::reader(gone),
        Collaborator::reader(999.into()),
        Collaborator { until: past, ..Collaborator::reader(owner.operator_id()) },
        Collaborator::writer(owner.operator_id()),
    ];
    let error = share(&test, id, wrong).unwrap_err();
    let expected = [
        ("customers[0].collaborators[0].operator", Code::Retired),
        ("customers[0].collaborators[1].operator", Code::UnknownReference),
        ("customers[0].collaborators[2].until", Code::DateOrder),
        ("customers[0].collaborators[3].operator", Code::Repeated),
    ];
    assert_eq!(codes(&error), expected);
    let many = (1..=101).map(|at| Collaborator::reader(at.into())).collect();
    let error = share(&test, id, many).unwrap_err();
    assert!(codes(&error).contains(&("customers[0].collaborators", Code::TooMany)));
    assert_eq!(test.owner.customers().get(id).unwrap().collaborators, []);
}

#[test]
fn a_locked_customer_is_not_changed_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let seller = test.operator("seller", &["sales"]);
        let id = theirs(&test, &seller).id;
        let customers = test.owner.customers();
        let seen = || customers.get(id).unwrap().seen();
        assert_eq!(code(customers.lock(vec![seen()], " ")), Code::Required);
        assert_eq!(code(seller.customers().lock(vec![seen()], "审核")), Code::NotPermitted);
        let locked = customers.lock(vec![seen()], "法务审核中").unwrap().remove(0);
        let lock = locked.lock.clone().unwrap();
        assert_eq!((lock.by, lock.reason.as_str()), (Some(test.owner.operator_id()), "法务审核中"));
        // Another reason does not take its place.
        let again = customers.lock(vec![seen()], "另有原因").unwrap().remove(0);
        assert_eq!((again.lock, again.version), (locked.lock, locked.version));
        let filter = |locked| CustomerFilter { locked: Some(locked), ..CustomerFilter::default() };
        assert_eq!(customers.count(&filter(true)).unwrap(), 1);
        assert_eq!(customers.count(&filter(false)).unwrap(), 0);
        let contact = customers.contacts(id).unwrap().remove(0);
        let pool = customers.pools().add(NewPool::named("公海", "Open")).unwrap().id;
        let edit = CustomerEdit { note: "改".into(), ..CustomerEdit::default() };
        let version = seen().version;
        for refused in [
            code(customers.edit(id, version, edit)),
            code(customers.assign(vec![seen()], None, None)),
            code(customers.set_active(id, version, false)),
            code(customers.remove(id, version)),
            code(customers.tag(vec![id], vec!["新".to_owned()])),
            code(customers.share(id, version, Vec::new())),
            code(customers.set_credit_limit(id, version, None)),
            code(customers.set_parent(id, version, None)),
            code(customers.pools().put(pool, vec![id], "无人")),
            code(customers.add_contact(NewContact::of(id, "李四"))),
            code(customers.remove_contacts(vec![(&contact).into()])),
        ] {
            assert_eq!(refused, Code::RecordLocked, "{backend:?}");
        }
        // Work goes on.
        seller.dealings().add(NewDealing::new(id, "call", "催款")).unwrap();
        test.owner.billing().invoices().draft_and_post(vec![sale(id, "2026-06-02")]).unwrap();
        let open = customers.unlock(vec![seen()]).unwrap().remove(0);
        assert_eq!(open.lock, None);
        customers.assign(vec![open.seen()], None, None).unwrap();
        assert_whole(&test.owner, "locked");
    }
}
