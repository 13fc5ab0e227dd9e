//! The fields of one kind of record while records are written: kept as they are, so that what is
//! decided by them still holds when it is kept.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{CustomField, CustomKind, CustomSubject, CustomValue};
use super::rules::is_key;
use super::rules::values::Reader;
use super::store::{self, moving, references, values};
use super::{Customized, Edits, Values};
use crate::error::{Code, Error, Problem, Result};
use crate::rights::cards;
use crate::rights::permission::Reach;
use crate::rights::permit::FieldRights;
use crate::values::{Check, Currency};
use crate::work::Tx;

/// The fields of one kind of record.
pub(crate) struct Kept {
    readers: BTreeMap<String, Reader>,
    currency: Currency,
}

/// A record on its way into the store, and where it stands in the input.
pub(crate) struct Put<'r, T> {
    pub(crate) path: &'r str,
    pub(crate) before: Option<&'r T>,
    pub(crate) after: &'r T,
}

/// Loads the fields of a kind of record and keeps them until the transaction ends.
pub(crate) fn keep(tx: &mut Tx<'_>, subject: CustomSubject) -> Result<Kept> {
    let (book, currency) = (tx.book_id(), tx.book.currency);
    let fields = store::keep_all(tx.conn, book, subject)?;
    let readers = fields.into_iter().map(|field| (field.key.clone(), Reader::of(field, currency)));
    Ok(Kept { readers: readers.collect(), currency })
}

/// As [`keep`], where some edit names a field: else nothing is loaded.
pub(crate) fn keep_for<'e>(
    tx: &mut Tx<'_>,
    subject: CustomSubject,
    mut edits: impl Iterator<Item = &'e Edits>,
) -> Result<Kept> {
    if edits.any(|edit| edit.as_ref().is_some_and(|edit| !edit.is_empty())) {
        return keep(tx, subject);
    }
    Ok(Kept { readers: BTreeMap::new(), currency: tx.book.currency })
}

/// Where a field stands in an input.
fn path_of(key: &str) -> String {
    // What is no key may be anything, and is not told again.
    if is_key(key) { format!("custom[{key}]") } else { "custom".to_owned() }
}

impl Kept {
    /// Gives a new record its values: those that are given, and the defaults of others.
    pub(crate) fn add<T: Customized>(
        &self,
        record: &mut T,
        given: &Values,
        rights: &FieldRights,
        check: &mut Check,
    ) -> Result<()> {
        for (key, value) in given {
            self.put(record, key, Some(value), rights, check)?;
        }
        for (key, reader) in &self.readers {
            let field = &reader.field;
            if !field.active || given.contains_key(key) {
                continue;
            }
            if let Some(default) = &field.default {
                place(record, field).insert(key.clone(), default.clone());
            } else if field.required && (!field.personal || rights.can_write(T::FIELD)) {
                check.fail(&path_of(key), Code::Required);
            }
        }
        Ok(())
    }

    /// Gives a record new values; what is not named stays, and none clears.
    pub(crate) fn edit<T: Customized>(
        &self,
        record: &mut T,
        edit: &Edits,
        rights: &FieldRights,
        check: &mut Check,
    ) -> Result<()> {
        for (key, value) in edit.iter().flatten() {
            self.put(record, key, value.as_ref(), rights, check)?;
        }
        Ok(())
    }

    fn put<T: Customized>(
        &self,
        record: &mut T,
        key: &str,
        value: Option<&CustomValue>,
        rights: &FieldRights,
        check: &mut Check,
    ) -> Result<()> {
        let path = path_of(key);
        let Some(reader) = self.readers.get(key) else {
            check.fail(&path, Code::UnknownReference);
            return Ok(());
        };
        let field = &reader.field;
        if field.personal {
            rights.require_write(T::FIELD).map_err(|error| error.below(&path))?;
        }
        let values = place(record, field);
        let old = values.get(key).cloned();
        let problems = check.count();
        let read = value
            .and_then(|value| check.within(&path, |check| reader.read(value, old.as_ref(), check)));
        if check.count() > problems {
            return Ok(());
        }
        match read {
            None => {
                check.require(!field.required, &path, Code::Required);
                values.remove(key);
            }
            Some(read) => {
                let is_new = old.as_ref() != Some(&read);
                check.require(field.active || !is_new, &path, Code::Retired);
                values.insert(key.to_owned(), read);
            }
        }
        Ok(())
    }

