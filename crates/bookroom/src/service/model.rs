//! Cases and their notes as hosts see them.

mod counts;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use counts::{CaseCount, CaseDimension, OpenCases};

use crate::custom_fields::CustomValue;
use crate::values::{
    CaseId, CaseNoteId, Condition, ContactId, CustomerId, Edit, InvoiceId, OperatorId, ProductId,
    TeamId, edits, slugs,
};

slugs! {
    /// What a case is about.
    CaseKind {
        /// Feedback (反馈).
        Feedback "feedback",
        /// A complaint (投诉).
        Complaint "complaint",
        /// A request (请求).
        Request "request",
    }
}

slugs! {
    /// Where a case stands.
    CaseState {
        /// Nobody has it.
        New "new",
        /// Somebody has it.
        Assigned "assigned",
        /// It is being worked on.
        InProgress "in_progress",
        /// It waits for the customer.
        Waiting "waiting",
        /// There is a resolution.
        Resolved "resolved",
        /// The customer is done with it.
        Closed "closed",
        /// It will not be worked on.
        Rejected "rejected",
        /// It is worked on as a part of another case.
        Merged "merged",
    }
}

slugs! {
    /// How bad it is.
    #[derive(Default)]
    CaseSeverity {
        /// Can wait.
        Low "low",
        /// As usual.
        #[default]
        Normal "normal",
        /// Before the others.
        High "high",
        /// At once.
        Urgent "urgent",
    }
}

slugs! {
    /// What can be done to a case's state; see [`crate::service::steps_from`].
    CaseStep {
        /// Give it to somebody.
        Assign "assign",
        /// Take it from whoever has it.
        Unassign "unassign",
        /// Work on it.
        Start "start",
        /// Wait for the customer.
        Wait "wait",
        /// Give a resolution.
        Resolve "resolve",
        /// End it after its resolution.
        Close "close",
        /// Refuse it.
        Reject "reject",
        /// Take it up again after it ended.
        Reopen "reopen",
        /// Go on with it as a part of another case.
        Merge "merge",
        /// Go on with it by itself again, as before.
        Unmerge "unmerge",
    }
}

slugs! {
    /// Whose words a note holds.
    #[derive(Default)]
    NoteAuthor {
        /// The staff's.
        #[default]
        Staff "staff",
        /// The customer's.
        Customer "customer",
    }
}

/// Feedback, a complaint or a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Its number, such as `CASE-202606-0001`; without gaps in each month.
    pub number: String,
    /// What it is about.
    pub kind: CaseKind,
    /// Where it stands.
    pub state: CaseState,
    /// What it says in one line.
    pub subject: String,
    /// What it says; absent when the operator may not read it, stars when masked.
    pub description: Option<String>,
    /// The code of an item of `case_category`.
    pub category: Option<String>,
    /// How bad it is.
    pub severity: CaseSeverity,
    /// How it came in: the code of an item of `case_channel`.
    pub channel: Option<String>,
    /// The customer it came from.
    pub customer: Option<CustomerId>,
    /// The person at the customer.
    pub contact: Option<ContactId>,
    /// The invoice it is about.
    pub invoice: Option<InvoiceId>,
    /// The product it is about.
    pub product: Option<ProductId>,
    /// The case that it is shown with since it was merged.
    pub merged_into: Option<CaseId>,
    /// Who works on it.
    pub assignee: Option<OperatorId>,
    /// Whose it is: the customer's owner, else who opened it.
    pub owner: Option<OperatorId>,
    /// The owner's team.
    pub team: Option<TeamId>,
    /// The day it came in.
    pub opened_on: NaiveDate,
    /// When it came in; times to an answer and to a resolution count from then. Of a day that was
    /// past when the case was entered, the last instant: nobody knows more of it.
    pub opened_at: DateTime<Utc>,
    /// When it was first answered: the first public note, or the first step of work on it (to in
    /// progress, waiting, resolved or rejected). Giving it to somebody answers nobody; nor does
    /// who opened a case without a customer answer himself by working or waiting on it.
    pub first_answered_at: Option<DateTime<Utc>>,
    /// When it was resolved.
    pub resolved_at: Option<DateTime<Utc>>,
    /// When it was closed, rejected or merged.
    pub closed_at: Option<DateTime<Utc>>,
    /// Why it came to it: the code of an item of `case_root_cause`.
    pub root_cause: Option<String>,
    /// The last resolution; protected like the description.
    pub resolution: Option<String>,
    /// How satisfied the customer was with it: the code of an item of `satisfaction`.
    pub satisfaction: Option<String>,
    /// Values of fields of the book's own that are not personal, by key.
    #[serde(default)]
    pub custom: BTreeMap<String, CustomValue>,
    /// Those that are personal, as far as they may be read.
    #[serde(default)]
    pub custom_personal: BTreeMap<String, CustomValue>,
    /// Moves with every change of the case (notes have their own).
    pub version: i64,
    /// Who opened it.
    pub created_by: Option<OperatorId>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A note on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseNote {
    /// Its id.
    pub id: CaseNoteId,
    /// The case.
    pub case: CaseId,
    /// What it says; empty when the operator may not read it, stars when masked.
    pub body: String,
    /// Whether it may be shown to the customer.
    pub is_public: bool,
    /// Whose words they are.
    #[serde(default)]
    pub author: NoteAuthor,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Who wrote it.
    pub created_by: Option<OperatorId>,
    /// When it was made public, where that was later than it was written: an answer counts from
    /// then on.
    #[serde(default)]
    pub published_at: Option<DateTime<Utc>>,
    /// Moves with every change.
    pub version: i64,
}

