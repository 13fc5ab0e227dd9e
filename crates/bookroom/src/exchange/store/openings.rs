//! Opening items that the book has, as imports look for them, and what stands in the way of taking
//! customers back.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::error::Result;
use crate::exchange::model::{ImportKind, ImportState};
use crate::ledger::AccountRole;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{
    account_role, entry_item, import_line, import_run, invoice, payment, posting, service_case,
};

/// An opening balance that an import of customers booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Earlier {
    pub(crate) import: i64,
    pub(crate) line: i64,
    pub(crate) side: String,
    pub(crate) kind: String,
    pub(crate) amount: i64,
}

/// The opening balances of customers that imports of customers booked and that still stand.
pub(crate) fn load_beside(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
) -> Result<BTreeMap<i64, Vec<Earlier>>> {
    let mut found: BTreeMap<i64, Vec<Earlier>> = BTreeMap::new();
    if customers.is_empty() {
        return Ok(found);
    }
    let booked = load_booked(conn, book)?;
    type Row = (i64, i64, String, String, i64);
    for chunk in customers.chunks(IN_LIST) {
        let rows: Vec<Row> = entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::customer_id.eq_any(chunk))
            .filter(entry_item::cancelled_on.is_null())
            .select((
                entry_item::id,
                entry_item::customer_id,
                entry_item::side,
                entry_item::open_kind,
                entry_item::amount,
            ))
            .load(conn)?;
        for (id, customer, side, kind, amount) in rows {
            let Some((import, line)) = booked.get(&id).copied() else { continue };
            let earlier = Earlier { import, line, side, kind, amount };
            found.entry(customer).or_default().push(earlier);
        }
    }
    for earlier in found.values_mut() {
        earlier.sort_by_key(|it| (it.import, it.line));
    }
    Ok(found)
}

/// Import and line of the opening balances that imports of customers booked, by what they became:
/// all at once, since lines are not kept by what they became.
fn load_booked(conn: &mut Conn, book: i64) -> Result<HashMap<i64, (i64, i64)>> {
    let same_run =
        import_run::book_id.eq(import_line::book_id).and(import_run::id.eq(import_line::import_id));
    let rows: Vec<(i64, i64, i64)> = import_line::table
        .inner_join(import_run::table.on(same_run))
        .filter(import_line::book_id.eq(book))
        .filter(import_run::kind.eq(ImportKind::Customers.slug()))
        .filter(import_run::state.eq(ImportState::Done.slug()))
        .select((import_line::record_id, import_line::import_id, import_line::line))
        .load(conn)?;
    Ok(rows.into_iter().map(|(record, import, line)| (record, (import, line))).collect())
}

/// What was open of a customer or supplier when the book began, as the book has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpeningRow {
    pub(crate) id: i64,
    pub(crate) customer: i64,
    pub(crate) side: String,
    pub(crate) kind: String,
    pub(crate) amount: i64,
    pub(crate) number: Option<String>,
    pub(crate) issue_on: Option<NaiveDate>,
    /// Where an import of customers booked it: it is a balance, and no document.
    pub(crate) beside: Option<(i64, i64)>,
}

