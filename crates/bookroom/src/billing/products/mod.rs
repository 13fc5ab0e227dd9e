//! Products and services with unit price and tax rate.

pub mod model;

use crate::session::Session;

pub use model::PriceMode;

/// Products and services of a book.
pub struct Products<'s> {
    #[allow(dead_code)]
    session: &'s Session,
}

impl<'s> Products<'s> {
    pub(crate) fn new(session: &'s Session) -> Self {
        Self { session }
    }
}
