//! Fields of a book's own, of every kind, and values for them.

use std::collections::BTreeMap;

use bookroom::Session;
use bookroom::custom_fields::model::{
    CustomChoice, CustomKind, CustomSubject, CustomValue, NewCustomField,
};

/// A field of each kind of the customers' own.
pub fn add(owner: &Session) {
    let new = |kind: CustomKind| NewCustomField {
        personal: kind == CustomKind::Text,
        ..NewCustomField::new(CustomSubject::Customer, kind.slug(), kind.slug(), kind)
    };
    for kind in CustomKind::ALL {
        let choices = vec![CustomChoice::new("a", "甲"), CustomChoice::new("b", "乙")];
        let field = match kind {
            CustomKind::Choice => {
                NewCustomField { default: Some("a".into()), choices, ..new(*kind) }
            }
            CustomKind::Choices => NewCustomField { choices, ..new(*kind) },
            CustomKind::Reference => {
                NewCustomField { refers_to: Some(CustomSubject::Customer), ..new(*kind) }
            }
            CustomKind::Number => {
                let bounds = (Some(1.into()), Some(1_000.into()));
                NewCustomField { lowest: bounds.0, highest: bounds.1, ..new(*kind) }
            }
            _ => new(*kind),
        };
        owner.custom_fields().add(field).unwrap();
    }
}

/// A value for each of them.
pub fn of_each() -> BTreeMap<String, CustomValue> {
    let values = [
        ("text", "VIP-1"),
        ("number", "12.5"),
        ("money", "99.90"),
        ("date", "2026-06-30"),
        ("choice", "b"),
        ("choices", "a,b"),
        ("reference", "1"),
        ("flag", "yes"),
    ];
    values.map(|(key, text)| (key.to_owned(), text.into())).into()
}
