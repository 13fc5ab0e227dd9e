//! Reads the engine's sources: the one place that knows Rust.
//!
//! `sources` follows the files and `expand` their macros; `names` says what a path means;
//! `declared` and `docs` read declarations, `types` the types that stand in them; `areas`,
//! `commands`, `codes` and `reach` gather what callers see. What is not understood stops
//! everything, with a sentence.

mod areas;
mod bodies;
mod codes;
mod commands;
mod declared;
mod defaults;
mod docs;
mod expand;
mod fields;
mod impls;
mod names;
mod reach;
mod sources;
#[cfg(test)]
mod tests;
mod types;
mod uses;

use std::collections::{BTreeMap, BTreeSet};

use names::Names;
pub use sources::{Beside, Crate, Sources};
use types::Reader;

use crate::Outcome;
use crate::exceptions::Exceptions;
use crate::model::{Description, Permission};

/// The paths by which the world finds what everything starts from, below the crate's name.
const SESSION: &str = "Session";
const CATALOGUE: &str = "AnyCommand";
const PERMISSIONS: &str = "access::permission::Permission";
const CODES: &str = "codes::Code";
const KINDS: &str = "codes::Kind";

/// The form of the description.
const FORMAT: u32 = 1;

/// Describes what sources offer.
pub fn describe(sources: &Sources, exceptions: &Exceptions) -> Outcome<Description> {
    let names = Names::of(sources);
    let reader = Reader::new(sources, &names, exceptions);
    let root = sources.modules.first().map(|root| root.name()).unwrap_or_default();
    let at = |path: &str| {
        let path = format!("{root}::{path}");
        names.at(&path).ok_or_else(|| format!("the engine has no public {path}"))
    };
    let permissions = fields::declared(&reader, at(PERMISSIONS)?)?;
    let kinds = fields::declared(&reader, at(KINDS)?)?;
    let codes = codes::read(&reader, at(CODES)?, &kinds.variants)?;
    let found = commands::read(&reader, at(CATALOGUE)?, &permissions)?;
    let mut handles = areas::read(&reader, at(SESSION)?)?;
    let by_type: BTreeMap<_, _> =
        found.iter().map(|one| (one.id, one.command.name.clone())).collect();
    areas::note_commands(&reader, &mut handles, &by_type)?;
    let mut areas: Vec<_> = handles.into_iter().map(|handle| handle.area).collect();
    let slugs: BTreeSet<&str> = codes.iter().map(|code| code.slug.as_str()).collect();
    areas::note_errors(&mut areas, &slugs)?;
    let mut commands: Vec<_> = found.into_iter().map(|one| one.command).collect();
    for command in &mut commands {
        for area in &areas {
            let runs = area.methods.iter().filter(|method| method.runs.contains(&command.name));
            command.methods.extend(runs.map(|method| format!("{}.{}", area.name, method.name)));
        }
        if command.methods.is_empty() && command.session_methods.is_empty() {
            return Err(format!(
                "no method runs the command {}: say in exceptions.toml which does",
                command.name
            ));
        }
    }
    let types = reach::read(&reader, &areas, &commands)?;
    let permissions = permissions.variants.into_iter().map(|one| Permission {
        commands: (commands.iter().filter(|command| command.permission == one.slug))
            .map(|command| command.name.clone())
            .collect(),
        name: one.name,
        slug: one.slug,
        docs: one.docs,
        roles: String::new(),
        scoped: false,
    });
    exceptions.check()?;
    Ok(Description {
        format: FORMAT,
        bindings: exceptions.bindings.clone(),
        areas,
        permissions: permissions.collect(),
        records: Vec::new(),
        exports: Vec::new(),
        commands,
        types,
        codes,
    })
}
