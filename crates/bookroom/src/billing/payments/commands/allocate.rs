//! Allocating what is open: by hand, or the debt due first with the oldest credit.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::settle;
use crate::billing::payments::model::{
    Allocation, AllocationChoice, NewAllocation, OpenItem, Side,
};
use crate::billing::payments::rules::{
    self, Day, Match, Open, OpenKind, match_by_hand, match_oldest_first,
};
use crate::billing::payments::store::items::{self, Locked, OpenGroup};
use crate::customers::stand_ins;
use crate::error::{Code, Result};
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, Currency, CustomerId};
use crate::work::{Command, Tx};

/// Allocates the open amounts of documents, by hand or automatically.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllocatePayments {
    /// What to allocate, at most 100,000.
    pub allocations: Vec<NewAllocation>,
    /// From which day on it counts; no document may be younger. When absent today, or the first day
    /// that both documents allow.
    pub on: Option<NaiveDate>,
}

impl Command for AllocatePayments {
    const NAME: &'static str = "payments.allocate";
    const PERMISSION: Permission = Permission::PaymentsAllocate;
    type Output = Vec<Allocation>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Allocation>> {
        let currency = tx.book.currency;
        let mut check = Check::new();
        check.at_most("allocations", self.allocations.len(), rules::PAYMENTS_LIMIT);
        if let Some(on) = self.on {
            check.open_day("on", tx.open_days(), on);
        }
        let mut seen = BTreeSet::new();
        check.each("allocations", &self.allocations, |check, new| {
            check.require(seen.insert(new.item), "item", Code::Repeated);
            check_shares(check, &new.allocate, currency);
        });
        check.finish()?;
        let mut locked = self.lock(permit, tx)?;
        let matches = self.decide(&mut locked, currency, day(tx, self.on))?;
        settle::apply(permit, tx, &locked, &BTreeSet::new(), &matches)
    }
}

