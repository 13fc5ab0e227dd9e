//! The catalogue of commands: the variants of `AnyCommand`, each with its type's `impl Command`.

use super::declared::{RawField, RawShape, RawVariant};
use super::names::Id;
use super::types::{Reader, path_names};
use super::{defaults, docs, fields};
use crate::Outcome;
use crate::model::{Command, Declared};

/// A command and its type.
pub struct Found {
    pub id: Id,
    pub command: Command,
}

/// Reads every command; `permissions` is the enum of permissions.
pub fn read(reader: &Reader<'_>, catalogue: Id, permissions: &Declared) -> Outcome<Vec<Found>> {
    let raw = reader.raw(catalogue)?;
    let RawShape::Enum(variants) = &raw.shape else {
        return Err(reader.refuse(catalogue.module, "the catalogue of commands is no enum"));
    };
    let mut found = Vec::new();
    for variant in variants {
        let one = command(reader, catalogue.module, variant, permissions);
        found.push(one.map_err(|why| format!("the command {}: {why}", variant.name))?);
    }
    found.sort_by(|one: &Found, other| one.command.name.cmp(&other.command.name));
    Ok(found)
}

fn command(
    reader: &Reader<'_>,
    module: usize,
    variant: &RawVariant,
    permissions: &Declared,
) -> Outcome<Found> {
    let [RawField { ty: syn::Type::Path(path), .. }] = variant.fields.as_slice() else {
        return Err("its variant holds something else than its type".to_owned());
    };
    let id = reader.type_at(module, &path.path).ok_or("its type is not found")?;
    if reader.ident(id) != variant.name {
        return Err("its variant is called otherwise than its type".to_owned());
    }
    let of = reader.impls.of_trait(id, "Command").ok_or("nothing implements `Command` for it")?;
    let (mut name, mut slug, mut output) = (None, None, None);
    for part in &of.item.items {
        match part {
            syn::ImplItem::Const(item) if item.ident == "NAME" => name = docs::text(&item.expr),
            syn::ImplItem::Const(item) if item.ident == "PERMISSION" => {
                slug = permission(&item.expr, permissions);
            }
            syn::ImplItem::Type(item) if item.ident == "Output" => output = Some(&item.ty),
            _ => {}
        }
    }
    let output = output.ok_or("what comes of it is not written there")?;
    let raw = reader.raw(id)?;
    let RawShape::Record(written) = &raw.shape else {
        return Err("it has fields that a caller cannot give".to_owned());
    };
    let path = reader.path(id)?;
    let ident = reader.name(id)?;
    let mut told = fields::read(reader, id.module, &ident, written)?;
    defaults::note(reader, id, &raw, &mut told)?;
    let name = name.ok_or("its name is not written out there")?;
    Ok(Found {
        id,
        command: Command {
            session_methods: reader.exceptions.session_methods(&name),
            name,
            area: fields::area(&path),
            docs: raw.docs.clone(),
            permission: slug.ok_or("its permission is not written out there")?,
            fields: told,
            output: reader.ty(of.module, output)?,
            methods: Vec::new(),
            names: reader.said(id).map(|said| said.names.clone()).unwrap_or_default(),
            example: None,
            ty: ident,
            path,
        },
    })
}

/// The slug of `Permission::Variant`.
fn permission(written: &syn::Expr, permissions: &Declared) -> Option<String> {
    let syn::Expr::Path(path) = written else { return None };
    let name = path_names(&path.path).pop()?;
    let variant = permissions.variants.iter().find(|variant| variant.name == name)?;
    Some(variant.slug.clone())
}
