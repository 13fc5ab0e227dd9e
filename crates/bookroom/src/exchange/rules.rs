//! What rows mean: pure functions from cells to what the import commands carry, and what to do with
//! rows that repeat others or belong to records the book has already.

mod addresses;
pub(crate) mod balances;
pub(crate) mod customers;
pub(crate) mod documents;
pub(crate) mod edits;
pub(crate) mod ends;
pub(crate) mod figures;
pub(crate) mod flows;
pub(crate) mod known;
pub(crate) mod labels;
pub(crate) mod ledgers;
pub(crate) mod lines;
pub(crate) mod merge;
pub(crate) mod naming;
pub(crate) mod openings;
pub(crate) mod overwritten;
pub(crate) mod own;
pub(crate) mod own_company;
pub(crate) mod payments;
pub(crate) mod products;
pub(crate) mod states;
pub(crate) mod suppliers;
mod tax_rates;
