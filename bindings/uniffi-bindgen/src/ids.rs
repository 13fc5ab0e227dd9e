//! Typed ids: what each of the engine's is in Kotlin and in Swift, and how uniffi is to convert it.

use std::path::Path;

use bookroom_describe::Outcome;
use bookroom_describe::model::{Description, Shape};

/// The binding whose names count.
const BINDING: &str = "uniffi";

const KOTLIN: &str = "/** Typed ids: value classes, so that a customer's id cannot stand where a \
product's is asked for. */
package dev.bookroom.ids
";
const KOTLIN_ID: &str = "
/** DOCS */
@JvmInline
value class NAME(val value: Long) : Comparable<NAME> {
    override fun compareTo(other: NAME): Int = value.compareTo(other.value)
    override fun toString(): String = value.toString()
}
";

const SWIFT: &str = "// Typed ids: a customer's id cannot stand where a product's is asked for.\n";
const SWIFT_ID: &str = "
/// DOCS
public struct NAME: BookroomId {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
}
";

// Defaults, so that the library's own `uniffi.toml` has the last word.
const CONFIG: &str = "# What `--config` adds to `bindings/uniffi/uniffi.toml`.\n";
const CONFIG_OF_ID: &str = r#"
[defaults.bindings.kotlin.custom_types.NAME]
type_name = "dev.bookroom.ids.NAME"
lift = "dev.bookroom.ids.NAME({})"
lower = "{}.value"

[defaults.bindings.swift.custom_types.NAME]
lift = "NAME({})"
lower = "{}.value"
"#;

/// An id with its documentation.
struct Id<'d> {
    name: &'d str,
    docs: String,
}

/// Writes `Ids.kt`, `Ids.swift` and the configuration `uniffi.toml` into a folder.
///
/// # Errors
/// A sentence: the engine cannot be described, an id has no documentation, a file is not written.
pub fn write(workspace: &Path, folder: &Path) -> Outcome<()> {
    let description = bookroom_describe::describe(workspace)?;
    let ids = ids(&description)?;
    let failed = |error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(folder).map_err(failed)?;
    let files = [
        ("Ids.kt", KOTLIN, KOTLIN_ID),
        ("Ids.swift", SWIFT, SWIFT_ID),
        ("uniffi.toml", CONFIG, CONFIG_OF_ID),
    ];
    files.iter().try_for_each(|(name, head, each)| {
        std::fs::write(folder.join(name), text(head, each, &ids)).map_err(failed)
    })
}

fn ids(description: &Description) -> Outcome<Vec<Id<'_>>> {
    let ids = description.types.iter().filter(|declared| declared.kind == Shape::Id);
    ids.map(|declared| {
        let name = declared.names.get(BINDING).unwrap_or(&declared.name);
        let docs = docs(&declared.docs).ok_or_else(|| format!("{name} is not documented"))?;
        Ok(Id { name, docs })
    })
    .collect()
}

/// `A voucher.` becomes `The id of a voucher.`, by the first paragraph and without links.
fn docs(engine: &str) -> Option<String> {
    let paragraph = engine.split("\n\n").next()?.replace('\n', " ");
    let paragraph = paragraph.replace("[`", "`").replace("`]", "`");
    let first = paragraph.chars().next()?;
    let rest = &paragraph[first.len_utf8()..];
    // A word such as `VAT` stays as it is.
    let is_shouted = rest.starts_with(char::is_uppercase);
    let first = if is_shouted { first.to_string() } else { first.to_lowercase().to_string() };
    Some(format!("The id of {first}{rest}"))
}

fn text(head: &str, each: &str, ids: &[Id<'_>]) -> String {
    let one = |id: &Id<'_>| each.replace("NAME", id.name).replace("DOCS", &id.docs);
    ids.iter().fold(head.to_owned(), |text, id| text + &one(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_reads_on() {
        let read = |text| docs(text).unwrap();
        assert_eq!(read("A company's book."), "The id of a company's book.");
        assert_eq!(read("One imported\nfile.\n\nMore."), "The id of one imported file.");
        assert_eq!(read("VAT of an [`Invoice`]."), "The id of VAT of an `Invoice`.");
        assert_eq!(docs(""), None);
    }

    #[test]
    fn every_id_of_the_engine_is_written() {
        let description = bookroom_describe::describe(Path::new("../..")).unwrap();
        let ids = ids(&description).unwrap();
        assert!(ids.len() > 15);
        let kotlin = text(KOTLIN, KOTLIN_ID, &ids);
        let swift = text(SWIFT, SWIFT_ID, &ids);
        let config = text(CONFIG, CONFIG_OF_ID, &ids);
        assert_eq!(kotlin.matches("value class ").count(), ids.len());
        assert_eq!(swift.matches("public struct ").count(), ids.len());
        assert_eq!(config.matches("[defaults.").count(), 2 * ids.len());
        let voucher =
            "/** The id of a voucher. */\n@JvmInline\nvalue class EntryId(val value: Long)";
        assert!(kotlin.contains(voucher));
        assert!(swift.contains("/// The id of a voucher.\npublic struct EntryId: BookroomId {"));
        assert!(config.contains("\nlift = \"dev.bookroom.ids.EntryId({})\"\n"));
    }
}
