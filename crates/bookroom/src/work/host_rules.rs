//! Rules of the host application: checks of its own, asked about every command they concern once
//! it has been carried out, before it is kept.

use std::any::Any;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::command::{Command, to_json};
use super::host;
use super::session::Session;
use crate::error::{Code, Error, Kind, Problem, Result};
use crate::rights::permit::Permit;
use crate::values::{BookId, OperatorId};

/// A command as a host rule sees it: carried out in its transaction, and not yet kept.
pub struct CommandView<'c> {
    /// The command's name, such as `customers.add`.
    pub name: String,
    /// The book it is for.
    pub book: BookId,
    /// Who gives it.
    pub operator: Option<OperatorId>,
    /// The command's data as JSON; passwords are masked.
    pub payload: String,
    command: &'c dyn Any,
    outcome: Option<&'c dyn Any>,
    outcome_json: &'c dyn Fn() -> Result<Option<String>>,
    session: Session,
}

impl<'c> CommandView<'c> {
    /// The command itself with its typed fields, if it is a `C`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::CommandView;
    /// use bookroom::customers::commands::AddCustomers;
    ///
    /// fn names(command: &CommandView<'_>) -> Vec<String> {
    ///     let added = command.command::<AddCustomers>();
    ///     added.into_iter().flat_map(|it| &it.customers).map(|new| new.name.clone()).collect()
    /// }
    /// ```
    #[must_use]
    pub fn command<C: Command>(&self) -> Option<&'c C> {
        self.command.downcast_ref()
    }

    /// What came of it, if it is a `C`: the computed document with its totals, taxes, prices from
    /// products, number and due date, as the operator gets it. None when the engine itself refuses
    /// the command: its violations and the rules' are reported together.
    ///
    /// # Examples
    /// ```
    /// use bookroom::CommandView;
    /// use bookroom::billing::invoices::commands::DraftInvoices;
    ///
    /// fn is_large(command: &CommandView<'_>) -> bool {
    ///     let drafts = command.outcome::<DraftInvoices>();
    ///     drafts.into_iter().flatten().any(|invoice| invoice.gross > 10_000.into())
    /// }
    /// ```
    #[must_use]
    pub fn outcome<C: Command>(&self) -> Option<&'c C::Output> {
        self.outcome.and_then(|outcome| outcome.downcast_ref())
    }

    /// [`CommandView::outcome`] as JSON.
    ///
    /// # Errors
    /// `internal` if it cannot be written so.
    ///
    /// # Examples
    /// ```
    /// use bookroom::{CommandView, Result};
    ///
    /// fn told(command: &CommandView<'_>) -> Result<String> {
    ///     let outcome = command.outcome_json()?;
    ///     Ok(format!("{}: {}", command.name, outcome.as_deref().unwrap_or("refused")))
    /// }
    /// ```
    pub fn outcome_json(&self) -> Result<Option<String>> {
        (self.outcome_json)()
    }

    /// A session that reads in the command's transaction, so that it sees what the command has
    /// done. It reads the whole book, whatever the operator may see: a rule is the company's, and
    /// must not be got round with records out of the operator's sight. It ends with the rule, on
    /// this thread alone. To read as the operator, use the operator's own session here.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::CustomerFilter;
    /// use bookroom::{CommandView, Result};
    ///
    /// /// How many customers the book has with the one that is being added.
    /// fn customers(command: &CommandView<'_>) -> Result<i64> {
    ///     command.session().customers().count(&CustomerFilter::default())
    /// }
    /// ```
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }
}

/// A violation that a host rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleViolation {
    /// Where in the command, such as `customers[0].name`; may be empty.
    pub path: String,
    /// The host's own name of the rule.
    pub rule: String,
}

/// A validation rule of the host application. It runs inside the transaction, so it must be quick.
///
/// Any session of the same store reads in that transaction while the rule runs, on the rule's own
/// thread. What would change something, end, open or verify a store, or wait for changes fails at
/// once with `within_callback`. A thread that the rule starts and waits for gets `busy` after
/// [`crate::Options::busy_wait`] for what the transaction holds.
pub trait Rule: Send + Sync {
    /// Returns everything about the command that breaks the rule. It may be asked again about the
    /// same command, when its transaction had to start over.
    ///
    /// # Errors
    /// An error ends the call with this error, and nothing is kept; the code `invalid` input has
    /// becomes `callback_failed`, since it is not the caller's input. So does a panic.
    fn check(&self, command: &CommandView<'_>) -> Result<Vec<RuleViolation>>;
}

/// The host rules, by command name (`*` for all).
#[derive(Default)]
pub(crate) struct Rules(RwLock<BTreeMap<String, Vec<Arc<dyn Rule>>>>);

/// What is asked of rules: a command, and what came of it.
pub(super) struct Question<'q> {
    pub(super) permit: &'q Permit,
    pub(super) command: &'q dyn Any,
    pub(super) payload: String,
    pub(super) outcome: Option<&'q dyn Any>,
    pub(super) outcome_json: &'q dyn Fn() -> Result<Option<String>>,
    pub(super) session: Session,
}

impl Rules {
    pub(crate) fn add(&self, command: &str, rule: Arc<dyn Rule>) {
        let mut rules = self.0.write().unwrap_or_else(PoisonError::into_inner);
        rules.entry(command.to_owned()).or_default().push(rule);
    }

    pub(crate) fn clear(&self) {
        let all = std::mem::take(&mut *self.0.write().unwrap_or_else(PoisonError::into_inner));
        // Dropped without the lock: what a host's rule does when it goes is the host's.
        drop(all);
    }

    /// The rules for a command. No lock is held while they run.
    pub(super) fn of(&self, name: &str) -> Vec<Arc<dyn Rule>> {
        let rules = self.0.read().unwrap_or_else(PoisonError::into_inner);
        ["*", name].iter().filter_map(|key| rules.get(*key)).flatten().cloned().collect()
    }
}

/// Asks rules about a command.
pub(super) fn ask(rules: &[Arc<dyn Rule>], question: Question<'_>) -> Result<Vec<Problem>> {
    let Question { permit, command, payload, outcome, outcome_json, session } = question;
    let (name, book, operator) = (permit.action().to_owned(), permit.book(), permit.operator());
    let view =
        CommandView { name, book, operator, payload, command, outcome, outcome_json, session };
    let mut problems = Vec::new();
    for rule in rules {
        let found = host::call(|| rule.check(&view)).map_err(not_the_callers)?;
        problems.extend(found.into_iter().map(|violation| {
            let problem = Problem::new(Code::HostRule).at(violation.path);
            problem.fact("rule", violation.rule)
        }));
    }
    Ok(problems)
}

/// What a rule's own call found wrong with the rule's own input.
fn not_the_callers(error: Error) -> Error {
    match error.kind() {
        Kind::Invalid => host::failed(error.code().slug()),
        _ => error,
    }
}

/// What came of a command, as JSON.
pub(super) fn outcome_json<T: serde::Serialize>(outcome: Option<&T>) -> Result<Option<String>> {
    outcome.map(to_json).transpose()
}
