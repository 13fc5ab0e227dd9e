//! What `use` brings into a module.

use std::collections::BTreeMap;

use super::sources::is_public;

/// Something brought in from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The path as it is written.
    pub path: Vec<String>,
    /// Whether it is handed on to the world.
    pub is_public: bool,
}

/// Sorts one `use` into names and globs.
pub fn gather(item: &syn::ItemUse, names: &mut BTreeMap<String, Use>, globs: &mut Vec<Use>) {
    let mut gatherer = Gatherer { is_public: is_public(&item.vis), names, globs };
    gatherer.walk(&item.tree, &mut Vec::new());
}

struct Gatherer<'a> {
    is_public: bool,
    names: &'a mut BTreeMap<String, Use>,
    globs: &'a mut Vec<Use>,
}

impl Gatherer<'_> {
    fn walk(&mut self, tree: &syn::UseTree, path: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(part) => {
                path.push(part.ident.to_string());
                self.walk(&part.tree, path);
                path.pop();
            }
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|item| self.walk(item, path));
            }
            syn::UseTree::Name(name) => self.add(path, &name.ident, &name.ident),
            syn::UseTree::Rename(other) => self.add(path, &other.ident, &other.rename),
            syn::UseTree::Glob(_) => {
                self.globs.push(Use { path: path.clone(), is_public: self.is_public });
            }
        }
    }

    /// `use path::name as called`; `self` is the path itself.
    fn add(&mut self, path: &[String], name: &syn::Ident, called: &syn::Ident) {
        let mut whole = path.to_vec();
        let mut known_as = called.to_string();
        if name == "self" {
            if called == "self" {
                known_as = path.last().cloned().unwrap_or_default();
            }
        } else {
            whole.push(name.to_string());
        }
        let new = Use { path: whole, is_public: self.is_public };
        // A function and a module may share a name: what is public wins.
        if !self.names.get(&known_as).is_some_and(|old| old.is_public && !new.is_public) {
            self.names.insert(known_as, new);
        }
    }
}
