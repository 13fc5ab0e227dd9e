//! The decisions of the ledger: pure functions over values.

pub(crate) mod accounts;
pub(crate) mod entries;
pub(crate) mod fold;
