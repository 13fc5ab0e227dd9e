//! Contacts of an own export.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Change, Known};
use crate::custom_fields::lists::load_readable;
use crate::customers::contacts::commands::EditContacts;
use crate::customers::contacts::model::{Contact, ContactUpdate};
use crate::customers::contacts::queries;
use crate::customers::load_counterparties;
use crate::error::{Code, Problem, Result};
use crate::exchange::commands::Work;
use crate::exchange::commands::sift::{CHUNK, sift};
use crate::exchange::export::back::{self, Own};
use crate::exchange::model::OwnRow;
use crate::exchange::rules::edits;
use crate::rights::permission::Permission;
use crate::values::ContactId;
use crate::work::Tx;

const EDITABLE: &[&str] =
    &["name", "role", "title", "gender", "primary", "phone", "mobile", "email", "note"];

/// Writes what rows of an own export change of contacts.
pub(in crate::exchange::commands) fn edit_contacts(
    tx: &mut Tx<'_>,
    work: &mut Work,
    rows: &[OwnRow],
    create_only: bool,
) -> Result<()> {
    let mut firsts = HashMap::new();
    for chunk in rows.chunks(CHUNK) {
        let offset = tx.book.utc_offset_minutes;
        let ids: BTreeSet<i64> = chunk.iter().map(|row| row.record).collect();
        let ids: Vec<ContactId> = ids.into_iter().map(ContactId).collect();
        let mut view = tx.view(Permission::CustomersView)?;
        let fields = load_readable::<Contact>(&mut view)?;
        let keys: Vec<String> = fields.into_iter().map(|field| field.key).collect();
        let contacts = queries::get_many(&mut view, &ids)?;
        let linked = contacts.iter().flat_map(|contact| &contact.links).map(|link| link.customer);
        let own = contacts.iter().map(|contact| contact.customer);
        let customers: Vec<i64> = own.chain(linked).map(i64::from).collect();
        let scope = view.scope_of(Permission::CustomersView)?;
        let names: BTreeMap<i64, String> = load_counterparties(view.conn, &scope, &customers)?
            .into_iter()
            .map(|(id, party)| (id, party.name))
            .collect();
        let records = contacts.into_iter().map(|contact| {
            let name = names.get(&contact.customer.0).cloned().unwrap_or_default();
            let others = back::others(&contact, &names);
            let image = back::contact(contact.clone(), (name, others), &keys, offset);
            (contact.id.0, (contact, image))
        });
        let known = Known {
            list: Own::Contacts,
            subject: "contact",
            editable: EDITABLE,
            create_only,
            records: records.collect(),
        };
        let changes = known.changes(work, chunk, &mut firsts);
        if !changes.is_empty() {
            write(tx, work, changes)?;
        }
    }
    Ok(())
}

fn write(tx: &mut Tx<'_>, work: &mut Work, changes: Vec<Change<'_, Contact>>) -> Result<()> {
    let region = tx.book.currency.phone_region();
    let scope = tx.grants().scope(Permission::CustomersEdit)?;
    let ids: BTreeSet<i64> = changes.iter().map(|change| change.record.id.0).collect();
    let reached = tx.within(&scope, "contact", ids)?;
    let mut all = Vec::with_capacity(changes.len());
    for change in changes {
        if !reached.contains(&change.record.id.0) {
            let problem = Problem::new(Code::NotEditable).fact("subject", "contact");
            change.refuse(work, "record", problem);
            continue;
        }
        match edits::of_contact(&change.record, &change.cells, &region) {
            Ok(mut edit) => {
                edit.custom = change.custom();
                let (id, version) = (change.record.id, change.record.version);
                all.push((change, ContactUpdate { id, version, edit }));
            }
            Err((heading, problem)) => change.refuse(work, heading, problem),
        }
    }
    let edited = sift(
        tx,
        "edits",
        all,
        |(change, _), problem| change.refuse_edit(work, problem),
        |tx, rows| {
            let edits = rows.iter().map(|(_, change)| change.clone()).collect();
            tx.execute(&EditContacts { edits })
        },
    )?;
    work.updated("contact", edited.len());
    Ok(())
}
