//! Customers, suppliers and their contacts.

pub mod commands;
pub mod contacts;
pub(crate) mod counterparty;
mod masks;
pub mod model;
mod queries;
pub(crate) mod rules;
pub(crate) mod store;

use commands::AddCustomers;
use model::{Customer, NewCustomer};

use crate::access::permission::Permission;
use crate::error::{Error, Result};
use crate::session::Session;
use crate::values::CustomerId;

pub(crate) use counterparty::{Counterparty, load_counterparties};

/// Customers, suppliers and their contacts.
pub struct Customers<'s> {
    session: &'s Session,
}

impl<'s> Customers<'s> {
    pub(crate) fn new(session: &'s Session) -> Self {
        Self { session }
    }

    /// Adds a customer.
    ///
    /// # Errors
    /// `required`, `too_long`, `too_many`, `bad_character`, `out_of_range`, `bad_format`,
    /// `bad_check_digit`, `repeated`, `unknown_reference`, `retired`; `already_exists` for a code
    /// that is taken; `field_not_permitted`; `not_permitted` for another's customer without the
    /// permission to assign.
    pub fn add(&self, customer: NewCustomer) -> Result<Customer> {
        single(self.add_many(vec![customer])?)
    }

    /// Adds up to 100,000 customers: all, or none.
    ///
    /// # Errors
    /// As [`Customers::add`], with paths like `customers[3].channels[0].value`.
    pub fn add_many(&self, customers: Vec<NewCustomer>) -> Result<Vec<Customer>> {
        self.session.run(AddCustomers { customers })
    }

    /// One customer.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    pub fn get(&self, id: CustomerId) -> Result<Customer> {
        self.session.read(Permission::CustomersView, |view| queries::get(view, id))
    }

    /// Customers by id, in the order asked for. Missing and invisible ones are left out.
    ///
    /// # Errors
    /// `not_permitted`, `too_many` above 100,000.
    pub fn get_many(&self, ids: &[CustomerId]) -> Result<Vec<Customer>> {
        self.session.read(Permission::CustomersView, |view| queries::get_many(view, ids))
    }
}

/// The only one of what a command on one gave.
fn single<T>(many: Vec<T>) -> Result<T> {
    many.into_iter().next().ok_or_else(|| Error::internal("one was given and none came back"))
}
