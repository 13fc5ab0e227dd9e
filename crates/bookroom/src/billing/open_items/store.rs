//! Rows of lines posted by hand.

pub(crate) mod checks;
pub(crate) mod present;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{EntryItem, EntryItemFilter, EntryItemSort, OpenKind, Side};
use crate::billing::allocations::store::{Moved, Settled};
use crate::billing::products::store::load_account_codes;
use crate::customers::{customers_in_scope, keep_by_customer, stand_in};
use crate::error::{Code, Error, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all, save_all};
use crate::store::listing::{Place, conditions, in_order, listed_columns};
use crate::store::locks::load_locked_by_id;
use crate::store::schema::entry_item;
use crate::store::texts::lower;
use crate::values::text::is_storable;
use crate::values::{Check, Currency, CustomerId, EntryId, EntryItemId, Page, PageRequest};
use crate::work::View;

/// A row of `entry_item`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = entry_item, treat_none_as_default_value = false)]
pub(crate) struct EntryItemRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) entry_id: i64,
    pub(crate) line: i64,
    pub(crate) account_id: i64,
    pub(crate) customer_id: i64,
    pub(crate) side: String,
    pub(crate) open_kind: String,
    pub(crate) entry_on: NaiveDate,
    pub(crate) issue_on: NaiveDate,
    pub(crate) due_on: NaiveDate,
    pub(crate) number: Option<String>,
    pub(crate) amount: i64,
    pub(crate) settled: i64,
    pub(crate) cancelled_on: Option<NaiveDate>,
    pub(crate) version: i64,
}

impl EntryItemRow {
    pub(crate) fn side(&self) -> Result<Side> {
        Ok(Side::from_slug(&self.side).ok_or(Code::Corrupt)?)
    }

    pub(crate) fn open_kind(&self) -> Result<OpenKind> {
        Ok(OpenKind::from_slug(&self.open_kind).ok_or(Code::Corrupt)?)
    }

    /// What is left of it.
    pub(crate) fn left(&self) -> i64 {
        if self.cancelled_on.is_some() { 0 } else { self.amount - self.settled }
    }

    fn record(&self, currency: Currency, codes: &BTreeMap<i64, String>) -> Result<EntryItem> {
        Ok(EntryItem {
            id: EntryItemId(self.id),
            entry: EntryId(self.entry_id),
            line: self.line,
            account: codes.get(&self.account_id).cloned().ok_or(Code::Corrupt)?,
            customer: CustomerId(self.customer_id),
            side: self.side()?,
            kind: self.open_kind()?,
            entry_on: self.entry_on,
            issue_on: self.issue_on,
            due_on: self.due_on,
            number: self.number.clone(),
            amount: currency.from_minor(self.amount),
            settled: currency.from_minor(self.settled),
            open: currency.from_minor(self.left()),
            cancelled_on: self.cancelled_on,
            version: self.version,
        })
    }
}

/// Rows as records, in their order.
pub(crate) fn records(
    conn: &mut Conn,
    currency: Currency,
    rows: &[EntryItemRow],
) -> Result<Vec<EntryItem>> {
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let accounts = rows.iter().map(|row| row.account_id);
    let codes = load_account_codes(conn, first.book_id, accounts)?;
    rows.iter().map(|row| row.record(currency, &codes)).collect()
}

/// Writes new lines.
pub(crate) fn insert(conn: &mut Conn, rows: &[EntryItemRow]) -> Result<()> {
    insert_all!(conn, entry_item::table, rows);
    Ok(())
}

/// Writes what was said of lines besides their postings: number, days and cancellation.
pub(crate) fn save(conn: &mut Conn, rows: &[EntryItemRow]) -> Result<()> {
    save_all!(conn, entry_item, rows, [issue_on, due_on, number, settled, cancelled_on, version]);
    Ok(())
}

/// The lines of entries.
pub(crate) fn load_of_entries(
    conn: &mut Conn,
    book: i64,
    entries: &[i64],
) -> Result<Vec<EntryItemRow>> {
    let mut found = Vec::new();
    for chunk in entries.chunks(IN_LIST) {
        let rows: Vec<EntryItemRow> = entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::entry_id.eq_any(chunk))
            .select(EntryItemRow::as_select())
            .load(conn)?;
        found.extend(rows);
    }
    found.sort_by_key(|row: &EntryItemRow| row.id);
    Ok(found)
}

/// Lines by id, locked until the transaction ends. Missing ones are absent.
pub(crate) fn lock(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeMap<i64, EntryItemRow>> {
    Ok(load_locked_by_id!(conn, book, ids, entry_item, EntryItemRow))
}

/// Of these lines, those whose customers a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    keep_by_customer!(conn, scope, ids, entry_item)
}

/// Adds to what is settled of lines; a negative amount takes back.
///
/// # Errors
/// `over_allocated` when anything would fall below zero or above the amount, or a line is
/// cancelled; nothing may be kept then.
pub(crate) fn add_settled(conn: &mut Conn, book: i64, deltas: &BTreeMap<i64, i64>) -> Result<()> {
    let column = Settled { table: "entry_item", column: "settled", limit: "amount" };
    column.add(conn, book, deltas, |_| Moved {
        set: String::new(),
        only: "cancelled_on IS NULL".to_owned(),
    })
}

