//! Rules by which cases are given to operators: one after another, to whom has least, to the owner.

mod choice;
pub mod commands;
mod facts;
pub mod model;
mod rules;
pub(crate) mod store;

use commands::{
    AddAbsence, AddAssignmentRule, AssignByRules, AssignUnassigned, EditAbsence,
    EditAssignmentRule, HandOverCases, RemoveAbsence, RemoveAssignmentRule, ReorderAssignmentRules,
    SetAssignmentPolicy,
};
use model::{
    Absence, AbsenceEdit, AbsenceFilter, AssignmentCandidate, AssignmentFilter, AssignmentOutcome,
    AssignmentPolicy, AssignmentRule, AssignmentRuleEdit, CaseAssignment, NewAbsence,
    NewAssignmentRule,
};
use store::{absences, given, standing};

use super::Service;
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::service::model::CaseVersion;
use crate::values::{AbsenceId, AssignmentRuleId, OperatorId, Page, PageRequest};
use crate::work::Session;

/// Who is given which cases. Rules are asked in their order about a case that nobody has, and the
/// first that it meets is followed; they are asked when it is opened, if the book says so, and by
/// command. What they said of a case, and why it was given to nobody, can be read for good.
pub struct Assignment<'s> {
    session: &'s Session,
}

impl<'s> Service<'s> {
    /// Assigning cases by rules, in turns, by load.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.service().assignment().list()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn assignment(&self) -> Assignment<'s> {
        Assignment { session: self.session }
    }
}

