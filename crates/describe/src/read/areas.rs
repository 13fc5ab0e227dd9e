//! The handles of a session and their methods.
//!
//! A handle is a public struct that borrows the session: `pub struct Customers<'s> { session: &'s
//! Session }`. It is reached by a method without arguments, of the session or of another handle,
//! wherever that stands.

use std::collections::{BTreeMap, BTreeSet};

use super::bodies::{self, Body};
use super::impls::Function;
use super::names::Id;
use super::sources::is_public;
use super::types::{Reader, arguments, passing, path_names};
use super::{declared, docs};
use crate::Outcome;
use crate::model::{Area, Kind, Method, Parameter, Type};

/// A handle as it is read: the description of it, and what its methods do.
pub struct Handle<'a> {
    pub area: Area,
    /// The functions of the methods, in the same order.
    functions: Vec<Function<'a>>,
}

/// All handles, a parent before its parts.
pub fn read<'a>(reader: &Reader<'a>, session: Id) -> Outcome<Vec<Handle<'a>>> {
    let handles: BTreeSet<Id> =
        reader.names.all().filter(|&id| borrows_session(reader, id, session)).collect();
    let mut found = Vec::new();
    let mut reached = BTreeSet::new();
    walk(reader, session, "", &handles, &mut reached, &mut found)?;
    if let Some(&lost) = handles.difference(&reached).next() {
        let why = format!("no method of the session leads to {}", reader.ident(lost));
        return Err(reader.refuse(lost.module, &why));
    }
    found.sort_by(|one: &Handle<'_>, other| one.area.name.cmp(&other.area.name));
    Ok(found)
}

fn borrows_session(reader: &Reader<'_>, id: Id, session: Id) -> bool {
    let syn::Item::Struct(item) = &reader.sources.modules[id.module].items[id.item] else {
        return false;
    };
    item.generics.lifetimes().count() == 1
        && item.fields.iter().any(|field| match &field.ty {
            syn::Type::Reference(reference) => match reference.elem.as_ref() {
                syn::Type::Path(path) => reader.type_at(id.module, &path.path) == Some(session),
                _ => false,
            },
            _ => false,
        })
}

/// Adds every handle that methods of `from` lead to.
fn walk<'a>(
    reader: &Reader<'a>,
    from: Id,
    above: &str,
    handles: &BTreeSet<Id>,
    reached: &mut BTreeSet<Id>,
    found: &mut Vec<Handle<'a>>,
) -> Outcome<()> {
    for function in public_functions(reader, from) {
        let Some(to) = handle_of(reader, function, handles) else { continue };
        let name = declared::plain_name(&function.item.sig.ident);
        let name = if above.is_empty() { name } else { format!("{above}.{name}") };
        let refuse = |why: &str| reader.refuse(function.module, &format!("{name} {why}"));
        if function.item.sig.inputs.len() != 1 || function.item.sig.receiver().is_none() {
            return Err(refuse("gives a handle and takes arguments"));
        }
        if !reached.insert(to) {
            return Err(refuse("gives a handle that another method gives"));
        }
        let accessor_docs = docs::of(&function.item.attrs).map_err(|why| refuse(&why))?;
        let (methods, functions) = methods(reader, to, &name, handles)?;
        found.push(Handle {
            area: Area {
                name: name.clone(),
                handle: reader.ident(to),
                path: reader.path(to)?,
                docs: reader.raw(to)?.docs.clone(),
                accessor_docs,
                methods,
            },
            functions,
        });
        walk(reader, to, &name, handles, reached, found)?;
    }
    Ok(())
}

fn public_functions<'a>(reader: &Reader<'a>, of: Id) -> Vec<Function<'a>> {
    let all = reader.impls.functions.get(&of).map(Vec::as_slice).unwrap_or_default();
    all.iter().filter(|one| is_public(&one.item.vis)).copied().collect()
}

/// The handle that a function gives.
fn handle_of(reader: &Reader<'_>, function: Function<'_>, handles: &BTreeSet<Id>) -> Option<Id> {
    let syn::ReturnType::Type(_, output) = &function.item.sig.output else { return None };
    let syn::Type::Path(path) = output.as_ref() else { return None };
    reader.type_at(function.module, &path.path).filter(|id| handles.contains(id))
}

type Methods<'a> = (Vec<Method>, Vec<Function<'a>>);

fn methods<'a>(
    reader: &Reader<'a>,
    of: Id,
    area: &str,
    handles: &BTreeSet<Id>,
) -> Outcome<Methods<'a>> {
    let (mut read, mut functions) = (Vec::new(), Vec::new());
    for function in public_functions(reader, of) {
        if handle_of(reader, function, handles).is_none() {
            read.push(method(reader, area, function)?);
            functions.push(function);
        }
    }
    Ok((read, functions))
}

