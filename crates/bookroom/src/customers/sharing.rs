//! Who works with a customer beside its owner, and locks.

use super::commands::{LockCustomers, ShareCustomers};
use super::model::{Collaborator, Customer, CustomerSharing, CustomerVersion};
use super::{Customers, single};
use crate::error::Result;
use crate::values::CustomerId;

impl Customers<'_> {
    /// Says who works with a customer beside its owner: all of them, or nobody. What their roles
    /// let them see or change of their own customers, they see or change of this one, with its
    /// contacts, dealings, documents and payments. When it goes into a pool, it has none.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `record_locked`, `in_pool`; for a collaborator
    /// `unknown_reference`, `retired`, `repeated`, `date_order` for a day that is past, `bad_date`;
    /// `too_many` above 100; `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::Collaborator;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, operator) = (office.session, office.customer, office.operator);
    /// let until = Some("2026-12-31".parse()?);
    /// let helper = Collaborator { until, ..Collaborator::writer(operator.id) };
    /// let customers = session.customers();
    /// let customer = customers.share(customer.id, customer.version, vec![helper])?;
    /// assert_eq!(customer.collaborators, [helper]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn share(
        &self,
        id: CustomerId,
        version: i64,
        collaborators: Vec<Collaborator>,
    ) -> Result<Customer> {
        single(self.share_many(vec![CustomerSharing { id, version, collaborators }])?)
    }

    /// As [`Customers::share`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`Customers::share`]; `repeated`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::{Collaborator, CustomerSharing};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, operator) = (office.session, office.customer, office.operator);
    /// let sharing = CustomerSharing {
    ///     id: customer.id,
    ///     version: customer.version,
    ///     collaborators: vec![Collaborator::reader(operator.id)],
    /// };
    /// assert_eq!(session.customers().share_many(vec![sharing])?.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn share_many(&self, customers: Vec<CustomerSharing>) -> Result<Vec<Customer>> {
        self.session.run(ShareCustomers { customers })
    }

    /// Locks customers with a reason: they and their contacts are not edited, assigned, put into a
    /// pool, retired or removed until they are unlocked. Dealings, documents and payments go on.
    /// A customer that is locked already keeps its reason.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `repeated`, `required` and `too_long` for the reason,
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let customers = session.customers();
    /// let locked = customers.lock(vec![customer.seen()], "法务审核中")?.remove(0);
    /// assert_eq!(locked.lock.map(|it| it.reason).as_deref(), Some("法务审核中"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn lock(&self, customers: Vec<CustomerVersion>, reason: &str) -> Result<Vec<Customer>> {
        self.session.run(LockCustomers { customers, reason: Some(reason.to_owned()) })
    }

    /// Unlocks customers.
    ///
    /// # Errors
    /// As [`Customers::lock`].
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let customers = session.customers();
    /// let locked = customers.lock(vec![customer.seen()], "法务审核中")?.remove(0);
    /// assert_eq!(customers.unlock(vec![locked.seen()])?[0].lock, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unlock(&self, customers: Vec<CustomerVersion>) -> Result<Vec<Customer>> {
        self.session.run(LockCustomers { customers, reason: None })
    }
}
