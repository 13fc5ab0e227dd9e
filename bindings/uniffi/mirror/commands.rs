//! Writes the catalogue of commands: one enum of all, and one of what comes of them.

use bookroom_describe::Outcome;
use bookroom_describe::model::Description;

use super::docs;
use super::names::{self, Names};

pub fn write(description: &Description, names: &Names<'_>) -> Outcome<String> {
    let (mut any, mut outcome) = (String::new(), String::new());
    for command in &description.commands {
        let (variant, name) = (&command.ty, names::of_command(command));
        any.push_str(&docs::write(&command.docs.replace('\n', " "), "    "));
        any.push_str(&format!("    {variant}({name}),\n"));
        let output = names.rust(&command.output)?;
        outcome.push_str(&format!("    /// Of `{variant}`.\n    {variant}({output}),\n"));
    }
    Ok(format!(
        "/// Any command: data that can be kept, batched, repeated and tried.\n\
         pub type AnyCommand = bookroom::AnyCommand;\n#[uniffi::remote(Enum)]\n\
         /// Any command: data that can be kept, batched, repeated and tried.\n\
         pub enum AnyCommand {{\n{any}}}\n\n\
         /// What came of any command.\npub type AnyOutcome = bookroom::AnyOutcome;\n\
         #[uniffi::remote(Enum)]\n/// What came of any command.\n\
         pub enum AnyOutcome {{\n{outcome}}}\n"
    ))
}
