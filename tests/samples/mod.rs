//! One valid example of every command, and the stage it plays on. The generic tests walk the
//! engine's catalogue and fail when a command has no example here.

mod access;
mod billing;
mod customers;
mod dictionaries;
mod spine;

use bookroom::AnyCommand;
use bookroom_tests::room::TestRoom;

/// Makes a valid command of this name on a fresh room, preparing what it needs.
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    access::sample(name, test)
        .or_else(|| spine::sample(name, test))
        .or_else(|| billing::sample(name, test))
        .or_else(|| dictionaries::sample(name, test))
        .or_else(|| customers::sample(name, test))
}
