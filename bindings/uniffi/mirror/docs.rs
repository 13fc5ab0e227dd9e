//! Documentation on its way to other languages: links become plain names, headings plain words.

/// Doc attributes for a generated item.
pub fn write(docs: &str, indent: &str) -> String {
    let one = |line: &str| {
        let line = plain(line);
        if line.is_empty() { format!("{indent}///\n") } else { format!("{indent}/// {line}\n") }
    };
    docs.split('\n').filter(|_| !docs.is_empty()).map(one).collect()
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

/// Whether a part of a path is a module.
fn is_step(part: &str) -> bool {
    matches!(part, "crate" | "super" | "self" | "changes" | "codes" | "csv_out" | "model")
}
