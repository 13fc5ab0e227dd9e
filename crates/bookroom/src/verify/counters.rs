//! Counters against what was counted.

use std::collections::BTreeMap;

use super::store;
use crate::error::Result;
use crate::log::{Finding, FindingKind, Subject};
use crate::work::View;

/// The counters of ids, each with the kind of record in the log that it counts.
const IDS: &[(&str, &str)] = &[
    ("absence", "absence"),
    ("account", "account"),
    ("allocation", "allocation"),
    ("assignment_rule", "assignment_rule"),
    ("attachment", "attachment"),
    ("calendar", "calendar"),
    ("case_assignment", "case_assignment"),
    ("case_clock", "case_clock"),
    ("case_link", "case_link"),
    ("case_note", "case_note"),
    ("case_remedy", "case_remedy"),
    ("contact", "contact"),
    ("contact_apart", "contact_apart"),
    ("contact_link", "contact_link"),
    ("contact_merge", "contact_merge"),
    ("custom_field", "custom_field"),
    ("customer", "customer"),
    ("customer_apart", "customer_apart"),
    ("customer_merge", "customer_merge"),
    ("dealing", "dealing"),
    ("dictionary", "dictionary"),
    ("dictionary_item", "dictionary_item"),
    ("entry_item", "entry_item"),
    ("import_run", "import"),
    ("important_date", "important_date"),
    ("invoice", "invoice"),
    ("invoice_profile", "invoice_profile"),
    ("journal", "journal"),
    ("journal_entry", "entry"),
    ("operator", "operator"),
    ("owner_change", "owner_change"),
    ("payment", "payment"),
    ("pool", "pool"),
    ("product", "product"),
    ("role", "role"),
    ("saved_view", "saved_view"),
    ("service_case", "case"),
    ("survey", "survey"),
    ("service_policy", "service_policy"),
    ("task", "task"),
    ("team", "team"),
];

/// Ids stand where the log ends; servers lease them in blocks, so that some may be lost. Numbers
/// stand where the records end.
pub(super) fn check(view: &mut View<'_>, findings: &mut Vec<Finding>) -> Result<()> {
    let book = view.book_id();
    let kept: BTreeMap<String, i64> = store::load_id_counters(view.conn, book)?;
    let mut used: BTreeMap<String, i64> = store::load_last_ids(view.conn, book)?;
    // Lines posted by hand follow from their postings; the log knows only of some.
    used.insert("entry_item".to_owned(), store::load_last_entry_item(view.conn, book)?);
    let gapless = crate::store::dialect::ids_are_gapless(view.conn);
    for (name, kind) in IDS {
        let last = used.get(*kind).copied().unwrap_or(0);
        let found = kept.get(*name).copied().unwrap_or(0);
        if found < last || (gapless && found != last) {
            findings.push(differs("id_counter", name, last, found));
        }
    }
    for (name, found) in kept.iter().filter(|(name, _)| !IDS.iter().any(|(it, _)| it == name)) {
        findings.push(differs("id_counter", name, 0, *found));
    }
    let used = store::load_last_numbers(view.conn, book)?;
    let kept = store::load_number_counters(view.conn, book)?;
    let keys: std::collections::BTreeSet<_> = used.keys().chain(kept.keys()).collect();
    for key in keys {
        let [last, found] = [&used, &kept].map(|map| map.get(key).copied());
        if last != found {
            let name = format!("{} {}", key.0, key.1);
            let (last, found) = (last.unwrap_or(0), found.unwrap_or(0));
            findings.push(differs("number_counter", &name, last, found));
        }
    }
    Ok(())
}

fn differs(table: &str, name: &str, expected: i64, found: i64) -> Finding {
    let subject = Subject::new(table, 0);
    let (expected, found) = (expected.to_string(), found.to_string());
    Finding::new(FindingKind::Counter, subject, expected, found).at(name)
}
