//! Which types calls touch, directly and through one another, in which direction, and for whom.

use std::collections::{BTreeMap, BTreeSet};

use super::fields;
use super::types::Reader;
use crate::Outcome;
use crate::model::{Area, Command, Declared, Type};

/// What calls start from.
struct Seeds<'a> {
    inputs: Vec<&'a Type>,
    outputs: Vec<&'a Type>,
}

/// Describes every type that the areas, the commands and code written by hand touch.
pub fn read(reader: &Reader<'_>, areas: &[Area], commands: &[Command]) -> Outcome<Vec<Declared>> {
    let mut roots = Vec::new();
    for root in &reader.exceptions.roots {
        let id = reader
            .names
            .at(&root.path)
            .ok_or_else(|| format!("exceptions.toml: {} is not in the engine", root.path))?;
        roots.push((root, reader.own(id)?));
    }
    let seeds = |binding: Option<&str>| {
        let mut seeds = Seeds { inputs: Vec::new(), outputs: Vec::new() };
        for method in areas.iter().flat_map(|area| &area.methods) {
            if binding.is_none_or(|binding| !method.written.contains_key(binding)) {
                seeds.inputs.extend(method.parameters.iter().map(|parameter| &parameter.ty));
                seeds.outputs.push(&method.output);
            }
        }
        for command in commands {
            seeds.inputs.extend(command.fields.iter().map(|field| &field.ty));
            seeds.outputs.push(&command.output);
        }
        for (root, ty) in &roots {
            if binding.is_none_or(|binding| root.bindings.iter().any(|one| one == binding)) {
                let side = if root.input { &mut seeds.inputs } else { &mut seeds.outputs };
                side.push(ty);
            }
        }
        seeds
    };
    let all = seeds(None);
    let mut found = BTreeMap::new();
    for ty in all.inputs.iter().chain(&all.outputs) {
        declare(reader, ty, &mut found)?;
    }
    let inputs = closure(&all.inputs, &found);
    let outputs = closure(&all.outputs, &found);
    let mut unused: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for binding in reader.exceptions.bindings.keys() {
        let seeds = seeds(Some(binding));
        let mut used = closure(&seeds.inputs, &found);
        used.extend(closure(&seeds.outputs, &found));
        for name in found.keys().filter(|name| !used.contains(*name)) {
            unused.entry(name.clone()).or_default().push(binding.clone());
        }
    }
    let each = found.into_iter().map(|(name, mut declared)| {
        declared.input = inputs.contains(&name);
        declared.output = outputs.contains(&name);
        declared.unused_by = unused.remove(&name).unwrap_or_default();
        declared
    });
    Ok(each.collect())
}

/// Adds a type and all that it holds.
fn declare(reader: &Reader<'_>, ty: &Type, found: &mut BTreeMap<String, Declared>) -> Outcome<()> {
    let mut names = Vec::new();
    named(ty, &mut names);
    for name in names {
        if found.contains_key(name) {
            continue;
        }
        let declared = fields::declared(reader, reader.named(name)?)?;
        let parts: Vec<Type> = fields::parts(&declared).cloned().collect();
        found.insert(name.to_owned(), declared);
        for part in &parts {
            declare(reader, part, found)?;
        }
    }
    Ok(())
}

/// The names of all types that these touch.
fn closure(seeds: &[&Type], found: &BTreeMap<String, Declared>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut waiting = Vec::new();
    seeds.iter().for_each(|ty| named(ty, &mut waiting));
    while let Some(name) = waiting.pop() {
        if let Some(declared) = found.get(name)
            && reached.insert(name.to_owned())
        {
            fields::parts(declared).for_each(|ty| named(ty, &mut waiting));
        }
    }
    reached
}

/// The names of the declared types that a type is made of.
fn named<'a>(ty: &'a Type, names: &mut Vec<&'a str>) {
    match ty {
        Type::Id(name) | Type::Enum(name) | Type::Union(name) | Type::Record(name) => {
            names.push(name);
        }
        Type::Option(of) | Type::List(of) | Type::Map(of) | Type::Page(of) => named(of, names),
        Type::Edit(of) | Type::Given(of) => named(of, names),
        Type::Tuple(each) => each.iter().for_each(|ty| named(ty, names)),
        _ => {}
    }
}
