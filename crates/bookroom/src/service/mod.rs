//! After-sales service: feedback, complaints and requests, from their coming in to their end.

pub mod assignment;
pub(crate) mod card;
pub mod commands;
pub mod levels;
pub(crate) mod links;
pub mod model;
pub mod relations;
pub mod remedies;
pub(crate) mod rules;
pub(crate) mod store;
pub mod surveys;
pub mod transitions;

use chrono::NaiveDate;
use commands::{
    AddCaseNotes, AssignCases, EditCaseNote, EditCases, MoveCases, RejectCases, RemoveCaseNote,
    ReopenCases, ResolveCases,
};
pub(crate) use lists::list_all_notes;
use model::{
    Case, CaseCount, CaseDimension, CaseEdit, CaseFilter, CaseNote, CaseNoteEdit, CaseResolution,
    CaseSort, CaseState, CaseStep, CaseUpdate, CaseVersion, NewCase, NewCaseNote, NoteAuthor,
    OpenCases,
};
use store::{analysis, lists};

use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::values::{CaseId, CaseNoteId, OperatorId, Page, PageRequest};
use crate::work::Session;

/// The steps that a case in this state allows; every other is `wrong_state`.
#[must_use]
pub fn steps_from(state: CaseState) -> &'static [CaseStep] {
    rules::steps_from(state)
}

/// The cases of a book. One's own cases are those one owns, works on or opened.
pub struct Service<'s> {
    session: &'s Session,
}

impl Session {
    /// Cases: feedback, complaints, requests.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = &office.session;
    /// assert_eq!(session.service().get(office.case.id)?.subject, "茶叶受潮");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn service(&self) -> Service<'_> {
        Service { session: self }
    }
}

