//! What may be erased from the log, and where else it stands.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::error::{Code, Result};
use crate::values::Check;

/// The fields to erase of a kind of record whose personal fields these are: the wanted ones, or all
/// when none is named.
///
/// # Errors
/// `bad_choice` for a field that is not personal, and for records that have none.
pub(crate) fn fields_to_erase(personal: &[&str], wanted: &[String]) -> Result<Vec<String>> {
    let mut check = Check::new();
    check.each("fields", wanted, |check, field| {
        check.require(personal.contains(&field.as_str()), "", Code::BadChoice);
    });
    check.require(!personal.is_empty(), "subject", Code::BadChoice);
    check.finish()?;
    if wanted.is_empty() {
        return Ok(personal.iter().map(|&field| field.to_owned()).collect());
    }
    Ok(wanted.to_vec())
}

/// A text shorter than this, in bytes, says nothing of a person by itself: `男`, `male`.
const SHORTEST: usize = 6;

/// Texts that were erased, to be looked for elsewhere.
#[derive(Debug, Default)]
pub(crate) struct Words(BTreeSet<String>);

impl Words {
    /// Adds every text in the named fields of an image.
    pub(crate) fn add(&mut self, image: &Map<String, Value>, fields: &[String]) {
        for (name, value) in image {
            if fields.contains(name) {
                self.add_value(value);
            }
        }
    }

    fn add_value(&mut self, value: &Value) {
        match value {
            Value::String(text) if text.trim().len() >= SHORTEST => {
                // As it stands in the text of an outcome.
                let quoted = Value::String(text.trim().to_owned()).to_string();
                self.0.insert(quoted[1..quoted.len() - 1].to_owned());
            }
            Value::Array(items) => items.iter().for_each(|item| self.add_value(item)),
            Value::Object(fields) => {
                // A word of the engine's own, such as the kind of a phone, is nobody's, nor is that
                // of a choice. A field of the book's own may have such a name.
                let is_word = |(name, value): &(&String, &Value)| match name.as_str() {
                    "kind" | "bank" | "choice" => value.is_string(),
                    "choices" => value.is_array(),
                    _ => false,
                };
                let texts = fields.iter().filter(|field| !is_word(field));
                texts.for_each(|(_, value)| self.add_value(value));
            }
            _ => {}
        }
    }

    /// Whether one of them stands in a text of JSON.
    pub(crate) fn stand_in(&self, json: &str) -> bool {
        self.0.iter().any(|word| json.contains(word.as_str()))
    }
}

/// Whether an outcome, as JSON, may tell of one of these records, by kind: it names it, or holds
/// any record of its id.
pub(crate) fn tells_of(outcome: &str, told: &BTreeMap<String, BTreeSet<i64>>) -> bool {
    fn within(value: &Value, told: &BTreeMap<String, BTreeSet<i64>>) -> bool {
        match value {
            Value::Array(items) => items.iter().any(|item| within(item, told)),
            Value::Object(fields) => fields.iter().any(|(name, value)| {
                let is_told = value.as_i64().is_some_and(|id| match name.as_str() {
                    "id" => told.values().any(|ids| ids.contains(&id)),
                    kind => told.get(kind).is_some_and(|ids| ids.contains(&id)),
                });
                is_told || within(value, told)
            }),
            _ => false,
        }
    }
    // What cannot be read may hold anything.
    serde_json::from_str(outcome).map_or(true, |value: Value| within(&value, told))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_personal_fields_are_erased() {
        let personal = ["name", "note"];
        assert_eq!(fields_to_erase(&personal, &[]).unwrap(), personal);
        assert_eq!(fields_to_erase(&personal, &["note".to_owned()]).unwrap(), ["note"]);
        let wrong = ["note", "kind"].map(str::to_owned);
        let error = fields_to_erase(&personal, &wrong).unwrap_err();
        assert_eq!(error.problems()[0].path, "fields[1]");
        assert_eq!(fields_to_erase(&[], &[]).unwrap_err().problems()[0].path, "subject");
    }

    #[test]
    fn erased_texts_are_found_in_outcomes() {
        let image = serde_json::json!({
            "name": "王\"小明", "gender": "male", "kind": "person",
            "channels": [{"kind": "mobile", "value": "13800138000"}],
        });
        let mut words = Words::default();
        let fields = ["name", "gender", "channels"].map(str::to_owned);
        words.add(image.as_object().unwrap(), &fields);
        assert!(words.stand_in(r#"{"text":"an 王\"小明"}"#));
        assert!(words.stand_in(r#"[{"value":"13800138000"}]"#));
        assert!(!words.stand_in(r#"[{"kind":"mobile","gender":"male","sort":"person"}]"#));
        let image = serde_json::json!({
            "custom_personal": {
                "kind": {"text": "钓鱼爱好"},
                "tier": {"choice": "standard"},
                "likes": {"choices": ["football"]},
            },
        });
        words.add(image.as_object().unwrap(), &["custom_personal".to_owned()]);
        assert!(words.stand_in(r#"[{"text":"钓鱼爱好"}]"#));
        assert!(!words.stand_in(r#"[{"text":"standard football"}]"#));
        let told = BTreeMap::from([("customer".to_owned(), BTreeSet::from([7]))]);
        assert!(tells_of(r#"[{"id":7,"name":"x"}]"#, &told));
        assert!(tells_of(r#"{"invoice":{"id":1,"customer":7}}"#, &told));
        assert!(!tells_of(r#"{"invoice":{"id":1,"customer":8,"version":7}}"#, &told));
    }
}
