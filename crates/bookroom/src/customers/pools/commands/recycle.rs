//! Moving customers to their pools when the rules say so. Hosts run it once a night.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::moves::{Place, move_all};
use crate::customers::commands::draft::Draft;
use crate::customers::pools::model::{DueCustomer, OwnerChangeKind};
use crate::customers::pools::{due, store};
use crate::customers::store as customer_store;
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::work::{Command, Outcome, Review, Tx};

/// Moves every customer whose time has come to the pool of its owner. Locked ones stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecycleCustomers {}

impl Command for RecycleCustomers {
    const NAME: &'static str = "pools.recycle";
    const PERMISSION: Permission = Permission::PoolsManage;
    type Output = Vec<DueCustomer>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<DueCustomer>> {
        let book = tx.book_id();
        let pools = store::keep_all(tx.conn, book)?;
        let today = tx.today();
        let info = tx.book.clone();
        let found = due::find(tx.conn, &info, &pools, today)?;
        let ids: Vec<i64> = found.iter().map(|due| due.customer.0).collect();
        let rows = customer_store::lock_rows(tx.conn, permit.scope(), &ids)?;
        // Who was given away, or dealt with, before it was locked stays where it is.
        let again = due::find(tx.conn, &info, &pools, today)?;
        let held = customer_store::sharing::load_locks(tx.conn, book, &ids)?;
        let rows: Vec<_> = rows.into_iter().filter(|row| !held.contains_key(&row.id)).collect();
        let locked: BTreeSet<i64> = rows.iter().map(|row| row.id).collect();
        let again: Vec<DueCustomer> =
            again.into_iter().filter(|due| locked.contains(&due.customer.0)).collect();
        let due: BTreeMap<i64, &DueCustomer> =
            again.iter().map(|due| (due.customer.0, due)).collect();
        let mut groups: BTreeMap<_, Vec<Draft>> = BTreeMap::new();
        for customer in customer_store::complete(tx.conn, rows)? {
            let Some(due) = due.get(&customer.id.0) else { continue };
            let path = String::new();
            let draft = Draft { path, before: Some(customer.clone()), after: customer };
            groups.entry((due.pool, due.kind, due.days)).or_default().push(draft);
        }
        for ((pool, kind, days), mut drafts) in groups {
            let reason = format!("{} {days}", kind.slug());
            let place = Place {
                how: OwnerChangeKind::Recycled,
                owner: None,
                team: None,
                pool: Some(pool),
                reason: Some(&reason),
            };
            move_all(permit, tx, &mut drafts, &place)?;
        }
        Ok(again)
    }
}

impl Outcome for DueCustomer {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("customer", self.customer);
    }
}
