//! Every record against what its changes lead to, field by field.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{is_damage, store, unreadable};
use crate::error::{Code, Result};
use crate::interrupt;
use crate::log::fold::{Folded, STAMPS, differences};
use crate::log::{Finding, FindingKind, Subject};
use crate::rights::cards::{self, RecordKind};
use crate::rights::permission::{Field, Reach};
use crate::work::{Live, Present, View};

/// How many records are looked at together.
const PAGE: i64 = 500;
/// The most findings that are told; more of them say nothing new.
const LIMIT: usize = 10_000;
/// The longest value that a finding shows, in characters.
const SHOWN: usize = 120;

/// Compares all records with the log; returns how many there are.
pub(super) fn check(view: &mut View<'_>, findings: &mut Vec<Finding>) -> Result<i64> {
    let mut count = 0;
    for present in view.cards.iter().flat_map(|card| card.present) {
        let Some(kind) = cards::record(present.kind) else { continue };
        let sees = view.scope_of(kind.seen_with).is_ok_and(|scope| scope.reach() == Reach::All);
        count += Check { present, kind, sees, findings }.all(view)?;
    }
    let book = view.book_id();
    for kind in store::load_kinds(view.conn, book)? {
        if cards::record(&kind).is_none() {
            let subject = Subject::new(&kind, 0);
            let expected = "a kind of record there is";
            findings.push(Finding::new(FindingKind::UnknownKind, subject, expected, kind));
        }
    }
    for (table, id) in store::find_orphans(view.conn, book)? {
        let subject = Subject::new(table, id);
        findings.push(Finding::new(FindingKind::Orphan, subject, "its record", "none"));
    }
    for (table, id) in store::find_strangers(view.conn)? {
        let subject = Subject::new(table, id);
        let finding = Finding::new(FindingKind::Orphan, subject, "a book", "none");
        findings.push(finding.at("book_id"));
    }
    for id in store::find_books_without_log(view.conn)? {
        let subject = Subject::new("book", id);
        findings.push(Finding::new(FindingKind::Head, subject, "a change log", "none"));
    }
    for (table, column, id) in store::find_odd_words(view.conn, book)? {
        let subject = Subject::new(table, id);
        let finding = Finding::new(FindingKind::Unreadable, subject, "yes or no", "neither");
        findings.push(finding.at(column));
    }
    Ok(count)
}

/// The check of one kind of record.
struct Check<'c> {
    present: &'static Present,
    kind: &'static RecordKind,
    /// Whether the operator may see values of such records.
    sees: bool,
    findings: &'c mut Vec<Finding>,
}

