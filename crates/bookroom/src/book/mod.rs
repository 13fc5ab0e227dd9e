//! The book: one company, the tenant that every row belongs to.

pub(crate) mod card;
pub mod commands;
pub mod model;
pub(crate) mod rules;
pub(crate) mod store;

pub use model::{Book, BookEdit, NewBook};
