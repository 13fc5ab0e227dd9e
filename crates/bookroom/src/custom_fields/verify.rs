//! What no record's own image shows: values of records that are not there, values under another
//! kind of record than their field's, and values that must differ and do not.

use super::store;
use super::store::references;
use crate::error::Result;
use crate::log::{Finding, FindingKind, Subject};
use crate::work::{Verified, View};

pub(super) fn run(view: &mut View<'_>, verified: &mut Verified) -> Result<()> {
    let book = view.book_id();
    for (subject, id) in references::find_orphans(view.conn, book)? {
        let of = Subject::new("custom_value", id);
        let finding = Finding::new(FindingKind::Orphan, of, "its record", "none");
        verified.findings.push(finding.at(subject.slug()));
    }
    for (field, subject) in references::find_strays(view.conn, book)? {
        let of = Subject::new("custom_field", field);
        let found = format!("of another kind, {subject}");
        let finding = Finding::new(FindingKind::Derived, of, "records of its kind", found);
        verified.findings.push(finding.at("custom_value.subject_kind"));
    }
    for field in store::load_all(view.conn, book, None)?.iter().filter(|field| field.unique) {
        if store::values::has_repeats(view.conn, book, field.id)? {
            let of = Subject::new("custom_field", field.id);
            let finding = Finding::new(FindingKind::Derived, of, "values that differ", "the same");
            verified.findings.push(finding.at("unique"));
        }
    }
    Ok(())
}
