//! Writes the declarations of records, enums, ids, pages, maps and pairs.

use std::collections::BTreeSet;

use bookroom_describe::Outcome;
use bookroom_describe::model::{Declared, Description, Field, Shape, Type, Variant};

use super::defaults::Defaults;
use super::docs;
use super::names::{self, CODE, Names};

pub fn write(
    description: &Description,
    names: &Names<'_>,
    defaults: &Defaults<'_>,
) -> Outcome<String> {
    let mut text = String::new();
    for declared in description.types.iter().filter(|one| names::is_written(one)) {
        text.push_str(&one(declared, names, defaults)?);
    }
    for command in &description.commands {
        let fields = fields(&command.ty, &command.fields, names, defaults)?;
        let name = names::of_command(command);
        text.push_str(&record(name, &command.path, &command.docs, &fields));
    }
    text.push_str(&codes(description));
    for ty in generics(description) {
        text.push_str(&generic(ty, names)?);
    }
    Ok(text)
}

fn one(declared: &Declared, names: &Names<'_>, defaults: &Defaults<'_>) -> Outcome<String> {
    let (name, path) = (names::of_type(declared), &declared.path);
    let documentation = docs::write(&declared.docs, "");
    Ok(match declared.kind {
        Shape::Record => {
            let fields = fields(&declared.name, &declared.fields, names, defaults)?;
            record(name, path, &declared.docs, &fields)
        }
        Shape::Enum | Shape::Union => {
            let variants = variants(&declared.variants, names)?;
            format!(
                "{documentation}pub type {name} = {path};\n#[uniffi::remote(Enum)]\n\
                 {documentation}pub enum {name} {{\n{variants}}}\n\n"
            )
        }
        Shape::Id => format!(
            "{documentation}pub type {name} = {path};\nuniffi::custom_type!(\n{documentation}\
             {name}, i64, {{\n    remote,\n    lower: |id| id.0,\n    \
             try_lift: |value| Ok({path}(value)),\n}});\n\n"
        ),
    })
}

fn record(name: &str, path: &str, docs: &str, fields: &str) -> String {
    let documentation = docs::write(docs, "");
    format!(
        "{documentation}pub type {name} = {path};\n#[uniffi::remote(Record)]\n\
         {documentation}pub struct {name} {{\n{fields}}}\n\n"
    )
}

fn fields(
    record: &str,
    fields: &[Field],
    names: &Names<'_>,
    defaults: &Defaults<'_>,
) -> Outcome<String> {
    let mut text = String::new();
    for field in fields {
        let name = &field.name;
        let ty = names.rust(&field.ty).map_err(|why| format!("{record}.{name}: {why}"))?;
        text.push_str(&docs::write(&field.docs, "    "));
        text.push_str(&defaults.attribute(record, field));
        text.push_str(&format!("    pub {name}: {ty},\n"));
    }
    Ok(text)
}

fn variants(variants: &[Variant], names: &Names<'_>) -> Outcome<String> {
    let mut text = String::new();
    for variant in variants {
        text.push_str(&docs::write(&variant.docs, "    "));
        let mut fields = Vec::new();
        for field in &variant.fields {
            let documentation = docs::write(&field.docs, "        ");
            fields.push(format!(
                "\n{documentation}        {}: {}",
                field.name,
                names.rust(&field.ty)?
            ));
        }
        let body = match (&variant.payload, fields.is_empty()) {
            (Some(payload), _) => format!("({})", names.rust(payload)?),
            (None, true) => String::new(),
            (None, false) => format!(" {{{}\n    }}", fields.join(",")),
        };
        text.push_str(&format!("    {}{body},\n", variant.name));
    }
    Ok(text)
}

