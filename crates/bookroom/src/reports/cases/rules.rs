//! Sums over cases: pure.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::model::{
    CaseAnalysisBy, CaseAnalysisRow, CaseGroup, CaseParetoRow, CaseTrendRow, RepeatedComplaints,
};
use crate::service::levels::share::{NINE_TENTHS, ONE_HALF, at_share};
use crate::service::model::CaseKind;
use crate::values::Period;

const MICROS: i64 = 1_000_000;

/// What is counted of a case. Instants are in microseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) id: i64,
    /// All values that it could be grouped by.
    pub(super) group: CaseGroup,
    pub(super) opened_on: NaiveDate,
    pub(super) opened_at: i64,
    pub(super) answered_at: Option<i64>,
    pub(super) resolved_at: Option<i64>,
    /// The day on which it was over; none while it is open.
    pub(super) ended_on: Option<NaiveDate>,
    pub(super) points: Option<i64>,
    pub(super) recurs: bool,
}

impl Fact {
    fn is_complaint(&self) -> bool {
        self.group.kind == Some(CaseKind::Complaint)
    }
}

/// Of all that a case could be grouped by, what is asked for.
pub(super) fn group(all: &CaseGroup, by: &[CaseAnalysisBy]) -> CaseGroup {
    let mut group = CaseGroup::default();
    for dimension in by {
        match dimension {
            CaseAnalysisBy::Kind => group.kind = all.kind,
            CaseAnalysisBy::Category => group.category.clone_from(&all.category),
            CaseAnalysisBy::Month => group.month = all.month,
            CaseAnalysisBy::Owner => group.owner = all.owner,
            CaseAnalysisBy::Assignee => group.assignee = all.assignee,
            CaseAnalysisBy::Product => group.product = all.product,
            CaseAnalysisBy::Region => group.region.clone_from(&all.region),
            CaseAnalysisBy::RootCause => group.root_cause.clone_from(&all.root_cause),
            CaseAnalysisBy::Severity => group.severity = all.severity,
            CaseAnalysisBy::Channel => group.channel.clone_from(&all.channel),
            CaseAnalysisBy::Customer => group.customer = all.customer,
        }
    }
    group
}

/// A ratio, to so many places.
fn ratio(part: i64, whole: i64, places: u32) -> Option<Decimal> {
    Decimal::from(part).checked_div(Decimal::from(whole)).map(|it| it.round_dp(places))
}

