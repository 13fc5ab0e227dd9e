//! Partial edits mean one thing in every call: what is absent stays, null clears it or is refused
//! as `required`, a value sets it. Walks every command of the description that edits; one without
//! samples for all of its fields fails.

mod samples;

use std::collections::{BTreeMap, BTreeSet};

use bookroom::error::{Code, Error};
use bookroom::{AnyCommand, AnyOutcome, Session};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};
use samples::Sample;
use serde_json::{Map, Value, json};

/// The fields of each edit command's record, each with whether it can be empty.
fn edits() -> BTreeMap<String, BTreeMap<String, bool>> {
    let text = include_str!("../crates/describe/bookroom.json");
    let told: Value = serde_json::from_str(text).unwrap();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let fields = |of: &Value| -> Map<String, Value> {
        let name = |field: &Value| field["name"].as_str().unwrap().to_owned();
        list(&of["fields"]).iter().map(|it| (name(it), it["type"].clone())).collect()
    };
    let types: BTreeMap<String, Map<String, Value>> = list(&told["types"])
        .iter()
        .map(|it| (it["name"].as_str().unwrap().to_owned(), fields(it)))
        .collect();
    // A record whose fields can be kept is an edit: the command has it, or records of a list do.
    fn find(
        types: &BTreeMap<String, Map<String, Value>>,
        fields: &Map<String, Value>,
    ) -> Option<BTreeMap<String, bool>> {
        let kept = |ty: &Value| ty.get("edit").is_some() || ty.get("given").is_some();
        if fields.values().any(kept) {
            let can_be_empty = |(name, ty): (&String, &Value)| {
                assert!(kept(ty), "{name} stands in an edit and cannot be kept");
                (name.clone(), ty.get("edit").is_some())
            };
            return Some(fields.iter().map(can_be_empty).collect());
        }
        let inner =
            |ty: &Value| ty["list"]["record"].as_str().or(ty["record"].as_str()).map(str::to_owned);
        fields.values().filter_map(inner).find_map(|name| find(types, types.get(&name)?))
    }
    let commands = list(&told["commands"]);
    let found = commands.iter().filter_map(|command| {
        Some((command["name"].as_str().unwrap().to_owned(), find(&types, &fields(command))?))
    });
    found.collect()
}

