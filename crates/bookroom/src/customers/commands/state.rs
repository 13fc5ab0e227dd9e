//! Retiring, restoring, removing and assigning customers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::draft::{self, Draft, SUBJECT};
use super::image::Image;
use crate::customers::model::{Customer, CustomerVersion};
use crate::customers::pools::commands::Place;
use crate::customers::pools::model::OwnerChangeKind;
use crate::customers::{contacts, important_dates, invoice_profiles, pools, store};
use crate::error::{Code, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, CustomerId, OperatorId, TeamId};
use crate::work::{Command, Tx};

fn versions(seen: &[CustomerVersion]) -> Vec<(CustomerId, Option<i64>)> {
    seen.iter().map(|seen| (seen.id, Some(seen.version))).collect()
}

/// Retires customers, or brings them back. Those that are so already stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetCustomersActive {
    /// The customers, at most 100,000.
    pub customers: Vec<CustomerVersion>,
    /// Whether they shall be in use.
    pub active: bool,
}

impl Command for SetCustomersActive {
    const NAME: &'static str = "customers.set_active";
    const PERMISSION: Permission = Permission::CustomersRemove;
    type Output = Vec<Customer>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Customer>> {
        let mut drafts = draft::load_seen(permit, tx, "customers", &versions(&self.customers))?;
        for draft in &mut drafts {
            draft.after.active = self.active;
        }
        let ids = draft::note_changed(permit, tx, &mut drafts)?;
        let (book, now) = (tx.book_id(), tx.now_micros());
        store::set_active(tx.conn, book, &ids, self.active, now)?;
        Ok(draft::shown(permit, drafts))
    }
}

/// Retires customers that are loaded already.
pub(super) fn retire(permit: &Permit, tx: &mut Tx<'_>, mut drafts: Vec<Draft>) -> Result<()> {
    for draft in &mut drafts {
        draft.after.active = false;
    }
    let ids = draft::note_changed(permit, tx, &mut drafts)?;
    let (book, now) = (tx.book_id(), tx.now_micros());
    store::set_active(tx.conn, book, &ids, false, now)
}

/// Gives customers to an operator and a team, or to nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignCustomers {
    /// The customers, at most 100,000.
    pub customers: Vec<CustomerVersion>,
    /// Who shall own them.
    pub owner: Option<OperatorId>,
    /// The team they shall belong to; none: the owner's.
    pub team: Option<TeamId>,
}

impl Command for AssignCustomers {
    const NAME: &'static str = "customers.assign";
    const PERMISSION: Permission = Permission::CustomersAssign;
    type Output = Vec<Customer>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Customer>> {
        let book = tx.book_id();
        let owner: Vec<i64> = self.owner.map(i64::from).into_iter().collect();
        let owners = store::load_owners(tx.conn, book, &owner)?;
        let team: Vec<i64> = self.team.map(i64::from).into_iter().collect();
        let teams: BTreeMap<i64, bool> = store::load_teams(tx.conn, book, &team)?;
        let mut check = Check::new();
        draft::check_owners(&owners, &teams, (self.owner, self.team), &mut check);
        check.finish()?;
        let of_owner = self.owner.and_then(|owner| owners.get(&owner.0)?.1).map(TeamId);
        let team = self.team.or(of_owner);
        let mut drafts = draft::load_seen(permit, tx, "customers", &versions(&self.customers))?;
        if let Some(draft) = drafts.iter().find(|draft| draft.after.pool.is_some()) {
            let problem = Problem::new(Code::InPool).at(&draft.path);
            return Err(problem.fact("key", draft.after.id).into());
        }
        let how = OwnerChangeKind::Assigned;
        let place = Place { how, owner: self.owner, team, pool: None, reason: None };
        pools::commands::move_all(permit, tx, &mut drafts, &place)?;
        Ok(draft::shown(permit, drafts))
    }
}

/// Removes customers that nothing refers to, with their contacts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveCustomers {
    /// The customers, at most 100,000.
    pub customers: Vec<CustomerVersion>,
}

impl Command for RemoveCustomers {
    const NAME: &'static str = "customers.remove";
    const PERMISSION: Permission = Permission::CustomersRemove;
    type Output = Vec<Customer>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Customer>> {
        let drafts = draft::load_seen(permit, tx, "customers", &versions(&self.customers))?;
        let (book, ids) = (tx.book_id(), draft::ids(&drafts));
        let used = store::find_used(tx.conn, book, &ids)?;
        if let Some(draft) = drafts.iter().find(|draft| used.contains(&draft.after.id.0)) {
            return Err(in_use(draft).into());
        }
        contacts::commands::remove_all_of(permit, tx, &ids)?;
        remove(permit, tx, &drafts)?;
        Ok(draft::shown(permit, drafts))
    }
}

fn in_use(draft: &Draft) -> Problem {
    let problem = Problem::new(Code::InUse).at(&draft.path);
    problem.fact("subject", SUBJECT).fact("key", draft.after.id)
}

/// Deletes customers that have no contacts left, with what belongs to them alone, and notes it.
pub(super) fn remove(permit: &Permit, tx: &mut Tx<'_>, drafts: &[Draft]) -> Result<()> {
    let (book, ids) = (tx.book_id(), draft::ids(drafts));
    invoice_profiles::commands::remove_all_of(permit, tx, &ids)?;
    important_dates::commands::remove_all_of(permit, tx, &ids)?;
    pools::commands::forget(permit, tx, &ids)?;
    store::delete(tx.conn, book, &ids)?;
    for draft in drafts {
        let subject = Subject::new(SUBJECT, draft.after.id);
        tx.note_removed(permit, subject, &Image::of(&draft.after))?;
    }
    Ok(())
}
