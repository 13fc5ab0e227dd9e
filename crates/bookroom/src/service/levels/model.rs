//! Service levels as hosts see them: what is promised, and how it stands for each case.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::service::model::{Case, CaseKind, CaseSeverity};
use crate::values::{
    CalendarId, CaseClockId, CaseId, Edit, OperatorId, ServicePolicyId, TaskId, edits, slugs,
};

slugs! {
    /// What is promised of a case.
    LevelTarget {
        /// That it is answered: from its opening to the first answer.
        FirstResponse "first_response",
        /// That a message of the customer is answered: from the message to the next public note of
        /// the staff.
        NextResponse "next_response",
        /// That it is resolved: from its opening to its resolution, without the time that it waits
        /// for the customer.
        Resolution "resolution",
    }
}

slugs! {
    /// What a step of escalation does.
    EscalationAction {
        /// Makes a task about the case for each of whom it is about.
        Notify "notify",
        /// Gives the case to the first of whom it is about.
        Reassign "reassign",
    }
}

slugs! {
    /// Whom a step of escalation is about. Where nobody is found, it is the managers, and without
    /// these whoever has the role `owner`.
    EscalationWhom {
        /// Whose the case is.
        Owner "owner",
        /// Who works on it.
        Assignee "assignee",
        /// The active operators of the owner's team.
        Team "team",
        /// The active operators with the role `manager`: of the owner's team, else all.
        Manager "manager",
        /// One operator, who is named.
        Operator "operator",
    }
}

/// Something that happens while a target is not met: when so much of it is worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationStep {
    /// The target it belongs to; the policy has it.
    pub target: LevelTarget,
    /// When: this part of the target in percent, 0 to 1,000; 100 is when it is due. Either this or
    /// `seconds`.
    #[serde(default)]
    pub percent: Option<i64>,
    /// When: so many worked seconds after it is due, or before (below zero), up to ten years.
    #[serde(default)]
    pub seconds: Option<i64>,
    /// What happens.
    pub action: EscalationAction,
    /// To whom. Cases are not given to a team.
    pub whom: EscalationWhom,
    /// Who, for the choice `operator`, and for no other.
    #[serde(default)]
    pub operator: Option<OperatorId>,
}

/// What is promised for cases that meet its conditions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServicePolicy {
    /// The id.
    pub id: ServicePolicyId,
    /// The name in Chinese.
    pub label_zh: String,
    /// The name in English.
    pub label_en: String,
    /// Whether it is chosen for cases. Those that follow it already go on.
    pub active: bool,
    /// Its place among all, from 1: the first wins among those with as many conditions.
    pub place: i64,
    /// What the cases are about: any of these; none: whatever it is.
    #[serde(default)]
    pub kinds: Vec<CaseKind>,
    /// How bad they are: any of these; none: however bad.
    #[serde(default)]
    pub severities: Vec<CaseSeverity>,
    /// The levels of their customers, by code: any of these; none: whatever level.
    #[serde(default)]
    pub levels: Vec<String>,
    /// The first day on which they came in.
    pub valid_from: Option<NaiveDate>,
    /// The last day on which they came in.
    pub valid_to: Option<NaiveDate>,
    /// The calendar whose hours count; none: the book's default. In a book without calendars every
    /// second counts.
    pub calendar: Option<CalendarId>,
    /// The worked seconds to the first response; none: nothing is promised.
    pub first_response_seconds: Option<i64>,
    /// The worked seconds from a message of the customer to the response.
    pub next_response_seconds: Option<i64>,
    /// The worked seconds to the resolution.
    pub resolution_seconds: Option<i64>,
    /// What happens while targets are not met.
    #[serde(default)]
    pub steps: Vec<EscalationStep>,
    /// Moves with every change.
    pub version: i64,
}

impl ServicePolicy {
    /// The worked seconds of a target.
    #[must_use]
    pub fn seconds(&self, target: LevelTarget) -> Option<i64> {
        match target {
            LevelTarget::FirstResponse => self.first_response_seconds,
            LevelTarget::NextResponse => self.next_response_seconds,
            LevelTarget::Resolution => self.resolution_seconds,
        }
    }
}

