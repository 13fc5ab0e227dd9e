//! Records in place of their id and version: each method that takes the two takes the record as
//! well, and each record says which state of it was seen.

use std::path::Path;

use bookroom_describe::Outcome;
use bookroom_describe::model::{
    Area, Declared, Description, Method, Parameter, Shape, Type, Value,
};

/// The binding whose names count.
const BINDING: &str = "uniffi";

const KOTLIN: &str = "/** Records in place of their ids and versions. */\npackage dev.bookroom\n";
const SWIFT: &str = "// Records in place of their ids and versions.\nimport Foundation\n";

/// Writes `Seen.kt` and `Seen.swift` into a folder.
///
/// # Errors
/// A sentence: the engine cannot be described, a parameter has no word here, a file is not written.
pub fn write(workspace: &Path, folder: &Path) -> Outcome<()> {
    let description = bookroom_describe::describe(workspace)?;
    let failed = |error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(failed)?;
    let (kotlin, swift) = texts(&description)?;
    std::fs::write(folder.join("Seen.kt"), kotlin).map_err(failed)?;
    std::fs::write(folder.join("Seen.swift"), swift).map_err(failed)
}

fn texts(description: &Description) -> Outcome<(String, String)> {
    let (mut kotlin, mut swift) = (KOTLIN.to_owned(), SWIFT.to_owned());
    for (record, version, key) in versions(description) {
        kotlin.push_str(&format!(
            "\n/** This state of it, for commands on many. */\nval {record}.seen: {version}\n    \
             get() = {version}({key}, version)\n"
        ));
        swift.push_str(&format!(
            "\nextension {record} {{\n    /// This state of it, for commands on many.\n    \
             public var seen: {version} {{ {version}({key}: {key}, version: version) }}\n}}\n"
        ));
    }
    for area in &description.areas {
        for method in area.methods.iter().filter(|one| !one.written.contains_key(BINDING)) {
            for record in taken(description, method) {
                let written = |why| format!("{}.{}: {why}", area.name, method.name);
                let call = Call { area, method, record, names: description };
                kotlin.push_str(&call.kotlin().map_err(written)?);
                swift.push_str(&call.swift().map_err(written)?);
            }
        }
    }
    Ok((kotlin, swift))
}

fn name_of(declared: &Declared) -> &str {
    declared.names.get(BINDING).unwrap_or(&declared.name)
}

fn field<'d>(declared: &'d Declared, name: &str) -> Option<&'d Type> {
    declared.fields.iter().find(|field| field.name == name).map(|field| &field.ty)
}

/// What comes out with a version: it can stand for what was seen.
fn seen(description: &Description) -> impl Iterator<Item = &Declared> {
    let has_version = |one: &&Declared| {
        one.kind == Shape::Record && one.output && field(one, "version").is_some()
    };
    description.types.iter().filter(has_version)
}

/// Records, the types that name a state of them, and what those are found by.
fn versions(description: &Description) -> Vec<(&str, &str, &str)> {
    let mut found = Vec::new();
    for version in description.types.iter().filter(|one| one.name.ends_with("Version")) {
        let Some(key) = version.fields.first().filter(|_| version.fields.len() == 2) else {
            continue;
        };
        let of = version.name.strip_suffix("Version").unwrap_or_default();
        for record in seen(description) {
            let same = match &key.ty {
                Type::Text => record.name.ends_with(of) && field(record, &key.name).is_some(),
                id => field(record, &key.name) == Some(id),
            };
            if same {
                found.push((name_of(record), name_of(version), key.name.as_str()));
            }
        }
    }
    found
}

/// The records that a method takes in place of its first two parameters.
fn taken<'d>(description: &'d Description, method: &Method) -> Vec<&'d Declared> {
    let [key, version, ..] = method.parameters.as_slice() else { return Vec::new() };
    if version.name != "version" {
        return Vec::new();
    }
    let is_meant = |one: &&Declared| match &key.ty {
        Type::Text => method.output == Type::Record(one.name.clone()),
        ty @ Type::Enum(_) => {
            method.output == Type::Record(one.name.clone()) && field(one, &key.name) == Some(ty)
        }
        id => field(one, "id") == Some(id),
    };
    seen(description).filter(is_meant).collect()
}

/// What stands for a parameter that is left out, in the words of a language.
fn default(parameter: &Parameter, none: &str, empty: &str) -> String {
    match (&parameter.ty, parameter.default_for.get(BINDING)) {
        (Type::Option(_), _) => format!(" = {none}"),
        (_, Some(Some(Value::Empty))) => format!(" = {empty}"),
        _ => String::new(),
    }
}

struct Call<'d> {
    area: &'d Area,
    method: &'d Method,
    record: &'d Declared,
    names: &'d Description,
}

