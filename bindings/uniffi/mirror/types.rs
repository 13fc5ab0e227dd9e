//! How the engine's types cross.

use super::Outcome;
use super::engine::Engine;

/// Types that cross under another name, because theirs is taken or says too little alone.
const RENAMED: &[(&str, &str)] = &[
    ("bookroom::access::permission::Field", "ProtectedField"),
    ("bookroom::billing::payments::model::Side", "OpenItemSide"),
    ("bookroom::service::model::OpenCases", "OpenCaseCount"),
    ("bookroom::codes::Code", "ErrorCode"),
    ("bookroom::codes::Kind", "ErrorKind"),
    ("bookroom::error::Fact", "ProblemFact"),
    ("bookroom::exchange::duplicates::Reason", "DuplicateRowReason"),
    ("bookroom::exchange::duplicates::Subject", "DuplicateRowSubject"),
    ("bookroom::exchange::headers::Ambiguity", "AmbiguousColumn"),
    ("bookroom::exchange::headers::Mapping", "ColumnMapping"),
    ("bookroom::exchange::headers::Source", "ColumnSource"),
    ("bookroom::exchange::headers::Target", "ImportTarget"),
    ("bookroom::exchange::clean::Cleaned", "CleanedKind"),
    ("bookroom::exchange::model::Matching", "ImportMatching"),
    ("bookroom::exchange::model::Progress", "ImportProgress"),
    ("bookroom::exchange::model::Repeats", "RepeatedRows"),
    ("bookroom::exchange::model::Unknown", "UnknownValues"),
];

/// Types whose crossing is written by hand in `src/values.rs`, by the name of their alias there.
const BY_HAND: &[(&str, &str)] = &[
    ("bookroom::access::model::Secret", "Secret"),
    ("bookroom::access::model::OperatorEdit", "EngineOperatorEdit"),
    ("bookroom::error::Problem", "EngineProblem"),
    ("bookroom::exchange::commands::ImportHead", "EngineImportHead"),
    ("bookroom::values::page::Cursor", "Cursor"),
];

/// A type as calls and records hold it.
#[derive(Debug, Clone, PartialEq)]
pub enum Ty {
    /// Crosses as it is, by this name.
    Plain(&'static str),
    List(Box<Ty>),
    Maybe(Box<Ty>),
    /// A map with text keys.
    Map(Box<Ty>),
    /// What stands for a column of a file: its heading, and the rest.
    Column(Box<Ty>),
    Page(Box<Ty>),
    /// A type the engine declares.
    Named(usize),
}

/// How a method takes an argument.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Taken {
    Owned,
    Borrowed,
    MaybeBorrowed,
    MaybeText,
}

impl Engine {
    /// Reads a type that stands in a module.
    pub fn ty(&self, ty: &syn::Type, from: &[String]) -> Outcome<Ty> {
        match ty {
            syn::Type::Reference(reference) => self.ty(&reference.elem, from),
            syn::Type::Slice(slice) => Ok(Ty::List(Box::new(self.ty(&slice.elem, from)?))),
            syn::Type::Tuple(tuple) => match tuple.elems.iter().collect::<Vec<_>>().as_slice() {
                [name, value] if self.ty(name, from)? == Ty::Plain("String") => {
                    Ok(Ty::Column(Box::new(self.ty(value, from)?)))
                }
                _ => Err(format!("a tuple in {}", from.join("::"))),
            },
            syn::Type::Path(path) => self.path_ty(&path.path, from),
            _ => Err(format!("a type of another form in {}", from.join("::"))),
        }
    }

