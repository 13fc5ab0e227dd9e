//! The commands of the ledger.

mod accounts;
mod entries;
mod journals;
mod reviews;

use super::model::{Account, EntryReceipt, Journal, RoleAccount};
use crate::values::EntryId;
use crate::work::plain_outcomes;

pub use accounts::{AddAccounts, EditAccount, MoveAccount, RemoveAccount, SetAccountRole};
pub use entries::{PostEntries, ReverseEntries};
pub use journals::{AddJournals, EditJournal, RemoveJournal};
pub use reviews::{ReviewEntries, WithdrawReviews};

plain_outcomes!(Account, EntryId, EntryReceipt, Journal, RoleAccount);
