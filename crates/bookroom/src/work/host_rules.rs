//! Rules of the host application: checks of its own, asked before every command they concern.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;

use crate::error::{Code, Error, Problem, Result};
use crate::rights::permit::Permit;
use crate::values::{BookId, OperatorId};

/// A command as a host rule sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandView {
    /// The command's name, such as `customers.add`.
    pub name: String,
    /// The book it is for.
    pub book: BookId,
    /// Who gives it.
    pub operator: Option<OperatorId>,
    /// The command's data as JSON; passwords are masked.
    pub payload: String,
}

impl CommandView {
    pub(crate) fn of(command: &impl Serialize, permit: &Permit) -> Result<Self> {
        let payload = serde_json::to_string(command)
            .map_err(|_| Error::internal("a command cannot be written as JSON"))?;
        let name = permit.action().to_owned();
        Ok(Self { name, book: permit.book(), operator: permit.operator(), payload })
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

/// A validation rule of the host application. It runs inside the transaction, so it must be quick
/// and must not call the engine; a panic counts as a violation.
pub trait Rule: Send + Sync {
    /// Returns everything about the command that breaks the rule.
    fn check(&self, command: &CommandView) -> Vec<RuleViolation>;
}

/// The host rules, by command name (`*` for all).
#[derive(Default)]
pub(crate) struct Rules(RwLock<BTreeMap<String, Vec<Arc<dyn Rule>>>>);

impl Rules {
    pub(crate) fn add(&self, command: &str, rule: Arc<dyn Rule>) {
        let mut rules = self.0.write().unwrap_or_else(PoisonError::into_inner);
        rules.entry(command.to_owned()).or_default().push(rule);
    }

    pub(crate) fn clear(&self) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Asks the rules for a command; `view` is made only when there are any. No lock is held while
    /// they run.
    pub(crate) fn check(
        &self,
        name: &str,
        view: impl FnOnce() -> Result<CommandView>,
    ) -> Result<Vec<Problem>> {
        let rules: Vec<Arc<dyn Rule>> = {
            let rules = self.0.read().unwrap_or_else(PoisonError::into_inner);
            ["*", name].iter().filter_map(|key| rules.get(*key)).flatten().cloned().collect()
        };
        if rules.is_empty() {
            return Ok(Vec::new());
        }
        let view = view()?;
        let mut problems = Vec::new();
        for rule in rules {
            let ask = std::panic::AssertUnwindSafe(|| rule.check(&view));
            let found = std::panic::catch_unwind(ask).unwrap_or_else(|_| {
                vec![RuleViolation { path: String::new(), rule: "panicked".to_owned() }]
            });
            problems.extend(found.into_iter().map(|violation| {
                let problem = Problem::new(Code::HostRule).at(violation.path);
                problem.fact("rule", violation.rule)
            }));
        }
        Ok(problems)
    }
}