/// A case to be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCase {
    /// What it is about.
    pub kind: CaseKind,
    /// What it says in one line, up to 200 characters.
    pub subject: String,
    /// What it says, up to 20,000 characters.
    pub description: Option<String>,
    /// An item of `case_category`, by code or label.
    pub category: Option<String>,
    /// How bad it is.
    #[serde(default)]
    pub severity: CaseSeverity,
    /// An item of `case_channel`, by code or label.
    pub channel: Option<String>,
    /// The customer it came from.
    pub customer: Option<CustomerId>,
    /// A person at that customer.
    pub contact: Option<ContactId>,
    /// An invoice of that customer.
    pub invoice: Option<InvoiceId>,
    /// The product it is about.
    #[serde(default)]
    pub product: Option<ProductId>,
    /// Who shall work on it: oneself, or anybody for those who may assign cases.
    pub assignee: Option<OperatorId>,
    /// The day it came in; that of `opened_at`, else today, when absent, and never later.
    pub opened_on: Option<NaiveDate>,
    /// When it came in, if that is known better than by its day: a mail of this morning, a call
    /// that is entered later. Never later than now; a clock up to an hour ahead counts as now.
    pub opened_at: Option<DateTime<Utc>>,
    /// Values of fields of the book's own, by key; what is not given has its default.
    #[serde(default)]
    pub custom: BTreeMap<String, CustomValue>,
}

impl NewCase {
    /// A case with nothing but its kind and its line.
    #[must_use]
    pub fn new(kind: CaseKind, subject: &str) -> Self {
        Self {
            kind,
            subject: subject.to_owned(),
            description: None,
            category: None,
            severity: CaseSeverity::Normal,
            channel: None,
            customer: None,
            contact: None,
            invoice: None,
            product: None,
            assignee: None,
            opened_on: None,
            opened_at: None,
            custom: BTreeMap::new(),
        }
    }
}

edits! {
    /// New values of a case. A closed case takes only its satisfaction and its root cause, a
    /// rejected or merged one nothing.
    CaseEdit {
        /// What it is about.
        kind: Option<CaseKind>,
        /// What it says in one line.
        subject: Option<String>,
        /// What it says.
        description: Edit<String>,
        /// The category, by code or label.
        category: Edit<String>,
        /// How bad it is.
        severity: Option<CaseSeverity>,
        /// The channel, by code or label.
        channel: Edit<String>,
        /// The customer; with another one, or none, contact and invoice go unless they are set too.
        customer: Edit<CustomerId>,
        /// The contact.
        contact: Edit<ContactId>,
        /// The invoice.
        invoice: Edit<InvoiceId>,
        /// The product.
        product: Edit<ProductId>,
        /// The root cause, by code or label.
        root_cause: Edit<String>,
        /// The satisfaction, by code or label, once there is a resolution.
        satisfaction: Edit<String>,
        /// Values of fields of the book's own, by key: those that are named. Null clears one, and
        /// the others stay.
        custom: Option<BTreeMap<String, Option<CustomValue>>>,
    }
}