/// What was open of these customers when the book began, in the order in which it was entered.
pub(crate) fn load_known(conn: &mut Conn, book: i64, customers: &[i64]) -> Result<Vec<OpeningRow>> {
    let mut found: BTreeMap<i64, OpeningRow> = BTreeMap::new();
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let booked = load_booked(conn, book)?;
    type Row = (i64, i64, String, String, i64, Option<String>, NaiveDate, NaiveDate);
    type Columns = (
        entry_item::id,
        entry_item::customer_id,
        entry_item::side,
        entry_item::open_kind,
        entry_item::amount,
        entry_item::number,
        entry_item::issue_on,
        entry_item::entry_on,
    );
    for chunk in customers.chunks(IN_LIST) {
        let same_entry = posting::book_id
            .eq(entry_item::book_id)
            .and(posting::entry_id.eq(entry_item::entry_id));
        let same_account = account_role::book_id
            .eq(posting::book_id)
            .and(account_role::account_id.eq(posting::account_id));
        let rows: Vec<Row> = entry_item::table
            .inner_join(posting::table.on(same_entry))
            .inner_join(account_role::table.on(same_account))
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::customer_id.eq_any(chunk))
            .filter(entry_item::cancelled_on.is_null())
            .filter(account_role::role.eq(AccountRole::OpeningBalance.slug()))
            .select(Columns::default())
            .distinct()
            .load(conn)?;
        let own: Vec<Row> = entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::customer_id.eq_any(chunk))
            .filter(entry_item::cancelled_on.is_null())
            .filter(
                entry_item::number.is_not_null().or(entry_item::issue_on.lt(entry_item::entry_on)),
            )
            .select(Columns::default())
            .load(conn)?;
        for (id, customer, side, kind, amount, number, issue_on, entry_on) in
            rows.into_iter().chain(own)
        {
            let issue_on = Some(issue_on).filter(|day| *day < entry_on);
            let beside = booked.get(&id).copied();
            let row = OpeningRow { id, customer, side, kind, amount, number, issue_on, beside };
            found.insert(id, row);
        }
    }
    Ok(found.into_values().collect())
}

/// The last day on which what was open was entered, of customers who have such a day. What was
/// entered so stands against the account of opening balances; against another, it tells by a
/// number or an earlier day of its own, which other lines by hand never have.
pub(crate) fn load_days(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
) -> Result<BTreeMap<i64, NaiveDate>> {
    let mut found: BTreeMap<i64, NaiveDate> = BTreeMap::new();
    for chunk in customers.chunks(IN_LIST) {
        let same_entry = posting::book_id
            .eq(entry_item::book_id)
            .and(posting::entry_id.eq(entry_item::entry_id));
        let same_account = account_role::book_id
            .eq(posting::book_id)
            .and(account_role::account_id.eq(posting::account_id));
        let rows: Vec<(i64, NaiveDate)> = entry_item::table
            .inner_join(posting::table.on(same_entry))
            .inner_join(account_role::table.on(same_account))
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::customer_id.eq_any(chunk))
            .filter(entry_item::cancelled_on.is_null())
            .filter(account_role::role.eq(AccountRole::OpeningBalance.slug()))
            .select((entry_item::customer_id, entry_item::entry_on))
            .distinct()
            .load(conn)?;
        let own: Vec<(i64, NaiveDate)> = entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::customer_id.eq_any(chunk))
            .filter(entry_item::cancelled_on.is_null())
            .filter(
                entry_item::number.is_not_null().or(entry_item::issue_on.lt(entry_item::entry_on)),
            )
            .select((entry_item::customer_id, entry_item::entry_on))
            .distinct()
            .load(conn)?;
        for (customer, on) in rows.into_iter().chain(own) {
            let day = found.entry(customer).or_insert(on);
            *day = on.max(*day);
        }
    }
    Ok(found)
}

/// The records that an import made, by kind.
pub(crate) struct Made {
    pub(crate) invoices: BTreeSet<i64>,
    pub(crate) payments: BTreeSet<i64>,
    pub(crate) items: BTreeSet<i64>,
}

/// Of these customers, those that documents, money, entries or cases name which an import did not
/// make itself.
pub(crate) fn find_named_elsewhere(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
    made: &Made,
) -> Result<BTreeSet<i64>> {
    let mut named = BTreeSet::new();
    macro_rules! look_in {
        ($chunk:expr, $table:ident, $own:expr) => {{
            let rows: Vec<(i64, i64)> = $table::table
                .filter($table::book_id.eq(book))
                .filter($table::customer_id.eq_any($chunk))
                .select(($table::customer_id, $table::id))
                .load(conn)?;
            let others = rows.into_iter().filter(|(_, id)| !$own.contains(id));
            named.extend(others.map(|(customer, _)| customer));
        }};
    }
    for chunk in customers.chunks(IN_LIST) {
        look_in!(chunk, invoice, made.invoices);
        look_in!(chunk, payment, made.payments);
        look_in!(chunk, entry_item, made.items);
        let cases: Vec<Option<i64>> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::customer_id.eq_any(chunk))
            .select(service_case::customer_id)
            .load(conn)?;
        named.extend(cases.into_iter().flatten());
    }
    Ok(named)
}
