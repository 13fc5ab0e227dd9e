//! **bookroom** (账房): an embeddable engine for a company's customers and its books.
//!
//! A [`Bookroom`] is an opened store; [`Bookroom::sign_in`] gives a [`Session`], whose handles are
//! the areas: [`Session::customers`], [`Session::billing`], [`Session::ledger`] and the others. Each
//! [`Error`] has a code, a path into the input, and a text in the language of the book
//! ([`Error::text`]). A [`Rule`] has a say in commands; a [`Listener`] hears of each [`Change`].
//!
//! Amounts and rates are [`rust_decimal::Decimal`], days and instants are of [`chrono`]: both are
//! handed on, so that versions agree. All rates are fractions: 0.13 is 13 %.

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
pub use bookroom_ground::store::files::create_private;
pub use bookroom_ground::{codes, error, values};
pub use catalogue::{AnyCommand, AnyOutcome};
pub use changes::listeners::{Listener, ListenerId};
pub use changes::model::Change;
pub use chrono;
pub use error::{Error, Result};
pub use rust_decimal;
pub use verify::{FREE, Free, Verification};
pub use work::host_rules::{CommandView, Rule, RuleViolation};
pub use work::{Command, Session};
