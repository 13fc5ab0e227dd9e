//! The change log's writer: images of records, the hash that chains them, the rows. Its reading
//! (history, feed, erasure) is the area `changes`.

mod model;
pub(crate) mod own;
pub(crate) mod record;
pub(crate) mod store;

pub use model::{Finding, Subject};
