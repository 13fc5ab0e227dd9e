//! **bookroom** (账房) for Kotlin and Swift.
//!
//! A thin layer: it declares and converts, it does not decide. The records, the areas with their
//! methods and the catalogue of commands are written by the build script (`mirror/`) from the
//! description of the engine; what takes files, callbacks or clocks is written by hand here.

uniffi::setup_scaffolding!("bookroom");

mod bulk;
mod callbacks;
mod caller;
mod checks;
mod columns;
mod crossing;
mod error;
mod exchange;
mod room;
mod session;
mod values;

pub use callbacks::{ChangeListener, Clock, CommandView, ProgressListener, Rule, RuleViolation};
pub use caller::Interrupter;
pub use checks::*;
pub use crossing::*;
pub use error::{BookroomError, Problem};
pub use exchange::{ImportSource, rejected_bytes, write_rejected};
pub use room::{Bookroom, Subscription};
pub use session::Session;
pub use values::{
    Bytes, Character, Count, Cursor, Decimal, Duration, EngineImportHead, EngineProblem,
    ImportHead, LocalDate, Secret, Timestamp,
};

include!(concat!(env!("OUT_DIR"), "/mirror.rs"));

/// The names of all commands, as rules and the change log have them.
#[uniffi::export]
#[must_use]
pub fn command_names() -> Vec<String> {
    AnyCommand::NAMES.iter().map(|&name| name.to_owned()).collect()
}

/// A command with the area and the method that give it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CommandMethod {
    /// The command's name, such as `customers.add`.
    pub command: String,
    /// The area's type, such as `Customers`.
    pub area: String,
    /// The area's method in Rust's spelling, such as `add_many`.
    pub method: String,
}

/// Which methods give which commands.
#[uniffi::export]
#[must_use]
pub fn command_methods() -> Vec<CommandMethod> {
    let row = |&(command, area, method): &(&str, &str, &str)| CommandMethod {
        command: command.to_owned(),
        area: area.to_owned(),
        method: method.to_owned(),
    };
    METHODS.iter().map(row).collect()
}

/// The version of the engine.
#[uniffi::export]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
