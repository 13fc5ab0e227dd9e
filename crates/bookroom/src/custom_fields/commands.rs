//! Adding, changing and removing fields. They come one after another, and each waits for those who
//! write values of the field.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::model::{CustomField, CustomFieldEdit, NewCustomField};
use super::rules::{self, FIELD_LIMIT};
use super::store;
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, CustomFieldId};
use crate::work::{Command, Tx};

/// Adds a field to the records of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddCustomField {
    /// The field.
    pub field: NewCustomField,
}

impl Command for AddCustomField {
    const NAME: &'static str = "custom_fields.add";
    const PERMISSION: Permission = Permission::CustomFieldsEdit;
    const SET_UP: bool = true;
    type Output = CustomField;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<CustomField> {
        let (book, currency) = (tx.book_id(), tx.book.currency);
        let others = store::load_all(tx.conn, book, Some(self.field.subject))?;
        let last = others.iter().map(|field| field.place).max().unwrap_or(0);
        let place = self.field.place.unwrap_or(last.saturating_add(1));
        let mut check = Check::new();
        let base = blank(&self.field, place, tx.now());
        let mut field = check.within("field", |check| {
            check.at_most("", others.len() + 1, FIELD_LIMIT);
            rules::checked(base, &self.field, currency, check)
        });
        check.finish()?;
        if others.iter().any(|other| other.key == field.key) {
            let problem = Problem::new(Code::AlreadyExists).at("field.key");
            return Err(problem.fact("subject", "custom_field").into());
        }
        field.id = CustomFieldId(tx.id("custom_field")?);
        store::insert(tx.conn, book, &field)?;
        tx.note_created(permit, Subject::new("custom_field", field.id), &field)?;
        Ok(field)
    }
}

/// A field with nothing in it yet.
pub(super) fn blank(new: &NewCustomField, place: i64, now: DateTime<Utc>) -> CustomField {
    CustomField {
        id: CustomFieldId(0),
        subject: new.subject,
        key: String::new(),
        label_zh: String::new(),
        label_en: String::new(),
        kind: new.kind,
        required: false,
        unique: false,
        personal: false,
        searchable: false,
        max_length: None,
        decimals: None,
        lowest: None,
        highest: None,
        pattern: None,
        choices: Vec::new(),
        refers_to: None,
        default: None,
        place,
        active: true,
        version: 1,
        created_at: now,
        updated_at: now,
    }
}

/// Changes a field. What records have stays, whether it still fits or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditCustomField {
    /// The field.
    pub id: CustomFieldId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: CustomFieldEdit,
}

impl Command for EditCustomField {
    const NAME: &'static str = "custom_fields.edit";
    const PERMISSION: Permission = Permission::CustomFieldsEdit;
    const SET_UP: bool = true;
    type Output = CustomField;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<CustomField> {
        let (book, currency) = (tx.book_id(), tx.book.currency);
        let before = load_seen(tx, self.id, self.version)?;
        let new = rules::edited(&before, &self.edit);
        let base = CustomField {
            place: self.edit.place.unwrap_or(before.place),
            active: self.edit.active.unwrap_or(before.active),
            version: before.version + 1,
            updated_at: tx.now(),
            ..before.clone()
        };
        let mut check = Check::new();
        let after = check.within("edit", |check| rules::checked(base, &new, currency, check));
        check.finish()?;
        let dropped = rules::dropped_choices(&before, &after);
        if let Some(key) = store::find_choice_used(tx.conn, book, before.id, &dropped)? {
            let problem = Problem::new(Code::InUse).at("edit.choices");
            return Err(problem.fact("subject", "custom_field").fact("key", key).into());
        }
        if after.unique && !before.unique && store::values::has_repeats(tx.conn, book, before.id)? {
            return Err(Problem::new(Code::Repeated).at("edit.unique").into());
        }
        store::save(tx.conn, book, &after)?;
        tx.note_edited(permit, Subject::new("custom_field", after.id), &before, &after)?;
        Ok(after)
    }
}

/// Removes a field in which nothing stands; any other can be retired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveCustomField {
    /// The field.
    pub id: CustomFieldId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for RemoveCustomField {
    const NAME: &'static str = "custom_fields.remove";
    const PERMISSION: Permission = Permission::CustomFieldsEdit;
    const SET_UP: bool = true;
    type Output = CustomField;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<CustomField> {
        let field = load_seen(tx, self.id, self.version)?;
        let book = tx.book_id();
        if store::is_used(tx.conn, book, field.id)? {
            let problem = Problem::new(Code::InUse).fact("subject", "custom_field");
            return Err(problem.fact("key", field.id).into());
        }
        store::delete(tx.conn, book, &field)?;
        tx.note_removed(permit, Subject::new("custom_field", field.id), &field)?;
        Ok(field)
    }
}

/// A field as the caller saw it, locked.
fn load_seen(tx: &mut Tx<'_>, id: CustomFieldId, version: i64) -> Result<CustomField> {
    let book = tx.book_id();
    let field = store::lock(tx.conn, book, id)?;
    if field.version == version {
        Ok(field)
    } else {
        Err(Error::version_conflict("custom_field", id))
    }
}

crate::work::plain_outcomes!(CustomField);
