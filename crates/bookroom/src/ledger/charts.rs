//! The charts of accounts a book can start from.

/// Whether there is a chart with this code.
#[must_use]
pub fn exists(code: &str) -> bool {
    matches!(code, "cn_small_business" | "international")
}
