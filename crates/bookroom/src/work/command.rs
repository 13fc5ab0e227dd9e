//! What a command is: data first, so that it can be checked, batched, dry-run, repeated under a
//! request key and kept. [`Tx::execute`] is the only way one runs, so none can forget its
//! permission, the host's rules or its place in the change log.

use std::any::Any;
use std::collections::BTreeSet;

use serde::Serialize;

use super::host_rules::{self, Question};
use super::outcome::Outcome;
use super::session::Session;
use super::tx::Tx;
use crate::error::{Code, Error, Problem, Result};
use crate::interrupt;
use crate::rights::cards;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::store::locks;
use crate::values::Check;

/// A change as data. The engine's own commands implement it; [`crate::AnyCommand`] lists them.
pub trait Command: Serialize + Clone + Send + 'static {
    /// The name, in the change log and for host rules: `area.action`.
    const NAME: &'static str;
    /// What the operator must be permitted.
    const PERMISSION: Permission;
    /// Whether it changes what others are decided by: the chart of accounts, lists, operators and
    /// their rights. Such commands of one book come one after another, also on servers.
    const SET_UP: bool = false;
    /// What comes of it.
    type Output: Outcome;

    /// Loads, decides and applies. Called by [`Tx::execute`] alone.
    ///
    /// # Errors
    /// Each command's own; nothing is kept then.
    #[doc(hidden)]
    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Self::Output>;
}

/// Data as JSON, in the form that request keys are bound to.
pub(super) fn to_json<T: Serialize>(data: &T) -> Result<String> {
    serde_json::to_string(data).map_err(|_| Error::internal("data cannot be written as JSON"))
}

impl Tx<'_> {
    /// Authorises a command, runs it and asks the host's rules about it, in this transaction.
    /// Violations of the engine's rules and of the host's are reported together.
    pub(crate) fn execute<C: Command>(&mut self, command: &C) -> Result<C::Output> {
        interrupt::look()?;
        let permit = self.grants.permit(C::PERMISSION, C::NAME)?;
        if C::SET_UP && !self.holds_set_up {
            // Within other work, such as an import that makes items of lists.
            locks::hold_set_up(self.conn, self.book.id.0)?;
        }
        let mut check = Check::new();
        let first = self.drafts.len();
        let done = match command.execute(&permit, self) {
            Err(Error::NotFound(problem)) => {
                Err(self.not_found(problem, &permit, C::PERMISSION)?)
            }
            done => done,
        };
        let output = check.absorb(done)?;
        if output.is_some() {
            let cards = self.room.cards;
            for follow in cards.iter().filter_map(|card| card.follow) {
                follow(&permit, self, first)?;
            }
        }
        self.ask_rules(&permit, command, output.as_ref(), &mut check)?;
        check.finish()?;
        output.ok_or_else(|| Error::internal("a command gave neither outcome nor violation"))
    }

    /// Tells what the operator sees and may not change from what is not there for them: the reach
    /// of seeing is often wider than that of changing.
    fn not_found(
        &mut self,
        problem: Problem,
        permit: &Permit,
        permission: Permission,
    ) -> Result<Error> {
        let fact = |name: &str| problem.fact_value(name).unwrap_or_default();
        let record = cards::record(fact("subject"));
        let (Some(record), Ok(id)) = (record, fact("key").parse::<i64>()) else {
            return Ok(problem.into());
        };
        let Ok(seen) = self.grants.scope(record.seen_with) else { return Ok(problem.into()) };
        let id = BTreeSet::from([id]);
        let is_seen = self.is_there(record.kind, &id)?
            && !self.within(&seen, record.kind, id.clone())?.is_empty();
        if !is_seen || !self.within(permit.scope(), record.kind, id)?.is_empty() {
            return Ok(problem.into());
        }
        let denied = Problem::new(Code::NotPermitted).fact("permission", permission.slug());
        let denied = problem.facts.iter().fold(denied, |it, told| it.fact(&told.name, &told.value));
        Ok(denied.at(problem.path).into())
    }

    /// Whether the book has a record of a kind with this id.
    fn is_there(&mut self, kind: &str, id: &BTreeSet<i64>) -> Result<bool> {
        let mut present = self.room.cards.iter().flat_map(|card| card.present);
        let Some(present) = present.find(|present| present.kind == kind) else { return Ok(false) };
        let before = id.first().map_or(0, |id| id.saturating_sub(1));
        let found = (present.ids)(self.conn, self.book.id.0, before, 1)?;
        Ok(id.iter().eq(&found))
    }

    fn ask_rules<C: Command>(
        &mut self,
        permit: &Permit,
        command: &C,
        outcome: Option<&C::Output>,
        check: &mut Check,
    ) -> Result<()> {
        let rules = self.room.rules.of(C::NAME);
        if rules.is_empty() {
            return Ok(());
        }
        let question = Question {
            permit,
            command,
            payload: to_json(command)?,
            outcome: outcome.map(|outcome| outcome as &dyn Any),
            outcome_json: &|| host_rules::outcome_json(outcome),
            session: Session::of_rule(self),
        };
        let problems = self.lend(|| host_rules::ask(&rules, question))?;
        problems.into_iter().for_each(|problem| check.add(problem));
        Ok(())
    }
}
