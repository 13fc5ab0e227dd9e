//! Days that matter to customers and to persons there (重要日子), and which of them come up.

pub mod commands;
pub mod model;
pub(crate) mod queries;
pub(crate) mod rules;
pub(crate) mod store;

use chrono::NaiveDate;
use commands::{AddImportantDates, EditImportantDates, RemoveImportantDates};
use model::{
    ComingDate, ComingDateFilter, ImportantDate, ImportantDateEdit, ImportantDateFilter,
    ImportantDateUpdate, ImportantDateVersion, NewImportantDate,
};

use super::{Customers, single};
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{ImportantDateId, Page, PageRequest};
use crate::work::Session;

/// Days that matter to customers and to persons there: birthdays, anniversaries, ends of contracts.
pub struct ImportantDates<'s> {
    session: &'s Session,
}

impl<'s> Customers<'s> {
    /// Days that matter to customers and to persons there (重要日子).
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::important_dates::model::ImportantDateFilter;
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let filter = ImportantDateFilter::default();
    /// let page = session.customers().important_dates().list(&filter, &PageRequest::default())?;
    /// assert!(page.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn important_dates(&self) -> ImportantDates<'s> {
        ImportantDates { session: self.session }
    }
}

impl ImportantDates<'_> {
    /// Adds a day. The permission to change customers must reach the customer, and the right on
    /// their dates must be to write.
    ///
    /// # Errors
    /// `not_found` for the customer; `unknown_reference` for a contact that is none of it;
    /// `required`, `too_long`, `bad_character`, `out_of_range`, `bad_date`;
    /// `field_not_permitted`; `record_locked`, `in_pool`, `merged_away`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::important_dates::model::{ImportantDateKind, NewImportantDate};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, contact) = (office.session, office.customer, office.contact);
    /// let birthday = session.customers().important_dates().add(NewImportantDate {
    ///     contact: Some(contact.id),
    ///     remind_days: Some(7),
    ///     ..NewImportantDate::each_year(customer.id, ImportantDateKind::Birthday, 7, 2)
    /// })?;
    /// assert_eq!(birthday.year, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, date: NewImportantDate) -> Result<ImportantDate> {
        single(self.add_many(vec![date])?)
    }

    /// Adds up to 100,000 days: all, or none.
    ///
    /// # Errors
    /// As [`ImportantDates::add`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::important_dates::model::{ImportantDateKind, NewImportantDate};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let founded = NewImportantDate::on(
    ///     customer.id,
    ///     ImportantDateKind::Founding,
    ///     "2009-03-18".parse()?,
    /// );
    /// assert_eq!(session.customers().important_dates().add_many(vec![founded])?[0].month, 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_many(&self, dates: Vec<NewImportantDate>) -> Result<Vec<ImportantDate>> {
        self.session.run(AddImportantDates { dates })
    }

    /// Changes a day.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, and as [`ImportantDates::add`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::important_dates::model::{
    ///     ImportantDateEdit, ImportantDateKind, NewImportantDate,
    /// };
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let dates = session.customers().important_dates();
    /// let kind = ImportantDateKind::Founding;
    /// let date = dates.add(NewImportantDate::each_year(customer.id, kind, 3, 18))?;
    /// let edit = ImportantDateEdit { year: 2009.into(), ..ImportantDateEdit::default() };
    /// assert_eq!(dates.edit(date.id, date.version, edit)?.year, Some(2009));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(
        &self,
        id: ImportantDateId,
        version: i64,
        edit: ImportantDateEdit,
    ) -> Result<ImportantDate> {
        single(self.edit_many(vec![ImportantDateUpdate { id, version, edit }])?)
    }

    /// Changes up to 100,000 days: all, or none.
    ///
    /// # Errors
    /// As [`ImportantDates::edit`]; `repeated`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::important_dates::model::{
    ///     ImportantDateEdit, ImportantDateKind, ImportantDateUpdate, NewImportantDate,
    /// };
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let dates = session.customers().important_dates();
    /// let kind = ImportantDateKind::Founding;
    /// let date = dates.add(NewImportantDate::each_year(customer.id, kind, 3, 18))?;
    /// let edit = ImportantDateEdit { day: Some(19), ..ImportantDateEdit::default() };
    /// let update = ImportantDateUpdate { id: date.id, version: date.version, edit };
    /// assert_eq!(dates.edit_many(vec![update])?[0].day, 19);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_many(&self, edits: Vec<ImportantDateUpdate>) -> Result<Vec<ImportantDate>> {
        self.session.run(EditImportantDates { edits })
    }

    /// Removes a day; returns what it was.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `field_not_permitted`, `record_locked`, `in_pool`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::important_dates::model::{ImportantDateKind, NewImportantDate};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let dates = session.customers().important_dates();
    /// let kind = ImportantDateKind::Founding;
    /// let date = dates.add(NewImportantDate::each_year(customer.id, kind, 3, 18))?;
    /// dates.remove(date.id, date.version)?;
    /// assert!(dates.get(date.id).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&self, id: ImportantDateId, version: i64) -> Result<ImportantDate> {
        single(self.remove_many(vec![ImportantDateVersion { id, version }])?)
    }

    /// As [`ImportantDates::remove`], for up to 100,000: all, or none.
    ///
    /// # Errors
    /// As [`ImportantDates::remove`]; `repeated`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::important_dates::model::{ImportantDateKind, NewImportantDate};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let dates = session.customers().important_dates();
    /// let kind = ImportantDateKind::Anniversary;
    /// let date = dates.add(NewImportantDate::each_year(customer.id, kind, 5, 1))?;
    /// assert_eq!(dates.remove_many(vec![(&date).into()])?, [date]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_many(&self, dates: Vec<ImportantDateVersion>) -> Result<Vec<ImportantDate>> {
        self.session.run(RemoveImportantDates { dates })
    }

    /// One day.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::important_dates::model::{ImportantDateKind, NewImportantDate};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let dates = session.customers().important_dates();
    /// let kind = ImportantDateKind::Anniversary;
    /// let date = dates.add(NewImportantDate::each_year(customer.id, kind, 5, 1))?;
    /// assert_eq!(dates.get(date.id)?, date);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: ImportantDateId) -> Result<ImportantDate> {
        self.session.read(Permission::CustomersView, |view| queries::get(view, id))
    }

    /// A page of the days that a filter finds, in the order in which they were added.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::important_dates::model::{
    ///     ImportantDateFilter, ImportantDateKind, NewImportantDate,
    /// };
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let dates = session.customers().important_dates();
    /// let kind = ImportantDateKind::Anniversary;
    /// dates.add(NewImportantDate::each_year(customer.id, kind, 5, 1))?;
    /// let filter = ImportantDateFilter { customer: Some(customer.id), ..Default::default() };
    /// assert_eq!(dates.list(&filter, &PageRequest::default())?.items.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(
        &self,
        filter: &ImportantDateFilter,
        page: &PageRequest,
    ) -> Result<Page<ImportantDate>> {
        self.session.read(Permission::CustomersView, |view| queries::list(view, filter, page))
    }

    /// A page of the days that come up from one day to another, both included, over all customers
    /// within reach, in their order. What comes each year is there for each year in between, from
    /// its own on; what is on 29 February comes on 28 February in years without that day. Asked for
    /// by reminder, the two days are those of the reminder: `coming(today, today, …)` is what
    /// somebody wants to be reminded of today.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `date_order`, `bad_cursor`; `out_of_range` for more than 3,660
    /// days.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::important_dates::model::{
    ///     ComingDateFilter, ImportantDateKind, NewImportantDate,
    /// };
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let dates = session.customers().important_dates();
    /// let founded = "2008-02-29".parse()?;
    /// dates.add(NewImportantDate::on(customer.id, ImportantDateKind::Founding, founded))?;
    /// let (from, to) = ("2027-02-01".parse()?, "2027-03-31".parse()?);
    /// let filter = ComingDateFilter::default();
    /// let page = dates.coming(from, to, &filter, &PageRequest::default())?;
    /// assert_eq!(page.items[0].on, "2027-02-28".parse()?);
    /// assert_eq!(page.items[0].years, Some(19));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn coming(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        filter: &ComingDateFilter,
        page: &PageRequest,
    ) -> Result<Page<ComingDate>> {
        self.session
            .read(Permission::CustomersView, |view| queries::coming(view, (from, to), filter, page))
    }
}
