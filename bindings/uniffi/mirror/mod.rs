//! Writes the declarations by which uniffi sees the engine.
//!
//! The engine's records stay declared once, in the engine. This reads its sources and writes, for
//! every type that a call takes or gives, a `#[uniffi::remote]` declaration with the engine's own
//! documentation, and for every method of every area handle an exported one that hands on to it.
//! So a new field, command or query of the engine crosses without a word here, and one that cannot
//! cross stops the build with the name of what stands in the way.
//!
//! `engine` reads the files, `types` knows how each Rust type crosses, `reach` finds what calls
//! touch, and `records`, `areas` and `commands` write.

mod areas;
mod commands;
mod defaults;
mod docs;
mod engine;
mod macros;
mod reach;
mod records;
mod types;

use std::path::Path;

/// What a step comes to, or a sentence that says why not.
pub type Outcome<T> = Result<T, String>;

/// The whole text of the mirror.
pub fn mirror(folder: &Path) -> Outcome<String> {
    let engine = engine::Engine::read(folder)?;
    let areas = areas::Areas::of(&engine)?;
    let commands = commands::Commands::of(&engine)?;
    let mut reached = reach::Reached::default();
    areas.reach(&engine, &mut reached)?;
    commands.reach(&engine, &mut reached)?;
    for root in reach::ROOTS {
        reached.add_root(&engine, root)?;
    }
    let mut text = String::from("// Written by the build script; see `mirror/mod.rs`.\n\n");
    text.push_str(&records::write(&engine, &reached)?);
    text.push_str(&areas.write(&engine, &reached)?);
    text.push_str(&commands.write(&engine)?);
    Ok(text)
}
