//! Whether a list of customers is one of suppliers.

use crate::exchange::meanings::{self, folded, places};
use crate::exchange::sheet::Sheet;

/// Whether the headings or the title of a file say that its rows are suppliers, and nothing in it
/// that they are customers.
pub(crate) fn are_suppliers(sheet: &Sheet) -> bool {
    let says = |kind: &str, text: &str| {
        let text = folded(text);
        meanings::of("list").any(|it| it.value == kind && !places(&text, &it.word).is_empty())
    };
    let names = ["name", "company_name", "code"].map(|field| sheet.heading(field));
    let headed = |kind: &str| names.iter().flatten().any(|heading| says(kind, heading));
    let titled = |kind: &str| sheet.titled().iter().any(|it| it.kind == kind);
    let is_of_customers = headed("customers") || titled("customers");
    !is_of_customers && (headed("suppliers") || titled("suppliers"))
}
