//! Tables about cases as hosts see them.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::service::model::{CaseKind, CaseSeverity};
use crate::values::{CustomerId, OperatorId, ProductId, slugs};

slugs! {
    /// By what cases are analysed.
    CaseAnalysisBy {
        /// What they are about.
        Kind "kind",
        /// Their category.
        Category "category",
        /// The month they came in.
        Month "month",
        /// Whose they are.
        Owner "owner",
        /// Who works on them.
        Assignee "assignee",
        /// The product they are about.
        Product "product",
        /// The region of their customer; it takes `customers.view`.
        Region "region",
        /// Why it came to them.
        RootCause "root_cause",
        /// How bad they are.
        Severity "severity",
        /// How they came in.
        Channel "channel",
        /// Their customer.
        Customer "customer",
    }
}

/// What cases of a sort have in common: the values of the dimensions that were asked for. An absent
/// value of one of these stands for the cases without it, or whose customer one may not see.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct CaseGroup {
    /// The first day of the month they came in.
    pub month: Option<NaiveDate>,
    /// What they are about.
    pub kind: Option<CaseKind>,
    /// The code of their category.
    pub category: Option<String>,
    /// How bad they are.
    pub severity: Option<CaseSeverity>,
    /// The code of their channel.
    pub channel: Option<String>,
    /// Whose they are.
    pub owner: Option<OperatorId>,
    /// Who works on them.
    pub assignee: Option<OperatorId>,
    /// Their customer.
    pub customer: Option<CustomerId>,
    /// The code of their customer's region.
    pub region: Option<String>,
    /// The product they are about.
    pub product: Option<ProductId>,
    /// The code of their root cause.
    pub root_cause: Option<String>,
}

/// How many cases of a sort there are, how long they took, and how satisfied the customers were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseAnalysisRow {
    /// What they have in common.
    pub group: CaseGroup,
    /// How many came in.
    pub cases: i64,
    /// How many of them are complaints.
    pub complaints: i64,
    /// How many of them are not over yet.
    pub open: i64,
    /// How many of them are what another was about, come again.
    pub recurring: i64,
    /// How many of them were answered.
    pub answered: i64,
    /// The seconds to the first answer that half of these did not exceed.
    pub median_seconds_to_answer: Option<i64>,
    /// How many of them are resolved.
    pub resolved: i64,
    /// The average seconds to the resolution, rounded down.
    pub average_seconds_to_resolution: Option<i64>,
    /// The seconds to the resolution that half of them did not exceed.
    pub median_seconds_to_resolution: Option<i64>,
    /// The seconds to the resolution that nine of ten did not exceed.
    pub ninetieth_seconds_to_resolution: Option<i64>,
    /// For how many of them the customer's satisfaction is known, in points: as an item of
    /// `satisfaction` whose code is a whole number.
    pub rated: i64,
    /// The average of these points, to two places.
    pub average_points: Option<Decimal>,
}

/// A row of a Pareto table: the sorts of cases with most of them first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseParetoRow {
    /// Its place, from 1.
    pub place: i64,
    /// The sort.
    pub group: CaseGroup,
    /// How many cases.
    pub cases: i64,
    /// Its share of all, 0 to 1, to four places.
    pub share: Decimal,
    /// The share of this and of all above it, to four places; of the last one 1.
    pub cumulative_share: Decimal,
}

/// How cases came and went in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseTrendRow {
    /// The first day of the month.
    pub month: NaiveDate,
    /// How many came in.
    pub came: i64,
    /// How many of these are complaints.
    pub complaints: i64,
    /// How many were over: resolved, closed or rejected.
    pub ended: i64,
    /// How many were not over at its end; of the last month at the end of the last day asked for.
    /// A case that was taken up again counts as if it had never been over.
    pub backlog: i64,
    /// Of how many that ended in it the satisfaction is known, in points.
    pub rated: i64,
    /// The average of these points, to two places.
    pub average_points: Option<Decimal>,
}

/// Complaints of a customer about the same again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatedComplaints {
    /// The customer.
    pub customer: CustomerId,
    /// The product they are about; none for those without.
    pub product: Option<ProductId>,
    /// The code of their category; none for those without.
    pub category: Option<String>,
    /// How many complaints there are.
    pub complaints: i64,
    /// How many of them came soon after the one before, or are linked as what came again.
    pub repeats: i64,
    /// When the first came in.
    pub first_on: NaiveDate,
    /// When the last came in.
    pub last_on: NaiveDate,
}

slugs! {
    /// By what satisfaction is analysed.
    SatisfactionBy {
        /// The month in which they were asked.
        Month "month",
        /// The scale.
        Scale "scale",
        /// Whose work it is about.
        Operator "operator",
        /// The product that the case is about.
        Product "product",
        /// The region of the customer; it takes `customers.view`.
        Region "region",
        /// The customer.
        Customer "customer",
    }
}

/// What surveys of a sort have in common: the values of the dimensions that were asked for. An
/// absent value of one of these stands for those without it, or whose customer one may not see.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct SatisfactionGroup {
    /// The first day of the month in which they were asked.
    pub month: Option<NaiveDate>,
    /// The code of their scale.
    pub scale: Option<String>,
    /// Whose work they are about.
    pub operator: Option<OperatorId>,
    /// The product that the case is about.
    pub product: Option<ProductId>,
    /// The code of the customer's region.
    pub region: Option<String>,
    /// The customer.
    pub customer: Option<CustomerId>,
}

/// What customers were asked and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SatisfactionRow {
    /// What they have in common.
    pub group: SatisfactionGroup,
    /// How many were asked, without those that were withdrawn.
    pub asked: i64,
    /// How many of these answered.
    pub answered: i64,
    /// The share of these, to four places.
    pub response_rate: Option<Decimal>,
    /// The average points, to two places; none where answers are by several scales.
    pub average_points: Option<Decimal>,
    /// The average share of the most points that there were to give, 0 to 1, to four places.
    pub average_share: Option<Decimal>,
}
