//! Fields of a book's own: what stands in them is the record's, and masked where it is personal.

use std::collections::BTreeMap;

use bookroom::Session;
use bookroom::custom_fields::model::{
    CustomField, CustomKind, CustomSubject, CustomValue, NewCustomField,
};
use bookroom::customers::contacts::model::{ContactFilter, ContactSort};
use bookroom::customers::model::{CustomerFilter, CustomerSort};
use bookroom::values::{Condition, PageRequest};
use bookroom_tests::room::TestRoom;

use super::Reading;

/// A field for all, and one that is personal.
pub fn fields(test: &TestRoom) -> Vec<CustomField> {
    let known = test.owner.custom_fields().list(None).unwrap();
    if !known.is_empty() {
        return known;
    }
    let pairs = [("open", false), ("secret", true)];
    let kinds = [CustomSubject::Customer, CustomSubject::Contact];
    let all = kinds.into_iter().flat_map(|subject| pairs.map(|pair| (subject, pair)));
    let add = |(subject, (key, personal)): (CustomSubject, (&str, bool))| {
        let new = NewCustomField::new(subject, key, key, CustomKind::Text);
        test.owner.custom_fields().add(NewCustomField { personal, ..new }).unwrap()
    };
    all.map(add).collect()
}

/// What stands in them.
pub fn values(mark: &str, secret: &str) -> BTreeMap<String, CustomValue> {
    let texts = [("open", format!("{mark} field")), ("secret", format!("{mark} {secret}"))];
    texts.map(|(key, text)| (key.to_owned(), text.into())).into()
}

/// Lists that are sorted and cut down by them; what is not to be read is no column of theirs.
pub fn read(session: &Session, reading: &mut Reading) {
    let page = PageRequest::first(100);
    reading.add("fields", session.custom_fields().list(None));
    for key in ["open", "secret"] {
        let conditions = vec![Condition::not_empty(&format!("custom.{key}"))];
        let filter = CustomerFilter {
            conditions: conditions.clone(),
            sorted_by: Some(key.to_owned()),
            ..CustomerFilter::default()
        };
        let by = CustomerSort::Name;
        reading.try_add("customers by", session.customers().list(&filter, by, false, &page));
        let filter = ContactFilter {
            conditions,
            sorted_by: Some(key.to_owned()),
            ..ContactFilter::default()
        };
        let by = ContactSort::Name;
        reading
            .try_add("contacts by", session.customers().list_contacts(&filter, by, false, &page));
    }
}
