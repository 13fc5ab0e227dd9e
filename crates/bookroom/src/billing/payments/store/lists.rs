//! Lists of payments.

use diesel::prelude::*;
use diesel::sql_types::Text;

use super::rows::PaymentRow;
use crate::billing::payments::model::{
    Payment, PaymentDirection, PaymentFilter, PaymentPurpose, PaymentSort, PaymentState,
    PaymentTotals, Side,
};
use crate::customers::{customers_in_scope, stand_in};
use crate::error::{Code, Error, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::listing::{Condition, Place, conditions, in_order, listed_columns};
use crate::store::schema::payment;
use crate::store::sum::sum_int;
use crate::values::text::like_anywhere;
use crate::values::unseen::sought;
use crate::values::{Check, Currency, Page, PageRequest, PaymentId};
use crate::work::View;

diesel::define_sql_function! {
    /// Lower case (of ASCII letters on every database).
    fn lower(text: Text) -> Text;
}

/// Which way money goes that moves a control account for a purpose.
pub(crate) fn direction_of(side: Side, purpose: PaymentPurpose) -> PaymentDirection {
    match (side, purpose) {
        (Side::Receivable, PaymentPurpose::Settlement)
        | (Side::Payable, PaymentPurpose::Refund) => PaymentDirection::In,
        _ => PaymentDirection::Out,
    }
}

listed_columns! {
    payment, PaymentRow, PaymentSort {
        PaidOn => required day paid_on;
        Number => required text number;
        Reference => optional text reference;
        Direction => required word(PaymentDirection) direction;
        Purpose => required word(PaymentPurpose) purpose;
        State => required word(PaymentState) state;
        Customer => required whole customer_id;
        CounterpartyName => required text counterparty_name;
        Method => required text method;
        Amount => required amount amount;
        Allocated => required amount allocated;
        CancelledOn => optional day cancelled_on;
        CreatedAt => required instant created_at;
        UpdatedAt => required instant updated_at;
    }
}

/// Narrows a boxed query to what a scope and a filter let through.
macro_rules! narrow {
    ($query:expr, $scope:expr, $filter:expr, $conditions:expr) => {{
        let (mut query, scope, filter): (_, &Scope, &PaymentFilter) = ($query, $scope, $filter);
        for condition in $conditions {
            query = query.filter(condition);
        }
        query = query.filter(payment::book_id.eq(scope.book().0));
        if scope.reach() != Reach::All {
            query = query.filter(payment::customer_id.eq_any(customers_in_scope(scope)));
        }
        if let Some(direction) = filter.direction {
            query = query.filter(payment::direction.eq(direction.slug()));
        }
        if let Some(purpose) = filter.purpose {
            query = query.filter(payment::purpose.eq(purpose.slug()));
        }
        if let Some(state) = filter.state {
            query = query.filter(payment::state.eq(state.slug()));
        }
        if let Some(customer) = filter.customer {
            query = query.filter(payment::customer_id.eq(customer.0));
        }
        if let Some(from) = filter.paid_from {
            query = query.filter(payment::paid_on.ge(from));
        }
        if let Some(to) = filter.paid_to {
            query = query.filter(payment::paid_on.le(to));
        }
        if let Some(method) = &filter.method {
            query = query.filter(payment::method.eq(sought(method)));
        }
        let part = filter.text.as_deref().map(sought).filter(|part| !part.is_empty());
        if let Some(part) = part {
            let pattern = like_anywhere(&part.to_ascii_lowercase());
            let reference = payment::reference.assume_not_null();
            let in_number = lower(payment::number).like(pattern.clone()).escape('!');
            let in_reference = lower(reference).like(pattern).escape('!');
            // Databases fold other letters than ASCII each in its way, or not at all.
            let as_it_stands = reference.like(like_anywhere(&part)).escape('!');
            let has_reference = payment::reference.is_not_null();
            query = query.filter(in_number.or(has_reference.and(in_reference.or(as_it_stands))));
        }
        if filter.unallocated {
            query = query
                .filter(payment::state.eq(PaymentState::Posted.slug()))
                .filter(payment::allocated.lt(payment::amount));
        }
        query
    }};
}

/// Refuses texts and days that not every database takes, and reads the conditions.
fn check_filter(
    filter: &PaymentFilter,
    currency: Currency,
) -> Result<Vec<Condition<payment::table>>> {
    let mut check = Check::new();
    check.sought_text("filter.method", filter.method.as_deref(), 200);
    check.sought_text("filter.text", filter.text.as_deref(), 200);
    for (path, day) in [("filter.paid_from", filter.paid_from), ("filter.paid_to", filter.paid_to)]
    {
        if let Some(day) = day {
            check.date(path, day);
        }
    }
    let words = PaymentSort::words();
    let column = |word: &str| PaymentSort::from_slug(word).map(listed);
    let conditions = conditions(&filter.conditions, currency, &words, column, &mut check);
    check.finish()?;
    Ok(conditions)
}

/// One payment within a scope.
pub(crate) fn get(view: &mut View<'_>, id: PaymentId) -> Result<Payment> {
    load_one(view.conn, &view.scope, id)?.record(view.book.currency)
}

/// The row of one payment within a scope.
pub(crate) fn load_one(conn: &mut Conn, scope: &Scope, id: PaymentId) -> Result<PaymentRow> {
    let mut query = payment::table
        .filter(payment::book_id.eq(scope.book().0))
        .filter(payment::id.eq(id.0))
        .select(PaymentRow::as_select())
        .into_boxed();
    if scope.reach() != Reach::All {
        query = query.filter(payment::customer_id.eq_any(customers_in_scope(scope)));
    }
    query.first(conn).optional()?.ok_or_else(|| Error::not_found("payment", id))
}

/// The rows of payments within a scope; missing ones are left out.
pub(crate) fn load_many(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<PaymentRow>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let mut query = payment::table
            .filter(payment::book_id.eq(scope.book().0))
            .filter(payment::id.eq_any(chunk.to_vec()))
            .select(PaymentRow::as_select())
            .into_boxed();
        if scope.reach() != Reach::All {
            query = query.filter(payment::customer_id.eq_any(customers_in_scope(scope)));
        }
        let rows: Vec<PaymentRow> = query.load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// A page of payments.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &PaymentFilter,
    sort: PaymentSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Payment>> {
    let conditions = check_filter(filter, view.book.currency)?;
    let limit = page.rows_to_load()?;
    let after = Place::of(page, sort.slug(), descending)?;
    let query = payment::table.select(PaymentRow::as_select()).into_boxed();
    let filter = &PaymentFilter { customer: stand_in(view, filter.customer)?, ..filter.clone() };
    let query = narrow!(query, &view.scope, filter, conditions).limit(limit);
    let query = in_order!(query, listed(sort), payment::id, descending, after);
    let rows: Vec<PaymentRow> = query.load(view.conn)?;
    let page = Page::cut(rows, page.limit, |row| place(row, sort, descending));
    let items: Result<Vec<Payment>> =
        page.items.iter().map(|row| row.record(view.book.currency)).collect();
    Ok(Page { items: items?, next: page.next })
}

/// Sums over the payments that a filter lets through.
pub(crate) fn totals(view: &mut View<'_>, filter: &PaymentFilter) -> Result<PaymentTotals> {
    type Sums = (String, String, i64, Option<i64>, Option<i64>);
    let conditions = check_filter(filter, view.book.currency)?;
    let query = payment::table
        .group_by((payment::direction, payment::state))
        .select((
            payment::direction,
            payment::state,
            diesel::dsl::count_star(),
            sum_int(payment::amount),
            sum_int(payment::allocated),
        ))
        .into_boxed();
    let filter = &PaymentFilter { customer: stand_in(view, filter.customer)?, ..filter.clone() };
    let groups: Vec<Sums> = narrow!(query, &view.scope, filter, conditions).load(view.conn)?;
    let mut totals = PaymentTotals::default();
    for (direction, state, count, amount, allocated) in groups {
        totals.count += count;
        if state != PaymentState::Posted.slug() {
            continue;
        }
        let currency = view.book.currency;
        let amount = currency.from_minor(amount.unwrap_or(0));
        let allocated = currency.from_minor(allocated.unwrap_or(0));
        match PaymentDirection::from_slug(&direction).ok_or(Code::Corrupt)? {
            PaymentDirection::In => totals.received += amount,
            PaymentDirection::Out => totals.paid += amount,
        }
        totals.allocated += allocated;
        totals.unallocated += amount - allocated;
    }
    Ok(totals)
}
