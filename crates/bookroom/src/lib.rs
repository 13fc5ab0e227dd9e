//! **bookroom** (账房): an embeddable engine for a company's customers and its books.

pub mod access;
pub mod billing;
pub mod book;
mod bookroom;
mod catalogue;
pub mod changes;
pub mod codes;
mod command;
pub mod customers;
pub mod dictionaries;
pub mod error;
pub mod exchange;
mod host_rules;
mod interrupt;
pub mod ledger;
pub mod reports;
pub mod service;
mod session;
mod store;
pub mod values;
mod verify;

pub use bookroom::{Bookroom, Options};
pub use catalogue::{AnyCommand, AnyOutcome};
pub use command::Command;
pub use error::{Error, Result};
pub use host_rules::{CommandView, Rule, RuleViolation};
pub use interrupt::interruptible;
pub use session::Session;
pub use verify::Verification;
