//! What the house must know of the user-maintained lists.

use super::store::present::PRESENT;
use super::{commands, verify};
use crate::rights::permission::Permission;
use crate::work::{Card, Verify};

/// A new book begins with the ready-made lists.
pub(crate) const CARD: Card = Card {
    found: Some(|permit, tx, _| commands::found(permit, tx)),
    verify: Some(Verify {
        needs: Permission::DictionariesView,
        run: |view, verified| verify::verify(view, &mut verified.findings),
    }),
    present: PRESENT,
    ..Card::SILENT
};
