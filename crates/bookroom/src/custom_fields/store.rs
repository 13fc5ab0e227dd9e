//! Rows of fields. What stands in them: `store/values.rs`; lists by it: `store/lists.rs`.

pub(crate) mod lists;
pub(crate) mod moving;
pub(crate) mod references;
pub(crate) mod searched;
pub(crate) mod values;

use chrono::DateTime;
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::model::{CustomField, CustomKind, CustomSubject};
use crate::error::{Code, Error, Result};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::locks::{load_kept, load_locked};
use crate::store::schema::{custom_field, custom_value};
use crate::values::CustomFieldId;
use crate::work::{BookInfo, Live, Present, ids_of};

/// A row of `custom_field`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = custom_field, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct FieldRow {
    book_id: i64,
    id: i64,
    subject_kind: String,
    field_key: String,
    label_zh: String,
    label_en: String,
    kind: String,
    is_required: bool,
    is_unique: bool,
    is_personal: bool,
    is_searchable: bool,
    max_length: Option<i64>,
    decimals: Option<i64>,
    lowest: Option<String>,
    highest: Option<String>,
    pattern: Option<String>,
    choices: String,
    refers_to: Option<String>,
    default_value: Option<String>,
    place: i64,
    active: bool,
    version: i64,
    created_at: i64,
    updated_at: i64,
}

fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| Error::internal("a field does not become JSON"))
}

fn of_json<T: DeserializeOwned>(text: &str, column: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| Error::corrupt(column))
}

impl FieldRow {
    fn of(book: i64, field: &CustomField) -> Result<Self> {
        Ok(Self {
            book_id: book,
            id: field.id.0,
            subject_kind: field.subject.slug().to_owned(),
            field_key: field.key.clone(),
            label_zh: field.label_zh.clone(),
            label_en: field.label_en.clone(),
            kind: field.kind.slug().to_owned(),
            is_required: field.required,
            is_unique: field.unique,
            is_personal: field.personal,
            is_searchable: field.searchable,
            max_length: field.max_length,
            decimals: field.decimals,
            lowest: field.lowest.as_ref().map(json).transpose()?,
            highest: field.highest.as_ref().map(json).transpose()?,
            pattern: field.pattern.clone(),
            choices: json(&field.choices)?,
            refers_to: field.refers_to.map(|subject| subject.slug().to_owned()),
            default_value: field.default.as_ref().map(json).transpose()?,
            place: field.place,
            active: field.active,
            version: field.version,
            created_at: field.created_at.timestamp_micros(),
            updated_at: field.updated_at.timestamp_micros(),
        })
    }

    fn record(self) -> Result<CustomField> {
        let subject = |word: &str, column: &str| {
            CustomSubject::from_slug(word).ok_or_else(|| Error::corrupt(column))
        };
        let value = |text: Option<String>, column: &str| {
            text.map(|text| of_json(&text, column)).transpose()
        };
        let instant = |micros| DateTime::from_timestamp_micros(micros).ok_or(Code::Corrupt);
        Ok(CustomField {
            id: CustomFieldId(self.id),
            subject: subject(&self.subject_kind, "subject")?,
            key: self.field_key,
            label_zh: self.label_zh,
            label_en: self.label_en,
            kind: CustomKind::from_slug(&self.kind).ok_or_else(|| Error::corrupt("kind"))?,
            required: self.is_required,
            unique: self.is_unique,
            personal: self.is_personal,
            searchable: self.is_searchable,
            max_length: self.max_length,
            decimals: self.decimals,
            lowest: value(self.lowest, "lowest")?,
            highest: value(self.highest, "highest")?,
            pattern: self.pattern,
            choices: of_json(&self.choices, "choices")?,
            refers_to: self.refers_to.map(|word| subject(&word, "refers_to")).transpose()?,
            default: value(self.default_value, "default")?,
            place: self.place,
            active: self.active,
            version: self.version,
            created_at: instant(self.created_at)?,
            updated_at: instant(self.updated_at)?,
        })
    }
}

fn records(rows: Vec<FieldRow>) -> Result<Vec<CustomField>> {
    rows.into_iter().map(FieldRow::record).collect()
}

/// The fields of a kind of record, or of all, in their order.
pub(crate) fn load_all(
    conn: &mut Conn,
    book: i64,
    subject: Option<CustomSubject>,
) -> Result<Vec<CustomField>> {
    let mut query = custom_field::table.filter(custom_field::book_id.eq(book)).into_boxed();
    if let Some(subject) = subject {
        query = query.filter(custom_field::subject_kind.eq(subject.slug()));
    }
    let rows: Vec<FieldRow> = query
        .order((custom_field::subject_kind, custom_field::place, custom_field::id))
        .select(FieldRow::as_select())
        .load(conn)?;
    records(rows)
}

