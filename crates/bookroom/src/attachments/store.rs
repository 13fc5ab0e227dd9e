//! Rows of attachments, and of the policy.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::model::{Attachment, AttachmentFilter, AttachmentPolicy};
use super::rules;
use crate::error::{Code, Error, Result};
use crate::store::dialect::each;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::load_locked;
use crate::store::schema::{attachment, attachment_policy};
use crate::store::{Conn, MultiBackend};
use crate::values::{AttachmentId, OperatorId};
use crate::work::BelongTo;

pub(crate) mod contents;
pub(crate) mod present;
pub(crate) mod records;

/// The policy's id: there is one.
pub(crate) const POLICY: i64 = 1;

/// A row of `attachment`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = attachment, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct AttachmentRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) subject_kind: String,
    pub(crate) subject_id: i64,
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) size: i64,
    pub(crate) sha256: Vec<u8>,
    pub(crate) note: Option<String>,
    pub(crate) removed_at: Option<i64>,
    pub(crate) removed_by: Option<i64>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) created_by: Option<i64>,
    pub(crate) updated_at: i64,
}

impl AttachmentRow {
    /// The row of a record.
    pub(crate) fn of(book: i64, record: &Attachment) -> Result<Self> {
        let (kind, id) = rules::named(record.record);
        let unread = |_| Error::internal("a digest that the engine did not write");
        Ok(Self {
            book_id: book,
            id: record.id.0,
            subject_kind: kind.to_owned(),
            subject_id: id,
            name: record.name.clone(),
            media_type: record.media_type.clone(),
            size: record.size,
            sha256: hex::decode(&record.sha256).map_err(unread)?,
            note: record.note.clone(),
            removed_at: record.removed_at.map(|at| at.timestamp_micros()),
            removed_by: record.removed_by.map(i64::from),
            version: record.version,
            created_at: record.created_at.timestamp_micros(),
            created_by: record.created_by.map(i64::from),
            updated_at: record.updated_at.timestamp_micros(),
        })
    }

    /// The record.
    pub(crate) fn record(self) -> Result<Attachment> {
        let record = rules::record_of(&self.subject_kind, self.subject_id);
        Ok(Attachment {
            id: AttachmentId(self.id),
            record: record.ok_or_else(|| Error::corrupt("subject_kind"))?,
            name: self.name,
            media_type: self.media_type,
            size: self.size,
            sha256: hex::encode(&self.sha256),
            note: self.note,
            removed_at: self.removed_at.map(instant).transpose()?,
            removed_by: self.removed_by.map(OperatorId),
            version: self.version,
            created_at: instant(self.created_at)?,
            created_by: self.created_by.map(OperatorId),
            updated_at: instant(self.updated_at)?,
        })
    }
}

/// An instant as the store keeps it.
fn instant(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| Code::Corrupt.into())
}

/// Attachments as they are, in the order of their ids.
fn of_ids(book: i64, ids: &[i64]) -> attachment::BoxedQuery<'static, MultiBackend> {
    attachment::table
        .filter(attachment::book_id.eq(book))
        .filter(attachment::id.eq_any(ids.to_vec()))
        .order(attachment::id)
        .into_boxed()
}

/// The attachments with these ids.
pub(crate) fn load(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<AttachmentRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let query = of_ids(book, chunk).select(AttachmentRow::as_select());
        rows.extend(query.load::<AttachmentRow>(conn)?);
    }
    Ok(rows)
}

