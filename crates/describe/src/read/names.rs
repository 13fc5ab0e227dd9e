//! What a name means where it stands, and by which path the world finds a type.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::{Module, Sources, is_public};
use crate::Outcome;

/// Where a type is declared: its module, and its place among the items there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id {
    pub module: usize,
    pub item: usize,
}

/// What a path means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Module(usize),
    Type(Id),
    /// Something of another crate, or of Rust itself.
    Foreign(Vec<String>),
}

/// More steps than any chain of `use` has.
const STEPS: usize = 24;

/// The engine's names.
pub struct Names {
    /// Types by module and name.
    types: BTreeMap<(usize, String), Id>,
    /// The paths by which the world finds types.
    public: BTreeMap<Id, BTreeSet<Vec<String>>>,
}

impl Names {
    pub fn of(sources: &Sources) -> Self {
        let mut types = BTreeMap::new();
        for (module, one) in sources.modules.iter().enumerate() {
            for (item, declared) in one.items.iter().enumerate() {
                if let Some(name) = declared_name(declared) {
                    types.insert((module, name), Id { module, item });
                }
            }
        }
        let mut this = Self { types, public: BTreeMap::new() };
        let root = sources.modules.first().map(|root| root.path.clone()).unwrap_or_default();
        this.walk(sources, 0, &root, &mut BTreeSet::new());
        this
    }

    /// What a path means in a module.
    pub fn resolve(&self, sources: &Sources, module: usize, path: &[String]) -> Option<Target> {
        self.step(sources, module, path, STEPS)
    }

    fn step(
        &self,
        sources: &Sources,
        module: usize,
        path: &[String],
        steps: usize,
    ) -> Option<Target> {
        let steps = steps.checked_sub(1)?;
        let (first, rest) = path.split_first()?;
        let here = &sources.modules[module];
        let start = match first.as_str() {
            "self" => Target::Module(module),
            "super" => Target::Module(parent(sources, module)?),
            "crate" => Target::Module(*sources.roots.get(&here.path[0])?),
            name => match self.local(sources, module, name, steps) {
                Some(target) => target,
                None => match sources.roots.get(name) {
                    Some(&root) => Target::Module(root),
                    None => return Some(Target::Foreign(path.to_vec())),
                },
            },
        };
        self.follow(sources, start, rest, steps)
    }

    /// Goes down from what the first name of a path means.
    fn follow(
        &self,
        sources: &Sources,
        start: Target,
        rest: &[String],
        steps: usize,
    ) -> Option<Target> {
        let mut at = start;
        for (index, name) in rest.iter().enumerate() {
            at = match at {
                Target::Module(module) if name == "super" => {
                    Target::Module(parent(sources, module)?)
                }
                Target::Module(module) => self.local(sources, module, name, steps)?,
                Target::Foreign(mut path) => {
                    path.extend_from_slice(&rest[index..]);
                    return Some(Target::Foreign(path));
                }
                // A variant, or something that belongs to the type.
                Target::Type(_) => return None,
            };
        }
        Some(at)
    }

    /// What a name means among those that a module declares or brings in.
    fn local(&self, sources: &Sources, module: usize, name: &str, steps: usize) -> Option<Target> {
        let steps = steps.checked_sub(1)?;
        let here = &sources.modules[module];
        if let Some(&id) = self.types.get(&(module, name.to_owned())) {
            return Some(Target::Type(id));
        }
        if let Some(&child) = here.children.get(name) {
            return Some(Target::Module(child));
        }
        if let Some(brought) = here.uses.get(name) {
            // `use chrono::chrono` aside, a name does not mean itself.
            if brought.path.first().is_some_and(|first| first == name) {
                return match sources.roots.get(name) {
                    Some(&root) => {
                        self.follow(sources, Target::Module(root), &brought.path[1..], steps)
                    }
                    None => Some(Target::Foreign(brought.path.clone())),
                };
            }
            return self.step(sources, module, &brought.path, steps);
        }
        here.globs.iter().find_map(|glob| match self.step(sources, module, &glob.path, steps)? {
            Target::Module(other) if other != module => self.local(sources, other, name, steps),
            _ => None,
        })
    }

