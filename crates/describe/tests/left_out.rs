//! What may be absent need not be given in any language: options by their type, flags and lists by
//! a default in the description.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bookroom_describe::describe;
use bookroom_describe::model::{Description, Field, Shape, Type, Value};

/// What has to be given all the same: what a call is about, or a decision that it must not make by
/// itself.
const GIVEN: &[&str] = &[
    "Chart.categories",
    "Chart.series",
    "ChartSeries.values",
    "ClassCondition.items",
    "CustomerSharing.collaborators",
    "NewInvoice.lines",
    "NewJournalEntry.postings",
    "NewStandaloneCredit.lines",
    "ReplacementTerms.lines",
    "calendars.set_days.days",
    "customers.merge.customers",
    "customers.merge_contacts.contacts",
    "customers.tag.customers",
    "customers.tag.tags",
    "customers.untag.customers",
    "customers.untag.tags",
];

/// What imports hand on to themselves; hosts make none of it.
const OWN: [&str; 3] = ["Import", "Imported", "Own"];

fn is_given(
    ty: &Type,
    has_default: bool,
    told: &BTreeMap<String, Option<Value>>,
    bindings: &[&String],
) -> bool {
    let may_be_absent = matches!(ty, Type::Bool | Type::List(_) | Type::Map(_));
    let is_optional = |binding: &&&String| match told.get(**binding) {
        Some(value) => value.is_some(),
        None => has_default,
    };
    may_be_absent && bindings.iter().filter(is_optional).count() < bindings.len()
}

fn given(description: &Description) -> BTreeSet<String> {
    let bindings: Vec<&String> = description.bindings.keys().collect();
    let of_fields = |owner: &str, fields: &[Field]| -> Vec<String> {
        let given = fields.iter().filter(|field| {
            !field.skip
                && is_given(&field.ty, field.default.is_some(), &field.default_for, &bindings)
        });
        given.map(|field| format!("{owner}.{}", field.name)).collect()
    };
    let mut found = BTreeSet::new();
    for declared in &description.types {
        let is_own = OWN.iter().any(|name| declared.name.starts_with(name));
        if declared.input && declared.kind == Shape::Record && !is_own {
            found.extend(of_fields(&declared.name, &declared.fields));
        }
    }
    for area in &description.areas {
        for method in &area.methods {
            // Lists that a method is about come alone; flags are off, or what the method sets.
            let lists = method.parameters.iter().filter(|one| matches!(one.ty, Type::List(_)));
            if lists.clone().count() < 2 {
                continue;
            }
            let given = lists.filter(|one| is_given(&one.ty, false, &one.default_for, &bindings));
            let named = given.map(|one| format!("{}.{}.{}", area.name, method.name, one.name));
            found.extend(named);
        }
    }
    found
}

#[test]
fn flags_and_lists_may_be_left_out_in_every_language() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut description = describe(root).unwrap();
    let wanted: BTreeSet<String> = GIVEN.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(given(&description), wanted, "give the field `#[serde(default)]`, or name it above");
    // The rule sees one that a language demands.
    let calendar = description.types.iter_mut().find(|one| one.name == "NewCalendar").unwrap();
    let days = calendar.fields.iter_mut().find(|field| field.name == "days").unwrap();
    days.default_for.insert("uniffi".to_owned(), None);
    assert!(given(&description).contains("NewCalendar.days"));
}
