//! What the house must know of the search.

use super::fill::kinds;
use crate::index;
use crate::rights::permission::Permission;
use crate::work::{Card, Verify};

/// The index follows from the records.
pub(crate) const CARD: Card = Card {
    verify: Some(Verify {
        needs: Permission::ChangesView,
        run: |view, verified| {
            let (book, kinds) = (view.book_id(), kinds(view.cards));
            index::check(view.conn, book, &kinds, &mut verified.findings)
        },
    }),
    ..Card::SILENT
};
