//! Saying that customers are not the same, and taking it back; refusing what is in the book.

pub(crate) mod contacts;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::model::{CustomerApart, CustomerPair};
use super::queries::{Hit, like, of_record};
use super::rules::COMPARED;
use super::store::apart;
use crate::customers::commands::draft::Draft;
use crate::customers::store::load_visible;
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, CustomerApartId};
use crate::work::{Command, Tx};

pub use contacts::{ForgetContactsApart, SetContactsApart};

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "customer_apart";
/// The most pairs of one command.
const PAIRS_LIMIT: usize = 10_000;

/// Says of pairs of customers that they are not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetCustomersApart {
    /// The pairs, at most 10,000; the order of the two does not count.
    pub pairs: Vec<CustomerPair>,
}

impl Command for SetCustomersApart {
    const NAME: &'static str = "customers.set_apart";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<CustomerApart>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<CustomerApart>> {
        let mut check = Check::new();
        check.at_most("pairs", self.pairs.len(), PAIRS_LIMIT);
        check.finish()?;
        // Two at once must not say the same twice.
        tx.hold("customers_apart")?;
        let ids: BTreeSet<i64> =
            self.pairs.iter().flat_map(|pair| [pair.first.0, pair.second.0]).collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        let visible = load_visible(tx.conn, permit.scope(), &ids)?;
        let mut check = Check::new();
        let mut wanted = BTreeSet::new();
        for (index, pair) in self.pairs.iter().enumerate() {
            let path = format!("pairs[{index}]");
            for (name, id) in [("first", pair.first), ("second", pair.second)] {
                if !visible.contains(&id.0) {
                    let missing = Error::not_found("customer", id);
                    return Err(missing.below(&format!("{path}.{name}")));
                }
            }
            let both = (pair.first.min(pair.second), pair.first.max(pair.second));
            check.require(both.0 != both.1 && wanted.insert(both), &path, Code::Repeated);
        }
        check.finish()?;
        let book = tx.book_id();
        let known = apart::of_customers(tx.conn, book, &ids)?;
        let known: BTreeMap<_, CustomerApart> =
            known.into_iter().map(|it| ((it.first, it.second), it)).collect();
        let new: Vec<_> = wanted.iter().filter(|both| !known.contains_key(*both)).collect();
        let first = if new.is_empty() { 0 } else { tx.ids(SUBJECT, new.len())? };
        let (at, by) = (tx.now(), permit.operator());
        let made: Vec<CustomerApart> = (first..)
            .zip(new)
            .map(|(id, both)| CustomerApart {
                id: CustomerApartId(id),
                first: both.0,
                second: both.1,
                at,
                by,
            })
            .collect();
        apart::insert(tx.conn, book, &made)?;
        for pair in &made {
            tx.note_created(permit, Subject::new(SUBJECT, pair.id), pair)?;
        }
        let known = known.into_iter().filter(|(both, _)| wanted.contains(both));
        let mut all: Vec<CustomerApart> = known.map(|(_, pair)| pair).chain(made).collect();
        all.sort_by_key(|pair| (pair.first, pair.second));
        Ok(all)
    }
}

/// Takes back that customers are not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetCustomersApart {
    /// What was said, at most 10,000.
    pub ids: Vec<CustomerApartId>,
}

impl Command for ForgetCustomersApart {
    const NAME: &'static str = "customers.forget_apart";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<CustomerApart>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<CustomerApart>> {
        let mut check = Check::new();
        check.at_most("ids", self.ids.len(), PAIRS_LIMIT);
        let mut ids = BTreeSet::new();
        for (index, id) in self.ids.iter().enumerate() {
            check.require(ids.insert(id.0), &format!("ids[{index}]"), Code::Repeated);
        }
        check.finish()?;
        let seen = apart::keep_in_scope(tx.conn, permit.scope(), ids)?;
        for (index, id) in self.ids.iter().enumerate() {
            if !seen.contains(&id.0) {
                return Err(Error::not_found(SUBJECT, id).below(&format!("ids[{index}]")));
            }
        }
        let book = tx.book_id();
        let ids: Vec<i64> = seen.into_iter().collect();
        let pairs = apart::lock(tx.conn, book, &ids)?;
        forget(permit, tx, &pairs)?;
        Ok(pairs)
    }
}

