//! Further places of contacts: one person stands at several customers.

pub mod commands;
pub mod model;
pub(crate) mod rules;
pub(crate) mod store;

use commands::{EditContactLinks, LinkContacts, UnlinkContacts};
use model::{ContactLink, ContactLinkEdit, ContactLinkUpdate, ContactLinkVersion, NewContactLink};

use crate::customers::{Customers, single};
use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::values::ContactLinkId;
use crate::work::{Outcome, Review};

impl Customers<'_> {
    /// Gives a contact a further place, at a customer beside its own: it is seen there, and cases
    /// and dealings of that customer may name it. The permission to change must reach that
    /// customer; the contact has to be visible.
    ///
    /// # Errors
    /// `not_found` for the customer or the contact, `already_exists` when the contact stands there,
    /// `merged_away`, `record_locked`, `in_pool`, `too_long`, `bad_character`, `date_order` for a
    /// day after today, `retired` for a primary one who left, `too_many` for more than 100 places.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::links::model::NewContactLink;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact, supplier) = (office.session, office.contact, office.supplier);
    /// let customers = session.customers();
    /// customers.link_contact(NewContactLink {
    ///     title: Some("董事".into()),
    ///     ..NewContactLink::of(contact.id, supplier.id)
    /// })?;
    /// assert_eq!(customers.contacts(supplier.id)?[0].links[0].customer, supplier.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn link_contact(&self, link: NewContactLink) -> Result<ContactLink> {
        single(self.link_contacts(vec![link])?)
    }

    /// As [`Customers::link_contact`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`Customers::link_contact`]; `repeated` for one that stands there twice, and when two
    /// are primary at one customer.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::links::model::NewContactLink;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact, supplier) = (office.session, office.contact, office.supplier);
    /// let links = vec![NewContactLink::of(contact.id, supplier.id)];
    /// assert_eq!(session.customers().link_contacts(links)?.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn link_contacts(&self, links: Vec<NewContactLink>) -> Result<Vec<ContactLink>> {
        self.session.run(LinkContacts { links })
    }

    /// Changes a further place of a contact; who left gets the day.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, and as [`Customers::link_contact`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::links::model::{ContactLinkEdit, NewContactLink};
    /// use bookroom::values::Edit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact, supplier) = (office.session, office.contact, office.supplier);
    /// let customers = session.customers();
    /// let link = customers.link_contact(NewContactLink::of(contact.id, supplier.id))?;
    /// let day = "2020-01-31".parse()?;
    /// let left = ContactLinkEdit { left_on: Edit::Set(day), ..ContactLinkEdit::default() };
    /// let link = customers.edit_contact_link(link.id, link.version, left)?;
    /// assert_eq!(link.left_on, Some(day));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_contact_link(
        &self,
        id: ContactLinkId,
        version: i64,
        edit: ContactLinkEdit,
    ) -> Result<ContactLink> {
        single(self.edit_contact_links(vec![ContactLinkUpdate { id, version, edit }])?)
    }

    /// As [`Customers::edit_contact_link`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`Customers::edit_contact_link`]; `repeated`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::links::model::{
    ///     ContactLinkEdit, ContactLinkUpdate, NewContactLink,
    /// };
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact, supplier) = (office.session, office.contact, office.supplier);
    /// let customers = session.customers();
    /// let link = customers.link_contact(NewContactLink::of(contact.id, supplier.id))?;
    /// let edit = ContactLinkEdit { is_primary: Some(true), ..ContactLinkEdit::default() };
    /// let update = ContactLinkUpdate { id: link.id, version: link.version, edit };
    /// assert!(customers.edit_contact_links(vec![update])?[0].is_primary);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_contact_links(&self, edits: Vec<ContactLinkUpdate>) -> Result<Vec<ContactLink>> {
        self.session.run(EditContactLinks { edits })
    }

    /// Takes a further place of a contact away, as if it had never been; returns what it was. Who
    /// left a customer gets the day instead ([`Customers::edit_contact_link`]).
    ///
    /// # Errors
    /// `not_found`, `version_conflict`; `in_use` when cases or dealings of the customer name the
    /// contact; `record_locked`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::links::model::NewContactLink;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact, supplier) = (office.session, office.contact, office.supplier);
    /// let customers = session.customers();
    /// let link = customers.link_contact(NewContactLink::of(contact.id, supplier.id))?;
    /// customers.unlink_contact(link.id, link.version)?;
    /// assert!(customers.contacts(supplier.id)?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unlink_contact(&self, id: ContactLinkId, version: i64) -> Result<ContactLink> {
        single(self.unlink_contacts(vec![ContactLinkVersion { id, version }])?)
    }

    /// As [`Customers::unlink_contact`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`Customers::unlink_contact`]; `repeated`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::links::model::NewContactLink;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact, supplier) = (office.session, office.contact, office.supplier);
    /// let customers = session.customers();
    /// let link = customers.link_contact(NewContactLink::of(contact.id, supplier.id))?;
    /// customers.unlink_contacts(vec![(&link).into()])?;
    /// assert!(customers.contact(contact.id)?.links.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unlink_contacts(&self, links: Vec<ContactLinkVersion>) -> Result<Vec<ContactLink>> {
        self.session.run(UnlinkContacts { links })
    }

    /// One further place of a contact. All of a contact stand in [`Contact::links`].
    ///
    /// [`Contact::links`]: crate::customers::contacts::model::Contact::links
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::links::model::NewContactLink;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact, supplier) = (office.session, office.contact, office.supplier);
    /// let customers = session.customers();
    /// let link = customers.link_contact(NewContactLink::of(contact.id, supplier.id))?;
    /// assert_eq!(customers.contact_link(link.id)?, link);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn contact_link(&self, id: ContactLinkId) -> Result<ContactLink> {
        self.session.read(Permission::CustomersView, |view| {
            let found = store::load_visible(view.conn, &view.scope, id.0)?;
            found.ok_or_else(|| Error::not_found(commands::SUBJECT, id))
        })
    }
}

impl Outcome for ContactLink {
    fn review(&mut self, review: &mut Review) {
        // A place that was taken away is not there to be looked at; its customer is.
        review.tells_of("customer", self.customer);
    }
}
