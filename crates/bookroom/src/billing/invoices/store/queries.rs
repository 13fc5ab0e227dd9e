//! Finding documents: by id, number, reference; lists and totals.

use diesel::prelude::*;

use super::documents::{records, with_lines};
use super::rows::InvoiceRow;
use crate::billing::invoices::model::{
    Direction, DocumentKind, Invoice, InvoiceFilter, InvoiceSort, InvoiceState, InvoiceTotals,
};
use crate::billing::invoices::rules::{documents::COMMAND_LIMIT, masks};
use crate::customers::{customers_in_scope, stand_in};
use crate::error::{Code, Error, Result};
use crate::rights::permission::Reach;
use crate::store::MultiBackend;
use crate::store::insert::IN_LIST;
use crate::store::listing::{Condition, Place, conditions, in_order, listed_columns};
use crate::store::schema::invoice;
use crate::store::sum::sum_int;
use crate::store::texts::lower;
use crate::values::text::{like_anywhere, search_key, signed_text};
use crate::values::unseen::sought;
use crate::values::{Check, Currency, InvoiceId, Page, PageRequest};
use crate::work::View;

type Query<'q> = invoice::BoxedQuery<'q, MultiBackend, <AsSelectRow as Expression>::SqlType>;
type AsSelectRow = diesel::dsl::AsSelect<InvoiceRow, MultiBackend>;

