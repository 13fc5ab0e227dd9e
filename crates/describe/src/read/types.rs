//! What a Rust type is for callers.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use quote::ToTokens;

use super::declared::{self, Raw, RawShape};
use super::impls::Impls;
use super::names::{Id, Names, Target, declared_name};
use super::sources::Sources;
use crate::Outcome;
use crate::exceptions::{Exceptions, Special, TypeException};
use crate::model::{Passing, Shape, Type};

/// Everything that is known while reading.
pub struct Reader<'a> {
    pub sources: &'a Sources,
    pub names: &'a Names,
    pub impls: Impls<'a>,
    pub exceptions: &'a Exceptions,
    raws: RefCell<BTreeMap<Id, Rc<Raw>>>,
    /// The types named so far, by their names in the description.
    named: RefCell<BTreeMap<String, Id>>,
}

impl<'a> Reader<'a> {
    pub fn new(sources: &'a Sources, names: &'a Names, exceptions: &'a Exceptions) -> Self {
        let impls = Impls::of(sources, names);
        let (raws, named) = (RefCell::default(), RefCell::default());
        Self { sources, names, impls, exceptions, raws, named }
    }

    /// A sentence about something in a module.
    pub fn refuse(&self, module: usize, what: &str) -> String {
        self.sources.modules[module].refuse(what)
    }

    /// What a path means, if it is a type of the engine.
    pub fn type_at(&self, module: usize, path: &syn::Path) -> Option<Id> {
        match self.names.resolve(self.sources, module, &path_names(path))? {
            Target::Type(id) => Some(id),
            _ => None,
        }
    }

    /// The name that the engine gives a type.
    pub fn ident(&self, id: Id) -> String {
        let item = &self.sources.modules[id.module].items[id.item];
        declared_name(item).unwrap_or_default()
    }

    /// The path by which the world names a type.
    pub fn path(&self, id: Id) -> Outcome<String> {
        Ok(self.names.public_path(self.sources, id)?.join("::"))
    }

