//! Samples of fields of a book's own.

use std::collections::BTreeMap;

use bookroom::custom_fields::model::{CustomChoice, CustomKind, CustomSubject, NewCustomField};
use bookroom_tests::room::TestRoom;
use serde_json::{Value, json};

use super::Sample;

/// Fields of several kinds: none has all that can be said of one.
pub fn all(test: &TestRoom) -> BTreeMap<&'static str, Sample> {
    // What edits of records set.
    for subject in CustomSubject::ALL {
        let tier = NewCustomField::new(*subject, "tier", "级", CustomKind::Text);
        test.owner.custom_fields().add(tier).unwrap();
    }
    let sample = |kind: CustomKind, choices: Vec<CustomChoice>, edit: Value| {
        let new = NewCustomField::new(CustomSubject::Product, kind.slug(), "类", kind);
        let field = test.owner.custom_fields().add(NewCustomField { choices, ..new }).unwrap();
        Sample::one(json!({ "id": field.id, "version": field.version }), edit)
    };
    let of_all = json!({
        "label_zh": "种类",
        "label_en": "Kinds",
        "required": true,
        "unique": true,
        "place": 9,
        "active": false,
    });
    let choice =
        |key: &str| json!({ "key": key, "label_zh": key, "label_en": key, "active": true });
    let of_choices = json!({ "choices": [choice("a"), choice("b")], "default": { "choice": "a" } });
    let of_text = json!({ "max_length": 5, "pattern": "[A-Z]+" });
    let of_number = json!({
        "decimals": 2,
        "lowest": { "number": "1" },
        "highest": { "number": "10" },
    });
    BTreeMap::from([
        ("custom_fields.edit", sample(CustomKind::Date, Vec::new(), of_all)),
        (
            "custom_fields.edit#choices",
            sample(CustomKind::Choice, vec![CustomChoice::new("a", "甲")], of_choices),
        ),
        ("custom_fields.edit#number", sample(CustomKind::Number, Vec::new(), of_number)),
        ("custom_fields.edit#text", sample(CustomKind::Text, Vec::new(), of_text)),
    ])
}
