//! Saying that contacts are not the same, and taking it back.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::customers::contacts::store as contact_store;
use crate::customers::duplicates::model::{ContactApart, ContactPair};
use crate::customers::duplicates::rules::COMPARED_OF_CONTACTS;
use crate::customers::duplicates::store::contacts_apart as apart;
use crate::error::{Code, Error, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, ContactApartId};
use crate::work::{Command, Tx};

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "contact_apart";
/// The most pairs of one command.
const PAIRS_LIMIT: usize = 10_000;

/// Says of pairs of contacts that they are not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetContactsApart {
    /// The pairs, at most 10,000; the order of the two does not count.
    pub pairs: Vec<ContactPair>,
}

impl Command for SetContactsApart {
    const NAME: &'static str = "customers.set_contacts_apart";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<ContactApart>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<ContactApart>> {
        let mut check = Check::new();
        check.at_most("pairs", self.pairs.len(), PAIRS_LIMIT);
        check.finish()?;
        // Two at once must not say the same twice.
        tx.hold("contacts_apart")?;
        let ids: BTreeSet<i64> =
            self.pairs.iter().flat_map(|pair| [pair.first.0, pair.second.0]).collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        let visible = contact_store::load_rows(tx.conn, permit.scope(), &ids)?;
        let visible: BTreeSet<i64> = visible.into_iter().map(|row| row.id).collect();
        let mut check = Check::new();
        let mut wanted = BTreeSet::new();
        for (index, pair) in self.pairs.iter().enumerate() {
            let path = format!("pairs[{index}]");
            for (name, id) in [("first", pair.first), ("second", pair.second)] {
                if !visible.contains(&id.0) {
                    let missing = Error::not_found("contact", id);
                    return Err(missing.below(&format!("{path}.{name}")));
                }
            }
            let both = (pair.first.min(pair.second), pair.first.max(pair.second));
            check.require(both.0 != both.1 && wanted.insert(both), &path, Code::Repeated);
        }
        check.finish()?;
        let book = tx.book_id();
        let known = apart::of_contacts(tx.conn, book, &ids)?;
        let known: BTreeMap<_, ContactApart> =
            known.into_iter().map(|it| ((it.first, it.second), it)).collect();
        let new: Vec<_> = wanted.iter().filter(|both| !known.contains_key(*both)).collect();
        let first = if new.is_empty() { 0 } else { tx.ids(SUBJECT, new.len())? };
        let (at, by) = (tx.now(), permit.operator());
        let made: Vec<ContactApart> = (first..)
            .zip(new)
            .map(|(id, both)| ContactApart {
                id: ContactApartId(id),
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
        let mut all: Vec<ContactApart> = known.map(|(_, pair)| pair).chain(made).collect();
        all.sort_by_key(|pair| (pair.first, pair.second));
        Ok(all)
    }
}

/// Takes back that contacts are not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetContactsApart {
    /// What was said, at most 10,000.
    pub ids: Vec<ContactApartId>,
}

impl Command for ForgetContactsApart {
    const NAME: &'static str = "customers.forget_contacts_apart";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<ContactApart>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<ContactApart>> {
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

fn forget(permit: &Permit, tx: &mut Tx<'_>, pairs: &[ContactApart]) -> Result<()> {
    let ids: Vec<i64> = pairs.iter().map(|pair| pair.id.0).collect();
    let book = tx.book_id();
    apart::delete(tx.conn, book, &ids)?;
    for pair in pairs {
        tx.note_removed(permit, Subject::new(SUBJECT, pair.id), pair)?;
    }
    Ok(())
}

/// What was said of contacts holds no longer once one of them changes in what is compared, or is
/// removed, whatever command did it.
pub(crate) fn follow(permit: &Permit, tx: &mut Tx<'_>, first: usize) -> Result<()> {
    let drafts = tx.drafts.get(first..).unwrap_or_default();
    let changed: BTreeSet<i64> = drafts
        .iter()
        .filter(|draft| draft.subject.kind == "contact" && !draft.is_new())
        .filter(|draft| {
            !draft.is_edit() || COMPARED_OF_CONTACTS.iter().any(|field| draft.tells_of(field))
        })
        .map(|draft| draft.subject.id)
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    let changed: Vec<i64> = changed.into_iter().collect();
    let book = tx.book_id();
    let pairs = apart::of_contacts(tx.conn, book, &changed)?;
    let ids: Vec<i64> = pairs.iter().map(|pair| pair.id.0).collect();
    let pairs = apart::lock(tx.conn, book, &ids)?;
    forget(permit, tx, &pairs)
}
