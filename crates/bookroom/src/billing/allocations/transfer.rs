//! Documents of one party that stand on different accounts, such as an advance (预收) and an invoice
//! (应收): when one settles the other, an entry moves the amount, so that each account holds what is
//! open on it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::model::Side;
use super::store::{self, AllocationRow};
use crate::error::Result;
use crate::ledger::{DraftEntry, DraftPosting, Source, post_entries, reverse_entries};
use crate::rights::permit::Permit;
use crate::work::Tx;

/// An allocation about to be written, and whose it is.
#[derive(Debug, Clone)]
pub(crate) struct Joined {
    pub(crate) row: AllocationRow,
    pub(crate) side: Side,
    pub(crate) customer: i64,
}

/// Posts the entries of allocations between accounts and names them in the rows.
pub(crate) fn transfer(permit: &Permit, tx: &mut Tx<'_>, joined: &mut [Joined]) -> Result<()> {
    let mut items = BTreeSet::new();
    for Joined { row, .. } in joined.iter() {
        items.extend([row.debt()?, row.credit()?]);
    }
    let book = tx.book_id();
    let accounts = store::load_accounts(tx.conn, book, &items)?;
    let summary = tx.book.language.pick("核销转账", "Transfer on settlement");
    let (mut entries, mut owners) = (Vec::new(), Vec::new());
    for (index, Joined { row, side, customer }) in joined.iter().enumerate() {
        let of = |item| accounts.get(&item).copied();
        let (Some(debt), Some(credit)) = (of(row.debt()?), of(row.credit()?)) else { continue };
        if debt == credit {
            continue;
        }
        // The account that is in debit gives, the one in credit takes.
        let (debit, credit) = match side {
            Side::Receivable => (credit, debt),
            Side::Payable => (debt, credit),
        };
        let posting = |account, debit, credit| DraftPosting {
            account,
            party: Some(*customer),
            debit,
            credit,
            memo: None,
        };
        entries.push(DraftEntry {
            journal: None,
            on: row.allocated_on,
            summary: summary.to_owned(),
            attachments: 0,
            source: Some(Source { kind: "allocation", id: row.id }),
            reverses: None,
            postings: vec![posting(debit, row.amount, 0), posting(credit, 0, row.amount)],
        });
        owners.push(index);
    }
    if entries.is_empty() {
        return Ok(());
    }
    let posted = post_entries(permit, tx, entries)?;
    for (index, entry) in owners.into_iter().zip(posted) {
        if let Some(joined) = joined.get_mut(index) {
            joined.row.entry_id = Some(entry.id);
        }
    }
    Ok(())
}

/// Reverses the entries of allocations that are withdrawn, each on its day.
pub(crate) fn transfer_back(
    permit: &Permit,
    tx: &mut Tx<'_>,
    withdrawn: &[(i64, NaiveDate)],
) -> Result<()> {
    let mut by_day = BTreeMap::<NaiveDate, Vec<i64>>::new();
    for (entry, on) in withdrawn {
        by_day.entry(*on).or_default().push(*entry);
    }
    for (on, entries) in by_day {
        reverse_entries(permit, tx, &entries, on, "")?;
    }
    Ok(())
}
