//! Writes the declarations of records, enums, ids, pages, maps and pairs.

use super::defaults::Defaults;
use super::engine::{Declared, Engine, Field, Shape, Variant};
use super::reach::Reached;
use super::types::Ty;
use super::{Outcome, docs};

pub fn write(engine: &Engine, reached: &Reached) -> Outcome<String> {
    let defaults = Defaults::of(engine, reached)?;
    let mut names: Vec<(String, String)> = Vec::new();
    let mut text = String::new();
    for &at in reached.named.iter().filter(|&&at| !engine.is_by_hand(at)) {
        let (name, path) = (engine.ident(at), engine.public_path(at));
        if let Some((_, other)) = names.iter().find(|(known, _)| *known == name) {
            return Err(format!("{path} and {other} would both be {name}: see mirror/types.rs"));
        }
        names.push((name, path));
        text.push_str(&one(engine, at, &defaults)?);
    }
    for ty in &reached.others {
        text.push_str(&other(engine, ty));
    }
    Ok(text)
}

fn one(engine: &Engine, at: usize, defaults: &Defaults) -> Outcome<String> {
    let declared = &engine.types[at];
    let (name, path) = (engine.ident(at), engine.public_path(at));
    let documentation = docs::write(&declared.docs, "");
    let alias = format!("{documentation}pub type {name} = {path};\n");
    let body = match &declared.shape {
        Shape::Record(fields) => {
            let fields = record_fields(engine, at, declared, fields, defaults)?;
            format!("#[uniffi::remote(Record)]\n{documentation}pub struct {name} {{\n{fields}}}\n")
        }
        Shape::Enum(variants) => {
            let variants = enum_variants(engine, declared, variants)?;
            format!("#[uniffi::remote(Enum)]\n{documentation}pub enum {name} {{\n{variants}}}\n")
        }
        Shape::Id => format!(
            "uniffi::custom_type!(\n{documentation}{name}, i64, {{\n    remote,\n    \
             lower: |id| id.0,\n    try_lift: |value| Ok({path}(value)),\n}});\n"
        ),
        Shape::Opaque => return Err(format!("{path} cannot cross")),
    };
    Ok(format!("{alias}{body}\n"))
}

fn record_fields(
    engine: &Engine,
    at: usize,
    declared: &Declared,
    fields: &[Field],
    defaults: &Defaults,
) -> Outcome<String> {
    let mut text = String::new();
    for field in fields {
        let name = field.name.as_deref().unwrap_or_default();
        let ty = engine.rust(&engine.ty(&field.ty, &declared.module)?);
        text.push_str(&docs::write(&field.docs, "    "));
        if let Some(default) = defaults.field(at, name) {
            text.push_str(&default.attribute());
        }
        text.push_str(&format!("    pub {name}: {ty},\n"));
    }
    Ok(text)
}

fn enum_variants(engine: &Engine, declared: &Declared, variants: &[Variant]) -> Outcome<String> {
    let mut text = String::new();
    for variant in variants {
        text.push_str(&docs::write(&variant.docs, "    "));
        let mut fields = Vec::new();
        for field in &variant.fields {
            let ty = engine.rust(&engine.ty(&field.ty, &declared.module)?);
            fields.push(match &field.name {
                Some(name) => {
                    format!("\n{}        {name}: {ty}", docs::write(&field.docs, "        "))
                }
                None => ty,
            });
        }
        let body = match variant.fields.first() {
            None => String::new(),
            Some(first) if first.name.is_some() => format!(" {{{}\n    }}", fields.join(",")),
            Some(_) => format!("({})", fields.join(", ")),
        };
        text.push_str(&format!("    {}{body},\n", variant.name));
    }
    Ok(text)
}

/// A page, a map or a pair: generic in the engine, one declaration for each use here.
fn other(engine: &Engine, ty: &Ty) -> String {
    let name = engine.rust(ty);
    match ty {
        Ty::Page(of) => {
            let of = engine.rust(of);
            format!(
                "/// One page of a list.\npub type {name} = bookroom::values::Page<{of}>;\n\
                 #[uniffi::remote(Record)]\n/// One page of a list.\npub struct {name} {{\n    \
                 /// The rows, at most as many as asked for.\n    pub items: Vec<{of}>,\n    \
                 /// Where the next page starts; none on the last page.\n    \
                 pub next: Option<Cursor>,\n}}\n\n"
            )
        }
        Ty::Map(of) => {
            let (of, bare) = (engine.rust(of), bare(engine, of));
            format!(
                "/// Values by their keys.\n\
                 pub type {name} = std::collections::BTreeMap<String, {of}>;\n\
                 uniffi::custom_type!(\n/// Values by their keys.\n\
                 {name}, std::collections::HashMap<String, {bare}>, {{\n    remote,\n    \
                 lower: |map| map.into_iter().collect(),\n    \
                 try_lift: |map| Ok(map.into_iter().collect()),\n}});\n\n"
            )
        }
        Ty::Column(of) => {
            let of = engine.rust(of);
            format!(
                "/// What was decided for a column, by its heading.\n\
                 pub type {name} = (String, {of});\n\
                 /// What was decided for a column.\n#[derive(Debug, Clone, uniffi::Record)]\n\
                 pub struct Column{of} {{\n    /// The heading of the column.\n    \
                 pub column: String,\n    /// What was decided.\n    pub decision: {of},\n}}\n\
                 uniffi::custom_type!(\n/// What was decided for a column, by its heading.\n\
                 {name}, Column{of}, {{\n    remote,\n    \
                 lower: |pair| Column{of} {{ column: pair.0, decision: pair.1 }},\n    \
                 try_lift: |pair| Ok((pair.column, pair.decision)),\n}});\n\n"
            )
        }
        _ => String::new(),
    }
}

/// A map's values as they cross.
fn bare(engine: &Engine, ty: &Ty) -> String {
    engine.rust(ty)
}
