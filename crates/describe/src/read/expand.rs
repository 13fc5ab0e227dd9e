//! Expands the engine's own `macro_rules!` where they declare items: what they make is then read
//! like everything else.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{ParseStream, Parser};

use crate::Outcome;

/// A declared macro: what each rule matches, and what it makes.
pub struct Macro(Vec<(Vec<Part>, Vec<Part>)>);

/// A part of a rule, on either side of its arrow.
enum Part {
    /// `$name:kind`, and `$name` where it is used.
    Variable(String, String),
    /// `$( … ) separator operator`.
    Repeat(Vec<Part>, Option<TokenTree>, char),
    Group(Delimiter, Vec<Part>),
    Token(TokenTree),
}

/// What a variable stands for.
#[derive(Clone)]
enum Bound {
    One(TokenStream),
    Many(Vec<Bound>),
}

type Bounds = BTreeMap<String, Bound>;

impl Macro {
    /// Reads a `macro_rules!`.
    pub fn of(item: &syn::ItemMacro) -> Outcome<Self> {
        let name = item.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        let tokens: Vec<TokenTree> = item.mac.tokens.clone().into_iter().collect();
        let is_end = |token: &TokenTree| is_punct(token, ';');
        let rules = tokens.split(is_end).filter(|rule| !rule.is_empty()).map(|rule| match rule {
            [TokenTree::Group(pattern), equals, arrow, TokenTree::Group(made)]
                if is_punct(equals, '=') && is_punct(arrow, '>') =>
            {
                Ok((parts(pattern.stream(), true)?, parts(made.stream(), false)?))
            }
            _ => Err(format!("a rule of {name}! has another form")),
        });
        Ok(Self(rules.collect::<Outcome<_>>()?))
    }
}

/// The items that a call makes.
pub fn items(rules: &Macro, call: TokenStream) -> Outcome<Vec<syn::Item>> {
    let mut why = "has no rule".to_owned();
    for (pattern, made) in &rules.0 {
        let mut bounds = Bounds::new();
        let matched = |input: ParseStream<'_>| all(pattern, input, &mut bounds);
        match matched.parse2(call.clone()) {
            Ok(()) => {
                let mut text = TokenStream::new();
                write(made, &bounds, &mut text)?;
                let file = syn::parse2::<syn::File>(text);
                return file.map(|file| file.items).map_err(|error| format!("makes: {error}"));
            }
            Err(error) => why = format!("is called in another form: {error}"),
        }
    }
    Err(why)
}

fn is_punct(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

/// Reads one side of a rule; only in a pattern do variables have kinds.
fn parts(tokens: TokenStream, is_pattern: bool) -> Outcome<Vec<Part>> {
    let mut found = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if !is_punct(&token, '$') {
            found.push(match token {
                TokenTree::Group(group) => {
                    Part::Group(group.delimiter(), parts(group.stream(), is_pattern)?)
                }
                other => Part::Token(other),
            });
            continue;
        }
        match tokens.next() {
            // `$crate` is the crate itself.
            Some(TokenTree::Ident(name)) if name == "crate" => {
                found.push(Part::Token(TokenTree::Ident(name)));
            }
            Some(TokenTree::Ident(name)) => {
                let mut kind = String::new();
                let mut ahead = tokens.clone();
                if is_pattern
                    && ahead.next().is_some_and(|token| is_punct(&token, ':'))
                    && let Some(TokenTree::Ident(word)) = ahead.next()
                {
                    kind = word.to_string();
                    tokens = ahead;
                }
                found.push(Part::Variable(name.to_string(), kind));
            }
            Some(TokenTree::Group(group)) => {
                let mut separator = None;
                let operator = loop {
                    match tokens.next() {
                        Some(TokenTree::Punct(sign)) if "*+?".contains(sign.as_char()) => {
                            break sign.as_char();
                        }
                        Some(other) if separator.is_none() => separator = Some(other),
                        _ => return Err("a repetition has another form".to_owned()),
                    }
                };
                found.push(Part::Repeat(parts(group.stream(), is_pattern)?, separator, operator));
            }
            _ => return Err("a `$` stands before something else".to_owned()),
        }
    }
    Ok(found)
}

/// Matches all of the input.
fn all(pattern: &[Part], input: ParseStream<'_>, bounds: &mut Bounds) -> syn::Result<()> {
    some(pattern, input, bounds)?;
    if input.is_empty() { Ok(()) } else { Err(input.error("more than the rule has")) }
}

