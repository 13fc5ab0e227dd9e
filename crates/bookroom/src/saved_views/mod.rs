//! Saved views (常用筛选): what of a list somebody wants to see again, for oneself or for all.

pub(crate) mod card;
pub mod commands;
mod lists;
pub mod model;
mod queries;
mod rules;
mod store;

use commands::{AddSavedView, EditSavedView, RemoveSavedView};
use model::{NewSavedView, SavedView, SavedViewEdit, ViewedList};

use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::SavedViewId;
use crate::work::Session;

/// The saved views of a book: one's own, and those that are shared. One that is private is seen by
/// who made it and by nobody else, neither in lists nor in the history. A view holds what is asked
/// for, never what was found: who uses a shared one sees what that operator may see.
pub struct SavedViews<'s> {
    session: &'s Session,
}

impl Session {
    /// Saved views: filter, order and columns of a list.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::CustomerFilter;
    /// use bookroom::saved_views::model::{ListFilter, NewSavedView};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let mine = CustomerFilter { owner: Some(session.operator_id()), ..Default::default() };
    /// let new = NewSavedView::new("我的客户", ListFilter::Customers(mine));
    /// let view = session.saved_views().add(new)?;
    /// // Later, and by anybody it is shared with:
    /// if let ListFilter::Customers(filter) = &view.filter {
    ///     let page = PageRequest::default();
    ///     session.customers().list(filter, Default::default(), view.descending, &page)?;
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn saved_views(&self) -> SavedViews<'_> {
        SavedViews { session: self }
    }
}

impl SavedViews<'_> {
    /// One view.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::saved_views::model::{ListFilter, NewSavedView};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewSavedView::new("所有任务", ListFilter::Tasks(Default::default()));
    /// let view = session.saved_views().add(new)?;
    /// assert_eq!(session.saved_views().get(view.id)?, view);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: SavedViewId) -> Result<SavedView> {
        self.session.read(Permission::SavedViewsEdit, |view| queries::get(view, id))
    }

    /// One's own views and the shared ones, of one list or of all, by label; those of lists that
    /// the operator may not see are left out.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::saved_views::model::{ListFilter, NewSavedView, ViewedList};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewSavedView::new("所有任务", ListFilter::Tasks(Default::default()));
    /// session.saved_views().add(new)?;
    /// assert_eq!(session.saved_views().list(Some(ViewedList::Tasks))?.len(), 1);
    /// assert!(session.saved_views().list(Some(ViewedList::Cases))?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(&self, list: Option<ViewedList>) -> Result<Vec<SavedView>> {
        self.session.read(Permission::SavedViewsEdit, |view| queries::list(view, list))
    }

    /// Saves a view, for oneself or for all. The list is asked at once whether it takes filter and
    /// order.
    ///
    /// # Errors
    /// `not_permitted` (sharing needs `saved_views.share`, and the list its own permission),
    /// `required`, `too_long`, `too_many`, `repeated`, `bad_character`, `bad_choice` (the order),
    /// `already_exists` (one's own view of that list with that label), and what the list refuses,
    /// below `filter`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::invoices::{InvoiceFilter, InvoiceState};
    /// use bookroom::saved_views::model::{ListFilter, NewSavedView};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let drafts = InvoiceFilter { states: vec![InvoiceState::Draft], ..Default::default() };
    /// let view = session.saved_views().add(NewSavedView {
    ///     sort: Some("gross".into()),
    ///     descending: true,
    ///     columns: vec!["counterparty".into(), "gross".into()],
    ///     is_shared: true,
    ///     ..NewSavedView::new("待过账", ListFilter::Invoices(drafts))
    /// })?;
    /// assert_eq!(view.owner, session.operator_id());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, view: NewSavedView) -> Result<SavedView> {
        self.session.run(AddSavedView { view })
    }

    /// Changes a view: one's own, or a shared one with `saved_views.share`. With another list, the
    /// order goes unless a new one is given.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, and those of [`SavedViews::add`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::saved_views::model::{ListFilter, NewSavedView, SavedViewEdit};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewSavedView::new("任务", ListFilter::Tasks(Default::default()));
    /// let view = session.saved_views().add(new)?;
    /// let edit = SavedViewEdit { label: Some("所有任务".into()), ..Default::default() };
    /// let view = session.saved_views().edit(view.id, view.version, edit)?;
    /// assert_eq!(view.label, "所有任务");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(&self, id: SavedViewId, version: i64, edit: SavedViewEdit) -> Result<SavedView> {
        self.session.run(EditSavedView { id, version, edit })
    }

    /// Removes a view: one's own, or a shared one with `saved_views.share`.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::saved_views::model::{ListFilter, NewSavedView};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewSavedView::new("任务", ListFilter::Tasks(Default::default()));
    /// let view = session.saved_views().add(new)?;
    /// session.saved_views().remove(view.id, view.version)?;
    /// assert!(session.saved_views().list(None)?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&self, id: SavedViewId, version: i64) -> Result<SavedView> {
        self.session.run(RemoveSavedView { id, version })
    }
}
