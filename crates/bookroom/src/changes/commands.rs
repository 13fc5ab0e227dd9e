//! Erasing personal values from the log (个人信息保护法 §47) without breaking its chain.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{rules, store};
use crate::error::{Error, Result};
use crate::log::record::{self, Image};
use crate::log::store::load_of_subject;
use crate::log::{Subject, personal};
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::work::{Command, Tx};

/// Erases the personal values of one record from the change log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasePersonal {
    /// The record.
    pub subject: Subject,
    /// The fields; empty for all personal fields of this kind of record.
    pub fields: Vec<String>,
}

impl Command for ErasePersonal {
    const NAME: &'static str = "changes.erase_personal";
    const PERMISSION: Permission = Permission::PersonalErase;
    type Output = i64;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<i64> {
        let personal = personal::fields(&self.subject.kind);
        let fields = rules::fields_to_erase(personal, &self.fields)?;
        let book = tx.book_id();
        let Subject { kind, id } = &self.subject;
        let rows = load_of_subject(tx.conn, book, kind, *id, 0, i64::MAX)?;
        if rows.is_empty() {
            return Err(Error::not_found(kind, id));
        }
        let erase = |image: &Option<String>| {
            image.as_deref().map(|text| record::erase(text, &fields)).transpose()
        };
        let mut count = 0;
        for row in rows {
            let (before, after) = (erase(&row.image_before)?, erase(&row.image_after)?);
            let (before, after) = (before.flatten(), after.flatten());
            if before.is_none() && after.is_none() {
                continue;
            }
            let before = before.or(row.image_before);
            let after = after.or(row.image_after);
            store::save_erased(tx.conn, book, row.seq, before.as_deref(), after.as_deref())?;
            count += 1;
        }
        let image = Image::fields([("erased", json!(fields)), ("changes", json!(count))]);
        tx.note(permit, self.subject.clone(), None, Some(image))?;
        Ok(count)
    }
}
