//! Counts and times of cases, each in one statement.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Nullable, Text};

use super::within;
use crate::dictionaries;
use crate::error::{Code, Error, Problem, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::service::model::{
    CaseCount, CaseDimension, CaseKind, CaseSeverity, CaseState, OpenCases,
};
use crate::service::rules;
use crate::store::dialect;
use crate::store::schema::service_case;
use crate::values::{Check, OperatorId, Period};
use crate::work::View;

const MICROS_PER_MINUTE: i128 = 60_000_000;

/// One group of the statement.
#[derive(QueryableByName)]
struct Group {
    #[diesel(sql_type = Nullable<Text>)]
    kind: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    state: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    severity: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    category_id: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    channel_id: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    assignee_id: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    satisfaction_id: Option<i64>,
    #[diesel(sql_type = Nullable<Date>)]
    opened_on: Option<NaiveDate>,
    #[diesel(sql_type = BigInt)]
    cases: i64,
    #[diesel(sql_type = BigInt)]
    answered: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    to_answer: Option<i64>,
    #[diesel(sql_type = BigInt)]
    resolved: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    to_resolution: Option<i64>,
}

/// The column of each dimension. Days are added up to months afterwards, since every database cuts
/// a month out of a date in another way.
const COLUMNS: [(CaseDimension, &str); 8] = [
    (CaseDimension::Kind, "kind"),
    (CaseDimension::State, "state"),
    (CaseDimension::Severity, "severity"),
    (CaseDimension::Category, "category_id"),
    (CaseDimension::Channel, "channel_id"),
    (CaseDimension::Assignee, "assignee_id"),
    (CaseDimension::Satisfaction, "satisfaction_id"),
    (CaseDimension::Month, "opened_on"),
];

/// Counts the cases that came in between two days, both included.
pub(crate) fn counts(
    view: &mut View<'_>,
    from: NaiveDate,
    to: NaiveDate,
    by: &[CaseDimension],
) -> Result<Vec<CaseCount>> {
    let mut check = Check::new();
    check.date("from", from);
    check.date("to", to);
    if to < from {
        check.add(Problem::new(Code::DateOrder).at("to"));
    }
    check.finish()?;
    let sql = statement(view, from, to, by);
    let groups: Vec<Group> = diesel::sql_query(sql).load(view.conn)?;
    let ids: BTreeSet<i64> = groups
        .iter()
        .flat_map(|group| [group.category_id, group.channel_id, group.satisfaction_id])
        .flatten()
        .collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let book = view.book_id();
    let labels = dictionaries::load_labels(view.conn, book, &ids)?;
    let codes: BTreeMap<i64, String> =
        labels.into_iter().map(|(id, label)| (id, label.code)).collect();
    let mut sums: BTreeMap<Key, Sums> = BTreeMap::new();
    for group in groups {
        let sum = sums.entry(Key::of(&group, &codes)?).or_default();
        sum.add(&group);
    }
    // Without a group to stand in, nothing is one row of zero.
    if by.is_empty() && sums.is_empty() {
        sums.insert(Key::default(), Sums::default());
    }
    Ok(sums.into_iter().map(|(key, sums)| sums.record(key)).collect())
}

/// The statement. It holds no text of anybody: names of columns, numbers and dates only.
fn statement(view: &View<'_>, from: NaiveDate, to: NaiveDate, by: &[CaseDimension]) -> String {
    let integer = dialect::integer_type(view.conn);
    let mut selected = String::new();
    let mut grouped: Vec<&str> = Vec::new();
    for (dimension, column) in COLUMNS {
        if by.contains(&dimension) {
            selected.push_str(&format!("{column} AS {column}, "));
            grouped.push(column);
        } else {
            // No value, of the column's own type.
            selected.push_str(&format!("MAX(CASE WHEN 1 = 0 THEN {column} END) AS {column}, "));
        }
    }
    let group_by = if grouped.is_empty() {
        String::new()
    } else {
        format!(" GROUP BY {}", grouped.join(", "))
    };
    format!(
        "SELECT {selected}COUNT(*) AS cases, COUNT(first_answered_at) AS answered, \
         CAST(SUM(first_answered_at - opened_at) AS {integer}) AS to_answer, \
         COUNT(resolved_at) AS resolved, \
         CAST(SUM(resolved_at - opened_at) AS {integer}) AS to_resolution \
         FROM service_case WHERE book_id = {} AND opened_on >= '{from}' AND opened_on <= '{to}' \
         AND merged_into_id IS NULL{}{group_by}",
        view.book_id(),
        restriction(&view.scope),
    )
}

/// [`within`] as text.
fn restriction(scope: &Scope) -> String {
    let me = scope.operator().0;
    let own = format!("owner_id = {me} OR assignee_id = {me} OR created_by = {me}");
    match (scope.reach(), scope.team()) {
        (Reach::All, _) => String::new(),
        (Reach::Team, Some(team)) => format!(" AND ({own} OR team_id = {})", team.0),
        _ => format!(" AND ({own})"),
    }
}

/// What a row of the answer stands for, in the order of the rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    month: Option<NaiveDate>,
    kind: Option<CaseKind>,
    state: Option<CaseState>,
    severity: Option<CaseSeverity>,
    category: Option<String>,
    channel: Option<String>,
    satisfaction: Option<String>,
    assignee: Option<i64>,
}

