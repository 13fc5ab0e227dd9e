//! Whether the money of a row settles debts or is a refund: by what its party is, and what is open.

use std::collections::{BTreeMap, BTreeSet};

use super::Work;
use super::paid::Paid;
use crate::billing::payments::PaymentDirection::{self, In, Out};
use crate::billing::payments::Side;
use crate::billing::payments::rules::OpenKind;
use crate::billing::payments::store::items::{OpenGroup, customers_with_open};
use crate::customers::{Counterparty, load_counterparties};
use crate::error::{Code, Problem, Result};
use crate::exchange::rules::payments::Standing;
use crate::rights::permission::Permission;
use crate::work::Tx;

/// What is known of the parties of some rows.
pub(super) struct Parties {
    known: BTreeMap<i64, Counterparty>,
    /// Who has open debts or credits, by group.
    open: BTreeMap<OpenGroup, BTreeSet<i64>>,
}

impl Parties {
    pub(super) fn load(tx: &mut Tx<'_>, customers: &BTreeSet<i64>) -> Result<Self> {
        let scope = tx.grants().scope(Permission::CustomersView)?;
        let ids: Vec<i64> = customers.iter().copied().collect();
        let known = load_counterparties(tx.conn, &scope, &ids)?;
        let mut open = BTreeMap::new();
        for side in [Side::Receivable, Side::Payable] {
            for open_kind in [OpenKind::Debt, OpenKind::Credit] {
                let group = OpenGroup { side, open_kind };
                open.insert(group, customers_with_open(tx.conn, &scope, &ids, group)?);
            }
        }
        Ok(Self { known, open })
    }

    pub(super) fn standing(&self, customer: i64, direction: PaymentDirection) -> Standing {
        let party = self.known.get(&customer);
        let is_customer = party.is_some_and(|party| party.is_customer);
        let is_supplier = party.is_some_and(|party| party.is_supplier);
        let has = |side, open_kind| {
            let of_group = self.open.get(&OpenGroup { side, open_kind });
            of_group.is_some_and(|customers| customers.contains(&customer))
        };
        let (own, other) = match direction {
            In => (Side::Receivable, Side::Payable),
            Out => (Side::Payable, Side::Receivable),
        };
        let (settles, refunds) = match direction {
            In => (is_customer, is_supplier),
            Out => (is_supplier, is_customer),
        };
        Standing {
            settles,
            refunds,
            has_debts: has(own, OpenKind::Debt),
            has_credits: has(other, OpenKind::Credit),
        }
    }
}

/// Refuses receipts from those who are only bought from where nothing in the file says that they
/// are receipts: they may as well be what the supplier was paid.
pub(super) fn with_directions<'r>(
    tx: &mut Tx<'_>,
    work: &mut Work,
    mut paid: Vec<Paid<'r>>,
) -> Result<Vec<Paid<'r>>> {
    let open: BTreeSet<i64> =
        paid.iter().filter(|it| it.row.direction_open).map(|it| it.customer).collect();
    let ids: Vec<i64> = open.into_iter().collect();
    let scope = tx.grants().scope(Permission::CustomersView)?;
    let known = load_counterparties(tx.conn, &scope, &ids)?;
    paid.retain(|it| {
        let party = known.get(&it.customer).filter(|_| it.row.direction_open);
        let is_supplier = party.is_some_and(|party| party.is_supplier && !party.is_customer);
        if is_supplier {
            let problem = Problem::new(Code::Ambiguous);
            work.refuse(it.row.line, Some("direction".to_owned()), problem);
        }
        !is_supplier
    });
    Ok(paid)
}
