//! What becomes of a sale beyond what its customer may owe.

use super::slugs::slugs;

slugs! {
    /// What becomes of a sales invoice that would have its customer owe more than its credit limit.
    CreditCheck {
        /// It is posted, and says so.
        Warn "warn",
        /// It is refused.
        Stop "stop",
        /// It is refused, unless who posts it may go beyond limits; then it says so.
        Permit "permit",
    }
}
