//! The tables as diesel sees them, the same on every database: made by the build script from
//! `migrations/`.

#![allow(missing_docs)] // columns that need no comment there have none here

include!(concat!(env!("OUT_DIR"), "/schema.rs"));

// Sums of the ledger are grouped by columns of an entry and of its postings.
diesel::allow_columns_to_appear_in_same_group_by_clause!(
    posting::account_id,
    posting::party_id,
    journal_entry::period,
);
