//! Money in and out, and what it settles.

use crate::session::Session;

/// Payments of a book.
pub struct Payments<'s> {
    #[allow(dead_code)] // used as soon as there is a payment
    session: &'s Session,
}

impl<'s> Payments<'s> {
    pub(crate) fn new(session: &'s Session) -> Self {
        Self { session }
    }
}
