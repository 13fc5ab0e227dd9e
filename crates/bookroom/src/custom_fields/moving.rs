//! References that come to name another record, and back.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::model::{CustomSubject, CustomValue};
use super::store::moving::{self, Naming};
use super::store::values::{self, Pair};
use crate::error::{Code, Problem, Result};
use crate::log::Subject;
use crate::log::record::Image;
use crate::rights::permit::Permit;
use crate::work::Tx;

/// The fields of images that values stand in.
const FIELDS: [&str; 2] = ["custom", "custom_personal"];

/// A field of a record: the kind of the record, its id, the key of the field.
pub(crate) type Place = (String, i64, String);

/// Has every field that names a record of a kind name another one, and notes it: all of them, or
/// only those at some places. Returns how many.
///
/// # Errors
/// `already_exists` where a field must differ and another record names the other one already.
pub(crate) fn move_references(
    permit: &Permit,
    tx: &mut Tx<'_>,
    of: CustomSubject,
    (from, into): (i64, i64),
    only: Option<&BTreeSet<Place>>,
) -> Result<usize> {
    let book = tx.book_id();
    let is_meant = |one: &Naming| {
        let place = (one.subject.slug().to_owned(), one.id, one.key.clone());
        only.is_none_or(|only| only.contains(&place))
    };
    let mut records: BTreeMap<CustomSubject, BTreeSet<i64>> = BTreeMap::new();
    for one in moving::find(tx.conn, book, of, from)?.iter().filter(|one| is_meant(one)) {
        records.entry(one.subject).or_default().insert(one.id);
    }
    if records.is_empty() {
        return Ok(0);
    }
    for (subject, ids) in &records {
        moving::lock(tx.conn, book, *subject, ids)?;
    }
    // As they are now that nobody else changes them.
    let mut naming = moving::find(tx.conn, book, of, from)?;
    naming.retain(|one| {
        is_meant(one) && records.get(&one.subject).is_some_and(|ids| ids.contains(&one.id))
    });
    refuse_repeats(tx, of, &naming, into)?;
    for subject in records.into_keys() {
        let own: Vec<&Naming> = naming.iter().filter(|one| one.subject == subject).collect();
        let ids: BTreeSet<i64> = own.iter().map(|one| one.id).collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        let held = values::load(tx.conn, book, subject, &ids)?;
        for id in &ids {
            let Some(before) = held.get(id) else { continue };
            let keys = own.iter().filter(|one| one.id == *id).map(|one| one.key.as_str());
            let images = images(before, &keys.collect(), into);
            let subject = Subject::new(subject.slug(), *id);
            let [before, after] = images.map(|fields| Some(Image::Fields(fields)));
            tx.note(permit, subject, before, after)?;
        }
        let now = tx.now_micros();
        moving::touch(tx.conn, book, subject, &ids, now)?;
    }
    moving::point(tx.conn, book, &naming, (from, into))?;
    Ok(naming.len())
}

fn refuse_repeats(tx: &mut Tx<'_>, of: CustomSubject, naming: &[Naming], into: i64) -> Result<()> {
    let unique: BTreeSet<i64> =
        naming.iter().filter(|one| one.is_unique).map(|one| one.field).collect();
    if unique.is_empty() {
        return Ok(());
    }
    let book = tx.book_id();
    let held = moving::find(tx.conn, book, of, into)?;
    match held.iter().find(|one| unique.contains(&one.field)) {
        None => Ok(()),
        Some(one) => {
            let problem = Problem::new(Code::AlreadyExists).fact("subject", one.subject.slug());
            Err(problem.fact("key", one.id).fact("field", &one.key).into())
        }
    }
}

/// What changes of a record: its values before, and with another reference at some keys.
fn images(before: &Pair, keys: &BTreeSet<&str>, into: i64) -> [Map<String, Value>; 2] {
    let (mut old, mut new) = (Map::new(), Map::new());
    for (name, values) in FIELDS.into_iter().zip(before) {
        let mut after = values.clone();
        for (_, value) in after.iter_mut().filter(|(key, _)| keys.contains(key.as_str())) {
            *value = CustomValue::Reference(into);
        }
        if *values != after {
            old.insert(name.to_owned(), json!(values));
            new.insert(name.to_owned(), json!(after));
        }
    }
    [old, new]
}

/// The keys at which a change of a record did nothing but name another one instead, by the one that
/// they named before; and whether that is all it did.
pub(crate) fn moved_keys(
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    into: i64,
) -> (Vec<(i64, String)>, bool) {
    let mut moved = Vec::new();
    let mut is_all = before.keys().chain(after.keys()).all(|key| FIELDS.contains(&key.as_str()));
    for name in FIELDS {
        let [old, new] = [before, after].map(|image| image.get(name).and_then(Value::as_object));
        let (Some(old), Some(new)) = (old, new) else {
            is_all &= old.is_none() && new.is_none();
            continue;
        };
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let [was, is] = [old, new].map(|values| values.get(key));
            match (was.and_then(reference), is.and_then(reference)) {
                (Some(was), Some(is)) if was != is && is == into => moved.push((was, key.clone())),
                _ => is_all &= was == is,
            }
        }
    }
    (moved, is_all)
}

fn reference(value: &Value) -> Option<i64> {
    match serde_json::from_value(value.clone()) {
        Ok(CustomValue::Reference(id)) => Some(id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn what_a_change_moved_is_read_from_its_images() {
        let values = |id: i64, text: &str| {
            let pairs =
                [("by", CustomValue::Reference(id)), ("note", CustomValue::Text(text.to_owned()))];
            json!({ "custom": BTreeMap::from(pairs) })
        };
        let told = |before: Value, after: Value| moved_keys(&fields(before), &fields(after), 7);
        let by = |id: i64| vec![(id, "by".to_owned())];
        assert_eq!(told(values(3, "a"), values(7, "a")), (by(3), true));
        assert_eq!(told(values(3, "a"), values(7, "b")), (by(3), false));
        assert_eq!(told(values(3, "a"), values(8, "a")), (vec![], false));
        let mut more = values(7, "a");
        more["name"] = json!("新");
        assert_eq!(told(values(3, "a"), more), (by(3), false));
        assert_eq!(told(json!({}), values(7, "a")), (vec![], false));
    }
}