/// A policy to be added, as the last one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewServicePolicy {
    /// The name in Chinese, up to 100 characters; blank: as in English.
    pub label_zh: String,
    /// The name in English, up to 100 characters; blank: as in Chinese.
    pub label_en: String,
    /// What the cases are about: any of these; none: whatever it is.
    pub kinds: Vec<CaseKind>,
    /// How bad they are: any of these; none: however bad.
    pub severities: Vec<CaseSeverity>,
    /// The levels of their customers: codes or labels of items of `customer_level`, at most 50;
    /// none: whatever level.
    pub levels: Vec<String>,
    /// The first day on which they came in.
    pub valid_from: Option<NaiveDate>,
    /// The last day on which they came in.
    pub valid_to: Option<NaiveDate>,
    /// The calendar whose hours count; none: the book's default.
    pub calendar: Option<CalendarId>,
    /// The worked seconds to the first response, from 1 up to ten years; so for the next two. At
    /// least one of the three is given.
    pub first_response_seconds: Option<i64>,
    /// The worked seconds from a message of the customer to the response.
    pub next_response_seconds: Option<i64>,
    /// The worked seconds to the resolution.
    pub resolution_seconds: Option<i64>,
    /// What happens while targets are not met, at most 50 steps.
    pub steps: Vec<EscalationStep>,
}

impl NewServicePolicy {
    /// A policy for all cases: worked seconds to the first response and to the resolution.
    #[must_use]
    pub fn of_all(label_zh: &str, label_en: &str, first_response: i64, resolution: i64) -> Self {
        Self {
            label_zh: label_zh.to_owned(),
            label_en: label_en.to_owned(),
            first_response_seconds: Some(first_response),
            resolution_seconds: Some(resolution),
            ..Self::default()
        }
    }
}

edits! {
    /// New values for a policy. Limits are those of [`NewServicePolicy`].
    ServicePolicyEdit {
        /// The name in Chinese.
        label_zh: Option<String>,
        /// The name in English.
        label_en: Option<String>,
        /// Whether it is chosen for cases.
        active: Option<bool>,
        /// What the cases are about.
        kinds: Edit<Vec<CaseKind>>,
        /// How bad they are.
        severities: Edit<Vec<CaseSeverity>>,
        /// The levels of their customers.
        levels: Edit<Vec<String>>,
        /// The first day on which they came in.
        valid_from: Edit<NaiveDate>,
        /// The last day on which they came in.
        valid_to: Edit<NaiveDate>,
        /// The calendar whose hours count.
        calendar: Edit<CalendarId>,
        /// The worked seconds to the first response.
        first_response_seconds: Edit<i64>,
        /// The worked seconds from a message of the customer to the response.
        next_response_seconds: Edit<i64>,
        /// The worked seconds to the resolution.
        resolution_seconds: Edit<i64>,
        /// All steps.
        steps: Edit<Vec<EscalationStep>>,
    }
}

slugs! {
    /// How a target of a case stands.
    ClockState {
        /// Its time runs. It may be past its due instant.
        Running "running",
        /// Its time stands still: the case waits for the customer.
        Paused "paused",
        /// It was met in time.
        Met "met",
        /// It was met, or the case ended, after it was due.
        Breached "breached",
        /// The case ended in time, without what was promised.
        Dropped "dropped",
        /// The case follows another policy, which does not promise it, or none.
        Withdrawn "withdrawn",
    }
}

/// A time in which a target's time stood still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockPause {
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when; none: still.
    pub to: Option<DateTime<Utc>>,
}

/// A step of escalation of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockStep {
    /// The step.
    pub step: EscalationStep,
    /// After how many worked seconds it happens.
    pub after_seconds: i64,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
}