/// All documents within the view's scope.
fn visible(view: &View<'_>) -> Query<'static> {
    let query = invoice::table
        .filter(invoice::book_id.eq(view.book_id()))
        .select(InvoiceRow::as_select())
        .into_boxed();
    if view.scope.reach() == Reach::All {
        return query;
    }
    query.filter(invoice::customer_id.eq_any(customers_in_scope(&view.scope)))
}

/// Rows as masked records with their lines.
fn finish(view: &mut View<'_>, rows: Vec<InvoiceRow>) -> Result<Vec<Invoice>> {
    let (book, currency) = (view.book_id(), view.book.currency);
    let documents = with_lines(view.conn, book, rows)?;
    let records = records(view.conn, currency, &documents)?;
    Ok(records.into_iter().map(|record| masks::mask(record, &view.fields)).collect())
}

/// One document.
pub(crate) fn get(view: &mut View<'_>, id: InvoiceId) -> Result<Invoice> {
    let row = visible(view).filter(invoice::id.eq(id.0)).first(view.conn).optional()?;
    let row: InvoiceRow = row.ok_or_else(|| Error::not_found("invoice", id))?;
    finish(view, vec![row])?.pop().ok_or_else(|| Error::not_found("invoice", id))
}

/// Documents by id, in the order asked for; missing ones are left out.
pub(crate) fn get_many(view: &mut View<'_>, ids: &[InvoiceId]) -> Result<Vec<Invoice>> {
    let mut check = Check::new();
    check.at_most("ids", ids.len(), COMMAND_LIMIT);
    check.finish()?;
    let mut wanted: Vec<i64> = ids.iter().map(|id| id.0).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut found = std::collections::BTreeMap::new();
    for chunk in wanted.chunks(IN_LIST) {
        let rows: Vec<InvoiceRow> =
            visible(view).filter(invoice::id.eq_any(chunk.to_vec())).load(view.conn)?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    let rows = ids.iter().filter_map(|id| found.get(&id.0).cloned()).collect();
    finish(view, rows)
}

/// The document with a number.
pub(crate) fn find_by_number(view: &mut View<'_>, number: &str) -> Result<Option<Invoice>> {
    let query = visible(view).filter(invoice::number.eq(sought(number)));
    let row: Option<InvoiceRow> = query.first(view.conn).optional()?;
    Ok(finish(view, row.into_iter().collect())?.pop())
}

/// The documents with a reference, newest first, at most 1,000.
pub(crate) fn find_by_reference(view: &mut View<'_>, reference: &str) -> Result<Vec<Invoice>> {
    let rows: Vec<InvoiceRow> = visible(view)
        .filter(invoice::reference.eq(sought(reference)))
        .order((invoice::issue_on.desc(), invoice::id.desc()))
        .limit(i64::from(crate::values::page::PAGE_LIMIT))
        .load(view.conn)?;
    finish(view, rows)
}

/// Limits a query to what a filter names; one text for lists and totals.
macro_rules! filtered {
    ($query:expr, $filter:expr, $currency:expr, $exact:expr) => {{
        let mut query = $query;
        let filter: &InvoiceFilter = $filter;
        if let Some(direction) = filter.direction {
            query = query.filter(invoice::direction.eq(direction.slug()));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(invoice::kind.eq(kind.slug()));
        }
        if !filter.states.is_empty() {
            let states: Vec<&str> = filter.states.iter().map(|state| state.slug()).collect();
            query = query.filter(invoice::state.eq_any(states));
        }
        if let Some(customer) = filter.customer {
            query = query.filter(invoice::customer_id.eq(customer.0));
        }
        if let Some(corrected) = filter.corrects {
            query = query.filter(invoice::corrects_id.eq(corrected.0));
        }
        if let Some(from) = filter.issued_from {
            query = query.filter(invoice::issue_on.ge(from));
        }
        if let Some(to) = filter.issued_to {
            query = query.filter(invoice::issue_on.le(to));
        }
        if let Some(from) = filter.due_from {
            query = query.filter(invoice::due_on.ge(from));
        }
        if let Some(to) = filter.due_to {
            query = query.filter(invoice::due_on.le(to));
        }
        if let Some(on) = filter.overdue_on {
            let open = [InvoiceState::Posted.slug(), InvoiceState::PartPaid.slug()];
            query = query
                .filter(invoice::due_on.lt(on))
                .filter(invoice::kind.eq(DocumentKind::Invoice.slug()))
                .filter(invoice::state.eq_any(open));
        }
        let part = search_key(filter.text.as_deref().unwrap_or_default());
        if let Some(pattern) = $exact {
            query = query.filter(holds_exactly(pattern));
        } else if !part.is_empty() {
            query = query.filter(invoice::search_key.like(like_anywhere(&part)).escape('!'));
        }
        let bounds = bounds(filter, $currency)?;
        if let Some(low) = bounds.low {
            query = query.filter(invoice::gross.ge(low));
        }
        if let Some(high) = bounds.high {
            query = query.filter(invoice::gross.le(high));
        }
        for condition in bounds.conditions {
            query = query.filter(condition);
        }
        query
    }};
}

/// Documents of which number, reference or counterparty hold a text as it stands.
fn holds_exactly(pattern: String) -> Condition<invoice::table> {
    let number = lower(invoice::number).like(pattern.clone()).escape('!');
    let reference = lower(invoice::reference).like(pattern.clone()).escape('!');
    let name = lower(invoice::counterparty_name.nullable()).like(pattern).escape('!');
    Box::new(number.or(reference).or(name))
}

/// A text with signs, as a pattern, when some document holds it as it stands: then the signs
/// count. Otherwise they do not, so that who leaves them out, or writes others, finds as well.
fn exact_text(view: &mut View<'_>, filter: &InvoiceFilter) -> Result<Option<String>> {
    let text = sought(filter.text.as_deref().unwrap_or_default());
    let text = text.as_str();
    if text.chars().all(|letter| letter.is_alphanumeric() || letter.is_whitespace()) {
        return Ok(None);
    }
    let pattern = like_anywhere(&text.to_ascii_lowercase());
    if search_key(text).is_empty() || signed_text(text).is_some_and(|signs| !signs.may_fold) {
        // Without the signs nearly every document would be found.
        return Ok(Some(pattern));
    }
    let mut query = invoice::table
        .filter(invoice::book_id.eq(view.book_id()))
        .filter(holds_exactly(pattern.clone()))
        .select(invoice::id)
        .into_boxed();
    if view.scope.reach() != Reach::All {
        query = query.filter(invoice::customer_id.eq_any(customers_in_scope(&view.scope)));
    }
    let found: Option<i64> = query.first(view.conn).optional()?;
    Ok(found.map(|_| pattern))
}

/// What of a filter has to be read before it can be asked for.
struct Bounds {
    low: Option<i64>,
    high: Option<i64>,
    conditions: Vec<Condition<invoice::table>>,
}

fn bounds(filter: &InvoiceFilter, currency: Currency) -> Result<Bounds> {
    let mut check = Check::new();
    check.texts("filter", filter);
    let mut minor = |path: &str, amount: Option<rust_decimal::Decimal>| {
        let result = amount.map(|amount| currency.to_minor(amount)).transpose();
        result.unwrap_or_else(|problem| {
            check.add(problem.at(path));
            None
        })
    };
    let low = minor("filter.gross_from", filter.gross_from);
    let high = minor("filter.gross_to", filter.gross_to);
    let words = InvoiceSort::words();
    let column = |word: &str| InvoiceSort::from_slug(word).map(listed);
    let conditions = conditions(&filter.conditions, currency, &words, column, &mut check);
    check.finish()?;
    Ok(Bounds { low, high, conditions })
}

listed_columns! {
    invoice, InvoiceRow, InvoiceSort {
        IssueOn => required day issue_on;
        DueOn => required day due_on;
        Number => optional text number;
        Reference => optional text reference;
        Direction => required word(Direction) direction;
        Kind => required word(DocumentKind) kind;
        State => required word(InvoiceState) state;
        Customer => required whole customer_id;
        CounterpartyName => required text counterparty_name;
        DiscountTotal => required amount discount;
        Net => required amount net;
        Tax => required amount tax;
        Gross => required amount gross;
        Settled => required amount settled;
        CreatedAt => required instant created_at;
        UpdatedAt => required instant updated_at;
    }
}

/// A page of documents.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &InvoiceFilter,
    sort: InvoiceSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Invoice>> {
    let exact = exact_text(view, filter)?;
    let filter = &InvoiceFilter { customer: stand_in(view, filter.customer)?, ..filter.clone() };
    let query = filtered!(visible(view), filter, view.book.currency, exact);
    let query = query.limit(page.rows_to_load()?);
    let after = Place::of(page, sort.slug(), descending)?;
    let query = in_order!(query, listed(sort), invoice::id, descending, after);
    let rows: Vec<InvoiceRow> = query.load(view.conn)?;
    let cut = Page::cut(rows, page.limit, |row| place(row, sort, descending));
    Ok(Page { items: finish(view, cut.items)?, next: cut.next })
}

/// One row per direction and kind, in one statement.
pub(crate) fn totals(view: &mut View<'_>, filter: &InvoiceFilter) -> Result<Vec<InvoiceTotals>> {
    let currency = view.book.currency;
    let query = invoice::table
        .filter(invoice::book_id.eq(view.book_id()))
        .group_by((invoice::direction, invoice::kind))
        .order((invoice::direction, invoice::kind))
        .select((
            invoice::direction,
            invoice::kind,
            diesel::dsl::count_star(),
            sum_int(invoice::net),
            sum_int(invoice::tax),
            sum_int(invoice::gross),
            sum_int(invoice::settled),
        ))
        .into_boxed();
    let exact = exact_text(view, filter)?;
    let filter = &InvoiceFilter { customer: stand_in(view, filter.customer)?, ..filter.clone() };
    let query = filtered!(query, filter, currency, exact);
    let query = if view.scope.reach() == Reach::All {
        query
    } else {
        query.filter(invoice::customer_id.eq_any(customers_in_scope(&view.scope)))
    };
    type Row = (String, String, i64, Option<i64>, Option<i64>, Option<i64>, Option<i64>);
    let rows: Vec<Row> = query.load(view.conn)?;
    let record = |(direction, kind, count, net, tax, gross, settled): Row| {
        let amount = |minor: Option<i64>| currency.from_minor(minor.unwrap_or_default());
        Ok(InvoiceTotals {
            direction: Direction::from_slug(&direction).ok_or(Code::Corrupt)?,
            kind: DocumentKind::from_slug(&kind).ok_or(Code::Corrupt)?,
            count,
            net: amount(net),
            tax: amount(tax),
            gross: amount(gross),
            settled: amount(settled),
        })
    };
    rows.into_iter().map(record).collect()
}
