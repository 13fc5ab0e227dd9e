//! The one write path and the reads: an operator's session, the transaction of a command, the view
//! of a read, and what they share.

mod bell;
mod book;
mod card;
mod command;
pub(crate) mod host;
pub(crate) mod host_rules;
mod outcome;
mod pending;
mod room;
mod seen;
mod session;
mod store;
mod tx;
mod view;

pub(crate) use bell::LOOK;
pub(crate) use book::{BookInfo, DUPLICATE_WARN, OFFSETS};
pub(crate) use card::{
    BelongTo, Card, Covers, Founding, HandEntry, HandLine, Live, Present, SeenAs, Verified, Verify,
    ids_of, rows_of,
};
pub use command::Command;
pub(crate) use outcome::plain_outcomes;
pub use outcome::{Outcome, Review};
pub(crate) use pending::Needs;
pub(crate) use room::Room;
pub(crate) use seen::seen_as;
pub use session::Session;
pub(crate) use store::{has_book, load_book};
pub use tx::Tx;
pub(crate) use view::View;
