//! What two records have in common, how much that says, and which pairs are looked at: pure
//! decisions on what is known of them.

mod blocks;
mod groups;
mod keys;
mod names;
mod score;
mod weights;
mod words;

pub(crate) use blocks::{Pair, Search};
pub(crate) use groups::{Group, groups};
pub(crate) use keys::{Compared, Keys};
pub(crate) use score::Scored;
#[cfg(test)]
pub(crate) use score::{Alone, compare};

/// The fields of a customer's record in which a change may make two the same, or not.
pub(crate) const COMPARED: [&str; 7] =
    ["kind", "name", "legal_name", "tax_number", "channels", "addresses", "bank_accounts"];

/// The fields of a contact's record of which the same is true.
pub(crate) const COMPARED_OF_CONTACTS: [&str; 3] = ["customer", "name", "channels"];

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
