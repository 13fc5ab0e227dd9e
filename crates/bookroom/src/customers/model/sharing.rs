//! Who works with a customer beside its owner, and customers that are locked.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::values::{CustomerId, OperatorId};

/// An operator who works with a customer beside its owner: what they may see or change of their own
/// customers and of what belongs to these, they may see or change of this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collaborator {
    /// The operator.
    pub operator: OperatorId,
    /// Whether they change what they see, too. Giving the customer to others, putting it into a
    /// pool, removing it and saying who works with it stay with its owner and those who may.
    #[serde(default)]
    pub can_write: bool,
    /// The last day; none: for good.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

impl Collaborator {
    /// One who sees the customer, for good.
    #[must_use]
    pub fn reader(operator: OperatorId) -> Self {
        Self { operator, can_write: false, until: None }
    }

    /// One who sees and changes the customer, for good.
    #[must_use]
    pub fn writer(operator: OperatorId) -> Self {
        Self { can_write: true, ..Self::reader(operator) }
    }
}

/// Who shall work with a customer beside its owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerSharing {
    /// The customer.
    pub id: CustomerId,
    /// The version the caller last saw.
    pub version: i64,
    /// All collaborators, at most 100.
    pub collaborators: Vec<Collaborator>,
}

/// That a customer is not to be changed for the time being.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerLock {
    /// Since when.
    pub at: DateTime<Utc>,
    /// Who locked it; none: the engine itself.
    pub by: Option<OperatorId>,
    /// Why.
    pub reason: String,
}
