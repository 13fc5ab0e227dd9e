//! Saved views as hosts see them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::billing::invoices::InvoiceFilter;
use crate::billing::open_items::model::EntryItemFilter;
use crate::billing::payments::PaymentFilter;
use crate::billing::products::ProductFilter;
use crate::customers::contacts::model::ContactFilter;
use crate::customers::model::CustomerFilter;
use crate::dealings::model::DealingFilter;
use crate::ledger::model::EntryFilter;
use crate::service::model::CaseFilter;
use crate::tasks::model::TaskFilter;
use crate::values::{Edit, OperatorId, SavedViewId, edits, slugs};

slugs! {
    /// A list that views are saved of.
    ViewedList {
        /// `customers().list`.
        Customers "customers",
        /// `customers().list_contacts`.
        Contacts "contacts",
        /// `dealings().list`.
        Dealings "dealings",
        /// `tasks().list`.
        Tasks "tasks",
        /// `service().list`.
        Cases "cases",
        /// `billing().invoices().list`.
        Invoices "invoices",
        /// `billing().payments().list`.
        Payments "payments",
        /// `billing().products().list`.
        Products "products",
        /// `billing().open_items().list`.
        OpenItems "open_items",
        /// `ledger().entries`.
        Entries "entries",
    }
}

/// What a list is cut down to, and by that which list it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListFilter {
    /// Customers and suppliers.
    Customers(CustomerFilter),
    /// Persons there.
    Contacts(ContactFilter),
    /// Dealings with customers.
    Dealings(DealingFilter),
    /// Tasks.
    Tasks(TaskFilter),
    /// Cases.
    Cases(CaseFilter),
    /// Invoices and credit notes.
    Invoices(InvoiceFilter),
    /// Payments.
    Payments(PaymentFilter),
    /// Products.
    Products(ProductFilter),
    /// Open items that were posted by hand.
    OpenItems(EntryItemFilter),
    /// Journal entries.
    Entries(EntryFilter),
}

impl ListFilter {
    /// Which list it cuts down.
    #[must_use]
    pub const fn list(&self) -> ViewedList {
        match self {
            Self::Customers(_) => ViewedList::Customers,
            Self::Contacts(_) => ViewedList::Contacts,
            Self::Dealings(_) => ViewedList::Dealings,
            Self::Tasks(_) => ViewedList::Tasks,
            Self::Cases(_) => ViewedList::Cases,
            Self::Invoices(_) => ViewedList::Invoices,
            Self::Payments(_) => ViewedList::Payments,
            Self::Products(_) => ViewedList::Products,
            Self::OpenItems(_) => ViewedList::OpenItems,
            Self::Entries(_) => ViewedList::Entries,
        }
    }
}

/// A view of a list that was saved: filter, order, columns. It holds no records: who uses it gives
/// filter and order to the list and sees what that operator may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// Its id.
    pub id: SavedViewId,
    /// What it is called.
    pub label: String,
    /// Which list, and what of it.
    pub filter: ListFilter,
    /// What the list is sorted by: a word of its sort; none: its usual order.
    pub sort: Option<String>,
    /// Whether the last comes first.
    pub descending: bool,
    /// The columns that the host shows, in its order; empty: as it likes.
    pub columns: Vec<String>,
    /// Whether everybody sees it who may see the list.
    pub is_shared: bool,
    /// Who made it.
    pub owner: OperatorId,
    /// Moves with every change.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A view to be saved. [`NewSavedView::new`] makes one in the usual order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSavedView {
    /// What it is called, up to 100 characters; an operator has no two of a list by one name.
    pub label: String,
    /// Which list, and what of it. The operator must be allowed to see that list.
    pub filter: ListFilter,
    /// A word of the list's sort, such as `name`; none: its usual order.
    #[serde(default)]
    pub sort: Option<String>,
    /// Whether the last comes first.
    #[serde(default)]
    pub descending: bool,
    /// Up to 100 names of columns, each up to 100 characters and there once. What they mean is the
    /// host's.
    #[serde(default)]
    pub columns: Vec<String>,
    /// Whether everybody sees it who may see the list; needs `saved_views.share`.
    #[serde(default)]
    pub is_shared: bool,
}

impl NewSavedView {
    /// A view for oneself in the list's usual order.
    #[must_use]
    pub fn new(label: &str, filter: ListFilter) -> Self {
        Self {
            label: label.to_owned(),
            filter,
            sort: None,
            descending: false,
            columns: Vec::new(),
            is_shared: false,
        }
    }
}

edits! {
    /// New values of a saved view. Limits are those of [`NewSavedView`].
    SavedViewEdit {
        /// What it is called.
        label: Option<String>,
        /// Which list, and what of it.
        filter: Option<ListFilter>,
        /// What the list is sorted by.
        sort: Edit<String>,
        /// Whether the last comes first.
        descending: Option<bool>,
        /// The columns.
        columns: Option<Vec<String>>,
        /// Whether everybody sees it; both ways need `saved_views.share`.
        is_shared: Option<bool>,
    }
}
