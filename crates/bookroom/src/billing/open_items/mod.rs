//! Lines posted by hand on accounts kept by customer or supplier: opening balances above all, also
//! advances and corrections. They are open until something settles them.

pub(crate) mod card;
pub mod commands;
pub mod model;
pub(crate) mod rules;
pub(crate) mod store;
pub(crate) mod verify;

use chrono::NaiveDate;

use commands::{CancelOpeningItems, PostOpeningItems};
use model::{EntryItem, EntryItemFilter, EntryItemSort, NewOpeningItem};

use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{EntryItemId, Page, PageRequest};
use crate::work::Session;

/// Lines posted by hand that are open until they are settled.
pub struct OpenItems<'s> {
    session: &'s Session,
}

impl<'s> OpenItems<'s> {
    pub(crate) fn new(session: &'s Session) -> Self {
        Self { session }
    }

    /// Enters what was open when the book began (期初): documents of many customers and suppliers
    /// at once, all or none, each against the counter account (by default the chart's for opening
    /// balances). They age from their own due dates, and payments, credit notes and advances settle
    /// them. The opposite is [`OpenItems::cancel`].
    ///
    /// # Errors
    /// `not_permitted`; every violation at once: `unknown_reference`, `must_be_positive`,
    /// `too_many_decimals`, `out_of_range`, `bad_date`, `date_order`, `bad_choice` for an account
    /// of the other side or another currency, `not_postable`, `retired`, `required` without a
    /// counter account, `party_not_allowed` for one kept by customer, `too_long`, `bad_character`,
    /// `too_many` above 100,000. `already_exists` at the `number` of a document that the customer
    /// has among its items of that side already, with the `id` of the first; cancelled ones do not
    /// count. `repeated` when it stands here twice.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::open_items::model::NewOpeningItem;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let owed = NewOpeningItem {
    ///     number: Some("XS-117".into()),
    ///     ..NewOpeningItem::owed_by(customer.id, "800".parse()?)
    /// };
    /// let on = "2026-05-31".parse()?;
    /// let items = session.billing().open_items().post(on, vec![owed], None, None)?;
    /// assert_eq!((items[0].account.as_str(), items[0].open), ("1122", "800".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn post(
        &self,
        on: NaiveDate,
        items: Vec<NewOpeningItem>,
        counter_account: Option<String>,
        summary: Option<String>,
    ) -> Result<Vec<EntryItem>> {
        self.session.run(PostOpeningItems { on, items, counter_account, summary })
    }

    /// Takes opening items back: their entries are reversed in red, what settled them is open
    /// again.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `wrong_state` for one that is taken back already or whose
    /// entry has other lines kept by customer, `date_order`, `repeated`, `too_long`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::open_items::model::NewOpeningItem;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let on = "2026-05-31".parse()?;
    /// let owed = NewOpeningItem::owed_by(customer.id, "800".parse()?);
    /// let items = session.billing().open_items().post(on, vec![owed], None, None)?;
    /// let reason = Some("金额有误".to_owned());
    /// let cancelled = session.billing().open_items().cancel(vec![items[0].id], Some(on), reason)?;
    /// assert_eq!(cancelled[0].cancelled_on, Some(on));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn cancel(
        &self,
        items: Vec<EntryItemId>,
        on: Option<NaiveDate>,
        reason: Option<String>,
    ) -> Result<Vec<EntryItem>> {
        self.session.run(CancelOpeningItems { items, on, reason })
    }

    /// One of them.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::open_items::model::NewOpeningItem;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let owed = NewOpeningItem::owed_by(customer.id, "800".parse()?);
    /// let on = "2026-05-31".parse()?;
    /// let items = session.billing().open_items().post(on, vec![owed], None, None)?;
    /// assert_eq!(session.billing().open_items().get(items[0].id)?.settled, "0".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: EntryItemId) -> Result<EntryItem> {
        self.session.read(Permission::InvoicesView, |view| store::get(view, id))
    }

    /// A page of them.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`; `bad_choice` or `wrong_type` for a condition.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::open_items::model::{EntryItemFilter, EntryItemSort, NewOpeningItem};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let owed = NewOpeningItem::owed_by(customer.id, "800".parse()?);
    /// session.billing().open_items().post("2026-05-31".parse()?, vec![owed], None, None)?;
    /// let filter = EntryItemFilter { customer: Some(customer.id), ..EntryItemFilter::default() };
    /// let sort = EntryItemSort::default();
    /// let page = PageRequest::default();
    /// let found = session.billing().open_items().list(&filter, sort, false, &page)?;
    /// assert_eq!(found.items.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(
        &self,
        filter: &EntryItemFilter,
        sort: EntryItemSort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<Page<EntryItem>> {
        self.session.read(Permission::InvoicesView, |view| {
            store::list(view, filter, sort, descending, page)
        })
    }
}
