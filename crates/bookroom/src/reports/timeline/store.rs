//! The latest rows of each kind of a timeline: one select each, behind the place where a page ends.

use chrono::{DateTime, NaiveDate};
use diesel::prelude::*;

use super::{Found, Place, TimelineKind};
use crate::error::{Code, Result};
use crate::log::Subject;
use crate::rights::permission::Field;
use crate::rights::permit::Scope;
use crate::service;
use crate::store::insert::IN_LIST;
use crate::store::schema::{
    attachment, case_note, change_log, contact, contact_link, dealing, invoice, owner_change,
    payment, service_case, task,
};
use crate::tasks;
use crate::work::View;

/// The latest rows of a kind that are wanted.
pub(super) struct Wanted<'w> {
    pub(super) customer: i64,
    pub(super) scope: &'w Scope,
    pub(super) kind: TimelineKind,
    pub(super) from: Option<NaiveDate>,
    pub(super) to: Option<NaiveDate>,
    pub(super) after: Option<Place>,
    pub(super) limit: i64,
}

/// Where a select of one kind goes on: on this day with an instant below, or with this very
/// instant and an id below; or on a day before.
struct Behind {
    on: NaiveDate,
    below: i64,
    at: i64,
    id: i64,
}

/// Day, instant, id and maker of something written down.
type Written = (NaiveDate, i64, i64, Option<i64>);

/// The last day that every database keeps.
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();
/// The first one.
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1000, 1, 1).unwrap();

impl Wanted<'_> {
    fn days(&self) -> (NaiveDate, NaiveDate) {
        (self.from.unwrap_or(FIRST_DAY), self.to.unwrap_or(LAST_DAY))
    }

    fn behind(&self) -> Behind {
        let Some(Place { on, at, kind, id }) = self.after else {
            return Behind { on: LAST_DAY, below: i64::MAX, at: i64::MAX, id: i64::MIN };
        };
        let below = if self.kind < kind { at.saturating_add(1) } else { at };
        Behind { on, below, at, id: if self.kind == kind { id } else { i64::MIN } }
    }

    /// The instants of the wanted days that are no later than the day of the place.
    fn instants(&self, view: &View<'_>) -> (i64, i64) {
        let (from, to) = self.days();
        let day = to.min(self.behind().on);
        let end = day.succ_opt().map_or(i64::MAX, |next| view.book.start_of(next));
        (view.book.start_of(from), end)
    }

    fn found(&self, on: NaiveDate, at: i64, id: i64) -> Found {
        Found {
            place: Place { on, at, kind: self.kind, id },
            record: Subject { kind: self.kind.slug().to_owned(), id },
            part_of: None,
            operator: None,
            number: None,
            text: None,
            direction: None,
            state: None,
            amount: None,
        }
    }

    /// A row of something that has no other day than that of its instant.
    fn found_at(&self, view: &View<'_>, at: i64, id: i64) -> Result<Found> {
        let instant = DateTime::from_timestamp_micros(at).ok_or(Code::Corrupt)?;
        Ok(self.found(view.book.date_of(instant), at, id))
    }
}

/// The latest rows of a table with a day and an instant.
macro_rules! latest_by_day {
    ($query:expr, $wanted:expr, $day:expr, $at:expr, $id:expr) => {{
        let (from, to) = $wanted.days();
        let Behind { on, below, at, id } = $wanted.behind();
        let earlier = $at.lt(below).or($at.eq(at).and($id.lt(id)));
        $query
            .filter($day.between(from, to))
            .filter($day.lt(on).or($day.eq(on).and(earlier)))
            .order(($day.desc(), $at.desc(), $id.desc()))
            .limit($wanted.limit)
    }};
}

/// The latest rows of a table with an instant alone.
macro_rules! latest_by_instant {
    ($query:expr, $view:expr, $wanted:expr, $at:expr, $id:expr) => {{
        let (from, end) = $wanted.instants($view);
        let Behind { below, at, id, .. } = $wanted.behind();
        $query
            .filter($at.ge(from))
            .filter($at.lt(end))
            .filter($at.lt(below).or($at.eq(at).and($id.lt(id))))
            .order(($at.desc(), $id.desc()))
            .limit($wanted.limit)
    }};
}

