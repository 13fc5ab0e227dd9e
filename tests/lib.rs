//! What the tests share: stores on every database, books, operators, a clock that stands still.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

pub mod backends;
pub mod room;
