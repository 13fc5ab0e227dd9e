//! What the engine's source alone does not say: see `exceptions.toml`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::Outcome;
use crate::model::{Binding, Order, Report, Value, Written};

/// The exceptions of this workspace.
pub const TEXT: &str = include_str!("../exceptions.toml");

/// Stands for all bindings where defaults are told.
const EVERY: &str = "every";

/// All exceptions. Each must be needed: one that nothing asks for is refused.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exceptions {
    /// Macros of other crates, and crates whose macros declare nothing that a caller sees.
    pub foreign_macros: Vec<String>,
    /// Files that the engine's build script makes and that declare nothing that a caller sees.
    pub foreign_includes: Vec<String>,
    /// Types that only code written by hand carries.
    pub opaque: Vec<String>,
    /// What holds for each binding as a whole.
    pub bindings: BTreeMap<String, Binding>,
    #[serde(default, rename = "type")]
    types: Vec<TypeException>,
    #[serde(default, rename = "root")]
    pub roots: Vec<Root>,
    #[serde(default, rename = "method")]
    methods: Vec<MethodException>,
    #[serde(default, rename = "command")]
    commands: Vec<CommandException>,
    #[serde(default, rename = "report")]
    reports: Vec<ReportException>,
    #[serde(default, rename = "default")]
    defaults: BTreeMap<String, BTreeMap<String, Value>>,
    #[serde(default)]
    required: BTreeMap<String, BTreeSet<String>>,
    #[serde(skip)]
    asked: RefCell<BTreeSet<String>>,
}

/// A type that is more than it seems, or is called otherwise.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeException {
    path: String,
    /// What it is for callers.
    pub is: Option<Special>,
    /// Its name in the description.
    pub name: Option<String>,
    /// Its names in bindings.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// Bindings that declare it by hand.
    #[serde(default)]
    pub written: BTreeMap<String, Written>,
}

/// Types that stand for something of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Special {
    Secret,
    Cursor,
    Code,
    Bytes,
    Page,
    Edit,
}

/// A type that only code written by hand touches.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Root {
    pub path: String,
    /// Whether callers make values of it.
    #[serde(default)]
    pub input: bool,
    /// The bindings that touch it.
    pub bindings: Vec<String>,
}

/// A method that bindings do not generate, or that is called otherwise there.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MethodException {
    method: String,
    pub names: BTreeMap<String, String>,
    pub written: BTreeMap<String, Written>,
    /// The commands that it runs by way of functions elsewhere.
    pub runs: Vec<String>,
    /// Words for a column and a direction in one.
    pub orders: BTreeMap<String, Order>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommandException {
    command: String,
    session_methods: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportException {
    #[serde(rename = "type")]
    ty: String,
    tables: Vec<String>,
    row: String,
}

impl Exceptions {
    /// Reads the text.
    pub fn read(text: &str) -> Outcome<Self> {
        toml::from_str(text).map_err(|error| format!("exceptions.toml: {error}"))
    }

    fn note(&self, kind: &str, name: &str) {
        self.asked.borrow_mut().insert(format!("{kind} {name}"));
    }

    /// What is said of the type that the world finds by these paths.
    pub fn of_type(&self, paths: &[String]) -> Option<&TypeException> {
        paths.iter().for_each(|path| self.note("type", path));
        self.types.iter().find(|one| paths.contains(&one.path))
    }

    /// Whether only code written by hand carries the type that is found by these paths.
    pub fn is_opaque(&self, paths: &[String]) -> bool {
        paths.iter().for_each(|path| self.note("opaque", path));
        self.opaque.iter().any(|one| paths.contains(one))
    }

    /// What is said of a method.
    pub fn of_method(&self, name: &str) -> Option<&MethodException> {
        self.note("method", name);
        self.methods.iter().find(|one| one.method == name)
    }

    /// The methods of the session that run a command.
    pub fn session_methods(&self, command: &str) -> Vec<String> {
        self.note("command", command);
        let found = self.commands.iter().find(|one| one.command == command);
        found.map(|one| one.session_methods.clone()).unwrap_or_default()
    }

    /// What a report's rows are.
    pub fn report(&self, name: &str) -> Option<Report> {
        self.note("report", name);
        let found = self.reports.iter().find(|one| one.ty == name)?;
        Some(Report { tables: found.tables.clone(), row: found.row.clone() })
    }

    /// What bindings mean by a field that is left out, where it is not what the engine means.
    pub fn defaults(&self, record: &str, field: &str) -> BTreeMap<String, Option<Value>> {
        let key = format!("{record}.{field}");
        self.note("field", &key);
        let mut found = BTreeMap::new();
        for (binding, values) in &self.defaults {
            let Some(value) = values.get(&key) else { continue };
            for one in self.bindings.keys().filter(|one| binding == EVERY || binding == *one) {
                found.insert(one.clone(), Some(value.clone()));
            }
        }
        for (binding, fields) in &self.required {
            if fields.contains(&key) {
                found.insert(binding.clone(), None);
            }
        }
        found
    }

    /// Refuses exceptions that nothing asked for, and bindings that are none.
    pub fn check(&self) -> Outcome<()> {
        let fields = self.defaults.values().flat_map(BTreeMap::keys);
        let fields = fields.chain(self.required.values().flatten());
        let all = (self.types.iter().map(|one| ("type", &one.path)))
            .chain(self.opaque.iter().map(|path| ("opaque", path)))
            .chain(self.methods.iter().map(|one| ("method", &one.method)))
            .chain(self.commands.iter().map(|one| ("command", &one.command)))
            .chain(self.reports.iter().map(|one| ("report", &one.ty)))
            .chain(fields.map(|field| ("field", field)));
        let asked = self.asked.borrow();
        for (kind, name) in all {
            if !asked.contains(&format!("{kind} {name}")) {
                return Err(format!("exceptions.toml: the {kind} {name} is not in the engine"));
            }
        }
        let types = self.types.iter().flat_map(|one| one.names.keys().chain(one.written.keys()));
        let methods =
            self.methods.iter().flat_map(|one| one.names.keys().chain(one.written.keys()));
        let named = types.chain(methods).chain(self.roots.iter().flat_map(|one| &one.bindings));
        let named = named.chain(self.defaults.keys()).chain(self.required.keys());
        for binding in named.filter(|binding| *binding != EVERY) {
            if !self.bindings.contains_key(binding) {
                return Err(format!("exceptions.toml: there is no binding {binding}"));
            }
        }
        Ok(())
    }
}
