//! Reading the log: history and feed, within the operator's scopes and with protected fields
//! withheld.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use serde_json::{Map, Value};

use super::model::{Change, FieldChange, Head};
use crate::attachments;
use crate::error::{Code, Problem, Result};
use crate::interrupt;
use crate::log::Subject;
use crate::log::record;
use crate::log::store::{self, ChangeRow};
use crate::rights::cards;
use crate::rights::permission::{Field, Permission, Reach};
use crate::rights::permit::FieldRights;
use crate::values::{BookId, OperatorId, Page, PageRequest};
use crate::work::View;

const ROWS_AT_A_TIME: i64 = 200;

/// The history of one record, with that of the files on it.
pub(crate) fn history(
    view: &mut View<'_>,
    subject: &Subject,
    page: &PageRequest,
) -> Result<Page<Change>> {
    let limit = page.rows_to_load()?;
    let after = page.key::<i64>()?.unwrap_or(0);
    let book = view.book_id();
    if cards::record(&subject.kind).is_none() {
        let known: Vec<&str> = cards::RECORDS.iter().map(|record| record.kind).collect();
        let problem = Problem::new(Code::BadChoice).at("subject.kind");
        return Err(problem.choices(&known).into());
    }
    let mut rows =
        store::load_of_subject(view.conn, book, &subject.kind, subject.id, after, limit)?;
    // Who sees the record sees all of its files, or none: no page is cut short.
    if view.scope_of(Permission::AttachmentsView).is_ok() {
        let files = attachments::ids_of(view.conn, book, &subject.kind, subject.id)?;
        let of_files = super::store::load_of_files(view.conn, book, &files, after, limit)?;
        rows.extend(of_files);
        rows.sort_unstable_by_key(|row| row.seq);
        rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    let rows = within_rights(view, rows)?;
    let changes = rows
        .into_iter()
        .map(|row| to_change(row, Some(&Reader::of(view))))
        .collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(changes, page.limit, |change| change.seq))
}

/// The changes after a number, as many as are asked for unless the log ends before; and the number
/// up to which nothing more is to be found.
pub(crate) fn after(view: &mut View<'_>, seq: i64, limit: u32) -> Result<(Vec<Change>, i64)> {
    PageRequest::first(limit).rows_to_load()?;
    let (book, wanted) = (view.book_id(), usize::try_from(limit).unwrap_or(usize::MAX));
    let mut seq = seq;
    let mut found = Vec::new();
    while found.len() < wanted {
        interrupt::look()?;
        // Most may be hidden: few rows at a time would be many statements.
        let step = i64::from(limit).max(ROWS_AT_A_TIME);
        let rows = store::load_after(view.conn, book, seq, step)?;
        let Some(last) = rows.last() else { break };
        seq = last.seq;
        found.extend(within_rights(view, rows)?);
    }
    if found.len() > wanted {
        found.truncate(wanted);
        seq = found.last().map_or(seq, |last| last.seq);
    }
    let reader = Reader::of(view);
    let changes = found.into_iter().map(|row| to_change(row, Some(&reader)));
    Ok((changes.collect::<Result<_>>()?, seq))
}