    /// Notes every public path below a module that the world sees as `prefix`.
    fn walk(
        &mut self,
        sources: &Sources,
        module: usize,
        prefix: &[String],
        seen: &mut BTreeSet<(usize, Vec<String>)>,
    ) {
        if !seen.insert((module, prefix.to_vec())) || prefix.len() > 8 {
            return;
        }
        let here = &sources.modules[module];
        let below = |name: &str| {
            let mut path = prefix.to_vec();
            path.push(name.to_owned());
            path
        };
        for (item, declared) in here.items.iter().enumerate() {
            if let Some(name) = public_name(declared) {
                self.public.entry(Id { module, item }).or_default().insert(below(&name));
            }
        }
        for (name, &child) in &here.children {
            if sources.modules[child].is_public {
                self.walk(sources, child, &below(name), seen);
            }
        }
        for (name, brought) in here.uses.iter().filter(|(_, brought)| brought.is_public) {
            match self.resolve(sources, module, &brought.path) {
                Some(Target::Module(other)) => self.walk(sources, other, &below(name), seen),
                Some(Target::Type(id)) if is_open(sources, id) => {
                    self.public.entry(id).or_default().insert(below(name));
                }
                _ => {}
            }
        }
        for glob in here.globs.iter().filter(|glob| glob.is_public) {
            if let Some(Target::Module(other)) = self.resolve(sources, module, &glob.path) {
                self.walk(sources, other, prefix, seen);
            }
        }
    }

    /// The path by which the world names a type: where it stands if that can be named, else the
    /// shortest.
    pub fn public_path(&self, sources: &Sources, id: Id) -> Outcome<Vec<String>> {
        let module = &sources.modules[id.module];
        let name = declared_name(&module.items[id.item]).unwrap_or_default();
        let found = self.public.get(&id).filter(|paths| !paths.is_empty());
        let found = found.ok_or_else(|| {
            module.refuse(&format!("{name} is used by a public call and cannot be named outside"))
        })?;
        let mut own = module.path.clone();
        own.push(name);
        let shortest = || found.iter().min_by_key(|path| (path.len(), (*path).clone())).cloned();
        Ok(found.get(&own).cloned().or_else(shortest).unwrap_or(own))
    }

    /// All paths by which the world names a type.
    pub fn public_paths(&self, id: Id) -> Vec<String> {
        self.public.get(&id).into_iter().flatten().map(|path| path.join("::")).collect()
    }

    /// The type that the world finds by a path.
    pub fn at(&self, path: &str) -> Option<Id> {
        let path: Vec<String> = path.split("::").map(ToOwned::to_owned).collect();
        self.public.iter().find(|(_, paths)| paths.contains(&path)).map(|(&id, _)| id)
    }

    /// Everything the world can name.
    pub fn all(&self) -> impl Iterator<Item = Id> + '_ {
        self.public.keys().copied()
    }
}

/// The module above.
fn parent(sources: &Sources, module: usize) -> Option<usize> {
    let path = &sources.modules[module].path;
    let above = &path[..path.len().checked_sub(1)?];
    sources.modules.iter().position(|other: &Module| other.path == above)
}

/// The name of a type that an item declares.
pub fn declared_name(item: &syn::Item) -> Option<String> {
    match item {
        syn::Item::Struct(item) => Some(item.ident.to_string()),
        syn::Item::Enum(item) => Some(item.ident.to_string()),
        syn::Item::Type(item) => Some(item.ident.to_string()),
        syn::Item::Trait(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

fn public_name(item: &syn::Item) -> Option<String> {
    let visibility = match item {
        syn::Item::Struct(item) => &item.vis,
        syn::Item::Enum(item) => &item.vis,
        syn::Item::Type(item) => &item.vis,
        syn::Item::Trait(item) => &item.vis,
        _ => return None,
    };
    declared_name(item).filter(|_| is_public(visibility))
}

fn is_open(sources: &Sources, id: Id) -> bool {
    public_name(&sources.modules[id.module].items[id.item]).is_some()
}
