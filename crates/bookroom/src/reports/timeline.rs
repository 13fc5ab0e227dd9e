//! A customer's timeline: dealings, documents, money, cases and changes in one list, the latest
//! first. Each row is of an area, and shown to whoever that area would show it to.

mod store;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Reports;
use crate::customers;
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Scope;
use crate::values::dates::is_storable;
use crate::values::{Check, CustomerId, OperatorId, Page, PageRequest, slugs};
use crate::work::View;

slugs! {
    /// What a row of a timeline is about.
    TimelineKind {
        /// A call, visit, mail or meeting, on its day: its subject, and who began it.
        Dealing "dealing",
        /// An invoice, on its day of issue: number, the other's reference, sale or purchase, state,
        /// total with tax.
        Invoice "invoice",
        /// A credit note, on its day of issue: as an invoice.
        CreditNote "credit_note",
        /// Money in or out, on its day: number, the bank's reference, in or out, state, amount.
        Payment "payment",
        /// A case, on the day it came in: number, subject, state.
        Case "case",
        /// A note that was written on a case: what it says, and the case with its number.
        CaseNote "case_note",
        /// A task that was done or cancelled: its title, and which of both.
        Task "task",
        /// A file on the customer, or on one of the contacts it has now, on the day on which it was
        /// added: its name, and `removed` when it was.
        Attachment "attachment",
        /// The customer went to another owner or pool: the reason, and how.
        Owner "owner",
        /// The customer, or one of the contacts it has now, was made, changed or erased: the
        /// command that did it. What befell contacts that are gone stands in the log alone.
        Change "change",
    }
}

impl TimelineKind {
    /// The permission that shows rows of this kind.
    fn seen_with(self) -> Permission {
        match self {
            Self::Dealing => Permission::DealingsView,
            Self::Invoice | Self::CreditNote => Permission::InvoicesView,
            Self::Payment => Permission::PaymentsView,
            Self::Case | Self::CaseNote => Permission::CasesView,
            Self::Task => Permission::TasksView,
            Self::Attachment => Permission::AttachmentsView,
            Self::Owner => Permission::CustomersView,
            Self::Change => Permission::ChangesView,
        }
    }
}

/// Which rows of a timeline are wanted; all when nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimelineFilter {
    /// Rows of one of these kinds.
    #[serde(default)]
    pub kinds: Vec<TimelineKind>,
    /// On this day or later.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// On this day or earlier.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

/// One row of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineItem {
    /// Its day: of issue, of payment, of the dealing; else when it was written down.
    pub on: NaiveDate,
    /// When it happened, or was written down.
    pub at: DateTime<Utc>,
    /// What it is about.
    pub kind: TimelineKind,
    /// The record: its kind as the log names it, and its id.
    pub record: Subject,
    /// The record that it is a part of: the case of a note, the contact or customer of a file.
    pub part_of: Option<Subject>,
    /// Who did it.
    pub operator: Option<OperatorId>,
    /// The number of a document, payment or case; of a note, that of its case.
    pub number: Option<String>,
    /// What it says: a subject or title, a note, the other party's number, a reason, the command
    /// that made a change. None where the operator may not read it.
    pub text: Option<String>,
    /// Which way it went: `in` or `out` of a payment, `incoming` or `outgoing` of a dealing, `sale`
    /// or `purchase` of a document.
    pub direction: Option<String>,
    /// The state that the record is in now, or how an owner changed.
    pub state: Option<String>,
    /// The amount of a document or payment, in the book's currency; never less than zero, the
    /// direction says which way it went.
    pub amount: Option<Decimal>,
}

impl Reports<'_> {
    /// The timeline of a customer, page by page, the latest day first. It holds what the operator
    /// may see: rows of an area whose permission is missing, or whose scope does not cover them,
    /// are left out. What a row holds is told by its kind: see [`TimelineKind`].
    ///
    /// # Errors
    /// `not_permitted` without `customers.view`, `not_found`, `date_order`, `bad_date`,
    /// `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::reports::timeline::{TimelineFilter, TimelineKind};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let filter = TimelineFilter { kinds: vec![TimelineKind::Payment], ..Default::default() };
    /// let page = session.reports().timeline(customer.id, &filter, &PageRequest::default())?;
    /// assert_eq!(page.items[0].amount, Some("500".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn timeline(
        &self,
        customer: CustomerId,
        filter: &TimelineFilter,
        page: &PageRequest,
    ) -> Result<Page<TimelineItem>> {
        self.session.read(Permission::CustomersView, |view| timeline(view, customer, filter, page))
    }
}

