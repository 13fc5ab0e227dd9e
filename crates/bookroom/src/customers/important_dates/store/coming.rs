//! The days that come up, part of a year by part of a year.

use diesel::dsl::exists;
use diesel::prelude::*;

use super::{DateRow, visible};
use crate::customers::important_dates::model::{ComingDateFilter, ImportantDate};
use crate::customers::important_dates::rules::Part;
use crate::error::Result;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::schema::{contact, customer, important_date};

/// Which days are looked for.
pub(crate) struct Wanted<'w> {
    pub(crate) scope: &'w Scope,
    pub(crate) filter: &'w ComingDateFilter,
    /// Whether years may be told: if not, what comes each year is there in every year, so that
    /// nobody finds out by asking for older ones.
    pub(crate) knows_years: bool,
}

/// The days in a part of a year after the last one seen, by month, day and id.
pub(crate) fn load(
    conn: &mut Conn,
    wanted: &Wanted<'_>,
    part: Part,
    after: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<ImportantDate>> {
    let Wanted { scope, filter, knows_years } = wanted;
    let mut query = visible(scope)
        .filter(important_date::month_day.between(part.low, part.high))
        .filter(important_date::is_once.eq(false).or(important_date::year.eq(part.year)));
    if *knows_years {
        let known = important_date::year.is_null().or(important_date::year.le(part.year));
        query = query.filter(known);
    }
    if let Some((day, id)) = after {
        let later = important_date::month_day.gt(day);
        let same = important_date::month_day.eq(day).and(important_date::id.gt(id));
        query = query.filter(later.or(same));
    }
    if let Some(customer) = filter.customer {
        query = query.filter(important_date::customer_id.eq(customer.0));
    }
    if let Some(contact) = filter.contact {
        query = query.filter(important_date::contact_id.eq(contact.0));
    }
    if !filter.kinds.is_empty() {
        let kinds: Vec<&str> = filter.kinds.iter().map(|kind| kind.slug()).collect();
        query = query.filter(important_date::kind.eq_any(kinds));
    }
    if filter.by_reminder {
        query = query.filter(important_date::remind_days.is_not_null());
    }
    if !filter.with_retired {
        let in_use = customer::table
            .filter(customer::book_id.eq(important_date::book_id))
            .filter(customer::id.eq(important_date::customer_id))
            .filter(customer::active.eq(true));
        let there = contact::table
            .filter(contact::book_id.eq(important_date::book_id))
            .filter(contact::id.nullable().eq(important_date::contact_id))
            .filter(contact::active.eq(true));
        let is_there = important_date::contact_id.is_null().or(exists(there));
        query = query.filter(exists(in_use)).filter(is_there);
    }
    let rows: Vec<DateRow> = query
        .order((important_date::month_day, important_date::id))
        .limit(limit)
        .select(DateRow::as_select())
        .load(conn)?;
    rows.into_iter().map(DateRow::record).collect()
}
