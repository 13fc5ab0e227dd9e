//! All diesel of the ledger.

pub(crate) mod accounts;
pub(crate) mod entries;
pub(crate) mod posting;
