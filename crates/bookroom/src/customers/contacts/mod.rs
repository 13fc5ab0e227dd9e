//! Contacts: the persons at a customer.

pub mod commands;
pub mod model;
mod queries;
pub(crate) mod rules;
pub(crate) mod store;

use commands::{AddContacts, EditContacts, RemoveContacts, SetContactsActive};
use model::{
    Contact, ContactEdit, ContactFilter, ContactSort, ContactUpdate, ContactVersion, NewContact,
};

use super::{Customers, single};
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{ContactId, CustomerId, Page, PageRequest};

impl Customers<'_> {
    /// Adds a contact. The permission to add must reach the customer.
    ///
    /// # Errors
    /// `not_found` for the customer; `required`, `too_long`, `too_many`, `bad_character`,
    /// `bad_format`, `repeated`; `field_not_permitted`.
    pub fn add_contact(&self, contact: NewContact) -> Result<Contact> {
        single(self.add_contacts(vec![contact])?)
    }

    /// Adds up to 100,000 contacts: all, or none.
    ///
    /// # Errors
    /// As [`Customers::add_contact`]; `repeated` when two are primary at one customer.
    pub fn add_contacts(&self, contacts: Vec<NewContact>) -> Result<Vec<Contact>> {
        self.session.run(AddContacts { contacts })
    }

    /// Changes a contact.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `field_not_permitted`, and as [`Customers::add_contact`].
    pub fn edit_contact(&self, id: ContactId, version: i64, edit: ContactEdit) -> Result<Contact> {
        single(self.edit_contacts(vec![ContactUpdate { id, version, edit }])?)
    }

    /// Changes up to 100,000 contacts: all, or none.
    ///
    /// # Errors
    /// As [`Customers::edit_contact`].
    pub fn edit_contacts(&self, edits: Vec<ContactUpdate>) -> Result<Vec<Contact>> {
        self.session.run(EditContacts { edits })
    }

    /// Retires a contact (who is then no longer primary), or brings one back.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`.
    pub fn set_contact_active(&self, id: ContactId, version: i64, active: bool) -> Result<Contact> {
        single(self.set_contacts_active(vec![ContactVersion { id, version }], active)?)
    }

    /// As [`Customers::set_contact_active`], for up to 100,000.
    ///
    /// # Errors
    /// As [`Customers::set_contact_active`]; `repeated`.
    pub fn set_contacts_active(
        &self,
        contacts: Vec<ContactVersion>,
        active: bool,
    ) -> Result<Vec<Contact>> {
        self.session.run(SetContactsActive { contacts, active })
    }

    /// Removes a contact that no case refers to; returns what it was.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `in_use`.
    pub fn remove_contact(&self, id: ContactId, version: i64) -> Result<Contact> {
        single(self.remove_contacts(vec![ContactVersion { id, version }])?)
    }

    /// As [`Customers::remove_contact`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`Customers::remove_contact`]; `repeated`.
    pub fn remove_contacts(&self, contacts: Vec<ContactVersion>) -> Result<Vec<Contact>> {
        self.session.run(RemoveContacts { contacts })
    }

    /// One contact.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    pub fn contact(&self, id: ContactId) -> Result<Contact> {
        self.session.read(Permission::CustomersView, |view| queries::get(view, id))
    }

    /// All contacts of a customer: the primary one first, then the active ones, by id.
    ///
    /// # Errors
    /// `not_permitted`, `not_found` for the customer.
    pub fn contacts(&self, customer: CustomerId) -> Result<Vec<Contact>> {
        self.session.read(Permission::CustomersView, |view| queries::of_customer(view, customer))
    }

    /// Contacts over all customers that are visible.
    ///
    /// # Errors
    /// `not_permitted`, `too_long`, `out_of_range`, `bad_cursor`; `bad_choice` or `bad_format` for
    /// a condition.
    pub fn list_contacts(
        &self,
        filter: &ContactFilter,
        sort: ContactSort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<Page<Contact>> {
        self.session.read(Permission::CustomersView, |view| {
            queries::list(view, filter, sort, descending, page)
        })
    }

    /// How many contacts a filter finds.
    ///
    /// # Errors
    /// `not_permitted`, `too_long`.
    pub fn count_contacts(&self, filter: &ContactFilter) -> Result<i64> {
        self.session.read(Permission::CustomersView, |view| queries::count(view, filter))
    }
}