/// What came of one edit: the record, as JSON.
fn run(session: &Session, name: &str, sample: &Sample, edit: Value) -> Result<Value, Error> {
    let data = sample.with(edit);
    let command = AnyCommand::read(name, &data.to_string())?;
    // It is written as it was read: with nothing for what it keeps.
    let again = serde_json::to_value(&command).unwrap()["data"].clone();
    assert!(holds(&again, &data), "{name}: {again} was {data}");
    let keys = |data: &Value| -> Vec<String> {
        let edit = if sample.path == "edit" { &data["edit"] } else { &data["edits"][0]["edit"] };
        edit.as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(keys(&again), keys(&data), "{name}");
    let outcome = serde_json::to_value(session.run_any(command)?).unwrap();
    AnyOutcome::read(name, &outcome["outcome"].to_string()).unwrap();
    Ok(match &outcome["outcome"] {
        Value::Array(records) => records[0].clone(),
        record => record.clone(),
    })
}

/// Whether a value holds all that another one says.
fn holds(is: &Value, wanted: &Value) -> bool {
    match (is, wanted) {
        (Value::Object(is), Value::Object(wanted)) => {
            wanted.iter().all(|(key, value)| is.get(key).is_some_and(|is| holds(is, value)))
        }
        (Value::Array(is), Value::Array(wanted)) => {
            is.len() == wanted.len() && is.iter().zip(wanted).all(|(is, wanted)| holds(is, wanted))
        }
        _ => is == wanted,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Every field of an edit alone on one record, first before any was set, then after all were.
struct Walk<'t> {
    session: &'t Session,
    name: &'t str,
    sample: &'t Sample,
    fields: &'t BTreeMap<String, bool>,
}

impl Walk<'_> {
    fn dry(&self, edit: Value) -> Result<Value, Error> {
        run(&self.session.dry_run(), self.name, self.sample, edit)
    }

    /// The other fields are as they were, but for those that follow this one.
    fn others_stay(&self, field: &str, before: &Value, after: &Value) {
        for other in self.fields.keys().filter(|other| *other != field) {
            let follows = self.sample.follows(field).any(|it| it == other);
            let stays = follows || before[other] == after[other];
            assert!(stays, "{}.{field} changed {other}: {after}", self.name);
        }
    }

    fn values_set(&self) {
        let before = self.dry(json!({})).unwrap();
        for (field, value) in &self.sample.edit {
            let after = self.dry(json!({ field.clone(): value })).unwrap_or_else(|error| {
                panic!("{}.{field} is not set to {value}: {error:?}", self.name)
            });
            assert!(holds(&after[field], value), "{}.{field}: {after}", self.name);
            assert!(!holds(&before[field], value), "{}.{field} was so before", self.name);
            self.others_stay(field, &before, &after);
        }
    }

    fn absent_keeps(&self, full: &Value) {
        let same = self.dry(json!({})).unwrap();
        for field in self.fields.keys() {
            assert_eq!(same[field], full[field], "{}.{field}", self.name);
        }
    }

    fn null_clears_or_is_required(&self, full: &Value) {
        for (field, can_be_empty) in self.fields {
            let cleared = self.dry(json!({ field.clone(): null }));
            let refused = !can_be_empty || self.sample.required.contains(&field.as_str());
            match cleared {
                Err(error) => {
                    let problem = &error.problems()[0];
                    assert!(refused, "{}.{field}: {error:?}", self.name);
                    assert_eq!(problem.code, Code::Required, "{}.{field}", self.name);
                    assert_eq!(
                        problem.path,
                        format!("{}.{field}", self.sample.path),
                        "{}",
                        self.name
                    );
                }
                Ok(after) => {
                    assert!(!refused, "{}.{field} can be cleared: {after}", self.name);
                    match self.sample.cleared.get(field.as_str()) {
                        Some(value) => assert_eq!(after[field], *value, "{}.{field}", self.name),
                        None => assert!(is_empty(&after[field]), "{}.{field}: {after}", self.name),
                    }
                    self.others_stay(field, full, &after);
                }
            }
        }
    }

    /// What is blank is none, as in a new record.
    fn blank_clears(&self, full: &Value) {
        for (field, can_be_empty) in self.fields {
            if !can_be_empty || !self.sample.edit[field].is_string() {
                continue;
            }
            let (blank, null) = (json!({ field.clone(): " " }), json!({ field.clone(): null }));
            match (self.dry(blank), self.dry(null)) {
                (Ok(blank), Ok(null)) => {
                    assert_eq!(blank[field], null[field], "{}.{field}", self.name);
                    assert_ne!(blank[field], full[field], "{}.{field}", self.name);
                }
                // Dates, ids and words of the house cannot be blank.
                (Err(error), _) => {
                    assert_eq!(error.code(), Code::BadFormat, "{}.{field}", self.name)
                }
                (Ok(after), Err(error)) => panic!("{}.{field}: {after} and {error:?}", self.name),
            }
        }
    }
}

fn edits_mean_one_thing(backend: Backend) {
    let test = room::on(backend);
    let samples = samples::all(&test);
    let edits = edits();
    // Of what no record has all fields there are several samples: `custom_fields.edit#text`.
    let of = |name: &'static str| name.split('#').next().unwrap_or(name);
    let known: BTreeSet<&str> = samples.keys().copied().map(of).collect();
    assert_eq!(known, edits.keys().map(String::as_str).collect(), "samples of edit commands");
    for (name, fields) in &edits {
        let own = || samples.iter().filter(|(it, _)| of(it) == name).map(|(_, sample)| sample);
        let given: BTreeSet<&String> = own().flat_map(|sample| sample.edit.keys()).collect();
        assert_eq!(given, fields.keys().collect(), "{name}: a sample of every field");
        own().for_each(|sample| walk_sample(&test, name, sample, fields));
    }
    let found = test.owner.verify().unwrap();
    assert!(found.findings.is_empty(), "{:#?}", found.findings);
}

fn walk_sample(test: &TestRoom, name: &str, sample: &Sample, fields: &BTreeMap<String, bool>) {
    let is_given = |(field, _): &(&String, &bool)| sample.edit.contains_key(*field);
    let fields = &fields.iter().filter(is_given).map(|(it, can)| (it.clone(), *can)).collect();
    let walk = Walk { session: &test.owner, name, sample, fields };
    walk.values_set();
    let mut all = sample.edit.clone();
    all.extend(sample.together.clone());
    let full = run(&test.owner, name, sample, Value::Object(all.clone())).unwrap();
    for (field, value) in &all {
        assert!(holds(&full[field], value), "{name}.{field}: {full}");
    }
    let sample = sample.after(&full);
    let walk = Walk { sample: &sample, ..walk };
    walk.absent_keeps(&full);
    walk.null_clears_or_is_required(&full);
    walk.blank_clears(&full);
    let misspelt = run(&test.owner, name, &sample, json!({ "nmae": "x" })).unwrap_err();
    assert_eq!(misspelt.code(), Code::BadFormat, "{name}: a misspelt field keeps in silence");
}

#[test]
fn edits_mean_one_thing_in_every_call() {
    edits_mean_one_thing(Backend::Sqlite);
}

#[test]
fn edits_mean_one_thing_on_every_database() {
    edits_mean_one_thing(Backend::Postgres);
    edits_mean_one_thing(Backend::Mysql);
}
