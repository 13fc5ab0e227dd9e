//! One description of the engine: reads its sources once, with `syn`, and says what it offers.
//!
//! [`model`] is the form, `bookroom.json` beside this crate's manifest the description itself: the
//! review of the public interface is its difference. What the sources alone do not say stands in
//! `exceptions.toml`. The bindings for Python, Kotlin and Swift are made from it.

mod exceptions;
mod layout;
pub mod model;
mod read;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bookroom_cards::Cards;
use exceptions::Exceptions;
use model::{Description, RecordKind};
use read::{Beside, Crate, Sources};

/// What a step comes to, or a sentence that says why not.
pub type Outcome<T> = Result<T, String>;

/// The crates of the engine, by their names in paths, with their folders below the workspace. The
/// first is the one that callers see.
const CRATES: &[(&str, &str)] =
    &[("bookroom", "crates/bookroom/src"), ("bookroom_ground", "crates/ground/src")];

/// The folders that the description is read from.
#[must_use]
pub fn folders(workspace: &Path) -> Vec<PathBuf> {
    CRATES.iter().map(|(_, folder)| workspace.join(folder)).collect()
}

/// Where the description is kept.
#[must_use]
pub fn file(workspace: &Path) -> PathBuf {
    workspace.join("crates/describe/bookroom.json")
}

/// Reads the engine of a workspace.
///
/// # Errors
/// A sentence that names the file and what in it is not understood.
pub fn describe(workspace: &Path) -> Outcome<Description> {
    let crates: Vec<Crate<'_>> = CRATES
        .iter()
        .map(|(name, folder)| Crate { name, folder: workspace.join(folder) })
        .collect();
    let exceptions = Exceptions::read(exceptions::TEXT)?;
    let nothing = exceptions.foreign_includes.iter().map(|name| (name.clone(), None));
    let mut made: BTreeMap<String, Option<String>> = nothing.collect();
    // What the engine's build script makes of the areas' cards.
    let first = crates.first().ok_or("the engine has no crate")?;
    let cards = Cards::read(&first.folder)?;
    made.insert("permissions.rs".to_owned(), Some(cards.permissions()));
    let beside = Beside { foreign: &exceptions.foreign_macros, made };
    let sources = Sources::read(&crates, &beside)?;
    let mut description = read::describe(&sources, &exceptions)?;
    note_cards(&mut description, cards)?;
    Ok(description)
}

/// Adds what the areas' cards say and the sources do not.
fn note_cards(description: &mut Description, cards: Cards) -> Outcome<()> {
    for card in cards.0 {
        for row in card.permission {
            let mut known = description.permissions.iter_mut();
            if let Some(permission) = known.find(|permission| permission.slug == row.slug) {
                permission.roles = row.roles;
                permission.scoped = row.scoped;
            }
        }
        let area = card.area;
        description.records.extend(card.record.into_iter().map(|record| RecordKind {
            kind: record.kind,
            area: area.clone(),
            seen_with: record.seen_with,
            personal: record.personal,
            protected: record.protected,
        }));
        description.exports.extend(card.exports);
        for (name, example) in card.examples {
            let mut known = description.commands.iter_mut();
            let command = known.find(|command| command.name == name);
            let command = command.ok_or(format!("{area}/examples.json: no command is {name}"))?;
            command.example = Some(example);
        }
    }
    let without = description.commands.iter().find(|command| command.example.is_none());
    without.map_or(Ok(()), |command| {
        Err(format!("{} has no example: write one in its area's examples.json", command.name))
    })
}

/// The description as it is kept.
///
/// # Errors
/// It cannot be written as JSON.
pub fn text(description: &Description) -> Outcome<String> {
    let compact = serde_json::to_string(description).map_err(|error| error.to_string())?;
    Ok(layout::lay_out(&compact))
}
