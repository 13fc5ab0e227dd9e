//! The one write path and the reads: an operator's session, the transaction of a command, the view
//! of a read, and what they share.

mod bell;
mod book;
mod card;
mod command;
pub(crate) mod host_rules;
mod room;
mod session;
mod store;
mod tx;
mod view;

pub(crate) use bell::LOOK;
pub(crate) use book::BookInfo;
pub(crate) use card::{Card, Covers, Founding, HandEntry, HandLine, Verified, Verify};
pub use command::Command;
pub(crate) use room::Room;
pub use session::Session;
pub(crate) use store::load_book;
pub use tx::Tx;
pub(crate) use view::View;
