//! Which cases are an operator's and a team's, as conditions of any select with cases in it.

use crate::store::schema::service_case;

// The case that another was merged into.
diesel::alias! {
    pub(crate) const SURVIVOR: Alias<Survivor> = service_case as survivor;
}

/// The case that a case was merged into, if it meets a condition.
macro_rules! survives {
    ($condition:expr) => {{
        use $crate::service::store::scopes::SURVIVOR;
        diesel::dsl::exists(
            SURVIVOR
                .filter(SURVIVOR.field(service_case::book_id).eq(service_case::book_id))
                .filter(
                    SURVIVOR.field(service_case::id).nullable().eq(service_case::merged_into_id),
                )
                .filter($condition),
        )
        .nullable()
    }};
}
pub(crate) use survives;

/// The cases that an operator owns, works on or opened, and what was merged into one of these.
macro_rules! own {
    ($me:expr) => {{
        use $crate::service::store::scopes::survives;
        service_case::owner_id
            .eq($me)
            .or(service_case::assignee_id.eq($me))
            .or(service_case::created_by.eq($me))
            .or(survives!(
                SURVIVOR
                    .field(service_case::owner_id)
                    .eq($me)
                    .or(SURVIVOR.field(service_case::assignee_id).eq($me))
                    .or(SURVIVOR.field(service_case::created_by).eq($me))
            ))
    }};
}
pub(crate) use own;

/// Those, and the cases of a team.
macro_rules! of_team {
    ($me:expr, $team:expr) => {{
        use $crate::service::store::scopes::{own, survives};
        own!($me)
            .or(service_case::team_id.eq($team))
            .or(survives!(SURVIVOR.field(service_case::team_id).eq($team)))
    }};
}
pub(crate) use of_team;
