//! Customers that are the same: merged into one, and parted again.

pub mod commands;
pub mod model;
pub(crate) mod queries;
pub(crate) mod rules;
pub(crate) mod store;

use commands::{MergeCustomers, UnmergeCustomers};
use model::{CustomerMerge, MergeFieldRule, MergedCustomers};

use super::Customers;
use super::model::CustomerVersion;
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{CustomerId, CustomerMergeId, Page, PageRequest};

impl Customers<'_> {
    /// Merges up to 100 customers into another one, which takes over all that names them: contacts,
    /// documents, payments, dealings, cases, tasks, lines posted by hand, customers below them.
    /// They stay behind retired and say where they went. Journal entries never change: they keep
    /// the party that they were posted with, and count for the one that stays. A dry run says what
    /// would move. Of fields that no rule names, lists and notes are joined and empty ones filled;
    /// name, kind, terms, owner and credit limit stay.
    ///
    /// # Errors
    /// `required` and `too_many` for none or too many, `repeated`, `not_found`, `version_conflict`;
    /// `merged_away` for one that was merged before, `retired` for one to stay; `bad_choice` for a
    /// field or rule, `unknown_reference` for a customer that a rule names; `cycle` when one stands
    /// above another with others between them; `in_pool`, `field_not_permitted`, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::merging::model::{MergeFieldRule, MergeRule};
    /// use bookroom::customers::model::NewCustomer;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let customers = session.customers();
    /// let twice = customers.add(NewCustomer::company("蓝湖商行有限公司"))?;
    /// let rules = vec![MergeFieldRule::of("name", twice.id)];
    /// let (into, other) = ((&customer).into(), vec![(&twice).into()]);
    /// // What would move?
    /// let tried = session.dry_run().customers().merge(into, other.clone(), rules.clone())?;
    /// assert!(tried.merge.moved.is_empty());
    /// let merged = customers.merge(into, other, rules)?;
    /// assert_eq!(merged.customer.name, "蓝湖商行有限公司");
    /// assert_eq!(customers.get(twice.id)?.merged_into, Some(customer.id));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn merge(
        &self,
        into: CustomerVersion,
        customers: Vec<CustomerVersion>,
        rules: Vec<MergeFieldRule>,
    ) -> Result<MergedCustomers> {
        self.session.run(MergeCustomers { into, customers, rules })
    }

    /// Undoes a merge: each customer has what it had again. What came since stays with the one that
    /// stayed: records that were added, documents that were posted, fields that were changed.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `wrong_state` when it was undone before; `unmerge_blocked`
    /// with the fact `blocked`: later merges that have to be undone first, allocations between
    /// documents of both, cases and dealings that name a contact of the other, cases of one that
    /// were merged into cases of the other.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::NewCustomer;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let customers = session.customers();
    /// let twice = customers.add(NewCustomer::company("蓝湖商行有限公司"))?;
    /// let merge = customers.merge((&customer).into(), vec![(&twice).into()], vec![])?.merge;
    /// let parted = customers.unmerge(merge.id, merge.version)?;
    /// assert!(parted.merge.undone_at.is_some());
    /// assert!(customers.get(twice.id)?.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unmerge(&self, id: CustomerMergeId, version: i64) -> Result<MergedCustomers> {
        self.session.run(UnmergeCustomers { id, version })
    }

    /// A page of merges, newest first, of one customer or of all: those that it took in, and those
    /// by which it went.
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
    /// assert!(session.customers().merges(Some(customer.id), &page)?.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn merges(
        &self,
        customer: Option<CustomerId>,
        page: &PageRequest,
    ) -> Result<Page<CustomerMerge>> {
        self.session.read(Permission::CustomersView, |view| queries::list(view, customer, page))
    }

    /// One merge.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::values::CustomerMergeId;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let refused = session.customers().get_merge(CustomerMergeId(1)).unwrap_err();
    /// assert_eq!(refused.code().slug(), "not_found");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get_merge(&self, id: CustomerMergeId) -> Result<CustomerMerge> {
        self.session.read(Permission::CustomersView, |view| queries::get(view, id))
    }
}