impl<'s> Service<'s> {
    /// One case.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// assert_eq!(session.service().get(case.id)?.number, "CASE-202606-0001");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: CaseId) -> Result<Case> {
        self.session.read(Permission::CasesView, |view| lists::get(view, id))
    }

    /// The cases that a filter wants, page by page.
    ///
    /// # Errors
    /// `not_permitted`, `unknown_reference`, `bad_choice`, `bad_date`, `too_long`,
    /// `bad_character`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseFilter, CaseSort, CaseState};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let new = CaseFilter { states: vec![CaseState::New], ..CaseFilter::default() };
    /// let page = PageRequest::default();
    /// let page = session.service().list(&new, CaseSort::OpenedOn, false, &page)?;
    /// assert_eq!(page.items[0].id, case.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(
        &self,
        filter: &CaseFilter,
        sort: CaseSort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<Page<Case>> {
        self.session
            .read(Permission::CasesView, |view| lists::list(view, filter, sort, descending, page))
    }

    /// The notes of a case and of those merged into it, oldest first.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// session.service().add_note(case.id, "已联系客户", true)?;
    /// let notes = session.service().notes(case.id, &PageRequest::default())?;
    /// assert_eq!(notes.items[0].body, "已联系客户");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn notes(&self, case: CaseId, page: &PageRequest) -> Result<Page<CaseNote>> {
        self.session.read(Permission::CasesView, |view| lists::list_notes(view, case, page))
    }

    /// How many cases came in between two days (both included) and how long they took, for each
    /// combination of values of these dimensions that occurs; one row without any dimension. What
    /// was merged counts as a part of the case that it is shown with.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `date_order`, `out_of_range` when all waiting times together
    /// exceed 290,000 years.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::CaseDimension;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (from, to) = ("2026-06-01".parse()?, "2026-06-30".parse()?);
    /// let counts = session.service().counts(from, to, &[CaseDimension::Kind])?;
    /// assert_eq!(counts[0].cases, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn counts(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        by: &[CaseDimension],
    ) -> Result<Vec<CaseCount>> {
        self.session.read(Permission::CasesView, |view| analysis::counts(view, from, to, by))
    }

    /// How many open cases each operator has, the most first; `assignee` is none for those that
    /// nobody has.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let open = session.service().open_by_assignee()?;
    /// assert_eq!((open[0].assignee, open[0].cases), (None, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open_by_assignee(&self) -> Result<Vec<OpenCases>> {
        self.session.read(Permission::CasesView, analysis::open_by_assignee)
    }

    /// Opens a case.
    ///
    /// # Errors
    /// As [`Service::open_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseKind, CaseSeverity, NewCase};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, invoice) = (office.session, office.customer, office.invoice);
    /// let case = session.service().open(NewCase {
    ///     customer: Some(customer.id),
    ///     invoice: Some(invoice.id),
    ///     severity: CaseSeverity::High,
    ///     ..NewCase::new(CaseKind::Complaint, "包装破损")
    /// })?;
    /// assert_eq!(case.number, "CASE-202606-0002");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open(&self, case: NewCase) -> Result<Case> {
        one(self.open_many(vec![case]))
    }

    /// Opens cases.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `required`, `too_long`, `bad_character`, `bad_date`,
    /// `date_order`, `ambiguous` (day and instant differ), `unknown_reference`, `retired`,
    /// `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseKind, NewCase};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let asked = NewCase::new(CaseKind::Request, "索要检测报告");
    /// let praised = NewCase::new(CaseKind::Feedback, "新茶很好");
    /// assert_eq!(session.service().open_many(vec![asked, praised])?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open_many(&self, cases: Vec<NewCase>) -> Result<Vec<Case>> {
        self.session.run(commands::OpenCases { cases })
    }

    /// Changes a case.
    ///
    /// # Errors
    /// As [`Service::edit_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseEdit, CaseSeverity};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let edit = CaseEdit { severity: Some(CaseSeverity::Urgent), ..CaseEdit::default() };
    /// let case = session.service().edit(case.id, case.version, edit)?;
    /// assert_eq!(case.severity, CaseSeverity::Urgent);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(&self, id: CaseId, version: i64, edit: CaseEdit) -> Result<Case> {
        one(self.edit_many(vec![CaseUpdate { id, version, edit }]))
    }

    /// Changes what cases say and what they are linked to.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `wrong_state`,
    /// `required`, `too_long`, `bad_character`, `unknown_reference`, `retired`, `repeated`,
    /// `too_many`; `other_customer` when cases of the customer of before were merged into it.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseEdit, CaseUpdate};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let edit = CaseEdit { subject: Some("茶叶受潮发霉".into()), ..CaseEdit::default() };
    /// let update = CaseUpdate { id: case.id, version: case.version, edit };
    /// assert_eq!(session.service().edit_many(vec![update])?[0].subject, "茶叶受潮发霉");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_many(&self, edits: Vec<CaseUpdate>) -> Result<Vec<Case>> {
        self.session.run(EditCases { edits })
    }

    /// Gives cases to an active operator, or takes them away (none).
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `wrong_state`, `unknown_reference`,
    /// `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let me = session.operator_id();
    /// let assigned = session.service().assign(vec![(&case).into()], Some(me))?;
    /// assert_eq!(assigned[0].assignee, Some(me));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assign(
        &self,
        cases: Vec<CaseVersion>,
        assignee: Option<OperatorId>,
    ) -> Result<Vec<Case>> {
        self.session.run(AssignCases { cases, assignee })
    }

    /// Moves cases to a state that needs nothing else: in progress, waiting, closed.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `wrong_state`, `bad_choice` for other
    /// states, `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::CaseState;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let mine = session.service().assign(vec![(&case).into()], Some(session.operator_id()))?;
    /// let moved = session.service().move_to(vec![(&mine[0]).into()], CaseState::InProgress)?;
    /// assert_eq!(moved[0].state, CaseState::InProgress);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn move_to(&self, cases: Vec<CaseVersion>, state: CaseState) -> Result<Vec<Case>> {
        self.session.run(MoveCases { cases, state })
    }

    /// Resolves cases.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `wrong_state`,
    /// `required`, `too_long`, `bad_character`, `unknown_reference`, `retired`, `repeated`,
    /// `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseResolution, CaseState};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let resolved = session.service().resolve(vec![CaseResolution {
    ///     id: case.id,
    ///     version: case.version,
    ///     resolution: "补发两斤".into(),
    ///     satisfaction: None,
    /// }])?;
    /// assert_eq!(resolved[0].state, CaseState::Resolved);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn resolve(&self, cases: Vec<CaseResolution>) -> Result<Vec<Case>> {
        self.session.run(ResolveCases { cases })
    }

    /// Closes resolved cases.
    ///
    /// # Errors
    /// As [`Service::move_to`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseResolution, CaseState};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let resolved = session.service().resolve(vec![CaseResolution {
    ///     id: case.id,
    ///     version: case.version,
    ///     resolution: "补发两斤".into(),
    ///     satisfaction: None,
    /// }])?;
    /// let closed = session.service().close(vec![(&resolved[0]).into()])?;
    /// assert_eq!(closed[0].state, CaseState::Closed);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn close(&self, cases: Vec<CaseVersion>) -> Result<Vec<Case>> {
        self.move_to(cases, CaseState::Closed)
    }

    /// Takes ended cases up again; the reason is kept as a note. The last resolution stays to be
    /// read, the satisfaction with it goes.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `wrong_state`,
    /// `required`, `too_long`, `bad_character`, `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let rejected = session.service().reject(vec![(&case).into()], "不是我们的货")?;
    /// let open = session.service().reopen(vec![(&rejected[0]).into()], "查实是我们的货")?;
    /// assert_eq!(open[0].closed_at, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reopen(&self, cases: Vec<CaseVersion>, reason: &str) -> Result<Vec<Case>> {
        self.session.run(ReopenCases { cases, reason: reason.to_owned() })
    }

    /// Refuses cases; the reason is kept as a note.
    ///
    /// # Errors
    /// As [`Service::reopen`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::CaseState;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let rejected = session.service().reject(vec![(&case).into()], "不是我们的货")?;
    /// assert_eq!(rejected[0].state, CaseState::Rejected);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reject(&self, cases: Vec<CaseVersion>, reason: &str) -> Result<Vec<Case>> {
        self.session.run(RejectCases { cases, reason: reason.to_owned() })
    }

    /// Adds a note to a case.
    ///
    /// # Errors
    /// As [`Service::add_notes`].
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let note = session.service().add_note(case.id, "已联系客户", true)?;
    /// assert!(note.is_public);
    /// // The first public note is the first answer.
    /// assert!(session.service().get(case.id)?.first_answered_at.is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_note(&self, case: CaseId, body: &str, is_public: bool) -> Result<CaseNote> {
        let (body, author) = (body.to_owned(), NoteAuthor::Staff);
        one(self.add_notes(vec![NewCaseNote { case, body, is_public, author }]))
    }

    /// Adds what the customer said to a case, which they may read. A case that waited for the
    /// customer is in progress again. To a case that has ended it is added as well, but promises
    /// nothing: reopen the case if it is to be dealt with.
    ///
    /// # Errors
    /// As [`Service::add_notes`].
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// session.service().add_message(case.id, "什么时候补发？")?;
    /// // Nobody has answered yet.
    /// assert!(session.service().get(case.id)?.first_answered_at.is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_message(&self, case: CaseId, body: &str) -> Result<CaseNote> {
        let (body, author) = (body.to_owned(), NoteAuthor::Customer);
        one(self.add_notes(vec![NewCaseNote { case, body, is_public: true, author }]))
    }

    /// Adds notes to cases. The first public note of the staff is the first answer.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `required`, `too_long`,
    /// `bad_character`, `too_many`; `bad_choice` for a note of the customer that is not public;
    /// `wrong_state` for a case that was merged, with the fact `into`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{NewCaseNote, NoteAuthor};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let (body, author) = ("仓库漏雨".into(), NoteAuthor::Staff);
    /// let note = NewCaseNote { case: case.id, body, is_public: false, author };
    /// assert_eq!(session.service().add_notes(vec![note])?.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_notes(&self, notes: Vec<NewCaseNote>) -> Result<Vec<CaseNote>> {
        self.session.run(AddCaseNotes { notes })
    }

    /// Changes a note.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `required`,
    /// `too_long`, `bad_character`; `bad_choice` to hide what the customer said.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::CaseNoteEdit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let note = session.service().add_note(case.id, "已联系", false)?;
    /// let edit = CaseNoteEdit { is_public: Some(true), ..CaseNoteEdit::default() };
    /// assert!(session.service().edit_note(note.id, note.version, edit)?.is_public);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_note(&self, id: CaseNoteId, version: i64, edit: CaseNoteEdit) -> Result<CaseNote> {
        self.session.run(EditCaseNote { id, version, edit })
    }

    /// Removes a note.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let note = session.service().add_note(case.id, "写错了", false)?;
    /// session.service().remove_note(note.id, note.version)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_note(&self, id: CaseNoteId, version: i64) -> Result<CaseNote> {
        self.session.run(RemoveCaseNote { id, version })
    }
}

fn one<T>(many: Result<Vec<T>>) -> Result<T> {
    many?.pop().ok_or_else(|| Error::internal("one record went in and none came out"))
}
