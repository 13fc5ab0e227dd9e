//! What is counted of cases: a few selects, however many there are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate};
use diesel::prelude::*;

use super::model::{CaseGroup, SatisfactionGroup};
use super::rules::Fact;
use super::satisfaction::Asked;
use crate::customers::customers_in_scope;
use crate::dictionaries;
use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::service::model::{CaseKind, CaseSeverity, CaseState};
use crate::service::relations::model::CaseLinkKind;
use crate::service::rules::is_open;
use crate::service::store::{CaseRow, load_cases, within};
use crate::service::surveys::asked_between;
use crate::service::surveys::store::SurveyRow;
use crate::store::insert::IN_LIST;
use crate::store::schema::{case_link, customer_class, service_case};
use crate::values::{CustomerId, OperatorId, Period, ProductId};
use crate::work::View;

/// The dictionary of regions.
const REGION: &str = "region";

/// Which cases are loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Those that came in on one of the days.
    Came,
    /// Those too that came before and were not over then.
    Stood,
}

/// What is counted of the cases that a view covers, without what was merged into others.
pub(super) fn load(
    view: &mut View<'_>,
    (from, to): (NaiveDate, NaiveDate),
    wanted: Wanted,
    with_regions: bool,
) -> Result<Vec<Fact>> {
    let mut query = service_case::table
        .filter(service_case::book_id.eq(view.book_id()))
        .filter(service_case::opened_on.le(to))
        .filter(service_case::merged_into_id.is_null())
        .select(CaseRow::as_select())
        .into_boxed();
    if let Some(condition) = within(&view.scope) {
        query = query.filter(condition);
    }
    let start = view.book.start_of(from);
    query = match wanted {
        Wanted::Came => query.filter(service_case::opened_on.ge(from)),
        // What is open has neither instant; what was rejected was closed.
        Wanted::Stood => query.filter(
            service_case::opened_on.ge(from).nullable().or(service_case::resolved_at.ge(start)).or(
                service_case::resolved_at.is_null().nullable().and(
                    service_case::closed_at
                        .is_null()
                        .nullable()
                        .or(service_case::closed_at.ge(start)),
                ),
            ),
        ),
    };
    let rows: Vec<CaseRow> = query.load(view.conn)?;
    let codes = codes(view, &rows)?;
    let recurring = recurring(view, &rows)?;
    let customers = rows.iter().filter_map(|row| row.customer_id).collect();
    let regions = if with_regions { regions(view, customers)? } else { BTreeMap::new() };
    rows.iter().map(|row| fact(view, row, &codes, &recurring, &regions)).collect()
}

fn fact(
    view: &View<'_>,
    row: &CaseRow,
    codes: &BTreeMap<i64, String>,
    recurring: &BTreeSet<i64>,
    regions: &BTreeMap<i64, String>,
) -> Result<Fact> {
    let state = CaseState::from_slug(&row.state).ok_or_else(|| Error::corrupt("state"))?;
    let ended = row.resolved_at.or(row.closed_at).filter(|_| !is_open(state));
    let code = |id: Option<i64>| id.and_then(|id| codes.get(&id).cloned());
    let day = |micros| DateTime::from_timestamp_micros(micros).map(|at| view.book.date_of(at));
    Ok(Fact {
        id: row.id,
        group: CaseGroup {
            month: Some(Period::of(row.opened_on).first_day()),
            kind: Some(CaseKind::from_slug(&row.kind).ok_or_else(|| Error::corrupt("kind"))?),
            category: code(row.category_id),
            severity: Some(
                CaseSeverity::from_slug(&row.severity).ok_or_else(|| Error::corrupt("severity"))?,
            ),
            channel: code(row.channel_id),
            owner: row.owner_id.map(OperatorId),
            assignee: row.assignee_id.map(OperatorId),
            customer: row.customer_id.map(CustomerId),
            region: row.customer_id.and_then(|id| regions.get(&id).cloned()),
            product: row.product_id.map(ProductId),
            root_cause: code(row.root_cause_id),
        },
        opened_on: row.opened_on,
        opened_at: row.opened_at,
        answered_at: row.first_answered_at,
        resolved_at: row.resolved_at,
        ended_on: ended.and_then(day),
        points: code(row.satisfaction_id).and_then(|code| code.parse().ok()),
        recurs: recurring.contains(&row.id),
    })
}

