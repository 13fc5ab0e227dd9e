//! The store: connections, transactions, migrations, ids. Everything about one database stands in
//! [`dialect`]; the rest of the engine sees [`Conn`] and the tables of [`schema`].

pub mod conn;
pub mod day;
pub mod dialect;
pub mod failure;
pub mod ids;
pub mod insert;
pub mod lanes;
pub mod locks;
pub mod migrate;
pub mod numbers;
pub mod schema;
pub mod sum;

pub use conn::{Conn, MultiBackend};
pub use lanes::Store;
