//! Changing customers.

use serde::{Deserialize, Serialize};

use super::draft;
use crate::custom_fields::{self, CustomSubject};
use crate::customers::duplicates::commands::refuse_likely;
use crate::customers::model::{Customer, CustomerUpdate};
use crate::customers::{pools, rules};
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::Check;
use crate::work::{Command, Tx};

/// Changes customers: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditCustomers {
    /// The customers with their new values, at most 100,000.
    pub edits: Vec<CustomerUpdate>,
}

impl Command for EditCustomers {
    const NAME: &'static str = "customers.edit";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<Customer>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Customer>> {
        let seen: Vec<_> = self.edits.iter().map(|edit| (edit.id, Some(edit.version))).collect();
        // What was merged away can still be emptied of what must not be kept of a person.
        let mut drafts = draft::load_all_seen(permit, tx, "edits", &seen)?;
        let places = drafts.iter().map(|draft| (draft.path.clone(), draft.after.id));
        pools::commands::refuse_waiting(permit, tx, places)?;
        let region = tx.book.currency.phone_region();
        let fields = custom_fields::keep_for(
            tx,
            CustomSubject::Customer,
            self.edits.iter().map(|update| &update.edit.custom),
        )?;
        let mut check = Check::new();
        for (update, draft) in self.edits.iter().zip(&mut drafts) {
            draft.path.push_str(".edit");
            let rights = rules::require_rights(&update.edit, permit.fields());
            rights.map_err(|error| error.below(&draft.path))?;
            let after = check.within(&draft.path, |check| {
                let mut after = rules::apply(&draft.after, &update.edit, &region, check);
                let custom = &update.edit.custom;
                fields.edit(&mut after, custom, permit.fields(), check).map(|()| after)
            });
            draft.after = after.map_err(|error| error.below(&draft.path))?;
        }
        let items = draft::resolve_items(tx, &mut drafts, &mut check)?;
        draft::check_codes(&drafts, &mut check);
        draft::settle_fields(tx, &fields, &drafts, &mut check)?;
        check.finish()?;
        draft::refuse_taken_codes(tx, &drafts)?;
        refuse_likely(tx, &drafts)?;
        draft::save_changed(permit, tx, &mut drafts, &items)?;
        Ok(draft::shown(permit, drafts))
    }
}
