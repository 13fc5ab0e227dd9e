//! What is meant when nothing is said: by `Default`, derived or written, or by the plain
//! constructors `new` and `of`.

use std::collections::BTreeMap;

use quote::ToTokens;

use super::declared::{Raw, RawShape};
use super::names::Id;
use super::types::{Reader, path_names};
use crate::Outcome;
use crate::model::{DefaultBy, Field, FieldDefault, Origin, Type, Value};

/// How a type implements `Default`.
pub fn by(reader: &Reader<'_>, id: Id, raw: &Raw) -> Option<DefaultBy> {
    if raw.derives_default {
        return Some(DefaultBy::Derive);
    }
    reader.impls.of_trait(id, "Default").map(|_| DefaultBy::Impl)
}

/// Notes the defaults of a record's fields.
pub fn note(reader: &Reader<'_>, id: Id, raw: &Raw, fields: &mut [Field]) -> Outcome<()> {
    note_told(reader, id, raw, fields)?;
    // What is optional says so by its type; of the rest, this alone says it to every host.
    let may_be_absent = |field: &&mut Field| {
        !field.skip && !matches!(field.ty, Type::Option(_)) && may_be_absent(raw, &field.name)
    };
    for field in fields.iter_mut().filter(may_be_absent) {
        let value = natural(reader, id, &field.ty)?;
        field.default = Some(FieldDefault { value, by: Origin::Absent });
    }
    Ok(())
}

fn note_told(reader: &Reader<'_>, id: Id, raw: &Raw, fields: &mut [Field]) -> Outcome<()> {
    match by(reader, id, raw) {
        Some(DefaultBy::Derive) => {
            for field in fields.iter_mut().filter(|field| !field.skip) {
                let value = natural(reader, id, &field.ty)?;
                field.default = Some(FieldDefault { value, by: Origin::Derive });
            }
            Ok(())
        }
        Some(DefaultBy::Impl) => {
            let refuse = |field: &str| {
                let why = format!("the default of {}.{field} is not understood", reader.ident(id));
                reader.refuse(id.module, &why)
            };
            let told = by_impl(reader, id).ok_or_else(|| refuse("*"))?;
            for field in fields.iter_mut().filter(|field| !field.skip) {
                let written = told.get(&field.name).ok_or_else(|| refuse(&field.name))?;
                let value = value_of(reader, id, &field.ty, written)?;
                let value = value.ok_or_else(|| refuse(&field.name))?;
                field.default = Some(FieldDefault { value, by: Origin::Impl });
            }
            Ok(())
        }
        None => {
            let told = by_constructors(reader, id);
            for field in fields.iter_mut().filter(|field| !field.skip) {
                let Some(written) = told.get(&field.name) else { continue };
                if let Some(value) = value_of(reader, id, &field.ty, written)? {
                    field.default = Some(FieldDefault { value, by: Origin::Constructor });
                }
            }
            Ok(())
        }
    }
}

fn may_be_absent(raw: &Raw, name: &str) -> bool {
    let RawShape::Record(fields) = &raw.shape else { return false };
    fields.iter().any(|field| field.name == name && field.may_be_absent)
}

/// What a derived `Default` gives.
fn natural(reader: &Reader<'_>, id: Id, ty: &Type) -> Outcome<Value> {
    Ok(match ty {
        Type::Option(_) => Value::None,
        Type::Edit(_) | Type::Given(_) => Value::Keep,
        Type::List(_) | Type::Map(_) => Value::Empty,
        Type::Bool => Value::Bool(false),
        Type::Int(_) => Value::Int(0),
        Type::Text => Value::Text(String::new()),
        Type::Decimal => Value::Decimal("0".to_owned()),
        Type::Record(_) => Value::Record,
        Type::Enum(name) | Type::Union(name) => Value::Variant(default_variant(reader, name)?),
        other => {
            let why = format!("{}: a {other:?} has no default here", reader.ident(id));
            return Err(reader.refuse(id.module, &why));
        }
    })
}

/// The expressions of `impl Default`, by field.
fn by_impl(reader: &Reader<'_>, id: Id) -> Option<BTreeMap<String, syn::Expr>> {
    let of = reader.impls.of_trait(id, "Default")?;
    let function = of.item.items.iter().find_map(|part| match part {
        syn::ImplItem::Fn(function) if function.sig.ident == "default" => Some(function),
        _ => None,
    })?;
    literal(function)
}

