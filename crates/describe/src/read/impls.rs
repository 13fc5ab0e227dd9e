//! Which functions stand in which `impl`, and where.

use std::collections::BTreeMap;

use super::names::{Id, Names, Target};
use super::sources::Sources;
use super::types::path_names;

/// A function of a type, and the module that it stands in.
#[derive(Clone, Copy)]
pub struct Function<'a> {
    pub module: usize,
    pub item: &'a syn::ImplItemFn,
}

/// An `impl` of a trait.
#[derive(Clone, Copy)]
pub struct OfTrait<'a> {
    pub module: usize,
    pub item: &'a syn::ItemImpl,
}

/// Every `impl` of the engine's own types.
#[derive(Default)]
pub struct Impls<'a> {
    /// Functions of a type, in the order of modules and lines.
    pub functions: BTreeMap<Id, Vec<Function<'a>>>,
    /// By type and the last name of the trait.
    pub traits: BTreeMap<(Id, String), OfTrait<'a>>,
}

impl<'a> Impls<'a> {
    pub fn of(sources: &'a Sources, names: &Names) -> Self {
        let mut this = Self::default();
        for (module, one) in sources.modules.iter().enumerate() {
            for item in &one.items {
                let syn::Item::Impl(item) = item else { continue };
                let syn::Type::Path(of) = item.self_ty.as_ref() else { continue };
                let target = names.resolve(sources, module, &path_names(&of.path));
                let Some(Target::Type(id)) = target else { continue };
                match &item.trait_ {
                    Some((_, path, _)) => {
                        let called = path_names(path).pop().unwrap_or_default();
                        this.traits.insert((id, called), OfTrait { module, item });
                    }
                    None => {
                        let functions = item.items.iter().filter_map(|part| match part {
                            syn::ImplItem::Fn(item) => Some(Function { module, item }),
                            _ => None,
                        });
                        this.functions.entry(id).or_default().extend(functions);
                    }
                }
            }
        }
        this
    }

    /// How the type implements a trait.
    pub fn of_trait(&self, id: Id, called: &str) -> Option<OfTrait<'a>> {
        self.traits.get(&(id, called.to_owned())).copied()
    }
}
