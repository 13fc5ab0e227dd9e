//! What the house calls after every command: the clocks of cases follow cases, notes, levels of
//! customers and calendars, in the transaction that changes these.

use std::collections::{BTreeMap, BTreeSet};

use super::clock::{self, Pace};
use super::course::{self, Look};
use super::model::{CaseClock, ServicePolicy};
use super::store::{self, cases, clocks};
use crate::calendars::{self, Calendar, Hours};
use crate::customers::LEVEL;
use crate::dictionaries;
use crate::error::Result;
use crate::log::Subject;
use crate::rights::permit::Permit;
use crate::service::store::merged::survivors;
use crate::values::{CalendarId, CaseClockId};
use crate::work::Tx;

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "case_clock";

/// How time passes by each calendar of a book.
#[derive(Debug, Default)]
pub(crate) struct Paces {
    hours: BTreeMap<i64, Hours>,
    default: Option<i64>,
}

impl Paces {
    pub(crate) fn of(calendars: &[Calendar]) -> Result<Self> {
        let mut paces = Self::default();
        for calendar in calendars {
            paces.hours.insert(calendar.id.0, Hours::of(calendar)?);
            if calendar.is_default {
                paces.default = Some(calendar.id.0);
            }
        }
        Ok(paces)
    }

    /// The pace of a calendar, or of the default where none is named.
    pub(crate) fn of_calendar(&self, calendar: Option<CalendarId>) -> Pace<'_> {
        let id = calendar.map(i64::from).or(self.default);
        Pace(id.and_then(|id| self.hours.get(&id)))
    }
}

/// What the changes since one of them ask for.
#[derive(Debug, Default)]
struct Touched {
    cases: BTreeMap<i64, Look>,
    notes: BTreeMap<i64, Option<i64>>,
    customers: BTreeSet<i64>,
    calendars: BTreeSet<i64>,
}

impl Touched {
    fn since(tx: &Tx<'_>, first: usize) -> Self {
        let mut touched = Self::default();
        for draft in tx.drafts.get(first..).unwrap_or_default() {
            let id = draft.subject.id;
            match draft.subject.kind.as_str() {
                "case" => {
                    let decides = ["kind", "severity", "customer"];
                    // A new case tells of all of them; a remark, such as an erasure, of none.
                    let anew = decides.iter().any(|it| draft.tells_of(it));
                    touched.look(id, if anew { Look::Anew } else { Look::Keep });
                    // What is asked in a merged case is asked where it is shown.
                    let survivors = [draft.was("merged_into").flatten(), draft.now("merged_into")];
                    for survivor in survivors.into_iter().flatten() {
                        touched.look(survivor, Look::Keep);
                    }
                }
                "case_note" => {
                    touched.notes.insert(id, draft.id_in("case"));
                    if let Some(case) = draft.was("case").flatten() {
                        touched.look(case, Look::Keep);
                    }
                }
                "customer" if !draft.is_new() && draft.tells_of("level") => {
                    touched.customers.insert(id);
                }
                "calendar" => {
                    touched.calendars.insert(id);
                }
                _ => {}
            }
        }
        touched
    }

    fn look(&mut self, case: i64, look: Look) {
        let old = self.cases.entry(case).or_insert(look);
        *old = look.max(*old);
    }

    fn is_empty(&self) -> bool {
        self.cases.is_empty()
            && self.notes.is_empty()
            && self.customers.is_empty()
            && self.calendars.is_empty()
    }
}

/// See [`crate::work::Card`].
pub(crate) fn follow(permit: &Permit, tx: &mut Tx<'_>, first: usize) -> Result<()> {
    let mut touched = Touched::since(tx, first);
    if touched.is_empty() {
        return Ok(());
    }
    let book = tx.book_id();
    // Changes of calendars wait for those whose clocks they must see, and keep others off.
    let policies = match touched.calendars.is_empty() {
        true => store::keep_all(tx.conn, book)?,
        false => store::lock_all(tx.conn, book)?,
    };
    if policies.is_empty() {
        return Ok(());
    }
    let notes: Vec<i64> = touched.notes.keys().copied().collect();
    let there = cases::of_notes(tx.conn, book, &notes)?;
    for (note, gone) in std::mem::take(&mut touched.notes) {
        if let Some(case) = there.get(&note).copied().or(gone) {
            touched.look(case, Look::Keep);
        }
    }
    let seen: Vec<i64> = touched.cases.keys().copied().collect();
    for case in survivors(tx.conn, book, &seen)? {
        touched.look(case, Look::Keep);
    }
    if policies.iter().any(|policy| !policy.levels.is_empty()) {
        let customers: Vec<i64> = touched.customers.iter().copied().collect();
        for case in cases::open_of(tx.conn, book, &customers)? {
            touched.look(case, Look::Anew);
        }
    }
    update(permit, tx, &touched.cases, policies)?;
    if !touched.calendars.is_empty() {
        reckon(permit, tx, &touched.calendars)?;
    }
    Ok(())
}

