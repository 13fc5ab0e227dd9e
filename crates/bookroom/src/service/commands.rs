//! Opening and editing cases. See `move_commands` for their states and `note_commands` for notes.

pub(crate) mod handover;
pub(super) mod locked;
mod moves;
mod notes;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use locked::{lock_seen, note_from, shown, state_of};

use super::assignment;
use super::links::{CATEGORY, CHANNEL, Known, ROOT_CAUSE, SATISFACTION, Wanted};
use super::model::{Case, CaseEdit, CaseNote, CaseState, CaseUpdate, NewCase};
use super::relations;
use super::rules::{self, Links, Opened};
use super::store::{self, CaseRow, Items};
use crate::custom_fields::{Batch, customized};
use crate::error::Result;
use crate::log::Subject;
use crate::rights::permission::{Field, Permission};
use crate::rights::permit::Permit;
use crate::values::text::search_key;
use crate::values::{CaseId, Check, OperatorId, Period};
use crate::work::{Command, Outcome, Review, Tx};

pub use moves::{AssignCases, MoveCases, RejectCases, ReopenCases, ResolveCases};
pub(super) use moves::{check_allowed, give_each, give_escalated};
pub use notes::{AddCaseNotes, EditCaseNote, RemoveCaseNote};

/// Opens cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCases {
    /// The cases, up to 10,000.
    pub cases: Vec<NewCase>,
}

impl Command for OpenCases {
    const NAME: &'static str = "cases.open";
    const PERMISSION: Permission = Permission::CasesAdd;
    type Output = Vec<Case>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Case>> {
        let mut check = Check::new();
        check.at_most("cases", self.cases.len(), rules::CASE_LIMIT);
        check.finish()?;
        if self.cases.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.wanted().load(tx)?;
        let me = permit.operator();
        let is_other = |new: &NewCase| new.assignee.is_some() && new.assignee != me;
        if self.cases.iter().any(is_other) {
            tx.grants().scope(Permission::CasesAssign)?;
        }
        let mut check = Check::new();
        let mut made = Vec::with_capacity(self.cases.len());
        let given = self.cases.iter().map(|new| &new.custom);
        let own = Batch::<Case>::of_new(permit, tx, ("cases", ""), given, &mut check)?;
        check.each("cases", &self.cases, |check, new| {
            made.push(plan(check, permit, tx, &known, new));
        });
        check.finish()?;
        if made.iter().any(|(case, _)| case.description.is_some()) {
            permit.fields().require_write(Field::CaseText)?;
        }
        number(tx, &mut made)?;
        let given = assignment::commands::at_opening(tx, &mut made)?;
        let book = tx.book_id();
        let rows: Vec<CaseRow> =
            made.iter().map(|(case, items)| CaseRow::of(book, case, *items)).collect();
        store::insert_cases(tx.conn, &rows)?;
        own.save(tx, rows.iter().map(|row| row.id))?;
        let cases = store::records(tx.conn, book, rows)?;
        for case in &cases {
            tx.note_created(permit, Subject::new("case", case.id), case)?;
        }
        assignment::commands::note_given(permit, tx, given)?;
        Ok(shown(permit, cases))
    }
}

impl OpenCases {
    fn wanted(&self) -> Wanted {
        let mut wanted = Wanted::default();
        for new in &self.cases {
            wanted.item(CATEGORY, new.category.as_ref());
            wanted.item(CHANNEL, new.channel.as_ref());
            wanted.links(links_of(new));
            wanted.product(new.product);
            wanted.operator(new.assignee.is_some());
        }
        wanted
    }
}

fn links_of(new: &NewCase) -> Links {
    Links {
        customer: new.customer.map(i64::from),
        contact: new.contact.map(i64::from),
        invoice: new.invoice.map(i64::from),
    }
}

/// A new case without id and number.
fn plan(
    check: &mut Check,
    permit: &Permit,
    tx: &Tx<'_>,
    known: &Known,
    new: &NewCase,
) -> (Case, Items) {
    let opened = rules::check_new(check, new, tx.now(), &tx.book);
    let Opened { subject, description, opened_on, opened_at } = opened;
    let items = Items {
        category: known.item(check, "category", CATEGORY, new.category.as_ref()),
        channel: known.item(check, "channel", CHANNEL, new.channel.as_ref()),
        satisfaction: None,
        root_cause: None,
    };
    known.check_product(check, new.product);
    let customer = new.customer.and_then(|id| known.customer(check, id.0));
    known.check_belonging(check, links_of(new));
    if let Some(assignee) = new.assignee {
        known.check_operator(check, "assignee", assignee.0);
    }
    let (owner, team) = match customer {
        Some(customer) => (customer.owner, customer.team),
        None => (permit.operator(), permit.scope().team()),
    };
    let state = if new.assignee.is_some() { CaseState::Assigned } else { CaseState::New };
    let case = Case {
        id: CaseId(0),
        number: String::new(),
        kind: new.kind,
        state,
        subject,
        description,
        category: None,
        severity: new.severity,
        channel: None,
        customer: new.customer,
        contact: new.contact,
        invoice: new.invoice,
        product: new.product,
        merged_into: None,
        assignee: new.assignee,
        owner,
        team,
        opened_on,
        opened_at,
        first_answered_at: None,
        resolved_at: None,
        closed_at: None,
        root_cause: None,
        resolution: None,
        satisfaction: None,
        custom: BTreeMap::new(),
        custom_personal: BTreeMap::new(),
        version: 1,
        created_by: permit.operator(),
        updated_at: tx.now(),
    };
    (case, items)
}

