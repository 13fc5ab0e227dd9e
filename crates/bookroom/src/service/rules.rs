//! What cases must be like and how their states follow each other: pure.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::model::{Case, CaseEdit, CaseNote, CaseState, CaseStep, NewCase};
use crate::custom_fields;
use crate::error::{Code, Problem};
use crate::rights::permission::{Field, FieldRight};
use crate::rights::permit::FieldRights;
use crate::values::text::search_key;
use crate::values::{Check, Edit, OperatorId, Period, dates};
use crate::work::BookInfo;

/// The longest line, in characters.
pub(crate) const SUBJECT_LIMIT: usize = 200;
/// The longest description, resolution or note, in characters.
pub(crate) const TEXT_LIMIT: usize = 20_000;
/// The most cases or notes of one call.
pub(crate) const CASE_LIMIT: usize = 10_000;
/// What those see who may know that there is a text, but not the text.
const MASK: &str = "****";
/// How far ahead of the engine's clock another may be, in minutes.
const AHEAD_MINUTES: i64 = 60;

/// Which steps each state allows; no other is possible.
const STEPS: &[(CaseState, &[CaseStep])] = {
    use CaseState::{Assigned, Closed, InProgress, Merged, New, Rejected, Resolved, Waiting};
    use CaseStep::{Assign, Close, Merge, Reject, Reopen, Resolve, Start, Unassign, Unmerge, Wait};
    &[
        (New, &[Assign, Start, Wait, Resolve, Reject, Merge]),
        (Assigned, &[Assign, Unassign, Start, Wait, Resolve, Reject, Merge]),
        (InProgress, &[Assign, Unassign, Wait, Resolve, Reject, Merge]),
        (Waiting, &[Assign, Unassign, Start, Resolve, Reject, Merge]),
        (Resolved, &[Close, Reopen]),
        (Closed, &[Reopen]),
        (Rejected, &[Reopen]),
        (Merged, &[Unmerge]),
    ]
};

/// The steps that a state allows.
pub(crate) fn steps_from(state: CaseState) -> &'static [CaseStep] {
    STEPS.iter().find(|(from, _)| *from == state).map_or(&[], |(_, steps)| steps)
}

/// The state that a step aims at. Giving and taking a case that is being worked on leave it where
/// it is; a case that is taken up again is new when nobody has it. What was merged goes on where it
/// stood, which only its link knows.
pub(crate) fn target(from: CaseState, step: CaseStep, has_assignee: bool) -> CaseState {
    match step {
        CaseStep::Assign if from == CaseState::New => CaseState::Assigned,
        CaseStep::Unassign if from == CaseState::Assigned => CaseState::New,
        CaseStep::Assign | CaseStep::Unassign => from,
        CaseStep::Start => CaseState::InProgress,
        CaseStep::Wait => CaseState::Waiting,
        CaseStep::Resolve => CaseState::Resolved,
        CaseStep::Close => CaseState::Closed,
        CaseStep::Reject => CaseState::Rejected,
        CaseStep::Reopen if has_assignee => CaseState::Assigned,
        CaseStep::Reopen | CaseStep::Unmerge => CaseState::New,
        CaseStep::Merge => CaseState::Merged,
    }
}

/// Where a step leads.
///
/// # Errors
/// `wrong_state` with the facts `from` and `to`.
pub(crate) fn next(
    from: CaseState,
    step: CaseStep,
    has_assignee: bool,
) -> Result<CaseState, Problem> {
    let to = target(from, step, has_assignee);
    if steps_from(from).contains(&step) {
        return Ok(to);
    }
    let problem = Problem::new(Code::WrongState).fact("from", from.slug());
    Err(problem.fact("to", to.slug()).fact("step", step.slug()))
}

/// The step that a plain move to a state is; resolving and rejecting need more than a state.
pub(crate) fn plain_step(to: CaseState) -> Option<CaseStep> {
    match to {
        CaseState::InProgress => Some(CaseStep::Start),
        CaseState::Waiting => Some(CaseStep::Wait),
        CaseState::Closed => Some(CaseStep::Close),
        _ => None,
    }
}

/// Whether work on a case is over.
pub(crate) fn is_open(state: CaseState) -> bool {
    use CaseState::{Closed, Merged, Rejected, Resolved};
    !matches!(state, Resolved | Closed | Rejected | Merged)
}

/// The number of a case.
pub(crate) fn number(month: Period, count: i64) -> String {
    format!("CASE-{:06}-{count:04}", month.key())
}

/// Whether a step answers who reported the case. Giving it away or taking it up again tells him
/// nothing; nor do his own steps, short of an end: see [`is_reporter`].
pub(crate) fn answers(step: CaseStep, by_reporter: bool) -> bool {
    match step {
        CaseStep::Resolve | CaseStep::Reject => true,
        CaseStep::Start | CaseStep::Wait => !by_reporter,
        CaseStep::Assign | CaseStep::Unassign | CaseStep::Close | CaseStep::Reopen => false,
        CaseStep::Merge | CaseStep::Unmerge => false,
    }
}

/// Whether the operator is who reported a case: who opened one that no customer stands behind.
pub(crate) fn is_reporter(
    has_customer: bool,
    created_by: Option<i64>,
    me: Option<OperatorId>,
) -> bool {
    !has_customer && created_by == me.map(i64::from)
}

/// The texts of a new case, trimmed, its day and its instant.
pub(crate) struct Opened {
    pub(crate) subject: String,
    pub(crate) description: Option<String>,
    pub(crate) opened_on: NaiveDate,
    pub(crate) opened_at: DateTime<Utc>,
}

