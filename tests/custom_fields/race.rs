//! Fields that must differ, and fields that change, while records are written.

use bookroom::Session;
use bookroom::custom_fields::model::{CustomFieldEdit, CustomKind, NewCustomField};
use bookroom::customers::model::CustomerFilter;
use bookroom::error::Code;
use bookroom::values::{ColumnTest, ColumnValue, Condition};

use super::{add, company, of_customers, values};
use crate::concurrency::race::{both, exactly_one, run};

/// How many customers have a text in a field.
fn holders(session: &Session, key: &str, text: &str) -> i64 {
    let test = ColumnTest::Equal(ColumnValue::Text(text.to_owned()));
    let conditions = vec![Condition { column: format!("custom.{key}"), test }];
    session.customers().count(&CustomerFilter { conditions, ..Default::default() }).unwrap()
}

#[test]
fn one_of_two_has_what_must_differ() {
    run("the same value twice", |race, round| {
        let key = format!("serial_{round}");
        let new = of_customers(&key, CustomKind::Text);
        add(&race.one, NewCustomField { unique: true, ..new });
        let write = |session: &Session| company(session, "甲", values([(&key, "A1")]));
        let (one, other) = both(|| write(&race.one), || write(&race.other));
        exactly_one(&one, &other)
    });
}

#[test]
fn a_field_becomes_unique_only_when_its_values_differ() {
    run("unique while the second is written", |race, round| {
        let key = format!("plate_{round}");
        let field = add(&race.one, of_customers(&key, CustomKind::Text));
        let write = |session: &Session| company(session, "甲", values([(&key, "A1")]));
        write(&race.one).unwrap();
        let edit = CustomFieldEdit { unique: Some(true), ..CustomFieldEdit::default() };
        let (made, written) = both(
            || race.one.custom_fields().edit(field.id, 1, edit.clone()),
            || write(&race.other),
        );
        let told = |code: Code, known: &[Code]| known.contains(&code);
        match (&made, &written) {
            (Ok(_), Err(error)) if told(error.code(), &[Code::AlreadyExists]) => None,
            (Err(error), Ok(_)) if told(error.code(), &[Code::Repeated]) => None,
            _ => Some(format!(
                "{:?} and {:?}, {} have it",
                made.as_ref().map(|it| it.unique),
                written.as_ref().map(|it| it.id),
                holders(&race.one, &key, "A1")
            )),
        }
    });
}

#[test]
fn a_field_goes_only_when_nothing_stands_in_it() {
    run("a field removed while it is written", |race, round| {
        let key = format!("gone_{round}");
        let field = add(&race.one, of_customers(&key, CustomKind::Text));
        let (gone, written) = both(
            || race.one.custom_fields().remove(field.id, 1),
            || company(&race.other, "甲", values([(&key, "A1")])),
        );
        match (&gone, &written) {
            (Ok(_), Err(error)) if error.code() == Code::UnknownReference => None,
            (Err(error), Ok(_)) if error.code() == Code::InUse => None,
            _ => Some(format!("{gone:?} and {:?}", written.map(|it| it.id))),
        }
    });
}
