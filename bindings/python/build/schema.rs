//! Writes what each type is in Python.

use bookroom_describe::model::{Declared, Field, Shape, Variant};

use super::Outcome;
use super::python::{Python, constant, name};

const USES: &str =
    "use crate::schema::{EnumInfo, FieldInfo, RecordInfo, Shape, Type, UnionInfo};\n";

/// Unions whose variants Python's own values tell apart: a text, a number, a day, yes or no, a list
/// of texts. `tools/hints.py` says the same.
const NATURAL: [&str; 1] = ["CustomValue"];

/// The file with the descriptions.
pub fn write(python: &Python<'_>) -> Outcome<String> {
    let mut out = USES.to_owned();
    let mut records = String::new();
    for (name, declared) in python.declared() {
        match declared.kind {
            Shape::Id => {}
            Shape::Enum => out.push_str(&choice(name, declared)),
            Shape::Union => out.push_str(&union(python, name, declared)?),
            Shape::Record => {
                let constant = constant(name);
                out.push_str(&record(python, &constant, "model", name, &declared.fields)?);
                records.push_str(&format!("    &{constant},\n"));
            }
        }
    }
    for command in &python.description.commands {
        let name = name(&command.names, &command.ty);
        let constant = format!("COMMAND_{}", constant(name));
        out.push_str(&record(python, &constant, "command", name, &command.fields)?);
    }
    out.push_str("/// Every record, in the order of the names.\n");
    out.push_str(&format!("pub(crate) static RECORDS: &[&RecordInfo] = &[\n{records}];\n"));
    Ok(out)
}

fn record(
    python: &Python<'_>,
    constant: &str,
    make: &str,
    name: &str,
    fields: &[Field],
) -> Outcome<String> {
    let mut rows = String::new();
    for field in fields.iter().filter(|field| !field.skip) {
        let kind = python.kind(&field.ty).map_err(|why| format!("{name}.{}: {why}", field.name))?;
        let word = python.word(&field.name);
        rows.push_str(&format!(
            "    FieldInfo {{ name: {:?}, python: {word:?}, kind: {kind} }},\n",
            field.name
        ));
    }
    let seen = stand_ins(python, fields);
    let seen = if seen.is_empty() { String::new() } else { format!(".seen_as(&{seen:?})") };
    Ok(format!(
        "pub(crate) static {constant}: RecordInfo = RecordInfo::{make}({name:?}, &[\n{rows}]){seen};\n"
    ))
}

/// The records that have the key and the version that is all of another one.
fn stand_ins<'a>(python: &Python<'a>, fields: &[Field]) -> Vec<&'a str> {
    let is_state = |field: &Field| matches!(field.name.as_str(), "id" | "code" | "version");
    if fields.is_empty() || !fields.iter().all(is_state) {
        return Vec::new();
    }
    let has = |one: &Declared, wanted: &Field| {
        one.fields.iter().any(|field| field.name == wanted.name && field.ty == wanted.ty)
    };
    let declared = python.declared().into_iter();
    let alike = declared.filter(|(_, one)| fields.iter().all(|wanted| has(one, wanted)));
    alike.map(|(name, _)| name).collect()
}

fn choice(name: &str, declared: &Declared) -> String {
    let slugs: Vec<_> = declared.variants.iter().map(|variant| &variant.slug).collect();
    let constant = constant(name);
    format!("pub(crate) static {constant}: EnumInfo = EnumInfo::new({name:?}, &{slugs:?});\n")
}

fn union(python: &Python<'_>, name: &str, declared: &Declared) -> Outcome<String> {
    let (mut out, mut rows) = (String::new(), String::new());
    for variant in &declared.variants {
        let class = format!("{name}{}", variant.name);
        let held = constant(&class);
        let (shape, fields) = held_by(variant);
        out.push_str(&record(python, &held, "model", &class, &fields)?);
        rows.push_str(&format!("    ({:?}, Shape::{shape}, &{held}),\n", variant.slug));
    }
    let constant = constant(name);
    out.push_str(&format!(
        "pub(crate) static {constant}: UnionInfo =\n    \
         UnionInfo {{ name: {name:?}, variants: &[\n{rows}], natural: {} }};\n",
        NATURAL.contains(&name)
    ));
    Ok(out)
}

/// How a variant holds what it holds; a value without a name is called so.
fn held_by(variant: &Variant) -> (&'static str, Vec<Field>) {
    match &variant.payload {
        Some(ty) => {
            let value = Field {
                name: "value".to_owned(),
                ty: ty.clone(),
                docs: String::new(),
                skip: false,
                default: None,
                default_for: std::collections::BTreeMap::new(),
                bounds: None,
            };
            ("Value", vec![value])
        }
        None if variant.fields.is_empty() => ("Unit", Vec::new()),
        None => ("Fields", variant.fields.clone()),
    }
}