/// Where a row stands: by day, then by instant, then by kind and id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Place {
    on: NaiveDate,
    at: i64,
    kind: TimelineKind,
    id: i64,
}

/// A row as the store gives it.
#[derive(Debug)]
struct Found {
    place: Place,
    record: Subject,
    part_of: Option<Subject>,
    operator: Option<i64>,
    number: Option<String>,
    text: Option<String>,
    direction: Option<String>,
    state: Option<String>,
    amount: Option<i64>,
}

fn timeline(
    view: &mut View<'_>,
    customer: CustomerId,
    filter: &TimelineFilter,
    page: &PageRequest,
) -> Result<Page<TimelineItem>> {
    let rows_to_load = page.rows_to_load()?;
    let mut check = Check::new();
    for (path, day) in [("filter.from", filter.from), ("filter.to", filter.to)] {
        if let Some(day) = day {
            check.date(path, day);
        }
    }
    let is_ordered = filter.from.zip(filter.to).is_none_or(|(from, to)| from <= to);
    check.require(is_ordered, "filter.to", Code::DateOrder);
    check.finish()?;
    let after = page.key::<Place>()?;
    if after.is_some_and(|place| !is_storable(place.on)) {
        return Err(Problem::new(Code::BadCursor).at("page.after").into());
    }
    let scope = view.scope;
    let customer = customers::stand_in(view, Some(customer))?.unwrap_or(customer);
    if customers::load_counterparties(view.conn, &scope, &[customer.0])?.is_empty() {
        return Err(Error::not_found("customer", customer));
    }
    let mut found = Vec::new();
    for kind in TimelineKind::ALL {
        if !filter.kinds.is_empty() && !filter.kinds.contains(kind) {
            continue;
        }
        let Ok(scope) = view.scope_of(kind.seen_with()) else { continue };
        let wanted = store::Wanted {
            customer: customer.0,
            scope: &scope,
            kind: *kind,
            from: filter.from,
            to: filter.to,
            after,
            limit: rows_to_load,
        };
        found.extend(load(view, &wanted)?);
    }
    found.sort_by_key(|row| std::cmp::Reverse(row.place));
    let page = Page::cut(found, page.limit, |row| row.place);
    let next = page.next.clone();
    let items = page.items.into_iter().map(|row| item(view, row)).collect::<Result<_>>()?;
    Ok(Page { items, next })
}

/// The latest rows of one kind. Cases and tasks have scopes of their own; everything else is seen
/// with its customer.
fn load(view: &mut View<'_>, wanted: &store::Wanted<'_>) -> Result<Vec<Found>> {
    match wanted.kind {
        TimelineKind::Case => return store::load_cases(view, wanted),
        TimelineKind::CaseNote => return store::load_case_notes(view, wanted),
        TimelineKind::Task => return store::load_tasks(view, wanted),
        // It has no scope either: its records are seen with the customer's.
        TimelineKind::Attachment => return store::load_attachments(view, wanted),
        // The log's permission has no scope; its records are seen with the customer's.
        TimelineKind::Change => return store::load_changes(view, wanted),
        _ => {}
    }
    if !is_covered(view, wanted.scope, CustomerId(wanted.customer))? {
        return Ok(Vec::new());
    }
    match wanted.kind {
        TimelineKind::Dealing => store::load_dealings(view, wanted),
        TimelineKind::Invoice | TimelineKind::CreditNote => store::load_documents(view, wanted),
        TimelineKind::Payment => store::load_payments(view, wanted),
        _ => store::load_owners(view, wanted),
    }
}

fn is_covered(view: &mut View<'_>, scope: &Scope, customer: CustomerId) -> Result<bool> {
    let kept = customers::keep_in_scope(view.conn, scope, [customer.0].into())?;
    Ok(!kept.is_empty())
}

fn item(view: &View<'_>, found: Found) -> Result<TimelineItem> {
    let Found { place, record, part_of, operator, number, text, direction, state, amount } = found;
    Ok(TimelineItem {
        on: place.on,
        at: DateTime::from_timestamp_micros(place.at).ok_or(Code::Corrupt)?,
        kind: place.kind,
        record,
        part_of,
        operator: operator.map(OperatorId),
        number,
        text,
        direction,
        state,
        amount: amount.map(|minor| view.book.currency.from_minor(minor)),
    })
}