/// The average of points, to two places.
fn average(points: &[i64]) -> Option<Decimal> {
    let sum: i64 = points.iter().sum();
    ratio(sum, i64::try_from(points.len()).ok()?, 2)
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// What is summed of a group.
#[derive(Debug, Default)]
struct Sums {
    cases: i64,
    complaints: i64,
    open: i64,
    recurring: i64,
    to_answer: Vec<i64>,
    to_resolution: Vec<i64>,
    points: Vec<i64>,
}

impl Sums {
    fn add(&mut self, fact: &Fact) {
        let seconds = |at: i64| (at - fact.opened_at) / MICROS;
        self.cases += 1;
        self.complaints += i64::from(fact.is_complaint());
        self.open += i64::from(fact.ended_on.is_none());
        self.recurring += i64::from(fact.recurs);
        self.to_answer.extend(fact.answered_at.map(seconds));
        self.to_resolution.extend(fact.resolved_at.map(seconds));
        self.points.extend(fact.points);
    }

    fn row(mut self, group: CaseGroup) -> CaseAnalysisRow {
        self.to_answer.sort_unstable();
        self.to_resolution.sort_unstable();
        let sum: i128 = self.to_resolution.iter().map(|it| i128::from(*it)).sum();
        let resolved = count(self.to_resolution.len());
        let average_seconds = sum.checked_div(i128::from(resolved));
        CaseAnalysisRow {
            group,
            cases: self.cases,
            complaints: self.complaints,
            open: self.open,
            recurring: self.recurring,
            answered: count(self.to_answer.len()),
            median_seconds_to_answer: at_share(&self.to_answer, ONE_HALF),
            resolved,
            average_seconds_to_resolution: average_seconds.and_then(|it| i64::try_from(it).ok()),
            median_seconds_to_resolution: at_share(&self.to_resolution, ONE_HALF),
            ninetieth_seconds_to_resolution: at_share(&self.to_resolution, NINE_TENTHS),
            rated: count(self.points.len()),
            average_points: average(&self.points),
        }
    }
}

/// The rows of an analysis, in the order of their groups; one of nothing without any dimension.
pub(super) fn analyse(facts: &[Fact], by: &[CaseAnalysisBy]) -> Vec<CaseAnalysisRow> {
    let mut groups: BTreeMap<CaseGroup, Sums> = BTreeMap::new();
    if by.is_empty() {
        groups.insert(CaseGroup::default(), Sums::default());
    }
    for fact in facts {
        groups.entry(group(&fact.group, by)).or_default().add(fact);
    }
    groups.into_iter().map(|(group, sums)| sums.row(group)).collect()
}

/// The groups of one dimension, those with most cases first.
pub(super) fn pareto(facts: &[Fact], by: CaseAnalysisBy) -> Vec<CaseParetoRow> {
    let mut groups: BTreeMap<CaseGroup, i64> = BTreeMap::new();
    for fact in facts {
        *groups.entry(group(&fact.group, &[by])).or_default() += 1;
    }
    let mut groups: Vec<(CaseGroup, i64)> = groups.into_iter().collect();
    // Sorting is stable: of as many, the order of the groups stays.
    groups.sort_by_key(|(_, cases)| Reverse(*cases));
    let all = count(facts.len());
    let mut above = 0;
    let row = |(place, (group, cases)): (usize, (CaseGroup, i64))| {
        above += cases;
        CaseParetoRow {
            place: count(place) + 1,
            group,
            cases,
            share: ratio(cases, all, 4).unwrap_or_default(),
            cumulative_share: ratio(above, all, 4).unwrap_or_default(),
        }
    };
    groups.into_iter().enumerate().map(row).collect()
}

/// The months from one day to another, without gaps. Cases that came before are counted in the
/// backlog, and where they ended.
pub(super) fn trend(facts: &[Fact], from: NaiveDate, to: NaiveDate) -> Vec<CaseTrendRow> {
    let mut rows = Vec::new();
    let mut month = Period::of(from);
    while month <= Period::of(to) {
        let (first, last) = (month.first_day().max(from), month.last_day().min(to));
        let within = |day: NaiveDate| first <= day && day <= last;
        let came: Vec<&Fact> = facts.iter().filter(|fact| within(fact.opened_on)).collect();
        let ended: Vec<&Fact> =
            facts.iter().filter(|fact| fact.ended_on.is_some_and(within)).collect();
        let is_open =
            |fact: &&Fact| fact.opened_on <= last && fact.ended_on.is_none_or(|ended| ended > last);
        let points: Vec<i64> = ended.iter().filter_map(|fact| fact.points).collect();
        rows.push(CaseTrendRow {
            month: month.first_day(),
            complaints: count(came.iter().filter(|fact| fact.is_complaint()).count()),
            came: count(came.len()),
            ended: count(ended.len()),
            backlog: count(facts.iter().filter(is_open).count()),
            rated: count(points.len()),
            average_points: average(&points),
        });
        month = month.next();
    }
    rows
}

/// Complaints of a customer about the same, of which one came at most so many days after the one
/// before, or is linked as what came again; those with most repeats first.
pub(super) fn repeats(facts: &[Fact], days: u64) -> Vec<RepeatedComplaints> {
    let mut groups: BTreeMap<CaseGroup, Vec<&Fact>> = BTreeMap::new();
    let by = [CaseAnalysisBy::Customer, CaseAnalysisBy::Product, CaseAnalysisBy::Category];
    for fact in facts.iter().filter(|fact| fact.is_complaint()) {
        groups.entry(group(&fact.group, &by)).or_default().push(fact);
    }
    let mut rows = Vec::new();
    for (group, mut facts) in groups {
        let Some(customer) = group.customer else { continue };
        facts.sort_by_key(|fact| (fact.opened_at, fact.id));
        let mut repeated: BTreeSet<i64> =
            facts.iter().filter(|fact| fact.recurs).map(|fact| fact.id).collect();
        for pair in facts.windows(2) {
            let [before, after] = pair else { continue };
            let last = before.opened_on.checked_add_days(Days::new(days));
            if last.is_none_or(|last| after.opened_on <= last) {
                repeated.insert(after.id);
            }
        }
        if let (Some(first), Some(last), false) = (facts.first(), facts.last(), repeated.is_empty())
        {
            rows.push(RepeatedComplaints {
                customer,
                product: group.product,
                category: group.category,
                complaints: count(facts.len()),
                repeats: count(repeated.len()),
                first_on: first.opened_on,
                last_on: last.opened_on,
            });
        }
    }
    rows.sort_by_key(|row| Reverse((row.repeats, row.complaints)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::{CustomerId, ProductId};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A complaint about a product that came on a day, was answered after a minute and resolved
    /// after so many days.
    fn fact(id: i64, product: i64, on: &str, took: Option<u64>, points: Option<i64>) -> Fact {
        let opened_at = day(on).and_time(Default::default()).and_utc().timestamp_micros();
        let length = |days: u64| i64::try_from(days).unwrap() * 86_400 * MICROS;
        Fact {
            id,
            group: CaseGroup {
                kind: Some(CaseKind::Complaint),
                month: Some(Period::of(day(on)).first_day()),
                customer: Some(CustomerId(product)),
                product: Some(ProductId(product)),
                ..CaseGroup::default()
            },
            opened_on: day(on),
            opened_at,
            answered_at: Some(opened_at + 60 * MICROS),
            resolved_at: took.map(|days| opened_at + length(days)),
            ended_on: took.map(|days| day(on) + Days::new(days)),
            points,
            recurs: false,
        }
    }

    fn facts() -> Vec<Fact> {
        vec![
            fact(1, 7, "2026-01-10", Some(1), Some(5)),
            fact(2, 7, "2026-01-20", Some(3), Some(2)),
            fact(3, 7, "2026-02-25", Some(10), None),
            fact(4, 8, "2026-02-26", None, None),
        ]
    }

    #[test]
    fn groups_have_their_counts_times_and_points() {
        let rows = analyse(&facts(), &[CaseAnalysisBy::Product]);
        let [seven, eight] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((seven.cases, seven.open, seven.resolved, seven.rated), (3, 0, 3, 2));
        assert_eq!(seven.median_seconds_to_answer, Some(60));
        assert_eq!(seven.average_seconds_to_resolution, Some(14 * 86_400 / 3));
        assert_eq!(seven.median_seconds_to_resolution, Some(3 * 86_400));
        assert_eq!(seven.ninetieth_seconds_to_resolution, Some(10 * 86_400));
        assert_eq!(seven.average_points, Some("3.5".parse().unwrap()));
        assert_eq!((eight.cases, eight.open, eight.average_points), (1, 1, None));
        assert_eq!(analyse(&[], &[])[0].cases, 0);
        assert!(analyse(&[], &[CaseAnalysisBy::Kind]).is_empty());
    }

    #[test]
    fn shares_add_up_to_the_whole() {
        let rows = pareto(&facts(), CaseAnalysisBy::Product);
        let shares: Vec<(i64, String, String)> = rows
            .iter()
            .map(|row| (row.cases, row.share.to_string(), row.cumulative_share.to_string()))
            .collect();
        let text = |text: &str| text.to_owned();
        assert_eq!(shares, [(3, text("0.75"), text("0.75")), (1, text("0.25"), text("1"))]);
        assert!(pareto(&[], CaseAnalysisBy::Kind).is_empty());
    }

    #[test]
    fn months_have_what_came_went_and_stayed() {
        let rows = trend(&facts(), day("2026-01-15"), day("2026-03-01"));
        let figures: Vec<_> =
            rows.iter().map(|row| (row.came, row.ended, row.backlog, row.rated)).collect();
        // The first came and went before; the third ends on the 7th of March, after the last day.
        assert_eq!(figures, [(1, 1, 0, 1), (2, 0, 2, 0), (0, 0, 2, 0)]);
        assert_eq!(rows[0].average_points, Some("2".parse().unwrap()));
    }

    #[test]
    fn complaints_repeat_when_they_come_soon_or_are_linked() {
        let mut all = facts();
        let rows = repeats(&all, 10);
        assert_eq!((rows.len(), rows[0].complaints, rows[0].repeats), (1, 3, 1));
        assert!(repeats(&all, 9).is_empty());
        all[2].recurs = true;
        assert_eq!(repeats(&all, 10)[0].repeats, 2);
        // A link alone makes one too, where the one before lies further back than is looked at.
        all[3].recurs = true;
        assert_eq!(repeats(&all, 0).len(), 2);
    }
}