/// One line.
pub(crate) fn get(view: &mut View<'_>, id: EntryItemId) -> Result<EntryItem> {
    let row: Option<EntryItemRow> = entry_item::table
        .filter(entry_item::book_id.eq(view.book_id()))
        .filter(entry_item::id.eq(id.0))
        .filter(entry_item::customer_id.eq_any(customers_in_scope(&view.scope)))
        .select(EntryItemRow::as_select())
        .first(view.conn)
        .optional()?;
    let row = row.ok_or_else(|| Error::not_found("entry_item", id))?;
    let found = records(view.conn, view.book.currency, &[row])?;
    found.into_iter().next().ok_or_else(|| Error::not_found("entry_item", id))
}

listed_columns! {
    entry_item, EntryItemRow, EntryItemSort {
        EntryOn => required day entry_on;
        IssueOn => required day issue_on;
        DueOn => required day due_on;
        Number => optional text number;
        Entry => required whole entry_id;
        Customer => required whole customer_id;
        Side => required word(Side) side;
        Kind => required word(OpenKind) open_kind;
        Amount => required amount amount;
        Settled => required amount settled;
        CancelledOn => optional day cancelled_on;
    }
}

/// A page of lines.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &EntryItemFilter,
    sort: EntryItemSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<EntryItem>> {
    let mut check = Check::new();
    check.texts("filter", filter);
    let words = EntryItemSort::words();
    let column = |word: &str| EntryItemSort::from_slug(word).map(listed);
    let currency = view.book.currency;
    let conditions = conditions(&filter.conditions, currency, &words, column, &mut check);
    check.finish()?;
    let rows = page.rows_to_load()?;
    let after = Place::of(page, sort.slug(), descending)?;
    let mut query = entry_item::table
        .filter(entry_item::book_id.eq(view.book_id()))
        .limit(rows)
        .select(EntryItemRow::as_select())
        .into_boxed();
    if view.scope.reach() != Reach::All {
        query = query.filter(entry_item::customer_id.eq_any(customers_in_scope(&view.scope)));
    }
    if let Some(customer) = stand_in(view, filter.customer)? {
        query = query.filter(entry_item::customer_id.eq(customer.0));
    }
    if let Some(side) = filter.side {
        query = query.filter(entry_item::side.eq(side.slug()));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(entry_item::open_kind.eq(kind.slug()));
    }
    if let Some(entry) = filter.entry {
        query = query.filter(entry_item::entry_id.eq(entry.0));
    }
    let settled = entry_item::settled.ge(entry_item::amount);
    match filter.open {
        Some(true) => {
            let left = entry_item::settled.lt(entry_item::amount);
            query = query.filter(entry_item::cancelled_on.is_null().and(left));
        }
        Some(false) => {
            query = query.filter(entry_item::cancelled_on.is_not_null().or(settled));
        }
        None => {}
    }
    for condition in conditions {
        query = query.filter(condition);
    }
    let query = in_order!(query, listed(sort), entry_item::id, descending, after);
    let found: Vec<EntryItemRow> = query.load(view.conn)?;
    let page = Page::cut(found, page.limit, |row| place(row, sort, descending));
    let items = records(view.conn, view.book.currency, &page.items)?;
    Ok(Page { items, next: page.next })
}

/// What tells a document from others: customer, side and number, of which the case of plain letters
/// does not count.
pub(crate) fn numbered(customer: i64, side: Side, number: &str) -> (i64, String, String) {
    (customer, side.slug().to_owned(), number.to_ascii_lowercase())
}

/// The first item that counts of each document with one of these numbers, by [`numbered`].
pub(crate) fn load_numbered(
    conn: &mut Conn,
    book: i64,
    numbers: &BTreeSet<&str>,
) -> Result<BTreeMap<(i64, String, String), i64>> {
    let mut found = BTreeMap::new();
    let plain: Vec<&str> = numbers.iter().copied().filter(|number| is_storable(number)).collect();
    for chunk in plain.chunks(IN_LIST / 2) {
        let folded: Vec<String> = chunk.iter().map(|it| it.to_ascii_lowercase()).collect();
        // Databases fold other letters than ASCII each in its way, or not at all.
        let same = lower(entry_item::number).eq_any(folded);
        let rows: Vec<(i64, i64, String, Option<String>)> = entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(same.or(entry_item::number.eq_any(chunk)))
            .filter(entry_item::cancelled_on.is_null())
            .order(entry_item::id)
            .select((entry_item::id, entry_item::customer_id, entry_item::side, entry_item::number))
            .load(conn)?;
        for (id, customer, side, number) in rows {
            let number = number.unwrap_or_default().to_ascii_lowercase();
            found.entry((customer, side, number)).or_insert(id);
        }
    }
    Ok(found)
}
