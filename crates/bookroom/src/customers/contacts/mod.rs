//! Contacts: the persons at a customer.

pub mod model;

pub use model::Contact;
