//! The catalogue of error codes: its enum, and the functions that tell each code's kind and
//! sentences.

use std::collections::BTreeMap;

use super::declared::RawShape;
use super::docs;
use super::names::Id;
use super::types::{Reader, path_names};
use crate::Outcome;
use crate::model::{Code, Variant};

/// Reads the catalogue; `kinds` are the variants of the enum of kinds.
pub fn read(reader: &Reader<'_>, id: Id, kinds: &[Variant]) -> Outcome<Vec<Code>> {
    let raw = reader.raw(id)?;
    let RawShape::Enum(variants) = &raw.shape else {
        return Err(reader.refuse(id.module, "the codes are no enum"));
    };
    let table = |called: &str| {
        table(reader, id, called).ok_or_else(|| {
            let why = format!("{}::{called} does not match each code", reader.ident(id));
            reader.refuse(id.module, &why)
        })
    };
    let (kind_of, english, chinese) = (table("kind")?, table("text_en")?, table("text_zh")?);
    let each = variants.iter().map(|variant| {
        let of = |table: &BTreeMap<String, syn::Expr>, read: fn(&syn::Expr) -> Option<String>| {
            table.get(&variant.name).and_then(read).ok_or_else(|| {
                reader.refuse(id.module, &format!("the code {} is not told whole", variant.name))
            })
        };
        let kind = of(&kind_of, last_name)?;
        let kind = kinds.iter().find(|one| one.name == kind);
        Ok(Code {
            name: variant.name.clone(),
            slug: variant.slug.clone(),
            kind: kind.map(|kind| kind.slug.clone()).ok_or("a code's kind is not known")?,
            english: of(&english, docs::text)?,
            chinese: of(&chinese, docs::text)?,
        })
    });
    each.collect()
}

/// What a function gives for each variant: `match self { Code::Busy => …, }`.
fn table(reader: &Reader<'_>, id: Id, called: &str) -> Option<BTreeMap<String, syn::Expr>> {
    let functions = reader.impls.functions.get(&id)?;
    let function = functions.iter().find(|function| function.item.sig.ident == called)?;
    let [syn::Stmt::Expr(syn::Expr::Match(matched), None)] = function.item.block.stmts.as_slice()
    else {
        return None;
    };
    let mut found = BTreeMap::new();
    for arm in &matched.arms {
        let syn::Pat::Path(path) = &arm.pat else { return None };
        found.insert(path_names(&path.path).pop()?, arm.body.as_ref().clone());
    }
    Some(found)
}

fn last_name(written: &syn::Expr) -> Option<String> {
    match written {
        syn::Expr::Path(path) => path_names(&path.path).pop(),
        _ => None,
    }
}