    /// What is said of a type, under whichever of its paths.
    pub fn said(&self, id: Id) -> Option<&'a TypeException> {
        self.exceptions.of_type(&self.names.public_paths(id))
    }

    /// The name of a type in the description, where it has that name alone.
    pub fn name(&self, id: Id) -> Outcome<String> {
        let path = self.path(id)?;
        let said = self.said(id).and_then(|said| said.name.clone());
        let name = said.unwrap_or_else(|| self.ident(id));
        let other = *self.named.borrow_mut().entry(name.clone()).or_insert(id);
        if other != id {
            let other = self.path(other)?;
            return Err(format!(
                "{path} and {other} are both called {name}: give one another name in \
                 exceptions.toml"
            ));
        }
        Ok(name)
    }

    /// The type of a name that was given out.
    pub fn named(&self, name: &str) -> Outcome<Id> {
        let found = self.named.borrow().get(name).copied();
        found.ok_or_else(|| format!("{name} names no type"))
    }

    /// The declaration of a type.
    pub fn raw(&self, id: Id) -> Outcome<Rc<Raw>> {
        if let Some(known) = self.raws.borrow().get(&id) {
            return Ok(known.clone());
        }
        let item = &self.sources.modules[id.module].items[id.item];
        let read = declared::read(item);
        let raw =
            read.map_err(|why| self.refuse(id.module, &format!("{} {why}", self.ident(id))))?;
        let raw = Rc::new(raw);
        self.raws.borrow_mut().insert(id, raw.clone());
        Ok(raw)
    }

    /// What a declared type is; none for one whose inside is its own affair.
    pub fn shape(&self, id: Id) -> Outcome<Option<Shape>> {
        Ok(match &self.raw(id)?.shape {
            RawShape::Record(_) => Some(Shape::Record),
            RawShape::Id => Some(Shape::Id),
            RawShape::Enum(variants) => {
                let is_plain = variants.iter().all(|variant| variant.fields.is_empty());
                Some(if is_plain { Shape::Enum } else { Shape::Union })
            }
            RawShape::Opaque | RawShape::Alias(_) => None,
        })
    }

    /// Reads a type that stands in a module.
    pub fn ty(&self, module: usize, ty: &syn::Type) -> Outcome<Type> {
        match ty {
            syn::Type::Reference(reference) => self.ty(module, &reference.elem),
            syn::Type::Paren(inner) => self.ty(module, &inner.elem),
            syn::Type::Group(inner) => self.ty(module, &inner.elem),
            syn::Type::Slice(slice) => Ok(Type::List(Box::new(self.ty(module, &slice.elem)?))),
            syn::Type::Tuple(tuple) if tuple.elems.is_empty() => Ok(Type::Nothing),
            syn::Type::Tuple(tuple) => {
                let each = tuple.elems.iter().map(|ty| self.ty(module, ty));
                Ok(Type::Tuple(each.collect::<Outcome<_>>()?))
            }
            syn::Type::Path(path) => self.path_type(module, &path.path),
            other => {
                let text = other.to_token_stream().to_string();
                if self.exceptions.is_opaque(std::slice::from_ref(&text)) {
                    return Ok(Type::Opaque(text));
                }
                Err(self.refuse(module, &format!("`{text}` is no type that a caller can have")))
            }
        }
    }

    fn path_type(&self, module: usize, path: &syn::Path) -> Outcome<Type> {
        let written = path.to_token_stream().to_string().replace(' ', "");
        let names = path_names(path);
        match self.names.resolve(self.sources, module, &names) {
            Some(Target::Type(id)) => self.own_type(module, id, path),
            Some(Target::Foreign(found)) => self.foreign_type(module, &found, path),
            _ => Err(self.refuse(module, &format!("the type `{written}` is not found"))),
        }
    }

    /// A type of another crate.
    fn foreign_type(&self, module: usize, found: &[String], path: &syn::Path) -> Outcome<Type> {
        let inner = arguments(path);
        let one = |at: usize| -> Outcome<Box<Type>> {
            let ty = inner.get(at).ok_or_else(|| {
                self.refuse(module, &format!("`{}` of nothing", found.join("::")))
            })?;
            Ok(Box::new(self.ty(module, ty)?))
        };
        Ok(match found.last().map(String::as_str).unwrap_or_default() {
            "String" | "str" => Type::Text,
            "bool" => Type::Bool,
            "char" => Type::Character,
            int @ ("i8" | "i16" | "i32" | "i64" | "isize" | "u8" | "u16" | "u32" | "u64"
            | "usize") => Type::Int(int.to_owned()),
            "Decimal" => Type::Decimal,
            "NaiveDate" => Type::Date,
            "DateTime" => Type::Instant,
            "Duration" => Type::Duration,
            "Box" => *one(0)?,
            "Vec" => Type::List(one(0)?),
            "Option" => Type::Option(one(0)?),
            "BTreeMap" if *one(0)? == Type::Text => Type::Map(one(1)?),
            _ => {
                let why = format!("`{}` is no type that a caller can have", found.join("::"));
                return Err(self.refuse(module, &why));
            }
        })
    }

    /// A type of the engine.
    fn own_type(&self, module: usize, id: Id, path: &syn::Path) -> Outcome<Type> {
        if let RawShape::Alias(of) = &self.raw(id)?.shape {
            return self.ty(id.module, of);
        }
        let public = self.path(id)?;
        if self.exceptions.is_opaque(&self.names.public_paths(id)) {
            return Ok(Type::Opaque(public));
        }
        match self.said(id).and_then(|said| said.is) {
            Some(Special::Secret) => return Ok(Type::Secret),
            Some(Special::Cursor) => return Ok(Type::Cursor),
            Some(Special::Code) => return Ok(Type::Code),
            Some(Special::Bytes) => return Ok(Type::Bytes),
            Some(special @ (Special::Page | Special::Edit)) => {
                let inner = arguments(path);
                let of = inner.first().ok_or_else(|| self.refuse(module, "a page of nothing"))?;
                let of = Box::new(self.ty(module, of)?);
                let is_page = matches!(special, Special::Page);
                return Ok(if is_page { Type::Page(of) } else { Type::Edit(of) });
            }
            None => {}
        }
        self.own(id)
    }

    /// A type of the engine that holds no other.
    pub fn own(&self, id: Id) -> Outcome<Type> {
        let name = self.name(id)?;
        Ok(match self.shape(id)? {
            Some(Shape::Id) => Type::Id(name),
            Some(Shape::Enum) => Type::Enum(name),
            Some(Shape::Union) => Type::Union(name),
            Some(Shape::Record) => Type::Record(name),
            None => {
                let why = format!(
                    "{name} keeps its inside to itself: say in exceptions.toml what it is for \
                     callers"
                );
                return Err(self.refuse(id.module, &why));
            }
        })
    }
}

/// How Rust takes an argument of this type.
pub fn passing(ty: &syn::Type) -> Passing {
    match ty {
        syn::Type::Reference(reference) if reference.mutability.is_some() => {
            Passing::MutableReference
        }
        syn::Type::Reference(_) => Passing::Reference,
        syn::Type::Path(path) if path.path.segments.last().is_some_and(|l| l.ident == "Option") => {
            match arguments(&path.path).first() {
                Some(syn::Type::Reference(_)) => Passing::OptionOfReference,
                _ => Passing::Value,
            }
        }
        _ => Passing::Value,
    }
}

/// The names of a path.
pub fn path_names(path: &syn::Path) -> Vec<String> {
    path.segments.iter().map(|part| part.ident.to_string()).collect()
}

/// The types between the angle brackets at the end of a path.
pub fn arguments(path: &syn::Path) -> Vec<&syn::Type> {
    let Some(last) = path.segments.last() else { return Vec::new() };
    let syn::PathArguments::AngleBracketed(list) = &last.arguments else { return Vec::new() };
    let types = list.args.iter().filter_map(|argument| match argument {
        syn::GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.collect()
}

/// Whether only code written by hand can carry a value of the type.
pub fn is_opaque(ty: &Type) -> bool {
    match ty {
        Type::Opaque(_) => true,
        Type::Option(of) | Type::List(of) | Type::Map(of) | Type::Page(of) => is_opaque(of),
        Type::Edit(of) | Type::Given(of) => is_opaque(of),
        Type::Tuple(each) => each.iter().any(is_opaque),
        _ => false,
    }
}