/// One case with new values for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseUpdate {
    /// The case.
    pub id: CaseId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: CaseEdit,
}

/// Names a case as the caller saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseVersion {
    /// The case.
    pub id: CaseId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Case {
    /// Names this state of it, for commands on many.
    #[must_use]
    pub fn seen(&self) -> CaseVersion {
        CaseVersion { id: self.id, version: self.version }
    }
}

impl From<&Case> for CaseVersion {
    fn from(case: &Case) -> Self {
        case.seen()
    }
}

/// How a case was resolved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseResolution {
    /// The case.
    pub id: CaseId,
    /// The version the caller last saw.
    pub version: i64,
    /// What was done, up to 20,000 characters.
    pub resolution: String,
    /// How satisfied the customer is: an item of `satisfaction`, by code or label.
    pub satisfaction: Option<String>,
}

/// A note to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCaseNote {
    /// The case.
    pub case: CaseId,
    /// What it says, up to 20,000 characters.
    pub body: String,
    /// Whether it may be shown to the customer.
    #[serde(default)]
    pub is_public: bool,
    /// Whose words they are. Those of the customer are public.
    #[serde(default)]
    pub author: NoteAuthor,
}

edits! {
    /// New values of a note.
    CaseNoteEdit {
        /// What it says.
        body: Option<String>,
        /// Whether it may be shown to the customer.
        is_public: Option<bool>,
    }
}

slugs! {
    /// What a list of cases is sorted and filtered by. Cases without a value come last, ties go by
    /// id.
    #[derive(Default)]
    CaseSort {
        /// The day it came in.
        #[default]
        OpenedOn "opened_on",
        /// The number, as text.
        Number "number",
        /// What it is about, by its word.
        Kind "kind",
        /// Where it stands, by its word.
        State "state",
        /// How bad it is, by its word.
        Severity "severity",
        /// The id of the customer.
        Customer "customer",
        /// The id of the contact.
        Contact "contact",
        /// The id of the invoice.
        Invoice "invoice",
        /// The id of who works on it.
        Assignee "assignee",
        /// The id of whose it is.
        Owner "owner",
        /// When it was first answered.
        FirstAnsweredAt "first_answered_at",
        /// When it was resolved.
        ResolvedAt "resolved_at",
        /// When it was closed.
        ClosedAt "closed_at",
        /// When it last changed.
        UpdatedAt "updated_at",
    }
}

/// Which cases are wanted; what is absent or empty does not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseFilter {
    /// What they are about.
    pub kind: Option<CaseKind>,
    /// Where they stand: any of these.
    pub states: Vec<CaseState>,
    /// How bad they are: any of these.
    pub severities: Vec<CaseSeverity>,
    /// Their category, by code or label.
    pub category: Option<String>,
    /// Their channel, by code or label.
    pub channel: Option<String>,
    /// Their root cause, by code or label.
    pub root_cause: Option<String>,
    /// Their customer.
    pub customer: Option<CustomerId>,
    /// Their product.
    pub product: Option<ProductId>,
    /// The case that they are shown with since they were merged.
    pub merged_into: Option<CaseId>,
    /// Who works on them.
    pub assignee: Option<OperatorId>,
    /// Those that nobody works on. Not together with `assignee`.
    pub unassigned: bool,
    /// Whose they are.
    pub owner: Option<OperatorId>,
    /// The first day of coming in.
    pub opened_from: Option<NaiveDate>,
    /// The last day of coming in.
    pub opened_to: Option<NaiveDate>,
    /// A part of the number or line, or of description or resolution for those who may read them;
    /// up to 200 characters. Case, width, white space and punctuation do not count.
    pub text: Option<String>,
    /// Conditions on any column that the list can be sorted by, and on `custom.` and the key of a
    /// field of the book's own; at most 20.
    pub conditions: Vec<Condition>,
    /// The key of a field of the book's own that the list is sorted by, before its sort.
    pub sorted_by: Option<String>,
}
