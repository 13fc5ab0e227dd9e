//! One valid example of every command, and the stage it plays on. The generic tests walk the
//! engine's catalogue and fail when a command has no example here.

mod access;
pub mod billing;
mod customers;
mod dictionaries;
mod exchange;
pub mod fixtures;
mod ledger;
mod payments;
mod service;
mod spine;

use bookroom::AnyCommand;
use bookroom_tests::room::TestRoom;

/// The examples of one area.
type Area = fn(&str, &TestRoom) -> Option<AnyCommand>;

const AREAS: &[Area] = &[
    access::sample,
    billing::sample,
    customers::sample,
    dictionaries::sample,
    exchange::sample,
    ledger::sample,
    payments::sample,
    service::sample,
    spine::sample,
];

/// Makes a valid command of this name on a fresh room, preparing what it needs.
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    AREAS.iter().find_map(|area| area(name, test))
}
