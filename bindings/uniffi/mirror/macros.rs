//! The engine's declaring macros: `slugs!`, `codes!` and `ids!` make types that stand in no file.

use proc_macro2::{TokenStream, TokenTree};

use super::engine::{Declared, Shape, Variant};
use super::{Outcome, docs};

/// The types that a macro call declares.
pub fn declared(item: &syn::ItemMacro, module: &[String]) -> Outcome<Vec<Declared>> {
    let name = item.mac.path.segments.last().map(|part| part.ident.to_string());
    let make = |name: String, docs: Vec<String>, shape: Shape| Declared {
        name,
        module: module.to_vec(),
        docs,
        shape,
        derives_default: false,
    };
    match name.as_deref() {
        Some("slugs") => {
            let (docs, rest) = named(item.mac.tokens.clone());
            let [TokenTree::Ident(name), TokenTree::Group(body)] = rest.as_slice() else {
                return Err(format!("a slugs! of another form in {}", module.join("::")));
            };
            let shape = Shape::Enum(variants(body.stream()));
            Ok(vec![make(name.to_string(), docs, shape)])
        }
        Some("codes") => {
            let docs = vec!["A stable code of a problem.".to_owned()];
            let codes = codes(item.mac.tokens.clone());
            Ok(vec![make("Code".to_owned(), docs, Shape::Enum(codes))])
        }
        Some("ids") => {
            let ids = variants(item.mac.tokens.clone());
            Ok(ids.into_iter().map(|id| make(id.name, id.docs, Shape::Id)).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// Leading doc comments, and the rest.
fn named(tokens: TokenStream) -> (Vec<String>, Vec<TokenTree>) {
    let mut lines = Vec::new();
    let mut rest = Vec::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match (&token, tokens.clone().next()) {
            (TokenTree::Punct(punct), Some(TokenTree::Group(group)))
                if punct.as_char() == '#' && rest.is_empty() =>
            {
                tokens.next();
                lines.extend(doc_of(group.stream()));
            }
            _ => rest.push(token),
        }
    }
    (lines, rest)
}

fn doc_of(attribute: TokenStream) -> Vec<String> {
    let text = format!("#[{attribute}] struct Carrier;");
    syn::parse_str::<syn::ItemStruct>(&text).map(|item| docs::of(&item.attrs)).unwrap_or_default()
}

/// Names with doc comments before them; other tokens are passed over.
fn variants(tokens: TokenStream) -> Vec<Variant> {
    let mut found = Vec::new();
    let mut lines = Vec::new();
    let mut is_default = false;
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                if let Some(TokenTree::Group(group)) = tokens.next() {
                    is_default |= group.stream().to_string() == "default";
                    lines.extend(doc_of(group.stream()));
                }
            }
            TokenTree::Ident(name) => found.push(Variant {
                name: name.to_string(),
                docs: std::mem::take(&mut lines),
                fields: Vec::new(),
                is_default: std::mem::take(&mut is_default),
            }),
            _ => {}
        }
    }
    found
}

/// `Variant "slug" Kind "english" "chinese";` rows.
fn codes(tokens: TokenStream) -> Vec<Variant> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let rows =
        tokens.split(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';'));
    rows.filter_map(|row| match row {
        [TokenTree::Ident(name), slug, _, TokenTree::Literal(english), _] => {
            let english = syn::parse_str::<syn::LitStr>(&english.to_string()).ok()?.value();
            let slug = slug.to_string();
            let docs = vec![format!("`{}`: {english}", slug.trim_matches('"'))];
            Some(Variant { name: name.to_string(), docs, fields: Vec::new(), is_default: false })
        }
        _ => None,
    })
    .collect()
}
