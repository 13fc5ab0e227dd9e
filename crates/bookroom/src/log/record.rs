//! Making change rows: images of records, their canonical text and the hash that chains them.
//!
//! An image is a JSON object with sorted keys. A personal value in it is wrapped with a random
//! salt; the hash covers only the salted hash of such a value, so the value (and its salt) can be
//! erased later and the chain still holds, while nobody can find it again by trying all phones.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::Subject;
use crate::error::{Error, Result};
use crate::rights::cards::{self, RecordKind};
use crate::rights::permit::Permit;

/// The length of a hash in bytes.
pub(crate) const HASH_LENGTH: usize = 32;
/// The hash before the first change.
pub(crate) const GENESIS: [u8; HASH_LENGTH] = [0; HASH_LENGTH];
/// The field of images that holds the digest of a password's hash: nobody is shown it.
pub(crate) const PASSWORD: &str = "password";
const PERSONAL: &str = "$personal";
const SALT: &str = "$salt";
const ERASED: &str = "$erased";

/// The state of a record, or of those of its fields that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Image {
    /// Fields, some of them perhaps personal.
    Fields(Map<String, Value>),
    /// Text that is canonical already and holds nothing personal; for bulk work.
    Text(String),
}

impl Image {
    /// The whole record.
    pub(crate) fn of<T: Serialize>(record: &T) -> Result<Self> {
        match serde_json::to_value(record) {
            Ok(Value::Object(fields)) => Ok(Self::Fields(without_empty(fields))),
            _ => Err(Error::internal("a record cannot be written as JSON")),
        }
    }

    /// The fields that differ, before and after; none when nothing does.
    pub(crate) fn difference<T: Serialize>(before: &T, after: &T) -> Result<Option<(Self, Self)>> {
        let (Self::Fields(mut before), Self::Fields(mut after)) =
            (Self::of(before)?, Self::of(after)?)
        else {
            return Ok(None);
        };
        let same: Vec<String> = before
            .iter()
            .filter(|(name, value)| after.get(*name) == Some(value))
            .map(|(name, _)| name.clone())
            .collect();
        for name in same {
            before.remove(&name);
            after.remove(&name);
        }
        let changed = !(before.is_empty() && after.is_empty());
        Ok(changed.then_some((Self::Fields(before), Self::Fields(after))))
    }

    /// An image of named values.
    pub(crate) fn fields<const N: usize>(fields: [(&str, Value); N]) -> Self {
        Self::Fields(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    fn into_texts(self, kind: &RecordKind, salts: &mut Salts) -> Result<Texts> {
        let mut fields = match self {
            Self::Text(stored) => return Ok(Texts { stored, sealed: None }),
            Self::Fields(fields) => fields,
        };
        let mut has_personal = false;
        for (name, value) in &mut fields {
            if kind.is_personal(name) {
                *value = json!({ PERSONAL: value.take(), SALT: salts.next()? });
                has_personal = true;
            }
        }
        let sealed = has_personal.then(|| seal(&fields));
        Ok(Texts { stored: canonical(&Value::Object(fields)), sealed })
    }
}

/// An image as text: it waits for the end of a large import in a fraction of the memory that its
/// fields take.
#[derive(Debug, Clone)]
struct Texts {
    stored: String,
    /// What is hashed; none when it is what is stored.
    sealed: Option<String>,
}

impl Texts {
    fn hashed(&self) -> &str {
        self.sealed.as_ref().unwrap_or(&self.stored)
    }
}

fn without_empty(fields: Map<String, Value>) -> Map<String, Value> {
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    };
    fields.into_iter().filter(|(_, value)| !empty(value)).collect()
}

/// A change that is not numbered and hashed yet.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) operator: Option<i64>,
    pub(crate) action: &'static str,
    pub(crate) subject: Subject,
    before: Option<Texts>,
    after: Option<Texts>,
}

