//! Lists of contacts: what is asked of them, and their order.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};

use super::ContactRow;
use crate::custom_fields::{self, OfFields, custom_columns};
use crate::customers::contacts::links;
use crate::customers::contacts::model::{ContactFilter, ContactSort};
use crate::customers::rules::search::Terms;
use crate::customers::store::customers_in_scope;
use crate::error::Result;
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::listing::{self, Place, in_order, listed_columns};
use crate::store::schema::{contact, contact_channel, contact_link, contact_superior};
use crate::store::texts::has_signs;
use crate::store::{Conn, MultiBackend};
use crate::values::text::SignedText;
use crate::values::unseen::sought;
use crate::values::{Check, Currency, Page, PageRequest};

/// What a list is cut down to.
pub(crate) struct Conditions {
    /// What a search text is looked for in.
    pub(crate) terms: Option<Terms>,
    /// Conditions on columns.
    pub(crate) on_columns: Vec<listing::Condition<contact::table>>,
    /// What is asked of fields of the book's own.
    pub(crate) of_fields: OfFields,
    /// All other conditions.
    pub(crate) filter: ContactFilter,
}

fn filtered(scope: &Scope, conditions: Conditions) -> contact::BoxedQuery<'static, MultiBackend> {
    let filter = &conditions.filter;
    let book = scope.book().0;
    let mut query = visible(scope);
    if let Some(terms) = &conditions.terms {
        query = query.filter(found_by(book, terms));
    }
    query = match filter.merged {
        true => query.filter(contact::merged_into.is_not_null()),
        false => query.filter(contact::merged_into.is_null()),
    };
    query = match filter.customer {
        Some(customer) => {
            let own: Condition = Box::new(contact::customer_id.eq(customer.0).nullable());
            let own = own_place(filter).into_iter().fold(own, both);
            query.filter(own.or(placed(filter, book, customer.0)))
        }
        None => {
            own_place(filter).into_iter().fold(query, |query, condition| query.filter(condition))
        }
    };
    if let Some(superior) = filter.superior {
        let below = contact_superior::table
            .filter(contact_superior::book_id.eq(book))
            .filter(contact_superior::superior_id.eq(superior.0))
            .select(contact_superior::contact_id);
        query = query.filter(contact::id.eq_any(below));
    }
    for condition in conditions.on_columns {
        query = query.filter(condition);
    }
    for wanted in &conditions.of_fields.wanted {
        query = query.filter(custom::condition(book, wanted));
    }
    query
}

/// What is asked of the place of contacts at their own customer.
fn own_place(filter: &ContactFilter) -> Vec<Condition> {
    let mut all: Vec<Condition> = Vec::new();
    if let Some(role) = &filter.role {
        all.push(Box::new(contact::role.eq(sought(role))));
    }
    if let Some(role) = filter.decision_role {
        all.push(Box::new(contact::decision_role.eq(role.slug())));
    }
    if let Some(is_primary) = filter.is_primary {
        all.push(Box::new(contact::is_primary.eq(is_primary).nullable()));
    }
    if let Some(active) = filter.active {
        all.push(Box::new(contact::active.eq(active).nullable()));
    }
    all
}

fn both(one: Condition, other: Condition) -> Condition {
    Box::new(one.and(other))
}

/// Those with a further place at a customer of which the same is true.
fn placed(filter: &ContactFilter, book: i64, customer: i64) -> Condition {
    let either = |asked: Option<bool>| asked.map_or(vec![true, false], |asked| vec![asked]);
    let places = contact_link::table
        .filter(contact_link::book_id.eq(book))
        .filter(contact_link::customer_id.eq(customer))
        .filter(contact_link::is_primary.eq_any(either(filter.is_primary)))
        .filter(contact_link::left_on.is_null().eq_any(either(filter.active)))
        .select(contact_link::contact_id);
    let role = filter.role.as_deref().map(sought);
    let decides = filter.decision_role.map(|role| role.slug().to_owned());
    match (role, decides) {
        (None, None) => Box::new(contact::id.eq_any(places).nullable()),
        (Some(role), None) => {
            let places = places.filter(contact_link::role.eq(role));
            Box::new(contact::id.eq_any(places).nullable())
        }
        (None, Some(decides)) => {
            let places = places.filter(contact_link::decision_role.eq(decides));
            Box::new(contact::id.eq_any(places).nullable())
        }
        (Some(role), Some(decides)) => {
            let places = places
                .filter(contact_link::role.eq(role))
                .filter(contact_link::decision_role.eq(decides));
            Box::new(contact::id.eq_any(places).nullable())
        }
    }
}

type Condition = Box<dyn BoxableExpression<contact::table, MultiBackend, SqlType = Nullable<Bool>>>;

