//! The ground floors of bookroom: values, errors, and the store with its schema.
//!
//! They are a crate of their own because that halves what a change in an area costs to check: the
//! schema's macros are expanded once. What hosts see of them, `bookroom` hands on; the rest is for
//! `bookroom` alone and may change at any time. Rights and the change log stay there, so that the
//! compiler keeps permits and the log from everybody else.

pub mod codes;
pub mod error;
pub mod interrupt;
pub mod store;
pub mod values;
