//! What passwords must be like, and how sign-in locks: chosen by the host when it opens a store.

use serde::{Deserialize, Serialize};

/// What passwords must be like, and how sign-in locks after failures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordPolicy {
    /// The fewest characters, at least 8 (NIST SP 800-63B).
    pub min_length: usize,
    /// The most characters.
    pub max_length: usize,
    /// How many kinds of characters (small, capital, digit, other) a password shorter than 16 has.
    pub min_kinds: usize,
    /// After so many failures in a row sign-in is locked.
    pub failures_before_lock: i64,
    /// The first lock in seconds; each further failure doubles it, up to a day.
    pub first_lock_seconds: i64,
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self {
            min_length: 8,
            max_length: 128,
            min_kinds: 2,
            failures_before_lock: 5,
            first_lock_seconds: 60,
        }
    }
}
