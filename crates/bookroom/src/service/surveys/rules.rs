//! What surveys are like, and what answers count: pure.

use super::model::{NewSurvey, Survey, SurveyState};
use crate::dictionaries::DictionaryItem;
use crate::error::{Code, Problem};
use crate::rights::permit::FieldRights;
use crate::service::rules::shown as shown_text;
use crate::values::Check;

/// The most surveys or answers of one call.
pub(super) const SURVEY_LIMIT: usize = 10_000;
/// The longest comment, in characters.
pub(super) const COMMENT_LIMIT: usize = 2_000;
/// The scale where none is named.
pub(super) const USUAL_SCALE: &str = "satisfaction";
/// The most points that a code can say.
const POINTS_LIMIT: i64 = 1_000;

/// The possible answers of a scale: id, code, points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scale {
    pub(super) items: Vec<(i64, String, i64)>,
    pub(super) best: i64,
}

/// Reads a dictionary as a scale: its active items in their order.
///
/// # Errors
/// `unknown_reference` when no item is active.
pub(super) fn scale(items: &[DictionaryItem]) -> Result<Scale, Problem> {
    let active: Vec<&DictionaryItem> = items.iter().filter(|item| item.active).collect();
    let number = |item: &&DictionaryItem| {
        item.code.parse::<i64>().ok().filter(|points| (0..=POINTS_LIMIT).contains(points))
    };
    let numbers: Option<Vec<i64>> = active.iter().map(number).collect();
    let places = || (1..=i64::try_from(active.len()).unwrap_or(i64::MAX)).rev().collect();
    let points: Vec<i64> = numbers.unwrap_or_else(places);
    let best = points.iter().copied().max();
    let best = best.ok_or_else(|| Problem::new(Code::UnknownReference))?;
    let items = active.iter().zip(points);
    let items = items.map(|(item, points)| (item.id.0, item.code.clone(), points)).collect();
    Ok(Scale { items, best })
}

/// Checks what a new survey is about: a case, or a customer and days that are past.
pub(super) fn check_new(check: &mut Check, new: &NewSurvey, today: chrono::NaiveDate) {
    if new.case.is_some() {
        let rest = [
            ("customer", new.customer.is_none()),
            ("from", new.from.is_none()),
            ("to", new.to.is_none()),
        ];
        for (path, is_absent) in rest {
            check.require(is_absent, path, Code::BadChoice);
        }
        return;
    }
    check.require(new.customer.is_some(), "customer", Code::Required);
    match (new.from, new.to) {
        (Some(from), Some(to)) => {
            check.date("from", from);
            check.date("to", to);
            if from > to || to > today {
                check.add(Problem::new(Code::DateOrder).at("to").fact("today", today));
            }
        }
        (from, to) => {
            check.require(from.is_some(), "from", Code::Required);
            check.require(to.is_some(), "to", Code::Required);
        }
    }
}

/// Refuses to answer or withdraw what is not waiting for an answer.
///
/// # Errors
/// `wrong_state`.
pub(super) fn check_asked(state: SurveyState) -> Result<(), Problem> {
    match state {
        SurveyState::Asked => Ok(()),
        _ => Err(Problem::new(Code::WrongState).fact("from", state.slug())),
    }
}

/// A survey as somebody with these rights sees it.
pub(super) fn shown(mut survey: Survey, rights: &FieldRights) -> Survey {
    limit(&mut survey, rights);
    survey
}

/// As [`shown`], in place.
pub(super) fn limit(survey: &mut Survey, rights: &FieldRights) {
    survey.comment = shown_text(survey.comment.take(), rights);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::{CaseId, CustomerId, DictionaryItemId};

    fn items(codes: &[&str]) -> Vec<DictionaryItem> {
        let item = |(id, code): (i64, &&str)| DictionaryItem {
            id: DictionaryItemId(id),
            dictionary: "x".to_owned(),
            code: (*code).to_owned(),
            label_zh: String::new(),
            label_en: (*code).to_owned(),
            sort_order: id,
            parent: None,
            active: true,
            valid_from: None,
            merged_into: None,
            version: 1,
        };
        (1..).zip(codes).map(item).collect()
    }

    #[test]
    fn numbers_are_points_and_words_count_from_the_end() {
        let points = |codes: &[&str]| {
            let scale = scale(&items(codes)).unwrap();
            (scale.items.into_iter().map(|it| it.2).collect::<Vec<_>>(), scale.best)
        };
        assert_eq!(points(&["5", "3", "1"]), (vec![5, 3, 1], 5));
        assert_eq!(points(&["0", "10"]), (vec![0, 10], 10));
        assert_eq!(points(&["good", "fair", "bad"]), (vec![3, 2, 1], 3));
        assert_eq!(points(&["5", "fair", "-1"]), (vec![3, 2, 1], 3));
        let mut retired = items(&["5", "x"]);
        retired[1].active = false;
        assert_eq!(scale(&retired).unwrap().best, 5);
        retired[0].active = false;
        assert_eq!(scale(&retired).unwrap_err().code, Code::UnknownReference);
    }

    #[test]
    fn a_survey_is_about_a_case_or_about_days() {
        let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
        let today = day("2026-06-15");
        let said = |new: &NewSurvey| {
            let mut check = Check::new();
            check_new(&mut check, new, today);
            let problems = check.finish().err().map(|error| error.problems().to_vec());
            let problems = problems.unwrap_or_default().into_iter();
            problems.map(|it| format!("{} {}", it.path, it.code.slug())).collect::<Vec<_>>()
        };
        assert!(said(&NewSurvey::of_case(CaseId(1))).is_empty());
        let may = NewSurvey::of_days(CustomerId(1), day("2026-05-01"), day("2026-05-31"));
        assert!(said(&may).is_empty());
        let both = NewSurvey { case: Some(CaseId(1)), ..may.clone() };
        assert_eq!(said(&both), ["customer bad_choice", "from bad_choice", "to bad_choice"]);
        let open = NewSurvey { to: None, customer: None, ..may.clone() };
        assert_eq!(said(&open), ["customer required", "to required"]);
        let later = NewSurvey { to: Some(day("2026-06-16")), ..may };
        assert_eq!(said(&later), ["to date_order"]);
    }
}