/// As [`load`], and nobody else changes them until the transaction ends.
pub(crate) fn lock(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<AttachmentRow>> {
    for chunk in ids.chunks(IN_LIST) {
        let query = attachment::table
            .filter(attachment::book_id.eq(book))
            .filter(attachment::id.eq_any(chunk))
            .order(attachment::id)
            .select(attachment::id);
        load_locked!(conn, query, i64)?;
    }
    load(conn, book, ids)
}

/// A page of attachments after an id, whoever sees them.
pub(crate) fn load_page(
    conn: &mut Conn,
    book: i64,
    filter: &AttachmentFilter,
    digest: Option<Vec<u8>>,
    (after, limit): (i64, i64),
) -> Result<Vec<AttachmentRow>> {
    let mut query = attachment::table
        .filter(attachment::book_id.eq(book))
        .filter(attachment::id.gt(after))
        .into_boxed();
    if let Some((kind, id)) = filter.record.map(rules::named) {
        query = query.filter(attachment::subject_kind.eq(kind));
        query = query.filter(attachment::subject_id.eq(id));
    }
    if let Some(digest) = digest {
        query = query.filter(attachment::sha256.eq(digest));
    }
    if !filter.removed {
        query = query.filter(attachment::removed_at.is_null());
    }
    let query = query.order(attachment::id).limit(limit);
    Ok(query.select(AttachmentRow::as_select()).load(conn)?)
}

/// The ids of all files that are, or were, on records of a kind.
pub(crate) fn ids_of(conn: &mut Conn, book: i64, kind: &str, ids: &[i64]) -> Result<Vec<i64>> {
    let mut found = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<i64> = attachment::table
            .filter(attachment::book_id.eq(book))
            .filter(attachment::subject_kind.eq(kind))
            .filter(attachment::subject_id.eq_any(chunk.to_vec()))
            .order(attachment::id)
            .select(attachment::id)
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Which of these records have files.
pub(crate) fn find_attached(
    conn: &mut Conn,
    book: i64,
    kind: &str,
    ids: &[i64],
) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<i64> = attachment::table
            .filter(attachment::book_id.eq(book))
            .filter(attachment::subject_kind.eq(kind))
            .filter(attachment::subject_id.eq_any(chunk.to_vec()))
            .filter(attachment::removed_at.is_null())
            .select(attachment::subject_id)
            .distinct()
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// How many files these records of a kind have, by record.
pub(crate) fn count_on(
    conn: &mut Conn,
    book: i64,
    kind: &str,
    ids: &[i64],
) -> Result<BTreeMap<i64, i64>> {
    let mut counts = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = attachment::table
            .filter(attachment::book_id.eq(book))
            .filter(attachment::subject_kind.eq(kind))
            .filter(attachment::subject_id.eq_any(chunk.to_vec()))
            .filter(attachment::removed_at.is_null())
            .group_by(attachment::subject_id)
            .select((attachment::subject_id, diesel::dsl::count_star()))
            .load(conn)?;
        counts.extend(rows);
    }
    Ok(counts)
}

/// The records that attachments belong to.
pub(crate) fn belong(conn: &mut Conn, book: i64, ids: &BTreeSet<i64>) -> Result<BelongTo> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut found = BelongTo::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, String, i64)> = attachment::table
            .filter(attachment::book_id.eq(book))
            .filter(attachment::id.eq_any(chunk.to_vec()))
            .select((attachment::id, attachment::subject_kind, attachment::subject_id))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(id, kind, record)| (id, (kind, record))));
    }
    Ok(found)
}

/// Writes new attachments.
pub(crate) fn insert(conn: &mut Conn, rows: &[AttachmentRow]) -> Result<()> {
    insert_all!(conn, attachment::table, rows);
    Ok(())
}

/// Writes changed attachments, whose versions have moved by one since they were loaded.
pub(crate) fn save(conn: &mut Conn, rows: &[AttachmentRow]) -> Result<()> {
    for row in rows {
        let target = attachment::table
            .filter(attachment::book_id.eq(row.book_id))
            .filter(attachment::id.eq(row.id))
            .filter(attachment::version.eq(row.version - 1));
        if each!(conn, c => diesel::update(target).set(row).execute(c))? != 1 {
            return Err(Error::version_conflict("attachment", row.id));
        }
    }
    Ok(())
}

/// Empties what attachments say of a person.
pub(crate) fn forget_texts(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = attachment::table
            .filter(attachment::book_id.eq(book))
            .filter(attachment::id.eq_any(chunk.to_vec()));
        diesel::update(target)
            .set((attachment::name.eq(""), attachment::note.eq(None::<String>)))
            .execute(conn)?;
    }
    Ok(())
}

/// A row of `attachment_policy`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = attachment_policy, primary_key(book_id, id))]
struct PolicyRow {
    book_id: i64,
    id: i64,
    max_bytes: i64,
    max_per_record: i64,
    extensions: String,
    version: i64,
}

impl PolicyRow {
    fn record(self) -> Result<AttachmentPolicy> {
        Ok(AttachmentPolicy {
            max_bytes: self.max_bytes,
            max_per_record: self.max_per_record,
            extensions: serde_json::from_str(&self.extensions)
                .map_err(|_| Error::corrupt("extensions"))?,
            version: self.version,
        })
    }
}

/// Which files a book takes.
pub(crate) fn load_policy(conn: &mut Conn, book: i64) -> Result<AttachmentPolicy> {
    let row: Option<PolicyRow> = attachment_policy::table
        .filter(attachment_policy::book_id.eq(book))
        .filter(attachment_policy::id.eq(POLICY))
        .select(PolicyRow::as_select())
        .first(conn)
        .optional()?;
    row.map_or_else(|| Ok(rules::first_policy()), PolicyRow::record)
}

/// Writes which files a book takes.
pub(crate) fn save_policy(conn: &mut Conn, book: i64, policy: &AttachmentPolicy) -> Result<()> {
    let unwritten = |_| Error::internal("a list of texts does not become JSON");
    let row = PolicyRow {
        book_id: book,
        id: POLICY,
        max_bytes: policy.max_bytes,
        max_per_record: policy.max_per_record,
        extensions: serde_json::to_string(&policy.extensions).map_err(unwritten)?,
        version: policy.version,
    };
    if policy.version == 1 {
        insert_all!(conn, attachment_policy::table, &[row][..]);
        return Ok(());
    }
    let target = attachment_policy::table
        .filter(attachment_policy::book_id.eq(book))
        .filter(attachment_policy::id.eq(POLICY))
        .filter(attachment_policy::version.eq(policy.version - 1));
    if each!(conn, c => diesel::update(target).set(&row).execute(c))? != 1 {
        return Err(Error::version_conflict("attachment_policy", POLICY));
    }
    Ok(())
}
