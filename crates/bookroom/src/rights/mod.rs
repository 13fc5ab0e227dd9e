//! What the lower floors need of access: permissions, how far they reach, protected fields, and the
//! proofs that commands and loads ask for. Who holds what is administered in `access`.

pub mod duties;
pub mod permission;
pub mod permit;
pub(crate) mod policy;
pub(crate) mod store;