/// Checks a new case's own data.
pub(crate) fn check_new(
    check: &mut Check,
    new: &NewCase,
    now: DateTime<Utc>,
    book: &BookInfo,
) -> Opened {
    let subject = check.text("subject", &new.subject, SUBJECT_LIMIT);
    let description = check.optional_lines("description", new.description.as_deref(), TEXT_LIMIT);
    let (opened_on, opened_at) = came_in(check, new, now, book);
    Opened { subject, description, opened_on, opened_at }
}

/// The day and the instant at which a case came in.
fn came_in(
    check: &mut Check,
    new: &NewCase,
    now: DateTime<Utc>,
    book: &BookInfo,
) -> (NaiveDate, DateTime<Utc>) {
    let today = book.date_of(now);
    let later = |path: &str| Problem::new(Code::DateOrder).at(path).fact("today", today);
    let Some(at) = new.opened_at else {
        let on = new.opened_on.unwrap_or(today);
        check.date("opened_on", on);
        if on > today {
            check.add(later("opened_on"));
        }
        return (on, end_of(on, book).map_or(now, |end| end.min(now)));
    };
    // Whatever lies beyond can be moved to no local time.
    if !dates::is_storable(at.date_naive()) {
        check.fail("opened_at", Code::BadDate);
        return (today, now);
    }
    if at > now + TimeDelta::minutes(AHEAD_MINUTES) {
        check.add(later("opened_at"));
    }
    // As fine as it is kept.
    let at = DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at).min(now);
    let on = book.date_of(at);
    check.date("opened_at", on);
    if let Some(other) = new.opened_on.filter(|other| *other != on) {
        let days = [on.to_string(), other.to_string()];
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        check.add(Problem::new(Code::Ambiguous).at("opened_on").choices(&days));
    }
    (on, at)
}

/// The last instant of a day that is kept, as fine as instants are.
fn end_of(day: NaiveDate, book: &BookInfo) -> Option<DateTime<Utc>> {
    let next = day.succ_opt().filter(|_| dates::is_storable(day))?;
    DateTime::from_timestamp_micros(book.start_of(next) - 1)
}

/// Whether an edit fits the state: an ended case takes its satisfaction and its root cause at most,
/// and there is no satisfaction before a resolution.
///
/// # Errors
/// `wrong_state`.
pub(crate) fn check_edit_state(state: CaseState, edit: &CaseEdit) -> Result<(), Problem> {
    let rest = CaseEdit { satisfaction: Edit::Keep, ..edit.clone() };
    let is_touched = !rest.is_empty();
    let rest = CaseEdit { root_cause: Edit::Keep, ..rest };
    let touches_rest = !rest.is_empty();
    let rates = !edit.satisfaction.is_kept();
    let fits = match state {
        CaseState::Rejected | CaseState::Merged => !is_touched && !rates,
        CaseState::Closed => !touches_rest,
        CaseState::Resolved => true,
        _ => !rates,
    };
    if fits { Ok(()) } else { Err(Problem::new(Code::WrongState).fact("from", state.slug())) }
}

/// What a case is linked to, by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Links {
    pub(crate) customer: Option<i64>,
    pub(crate) contact: Option<i64>,
    pub(crate) invoice: Option<i64>,
}

/// The links of a case after an edit: another customer, or none, takes contact and invoice along,
/// unless they are named.
pub(crate) fn relink(edit: &CaseEdit, links: Links) -> Links {
    let customer = edit.customer.map(i64::from).over(links.customer);
    let stays = customer == links.customer;
    Links {
        customer,
        contact: edit.contact.map(i64::from).over(links.contact.filter(|_| stays)),
        invoice: edit.invoice.map(i64::from).over(links.invoice.filter(|_| stays)),
    }
}

/// The links that an edit names.
pub(crate) fn named_links(edit: &CaseEdit) -> Links {
    Links {
        customer: edit.customer.map(i64::from).value(),
        contact: edit.contact.map(i64::from).value(),
        invoice: edit.invoice.map(i64::from).value(),
    }
}

/// What description and resolution are searched by; none without either.
pub(crate) fn text_key(description: Option<&str>, resolution: Option<&str>) -> Option<String> {
    let texts: Vec<String> = description.into_iter().chain(resolution).map(search_key).collect();
    // The line end keeps a search from running over from one text into the other.
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// A protected text as somebody with these rights sees it.
pub(crate) fn shown(text: Option<String>, rights: &FieldRights) -> Option<String> {
    match rights.on(Field::CaseText) {
        FieldRight::Hidden => None,
        FieldRight::Masked => text.map(|_| MASK.to_owned()),
        FieldRight::Read | FieldRight::Write => text,
    }
}

/// A note as somebody with these rights sees it.
pub(crate) fn shown_note(mut note: CaseNote, rights: &FieldRights) -> CaseNote {
    limit_note(&mut note, rights);
    note
}

/// As [`shown_note`], in place.
pub(crate) fn limit_note(note: &mut CaseNote, rights: &FieldRights) {
    note.body = shown(Some(std::mem::take(&mut note.body)), rights).unwrap_or_default();
}

/// A case as somebody with these rights sees it.
pub(crate) fn shown_case(mut case: Case, rights: &FieldRights) -> Case {
    limit_case(&mut case, rights);
    case
}

/// As [`shown_case`], in place.
pub(crate) fn limit_case(case: &mut Case, rights: &FieldRights) {
    case.description = shown(case.description.take(), rights);
    case.resolution = shown(case.resolution.take(), rights);
    custom_fields::mask(case, rights);
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
