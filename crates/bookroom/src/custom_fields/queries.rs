//! Reads of fields: which there are, and how what stands in one fits it.

use std::collections::BTreeSet;

use super::model::{CustomField, CustomFit, CustomSubject};
use super::rules::values::Reader;
use super::store;
use crate::error::{Code, Error, Problem, Result};
use crate::interrupt;
use crate::rights::cards;
use crate::rights::permission::Reach;
use crate::values::CustomFieldId;
use crate::work::View;

/// How many records are looked at together.
const PAGE: i64 = 1_000;
/// The most records that are named.
const NAMED: usize = 1_000;

/// The fields of a kind of record, or of all.
pub(super) fn list(
    view: &mut View<'_>,
    subject: Option<CustomSubject>,
) -> Result<Vec<CustomField>> {
    let book = view.book_id();
    store::load_all(view.conn, book, subject)
}

/// One field.
pub(super) fn get(view: &mut View<'_>, id: CustomFieldId) -> Result<CustomField> {
    let book = view.book_id();
    store::load(view.conn, book, id)
}

/// How what the records have that the operator sees fits a field as it is now.
pub(super) fn fit(view: &mut View<'_>, id: CustomFieldId) -> Result<CustomFit> {
    let book = view.book_id();
    let field = store::load(view.conn, book, id)?;
    let subject = field.subject;
    if field.personal && !view.fields.can_read(subject.field()) {
        let problem = Problem::new(Code::FieldNotPermitted);
        return Err(problem.fact("field", subject.field().slug()).into());
    }
    let record = cards::record(subject.slug());
    let record = record.ok_or_else(|| Error::internal("a kind of record that no card names"))?;
    let scope = view.scope_of(record.seen_with)?;
    let mut covers = view.cards.iter().flat_map(|card| card.covers);
    let pick = covers.find(|covers| covers.kind == subject.slug()).map(|covers| covers.pick);
    let reader = Reader::of(field, view.book.currency);
    let mut fit = CustomFit { values: 0, unfit: 0, records: Vec::new() };
    let mut after = i64::MIN;
    loop {
        interrupt::look()?;
        let ids = store::values::load_page(view.conn, book, &reader.field, after, PAGE)?;
        let Some(last) = ids.last() else { return Ok(fit) };
        after = *last;
        let mut seen: BTreeSet<i64> = ids.into_iter().collect();
        if let (Some(pick), true) = (pick, scope.reach() != Reach::All) {
            seen = pick(view.conn, &scope, seen)?;
        }
        let seen: Vec<i64> = seen.into_iter().collect();
        let found = store::values::load(view.conn, book, subject, &seen)?;
        for id in seen {
            let personal = usize::from(reader.field.personal);
            let value = found.get(&id).and_then(|pair| pair[personal].get(&reader.field.key));
            let Some(value) = value else { continue };
            fit.values += 1;
            if !reader.fits(value) {
                fit.unfit += 1;
                fit.records.extend(Some(id).filter(|_| fit.records.len() < NAMED));
            }
        }
    }
}
