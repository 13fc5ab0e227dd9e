//! Service levels: by when cases are answered and resolved, and what happens while they are not.

mod clock;
#[cfg(test)]
mod clock_tests;
pub mod commands;
mod course;
pub(crate) mod follow;
pub mod model;
mod rules;
pub(crate) mod share;
pub(crate) mod store;

use chrono::{DateTime, NaiveDate, Utc};
use commands::{
    AddServicePolicy, EditServicePolicy, EscalateDue, ReassessCases, RemoveServicePolicy,
    ReorderServicePolicies,
};
use model::{
    Attainment, AttainmentDimension, CaseClock, DueCase, DueFilter, Escalation, NewServicePolicy,
    ServicePolicy, ServicePolicyEdit,
};
use store::{attainment, due};

pub(crate) use due::all as list_all_clocks;
pub(crate) use rules::once;

use super::Service;
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{CaseId, Page, PageRequest, ServicePolicyId};
use crate::work::Session;

/// What is promised for cases, and how it stands. A case follows the active policy with most
/// conditions that it meets, among these the first, from its opening on; it is chosen anew when its
/// kind, severity or customer changes, or the level of that customer. Every target has a clock,
/// which counts the hours of a calendar.
pub struct Levels<'s> {
    session: &'s Session,
}

impl<'s> Service<'s> {
    /// Service levels: targets for answers and resolutions, what is due, escalation.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.service().levels().list()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn levels(&self) -> Levels<'s> {
        Levels { session: self.session }
    }
}

