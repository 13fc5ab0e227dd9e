//! What a contact must be like: pure decisions on its data.

use chrono::DateTime;
use serde::Serialize;

use super::model::{Contact, ContactEdit, Gender, NewContact};
use crate::customers::model::Channel;
use crate::customers::rules::clean_channels;
use crate::error::Result;
use crate::rights::permission::Field;
use crate::rights::permit::FieldRights;
use crate::values::{Check, ContactId, CustomerId};

/// The most characters of a name.
pub(crate) const NAME_LIMIT: usize = 100;
const NOTE_LIMIT: usize = 10_000;

/// A contact with nothing in it yet.
pub(crate) fn blank(customer: CustomerId) -> Contact {
    Contact {
        id: ContactId(0),
        customer,
        name: String::new(),
        role: None,
        title: None,
        gender: None,
        is_primary: false,
        channels: Vec::new(),
        note: None,
        active: true,
        version: 1,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
    }
}

/// A new contact as values for a blank one. An empty list counts as not given.
pub(crate) fn as_edit(new: &NewContact) -> ContactEdit {
    ContactEdit {
        name: Some(new.name.clone()),
        role: new.role.clone(),
        title: new.title.clone(),
        gender: new.gender,
        is_primary: Some(new.is_primary),
        channels: (!new.channels.is_empty()).then(|| new.channels.clone()),
        note: new.note.clone().filter(|note| !note.trim().is_empty()),
    }
}

/// Refuses values for protected fields that may not be changed.
pub(crate) fn require_rights(edit: &ContactEdit, rights: &FieldRights) -> Result<()> {
    let given = [
        ("channels", edit.channels.is_some(), Field::ContactChannels),
        ("note", edit.note.is_some(), Field::ContactNote),
    ];
    for (path, is_given, field) in given {
        if is_given {
            rights.require_write(field).map_err(|error| error.below(path))?;
        }
    }
    Ok(())
}

/// Checks new values and puts them into a contact.
pub(crate) fn apply(
    base: &Contact,
    edit: &ContactEdit,
    region: &str,
    check: &mut Check,
) -> Contact {
    let mut contact = base.clone();
    if let Some(name) = &edit.name {
        contact.name = check.text("name", name, NAME_LIMIT);
    }
    if let Some(role) = &edit.role {
        contact.role = check.optional_text("role", Some(role), 60);
    }
    if let Some(title) = &edit.title {
        contact.title = check.optional_text("title", Some(title), 100);
    }
    if let Some(note) = &edit.note {
        contact.note = check.optional_text("note", Some(note), NOTE_LIMIT);
    }
    contact.gender = edit.gender.or(base.gender).filter(|gender| *gender != Gender::Unstated);
    contact.is_primary = edit.is_primary.unwrap_or(base.is_primary);
    if let Some(channels) = &edit.channels {
        contact.channels = clean_channels(channels, region, check);
    }
    contact
}

/// What the change log keeps of a contact. The names of the fields are those of the record.
#[derive(Serialize)]
pub(crate) struct Image<'c> {
    customer: CustomerId,
    name: &'c str,
    role: &'c Option<String>,
    title: &'c Option<String>,
    gender: Option<Gender>,
    is_primary: bool,
    channels: &'c [Channel],
    note: &'c Option<String>,
    active: bool,
}

impl<'c> Image<'c> {
    /// The image of a contact.
    pub(crate) fn of(contact: &'c Contact) -> Self {
        Self {
            customer: contact.customer,
            name: &contact.name,
            role: &contact.role,
            title: &contact.title,
            gender: contact.gender,
            is_primary: contact.is_primary,
            channels: &contact.channels,
            note: &contact.note,
            active: contact.active,
        }
    }
}