/// The codes of problems: an enum like any other.
fn codes(description: &Description) -> String {
    let documentation = "/// A stable code of a problem.\n";
    let rows = description
        .codes
        .iter()
        .map(|code| format!("    /// `{}`: {}\n    {},\n", code.slug, code.english, code.name));
    let rows: String = rows.collect();
    format!(
        "{documentation}pub type {CODE} = bookroom::codes::Code;\n#[uniffi::remote(Enum)]\n\
         {documentation}pub enum {CODE} {{\n{rows}}}\n\n"
    )
}

/// Every page, edit, map and pair that crosses.
fn generics(description: &Description) -> BTreeSet<&Type> {
    let mut found = BTreeSet::new();
    for declared in description.types.iter().filter(|one| names::is_used(one)) {
        let of_variants = declared.variants.iter().flat_map(|variant| {
            variant.payload.iter().chain(variant.fields.iter().map(|field| &field.ty))
        });
        let own = declared.fields.iter().map(|field| &field.ty);
        own.chain(of_variants).for_each(|ty| gather(ty, &mut found));
    }
    for command in &description.commands {
        command.fields.iter().for_each(|field| gather(&field.ty, &mut found));
        gather(&command.output, &mut found);
    }
    let methods = description.areas.iter().flat_map(|area| &area.methods);
    for method in methods.filter(|method| !names::is_by_hand(&method.written)) {
        method.parameters.iter().for_each(|parameter| gather(&parameter.ty, &mut found));
        gather(&method.output, &mut found);
    }
    found
}

fn gather<'a>(ty: &'a Type, found: &mut BTreeSet<&'a Type>) {
    match ty {
        Type::Option(of) | Type::Given(of) | Type::List(of) => gather(of, found),
        Type::Map(of) | Type::Page(of) | Type::Edit(of) => {
            gather(of, found);
            found.insert(ty);
        }
        Type::Tuple(each) => {
            each.iter().for_each(|ty| gather(ty, found));
            found.insert(ty);
        }
        _ => {}
    }
}

/// A page, an edit, a map or a pair: generic in the engine, one declaration for each use here.
fn generic(ty: &Type, names: &Names<'_>) -> Outcome<String> {
    let name = names.rust(ty)?;
    Ok(match ty {
        Type::Page(of) => {
            let of = names.rust(of)?;
            format!(
                "/// One page of a list.\npub type {name} = bookroom::values::Page<{of}>;\n\
                 #[uniffi::remote(Record)]\n/// One page of a list.\npub struct {name} {{\n    \
                 /// The rows, at most as many as asked for.\n    pub items: Vec<{of}>,\n    \
                 /// Where the next page starts; none on the last page.\n    \
                 pub next: Option<Cursor>,\n}}\n\n"
            )
        }
        Type::Edit(of) => {
            let of = names.rust(of)?;
            let documentation = "/// What an edit does to a field that can be empty.\n";
            format!(
                "{documentation}pub type {name} = bookroom::values::Edit<{of}>;\n\
                 #[uniffi::remote(Enum)]\n{documentation}pub enum {name} {{\n    \
                 /// The field stays as it is.\n    Keep,\n    \
                 /// The field is empty from now on; a list or map has nothing in it. A blank text \
                 does the same.\n    Clear,\n    \
                 /// The field holds this from now on; a list or map is replaced as a whole.\n    \
                 Set({of}),\n}}\n\n"
            )
        }
        Type::Map(of) => {
            let of = names.rust(of)?;
            format!(
                "/// Values by their keys.\n\
                 pub type {name} = std::collections::BTreeMap<String, {of}>;\n\
                 uniffi::custom_type!(\n/// Values by their keys.\n\
                 {name}, std::collections::HashMap<String, {of}>, {{\n    remote,\n    \
                 lower: |map| map.into_iter().collect(),\n    \
                 try_lift: |map| Ok(map.into_iter().collect()),\n}});\n\n"
            )
        }
        Type::Tuple(each) => {
            let of = each.last().map_or(Ok(String::new()), |of| names.rust(of))?;
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
    })
}
