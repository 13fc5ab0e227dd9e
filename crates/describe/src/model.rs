//! What the engine offers, as data: the form of `bookroom.json`.
//!
//! ```json
//! {"format": 1,
//!  "bindings": {"python": {"words": {"from": "from_"}}},
//!  "areas": [{"name": "billing.invoices", "handle": "Invoices",
//!             "path": "bookroom::billing::invoices::Invoices", "docs": "…",
//!             "methods": [{"name": "get", "docs": "…", "kind": "query",
//!                          "parameters": [{"name": "id", "type": {"id": "InvoiceId"}}],
//!                          "output": {"record": "Invoice"}, "fails": true,
//!                          "errors": ["not_found"]}]}],
//!  "commands": [{"name": "invoices.post", "type": "PostInvoices", "path": "…", "docs": "…",
//!                "permission": "invoices.post", "fields": [], "output": {"list": "…"},
//!                "methods": ["billing.invoices.post"]}],
//!  "types": [{"name": "NewInvoice", "kind": "record", "path": "…", "area": "billing",
//!             "docs": "…", "input": true, "fields": []}],
//!  "permissions": [{"name": "InvoicesPost", "slug": "invoices.post", "docs": "…"}],
//!  "records": [{"kind": "invoice", "area": "billing/invoices",
//!               "seen_with": "invoices.view", "personal": ["note"]}],
//!  "exports": ["invoices"],
//!  "codes": [{"name": "NotFound", "slug": "not_found", "kind": "not_found",
//!             "english": "…", "chinese": "…"}]}
//! ```
//!
//! What is absent is empty, false or nothing. Lists are sorted by name, except where the order of
//! the engine's source has a meaning: methods, parameters, fields, variants, codes, permissions.
//! Documentation is the text of the doc comments as it stands there, lines joined by `\n`, with
//! links and the section `# Errors`. Names of types are unique within `types` and `commands`
//! together; the path says where Rust finds the type from outside. Errors, permissions and commands
//! are named by their slugs, methods by their area and name (`billing.invoices.get`).
//!
//! A type is a word (`"text"`, `"bool"`, `"character"`, `"decimal"`, `"date"`, `"instant"`,
//! `"duration"`, `"secret"`, `"cursor"`, `"code"`, `"bytes"`, `"nothing"`) or an object with one
//! key: `{"int": "i64"}`, `{"option": T}`, `{"edit": T}` (in an edit: absent keeps, null clears, a
//! value sets), `{"given": T}` (so too, but it is never empty: null is refused), `{"list": T}`,
//! `{"map": T}` (keys are texts), `{"page": T}`, `{"tuple": [T, U]}`, `{"id": NAME}`,
//! `{"enum": NAME}`, `{"union": NAME}`, `{"record": NAME}`, `{"opaque": RUST}` (only code written
//! by hand can carry it).
//!
//! A default's value is a word (`"none"`, `"keep"`: nothing changes; `"empty"`: a list or map;
//! `"record"`: the record's own default) or one of `{"bool": false}`, `{"int": 0}`, `{"text": ""}`,
//! `{"decimal": "0"}`, `{"variant": NAME}`. Where it comes from stands beside it: `by`.
//!
//! Whatever holds for one binding only is keyed by its name (`python`, `uniffi`): `names` where it
//! is called otherwise there, `written` where its text is not generated (`by_hand`) or it is not
//! offered (`left_out`), `default_for` where a field's default differs (null: it must be given),
//! `unused_by` for types that the binding's generated calls never touch.

mod types;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use bookroom_cards::{Before, Example};
pub use types::*;

/// What something is called in bindings that call it otherwise.
pub type Names = BTreeMap<String, String>;

/// All that the engine offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// Moves when a reader of the former form would misread this one.
    pub format: u32,
    /// What holds for one binding as a whole.
    pub bindings: BTreeMap<String, Binding>,
    /// The handles of a session, a parent before its parts.
    pub areas: Vec<Area>,
    /// Every command of the catalogue.
    pub commands: Vec<Command>,
    /// Every type that a call or a command touches.
    pub types: Vec<Declared>,
    /// What an operator may be permitted to do.
    pub permissions: Vec<Permission>,
    /// The kinds of records that the change log knows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<RecordKind>,
    /// The names of the lists that can be exported.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exports: Vec<String>,
    /// What can be wrong.
    pub codes: Vec<Code>,
}

