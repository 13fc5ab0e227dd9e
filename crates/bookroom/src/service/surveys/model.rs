//! Surveys of satisfaction as hosts see them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::values::{CaseId, CustomerId, OperatorId, SurveyId, TeamId, slugs};

slugs! {
    /// Where a survey stands.
    SurveyState {
        /// The customer was asked.
        Asked "asked",
        /// The customer answered.
        Answered "answered",
        /// It was withdrawn.
        Withdrawn "withdrawn",
    }
}

/// What a customer was asked: how satisfied they are with a case, or with the service of some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// Its id.
    pub id: SurveyId,
    /// Where it stands.
    pub state: SurveyState,
    /// The case it is about; none: it is about some days.
    pub case: Option<CaseId>,
    /// The customer who was asked about some days; of a case it is the case's.
    pub customer: Option<CustomerId>,
    /// The first of these days.
    pub from: Option<NaiveDate>,
    /// The last of these days.
    pub to: Option<NaiveDate>,
    /// Whose work it is about: who worked on the case, else whose it is; of some days, the owner of
    /// the customer. As it was when it was asked.
    pub operator: Option<OperatorId>,
    /// The team of the customer or of the case, as it was then.
    pub team: Option<TeamId>,
    /// The scale: the code of a dictionary.
    pub scale: String,
    /// The most points of the scale, as it was when it was asked.
    pub best: i64,
    /// The answer: the code of an item of the scale.
    pub answer: Option<String>,
    /// What it counts.
    pub points: Option<i64>,
    /// What the customer said besides; protected like the texts of cases.
    pub comment: Option<String>,
    /// When it was asked.
    pub created_at: DateTime<Utc>,
    /// Who asked.
    pub created_by: Option<OperatorId>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// Moves with every change.
    pub version: i64,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A survey to be asked: about a case, or about a customer's last days.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewSurvey {
    /// The case.
    pub case: Option<CaseId>,
    /// The customer, for days.
    pub customer: Option<CustomerId>,
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
    /// The code of the dictionary whose items are the possible answers; none: `satisfaction`. Where
    /// the codes of all active items are whole numbers up to 1,000, they are the points; else an
    /// item counts its place from the end.
    pub scale: Option<String>,
}

impl NewSurvey {
    /// About a case, by the scale `satisfaction`.
    #[must_use]
    pub fn of_case(case: CaseId) -> Self {
        Self { case: Some(case), ..Self::default() }
    }

    /// About some days of a customer, by the scale `satisfaction`.
    #[must_use]
    pub fn of_days(customer: CustomerId, from: NaiveDate, to: NaiveDate) -> Self {
        Self { customer: Some(customer), from: Some(from), to: Some(to), ..Self::default() }
    }
}

/// What a customer answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyAnswer {
    /// The survey.
    pub id: SurveyId,
    /// The version the caller last saw.
    pub version: i64,
    /// An item of the scale, by code or label.
    pub answer: String,
    /// What the customer said besides, up to 2,000 characters.
    #[serde(default)]
    pub comment: Option<String>,
}

/// A survey as the caller last saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyVersion {
    /// Which one.
    pub id: SurveyId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Survey {
    /// Names this state of it, for commands on many.
    #[must_use]
    pub fn seen(&self) -> SurveyVersion {
        SurveyVersion { id: self.id, version: self.version }
    }
}

impl From<&Survey> for SurveyVersion {
    fn from(survey: &Survey) -> Self {
        survey.seen()
    }
}

/// Which surveys are wanted; what is absent or empty does not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SurveyFilter {
    /// About one case.
    pub case: Option<CaseId>,
    /// About some days of one customer.
    pub customer: Option<CustomerId>,
    /// Where they stand: any of these.
    pub states: Vec<SurveyState>,
    /// Whose work they are about.
    pub operator: Option<OperatorId>,
    /// By one scale: the code of a dictionary.
    pub scale: Option<String>,
}
