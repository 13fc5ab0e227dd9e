//! The Rust text that is made from cards.

use std::fmt::Write as _;

use crate::{Cards, Field, Permission};

/// `customers.set_up` becomes `CustomersSetUp`.
pub(crate) fn variant(slug: &str) -> String {
    let words = slug.split(['.', '_']);
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
    };
    words.filter_map(capital).collect()
}

pub(crate) fn permissions(cards: &Cards) -> String {
    let permissions: Vec<&Permission> = cards.0.iter().flat_map(|card| &card.permission).collect();
    let fields: Vec<&Field> = cards.0.iter().flat_map(|card| &card.field).collect();
    let mut text = String::from("slugs! {\n    /// One action on one area.\n    Permission {\n");
    for it in &permissions {
        item(&mut text, &it.docs, &it.slug);
    }
    text.push_str("    }\n}\n\nslugs! {\n    /// A field that roles can restrict.\n    Field {\n");
    for it in &fields {
        item(&mut text, &it.docs, &it.slug);
    }
    text.push_str("    }\n}\n");
    text
}

fn item(text: &mut String, docs: &str, slug: &str) {
    for line in docs.trim().lines() {
        text.push_str(&format!("        /// {}\n", line.trim()));
    }
    text.push_str(&format!("        {} {slug:?},\n", variant(slug)));
}

/// Writing to a string cannot fail, so its answer is not looked at.
pub(crate) fn tables(cards: &Cards) -> String {
    let mut text = String::from(
        "/// Every permission with its row of the ready-made roles.\n\
         pub const MATRIX: &[(Permission, &str)] = &[\n",
    );
    let permissions = || cards.0.iter().flat_map(|card| &card.permission);
    for it in permissions() {
        let _ = writeln!(text, "    (Permission::{}, {:?}),", variant(&it.slug), it.roles);
    }
    text.push_str("];\n\npub(crate) const SCOPED: &[Permission] = &[\n");
    for it in permissions().filter(|it| it.scoped) {
        let _ = writeln!(text, "    Permission::{},", variant(&it.slug));
    }
    text.push_str("];\n\npub(crate) const OWNED: &[Permission] = &[\n");
    for it in permissions().filter(|it| it.owned) {
        let _ = writeln!(text, "    Permission::{},", variant(&it.slug));
    }
    text.push_str("];\n\npub(crate) const FIELDS: &[ProtectedField] = &[\n");
    for it in cards.0.iter().flat_map(|card| &card.field) {
        let (field, seen_with) = (variant(&it.slug), &it.seen_with);
        let right = |(role, right): (&String, &String)| {
            format!("({role:?}, FieldRight::{})", variant(right))
        };
        let roles: Vec<String> = it.roles.iter().map(right).collect();
        let _ = writeln!(
            text,
            "    ProtectedField {{ field: Field::{field}, seen_with: {seen_with:?}, roles: &[{}] }},",
            roles.join(", ")
        );
    }
    text.push_str("];\n\npub(crate) const RECORDS: &[RecordKind] = &[\n");
    for it in cards.0.iter().flat_map(|card| &card.record) {
        let protected: Vec<String> = it
            .protected
            .iter()
            .flat_map(|(name, slugs)| slugs.split_whitespace().map(move |slug| (name, slug)))
            .map(|(name, slug)| format!("({name:?}, Field::{})", variant(slug)))
            .collect();
        let attached_with = it.attached_with.as_ref().map_or_else(
            || "None".to_owned(),
            |slug| format!("Some(Permission::{})", variant(slug)),
        );
        let _ = writeln!(
            text,
            "    RecordKind {{ kind: {:?}, seen_with: Permission::{}, \
             attached_with: {attached_with}, personal: &{:?}, \
             erased_with: &{:?}, protected: &[{}] }},",
            it.kind,
            variant(&it.seen_with),
            it.personal,
            it.erased_with,
            protected.join(", ")
        );
    }
    text.push_str("];\n\npub(crate) const EXPORTS: &[&str] = &[\n");
    for export in cards.0.iter().flat_map(|card| &card.exports) {
        let _ = writeln!(text, "    {export:?},");
    }
    text.push_str("];\n");
    text
}
