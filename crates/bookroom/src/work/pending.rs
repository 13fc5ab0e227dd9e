//! What is done on the write path, whatever comes of it.

use serde::Serialize;

use super::command::to_json;
use super::outcome::{Outcome, Review};
use super::tx::Tx;
use crate::error::{Code, Problem, Result};
use crate::log::store::RequestRow;
use crate::rights::permission::Permission;

/// What work on the write path needs.
pub(crate) struct Needs<'n> {
    /// What the operator must be permitted.
    pub(crate) permissions: &'n [Permission],
    /// Whether it holds the book's set-up.
    pub(crate) set_up: bool,
}

/// Work for the write path, whatever comes of it: so the machine code of the path is there once
/// and not for each command.
pub(super) trait Work {
    /// What a request key is bound to, as JSON.
    fn payload(&self) -> Result<String>;
    /// Does it, perhaps several times: what others held may have made it run again.
    fn run(&mut self, tx: &mut Tx<'_>) -> Result<()>;
    /// What came of it, as JSON.
    fn outcome(&self) -> Result<String>;
    /// Takes what came of it at first instead of doing it.
    fn again(&mut self, first: &str, review: &mut Review) -> Result<()>;
}

pub(super) struct Pending<'p, P, F, T> {
    pub(super) payload: &'p P,
    pub(super) work: F,
    pub(super) output: Option<T>,
}

impl<P: Serialize, F: Fn(&mut Tx<'_>) -> Result<T>, T: Outcome> Work for Pending<'_, P, F, T> {
    fn payload(&self) -> Result<String> {
        to_json(self.payload)
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        self.output = Some((self.work)(tx)?);
        Ok(())
    }

    fn outcome(&self) -> Result<String> {
        to_json(&self.output)
    }

    fn again(&mut self, first: &str, review: &mut Review) -> Result<()> {
        // An older version knew fewer fields: what it kept cannot be shown, but it was done.
        let mut output: T = serde_json::from_str(first).map_err(|_| Code::OutcomeErased)?;
        output.review(review);
        self.output = Some(output);
        Ok(())
    }
}

pub(super) fn first_outcome(seen: RequestRow, hash: &[u8]) -> Result<String> {
    if seen.payload_hash != hash {
        return Err(Problem::new(Code::KeyReused).fact("action", &seen.action).into());
    }
    seen.outcome.ok_or_else(|| Code::OutcomeErased.into())
}
