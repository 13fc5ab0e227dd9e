//! Dealings (业务往来, 跟进): each contact with a customer, what came of it, and when the next is due.

pub(crate) mod card;
pub mod commands;
pub mod model;
pub(crate) mod rules;
pub(crate) mod store;

use commands::{AddDealings, EditDealings, RemoveDealings};
use model::{
    Dealing, DealingEdit, DealingFilter, DealingSort, DealingUpdate, DealingVersion, NewDealing,
};
use store::lists;

use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::values::{DealingId, Page, PageRequest};
use crate::work::Session;

/// The dealings with customers. One's own are those with customers that one owns.
///
/// What customers know of them follows by rule: the last contact is the dealing that happened last,
/// whenever it was written down; the next contact is the day that was said last, by a dealing or by
/// hand ([`crate::customers::Customers::plan_contact`]), until a later dealing happens on that day
/// or after it.
pub struct Dealings<'s> {
    session: &'s Session,
}

impl Session {
    /// Dealings: calls, visits, mails, meetings.
    ///
    /// # Examples
    /// ```
    /// use bookroom::dealings::model::NewDealing;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let call = session.dealings().add(NewDealing::new(customer.id, "call", "续约"))?;
    /// assert_eq!(session.customers().get(customer.id)?.last_dealing, Some(call.id));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn dealings(&self) -> Dealings<'_> {
        Dealings { session: self }
    }
}

impl<'s> Dealings<'s> {
    /// One dealing.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::dealings::model::NewDealing;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let call = session.dealings().add(NewDealing::new(customer.id, "call", "续约"))?;
    /// assert_eq!(session.dealings().get(call.id)?.subject, "续约");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: DealingId) -> Result<Dealing> {
        self.session.read(Permission::DealingsView, |view| lists::get(view, id))
    }

    /// The dealings that a filter wants, page by page.
    ///
    /// # Errors
    /// `not_permitted`, `unknown_reference`, `bad_choice`, `wrong_type`, `bad_date`, `too_long`,
    /// `bad_character`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::dealings::model::{DealingFilter, DealingSort, NewDealing};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// session.dealings().add(NewDealing::new(customer.id, "call", "续约"))?;
    /// let calls = DealingFilter {
    ///     customer: Some(customer.id),
    ///     kinds: vec!["call".into()],
    ///     ..DealingFilter::default()
    /// };
    /// let page = PageRequest::default();
    /// let page = session.dealings().list(&calls, DealingSort::HappenedAt, true, &page)?;
    /// assert_eq!(page.items[0].subject, "续约");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(
        &self,
        filter: &DealingFilter,
        sort: DealingSort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<Page<Dealing>> {
        self.session.read(Permission::DealingsView, |view| {
            lists::list(view, filter, sort, descending, page)
        })
    }

    /// How many dealings a filter wants.
    ///
    /// # Errors
    /// As [`Dealings::list`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::dealings::model::DealingFilter;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.dealings().count(&DealingFilter::default())?, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn count(&self, filter: &DealingFilter) -> Result<i64> {
        self.session.read(Permission::DealingsView, |view| lists::count(view, filter))
    }

    /// Writes a dealing down; the customer's last and next contact follow.
    ///
    /// # Errors
    /// As [`Dealings::add_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::dealings::model::NewDealing;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, contact) = (office.session, office.customer, office.contact);
    /// let next = Some("2026-07-10".parse()?);
    /// session.dealings().add(NewDealing {
    ///     contacts: vec![contact.id],
    ///     content: Some("价格谈妥，下周送合同".into()),
    ///     next_contact_on: next,
    ///     ..NewDealing::new(customer.id, "visit", "续约")
    /// })?;
    /// let customer = session.customers().get(customer.id)?;
    /// assert_eq!(customer.next_contact_on, next);
    /// assert_eq!(customer.last_contact_on, Some("2026-06-30".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, dealing: NewDealing) -> Result<Dealing> {
        one(self.add_many(vec![dealing]))
    }

    /// Writes up to 10,000 dealings down: all, or none.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `required`, `too_long`, `bad_character`, `bad_date`,
    /// `out_of_range`, `unknown_reference`, `retired`, `repeated`, `too_many`; `date_order` for one
    /// that is more than an hour ahead, or a next contact before it.
    ///
    /// # Examples
    /// ```
    /// use bookroom::dealings::model::NewDealing;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let call = NewDealing::new(customer.id, "call", "约时间");
    /// let visit = NewDealing::new(customer.id, "上门拜访", "看样品");
    /// let written = session.dealings().add_many(vec![call, visit])?;
    /// assert_eq!(written[1].kind, "visit");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_many(&self, dealings: Vec<NewDealing>) -> Result<Vec<Dealing>> {
        self.session.run(AddDealings { dealings })
    }

    /// Changes a dealing; the customer's last and next contact follow.
    ///
    /// # Errors
    /// As [`Dealings::edit_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::dealings::model::{DealingEdit, NewDealing};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let call = session.dealings().add(NewDealing::new(customer.id, "call", "续约"))?;
    /// let edit = DealingEdit { minutes: 15.into(), ..DealingEdit::default() };
    /// let call = session.dealings().edit(call.id, call.version, edit)?;
    /// assert_eq!(call.minutes, Some(15));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(&self, id: DealingId, version: i64, edit: DealingEdit) -> Result<Dealing> {
        one(self.edit_many(vec![DealingUpdate { id, version, edit }]))
    }

    /// Changes up to 10,000 dealings: all, or none. Those that stay the same are not touched.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, and the violations of [`Dealings::add_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::dealings::model::{DealingEdit, DealingUpdate, NewDealing};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let call = session.dealings().add(NewDealing::new(customer.id, "call", "续约"))?;
    /// let edit = DealingEdit { place: "电话会议".into(), ..DealingEdit::default() };
    /// let update = DealingUpdate { id: call.id, version: call.version, edit };
    /// assert!(session.dealings().edit_many(vec![update])?[0].place.is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_many(&self, edits: Vec<DealingUpdate>) -> Result<Vec<Dealing>> {
        self.session.run(EditDealings { edits })
    }

    /// Removes a dealing; returns what it was. The customer's last and next contact follow.
    ///
    /// # Errors
    /// As [`Dealings::remove_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::dealings::model::NewDealing;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let wrong = session.dealings().add(NewDealing::new(customer.id, "call", "记错了"))?;
    /// session.dealings().remove(wrong.id, wrong.version)?;
    /// assert_eq!(session.customers().get(customer.id)?.last_contact_on, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&self, id: DealingId, version: i64) -> Result<Dealing> {
        one(self.remove_many(vec![DealingVersion { id, version }]))
    }

    /// Removes up to 10,000 dealings: all, or none.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `repeated`,
    /// `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::dealings::model::NewDealing;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let wrong = session.dealings().add(NewDealing::new(customer.id, "call", "记错了"))?;
    /// assert_eq!(session.dealings().remove_many(vec![(&wrong).into()])?.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_many(&self, dealings: Vec<DealingVersion>) -> Result<Vec<Dealing>> {
        self.session.run(RemoveDealings { dealings })
    }
}

fn one<T>(many: Result<Vec<T>>) -> Result<T> {
    many?.pop().ok_or_else(|| Error::internal("a command on one record answered with none"))
}
