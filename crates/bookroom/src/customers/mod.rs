//! Customers, suppliers and their contacts.

pub(crate) mod card;
pub mod commands;
pub mod contacts;
pub(crate) mod counterparty;
pub mod duplicates;
pub mod important_dates;
pub mod invoice_profiles;
mod masks;
pub mod merging;
pub mod model;
pub mod pools;
pub(crate) mod queries;
mod relations;
pub(crate) mod rules;
mod sharing;
pub(crate) mod store;
mod tags;

use chrono::NaiveDate;
use commands::{
    AddCustomers, AssignCustomers, EditCustomers, PlanContacts, RemoveCustomers, SetCustomersActive,
};
use model::{
    ContactPlan, Customer, CustomerEdit, CustomerFilter, CustomerSort, CustomerSummary,
    CustomerUpdate, CustomerVersion, NewCustomer,
};

use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::values::{CustomerId, OperatorId, Page, PageRequest, TeamId};
use crate::work::Session;

pub(crate) use contacts::links::store::keep_places as keep_contact_places;
pub(crate) use contacts::links::store::visible_of as contact_links_in_scope;
pub(crate) use contacts::merging::store::stand_in as contact_stand_in;
pub(crate) use counterparty::{Counterparty, load_counterparties};
pub(crate) use invoice_profiles::keep_for_documents;
pub(crate) use invoice_profiles::model::InvoiceProfile;
pub(crate) use queries::list_whole;
pub(crate) use relations::load_below;
pub(crate) use rules::classes::LEVEL;
pub(crate) use store::dealt::{follow as follow_dealings, lock as lock_for_dealings};
pub(crate) use store::merged::{stand_in, stand_ins};
pub(crate) use store::relations::{load_limits, lock_limits};
pub(crate) use store::{
    customers_in_scope, keep_by_customer, keep_classes, keep_in_scope, keep_levels, load_visible,
};

/// Customers, suppliers and their contacts.
pub struct Customers<'s> {
    session: &'s Session,
}

impl Session {
    /// Customers, suppliers and their contacts.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::CustomerFilter;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.customers().count(&CustomerFilter::default())?, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn customers(&self) -> Customers<'_> {
        Customers { session: self }
    }
}

