//! Verification sees everything: what is changed below the engine is named, with record and field.

mod below;
mod columns;
mod locked_out;
mod own_fields;
mod places;
mod together;

use std::collections::BTreeMap;

use bookroom::customers::model::NewCustomer;
use bookroom_tests::room::{self, TestRoom};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::Text;
use sha2::{Digest as _, Sha256};

/// What verification names after a change below the engine: check, subject, field.
fn named(test: &TestRoom, sql: &str) -> Vec<(String, String, i64, String)> {
    let mut conn = SqliteConnection::establish(&test.store.as_ref().unwrap().url).unwrap();
    conn.batch_execute("PRAGMA foreign_keys = OFF").unwrap();
    conn.batch_execute(sql).unwrap();
    let findings = test.owner.verify().unwrap().findings;
    for finding in &findings {
        assert!(!finding.text_en.is_empty() && !finding.text_zh.is_empty());
    }
    let place = |it: &bookroom::changes::model::Finding| {
        let subject = it.subject.clone();
        (it.check.slug().to_owned(), subject.kind, subject.id, it.field.clone())
    };
    findings.iter().map(place).collect()
}

fn told(check: &str, kind: &str, id: i64, field: &str) -> (String, String, i64, String) {
    (check.to_owned(), kind.to_owned(), id, field.to_owned())
}

#[test]
fn findings_name_record_and_field() {
    let test = room::copied();
    let named = |sql: &str| named(&test, sql);
    assert_eq!(named("SELECT 1"), []);
    let back = "UPDATE operator SET display_name = 'boss'";
    let name = named("UPDATE operator SET display_name = 'chief'");
    assert_eq!(name, [told("field", "operator", 1, "display_name")]);
    let hash = format!("{back}; UPDATE operator SET password_hash = password_hash || 'x'");
    assert_eq!(named(&hash), [told("field", "operator", 1, "password")]);
    // A word that is none stops nothing, and has its place.
    let word = named(
        "UPDATE operator SET password_hash = substr(password_hash, 1, length(password_hash) - 1);
         UPDATE account SET side = 'left' WHERE id = 1",
    );
    assert_eq!(word, [told("unreadable", "account", 1, "side")]);
    let gone = named(
        "UPDATE account SET side = 'debit' WHERE id = 1;
         DELETE FROM team; DELETE FROM duty_rule WHERE code = 'cashier_does_not_review'",
    );
    assert_eq!(gone, [told("field", "duty_rule", 0, "cashier_does_not_review")]);
}

#[test]
fn what_is_no_tree_is_named() {
    let test = room::copied();
    let sql = "UPDATE account SET parent_id = (SELECT id FROM account WHERE code = '2221001')
               WHERE code = '2221';
               UPDATE dictionary_item SET parent_id = id WHERE id = 3";
    let mut checks: Vec<String> = named(&test, sql).into_iter().map(|it| it.0).collect();
    checks.sort_unstable();
    checks.dedup();
    assert!(checks.contains(&"cycle".to_owned()), "{checks:?}");
    assert!(checks.contains(&"field".to_owned()), "{checks:?}");
}

#[test]
fn an_erased_value_needs_its_erasure() {
    let test = room::copied();
    let mut new = NewCustomer::company("甲");
    new.note = Some("秘密".to_owned());
    let customer = test.owner.customers().add(new).unwrap().id;
    let subject = bookroom::changes::model::Subject::new("customer", customer);
    let erase = |fields: &[&str]| {
        let fields = fields.iter().map(|&field| field.to_owned()).collect();
        test.owner.changes().erase_personal(subject.clone(), fields).unwrap()
    };
    assert_eq!(erase(&["note"]), 1);
    assert_eq!(named(&test, "SELECT 1"), []);
    // The value is no longer compared, all others are.
    let name = named(&test, "UPDATE customer SET note = 'x', payment_days = 9");
    assert_eq!(name, [told("field", "customer", customer.0, "payment_days")]);
    // Somebody else takes the name out of the log as erasure does, but without its note.
    let mut conn = SqliteConnection::establish(&test.store.as_ref().unwrap().url).unwrap();
    let image = "SELECT image_after AS line FROM change_log WHERE action = 'customers.add'";
    let image: Vec<Line> = diesel::sql_query(image).load(&mut conn).unwrap();
    let mut image: serde_json::Value = serde_json::from_str(&image[0].line).unwrap();
    let wrapped = image["name"].clone();
    let mut hasher = Sha256::new();
    hasher.update(b"bookroom personal 1\0");
    hasher.update(wrapped["$salt"].as_str().unwrap());
    hasher.update(b"\0");
    hasher.update(wrapped["$personal"].to_string());
    let hash: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    image["name"] = serde_json::json!({ "$erased": hash });
    let sql = format!(
        "UPDATE customer SET note = '秘密', payment_days = 0, name = '乙', name_key = '乙';
         UPDATE change_log SET image_after = '{image}' WHERE action = 'customers.add'"
    );
    // The index of the search still has the name that was.
    let index = |table: &str| told("index", "customer", customer.0, table);
    let erased = told("erased", "customer", customer.0, "name");
    assert_eq!(named(&test, &sql), [erased, index("search_doc"), index("search_gram")]);
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// What of the description of the engine says how records are shown.
#[derive(serde::Deserialize)]
struct Description {
    records: Vec<Kind>,
    types: Vec<Type>,
}

#[derive(serde::Deserialize)]
struct Kind {
    kind: String,
    #[serde(default)]
    personal: Vec<String>,
    #[serde(default)]
    protected: BTreeMap<String, String>,
}

#[derive(serde::Deserialize)]
struct Type {
    name: String,
    #[serde(default)]
    fields: Vec<serde_json::Value>,
}

#[test]
fn personal_and_protected_fields_are_fields_of_their_records() {
    let text = include_str!("../crates/describe/bookroom.json");
    let description: Description = serde_json::from_str(text).unwrap();
    for kind in &description.records {
        // `case_note` is described as `CaseNote`.
        let words = kind.kind.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
        let name: String = words.collect();
        let record = description.types.iter().find(|it| it.name == name);
        for field in kind.personal.iter().chain(kind.protected.keys()) {
            let known = record.is_some_and(|it| it.fields.iter().any(|it| it["name"] == **field));
            assert!(known, "{} has no field {field}", kind.kind);
        }
    }
}
