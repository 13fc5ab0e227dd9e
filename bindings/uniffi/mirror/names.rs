//! What the engine's types are called where they cross.

use std::collections::BTreeMap;

use bookroom_describe::Outcome;
use bookroom_describe::model::{Command, Declared, Description, Type, Written};

use super::BINDING;

/// The name under which the codes of problems cross.
pub const CODE: &str = "ErrorCode";

/// The names of all types.
pub struct Names<'a> {
    types: BTreeMap<&'a str, &'a str>,
}

/// The name under which a declared type crosses.
pub fn of_type(declared: &Declared) -> &str {
    declared.names.get(BINDING).unwrap_or(&declared.name)
}

/// The name under which a command crosses.
pub fn of_command(command: &Command) -> &str {
    command.names.get(BINDING).unwrap_or(&command.ty)
}

/// Whether the build script declares the type.
pub fn is_written(declared: &Declared) -> bool {
    is_used(declared) && !declared.written.contains_key(BINDING)
}

/// Whether a call touches the type.
pub fn is_used(declared: &Declared) -> bool {
    !declared.unused_by.iter().any(|binding| binding == BINDING)
}

/// Whether something is not generated here.
pub fn is_by_hand(written: &BTreeMap<String, Written>) -> bool {
    written.contains_key(BINDING)
}

impl<'a> Names<'a> {
    /// Gathers the names, each of which means one thing.
    pub fn of(description: &'a Description) -> Outcome<Self> {
        let mut taken = BTreeMap::from([(CODE, "bookroom::codes::Code")]);
        let used = description.types.iter().filter(|declared| is_used(declared));
        let used = used.map(|declared| (of_type(declared), declared.path.as_str()));
        let commands = description.commands.iter();
        let commands = commands.map(|command| (of_command(command), command.path.as_str()));
        for (name, path) in used.chain(commands) {
            if let Some(other) = taken.insert(name, path) {
                return Err(format!(
                    "{path} and {other} would both be {name}: give one another name in \
                     crates/describe/exceptions.toml"
                ));
            }
        }
        let types = description.types.iter();
        Ok(Self { types: types.map(|one| (one.name.as_str(), of_type(one))).collect() })
    }

    /// The type as the declarations name it.
    pub fn rust(&self, ty: &Type) -> Outcome<String> {
        Ok(match ty {
            Type::Nothing => "()".to_owned(),
            Type::Bool => "bool".to_owned(),
            Type::Text => "String".to_owned(),
            Type::Character => "Character".to_owned(),
            Type::Decimal => "Decimal".to_owned(),
            Type::Date => "LocalDate".to_owned(),
            Type::Instant => "Timestamp".to_owned(),
            Type::Duration => "Duration".to_owned(),
            Type::Secret => "Secret".to_owned(),
            Type::Cursor => "Cursor".to_owned(),
            Type::Code => CODE.to_owned(),
            Type::Bytes => "Bytes".to_owned(),
            Type::Int(kind) if kind == "usize" => "Count".to_owned(),
            Type::Int(kind) => kind.clone(),
            Type::List(of) => format!("Vec<{}>", self.rust(of)?),
            Type::Option(of) | Type::Given(of) => format!("Option<{}>", self.rust(of)?),
            Type::Edit(of) => format!("{}Edit", self.word(of)?),
            Type::Map(of) => format!("{}Map", self.word(of)?),
            Type::Page(of) => format!("{}Page", self.word(of)?),
            Type::Tuple(each) => match each.as_slice() {
                [Type::Text, of] => format!("Column{}Pair", self.word(of)?),
                _ => return Err("a tuple of another form than a column cannot cross".to_owned()),
            },
            Type::Id(name) | Type::Enum(name) | Type::Union(name) | Type::Record(name) => {
                let found = self.types.get(name.as_str());
                (*found.ok_or_else(|| format!("{name} is not described"))?).to_owned()
            }
            Type::Opaque(name) => {
                return Err(format!("{name} cannot cross: write the method by hand"));
            }
        })
    }

    /// The type as part of a name.
    fn word(&self, ty: &Type) -> Outcome<String> {
        match ty {
            Type::Text => Ok("Text".to_owned()),
            Type::Date => Ok("Date".to_owned()),
            Type::Int(_) => Ok("Whole".to_owned()),
            Type::List(of) => Ok(format!("{}List", self.word(of)?)),
            Type::Option(of) => Ok(format!("Optional{}", self.word(of)?)),
            other => self.rust(other),
        }
    }
}
