//! **bookroom** (账房): an embeddable engine for a company's customers and its books.

pub mod access;
pub mod billing;
pub mod book;
mod bookroom;
mod catalogue;
pub mod changes;
pub mod customers;
pub mod dictionaries;
pub mod exchange;
pub mod ledger;
mod log;
pub mod places;
pub mod reports;
mod rights;
pub mod service;
mod verify;
mod work;

use bookroom_ground::{interrupt, store};

pub use bookroom::{Bookroom, Options};
pub use bookroom_ground::interrupt::interruptible;
pub use bookroom_ground::store::files::{create_private, write_whole};
pub use bookroom_ground::{codes, error, values};
pub use catalogue::{AnyCommand, AnyOutcome};
pub use changes::listeners::{Listener, ListenerId};
pub use changes::model::Change;
pub use error::{Error, Result};
pub use verify::{FREE, Free, Verification};
pub use work::host_rules::{CommandView, Rule, RuleViolation};
pub use work::{Command, Session};
