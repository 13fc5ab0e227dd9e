//! Which steps the states of cases allow in a book: those of the engine, or fewer.

pub mod commands;
pub mod model;
mod rules;
pub(crate) mod store;

use commands::SetCaseTransitions;
use model::CaseTransitions;

use super::Service;
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::service::model::{CaseState, CaseStep};
use crate::work::Session;

/// Which steps each state allows. A book begins with all that the engine knows
/// ([`crate::service::steps_from`]) and can leave some out. Steps that the engine takes itself are
/// not asked: a message of the customer ends the waiting, and escalation gives cases away.
pub struct Transitions<'s> {
    session: &'s Session,
}

impl<'s> Service<'s> {
    /// Which steps each state allows.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.service().transitions().list()?.len(), 8);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn transitions(&self) -> Transitions<'s> {
        Transitions { session: self.session }
    }
}

impl Transitions<'_> {
    /// The steps of every state, in the order of the states.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::CaseStep;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = session.service().transitions().list()?.remove(0);
    /// assert!(new.steps.contains(&CaseStep::Reject) && new.version == 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(&self) -> Result<Vec<CaseTransitions>> {
        self.session.read(Permission::CasesView, |view| {
            let book = view.book_id();
            let mut set = store::load(view.conn, book)?;
            let of = |(state, steps): (CaseState, Vec<CaseStep>)| {
                set.remove(&state).unwrap_or(CaseTransitions { state, steps, version: 0 })
            };
            Ok(rules::own().into_iter().map(of).collect())
        })
    }

    /// Says which steps a state allows, of those that the engine knows for it. No case may be
    /// caught: from every open state a way to a resolution or a refusal stays.
    ///
    /// # Errors
    /// `not_permitted`, `version_conflict`, `bad_choice`, `repeated`; `required` with the fact
    /// `from`: the state from which no way would lead out.
    ///
    /// # Examples
    /// ```
    /// use bookroom::service::model::{CaseState, CaseStep};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, case) = (office.session, office.case);
    /// // Nothing is refused before somebody has it.
    /// let steps = vec![CaseStep::Assign];
    /// session.service().transitions().set(CaseState::New, 0, steps)?;
    /// let refused = session.service().reject(vec![(&case).into()], "x").unwrap_err();
    /// assert_eq!(refused.code().slug(), "wrong_state");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set(
        &self,
        state: CaseState,
        version: i64,
        steps: Vec<CaseStep>,
    ) -> Result<CaseTransitions> {
        self.session.run(SetCaseTransitions { state, version, steps })
    }
}
