//! The store: connections, transactions, migrations, ids. Everything about one database stands in
//! [`dialect`]; the rest of the engine sees [`Conn`] and the tables of [`schema`].

pub(crate) mod conn;
pub(crate) mod day;
pub(crate) mod dialect;
pub(crate) mod failure;
pub(crate) mod ids;
pub(crate) mod insert;
pub(crate) mod lanes;
pub(crate) mod migrate;
pub(crate) mod numbers;
pub(crate) mod schema;
pub(crate) mod sum;

pub(crate) use conn::{Conn, MultiBackend};
pub(crate) use lanes::Store;
