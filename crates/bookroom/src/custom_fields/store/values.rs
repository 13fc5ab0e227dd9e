//! What stands in fields: a row for each value, a select or insert for all records of a call.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::dsl::{count_star, min};
use diesel::prelude::*;

use crate::custom_fields::model::{CustomField, CustomKind, CustomSubject, CustomValue};
use crate::custom_fields::rules::values::{day_of, of_millionths, sort_whole, text_key};
use crate::custom_fields::{Customized, Values};
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::schema::{book, custom_field, custom_value};
use crate::values::{Currency, CustomFieldId};

/// A row of `custom_value`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = custom_value, treat_none_as_default_value = false)]
pub(crate) struct ValueRow {
    pub(crate) book_id: i64,
    pub(crate) field_id: i64,
    pub(crate) subject_id: i64,
    pub(crate) place: i64,
    pub(crate) subject_kind: String,
    pub(crate) text_value: Option<String>,
    pub(crate) text_key: Option<String>,
    pub(crate) whole: Option<i64>,
}

impl ValueRow {
    /// The rows of a value.
    fn of(
        (book_id, currency): (i64, Currency),
        field: &CustomField,
        subject_id: i64,
        value: &CustomValue,
    ) -> Vec<Self> {
        let row = |(place, text): (i64, Option<&String>)| Self {
            book_id,
            field_id: field.id.0,
            subject_id,
            place,
            subject_kind: field.subject.slug().to_owned(),
            text_value: text.cloned(),
            text_key: text.map(|text| match field.kind {
                CustomKind::Text => text_key(text),
                _ => text.clone(),
            }),
            whole: sort_whole(value, currency),
        };
        match value {
            CustomValue::Choices(keys) => (0..).zip(keys.iter().map(Some)).map(row).collect(),
            CustomValue::Text(text) | CustomValue::Choice(text) => vec![row((0, Some(text)))],
            _ => vec![row((0, None))],
        }
    }
}

/// The value of the rows that belong to one field of one record, in their order.
fn value(kind: CustomKind, currency: Currency, rows: &[&ValueRow]) -> Option<CustomValue> {
    let first = rows.first()?;
    let text = || first.text_value.clone();
    match kind {
        CustomKind::Text => text().map(CustomValue::Text),
        CustomKind::Choice => text().map(CustomValue::Choice),
        CustomKind::Choices => {
            let keys = rows.iter().map(|row| row.text_value.clone());
            keys.collect::<Option<Vec<_>>>().map(CustomValue::Choices)
        }
        CustomKind::Number => first.whole.map(of_millionths).map(CustomValue::Number),
        CustomKind::Money => {
            first.whole.map(|minor| currency.from_minor(minor)).map(CustomValue::Money)
        }
        CustomKind::Date => first.whole.and_then(day_of).map(CustomValue::Date),
        CustomKind::Reference => first.whole.map(CustomValue::Reference),
        CustomKind::Flag => match first.whole? {
            0 => Some(CustomValue::Flag(false)),
            1 => Some(CustomValue::Flag(true)),
            _ => None,
        },
    }
}

/// What is needed of a field to read its values.
struct Known {
    key: String,
    kind: CustomKind,
    is_personal: bool,
}

fn load_known(conn: &mut Conn, book: i64, subject: CustomSubject) -> Result<HashMap<i64, Known>> {
    let rows: Vec<(i64, String, String, bool)> = custom_field::table
        .filter(custom_field::book_id.eq(book))
        .filter(custom_field::subject_kind.eq(subject.slug()))
        .select((
            custom_field::id,
            custom_field::field_key,
            custom_field::kind,
            custom_field::is_personal,
        ))
        .load(conn)?;
    let known = |(id, key, kind, is_personal): (i64, String, String, bool)| {
        let kind = CustomKind::from_slug(&kind).ok_or_else(|| Error::corrupt("kind"))?;
        Ok((id, Known { key, kind, is_personal }))
    };
    rows.into_iter().map(known).collect()
}

/// The currency of a book, in whose smallest units amounts are kept.
pub(crate) fn load_currency(conn: &mut Conn, book_id: i64) -> Result<Currency> {
    let code: String =
        book::table.filter(book::book_id.eq(book_id)).select(book::currency).first(conn)?;
    Currency::of(&code).map_err(|_| Error::corrupt_at("book", "currency", book_id))
}

fn load_rows(
    conn: &mut Conn,
    book: i64,
    subject: CustomSubject,
    ids: &[i64],
) -> Result<Vec<ValueRow>> {
    let mut rows = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        let found: Vec<ValueRow> = custom_value::table
            .filter(custom_value::book_id.eq(book))
            .filter(custom_value::subject_kind.eq(subject.slug()))
            .filter(custom_value::subject_id.eq_any(chunk.to_vec()))
            .order((custom_value::subject_id, custom_value::field_id, custom_value::place))
            .select(ValueRow::as_select())
            .load(conn)?;
        rows.extend(found);
    }
    Ok(rows)
}