/// The fields of a kind of record, kept as they are until the transaction ends.
pub(crate) fn keep_all(
    conn: &mut Conn,
    book: i64,
    subject: CustomSubject,
) -> Result<Vec<CustomField>> {
    let rows = load_kept!(
        conn,
        custom_field::table
            .filter(custom_field::book_id.eq(book))
            .filter(custom_field::subject_kind.eq(subject.slug()))
            .order((custom_field::place, custom_field::id))
            .select(FieldRow::as_select()),
        FieldRow
    )?;
    records(rows)
}

/// One field.
pub(crate) fn load(conn: &mut Conn, book: i64, id: CustomFieldId) -> Result<CustomField> {
    let row: Option<FieldRow> = custom_field::table
        .filter(custom_field::book_id.eq(book))
        .filter(custom_field::id.eq(id.0))
        .select(FieldRow::as_select())
        .first(conn)
        .optional()?;
    row.ok_or_else(|| Error::not_found("custom_field", id))?.record()
}

/// One field, locked until the transaction ends: who writes values of it waits, or is waited for.
pub(crate) fn lock(conn: &mut Conn, book: i64, id: CustomFieldId) -> Result<CustomField> {
    let rows = load_locked!(
        conn,
        custom_field::table
            .filter(custom_field::book_id.eq(book))
            .filter(custom_field::id.eq(id.0))
            .select(FieldRow::as_select()),
        FieldRow
    )?;
    let row = rows.into_iter().next();
    row.ok_or_else(|| Error::not_found("custom_field", id))?.record()
}

/// Writes a new field.
pub(crate) fn insert(conn: &mut Conn, book: i64, field: &CustomField) -> Result<()> {
    let row = FieldRow::of(book, field)?;
    diesel::insert_into(custom_field::table).values(&row).execute(conn)?;
    Ok(())
}

/// Writes a changed field, whose version has moved by one since it was loaded.
pub(crate) fn save(conn: &mut Conn, book: i64, field: &CustomField) -> Result<()> {
    let row = FieldRow::of(book, field)?;
    let target = custom_field::table
        .filter(custom_field::book_id.eq(book))
        .filter(custom_field::id.eq(row.id))
        .filter(custom_field::version.eq(row.version - 1));
    match diesel::update(target).set(&row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("custom_field", field.id)),
    }
}

/// Removes a field as it was seen.
pub(crate) fn delete(conn: &mut Conn, book: i64, field: &CustomField) -> Result<()> {
    let target = custom_field::table
        .filter(custom_field::book_id.eq(book))
        .filter(custom_field::id.eq(field.id.0))
        .filter(custom_field::version.eq(field.version));
    match diesel::delete(target).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("custom_field", field.id)),
    }
}

/// Whether anything stands in a field.
pub(crate) fn is_used(conn: &mut Conn, book: i64, field: CustomFieldId) -> Result<bool> {
    let first: Option<i64> = custom_value::table
        .filter(custom_value::book_id.eq(book))
        .filter(custom_value::field_id.eq(field.0))
        .select(custom_value::subject_id)
        .first(conn)
        .optional()?;
    Ok(first.is_some())
}

/// One of these choices that a record has.
pub(crate) fn find_choice_used(
    conn: &mut Conn,
    book: i64,
    field: CustomFieldId,
    keys: &[String],
) -> Result<Option<String>> {
    let first: Option<Option<String>> = custom_value::table
        .filter(custom_value::book_id.eq(book))
        .filter(custom_value::field_id.eq(field.0))
        .filter(custom_value::text_value.eq_any(keys.to_vec()))
        .select(custom_value::text_value)
        .first(conn)
        .optional()?;
    Ok(first.flatten())
}

/// See [`crate::work::Card`].
pub(super) const PRESENT: &[Present] = &[Present {
    kind: "custom_field",
    stamps: &["version", "created_at", "updated_at"],
    later: &[("searchable", "false")],
    ids: ids_of!(custom_field),
    load: present,
    ..Present::PLAIN
}];

fn present(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<FieldRow> = custom_field::table
            .filter(custom_field::book_id.eq(book.id.0))
            .filter(custom_field::id.eq_any(chunk))
            .order(custom_field::id)
            .select(FieldRow::as_select())
            .load(conn)?;
        for row in rows {
            let record = row.clone().record()?;
            let mut live = Live::of(row.id, &record)?;
            let kept = FieldRow::of(row.book_id, &record)?;
            live.check("lowest", row.lowest == kept.lowest);
            live.check("highest", row.highest == kept.highest);
            live.check("choices", row.choices == kept.choices);
            live.check("default", row.default_value == kept.default_value);
            found.push(live);
        }
    }
    Ok(found)
}
