//! What dealings must be like: pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::model::{Dealing, DealingEdit, NewDealing};
use crate::custom_fields;
use crate::error::{Code, Problem};
use crate::rights::permission::{Field, FieldRight};
use crate::rights::permit::FieldRights;
use crate::values::text::search_key;
use crate::values::{Check, ContactId, DealingId, Edit, OperatorId, dates};

/// The longest line, place or purpose, in characters.
const LINE_LIMIT: usize = 200;
/// The longest content, in characters.
const TEXT_LIMIT: usize = 20_000;
/// The most dealings of one call.
pub(crate) const DEALING_LIMIT: usize = 10_000;
/// The most contacts or operators of a dealing.
const PEOPLE_LIMIT: usize = 100;
/// The longest dealing, in minutes.
const MINUTES_LIMIT: i64 = 10_080;
/// How far ahead of the engine's clock another may be, in minutes.
const AHEAD_MINUTES: i64 = 60;
/// What those see who may know that there is a text, but not the text.
const MASK: &str = "****";

/// When a dealing is written, and which day an instant is then.
pub(crate) struct Moment<'m> {
    pub(crate) now: DateTime<Utc>,
    pub(crate) date_of: &'m dyn Fn(DateTime<Utc>) -> NaiveDate,
}

/// A new dealing as it is given; its kind is found elsewhere.
pub(crate) fn given(new: &NewDealing, moment: &Moment<'_>, me: Option<OperatorId>) -> Dealing {
    let mut operators = new.operators.clone();
    if operators.is_empty() {
        operators.extend(me);
    }
    Dealing {
        id: DealingId(0),
        customer: new.customer,
        kind: String::new(),
        direction: new.direction,
        subject: new.subject.clone(),
        content: new.content.clone(),
        happened_at: new.happened_at.unwrap_or(moment.now),
        happened_on: NaiveDate::MIN,
        minutes: new.minutes,
        place: new.place.clone(),
        contacts: new.contacts.clone(),
        operators,
        next_contact_on: new.next_contact_on,
        next_contact_for: new.next_contact_for.clone(),
        custom: BTreeMap::new(),
        custom_personal: BTreeMap::new(),
        version: 1,
        created_at: moment.now,
        created_by: me,
        updated_at: moment.now,
    }
}

/// Puts an edit into a dealing; its kind is found elsewhere.
pub(crate) fn edited(dealing: &Dealing, edit: &DealingEdit) -> Dealing {
    let old = dealing.clone();
    let list = |edit: &Edit<Vec<ContactId>>, old| edit.clone().over(Some(old)).unwrap_or_default();
    let operators = edit.operators.clone().over(Some(old.operators)).unwrap_or_default();
    Dealing {
        direction: edit.direction.over(old.direction),
        subject: edit.subject.clone().unwrap_or(old.subject),
        content: edit.content.clone().over(old.content),
        happened_at: edit.happened_at.unwrap_or(old.happened_at),
        minutes: edit.minutes.over(old.minutes),
        place: edit.place.clone().over(old.place),
        contacts: list(&edit.contacts, old.contacts),
        operators,
        next_contact_on: edit.next_contact_on.over(old.next_contact_on),
        next_contact_for: edit.next_contact_for.clone().over(old.next_contact_for),
        ..old
    }
}

/// Checks a dealing's own data and brings it into the form that is kept. The day of the dealing is
/// found anew when `moved`.
pub(crate) fn settle(check: &mut Check, dealing: &mut Dealing, moved: bool, moment: &Moment<'_>) {
    dealing.subject = check.text("subject", &dealing.subject, LINE_LIMIT);
    dealing.place = check.optional_text("place", dealing.place.as_deref(), LINE_LIMIT);
    let texts = [
        ("content", TEXT_LIMIT, &mut dealing.content),
        ("next_contact_for", LINE_LIMIT, &mut dealing.next_contact_for),
    ];
    for (path, limit, text) in texts {
        *text = check.optional_lines(path, text.as_deref(), limit);
    }
    if let Some(minutes) = dealing.minutes {
        let limit = Decimal::from(MINUTES_LIMIT);
        check.number("minutes", Decimal::from(minutes), Decimal::ZERO, limit, 0);
    }
    check.at_most("contacts", dealing.contacts.len(), PEOPLE_LIMIT);
    check.at_most("operators", dealing.operators.len(), PEOPLE_LIMIT);
    in_order(check, "contacts", &mut dealing.contacts);
    in_order(check, "operators", &mut dealing.operators);
    if moved {
        settle_time(check, dealing, moment);
    }
    if let Some(day) = dealing.next_contact_on {
        check.date("next_contact_on", day);
        if day < dealing.happened_on {
            let problem = Problem::new(Code::DateOrder).at("next_contact_on");
            check.add(problem.fact("happened_on", dealing.happened_on));
        }
    }
}

