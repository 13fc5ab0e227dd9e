//! Reads: load within the scope, apply the field rights, hand out records.

use std::collections::HashMap;

use super::model::{ChannelKind, Customer, CustomerFilter, CustomerSort, CustomerSummary};
use super::rules::search::Terms;
use super::store::CustomerRow;
use super::store::list::Conditions;
use super::store::merged::stand_in;
use super::{masks, rules, store};
use crate::custom_fields::{self, CustomSubject, of_fields};
use crate::dictionaries;
use crate::error::{Code, Error, Result};
use crate::values::text::SignedText;
use crate::values::unseen::visible;
use crate::values::{Check, CustomerId, Page, PageRequest};
use crate::work::View;

/// One customer.
pub(crate) fn get(view: &mut View<'_>, id: CustomerId) -> Result<Customer> {
    let found = get_many(view, &[id])?;
    found.into_iter().next().ok_or_else(|| Error::not_found("customer", id))
}

/// Customers by id, in the order asked for.
pub(crate) fn get_many(view: &mut View<'_>, ids: &[CustomerId]) -> Result<Vec<Customer>> {
    let mut check = Check::new();
    check.at_most("ids", ids.len(), rules::COMMAND_LIMIT);
    check.finish()?;
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows = store::load_rows(view.conn, &view.scope, &ids)?;
    let mut by_id = HashMap::with_capacity(rows.len());
    for mut customer in store::complete(view.conn, rows)? {
        masks::customer(&mut customer, &view.fields);
        by_id.insert(customer.id.0, customer);
    }
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// The customer with a code; letter case counts, as it does when codes are given.
pub(crate) fn find_by_code(view: &mut View<'_>, code: &str) -> Result<Option<Customer>> {
    let book = view.book_id();
    let found = store::find_codes(view.conn, book, &[visible(code).trim()])?;
    let ids: Vec<CustomerId> = found.into_values().map(CustomerId).collect();
    Ok(get_many(view, &ids)?.into_iter().next())
}

/// A page of the customers that a filter finds.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &CustomerFilter,
    sort: CustomerSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<CustomerSummary>> {
    let conditions = conditions(view, filter)?;
    let page = store::list::list(view.conn, &view.scope, conditions, sort, descending, page)?;
    Ok(Page { items: summaries(view, page.items)?, next: page.next })
}

/// As [`list`], each customer whole.
pub(crate) fn list_whole(
    view: &mut View<'_>,
    filter: &CustomerFilter,
    sort: CustomerSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Customer>> {
    let conditions = conditions(view, filter)?;
    let page = store::list::list(view.conn, &view.scope, conditions, sort, descending, page)?;
    let mut items = store::complete(view.conn, page.items)?;
    items.iter_mut().for_each(|customer| masks::customer(customer, &view.fields));
    Ok(Page { items, next: page.next })
}

/// How many customers a filter finds.
pub(crate) fn count(view: &mut View<'_>, filter: &CustomerFilter) -> Result<i64> {
    let conditions = conditions(view, filter)?;
    store::list::count_rows(view.conn, &view.scope, conditions)
}

fn conditions(view: &mut View<'_>, filter: &CustomerFilter) -> Result<Conditions> {
    let mut check = Check::new();
    check.texts("filter", &CustomerFilter { text: None, ..filter.clone() });
    let text = check.sought_text("filter.text", filter.text.as_deref(), rules::NAME_LIMIT);
    let days = [
        ("filter.next_contact_to", filter.next_contact_to),
        ("filter.no_dealing_since", filter.no_dealing_since),
    ];
    days.into_iter().for_each(|(path, day)| day.into_iter().for_each(|day| check.date(path, day)));
    let items = class_items(view, filter, &mut check)?;
    let on_columns = store::list::on_columns(filter, view.book.currency, &mut check);
    let (wanted, sorted_by) = (&filter.conditions, filter.sorted_by.as_deref());
    let of_fields = of_fields::<Customer>(view, wanted, sorted_by, &mut check)?;
    check.finish()?;
    let region = view.book.currency.phone_region();
    let terms = text.and_then(|text| rules::search::terms(&text, &view.fields, &region));
    let held = |terms: &Terms, signs: &SignedText| {
        store::list::has_name(view.conn, &view.scope, terms, signs)
    };
    let terms = terms.map(|terms| terms.settled(held)).transpose()?;
    let filter = CustomerFilter { parent: stand_in(view, filter.parent)?, ..filter.clone() };
    let offset = view.book.utc_offset_minutes;
    let next = filter.created_to.map(|day| day.succ_opt().unwrap_or(day));
    Ok(Conditions {
        terms,
        items,
        created_from: filter.created_from.map(|day| rules::local_midnight(day, offset)),
        created_before: next.map(|day| rules::local_midnight(day, offset)),
        on_columns,
        of_fields,
        filter,
    })
}

fn class_items(
    view: &mut View<'_>,
    filter: &CustomerFilter,
    check: &mut Check,
) -> Result<Vec<i64>> {
    if filter.classes.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: Vec<(String, String)> = filter.classes.clone().into_iter().collect();
    let (book, today) = (view.book_id(), view.today());
    let found = dictionaries::resolve(view.conn, book, today, &wanted)?;
    let mut items = Vec::new();
    for pair in &wanted {
        match found.get(pair) {
            Some(item) => items.push(item.id),
            None => check.fail(&format!("filter.classes.{}", pair.0), Code::UnknownReference),
        }
    }
    Ok(items)
}

pub(super) fn summaries(
    view: &mut View<'_>,
    rows: Vec<CustomerRow>,
) -> Result<Vec<CustomerSummary>> {
    let book = view.book_id();
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut classes = store::load_classes(view.conn, book, &ids)?;
    let mut channels = store::load_channels(view.conn, book, &ids)?;
    let mut addresses = store::load_addresses(view.conn, book, &ids)?;
    let mut tags = store::load_tags(view.conn, book, &ids)?;
    let mut contacts = store::list::load_first_contacts(view.conn, book, &ids)?;
    let mut values = custom_fields::load(view.conn, book, CustomSubject::Customer, &ids)?;
    let summary = |row: CustomerRow| {
        let id = row.id;
        let customer = row.record()?;
        let [custom, custom_personal] = values.remove(&id).unwrap_or_default();
        let channels = channels.remove(&id).unwrap_or_default();
        let first = |wanted: fn(ChannelKind) -> bool| {
            let found = channels.iter().find(|channel| wanted(channel.kind));
            found.map(|channel| channel.value.clone())
        };
        let mut summary = CustomerSummary {
            phone: first(|kind| matches!(kind, ChannelKind::Phone | ChannelKind::Mobile)),
            email: first(|kind| kind == ChannelKind::Email),
            city: addresses.remove(&id).and_then(|all| all.into_iter().next()?.city),
            contact: contacts.remove(&id),
            classes: classes.remove(&id).unwrap_or_default(),
            tags: tags.remove(&id).unwrap_or_default(),
            id: customer.id,
            code: customer.code,
            kind: customer.kind,
            name: customer.name,
            legal_name: customer.legal_name,
            is_customer: customer.is_customer,
            is_supplier: customer.is_supplier,
            tax_number: customer.tax_number,
            owner: customer.owner,
            team: customer.team,
            last_contact_on: customer.last_contact_on,
            next_contact_on: customer.next_contact_on,
            custom,
            custom_personal,
            active: customer.active,
            version: customer.version,
            created_at: customer.created_at,
            updated_at: customer.updated_at,
        };
        masks::summary(&mut summary, &view.fields);
        Ok(summary)
    };
    rows.into_iter().map(summary).collect()
}