/// The expressions on which the constructors `new` and `of` agree. One with a name of its own,
/// such as `sale`, decides for its callers.
fn by_constructors(reader: &Reader<'_>, id: Id) -> BTreeMap<String, syn::Expr> {
    let functions = reader.impls.functions.get(&id).map(Vec::as_slice).unwrap_or_default();
    let mut agreed: Option<BTreeMap<String, syn::Expr>> = None;
    for function in functions {
        let is_plain = function.item.sig.ident == "new" || function.item.sig.ident == "of";
        if !is_plain || function.item.sig.receiver().is_some() {
            continue;
        }
        let Some(fields) = literal(function.item) else { continue };
        match &mut agreed {
            None => agreed = Some(fields),
            Some(agreed) => agreed.retain(|field, value| fields.get(field) == Some(value)),
        }
    }
    agreed.unwrap_or_default()
}

/// The fields of the `Self { … }` that a function ends with.
fn literal(function: &syn::ImplItemFn) -> Option<BTreeMap<String, syn::Expr>> {
    match function.block.stmts.last()? {
        syn::Stmt::Expr(syn::Expr::Struct(literal), None)
            if literal.path.is_ident("Self") && literal.rest.is_none() =>
        {
            let fields = literal.fields.iter();
            let pair = |field: &syn::FieldValue| {
                (field.member.to_token_stream().to_string(), field.expr.clone())
            };
            Some(fields.map(pair).collect())
        }
        _ => None,
    }
}

/// What an expression gives; none when it depends on something.
fn value_of(reader: &Reader<'_>, id: Id, ty: &Type, written: &syn::Expr) -> Outcome<Option<Value>> {
    Ok(match written {
        syn::Expr::Lit(literal) => match (&literal.lit, ty) {
            (syn::Lit::Bool(value), Type::Bool) => Some(Value::Bool(value.value)),
            (syn::Lit::Int(value), Type::Int(_)) => value.base10_parse().ok().map(Value::Int),
            (syn::Lit::Char(value), Type::Character) => Some(Value::Text(value.value().into())),
            _ => None,
        },
        syn::Expr::MethodCall(call) if call.method == "to_owned" && *ty == Type::Text => {
            match call.receiver.as_ref() {
                syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => {
                    Some(Value::Text(text.value()))
                }
                _ => None,
            }
        }
        syn::Expr::Call(call) if call.args.is_empty() => {
            let syn::Expr::Path(path) = call.func.as_ref() else { return Ok(None) };
            let called = path_names(&path.path).pop().unwrap_or_default();
            match (called.as_str(), ty) {
                ("new" | "default", Type::List(_) | Type::Map(_)) => Some(Value::Empty),
                ("new" | "default", Type::Text) => Some(Value::Text(String::new())),
                ("default", _) => Some(natural(reader, id, ty)?),
                _ => None,
            }
        }
        syn::Expr::Path(path) => {
            let names = path_names(&path.path);
            let last = names.last().map(String::as_str).unwrap_or_default();
            match ty {
                Type::Option(_) if last == "None" => Some(Value::None),
                Type::Decimal if last == "ZERO" => Some(Value::Decimal("0".to_owned())),
                Type::Decimal if last == "ONE" => Some(Value::Decimal("1".to_owned())),
                Type::Enum(name) | Type::Union(name) if names.len() > 1 => {
                    is_variant(reader, name, last)?.then(|| Value::Variant(last.to_owned()))
                }
                _ => None,
            }
        }
        _ => None,
    })
}

/// Whether an enum has such a variant, without data.
fn is_variant(reader: &Reader<'_>, name: &str, variant: &str) -> Outcome<bool> {
    let raw = reader.raw(reader.named(name)?)?;
    let RawShape::Enum(variants) = &raw.shape else { return Ok(false) };
    Ok(variants.iter().any(|one| one.name == variant && one.fields.is_empty()))
}

/// The variant that `Default` of an enum gives.
fn default_variant(reader: &Reader<'_>, name: &str) -> Outcome<String> {
    let id = reader.named(name)?;
    let raw = reader.raw(id)?;
    if let RawShape::Enum(variants) = &raw.shape
        && let Some(marked) = variants.iter().find(|variant| variant.is_default)
    {
        return Ok(marked.name.clone());
    }
    variant_by_impl(reader, id)
}

/// The variant that the `impl Default` of an enum gives.
pub fn variant_by_impl(reader: &Reader<'_>, id: Id) -> Outcome<String> {
    let of = reader.impls.of_trait(id, "Default");
    let function = of.and_then(|of| {
        of.item.items.iter().find_map(|part| match part {
            syn::ImplItem::Fn(function) => function.block.stmts.last(),
            _ => None,
        })
    });
    match function {
        Some(syn::Stmt::Expr(syn::Expr::Path(path), None)) if path.path.segments.len() == 2 => {
            Ok(path_names(&path.path).pop().unwrap_or_default())
        }
        _ => {
            let why = format!("the default of {} is not understood", reader.ident(id));
            Err(reader.refuse(id.module, &why))
        }
    }
}
