//! Commands on customers. Each takes many and loads, decides and writes them together.

mod add;
pub(super) mod draft;
mod edit;
mod image;
mod plan;
pub(super) mod relations;
pub(super) mod sharing;
mod state;
mod tags;
pub(super) mod undo;

pub use super::contacts::commands::{AddContacts, EditContacts, RemoveContacts, SetContactsActive};
pub use super::contacts::links::commands::{EditContactLinks, LinkContacts, UnlinkContacts};
pub use add::AddCustomers;
pub use edit::EditCustomers;
pub use plan::PlanContacts;
pub use relations::{SetCreditLimits, SetParents};
pub use sharing::{LockCustomers, ShareCustomers};
pub use state::{AssignCustomers, RemoveCustomers, SetCustomersActive};
pub use tags::{TagCustomers, UntagCustomers};

pub(crate) use image::Image;
pub(crate) use undo::undo_changes;
