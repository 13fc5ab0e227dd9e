//! Reads of contacts: load within the scope, apply the field rights, hand out records.

use super::links::store as links;
use super::model::{Contact, ContactFilter, ContactSort};
use super::store;
use crate::custom_fields::of_fields;
use crate::customers::rules::search::Terms;
use crate::customers::store::merged::stand_in;
use crate::customers::{masks, rules, store as customer_store};
use crate::error::{Error, Result};
use crate::values::text::SignedText;
use crate::values::{Check, ContactId, CustomerId, Page, PageRequest};
use crate::work::View;

/// One contact.
pub(crate) fn get(view: &mut View<'_>, id: ContactId) -> Result<Contact> {
    let rows = store::load_rows(view.conn, &view.scope, &[id.0])?;
    let found = shown(view, rows)?;
    found.into_iter().next().ok_or_else(|| Error::not_found("contact", id))
}

/// All contacts of a customer.
pub(crate) fn of_customer(view: &mut View<'_>, customer: CustomerId) -> Result<Vec<Contact>> {
    let customer = stand_in(view, Some(customer))?.unwrap_or(customer);
    let visible = customer_store::load_rows(view.conn, &view.scope, &[customer.0])?;
    if visible.is_empty() {
        return Err(Error::not_found("customer", customer));
    }
    let book = view.book_id();
    let mut rows = store::load_rows_of(view.conn, book, &[customer.0])?;
    let links = links::of_customers(view.conn, book, &[customer.0])?;
    let linked: Vec<i64> = links.iter().map(|link| link.contact.0).collect();
    rows.extend(store::load_rows(view.conn, &view.scope, &linked)?);
    rows.retain(|row| row.merged_into.is_none());
    let mut contacts = shown(view, rows)?;
    contacts.sort_by_key(|contact| {
        let link = contact.links.iter().find(|link| link.customer == customer);
        let (is_primary, active) = match link {
            Some(link) => (link.is_primary, link.left_on.is_none()),
            None => (contact.is_primary, contact.active),
        };
        (!is_primary, !active, contact.id)
    });
    Ok(contacts)
}

/// A page of contacts.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &ContactFilter,
    sort: ContactSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Contact>> {
    let conditions = conditions(view, filter)?;
    let page = store::list(view.conn, &view.scope, conditions, sort, descending, page)?;
    Ok(Page { items: shown(view, page.items)?, next: page.next })
}

/// Contacts by id; those out of sight are left out.
pub(crate) fn get_many(view: &mut View<'_>, ids: &[ContactId]) -> Result<Vec<Contact>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = store::load_rows(view.conn, &view.scope, &ids)?;
    shown(view, rows)
}

/// How many contacts a filter finds.
pub(crate) fn count(view: &mut View<'_>, filter: &ContactFilter) -> Result<i64> {
    let conditions = conditions(view, filter)?;
    store::count(view.conn, &view.scope, conditions)
}

fn conditions(view: &mut View<'_>, filter: &ContactFilter) -> Result<store::Conditions> {
    let mut check = Check::new();
    check.texts("filter", &ContactFilter { text: None, ..filter.clone() });
    let text = check.sought_text("text", filter.text.as_deref(), rules::NAME_LIMIT);
    let on_columns = store::on_columns(filter, view.book.currency, &mut check);
    let (wanted, sorted_by) = (&filter.conditions, filter.sorted_by.as_deref());
    let of_fields = of_fields::<Contact>(view, wanted, sorted_by, &mut check)?;
    check.finish()?;
    let region = view.book.currency.phone_region();
    let terms = text.and_then(|text| rules::search::terms(&text, &view.fields, &region));
    let held = |_: &Terms, signs: &SignedText| store::has_name(view.conn, &view.scope, signs);
    let terms = terms.map(|terms| terms.settled(held)).transpose()?;
    let filter = ContactFilter { customer: stand_in(view, filter.customer)?, ..filter.clone() };
    Ok(store::Conditions { terms, on_columns, of_fields, filter })
}

fn shown(view: &mut View<'_>, rows: Vec<store::ContactRow>) -> Result<Vec<Contact>> {
    let mut contacts = store::complete(view.conn, rows)?;
    store::give_links(view.conn, &view.scope, &mut contacts)?;
    for contact in &mut contacts {
        masks::contact(contact, &view.fields);
    }
    Ok(contacts)
}