/// Whether some visible contact's name has the signs of a text.
pub(crate) fn has_name(conn: &mut Conn, scope: &Scope, signs: &SignedText) -> Result<bool> {
    let query = visible(scope).filter(has_signs!(contact::name, contact::name_key, signs));
    let found: Option<i64> = query.select(contact::id).first(conn).optional()?;
    Ok(found.is_some())
}

/// The contacts whose own customer a scope covers, as a subselect.
macro_rules! own_in {
    ($scope:expr) => {
        $crate::store::schema::contact::table
            .filter($crate::store::schema::contact::book_id.eq($scope.book().0))
            .filter(
                $crate::store::schema::contact::customer_id
                    .eq_any($crate::customers::customers_in_scope($scope)),
            )
            .select($crate::store::schema::contact::id)
    };
}
pub(crate) use own_in;

/// The contacts with a further place at a customer that a scope covers, as a subselect.
macro_rules! linked_in {
    ($scope:expr) => {
        $crate::store::schema::contact_link::table
            .filter($crate::store::schema::contact_link::book_id.eq($scope.book().0))
            .filter(
                $crate::store::schema::contact_link::customer_id
                    .eq_any($crate::customers::customers_in_scope($scope)),
            )
            .select($crate::store::schema::contact_link::contact_id)
    };
}
pub(crate) use linked_in;

/// The contacts that a scope covers.
pub(crate) fn visible(scope: &Scope) -> contact::BoxedQuery<'static, MultiBackend> {
    let query = contact::table.filter(contact::book_id.eq(scope.book().0)).into_boxed();
    if scope.reach() == Reach::All {
        return query;
    }
    let own = contact::customer_id.eq_any(customers_in_scope(scope));
    if !links::store::is_read(scope) {
        return query.filter(own);
    }
    query.filter(own.or(contact::id.eq_any(linked_in!(scope))))
}

fn found_by(book: i64, terms: &Terms) -> Condition {
    let by_name: Condition = match (&terms.signs, &terms.name_key) {
        (Some(signs), _) => Box::new(has_signs!(contact::name, contact::name_key, signs)),
        (None, Some(key)) => Box::new(contact::name_key.like(key.clone()).escape('!').nullable()),
        (None, None) => {
            let name = terms.name.clone().unwrap_or_default();
            Box::new(contact::name.like(name).escape('!').nullable())
        }
    };
    match &terms.contact_channel {
        Some([part, digits]) => {
            let key = contact_channel::value_key;
            let part = key.like(part.clone()).escape('!');
            let by_channel = contact_channel::table
                .filter(contact_channel::book_id.eq(book))
                .filter(part.or(key.like(digits.clone()).escape('!')))
                .select(contact_channel::contact_id);
            Box::new(by_name.or(contact::id.eq_any(by_channel)))
        }
        None => by_name,
    }
}

custom_columns!(contact);

listed_columns! {
    contact, ContactRow, ContactSort {
        Name => required name name_key;
        Customer => required whole customer_id;
        Role => optional text role;
        Title => optional text title;
        IsPrimary => required flag is_primary;
        Active => required flag active;
        CreatedAt => required instant created_at;
        UpdatedAt => required instant updated_at;
    }
}

/// Reads the conditions on columns.
pub(crate) fn on_columns(
    filter: &ContactFilter,
    currency: Currency,
    check: &mut Check,
) -> Vec<listing::Condition<contact::table>> {
    let column = |word: &str| ContactSort::from_slug(word).map(listed);
    let words = ContactSort::words();
    let (wanted, own) = (&filter.conditions, custom_fields::is_custom);
    listing::other_conditions(wanted, currency, &words, own, column, check)
}

/// Rows in an order, after the last one seen.
pub(crate) fn list(
    conn: &mut Conn,
    scope: &Scope,
    conditions: Conditions,
    sort: ContactSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<ContactRow>> {
    let limit = page.rows_to_load()?;
    let book = scope.book().0;
    let own = conditions.of_fields.order.clone();
    let by = own.as_ref().map_or(sort.slug(), |own| own.word.as_str());
    let after = Place::of(page, by, descending)?;
    let query = filtered(scope, conditions);
    let column = own.as_ref().map_or_else(|| listed(sort), |own| custom::order(book, own));
    let query = in_order!(query, column, contact::id, descending, after);
    let rows: Vec<ContactRow> = query.limit(limit).select(ContactRow::as_select()).load(conn)?;
    match &own {
        Some(own) => {
            custom_fields::cut(conn, (book, own), descending, rows, page.limit, |row| row.id)
        }
        None => Ok(Page::cut(rows, page.limit, |row| place(row, sort, descending))),
    }
}

/// How many rows there are.
pub(crate) fn count(conn: &mut Conn, scope: &Scope, conditions: Conditions) -> Result<i64> {
    Ok(filtered(scope, conditions).count().get_result(conn)?)
}
