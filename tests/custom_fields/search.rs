//! Records that are found by texts in fields of a book's own, on every database.

use bookroom::Session;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Permission, Reach};
use bookroom::billing::products::NewProduct;
use bookroom::changes::model::Subject;
use bookroom::custom_fields::model::{CustomKind, CustomSubject, NewCustomField};
use bookroom::customers::contacts::model::NewContact;
use bookroom::error::Code;
use bookroom::search::model::{SearchField, SearchFit, SearchHit, SearchKind, SearchQuery};
use bookroom::service::model::{CaseKind, NewCase};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, amount};

use super::{add, company, of_customers, problem, set, values};
use crate::rights::role;
use crate::whole::assert_whole;

fn hits(session: &Session, text: &str) -> Vec<SearchHit> {
    session.search().find(&SearchQuery::of(text)).unwrap().hits
}

fn searchable(subject: CustomSubject, key: &str, personal: bool) -> NewCustomField {
    let new = NewCustomField::new(subject, key, key, CustomKind::Text);
    NewCustomField { searchable: true, personal, ..new }
}

#[test]
fn records_are_found_by_texts_of_their_own_on_every_database() {
    for test in Backend::ALL.iter().map(|backend| room::on(*backend)) {
        let owner = &test.owner;
        use CustomSubject::{Case, Contact, Customer, Product};
        for subject in [Customer, Contact, Product, Case] {
            add(owner, searchable(subject, "plate", false));
        }
        add(owner, of_customers("hidden", CustomKind::Text));
        let plate = |text: &str| values([("plate", text)]);
        let given = values([("plate", "京N88001"), ("hidden", "看不见")]);
        let customer = company(owner, "青禾", given).unwrap();
        let new =
            NewContact { custom: plate("京N88002"), ..NewContact::of(customer.id, "王芳") };
        owner.customers().add_contact(new).unwrap();
        let new = NewProduct::new("P-1", "打印纸", amount("1"), amount("0.13"));
        let new = NewProduct { custom: plate("京N88003"), ..new };
        owner.billing().products().add(new).unwrap();
        let case = NewCase::new(CaseKind::Request, "换轮胎");
        owner.service().open(NewCase { custom: plate("京N88004"), ..case }).unwrap();
        let found = hits(owner, "n8800");
        let kinds: Vec<SearchKind> = found.iter().map(|hit| hit.kind).collect();
        for kind in [SearchKind::Customer, SearchKind::Contact, SearchKind::Product] {
            assert!(kinds.contains(&kind), "{kinds:?}");
        }
        assert!(kinds.contains(&SearchKind::Case), "{kinds:?}");
        let one = hits(owner, "88001").remove(0);
        assert_eq!(
            (one.id, one.fit, one.field),
            (customer.id.0, SearchFit::Within, SearchField::Custom)
        );
        assert_eq!(hits(owner, "京N88001").remove(0).fit, SearchFit::Whole);
        assert!(hits(owner, "看不见").is_empty(), "a field that is not searched");
        // What changes, and what is cleared.
        let customer = set(owner, &customer, plate("沪A66")).unwrap();
        assert!(hits(owner, "88001").is_empty());
        assert_eq!(hits(owner, "沪a66").remove(0).id, customer.id.0);
        let none = Some([("plate".to_owned(), None)].into());
        let edit = bookroom::customers::model::CustomerEdit { custom: none, ..Default::default() };
        owner.customers().edit(customer.id, customer.version, edit).unwrap();
        assert!(hits(owner, "沪A66").is_empty());
        owner.search().rebuild().unwrap();
        assert_eq!(hits(owner, "88004").len(), 1);
        assert_whole(owner, "whole");
    }
}

#[test]
fn personal_texts_are_found_by_who_may_read_them_and_no_more_once_they_are_erased() {
    for test in Backend::ALL.iter().map(|backend| room::on(*backend)) {
        let owner = &test.owner;
        add(owner, searchable(CustomSubject::Customer, "card", true));
        let customer = company(owner, "青禾", values([("card", "会员7788")])).unwrap();
        let hit = hits(owner, "7788").remove(0);
        assert_eq!((hit.id, hit.field), (customer.id.0, SearchField::CustomPersonal));
        for (name, right) in [("masked", FieldRight::Masked), ("hidden", FieldRight::Hidden)] {
            let fields = vec![FieldRule { field: Field::CustomerCustom, right }];
            let permissions = [(Permission::CustomersView, Reach::All)];
            owner.access().add_role(role(name, &permissions, fields)).unwrap();
            let reader = test.operator(name, &[name]);
            assert!(hits(&reader, "7788").is_empty() && hits(&reader, "会员").is_empty());
            assert_eq!(hits(&reader, "青禾").len(), 1);
        }
        // The log is erased; what stands in the record is emptied before.
        let none = Some([("card".to_owned(), None)].into());
        let edit = bookroom::customers::model::CustomerEdit { custom: none, ..Default::default() };
        owner.customers().edit(customer.id, customer.version, edit).unwrap();
        let subject = Subject::new("customer", customer.id.0);
        owner.changes().erase_personal(subject, vec!["custom_personal".into()]).unwrap();
        assert!(hits(owner, "7788").is_empty());
        assert_whole(owner, "whole");
    }
}

#[test]
fn only_short_texts_of_what_is_searched_can_be_searched_and_it_stays_so() {
    let test = room::memory();
    let fields = test.owner.custom_fields();
    let refused = |new: NewCustomField| {
        let error = fields.add(new).unwrap_err();
        let (path, code) = problem(&error);
        (path.to_owned(), code)
    };
    let dealing = searchable(CustomSubject::Dealing, "a", false);
    assert_eq!(refused(dealing), ("field.searchable".to_owned(), Code::BadChoice));
    let number = NewCustomField {
        kind: CustomKind::Number,
        ..searchable(CustomSubject::Customer, "a", false)
    };
    assert_eq!(refused(number), ("field.searchable".to_owned(), Code::BadChoice));
    let long = searchable(CustomSubject::Customer, "a", false);
    let long = NewCustomField { max_length: Some(201), ..long };
    assert_eq!(refused(long), ("field.max_length".to_owned(), Code::OutOfRange));
    let field = add(&test.owner, searchable(CustomSubject::Customer, "a", false));
    assert!(field.searchable);
    let longer = bookroom::custom_fields::model::CustomFieldEdit {
        max_length: 201.into(),
        ..Default::default()
    };
    let longer = fields.edit(field.id, field.version, longer).unwrap_err();
    assert_eq!(problem(&longer), ("edit.max_length", Code::OutOfRange));
}
