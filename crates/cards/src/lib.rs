//! Reads the `card.toml` beside each area of the engine and writes the Rust text that low floors
//! include: the permissions, the protected fields, and what is known of each kind of record.
//!
//! The engine's build script writes that text; whoever describes the engine reads the same one.

mod check;
mod rust;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The cards of all areas, by folder.
#[derive(Debug)]
pub struct Cards(pub Vec<Card>);

/// What one area says of itself as data.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Card {
    /// The area's folder below the engine's sources, such as `billing/invoices`.
    #[serde(skip)]
    pub area: String,
    /// What operators may be permitted in it.
    pub permission: Vec<Permission>,
    /// The fields in it that roles can restrict.
    pub field: Vec<Field>,
    /// The kinds of records that it keeps.
    pub record: Vec<Record>,
    /// The lists of it that are exported, by the names that `ExportList` gives them.
    pub exports: Vec<String>,
    /// A valid example of each of its commands, by name: `examples.json` beside the card.
    #[serde(skip)]
    pub examples: BTreeMap<String, Example>,
}

/// A valid command in a new book, for documentation and for the tests that walk all commands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What has to be done before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Before>,
    /// Its data.
    pub data: serde_json::Value,
}

/// A command that an example needs done before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Before {
    /// The example of the command with this name, with what it needs itself.
    Example(String),
    /// A command with other data.
    Other {
        /// The name of the command.
        command: String,
        /// Its data.
        data: serde_json::Value,
    },
}

/// A permission, with its row of the ready-made roles.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permission {
    /// The name in the store and in messages: `area.action`.
    pub slug: String,
    /// What it allows.
    pub docs: String,
    /// For each ready-made role, in their order: `A` all, `T` team, `O` own, `-` nothing.
    pub roles: String,
    /// Whether it can be limited to one's own or one's team's records.
    #[serde(default)]
    pub scoped: bool,
    /// Whether it stays with who owns a record: what is shared with others is not counted.
    #[serde(default)]
    pub owned: bool,
}

/// A field that roles can restrict.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The name in the store and in messages: `record.field`.
    pub slug: String,
    /// What it covers.
    pub docs: String,
    /// The area of the permissions that make it visible at all, such as `customers`.
    pub seen_with: String,
    /// The ready-made roles that are restricted: `hidden`, `masked`, `read`.
    #[serde(default)]
    pub roles: BTreeMap<String, String>,
}

/// A kind of record, as the change log knows it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The kind: the subject of its changes.
    pub kind: String,
    /// The permission that shows its history to an operator, as far as it reaches.
    pub seen_with: String,
    /// The permission to attach files to it, as far as it reaches; none: it can have none.
    #[serde(default)]
    pub attached_with: Option<String>,
    /// The fields of its images that may hold personal data, and so can be erased.
    #[serde(default)]
    pub personal: Vec<String>,
    /// The kinds with whose records its personal fields are erased: it tells of their persons. Its
    /// images name the other record in a field of that kind's name.
    #[serde(default)]
    pub erased_with: Vec<String>,
    /// Why its personal fields are erased by themselves only.
    #[serde(default)]
    pub erased_alone: Option<String>,
    /// The fields of its images that are protected, each with the field right that protects it;
    /// with several, between spaces, where a value may come from one or the other.
    #[serde(default)]
    pub protected: BTreeMap<String, String>,
}

impl Cards {
    /// Reads every `card.toml` below the engine's sources, and checks that they agree.
    ///
    /// # Errors
    /// A sentence for each thing that is wrong, with the file it stands in.
    pub fn read(sources: &Path) -> Result<Self, String> {
        let mut files = Vec::new();
        find(sources, &mut files)?;
        files.sort();
        let mut cards = Vec::with_capacity(files.len());
        for file in files {
            let text = std::fs::read_to_string(&file)
                .map_err(|error| format!("{}: {error}", file.display()))?;
            let folder = file.parent().unwrap_or(&file);
            let area = folder.strip_prefix(sources).unwrap_or(folder);
            let mut card = Card::of(&area.display().to_string(), &text)?;
            let examples = folder.join("examples.json");
            if examples.exists() {
                let fail =
                    |error: &dyn std::fmt::Display| format!("{}: {error}", examples.display());
                let text = std::fs::read_to_string(&examples).map_err(|error| fail(&error))?;
                card.examples = serde_json::from_str(&text).map_err(|error| fail(&error))?;
            }
            cards.push(card);
        }
        let cards = Self(cards);
        let problems = check::problems(&cards);
        if problems.is_empty() { Ok(cards) } else { Err(problems.join("\n")) }
    }

