//! Surveys: how satisfied customers are, with a case or with the service of some time.

pub mod commands;
pub mod model;
mod rules;
pub(crate) mod store;

use commands::{AnswerSurveys, AskSurveys, WithdrawSurveys};
use model::{NewSurvey, Survey, SurveyAnswer, SurveyFilter, SurveyVersion};

pub(crate) use store::{asked_between, list as list_surveys};

use super::Service;
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{Page, PageRequest, SurveyId};
use crate::work::Session;

/// What customers were asked and answered. A survey of a case is seen by who sees the case; one
/// about some days by whom it is about, by who asked, and by their team. Figures of many are in
/// [`crate::reports::Reports::satisfaction`].
pub struct Surveys<'s> {
    session: &'s Session,
}

impl<'s> Service<'s> {
    /// Surveys: how satisfied customers are.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::surveys::model::NewSurvey;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let survey = session.service().surveys().ask(NewSurvey::of_case(case.id))?;
    /// assert_eq!((survey.scale.as_str(), survey.best), ("satisfaction", 5));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn surveys(&self) -> Surveys<'s> {
        Surveys { session: self.session }
    }
}

impl Surveys<'_> {
    /// One survey.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::surveys::model::NewSurvey;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let survey = session.service().surveys().ask(NewSurvey::of_case(case.id))?;
    /// assert_eq!(session.service().surveys().get(survey.id)?, survey);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: SurveyId) -> Result<Survey> {
        self.session.read(Permission::SurveysView, |view| store::get(view, id))
    }

    /// The surveys that a filter wants, in the order in which they were asked. A page may hold
    /// fewer than asked for.
    ///
    /// # Errors
    /// `not_permitted`, `bad_character`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::surveys::model::{NewSurvey, SurveyFilter, SurveyState};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// session.service().surveys().ask(NewSurvey::of_case(case.id))?;
    /// let waiting = SurveyFilter { states: vec![SurveyState::Asked], ..Default::default() };
    /// let page = session.service().surveys().list(&waiting, &PageRequest::default())?;
    /// assert_eq!(page.items.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(&self, filter: &SurveyFilter, page: &PageRequest) -> Result<Page<Survey>> {
        self.session.read(Permission::SurveysView, |view| store::list(view, filter, page))
    }

    /// Notes that a customer was asked.
    ///
    /// # Errors
    /// As [`Surveys::ask_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::surveys::model::NewSurvey;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let (from, to) = ("2026-04-01".parse()?, "2026-06-30".parse()?);
    /// let quarter = NewSurvey::of_days(customer.id, from, to);
    /// assert_eq!(session.service().surveys().ask(quarter)?.operator, customer.owner);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ask(&self, survey: NewSurvey) -> Result<Survey> {
        super::one(self.ask_many(vec![survey]))
    }

    /// Notes that customers were asked.
    ///
    /// # Errors
    /// `not_permitted`, `required`, `bad_choice` for a case and days at once, `bad_date`,
    /// `date_order`, `unknown_reference` (case, customer, scale), `wrong_state` for a case that
    /// was merged, `too_many`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.service().surveys().ask_many(Vec::new())?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ask_many(&self, surveys: Vec<NewSurvey>) -> Result<Vec<Survey>> {
        self.session.run(AskSurveys { surveys })
    }

    /// Writes down what customers answered; by the scale `satisfaction` it becomes the satisfaction
    /// of a case that is resolved or closed.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `wrong_state`,
    /// `unknown_reference`, `retired`, `too_long`, `bad_character`, `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::surveys::model::{NewSurvey, SurveyAnswer};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let surveys = session.service().surveys();
    /// let survey = surveys.ask(NewSurvey::of_case(case.id))?;
    /// let (id, version) = (survey.id, survey.version);
    /// let answer = SurveyAnswer { id, version, answer: "满意".into(), comment: None };
    /// assert_eq!(surveys.answer(vec![answer])?[0].points, Some(4));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn answer(&self, answers: Vec<SurveyAnswer>) -> Result<Vec<Survey>> {
        self.session.run(AnswerSurveys { answers })
    }

    /// Takes surveys back that nobody has answered.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `wrong_state`, `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::surveys::model::{NewSurvey, SurveyState};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let surveys = session.service().surveys();
    /// let survey = surveys.ask(NewSurvey::of_case(case.id))?;
    /// assert_eq!(surveys.withdraw(vec![survey.seen()])?[0].state, SurveyState::Withdrawn);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn withdraw(&self, surveys: Vec<SurveyVersion>) -> Result<Vec<Survey>> {
        self.session.run(WithdrawSurveys { surveys })
    }
}
