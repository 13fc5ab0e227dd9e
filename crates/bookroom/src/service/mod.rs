//! After-sales service: feedback, complaints and requests, from their coming in to their end.

pub(crate) mod card;
pub mod commands;
pub(crate) mod links;
pub mod model;
pub(crate) mod rules;
pub(crate) mod store;

use chrono::NaiveDate;
use commands::{
    AddCaseNotes, AssignCases, EditCaseNote, EditCases, MoveCases, RejectCases, RemoveCaseNote,
    ReopenCases, ResolveCases,
};
use model::{
    Case, CaseCount, CaseDimension, CaseEdit, CaseFilter, CaseNote, CaseNoteEdit, CaseResolution,
    CaseSort, CaseState, CaseStep, CaseUpdate, CaseVersion, NewCase, NewCaseNote, OpenCases,
};
use store::{analysis, lists};

pub(crate) use lists::list_all_notes;

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
    pub fn get(&self, id: CaseId) -> Result<Case> {
        self.session.read(Permission::CasesView, |view| lists::get(view, id))
    }

    /// The cases that a filter wants, page by page.
    ///
    /// # Errors
    /// `not_permitted`, `unknown_reference`, `bad_choice`, `bad_date`, `too_long`,
    /// `bad_character`, `out_of_range`, `bad_cursor`.
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

    /// The notes of a case, oldest first.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `out_of_range`, `bad_cursor`.
    pub fn notes(&self, case: CaseId, page: &PageRequest) -> Result<Page<CaseNote>> {
        self.session.read(Permission::CasesView, |view| lists::list_notes(view, case, page))
    }

    /// How many cases came in between two days (both included) and how long they took, for each
    /// combination of values of these dimensions that occurs; one row without any dimension.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `date_order`, `out_of_range` when all waiting times together
    /// exceed 290,000 years.
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
    pub fn open_by_assignee(&self) -> Result<Vec<OpenCases>> {
        self.session.read(Permission::CasesView, analysis::open_by_assignee)
    }

    /// Opens a case.
    ///
    /// # Errors
    /// As [`Service::open_many`].
    pub fn open(&self, case: NewCase) -> Result<Case> {
        one(self.open_many(vec![case]))
    }

    /// Opens cases.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `required`, `too_long`, `bad_character`, `bad_date`,
    /// `date_order`, `unknown_reference`, `retired`, `too_many`.
    pub fn open_many(&self, cases: Vec<NewCase>) -> Result<Vec<Case>> {
        self.session.run(commands::OpenCases { cases })
    }

    /// Changes a case.
    ///
    /// # Errors
    /// As [`Service::edit_many`].
    pub fn edit(&self, id: CaseId, version: i64, edit: CaseEdit) -> Result<Case> {
        one(self.edit_many(vec![CaseUpdate { id, version, edit }]))
    }

    /// Changes what cases say and what they are linked to.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `wrong_state`,
    /// `required`, `too_long`, `bad_character`, `unknown_reference`, `retired`, `repeated`,
    /// `too_many`.
    pub fn edit_many(&self, edits: Vec<CaseUpdate>) -> Result<Vec<Case>> {
        self.session.run(EditCases { edits })
    }

    /// Gives cases to an active operator, or takes them away (none).
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `wrong_state`, `unknown_reference`,
    /// `repeated`, `too_many`.
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
    pub fn move_to(&self, cases: Vec<CaseVersion>, state: CaseState) -> Result<Vec<Case>> {
        self.session.run(MoveCases { cases, state })
    }

    /// Resolves cases.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `wrong_state`,
    /// `required`, `too_long`, `bad_character`, `unknown_reference`, `retired`, `repeated`,
    /// `too_many`.
    pub fn resolve(&self, cases: Vec<CaseResolution>) -> Result<Vec<Case>> {
        self.session.run(ResolveCases { cases })
    }

    /// Closes resolved cases.
    ///
    /// # Errors
    /// As [`Service::move_to`].
    pub fn close(&self, cases: Vec<CaseVersion>) -> Result<Vec<Case>> {
        self.move_to(cases, CaseState::Closed)
    }

    /// Takes ended cases up again; the reason is kept as a note. The last resolution stays to be
    /// read, the satisfaction with it goes.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `wrong_state`,
    /// `required`, `too_long`, `bad_character`, `repeated`, `too_many`.
    pub fn reopen(&self, cases: Vec<CaseVersion>, reason: &str) -> Result<Vec<Case>> {
        self.session.run(ReopenCases { cases, reason: reason.to_owned() })
    }

    /// Refuses cases; the reason is kept as a note.
    ///
    /// # Errors
    /// As [`Service::reopen`].
    pub fn reject(&self, cases: Vec<CaseVersion>, reason: &str) -> Result<Vec<Case>> {
        self.session.run(RejectCases { cases, reason: reason.to_owned() })
    }

    /// Adds a note to a case.
    ///
    /// # Errors
    /// As [`Service::add_notes`].
    pub fn add_note(&self, case: CaseId, body: &str, is_public: bool) -> Result<CaseNote> {
        one(self.add_notes(vec![NewCaseNote { case, body: body.to_owned(), is_public }]))
    }

    /// Adds notes to cases. The first public note of a case is its first answer.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `required`, `too_long`,
    /// `bad_character`, `too_many`.
    pub fn add_notes(&self, notes: Vec<NewCaseNote>) -> Result<Vec<CaseNote>> {
        self.session.run(AddCaseNotes { notes })
    }

    /// Changes a note.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `required`,
    /// `too_long`, `bad_character`.
    pub fn edit_note(&self, id: CaseNoteId, version: i64, edit: CaseNoteEdit) -> Result<CaseNote> {
        self.session.run(EditCaseNote { id, version, edit })
    }

    /// Removes a note.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`.
    pub fn remove_note(&self, id: CaseNoteId, version: i64) -> Result<CaseNote> {
        self.session.run(RemoveCaseNote { id, version })
    }
}

fn one<T>(many: Result<Vec<T>>) -> Result<T> {
    many?.pop().ok_or_else(|| Error::internal("one record went in and none came out"))
}
