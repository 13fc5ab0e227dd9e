//! What customers want on their invoices (开票资料).

pub mod commands;
pub mod model;
pub(crate) mod queries;
pub(crate) mod rules;
pub(crate) mod store;

use commands::{
    AddInvoiceProfiles, EditInvoiceProfiles, RemoveInvoiceProfiles, SetInvoiceProfilesActive,
};
use model::{
    InvoiceProfile, InvoiceProfileEdit, InvoiceProfileFilter, InvoiceProfileUpdate,
    InvoiceProfileVersion, NewInvoiceProfile,
};

pub(crate) use store::keep_for_documents;

use super::{Customers, single};
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{InvoiceProfileId, Page, PageRequest};
use crate::work::Session;

/// What customers want on their invoices. Several of a customer, one of them its default; sales
/// keep a copy of the one that they were made with.
pub struct InvoiceProfiles<'s> {
    session: &'s Session,
}

impl<'s> Customers<'s> {
    /// What customers want on their invoices (开票资料).
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::invoice_profiles::model::InvoiceProfileFilter;
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let filter = InvoiceProfileFilter::default();
    /// let page = session.customers().invoice_profiles().list(&filter, &PageRequest::default())?;
    /// assert!(page.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn invoice_profiles(&self) -> InvoiceProfiles<'s> {
        InvoiceProfiles { session: self.session }
    }
}

