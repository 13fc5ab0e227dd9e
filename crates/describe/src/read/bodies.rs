//! What the body of a handle's method does: the commands it runs, the methods it calls.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

use crate::Outcome;

/// What a body does.
#[derive(Default)]
pub struct Body {
    /// The types of commands that it gives to the session, as they are written.
    pub runs: Vec<syn::Path>,
    /// Methods of the same handle that it calls.
    pub calls: Vec<String>,
}

/// Reads a body.
pub fn read(function: &syn::ImplItemFn) -> Outcome<Body> {
    let mut body = Body::default();
    walk(function.block.to_token_stream(), &mut body)?;
    Ok(body)
}

fn walk(tokens: TokenStream, body: &mut Body) -> Outcome<()> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            walk(group.stream(), body)?;
        }
        let [TokenTree::Ident(of), TokenTree::Punct(dot), TokenTree::Ident(name), rest @ ..] =
            &tokens[at..]
        else {
            continue;
        };
        let Some(TokenTree::Group(given)) = rest.first() else { continue };
        if dot.as_char() != '.' || given.delimiter() != Delimiter::Parenthesis {
            continue;
        }
        if of == "self" {
            body.calls.push(name.to_string());
        } else if of == "session" && name == "run" {
            body.runs.push(command(given.stream())?);
        }
    }
    Ok(())
}

/// The type of a command that is written out where it is run.
fn command(given: TokenStream) -> Outcome<syn::Path> {
    match syn::parse2::<syn::Expr>(given) {
        Ok(syn::Expr::Struct(literal)) => Ok(literal.path),
        Ok(syn::Expr::Path(path)) if path.path.segments.last().is_some_and(is_type) => {
            Ok(path.path)
        }
        _ => Err("runs a command that is not written out there".to_owned()),
    }
}

fn is_type(part: &syn::PathSegment) -> bool {
    part.ident.to_string().starts_with(char::is_uppercase)
}
