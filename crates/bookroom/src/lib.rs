//! **bookroom** (账房): an embeddable engine for a company's customers and its books.

pub mod access;
pub mod billing;
pub mod book;
mod bookroom;
mod catalogue;
pub mod changes;
pub mod codes;
pub mod customers;
pub mod dictionaries;
pub mod error;
pub mod exchange;
mod interrupt;
pub mod ledger;
mod log;
pub mod reports;
mod rights;
pub mod service;
mod store;
pub mod values;
mod verify;
mod work;

pub use bookroom::{Bookroom, Options};
pub use catalogue::{AnyCommand, AnyOutcome};
pub use error::{Error, Result};
pub use interrupt::interruptible;
pub use verify::Verification;
pub use work::host_rules::{CommandView, Rule, RuleViolation};
pub use work::{Command, Session};
