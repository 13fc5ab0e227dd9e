//! Whether the purpose of a payment fits its party: money out to one that is only sold to is a
//! refund, and would stand among what is owed to suppliers when taken as a settlement.

use std::collections::{BTreeMap, BTreeSet};

use crate::billing::payments::model::{NewPayment, PaymentPurpose, Side};
use crate::billing::payments::rules;
use crate::billing::payments::store::items::{OpenGroup, customers_with_open};
use crate::customers::Counterparty;
use crate::error::{Code, Problem, Result};
use crate::rights::permit::Permit;
use crate::work::Tx;

/// What of each payment's purpose does not fit its party. What the party has open on the other
/// side may be settled there all the same, and what names its documents is held against them.
pub(super) fn misfits(
    permit: &Permit,
    tx: &mut Tx<'_>,
    parties: &BTreeMap<i64, Counterparty>,
    payments: &[NewPayment],
) -> Result<Vec<Option<Problem>>> {
    let mut doubtful = BTreeMap::<OpenGroup, BTreeSet<i64>>::new();
    let mut groups = Vec::with_capacity(payments.len());
    for new in payments {
        let group = group_of(new);
        let fits = parties.get(&new.customer.0).is_none_or(|party| fits(party, group.side));
        let is_doubtful = !fits && new.allocate.shares().is_empty();
        if is_doubtful {
            doubtful.entry(group).or_default().insert(new.customer.0);
        }
        groups.push(is_doubtful.then_some(group));
    }
    for (group, customers) in &mut doubtful {
        let ids: Vec<i64> = customers.iter().copied().collect();
        let open = customers_with_open(tx.conn, permit.scope(), &ids, *group)?;
        customers.retain(|id| !open.contains(id));
    }
    let misfit = |(new, group): (&NewPayment, Option<OpenGroup>)| {
        let group = group?;
        let wrong = doubtful.get(&group)?.contains(&new.customer.0);
        wrong.then(|| problem(new, group.side))
    };
    Ok(payments.iter().zip(groups).map(misfit).collect())
}

/// What a payment settles or pays back.
fn group_of(new: &NewPayment) -> OpenGroup {
    let side = rules::side_of(new.direction, new.purpose);
    OpenGroup { side, open_kind: rules::open_kind_of(new.purpose).opposite() }
}

/// Whether a party is on a side, or on none.
fn fits(party: &Counterparty, side: Side) -> bool {
    match side {
        Side::Receivable => party.is_customer || !party.is_supplier,
        Side::Payable => party.is_supplier || !party.is_customer,
    }
}

fn problem(new: &NewPayment, side: Side) -> Problem {
    let code = match side {
        Side::Receivable => Code::NotACustomer,
        Side::Payable => Code::NotASupplier,
    };
    let wanted = match new.purpose {
        PaymentPurpose::Settlement => PaymentPurpose::Refund,
        PaymentPurpose::Refund => PaymentPurpose::Settlement,
    };
    Problem::new(code).at("purpose").fact("purpose", wanted.slug())
}
