//! How cases may belong together: pure.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{CaseLinkKind, NewCaseLink};
use crate::error::{Code, Problem};

/// A link as far as it decides about others: kind, case, other.
pub(super) type Edge = (CaseLinkKind, i64, i64);

/// When a case came in, and its id.
pub(super) type Came = (i64, i64);

/// The ends of a link as they are kept: which of two related cases is named first says nothing.
pub(super) fn ends(link: &NewCaseLink) -> (i64, i64) {
    let (case, other) = (link.case.0, link.other.0);
    match link.kind {
        CaseLinkKind::Related => (case.min(other), case.max(other)),
        _ => (case, other),
    }
}

/// Checks a new link against those of its two cases, which both are locked.
///
/// A duplicate names a case that is none itself, and what came again names one that came in
/// before. So no chain of links leads back, whoever makes links elsewhere at the same time.
///
/// # Errors
/// The field that is wrong, and why.
pub(super) fn check(
    link: &NewCaseLink,
    links: &BTreeSet<Edge>,
    came: &BTreeMap<i64, Came>,
) -> Result<Edge, Problem> {
    use CaseLinkKind::{Duplicate, Merged, Recurs, Related, Split};
    let (case, other) = ends(link);
    if case == other {
        return Err(Problem::new(Code::Cycle).at("other"));
    }
    let one = |kind: CaseLinkKind, case: i64| {
        links.iter().find(|link| link.0 == kind && link.1 == case).map(|link| link.2)
    };
    match link.kind {
        Split | Merged => {
            let makable = [Related, Duplicate, Recurs].map(CaseLinkKind::slug);
            return Err(Problem::new(Code::BadChoice).at("kind").choices(&makable));
        }
        Related => {}
        Duplicate => {
            if let Some(original) = one(Duplicate, other) {
                let code = if original == case { Code::Cycle } else { Code::WrongState };
                return Err(Problem::new(code).at("other").fact("duplicate_of", original));
            }
        }
        Recurs => {
            if came.get(&other) >= came.get(&case) {
                return Err(Problem::new(Code::DateOrder).at("other"));
            }
        }
    }
    let is_there = links.contains(&(link.kind, case, other));
    let taken = match link.kind {
        Related => None,
        kind => one(kind, case),
    };
    if is_there || taken.is_some() {
        let problem = Problem::new(Code::AlreadyExists).at("case");
        return Err(problem.fact("subject", "case_link").fact("other", taken.unwrap_or(other)));
    }
    Ok((link.kind, case, other))
}

/// The case at the end of the chain of merges that begins with one.
pub(super) fn survivor(case: i64, merged: &BTreeMap<i64, i64>) -> Option<i64> {
    let mut end = *merged.get(&case)?;
    // No chain is longer than there are links.
    for _ in 0..merged.len() {
        match merged.get(&end) {
            Some(next) => end = *next,
            None => break,
        }
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::CaseId;

    fn link(kind: CaseLinkKind, case: i64, other: i64) -> NewCaseLink {
        NewCaseLink { kind, case: CaseId(case), other: CaseId(other) }
    }

    fn said(new: NewCaseLink, links: &[Edge]) -> Result<Edge, (Code, String)> {
        let came: BTreeMap<i64, Came> = (1..=9).map(|id| (id, (100, id))).collect();
        let links = links.iter().copied().collect();
        check(&new, &links, &came).map_err(|problem| (problem.code, problem.path))
    }

    #[test]
    fn links_say_why_they_cannot_be() {
        use CaseLinkKind::{Duplicate, Merged, Recurs, Related, Split};
        let at = |path: &str| path.to_owned();
        assert_eq!(said(link(Related, 5, 3), &[]), Ok((Related, 3, 5)));
        assert_eq!(said(link(Related, 3, 3), &[]), Err((Code::Cycle, at("other"))));
        let there = [(Related, 3, 5)];
        assert_eq!(said(link(Related, 5, 3), &there), Err((Code::AlreadyExists, at("case"))));
        assert_eq!(said(link(Duplicate, 5, 3), &there), Ok((Duplicate, 5, 3)));
        let there = [(Duplicate, 3, 5)];
        assert_eq!(said(link(Duplicate, 5, 3), &there), Err((Code::Cycle, at("other"))));
        assert_eq!(said(link(Duplicate, 7, 3), &there), Err((Code::WrongState, at("other"))));
        assert_eq!(said(link(Duplicate, 3, 7), &there), Err((Code::AlreadyExists, at("case"))));
        assert_eq!(said(link(Duplicate, 5, 7), &there), Ok((Duplicate, 5, 7)));
        assert_eq!(said(link(Recurs, 3, 5), &[]), Err((Code::DateOrder, at("other"))));
        assert_eq!(said(link(Recurs, 5, 3), &[]), Ok((Recurs, 5, 3)));
        let there = [(Recurs, 5, 3)];
        assert_eq!(said(link(Recurs, 5, 4), &there), Err((Code::AlreadyExists, at("case"))));
        assert_eq!(said(link(Recurs, 6, 3), &there), Ok((Recurs, 6, 3)));
        for kind in [Split, Merged] {
            assert_eq!(said(link(kind, 5, 3), &[]), Err((Code::BadChoice, at("kind"))));
        }
    }

    #[test]
    fn a_chain_of_merges_leads_to_its_end() {
        let merged = BTreeMap::from([(1, 2), (2, 5), (3, 5)]);
        let ends = [1, 2, 3, 5].map(|case| survivor(case, &merged));
        assert_eq!(ends, [Some(5), Some(5), Some(5), None]);
    }
}
