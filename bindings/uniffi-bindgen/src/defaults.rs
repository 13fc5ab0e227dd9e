//! Defaults of enum and decimal fields, from the documentation before them.

/// The variant that a line of documentation such as ``* By default `Company`.`` names.
fn named(line: &str) -> Option<&str> {
    let rest = line.trim().strip_prefix("* By default `")?;
    let variant = rest.strip_suffix("`.")?;
    let is_name = variant == "0"
        || variant.starts_with(char::is_uppercase)
            && variant.chars().all(|c| c.is_ascii_alphanumeric());
    is_name.then_some(variant)
}

/// Gives each line after such documentation to `write`, which completes it.
fn complete(text: &str, write: impl Fn(&str, &str) -> Option<String>) -> String {
    let mut variant = None;
    let mut completed = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let body = line.trim_end();
        match variant.and_then(|variant| write(body, variant)) {
            Some(whole) => {
                completed.push_str(&whole);
                completed.push('\n');
            }
            None => completed.push_str(line),
        }
        // The end of a comment may stand between, on its own.
        variant = named(line).or(if body.trim() == "*/" { variant } else { None });
    }
    completed
}

/// ``val `kind`: CustomerKind`` becomes ``val `kind`: CustomerKind = CustomerKind.COMPANY``.
pub fn kotlin(text: &str) -> String {
    complete(text, |line, variant| {
        let (name, ty) = line.trim().strip_prefix("val `")?.split_once("`: ")?;
        if variant == "0" {
            let zero = "java.math.BigDecimal.ZERO";
            return (ty == "Decimal").then(|| format!("    val `{name}`: {ty} = {zero}"));
        }
        let plain = ty.chars().all(char::is_alphanumeric);
        // An enum whose variants hold data is a sealed class with objects.
        let flat = text.contains(&format!("enum class {ty}"));
        let variant = if flat { shouted(variant) } else { variant.to_owned() };
        plain.then(|| format!("    val `{name}`: {ty} = {ty}.{variant}"))
    })
}

/// `*/kind: CustomerKind, ` becomes `*/kind: CustomerKind = .company, `.
pub fn swift(text: &str) -> String {
    complete(text, |line, variant| {
        let (name, rest) = line.trim().strip_prefix("*/")?.split_once(": ")?;
        let ty: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        let end = &rest[ty.len()..];
        let plain = matches!(end, "," | ")" | ") {");
        let value = match variant {
            "0" => "0".to_owned(),
            variant => format!(".{}", lowered(variant)),
        };
        plain.then(|| format!("         */{name}: {ty} = {value}{end}"))
    })
}

/// `LeaveOut` becomes `LEAVE_OUT`.
fn shouted(variant: &str) -> String {
    let mut text = String::new();
    for c in variant.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(c.to_uppercase());
    }
    text
}

/// `LeaveOut` becomes `leaveOut`.
fn lowered(variant: &str) -> String {
    let mut chars = variant.chars();
    chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_documented_enum_fields_get_a_default() {
        let text = "    /**\n     * By default `LeaveOut`.\n     */\n    val `a`: Unknown\n    , \n\
                    \n    /**\n     * By default `Net`.\n     */\n    val `b`: Mode? = null \n\
                    \n    /**\n     * By default `Whole`.\n     */\n    val `c`: Choice\n\
                    enum class Unknown {\n";
        let completed = kotlin(text);
        assert!(completed.contains("    val `a`: Unknown = Unknown.LEAVE_OUT\n    , \n"));
        assert!(completed.contains("    val `b`: Mode? = null \n"));
        assert!(completed.contains("    val `c`: Choice = Choice.Whole\n"));
        let text = "(\n        /**\n         * By default `LeaveOut`.\n         */a: Unknown, \n\
                    \n         */b: Unknown) {\n";
        let completed = swift(text);
        assert!(completed.contains("         */a: Unknown = .leaveOut,\n"), "{completed}");
        assert!(completed.contains("         */b: Unknown) {\n"));
    }
}
