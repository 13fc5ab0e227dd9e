//! What a command is: data first, so that it can be checked, batched, dry-run, repeated under a
//! request key and kept. [`Tx::execute`] is the only way one runs, so none can forget its
//! permission, the host's rules or its place in the change log.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::host_rules::CommandView;
use super::tx::Tx;
use crate::error::{Error, Result};
use crate::interrupt;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::store::locks;
use crate::values::Check;

/// A change as data. The engine's own commands implement it; [`crate::AnyCommand`] lists them.
pub trait Command: Serialize + Clone + Send {
    /// The name, in the change log and for host rules: `area.action`.
    const NAME: &'static str;
    /// What the operator must be permitted.
    const PERMISSION: Permission;
    /// Whether it changes what others are decided by: the chart of accounts, lists, operators and
    /// their rights. Such commands of one book come one after another, also on servers.
    const SET_UP: bool = false;
    /// What comes of it.
    type Output: Serialize + DeserializeOwned + Send;

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
    /// Authorises a command, asks the host's rules and runs it, in this transaction. Violations of
    /// host rules and of the engine's are reported together.
    pub(crate) fn execute<C: Command>(&mut self, command: &C) -> Result<C::Output> {
        let (permit, mut check) = self.admit(C::PERMISSION, C::NAME, &|| to_json(command))?;
        if C::SET_UP && !self.holds_set_up {
            // Within other work, such as an import that makes items of lists.
            locks::hold_set_up(self.conn, self.book.id.0)?;
        }
        let output = check.absorb(command.execute(&permit, self))?;
        check.finish()?;
        output.ok_or_else(|| Error::internal("a command gave neither outcome nor violation"))
    }

    fn admit(
        &self,
        permission: Permission,
        name: &'static str,
        payload: &dyn Fn() -> Result<String>,
    ) -> Result<(Permit, Check)> {
        interrupt::look()?;
        let permit = self.grants.permit(permission, name)?;
        let view = || Ok(CommandView::of(payload()?, &permit));
        let mut check = Check::new();
        for problem in self.room.rules.check(name, view)? {
            check.add(problem);
        }
        Ok((permit, check))
    }
}
