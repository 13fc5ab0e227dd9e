//! Lists of dealings, page by page.

use diesel::prelude::*;

use super::{DealingRow, load, records, within};
use crate::custom_fields::{self, Order, custom_columns};
use crate::customers::{contact_stand_in, stand_in};
use crate::dealings::commands::KIND;
use crate::dealings::model::{Dealing, DealingDirection, DealingFilter, DealingSort};
use crate::dealings::rules;
use crate::dictionaries;
use crate::error::{Code, Error, Result};
use crate::rights::permission::Field;
use crate::store::MultiBackend;
use crate::store::listing::{Place, in_order, listed_columns, other_conditions};
use crate::store::schema::{dealing, dealing_contact, dealing_operator};
use crate::values::text::{like_anywhere, search_key};
use crate::values::{Check, DealingId, Page, PageRequest};
use crate::work::View;

/// The longest text to search for, in characters.
const SEARCH_LIMIT: usize = 200;

type Query = dealing::BoxedQuery<'static, MultiBackend>;

/// One dealing.
pub(crate) fn get(view: &mut View<'_>, id: DealingId) -> Result<Dealing> {
    let book = view.book_id();
    let rows = load(view.conn, &view.scope, &[id.0])?;
    let dealing = records(view.conn, book, rows)?.pop();
    let dealing = dealing.ok_or_else(|| Error::not_found("dealing", id))?;
    Ok(rules::shown(dealing, &view.fields))
}

/// The dealings that a filter wants, in an order, page by page.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &DealingFilter,
    sort: DealingSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Dealing>> {
    let rows_to_load = page.rows_to_load()?;
    let book = view.book_id();
    let (query, own) = restrict(view, filter)?;
    let by = own.as_ref().map_or(sort.slug(), |own| own.word.as_str());
    let after = Place::of(page, by, descending)?;
    let column = own.as_ref().map_or_else(|| listed(sort), |own| custom::order(book, own));
    let query = in_order!(query, column, dealing::id, descending, after);
    let query = query.limit(rows_to_load);
    let rows: Vec<DealingRow> = query.select(DealingRow::as_select()).load(view.conn)?;
    let (limit, id) = (page.limit, |row: &DealingRow| row.id);
    let page = match &own {
        Some(own) => custom_fields::cut(view.conn, (book, own), descending, rows, limit, id)?,
        None => Page::cut(rows, limit, |row| place(row, sort, descending)),
    };
    let dealings = records(view.conn, book, page.items)?;
    let shown = |dealing| rules::shown(dealing, &view.fields);
    Ok(Page { items: dealings.into_iter().map(shown).collect(), next: page.next })
}

/// How many dealings a filter wants.
pub(crate) fn count(view: &mut View<'_>, filter: &DealingFilter) -> Result<i64> {
    let (query, _) = restrict(view, filter)?;
    Ok(query.count().get_result(view.conn)?)
}

custom_columns!(dealing);

listed_columns! {
    dealing, DealingRow, DealingSort {
        HappenedAt => required instant happened_at;
        HappenedOn => required day happened_on;
        Customer => required whole customer_id;
        Direction => optional word(DealingDirection) direction;
        Minutes => optional whole minutes;
        NextContactOn => optional day next_contact_on;
        CreatedBy => optional whole created_by;
        CreatedAt => required instant created_at;
        UpdatedAt => required instant updated_at;
    }
}

