//! Fields of the book's own that name a customer: they go along with a merge, and come back.

use std::collections::BTreeMap;

use bookroom::Session;
use bookroom::billing::products::NewProduct;
use bookroom::custom_fields::model::{CustomKind, CustomSubject, CustomValue, NewCustomField};
use bookroom::customers::model::{CustomerEdit, NewCustomer};
use bookroom::error::Code;
use bookroom::values::CustomerId;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, amount};

use super::{merge, unmerge};
use crate::samples::fixtures::customer;
use crate::whole::assert_whole;

/// A field of a kind of record that names a customer.
pub fn naming(session: &Session, subject: CustomSubject, key: &str, unique: bool) {
    let new = NewCustomField::new(subject, key, "介绍人", CustomKind::Reference);
    let refers_to = Some(CustomSubject::Customer);
    session.custom_fields().add(NewCustomField { refers_to, unique, ..new }).unwrap();
}

fn by(key: &str, id: CustomerId) -> BTreeMap<String, CustomValue> {
    BTreeMap::from([(key.to_owned(), CustomValue::Reference(id.0))])
}

#[test]
fn references_go_along_and_come_back_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let session = &test.owner;
        naming(session, CustomSubject::Customer, "by", false);
        naming(session, CustomSubject::Product, "for", false);
        let [one, two, three] = ["甲公司", "乙公司", "丙公司"].map(|it| customer(&test, it));
        let customers = session.customers();
        let named = NewCustomer { custom: by("by", two), ..NewCustomer::company("被介绍") };
        let named = customers.add(named).unwrap();
        let product = NewProduct::new("P-1", "定制", amount("1"), amount("0"));
        let product = NewProduct { custom: by("for", two), ..product };
        let product = session.billing().products().add(product).unwrap();
        // The one that stays names the one that goes, too.
        let version = customers.get(one).unwrap().version;
        let custom = BTreeMap::from([("by".to_owned(), Some(CustomValue::Reference(two.0)))]);
        let edit = CustomerEdit { custom: Some(custom), ..CustomerEdit::default() };
        customers.edit(one, version, edit).unwrap();
        let of = |id: CustomerId| customers.get(id).unwrap().custom;
        let of_product = || session.billing().products().get(product.id).unwrap().custom;
        let first = merge(session, one, &[two]).unwrap();
        let told: Vec<_> =
            first.merge.moved.iter().map(|it| (it.subject.as_str(), it.count)).collect();
        assert_eq!(told, [("custom_value", 3)], "{backend:?}");
        let second = merge(session, three, &[one]).unwrap();
        for values in [of(named.id), of(one)] {
            assert_eq!(values, by("by", three), "{backend:?}");
        }
        assert_eq!(of_product(), by("for", three), "{backend:?}");
        assert_whole(session, "merged");
        // Nothing new names one that went.
        let new = NewCustomer { custom: by("by", two), ..NewCustomer::company("又一个") };
        let refused = customers.add(new).unwrap_err();
        assert_eq!(refused.code(), Code::MergedAway, "{backend:?}");
        assert_eq!(refused.problems()[0].path, "customers[0].custom[by]", "{backend:?}");
        unmerge(session, &second).unwrap();
        assert_eq!(of_product(), by("for", one), "{backend:?}");
        // What says something else since stays.
        let seen = customers.get(named.id).unwrap();
        let custom = BTreeMap::from([("by".to_owned(), Some(CustomValue::Reference(three.0)))]);
        let edit = CustomerEdit { custom: Some(custom), ..CustomerEdit::default() };
        customers.edit(named.id, seen.version, edit).unwrap();
        unmerge(session, &first).unwrap();
        assert_eq!(of_product(), by("for", two), "{backend:?}");
        assert_eq!((of(one), of(named.id)), (by("by", two), by("by", three)), "{backend:?}");
        assert_whole(session, "parted");
    }
}

#[test]
fn a_field_that_must_differ_does_not_come_to_repeat() {
    let test = room::memory();
    let session = &test.owner;
    naming(session, CustomSubject::Customer, "twin", true);
    let [one, two] = ["甲公司", "乙公司"].map(|it| customer(&test, it));
    let new = [one, two].map(|id| NewCustomer {
        custom: by("twin", id),
        ..NewCustomer::company(&format!("双 {id}"))
    });
    session.customers().add_many(new.into()).unwrap();
    let refused = merge(session, one, &[two]).unwrap_err();
    assert_eq!(refused.code(), Code::AlreadyExists);
    assert_whole(session, "refused");
}