/// A target of a case that runs, or ran. It keeps what its policy said when the case came to follow
/// it; a change of the policy does not move it, a change of the calendar does while it runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseClock {
    /// The id.
    pub id: CaseClockId,
    /// The case.
    pub case: CaseId,
    /// What is promised.
    pub target: LevelTarget,
    /// The policy that promises it.
    pub policy: ServicePolicyId,
    /// The calendar whose hours count; none: the book's default.
    pub calendar: Option<CalendarId>,
    /// The worked seconds that it may take.
    pub seconds: i64,
    /// How it stands.
    pub state: ClockState,
    /// When it started.
    pub started_at: DateTime<Utc>,
    /// When it stood still, in their order.
    #[serde(default)]
    pub pauses: Vec<ClockPause>,
    /// The first instant by which so much is worked; none while it is paused before that, and when
    /// its calendar never works so much.
    pub due_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// The seconds that were worked until then.
    pub worked_seconds: Option<i64>,
    /// What happens while it is not met.
    #[serde(default)]
    pub steps: Vec<ClockStep>,
    /// When the first of the steps comes that are not done; none when it ended.
    pub next_step_at: Option<DateTime<Utc>>,
    /// Moves with every change.
    pub version: i64,
}

/// Which running targets are wanted; what is absent or empty does not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DueFilter {
    /// What is promised: any of these.
    pub targets: Vec<LevelTarget>,
    /// Those that are past their due instant; together with `within_seconds`, these as well.
    pub breached: bool,
    /// Those that are due from now until so many seconds have passed, 0 to ten years.
    pub within_seconds: Option<i64>,
    /// The policy.
    pub policy: Option<ServicePolicyId>,
    /// Who works on the case.
    pub assignee: Option<OperatorId>,
    /// Cases that nobody works on. Not together with `assignee`.
    pub unassigned: bool,
    /// Whose the case is.
    pub owner: Option<OperatorId>,
}

/// A case with a target that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueCase {
    /// The case.
    pub case: Case,
    /// The target.
    pub clock: CaseClock,
    /// Whether it is past its due instant.
    pub is_breached: bool,
}

/// What a step of escalation did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Escalation {
    /// The case.
    pub case: CaseId,
    /// The target.
    pub clock: CaseClockId,
    /// The step.
    pub step: EscalationStep,
    /// When it was to happen.
    pub due_at: DateTime<Utc>,
    /// The tasks that were made.
    #[serde(default)]
    pub tasks: Vec<TaskId>,
    /// Who was given the case.
    pub assignee: Option<OperatorId>,
}

slugs! {
    /// By what the attainment of targets is told.
    AttainmentDimension {
        /// The policy.
        Policy "policy",
        /// What is promised.
        Target "target",
        /// Whose the case is.
        Owner "owner",
        /// Who works on it.
        Assignee "assignee",
        /// What it is about.
        Kind "kind",
        /// How bad it is.
        Severity "severity",
        /// The month it came in.
        Month "month",
    }
}

/// How far targets were met. Only the dimensions that were asked for are filled in; an absent
/// value of one of those stands for the cases without it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Attainment {
    /// The policy.
    pub policy: Option<ServicePolicyId>,
    /// What is promised.
    pub target: Option<LevelTarget>,
    /// Whose the cases are.
    pub owner: Option<OperatorId>,
    /// Who works on them.
    pub assignee: Option<OperatorId>,
    /// What they are about.
    pub kind: Option<CaseKind>,
    /// How bad they are.
    pub severity: Option<CaseSeverity>,
    /// The first day of the month they came in.
    pub month: Option<NaiveDate>,
    /// How many targets were met in time.
    pub met: i64,
    /// How many were not: ended late, or still running past their due instant.
    pub breached: i64,
    /// How many run or are paused and are not due yet.
    pub running: i64,
    /// How many ended in time without what was promised, with their case or its policy.
    pub dropped: i64,
    /// The median of the worked seconds of those that ended met or late: the least value that half
    /// of them do not exceed.
    pub median_seconds: Option<i64>,
    /// The least value of them that nine of ten do not exceed.
    pub ninetieth_seconds: Option<i64>,
}