/// What holds for one binding as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Binding {
    /// Words that its language keeps for itself, with what stands for them.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, String>,
    /// Words that cannot name a parameter, which is then called after its type.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words_by_type: Vec<String>,
}

/// A handle of a session, such as `session.billing().invoices()`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The methods that lead to it from the session, joined by dots.
    pub name: String,
    /// The name of its type.
    pub handle: String,
    /// Where Rust finds the type.
    pub path: String,
    /// The documentation of the type.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// The documentation of the method that leads to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub accessor_docs: String,
    /// Its methods, without those that lead to other handles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<Method>,
}

/// A method of a handle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Its name.
    pub name: String,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// Whether it changes something.
    pub kind: Kind,
    /// The commands that it runs, itself or through other methods of its handle.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<String>,
    /// What it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
    /// What it gives when all is well.
    pub output: Type,
    /// Whether it can fail.
    #[serde(default, skip_serializing_if = "is_false")]
    pub fails: bool,
    /// The codes that its section `# Errors` names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<String>,
    /// The methods whose errors it shares, as that section says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors_as: Vec<String>,
    /// Words that bindings take for a column to sort by and a direction in one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub orders: BTreeMap<String, Order>,
    /// Its other names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: Names,
    /// The bindings that do not generate it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub written: BTreeMap<String, Written>,
}

/// What a list is sorted by, and which way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The column.
    pub sort: String,
    /// Whether the last comes first.
    #[serde(default, skip_serializing_if = "is_false")]
    pub descending: bool,
}

/// Whether a method changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It runs commands.
    Command,
    /// It only reads.
    Query,
}

/// How a binding comes to have something that it does not generate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Written {
    /// It is written by hand there.
    ByHand,
    /// It is not offered there: something else stands for it.
    LeftOut,
}

/// A parameter of a method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it takes.
    #[serde(rename = "type")]
    pub ty: Type,
    /// How Rust takes it.
    #[serde(default, skip_serializing_if = "Passing::is_value")]
    pub by: Passing,
    /// What a binding means when nothing is given; nothing: it must be given there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub default_for: BTreeMap<String, Option<Value>>,
}

/// How Rust takes a parameter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Passing {
    /// `T`.
    #[default]
    Value,
    /// `&T`; `&str` for a text, `&[T]` for a list.
    Reference,
    /// `&mut T`.
    MutableReference,
    /// `Option<&T>`; `Option<&str>` for a text.
    OptionOfReference,
}

impl Passing {
    fn is_value(&self) -> bool {
        *self == Self::Value
    }
}

/// A command of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Its name, such as `customers.add`.
    pub name: String,
    /// The name of its type, and of its variant in `AnyCommand` and `AnyOutcome`.
    #[serde(rename = "type")]
    pub ty: String,
    /// Where Rust finds the type.
    pub path: String,
    /// The first module of that path.
    pub area: String,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// The permission that it needs.
    pub permission: String,
    /// Its data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// What comes of it.
    pub output: Type,
    /// The methods that run it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<String>,
    /// Methods of the session itself that bindings write by hand to run it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub session_methods: Vec<String>,
    /// Its other names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: Names,
    /// A valid one in a new book, with what has to be done before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<Example>,
}

/// What an operator may be permitted to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permission {
    /// The name of the variant.
    pub name: String,
    /// The name in the store and in messages.
    pub slug: String,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// How far each ready-made role holds it, in their order: `A` all, `T` team, `O` own, `-`
    /// nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub roles: String,
    /// Whether it can be limited to one's own or one's team's records.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub scoped: bool,
    /// The commands that need it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<String>,
}

/// A kind of record, as the change log knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordKind {
    /// The kind: the subject of its changes.
    pub kind: String,
    /// The folder of its area.
    pub area: String,
    /// The permission that shows its history, as far as it reaches.
    pub seen_with: String,
    /// The fields that may hold personal data.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub personal: Vec<String>,
    /// The fields that roles can restrict, each with the name of the field right.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub protected: BTreeMap<String, String>,
}

/// A code of the catalogue of errors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The name of the variant.
    pub name: String,
    /// The code itself.
    pub slug: String,
    /// The kind of error that carries it, by its slug.
    pub kind: String,
    /// The sentence in English.
    pub english: String,
    /// The sentence in Chinese.
    pub chinese: String,
}

pub(crate) fn is_false(value: &bool) -> bool {
    !value
}