impl Levels<'_> {
    /// One policy.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::levels::model::NewServicePolicy;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let levels = session.service().levels();
    /// let policy = levels.add(NewServicePolicy::of_all("全部", "All", 3_600, 86_400))?;
    /// assert_eq!(levels.get(policy.id)?, policy);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: ServicePolicyId) -> Result<ServicePolicy> {
        self.session.read(Permission::ServiceLevelsView, |view| {
            let book = view.book_id();
            store::load(view.conn, book, id)
        })
    }

    /// All policies, in their order.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.service().levels().list()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(&self) -> Result<Vec<ServicePolicy>> {
        self.session.read(Permission::ServiceLevelsView, |view| {
            let book = view.book_id();
            store::load_all(view.conn, book)
        })
    }

    /// The targets of a case that run or ran, in the order in which they came.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::levels::model::NewServicePolicy;
    /// use bookroom::service::model::{CaseKind, NewCase};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let levels = session.service().levels();
    /// levels.add(NewServicePolicy::of_all("全部", "All", 3_600, 86_400))?;
    /// let case = session.service().open(NewCase::new(CaseKind::Request, "索要检测报告"))?;
    /// let clocks = levels.clocks(case.id)?;
    /// // The book has no calendar: every second counts.
    /// assert_eq!(clocks[0].due_at, Some(case.opened_at + chrono::TimeDelta::hours(1)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn clocks(&self, case: CaseId) -> Result<Vec<CaseClock>> {
        self.session.read(Permission::CasesView, |view| due::of_case(view, case))
    }

    /// Targets that run and are due, the soonest first, page by page. Those that are paused before
    /// they were due are not among them.
    ///
    /// # Errors
    /// `not_permitted`, `bad_choice`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::levels::model::{DueFilter, NewServicePolicy};
    /// use bookroom::service::model::{CaseKind, NewCase};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let levels = session.service().levels();
    /// levels.add(NewServicePolicy::of_all("全部", "All", 3_600, 86_400))?;
    /// let case = session.service().open(NewCase::new(CaseKind::Request, "索要检测报告"))?;
    /// let soon = DueFilter { within_seconds: Some(7_200), ..DueFilter::default() };
    /// let due = levels.due(&soon, &PageRequest::default())?;
    /// assert_eq!((due.items.len(), due.items[0].case.id), (1, case.id));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn due(&self, filter: &DueFilter, page: &PageRequest) -> Result<Page<DueCase>> {
        self.session.read(Permission::CasesView, |view| due::list(view, filter, page))
    }

    /// How far the targets were met of cases that came in between two days (both included), for
    /// each combination of values of these dimensions that occurs; one row without any dimension.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `date_order`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::levels::model::{AttainmentDimension, NewServicePolicy};
    /// use bookroom::service::model::{CaseKind, NewCase};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let levels = session.service().levels();
    /// levels.add(NewServicePolicy::of_all("全部", "All", 3_600, 86_400))?;
    /// let case = session.service().open(NewCase::new(CaseKind::Request, "索要检测报告"))?;
    /// session.service().add_note(case.id, "已寄出", true)?;
    /// let (from, to) = ("2026-06-01".parse()?, "2026-06-30".parse()?);
    /// let told = levels.attainment(from, to, &[AttainmentDimension::Target])?;
    /// assert_eq!((told[0].met, told[1].running), (1, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn attainment(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        by: &[AttainmentDimension],
    ) -> Result<Vec<Attainment>> {
        self.session
            .read(Permission::CasesView, |view| attainment::attainment(view, (from, to), by))
    }

    /// Adds a policy, as the last one. Cases that are open already do not follow it before they are
    /// reassessed.
    ///
    /// # Errors
    /// `not_permitted`, `required` without any target and without that of a step, `too_long`,
    /// `bad_character`, `bad_date`, `date_order`, `out_of_range`, `bad_choice` for a step with both
    /// percent and seconds, with an operator that its choice does not ask for, or that gives a case
    /// to a team, `unknown_reference`, `retired`, `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::levels::model::{
    ///     EscalationAction, EscalationStep, EscalationWhom, LevelTarget, NewServicePolicy,
    /// };
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let step = EscalationStep {
    ///     target: LevelTarget::Resolution,
    ///     percent: Some(80),
    ///     seconds: None,
    ///     action: EscalationAction::Notify,
    ///     whom: EscalationWhom::Owner,
    ///     operator: None,
    /// };
    /// let all = NewServicePolicy::of_all("全部", "All", 3_600, 86_400);
    /// let new = NewServicePolicy { steps: vec![step], ..all };
    /// assert_eq!(session.service().levels().add(new)?.place, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, policy: NewServicePolicy) -> Result<ServicePolicy> {
        self.session.run(AddServicePolicy { policy })
    }

    /// Gives a policy new values; with `active` false it is chosen no more. Open cases keep the
    /// policy that they follow, and what it said, until they are reassessed; whereas an edit of a
    /// case (kind, severity, customer), or of its customer's level, chooses its policy anew.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, and as [`Levels::add`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::levels::model::{NewServicePolicy, ServicePolicyEdit};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let levels = session.service().levels();
    /// let policy = levels.add(NewServicePolicy::of_all("全部", "All", 3_600, 86_400))?;
    /// let edit = ServicePolicyEdit { active: Some(false), ..ServicePolicyEdit::default() };
    /// assert!(!levels.edit(policy.id, policy.version, edit)?.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(
        &self,
        id: ServicePolicyId,
        version: i64,
        edit: ServicePolicyEdit,
    ) -> Result<ServicePolicy> {
        self.session.run(EditServicePolicy { id, version, edit })
    }

    /// Puts policies first, in this order; the others follow as they did.
    ///
    /// # Errors
    /// `not_permitted`, `unknown_reference`, `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::levels::model::NewServicePolicy;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let levels = session.service().levels();
    /// let first = levels.add(NewServicePolicy::of_all("慢", "Slow", 7_200, 172_800))?;
    /// let second = levels.add(NewServicePolicy::of_all("快", "Fast", 3_600, 86_400))?;
    /// let order = levels.reorder(vec![second.id])?;
    /// assert_eq!((order[0].id, order[1].id), (second.id, first.id));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reorder(&self, policies: Vec<ServicePolicyId>) -> Result<Vec<ServicePolicy>> {
        self.session.run(ReorderServicePolicies { policies })
    }

    /// Removes a policy that no case ever followed; returns what it was.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`; `in_use` when a case follows it or did:
    /// edit it to `active` false, then no further case does.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::levels::model::NewServicePolicy;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let levels = session.service().levels();
    /// let policy = levels.add(NewServicePolicy::of_all("全部", "All", 3_600, 86_400))?;
    /// levels.remove(policy.id, policy.version)?;
    /// assert!(levels.list()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&self, id: ServicePolicyId, version: i64) -> Result<ServicePolicy> {
        self.session.run(RemoveServicePolicy { id, version })
    }

    /// Has open cases take what the policies say now, also the one that they follow already;
    /// returns all their targets. What ended stays.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::levels::model::NewServicePolicy;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let levels = session.service().levels();
    /// levels.add(NewServicePolicy::of_all("全部", "All", 3_600, 86_400))?;
    /// assert_eq!(levels.reassess(vec![case.id])?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reassess(&self, cases: Vec<CaseId>) -> Result<Vec<CaseClock>> {
        self.session.run(ReassessCases { cases })
    }

    /// Does every step of escalation that comes no later than an instant (now when none is given)
    /// and is not done, and tells what was done. Run it every few minutes; nothing is done twice,
    /// whoever runs it at the same time. `session.dry_run()` tells what would be done.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::levels::model::{
    ///     EscalationAction, EscalationStep, EscalationWhom, LevelTarget, NewServicePolicy,
    /// };
    /// use bookroom::service::model::{CaseKind, NewCase};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let levels = session.service().levels();
    /// let step = EscalationStep {
    ///     target: LevelTarget::FirstResponse,
    ///     percent: Some(100),
    ///     seconds: None,
    ///     action: EscalationAction::Notify,
    ///     whom: EscalationWhom::Owner,
    ///     operator: None,
    /// };
    /// let all = NewServicePolicy::of_all("全部", "All", 3_600, 86_400);
    /// levels.add(NewServicePolicy { steps: vec![step], ..all })?;
    /// let case = session.service().open(NewCase::new(CaseKind::Request, "索要检测报告"))?;
    /// assert!(levels.escalate_due(None)?.is_empty());
    /// let later = case.opened_at + chrono::TimeDelta::hours(1);
    /// let done = levels.escalate_due(Some(later))?;
    /// assert_eq!((done[0].case, done[0].tasks.len()), (case.id, 1));
    /// assert!(levels.escalate_due(Some(later))?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn escalate_due(&self, at: Option<DateTime<Utc>>) -> Result<Vec<Escalation>> {
        self.session.run(EscalateDue { at })
    }
}