fn forget(permit: &Permit, tx: &mut Tx<'_>, pairs: &[CustomerApart]) -> Result<()> {
    let ids: Vec<i64> = pairs.iter().map(|pair| pair.id.0).collect();
    let book = tx.book_id();
    apart::delete(tx.conn, book, &ids)?;
    for pair in pairs {
        tx.note_removed(permit, Subject::new(SUBJECT, pair.id), pair)?;
    }
    Ok(())
}

/// What was said of customers holds no longer once one of them changes in what is compared, or is
/// removed, whatever command did it.
pub(crate) fn follow(permit: &Permit, tx: &mut Tx<'_>, first: usize) -> Result<()> {
    let drafts = tx.drafts.get(first..).unwrap_or_default();
    let changed: BTreeSet<i64> = drafts
        .iter()
        .filter(|draft| draft.subject.kind == "customer" && !draft.is_new())
        .filter(|draft| !draft.is_edit() || COMPARED.iter().any(|field| draft.tells_of(field)))
        .map(|draft| draft.subject.id)
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    let changed: Vec<i64> = changed.into_iter().collect();
    let book = tx.book_id();
    let pairs = apart::of_customers(tx.conn, book, &changed)?;
    let ids: Vec<i64> = pairs.iter().map(|pair| pair.id.0).collect();
    let pairs = apart::lock(tx.conn, book, &ids)?;
    forget(permit, tx, &pairs)
}

/// Refuses customers that are in the book already, as far as the book says so and the operator sees
/// them, unless who writes may add them all the same. One that was as like another one before is
/// let be.
///
/// # Errors
/// `likely_duplicate` for each.
pub(crate) fn refuse_likely(tx: &mut Tx<'_>, drafts: &[Draft]) -> Result<()> {
    let Some(stop) = tx.book.duplicate_stop else { return Ok(()) };
    if tx.grants().scope(Permission::CustomersAddDuplicate).is_ok() {
        return Ok(());
    }
    let region = tx.book.currency.phone_region();
    let of = |draft: &Draft| of_record(&draft.after, &region);
    let before = |draft: &Draft| draft.before.as_ref().map(|it| of_record(it, &region));
    let changed: Vec<&Draft> =
        drafts.iter().filter(|draft| before(draft).as_ref() != Some(&of(draft))).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let Ok(mut view) = tx.view(Permission::CustomersView) else { return Ok(()) };
    let new: Vec<_> = changed.iter().map(|draft| of(draft)).collect();
    let own: Vec<Option<i64>> =
        changed.iter().map(|draft| draft.before.as_ref().map(|it| it.id.0)).collect();
    let hits = like(&mut view, &new, &own, stop)?;
    let edited: Vec<&Draft> =
        changed.iter().copied().filter(|draft| draft.before.is_some()).collect();
    let was: Vec<_> = edited.iter().filter_map(|draft| before(draft)).collect();
    let ids: Vec<Option<i64>> = own.iter().copied().filter(Option::is_some).collect();
    let liked = if was.is_empty() { Vec::new() } else { like(&mut view, &was, &ids, stop)? };
    let known: BTreeSet<(i64, i64)> = edited
        .iter()
        .zip(&liked)
        .flat_map(|(draft, hits)| hits.iter().map(|hit| (draft.after.id.0, hit.head.id)))
        .collect();
    let mut check = Check::new();
    for (draft, hits) in changed.iter().zip(hits) {
        let is_new = |hit: &&Hit| !known.contains(&(draft.after.id.0, hit.head.id));
        if let Some(hit) = hits.iter().find(is_new) {
            let reasons = hit.scored.reasons.iter().filter(|reason| reason.weight > 0);
            let reasons: Vec<&str> = reasons.map(|reason| reason.field.slug()).collect();
            let problem = Problem::new(Code::LikelyDuplicate).at(&draft.path);
            check.add(
                problem
                    .fact("subject", "customer")
                    .fact("key", hit.head.id)
                    .fact("score", hit.scored.score)
                    .fact("reasons", reasons.join(", ")),
            );
        }
    }
    check.finish()
}