/// The changes of records that the operator may see, as the areas' cards say it.
fn within_rights(view: &mut View<'_>, rows: Vec<ChangeRow>) -> Result<Vec<ChangeRow>> {
    let mut subjects = BTreeMap::<&str, BTreeSet<i64>>::new();
    for row in &rows {
        subjects.entry(&row.subject_kind).or_default().insert(row.subject_id);
    }
    let mut shown = BTreeMap::<String, Shown>::new();
    let mut private = BTreeSet::<String>::new();
    for (kind, ids) in subjects {
        let scope = cards::record(kind).map(|record| view.scope_of(record.seen_with));
        let mut covers = view.cards.iter().flat_map(|card| card.covers);
        let covers = covers.find(|covers| covers.kind == kind);
        let is_private = covers.is_some_and(|covers| covers.private);
        if is_private && matches!(scope, Some(Ok(_))) {
            private.insert(kind.to_owned());
        }
        if crate::work::seen_as(view.cards, kind).is_some() {
            shown.insert(kind.to_owned(), Shown::These(view.keep_seen(kind, ids)?));
            continue;
        }
        let what = match scope {
            Some(Ok(scope)) if scope.reach() == Reach::All && !is_private => Shown::All,
            Some(Ok(scope)) => match covers {
                Some(covers) => Shown::These((covers.pick)(view.conn, &scope, ids)?),
                None => Shown::These(BTreeSet::new()),
            },
            Some(Err(_)) | None => Shown::These(BTreeSet::new()),
        };
        shown.insert(kind.to_owned(), what);
    }
    let me = Some(view.scope.operator().0);
    // That they removed a private record is no secret to who did; nobody covers it any more.
    let is_mine = |row: &ChangeRow| {
        let is_gone = row.image_after.is_none() && private.contains(&row.subject_kind);
        is_gone && row.operator_id == me
    };
    let is_shown = |row: &ChangeRow| match shown.get(&row.subject_kind) {
        Some(Shown::All) => true,
        Some(Shown::These(ids)) => ids.contains(&row.subject_id) || is_mine(row),
        None => false,
    };
    Ok(rows.into_iter().filter(is_shown).collect())
}

/// Which records of a kind are shown.
enum Shown {
    All,
    These(BTreeSet<i64>),
}

/// The newest number and hash.
pub(crate) fn head(view: &mut View<'_>) -> Result<Head> {
    let book = view.book_id();
    let (seq, hash) = store::load_head(view.conn, book)?;
    Ok(Head { book: BookId(book), seq, hash: hex::encode(&hash) })
}

/// Who reads the log, and what they may see of it.
pub(crate) struct Reader {
    operator: OperatorId,
    fields: FieldRights,
}

impl Reader {
    pub(crate) fn of(view: &View<'_>) -> Self {
        Self { operator: view.scope.operator(), fields: view.fields.clone() }
    }
}

/// A row as hosts see it. Without a reader (for the engine's own listeners) nothing is withheld.
pub(crate) fn to_change(row: ChangeRow, reader: Option<&Reader>) -> Result<Change> {
    let at = DateTime::from_timestamp_micros(row.at).ok_or(Code::Corrupt)?;
    let open = |image: &Option<String>| {
        image.as_deref().map_or(Ok((Map::new(), Vec::new())), record::open)
    };
    let (before, erased_before) = open(&row.image_before)?;
    let (after, erased_after) = open(&row.image_after)?;
    // That an edit moved the version says nothing that the change itself does not say.
    let is_edit = row.image_before.is_some() && row.image_after.is_some();
    let names: BTreeSet<&String> =
        before.keys().chain(after.keys()).chain(&erased_before).chain(&erased_after).collect();
    let fields = names
        .into_iter()
        .filter(|name| !(is_edit && *name == "version"))
        .map(|name| {
            let erased = erased_before.contains(name) || erased_after.contains(name);
            let protected = reader.is_some_and(|reader| {
                let mut fields = Field::of_image(&row.subject_kind, name);
                fields.any(|field| !reader.fields.can_read(field))
            });
            // The digest of a password's hash is for verification only.
            let hidden = protected || name == record::PASSWORD;
            let shown = |image: &Map<String, Value>| {
                (!hidden).then(|| image.get(name).map(Value::to_string)).flatten()
            };
            FieldChange {
                field: name.clone(),
                before: shown(&before),
                after: shown(&after),
                withheld: erased || hidden,
            }
        })
        .collect();
    // A key is known to who used it: it is what proves to be them when they ask again.
    let is_own =
        reader.is_none_or(|reader| row.operator_id.map(OperatorId) == Some(reader.operator));
    Ok(Change {
        book: BookId(row.book_id),
        seq: row.seq,
        at,
        operator: row.operator_id.map(Into::into),
        action: row.action,
        subject: Subject { kind: row.subject_kind, id: row.subject_id },
        fields,
        request_key: row.request_key.filter(|_| is_own),
        hash: hex::encode(&row.hash),
    })
}