impl Check<'_> {
    fn all(mut self, view: &mut View<'_>) -> Result<i64> {
        let book = view.book_id();
        let (mut after, mut count) = (i64::MIN, 0);
        loop {
            interrupt::look()?;
            let ids = (self.present.ids)(view.conn, book, after, PAGE)?;
            let last = ids.last().copied();
            count += i64::try_from(ids.len()).unwrap_or(0);
            let live = self.load(view, &ids)?;
            // The last page reaches to the end, so that what is gone is seen too.
            let range = (after, last.unwrap_or(i64::MAX));
            let folded = self.fold(view, range)?;
            self.compare_all(view, &ids, live, folded)?;
            match last {
                Some(last) => after = last,
                None => return Ok(count),
            }
        }
    }

    fn tell(&mut self, check: FindingKind, id: i64, expected: &str, found: &str, field: String) {
        if self.findings.len() < LIMIT {
            let subject = Subject::new(self.present.kind, id);
            self.findings.push(Finding::new(check, subject, expected, found).at(field));
        }
    }

    /// The records of a page. When one of them cannot be read each is tried alone.
    fn load(&mut self, view: &mut View<'_>, ids: &[i64]) -> Result<BTreeMap<i64, Live>> {
        let info = std::sync::Arc::clone(&view.book);
        let load = |view: &mut View<'_>, ids: &[i64]| (self.present.load)(view.conn, &info, ids);
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        match load(view, ids) {
            Ok(live) => return Ok(live.into_iter().map(|live| (live.id, live)).collect()),
            Err(error) if is_damage(&error) => {}
            Err(error) => return Err(error),
        }
        let mut found = BTreeMap::new();
        for id in ids {
            match load(view, &[*id]) {
                Ok(live) => found.extend(live.into_iter().map(|live| (live.id, live))),
                Err(error) if is_damage(&error) => {
                    let subject = Subject::new(self.present.kind, *id);
                    self.findings.push(unreadable(subject, &error));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    /// What the changes of the records after an id up to another lead to.
    fn fold(&mut self, view: &mut View<'_>, range: (i64, i64)) -> Result<BTreeMap<i64, Folded>> {
        let mut folded = BTreeMap::<i64, Folded>::new();
        let book = view.book_id();
        for row in store::load_changes(view.conn, book, self.present.kind, range)? {
            let state = folded.entry(row.subject_id).or_default();
            if let Err(error) = state.apply(&row, self.present.keyed) {
                let subject = Subject::new("change", row.seq);
                self.findings.push(unreadable(subject, &error));
            }
        }
        Ok(folded)
    }

    fn compare_all(
        &mut self,
        view: &mut View<'_>,
        ids: &[i64],
        live: BTreeMap<i64, Live>,
        mut folded: BTreeMap<i64, Folded>,
    ) -> Result<()> {
        for (id, live) in live {
            match folded.remove(&id) {
                Some(folded) if folded.exists => self.compare(view, live, folded)?,
                _ => self.tell(FindingKind::Unlogged, id, "a change", "a record", String::new()),
            }
        }
        let known: BTreeSet<i64> = ids.iter().copied().collect();
        for (id, folded) in folded {
            if folded.exists && !known.contains(&id) {
                self.tell(FindingKind::Missing, id, "a record", "nothing", String::new());
            }
        }
        Ok(())
    }

    fn compare(&mut self, view: &mut View<'_>, mut live: Live, mut folded: Folded) -> Result<()> {
        let id = live.id;
        for column in std::mem::take(&mut live.wrong) {
            let expected = "what follows from the record";
            self.tell(FindingKind::Derived, id, expected, "another value", column);
        }
        for name in folded.erased.difference(&folded.excused) {
            self.tell(FindingKind::Erased, id, "a value", "an erased value", name.clone());
        }
        let names: BTreeSet<String> =
            live.image.keys().chain(folded.fields.keys()).cloned().collect();
        for name in names {
            if self.is_left_out(&name, &folded) {
                continue;
            }
            let older = self.present.later.iter().find(|(field, _)| *field == name);
            if let (Some((_, value)), false) = (older, folded.fields.contains_key(&name)) {
                let value = serde_json::from_str(value).map_err(|_| Code::Internal)?;
                folded.fields.insert(name.clone(), value);
            }
            let take = |fields: &mut serde_json::Map<String, Value>| {
                let value = fields.remove(&name).unwrap_or_default();
                if self.present.sets.contains(&name.as_str()) { sorted(value) } else { value }
            };
            let (expected, found) = (take(&mut folded.fields), take(&mut live.image));
            let mut told = Vec::new();
            differences(&name, &expected, &found, &mut told);
            for (path, expected, found) in told {
                if (self.present.excuses)(view.conn, view.book.id.0, &path, &expected, &found)? {
                    continue;
                }
                let shown = self.sees && self.is_plain(view, &name);
                let show = |value: &Value| if shown { short(value) } else { "…".to_owned() };
                let (expected, found) = (show(&expected), show(&found));
                self.tell(FindingKind::Field, id, &expected, &found, path);
            }
        }
        Ok(())
    }

    /// Whether nothing can be said of a field.
    fn is_left_out(&self, name: &str, folded: &Folded) -> bool {
        self.present.free.contains(&name)
            || folded.erased.contains(name)
            || (STAMPS.contains(&name) && !self.present.stamps.contains(&name))
    }

    /// Whether the values of a field may be told.
    fn is_plain(&self, view: &View<'_>, name: &str) -> bool {
        let mut field = Field::of_image(self.kind.kind, name);
        !self.kind.is_personal(name) && field.all(|field| view.fields.can_read(field))
    }
}

/// A list whose order says nothing, in the order of its texts.
fn sorted(value: Value) -> Value {
    match value {
        Value::Array(mut items) => {
            items.sort_by_key(Value::to_string);
            Value::Array(items)
        }
        other => other,
    }
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
