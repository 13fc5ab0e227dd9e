//! Which steps each state of cases allows in a book, as hosts see it.

use serde::{Deserialize, Serialize};

use crate::service::model::{CaseState, CaseStep};

/// The steps that a state allows in a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseTransitions {
    /// The state.
    pub state: CaseState,
    /// The steps, in their order; at most those of [`crate::service::steps_from`].
    pub steps: Vec<CaseStep>,
    /// Moves with every change; 0 while the steps are the engine's own.
    pub version: i64,
}
