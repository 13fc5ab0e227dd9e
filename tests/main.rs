//! All tests of the public API, in one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod access;
mod backend_checks;
mod bad_input;
mod billing;
mod changes;
mod commands;
mod concurrency;
mod conformance;
mod customers;
mod dictionaries;
mod errors;
mod exchange;
mod export;
mod interrupts;
mod leaks;
mod ledger;
mod payments;
mod places;
mod samples;
mod service;
mod statements;
mod stores;
mod tables;
mod verification;
mod whole;
