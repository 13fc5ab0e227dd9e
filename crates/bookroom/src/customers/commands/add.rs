//! Adding customers.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::draft::{self, Draft};
use crate::custom_fields::{self, CustomSubject, Kept};
use crate::customers::duplicates::commands::refuse_likely;
use crate::customers::model::{Customer, NewCustomer};
use crate::customers::{pools, rules, store};
use crate::error::Result;
use crate::rights::permission::{Permission, Reach};
use crate::rights::permit::Permit;
use crate::values::{Check, CustomerId, TeamId};
use crate::work::{Command, Tx};

/// Adds customers: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddCustomers {
    /// The customers, at most 100,000.
    pub customers: Vec<NewCustomer>,
}

impl Command for AddCustomers {
    const NAME: &'static str = "customers.add";
    const PERMISSION: Permission = Permission::CustomersAdd;
    type Output = Vec<Customer>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Customer>> {
        let mut check = Check::new();
        check.at_most("customers", self.customers.len(), rules::COMMAND_LIMIT);
        check.finish()?;
        if self.customers.is_empty() {
            return Ok(Vec::new());
        }
        let mut check = Check::new();
        let fields = custom_fields::keep(tx, CustomSubject::Customer)?;
        let mut drafts = self.draft(permit, tx, &fields, &mut check)?;
        place(permit, tx, &self.customers, &mut drafts, &mut check)?;
        pools::commands::place_new(permit, tx, &self.customers, &mut drafts, &mut check)?;
        let items = draft::resolve_items(tx, &mut drafts, &mut check)?;
        draft::check_codes(&drafts, &mut check);
        draft::settle_fields(tx, &fields, &drafts, &mut check)?;
        check.finish()?;
        draft::refuse_taken_codes(tx, &drafts)?;
        refuse_likely(tx, &drafts)?;
        let first = tx.ids("customer", drafts.len())?;
        for (id, draft) in (first..).zip(&mut drafts) {
            draft.after.id = CustomerId(id);
        }
        draft::save_new(permit, tx, &drafts, &items)?;
        Ok(draft::shown(permit, drafts))
    }
}

impl AddCustomers {
    fn draft(
        &self,
        permit: &Permit,
        tx: &Tx<'_>,
        fields: &Kept,
        check: &mut Check,
    ) -> Result<Vec<Draft>> {
        let region = tx.book.currency.phone_region();
        let mut blank = rules::blank();
        blank.created_at = tx.now();
        blank.updated_at = tx.now();
        blank.created_by = permit.operator();
        let mut drafts = Vec::with_capacity(self.customers.len());
        for (index, new) in self.customers.iter().enumerate() {
            let path = format!("customers[{index}]");
            let edit = rules::as_edit(new);
            rules::require_rights(&edit, permit.fields()).map_err(|error| error.below(&path))?;
            let after = check.within(&path, |check| {
                let mut after = rules::apply(&blank, &edit, &region, check);
                fields.add(&mut after, &new.custom, permit.fields(), check).map(|()| after)
            });
            let after = after.map_err(|error| error.below(&path))?;
            drafts.push(Draft { path, before: None, after });
        }
        Ok(drafts)
    }
}

/// Gives each new customer its owner and team. One for others takes the permission to assign.
fn place(
    permit: &Permit,
    tx: &mut Tx<'_>,
    new: &[NewCustomer],
    drafts: &mut [Draft],
    check: &mut Check,
) -> Result<()> {
    let scope = permit.scope();
    let adder = permit.operator().filter(|_| scope.reach() != Reach::All);
    let owners: BTreeSet<i64> =
        new.iter().filter_map(|new| new.owner.or(adder)?.0.into()).collect();
    let teams: BTreeSet<i64> = new.iter().filter_map(|new| new.team?.0.into()).collect();
    if owners.is_empty() && teams.is_empty() {
        return Ok(());
    }
    let book = tx.book_id();
    let owners: Vec<i64> = owners.into_iter().collect();
    let owners = store::load_owners(tx.conn, book, &owners)?;
    let teams: Vec<i64> = teams.into_iter().collect();
    let teams = store::load_teams(tx.conn, book, &teams)?;
    for (new, draft) in new.iter().zip(drafts) {
        let is_for_others = new.owner.is_some_and(|owner| owner != scope.operator())
            || new.team.is_some_and(|team| Some(team) != scope.team());
        if is_for_others {
            let may = tx.grants().scope(Permission::CustomersAssign);
            may.map_err(|error| error.below(&format!("{}.owner", draft.path)))?;
        }
        let owner = new.owner.or(adder);
        let of_owner = owner.and_then(|owner| owners.get(&owner.0)?.1).map(TeamId);
        draft.after.owner = owner;
        draft.after.team = new.team.or(of_owner);
        check.within(&draft.path, |check| {
            draft::check_owners(&owners, &teams, (owner, new.team), check);
        });
    }
    Ok(())
}
