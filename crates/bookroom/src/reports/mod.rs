//! Reports: typed tables, one file each.

pub mod ageing;
pub mod statement;

use crate::session::Session;

/// The reports of a book.
pub struct Reports<'s> {
    pub(crate) session: &'s Session,
}

impl<'s> Reports<'s> {
    pub(crate) fn new(session: &'s Session) -> Self {
        Self { session }
    }
}
