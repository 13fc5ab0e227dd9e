//! Analysis of cases: counts, durations and points by what they have in common, what came and went,
//! what there is most of, and what comes again.

pub mod model;
mod rules;
mod satisfaction;
mod store;

use chrono::NaiveDate;

use self::model::{
    CaseAnalysisBy, CaseAnalysisRow, CaseParetoRow, CaseTrendRow, RepeatedComplaints,
    SatisfactionBy, SatisfactionRow,
};
use self::store::Wanted;
use super::Reports;
use crate::error::{Code, Result};
use crate::rights::permission::Permission;
use crate::service::model::CaseKind;
use crate::values::Check;

/// The most days within which a complaint counts as a repetition.
const DAYS_LIMIT: u32 = 3_660;
/// The most months of a trend.
const MONTHS_LIMIT: i32 = 600;

/// Checks the days of a report.
fn check_days(from: NaiveDate, to: NaiveDate) -> Check {
    let mut check = Check::new();
    check.date("from", from);
    check.date("to", to);
    check.require(from <= to, "to", Code::DateOrder);
    check
}

impl Reports<'_> {
    /// How many cases came in between two days (both included), how long they took and how
    /// satisfied the customers were, for each combination of values of these dimensions that
    /// occurs; one row without any dimension. What was merged counts as a part of its survivor.
    ///
    /// # Errors
    /// `not_permitted`, also by region without `customers.view`; `bad_date`, `date_order`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::reports::cases::model::CaseAnalysisBy;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (from, to) = ("2026-06-01".parse()?, "2026-06-30".parse()?);
    /// let rows = session.reports().case_analysis(from, to, &[CaseAnalysisBy::Kind])?;
    /// assert_eq!((rows[0].complaints, rows[0].open), (1, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn case_analysis(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        by: &[CaseAnalysisBy],
    ) -> Result<Vec<CaseAnalysisRow>> {
        self.session.read(Permission::CasesView, |view| {
            check_days(from, to).finish()?;
            let with_regions = by.contains(&CaseAnalysisBy::Region);
            let facts = store::load(view, (from, to), Wanted::Came, with_regions)?;
            Ok(rules::analyse(&facts, by))
        })
    }

    /// The cases that came in between two days (both included) by one dimension, what there is
    /// most of first, with its share and that of all above it (Pareto). Only of one kind, where one
    /// is named.
    ///
    /// # Errors
    /// As [`Reports::case_analysis`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::reports::cases::model::CaseAnalysisBy;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (from, to) = ("2026-06-01".parse()?, "2026-06-30".parse()?);
    /// let rows = session.reports().case_pareto(from, to, CaseAnalysisBy::RootCause, None)?;
    /// assert_eq!((rows[0].cases, rows[0].cumulative_share), (1, 1.into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn case_pareto(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        by: CaseAnalysisBy,
        kind: Option<CaseKind>,
    ) -> Result<Vec<CaseParetoRow>> {
        self.session.read(Permission::CasesView, |view| {
            check_days(from, to).finish()?;
            let with_regions = by == CaseAnalysisBy::Region;
            let mut facts = store::load(view, (from, to), Wanted::Came, with_regions)?;
            facts.retain(|fact| kind.is_none() || fact.group.kind == kind);
            Ok(rules::pareto(&facts, by))
        })
    }

    /// How many cases came and ended in each month from one day to another, how many were left at
    /// its end, and how satisfied the customers were; at most 50 years.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `date_order`, `out_of_range`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (from, to) = ("2026-05-01".parse()?, "2026-06-30".parse()?);
    /// let rows = session.reports().case_trend(from, to)?;
    /// assert_eq!(rows.iter().map(|row| row.backlog).collect::<Vec<_>>(), [0, 1]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn case_trend(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<CaseTrendRow>> {
        use chrono::Datelike;
        self.session.read(Permission::CasesView, |view| {
            let mut check = check_days(from, to);
            let months = (to.year() - from.year()).saturating_mul(12);
            check.require(months <= MONTHS_LIMIT, "to", Code::OutOfRange);
            check.finish()?;
            let facts = store::load(view, (from, to), Wanted::Stood, false)?;
            Ok(rules::trend(&facts, from, to))
        })
    }

    /// Complaints that came in between two days (both included) from the same customer about the
    /// same product and category: at most so many days after the one before, or linked as what came
    /// again. Those with most repeats first.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `date_order`, `out_of_range` above 3,660 days.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseKind, NewCase};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let of = Some(customer.id);
    /// let new = NewCase { customer: of, ..NewCase::new(CaseKind::Complaint, "受潮") };
    /// session.service().open_many(vec![new.clone(), new])?;
    /// let (from, to) = ("2026-06-01".parse()?, "2026-06-30".parse()?);
    /// let rows = session.reports().repeated_complaints(from, to, 30)?;
    /// assert_eq!((rows[0].complaints, rows[0].repeats), (2, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn repeated_complaints(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        days: u32,
    ) -> Result<Vec<RepeatedComplaints>> {
        self.session.read(Permission::CasesView, |view| {
            let mut check = check_days(from, to);
            check.require(days <= DAYS_LIMIT, "days", Code::OutOfRange);
            check.finish()?;
            let facts = store::load(view, (from, to), Wanted::Came, false)?;
            Ok(rules::repeats(&facts, u64::from(days)))
        })
    }

    /// What customers were asked between two days (both included) and answered, for each
    /// combination of values of these dimensions that occurs; one row without any dimension.
    ///
    /// # Errors
    /// `not_permitted`, also by region without `customers.view`; `bad_date`, `date_order`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::reports::cases::model::SatisfactionBy;
    /// use bookroom::service::surveys::model::{NewSurvey, SurveyAnswer};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// let survey = session.service().surveys().ask(NewSurvey::of_case(case.id))?;
    /// let (id, version) = (survey.id, survey.version);
    /// let answer = SurveyAnswer { id, version, answer: "4".into(), comment: None };
    /// session.service().surveys().answer(vec![answer])?;
    /// let (from, to) = ("2026-06-01".parse()?, "2026-06-30".parse()?);
    /// let rows = session.reports().satisfaction(from, to, &[SatisfactionBy::Operator])?;
    /// assert_eq!(rows[0].average_points, Some(4.into()));
    /// assert_eq!(rows[0].average_share, Some("0.8".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn satisfaction(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        by: &[SatisfactionBy],
    ) -> Result<Vec<SatisfactionRow>> {
        self.session.read(Permission::SurveysView, |view| {
            check_days(from, to).finish()?;
            let with_regions = by.contains(&SatisfactionBy::Region);
            let asked = store::load_surveys(view, (from, to), with_regions)?;
            Ok(satisfaction::analyse(&asked, by))
        })
    }
}
