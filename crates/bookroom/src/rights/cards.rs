//! What the cards of all areas say as data. The build script makes it from every `card.toml`, so
//! that low floors know it without naming an area.

use super::permission::{Field, FieldRight, Permission};

/// A field that roles can restrict.
#[derive(Debug)]
pub(crate) struct ProtectedField {
    pub(crate) field: Field,
    /// The area of the permissions that make it visible at all.
    pub(crate) seen_with: &'static str,
    /// The ready-made roles that are restricted, by code.
    pub(crate) roles: &'static [(&'static str, FieldRight)],
}

/// A kind of record, as the change log knows it.
#[derive(Debug)]
pub(crate) struct RecordKind {
    pub(crate) kind: &'static str,
    /// What shows its history to an operator, as far as it reaches.
    pub(crate) seen_with: Permission,
    /// What lets an operator attach files to it, as far as it reaches; none: it can have none.
    pub(crate) attached_with: Option<Permission>,
    /// The fields of its images that may hold personal data (个人信息保护法 §4) and can be erased.
    pub(crate) personal: &'static [&'static str],
    /// The kinds with whose records its personal fields are erased.
    pub(crate) erased_with: &'static [&'static str],
    /// The fields of its images that are protected, and as what.
    pub(crate) protected: &'static [(&'static str, Field)],
}

include!(concat!(env!("OUT_DIR"), "/cards.rs"));

/// What is known of a kind of record.
pub(crate) fn record(kind: &str) -> Option<&'static RecordKind> {
    RECORDS.iter().find(|record| record.kind == kind)
}

impl RecordKind {
    /// Whether a field of its images may hold personal data.
    pub(crate) fn is_personal(&self, field: &str) -> bool {
        self.personal.contains(&field)
    }
}