    /// The text of the enums `Permission` and `Field`, for the macro `slugs!`.
    #[must_use]
    pub fn permissions(&self) -> String {
        rust::permissions(self)
    }

    /// The text of the tables: the role matrix, the restricted fields, the kinds of records.
    #[must_use]
    pub fn tables(&self) -> String {
        rust::tables(self)
    }
}

impl Card {
    fn of(area: &str, text: &str) -> Result<Self, String> {
        let card: Card =
            toml::from_str(text).map_err(|error| format!("{area}/card.toml: {error}"))?;
        Ok(Self { area: area.replace('\\', "/"), ..card })
    }
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.is_dir() {
            find(&path, files)?;
        } else if path.file_name().is_some_and(|name| name == "card.toml") {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "
        exports = ['things']
        [[permission]]
        slug = 'things.set_up'
        docs = 'Set things up.'
        roles = 'A T -'
        scoped = true
        [[field]]
        slug = 'thing.note'
        docs = 'The note.'
        seen_with = 'things'
        roles = { clerk = 'masked' }
        [[record]]
        kind = 'thing'
        seen_with = 'things.set_up'
        attached_with = 'things.set_up'
        personal = ['note']
        erased_alone = 'It is its own.'
        protected = { note = 'thing.note' }
    ";

    fn problems(texts: &[&str]) -> Vec<String> {
        let read = |(at, text): (usize, &&str)| Card::of(&format!("area{at}"), text).unwrap();
        check::problems(&Cards(texts.iter().enumerate().map(read).collect()))
    }

    #[test]
    fn a_card_becomes_enums_and_tables() {
        let cards = Cards(vec![Card::of("things", ONE).unwrap()]);
        assert!(check::problems(&cards).is_empty());
        let enums = cards.permissions();
        assert!(
            enums.contains("/// Set things up.\n        ThingsSetUp \"things.set_up\","),
            "{enums}"
        );
        assert!(enums.contains("ThingNote \"thing.note\","), "{enums}");
        let tables = cards.tables();
        assert!(tables.contains("(Permission::ThingsSetUp, \"A T -\")"), "{tables}");
        assert!(tables.contains("(\"note\", Field::ThingNote)"), "{tables}");
        assert!(tables.contains("attached_with: Some(Permission::ThingsSetUp)"), "{tables}");
        assert!(tables.contains("(\"clerk\", FieldRight::Masked)"), "{tables}");
    }

    #[test]
    fn everything_wrong_is_named() {
        let two = "
            exports = ['things']
            [[permission]]
            slug = 'things.set_up'
            docs = ' '
            roles = 'A O'
            [[record]]
            kind = 'thing'
            seen_with = 'things.see'
            personal = ['name']
            erased_with = ['nobody']
            protected = { x = 'thing.nothing' }
            [[record]]
            kind = 'other'
            seen_with = 'things.set_up'
            personal = ['name']
            [[field]]
            slug = 'plain'
            docs = 'No dot.'
            seen_with = 'nothings'
            roles = { clerk = 'purple' }
        ";
        let found = problems(&[ONE, two]).join("\n");
        for what in [
            "things.set_up stands twice",
            "things.set_up has no docs",
            "2 roles, others have 3",
            "`O` needs scoped",
            "record thing stands twice",
            "thing.nothing is no field",
            "things.see is no permission",
            "thing: nobody is no kind",
            "record other has personal fields: erased_with or erased_alone",
            "`plain` is not of the form",
            "nothings has no permission",
            "`purple` is none of",
            "export things stands twice",
        ] {
            assert!(found.contains(what), "{what} is missing in:\n{found}");
        }
    }

    #[test]
    fn examples_that_lead_nowhere_are_named() {
        let example = |after: &[&str]| Example {
            after: after.iter().map(|name| Before::Example((*name).to_owned())).collect(),
            data: serde_json::Value::Null,
        };
        let mut card = Card::of("things", ONE).unwrap();
        for (name, after) in [("a.b", &["a.c"][..]), ("a.c", &["a.b"]), ("a.d", &["a.e"])] {
            card.examples.insert(name.to_owned(), example(after));
        }
        let found = check::problems(&Cards(vec![card])).join("\n");
        assert!(found.contains("a.b is after a.c, which is after a.b"), "{found}");
        assert!(found.contains("a.d is after a.e, which has no example"), "{found}");
    }

    #[test]
    fn unknown_words_are_refused() {
        assert!(Card::of("a", "[[permision]]\nslug = 'a.b'").unwrap_err().contains("a/card.toml"));
    }
}