impl Draft {
    pub(crate) fn new(
        permit: &Permit,
        subject: Subject,
        images: [Option<Image>; 2],
        salts: &mut Salts,
    ) -> Result<Self> {
        let operator = permit.operator().map(i64::from);
        // What no card names might hold personal data that nobody could erase.
        let kind = cards::record(&subject.kind)
            .ok_or_else(|| Error::internal("a kind of record that no card names"))?;
        let [before, after] =
            images.map(|image| image.map(|image| image.into_texts(kind, salts)).transpose());
        let (before, after) = (before?, after?);
        Ok(Self { operator, action: permit.action(), subject, before, after })
    }

    /// Whether it tells of a record that came to be.
    pub(crate) fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// Whether it tells of a record that is gone.
    pub(crate) fn is_gone(&self) -> bool {
        self.before.is_some() && self.after.is_none()
    }

    /// Whether it tells of a record that was there and still is.
    pub(crate) fn is_edit(&self) -> bool {
        self.before.is_some() && self.after.is_some()
    }

    /// The id that stood in a field until now, or none there; nothing when it does not tell of it.
    pub(crate) fn was(&self, field: &str) -> Option<Option<i64>> {
        let id = |texts: &Texts| parse(&texts.stored).ok()?.get(field)?.as_i64();
        self.tells_of(field).then(|| self.before.as_ref().and_then(id))
    }

    /// The ids that stand in a field of the record as it is now, at any depth. Texts within an
    /// image have their quotes escaped.
    pub(crate) fn names(&self, field: &str) -> Vec<i64> {
        let Some(after) = &self.after else { return Vec::new() };
        let name = format!("\"{field}\":");
        let id = |(at, _): (usize, &str)| {
            let rest = &after.stored[at + name.len()..];
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            rest[..digits].parse().ok()
        };
        after.stored.match_indices(&name).filter_map(id).collect()
    }

    /// The ids in a list that stands in a field of the record as it is now.
    pub(crate) fn names_of_list(&self, field: &str) -> Vec<i64> {
        let Some(after) = &self.after else { return Vec::new() };
        if !after.stored.contains(&format!("\"{field}\":[")) {
            return Vec::new();
        }
        let image = parse(&after.stored).unwrap_or_default();
        let list = image.get(field).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_i64).collect()
    }

    /// Whether it tells of a field. Fields of a book's own, which stand within another, may have
    /// any name.
    pub(crate) fn tells_of(&self, field: &str) -> bool {
        let name = format!("\"{field}\":");
        let has = |it: &Texts| {
            it.stored.contains(&name) && parse(&it.stored).is_ok_and(|it| it.get(field).is_some())
        };
        [&self.before, &self.after].into_iter().flatten().any(has)
    }

    /// The id that stands in a field from now on, where it tells of it.
    pub(crate) fn now(&self, field: &str) -> Option<i64> {
        parse(&self.after.as_ref()?.stored).ok()?.get(field)?.as_i64()
    }

    /// The id in a field, as it is or was.
    pub(crate) fn id_in(&self, field: &str) -> Option<i64> {
        let of = |texts: &Texts| parse(&texts.stored).ok()?.get(field)?.as_i64();
        self.after.as_ref().and_then(of).or_else(|| self.before.as_ref().and_then(of))
    }
}

/// A change row, complete.
#[derive(Debug, Clone)]
pub(crate) struct Sealed {
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) hash: [u8; HASH_LENGTH],
}

/// What the hash of a change covers, besides the images.
pub(crate) struct Envelope<'a> {
    pub(crate) book: i64,
    pub(crate) seq: i64,
    pub(crate) at: i64,
    pub(crate) operator: Option<i64>,
    pub(crate) action: &'a str,
    pub(crate) subject_kind: &'a str,
    pub(crate) subject_id: i64,
    pub(crate) request_key: Option<&'a str>,
    pub(crate) previous: &'a [u8],
}

/// Completes a draft with its hash.
pub(crate) fn complete(draft: Draft, envelope: &Envelope<'_>) -> Sealed {
    let Draft { before, after, .. } = draft;
    let hash =
        hash_of(envelope, before.as_ref().map(Texts::hashed), after.as_ref().map(Texts::hashed));
    let stored = |texts: Option<Texts>| texts.map(|texts| texts.stored);
    Sealed { before: stored(before), after: stored(after), hash }
}

