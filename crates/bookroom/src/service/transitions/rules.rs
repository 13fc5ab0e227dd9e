//! Which steps may be left out: pure.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Code, Problem};
use crate::service::model::{CaseState, CaseStep};
use crate::service::rules::{is_open, steps_from, target};

/// The steps of each state.
pub(super) type Steps = BTreeMap<CaseState, Vec<CaseStep>>;

/// What the engine itself allows.
pub(super) fn own() -> Steps {
    CaseState::ALL.iter().map(|state| (*state, steps_from(*state).to_vec())).collect()
}

/// The id under which the log knows the steps of a state.
pub(super) fn id_of(state: CaseState) -> i64 {
    let place = CaseState::ALL.iter().position(|it| *it == state).unwrap_or_default();
    i64::try_from(place).unwrap_or_default() + 1
}

/// Checks the steps of a state: only such as the engine knows for it, each once. They come back in
/// the engine's order.
///
/// # Errors
/// `bad_choice` with the fact `choices`, `repeated`.
pub(super) fn check_steps(state: CaseState, steps: &[CaseStep]) -> Result<Vec<CaseStep>, Problem> {
    let known = steps_from(state);
    let mut seen = BTreeSet::new();
    for (index, step) in steps.iter().enumerate() {
        let path = format!("steps[{index}]");
        if !known.contains(step) {
            let choices: Vec<&str> = known.iter().map(|step| step.slug()).collect();
            return Err(Problem::new(Code::BadChoice).at(path).choices(&choices));
        }
        if !seen.insert(step) {
            return Err(Problem::new(Code::Repeated).at(path));
        }
    }
    Ok(known.iter().copied().filter(|step| steps.contains(step)).collect())
}

/// Checks that no case is caught: from every state in which work goes on leads a way to a
/// resolution or a refusal, and what was merged can be given back.
///
/// # Errors
/// `required` with the fact `from`.
pub(super) fn check_ways(steps: &Steps) -> Result<(), Problem> {
    let caught = |state: &CaseState| !leads_out(*state, steps);
    let gives_back = |steps: &Vec<CaseStep>| steps.contains(&CaseStep::Unmerge);
    let open = CaseState::ALL.iter().copied().filter(|state| is_open(*state));
    let caught = open.clone().find(|state| caught(state));
    let merged = CaseState::Merged;
    let kept = steps.get(&merged).is_none_or(gives_back);
    match caught.or((!kept).then_some(merged)) {
        Some(state) => Err(Problem::new(Code::Required).at("steps").fact("from", state.slug())),
        None => Ok(()),
    }
}

/// Whether an end can be reached from a state.
fn leads_out(state: CaseState, steps: &Steps) -> bool {
    let (mut seen, mut next) = (BTreeSet::new(), vec![state]);
    while let Some(state) = next.pop() {
        if matches!(state, CaseState::Resolved | CaseState::Rejected) {
            return true;
        }
        if !seen.insert(state) {
            continue;
        }
        for step in steps.get(&state).into_iter().flatten() {
            // Merging leads into another case, and out of none.
            if *step != CaseStep::Merge {
                next.push(target(state, *step, true));
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_among_the_engines_own() {
        use CaseStep::{Assign, Close, Merge, Reject, Resolve, Start, Wait};
        let new = CaseState::New;
        assert_eq!(check_steps(new, &[Reject, Assign]), Ok(vec![Assign, Reject]));
        let wrong = check_steps(new, &[Assign, Close]).unwrap_err();
        assert_eq!((wrong.code, wrong.path.as_str()), (Code::BadChoice, "steps[1]"));
        let twice = check_steps(new, &[Start, Start]).unwrap_err();
        assert_eq!((twice.code, twice.path.as_str()), (Code::Repeated, "steps[1]"));
        assert_eq!(
            check_steps(new, &[Assign, Start, Wait, Resolve, Reject, Merge]).unwrap().len(),
            6
        );
    }

    #[test]
    fn no_case_is_caught() {
        use CaseState::{Assigned, InProgress, Merged, New, Waiting};
        use CaseStep::{Assign, Merge, Resolve, Start, Wait};
        let mut steps = own();
        assert_eq!(check_ways(&steps), Ok(()));
        // One way: new, assigned, in progress, resolved.
        steps.insert(New, vec![Assign]);
        steps.insert(Assigned, vec![Start]);
        steps.insert(InProgress, vec![Wait, Resolve]);
        steps.insert(Waiting, vec![Start]);
        assert_eq!(check_ways(&steps), Ok(()));
        let from = |steps: &Steps| {
            let problem = check_ways(steps).unwrap_err();
            problem.fact_value("from").unwrap().to_owned()
        };
        let mut caught = steps.clone();
        caught.insert(InProgress, vec![Wait, Merge]);
        assert_eq!(from(&caught), "new");
        let mut caught = steps.clone();
        caught.insert(Waiting, vec![]);
        assert_eq!(from(&caught), "waiting");
        steps.insert(Merged, vec![]);
        assert_eq!(from(&steps), "merged");
    }
}
