//! The store: connections, transactions, migrations, ids. Everything about one database stands in
//! [`dialect`]; the rest of the engine sees [`Conn`] and the tables of [`schema`].

pub mod address;
pub mod conn;
pub mod day;
pub mod dialect;
pub mod failure;
pub mod files;
pub mod held;
pub mod ids;
pub mod insert;
pub mod lanes;
pub mod listing;
pub mod locks;
pub mod migrate;
pub mod numbers;
pub mod reach;
pub mod schema;
mod shown;
mod sockets;
#[cfg(feature = "sqlite")]
mod statistics;
pub mod sum;
pub mod texts;
mod turns;
pub mod watch;
pub mod whole_numbers;

pub use conn::{Conn, Limits, MultiBackend};
pub use lanes::Store;