    /// Decides what one record alone does not show: whether the records that references name are
    /// there and seen by the operator, and whether what must differ does.
    pub(crate) fn settle<T: Customized>(
        &self,
        tx: &mut Tx<'_>,
        puts: &[Put<'_, T>],
        check: &mut Check,
    ) -> Result<()> {
        self.refuse_unknown(puts, check);
        for reader in self.readers.values() {
            let field = &reader.field;
            let changed = changed(field, puts);
            if changed.is_empty() {
                continue;
            }
            if field.kind == CustomKind::Reference {
                refer(tx, field, &changed, check)?;
            }
            if field.unique {
                self.differ(tx, field, puts, &changed, check)?;
            }
        }
        Ok(())
    }

    /// What is taken back may be of a field that is no more.
    fn refuse_unknown<T: Customized>(&self, puts: &[Put<'_, T>], check: &mut Check) {
        for Put { path, before, after } in puts {
            if before.is_some_and(|before| before.values() == after.values()) {
                continue;
            }
            for key in after.values().into_iter().flat_map(|values| values.keys()) {
                let path = crate::error::join_path(path, &path_of(key));
                check.require(self.readers.contains_key(key), &path, Code::UnknownReference);
            }
        }
    }

    fn differ<T: Customized>(
        &self,
        tx: &mut Tx<'_>,
        field: &CustomField,
        puts: &[Put<'_, T>],
        changed: &[(String, i64, &CustomValue)],
        check: &mut Check,
    ) -> Result<()> {
        let book = tx.book_id();
        // Writers of one such field come one after another, so that each sees what others took.
        tx.hold(&format!("custom_field:{}", field.id))?;
        let named: BTreeSet<i64> =
            puts.iter().filter(|put| put.before.is_some()).map(|put| put.after.id()).collect();
        let values: Vec<&CustomValue> = changed.iter().map(|(_, _, value)| *value).collect();
        let held = values::find_holders(tx.conn, book, field.id, self.currency, &values)?;
        let held: Vec<&CustomValue> =
            held.iter().filter(|(id, _)| !named.contains(id)).map(|(_, value)| value).collect();
        // What the records of the call have afterwards, whether it changes or not.
        let all: Vec<&CustomValue> = puts.iter().filter_map(|put| has(put.after, field)).collect();
        let mut texts: BTreeMap<String, usize> = BTreeMap::new();
        for value in all {
            *texts.entry(super::rules::values::plain(value)).or_default() += 1;
        }
        for (path, _, value) in changed {
            if held.contains(value) {
                let problem = Problem::new(Code::AlreadyExists).at(path);
                return Err(problem.fact("subject", field.subject.slug()).into());
            }
            let text = super::rules::values::plain(value);
            check.require(texts.get(&text).is_none_or(|count| *count < 2), path, Code::Repeated);
        }
        Ok(())
    }
}

fn place<'r, T: Customized>(record: &'r mut T, field: &CustomField) -> &'r mut Values {
    let [plain, personal] = record.values_mut();
    if field.personal { personal } else { plain }
}

fn has<'r, T: Customized>(record: &'r T, field: &CustomField) -> Option<&'r CustomValue> {
    record.values()[usize::from(field.personal)].get(&field.key)
}

/// The values of a field that are new: where they stand, of which record, and what they are.
fn changed<'r, T: Customized>(
    field: &CustomField,
    puts: &[Put<'r, T>],
) -> Vec<(String, i64, &'r CustomValue)> {
    let value = |put: &Put<'r, T>| {
        let after = has(put.after, field)?;
        let before = put.before.and_then(|before| has(before, field));
        let path = crate::error::join_path(put.path, &path_of(&field.key));
        (before != Some(after)).then_some((path, put.after.id(), after))
    };
    puts.iter().filter_map(value).collect()
}

/// Checks that what references name is there, and seen by the operator.
fn refer(
    tx: &mut Tx<'_>,
    field: &CustomField,
    changed: &[(String, i64, &CustomValue)],
    check: &mut Check,
) -> Result<()> {
    let Some(subject) = field.refers_to else { return Ok(()) };
    let id = |value: &CustomValue| match value {
        CustomValue::Reference(id) => *id,
        _ => 0,
    };
    let wanted: BTreeSet<i64> = changed.iter().map(|(_, _, value)| id(value)).collect();
    let book = tx.book_id();
    let mut seen = references::keep_existing(tx.conn, book, subject, &wanted)?;
    let record = cards::record(subject.slug());
    let record = record.ok_or_else(|| Error::internal("a kind of record that no card names"))?;
    match tx.grants().scope(record.seen_with) {
        Ok(scope) if scope.reach() == Reach::All => {}
        Ok(scope) => seen = tx.within(&scope, subject.slug(), seen)?,
        Err(_) => seen.clear(),
    }
    if subject == CustomSubject::Customer {
        let merged = moving::find_merged(tx.conn, book, &seen)?;
        for (path, _, value) in changed {
            if let Some(into) = merged.get(&id(value)) {
                let problem = Problem::new(Code::MergedAway).at(path).fact("key", id(value));
                check.add(problem.fact("merged_into", into));
            }
        }
    }
    for (path, _, value) in changed {
        check.require(seen.contains(&id(value)), path, Code::UnknownReference);
    }
    Ok(())
}
