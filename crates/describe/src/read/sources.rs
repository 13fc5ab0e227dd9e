//! The engine's files as a tree of modules: found by following `mod` from `lib.rs`, with the
//! engine's own macros expanded, so that nobody need know what they are called or where they stand.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::expand::{self, Macro};
use super::{docs, uses};
use crate::Outcome;

/// A crate of the engine.
pub struct Crate<'a> {
    /// Its name in paths.
    pub name: &'a str,
    /// The folder of its `lib.rs`.
    pub folder: PathBuf,
}

/// A module.
pub struct Module {
    /// Names from the crate's down.
    pub path: Vec<String>,
    /// Where it stands, for sentences that say what is not understood.
    pub file: PathBuf,
    /// Whether it is `pub`.
    pub is_public: bool,
    /// Modules below, by name.
    pub children: BTreeMap<String, usize>,
    /// Names brought in by `use`.
    pub uses: BTreeMap<String, uses::Use>,
    /// Modules all of whose names are brought in.
    pub globs: Vec<uses::Use>,
    /// Everything else in it.
    pub items: Vec<syn::Item>,
}

impl Module {
    /// The module as Rust names it.
    pub fn name(&self) -> String {
        self.path.join("::")
    }

    /// A sentence about something in this module.
    pub fn refuse(&self, what: &str) -> String {
        format!("{}: {what}", self.file.display())
    }
}

/// All modules. The first is the root of the first crate.
pub struct Sources {
    pub modules: Vec<Module>,
    /// The roots of all crates, by their names in paths.
    pub roots: BTreeMap<String, usize>,
}

/// What the sources use and do not hold.
#[derive(Default)]
pub struct Beside<'a> {
    /// Macros of other crates, and crates whose macros declare nothing that a caller sees.
    pub foreign: &'a [String],
    /// Texts that build scripts make, by the name of the file; none declares nothing that a caller
    /// sees.
    pub made: BTreeMap<String, Option<String>>,
}

impl Sources {
    /// Reads whole crates.
    pub fn read(crates: &[Crate<'_>], beside: &Beside<'_>) -> Outcome<Self> {
        let mut this = Self { modules: Vec::new(), roots: BTreeMap::new() };
        for one in crates {
            let root = this.modules.len();
            this.roots.insert(one.name.to_owned(), root);
            let file = one.folder.join("lib.rs");
            this.read_file(vec![one.name.to_owned()], &file, &one.folder, true)?;
        }
        this.expand(beside)?;
        Ok(this)
    }

    /// A tree of one file.
    #[cfg(test)]
    pub fn of_text(name: &str, text: &str, beside: &Beside<'_>) -> Outcome<Self> {
        let mut this = Self { modules: Vec::new(), roots: BTreeMap::new() };
        this.roots.insert(name.to_owned(), 0);
        let parsed = syn::parse_file(text).map_err(|error| error.to_string())?;
        let nowhere = Path::new("lib.rs");
        this.add(vec![name.to_owned()], nowhere, Path::new("."), true, parsed.items)?;
        this.expand(beside)?;
        Ok(this)
    }

    fn read_file(
        &mut self,
        path: Vec<String>,
        file: &Path,
        below: &Path,
        is_public: bool,
    ) -> Outcome<usize> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        let parsed = syn::parse_file(&text)
            .map_err(|error| format!("cannot parse {}: {error}", file.display()))?;
        self.add(path, file, below, is_public, parsed.items)
    }

    /// Adds a module with its items, and all modules below; `below` is the folder of their files.
    fn add(
        &mut self,
        path: Vec<String>,
        file: &Path,
        below: &Path,
        is_public: bool,
        items: Vec<syn::Item>,
    ) -> Outcome<usize> {
        let at = self.modules.len();
        self.modules.push(Module {
            path,
            file: file.to_path_buf(),
            is_public,
            children: BTreeMap::new(),
            uses: BTreeMap::new(),
            globs: Vec::new(),
            items: Vec::new(),
        });
        self.take_in(at, below, items)?;
        Ok(at)
    }

    /// Sorts items into their module: modules and `use` aside, tests left out.
    fn take_in(&mut self, at: usize, below: &Path, items: Vec<syn::Item>) -> Outcome<()> {
        for item in items {
            match item {
                syn::Item::Mod(item) if !is_for_tests(&item.attrs) => {
                    self.take_in_module(at, below, item)?;
                }
                syn::Item::Use(item) if !is_for_tests(&item.attrs) => {
                    let module = &mut self.modules[at];
                    uses::gather(&item, &mut module.uses, &mut module.globs);
                }
                syn::Item::Mod(_) | syn::Item::Use(_) => {}
                other => self.modules[at].items.push(other),
            }
        }
        Ok(())
    }

