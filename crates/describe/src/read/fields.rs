//! Fields and variants as callers see them.

use super::declared::{RawField, RawShape, RawVariant};
use super::docs;
use super::names::Id;
use super::types::Reader;
use super::{defaults, types};
use crate::Outcome;
use crate::model::{Declared, DefaultBy, Field, Shape, Type, Variant};

/// Describes a declared type.
pub fn declared(reader: &Reader<'_>, id: Id) -> Outcome<Declared> {
    let raw = reader.raw(id)?;
    let (name, path) = (reader.name(id)?, reader.path(id)?);
    let kind = reader
        .shape(id)?
        .ok_or_else(|| reader.refuse(id.module, &format!("{path} keeps its inside to itself")))?;
    let said = reader.said(id);
    let mut this = Declared {
        kind,
        area: area(&path),
        docs: raw.docs.clone(),
        input: false,
        output: false,
        default: defaults::by(reader, id, &raw),
        transparent: raw.transparent && kind == Shape::Record,
        fields: Vec::new(),
        variants: Vec::new(),
        report: reader.exceptions.report(&name),
        unused_by: Vec::new(),
        names: said.map(|said| said.names.clone()).unwrap_or_default(),
        written: said.map(|said| said.written.clone()).unwrap_or_default(),
        name,
        path,
    };
    match &raw.shape {
        RawShape::Record(fields) => {
            this.fields = read(reader, id.module, &this.name, fields)?;
            defaults::note(reader, id, &raw, &mut this.fields)?;
        }
        RawShape::Enum(variants) => {
            let default = if this.default == Some(DefaultBy::Impl) {
                Some(defaults::variant_by_impl(reader, id)?)
            } else {
                None
            };
            for variant in variants {
                let mut read = self::variant(reader, id.module, variant)
                    .map_err(|why| format!("{}::{}: {why}", this.path, variant.name))?;
                read.default |= default.as_deref() == Some(variant.name.as_str());
                this.variants.push(read);
            }
        }
        RawShape::Id | RawShape::Alias(_) | RawShape::Opaque => {}
    }
    Ok(this)
}

/// The fields of a record; `record` is its name here.
pub fn read(
    reader: &Reader<'_>,
    module: usize,
    record: &str,
    fields: &[RawField],
) -> Outcome<Vec<Field>> {
    let each = fields.iter().map(|field| {
        let ty = reader.ty(module, &field.ty);
        let ty = match ty.map_err(|why| format!("{record}.{}: {why}", field.name))? {
            // In an edit nothing means that it stays.
            Type::Option(of) if field.is_edit => Type::Given(of),
            ty => ty,
        };
        if !field.skip && types::is_opaque(&ty) {
            return Err(format!("{record}.{}: only code written by hand can carry it", field.name));
        }
        Ok(Field {
            name: field.name.clone(),
            bounds: docs::bounds(&field.docs, &ty),
            ty,
            docs: field.docs.clone(),
            skip: field.skip,
            default: None,
            default_for: reader.exceptions.defaults(record, &field.name),
        })
    });
    each.collect()
}

fn variant(reader: &Reader<'_>, module: usize, variant: &RawVariant) -> Outcome<Variant> {
    let (mut payload, mut fields) = (None, Vec::new());
    match variant.fields.as_slice() {
        [only] if only.name.is_empty() => payload = Some(reader.ty(module, &only.ty)?),
        several if several.iter().any(|field| field.name.is_empty()) => {
            return Err("holds several values without names".to_owned());
        }
        named => fields = read(reader, module, &variant.name, named)?,
    }
    Ok(Variant {
        name: variant.name.clone(),
        slug: variant.slug.clone(),
        aliases: variant.aliases.clone(),
        docs: variant.docs.clone(),
        default: variant.is_default,
        payload,
        fields,
    })
}

/// The first module of a path from outside.
pub fn area(path: &str) -> String {
    let parts: Vec<&str> = path.split("::").collect();
    if parts.len() > 2 { parts[1].to_owned() } else { String::new() }
}

/// The types that a declared type holds.
pub fn parts(declared: &Declared) -> impl Iterator<Item = &Type> {
    let own = declared.fields.iter().filter(|field| !field.skip).map(|field| &field.ty);
    let of_variants = declared.variants.iter().flat_map(|variant| {
        variant.payload.iter().chain(variant.fields.iter().map(|field| &field.ty))
    });
    own.chain(of_variants)
}
