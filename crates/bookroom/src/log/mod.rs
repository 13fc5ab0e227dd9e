//! The change log's writer: images of records, the hash that chains them, the rows. Its reading
//! (history, feed, erasure) is the area `changes`.

pub(crate) mod fold;
mod model;
pub(crate) mod own;
pub(crate) mod record;
pub(crate) mod store;
mod texts;

pub use model::{Finding, FindingKind, Subject};
