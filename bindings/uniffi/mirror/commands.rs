//! Writes the catalogue of commands: one enum of all, and one of what comes of them.

use std::collections::BTreeSet;

use quote::ToTokens;

use super::Outcome;
use super::engine::Engine;
use super::reach::Reached;
use super::types::Ty;

/// A command of the catalogue.
struct Command {
    name: String,
    /// The path by which the catalogue finds it.
    path: String,
    declared: usize,
    output: Ty,
}

pub struct Commands(Vec<Command>);

impl Commands {
    pub fn of(engine: &Engine) -> Outcome<Self> {
        let catalogue = engine.modules.iter().find(|module| module.path == ["catalogue"]);
        let items = catalogue.map(|module| module.items.as_slice()).unwrap_or_default();
        let list = items.iter().find_map(|item| match item {
            syn::Item::Macro(item) if item.mac.path.is_ident("commands") => Some(item),
            _ => None,
        });
        let list = list.ok_or("the engine has no catalogue of commands")?;
        let text = list.mac.tokens.to_string();
        let mut commands = Vec::new();
        for part in text.split('}').filter(|part| part.contains('{')) {
            let (path, names) = part.split_once('{').unwrap_or_default();
            let path = path.replace(' ', "").replace("crate::", "bookroom::");
            for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                commands.push(command(engine, &path, name)?);
            }
        }
        Ok(Self(commands))
    }

    pub fn reach(&self, engine: &Engine, reached: &mut Reached) -> Outcome<()> {
        for command in &self.0 {
            let explain = |why| format!("{}: {why}", command.name);
            reached.add(engine, &Ty::Named(command.declared)).map_err(explain)?;
            reached.add(engine, &command.output).map_err(explain)?;
        }
        Ok(())
    }

    pub fn write(&self, engine: &Engine) -> Outcome<String> {
        let (mut any, mut outcome, mut modules) = (String::new(), String::new(), BTreeSet::new());
        for command in &self.0 {
            let name = &command.name;
            let docs = engine.types[command.declared].docs.join(" ");
            any.push_str(&format!(
                "    /// {docs}\n    {name}({}),\n",
                engine.ident(command.declared)
            ));
            let output = engine.rust(&command.output);
            outcome.push_str(&format!("    /// Of `{name}`.\n    {name}({output}),\n"));
            modules.insert(format!("    pub use {}::{name};\n", command.path));
        }
        let modules: String = modules.into_iter().collect();
        Ok(format!(
            "mod engine_commands {{\n{modules}}}\n\n\
             /// Any command: data that can be kept, batched, repeated and tried.\n\
             pub type AnyCommand = bookroom::AnyCommand;\n#[uniffi::remote(Enum)]\n\
             /// Any command: data that can be kept, batched, repeated and tried.\n\
             pub enum AnyCommand {{\n{any}}}\n\n\
             /// What came of any command.\npub type AnyOutcome = bookroom::AnyOutcome;\n\
             #[uniffi::remote(Enum)]\n/// What came of any command.\n\
             pub enum AnyOutcome {{\n{outcome}}}\n"
        ))
    }
}

fn command(engine: &Engine, path: &str, name: &str) -> Outcome<Command> {
    for module in &engine.modules {
        for item in &module.items {
            let syn::Item::Impl(item) = item else { continue };
            let of = item.trait_.as_ref().and_then(|(_, path, _)| path.segments.last());
            let is_command = of.is_some_and(|of| of.ident == "Command");
            if !is_command || item.self_ty.to_token_stream().to_string() != name {
                continue;
            }
            let output = item.items.iter().find_map(|part| match part {
                syn::ImplItem::Type(ty) if ty.ident == "Output" => Some(&ty.ty),
                _ => None,
            });
            let output = output.ok_or(format!("{name} has no outcome"))?;
            let declared = engine.resolve(name, None, &module.path);
            return Ok(Command {
                name: name.to_owned(),
                path: path.to_owned(),
                declared: declared.ok_or(format!("{name} is not declared"))?,
                output: engine.ty(output, &module.path).map_err(|why| format!("{name}: {why}"))?,
            });
        }
    }
    Err(format!("{name} is in the catalogue and nowhere else"))
}
