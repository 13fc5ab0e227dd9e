//! What a report tells of columns once their texts were read on: the number of a document may stand
//! in a column that gives no field.

use std::collections::BTreeSet;

use super::model::{Notice, NoticeKind};
use super::sheet::Sheet;

/// A notice with the heading of its column; a column that gives no field is named by its heading.
pub(super) fn shown(sheet: &Sheet, notice: Notice) -> Notice {
    let notice = sheet.with_column(notice);
    let is_heading = notice.column.is_none()
        && !notice.field.is_empty()
        && sheet.target.field(&notice.field).is_none()
        && sheet.headers.contains(&notice.field);
    if is_heading {
        return Notice { column: Some(notice.field), field: String::new(), ..notice };
    }
    notice
}

/// Of a column in whose texts numbers were found, the rows without one were not read.
pub(super) fn forget_found(notices: &mut Vec<Notice>, sheets: &[&Sheet]) {
    let is_read =
        |it: &Notice| matches!(it.kind, NoticeKind::FoundInText | NoticeKind::ReferenceNotSettled);
    let read: Vec<Notice> = notices.iter().filter(|it| is_read(it)).cloned().collect();
    notices.retain_mut(|notice| {
        if notice.kind != NoticeKind::ColumnNotRead {
            return true;
        }
        let found: Vec<&Notice> = read.iter().filter(|it| it.column == notice.column).collect();
        if found.is_empty() {
            return true;
        }
        let column = notice.column.clone().unwrap_or_default();
        let filled: Vec<u64> = sheets.iter().flat_map(|sheet| filled(sheet, &column)).collect();
        let count = found.iter().map(|it| it.rows).sum::<u64>();
        let left = u64::try_from(filled.len()).unwrap_or(u64::MAX).saturating_sub(count);
        let lines: BTreeSet<u64> = found.iter().map(|it| it.line).collect();
        let first = filled.iter().find(|line| !lines.contains(line));
        (notice.rows, notice.line) = (left, first.copied().unwrap_or(notice.line));
        left > 0
    });
}

/// The lines of a file in which a column that gives no field holds something.
fn filled(sheet: &Sheet, column: &str) -> Vec<u64> {
    let unmatched = sheet.columns.unmatched().iter().copied();
    let Some(index) =
        unmatched.into_iter().find(|at| sheet.headers.get(*at).is_some_and(|it| it == column))
    else {
        return Vec::new();
    };
    let rows = sheet.rows.iter().filter(|row| !row.cell(index).is_empty());
    rows.map(|row| row.line).collect()
}
