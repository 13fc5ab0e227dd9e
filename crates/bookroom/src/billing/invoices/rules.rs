//! What documents must be like, and their arithmetic.

pub(crate) mod amounts;
#[cfg(test)]
mod amounts_tests;
pub(crate) mod checks;
pub(crate) mod credits;
pub(crate) mod documents;
pub(crate) mod journal_entry;
pub(crate) mod masks;
pub(crate) mod profiles;
pub(crate) mod states;

pub(crate) use states::state_after;
