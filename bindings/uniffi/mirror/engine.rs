//! The engine's sources: modules with their visibility, types, handles and imports.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Outcome, docs, macros};

/// A file or folder of the engine's sources.
pub struct Module {
    /// Names from the crate down, without `crate`.
    pub path: Vec<String>,
    /// Names brought in by `use`: the last name, and the whole path.
    pub uses: BTreeMap<String, Vec<String>>,
    /// Names that it hands on by `pub use`, each with the whole path.
    pub exports: BTreeMap<String, Vec<String>>,
    /// Everything in it.
    pub items: Vec<syn::Item>,
}

/// A field of a record or of a variant.
pub struct Field {
    pub name: Option<String>,
    pub docs: Vec<String>,
    pub ty: syn::Type,
}

/// A variant of an enum.
pub struct Variant {
    pub name: String,
    pub docs: Vec<String>,
    pub fields: Vec<Field>,
    /// Whether `Default` gives it.
    pub is_default: bool,
}

/// What a type of the engine is.
pub enum Shape {
    /// A struct with named fields, all of them public.
    Record(Vec<Field>),
    /// An enum.
    Enum(Vec<Variant>),
    /// A typed 64-bit id.
    Id,
    /// Anything else: it needs a conversion written by hand.
    Opaque,
}

/// A type that the engine declares.
pub struct Declared {
    pub name: String,
    /// Where it is declared.
    pub module: Vec<String>,
    pub docs: Vec<String>,
    pub shape: Shape,
    /// Whether `Default` is derived.
    pub derives_default: bool,
}

/// All of it.
pub struct Engine {
    pub modules: Vec<Module>,
    pub types: Vec<Declared>,
    /// Paths of modules that only their parents see.
    private: Vec<Vec<String>>,
}

impl Engine {
    pub fn read(folder: &Path) -> Outcome<Self> {
        let mut engine = Self { modules: Vec::new(), types: Vec::new(), private: Vec::new() };
        engine.read_file(folder, &folder.join("lib.rs"), &[])?;
        let mut types = Vec::new();
        for module in &engine.modules {
            for item in &module.items {
                types.extend(declared(item, &module.path)?);
            }
        }
        engine.types = types;
        Ok(engine)
    }

    fn read_file(&mut self, folder: &Path, file: &Path, path: &[String]) -> Outcome<()> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        let parsed = syn::parse_file(&text)
            .map_err(|error| format!("cannot parse {}: {error}", file.display()))?;
        let (mut uses, mut exports) = (BTreeMap::new(), BTreeMap::new());
        for item in &parsed.items {
            match item {
                syn::Item::Use(item) => {
                    gather_uses(&item.tree, &mut Vec::new(), &mut uses);
                    if is_public(&item.vis) {
                        gather_uses(&item.tree, &mut Vec::new(), &mut exports);
                    }
                }
                syn::Item::Mod(item) if item.content.is_none() && !is_test(&item.attrs) => {
                    let mut below = path.to_vec();
                    below.push(item.ident.to_string());
                    if !matches!(item.vis, syn::Visibility::Public(_)) {
                        self.private.push(below.clone());
                    }
                    let place = below.iter().fold(folder.to_path_buf(), |at, name| at.join(name));
                    let (flat, deep) = (place.with_extension("rs"), place.join("mod.rs"));
                    let file = if flat.is_file() { flat } else { deep };
                    self.read_file(folder, &file, &below)?;
                }
                _ => {}
            }
        }
        self.modules.push(Module { path: path.to_vec(), uses, exports, items: parsed.items });
        Ok(())
    }

    /// The type that a name in a module means.
    pub fn resolve(&self, name: &str, qualifier: Option<&str>, from: &[String]) -> Option<usize> {
        let all: Vec<usize> =
            (0..self.types.len()).filter(|&at| self.types[at].name == name).collect();
        if all.len() < 2 {
            return all.first().copied();
        }
        let is_in =
            |at: &&usize, near: &str| self.types[**at].module.iter().any(|part| part == near);
        if let Some(near) = qualifier {
            return all.iter().find(|at| is_in(at, near)).copied();
        }
        if let Some(at) = all.iter().find(|at| self.types[**at].module == from) {
            return Some(*at);
        }
        let module = self.modules.iter().find(|module| module.path == from)?;
        match module.uses.get(name) {
            Some(path) => {
                let near = path.iter().rev().skip(1).find(|part| {
                    !matches!(part.as_str(), "super" | "self" | "crate" | "model" | "commands")
                });
                match near {
                    Some(near) => all.iter().find(|at| is_in(at, near)).copied(),
                    None => all.iter().max_by_key(|at| self.shared(**at, from)).copied(),
                }
            }
            None => all.iter().max_by_key(|at| self.shared(**at, from)).copied(),
        }
    }

    /// How many names of its path a type shares with a module.
    fn shared(&self, at: usize, from: &[String]) -> usize {
        self.types[at].module.iter().zip(from).take_while(|(one, other)| one == other).count()
    }

    /// The path by which the type can be named from outside: a private module on the way hands
    /// its types on by `pub use`.
    pub fn public_path(&self, at: usize) -> String {
        let declared = &self.types[at];
        let mut module = &declared.module;
        if !self.is_public(module) {
            let parent = module.last().map(String::as_str).unwrap_or_default();
            let hands_on = |other: &&Module| {
                let path = other.exports.get(&declared.name);
                self.is_public(&other.path)
                    && path.is_some_and(|path| {
                        path.len() < 2 || path[path.len() - 2] == parent || path[0] == "super"
                    })
            };
            let mut by = self.modules.iter().filter(hands_on);
            let near = by.clone().max_by_key(|other| {
                other.path.iter().zip(&declared.module).take_while(|(a, b)| a == b).count()
            });
            if let Some(other) = near.or_else(|| by.next()) {
                module = &other.path;
            }
        }
        let path = module.iter().map(String::as_str);
        let path: Vec<&str> = std::iter::once("bookroom").chain(path).collect();
        format!("{}::{}", path.join("::"), declared.name)
    }

    /// Whether the module can be named from outside.
    fn is_public(&self, module: &[String]) -> bool {
        (1..=module.len()).all(|length| {
            self.private.iter().all(|private| private.as_slice() != &module[..length])
        })
    }
}