impl<'s> Customers<'s> {
    /// The session, for areas that add to what is asked of customers.
    pub(crate) fn session(&self) -> &'s Session {
        self.session
    }

    /// Adds a customer.
    ///
    /// # Errors
    /// `required`, `too_long`, `too_many`, `bad_character`, `out_of_range`, `bad_format`,
    /// `bad_check_digit`, `repeated`, `unknown_reference`, `retired`; `already_exists` for a code
    /// that is taken; `field_not_permitted`; `not_permitted` for another's customer without the
    /// permission to assign.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::{Channel, ChannelKind, NewCustomer};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let customer = session.customers().add(NewCustomer {
    ///     code: Some("K100".into()),
    ///     channels: vec![Channel::new(ChannelKind::Mobile, "139 0013 9000")],
    ///     ..NewCustomer::company("南山贸易有限公司")
    /// })?;
    /// assert_eq!(customer.channels[0].value, "13900139000");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, customer: NewCustomer) -> Result<Customer> {
        single(self.add_many(vec![customer])?)
    }

    /// Adds up to 100,000 customers: all, or none.
    ///
    /// # Errors
    /// As [`Customers::add`], with paths like `customers[3].channels[0].value`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::NewCustomer;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let names = ["南山贸易", "北山茶业"];
    /// let added = session.customers().add_many(names.map(NewCustomer::company).into())?;
    /// assert_eq!(added.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_many(&self, customers: Vec<NewCustomer>) -> Result<Vec<Customer>> {
        self.session.run(AddCustomers { customers })
    }

    /// Changes a customer.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `field_not_permitted`, `already_exists` for a code that is
    /// taken, and the violations of [`Customers::add`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::CustomerEdit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let edit = CustomerEdit { payment_days: Some(45), ..CustomerEdit::default() };
    /// let customer = session.customers().edit(customer.id, customer.version, edit)?;
    /// assert_eq!(customer.payment_days, 45);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(&self, id: CustomerId, version: i64, edit: CustomerEdit) -> Result<Customer> {
        single(self.edit_many(vec![CustomerUpdate { id, version, edit }])?)
    }

    /// Changes up to 100,000 customers: all, or none.
    ///
    /// # Errors
    /// As [`Customers::edit`], with paths like `edits[3].edit.name`; `repeated` when one stands
    /// there twice.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::{CustomerEdit, CustomerUpdate};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let edit = CustomerEdit { is_supplier: Some(true), ..CustomerEdit::default() };
    /// let update = CustomerUpdate { id: customer.id, version: customer.version, edit };
    /// let edited = session.customers().edit_many(vec![update])?;
    /// assert!(edited[0].is_supplier);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_many(&self, edits: Vec<CustomerUpdate>) -> Result<Vec<Customer>> {
        self.session.run(EditCustomers { edits })
    }

    /// Retires a customer, who then takes no new documents, or brings one back.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let retired = session.customers().set_active(customer.id, customer.version, false)?;
    /// assert!(!retired.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_active(&self, id: CustomerId, version: i64, active: bool) -> Result<Customer> {
        single(self.set_active_many(vec![CustomerVersion { id, version }], active)?)
    }

    /// As [`Customers::set_active`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`Customers::set_active`]; `repeated`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, supplier) = (office.session, office.customer, office.supplier);
    /// let both = vec![(&customer).into(), (&supplier).into()];
    /// let retired = session.customers().set_active_many(both, false)?;
    /// assert!(retired.iter().all(|one| !one.active));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    /// `not_found`, `version_conflict`; `in_use` when an invoice, payment, posting, case, dealing
    /// or task refers to it or to a contact of it: retire it instead.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::NewCustomer;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let wrong = session.customers().add(NewCustomer::company("录错了"))?;
    /// session.customers().remove(wrong.id, wrong.version)?;
    /// // What an invoice refers to stays.
    /// let refused = session.customers().remove(customer.id, customer.version).unwrap_err();
    /// assert_eq!(refused.code().slug(), "in_use");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&self, id: CustomerId, version: i64) -> Result<Customer> {
        single(self.remove_many(vec![CustomerVersion { id, version }])?)
    }

    /// As [`Customers::remove`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`Customers::remove`]; `repeated`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::NewCustomer;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let twice = ["录错了", "又错了"].map(NewCustomer::company);
    /// let wrong = session.customers().add_many(twice.into())?;
    /// let removed = session.customers().remove_many(wrong.iter().map(Into::into).collect())?;
    /// assert_eq!(removed.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_many(&self, customers: Vec<CustomerVersion>) -> Result<Vec<Customer>> {
        self.session.run(RemoveCustomers { customers })
    }

    /// Gives customers to an operator and a team (none: the operator's), or to nobody.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `repeated`; `unknown_reference` and `retired` for the owner
    /// or team.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let me = session.operator_id();
    /// let assigned = session.customers().assign(vec![(&customer).into()], Some(me), None)?;
    /// assert_eq!(assigned[0].owner, Some(me));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assign(
        &self,
        customers: Vec<CustomerVersion>,
        owner: Option<OperatorId>,
        team: Option<TeamId>,
    ) -> Result<Vec<Customer>> {
        self.session.run(AssignCustomers { customers, owner, team })
    }

    /// Says when a customer shall be contacted next, and what for; without a day: not at all.
    /// Dealings that come later may say otherwise, and one on that day or later is the contact.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `field_not_permitted`, `bad_date`, `too_long`,
    /// `bad_character`; `date_order` for a day that is past.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let on = Some("2026-07-10".parse()?);
    /// let what = Some("续约".to_owned());
    /// let customer = session.customers().plan_contact(customer.id, customer.version, on, what)?;
    /// assert_eq!(customer.next_contact_on, on);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn plan_contact(
        &self,
        id: CustomerId,
        version: i64,
        on: Option<NaiveDate>,
        purpose: Option<String>,
    ) -> Result<Customer> {
        single(self.plan_contacts(vec![ContactPlan { id, version, on, purpose }])?)
    }

    /// As [`Customers::plan_contact`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`Customers::plan_contact`]; `repeated`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::ContactPlan;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let (id, version) = (customer.id, customer.version);
    /// let never = ContactPlan { id, version, on: None, purpose: None };
    /// assert_eq!(session.customers().plan_contacts(vec![never])?[0].next_contact_on, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn plan_contacts(&self, plans: Vec<ContactPlan>) -> Result<Vec<Customer>> {
        self.session.run(PlanContacts { plans })
    }

    /// One customer.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// assert_eq!(session.customers().get(customer.id)?.name, "蓝湖商行");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: CustomerId) -> Result<Customer> {
        self.session.read(Permission::CustomersView, |view| queries::get(view, id))
    }

    /// Customers by id, in the order asked for. Missing and invisible ones are left out.
    ///
    /// # Errors
    /// `not_permitted`, `too_many` above 100,000.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, supplier) = (office.session, office.customer, office.supplier);
    /// let found = session.customers().get_many(&[supplier.id, customer.id])?;
    /// assert_eq!(found[0].name, "狮峰茶厂");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get_many(&self, ids: &[CustomerId]) -> Result<Vec<Customer>> {
        self.session.read(Permission::CustomersView, |view| queries::get_many(view, ids))
    }

    /// The customer with this code, if there is one that is visible. Letter case counts, as it does
    /// when codes are given: `K001` and `k001` are two codes.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// assert_eq!(session.customers().find_by_code("K001")?.unwrap().id, customer.id);
    /// assert!(session.customers().find_by_code("K999")?.is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find_by_code(&self, code: &str) -> Result<Option<Customer>> {
        self.session.read(Permission::CustomersView, |view| queries::find_by_code(view, code))
    }

    /// As [`Customers::find_by_code`], where there must be one.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// assert_eq!(session.customers().get_by_code("K001")?.id, customer.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get_by_code(&self, code: &str) -> Result<Customer> {
        self.find_by_code(code)?.ok_or_else(|| Error::not_found("customer", code))
    }

    /// A page of the customers that a filter finds.
    ///
    /// # Errors
    /// `not_permitted`, `too_long`, `out_of_range`, `bad_cursor`; `unknown_reference` for a class;
    /// `bad_choice` or `wrong_type` for a condition.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::{CustomerFilter, CustomerSort};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let filter = CustomerFilter { is_supplier: Some(false), ..CustomerFilter::of_text("蓝湖") };
    /// let page = PageRequest::default();
    /// let page = session.customers().list(&filter, CustomerSort::Name, false, &page)?;
    /// assert_eq!(page.items[0].code.as_deref(), Some("K001"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::CustomerFilter;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let suppliers = CustomerFilter { is_supplier: Some(true), ..CustomerFilter::default() };
    /// assert_eq!(session.customers().count(&suppliers)?, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn count(&self, filter: &CustomerFilter) -> Result<i64> {
        self.session.read(Permission::CustomersView, |view| queries::count(view, filter))
    }
}

/// The only one of what a command on one gave.
fn single<T>(many: Vec<T>) -> Result<T> {
    many.into_iter().next().ok_or_else(|| Error::internal("one was given and none came back"))
}