fn some(pattern: &[Part], input: ParseStream<'_>, bounds: &mut Bounds) -> syn::Result<()> {
    for part in pattern {
        match part {
            Part::Variable(name, kind) => {
                bounds.insert(name.clone(), Bound::One(fragment(kind, input)?));
            }
            Part::Token(token) => {
                let found: TokenTree = input.parse()?;
                if found.to_string() != token.to_string() {
                    return Err(syn::Error::new(found.span(), format!("not `{token}`")));
                }
            }
            Part::Group(delimiter, inner) => {
                let group: Group = input.parse()?;
                if group.delimiter() != *delimiter {
                    return Err(syn::Error::new(group.span(), "another bracket"));
                }
                (|input: ParseStream<'_>| all(inner, input, bounds)).parse2(group.stream())?;
            }
            Part::Repeat(inner, separator, operator) => {
                repeated(inner, separator.as_ref(), *operator, input, bounds)?;
            }
        }
    }
    Ok(())
}

fn repeated(
    inner: &[Part],
    separator: Option<&TokenTree>,
    operator: char,
    input: ParseStream<'_>,
    bounds: &mut Bounds,
) -> syn::Result<()> {
    let mut rounds = Vec::new();
    while !input.is_empty() && (operator != '?' || rounds.is_empty()) {
        let ahead = input.fork();
        if let Some(separator) = separator.filter(|_| !rounds.is_empty()) {
            let found: syn::Result<TokenTree> = ahead.parse();
            if !found.is_ok_and(|found| found.to_string() == separator.to_string()) {
                break;
            }
        }
        let mut round = Bounds::new();
        if some(inner, &ahead, &mut round).is_err() {
            break;
        }
        input.advance_to(&ahead);
        rounds.push(round);
    }
    if operator == '+' && rounds.is_empty() {
        return Err(input.error("at least one is needed"));
    }
    let mut names = Vec::new();
    variables(inner, &mut names);
    for name in names {
        let each = rounds.iter().filter_map(|round| round.get(name).cloned());
        bounds.insert(name.to_owned(), Bound::Many(each.collect()));
    }
    Ok(())
}

fn fragment(kind: &str, input: ParseStream<'_>) -> syn::Result<TokenStream> {
    Ok(match kind {
        "ident" => syn::Ident::parse_any(input)?.to_token_stream(),
        "literal" => input.parse::<syn::Lit>()?.to_token_stream(),
        "path" => input.parse::<syn::Path>()?.to_token_stream(),
        "ty" => input.parse::<syn::Type>()?.to_token_stream(),
        "expr" => input.parse::<syn::Expr>()?.to_token_stream(),
        "meta" => input.parse::<syn::Meta>()?.to_token_stream(),
        "tt" => input.parse::<TokenTree>()?.to_token_stream(),
        "vis" => input.parse::<syn::Visibility>()?.to_token_stream(),
        "block" => input.parse::<syn::Block>()?.to_token_stream(),
        "lifetime" => input.parse::<syn::Lifetime>()?.to_token_stream(),
        "item" => input.parse::<syn::Item>()?.to_token_stream(),
        other => return Err(input.error(format!("`{other}` is no kind of variable known here"))),
    })
}

fn variables<'a>(parts: &'a [Part], names: &mut Vec<&'a str>) {
    for part in parts {
        match part {
            Part::Variable(name, _) => names.push(name),
            Part::Repeat(inner, ..) | Part::Group(_, inner) => variables(inner, names),
            Part::Token(_) => {}
        }
    }
}

fn write(made: &[Part], bounds: &Bounds, text: &mut TokenStream) -> Outcome<()> {
    for part in made {
        match part {
            Part::Token(token) => text.extend([token.clone()]),
            Part::Group(delimiter, inner) => {
                let mut below = TokenStream::new();
                write(inner, bounds, &mut below)?;
                text.extend([TokenTree::Group(Group::new(*delimiter, below))]);
            }
            Part::Variable(name, _) => match bounds.get(name) {
                Some(Bound::One(tokens)) => text.extend(tokens.clone()),
                Some(Bound::Many(_)) => return Err(format!("repeats ${name} outside `$()`")),
                None => return Err(format!("does not know ${name}")),
            },
            Part::Repeat(inner, separator, _) => {
                let mut names = Vec::new();
                variables(inner, &mut names);
                let count = names.iter().find_map(|name| match bounds.get(*name) {
                    Some(Bound::Many(each)) => Some(each.len()),
                    _ => None,
                });
                for round in 0..count.ok_or("repeats what does not vary")? {
                    if let Some(separator) = separator.as_ref().filter(|_| round > 0) {
                        text.extend([separator.clone()]);
                    }
                    write(inner, &one_round(bounds, &names, round), text)?;
                }
            }
        }
    }
    Ok(())
}

/// The variables as one round of a repetition sees them.
fn one_round(bounds: &Bounds, names: &[&str], round: usize) -> Bounds {
    let mut seen = bounds.clone();
    for name in names {
        if let Some(Bound::Many(each)) = bounds.get(*name)
            && let Some(one) = each.get(round)
        {
            seen.insert((*name).to_owned(), one.clone());
        }
    }
    seen
}