fn gather_uses(
    tree: &syn::UseTree,
    path: &mut Vec<String>,
    uses: &mut BTreeMap<String, Vec<String>>,
) {
    match tree {
        syn::UseTree::Path(part) => {
            path.push(part.ident.to_string());
            gather_uses(&part.tree, path, uses);
            path.pop();
        }
        syn::UseTree::Group(group) => {
            group.items.iter().for_each(|item| gather_uses(item, path, uses));
        }
        syn::UseTree::Name(name) => {
            let name = name.ident.to_string();
            let mut whole = path.clone();
            whole.push(name.clone());
            uses.insert(name, whole);
        }
        syn::UseTree::Rename(_) | syn::UseTree::Glob(_) => {}
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg"))
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

/// The types that an item declares: several for the engine's own macros.
fn declared(item: &syn::Item, module: &[String]) -> Outcome<Vec<Declared>> {
    match item {
        syn::Item::Struct(item) if is_public(&item.vis) => {
            let fields: Vec<&syn::Field> = item.fields.iter().collect();
            let open = matches!(item.fields, syn::Fields::Named(_))
                && fields.iter().all(|field| is_public(&field.vis))
                && item.generics.params.is_empty();
            let shape = if open { Shape::Record(read_fields(&item.fields)) } else { Shape::Opaque };
            Ok(vec![Declared {
                name: item.ident.to_string(),
                module: module.to_vec(),
                docs: docs::of(&item.attrs),
                shape,
                derives_default: derives_default(&item.attrs),
            }])
        }
        syn::Item::Enum(item) if is_public(&item.vis) => {
            let variants = item.variants.iter().map(|variant| Variant {
                name: variant.ident.to_string(),
                docs: docs::of(&variant.attrs),
                fields: read_fields(&variant.fields),
                is_default: variant.attrs.iter().any(|it| it.path().is_ident("default")),
            });
            Ok(vec![Declared {
                name: item.ident.to_string(),
                module: module.to_vec(),
                docs: docs::of(&item.attrs),
                shape: Shape::Enum(variants.collect()),
                derives_default: derives_default(&item.attrs),
            }])
        }
        syn::Item::Macro(item) => macros::declared(item, module),
        _ => Ok(Vec::new()),
    }
}

fn read_fields(fields: &syn::Fields) -> Vec<Field> {
    let read = |field: &syn::Field| Field {
        name: field.ident.as_ref().map(ToString::to_string),
        docs: docs::of(&field.attrs),
        ty: field.ty.clone(),
    };
    fields.iter().map(read).collect()
}

fn derives_default(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("derive")).any(|attribute| {
        let mut found = false;
        let _ = attribute.parse_nested_meta(|meta| {
            found |= meta.path.is_ident("Default");
            Ok(())
        });
        found
    })
}
