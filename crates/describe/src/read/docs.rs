//! Documentation: its text, the errors it names, and what it says of how much is allowed.

use crate::Outcome;
use crate::model::{Bounds, Type};

/// The documentation of an item, lines joined. Sections of examples are left out: they are Rust,
/// and other languages have their own.
pub fn of(attributes: &[syn::Attribute]) -> Outcome<String> {
    let mut lines = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        if let syn::Meta::NameValue(pair) = &attribute.meta {
            let text = text(&pair.value).ok_or("documentation that is no plain text")?;
            lines.push(text.strip_prefix(' ').unwrap_or(&text).trim_end().to_owned());
        }
    }
    Ok(without_examples(&lines))
}

fn without_examples(lines: &[String]) -> String {
    let (mut in_code, mut in_examples) = (false, false);
    let mut kept = Vec::new();
    for line in lines {
        if line.starts_with("```") {
            in_code = !in_code;
        } else if !in_code && line.starts_with("# ") {
            in_examples = line == "# Examples";
        }
        if !in_examples {
            kept.push(line.as_str());
        }
    }
    kept.join("\n").trim_end().to_owned()
}

/// A text that stands there, or is put together by `concat!` and `stringify!`; what `env!` gives is
/// left as its name.
pub fn text(value: &syn::Expr) -> Option<String> {
    match value {
        syn::Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        syn::Expr::Macro(call) if call.mac.path.is_ident("stringify") => {
            Some(call.mac.tokens.to_string())
        }
        syn::Expr::Macro(call) if call.mac.path.is_ident("env") => {
            call.mac.parse_body::<syn::LitStr>().ok().map(|name| name.value())
        }
        syn::Expr::Macro(call) if call.mac.path.is_ident("concat") => {
            type Parts = syn::punctuated::Punctuated<syn::Expr, syn::Token![,]>;
            let parts = call.mac.parse_body_with(Parts::parse_terminated).ok()?;
            parts.iter().map(text).collect()
        }
        syn::Expr::Group(group) => text(&group.expr),
        syn::Expr::Reference(reference) => text(&reference.expr),
        _ => None,
    }
}

/// What the section `# Errors` names between back quotes: words, and the paths of links.
pub fn named_errors(docs: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut words, mut links) = (Vec::new(), Vec::new());
    let sections = docs.split("# Errors\n").skip(1);
    for section in sections {
        let section = section.split("\n# ").next().unwrap_or_default();
        let mut parts = section.split('`');
        let mut before = parts.next().unwrap_or_default();
        while let (Some(name), Some(after)) = (parts.next(), parts.next()) {
            let is_link = before.ends_with('[') && after.starts_with(']');
            if is_link {
                links.push(name)
            } else {
                words.push(name)
            }
            before = after;
        }
    }
    (words, links)
}

/// What the documentation of a field says of how much is allowed, as far as it says it in the
/// house's words: "up to 40 characters", "at most 50", "0 to 3650", "more than 0".
pub fn bounds(docs: &str, ty: &Type) -> Option<Bounds> {
    let text = docs.replace('\n', " ");
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let mut found = Bounds::default();
    let kind = Measured::of(ty);
    for (at, window) in words.windows(3).enumerate() {
        let after = words.get(at + 3).map_or("", |word| plain(word));
        match (window, kind) {
            (["up", "to", count], Measured::Text | Measured::Texts) if after == "characters" => {
                found.characters = found.characters.or(number(count));
            }
            ([least, "to", most], Measured::Text) if is_letters(after) => {
                found.characters = found.characters.or(number(most).filter(|_| is_count(least)));
            }
            (["at", "most", count], Measured::Texts | Measured::List) => {
                found.items = found.items.or(number(count));
            }
            (["at", "most", count], Measured::Decimal) if after == "decimal" => {
                found.decimals = found.decimals.or(number(count));
            }
            ([least, "to", most], Measured::Texts | Measured::List) if is_count(least) => {
                found.items = found.items.or(number(most));
            }
            ([least, "to", most], Measured::Number | Measured::Decimal)
                if is_count(least) && is_count(most) && found.most.is_none() =>
            {
                (found.least, found.most) = (number(least), number(most));
            }
            (
                ["more", "than", _] | ["greater", "than", _],
                Measured::Number | Measured::Decimal,
            ) => {
                let least = if plain(window[2]) == "zero" { Some(0) } else { number(window[2]) };
                found.above = found.above.or(least);
            }
            ([count, "or", "more"] | [count, "or", "more,"], Measured::Decimal) => {
                found.least = found.least.or(number(count));
            }
            _ => {}
        }
    }
    if kind == Measured::Number {
        found.unit = unit(&words);
    }
    (found != Bounds::default()).then_some(found)
}

/// What of a type can be much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measured {
    Text,
    Texts,
    List,
    Number,
    Decimal,
    Nothing,
}

impl Measured {
    fn of(ty: &Type) -> Self {
        match ty {
            Type::Option(of) | Type::Edit(of) | Type::Given(of) => Self::of(of),
            Type::Text | Type::Secret => Self::Text,
            Type::List(of) if **of == Type::Text => Self::Texts,
            Type::List(_) => Self::List,
            Type::Int(_) => Self::Number,
            Type::Decimal => Self::Decimal,
            _ => Self::Nothing,
        }
    }
}

fn unit(words: &[&str]) -> Option<String> {
    let units = ["seconds", "minutes", "hours", "days", "months", "years"];
    let plain: Vec<String> = words.iter().map(|word| plain(word).to_lowercase()).collect();
    let leads = plain.first().filter(|first| units.contains(&first.as_str()));
    let told = plain.windows(2).find(|pair| pair[0] == "in" && units.contains(&pair[1].as_str()));
    leads.or(told.map(|pair| &pair[1])).cloned()
}

fn is_letters(word: &str) -> bool {
    matches!(word, "characters" | "letters" | "digits")
}

fn is_count(word: &str) -> bool {
    number(word).is_some()
}

fn number(word: &str) -> Option<i64> {
    plain(word).replace(',', "").parse().ok()
}

/// A word without what follows it.
fn plain(word: &str) -> &str {
    word.trim_end_matches([',', '.', ';', ':', ')'])
}