    fn take_in_module(&mut self, at: usize, below: &Path, item: syn::ItemMod) -> Outcome<()> {
        let name = item.ident.to_string();
        let mut path = self.modules[at].path.clone();
        path.push(name.clone());
        let is_public = is_public(&item.vis);
        let deeper = below.join(&name);
        let child = match item.content {
            Some((_, items)) => {
                let file = self.modules[at].file.clone();
                self.add(path, &file, &deeper, is_public, items)?
            }
            None if item.attrs.iter().any(|one| one.path().is_ident("path")) => {
                let why = format!("module {name} stands elsewhere by `#[path]`");
                return Err(self.modules[at].refuse(&why));
            }
            None => {
                let (flat, deep) = (deeper.with_extension("rs"), deeper.join("mod.rs"));
                let file = if flat.is_file() { flat } else { deep };
                self.read_file(path, &file, &deeper, is_public)?
            }
        };
        self.modules[at].children.insert(name, child);
        Ok(())
    }

    /// Replaces every call of an own macro by what it makes, until none is left.
    fn expand(&mut self, beside: &Beside<'_>) -> Outcome<()> {
        let mut known: BTreeMap<String, Vec<(usize, Macro)>> = BTreeMap::new();
        for (at, module) in self.modules.iter().enumerate() {
            for item in &module.items {
                if let syn::Item::Macro(item) = item
                    && let Some(name) = &item.ident
                {
                    let rules = Macro::of(item).map_err(|why| module.refuse(&why))?;
                    known.entry(name.to_string()).or_default().push((at, rules));
                }
            }
        }
        let mut at = 0;
        while at < self.modules.len() {
            while let Some(made) = self.expand_one(at, &known, beside)? {
                let below = self.modules[at].file.with_extension("");
                self.take_in(at, &below, made)?;
            }
            at += 1;
        }
        Ok(())
    }

    /// Takes the first macro call out of a module; what it makes.
    fn expand_one(
        &mut self,
        at: usize,
        known: &BTreeMap<String, Vec<(usize, Macro)>>,
        beside: &Beside<'_>,
    ) -> Outcome<Option<Vec<syn::Item>>> {
        let module = &mut self.modules[at];
        let is_call = |item: &syn::Item| matches!(item, syn::Item::Macro(_));
        let Some(place) = module.items.iter().position(is_call) else { return Ok(None) };
        let syn::Item::Macro(call) = module.items.remove(place) else { return Ok(None) };
        if call.ident.is_some() || is_for_tests(&call.attrs) {
            return Ok(Some(Vec::new()));
        }
        let path: Vec<String> =
            call.mac.path.segments.iter().map(|part| part.ident.to_string()).collect();
        let name = path.last().cloned().unwrap_or_default();
        if beside.foreign.contains(&name) || path.len() > 1 && beside.foreign.contains(&path[0]) {
            return Ok(Some(Vec::new()));
        }
        if name == "include" {
            let made = included(&call.mac, beside);
            return made.map(Some).map_err(|why| module.refuse(&why));
        }
        let named = known.get(&name).map(Vec::as_slice).unwrap_or_default();
        let rules = match named {
            [(_, only)] => only,
            several => match several.iter().find(|(place, _)| *place == at) {
                Some((_, here)) => here,
                None => {
                    let why = format!("{name}! is no macro of the engine, nor named as foreign");
                    return Err(module.refuse(&why));
                }
            },
        };
        let made = expand::items(rules, call.mac.tokens.clone());
        made.map(Some).map_err(|why| module.refuse(&format!("{name}! {why}")))
    }
}

/// What `include!(concat!(env!("OUT_DIR"), "/permissions.rs"))` brings in.
fn included(call: &syn::Macro, beside: &Beside<'_>) -> Outcome<Vec<syn::Item>> {
    let written = call.parse_body::<syn::Expr>().ok().and_then(|path| docs::text(&path));
    let written = written.ok_or("includes a file in another way than by its name")?;
    let name = written.rsplit('/').next().unwrap_or_default();
    match beside.made.get(name) {
        Some(Some(text)) => {
            let file = syn::parse_file(text);
            file.map(|file| file.items).map_err(|error| format!("{name} that is made: {error}"))
        }
        Some(None) => Ok(Vec::new()),
        None => Err(format!("includes {name}, of which nothing is known: see exceptions.toml")),
    }
}

/// Whether something is there for tests only.
pub fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes
        .iter()
        .filter(|one| one.path().is_ident("cfg"))
        .any(|one| one.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test")))
}

/// Whether the world sees it.
pub fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}