/// The hash of a stored change, from its stored images.
pub(crate) fn recompute(
    envelope: &Envelope<'_>,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<[u8; HASH_LENGTH]> {
    let before = before.map(sealed_text).transpose()?;
    let after = after.map(sealed_text).transpose()?;
    Ok(hash_of(envelope, before.as_deref(), after.as_deref()))
}

/// Version 1 of the canonical encoding: a tag, then every value with its length before it.
fn hash_of(
    envelope: &Envelope<'_>,
    before: Option<&str>,
    after: Option<&str>,
) -> [u8; HASH_LENGTH] {
    let mut hasher = Sha256::new();
    hasher.update(b"bookroom change 1\0");
    let mut number = |value: i64| hasher.update(value.to_be_bytes());
    number(envelope.book);
    number(envelope.seq);
    number(envelope.at);
    number(envelope.operator.unwrap_or(0));
    number(envelope.subject_id);
    let texts =
        [Some(envelope.action), Some(envelope.subject_kind), before, after, envelope.request_key];
    for text in texts {
        // An absent text differs from an empty one.
        let length = text.map_or(u64::MAX, |text| text.len() as u64);
        hasher.update(length.to_be_bytes());
        hasher.update(text.unwrap_or_default());
    }
    hasher.update(envelope.previous);
    hasher.finalize().into()
}

/// A stored image with every personal value replaced by its salted hash.
fn sealed_text(stored: &str) -> Result<String> {
    if !stored.contains('$') {
        return Ok(stored.to_owned());
    }
    Ok(seal(&parse(stored)?))
}

fn seal(stored: &Map<String, Value>) -> String {
    let sealed: Map<String, Value> =
        stored.iter().map(|(name, value)| (name.clone(), sealed_value(value))).collect();
    canonical(&Value::Object(sealed))
}

fn sealed_value(value: &Value) -> Value {
    let Value::Object(fields) = value else { return value.clone() };
    let (Some(inner), Some(Value::String(salt))) = (fields.get(PERSONAL), fields.get(SALT)) else {
        return value.clone();
    };
    let mut hasher = Sha256::new();
    hasher.update(b"bookroom personal 1\0");
    hasher.update(salt);
    hasher.update(b"\0");
    hasher.update(canonical(inner));
    json!({ ERASED: hex::encode(hasher.finalize()) })
}

/// The stored image with the named personal fields erased; none when there is nothing to erase.
pub(crate) fn erase(stored: &str, fields: &[String]) -> Result<Option<String>> {
    let mut image = parse(stored)?;
    let mut changed = false;
    for (name, value) in &mut image {
        if fields.contains(name) && is_wrapped(value) {
            *value = sealed_value(value);
            changed = true;
        }
    }
    Ok(changed.then(|| canonical(&Value::Object(image))))
}

/// A stored image as plain values; erased ones are absent from it and named apart.
pub(crate) fn open(stored: &str) -> Result<(Map<String, Value>, Vec<String>)> {
    let mut plain = Map::new();
    let mut erased = Vec::new();
    for (name, value) in parse(stored)? {
        match value {
            Value::Object(mut fields) if fields.contains_key(PERSONAL) => {
                plain.insert(name, fields.remove(PERSONAL).unwrap_or_default());
            }
            Value::Object(fields) if fields.contains_key(ERASED) => erased.push(name),
            other => {
                plain.insert(name, other);
            }
        }
    }
    Ok((plain, erased))
}

fn is_wrapped(value: &Value) -> bool {
    value.as_object().is_some_and(|fields| fields.contains_key(PERSONAL))
}

fn parse(stored: &str) -> Result<Map<String, Value>> {
    match serde_json::from_str(stored) {
        Ok(Value::Object(fields)) => Ok(fields),
        _ => Err(crate::error::Code::Corrupt.into()),
    }
}

/// JSON with sorted keys and no white space, whatever map the JSON library is built with.
fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write_canonical(value, &mut text);
    text
}

