//! Setting which steps the states of cases allow in a book.

use serde::{Deserialize, Serialize};

use super::model::CaseTransitions;
use super::rules::{self, Steps};
use super::store;
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::service::model::{CaseState, CaseStep};
use crate::work::{Command, Outcome, Review, Tx};

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "case_transition";

/// Says which steps a state allows, of those that the engine knows for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetCaseTransitions {
    /// The state.
    pub state: CaseState,
    /// The version the caller last saw; 0 while the steps are the engine's own.
    pub version: i64,
    /// All steps that it allows.
    pub steps: Vec<CaseStep>,
}

impl Command for SetCaseTransitions {
    const NAME: &'static str = "cases.set_transitions";
    const PERMISSION: Permission = Permission::CasesSetUp;
    const SET_UP: bool = true;
    type Output = CaseTransitions;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<CaseTransitions> {
        let book = tx.book_id();
        let id = rules::id_of(self.state);
        let set = store::load(tx.conn, book)?;
        let old = set.get(&self.state);
        if self.version != old.map_or(0, |old| old.version) {
            return Err(Error::version_conflict(SUBJECT, id));
        }
        let steps = rules::check_steps(self.state, &self.steps)?;
        let mut all: Steps = rules::own();
        all.extend(set.iter().map(|(state, set)| (*state, set.steps.clone())));
        all.insert(self.state, steps.clone());
        rules::check_ways(&all)?;
        let new = CaseTransitions { state: self.state, steps, version: self.version + 1 };
        match old {
            Some(old) => {
                store::save(tx.conn, book, &new)?;
                tx.note_edited(permit, Subject::new(SUBJECT, id), old, &new)?;
            }
            None => {
                store::insert(tx.conn, book, &new)?;
                tx.note_created(permit, Subject::new(SUBJECT, id), &new)?;
            }
        }
        Ok(new)
    }
}

/// Refuses a step that the book leaves out, though the engine knows it.
///
/// # Errors
/// `wrong_state`, with the place of the case in the call.
pub(in crate::service) fn check(
    tx: &mut Tx<'_>,
    states: &[CaseState],
    step: CaseStep,
) -> Result<()> {
    let book = tx.book_id();
    let set = store::load(tx.conn, book)?;
    let allows = |state: &CaseState| set.get(state).is_none_or(|set| set.steps.contains(&step));
    match states.iter().position(|state| !allows(state)) {
        None => Ok(()),
        Some(index) => {
            let problem = Problem::new(Code::WrongState);
            let problem = problem.at(format!("cases[{index}]"));
            let from = states.get(index).map_or("", |state| state.slug());
            Err(problem.fact("from", from).fact("step", step.slug()).into())
        }
    }
}

/// The states in which a book lets a step be taken, as the engine does.
pub(in crate::service) fn allowing(tx: &mut Tx<'_>, step: CaseStep) -> Result<Vec<CaseState>> {
    let book = tx.book_id();
    let mut steps = rules::own();
    steps.extend(store::load(tx.conn, book)?.into_iter().map(|(state, set)| (state, set.steps)));
    Ok(steps.into_iter().filter(|(_, steps)| steps.contains(&step)).map(|(it, _)| it).collect())
}

impl Outcome for CaseTransitions {
    fn review(&mut self, review: &mut Review) {
        review.tells_of(SUBJECT, rules::id_of(self.state));
    }
}
