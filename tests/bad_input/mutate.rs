//! Changes JSON at random places to values that nobody meant.

use serde_json::{Value, json};

const TEXTS: [&str; 40] = [
    "",
    " ",
    "\0",
    "a\u{0}b",
    "\u{7}\u{1b}[31m",
    "\u{202e}gnp.exe",
    "\u{feff}",
    "\u{200b}",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "e\u{301}\u{327}",
    "مرحبا بالعالم",
    "𠮷野家",
    "'; DROP TABLE customer; --",
    "\" OR 1=1 /*",
    "%",
    "_",
    "!%_\\",
    "[\"x\",9]",
    "79228162514264337593543950335",
    "-79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "92233720368547758.07",
    "92233720368547758.08",
    "-92233720368547758.08",
    "90000000000000000",
    "1000000000000",
    "0",
    "-1",
    "-0.00",
    "0.005",
    "1e30",
    "0000-01-01",
    "-0001-01-01",
    "+10000-01-01",
    "0999-12-31",
    "9999-12-31",
    "1000-01-01",
    "2026-02-28",
    "2099-01-01",
    "1",
];

/// One of many values that break something somewhere, mostly of the kind of the old one.
pub fn extreme(index: usize, old: &Value) -> Value {
    let numbers = [i64::MIN, i64::MAX, -1, 0, 1, 2, 3, 300, 1_000_000_001, i64::MAX - 1];
    match old {
        _ if index % 29 == 28 => Value::Null,
        Value::Null if index.is_multiple_of(3) => json!(numbers[index % numbers.len()]),
        Value::String(_) | Value::Null => match index % 45 {
            40 => json!("长".repeat(1_000_000)),
            41 => json!("甲".repeat(41)),
            42 => json!("a".repeat(10_000)),
            43 => json!("9".repeat(60)),
            44 => json!("A\u{a0}B"),
            index => json!(TEXTS[index]),
        },
        Value::Number(_) => json!(numbers[index % numbers.len()]),
        Value::Bool(value) => json!(!value),
        Value::Array(_) => match index % 3 {
            0 => json!([]),
            1 => repeated(old, 2),
            _ => repeated(old, 300),
        },
        Value::Object(fields) => {
            let mut fields = fields.clone();
            let name = fields.keys().nth(index % fields.len().max(1)).cloned();
            name.and_then(|name| fields.remove(&name));
            Value::Object(fields)
        }
    }
}

/// A list of its first item many times.
fn repeated(old: &Value, times: usize) -> Value {
    let items = old.as_array().map_or(&[][..], Vec::as_slice);
    Value::Array(items.iter().take(1).cycle().take(times).cloned().collect())
}

/// How many places a value has: itself and everything in it.
fn places(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(places).sum(),
        Value::Object(fields) => fields.values().map(places).sum(),
        _ => 0,
    }
}

/// Changes the place with this number, counted from the outermost.
pub fn change(value: &mut Value, place: usize, index: usize) {
    let place = place % places(value);
    change_at(value, place, index);
}

fn change_at(value: &mut Value, place: usize, index: usize) {
    if place == 0 {
        *value = extreme(index, value);
        return;
    }
    let mut left = place - 1;
    let inner: Box<dyn Iterator<Item = &mut Value>> = match value {
        Value::Array(items) => Box::new(items.iter_mut()),
        Value::Object(fields) => Box::new(fields.values_mut()),
        _ => return,
    };
    for inner in inner {
        let count = places(inner);
        if left < count {
            return change_at(inner, left, index);
        }
        left -= count;
    }
}
