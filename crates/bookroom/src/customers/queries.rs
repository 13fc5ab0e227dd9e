//! Reads: load within the scope, apply the field rights, hand out records.

use std::collections::HashMap;

use super::model::Customer;
use super::{masks, rules, store};
use crate::error::{Error, Result};
use crate::session::View;
use crate::values::{Check, CustomerId};

/// One customer.
pub(crate) fn get(view: &mut View<'_>, id: CustomerId) -> Result<Customer> {
    let found = get_many(view, &[id])?;
    found.into_iter().next().ok_or_else(|| Error::not_found("customer", id))
}

/// Customers by id, in the order asked for.
pub(crate) fn get_many(view: &mut View<'_>, ids: &[CustomerId]) -> Result<Vec<Customer>> {
    let mut check = Check::new();
    check.at_most("ids", ids.len(), rules::COMMAND_LIMIT);
    check.finish()?;
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = store::load_rows(view.conn, &view.scope, &ids)?;
    let mut by_id = HashMap::with_capacity(rows.len());
    for mut customer in store::complete(view.conn, rows)? {
        masks::customer(&mut customer, &view.fields);
        by_id.insert(customer.id.0, customer);
    }
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}
