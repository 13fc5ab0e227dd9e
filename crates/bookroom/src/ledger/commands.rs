//! The commands of the ledger.

mod entries;

pub use entries::{PostEntries, ReverseEntries};