pub(super) fn load_dealings(view: &mut View<'_>, wanted: &Wanted<'_>) -> Result<Vec<Found>> {
    let all = dealing::table
        .filter(dealing::book_id.eq(view.book_id()))
        .filter(dealing::customer_id.eq(wanted.customer));
    let latest =
        latest_by_day!(all, wanted, dealing::happened_on, dealing::happened_at, dealing::id);
    let rows: Vec<(NaiveDate, i64, i64, Option<i64>, String, Option<String>)> = latest
        .select((
            dealing::happened_on,
            dealing::happened_at,
            dealing::id,
            dealing::created_by,
            dealing::subject,
            dealing::direction,
        ))
        .load(view.conn)?;
    let found = rows.into_iter().map(|(on, at, id, operator, text, direction)| Found {
        operator,
        text: Some(text),
        direction,
        ..wanted.found(on, at, id)
    });
    Ok(found.collect())
}

pub(super) fn load_documents(view: &mut View<'_>, wanted: &Wanted<'_>) -> Result<Vec<Found>> {
    let all = invoice::table
        .filter(invoice::book_id.eq(view.book_id()))
        .filter(invoice::customer_id.eq(wanted.customer))
        .filter(invoice::kind.eq(wanted.kind.slug()));
    let latest = latest_by_day!(all, wanted, invoice::issue_on, invoice::created_at, invoice::id);
    let selected = latest.select((
        (invoice::issue_on, invoice::created_at, invoice::id, invoice::created_by),
        (invoice::number, invoice::reference, invoice::gross),
        (invoice::direction, invoice::state),
    ));
    let rows: Vec<(Written, (Option<String>, Option<String>, i64), (String, String))> =
        selected.load(view.conn)?;
    let found = rows.into_iter().map(
        |((on, at, id, operator), (number, text, gross), (direction, state))| Found {
            // The log knows one kind of document.
            record: Subject::new("invoice", id),
            operator,
            number,
            text,
            direction: Some(direction),
            state: Some(state),
            amount: Some(gross),
            ..wanted.found(on, at, id)
        },
    );
    Ok(found.collect())
}

pub(super) fn load_payments(view: &mut View<'_>, wanted: &Wanted<'_>) -> Result<Vec<Found>> {
    let all = payment::table
        .filter(payment::book_id.eq(view.book_id()))
        .filter(payment::customer_id.eq(wanted.customer));
    let latest = latest_by_day!(all, wanted, payment::paid_on, payment::created_at, payment::id);
    let selected = latest.select((
        (payment::paid_on, payment::created_at, payment::id, payment::created_by),
        (payment::number, payment::reference, payment::amount),
        (payment::direction, payment::state),
    ));
    let rows: Vec<(Written, (String, Option<String>, i64), (String, String))> =
        selected.load(view.conn)?;
    let found = rows.into_iter().map(
        |((on, at, id, operator), (number, text, amount), (direction, state))| Found {
            operator,
            number: Some(number),
            text,
            direction: Some(direction),
            state: Some(state),
            amount: Some(amount),
            ..wanted.found(on, at, id)
        },
    );
    Ok(found.collect())
}

pub(super) fn load_cases(view: &mut View<'_>, wanted: &Wanted<'_>) -> Result<Vec<Found>> {
    let mut all = service_case::table
        .filter(service_case::book_id.eq(view.book_id()))
        .filter(service_case::customer_id.eq(wanted.customer))
        .into_boxed();
    if let Some(condition) = service::store::within(wanted.scope) {
        all = all.filter(condition);
    }
    let latest = latest_by_day!(
        all,
        wanted,
        service_case::opened_on,
        service_case::opened_at,
        service_case::id
    );
    let rows: Vec<(NaiveDate, i64, i64, Option<i64>, String, String, String)> = latest
        .select((
            service_case::opened_on,
            service_case::opened_at,
            service_case::id,
            service_case::created_by,
            service_case::number,
            service_case::subject,
            service_case::state,
        ))
        .load(view.conn)?;
    let found = rows.into_iter().map(|(on, at, id, operator, number, text, state)| Found {
        operator,
        number: Some(number),
        text: Some(text),
        state: Some(state),
        ..wanted.found(on, at, id)
    });
    Ok(found.collect())
}

