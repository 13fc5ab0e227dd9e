//! When a customer is to be contacted next: what was said last, unless it has been done since.

use chrono::NaiveDate;

use crate::customers::model::PlannedContact;

/// What a dealing says of the last and the next contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Said {
    /// The dealing.
    pub(crate) dealing: i64,
    /// When it happened, in microseconds.
    pub(crate) at: i64,
    /// The day on which it happened.
    pub(crate) on: NaiveDate,
    /// The day of the next contact, if it names one.
    pub(crate) next: Option<NaiveDate>,
}

/// The day of the next contact, from the last dealing, the last one that names such a day, and what
/// was said by hand. Whatever was said later holds; a dealing since then, on that day or later, is
/// the contact itself.
pub(crate) fn next_contact(
    last: Option<&Said>,
    naming: Option<&Said>,
    planned: Option<&PlannedContact>,
) -> Option<NaiveDate> {
    let by_hand = planned
        .filter(|planned| naming.is_none_or(|naming| naming.at <= planned.at.timestamp_micros()));
    let (said, on) = match by_hand {
        Some(planned) => ((planned.at.timestamp_micros(), i64::MAX), planned.on?),
        None => {
            let naming = naming?;
            ((naming.at, naming.dealing), naming.next?)
        }
    };
    let done = last.is_some_and(|last| (last.at, last.dealing) > said && last.on >= on);
    (!done).then_some(on)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, day).unwrap()
    }

    fn said(dealing: i64, on: u32, next: Option<u32>) -> Said {
        Said { dealing, at: i64::from(on) * 10, on: day(on), next: next.map(day) }
    }

    fn planned(at: i64, on: Option<u32>) -> PlannedContact {
        let at = DateTime::from_timestamp_micros(at).unwrap();
        PlannedContact { on: on.map(day), purpose: None, at }
    }

    #[test]
    fn the_last_word_holds_until_it_is_done() {
        let first = said(1, 3, Some(10));
        let named = |last: &Said| next_contact(Some(last), Some(&first), None);
        assert_eq!(next_contact(None, None, None), None);
        assert_eq!(named(&first), Some(day(10)));
        // A dealing before the day is not the contact, one on it or after it is.
        assert_eq!(named(&said(2, 9, None)), Some(day(10)));
        assert_eq!(named(&said(2, 10, None)), None);
        assert_eq!(named(&said(2, 11, None)), None);
        // One that is for the same day does not do itself.
        let today = said(3, 10, Some(10));
        assert_eq!(next_contact(Some(&today), Some(&today), None), Some(day(10)));
    }

    #[test]
    fn what_is_planned_by_hand_stands_against_older_dealings() {
        let dealing = said(1, 3, Some(10));
        let next =
            |planned: &PlannedContact| next_contact(Some(&dealing), Some(&dealing), Some(planned));
        assert_eq!(next(&planned(40, Some(12))), Some(day(12)));
        assert_eq!(next(&planned(30, Some(12))), Some(day(12)));
        assert_eq!(next(&planned(40, None)), None);
        assert_eq!(next(&planned(20, Some(12))), Some(day(10)));
        let done = said(2, 12, None);
        let plan = planned(40, Some(12));
        assert_eq!(next_contact(Some(&done), Some(&dealing), Some(&plan)), None);
    }
}
