//! Whether a list takes the filter and the order of a view: each is asked for one record.

use super::model::{ListFilter, NewSavedView};
use crate::billing::invoices::InvoiceSort;
use crate::billing::invoices::store::queries as invoices;
use crate::billing::open_items::model::EntryItemSort;
use crate::billing::open_items::store as open_items;
use crate::billing::payments::PaymentSort;
use crate::billing::payments::store::lists as payments;
use crate::billing::products::ProductSort;
use crate::billing::products::store as products;
use crate::customers::contacts::model::ContactSort;
use crate::customers::contacts::queries as contacts;
use crate::customers::model::CustomerSort;
use crate::customers::queries as customers;
use crate::dealings::model::DealingSort;
use crate::dealings::store::lists as dealings;
use crate::error::{Code, Problem, Result};
use crate::ledger::model::EntrySort;
use crate::ledger::queries::entries;
use crate::rights::permission::Permission;
use crate::service::model::CaseSort;
use crate::service::store::lists as cases;
use crate::tasks::model::TaskSort;
use crate::tasks::store::lists as tasks;
use crate::values::PageRequest;
use crate::work::Tx;

/// The permission that a list is seen with.
pub(super) const fn seen_with(filter: &ListFilter) -> Permission {
    match filter {
        ListFilter::Customers(_) | ListFilter::Contacts(_) => Permission::CustomersView,
        ListFilter::Dealings(_) => Permission::DealingsView,
        ListFilter::Tasks(_) => Permission::TasksView,
        ListFilter::Cases(_) => Permission::CasesView,
        ListFilter::Invoices(_) | ListFilter::OpenItems(_) => Permission::InvoicesView,
        ListFilter::Payments(_) => Permission::PaymentsView,
        ListFilter::Products(_) => Permission::ProductsView,
        ListFilter::Entries(_) => Permission::LedgerView,
    }
}

/// Asks a list for the first record of a view, as the operator may see it.
macro_rules! ask {
    ($view:expr, $new:expr, $filter:expr, $sort:ty, $list:path) => {{
        let sort = match $new.sort.as_deref().map(str::trim) {
            None | Some("") => <$sort>::default(),
            Some(word) => <$sort>::from_slug(word).ok_or_else(|| {
                let problem = Problem::new(Code::BadChoice).at("sort");
                problem.fact("expected", <$sort>::words().join(", "))
            })?,
        };
        let first = PageRequest::first(1);
        $list($view, $filter, sort, $new.descending, &first).map(|_| Some(sort.slug()))
    }};
}

/// Refuses a view that its list would refuse, and returns the word of its order.
pub(super) fn check(tx: &mut Tx<'_>, new: &NewSavedView) -> Result<Option<&'static str>> {
    let view = &mut tx.view(seen_with(&new.filter))?;
    let sort = match &new.filter {
        ListFilter::Customers(it) => ask!(view, new, it, CustomerSort, customers::list),
        ListFilter::Contacts(it) => ask!(view, new, it, ContactSort, contacts::list),
        ListFilter::Dealings(it) => ask!(view, new, it, DealingSort, dealings::list),
        ListFilter::Tasks(it) => ask!(view, new, it, TaskSort, tasks::list),
        ListFilter::Cases(it) => ask!(view, new, it, CaseSort, cases::list),
        ListFilter::Invoices(it) => ask!(view, new, it, InvoiceSort, invoices::list),
        ListFilter::Payments(it) => ask!(view, new, it, PaymentSort, payments::list),
        ListFilter::Products(it) => ask!(view, new, it, ProductSort, products::list),
        ListFilter::OpenItems(it) => ask!(view, new, it, EntryItemSort, open_items::list),
        ListFilter::Entries(it) => ask!(view, new, it, EntrySort, entries::entries),
    }?;
    let is_given = new.sort.as_deref().is_some_and(|word| !word.trim().is_empty());
    Ok(sort.filter(|_| is_given))
}