pub(super) fn load_case_notes(view: &mut View<'_>, wanted: &Wanted<'_>) -> Result<Vec<Found>> {
    let book = view.book_id();
    let mut cases = service_case::table
        .filter(service_case::book_id.eq(book))
        .filter(service_case::customer_id.eq(wanted.customer))
        .into_boxed();
    if let Some(condition) = service::store::within(wanted.scope) {
        cases = cases.filter(condition);
    }
    let cases: Vec<(i64, String)> =
        cases.select((service_case::id, service_case::number)).load(view.conn)?;
    let reads_text = view.fields.can_read(Field::CaseText);
    let mut found = Vec::new();
    for chunk in cases.chunks(IN_LIST) {
        let ids: Vec<i64> = chunk.iter().map(|(id, _)| *id).collect();
        let all = case_note::table
            .filter(case_note::book_id.eq(book))
            .filter(case_note::case_id.eq_any(ids));
        let latest = latest_by_instant!(all, view, wanted, case_note::created_at, case_note::id);
        let rows: Vec<(i64, i64, Option<i64>, String, i64)> = latest
            .select((
                case_note::created_at,
                case_note::id,
                case_note::created_by,
                case_note::body,
                case_note::case_id,
            ))
            .load(view.conn)?;
        for (at, id, operator, body, case) in rows {
            let text = reads_text.then_some(body);
            let number = chunk.iter().find(|(id, _)| *id == case).map(|(_, number)| number.clone());
            let part_of = Some(Subject::new("case", case));
            let row = wanted.found_at(view, at, id)?;
            found.push(Found { operator, text, number, part_of, ..row });
        }
    }
    Ok(found)
}

pub(super) fn load_tasks(view: &mut View<'_>, wanted: &Wanted<'_>) -> Result<Vec<Found>> {
    let contacts = contact::table
        .filter(contact::book_id.eq(view.book_id()))
        .filter(contact::customer_id.eq(wanted.customer))
        .select(contact::id.nullable());
    let linked = contact_link::table
        .filter(contact_link::book_id.eq(view.book_id()))
        .filter(contact_link::customer_id.eq(wanted.customer))
        .select(contact_link::contact_id.nullable());
    let by_contact = task::contact_id.eq_any(contacts).or(task::contact_id.eq_any(linked));
    let about = task::customer_id.eq(wanted.customer).or(by_contact);
    let all = tasks::store::within(wanted.scope).filter(about);
    let latest = latest_by_instant!(all, view, wanted, task::ended_at, task::id);
    let rows: Vec<(i64, i64, Option<i64>, String, String)> = latest
        .select((
            task::ended_at.assume_not_null(),
            task::id,
            task::assignee_id,
            task::title,
            task::state,
        ))
        .load(view.conn)?;
    let found = rows.into_iter().map(|(at, id, operator, title, state)| {
        let found = wanted.found_at(view, at, id)?;
        Ok(Found { operator, text: Some(title), state: Some(state), ..found })
    });
    found.collect()
}

/// Who stands at a customer: its own contacts, and those with a further place there.
fn contacts_at(view: &mut View<'_>, customer: i64) -> Result<Vec<i64>> {
    let mut contacts: Vec<i64> = contact::table
        .filter(contact::book_id.eq(view.book_id()))
        .filter(contact::customer_id.eq(customer))
        .select(contact::id)
        .load(view.conn)?;
    let linked: Vec<i64> = contact_link::table
        .filter(contact_link::book_id.eq(view.book_id()))
        .filter(contact_link::customer_id.eq(customer))
        .select(contact_link::contact_id)
        .load(view.conn)?;
    contacts.extend(linked);
    Ok(contacts)
}

pub(super) fn load_attachments(view: &mut View<'_>, wanted: &Wanted<'_>) -> Result<Vec<Found>> {
    let contacts = contacts_at(view, wanted.customer)?;
    let mut found = load_attachments_of(view, wanted, "customer", &[wanted.customer])?;
    for chunk in contacts.chunks(IN_LIST) {
        found.extend(load_attachments_of(view, wanted, "contact", chunk)?);
    }
    Ok(found)
}

