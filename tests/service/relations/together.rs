//! Cases that several operators link, merge and give back at the same time.

use bookroom::error::{Code, Kind};
use bookroom::service::model::{Case, CaseState};
use bookroom::service::relations::model::{CaseLinkKind, NewCaseLink};

use crate::concurrency::race::{both, run};

use super::{again, open, said};

fn is_expected(codes: &[Code], error: &bookroom::error::Error) -> bool {
    error.kind() == Kind::Busy || codes.contains(&error.code())
}

#[test]
fn of_two_merges_into_each_other_one_is_done() {
    run("cases are merged into each other", |rooms, round| {
        let [one, two] = ["甲", "乙"].map(|it| open(&rooms.one, &format!("{it}{round}")));
        let (first, second) = both(
            || rooms.one.service().relations().merge(vec![(&one).into()], (&two).into()),
            || rooms.other.service().relations().merge(vec![(&two).into()], (&one).into()),
        );
        let expected = [Code::VersionConflict, Code::WrongState];
        for error in [first.as_ref().err(), second.as_ref().err()].into_iter().flatten() {
            if !is_expected(&expected, error) {
                return Some(format!("{error}"));
            }
        }
        let states = [&one, &two].map(|case| again(&rooms.one, case).state);
        let merged = states.iter().filter(|state| **state == CaseState::Merged).count();
        (merged > 1).then(|| format!("{states:?}"))
    });
}

#[test]
fn a_chain_that_grows_and_shrinks_at_once_leads_to_its_end() {
    run("a merged case is given back while its survivor is merged", |rooms, round| {
        let cases = ["甲", "乙", "丙"].map(|it| open(&rooms.one, &format!("{it}{round}")));
        let [part, middle, end] = &cases;
        let relations = rooms.one.service().relations();
        let merged = relations.merge(vec![part.into()], middle.into());
        let Ok(merged) = merged else { return Some(format!("{merged:?}")) };
        let (given, moved) = both(
            || rooms.one.service().relations().unmerge(vec![(&merged[0]).into()]),
            || rooms.other.service().relations().merge(vec![middle.into()], end.into()),
        );
        if let Err(error) = &moved
            && !is_expected(&[], error)
        {
            return Some(format!("{error}"));
        }
        if let Err(error) = &given
            && !is_expected(&[Code::VersionConflict], error)
        {
            return Some(format!("{error}"));
        }
        let wanted = match (given.is_ok(), moved.is_ok()) {
            (true, _) => None,
            (false, true) => Some(end.id),
            (false, false) => Some(middle.id),
        };
        let found = again(&rooms.one, part).merged_into;
        (found != wanted).then(|| format!("{found:?} is not {wanted:?}"))
    });
}

#[test]
fn links_made_at_once_lead_nowhere_back() {
    run("duplicates of each other", |rooms, round| {
        let cases = ["甲", "乙", "丙", "丁"].map(|it| open(&rooms.one, &format!("{it}{round}")));
        let kind = CaseLinkKind::Duplicate;
        let duplicate = |case: &Case, of: &Case| NewCaseLink { kind, case: case.id, other: of.id };
        let [a, b, c, d] = &cases;
        let relations = rooms.one.service().relations();
        relations.link_many(vec![duplicate(a, b), duplicate(c, d)]).unwrap();
        // Both together would lead from the second over the fourth back to the second.
        let (one, other) = both(
            || rooms.one.service().relations().link(duplicate(b, d)),
            || rooms.other.service().relations().link(duplicate(d, b)),
        );
        for error in [one.as_ref().err(), other.as_ref().err()].into_iter().flatten() {
            if !is_expected(&[Code::Cycle, Code::WrongState], error) {
                return Some(said(error));
            }
        }
        (one.is_ok() && other.is_ok()).then(|| "a circle of duplicates".to_owned())
    });
}