fn restrict(view: &mut View<'_>, filter: &DealingFilter) -> Result<(Query, Option<Order>)> {
    let book = view.book_id();
    let mut query = within(&view.scope);
    let mut check = Check::new();
    if let Some(customer) = stand_in(view, filter.customer)? {
        query = query.filter(dealing::customer_id.eq(customer.0));
    }
    if let Some(direction) = filter.direction {
        query = query.filter(dealing::direction.eq(direction.slug()));
    }
    if let Some(operator) = filter.operator {
        let theirs = dealing_operator::table
            .filter(dealing_operator::book_id.eq(book))
            .filter(dealing_operator::operator_id.eq(operator.0))
            .select(dealing_operator::dealing_id);
        query = query.filter(dealing::id.eq_any(theirs));
    }
    if let Some(contact) = filter.contact {
        let contact = contact_stand_in(view.conn, book, contact)?;
        let theirs = dealing_contact::table
            .filter(dealing_contact::book_id.eq(book))
            .filter(dealing_contact::contact_id.eq(contact.0))
            .select(dealing_contact::dealing_id);
        query = query.filter(dealing::id.eq_any(theirs));
    }
    if let Some(day) = filter.from {
        check.date("filter.from", day);
        query = query.filter(dealing::happened_on.ge(day));
    }
    if let Some(day) = filter.to {
        check.date("filter.to", day);
        query = query.filter(dealing::happened_on.le(day));
    }
    query = match filter.has_next_contact {
        Some(true) => query.filter(dealing::next_contact_on.is_not_null()),
        Some(false) => query.filter(dealing::next_contact_on.is_null()),
        None => query,
    };
    let query = with_kinds(view, query, filter, &mut check)?;
    let mut query = with_text(view, query, filter, &mut check);
    let (currency, words) = (view.book.currency, DealingSort::words());
    let column = |word: &str| DealingSort::from_slug(word).map(listed);
    let (wanted, own) = (&filter.conditions, custom_fields::is_custom);
    for condition in other_conditions(wanted, currency, &words, own, column, &mut check) {
        query = query.filter(condition);
    }
    let sorted_by = filter.sorted_by.as_deref();
    let of_fields = custom_fields::of_fields::<Dealing>(view, wanted, sorted_by, &mut check)?;
    check.finish()?;
    let book = view.book_id();
    for wanted in &of_fields.wanted {
        query = query.filter(custom::condition(book, wanted));
    }
    Ok((query, of_fields.order))
}

/// Restricts to kinds; retired ones can be looked for too.
fn with_kinds(
    view: &mut View<'_>,
    query: Query,
    filter: &DealingFilter,
    check: &mut Check,
) -> Result<Query> {
    if filter.kinds.is_empty() {
        return Ok(query);
    }
    let pair = |text: &String| (KIND.to_owned(), text.clone());
    let pairs: Vec<(String, String)> = filter.kinds.iter().map(pair).collect();
    let (book, today) = (view.book_id(), view.today());
    let found = dictionaries::resolve(view.conn, book, today, &pairs)?;
    let mut kinds = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        match found.get(pair) {
            Some(item) => kinds.push(item.id),
            None => check.fail(&format!("filter.kinds[{index}]"), Code::UnknownReference),
        }
    }
    Ok(query.filter(dealing::kind_id.eq_any(kinds)))
}

/// Restricts to a text. What the operator may not read is not searched either.
fn with_text(view: &View<'_>, query: Query, filter: &DealingFilter, check: &mut Check) -> Query {
    let text = check.sought_text("filter.text", filter.text.as_deref(), SEARCH_LIMIT);
    let Some(text) = text else { return query };
    let reads_all = view.fields.can_read(Field::DealingText);
    let key = search_key(&text);
    if key.is_empty() {
        // Signs and emoji are in no key: look for them as they stand.
        let raw = like_anywhere(&text);
        let subject = dealing::subject.like(raw.clone()).escape('!');
        return if reads_all {
            query.filter(subject.nullable().or(dealing::content.like(raw).escape('!')))
        } else {
            query.filter(subject)
        };
    }
    let pattern = like_anywhere(&key);
    let subject = dealing::subject_key.like(pattern.clone()).escape('!');
    if reads_all {
        query.filter(subject.nullable().or(dealing::content_key.like(pattern).escape('!')))
    } else {
        query.filter(subject)
    }
}
