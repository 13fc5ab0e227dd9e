//! Loading and saving days that matter, within the scope of their customers.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::model::{ImportantDate, ImportantDateFilter, ImportantDateKind};
use super::rules::month_day;
use crate::customers::store::{customers_in_scope, instant, keep_by_customer, load_visible};
use crate::error::{Error, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::insert::{IN_LIST, insert_all, save_all};
use crate::store::locks::load_locked;
use crate::store::schema::{contact, customer, important_date};
use crate::store::{Conn, MultiBackend};
use crate::values::{ContactId, CustomerId, ImportantDateId, Page, PageRequest};
use crate::work::{BookInfo, Live, Present, ids_of};

pub(crate) mod coming;

/// A row of `important_date`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = important_date, treat_none_as_default_value = false)]
pub(crate) struct DateRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) customer_id: i64,
    pub(crate) contact_id: Option<i64>,
    pub(crate) kind: String,
    pub(crate) label: Option<String>,
    pub(crate) year: Option<i64>,
    pub(crate) month_day: i64,
    pub(crate) is_once: bool,
    pub(crate) remind_days: Option<i64>,
    pub(crate) note: Option<String>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

impl DateRow {
    fn of(book_id: i64, date: &ImportantDate) -> Self {
        Self {
            book_id,
            id: date.id.0,
            customer_id: date.customer.0,
            contact_id: date.contact.map(i64::from),
            kind: date.kind.slug().to_owned(),
            label: date.label.clone(),
            year: date.year,
            month_day: month_day(date.month, date.day),
            is_once: date.once,
            remind_days: date.remind_days,
            note: date.note.clone(),
            version: date.version,
            created_at: date.created_at.timestamp_micros(),
            updated_at: date.updated_at.timestamp_micros(),
        }
    }

    pub(crate) fn record(self) -> Result<ImportantDate> {
        let kind = ImportantDateKind::from_slug(&self.kind);
        Ok(ImportantDate {
            id: ImportantDateId(self.id),
            customer: CustomerId(self.customer_id),
            contact: self.contact_id.map(ContactId),
            kind: kind.ok_or_else(|| Error::corrupt("kind"))?,
            label: self.label,
            year: self.year,
            month: self.month_day / 100,
            day: self.month_day % 100,
            once: self.is_once,
            remind_days: self.remind_days,
            note: self.note,
            version: self.version,
            created_at: instant(self.created_at)?,
            updated_at: instant(self.updated_at)?,
        })
    }
}

fn records(rows: Vec<DateRow>) -> Result<Vec<ImportantDate>> {
    rows.into_iter().map(DateRow::record).collect()
}

/// Of these days, those whose customers a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    keep_by_customer!(conn, scope, ids, important_date)
}

/// Days by id whose customers lie within a scope, by id.
pub(crate) fn load(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<ImportantDate>> {
    let mut rows: Vec<DateRow> = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        rows.extend(
            important_date::table
                .filter(important_date::book_id.eq(scope.book().0))
                .filter(important_date::id.eq_any(chunk))
                .order(important_date::id)
                .select(DateRow::as_select())
                .load::<DateRow>(conn)?,
        );
    }
    if scope.reach() != Reach::All {
        let customers: Vec<i64> = rows.iter().map(|row| row.customer_id).collect();
        let seen = load_visible(conn, scope, &customers)?;
        rows.retain(|row| seen.contains(&row.customer_id));
    }
    records(rows)
}

/// The days with these ids, locked until the transaction ends.
pub(crate) fn lock(conn: &mut Conn, book: i64, ids: &BTreeSet<i64>) -> Result<Vec<ImportantDate>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut rows = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        let found = load_locked!(
            conn,
            important_date::table
                .filter(important_date::book_id.eq(book))
                .filter(important_date::id.eq_any(chunk))
                .order(important_date::id)
                .select(DateRow::as_select()),
            DateRow
        )?;
        rows.extend(found);
    }
    records(rows)
}

/// The ids of all days of customers, with the customer of each.
pub(crate) fn find_of_customers(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in customers.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = important_date::table
            .filter(important_date::book_id.eq(book))
            .filter(important_date::customer_id.eq_any(chunk.to_vec()))
            .select((important_date::id, important_date::customer_id))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// The ids of all days of contacts, with the contact of each.
pub(crate) fn find_of_contacts(
    conn: &mut Conn,
    book: i64,
    contacts: &[i64],
) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in contacts.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<i64>)> = important_date::table
            .filter(important_date::book_id.eq(book))
            .filter(important_date::contact_id.eq_any(chunk.iter().copied().map(Some)))
            .select((important_date::id, important_date::contact_id))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(id, contact)| Some((id, contact?))));
    }
    Ok(found)
}

