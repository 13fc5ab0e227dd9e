//! All diesel of the ledger.

pub(crate) mod accounts;
pub(crate) mod balances;
pub(crate) mod entries;
pub(crate) mod parties;
pub(crate) mod posting;
pub(crate) mod present;
pub(crate) mod register;
pub(crate) mod verify;