/// The codes of the items that cases hold.
fn codes(view: &mut View<'_>, rows: &[CaseRow]) -> Result<BTreeMap<i64, String>> {
    let held =
        |row: &CaseRow| [row.category_id, row.channel_id, row.satisfaction_id, row.root_cause_id];
    let ids: BTreeSet<i64> = rows.iter().flat_map(held).flatten().collect();
    let book = view.book_id();
    let labels = dictionaries::load_labels(view.conn, book, &ids.into_iter().collect::<Vec<_>>())?;
    Ok(labels.into_iter().map(|(id, label)| (id, label.code)).collect())
}

/// Those of these cases that are linked as what came again.
fn recurring(view: &mut View<'_>, rows: &[CaseRow]) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut found = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let cases: Vec<i64> = case_link::table
            .filter(case_link::book_id.eq(view.book_id()))
            .filter(case_link::case_id.eq_any(chunk.to_vec()))
            .filter(case_link::kind.eq(CaseLinkKind::Recurs.slug()))
            .select(case_link::case_id)
            .load(view.conn)?;
        found.extend(cases);
    }
    Ok(found)
}

/// The codes of the regions of customers, as far as one may see these.
fn regions(view: &mut View<'_>, customers: BTreeSet<i64>) -> Result<BTreeMap<i64, String>> {
    let scope = view.scope_of(Permission::CustomersView)?;
    let customers: Vec<i64> = customers.into_iter().collect();
    let book = view.book_id();
    let mut classes: Vec<(i64, i64)> = Vec::new();
    for chunk in customers.chunks(IN_LIST) {
        let found: Vec<(i64, i64)> = customer_class::table
            .filter(customer_class::book_id.eq(book))
            .filter(customer_class::customer_id.eq_any(chunk.to_vec()))
            .filter(customer_class::customer_id.eq_any(customers_in_scope(&scope)))
            .select((customer_class::customer_id, customer_class::item_id))
            .load(view.conn)?;
        classes.extend(found);
    }
    let items: BTreeSet<i64> = classes.iter().map(|(_, item)| *item).collect();
    let labels =
        dictionaries::load_labels(view.conn, book, &items.into_iter().collect::<Vec<_>>())?;
    let region = |(customer, item): (i64, i64)| {
        let label = labels.get(&item).filter(|label| label.dictionary == REGION)?;
        Some((customer, label.code.clone()))
    };
    Ok(classes.into_iter().filter_map(region).collect())
}

/// What is counted of the surveys that were asked on some days and that a view covers.
pub(super) fn load_surveys(
    view: &mut View<'_>,
    (from, to): (NaiveDate, NaiveDate),
    with_regions: bool,
) -> Result<Vec<Asked>> {
    let end = to.succ_opt().map_or(i64::MAX, |next| view.book.start_of(next));
    let start = view.book.start_of(from);
    let surveys = asked_between(view, (start, end))?;
    let ids: BTreeSet<i64> = surveys.iter().filter_map(|row| row.case_id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let cases = load_cases(view.conn, &view.scope, &ids)?;
    let cases: BTreeMap<i64, CaseRow> = cases.into_iter().map(|row| (row.id, row)).collect();
    let case = |id: Option<i64>| id.and_then(|id| cases.get(&id));
    let customers = surveys
        .iter()
        .filter_map(|row| row.customer_id.or(case(row.case_id).and_then(|case| case.customer_id)));
    let customers = customers.collect();
    let regions = if with_regions { regions(view, customers)? } else { BTreeMap::new() };
    let asked = |row: &SurveyRow| {
        let case = case(row.case_id);
        let customer = row.customer_id.or(case.and_then(|case| case.customer_id));
        let on = DateTime::from_timestamp_micros(row.created_at).map(|at| view.book.date_of(at));
        Asked {
            group: SatisfactionGroup {
                month: on.map(|on| Period::of(on).first_day()),
                scale: Some(row.scale.clone()),
                operator: row.operator_id.map(OperatorId),
                product: case.and_then(|case| case.product_id).map(ProductId),
                region: customer.and_then(|id| regions.get(&id).cloned()),
                customer: customer.map(CustomerId),
            },
            points: row.points.map(|points| (points, row.best)),
        }
    };
    Ok(surveys.iter().map(asked).collect())
}