fn write_canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut names: Vec<&String> = fields.keys().collect();
            names.sort_unstable();
            text.push('{');
            for (index, name) in names.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_text(name, text);
                text.push(':');
                write_canonical(&fields[name], text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write_canonical(item, text);
            }
            text.push(']');
        }
        Value::String(value) => write_text(value, text),
        plain => {
            let _ = write!(text, "{plain}");
        }
    }
}

/// A JSON string; nearly none needs an escape.
fn write_text(value: &str, text: &mut String) {
    if value.bytes().all(|byte| byte >= b' ' && !matches!(byte, b'"' | b'\\')) {
        text.push('"');
        text.push_str(value);
        text.push('"');
    } else {
        let _ = write!(text, "{}", Value::String(value.to_owned()));
    }
}

/// Salts for personal values, drawn from one random seed per transaction.
#[derive(Default)]
pub(crate) struct Salts {
    seed: Option<[u8; HASH_LENGTH]>,
    count: u64,
}

impl Salts {
    fn next(&mut self) -> Result<String> {
        let seed = match self.seed {
            Some(seed) => seed,
            None => {
                let mut seed = [0; HASH_LENGTH];
                getrandom::fill(&mut seed).map_err(|_| Error::internal("no random numbers"))?;
                *self.seed.insert(seed)
            }
        };
        self.count += 1;
        let mut hasher = Sha256::new();
        hasher.update(seed);
        hasher.update(self.count.to_be_bytes());
        Ok(hex::encode(&hasher.finalize()[..16]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope() -> Envelope<'static> {
        Envelope {
            book: 1,
            seq: 7,
            at: 0,
            operator: Some(2),
            action: "customers.add",
            subject_kind: "customer",
            subject_id: 5,
            request_key: None,
            previous: &GENESIS,
        }
    }

    #[test]
    fn an_erased_value_leaves_the_hash_as_it_was() {
        let image = Image::fields([("note", json!("secret")), ("kind", json!("person"))]);
        let texts =
            image.into_texts(cards::record("customer").unwrap(), &mut Salts::default()).unwrap();
        let (stored, sealed) = (texts.stored.as_str(), texts.hashed());
        assert!(stored.contains("secret") && !sealed.contains("secret"));
        let before = hash_of(&envelope(), None, Some(sealed));
        assert_eq!(recompute(&envelope(), None, Some(stored)).unwrap(), before);
        let erased = erase(stored, &["note".to_owned()]).unwrap().unwrap();
        assert!(!erased.contains("secret"));
        assert_eq!(recompute(&envelope(), None, Some(&erased)).unwrap(), before);
        let (plain, gone) = open(&erased).unwrap();
        assert_eq!((plain.len(), gone), (1, vec!["note".to_owned()]));
    }

    #[test]
    fn every_part_of_the_envelope_counts() {
        let base = hash_of(&envelope(), None, Some("{}"));
        let changed = [
            hash_of(&Envelope { seq: 8, ..envelope() }, None, Some("{}")),
            hash_of(&Envelope { at: 1, ..envelope() }, None, Some("{}")),
            hash_of(&Envelope { operator: None, ..envelope() }, None, Some("{}")),
            hash_of(&Envelope { action: "x", ..envelope() }, None, Some("{}")),
            hash_of(&Envelope { request_key: Some(""), ..envelope() }, None, Some("{}")),
            hash_of(&envelope(), Some("{}"), None),
        ];
        assert!(changed.iter().all(|hash| *hash != base));
    }

    #[test]
    fn text_is_written_as_json_writes_it() {
        for text in ["", "plain 账房", "a\"b", "back\\slash", "line\nend", "\u{0}", "\u{7f}"] {
            assert_eq!(canonical(&json!(text)), json!(text).to_string());
        }
    }

    /// A golden vector, worked out by an independent program from the description of the encoding;
    /// it may only change together with the version.
    #[test]
    fn the_encoding_is_fixed() {
        let hash = hash_of(&envelope(), None, Some("{\"kind\":\"person\"}"));
        assert_eq!(
            hex::encode(hash),
            "48f0738d88116a93ef5070aa9fc78fbc5244dd1f18bdba4e87e63758d7023ae1"
        );
    }
}
