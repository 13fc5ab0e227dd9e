//! One valid example of every command, from the areas' `examples.json`. The generic tests walk the
//! engine's catalogue and fail when a command has none.

pub mod assignment;
pub mod billing;
pub mod fixtures;
pub mod levels;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use bookroom::AnyCommand;
use bookroom_tests::room::TestRoom;
use serde::Deserialize;
use serde_json::{Value, json};

/// What is read of the description of the engine.
#[derive(Deserialize)]
struct Description {
    commands: Vec<Command>,
}

#[derive(Deserialize)]
struct Command {
    name: String,
    #[serde(rename = "type")]
    variant: String,
    example: Example,
}

#[derive(Deserialize)]
struct Example {
    #[serde(default)]
    after: Vec<Before>,
    data: Value,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Before {
    Example(String),
    Other { command: String, data: Value },
}

fn commands() -> &'static BTreeMap<String, Command> {
    static COMMANDS: OnceLock<BTreeMap<String, Command>> = OnceLock::new();
    COMMANDS.get_or_init(|| {
        let text = include_str!("../../crates/describe/bookroom.json");
        let description: Description = serde_json::from_str(text).unwrap();
        description.commands.into_iter().map(|it| (it.name.clone(), it)).collect()
    })
}

/// A valid command of this name on a fresh room, after what it needs has been done.
pub fn sample(name: &str, test: &TestRoom) -> Option<AnyCommand> {
    let command = commands().get(name)?;
    for before in &command.example.after {
        let before = match before {
            Before::Example(name) => sample(name, test)?,
            Before::Other { command, data } => read(commands().get(command)?, data),
        };
        test.owner.run_any(before).unwrap();
    }
    Some(read(command, &command.example.data))
}

/// Does the examples of all commands, one after the other, as far as they go together; each under a
/// request key of its own.
pub fn all(test: &TestRoom) {
    for (name, command) in commands() {
        // One ends the session; of what the other erases nothing can be said any more.
        if ["access.change_own_password", "changes.erase_personal"].contains(&name.as_str()) {
            continue;
        }
        for before in &command.example.after {
            let before = match before {
                Before::Example(name) => sample_data(name),
                Before::Other { command, data } => commands().get(command).map(|it| (it, data)),
            };
            if let Some((before, data)) = before {
                let _ = test.owner.run_any(read(before, data));
            }
        }
        let session = test.owner.with_request_key(name);
        let _ = session.run_any(read(command, &command.example.data));
    }
}

fn sample_data(name: &str) -> Option<(&'static Command, &'static Value)> {
    commands().get(name).map(|command| (command, &command.example.data))
}

fn read(command: &Command, data: &Value) -> AnyCommand {
    let command = json!({ "command": command.variant, "data": data });
    serde_json::from_value(command.clone()).unwrap_or_else(|error| panic!("{error}: {command}"))
}
