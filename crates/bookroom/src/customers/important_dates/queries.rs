//! Reads of days that matter, and of those that come up.

use chrono::{Datelike, NaiveDate};

use super::model::{ComingDate, ComingDateFilter, ImportantDate, ImportantDateFilter};
use super::rules::{self, Part};
use super::store::{self, coming};
use crate::customers::masks;
use crate::customers::store::merged::stand_in;
use crate::error::{Error, Result};
use crate::rights::permission::{Field, FieldRight};
use crate::values::{Check, ImportantDateId, Page, PageRequest};
use crate::work::View;

/// How many days are looked at at once for reminders.
const BATCH: i64 = 1_000;

fn is_hidden(view: &View<'_>) -> bool {
    view.fields.on(Field::CustomerDates) == FieldRight::Hidden
}

/// One day.
pub(crate) fn get(view: &mut View<'_>, id: ImportantDateId) -> Result<ImportantDate> {
    let missing = || Error::not_found("important_date", id);
    if is_hidden(view) {
        return Err(missing());
    }
    let found = store::load(view.conn, &view.scope, &[id.0])?;
    let mut found = found.into_iter().next().ok_or_else(missing)?;
    masks::important_date(&mut found, &view.fields);
    Ok(found)
}

/// A page of days.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &ImportantDateFilter,
    page: &PageRequest,
) -> Result<Page<ImportantDate>> {
    page.rows_to_load()?;
    if is_hidden(view) {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let customer = stand_in(view, filter.customer)?;
    let filter = ImportantDateFilter { customer, ..filter.clone() };
    let mut page = store::list(view.conn, &view.scope, &filter, page)?;
    for date in &mut page.items {
        masks::important_date(date, &view.fields);
    }
    Ok(page)
}

/// Where a day stands among those that come up: its year, its month and day, its id.
type Place = (i64, i64, i64);

/// A page of the days that come up between two days, in their order.
pub(crate) fn coming(
    view: &mut View<'_>,
    (from, to): (NaiveDate, NaiveDate),
    filter: &ComingDateFilter,
    page: &PageRequest,
) -> Result<Page<ComingDate>> {
    page.rows_to_load()?;
    let mut check = Check::new();
    rules::check_span(from, to, &mut check);
    check.finish()?;
    let after = page.key::<Place>()?;
    if is_hidden(view) {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let customer = stand_in(view, filter.customer)?;
    let filter = ComingDateFilter { customer, ..filter.clone() };
    let last = if filter.by_reminder { rules::last_reminded(to) } else { to };
    let found = find(view, &filter, (from, to), &rules::parts(from, last), after, page.limit)?;
    let page = Page::cut(found, page.limit, |(place, ..)| *place);
    let dates: Vec<ImportantDate> = page.items.iter().map(|(.., date)| date.clone()).collect();
    let book = view.book_id();
    let (customers, contacts) = store::load_names(view.conn, book, &dates)?;
    let told = |(_, on, mut date): (Place, NaiveDate, ImportantDate)| {
        let remind_on = rules::remind_on(&date, on);
        masks::important_date(&mut date, &view.fields);
        ComingDate {
            on,
            remind_on,
            years: date.year.map(|year| i64::from(on.year()) - year),
            customer_name: customers.get(&date.customer.0).cloned().unwrap_or_default(),
            contact_name: date.contact.and_then(|id| contacts.get(&id.0).cloned()),
            date,
        }
    };
    Ok(Page { items: page.items.into_iter().map(told).collect(), next: page.next })
}

/// One more than a page of what comes up, in its order.
fn find(
    view: &mut View<'_>,
    filter: &ComingDateFilter,
    (from, to): (NaiveDate, NaiveDate),
    parts: &[Part],
    after: Option<Place>,
    limit: u32,
) -> Result<Vec<(Place, NaiveDate, ImportantDate)>> {
    let wanted = coming::Wanted {
        scope: &view.scope,
        filter,
        knows_years: view.fields.can_read(Field::CustomerDates),
    };
    let enough = limit as usize + 1;
    let mut found = Vec::new();
    for part in parts.iter().filter(|part| after.is_none_or(|after| part.year >= after.0)) {
        let mut seen = after.filter(|after| after.0 == part.year).map(|(_, day, id)| (day, id));
        while found.len() < enough {
            let batch = if filter.by_reminder { BATCH } else { i64::from(limit) + 1 };
            let dates = coming::load(view.conn, &wanted, *part, seen, batch)?;
            let is_last = i64::try_from(dates.len()).unwrap_or(i64::MAX) < batch;
            for date in dates {
                let day = rules::month_day(date.month, date.day);
                seen = Some((day, date.id.0));
                let Some(on) = rules::in_year(&date, part.year) else { continue };
                let told = rules::remind_on(&date, on).unwrap_or(on);
                if !filter.by_reminder || (from..=to).contains(&told) {
                    found.push(((part.year, day, date.id.0), on, date));
                }
            }
            if is_last {
                break;
            }
        }
    }
    found.truncate(enough);
    Ok(found)
}
