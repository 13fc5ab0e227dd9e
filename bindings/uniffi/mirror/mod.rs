//! Writes the declarations by which uniffi sees the engine, from the description of it.
//!
//! The engine's records stay declared once, in the engine. For every type that a call takes or
//! gives, this writes a `#[uniffi::remote]` declaration with the engine's own documentation, and
//! for every method of every area handle an exported one that hands on to it. So a new field,
//! command or query of the engine crosses without a word here, and one that cannot cross stops the
//! build with the name of what stands in the way.
//!
//! `names` knows how each type crosses, `defaults` what may be left out; `records`, `areas` and
//! `commands` write.

mod areas;
mod commands;
mod defaults;
mod docs;
mod names;
mod records;

use bookroom_describe::Outcome;
use bookroom_describe::model::Description;

/// The binding whose entries of the description count.
const BINDING: &str = "uniffi";

/// The whole text of the mirror.
pub fn mirror(description: &Description) -> Outcome<String> {
    let names = names::Names::of(description)?;
    let defaults = defaults::Defaults::of(description);
    let mut text = String::from("// Written by the build script; see `mirror/mod.rs`.\n\n");
    text.push_str(&records::write(description, &names, &defaults)?);
    text.push_str(&areas::write(description, &names, &defaults)?);
    text.push_str(&commands::write(description, &names)?);
    Ok(text)
}