impl Call<'_> {
    /// What the record is called as a parameter: the last word of its name.
    fn word(&self) -> String {
        let name = name_of(self.record);
        let last = name.rfind(char::is_uppercase).unwrap_or_default();
        name[last..].to_lowercase()
    }

    fn name(&self) -> String {
        camel(self.method.names.get(BINDING).unwrap_or(&self.method.name))
    }

    fn key(&self) -> &str {
        self.method.parameters.first().map_or("id", |parameter| &parameter.name)
    }

    fn rest(&self) -> &[Parameter] {
        self.method.parameters.get(2..).unwrap_or_default()
    }

    fn kotlin(&self) -> Outcome<String> {
        let (word, key, name) = (self.word(), self.key(), self.name());
        let (mut taken, mut given) = (String::new(), String::new());
        for parameter in self.rest() {
            let (name, ty) = (camel(&parameter.name), self.ty(&parameter.ty, true)?);
            let default = default(parameter, "null", "listOf()");
            taken.push_str(&format!(", {name}: {ty}{default}"));
            given.push_str(&format!(", {name}"));
        }
        let (handle, record) = (&self.area.handle, name_of(self.record));
        let output = self.ty(&self.method.output, true)?;
        Ok(format!(
            "\n/** As with `{key}` and `version` of this record. */\n\
             fun {handle}.{name}({word}: {record}{taken}): {output} =\n    \
             {name}({word}.{key}, {word}.version{given})\n"
        ))
    }

    fn swift(&self) -> Outcome<String> {
        let (word, key, name) = (self.word(), self.key(), self.name());
        let word =
            if matches!(word.as_str(), "case" | "operator") { format!("`{word}`") } else { word };
        let (mut taken, mut given) = (String::new(), String::new());
        for parameter in self.rest() {
            let (name, ty) = (camel(&parameter.name), self.ty(&parameter.ty, false)?);
            let default = default(parameter, "nil", "[]");
            taken.push_str(&format!(", {name}: {ty}{default}"));
            given.push_str(&format!(", {name}: {name}"));
        }
        let (handle, record) = (&self.area.handle, name_of(self.record));
        let output = self.ty(&self.method.output, false)?;
        Ok(format!(
            "\nextension {handle} {{\n    \
             /// As with `{key}` and `version` of this record.\n    \
             public func {name}(_ {word}: {record}{taken}) throws -> {output} {{\n        \
             try self.{name}({key}: {word}.{key}, version: {word}.version{given})\n    }}\n}}\n"
        ))
    }

    fn ty(&self, ty: &Type, kotlin: bool) -> Outcome<String> {
        Ok(match ty {
            Type::Bool => if kotlin { "Boolean" } else { "Bool" }.to_owned(),
            Type::Text => "String".to_owned(),
            // What the declarations name so stands under that name in both packages.
            Type::Decimal => "Decimal".to_owned(),
            Type::Date => "LocalDate".to_owned(),
            Type::Instant => "Timestamp".to_owned(),
            Type::Option(of) => format!("{}?", self.ty(of, kotlin)?),
            Type::List(of) if kotlin => format!("List<{}>", self.ty(of, kotlin)?),
            Type::List(of) => format!("[{}]", self.ty(of, kotlin)?),
            Type::Id(name) | Type::Record(name) | Type::Enum(name) | Type::Union(name) => {
                let found = self.names.types.iter().find(|one| one.name == *name);
                name_of(found.ok_or_else(|| format!("{name} is not described"))?).to_owned()
            }
            other => return Err(format!("{other:?} has no word beside a record")),
        })
    }
}

/// `set_active` becomes `setActive`.
fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        text.extend(letters.next().into_iter().flat_map(char::to_uppercase).chain(letters));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_call_with_a_version_takes_the_record() {
        let description = bookroom_describe::describe(Path::new("../..")).unwrap();
        let (kotlin, swift) = texts(&description).unwrap();
        let calls = description.areas.iter().flat_map(|area| &area.methods);
        let wanted = calls.filter(|one| one.parameters.get(1).is_some_and(|p| p.name == "version"));
        let wanted: Vec<_> = wanted.collect();
        assert!(wanted.len() > 15);
        for method in wanted {
            let name = camel(method.names.get(BINDING).unwrap_or(&method.name));
            assert!(kotlin.contains(&format!(".{name}(")), "{name}");
            assert!(swift.contains(&format!("func {name}(_ ")), "{name}");
        }
        let post = "fun Invoices.post(invoice: Invoice): Invoice =\n    post(invoice.id, \
                    invoice.version)\n";
        assert!(kotlin.contains(post));
        assert!(
            kotlin.contains("fun Customers.setActive(summary: CustomerSummary, active: Boolean")
        );
        assert!(swift.contains("public var seen: ItemVersion { ItemVersion(code: code, "));
    }
}
