//! Which customers a scope covers: the one place that says it, for this area and for all whose
//! records belong to a customer. One's own, those of one's team, and those that are shared.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::sharing::{reach_of, shared_ids, shared_in};
use crate::error::Result;
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::insert::IN_LIST;
use crate::store::schema::customer;
use crate::store::{Conn, MultiBackend};

/// The ids of the customers a scope covers, as a subselect for other areas:
/// `invoice::customer_id.eq_any(customers_in_scope(&scope))`. Leave it out when the reach is
/// everything: it is right then, too, but needs a look at every customer.
pub(crate) fn customers_in_scope(scope: &Scope) -> ids_within {
    let team = scope.team().filter(|_| scope.reach() == Reach::Team);
    let from = if scope.reach() == Reach::All { i64::MIN } else { i64::MAX };
    let (day, least) = reach_of(scope);
    let (book, operator) = (scope.book().0, scope.operator().0);
    ids_within(book, operator, team.map(i64::from), from, day, least)
}

/// One shape for every reach, since a boxed query cannot be part of another one on several
/// databases: no team equals null, and all ids or none lie above `from`.
#[diesel::dsl::auto_type]
pub(crate) fn ids_within(
    book: i64,
    operator: i64,
    team: Option<i64>,
    from: i64,
    day: NaiveDate,
    least: i64,
) -> _ {
    let own = customer::owner_id.eq(operator);
    let of_team = customer::team_id.eq(team);
    let shared: shared_ids = shared_ids(book, operator, day, least);
    let is_shared = customer::id.eq_any(shared);
    customer::table
        .filter(customer::book_id.eq(book))
        .filter(own.or(of_team).or(is_shared).or(customer::id.ge(from)))
        .select(customer::id)
}

/// The customers a scope covers.
pub(crate) fn visible(scope: &Scope) -> customer::BoxedQuery<'static, MultiBackend> {
    let all = customer::table.filter(customer::book_id.eq(scope.book().0)).into_boxed();
    let own = customer::owner_id.eq(scope.operator().0);
    match (scope.reach(), scope.team()) {
        (Reach::All, _) => all,
        (Reach::Team, Some(team)) => {
            let of_team = customer::team_id.eq(team.0);
            all.filter(own.or(of_team).or(customer::id.eq_any(shared_in(scope))))
        }
        _ => all.filter(own.or(customer::id.eq_any(shared_in(scope)))),
    }
}

/// Those of these customers that a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    customers: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    if scope.reach() == Reach::All {
        return Ok(customers);
    }
    let customers: Vec<i64> = customers.into_iter().collect();
    let mut kept = BTreeSet::new();
    for chunk in customers.chunks(IN_LIST) {
        let within = customers_in_scope(scope).filter(customer::id.eq_any(chunk));
        kept.extend(within.load::<i64>(conn)?);
    }
    Ok(kept)
}

/// Of records that belong to a customer (the table has `customer_id`), the ids of those whose
/// customer a scope covers.
macro_rules! keep_by_customer {
    ($conn:expr, $scope:expr, $ids:expr, $table:ident) => {{
        let ids: Vec<i64> = $ids.into_iter().collect();
        let mut kept = std::collections::BTreeSet::new();
        for chunk in ids.chunks($crate::store::insert::IN_LIST) {
            let within = $table::table
                .filter($table::book_id.eq($scope.book().0))
                .filter($table::id.eq_any(chunk))
                .filter($table::customer_id.eq_any($crate::customers::customers_in_scope($scope)))
                .select($table::id);
            kept.extend(within.load::<i64>($conn)?);
        }
        Ok(kept)
    }};
}
pub(crate) use keep_by_customer;
