//! Rows of pools, of the customers that wait in them, and of who owned a customer when.

pub(crate) mod changes;
pub(crate) mod due;
pub(crate) mod list;
pub(crate) mod present;

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;

use super::model::{Pool, PoolMember, PoolRule, PoolRuleKind};
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::{load_kept, load_locked};
use crate::store::schema::{customer, pool, pool_customer, pool_operator, pool_rule, pool_team};
use crate::values::{OperatorId, PoolId, TeamId};
use crate::work::rows_of;

/// A row of `pool`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = pool, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct PoolRow {
    book_id: i64,
    id: i64,
    label_zh: String,
    label_en: String,
    active: bool,
    barred_days: i64,
    daily_claims: Option<i64>,
    quota: Option<i64>,
    quota_counts_dealt: bool,
    notice_days: i64,
    version: i64,
}

/// A row of `pool_operator`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = pool_operator)]
pub(crate) struct MemberRow {
    book_id: i64,
    pool_id: i64,
    operator_id: i64,
    is_admin: bool,
}

/// A row of `pool_team`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = pool_team)]
pub(crate) struct TeamRow {
    book_id: i64,
    pool_id: i64,
    team_id: i64,
}

/// A row of `pool_rule`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = pool_rule, treat_none_as_default_value = false)]
pub(crate) struct RuleRow {
    book_id: i64,
    pool_id: i64,
    line: i64,
    kind: String,
    level: Option<String>,
    days: i64,
}

/// A row of `pool_customer`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = pool_customer)]
pub(crate) struct WaitingRow {
    book_id: i64,
    customer_id: i64,
    pool_id: i64,
}

fn line(index: usize) -> i64 {
    i64::try_from(index).map_or(i64::MAX, |index| index + 1)
}

impl PoolRow {
    fn of(book_id: i64, pool: &Pool) -> Self {
        Self {
            book_id,
            id: pool.id.0,
            label_zh: pool.label_zh.clone(),
            label_en: pool.label_en.clone(),
            active: pool.active,
            barred_days: pool.barred_days,
            daily_claims: pool.daily_claims,
            quota: pool.quota,
            quota_counts_dealt: pool.quota_counts_dealt,
            notice_days: pool.notice_days,
            version: pool.version,
        }
    }

    fn record(self) -> Pool {
        Pool {
            id: PoolId(self.id),
            label_zh: self.label_zh,
            label_en: self.label_en,
            active: self.active,
            barred_days: self.barred_days,
            daily_claims: self.daily_claims,
            quota: self.quota,
            quota_counts_dealt: self.quota_counts_dealt,
            notice_days: self.notice_days,
            rules: Vec::new(),
            members: Vec::new(),
            teams: Vec::new(),
            version: self.version,
        }
    }
}

/// The records of rows, in their order.
fn complete(conn: &mut Conn, book: i64, rows: Vec<PoolRow>) -> Result<Vec<Pool>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut rules: HashMap<i64, Vec<RuleRow>> =
        rows_of!(conn, pool_rule, RuleRow, pool_id, line, book, ids);
    let mut members: HashMap<i64, Vec<MemberRow>> =
        rows_of!(conn, pool_operator, MemberRow, pool_id, operator_id, book, ids);
    let mut teams: HashMap<i64, Vec<TeamRow>> =
        rows_of!(conn, pool_team, TeamRow, pool_id, team_id, book, ids);
    let record = |row: PoolRow| {
        let id = row.id;
        let rule = |row: RuleRow| {
            let kind = PoolRuleKind::from_slug(&row.kind);
            let kind = kind.ok_or_else(|| Error::corrupt("rules.kind"))?;
            Ok(PoolRule { kind, level: row.level, days: row.days })
        };
        let member = |row: MemberRow| PoolMember {
            operator: OperatorId(row.operator_id),
            is_admin: row.is_admin,
        };
        let of_pool = rules.remove(&id).unwrap_or_default();
        Ok(Pool {
            rules: of_pool.into_iter().map(rule).collect::<Result<_>>()?,
            members: members.remove(&id).unwrap_or_default().into_iter().map(member).collect(),
            teams: teams
                .remove(&id)
                .unwrap_or_default()
                .into_iter()
                .map(|row| TeamId(row.team_id))
                .collect(),
            ..row.record()
        })
    };
    rows.into_iter().map(record).collect()
}

/// All pools of a book, by id.
pub(crate) fn load_all(conn: &mut Conn, book: i64) -> Result<Vec<Pool>> {
    let rows: Vec<PoolRow> = pool::table
        .filter(pool::book_id.eq(book))
        .order(pool::id)
        .select(PoolRow::as_select())
        .load(conn)?;
    complete(conn, book, rows)
}

/// As [`load_all`], and keeps them as they are until the transaction ends.
pub(crate) fn keep_all(conn: &mut Conn, book: i64) -> Result<Vec<Pool>> {
    let rows = load_kept!(
        conn,
        pool::table.filter(pool::book_id.eq(book)).order(pool::id).select(PoolRow::as_select()),
        PoolRow
    )?;
    complete(conn, book, rows)
}

/// One pool.
pub(crate) fn load(conn: &mut Conn, book: i64, id: PoolId) -> Result<Option<Pool>> {
    let rows: Vec<PoolRow> = pool::table
        .filter(pool::book_id.eq(book))
        .filter(pool::id.eq(id.0))
        .select(PoolRow::as_select())
        .load(conn)?;
    Ok(complete(conn, book, rows)?.pop())
}

