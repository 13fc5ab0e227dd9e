//! The classification of a customer: which dictionaries have fields of their own, and the whole as
//! one map.

use std::collections::BTreeMap;

use crate::customers::model::{Customer, CustomerEdit};
use crate::error::Code;
use crate::values::Check;
use crate::values::edit::entries;

/// The code of the dictionary of banks.
pub(crate) const BANK: &str = "bank";
/// The code of the dictionary of levels; all other fields are named like their dictionaries.
pub(crate) const LEVEL: &str = "customer_level";
/// The dictionaries that have fields of their own.
const NAMED: [&str; 8] = [
    LEVEL,
    "industry",
    "source",
    "region",
    "enterprise_type",
    "enterprise_nature",
    "credit_rating",
    "satisfaction",
];
/// The most characters of an item's code or label as typed.
const ITEM_LIMIT: usize = 200;
const CLASSES_LIMIT: usize = 50;

/// Walks the fields with the dictionaries they stand for; `&` or `&mut` says how.
macro_rules! named_classes {
    ($record:expr, $($by:tt)+) => {
        NAMED.into_iter().zip([
            $($by)+ $record.level,
            $($by)+ $record.industry,
            $($by)+ $record.source,
            $($by)+ $record.region,
            $($by)+ $record.enterprise_type,
            $($by)+ $record.enterprise_nature,
            $($by)+ $record.credit_rating,
            $($by)+ $record.satisfaction,
        ])
    };
}

/// The code of the dictionary behind a field such as `level`.
pub(crate) fn dictionary_of(field: &str) -> &str {
    if field == "level" { LEVEL } else { field }
}

/// The whole classification: dictionary code to item.
pub(crate) fn of(customer: &Customer) -> BTreeMap<String, String> {
    let mut all = customer.classes.clone();
    for (dictionary, item) in named_classes!(customer, &) {
        if let Some(item) = item {
            all.insert(dictionary.to_owned(), item.clone());
        }
    }
    all
}

/// Gives a customer exactly this classification.
pub(crate) fn set(customer: &mut Customer, mut all: BTreeMap<String, String>) {
    for (dictionary, item) in named_classes!(customer, &mut) {
        *item = all.remove(dictionary);
    }
    customer.classes = all;
}

/// Puts the classes of an edit into a customer, trimmed.
pub(crate) fn apply(customer: &mut Customer, edit: &CustomerEdit, check: &mut Check) {
    let slots = named_classes!(customer, &mut);
    for ((dictionary, slot), (_, item)) in slots.zip(named_classes!(edit, &)) {
        check.edited_text(&path_of(dictionary), item, ITEM_LIMIT, slot);
    }
    let Some(classes) = entries(&edit.classes) else { return };
    check.at_most("classes", classes.len(), CLASSES_LIMIT);
    customer.classes.clear();
    for (dictionary, item) in &classes {
        let path = format!("classes.{dictionary}");
        // A dictionary with a field of its own is set there, so that nothing is said twice.
        check.require(!NAMED.contains(&dictionary.trim()), &path, Code::BadChoice);
        if let Some(item) = check.optional_text(&path, Some(item), ITEM_LIMIT) {
            customer.classes.insert(dictionary.trim().to_owned(), item);
        }
    }
}

/// The path of a class in an input: a field of its own, or an entry of `classes`.
pub(crate) fn path_of(dictionary: &str) -> String {
    match dictionary {
        LEVEL => "level".to_owned(),
        named if NAMED.contains(&named) => named.to_owned(),
        own => format!("classes.{own}"),
    }
}