    fn path_ty(&self, path: &syn::Path, from: &[String]) -> Outcome<Ty> {
        let last = path.segments.last().ok_or("an empty path")?;
        let name = last.ident.to_string();
        let inner = || -> Outcome<Vec<Ty>> {
            let syn::PathArguments::AngleBracketed(list) = &last.arguments else {
                return Ok(Vec::new());
            };
            let types = list.args.iter().filter_map(|argument| match argument {
                syn::GenericArgument::Type(ty) => Some(self.ty(ty, from)),
                _ => None,
            });
            types.collect()
        };
        let one = || -> Outcome<Box<Ty>> {
            let first = inner()?.into_iter().last().ok_or(format!("{name} of nothing"))?;
            Ok(Box::new(first))
        };
        Ok(match name.as_str() {
            "String" | "str" => Ty::Plain("String"),
            "bool" => Ty::Plain("bool"),
            "i64" => Ty::Plain("i64"),
            "i32" => Ty::Plain("i32"),
            "u32" => Ty::Plain("u32"),
            "u64" => Ty::Plain("u64"),
            "u8" => Ty::Plain("u8"),
            "usize" => Ty::Plain("Count"),
            "char" => Ty::Plain("Character"),
            "Decimal" => Ty::Plain("Decimal"),
            "NaiveDate" => Ty::Plain("LocalDate"),
            "DateTime" => Ty::Plain("Timestamp"),
            "Duration" => Ty::Plain("Duration"),
            "Vec" => Ty::List(one()?),
            "Option" => Ty::Maybe(one()?),
            "BTreeMap" => Ty::Map(one()?),
            "Page" => Ty::Page(one()?),
            _ => {
                let near = path.segments.iter().rev().nth(1).map(|part| part.ident.to_string());
                let at = self.resolve(&name, near.as_deref(), from);
                Ty::Named(at.ok_or(format!("{name} in {} is unknown", from.join("::")))?)
            }
        })
    }

    /// The name under which a declared type crosses.
    pub fn ident(&self, at: usize) -> String {
        let path = self.public_path(at);
        let other = RENAMED.iter().chain(BY_HAND).find(|(of, _)| *of == path);
        other.map_or_else(|| self.types[at].name.clone(), |(_, name)| (*name).to_owned())
    }

    /// Whether `src/values.rs` says how the type crosses.
    pub fn is_by_hand(&self, at: usize) -> bool {
        let path = self.public_path(at);
        BY_HAND.iter().any(|(of, _)| *of == path)
    }

    /// The type as the declarations name it.
    pub fn rust(&self, ty: &Ty) -> String {
        match ty {
            Ty::Plain(name) => (*name).to_owned(),
            Ty::List(of) => format!("Vec<{}>", self.rust(of)),
            Ty::Maybe(of) => format!("Option<{}>", self.rust(of)),
            Ty::Map(of) => format!("{}Map", self.word(of)),
            Ty::Column(of) => format!("Column{}Pair", self.word(of)),
            Ty::Page(of) => format!("{}Page", self.word(of)),
            Ty::Named(at) => self.ident(*at),
        }
    }

    /// The type as part of a name.
    pub fn word(&self, ty: &Ty) -> String {
        match ty {
            Ty::Plain("String") => "Text".to_owned(),
            Ty::List(of) => format!("{}List", self.word(of)),
            other => self.rust(other),
        }
    }
}

/// How an argument of this type is taken.
pub fn taken(ty: &syn::Type) -> Taken {
    match ty {
        syn::Type::Reference(_) => Taken::Borrowed,
        syn::Type::Path(path) => {
            let last = path.path.segments.last();
            let Some(last) = last.filter(|part| part.ident == "Option") else {
                return Taken::Owned;
            };
            let syn::PathArguments::AngleBracketed(list) = &last.arguments else {
                return Taken::Owned;
            };
            match list.args.first() {
                Some(syn::GenericArgument::Type(syn::Type::Reference(inner))) => {
                    match inner.elem.as_ref() {
                        syn::Type::Path(path) if path.path.is_ident("str") => Taken::MaybeText,
                        _ => Taken::MaybeBorrowed,
                    }
                }
                _ => Taken::Owned,
            }
        }
        _ => Taken::Owned,
    }
}
