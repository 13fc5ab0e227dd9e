//! Lists of customers: one query per page, whatever the filter.
//!
//! A subselect in an `OR` must be of one static shape (a boxed one is no part of another query on
//! several databases) and uncorrelated, so that the database makes it once, by a scan of a narrow
//! index, and not once per customer.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};

use super::rows::CustomerRow;
use super::{customers_in_scope, visible};
use crate::custom_fields::{self, OfFields, custom_columns};
use crate::customers::model::{CustomerFilter, CustomerKind, CustomerSort, TagCount};
use crate::customers::rules::search::Terms;
use crate::error::Result;
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::listing::{self, Place, in_order, listed_columns};
use crate::store::schema::{
    contact, contact_channel, contact_link, customer, customer_channel, customer_class,
    customer_collaborator, customer_lock, customer_parent, customer_tag,
};
use crate::store::texts::{has_signs, lower};
use crate::store::{Conn, MultiBackend};
use crate::values::text::SignedText;
use crate::values::unseen::sought;
use crate::values::{Check, Currency, Page, PageRequest};

type Query = customer::BoxedQuery<'static, MultiBackend>;
type Condition =
    Box<dyn BoxableExpression<customer::table, MultiBackend, SqlType = Nullable<Bool>>>;

/// What a list is cut down to.
pub(crate) struct Conditions {
    /// What a search text is looked for in.
    pub(crate) terms: Option<Terms>,
    /// The items that customers must be classified by.
    pub(crate) items: Vec<i64>,
    /// Added at this instant or later.
    pub(crate) created_from: Option<i64>,
    /// Added before this instant.
    pub(crate) created_before: Option<i64>,
    /// Conditions on columns.
    pub(crate) on_columns: Vec<listing::Condition<customer::table>>,
    /// What is asked of fields of the book's own.
    pub(crate) of_fields: OfFields,
    /// All other conditions.
    pub(crate) filter: CustomerFilter,
}

fn filtered(scope: &Scope, conditions: Conditions) -> Query {
    let filter = &conditions.filter;
    let book = scope.book().0;
    let mut query = match filter.merged {
        true => visible(scope).filter(customer::merged_into.is_not_null()),
        false => visible(scope).filter(customer::merged_into.is_null()),
    };
    if let Some(terms) = &conditions.terms {
        query = query.filter(found_by(book, terms));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(customer::kind.eq(kind.slug()));
    }
    if let Some(is_customer) = filter.is_customer {
        query = query.filter(customer::is_customer.eq(is_customer));
    }
    if let Some(is_supplier) = filter.is_supplier {
        query = query.filter(customer::is_supplier.eq(is_supplier));
    }
    if let Some(active) = filter.active {
        query = query.filter(customer::active.eq(active));
    }
    query = of_operators(query, book, filter);
    if let Some(tag) = &filter.tag {
        let tagged = customer_tag::table
            .filter(customer_tag::book_id.eq(book))
            .filter(customer_tag::tag.eq(sought(tag)))
            .select(customer_tag::customer_id);
        query = query.filter(customer::id.eq_any(tagged));
    }
    for item in &conditions.items {
        let classed = customer_class::table
            .filter(customer_class::book_id.eq(book))
            .filter(customer_class::item_id.eq(*item))
            .select(customer_class::customer_id);
        query = query.filter(customer::id.eq_any(classed));
    }
    if let Some(from) = conditions.created_from {
        query = query.filter(customer::created_at.ge(from));
    }
    if let Some(before) = conditions.created_before {
        query = query.filter(customer::created_at.lt(before));
    }
    if let Some(to) = filter.next_contact_to {
        query = query.filter(customer::next_contact_on.le(to));
    }
    if let Some(day) = filter.no_dealing_since {
        let before = customer::last_contact_on.lt(day);
        query = query.filter(customer::last_contact_on.is_null().or(before));
    }
    if let Some(parent) = filter.parent {
        let children = customer_parent::table
            .filter(customer_parent::book_id.eq(book))
            .filter(customer_parent::parent_id.eq(parent.0))
            .select(customer_parent::customer_id);
        query = query.filter(customer::id.eq_any(children));
    }
    for condition in conditions.on_columns {
        query = query.filter(condition);
    }
    for wanted in &conditions.of_fields.wanted {
        query = query.filter(custom::condition(book, wanted));
    }
    query
}

/// Those of the operators and the team that a filter names, and as it says of locks.
fn of_operators(mut query: Query, book: i64, filter: &CustomerFilter) -> Query {
    if let Some(owner) = filter.owner {
        query = query.filter(customer::owner_id.eq(owner.0));
    }
    if let Some(operator) = filter.collaborator {
        let shared = customer_collaborator::table
            .filter(customer_collaborator::book_id.eq(book))
            .filter(customer_collaborator::operator_id.eq(operator.0))
            .select(customer_collaborator::customer_id);
        query = query.filter(customer::id.eq_any(shared));
    }
    if let Some(locked) = filter.locked {
        let held = customer_lock::table
            .filter(customer_lock::book_id.eq(book))
            .select(customer_lock::customer_id);
        query = match locked {
            true => query.filter(customer::id.eq_any(held)),
            false => query.filter(customer::id.ne_all(held)),
        };
    }
    if filter.unowned {
        query = query.filter(customer::owner_id.is_null());
    }
    if let Some(team) = filter.team {
        query = query.filter(customer::team_id.eq(team.0));
    }
    query
}