/// Gives ids, and numbers in the order of the call, one series for each month.
pub(super) fn number(tx: &mut Tx<'_>, made: &mut [(Case, Items)]) -> Result<()> {
    let first = tx.ids("service_case", made.len())?;
    let mut months: BTreeMap<Period, usize> = BTreeMap::new();
    for (case, _) in made.iter() {
        *months.entry(Period::of(case.opened_on)).or_default() += 1;
    }
    let mut next: BTreeMap<Period, i64> = BTreeMap::new();
    for (month, count) in months {
        next.insert(month, tx.numbers("case", Some(month), count)?);
    }
    for (id, (case, _)) in (first..).zip(made) {
        case.id = CaseId(id);
        let month = Period::of(case.opened_on);
        if let Some(count) = next.get_mut(&month) {
            case.number = rules::number(month, *count);
            *count += 1;
        }
    }
    Ok(())
}

/// Changes what cases say and what they are linked to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditCases {
    /// The cases with their new values, up to 10,000.
    pub edits: Vec<CaseUpdate>,
}

impl Command for EditCases {
    const NAME: &'static str = "cases.edit";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = Vec<Case>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Case>> {
        let edits = || self.edits.iter().map(|update| &update.edit);
        if let Some(index) = edits().position(|edit| !edit.description.is_kept()) {
            let rights = permit.fields().require_write(Field::CaseText);
            rights.map_err(|error| error.below(&format!("edits[{index}].edit.description")))?;
        }
        let seen: Vec<_> = self.edits.iter().map(|it| (it.id, Some(it.version))).collect();
        let before = lock_seen(permit, tx, "edits", &seen)?;
        for (index, (edit, row)) in edits().zip(&before).enumerate() {
            let problem = rules::check_edit_state(state_of(row)?, edit);
            problem.map_err(|problem| problem.at(format!("edits[{index}]")))?;
        }
        let known = self.wanted().load(tx)?;
        let now = tx.now_micros();
        let mut after = before.clone();
        let mut check = Check::new();
        let book = tx.book_id();
        let old = store::records(tx.conn, book, before.clone())?;
        let custom = edits().map(|edit| &edit.custom);
        let own = Batch::of_edits(permit, tx, ("edits", ".edit"), &old, custom, &mut check)?;
        check.each("edits", edits().zip(&mut after), |check, (edit, row)| {
            check.within("edit", |check| apply(check, &known, edit, row));
            row.version += 1;
            row.updated_at = now;
        });
        check.finish()?;
        relations::check_customers(tx, &before, &after)?;
        for row in &after {
            store::save_case(tx.conn, row)?;
        }
        own.save(tx, after.iter().map(|row| row.id))?;
        note_from(permit, tx, &old, after)
    }
}

impl EditCases {
    fn wanted(&self) -> Wanted {
        let mut wanted = Wanted::default();
        for CaseUpdate { edit, .. } in &self.edits {
            wanted.item(CATEGORY, edit.category.as_ref().value());
            wanted.item(CHANNEL, edit.channel.as_ref().value());
            wanted.item(SATISFACTION, edit.satisfaction.as_ref().value());
            wanted.item(ROOT_CAUSE, edit.root_cause.as_ref().value());
            wanted.product(edit.product.value());
            wanted.links(rules::named_links(edit));
        }
        wanted
    }
}

/// Puts an edit into a row.
fn apply(check: &mut Check, known: &Known, edit: &CaseEdit, row: &mut CaseRow) {
    if let Some(kind) = edit.kind {
        row.kind = kind.slug().to_owned();
    }
    if let Some(subject) = &edit.subject {
        row.subject = check.text("subject", subject, rules::SUBJECT_LIMIT);
        row.subject_key = search_key(&row.subject);
    }
    check.edited_lines("description", &edit.description, rules::TEXT_LIMIT, &mut row.description);
    row.text_key = rules::text_key(row.description.as_deref(), row.resolution.as_deref());
    if let Some(severity) = edit.severity {
        row.severity = severity.slug().to_owned();
    }
    let items = [
        ("category", CATEGORY, &edit.category, &mut row.category_id),
        ("channel", CHANNEL, &edit.channel, &mut row.channel_id),
        ("satisfaction", SATISFACTION, &edit.satisfaction, &mut row.satisfaction_id),
        ("root_cause", ROOT_CAUSE, &edit.root_cause, &mut row.root_cause_id),
    ];
    for (path, dictionary, edit, id) in items {
        if let Some(text) = edit.as_ref().outcome() {
            *id = known.item(check, path, dictionary, text);
        }
    }
    known.check_product(check, edit.product.value());
    row.product_id = edit.product.map(i64::from).over(row.product_id);
    let old = Links { customer: row.customer_id, contact: row.contact_id, invoice: row.invoice_id };
    let new = rules::relink(edit, old);
    // What stays was checked when it came, and its customer need not be visible to who edits now.
    known.check_belonging(check, Links { customer: new.customer, ..rules::named_links(edit) });
    if new.customer != old.customer
        && let Some(customer) = new.customer.and_then(|id| known.customer(check, id))
    {
        row.owner_id = customer.owner.map(|owner: OperatorId| owner.0);
        row.team_id = customer.team.map(i64::from);
    }
    (row.customer_id, row.contact_id, row.invoice_id) = (new.customer, new.contact, new.invoice);
}

customized!(Case, Case);

impl Outcome for Case {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("case", self.id);
        rules::limit_case(self, &review.fields);
    }
}

impl Outcome for CaseNote {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("case_note", self.id);
        rules::limit_note(self, &review.fields);
    }
}
