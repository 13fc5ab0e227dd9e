//! Rows of payments.

pub(crate) mod history;
pub(crate) mod items;
pub(crate) mod lists;
pub(crate) mod lookups;
pub(crate) mod present;
pub(crate) mod rows;
pub(crate) mod sums;
pub(crate) mod writes;

pub(crate) use rows::PaymentRow;
