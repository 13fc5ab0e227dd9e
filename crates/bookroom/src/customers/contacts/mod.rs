//! Contacts: the persons at a customer.

pub mod commands;
pub mod links;
pub mod merging;
pub mod model;
pub(crate) mod queries;
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
    /// `bad_format`, `repeated`; `field_not_permitted`; for the superior `unknown_reference` unless
    /// it is a contact of the customer or its family, `too_many` for more than 50 levels.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::model::NewContact;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let contact = session.customers().add_contact(NewContact {
    ///     title: Some("采购经理".into()),
    ///     is_primary: true,
    ///     ..NewContact::of(customer.id, "孙静")
    /// })?;
    /// assert!(contact.is_primary);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_contact(&self, contact: NewContact) -> Result<Contact> {
        single(self.add_contacts(vec![contact])?)
    }

    /// Adds up to 100,000 contacts: all, or none.
    ///
    /// # Errors
    /// As [`Customers::add_contact`]; `repeated` when two are primary at one customer.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::model::NewContact;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let people = ["孙静", "周霜"].map(|name| NewContact::of(customer.id, name));
    /// assert_eq!(session.customers().add_contacts(people.into())?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_contacts(&self, contacts: Vec<NewContact>) -> Result<Vec<Contact>> {
        self.session.run(AddContacts { contacts })
    }

    /// Changes a contact. The permission to change must reach its own customer: a further place is
    /// not enough.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `field_not_permitted`, `cycle` for who would stand above
    /// itself, and as [`Customers::add_contact`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::model::ContactEdit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact) = (office.session, office.contact);
    /// let edit = ContactEdit { is_primary: Some(true), ..ContactEdit::default() };
    /// let contact = session.customers().edit_contact(contact.id, contact.version, edit)?;
    /// assert!(contact.is_primary);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_contact(&self, id: ContactId, version: i64, edit: ContactEdit) -> Result<Contact> {
        single(self.edit_contacts(vec![ContactUpdate { id, version, edit }])?)
    }

    /// Changes up to 100,000 contacts: all, or none.
    ///
    /// # Errors
    /// As [`Customers::edit_contact`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::model::{ContactEdit, ContactUpdate};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact) = (office.session, office.contact);
    /// let edit = ContactEdit { name: Some("钱文慧".into()), ..ContactEdit::default() };
    /// let update = ContactUpdate { id: contact.id, version: contact.version, edit };
    /// assert_eq!(session.customers().edit_contacts(vec![update])?[0].name, "钱文慧");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_contacts(&self, edits: Vec<ContactUpdate>) -> Result<Vec<Contact>> {
        self.session.run(EditContacts { edits })
    }

    /// Retires a contact (who is then no longer primary), or brings one back.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact) = (office.session, office.contact);
    /// let gone = session.customers().set_contact_active(contact.id, contact.version, false)?;
    /// assert!(!gone.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_contact_active(&self, id: ContactId, version: i64, active: bool) -> Result<Contact> {
        single(self.set_contacts_active(vec![ContactVersion { id, version }], active)?)
    }

    /// As [`Customers::set_contact_active`], for up to 100,000.
    ///
    /// # Errors
    /// As [`Customers::set_contact_active`]; `repeated`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact) = (office.session, office.contact);
    /// let gone = session.customers().set_contacts_active(vec![(&contact).into()], false)?;
    /// assert!(!gone[0].active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_contacts_active(
        &self,
        contacts: Vec<ContactVersion>,
        active: bool,
    ) -> Result<Vec<Contact>> {
        self.session.run(SetContactsActive { contacts, active })
    }

    /// Removes a contact that no case, dealing, task, file, field or further place refers to, and
    /// to whom nobody reports; returns what it was.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `in_use`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, contact) = (office.session, office.customer, office.contact);
    /// session.customers().remove_contact(contact.id, contact.version)?;
    /// assert!(session.customers().contacts(customer.id)?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_contact(&self, id: ContactId, version: i64) -> Result<Contact> {
        single(self.remove_contacts(vec![ContactVersion { id, version }])?)
    }

    /// As [`Customers::remove_contact`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`Customers::remove_contact`]; `repeated`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact) = (office.session, office.contact);
    /// session.customers().remove_contacts(vec![(&contact).into()])?;
    /// assert!(session.customers().contact(contact.id).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_contacts(&self, contacts: Vec<ContactVersion>) -> Result<Vec<Contact>> {
        self.session.run(RemoveContacts { contacts })
    }

    /// One contact.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact) = (office.session, office.contact);
    /// assert_eq!(session.customers().contact(contact.id)?.name, "钱文");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn contact(&self, id: ContactId) -> Result<Contact> {
        self.session.read(Permission::CustomersView, |view| queries::get(view, id))
    }

    /// All contacts of a customer, its own and those with a further place there: the primary one
    /// first, then those who are still there, by id.
    ///
    /// # Errors
    /// `not_permitted`, `not_found` for the customer.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let contacts = session.customers().contacts(customer.id)?;
    /// assert_eq!(contacts[0].name, "钱文");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn contacts(&self, customer: CustomerId) -> Result<Vec<Contact>> {
        self.session.read(Permission::CustomersView, |view| queries::of_customer(view, customer))
    }

    /// Contacts over all customers that are visible: each by its own customer or a further place.
    ///
    /// # Errors
    /// `not_permitted`, `too_long`, `out_of_range`, `bad_cursor`; `bad_choice` or `bad_format` for
    /// a condition.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::model::{ContactFilter, ContactSort};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let filter = ContactFilter { text: Some("钱".into()), ..ContactFilter::default() };
    /// let page = PageRequest::default();
    /// let page = session.customers().list_contacts(&filter, ContactSort::Name, false, &page)?;
    /// assert_eq!(page.items[0].customer, customer.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::model::ContactFilter;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.customers().count_contacts(&ContactFilter::default())?, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn count_contacts(&self, filter: &ContactFilter) -> Result<i64> {
        self.session.read(Permission::CustomersView, |view| queries::count(view, filter))
    }
}