/// What stands in the fields of a record: what is not personal, and what is.
pub(crate) type Pair = [Values; 2];

/// What stands in the fields of these records, by record.
pub(crate) fn load(
    conn: &mut Conn,
    book: i64,
    subject: CustomSubject,
    ids: &[i64],
) -> Result<HashMap<i64, Pair>> {
    let rows = load_rows(conn, book, subject, ids)?;
    let mut found: HashMap<i64, Pair> = HashMap::new();
    if rows.is_empty() {
        return Ok(found);
    }
    let known = load_known(conn, book, subject)?;
    let currency = load_currency(conn, book)?;
    let same = |one: &ValueRow, other: &ValueRow| {
        (one.subject_id, one.field_id) == (other.subject_id, other.field_id)
    };
    for rows in rows.chunk_by(same) {
        let Some(first) = rows.first() else { continue };
        let corrupt = || Error::corrupt_at("custom_value", "field_id", first.subject_id);
        let field = known.get(&first.field_id).ok_or_else(corrupt)?;
        let rows: Vec<&ValueRow> = rows.iter().collect();
        let value = value(field.kind, currency, &rows);
        let value =
            value.ok_or_else(|| Error::corrupt_at("custom_value", "whole", first.subject_id))?;
        let pair = found.entry(first.subject_id).or_default();
        pair[usize::from(field.is_personal)].insert(field.key.clone(), value);
    }
    Ok(found)
}

/// Gives records what stands in their fields.
pub(crate) fn give<T: Customized>(conn: &mut Conn, book: i64, records: &mut [T]) -> Result<()> {
    let ids: Vec<i64> = records.iter().map(Customized::id).collect();
    let mut found = load(conn, book, T::SUBJECT, &ids)?;
    for record in records {
        let [plain, personal] = found.remove(&record.id()).unwrap_or_default();
        let [own, own_personal] = record.values_mut();
        (*own, *own_personal) = (plain, personal);
    }
    Ok(())
}

/// Writes what stands in the fields of new or changed records; those that are as before are not
/// touched. Fields are there: what a record has of a retired one it keeps.
pub(crate) fn save<T: Customized>(
    conn: &mut Conn,
    book: i64,
    pairs: &[(Option<&T>, &T)],
) -> Result<()> {
    let is_empty = |record: &&T| record.values().iter().all(|values| values.is_empty());
    let is_changed = |(before, after): &&(Option<&T>, &T)| match before {
        Some(before) => before.values() != after.values(),
        None => !is_empty(after),
    };
    let changed: Vec<&(Option<&T>, &T)> = pairs.iter().filter(is_changed).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let cleared = changed.iter().filter_map(|(before, _)| *before).filter(|it| !is_empty(it));
    let cleared: Vec<i64> = cleared.map(Customized::id).collect();
    clear(conn, book, T::SUBJECT, &cleared)?;
    let fields = super::load_all(conn, book, Some(T::SUBJECT))?;
    let fields: BTreeMap<&str, &CustomField> =
        fields.iter().map(|field| (field.key.as_str(), field)).collect();
    let currency = load_currency(conn, book)?;
    let mut rows = Vec::new();
    for (_, after) in &changed {
        for (key, value) in after.values().into_iter().flatten() {
            let missing = || Error::internal("a value without its field");
            let field = fields.get(key.as_str()).ok_or_else(missing)?;
            rows.extend(ValueRow::of((book, currency), field, after.id(), value));
        }
    }
    insert_all!(conn, custom_value::table, &rows[..]);
    Ok(())
}

/// Deletes what stands in the fields of these records.
pub(crate) fn clear(conn: &mut Conn, book: i64, subject: CustomSubject, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = custom_value::table
            .filter(custom_value::book_id.eq(book))
            .filter(custom_value::subject_kind.eq(subject.slug()))
            .filter(custom_value::subject_id.eq_any(chunk.to_vec()));
        diesel::delete(target).execute(conn)?;
    }
    Ok(())
}

