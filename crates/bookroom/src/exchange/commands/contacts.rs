//! The people that rows of customers name: added, or given what rows say of those who are there.

use std::collections::{HashMap, HashSet};

use super::Work;
use super::sift::sift;
use crate::customers::commands::{AddContacts, EditContacts};
use crate::customers::contacts::links::model::ContactLink;
use crate::customers::contacts::links::store as link_store;
use crate::customers::contacts::model::{Contact, ContactEdit, ContactUpdate, NewContact};
use crate::customers::contacts::store as contact_store;
use crate::error::{Code, Problem, Result};
use crate::exchange::model::{ImportedContact, NoticeKind, Refusal};
use crate::exchange::rules::customers as rules;
use crate::exchange::rules::merge::add_channels;
use crate::rights::permission::Permission;
use crate::values::text::identity;
use crate::values::{CustomerId, Edit};
use crate::work::Tx;

/// A person a row names.
pub(super) struct Person {
    pub(super) customer: CustomerId,
    pub(super) contact: ImportedContact,
    /// Whether it is the first of a new customer.
    pub(super) is_first: bool,
}

/// Who has a further place at these customers: the customer, and the name as it is compared.
fn linked_names(tx: &mut Tx<'_>, customers: &[i64]) -> Result<HashSet<(i64, String)>> {
    let book = tx.book_id();
    let Ok(scope) = tx.grants().scope(Permission::CustomersView) else { return Ok(HashSet::new()) };
    let links = link_store::of_customers(tx.conn, book, customers)?;
    let ids: Vec<i64> = links.iter().map(|link| link.contact.0).collect();
    let names: HashMap<i64, String> = contact_store::load_rows(tx.conn, &scope, &ids)?
        .into_iter()
        .map(|row| (row.id, identity(&row.name)))
        .collect();
    let named = |link: &ContactLink| Some((link.customer.0, names.get(&link.contact.0)?.clone()));
    Ok(links.iter().filter_map(named).collect())
}

/// Writes people: new names are added, known ones get what is new. Returns those that were refused.
pub(super) fn add_people(
    tx: &mut Tx<'_>,
    work: &mut Work,
    people: Vec<Person>,
) -> Result<Vec<Refusal>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let book = tx.book_id();
    let customers: Vec<i64> = people.iter().map(|person| person.customer.0).collect();
    let mut rows = contact_store::load_rows_of(tx.conn, book, &customers)?;
    rows.retain(|row| row.merged_into.is_none());
    let mut known: HashMap<(i64, String), Vec<Contact>> = HashMap::new();
    for contact in contact_store::complete(tx.conn, rows)? {
        let key = (contact.customer.0, identity(&contact.name));
        known.entry(key).or_default().push(contact);
    }
    let linked = linked_names(tx, &customers)?;
    let mut refused = Vec::new();
    let (mut new, mut edits) = (Vec::new(), Vec::new());
    for person in people {
        let key = (person.customer.0, identity(&person.contact.name));
        if linked.contains(&key) && !known.contains_key(&key) {
            // Whose own customer is another one is changed there.
            let problem = Problem::new(Code::AlreadyExists).fact("subject", "contact_link");
            refused.push(refusal(&person, problem.at("name")));
            continue;
        }
        match known.get(&key).map(Vec::as_slice) {
            None | Some([]) => new.push(person),
            Some([one]) => {
                let change = change(one, &person);
                tell_title(work, one, &person, change.as_ref());
                edits.extend(change.map(|change| (person, change)));
            }
            Some(many) => {
                let problem = Problem::new(Code::AlreadyExists).fact("subject", "contact");
                refused.push(refusal(&person, problem.fact("matches", many.len()).at("name")));
            }
        }
    }
    let made = sift(
        tx,
        "contacts",
        new,
        |person, problem| refused.push(refusal(person, problem)),
        |tx, rows| tx.execute(&AddContacts { contacts: rows.iter().map(new_contact).collect() }),
    )?;
    work.created("contact", made.len());
    let edited = sift(
        tx,
        "edits",
        edits,
        |(person, _), problem| {
            let path = problem.path.trim_start_matches("edit.").to_owned();
            refused.push(refusal(person, problem.at(path)));
        },
        |tx, rows| {
            let edits = rows.iter().map(|(_, change)| change.clone()).collect();
            tx.execute(&EditContacts { edits })
        },
    )?;
    work.updated("contact", edited.len());
    Ok(refused)
}

/// Tells of a title that takes the place of another one.
fn tell_title(work: &mut Work, known: &Contact, person: &Person, change: Option<&ContactUpdate>) {
    let is_new = change.is_some_and(|it| matches!(it.edit.title, Edit::Set(_)));
    if known.title.is_some() && is_new {
        let field = rules::contact_field_of(&person.contact, "title");
        let field = field.unwrap_or_else(|| "contact_title".to_owned());
        work.notice(NoticeKind::ValueChanged, &field, "", person.contact.line);
    }
}

fn refusal(person: &Person, problem: Problem) -> Refusal {
    let field = rules::contact_field_of(&person.contact, &problem.path);
    Refusal { file: 0, line: person.contact.line, field, problem }
}

fn new_contact(person: &Person) -> NewContact {
    NewContact {
        title: person.contact.title.clone(),
        channels: person.contact.channels.clone(),
        is_primary: person.is_first,
        ..NewContact::of(person.customer, &person.contact.name)
    }
}

/// What a row says of a known person that is not there yet.
fn change(known: &Contact, person: &Person) -> Option<ContactUpdate> {
    let title = person.contact.title.clone().filter(|title| known.title.as_ref() != Some(title));
    let mut channels = known.channels.clone();
    let is_longer = add_channels(&mut channels, &person.contact.channels);
    let edit = ContactEdit {
        title: Edit::given(title),
        channels: Edit::given(is_longer.then_some(channels)),
        ..ContactEdit::default()
    };
    (!edit.is_empty()).then_some(ContactUpdate { id: known.id, version: known.version, edit })
}
