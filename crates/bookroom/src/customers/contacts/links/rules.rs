//! What a further place of a contact must be like: pure decisions on its data.

use chrono::{DateTime, NaiveDate};
use serde::Serialize;

use super::model::{ContactLink, ContactLinkEdit, NewContactLink};
use crate::customers::contacts::model::DecisionRole;
use crate::error::{Code, Problem};
use crate::values::{Check, ContactId, ContactLinkId, CustomerId, Edit};

/// The most further places of one contact.
pub(crate) const LINKS_LIMIT: usize = 100;

/// A place of which nothing is known yet.
pub(crate) fn blank(contact: ContactId, customer: CustomerId) -> ContactLink {
    ContactLink {
        id: ContactLinkId(0),
        contact,
        customer,
        role: None,
        title: None,
        decision_role: None,
        is_primary: false,
        left_on: None,
        version: 1,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
    }
}

/// A new place as values for a blank one.
pub(crate) fn as_edit(new: &NewContactLink) -> ContactLinkEdit {
    ContactLinkEdit {
        role: Edit::given(new.role.clone()),
        title: Edit::given(new.title.clone()),
        decision_role: Edit::given(new.decision_role),
        is_primary: Some(new.is_primary),
        left_on: Edit::given(new.left_on),
    }
}

/// Checks new values and puts them into a place.
pub(crate) fn apply(
    base: &ContactLink,
    edit: &ContactLinkEdit,
    today: NaiveDate,
    check: &mut Check,
) -> ContactLink {
    let mut link = base.clone();
    check.edited_text("role", &edit.role, 60, &mut link.role);
    check.edited_text("title", &edit.title, 100, &mut link.title);
    link.decision_role = edit.decision_role.over(base.decision_role);
    link.left_on = edit.left_on.over(base.left_on);
    if let Some(day) = link.left_on.filter(|_| !edit.left_on.is_kept()) {
        check.date("left_on", day);
        if day > today {
            check.add(Problem::new(Code::DateOrder).at("left_on").fact("today", today));
        }
    }
    link.is_primary = edit.is_primary.unwrap_or(base.is_primary && link.left_on.is_none());
    check.require(!link.is_primary || link.left_on.is_none(), "is_primary", Code::Retired);
    link
}

/// What the change log keeps of a further place. The names of the fields are those of the record.
#[derive(Serialize)]
pub(crate) struct Image<'l> {
    contact: ContactId,
    customer: CustomerId,
    role: &'l Option<String>,
    title: &'l Option<String>,
    decision_role: Option<DecisionRole>,
    is_primary: bool,
    left_on: Option<NaiveDate>,
}

impl<'l> Image<'l> {
    /// The image of a place.
    pub(crate) fn of(link: &'l ContactLink) -> Self {
        Self {
            contact: link.contact,
            customer: link.customer,
            role: &link.role,
            title: &link.title,
            decision_role: link.decision_role,
            is_primary: link.is_primary,
            left_on: link.left_on,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn who_leaves_is_primary_no_more_and_leaves_no_later_than_today() {
        let base = ContactLink { is_primary: true, ..blank(ContactId(1), CustomerId(2)) };
        let left = ContactLinkEdit {
            left_on: Edit::given(Some(day("2026-05-01"))),
            ..ContactLinkEdit::default()
        };
        let mut check = Check::new();
        let link = apply(&base, &left, day("2026-05-01"), &mut check);
        assert!(check.is_clean() && !link.is_primary);
        apply(&base, &left, day("2026-04-30"), &mut check);
        let claimed = ContactLinkEdit { is_primary: Some(true), ..left };
        apply(&base, &claimed, day("2026-05-01"), &mut check);
        assert_eq!(check.count(), 2);
    }
}