impl AllocatePayments {
    fn lock(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Locked> {
        let mut wanted = BTreeSet::new();
        let mut automatic = BTreeSet::new();
        for new in &self.allocations {
            wanted.insert(new.item);
            if new.allocate.goes_on() {
                automatic.insert(new.item);
            }
            wanted.extend(new.allocate.shares().iter().map(|share| share.item));
        }
        let book = tx.book_id();
        let groups = items::find_counterparts(tx.conn, book, &automatic)?;
        wanted.extend(items::find_open(tx.conn, permit.scope(), &groups)?);
        items::lock(tx.conn, permit.scope(), &wanted)
    }

    fn decide(&self, locked: &mut Locked, currency: Currency, day: Day) -> Result<Vec<Match>> {
        let mut check = Check::new();
        let mut matches = Vec::new();
        let mut automatic = Vec::new();
        check.each("allocations", &self.allocations, |check, new| {
            // Taken out so that it and its counterpart can be lessened together.
            let Some(mut open) = locked.open.remove(&new.item) else {
                return check.fail("item", Code::UnknownReference);
            };
            if new.allocate.goes_on() {
                automatic.push(new.item);
            }
            let others = &mut locked.open;
            by_hand(check, &mut open, &new.allocate, others, currency, day, &mut matches);
            locked.open.insert(new.item, open);
        });
        check.finish()?;
        for open_kind in [OpenKind::Credit, OpenKind::Debt] {
            matches.extend(use_up(&mut locked.open, &automatic, open_kind, day));
        }
        Ok(matches)
    }
}

/// The day on which allocations begin that are made now.
fn day(tx: &Tx<'_>, on: Option<NaiveDate>) -> Day {
    on.map_or_else(|| Day::NotBefore(tx.today()), Day::Exactly)
}

/// Uses up the chosen documents of one open_kind with all others that are at hand.
fn use_up(
    open: &mut BTreeMap<OpenItem, Open>,
    chosen: &[OpenItem],
    open_kind: OpenKind,
    day: Day,
) -> Vec<Match> {
    let chosen: BTreeSet<OpenItem> = chosen.iter().copied().collect();
    let mut own = Vec::new();
    let mut others = Vec::new();
    for (item, found) in open {
        if found.open_kind == open_kind && chosen.contains(item) {
            own.push(found);
        } else if found.open_kind != open_kind {
            others.push(found);
        }
    }
    match open_kind {
        OpenKind::Credit => match_oldest_first(&mut others, &mut own, day),
        OpenKind::Debt => match_oldest_first(&mut own, &mut others, day),
    }
}

/// Checks the amounts that stand in the input.
pub(super) fn check_shares(check: &mut Check, choice: &AllocationChoice, currency: Currency) {
    let (path, shares) = (choice.path(), choice.shares());
    check.at_most(path, shares.len(), rules::SHARES_LIMIT);
    check.each(path, shares, |check, share| match currency.to_minor(share.amount) {
        Ok(minor) => check.require(minor > 0, "amount", Code::MustBePositive),
        Err(problem) => check.add(problem.at("amount")),
    });
}

/// Allocates the shares of one document.
pub(super) fn by_hand(
    check: &mut Check,
    own: &mut Open,
    choice: &AllocationChoice,
    others: &mut BTreeMap<OpenItem, Open>,
    currency: Currency,
    day: Day,
    matches: &mut Vec<Match>,
) {
    check.each(choice.path(), choice.shares(), |check, share| {
        let Some(other) = others.get_mut(&share.item) else {
            return check.fail("item", Code::UnknownReference);
        };
        let found = currency.to_minor(share.amount);
        match found.and_then(|amount| match_by_hand(own, other, amount, day)) {
            Ok(found) => matches.push(found),
            Err(problem) => check.add(settle::in_currency(problem, currency)),
        }
    });
}

/// Allocates everything that is open: of each customer the debt due first with the oldest credit,
/// payments and credit notes alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllocateAutomatically {
    /// These customers and suppliers, at most 100,000; all within reach when empty.
    pub customers: Vec<CustomerId>,
    /// Only what customers owe, or only what is owed to suppliers.
    pub side: Option<Side>,
    /// From which day on it counts; documents that are younger stay open. When absent today, or the
    /// first day that both documents allow.
    pub on: Option<NaiveDate>,
}

impl Command for AllocateAutomatically {
    const NAME: &'static str = "payments.allocate_automatically";
    const PERMISSION: Permission = Permission::PaymentsAllocate;
    type Output = Vec<Allocation>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Allocation>> {
        let mut check = Check::new();
        check.at_most("customers", self.customers.len(), rules::PAYMENTS_LIMIT);
        if let Some(on) = self.on {
            check.open_day("on", tx.open_days(), on);
        }
        check.finish()?;
        let groups: Vec<OpenGroup> = [Side::Receivable, Side::Payable]
            .into_iter()
            .filter(|side| self.side.is_none_or(|wanted| wanted == *side))
            .flat_map(|side| {
                [OpenKind::Debt, OpenKind::Credit].map(|open_kind| OpenGroup { side, open_kind })
            })
            .collect();
        let wanted = if self.customers.is_empty() {
            items::find_all_open(tx.conn, permit.scope(), &groups)?
        } else {
            let book = tx.book_id();
            let customers = stand_ins(tx.conn, book, &self.customers)?;
            let customers: BTreeSet<i64> = customers.iter().map(|id| id.0).collect();
            let groups = groups.into_iter().map(|group| (group, customers.clone())).collect();
            items::find_open(tx.conn, permit.scope(), &groups)?
        };
        let mut locked = items::lock(tx.conn, permit.scope(), &wanted)?;
        let (mut debts, mut credits) = (Vec::new(), Vec::new());
        for open in locked.open.values_mut() {
            match open.open_kind {
                OpenKind::Debt => debts.push(open),
                OpenKind::Credit => credits.push(open),
            }
        }
        let matches = match_oldest_first(&mut debts, &mut credits, day(tx, self.on));
        settle::apply(permit, tx, &locked, &BTreeSet::new(), &matches)
    }
}
