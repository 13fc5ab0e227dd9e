//! What cards must be like together.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Before, Cards, Example};

/// What a role may be allowed with a field it is restricted on.
const RIGHTS: [&str; 3] = ["hidden", "masked", "read"];

/// Every contradiction within and between the cards.
pub(crate) fn problems(cards: &Cards) -> Vec<String> {
    let mut found = Vec::new();
    permissions(cards, &mut found);
    fields(cards, &mut found);
    records(cards, &mut found);
    examples(cards, &mut found);
    found
}

fn examples(cards: &Cards, found: &mut Vec<String>) {
    let all: BTreeMap<&str, &Example> = cards
        .0
        .iter()
        .flat_map(|card| &card.examples)
        .map(|(name, example)| (name.as_str(), example))
        .collect();
    let mut seen = BTreeSet::new();
    for card in &cards.0 {
        let mut say = |what: String| found.push(format!("{}/examples.json: {what}", card.area));
        for (name, example) in &card.examples {
            if !seen.insert(name) {
                say(format!("{name} has an example in another area too"));
            }
            for before in &example.after {
                match before {
                    Before::Example(other) if !all.contains_key(other.as_str()) => {
                        say(format!("{name} is after {other}, which has no example"));
                    }
                    Before::Other { command, .. } if !all.contains_key(command.as_str()) => {
                        say(format!("{name} is after {command}, which is no command"));
                    }
                    Before::Example(other) if leads_to(&all, other, name, all.len()) => {
                        say(format!("{name} is after {other}, which is after {name}"));
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Whether an example needs another one done before, directly or not.
fn leads_to(all: &BTreeMap<&str, &Example>, from: &str, to: &str, steps: usize) -> bool {
    let next = all.get(from).into_iter().flat_map(|example| &example.after);
    from == to
        || steps > 0
            && next.into_iter().any(|before| match before {
                Before::Example(other) => leads_to(all, other, to, steps - 1),
                Before::Other { .. } => false,
            })
}

fn permissions(cards: &Cards, found: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    let mut columns = None;
    for card in &cards.0 {
        for permission in &card.permission {
            let slug = &permission.slug;
            let mut say = |what: String| found.push(format!("{}/card.toml: {what}", card.area));
            if !seen.insert(crate::rust::variant(slug)) {
                say(format!("permission {slug} stands twice, or its variant does"));
            }
            if !is_slug(slug) {
                say(format!("`{slug}` is not of the form `area.action`"));
            }
            if permission.docs.trim().is_empty() {
                say(format!("permission {slug} has no docs"));
            }
            let roles: Vec<&str> = permission.roles.split(' ').collect();
            let wanted = *columns.get_or_insert(roles.len());
            if roles.len() != wanted {
                say(format!("permission {slug} has {} roles, others have {wanted}", roles.len()));
            }
            for role in roles {
                match role {
                    "A" | "-" => {}
                    "T" | "O" if permission.scoped => {}
                    "T" | "O" => say(format!("permission {slug}: `{role}` needs scoped = true")),
                    _ => say(format!("permission {slug}: `{role}` is none of A, T, O, -")),
                }
            }
        }
    }
}

fn fields(cards: &Cards, found: &mut Vec<String>) {
    let areas: BTreeSet<&str> = cards
        .0
        .iter()
        .flat_map(|card| &card.permission)
        .filter_map(|permission| permission.slug.split('.').next())
        .collect();
    let mut seen = BTreeSet::new();
    for card in &cards.0 {
        for field in &card.field {
            let slug = &field.slug;
            let mut say = |what: String| found.push(format!("{}/card.toml: {what}", card.area));
            if !seen.insert(crate::rust::variant(slug)) {
                say(format!("field {slug} stands twice, or its variant does"));
            }
            if !is_slug(slug) {
                say(format!("`{slug}` is not of the form `record.field`"));
            }
            if field.docs.trim().is_empty() {
                say(format!("field {slug} has no docs"));
            }
            if !areas.contains(field.seen_with.as_str()) {
                say(format!("field {slug}: {} has no permission", field.seen_with));
            }
            for right in field.roles.values().filter(|right| !RIGHTS.contains(&right.as_str())) {
                say(format!("field {slug}: `{right}` is none of {}", RIGHTS.join(", ")));
            }
        }
    }
}

fn records(cards: &Cards, found: &mut Vec<String>) {
    let known: BTreeSet<&str> =
        cards.0.iter().flat_map(|card| &card.field).map(|field| field.slug.as_str()).collect();
    let permissions: BTreeSet<&str> =
        cards.0.iter().flat_map(|card| &card.permission).map(|it| it.slug.as_str()).collect();
    let every: BTreeSet<&str> =
        cards.0.iter().flat_map(|card| &card.record).map(|it| it.kind.as_str()).collect();
    let (mut kinds, mut exports) = (BTreeSet::new(), BTreeSet::new());
    for card in &cards.0 {
        let mut say = |what: String| found.push(format!("{}/card.toml: {what}", card.area));
        for record in &card.record {
            if !is_word(&record.kind) {
                say(format!("record `{}` is no word of small letters and _", record.kind));
            }
            if !kinds.insert(&record.kind) {
                say(format!("record {} stands twice", record.kind));
            }
            if !permissions.contains(record.seen_with.as_str()) {
                say(format!("record {}: {} is no permission", record.kind, record.seen_with));
            }
            if let Some(other) =
                record.attached_with.as_ref().filter(|it| !permissions.contains(it.as_str()))
            {
                say(format!("record {}: {other} is no permission", record.kind));
            }
            let is_alone = record.erased_alone.as_ref().is_some_and(|it| !it.trim().is_empty());
            let kind = &record.kind;
            if !record.personal.is_empty() && is_alone != record.erased_with.is_empty() {
                say(format!("record {kind} has personal fields: erased_with or erased_alone"));
            }
            for other in record.erased_with.iter().filter(|it| !every.contains(it.as_str())) {
                say(format!("record {kind}: {other} is no kind"));
            }
            for field in record
                .protected
                .values()
                .flat_map(|fields| fields.split_whitespace())
                .filter(|field| !known.contains(field))
            {
                say(format!("record {}: {field} is no field of any card", record.kind));
            }
        }
        for export in card.exports.iter().filter(|export| !exports.insert(*export)) {
            say(format!("export {export} stands twice"));
        }
    }
}

/// Two words with a dot between.
fn is_slug(text: &str) -> bool {
    text.split_once('.').is_some_and(|(first, second)| is_word(first) && is_word(second))
}

/// Small letters, with `_` only between them.
fn is_word(text: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase());
    text.split('_').all(plain)
}
