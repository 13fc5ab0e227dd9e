//! A document of sales with what it refers to, on its way into the book.

use super::repeats::Says;
use crate::billing::invoices::{Direction, NewInvoice};
use crate::exchange::model::{ImportedDocument, ImportedLine};
use crate::exchange::rules::lines::LineDigest;
use crate::values::CustomerId;

/// A document with what it refers to.
#[derive(Debug, Clone)]
pub(super) struct Sale<'d> {
    pub(super) document: &'d ImportedDocument,
    pub(super) customer: i64,
    pub(super) lines: Vec<ImportedLine>,
    pub(super) digest: LineDigest,
    pub(super) is_guarded: bool,
}

impl Says for Sale<'_> {
    fn line(&self) -> u64 {
        self.document.line
    }

    fn digest(&self) -> LineDigest {
        self.digest
    }

    fn is_guarded(&self) -> bool {
        self.is_guarded
    }
}

impl Sale<'_> {
    /// The document to draft.
    pub(super) fn invoice(&self) -> NewInvoice {
        let ImportedDocument { reference, issue_on, due_on, price_mode, discount, note, .. } =
            self.document;
        NewInvoice {
            direction: Direction::Sale,
            customer: CustomerId(self.customer),
            profile: None,
            reference: Some(reference.clone()),
            issue_on: *issue_on,
            due_on: *due_on,
            price_mode: *price_mode,
            discount: *discount,
            lines: self.lines.iter().map(|line| line.item.clone()).collect(),
            note: note.clone(),
            allow_repeated_reference: false,
        }
    }
}
