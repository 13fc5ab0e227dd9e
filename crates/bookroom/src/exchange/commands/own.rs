//! Rows of own exports: what differs from the record is an edit of it, or refused; nothing is made.

mod contacts;
mod customers;
mod documents;
mod payments;
mod products;

pub(super) use contacts::edit_contacts;
pub(super) use customers::edit_customers;
pub(super) use documents::compare_documents;
pub(super) use payments::{edit_payments, restore_payments};
pub(super) use products::edit_products;

use std::collections::{BTreeMap, HashMap};

use super::Work;
use crate::custom_fields::model::CustomValue;
use crate::error::{Code, Problem};
use crate::exchange::export::back::{Image, Own};
use crate::exchange::headers::CUSTOM;
use crate::exchange::model::{NoticeKind, OwnCell, OwnRow, Refusal};
use crate::exchange::rules::edits;
use crate::exchange::rules::known::differs;
use crate::exchange::rules::own::{Compared, agrees, compare};

/// A row that changes its record.
pub(super) struct Change<'r, R> {
    pub(super) row: &'r OwnRow,
    pub(super) record: R,
    /// The cells that differ, by English heading: all of them may change.
    pub(super) cells: BTreeMap<&'r str, &'r OwnCell>,
}

impl<R> Change<'_, R> {
    /// The text of a cell that changes.
    pub(super) fn text(&self, heading: &str) -> Option<String> {
        self.cells.get(heading).map(|cell| cell.clean.clone())
    }

    /// What changes of fields of the book's own; nothing when none of them does.
    pub(super) fn custom(&self) -> Option<BTreeMap<String, Option<CustomValue>>> {
        let of = |(heading, cell): (&&str, &&OwnCell)| {
            let key = heading.strip_prefix(CUSTOM)?.to_owned();
            Some((key, Some(CustomValue::Text(cell.clean.clone()))))
        };
        let found: BTreeMap<_, _> = self.cells.iter().filter_map(of).collect();
        (!found.is_empty()).then_some(found)
    }

    /// Refuses the row for a cell.
    pub(super) fn refuse(&self, work: &mut Work, heading: &str, problem: Problem) {
        refuse(work, 0, self.row, heading, problem);
    }

    /// Refuses the row for what is wrong with the edit that it means, at the cell that it comes of.
    pub(super) fn refuse_edit(&self, work: &mut Work, problem: Problem) {
        let field = problem.path.trim_start_matches("edit.");
        let heading = edits::heading_of(field, &self.cells);
        self.refuse(work, &heading, problem);
    }
}

fn refuse(work: &mut Work, file: u32, row: &OwnRow, heading: &str, problem: Problem) {
    let field = Some(heading.replace(' ', "_")).filter(|field| !field.is_empty());
    work.refused.push(Refusal { file, line: row.line, field, problem });
}

/// What the rows of one list are compared with.
pub(super) struct Known<R> {
    pub(super) list: Own,
    /// The kind of record in the change log.
    pub(super) subject: &'static str,
    /// The headings of what an import may change.
    pub(super) editable: &'static [&'static str],
    /// Whether known records are refused as such.
    pub(super) create_only: bool,
    pub(super) records: HashMap<i64, (R, Image)>,
}

impl<R> Known<R> {
    /// The rows that change their records. Others are unchanged, or refused.
    pub(super) fn changes<'r>(
        mut self,
        work: &mut Work,
        rows: &'r [OwnRow],
        firsts: &mut HashMap<i64, u64>,
    ) -> Vec<Change<'r, R>> {
        let mut changes = Vec::new();
        let record = self.list.record();
        for row in rows {
            let first = *firsts.entry(row.record).or_insert(row.line);
            let known = self.records.remove(&row.record);
            let problem = match &known {
                _ if first != row.line => Problem::new(Code::Repeated).fact("line", first),
                None => Problem::new(Code::UnknownReference),
                Some((_, image)) if !agrees(row, image, self.list) => differs("record"),
                Some(_) if self.create_only => {
                    Problem::new(Code::AlreadyExists).fact("subject", self.subject)
                }
                Some(_) => {
                    changes.extend(known.and_then(|known| self.change(work, row, known)));
                    continue;
                }
            };
            refuse(work, 0, row, record, problem);
        }
        changes
    }

    fn change<'r>(
        &self,
        work: &mut Work,
        row: &'r OwnRow,
        (record, image): (R, Image),
    ) -> Option<Change<'r, R>> {
        let found = compare(row, &image);
        let mut is_good = true;
        for (heading, cell) in &found.changed {
            let problem = if self.editable.contains(heading) || heading.starts_with(CUSTOM) {
                cell.problem.clone()
            } else {
                Some(Problem::new(Code::NotEditable).fact("subject", self.subject))
            };
            if let Some(problem) = problem {
                refuse(work, 0, row, heading, problem);
                is_good = false;
            }
        }
        if !is_good {
            return None;
        }
        take_notice(work, row, &found);
        if found.changed.is_empty() {
            work.unchanged(self.subject, 1);
            return None;
        }
        if found.is_stale {
            work.notice(NoticeKind::ChangedSinceExport, "changed_at", "", row.line);
        }
        Some(Change { row, record, cells: found.changed.into_iter().collect() })
    }
}

/// Reports what was left as it is.
fn take_notice(work: &mut Work, row: &OwnRow, found: &Compared<'_>) {
    let field = |heading: &str| heading.replace(' ', "_");
    for heading in &found.blank {
        work.notice(NoticeKind::BlankKept, &field(heading), "", row.line);
    }
    for heading in &found.masked {
        work.notice(NoticeKind::MaskLeftOut, &field(heading), "", row.line);
    }
    for (heading, texts) in &found.moved {
        work.notice(NoticeKind::DiffersFromRecord, &field(heading), texts, row.line);
    }
}