impl Key {
    fn of(group: &Group, codes: &BTreeMap<i64, String>) -> Result<Self> {
        fn read<T>(text: Option<&String>, read: fn(&str) -> Option<T>) -> Result<Option<T>> {
            let value = |text: &String| read(text).ok_or_else(|| Error::from(Code::Corrupt));
            text.map(value).transpose()
        }
        let code = |id: Option<i64>| -> Result<Option<String>> {
            let code = |id| codes.get(&id).cloned().ok_or_else(|| Error::from(Code::Corrupt));
            id.map(code).transpose()
        };
        Ok(Self {
            month: group.opened_on.map(|day| Period::of(day).first_day()),
            kind: read(group.kind.as_ref(), CaseKind::from_slug)?,
            state: read(group.state.as_ref(), CaseState::from_slug)?,
            severity: read(group.severity.as_ref(), CaseSeverity::from_slug)?,
            category: code(group.category_id)?,
            channel: code(group.channel_id)?,
            satisfaction: code(group.satisfaction_id)?,
            assignee: group.assignee_id,
        })
    }
}

#[derive(Debug, Clone, Default)]
struct Sums {
    cases: i64,
    answered: i64,
    to_answer: i128,
    resolved: i64,
    to_resolution: i128,
}

impl Sums {
    fn add(&mut self, group: &Group) {
        self.cases += group.cases;
        self.answered += group.answered;
        self.to_answer += i128::from(group.to_answer.unwrap_or(0));
        self.resolved += group.resolved;
        self.to_resolution += i128::from(group.to_resolution.unwrap_or(0));
    }

    fn record(self, key: Key) -> CaseCount {
        let average = |micros: i128, count: i64| {
            let average = micros.checked_div(i128::from(count))?;
            i64::try_from(average / MICROS_PER_MINUTE).ok()
        };
        CaseCount {
            kind: key.kind,
            category: key.category,
            month: key.month,
            state: key.state,
            severity: key.severity,
            channel: key.channel,
            assignee: key.assignee.map(OperatorId),
            satisfaction: key.satisfaction,
            cases: self.cases,
            answered: self.answered,
            minutes_to_answer: average(self.to_answer, self.answered),
            resolved: self.resolved,
            minutes_to_resolution: average(self.to_resolution, self.resolved),
        }
    }
}

/// The open cases of each assignee.
pub(crate) fn open_by_assignee(view: &mut View<'_>) -> Result<Vec<OpenCases>> {
    let states: Vec<&str> = CaseState::ALL
        .iter()
        .filter(|state| rules::is_open(**state))
        .map(|state| state.slug())
        .collect();
    let mut query = service_case::table
        .group_by(service_case::assignee_id)
        .select((
            service_case::assignee_id,
            diesel::dsl::count_star(),
            diesel::dsl::min(service_case::opened_on),
        ))
        .filter(service_case::book_id.eq(view.book_id()))
        .filter(service_case::state.eq_any(states))
        .into_boxed();
    if let Some(condition) = within(&view.scope) {
        query = query.filter(condition);
    }
    let rows: Vec<(Option<i64>, i64, Option<NaiveDate>)> = query.load(view.conn)?;
    let record = |(assignee, cases, oldest): (Option<i64>, i64, Option<NaiveDate>)| {
        let oldest = oldest.ok_or(Code::Corrupt)?;
        Ok(OpenCases { assignee: assignee.map(OperatorId), cases, oldest })
    };
    let mut open = rows.into_iter().map(record).collect::<Result<Vec<_>>>()?;
    open.sort_by_key(|row| (std::cmp::Reverse(row.cases), row.assignee));
    Ok(open)
}
