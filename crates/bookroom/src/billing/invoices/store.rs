//! Rows of invoices and credit notes.

pub(crate) mod credits;
pub(crate) mod documents;
pub(crate) mod present;
pub(crate) mod queries;
pub(crate) mod rows;
pub(crate) mod searched;
pub(crate) mod settle;
pub(crate) mod users;
pub(crate) mod verify;

pub(crate) use rows::{InvoiceRow, LineRow, PartyRow, percent_of};
pub(crate) use settle::{add_settled, load_for_settlement};