/// The records that have one of these values in a field.
pub(crate) fn find_holders(
    conn: &mut Conn,
    book: i64,
    field: CustomFieldId,
    currency: Currency,
    values: &[&CustomValue],
) -> Result<Vec<(i64, CustomValue)>> {
    let texts: Vec<String> = values
        .iter()
        .filter_map(|value| match value {
            CustomValue::Text(text) | CustomValue::Choice(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    let wholes: Vec<i64> = values.iter().filter_map(|value| sort_whole(value, currency)).collect();
    let of_field = || {
        custom_value::table
            .filter(custom_value::book_id.eq(book))
            .filter(custom_value::field_id.eq(field.0))
            .select(ValueRow::as_select())
            .into_boxed()
    };
    let mut rows: Vec<ValueRow> = Vec::new();
    for chunk in texts.chunks(IN_LIST) {
        // The key leads to the rows, the text tells those apart that fold alike.
        let keys: Vec<String> = chunk.iter().map(|text| text_key(text)).collect();
        let keys = keys.into_iter().chain(chunk.iter().cloned());
        let keys: BTreeSet<String> = keys.collect();
        let keys: Vec<String> = keys.into_iter().collect();
        let query = of_field().filter(custom_value::text_key.eq_any(keys));
        let found: Vec<ValueRow> =
            query.filter(custom_value::text_value.eq_any(chunk.to_vec())).load(conn)?;
        rows.extend(found);
    }
    for chunk in wholes.chunks(IN_LIST) {
        let query = of_field().filter(custom_value::whole.eq_any(chunk.to_vec()));
        rows.extend(query.load::<ValueRow>(conn)?);
    }
    let field = super::load(conn, book, field)?;
    let held = |row: &ValueRow| Some((row.subject_id, value(field.kind, currency, &[row])?));
    Ok(rows.iter().filter_map(held).collect())
}

/// Whether two records have the same value in a field.
pub(crate) fn has_repeats(conn: &mut Conn, book: i64, field: CustomFieldId) -> Result<bool> {
    let of_field = || {
        custom_value::table
            .filter(custom_value::book_id.eq(book))
            .filter(custom_value::field_id.eq(field.0))
    };
    let texts: Option<Option<String>> = of_field()
        .filter(custom_value::text_value.is_not_null())
        .group_by(custom_value::text_value)
        .having(count_star().gt(1))
        .select(custom_value::text_value)
        .first(conn)
        .optional()?;
    let wholes: Option<Option<i64>> = of_field()
        .filter(custom_value::whole.is_not_null())
        .group_by(custom_value::whole)
        .having(count_star().gt(1))
        .select(min(custom_value::subject_id))
        .first(conn)
        .optional()?;
    Ok(texts.is_some() || wholes.is_some())
}

/// What records after an id have in a field, at most so many of them.
pub(crate) fn load_page(
    conn: &mut Conn,
    book: i64,
    field: &CustomField,
    after: i64,
    limit: i64,
) -> Result<Vec<i64>> {
    Ok(custom_value::table
        .filter(custom_value::book_id.eq(book))
        .filter(custom_value::field_id.eq(field.id.0))
        .filter(custom_value::subject_id.gt(after))
        .order(custom_value::subject_id)
        .select(custom_value::subject_id)
        .distinct()
        .limit(limit)
        .load(conn)?)
}

/// The columns of records' values that do not follow from the values, by record.
pub(crate) fn find_odd(
    conn: &mut Conn,
    book: i64,
    subject: CustomSubject,
    ids: &[i64],
) -> Result<HashMap<i64, Vec<String>>> {
    let mut odd: HashMap<i64, Vec<String>> = HashMap::new();
    let rows = load_rows(conn, book, subject, ids)?;
    if rows.is_empty() {
        return Ok(odd);
    }
    let known = load_known(conn, book, subject)?;
    let same = |one: &ValueRow, other: &ValueRow| {
        (one.subject_id, one.field_id) == (other.subject_id, other.field_id)
    };
    for rows in rows.chunk_by(same) {
        for (place, row) in (0..).zip(rows) {
            let Some(field) = known.get(&row.field_id) else { continue };
            let key = row.text_value.as_deref().map(|text| match field.kind {
                CustomKind::Text => text_key(text),
                _ => text.to_owned(),
            });
            let is_text =
                matches!(field.kind, CustomKind::Text | CustomKind::Choice | CustomKind::Choices);
            for (column, follows) in [
                ("place", row.place == place),
                ("text_key", row.text_key == key),
                ("text_value", row.text_value.is_some() == is_text),
                ("whole", row.whole.is_some() != is_text),
            ] {
                if !follows {
                    let path = format!("custom.{}.{column}", field.key);
                    odd.entry(row.subject_id).or_default().push(path);
                }
            }
        }
        let is_many = rows.first().and_then(|row| known.get(&row.field_id));
        if rows.len() > 1 && is_many.is_some_and(|field| field.kind != CustomKind::Choices) {
            let id = rows.first().map_or(0, |row| row.subject_id);
            odd.entry(id).or_default().push("custom.place".to_owned());
        }
    }
    Ok(odd)
}
