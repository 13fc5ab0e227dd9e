//! Which fields of which records are personal data (个人信息保护法 §4) and can be erased.

/// Whether a field of an image may hold personal data.
pub(crate) fn is_personal(subject: &str, field: &str) -> bool {
    fields(subject).contains(&field)
}

/// The personal fields of a kind of record.
pub(crate) fn fields(subject: &str) -> &'static [&'static str] {
    match subject {
        "customer" => &[
            "name",
            "legal_name",
            "tax_number",
            "website",
            "note",
            "channels",
            "addresses",
            "bank_accounts",
            "billing",
        ],
        "contact" => &["name", "title", "gender", "note", "channels"],
        "operator" => &["sign_in_name", "display_name"],
        "case" => &["subject", "description", "resolution"],
        "case_note" => &["body"],
        "invoice" | "payment" => {
            &["counterparty_name", "counterparty_tax_number", "counterparty_address", "note"]
        }
        _ => &[],
    }
}
