//! The customers that a move is about, locked in the order of their ids.

use std::collections::{BTreeMap, BTreeSet};

use crate::customers::commands::draft::{Draft, refuse_merged};
use crate::customers::{rules as customer_rules, store as customer_store};
use crate::error::{Code, Result};
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, CustomerId};
use crate::work::Tx;

/// Rows by id.
pub(super) type Rows = BTreeMap<i64, customer_store::CustomerRow>;

/// Locks customers, whoever owns them, in the order of their ids; each must stand there once.
pub(super) fn lock_all(tx: &mut Tx<'_>, permit: &Permit, customers: &[CustomerId]) -> Result<Rows> {
    let mut check = Check::new();
    check.at_most("customers", customers.len(), customer_rules::COMMAND_LIMIT);
    let mut seen = BTreeSet::new();
    for (index, id) in customers.iter().enumerate() {
        check.require(seen.insert(id), &format!("customers[{index}]"), Code::Repeated);
    }
    check.finish()?;
    let ids: Vec<i64> = customers.iter().map(|id| id.0).collect();
    let rows = customer_store::lock_rows(tx.conn, permit.scope(), &ids)?;
    let rows: Rows = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut check = Check::new();
    for (index, row) in ids.iter().enumerate().filter_map(|(at, id)| Some((at, rows.get(id)?))) {
        refuse_merged(row, &format!("customers[{index}]"), &mut check);
    }
    check.finish()?;
    Ok(rows)
}

/// Whether the operator sees a customer.
pub(super) fn is_seen(tx: &mut Tx<'_>, id: i64) -> Result<bool> {
    let Ok(scope) = tx.grants().scope(Permission::CustomersView) else { return Ok(false) };
    Ok(!customer_store::load_visible(tx.conn, &scope, &[id])?.is_empty())
}

/// The customers of locked rows, in the order of the input.
pub(super) fn drafts(
    tx: &mut Tx<'_>,
    mut rows: Rows,
    customers: &[CustomerId],
) -> Result<Vec<Draft>> {
    let rows = customers.iter().filter_map(|id| rows.remove(&id.0)).collect();
    let customers = customer_store::complete(tx.conn, rows)?;
    let draft = |(index, customer): (usize, crate::customers::model::Customer)| Draft {
        path: format!("customers[{index}]"),
        before: Some(customer.clone()),
        after: customer,
    };
    Ok(customers.into_iter().enumerate().map(draft).collect())
}
