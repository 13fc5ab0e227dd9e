//! Documentation on its way to other languages: links become plain names, headings plain words.

use quote::ToTokens;

/// The documentation of an item, line by line.
pub fn of(attributes: &[syn::Attribute]) -> Vec<String> {
    let mut lines = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("doc")) {
        if let syn::Meta::NameValue(pair) = &attribute.meta {
            lines.extend(text_of(&pair.value.to_token_stream().to_string()));
        }
    }
    lines
}

/// The text of a literal, if the tokens are one.
fn text_of(tokens: &str) -> Option<String> {
    let literal = syn::parse_str::<syn::LitStr>(tokens).ok()?;
    Some(plain(literal.value().strip_prefix(' ').unwrap_or(&literal.value())))
}

/// A line without links and headings.
fn plain(line: &str) -> String {
    if line.trim() == "# Errors" {
        return "Fails with:".to_owned();
    }
    let mut text = String::new();
    let mut rest = line;
    while let Some(start) = rest.find("[`") {
        text.push_str(&rest[..start]);
        let Some(length) = rest[start..].find("`]") else {
            rest = &rest[start..];
            break;
        };
        let name = &rest[start + 2..start + length];
        let names: Vec<&str> = name.split("::").filter(|part| !is_step(part)).collect();
        text.push_str(&format!("`{}`", names.join(".")));
        rest = &rest[start + length + 2..];
    }
    text.push_str(rest);
    text
}

fn is_step(part: &str) -> bool {
    part.chars().all(|c| c.is_lowercase() || c == '_') && matches!(part, "crate" | "super" | "self")
        || matches!(part, "changes" | "codes" | "csv_out" | "model")
}

/// Doc attributes for a generated item.
pub fn write(lines: &[String], indent: &str) -> String {
    let one = |line: &String| {
        let line = line.trim_end();
        if line.is_empty() { format!("{indent}///\n") } else { format!("{indent}/// {line}\n") }
    };
    lines.iter().map(one).collect()
}