/// Lets the clocks of cases follow them. The policies are kept.
pub(super) fn update(
    permit: &Permit,
    tx: &mut Tx<'_>,
    looks: &BTreeMap<i64, Look>,
    policies: Vec<ServicePolicy>,
) -> Result<()> {
    if looks.is_empty() {
        return Ok(());
    }
    let (book, now) = (tx.book_id(), tx.now());
    let policies = follow_levels(tx, policies)?;
    let rows = cases::lock(tx.conn, book, &looks.keys().copied().collect())?;
    let with_levels = policies.iter().any(|policy| !policy.levels.is_empty());
    let facts = cases::facts(tx.conn, book, &rows, with_levels)?;
    let paces = Paces::of(&calendars::load_all(tx.conn, book)?)?;
    let pace = |calendar| paces.of_calendar(calendar);
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut before = clocks::load_of(tx.conn, book, &ids)?;
    let mut changes = Vec::with_capacity(facts.len());
    for facts in &facts {
        let old = before.remove(&facts.case.0).unwrap_or_default();
        let mut new = old.clone();
        let look = looks.get(&facts.case.0).copied().unwrap_or(Look::Keep);
        course::follow(facts, &mut new, &policies, look, &pace, now);
        changes.push((old, new));
    }
    write(permit, tx, changes)
}

/// Reckons clocks anew that have not ended, by calendars that changed.
fn reckon(permit: &Permit, tx: &mut Tx<'_>, calendars: &BTreeSet<i64>) -> Result<()> {
    let book = tx.book_id();
    let found = clocks::cases_by_calendar(tx.conn, book, calendars)?;
    let rows = cases::lock(tx.conn, book, &found.into_iter().collect())?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let paces = Paces::of(&calendars::load_all(tx.conn, book)?)?;
    let anew = |old: Vec<CaseClock>| {
        let mut new = old.clone();
        for clock in new.iter_mut().filter(|clock| clock.ended_at.is_none()) {
            clock::settle(clock, paces.of_calendar(clock.calendar));
        }
        (old, new)
    };
    let changes = clocks::load_of(tx.conn, book, &ids)?.into_values().map(anew).collect();
    write(permit, tx, changes)
}

/// Lets policies for a level that was merged away be about the one that took its place.
fn follow_levels(tx: &mut Tx<'_>, mut policies: Vec<ServicePolicy>) -> Result<Vec<ServicePolicy>> {
    let levels: BTreeSet<(String, String)> = policies
        .iter()
        .flat_map(|policy| &policy.levels)
        .map(|level| (LEVEL.to_owned(), level.clone()))
        .collect();
    if levels.is_empty() {
        return Ok(policies);
    }
    let (book, today) = (tx.book_id(), tx.today());
    let levels: Vec<(String, String)> = levels.into_iter().collect();
    let found = dictionaries::follow(tx.conn, book, today, &levels)?;
    for level in policies.iter_mut().flat_map(|policy| &mut policy.levels) {
        if let Some(now) = found.get(&(LEVEL.to_owned(), level.clone())) {
            level.clone_from(now);
        }
    }
    Ok(policies)
}

/// Writes and notes clocks of locked cases: those that differ from before, and new ones, which have
/// no id.
pub(super) fn write(
    permit: &Permit,
    tx: &mut Tx<'_>,
    changes: Vec<(Vec<CaseClock>, Vec<CaseClock>)>,
) -> Result<()> {
    let book = tx.book_id();
    let (mut made, mut moved) = (Vec::new(), Vec::new());
    for (old, new) in changes {
        for mut clock in new {
            match old.iter().find(|it| it.id == clock.id) {
                Some(old) if *old == clock => {}
                Some(old) => {
                    clock.version = old.version + 1;
                    moved.push((old.clone(), clock));
                }
                None => made.push(clock),
            }
        }
    }
    if !made.is_empty() {
        let first = tx.ids(SUBJECT, made.len())?;
        for (id, clock) in (first..).zip(&mut made) {
            clock.id = CaseClockId(id);
        }
        clocks::insert(tx.conn, book, &made)?;
    }
    let after: Vec<CaseClock> = moved.iter().map(|(_, after)| after.clone()).collect();
    clocks::save(tx.conn, book, &after)?;
    for clock in &made {
        tx.note_created(permit, Subject::new(SUBJECT, clock.id), clock)?;
    }
    for (before, after) in &moved {
        tx.note_edited(permit, Subject::new(SUBJECT, after.id), before, after)?;
    }
    Ok(())
}