/// The customers at which some contacts have a further place.
macro_rules! linked {
    ($book:expr, $contacts:expr) => {
        contact_link::table
            .filter(contact_link::book_id.eq($book))
            .filter(contact_link::contact_id.eq_any($contacts))
            .select(contact_link::customer_id)
    };
}

/// Customers of which name, legal name, code or a contact's name has the signs of a text.
fn named_with_signs(book: i64, terms: &Terms, signs: &SignedText) -> Condition {
    let [code, plain] = terms.code.clone().map(|part| lower(customer::code).like(part).escape('!'));
    let name = has_signs!(customer::name, customer::name_key, signs);
    let legal_name = has_signs!(customer::legal_name, customer::legal_name_key, signs);
    let contacts = contact::table
        .filter(contact::book_id.eq(book))
        .filter(contact::merged_into.is_null())
        .filter(has_signs!(contact::name, contact::name_key, signs));
    let by_contact = customer::id.eq_any(contacts.clone().select(contact::customer_id));
    let by_link = customer::id.eq_any(linked!(book, contacts.select(contact::id)));
    Box::new(code.or(plain).or(name).or(legal_name).or(by_contact).or(by_link))
}

/// Whether some visible customer has the signs of a text.
pub(crate) fn has_name(
    conn: &mut Conn,
    scope: &Scope,
    terms: &Terms,
    signs: &SignedText,
) -> Result<bool> {
    let query = visible(scope).filter(named_with_signs(scope.book().0, terms, signs));
    let found: Option<i64> = query.select(customer::id).first(conn).optional()?;
    Ok(found.is_some())
}

fn found_by(book: i64, terms: &Terms) -> Condition {
    if let Some(signs) = &terms.signs {
        return with_channels(book, terms, named_with_signs(book, terms, signs));
    }
    let [code, plain] = terms.code.clone().map(|part| lower(customer::code).like(part).escape('!'));
    let as_it_is = customer::code.like(terms.code_as_it_is.clone()).escape('!');
    let code = code.or(plain).or(as_it_is);
    let mut found: Condition = match (&terms.name_key, &terms.name) {
        (Some(key), _) => {
            let legal_name = customer::legal_name_key.like(key.clone()).escape('!');
            Box::new(customer::name_key.like(key.clone()).escape('!').or(legal_name).or(code))
        }
        (None, name) => {
            let name = name.clone().unwrap_or_default();
            let legal_name = customer::legal_name.like(name.clone()).escape('!');
            Box::new(customer::name.like(name).escape('!').or(legal_name).or(code))
        }
    };
    if let Some(part) = &terms.tax_number {
        found = Box::new(found.or(lower(customer::tax_number).like(part.clone()).escape('!')));
    }
    let contacts =
        contact::table.filter(contact::book_id.eq(book)).filter(contact::merged_into.is_null());
    match (&terms.name_key, &terms.name) {
        (Some(key), _) => {
            let named = contacts.filter(contact::name_key.like(key.clone()).escape('!'));
            let by_link = customer::id.eq_any(linked!(book, named.clone().select(contact::id)));
            let by_contact = customer::id.eq_any(named.select(contact::customer_id));
            found = Box::new(found.or(by_contact).or(by_link));
        }
        (None, Some(name)) => {
            let named = contacts.filter(contact::name.like(name.clone()).escape('!'));
            let by_link = customer::id.eq_any(linked!(book, named.clone().select(contact::id)));
            let by_contact = customer::id.eq_any(named.select(contact::customer_id));
            found = Box::new(found.or(by_contact).or(by_link));
        }
        (None, None) => {}
    }
    with_channels(book, terms, found)
}

/// Adds those found by their channels or their contacts'.
fn with_channels(book: i64, terms: &Terms, mut found: Condition) -> Condition {
    if let Some([part, digits]) = &terms.channel {
        let key = customer_channel::value_key;
        let part = key.like(part.clone()).escape('!');
        let by_channel = customer_channel::table
            .filter(customer_channel::book_id.eq(book))
            .filter(part.or(key.like(digits.clone()).escape('!')))
            .select(customer_channel::customer_id);
        found = Box::new(found.or(customer::id.eq_any(by_channel)));
    }
    if let Some([part, digits]) = &terms.contact_channel {
        let key = contact_channel::value_key;
        let part = key.like(part.clone()).escape('!');
        let reached = contact_channel::table
            .filter(contact_channel::book_id.eq(book))
            .filter(part.or(key.like(digits.clone()).escape('!')))
            .select(contact_channel::contact_id);
        let by_channel = contact::table
            .filter(contact::book_id.eq(book))
            .filter(contact::id.eq_any(reached.clone()))
            .select(contact::customer_id);
        let by_link = customer::id.eq_any(linked!(book, reached));
        found = Box::new(found.or(customer::id.eq_any(by_channel)).or(by_link));
    }
    found
}