fn settle_time(check: &mut Check, dealing: &mut Dealing, moment: &Moment<'_>) {
    let at = dealing.happened_at;
    // Whatever lies beyond can be moved to no local time.
    if !dates::is_storable(at.date_naive()) {
        return check.fail("happened_at", Code::BadDate);
    }
    if at > moment.now + TimeDelta::minutes(AHEAD_MINUTES) {
        let problem = Problem::new(Code::DateOrder).at("happened_at");
        check.add(problem.fact("today", (moment.date_of)(moment.now)));
    }
    // As fine as it is kept.
    dealing.happened_at = DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at);
    dealing.happened_on = (moment.date_of)(at);
    check.date("happened_at", dealing.happened_on);
}

fn in_order<T: Ord + Copy>(check: &mut Check, path: &str, ids: &mut Vec<T>) {
    let mut seen = BTreeSet::new();
    for (index, id) in ids.iter().enumerate() {
        check.require(seen.insert(*id), &format!("{path}[{index}]"), Code::Repeated);
    }
    *ids = seen.into_iter().collect();
}

/// What a line is searched by.
pub(crate) fn text_key(text: &str) -> String {
    search_key(text)
}

/// A dealing as somebody with these rights sees it.
pub(crate) fn shown(mut dealing: Dealing, rights: &FieldRights) -> Dealing {
    limit(&mut dealing, rights);
    dealing
}

/// As [`shown`], in place.
pub(crate) fn limit(dealing: &mut Dealing, rights: &FieldRights) {
    let content = dealing.content.take();
    dealing.content = match rights.on(Field::DealingText) {
        FieldRight::Hidden => None,
        FieldRight::Masked => content.map(|_| MASK.to_owned()),
        FieldRight::Read | FieldRight::Write => content,
    };
    custom_fields::mask(dealing, rights);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::CustomerId;

    fn settled(new: &NewDealing) -> (Dealing, Vec<Problem>) {
        let now = DateTime::from_timestamp(1_780_000_000, 0).unwrap();
        let date_of = |at: DateTime<Utc>| (at + TimeDelta::hours(8)).date_naive();
        let moment = Moment { now, date_of: &date_of };
        let mut dealing = given(new, &moment, Some(OperatorId(7)));
        let mut check = Check::new();
        settle(&mut check, &mut dealing, true, &moment);
        let problems = check.finish().err().map(|error| error.problems().to_vec());
        (dealing, problems.unwrap_or_default())
    }

    #[test]
    fn what_is_not_said_is_filled_in() {
        let new = NewDealing::new(CustomerId(1), "call", "  续约 ");
        let (dealing, problems) = settled(&new);
        assert!(problems.is_empty());
        assert_eq!(
            (dealing.subject.as_str(), &dealing.operators[..]),
            ("续约", &[OperatorId(7)][..])
        );
        assert_eq!(dealing.happened_on, "2026-05-29".parse().unwrap());
    }

    #[test]
    fn every_violation_is_named() {
        let new = NewDealing {
            happened_at: Some(DateTime::<Utc>::MAX_UTC),
            minutes: Some(-1),
            contacts: vec![ContactId(2), ContactId(1), ContactId(2)],
            ..NewDealing::new(CustomerId(1), "call", " ")
        };
        let (_, problems) = settled(&new);
        let named: Vec<(&str, Code)> =
            problems.iter().map(|it| (it.path.as_str(), it.code)).collect();
        let wanted = [
            ("subject", Code::Required),
            ("minutes", Code::OutOfRange),
            ("contacts[2]", Code::Repeated),
            ("happened_at", Code::BadDate),
        ];
        assert_eq!(named, wanted);
        let late = NewDealing {
            happened_at: Some(DateTime::from_timestamp(1_780_003_601, 0).unwrap()),
            next_contact_on: "2026-05-28".parse().ok(),
            ..NewDealing::new(CustomerId(1), "call", "续约")
        };
        let (_, problems) = settled(&late);
        let named: Vec<(&str, Code)> =
            problems.iter().map(|it| (it.path.as_str(), it.code)).collect();
        let order = Code::DateOrder;
        assert_eq!(named, [("happened_at", order), ("next_contact_on", order)]);
    }
}
