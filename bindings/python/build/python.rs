//! The description by Python's names.

use std::collections::BTreeMap;

use bookroom_describe::model::{Declared, Description, Names, Type};

use super::Outcome;

/// The key under which the description has what holds for Python alone.
pub const BINDING: &str = "python";

/// The description, and what its names mean.
pub struct Python<'a> {
    pub description: &'a Description,
    types: BTreeMap<&'a str, &'a Declared>,
    words: &'a BTreeMap<String, String>,
}

impl<'a> Python<'a> {
    pub fn of(description: &'a Description) -> Outcome<Self> {
        let binding = description.bindings.get(BINDING).ok_or("Python is not described")?;
        let types = description.types.iter().map(|declared| (declared.name.as_str(), declared));
        Ok(Self { description, types: types.collect(), words: &binding.words })
    }

    /// The types that Python declares, in the order of their names there.
    pub fn declared(&self) -> Vec<(&'a str, &'a Declared)> {
        let mut found: Vec<_> = self
            .description
            .types
            .iter()
            .filter(|declared| !declared.unused_by.iter().any(|binding| binding == BINDING))
            .filter(|declared| !declared.transparent)
            .map(|declared| (name(&declared.names, &declared.name), declared))
            .collect();
        found.sort_by_key(|(name, _)| *name);
        found
    }

    /// The name of a field in Python.
    pub fn word(&self, field: &'a str) -> &'a str {
        self.words.get(field).map_or(field, String::as_str)
    }

    /// How `crate::schema::Type` says a type.
    pub fn kind(&self, ty: &Type) -> Outcome<String> {
        Ok(match ty {
            Type::Nothing => "Type::Nothing".to_owned(),
            Type::Bool => "Type::Bool".to_owned(),
            Type::Text | Type::Character | Type::Secret | Type::Cursor | Type::Code => {
                "Type::Text".to_owned()
            }
            Type::Bytes => "Type::Bytes".to_owned(),
            Type::Decimal => "Type::Decimal".to_owned(),
            Type::Date => "Type::Date".to_owned(),
            Type::Instant => "Type::Instant".to_owned(),
            Type::Int(_) => "Type::Int".to_owned(),
            Type::Id(_) => format!("Type::Id(&{:?})", self.known_by(ty)),
            Type::Edit(inner) => format!("Type::Edit(&{})", self.kind(inner)?),
            Type::Given(inner) => format!("Type::Given(&{})", self.kind(inner)?),
            Type::Option(inner) => format!("Type::Option(&{})", self.kind(inner)?),
            Type::List(inner) => format!("Type::List(&{})", self.kind(inner)?),
            Type::Map(inner) => format!("Type::Map(&{})", self.kind(inner)?),
            Type::Page(inner) => format!("Type::Page(&Type::List(&{}))", self.kind(inner)?),
            Type::Tuple(parts) => {
                let parts: Vec<_> =
                    parts.iter().map(|part| self.kind(part)).collect::<Outcome<_>>()?;
                format!("Type::Tuple(&[{}])", parts.join(", "))
            }
            Type::Enum(name) => format!("Type::Enum(&{})", self.constant(name)?),
            Type::Union(name) => format!("Type::Union(&{})", self.constant(name)?),
            Type::Record(name) => self.record(name)?,
            Type::Duration => return Err("a length of time does not cross to Python".to_owned()),
            Type::Opaque(told) => return Err(format!("{told} does not cross to Python")),
        })
    }

    /// A record; one that is written as its only field is what that field is.
    fn record(&self, name: &str) -> Outcome<String> {
        let declared = self.found(name)?;
        match declared.fields.first() {
            Some(only) if declared.transparent => self.kind(&only.ty),
            _ => Ok(format!("Type::Record(&{})", self.constant(name)?)),
        }
    }

    /// The records that have such an id as theirs: the one that it is called after comes first.
    fn known_by(&self, id: &Type) -> Vec<&'a str> {
        let has = |one: &Declared| one.fields.iter().any(|it| it.name == "id" && it.ty == *id);
        let declared = self.declared().into_iter().filter(|(_, one)| has(one));
        let mut names: Vec<_> = declared.map(|(name, _)| name).collect();
        names
            .sort_by_key(|name| !matches!(id, Type::Id(id) if id.strip_suffix("Id") == Some(name)));
        names
    }

    fn constant(&self, described: &str) -> Outcome<String> {
        Ok(constant(name(&self.found(described)?.names, described)))
    }

    fn found(&self, name: &str) -> Outcome<&'a Declared> {
        self.types.get(name).copied().ok_or_else(|| format!("{name} is not described"))
    }
}

/// The name that something has in Python.
pub fn name<'a>(names: &'a Names, described: &'a str) -> &'a str {
    names.get(BINDING).map_or(described, String::as_str)
}

/// `NewInvoice` as `NEW_INVOICE`.
pub fn constant(name: &str) -> String {
    let mut made = String::with_capacity(name.len() + 4);
    for (at, letter) in name.char_indices() {
        if at > 0 && letter.is_ascii_uppercase() {
            made.push('_');
        }
        made.push(letter.to_ascii_uppercase());
    }
    made
}
