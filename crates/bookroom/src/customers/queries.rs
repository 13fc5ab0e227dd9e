//! Reads: load within the scope, apply the field rights, hand out records.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::model::{
    ChannelKind, Customer, CustomerFilter, CustomerSort, CustomerSummary, DuplicateHint,
    DuplicateReason, NewCustomer,
};
use super::rules::search::Terms;
use super::store::CustomerRow;
use super::store::duplicates::{Keys, find};
use super::store::list::Conditions;
use super::store::merged::stand_in;
use super::{masks, rules, store};
use crate::custom_fields::{self, CustomSubject, of_fields};
use crate::dictionaries;
use crate::error::{Code, Error, Result};
use crate::rights::permission::Field;
use crate::values::text::{SignedText, hint_key};
use crate::values::unseen::visible;
use crate::values::{Check, CustomerId, Page, PageRequest};
use crate::work::View;

/// The most hints at duplicates of one customer.
const HINTS_LIMIT: usize = 50;

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

/// For each customer about to be added, the visible ones that may be the same, in few selects.
pub(crate) fn duplicates_of_many(
    view: &mut View<'_>,
    customers: &[NewCustomer],
) -> Result<Vec<Vec<DuplicateHint>>> {
    let region = view.book.currency.phone_region();
    let fields = &view.fields;
    let may = |field| fields.can_read(field);
    let in_customers = may(Field::CustomerChannels);
    let in_contacts = may(Field::ContactChannels);
    let with_tax = may(Field::CustomerTaxNumber);
    let has: Vec<Vec<(DuplicateReason, String)>> =
        customers.iter().map(|new| same_keys(new, &region, with_tax)).collect();
    let keys_of = |wanted: DuplicateReason| -> Vec<String> {
        let keys = has.iter().flatten().filter(|(reason, _)| *reason == wanted);
        keys.map(|(_, key)| key.clone()).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let keys = Keys {
        tax_numbers: keys_of(DuplicateReason::TaxNumber),
        phones: keys_of(DuplicateReason::Phone),
        in_customers,
        in_contacts,
        names: keys_of(DuplicateReason::Name),
    };
    let book = view.book_id();
    let sharers = find(view.conn, book, &keys)?;
    let ids: Vec<i64> = sharers.values().flatten().copied().collect();
    let mut rows = store::load_rows(view.conn, &view.scope, &ids)?;
    // Of those that were merged away, who stands for them is told.
    let stand_ins: HashMap<i64, i64> =
        rows.iter().filter_map(|row| Some((row.id, row.merged_into?))).collect();
    let ids: Vec<i64> = stand_ins.values().copied().collect();
    rows.extend(store::load_rows(view.conn, &view.scope, &ids)?);
    let stands = |id: i64| stand_ins.get(&id).copied().unwrap_or(id);
    let names: HashMap<i64, (String, BTreeSet<String>)> = rows
        .into_iter()
        .map(|row| {
            let keys = hint_keys(&row.name, row.legal_name.as_deref());
            (row.id, (row.name, keys))
        })
        .collect();
    let own_names: Vec<BTreeSet<String>> =
        customers.iter().map(|new| hint_keys(&new.name, new.legal_name.as_deref())).collect();
    let hints = has.iter().zip(&own_names).map(|(keys, own)| {
        let mut reasons: BTreeMap<i64, BTreeSet<DuplicateReason>> = BTreeMap::new();
        for key in keys {
            for id in sharers.get(key).into_iter().flatten() {
                // Keys of names drop signs; C++ and C# share one, and are two.
                let is_other = key.0 == DuplicateReason::Name
                    && names.get(id).is_none_or(|(_, keys)| keys.is_disjoint(own));
                if !is_other {
                    reasons.entry(stands(*id)).or_default().insert(key.0);
                }
            }
        }
        let hint = |(id, reasons): (i64, BTreeSet<DuplicateReason>)| {
            let name = names.get(&id)?.0.clone();
            let reasons = reasons.into_iter().collect();
            Some(DuplicateHint { customer: CustomerId(id), name, reasons })
        };
        let mut hints: Vec<DuplicateHint> = reasons.into_iter().filter_map(hint).collect();
        hints.sort_by(|one, other| one.reasons.cmp(&other.reasons));
        hints.truncate(HINTS_LIMIT);
        hints
    });
    Ok(hints.collect())
}

/// What a new customer may share with others that are the same.
fn same_keys(new: &NewCustomer, region: &str, with_tax: bool) -> Vec<(DuplicateReason, String)> {
    let tax = rules::duplicates::tax_number(new).filter(|_| with_tax);
    let phones = rules::duplicates::phones(new, region);
    let names = rules::duplicates::names(new);
    let all = tax.into_iter().map(|key| (DuplicateReason::TaxNumber, key));
    let all = all.chain(phones.into_iter().map(|key| (DuplicateReason::Phone, key)));
    all.chain(names.into_iter().map(|key| (DuplicateReason::Name, key))).collect()
}

/// The keys by which a customer's names are held to be the same as another's.
fn hint_keys(name: &str, legal_name: Option<&str>) -> BTreeSet<String> {
    std::iter::once(name).chain(legal_name).map(hint_key).collect()
}
