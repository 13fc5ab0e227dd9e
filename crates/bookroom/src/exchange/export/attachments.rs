//! Columns of attachments.

use super::sheet::{Column, Plain, Sheet, column};
use crate::attachments::model::{Attachment, AttachmentFilter};
use crate::attachments::rules::named;
use crate::error::Result;
use crate::work::Session;

const PAGE: u32 = 1000;

const ATTACHMENTS: &[Column<Attachment>] = &[
    column("文件名", "name", |it| it.name.cell()),
    column("文件类型", "media type", |it| it.media_type.cell()),
    column("字节数", "bytes", |it| it.size.cell()),
    column("SHA-256", "sha256", |it| it.sha256.cell()),
    column("说明", "note", |it| it.note.cell()),
    column("所属记录类型", "record kind", |it| named(it.record).0.cell()),
    column("所属记录号", "of record", |it| named(it.record).1.cell()),
    column("移除时间", "removed at", |it| it.removed_at.cell()),
    column("移除人", "removed by", |it| it.removed_by.cell()),
    column("添加时间", "added at", |it| it.created_at.cell()),
    column("添加人", "added by", |it| it.created_by.cell()),
    column("更改时间", "changed at", |it| it.updated_at.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

/// In the order in which they were added.
pub(super) fn attachments(
    session: &Session,
    filter: &AttachmentFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    sheet.pages(ATTACHMENTS, PAGE, |request| session.attachments().list(filter, request))
}
