//! What a contact must be like: pure decisions on its data.

use chrono::DateTime;
use serde::Serialize;

use super::model::{Contact, ContactEdit, DecisionRole, Gender, NewContact};
use crate::custom_fields::Values;
use crate::customers::model::Channel;
use crate::customers::rules::clean_channels;
use crate::error::Result;
use crate::rights::permission::Field;
use crate::rights::permit::FieldRights;
use crate::values::{Check, ContactId, CustomerId, Edit};

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
        decision_role: None,
        superior: None,
        gender: None,
        is_primary: false,
        channels: Vec::new(),
        note: None,
        custom: Values::new(),
        custom_personal: Values::new(),
        active: true,
        merged_into: None,
        links: Vec::new(),
        version: 1,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
    }
}

/// A new contact as values for a blank one. An empty list counts as not given.
pub(crate) fn as_edit(new: &NewContact) -> ContactEdit {
    ContactEdit {
        name: Some(new.name.clone()),
        role: Edit::given(new.role.clone()),
        title: Edit::given(new.title.clone()),
        decision_role: Edit::given(new.decision_role),
        superior: Edit::given(new.superior),
        gender: Edit::given(new.gender),
        is_primary: Some(new.is_primary),
        channels: Edit::given((!new.channels.is_empty()).then(|| new.channels.clone())),
        note: Edit::given(new.note.clone().filter(|note| !note.trim().is_empty())),
        // Fields of the book's own are read by what they are.
        custom: None,
    }
}

/// Refuses to touch protected fields that may not be changed: to clear one is to change it.
pub(crate) fn require_rights(edit: &ContactEdit, rights: &FieldRights) -> Result<()> {
    let kept = [
        ("channels", edit.channels.is_kept(), Field::ContactChannels),
        ("note", edit.note.is_kept(), Field::ContactNote),
    ];
    for (path, is_kept, field) in kept {
        if !is_kept {
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
    check.new_text("name", edit.name.as_ref(), NAME_LIMIT, &mut contact.name);
    check.edited_text("role", &edit.role, 60, &mut contact.role);
    check.edited_text("title", &edit.title, 100, &mut contact.title);
    check.edited_lines("note", &edit.note, NOTE_LIMIT, &mut contact.note);
    contact.decision_role = edit.decision_role.over(base.decision_role);
    contact.superior = edit.superior.over(base.superior);
    contact.gender = edit.gender.over(base.gender);
    contact.is_primary = edit.is_primary.unwrap_or(base.is_primary);
    if let Some(channels) = edit.channels.items() {
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
    decision_role: Option<DecisionRole>,
    superior: Option<ContactId>,
    gender: Option<Gender>,
    is_primary: bool,
    channels: &'c [Channel],
    note: &'c Option<String>,
    custom: &'c Values,
    custom_personal: &'c Values,
    active: bool,
    merged_into: Option<ContactId>,
}

impl<'c> Image<'c> {
    /// The image of a contact.
    pub(crate) fn of(contact: &'c Contact) -> Self {
        Self {
            customer: contact.customer,
            name: &contact.name,
            role: &contact.role,
            title: &contact.title,
            decision_role: contact.decision_role,
            superior: contact.superior,
            gender: contact.gender,
            is_primary: contact.is_primary,
            channels: &contact.channels,
            note: &contact.note,
            custom: &contact.custom,
            custom_personal: &contact.custom_personal,
            active: contact.active,
            merged_into: contact.merged_into,
        }
    }
}