/// Writes new days.
pub(crate) fn insert(conn: &mut Conn, book: i64, dates: &[&ImportantDate]) -> Result<()> {
    let rows: Vec<DateRow> = dates.iter().map(|it| DateRow::of(book, it)).collect();
    insert_all!(conn, important_date::table, &rows[..]);
    Ok(())
}

/// Writes changed days, which must be locked.
pub(crate) fn save(conn: &mut Conn, book: i64, dates: &[&ImportantDate]) -> Result<()> {
    let rows: Vec<DateRow> = dates.iter().map(|it| DateRow::of(book, it)).collect();
    save_all!(
        conn,
        important_date,
        &rows[..],
        [contact_id, kind, label, year, month_day, is_once, remind_days, note, version, updated_at]
    );
    Ok(())
}

/// Deletes days.
pub(crate) fn delete(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let rows = important_date::table.filter(important_date::book_id.eq(book));
        diesel::delete(rows.filter(important_date::id.eq_any(chunk.to_vec()))).execute(conn)?;
    }
    Ok(())
}

pub(super) fn visible(scope: &Scope) -> important_date::BoxedQuery<'static, MultiBackend> {
    let all = important_date::table.filter(important_date::book_id.eq(scope.book().0)).into_boxed();
    match scope.reach() {
        Reach::All => all,
        _ => all.filter(important_date::customer_id.eq_any(customers_in_scope(scope))),
    }
}

/// A page of days within a scope, in the order in which they were added.
pub(crate) fn list(
    conn: &mut Conn,
    scope: &Scope,
    filter: &ImportantDateFilter,
    page: &PageRequest,
) -> Result<Page<ImportantDate>> {
    let limit = page.rows_to_load()?;
    let mut query = visible(scope);
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
    if let Some(after) = page.key::<i64>()? {
        query = query.filter(important_date::id.gt(after));
    }
    let rows: Vec<DateRow> =
        query.order(important_date::id).limit(limit).select(DateRow::as_select()).load(conn)?;
    Ok(Page::cut(records(rows)?, page.limit, |date| date.id.0))
}

/// The names of customers and of contacts, by id.
pub(crate) type Names = (BTreeMap<i64, String>, BTreeMap<i64, String>);

/// The names of the customers and contacts of days.
pub(crate) fn load_names(conn: &mut Conn, book: i64, dates: &[ImportantDate]) -> Result<Names> {
    let customers: BTreeSet<i64> = dates.iter().map(|date| date.customer.0).collect();
    let contacts: BTreeSet<i64> = dates.iter().filter_map(|it| it.contact).map(i64::from).collect();
    let (mut of_customers, mut of_contacts) = (BTreeMap::new(), BTreeMap::new());
    for chunk in Vec::from_iter(customers).chunks(IN_LIST) {
        let rows: Vec<(i64, String)> = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::id.eq_any(chunk))
            .select((customer::id, customer::name))
            .load(conn)?;
        of_customers.extend(rows);
    }
    for chunk in Vec::from_iter(contacts).chunks(IN_LIST) {
        let rows: Vec<(i64, String)> = contact::table
            .filter(contact::book_id.eq(book))
            .filter(contact::id.eq_any(chunk))
            .select((contact::id, contact::name))
            .load(conn)?;
        of_contacts.extend(rows);
    }
    Ok((of_customers, of_contacts))
}

/// See [`crate::work::Card`].
pub(crate) const DATE: Present = Present {
    kind: "important_date",
    stamps: &["version", "created_at", "updated_at"],
    ids: ids_of!(important_date),
    load: present,
    ..Present::PLAIN
};

fn present(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut live = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<DateRow> = important_date::table
            .filter(important_date::book_id.eq(book.id.0))
            .filter(important_date::id.eq_any(chunk))
            .order(important_date::id)
            .select(DateRow::as_select())
            .load(conn)?;
        for row in rows {
            live.push(Live::of(row.id, &row.record()?)?);
        }
    }
    Ok(live)
}
