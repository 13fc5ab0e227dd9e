//! Which customers go back to a pool by a day, and by which rule.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate};

use super::model::{DueCustomer, Pool};
use super::rules::{self, Facts};
use super::store::due as facts;
use crate::customers::rules::classes::LEVEL;
use crate::customers::store as customer_store;
use crate::dictionaries;
use crate::error::{Code, Result};
use crate::store::Conn;
use crate::values::{CustomerId, OperatorId};
use crate::work::BookInfo;

/// The customers of pools' members whose time comes on `until` or earlier, by day and id. Whose
/// owner is a member of several pools goes to the first of them that has a rule for it.
pub(crate) fn find(
    conn: &mut Conn,
    book: &BookInfo,
    pools: &[Pool],
    until: NaiveDate,
) -> Result<Vec<DueCustomer>> {
    let id = book.id.0;
    let mut pools: Vec<Pool> =
        pools.iter().filter(|pool| pool.active && !pool.rules.is_empty()).cloned().collect();
    let shortest = pools.iter().flat_map(|pool| &pool.rules).map(|rule| rule.days).min();
    let Some(shortest) = shortest.and_then(|days| u64::try_from(days).ok()) else {
        return Ok(Vec::new());
    };
    follow_levels(conn, id, until, &mut pools)?;
    let of_team = facts::operators_of(conn, id)?;
    let mut pools_of: BTreeMap<i64, Vec<&Pool>> = BTreeMap::new();
    for pool in &pools {
        let members = pool.members.iter().map(|member| member.operator.0);
        let by_team = pool.teams.iter().filter_map(|team| of_team.get(&team.0)).flatten();
        let members: BTreeSet<i64> = members.chain(by_team.copied()).collect();
        for member in members {
            pools_of.entry(member).or_default().push(pool);
        }
    }
    let owners: Vec<i64> = pools_of.keys().copied().collect();
    // Who is younger than the shortest rule cannot be due yet.
    let last = until.checked_sub_days(Days::new(shortest)).unwrap_or(NaiveDate::MIN);
    let before = last.succ_opt().map_or(i64::MIN, |day| book.start_of(day));
    let owned = facts::owned(conn, id, &owners, before)?;
    let ids: Vec<i64> = owned.iter().map(|customer| customer.id).collect();
    let changes = facts::last_changes(conn, id, &ids)?;
    let deals = facts::last_deals(conn, id, &ids)?;
    let mut classes = customer_store::load_classes(conn, id, &ids)?;
    let mut found = Vec::new();
    for customer in owned {
        let since = changes.get(&customer.id).copied().unwrap_or(customer.created_at);
        let since = DateTime::from_timestamp_micros(since).ok_or(Code::Corrupt)?;
        let facts = Facts {
            owned_on: book.date_of(since),
            dealing_on: customer.last_contact_on,
            deal_on: deals.get(&customer.id).copied(),
            level: classes.remove(&customer.id).and_then(|mut all| all.remove(LEVEL)),
        };
        let Some(owner) = customer.owner else { continue };
        let due = pools_of.get(&owner).into_iter().flatten().find_map(|pool| {
            let (due_on, since, rule) = rules::due(&pool.rules, &facts)?;
            Some((pool.id, due_on, since, rule))
        });
        let Some((pool, due_on, since, rule)) = due.filter(|due| due.1 <= until) else { continue };
        found.push(DueCustomer {
            customer: CustomerId(customer.id),
            name: customer.name,
            owner: OperatorId(owner),
            pool,
            due_on,
            kind: rule.kind,
            level: rule.level.clone(),
            days: rule.days,
            since,
        });
    }
    found.sort_by_key(|due| (due.due_on, due.customer));
    Ok(found)
}

/// Lets rules for a level that was merged away be about the one that took its place.
fn follow_levels(conn: &mut Conn, book: i64, today: NaiveDate, pools: &mut [Pool]) -> Result<()> {
    let levels = pools.iter().flat_map(|pool| &pool.rules).filter_map(|rule| rule.level.clone());
    let levels: BTreeSet<(String, String)> =
        levels.map(|level| (LEVEL.to_owned(), level)).collect();
    if levels.is_empty() {
        return Ok(());
    }
    let levels: Vec<(String, String)> = levels.into_iter().collect();
    let found = dictionaries::follow(conn, book, today, &levels)?;
    for rule in pools.iter_mut().flat_map(|pool| &mut pool.rules) {
        if let Some(level) = &mut rule.level
            && let Some(now) = found.get(&(LEVEL.to_owned(), level.clone()))
        {
            level.clone_from(now);
        }
    }
    Ok(())
}
