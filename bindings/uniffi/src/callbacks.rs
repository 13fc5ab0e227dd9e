//! What the host implements: listeners, rules, progress, a clock. What it throws there ends the
//! call under way, except in a listener, for which no call waits.

use std::sync::Arc;

use crate::caller::Caller;
use crate::{
    AnyCommand, AnyOutcome, BookId, BookroomError, Change, ImportProgress, OperatorId, Session,
    Timestamp,
};

/// A listener of committed changes, implemented by the host.
#[uniffi::export(foreign)]
pub trait ChangeListener: Send + Sync {
    /// Receives committed changes of one book, oldest first, each exactly once while the listener
    /// is registered, with the fields that some operators may not see. Listeners are told one after
    /// the other, in the order in which they were registered, on one thread of the engine with no
    /// lock held.
    ///
    /// It may call the engine: read, write, sign in, shut the store down. Of what it writes itself
    /// on this thread it is not told; the other listeners are. What it throws is contained.
    fn on_changes(&self, changes: Vec<Change>) -> Result<(), BookroomError>;
}

/// A violation that a rule of the host found.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RuleViolation {
    /// The host's own name of the rule.
    pub rule: String,
    /// Where in the command, such as `customers[0].name`; may be empty.
    #[uniffi(default = "")]
    pub path: String,
}

/// A command as a rule of the host sees it: carried out in its transaction, and not yet kept.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct CommandView {
    /// The command's name, such as `customers.add`.
    pub name: String,
    /// The book it is for.
    pub book: BookId,
    /// Who gives it.
    pub operator: Option<OperatorId>,
    /// The command's data as JSON; passwords are masked.
    pub payload: String,
    /// The command's data; passwords are masked.
    pub command: AnyCommand,
    /// What came of it: the computed document with its totals, taxes, prices from products, number
    /// and due date, as the operator gets it. None when the engine itself refuses the command: its
    /// violations and the rules' are reported together.
    pub outcome: Option<AnyOutcome>,
}

/// A validation rule of the host.
#[uniffi::export(foreign)]
pub trait Rule: Send + Sync {
    /// Returns everything about the command that breaks the rule. It runs inside the transaction,
    /// so it must be quick, and may be asked again when the transaction has to start over.
    ///
    /// `session` reads in that transaction, so that it sees what the command has done, and reads
    /// the whole book, whatever the operator may see; it ends with this call. Other sessions of the
    /// store read there as well, as their own operators, on this thread. What would change
    /// something, end, open or verify a store, or wait for changes fails at once with
    /// `within_callback`. A thread that the rule starts and waits for gets `busy` after the store's
    /// `busy_wait`.
    ///
    /// What it throws ends the call and nothing is kept: an error of the engine as it is, anything
    /// else as `callback_failed` with its text as the fact `cause`.
    fn check(
        &self,
        command: CommandView,
        session: Arc<Session>,
    ) -> Result<Vec<RuleViolation>, BookroomError>;
}

/// Is told how far an import has come.
#[uniffi::export(foreign)]
pub trait ProgressListener: Send + Sync {
    /// Called now and then; it must be quick. While rows are written it is called inside the
    /// transaction, where it may read and is refused the rest, as a `Rule` is. What it throws ends
    /// the import, and nothing is kept: an error of the engine as it is, anything else as
    /// `callback_failed` with its text as the fact `cause`.
    fn on_progress(&self, progress: ImportProgress) -> Result<(), BookroomError>;
}

/// Tells the time, for tests and replays.
#[uniffi::export(foreign)]
pub trait Clock: Send + Sync {
    /// The instant now. It must not call the engine, which would ask it for the time: such a call
    /// fails with `within_callback`. What it throws ends the call, and nothing is kept: as
    /// `callback_failed` with its text as the fact `cause`.
    fn now(&self) -> Result<Timestamp, BookroomError>;
}

/// A [`ChangeListener`] as the engine calls it.
pub(crate) struct HostListener(pub(crate) Arc<dyn ChangeListener>);

impl bookroom::Listener for HostListener {
    fn on_changes(&self, changes: &[Change]) {
        // A listener that throws has heard: the engine has nobody to tell it to.
        let _ = self.0.on_changes(changes.to_vec());
    }
}

/// A [`Rule`] as the engine calls it.
pub(crate) struct HostRule(pub(crate) Arc<dyn Rule>);

impl bookroom::Rule for HostRule {
    fn check(
        &self,
        command: &bookroom::CommandView<'_>,
    ) -> bookroom::Result<Vec<bookroom::RuleViolation>> {
        let outcome = command.outcome_json()?;
        let outcome = outcome.map(|json| AnyOutcome::read(&command.name, &json)).transpose()?;
        let view = CommandView {
            name: command.name.clone(),
            book: command.book,
            operator: command.operator,
            payload: command.payload.clone(),
            command: AnyCommand::read(&command.name, &command.payload)?,
            outcome,
        };
        let session = Session { session: Caller::of(command.session().clone()) };
        let found = self.0.check(view, Arc::new(session))?.into_iter();
        Ok(found
            .map(|RuleViolation { rule, path }| bookroom::RuleViolation { path, rule })
            .collect())
    }
}

/// A [`Clock`] as the engine calls it.
pub(crate) struct HostClock(pub(crate) Arc<dyn Clock>);

impl bookroom::values::Clock for HostClock {
    fn now(&self) -> Timestamp {
        self.0.now().unwrap_or_default()
    }

    fn try_now(&self) -> bookroom::Result<Timestamp> {
        Ok(self.0.now()?)
    }
}