/// As [`load`], and keeps it as it is until the transaction ends.
pub(crate) fn keep(conn: &mut Conn, book: i64, id: PoolId) -> Result<Option<Pool>> {
    let rows = load_kept!(
        conn,
        pool::table
            .filter(pool::book_id.eq(book))
            .filter(pool::id.eq(id.0))
            .select(PoolRow::as_select()),
        PoolRow
    )?;
    Ok(complete(conn, book, rows)?.pop())
}

/// As [`load`], and locks it until the transaction ends.
pub(crate) fn lock(conn: &mut Conn, book: i64, id: PoolId) -> Result<Option<Pool>> {
    let rows = load_locked!(
        conn,
        pool::table
            .filter(pool::book_id.eq(book))
            .filter(pool::id.eq(id.0))
            .select(PoolRow::as_select()),
        PoolRow
    )?;
    Ok(complete(conn, book, rows)?.pop())
}

/// Writes a new pool.
pub(crate) fn insert(conn: &mut Conn, book: i64, pool: &Pool) -> Result<()> {
    let row = PoolRow::of(book, pool);
    each!(conn, c => diesel::insert_into(pool::table).values(&row).execute(c))?;
    insert_parts(conn, book, pool)
}

/// Writes a changed pool that is locked.
pub(crate) fn save(conn: &mut Conn, book: i64, pool: &Pool) -> Result<()> {
    let row = PoolRow::of(book, pool);
    let target = pool::table.filter(pool::book_id.eq(book)).filter(pool::id.eq(row.id));
    each!(conn, c => diesel::update(target).set(&row).execute(c))?;
    delete_parts(conn, book, row.id)?;
    insert_parts(conn, book, pool)
}

/// Removes a pool that no customer waits in or was in.
pub(crate) fn delete(conn: &mut Conn, book: i64, id: i64) -> Result<()> {
    delete_parts(conn, book, id)?;
    diesel::delete(pool::table.filter(pool::book_id.eq(book)).filter(pool::id.eq(id)))
        .execute(conn)?;
    Ok(())
}

fn insert_parts(conn: &mut Conn, book_id: i64, pool: &Pool) -> Result<()> {
    let pool_id = pool.id.0;
    let rules = pool.rules.iter().enumerate().map(|(index, rule)| RuleRow {
        book_id,
        pool_id,
        line: line(index),
        kind: rule.kind.slug().to_owned(),
        level: rule.level.clone(),
        days: rule.days,
    });
    let rules: Vec<RuleRow> = rules.collect();
    let members = pool.members.iter().map(|member| MemberRow {
        book_id,
        pool_id,
        operator_id: member.operator.0,
        is_admin: member.is_admin,
    });
    let members: Vec<MemberRow> = members.collect();
    let teams: Vec<TeamRow> =
        pool.teams.iter().map(|team| TeamRow { book_id, pool_id, team_id: team.0 }).collect();
    insert_all!(conn, pool_rule::table, &rules[..]);
    insert_all!(conn, pool_operator::table, &members[..]);
    insert_all!(conn, pool_team::table, &teams[..]);
    Ok(())
}

fn delete_parts(conn: &mut Conn, book: i64, id: i64) -> Result<()> {
    macro_rules! clear {
        ($($table:ident)*) => {$(
            let rows = $table::table.filter($table::book_id.eq(book));
            diesel::delete(rows.filter($table::pool_id.eq(id))).execute(conn)?;
        )*};
    }
    clear!(pool_rule pool_operator pool_team);
    Ok(())
}

/// Whether a customer waits in a pool now, or was in it.
pub(crate) fn is_used(conn: &mut Conn, book: i64, id: i64) -> Result<bool> {
    let waiting = pool_customer::table
        .filter(pool_customer::book_id.eq(book))
        .filter(pool_customer::pool_id.eq(id));
    let is_waiting: bool = diesel::select(diesel::dsl::exists(waiting)).get_result(conn)?;
    Ok(is_waiting || changes::name_pool(conn, book, id)?)
}

/// Puts locked customers, which wait in none, into pools: customer and pool.
pub(crate) fn enter(conn: &mut Conn, book_id: i64, places: &[(i64, i64)]) -> Result<()> {
    let row = |&(customer_id, pool_id): &(i64, i64)| WaitingRow { book_id, customer_id, pool_id };
    let rows: Vec<WaitingRow> = places.iter().map(row).collect();
    insert_all!(conn, pool_customer::table, &rows[..]);
    Ok(())
}

/// Takes locked customers out of their pools.
pub(crate) fn leave(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let rows = pool_customer::table.filter(pool_customer::book_id.eq(book));
        diesel::delete(rows.filter(pool_customer::customer_id.eq_any(chunk.to_vec())))
            .execute(conn)?;
    }
    Ok(())
}

/// The customers that an operator owns.
pub(crate) fn owned_by(conn: &mut Conn, book: i64, operator: i64) -> Result<Vec<i64>> {
    Ok(customer::table
        .filter(customer::book_id.eq(book))
        .filter(customer::owner_id.eq(operator))
        .filter(customer::merged_into.is_null())
        .select(customer::id)
        .load(conn)?)
}

/// Those of these customers that have a posted sales invoice.
pub(crate) fn dealt(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeSet<i64>> {
    Ok(due::last_deals(conn, book, ids)?.into_keys().collect())
}