fn load_attachments_of(
    view: &mut View<'_>,
    wanted: &Wanted<'_>,
    kind: &str,
    ids: &[i64],
) -> Result<Vec<Found>> {
    let all = attachment::table
        .filter(attachment::book_id.eq(view.book_id()))
        .filter(attachment::subject_kind.eq(kind))
        .filter(attachment::subject_id.eq_any(ids.to_vec()));
    let latest = latest_by_instant!(all, view, wanted, attachment::created_at, attachment::id);
    let rows: Vec<(i64, i64, Option<i64>, String, Option<i64>, i64)> = latest
        .select((
            attachment::created_at,
            attachment::id,
            attachment::created_by,
            attachment::name,
            attachment::removed_at,
            attachment::subject_id,
        ))
        .load(view.conn)?;
    let found = rows.into_iter().map(|(at, id, operator, name, removed, of)| {
        let found = wanted.found_at(view, at, id)?;
        let part_of = Some(Subject::new(kind, of));
        let state = removed.map(|_| "removed".to_owned());
        Ok(Found { operator, text: Some(name), state, part_of, ..found })
    });
    found.collect()
}

pub(super) fn load_owners(view: &mut View<'_>, wanted: &Wanted<'_>) -> Result<Vec<Found>> {
    let all = owner_change::table
        .filter(owner_change::book_id.eq(view.book_id()))
        .filter(owner_change::customer_id.eq(wanted.customer));
    let latest = latest_by_instant!(all, view, wanted, owner_change::at, owner_change::id);
    let rows: Vec<(i64, i64, Option<i64>, Option<String>, String)> = latest
        .select((
            owner_change::at,
            owner_change::id,
            owner_change::by_id,
            owner_change::reason,
            owner_change::how,
        ))
        .load(view.conn)?;
    let found = rows.into_iter().map(|(at, id, operator, text, how)| {
        let record = Subject::new("owner_change", id);
        let found = wanted.found_at(view, at, id)?;
        Ok(Found { record, operator, text, state: Some(how), ..found })
    });
    found.collect()
}

pub(super) fn load_changes(view: &mut View<'_>, wanted: &Wanted<'_>) -> Result<Vec<Found>> {
    let contacts = contacts_at(view, wanted.customer)?;
    let links: Vec<i64> = contact_link::table
        .filter(contact_link::book_id.eq(view.book_id()))
        .filter(contact_link::customer_id.eq(wanted.customer))
        .select(contact_link::id)
        .load(view.conn)?;
    // By one kind at a time: `or` over two kinds has servers read the whole log of the book.
    let mut found = load_changes_of(view, wanted, "customer", &[wanted.customer])?;
    for chunk in contacts.chunks(IN_LIST) {
        found.extend(load_changes_of(view, wanted, "contact", chunk)?);
    }
    for chunk in links.chunks(IN_LIST) {
        found.extend(load_changes_of(view, wanted, "contact_link", chunk)?);
    }
    Ok(found)
}

fn load_changes_of(
    view: &mut View<'_>,
    wanted: &Wanted<'_>,
    kind: &str,
    ids: &[i64],
) -> Result<Vec<Found>> {
    let all = change_log::table
        .filter(change_log::book_id.eq(view.book_id()))
        .filter(change_log::subject_kind.eq(kind))
        .filter(change_log::subject_id.eq_any(ids.to_vec()));
    let latest = latest_by_instant!(all, view, wanted, change_log::at, change_log::seq);
    let rows: Vec<(i64, i64, Option<i64>, String, String, i64)> = latest
        .select((
            change_log::at,
            change_log::seq,
            change_log::operator_id,
            change_log::action,
            change_log::subject_kind,
            change_log::subject_id,
        ))
        .load(view.conn)?;
    let found = rows.into_iter().map(|(at, seq, operator, action, kind, id)| {
        let record = Subject { kind, id };
        let found = wanted.found_at(view, at, seq)?;
        Ok(Found { record, operator, text: Some(action), ..found })
    });
    found.collect()
}
