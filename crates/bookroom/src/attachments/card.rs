//! What the house must know of attachments.

use super::commands::follow_removals;
use super::store::{self, present::PRESENT};
use super::verify;
use crate::rights::permission::Permission;
use crate::work::{Card, SeenAs, Verify};

/// Files belong to their records, and go with them.
pub(crate) const CARD: Card = Card {
    verify: Some(Verify { needs: Permission::AttachmentsView, run: verify::run }),
    present: PRESENT,
    seen_as: &[SeenAs { kind: "attachment", records: store::belong }],
    follow: Some(follow_removals),
    ..Card::SILENT
};
