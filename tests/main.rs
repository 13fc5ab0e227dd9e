//! All tests of the public API, in one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod access;
mod backend_checks;
mod bad_input;
mod billing;
mod calendars;
mod callbacks;
mod changes;
mod commands;
mod concurrency;
mod conformance;
mod custom_fields;
mod customers;
mod dealings;
mod dictionaries;
mod edits;
mod errors;
mod exchange;
mod export;
mod files;
mod filters;
mod heard;
mod interrupts;
mod leaks;
mod ledger;
mod listing;
mod opening;
mod payments;
mod places;
mod plans;
mod pools;
mod rights;
mod samples;
mod saved_views;
mod search;
mod servers;
mod service;
mod statements;
mod stores;
mod tables;
mod tasks;
mod texts;
mod timeline;
mod verification;
mod whole;
