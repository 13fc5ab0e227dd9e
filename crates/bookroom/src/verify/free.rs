//! What may change in the store without a change of the log, and why.

/// A column that verification does not compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Free {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// Why nothing can be said of it.
    pub reason: &'static str,
}

const fn free(table: &'static str, column: &'static str, reason: &'static str) -> Free {
    Free { table, column, reason }
}

const GUESSES: &str = "counts guesses at names that nobody has; spares the log what was typed";

const LOCKS: &str = "only held for as long as a transaction runs; nothing follows from it";

/// Every column that verification does not compare with anything, with the reason. All others are
/// recomputed, or compared with what the change log leads to.
pub const FREE: &[Free] = &[
    free("book", "access_version", "only tells open sessions to load their rights anew"),
    free("entry_item", "version", "moved by settling, whose allocations stand in the log"),
    free("operator", "failed_attempts", "moved by signing in; every try stands in the log"),
    free("operator", "locked_until", "moved by signing in; every lock stands in the log"),
    free("operator", "last_sign_in_at", "moved by signing in; every sign-in stands in the log"),
    free("request_log", "payload_hash", "memory of a call: nothing in the books follows from it"),
    free("request_log", "outcome", "memory of a call: nothing in the books follows from it"),
    free("sign_in_attempt", "book_id", GUESSES),
    free("sign_in_attempt", "name_hash", GUESSES),
    free("sign_in_attempt", "failures", GUESSES),
    free("sign_in_attempt", "locked_until", GUESSES),
    free("sign_in_attempt", "last_at", GUESSES),
    free("work_lock", "book_id", LOCKS),
    free("work_lock", "kind", LOCKS),
    free("work_lock", "turns", LOCKS),
];
