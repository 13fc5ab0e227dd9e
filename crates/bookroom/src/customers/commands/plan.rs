//! Saying by hand when customers shall be contacted next.

use serde::{Deserialize, Serialize};

use super::draft::{self, Draft};
use crate::customers::model::{ContactPlan, Customer, PlannedContact};
use crate::customers::store;
use crate::error::{Code, Problem, Result};
use crate::rights::permission::{Field, Permission};
use crate::rights::permit::Permit;
use crate::values::Check;
use crate::work::{Command, Tx};

/// The longest purpose, in characters.
const PURPOSE_LIMIT: usize = 200;

/// Says when customers shall be contacted next: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanContacts {
    /// The customers with their days, at most 100,000.
    pub plans: Vec<ContactPlan>,
}

impl Command for PlanContacts {
    const NAME: &'static str = "customers.plan_contacts";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<Customer>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Customer>> {
        let seen: Vec<_> = self.plans.iter().map(|plan| (plan.id, Some(plan.version))).collect();
        let mut drafts = draft::load_locked_too(permit, tx, "plans", &seen)?;
        let (book, at, today) = (tx.book_id(), tx.now(), tx.today());
        let dealings = store::dealt::load(tx.conn, book, &draft::ids(&drafts))?;
        let mut check = Check::new();
        for (plan, draft) in self.plans.iter().zip(&mut drafts) {
            let before = draft.after.planned_contact.take();
            let purpose = check.within(&draft.path, |check| {
                if let Some(on) = plan.on {
                    check.date("on", on);
                    if on < today {
                        check.add(Problem::new(Code::DateOrder).at("on").fact("today", today));
                    }
                }
                check.optional_lines("purpose", plan.purpose.as_deref(), PURPOSE_LIMIT)
            });
            if purpose.is_some() || before.is_some_and(|before| before.purpose.is_some()) {
                let rights = permit.fields().require_write(Field::CustomerNote);
                rights.map_err(|error| error.below(&format!("{}.purpose", draft.path)))?;
            }
            let planned = PlannedContact { on: plan.on, purpose, at };
            draft.after.next_contact_on =
                dealings.of(draft.after.id.0, Some(&planned)).next_contact_on;
            draft.after.planned_contact = Some(planned);
        }
        check.finish()?;
        draft::note_changed(permit, tx, &mut drafts)?;
        let planned =
            |draft: &Draft| Some((draft.after.id.0, draft.after.planned_contact.clone()?));
        let plans: Vec<_> = drafts.iter().filter_map(planned).collect();
        let now = tx.now_micros();
        store::save_plans(tx.conn, book, &plans, now)?;
        Ok(draft::shown(permit, drafts))
    }
}