custom_columns!(customer);

listed_columns! {
    customer, CustomerRow, CustomerSort {
        Name => required name name_key;
        Code => optional text code;
        Kind => required word(CustomerKind) kind;
        LegalName => optional name legal_name_key;
        IsCustomer => required flag is_customer;
        IsSupplier => required flag is_supplier;
        PaymentDays => required whole payment_days;
        Owner => optional whole owner_id;
        Team => optional whole team_id;
        Active => required flag active;
        LastContactOn => optional day last_contact_on;
        NextContactOn => optional day next_contact_on;
        CreatedAt => required instant created_at;
        UpdatedAt => required instant updated_at;
    }
}

/// Reads the conditions on columns.
pub(crate) fn on_columns(
    filter: &CustomerFilter,
    currency: Currency,
    check: &mut Check,
) -> Vec<listing::Condition<customer::table>> {
    let column = |word: &str| CustomerSort::from_slug(word).map(listed);
    let words = CustomerSort::words();
    let (wanted, own) = (&filter.conditions, custom_fields::is_custom);
    listing::other_conditions(wanted, currency, &words, own, column, check)
}

/// Rows in an order, after the last one seen.
pub(crate) fn list(
    conn: &mut Conn,
    scope: &Scope,
    conditions: Conditions,
    sort: CustomerSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<CustomerRow>> {
    let limit = page.rows_to_load()?;
    let book = scope.book().0;
    let own = conditions.of_fields.order.clone();
    let by = own.as_ref().map_or(sort.slug(), |own| own.word.as_str());
    let after = Place::of(page, by, descending)?;
    let query = filtered(scope, conditions);
    let column = own.as_ref().map_or_else(|| listed(sort), |own| custom::order(book, own));
    let query = in_order!(query, column, customer::id, descending, after);
    let rows: Vec<CustomerRow> = query.limit(limit).select(CustomerRow::as_select()).load(conn)?;
    match &own {
        Some(own) => {
            custom_fields::cut(conn, (book, own), descending, rows, page.limit, |row| row.id)
        }
        None => Ok(Page::cut(rows, page.limit, |row| place(row, sort, descending))),
    }
}

/// How many rows there are.
pub(crate) fn count_rows(conn: &mut Conn, scope: &Scope, conditions: Conditions) -> Result<i64> {
    Ok(filtered(scope, conditions).count().get_result(conn)?)
}

/// All tags of visible customers, with how many have each.
pub(crate) fn load_tag_counts(conn: &mut Conn, scope: &Scope) -> Result<Vec<TagCount>> {
    let merged = customer::table
        .filter(customer::book_id.eq(scope.book().0))
        .filter(customer::merged_into.is_not_null())
        .select(customer::id);
    let mut query = customer_tag::table
        .filter(customer_tag::book_id.eq(scope.book().0))
        .filter(diesel::dsl::not(customer_tag::customer_id.eq_any(merged)))
        .group_by(customer_tag::tag)
        .select((customer_tag::tag, diesel::dsl::count_star()))
        .order(customer_tag::tag)
        .into_boxed();
    if scope.reach() != Reach::All {
        query = query.filter(customer_tag::customer_id.eq_any(customers_in_scope(scope)));
    }
    let rows: Vec<(String, i64)> = query.load(conn)?;
    Ok(rows.into_iter().map(|(tag, customers)| TagCount { tag, customers }).collect())
}

/// The name of the contact to talk to first, by customer: the primary one, else the first active.
pub(crate) fn load_first_contacts(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
) -> Result<HashMap<i64, String>> {
    let rows: Vec<(i64, bool, String)> = contact::table
        .filter(contact::book_id.eq(book))
        .filter(contact::customer_id.eq_any(customers.to_vec()))
        .filter(contact::active.eq(true))
        .order((contact::customer_id, contact::is_primary.asc(), contact::id.desc()))
        .select((contact::customer_id, contact::is_primary, contact::name))
        .load(conn)?;
    // The best comes last and stays.
    let mut first: HashMap<i64, (bool, String)> = rows
        .into_iter()
        .map(|(customer, is_primary, name)| (customer, (is_primary, name)))
        .collect();
    let of_contact =
        contact::book_id.eq(contact_link::book_id).and(contact::id.eq(contact_link::contact_id));
    let linked: Vec<(i64, bool, String)> = contact_link::table
        .inner_join(contact::table.on(of_contact))
        .filter(contact_link::book_id.eq(book))
        .filter(contact_link::customer_id.eq_any(customers.to_vec()))
        .filter(contact_link::left_on.is_null())
        .order((contact_link::customer_id, contact_link::is_primary.desc(), contact::id))
        .select((contact_link::customer_id, contact_link::is_primary, contact::name))
        .load(conn)?;
    for (customer, is_primary, name) in linked {
        // Of those who are not the first, its own ones go before.
        if is_primary || !first.contains_key(&customer) {
            first.insert(customer, (is_primary, name));
        }
    }
    Ok(first.into_iter().map(|(customer, (_, name))| (customer, name)).collect())
}
