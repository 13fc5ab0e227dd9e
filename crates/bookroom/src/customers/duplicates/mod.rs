//! Customers and contacts that may be the same: how alike they are, and why; those of whom somebody
//! said that they are not.

pub mod commands;
pub mod model;
pub(crate) mod queries;
pub(crate) mod rules;
pub(crate) mod store;

use commands::{ForgetContactsApart, ForgetCustomersApart, SetContactsApart, SetCustomersApart};
use model::{
    ContactApart, ContactDuplicateSearch, ContactPair, CustomerApart, CustomerPair, DuplicateHint,
    DuplicateSearch, FoundContactDuplicates, FoundDuplicates,
};

use super::model::NewCustomer;
use super::{Customers, single};
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{ContactApartId, ContactId, CustomerApartId, CustomerId, Page, PageRequest};

impl Customers<'_> {
    /// Visible customers that may be the same as one about to be added, the most likely first, at
    /// most 50: from the score on from which the book warns (`duplicate_warn`). Names are compared
    /// without legal form, place and branch, by how they are read and with typing errors; tax
    /// numbers, phones (also of contacts), mails, bank accounts and addresses, as far as they may
    /// be read. They are hints: adding is allowed all the same, unless the book says otherwise
    /// (`duplicate_stop`).
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::duplicates::model::{Agreement, ComparedField};
    /// use bookroom::customers::model::NewCustomer;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let hints = session.customers().duplicates_of(&NewCustomer::company("藍湖商行(有限公司)"))?;
    /// assert!(hints[0].score > 90);
    /// let reason = hints[0].reasons[0];
    /// assert_eq!((reason.field, reason.agreement), (ComparedField::Name, Agreement::Same));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn duplicates_of(&self, customer: &NewCustomer) -> Result<Vec<DuplicateHint>> {
        single(self.session.read(Permission::CustomersView, |view| {
            queries::hints(view, std::slice::from_ref(customer))
        })?)
    }

    /// Customers in the whole book that may be the same, in groups by falling score. Only those are
    /// compared that share something, so the work grows with the number of customers and not with
    /// its square. What the operator does not see or may not read is not compared. Each page is
    /// made anew: ask for as many as are wanted, up to 1,000. Customers of whom somebody said that
    /// they are not the same are left out, and those that were merged away.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`, `not_found` for the customer; `too_many` for
    /// more than 1,000,000 customers.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::duplicates::model::DuplicateSearch;
    /// use bookroom::customers::model::NewCustomer;
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let customers = session.customers();
    /// customers.add(NewCustomer::company("蓝湖商行有限公司"))?;
    /// let page = PageRequest::default();
    /// let found = customers.find_duplicates(&DuplicateSearch::default(), &page)?;
    /// let group = &found.groups[0];
    /// // What is found goes straight to the merge.
    /// let into = group.customers[0].customer;
    /// let others = group.customers[1..].iter().map(|it| it.customer).collect();
    /// customers.merge(into, others, vec![])?;
    /// assert_eq!(customers.find_duplicates(&DuplicateSearch::default(), &page)?.count, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find_duplicates(
        &self,
        search: &DuplicateSearch,
        page: &PageRequest,
    ) -> Result<FoundDuplicates> {
        self.session.read(Permission::CustomersView, |view| queries::find(view, search, page))
    }

    /// Contacts that may be the same person, at one customer or in the whole book, in groups by
    /// falling score. See [`Customers::find_duplicates`].
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`, `not_found` for the customer; `too_many` for
    /// more than 1,000,000 contacts.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::model::NewContact;
    /// use bookroom::customers::duplicates::model::ContactDuplicateSearch;
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let customers = session.customers();
    /// customers.add_contact(NewContact::of(customer.id, "钱文女士"))?;
    /// let search = ContactDuplicateSearch { customer: Some(customer.id), ..Default::default() };
    /// let found = customers.find_duplicate_contacts(&search, &PageRequest::default())?;
    /// assert_eq!(found.groups[0].contacts.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find_duplicate_contacts(
        &self,
        search: &ContactDuplicateSearch,
        page: &PageRequest,
    ) -> Result<FoundContactDuplicates> {
        self.session
            .read(Permission::CustomersView, |view| queries::find_contacts(view, search, page))
    }

    /// Says of up to 10,000 pairs of customers that they are not the same: no search tells of them
    /// together until one of them changes in what is compared. What was said before stays as it is.
    ///
    /// # Errors
    /// `not_found` for a customer, `repeated` for a pair that stands there twice or names one
    /// customer twice, `too_many`, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::duplicates::model::{CustomerPair, DuplicateSearch};
    /// use bookroom::customers::model::NewCustomer;
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let customers = session.customers();
    /// let other = customers.add(NewCustomer::company("蓝湖商行有限公司"))?;
    /// customers.set_apart(vec![CustomerPair { first: customer.id, second: other.id }])?;
    /// let page = PageRequest::default();
    /// assert_eq!(customers.find_duplicates(&DuplicateSearch::default(), &page)?.count, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_apart(&self, pairs: Vec<CustomerPair>) -> Result<Vec<CustomerApart>> {
        self.session.run(SetCustomersApart { pairs })
    }

    /// Takes back that customers are not the same; returns what was said.
    ///
    /// # Errors
    /// `not_found`, `repeated`, `too_many`, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::duplicates::model::CustomerPair;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, supplier) = (office.session, office.customer, office.supplier);
    /// let customers = session.customers();
    /// let pair = CustomerPair { first: customer.id, second: supplier.id };
    /// let said = customers.set_apart(vec![pair])?;
    /// customers.forget_apart(vec![said[0].id])?;
    /// assert!(customers.apart(None, &Default::default())?.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn forget_apart(&self, ids: Vec<CustomerApartId>) -> Result<Vec<CustomerApart>> {
        self.session.run(ForgetCustomersApart { ids })
    }

    /// A page of the pairs of customers of which somebody said that they are not the same, newest
    /// first: those of one customer, or all. Both have to be visible.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let page = PageRequest::default();
    /// assert!(session.customers().apart(Some(customer.id), &page)?.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn apart(
        &self,
        customer: Option<CustomerId>,
        page: &PageRequest,
    ) -> Result<Page<CustomerApart>> {
        self.session.read(Permission::CustomersView, |view| {
            let scope = view.scope;
            store::apart::list(view.conn, &scope, customer, page)
        })
    }

    /// Says of up to 10,000 pairs of contacts that they are not the same: no search tells of them
    /// together until one of them changes in what is compared. What was said before stays as it is.
    ///
    /// # Errors
    /// `not_found` for a contact, `repeated` for a pair that stands there twice or names one
    /// contact twice, `too_many`, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::model::NewContact;
    /// use bookroom::customers::duplicates::model::{ContactDuplicateSearch, ContactPair};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact) = (office.session, office.contact);
    /// let customers = session.customers();
    /// let other = customers.add_contact(NewContact::of(contact.customer, "钱文女士"))?;
    /// let pair = ContactPair { first: contact.id, second: other.id };
    /// customers.set_contacts_apart(vec![pair])?;
    /// let (search, page) = (ContactDuplicateSearch::default(), PageRequest::default());
    /// assert_eq!(customers.find_duplicate_contacts(&search, &page)?.count, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_contacts_apart(&self, pairs: Vec<ContactPair>) -> Result<Vec<ContactApart>> {
        self.session.run(SetContactsApart { pairs })
    }

    /// Takes back that contacts are not the same; returns what was said.
    ///
    /// # Errors
    /// `not_found`, `repeated`, `too_many`, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::contacts::model::NewContact;
    /// use bookroom::customers::duplicates::model::ContactPair;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact) = (office.session, office.contact);
    /// let customers = session.customers();
    /// let other = customers.add_contact(NewContact::of(contact.customer, "钱文女士"))?;
    /// let pair = ContactPair { first: contact.id, second: other.id };
    /// let said = customers.set_contacts_apart(vec![pair])?;
    /// customers.forget_contacts_apart(vec![said[0].id])?;
    /// assert!(customers.contacts_apart(None, &Default::default())?.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn forget_contacts_apart(&self, ids: Vec<ContactApartId>) -> Result<Vec<ContactApart>> {
        self.session.run(ForgetContactsApart { ids })
    }

    /// A page of the pairs of contacts of which somebody said that they are not the same, newest
    /// first: those of one contact, or all. Both have to be visible.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, contact) = (office.session, office.contact);
    /// let page = PageRequest::default();
    /// assert!(session.customers().contacts_apart(Some(contact.id), &page)?.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn contacts_apart(
        &self,
        contact: Option<ContactId>,
        page: &PageRequest,
    ) -> Result<Page<ContactApart>> {
        self.session.read(Permission::CustomersView, |view| {
            let scope = view.scope;
            store::contacts_apart::list(view.conn, &scope, contact, page)
        })
    }
}