impl Assignment<'_> {
    /// One rule.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::{AssignmentWay, NewAssignmentRule};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (assignment, me) = (session.service().assignment(), session.operator_id());
    /// let new = NewAssignmentRule::of_all("全部", "All", AssignmentWay::RoundRobin, &[me]);
    /// let rule = assignment.add(new)?;
    /// assert_eq!(assignment.get(rule.id)?, rule);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: AssignmentRuleId) -> Result<AssignmentRule> {
        self.session.read(Permission::AssignmentView, |view| {
            let book = view.book_id();
            store::load(view.conn, book, id)
        })
    }

    /// All rules, in their order.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.service().assignment().list()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(&self) -> Result<Vec<AssignmentRule>> {
        self.session.read(Permission::AssignmentView, |view| {
            let book = view.book_id();
            store::load_all(view.conn, book)
        })
    }

    /// How those stand to whom a rule gives cases now, in its order: whether they are free, how
    /// many open cases they have, and when their last turn was. Owners of customers are not among
    /// them.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::{
    ///     AssignmentWay, CandidateState, NewAssignmentRule,
    /// };
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (assignment, me) = (session.service().assignment(), session.operator_id());
    /// let new = NewAssignmentRule::of_all("全部", "All", AssignmentWay::RoundRobin, &[me]);
    /// let rule = assignment.add(new)?;
    /// let candidates = assignment.candidates(rule.id)?;
    /// assert_eq!((candidates[0].state, candidates[0].open_cases), (CandidateState::Free, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn candidates(&self, rule: AssignmentRuleId) -> Result<Vec<AssignmentCandidate>> {
        self.session.read(Permission::AssignmentView, |view| {
            let (book, now) = (view.book_id(), view.now().timestamp_micros());
            let rule = store::load(view.conn, book, rule)?;
            let rules = std::slice::from_ref(&rule);
            let desk = standing::load(view.conn, book, now, rules, &Default::default())?;
            Ok(desk.candidates(&rule, None))
        })
    }

    /// Adds a rule, as the last one.
    ///
    /// # Errors
    /// `not_permitted`, `required` without operators and team, `too_long`, `bad_character`,
    /// `out_of_range`, `unknown_reference`, `retired`, `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::{AssignmentWay, NewAssignmentRule};
    /// use bookroom::service::model::CaseKind;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let me = session.operator_id();
    /// let new = NewAssignmentRule {
    ///     kinds: vec![CaseKind::Complaint],
    ///     open_limit: Some(20),
    ///     ..NewAssignmentRule::of_all("投诉", "Complaints", AssignmentWay::LeastLoad, &[me])
    /// };
    /// assert_eq!(session.service().assignment().add(new)?.place, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, rule: NewAssignmentRule) -> Result<AssignmentRule> {
        self.session.run(AddAssignmentRule { rule })
    }

    /// Gives a rule new values; with `active` false it is asked no more. Cases that it gave stay
    /// with whom they are.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, and as [`Assignment::add`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::{
    ///     AssignmentRuleEdit, AssignmentWay, NewAssignmentRule,
    /// };
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (assignment, me) = (session.service().assignment(), session.operator_id());
    /// let new = NewAssignmentRule::of_all("全部", "All", AssignmentWay::RoundRobin, &[me]);
    /// let rule = assignment.add(new)?;
    /// let edit = AssignmentRuleEdit { active: Some(false), ..AssignmentRuleEdit::default() };
    /// assert!(!assignment.edit(rule.id, rule.version, edit)?.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(
        &self,
        id: AssignmentRuleId,
        version: i64,
        edit: AssignmentRuleEdit,
    ) -> Result<AssignmentRule> {
        self.session.run(EditAssignmentRule { id, version, edit })
    }

    /// Puts rules first, in this order; the others follow as they did.
    ///
    /// # Errors
    /// `not_permitted`, `unknown_reference`, `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::{AssignmentWay, NewAssignmentRule};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (assignment, me) = (session.service().assignment(), session.operator_id());
    /// let all = NewAssignmentRule::of_all("全部", "All", AssignmentWay::RoundRobin, &[me]);
    /// let first = assignment.add(all)?;
    /// let second = assignment
    ///     .add(NewAssignmentRule::of_all("归属人", "Owners", AssignmentWay::Owner, &[]))?;
    /// let order = assignment.reorder(vec![second.id])?;
    /// assert_eq!((order[0].id, order[1].id), (second.id, first.id));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reorder(&self, rules: Vec<AssignmentRuleId>) -> Result<Vec<AssignmentRule>> {
        self.session.run(ReorderAssignmentRules { rules })
    }

    /// Removes a rule that was followed for no case; returns what it was.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`; `in_use` when it was followed: edit it to
    /// `active` false.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::{AssignmentWay, NewAssignmentRule};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let assignment = session.service().assignment();
    /// let rule = assignment
    ///     .add(NewAssignmentRule::of_all("归属人", "Owners", AssignmentWay::Owner, &[]))?;
    /// assignment.remove(rule.id, rule.version)?;
    /// assert!(assignment.list()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&self, id: AssignmentRuleId, version: i64) -> Result<AssignmentRule> {
        self.session.run(RemoveAssignmentRule { id, version })
    }

    /// Whether the rules are asked when cases are opened.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(!session.service().assignment().policy()?.automatic);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn policy(&self) -> Result<AssignmentPolicy> {
        self.session.read(Permission::AssignmentView, |view| {
            let book = view.book_id();
            store::load_policy(view.conn, book)
        })
    }

    /// Says whether the rules are asked when a case is opened, or split off, without an operator.
    ///
    /// # Errors
    /// `not_permitted`, `version_conflict`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::{AssignmentWay, NewAssignmentRule};
    /// use bookroom::service::model::{CaseKind, NewCase};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (assignment, me) = (session.service().assignment(), session.operator_id());
    /// assignment.add(NewAssignmentRule::of_all("全部", "All", AssignmentWay::RoundRobin, &[me]))?;
    /// assignment.set_policy(0, true)?;
    /// let case = session.service().open(NewCase::new(CaseKind::Request, "索要检测报告"))?;
    /// assert_eq!(case.assignee, Some(me));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_policy(&self, version: i64, automatic: bool) -> Result<AssignmentPolicy> {
        self.session.run(SetAssignmentPolicy { version, automatic })
    }

    /// Asks the rules about cases, and gives them to whom they say, also those that somebody has.
    /// `session.dry_run()` tells which rule is met and why whom.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `wrong_state`, `repeated`, `too_many`.
    /// That nobody can be given a case is no error: the outcome has the reason.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::{AssignmentTrouble, NewAssignmentRule};
    /// use bookroom::service::assignment::model::AssignmentWay;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let (assignment, me) = (session.service().assignment(), session.operator_id());
    /// let none = assignment.assign(vec![(&case).into()])?;
    /// assert_eq!(none[0].trouble, Some(AssignmentTrouble::NoRule));
    /// assignment.add(NewAssignmentRule::of_all("全部", "All", AssignmentWay::RoundRobin, &[me]))?;
    /// let given = assignment.assign(vec![(&case).into()])?;
    /// assert_eq!(given[0].case.assignee, Some(me));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assign(&self, cases: Vec<CaseVersion>) -> Result<Vec<AssignmentOutcome>> {
        self.session.run(AssignByRules { cases })
    }

    /// Asks the rules about the open cases that nobody has, the oldest first, at most so many (up
    /// to 10,000, and that many when none is given).
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::{AssignmentWay, NewAssignmentRule};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (assignment, me) = (session.service().assignment(), session.operator_id());
    /// assignment.add(NewAssignmentRule::of_all("全部", "All", AssignmentWay::LeastLoad, &[me]))?;
    /// assert_eq!(assignment.assign_unassigned(None)?.len(), 1);
    /// assert!(assignment.assign_unassigned(None)?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assign_unassigned(&self, limit: Option<i64>) -> Result<Vec<AssignmentOutcome>> {
        self.session.run(AssignUnassigned { limit })
    }

    /// Gives the open cases of an operator who leaves, or is away, to whom the rules say, the
    /// oldest first and at most so many; that operator is passed over. What the rules give to
    /// nobody stays, and the outcome has the reason.
    ///
    /// # Errors
    /// `not_permitted`, `unknown_reference`, `out_of_range`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::AssignmentTrouble;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let me = session.operator_id();
    /// session.service().assign(vec![(&case).into()], Some(me))?;
    /// let left = session.service().assignment().hand_over(me, None)?;
    /// assert_eq!(left[0].trouble, Some(AssignmentTrouble::NoRule));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn hand_over(
        &self,
        operator: OperatorId,
        limit: Option<i64>,
    ) -> Result<Vec<AssignmentOutcome>> {
        self.session.run(HandOverCases { operator, limit })
    }

    /// What the rules said of cases, page by page, in the order of the records. A page may hold
    /// fewer than asked for.
    ///
    /// # Errors
    /// `not_permitted`, `not_found` for a case that one does not see, `out_of_range`,
    /// `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::AssignmentFilter;
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let assignment = session.service().assignment();
    /// assignment.assign(vec![(&case).into()])?;
    /// let about = AssignmentFilter { case: Some(case.id), ..AssignmentFilter::default() };
    /// let said = assignment.said(&about, &PageRequest::default())?;
    /// assert_eq!((said.items[0].case, said.items[0].to), (case.id, None));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn said(
        &self,
        filter: &AssignmentFilter,
        page: &PageRequest,
    ) -> Result<Page<CaseAssignment>> {
        self.session.read(Permission::CasesView, |view| given::list(view, filter, page))
    }

    /// Who is, was and will be away, page by page.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::AbsenceFilter;
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let assignment = session.service().assignment();
    /// let away = assignment.absences(&AbsenceFilter::default(), &PageRequest::default())?;
    /// assert!(away.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn absences(&self, filter: &AbsenceFilter, page: &PageRequest) -> Result<Page<Absence>> {
        self.session.read(Permission::AssignmentView, |view| absences::list(view, filter, page))
    }

    /// Says that an operator is away: no rule gives them cases then. What they have stays theirs.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `date_order`, `too_many`; `unknown_reference` for an operator
    /// of whom one may not say so.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::NewAbsence;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (operator, from) = (session.operator_id(), None);
    /// let to = Some("2026-07-01T00:00:00Z".parse()?);
    /// let away = session.service().assignment().add_absence(NewAbsence { operator, from, to })?;
    /// assert_eq!(away.to, to);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_absence(&self, absence: NewAbsence) -> Result<Absence> {
        self.session.run(AddAbsence { absence })
    }

    /// Says otherwise from when and until when an operator is away; an end in the past brings them
    /// back.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `bad_date`, `date_order`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::{AbsenceEdit, NewAbsence};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let assignment = session.service().assignment();
    /// let (operator, from, to) = (session.operator_id(), None, None);
    /// let away = assignment.add_absence(NewAbsence { operator, from, to })?;
    /// let back = "2026-07-01T00:00:00Z".parse::<bookroom::chrono::DateTime<_>>()?;
    /// let edit = AbsenceEdit { to: back.into(), ..AbsenceEdit::default() };
    /// assert_eq!(assignment.edit_absence(away.id, away.version, edit)?.to, Some(back));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_absence(&self, id: AbsenceId, version: i64, edit: AbsenceEdit) -> Result<Absence> {
        self.session.run(EditAbsence { id, version, edit })
    }

    /// Takes back that an operator is, or was, away; returns what it was.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::assignment::model::NewAbsence;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let assignment = session.service().assignment();
    /// let (operator, from, to) = (session.operator_id(), None, None);
    /// let away = assignment.add_absence(NewAbsence { operator, from, to })?;
    /// assignment.remove_absence(away.id, away.version)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_absence(&self, id: AbsenceId, version: i64) -> Result<Absence> {
        self.session.run(RemoveAbsence { id, version })
    }
}
