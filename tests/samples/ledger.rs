//! Examples of the commands on the ledger.

use bookroom::AnyCommand;
use bookroom::ledger::commands::{PostEntries, ReverseEntries};
use bookroom_tests::room::{TestRoom, day};

use super::fixtures::{entry, new_entry};

/// See [`super::sample`].
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    Some(match name {
        "ledger.post" => {
            PostEntries { entries: vec![new_entry("2026-06-10"), new_entry("2026-05-10")] }.into()
        }
        "ledger.reverse" => {
            let ids = vec![entry(test).id];
            ReverseEntries { ids, on: day("2026-06-11"), summary: None }.into()
        }
        _ => return None,
    })
}
