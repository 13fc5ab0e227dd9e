//! Rows of customers.

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::access::permission::Reach;
use crate::access::permit::Scope;
use crate::store::MultiBackend;
use crate::store::schema::customer;

/// The ids of the customers a scope covers, as a subselect for other areas:
/// `invoice::customer_id.eq_any(visible_ids(&scope))`. Leave it out when the reach is everything.
pub(crate) fn visible_ids(scope: &Scope) -> customer::BoxedQuery<'static, MultiBackend, BigInt> {
    let ids = customer::table
        .filter(customer::book_id.eq(scope.book().0))
        .select(customer::id)
        .into_boxed();
    let own = customer::owner_id.eq(scope.operator().0);
    match (scope.reach(), scope.team()) {
        (Reach::All, _) => ids,
        (Reach::Team, Some(team)) => ids.filter(own.or(customer::team_id.eq(team.0))),
        _ => ids.filter(own),
    }
}