impl InvoiceProfiles<'_> {
    /// Adds a profile. The permission to change customers must reach the customer.
    ///
    /// # Errors
    /// `not_found` for the customer; `required`, `too_long`, `bad_character`, `bad_format`,
    /// `bad_check_digit`; `field_not_permitted`; `record_locked`, `in_pool`, `merged_away`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::invoice_profiles::model::NewInvoiceProfile;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let profile = session.customers().invoice_profiles().add(NewInvoiceProfile {
    ///     bank: Some("招商银行杭州分行".into()),
    ///     account: Some("571900012345678".into()),
    ///     ..NewInvoiceProfile::of(customer.id, "蓝湖商行杭州分公司")
    /// })?;
    /// assert!(profile.is_default);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, profile: NewInvoiceProfile) -> Result<InvoiceProfile> {
        single(self.add_many(vec![profile])?)
    }

    /// Adds up to 100,000 profiles: all, or none.
    ///
    /// # Errors
    /// As [`InvoiceProfiles::add`]; `repeated` when two are the default of one customer.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::invoice_profiles::model::NewInvoiceProfile;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let new = ["蓝湖商行", "蓝湖商行上海店"].map(|it| NewInvoiceProfile::of(customer.id, it));
    /// let profiles = session.customers().invoice_profiles().add_many(new.into())?;
    /// assert!(profiles[0].is_default && !profiles[1].is_default);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_many(&self, profiles: Vec<NewInvoiceProfile>) -> Result<Vec<InvoiceProfile>> {
        self.session.run(AddInvoiceProfiles { profiles })
    }

    /// Changes a profile, or makes it the default of its customer. Drafts show what it says when
    /// they are posted; what was posted stays.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `retired` for a default, and as [`InvoiceProfiles::add`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::invoice_profiles::model::{InvoiceProfileEdit, NewInvoiceProfile};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let profiles = session.customers().invoice_profiles();
    /// let new = ["蓝湖商行", "蓝湖商行上海店"].map(|it| NewInvoiceProfile::of(customer.id, it));
    /// let second = profiles.add_many(new.into())?.remove(1);
    /// let edit = InvoiceProfileEdit { is_default: Some(true), ..InvoiceProfileEdit::default() };
    /// assert!(profiles.edit(second.id, second.version, edit)?.is_default);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(
        &self,
        id: InvoiceProfileId,
        version: i64,
        edit: InvoiceProfileEdit,
    ) -> Result<InvoiceProfile> {
        single(self.edit_many(vec![InvoiceProfileUpdate { id, version, edit }])?)
    }

    /// Changes up to 100,000 profiles: all, or none.
    ///
    /// # Errors
    /// As [`InvoiceProfiles::edit`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::invoice_profiles::model::{
    ///     InvoiceProfileEdit, InvoiceProfileUpdate, NewInvoiceProfile,
    /// };
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let profiles = session.customers().invoice_profiles();
    /// let one = profiles.add(NewInvoiceProfile::of(customer.id, "蓝湖商行"))?;
    /// let edit = InvoiceProfileEdit { title: Some("蓝湖集团".into()), ..Default::default() };
    /// let update = InvoiceProfileUpdate { id: one.id, version: one.version, edit };
    /// assert_eq!(profiles.edit_many(vec![update])?[0].title, "蓝湖集团");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_many(&self, edits: Vec<InvoiceProfileUpdate>) -> Result<Vec<InvoiceProfile>> {
        self.session.run(EditInvoiceProfiles { edits })
    }

    /// Retires a profile (which is then no default), or brings one back.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `record_locked`, `in_pool`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::invoice_profiles::model::NewInvoiceProfile;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let profiles = session.customers().invoice_profiles();
    /// let one = profiles.add(NewInvoiceProfile::of(customer.id, "蓝湖商行"))?;
    /// let gone = profiles.set_active(one.id, one.version, false)?;
    /// assert!(!gone.active && !gone.is_default);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_active(
        &self,
        id: InvoiceProfileId,
        version: i64,
        active: bool,
    ) -> Result<InvoiceProfile> {
        single(self.set_active_many(vec![InvoiceProfileVersion { id, version }], active)?)
    }

    /// As [`InvoiceProfiles::set_active`], for up to 100,000.
    ///
    /// # Errors
    /// As [`InvoiceProfiles::set_active`]; `repeated`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::invoice_profiles::model::NewInvoiceProfile;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let profiles = session.customers().invoice_profiles();
    /// let one = profiles.add(NewInvoiceProfile::of(customer.id, "蓝湖商行"))?;
    /// assert!(!profiles.set_active_many(vec![(&one).into()], false)?[0].active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_active_many(
        &self,
        profiles: Vec<InvoiceProfileVersion>,
        active: bool,
    ) -> Result<Vec<InvoiceProfile>> {
        self.session.run(SetInvoiceProfilesActive { profiles, active })
    }

    /// Removes a profile that no document names; returns what it was.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `record_locked`, `in_pool`; `in_use`: retire it instead.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::invoice_profiles::model::NewInvoiceProfile;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let profiles = session.customers().invoice_profiles();
    /// let one = profiles.add(NewInvoiceProfile::of(customer.id, "录错了"))?;
    /// profiles.remove(one.id, one.version)?;
    /// assert!(profiles.get(one.id).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&self, id: InvoiceProfileId, version: i64) -> Result<InvoiceProfile> {
        single(self.remove_many(vec![InvoiceProfileVersion { id, version }])?)
    }

    /// As [`InvoiceProfiles::remove`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`InvoiceProfiles::remove`]; `repeated`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::invoice_profiles::model::NewInvoiceProfile;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let profiles = session.customers().invoice_profiles();
    /// let new = ["录错了", "又错了"].map(|it| NewInvoiceProfile::of(customer.id, it));
    /// let wrong = profiles.add_many(new.into())?;
    /// assert_eq!(profiles.remove_many(wrong.iter().map(Into::into).collect())?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_many(&self, profiles: Vec<InvoiceProfileVersion>) -> Result<Vec<InvoiceProfile>> {
        self.session.run(RemoveInvoiceProfiles { profiles })
    }

    /// One profile.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::invoice_profiles::model::NewInvoiceProfile;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let profiles = session.customers().invoice_profiles();
    /// let one = profiles.add(NewInvoiceProfile::of(customer.id, "蓝湖商行"))?;
    /// assert_eq!(profiles.get(one.id)?, one);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: InvoiceProfileId) -> Result<InvoiceProfile> {
        self.session.read(Permission::CustomersView, |view| queries::get(view, id))
    }

    /// A page of the profiles that a filter finds, in the order in which they were added.
    ///
    /// # Errors
    /// `not_permitted`, `too_long`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::invoice_profiles::model::{
    ///     InvoiceProfileFilter, NewInvoiceProfile,
    /// };
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let profiles = session.customers().invoice_profiles();
    /// profiles.add(NewInvoiceProfile::of(customer.id, "蓝湖商行"))?;
    /// let filter = InvoiceProfileFilter { title: Some("蓝湖".into()), ..Default::default() };
    /// assert_eq!(profiles.list(&filter, &PageRequest::default())?.items.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(
        &self,
        filter: &InvoiceProfileFilter,
        page: &PageRequest,
    ) -> Result<Page<InvoiceProfile>> {
        self.session.read(Permission::CustomersView, |view| queries::list(view, filter, page))
    }
}
