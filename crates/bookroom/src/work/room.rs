//! What all sessions of an opened store share.

use std::sync::Arc;

use super::bell::Bell;
use super::card::Card;
use super::host_rules::Rules;
use crate::log::own;
use crate::rights::policy::PasswordPolicy;
use crate::store::Store;
use crate::values::Clock;

/// The shared part of an opened store.
pub(crate) struct Room {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) password_policy: PasswordPolicy,
    pub(crate) rules: Rules,
    pub(crate) bell: Arc<Bell>,
    /// The cards of all areas, in the order in which a new book is filled.
    pub(crate) cards: &'static [Card],
}

impl Room {
    /// Wakes whoever waits for changes, once some were committed on this thread.
    pub(crate) fn committed(&self) {
        own::committed();
        self.bell.ring();
    }
}

impl Drop for Room {
    /// Whoever waits for changes learns that there will be none.
    fn drop(&mut self) {
        self.bell.ring();
    }
}
