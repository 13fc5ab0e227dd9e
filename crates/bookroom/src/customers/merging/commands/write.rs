//! What a merge and its undoing write alike.

use std::collections::BTreeSet;

use super::sum_again;
use crate::customers::commands::draft::{self, Draft};
use crate::customers::masks;
use crate::customers::merging::model::{CustomerMerge, MergedCustomers};
use crate::customers::pools::commands::{Moved, follow_moves};
use crate::customers::pools::model::OwnerChangeKind;
use crate::customers::store::relations::{save_limits, save_parents};
use crate::customers::store::{self, dealt};
use crate::error::{Error, Result};
use crate::rights::permit::Permit;
use crate::values::{Check, CustomerId};
use crate::work::Tx;

/// Writes customers with new values in any of their fields, and notes them.
pub(super) fn save(permit: &Permit, tx: &mut Tx<'_>, drafts: &mut [Draft]) -> Result<()> {
    let mut check = Check::new();
    let items = draft::resolve_items(tx, drafts, &mut check)?;
    check.finish()?;
    draft::refuse_taken_codes(tx, drafts)?;
    draft::save_changed(permit, tx, drafts, &items)?;
    let (book, currency) = (tx.book_id(), tx.book.currency);
    for draft in drafts.iter() {
        let (Some(before), after) = (&draft.before, &draft.after) else { continue };
        let id = after.id.0;
        if before.credit_limit != after.credit_limit {
            let limit = after.credit_limit.map(|limit| currency.to_minor(limit)).transpose()?;
            save_limits(tx.conn, book, &[(id, limit)])?;
        }
        if before.parent != after.parent {
            save_parents(tx.conn, book, &[id], after.parent.map(i64::from))?;
        }
        if before.collaborators != after.collaborators {
            let shared = [(id, after.collaborators.clone())];
            store::sharing::save_collaborators(tx.conn, book, &shared)?;
        }
        if before.planned_contact != after.planned_contact {
            store::save_plan(tx.conn, book, id, after.planned_contact.as_ref())?;
        }
    }
    let moved = Moved { how: OwnerChangeKind::Merged, reason: None };
    follow_moves(permit, tx, drafts, &moved)
}

/// Brings up to date what follows from the records of customers: what the ledger holds of them, and
/// what they know of their dealings.
pub(super) fn settle(tx: &mut Tx<'_>, group: &BTreeSet<CustomerId>) -> Result<()> {
    sum_again(tx, group)?;
    let (book, ids) = (tx.book_id(), group.iter().map(|id| id.0).collect::<Vec<_>>());
    dealt::follow(tx.conn, book, &ids)
}

/// What came of a merge or of undoing one, as the operator may see it.
pub(super) fn outcome(
    permit: &Permit,
    tx: &mut Tx<'_>,
    merge: CustomerMerge,
) -> Result<MergedCustomers> {
    let ids: Vec<i64> = merge.customers.iter().chain([&merge.into]).map(|id| id.0).collect();
    let book = tx.book_id();
    let rows = store::load_all_rows(tx.conn, book, &ids)?;
    let mut customers = store::complete(tx.conn, rows)?;
    customers.iter_mut().for_each(|it| masks::customer(it, permit.fields()));
    let gone = || Error::internal("a customer was locked and is gone");
    let at = customers.iter().position(|it| it.id == merge.into).ok_or_else(gone)?;
    let customer = customers.remove(at);
    Ok(MergedCustomers { merge, customer, others: customers })
}
