//! Permissions (one action on one area each), how far they reach, and the protected fields. Both
//! enums are made by the build script from the areas' cards.

use serde::{Deserialize, Serialize};

use super::cards;
use crate::values::slugs;

/// The code of the role that may do everything, and keeps it.
pub(crate) const OWNER: &str = "owner";

include!(concat!(env!("OUT_DIR"), "/permissions.rs"));

impl Permission {
    /// The area: the part before the dot.
    #[must_use]
    pub fn area(self) -> &'static str {
        self.slug().split('.').next().unwrap_or_default()
    }

    /// Whether it can be limited to one's own or one's team's records. Parts of a ledger mislead,
    /// so ledger permissions reach everything or nothing.
    #[must_use]
    pub fn can_be_scoped(self) -> bool {
        cards::SCOPED.contains(&self)
    }

    /// Whether it counts on customers that are shared with an operator, and only on those that
    /// they may change: none for what stays with a customer's owner.
    pub(crate) fn on_shared(self) -> Option<bool> {
        let is_read = self.slug().ends_with(".view");
        (!cards::OWNED.contains(&self)).then_some(!is_read)
    }
}

slugs! {
    /// How far a permission reaches. Ordered: own, team, all.
    Reach {
        /// Records one owns.
        Own "own",
        /// Records of one's team, and one's own.
        Team "team",
        /// All records of the book.
        All "all",
    }
}

slugs! {
    /// What a role may do with a protected field. Ordered: hidden, masked, read, write.
    FieldRight {
        /// As if the field were empty.
        Hidden "hidden",
        /// Shown in part, such as 138****5678; cannot be searched or changed.
        Masked "masked",
        /// Shown, not changed.
        Read "read",
        /// Shown and changed.
        Write "write",
    }
}

impl Field {
    /// The area whose permissions make the field visible at all.
    #[must_use]
    pub fn area(self) -> &'static str {
        let known = cards::FIELDS.iter().find(|known| known.field == self);
        known.map_or("", |known| known.seen_with)
    }

    /// What protects a field of a change-log image: all of it must be readable.
    pub fn of_image(subject: &str, field: &str) -> impl Iterator<Item = Self> {
        let protected = cards::record(subject).map_or(&[][..], |record| record.protected);
        protected.iter().filter(move |(name, _)| *name == field).map(|(_, field)| *field)
    }
}

/// A permission with its reach, as roles hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The permission.
    pub permission: Permission,
    /// How far it reaches.
    pub reach: Reach,
}

/// The right of a role on one protected field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldRule {
    /// The field.
    pub field: Field,
    /// The right.
    pub right: FieldRight,
}