fn method(reader: &Reader<'_>, area: &str, function: Function<'_>) -> Outcome<Method> {
    let signature = &function.item.sig;
    let name = declared::plain_name(&signature.ident);
    let key = format!("{area}.{name}");
    let refuse = |why: &str| format!("{key}: {why}");
    if signature.receiver().is_none() || !signature.generics.params.is_empty() {
        return Err(reader.refuse(function.module, &refuse("takes no `&self`, or any type")));
    }
    let mut parameters = Vec::new();
    for input in &signature.inputs {
        let syn::FnArg::Typed(input) = input else { continue };
        let syn::Pat::Ident(called) = input.pat.as_ref() else {
            return Err(reader.refuse(function.module, &refuse("takes an argument apart")));
        };
        let ty = reader.ty(function.module, &input.ty).map_err(|why| refuse(&why))?;
        let by = passing(&input.ty);
        let name = declared::plain_name(&called.ident);
        let default_for = reader.exceptions.defaults(&key, &name);
        parameters.push(Parameter { name, ty, by, default_for });
    }
    let (output, fails) = output(reader, function).map_err(|why| refuse(&why))?;
    let said = reader.exceptions.of_method(&key);
    Ok(Method {
        name,
        docs: docs::of(&function.item.attrs).map_err(|why| refuse(&why))?,
        kind: Kind::Query,
        runs: said.map(|said| said.runs.clone()).unwrap_or_default(),
        parameters,
        output,
        fails,
        errors: Vec::new(),
        errors_as: Vec::new(),
        orders: said.map(|said| said.orders.clone()).unwrap_or_default(),
        names: said.map(|said| said.names.clone()).unwrap_or_default(),
        written: said.map(|said| said.written.clone()).unwrap_or_default(),
    })
}

/// What a function gives, and whether it can fail.
fn output(reader: &Reader<'_>, function: Function<'_>) -> Outcome<(Type, bool)> {
    let syn::ReturnType::Type(_, output) = &function.item.sig.output else {
        return Ok((Type::Nothing, false));
    };
    if let syn::Type::Path(path) = output.as_ref()
        && path_names(&path.path).last().is_some_and(|last| last == "Result")
    {
        let inner = arguments(&path.path);
        let of = inner.first().ok_or("gives a result of nothing")?;
        return Ok((reader.ty(function.module, of)?, true));
    }
    Ok((reader.ty(function.module, output)?, false))
}

/// Notes which commands the methods run; `commands` are the names of commands by their types.
pub fn note_commands(
    reader: &Reader<'_>,
    handles: &mut [Handle<'_>],
    commands: &BTreeMap<Id, String>,
) -> Outcome<()> {
    for handle in handles {
        let mut bodies = Vec::new();
        for (function, method) in handle.functions.iter().zip(&handle.area.methods) {
            let body = bodies::read(function.item).map_err(|why| {
                let key = format!("{}.{}", handle.area.name, method.name);
                reader.refuse(function.module, &format!("{key} {why}"))
            })?;
            bodies.push(body);
        }
        let mut own = Vec::new();
        for ((function, method), body) in
            handle.functions.iter().zip(&handle.area.methods).zip(&bodies)
        {
            let mut runs = method.runs.clone();
            for path in &body.runs {
                let id = reader.type_at(function.module, path);
                let name = id.and_then(|id| commands.get(&id)).ok_or_else(|| {
                    let key = format!("{}.{}", handle.area.name, method.name);
                    reader.refuse(function.module, &format!("{key} runs what is no command"))
                })?;
                runs.push(name.clone());
            }
            own.push(runs);
        }
        let names: Vec<String> = handle.area.methods.iter().map(|one| one.name.clone()).collect();
        for (at, method) in handle.area.methods.iter_mut().enumerate() {
            let mut runs = BTreeSet::new();
            gather(at, &names, &bodies, &own, &mut BTreeSet::new(), &mut runs);
            method.kind = if runs.is_empty() { Kind::Query } else { Kind::Command };
            method.runs = runs.into_iter().collect();
        }
    }
    Ok(())
}

/// The commands that a method runs itself, and through other methods of its handle.
fn gather(
    at: usize,
    names: &[String],
    bodies: &[Body],
    own: &[Vec<String>],
    seen: &mut BTreeSet<usize>,
    runs: &mut BTreeSet<String>,
) {
    if !seen.insert(at) {
        return;
    }
    runs.extend(own[at].iter().cloned());
    for called in &bodies[at].calls {
        if let Some(other) = names.iter().position(|name| name == called) {
            gather(other, names, bodies, own, seen, runs);
        }
    }
}

/// Notes the errors that the documentation of the methods names; `codes` are all there are.
pub fn note_errors(areas: &mut [Area], codes: &BTreeSet<&str>) -> Outcome<()> {
    let known: BTreeMap<String, (String, BTreeSet<String>)> = areas
        .iter()
        .map(|area| {
            let methods = area.methods.iter().map(|method| method.name.clone()).collect();
            (area.handle.clone(), (area.name.clone(), methods))
        })
        .collect();
    for area in areas {
        for method in &mut area.methods {
            let (words, links) = docs::named_errors(&method.docs);
            for word in words.into_iter().filter(|word| codes.contains(word)) {
                if !method.errors.iter().any(|known| known == word) {
                    method.errors.push(word.to_owned());
                }
            }
            for link in links {
                let mut parts = link.rsplit("::");
                let (Some(name), Some(handle)) = (parts.next(), parts.next()) else { continue };
                let Some((of, methods)) = known.get(handle) else { continue };
                if !methods.contains(name) {
                    let key = format!("{}.{}", area.name, method.name);
                    return Err(format!(
                        "{key}: its errors are those of {link}, which is not there"
                    ));
                }
                method.errors_as.push(format!("{of}.{name}"));
            }
        }
    }
    Ok(())
}
