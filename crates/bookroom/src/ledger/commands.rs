//! The commands of the ledger.

mod accounts;
mod entries;
mod journals;
mod reviews;

pub use accounts::{AddAccounts, EditAccount, MoveAccount, RemoveAccount, SetAccountRole};
pub use entries::{PostEntries, ReverseEntries};
pub use journals::{AddJournals, EditJournal, RemoveJournal};
pub use reviews::{ReviewEntries, WithdrawReviews};
