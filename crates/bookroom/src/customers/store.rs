//! Rows of customers.

use diesel::prelude::*;

use crate::access::permission::Reach;
use crate::access::permit::Scope;
use crate::store::schema::customer;

/// The ids of the customers a scope covers, as a subselect for other areas:
/// `invoice::customer_id.eq_any(visible_ids(&scope))`. Leave it out when the reach is everything.
pub(crate) fn visible_ids(scope: &Scope) -> owned_by {
    // Nobody and no team have id 0.
    let team = scope.team().filter(|_| scope.reach() == Reach::Team).map_or(0, i64::from);
    owned_by(scope.book().0, scope.operator().0, team)
}

#[diesel::dsl::auto_type(type_alias)]
fn owned_by(book: i64, owner: i64, team: i64) -> _ {
    let own = customer::owner_id.eq(owner);
    customer::table
        .filter(customer::book_id.eq(book))
        .filter(own.or(customer::team_id.eq(team)))
        .select(customer::id)
}
