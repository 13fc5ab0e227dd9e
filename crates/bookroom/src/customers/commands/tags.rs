//! Tagging many customers at once, without replacing the tags they have.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::draft::{self, SUBJECT};
use super::sharing::refuse_locked_ids;
use crate::customers::{pools, rules, store};
use crate::error::{Code, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, CustomerId};
use crate::work::{Command, Tx};

/// Adds tags to customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagCustomers {
    /// The customers, at most 100,000.
    pub customers: Vec<CustomerId>,
    /// The tags, at most 50 of up to 60 characters.
    pub tags: Vec<String>,
}

impl Command for TagCustomers {
    const NAME: &'static str = "customers.tag";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = i64;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<i64> {
        let tags = clean(&self.tags)?;
        retag(permit, tx, &self.customers, |old| old.union(&tags).cloned().collect())
    }
}

/// Takes tags away from customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UntagCustomers {
    /// The customers, at most 100,000.
    pub customers: Vec<CustomerId>,
    /// The tags, at most 50.
    pub tags: Vec<String>,
}

impl Command for UntagCustomers {
    const NAME: &'static str = "customers.untag";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = i64;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<i64> {
        let tags = clean(&self.tags)?;
        retag(permit, tx, &self.customers, |old| old.difference(&tags).cloned().collect())
    }
}

fn clean(tags: &[String]) -> Result<BTreeSet<String>> {
    let mut check = Check::new();
    let clean = rules::clean_tags(tags, &mut check);
    check.finish()?;
    Ok(clean.into_iter().collect())
}

#[derive(Serialize)]
struct TagImage<'t> {
    tags: &'t BTreeSet<String>,
}

/// Gives customers new tags made of the old ones; returns how many changed.
fn retag(
    permit: &Permit,
    tx: &mut Tx<'_>,
    customers: &[CustomerId],
    new_tags: impl Fn(&BTreeSet<String>) -> BTreeSet<String>,
) -> Result<i64> {
    let seen: Vec<_> = customers.iter().map(|id| (*id, None)).collect();
    let rows = draft::lock_seen(permit, tx, "customers", &seen)?;
    refuse_locked_ids(tx, &rows.iter().map(|row| row.id).collect::<Vec<_>>())?;
    let places = customers.iter().enumerate();
    let places = places.map(|(index, id)| (format!("customers[{index}]"), *id));
    pools::commands::refuse_waiting(permit, tx, places)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let book = tx.book_id();
    let mut had = store::load_tags(tx.conn, book, &ids)?;
    let mut check = Check::new();
    let mut changed = Vec::new();
    for (index, id) in ids.into_iter().enumerate() {
        let before: BTreeSet<String> = had.remove(&id).unwrap_or_default().into_iter().collect();
        let after = new_tags(&before);
        if after.len() > rules::PARTS_LIMIT {
            let problem = Problem::new(Code::TooMany).at(format!("customers[{index}]"));
            check.add(problem.fact("limit", rules::PARTS_LIMIT));
        }
        if before != after {
            let subject = Subject::new(SUBJECT, id);
            tx.note_edited(
                permit,
                subject,
                &TagImage { tags: &before },
                &TagImage { tags: &after },
            )?;
            changed.push((id, after));
        }
    }
    check.finish()?;
    let now = tx.now_micros();
    store::save_tags(tx.conn, book, &changed, now)?;
    Ok(store::count(changed.len()))
}
