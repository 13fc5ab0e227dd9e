//! Customers, suppliers and their contacts.

pub(crate) mod card;
pub mod commands;
pub mod contacts;
pub(crate) mod counterparty;
mod masks;
pub mod model;
mod queries;
pub(crate) mod rules;
pub(crate) mod store;

use commands::{
    AddCustomers, AssignCustomers, EditCustomers, RemoveCustomers, SetCustomersActive,
    TagCustomers, UntagCustomers,
};
use model::{
    Customer, CustomerEdit, CustomerFilter, CustomerSort, CustomerSummary, CustomerUpdate,
    CustomerVersion, DuplicateHint, NewCustomer, TagCount,
};

use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::values::{CustomerId, OperatorId, Page, PageRequest, TeamId};
use crate::work::Session;

pub(crate) use counterparty::{Counterparty, load_counterparties};
pub(crate) use store::{customers_in_scope, keep_by_customer, keep_in_scope};

/// Customers, suppliers and their contacts.
pub struct Customers<'s> {
    session: &'s Session,
}

impl Session {
    /// Customers, suppliers and their contacts.
    #[must_use]
    pub fn customers(&self) -> Customers<'_> {
        Customers { session: self }
    }
}

impl<'s> Customers<'s> {
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

    /// Changes a customer.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `field_not_permitted`, `already_exists` for a code that is
    /// taken, and the violations of [`Customers::add`].
    pub fn edit(&self, id: CustomerId, version: i64, edit: CustomerEdit) -> Result<Customer> {
        single(self.edit_many(vec![CustomerUpdate { id, version, edit }])?)
    }

    /// Changes up to 100,000 customers: all, or none.
    ///
    /// # Errors
    /// As [`Customers::edit`], with paths like `edits[3].edit.name`; `repeated` when one stands
    /// there twice.
    pub fn edit_many(&self, edits: Vec<CustomerUpdate>) -> Result<Vec<Customer>> {
        self.session.run(EditCustomers { edits })
    }

    /// Retires a customer, who then takes no new documents, or brings one back.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`.
    pub fn set_active(&self, id: CustomerId, version: i64, active: bool) -> Result<Customer> {
        single(self.set_active_many(vec![CustomerVersion { id, version }], active)?)
    }

    /// As [`Customers::set_active`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`Customers::set_active`]; `repeated`.
    pub fn set_active_many(
        &self,
        customers: Vec<CustomerVersion>,
        active: bool,
    ) -> Result<Vec<Customer>> {
        self.session.run(SetCustomersActive { customers, active })
    }

    /// Removes a customer that nothing refers to, with its contacts; returns what it was.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`; `in_use` when an invoice, payment, posting or case refers
    /// to it or to a contact of it: retire it instead.
    pub fn remove(&self, id: CustomerId, version: i64) -> Result<Customer> {
        single(self.remove_many(vec![CustomerVersion { id, version }])?)
    }

    /// As [`Customers::remove`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`Customers::remove`]; `repeated`.
    pub fn remove_many(&self, customers: Vec<CustomerVersion>) -> Result<Vec<Customer>> {
        self.session.run(RemoveCustomers { customers })
    }

    /// Gives customers to an operator and a team (none: the operator's), or to nobody.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `repeated`; `unknown_reference` and `retired` for the owner
    /// or team.
    pub fn assign(
        &self,
        customers: Vec<CustomerVersion>,
        owner: Option<OperatorId>,
        team: Option<TeamId>,
    ) -> Result<Vec<Customer>> {
        self.session.run(AssignCustomers { customers, owner, team })
    }

    /// Adds tags to up to 100,000 customers; returns how many changed.
    ///
    /// # Errors
    /// `not_found`, `required`, `too_long`, `too_many`, `bad_character`, `repeated`.
    pub fn tag(&self, customers: Vec<CustomerId>, tags: Vec<String>) -> Result<i64> {
        self.session.run(TagCustomers { customers, tags })
    }

    /// Takes tags away from up to 100,000 customers; returns how many changed.
    ///
    /// # Errors
    /// As [`Customers::tag`].
    pub fn untag(&self, customers: Vec<CustomerId>, tags: Vec<String>) -> Result<i64> {
        self.session.run(UntagCustomers { customers, tags })
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

    /// The customer with this code, if there is one that is visible.
    ///
    /// # Errors
    /// `not_permitted`.
    pub fn find_by_code(&self, code: &str) -> Result<Option<Customer>> {
        self.session.read(Permission::CustomersView, |view| queries::find_by_code(view, code))
    }

    /// A page of the customers that a filter finds.
    ///
    /// # Errors
    /// `not_permitted`, `too_long`, `out_of_range`, `bad_cursor`; `unknown_reference` for a class;
    /// `bad_choice` or `wrong_type` for a condition.
    pub fn list(
        &self,
        filter: &CustomerFilter,
        sort: CustomerSort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<Page<CustomerSummary>> {
        self.session.read(Permission::CustomersView, |view| {
            queries::list(view, filter, sort, descending, page)
        })
    }

    /// How many customers a filter finds.
    ///
    /// # Errors
    /// `not_permitted`, `too_long`; `unknown_reference` for a class.
    pub fn count(&self, filter: &CustomerFilter) -> Result<i64> {
        self.session.read(Permission::CustomersView, |view| queries::count(view, filter))
    }

    /// All tags in use, with how many of the visible customers have each.
    ///
    /// # Errors
    /// `not_permitted`.
    pub fn tags(&self) -> Result<Vec<TagCount>> {
        self.session.read(Permission::CustomersView, |view| {
            store::list::load_tag_counts(view.conn, &view.scope)
        })
    }

    /// Visible customers that may be the same as one about to be added: the same tax number, phone
    /// or name. They are hints: adding is allowed all the same. Fields the operator may not read
    /// are not compared.
    ///
    /// # Errors
    /// `not_permitted`.
    pub fn duplicates_of(&self, customer: &NewCustomer) -> Result<Vec<DuplicateHint>> {
        single(self.session.read(Permission::CustomersView, |view| {
            queries::duplicates_of_many(view, std::slice::from_ref(customer))
        })?)
    }
}

/// The only one of what a command on one gave.
fn single<T>(many: Vec<T>) -> Result<T> {
    many.into_iter().next().ok_or_else(|| Error::internal("one was given and none came back"))
}
