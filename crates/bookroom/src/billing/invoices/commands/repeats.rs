//! A supplier's bill that is entered twice: refused unless it is meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::billing::invoices::store::documents::{self as store, Bill};
use crate::error::{Code, Problem, Result};
use crate::work::Tx;

/// Work of this kind comes one after another: of two same bills entered at once, the second looks
/// when the first is kept.
const KIND: &str = "supplier_bill";

/// A bill that is entered now.
pub(super) struct Entered {
    /// Where its number stands in the input.
    pub(super) path: String,
    /// Which bill it is.
    pub(super) bill: Bill,
    /// Whether it may be there twice.
    pub(super) is_meant: bool,
}

/// Refuses bills that the book has already, or that are entered twice here. Cancelled ones and
/// those that were credited as a whole do not count.
///
/// # Errors
/// `already_exists` at the number's path, with the `id` of the first; `repeated` there.
pub(super) fn refuse_repeated(tx: &mut Tx<'_>, entered: &[Entered]) -> Result<()> {
    if entered.is_empty() {
        return Ok(());
    }
    tx.hold(KIND)?;
    let mut seen = BTreeSet::new();
    for Entered { path, bill, is_meant } in entered {
        if !seen.insert(bill.folded()) && !is_meant {
            return Err(Problem::new(Code::Repeated).at(path).into());
        }
    }
    let watched: Vec<&Entered> = entered.iter().filter(|it| !it.is_meant).collect();
    let bills: Vec<&Bill> = watched.iter().map(|it| &it.bill).collect();
    let book = tx.book_id();
    let known: BTreeMap<Bill, i64> = store::load_bills(tx.conn, book, &bills)?;
    for Entered { path, bill, .. } in watched {
        if let Some(id) = known.get(&bill.folded()) {
            let problem = Problem::new(Code::AlreadyExists).at(path);
            return Err(problem.fact("subject", "invoice").fact("id", id).into());
        }
    }
    Ok(())
}
