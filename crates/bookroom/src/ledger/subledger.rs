//! Whose books an account belongs to that is kept by customer or supplier: the customers' (应收、预收)
//! or the suppliers' (应付、预付).

use std::collections::BTreeMap;

use super::chart::Chart;
use super::model::{AccountKind, AccountRole};
use super::store::accounts as store;
use crate::error::Result;
use crate::store::Conn;

/// Whose books an account belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subledger {
    /// What customers owe, and what they paid in advance.
    Customers,
    /// What suppliers are owed, and what they were paid in advance.
    Suppliers,
}

impl Subledger {
    fn of_role(role: AccountRole) -> Option<Self> {
        match role {
            AccountRole::Receivable | AccountRole::CustomerAdvance => Some(Self::Customers),
            AccountRole::Payable | AccountRole::SupplierAdvance => Some(Self::Suppliers),
            _ => None,
        }
    }
}

/// The books of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) subledger: Subledger,
    /// Whether documents and advances stand there: not so notes (应收票据) and other claims
    /// (其他应收款), which no payment settles unless told to.
    pub(crate) is_trade: bool,
}

/// The books of accounts kept by customer or supplier. Of other kinds than assets and liabilities
/// nothing is owed: they are absent.
///
/// An account belongs where the nearest account with a role does, among those above it and what is
/// below them; without one an asset is the customers' and a liability the suppliers'.
pub(crate) fn load_subledgers(conn: &mut Conn, book: i64) -> Result<BTreeMap<i64, Place>> {
    let roles = store::load_roles(conn, book)?;
    let by_account: BTreeMap<i64, Subledger> = roles
        .into_iter()
        .filter_map(|(role, account)| Some((account, Subledger::of_role(role)?)))
        .collect();
    let rows = store::load_accounts(conn, book)?;
    let parents: BTreeMap<i64, Option<i64>> =
        rows.iter().map(|row| (row.id, row.parent_id)).collect();
    let chart = Chart::new(rows.clone());
    let mut found = BTreeMap::new();
    for row in rows.iter().filter(|row| row.party_control && row.is_leaf) {
        let by_kind = match AccountKind::from_slug(&row.kind) {
            Some(AccountKind::Asset) => Subledger::Customers,
            Some(AccountKind::Liability) => Subledger::Suppliers,
            _ => continue,
        };
        let mut at = Some(row.id);
        let mut place = Place { subledger: by_kind, is_trade: false };
        // A chart is not deeper than it has accounts.
        for _ in 0..rows.len() {
            let Some(id) = at else { break };
            let near: Vec<Subledger> =
                chart.leaves(id).iter().filter_map(|leaf| by_account.get(leaf)).copied().collect();
            if let Some(first) = near.first() {
                if near.iter().all(|other| other == first) {
                    place = Place { subledger: *first, is_trade: true };
                }
                break;
            }
            at = parents.get(&id).copied().flatten();
        }
        found.insert(row.id, place);
    }
    Ok(found)
}
