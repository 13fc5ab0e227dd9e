//! Rows of policies of service levels.

pub(crate) mod attainment;
pub(crate) mod cases;
pub(crate) mod clocks;
pub(crate) mod due;
pub(crate) mod present;

use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::model::ServicePolicy;
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::locks::{load_kept, load_locked};
use crate::store::schema::{case_clock, service_policy};
use crate::values::{CalendarId, ServicePolicyId};

/// A row of `service_policy`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = service_policy, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct PolicyRow {
    book_id: i64,
    id: i64,
    label_zh: String,
    label_en: String,
    active: bool,
    place: i64,
    kinds: String,
    severities: String,
    levels: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    calendar_id: Option<i64>,
    first_response: Option<i64>,
    next_response: Option<i64>,
    resolution: Option<i64>,
    steps: String,
    version: i64,
}

fn text<T: Serialize>(list: &[T]) -> Result<String> {
    serde_json::to_string(list).map_err(|_| Error::internal("a list does not become JSON"))
}

fn list<T: DeserializeOwned>(text: &str, column: &str) -> Result<Vec<T>> {
    serde_json::from_str(text).map_err(|_| Error::corrupt(column))
}

impl PolicyRow {
    fn of(book: i64, policy: &ServicePolicy) -> Result<Self> {
        Ok(Self {
            book_id: book,
            id: policy.id.0,
            label_zh: policy.label_zh.clone(),
            label_en: policy.label_en.clone(),
            active: policy.active,
            place: policy.place,
            kinds: text(&policy.kinds)?,
            severities: text(&policy.severities)?,
            levels: text(&policy.levels)?,
            valid_from: policy.valid_from,
            valid_to: policy.valid_to,
            calendar_id: policy.calendar.map(i64::from),
            first_response: policy.first_response_seconds,
            next_response: policy.next_response_seconds,
            resolution: policy.resolution_seconds,
            steps: text(&policy.steps)?,
            version: policy.version,
        })
    }

    fn record(self) -> Result<ServicePolicy> {
        Ok(ServicePolicy {
            id: ServicePolicyId(self.id),
            kinds: list(&self.kinds, "kinds")?,
            severities: list(&self.severities, "severities")?,
            levels: list(&self.levels, "levels")?,
            steps: list(&self.steps, "steps")?,
            label_zh: self.label_zh,
            label_en: self.label_en,
            active: self.active,
            place: self.place,
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            calendar: self.calendar_id.map(CalendarId),
            first_response_seconds: self.first_response,
            next_response_seconds: self.next_response,
            resolution_seconds: self.resolution,
            version: self.version,
        })
    }
}

fn records(rows: Vec<PolicyRow>) -> Result<Vec<ServicePolicy>> {
    rows.into_iter().map(PolicyRow::record).collect()
}

/// All policies of a book, in their order.
macro_rules! all {
    ($book:expr) => {
        service_policy::table
            .filter(service_policy::book_id.eq($book))
            .order((service_policy::place, service_policy::id))
            .select(PolicyRow::as_select())
    };
}

/// All policies of a book, in their order.
pub(crate) fn load_all(conn: &mut Conn, book: i64) -> Result<Vec<ServicePolicy>> {
    records(all!(book).load(conn)?)
}

/// As [`load_all`], and keeps them as they are until the transaction ends. Whoever writes clocks
/// does so: who locks the policies waits until such clocks are seen.
pub(crate) fn keep_all(conn: &mut Conn, book: i64) -> Result<Vec<ServicePolicy>> {
    records(load_kept!(conn, all!(book), PolicyRow)?)
}

/// As [`load_all`], and locks them until the transaction ends.
pub(crate) fn lock_all(conn: &mut Conn, book: i64) -> Result<Vec<ServicePolicy>> {
    records(load_locked!(conn, all!(book), PolicyRow)?)
}

/// One policy.
pub(crate) fn load(conn: &mut Conn, book: i64, id: ServicePolicyId) -> Result<ServicePolicy> {
    let found = load_all(conn, book)?.into_iter().find(|policy| policy.id == id);
    found.ok_or_else(|| Error::not_found("service_policy", id))
}

/// Writes a new policy.
pub(crate) fn insert(conn: &mut Conn, book: i64, policy: &ServicePolicy) -> Result<()> {
    let row = PolicyRow::of(book, policy)?;
    each!(conn, c => diesel::insert_into(service_policy::table).values(&row).execute(c))?;
    Ok(())
}

/// Writes a changed policy that is locked.
pub(crate) fn save(conn: &mut Conn, book: i64, policy: &ServicePolicy) -> Result<()> {
    let row = PolicyRow::of(book, policy)?;
    let target = service_policy::table
        .filter(service_policy::book_id.eq(book))
        .filter(service_policy::id.eq(row.id));
    each!(conn, c => diesel::update(target).set(&row).execute(c))?;
    Ok(())
}

/// Removes a policy that no case ever followed.
pub(crate) fn delete(conn: &mut Conn, book: i64, id: ServicePolicyId) -> Result<()> {
    let target = service_policy::table
        .filter(service_policy::book_id.eq(book))
        .filter(service_policy::id.eq(id.0));
    diesel::delete(target).execute(conn)?;
    Ok(())
}

/// Whether a case follows a policy, or once did.
pub(crate) fn is_used(conn: &mut Conn, book: i64, id: ServicePolicyId) -> Result<bool> {
    let clocks = case_clock::table
        .filter(case_clock::book_id.eq(book))
        .filter(case_clock::policy_id.eq(id.0));
    Ok(diesel::select(diesel::dsl::exists(clocks)).get_result(conn)?)
}
