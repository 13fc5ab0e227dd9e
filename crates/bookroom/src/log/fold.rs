//! Folding the changes of a record into what it must be now.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::record::open;
use super::store::ChangeRow;
use crate::error::Result;

/// The fields that follow from when and by whom a record was made and changed.
pub(crate) const STAMPS: [&str; 4] = ["version", "created_at", "created_by", "updated_at"];
const VERSION: &str = "version";
const ERASING: &str = "changes.erase_personal";
const MERGING: &str = "dictionaries.merge_items";

type Fields = Map<String, Value>;

/// What the changes of one record lead to.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    /// Its fields now.
    pub(crate) fields: Fields,
    /// Whether it is there.
    pub(crate) exists: bool,
    /// The fields whose newest value is erased from the log.
    pub(crate) erased: BTreeSet<String>,
    /// The fields that somebody erased, as the log says.
    pub(crate) excused: BTreeSet<String>,
}

impl Folded {
    /// Takes in the next change. `keyed` records are lists of named values: a change without a
    /// `before` adds to them.
    ///
    /// # Errors
    /// `corrupt` when an image cannot be read.
    pub(crate) fn apply(&mut self, row: &ChangeRow, keyed: bool) -> Result<()> {
        let read = |image: &Option<String>| image.as_deref().map(open).transpose();
        let (before, after) = (read(&row.image_before)?, read(&row.image_after)?);
        match (before, after) {
            (_, Some((after, _))) if keyed => {
                self.exists = true;
                self.fields.extend(by_name(after));
            }
            (None, Some((after, _))) if row.action == ERASING => self.excuse(&after),
            (None, Some(after)) if !self.exists => self.make(row, after),
            // A remark on a record that is there already, such as a sign-in.
            (None, Some(_)) | (None, None) => {}
            (Some((before, _)), Some((after, _))) if row.action == MERGING => {
                self.merge(row, &before, after);
            }
            (Some(before), Some(after)) => self.edit(row, &before, after),
            (Some(_), None) => {
                self.exists = false;
                self.fields.clear();
                self.erased.clear();
            }
        }
        Ok(())
    }

    fn excuse(&mut self, image: &Fields) {
        let fields = image.get("erased").and_then(Value::as_array).into_iter().flatten();
        self.excused.extend(fields.filter_map(Value::as_str).map(str::to_owned));
    }

    fn make(&mut self, row: &ChangeRow, (fields, erased): (Fields, Vec<String>)) {
        self.exists = true;
        self.fields = fields;
        self.erased = erased.into_iter().collect();
        let stamps = [
            (VERSION, Value::from(1)),
            ("created_at", instant(row.at)),
            ("created_by", Value::from(row.operator_id)),
            ("updated_at", instant(row.at)),
        ];
        for (name, value) in stamps {
            if !self.fields.contains_key(name) {
                self.fields.insert(name.to_owned(), value);
            }
        }
    }

    fn edit(
        &mut self,
        row: &ChangeRow,
        (before, erased_before): &(Fields, Vec<String>),
        (after, erased): (Fields, Vec<String>),
    ) {
        self.exists = true;
        for name in before.keys().chain(erased_before) {
            self.fields.remove(name);
            self.erased.remove(name);
        }
        self.stamp(row, &after);
        for name in after.keys() {
            self.erased.remove(name);
        }
        self.fields.extend(after);
        for name in erased {
            self.fields.remove(&name);
            self.erased.insert(name);
        }
    }

    /// What every edit moves, unless the change itself says how.
    fn stamp(&mut self, row: &ChangeRow, after: &Fields) {
        if !after.contains_key(VERSION) {
            let version = self.fields.get(VERSION).and_then(Value::as_i64).unwrap_or(0);
            self.fields.insert(VERSION.to_owned(), Value::from(version.saturating_add(1)));
        }
        self.fields.insert("updated_at".to_owned(), instant(row.at));
        let reviewed = after.contains_key("reviewed_by");
        let at = if reviewed { instant(row.at) } else { Value::Null };
        self.fields.insert("reviewed_at".to_owned(), at);
    }

    /// A merge of dictionary items tells of a user only the item that it holds now, not the whole
    /// field around it.
    fn merge(&mut self, row: &ChangeRow, before: &Fields, after: Fields) {
        self.stamp(row, &after);
        for (name, value) in after {
            let old = before.get(&name);
            match (name.as_str(), &value) {
                ("bank", _) => {
                    let accounts = self.fields.get_mut("bank_accounts");
                    for account in accounts.and_then(Value::as_array_mut).into_iter().flatten() {
                        if account.get("bank") == old {
                            account["bank"] = value.clone();
                        }
                    }
                }
                ("classes", Value::Object(classes)) => {
                    let held = self.fields.entry(name).or_insert_with(|| Fields::new().into());
                    if let Some(held) = held.as_object_mut() {
                        held.extend(classes.clone());
                    }
                }
                _ => {
                    self.fields.insert(name, value);
                }
            }
        }
    }
}

/// The entry of a list of named values: `{rule, enforced}` says it in two fields.
fn by_name(mut image: Fields) -> Fields {
    match (image.remove("rule"), image.remove("enforced")) {
        (Some(Value::String(rule)), Some(enforced)) => Fields::from_iter([(rule, enforced)]),
        _ => image,
    }
}

/// An instant as images hold it.
pub(crate) fn instant(micros: i64) -> Value {
    let at = chrono::DateTime::from_timestamp_micros(micros);
    serde_json::to_value(at).unwrap_or_default()
}

/// Where two values differ: the path, what was expected, what was found. Absent, null and empty
/// are the same.
pub(crate) fn differences(
    path: &str,
    expected: &Value,
    found: &Value,
    told: &mut Vec<(String, Value, Value)>,
) {
    if expected == found || (is_empty(expected) && is_empty(found)) {
        return;
    }
    match (expected, found) {
        (Value::Object(one), Value::Object(other)) => {
            let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for name in names {
                let [one, other] = [one, other].map(|fields| fields.get(name));
                let [one, other] = [one, other].map(|value| value.unwrap_or(&Value::Null));
                differences(&format!("{path}.{name}"), one, other, told);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                differences(&format!("{path}[{index}]"), one, other, told);
            }
        }
        _ => told.push((path.to_owned(), expected.clone(), found.clone())),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}
