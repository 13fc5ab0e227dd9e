//! Which fields hosts may leave out: what the engine means when nothing is said.

use std::collections::{BTreeMap, BTreeSet};

use bookroom_describe::model::{Declared, Description, Field, Origin, Type, Value};

use super::{BINDING, names};

/// What stands for a field that is left out.
enum Given {
    /// Nothing, for an optional field.
    Nothing,
    /// The natural value of the type: an empty list, a record of defaults.
    Natural,
    /// A literal.
    Literal(String),
    /// A variant of an enum, or a decimal. uniffi's macros have no word for it: it stands in the
    /// documentation, and `uniffi-bindgen` of this workspace takes it from there.
    Told(String),
}

/// All defaults.
pub struct Defaults<'a> {
    types: BTreeMap<&'a str, &'a Declared>,
    /// Records all of whose fields have a default.
    complete: BTreeSet<&'a str>,
}

impl<'a> Defaults<'a> {
    pub fn of(description: &'a Description) -> Self {
        let types = description.types.iter().map(|one| (one.name.as_str(), one)).collect();
        let mut this = Self { types, complete: BTreeSet::new() };
        // A record of defaults may hold another one: look until nothing new is found.
        loop {
            let before = this.complete.len();
            for declared in &description.types {
                let written = names::is_written(declared) && !declared.fields.is_empty();
                let is_given = |field| this.given(&declared.name, field).is_some();
                if written && declared.fields.iter().all(is_given) {
                    this.complete.insert(&declared.name);
                }
            }
            if before == this.complete.len() {
                return this;
            }
        }
    }

    /// Whether a call may leave out a record or an enum of this type: the engine has a `Default`
    /// for it.
    pub fn can_be_left_out(&self, ty: &Type) -> bool {
        let has_default =
            |name: &str| self.types.get(name).is_some_and(|declared| declared.default.is_some());
        match ty {
            Type::Record(name) => has_default(name) && self.complete.contains(name.as_str()),
            Type::Enum(name) => has_default(name),
            _ => false,
        }
    }

    /// The attribute, or the line of documentation, that says the default of a field.
    pub fn attribute(&self, record: &str, field: &Field) -> String {
        match self.given(record, field) {
            None => String::new(),
            Some(Given::Nothing) => "    #[uniffi(default = None)]\n".to_owned(),
            Some(Given::Natural) => "    #[uniffi(default)]\n".to_owned(),
            Some(Given::Literal(literal)) => format!("    #[uniffi(default = {literal})]\n"),
            Some(Given::Told(value)) => format!("    /// By default `{value}`.\n"),
        }
    }

    fn given(&self, record: &str, field: &Field) -> Option<Given> {
        if matches!(field.ty, Type::Option(_) | Type::Given(_)) {
            return Some(Given::Nothing);
        }
        let told = field.default_for.get(BINDING).map(|value| (value.as_ref(), Origin::Impl));
        let own = field.default.as_ref().map(|default| (Some(&default.value), default.by));
        let (value, by) = told.or(own)?;
        match (value?, by) {
            (Value::None, _) => Some(Given::Nothing),
            (Value::Keep, _) => Some(Given::Told("Keep".to_owned())),
            (Value::Empty, _) => Some(Given::Natural),
            (Value::Record, _) => match &field.ty {
                Type::Record(of) if self.complete.contains(of.as_str()) => Some(Given::Natural),
                _ => None,
            },
            (Value::Bool(value), _) => Some(Given::Literal(value.to_string())),
            (Value::Int(value), _) => Some(Given::Literal(value.to_string())),
            // A new thing has a name; a filter may be empty.
            (Value::Text(text), by) if text.is_empty() => {
                let is_filter = by == Origin::Derive && !record.starts_with("New");
                let may = is_filter || by == Origin::Absent;
                may.then(|| Given::Literal("\"\"".to_owned()))
            }
            (Value::Text(text), _) if field.ty == Type::Text => {
                Some(Given::Literal(format!("{text:?}")))
            }
            (Value::Text(_), _) | (Value::Decimal(_), Origin::Derive) => None,
            (Value::Decimal(value), _) => Some(Given::Told(value.clone())),
            (Value::Variant(name), _) => Some(Given::Told(name.clone())),
        }
    }
}
