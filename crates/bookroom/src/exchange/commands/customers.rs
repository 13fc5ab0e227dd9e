//! Importing customers and the people named beside them.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::labels;
use super::sift::{CHUNK, sift};
use super::{ImportHead, ImportOutcome, Work, run};
use crate::customers::commands::{AddContacts, AddCustomers, EditCustomers};
use crate::customers::contacts::model::NewContact;
use crate::customers::model::{Customer, CustomerChange};
use crate::customers::rules::{NAME_LIMIT, name_key};
use crate::customers::store as customer_store;
use crate::error::{Code, Error, Problem, Result};
use crate::exchange::model::{
    ImportKind, ImportedContact, ImportedCustomer, Matching, NoticeKind, Refusal, Unknown,
};
use crate::exchange::rules::known::KnownCustomers;
use crate::exchange::rules::{customers as rules, merge};
use crate::exchange::store;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::text::is_storable;
use crate::values::{CustomerId, OperatorId};
use crate::work::{Command, Tx};

/// Imports customers: rows of known ones are updated, the others made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportCustomers {
    /// The file.
    pub head: ImportHead,
    /// The rows.
    pub rows: Vec<ImportedCustomer>,
    /// Whether customers are made, updated or both.
    pub matching: Matching,
    /// What happens with labels that the dictionaries do not have.
    pub unknown_labels: Unknown,
}

impl Command for ImportCustomers {
    const NAME: &'static str = "exchange.import_customers";
    const PERMISSION: Permission = Permission::ImportsRun;
    type Output = ImportOutcome;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<ImportOutcome> {
        run(permit, tx, ImportKind::Customers, (&self.head, self.rows.len()), |tx, work| {
            let rows = labels::settle(tx, work, &self.rows, self.unknown_labels)?;
            let rows = owned(tx, work, rows)?;
            let rows = self.matched(tx, work, rows)?;
            let total = rows.len();
            let mut done = 0;
            let mut rest = rows;
            while !rest.is_empty() {
                let chunk: Vec<Matched> = rest.drain(..rest.len().min(CHUNK)).collect();
                done += chunk.len();
                write_chunk(tx, work, chunk)?;
                self.head.tell_written(tx, done, total)?;
            }
            Ok(())
        })
    }
}

/// A row with the customer it belongs to, if the book has it.
#[derive(Debug, Clone)]
struct Matched {
    row: ImportedCustomer,
    known: Option<i64>,
}

impl ImportCustomers {
    /// Finds the customers that rows belong to; refuses what the matching does not want.
    fn matched(
        &self,
        tx: &mut Tx<'_>,
        work: &mut Work,
        rows: Vec<ImportedCustomer>,
    ) -> Result<Vec<Matched>> {
        let known = load_known(tx, &rows)?;
        let hidden = hidden_codes(tx, &rows)?;
        let mut firsts: HashMap<i64, u64> = HashMap::new();
        let mut matched = Vec::with_capacity(rows.len());
        for row in rows {
            let taken = || Problem::new(Code::AlreadyExists).fact("subject", "customer");
            let (found, mut fault) = match known.of_row(&row) {
                Ok(found) => (found, None),
                Err((field, problem)) => (None, Some((field, problem))),
            };
            if let (Some(id), None) = (found, &fault) {
                let first = *firsts.entry(id).or_insert(row.line);
                if self.matching == Matching::CreateOnly {
                    fault = Some((key_field(&row), taken()));
                } else if first != row.line {
                    let problem = Problem::new(Code::Repeated).fact("line", first);
                    fault = Some((key_field(&row), problem));
                }
            } else if fault.is_none() {
                let code = row.customer.code.as_deref();
                if self.matching == Matching::UpdateOnly {
                    fault = Some((key_field(&row), Problem::new(Code::UnknownReference)));
                } else if code.is_some_and(|code| hidden.contains(code)) {
                    fault = Some(("code".to_owned(), taken()));
                }
            }
            match fault {
                Some((field, problem)) => work.refuse(row.line, Some(field), problem),
                None => matched.push(Matched { row, known: found }),
            }
        }
        Ok(matched)
    }
}

/// The field by which a row is known.
fn key_field(row: &ImportedCustomer) -> String {
    let has_code = row.customer.code.is_some();
    let has_tax_number = row.customer.tax_number.is_some();
    (if has_code {
        "code"
    } else if has_tax_number {
        "tax_number"
    } else {
        "name"
    })
    .to_owned()
}

fn load_known(tx: &mut Tx<'_>, rows: &[ImportedCustomer]) -> Result<KnownCustomers> {
    let scope = tx.grants().scope(Permission::CustomersView)?;
    let codes = rows.iter().filter_map(|row| row.customer.code.as_deref()).collect();
    let taxes = rows.iter().filter_map(|row| row.customer.tax_number.as_deref()).collect();
    let names = rows.iter().map(|row| row.customer.name.as_str()).collect();
    store::load_known(tx.conn, &scope, &codes, &taxes, &names)
}

/// Codes that are taken, also by customers the operator may not see.
fn hidden_codes(tx: &mut Tx<'_>, rows: &[ImportedCustomer]) -> Result<BTreeSet<String>> {
    let codes = rows.iter().filter_map(|row| row.customer.code.as_deref());
    let codes: Vec<&str> = codes.filter(|code| is_storable(code)).collect();
    let book = tx.book_id();
    Ok(customer_store::find_codes(tx.conn, book, &codes)?.into_keys().collect())
}

/// Gives rows the owners they name. One who is no operator is left out, and so is everybody but
/// oneself when one may not assign.
fn owned(
    tx: &mut Tx<'_>,
    work: &mut Work,
    mut rows: Vec<ImportedCustomer>,
) -> Result<Vec<ImportedCustomer>> {
    if rows.iter().all(|row| row.owner.is_none()) {
        return Ok(rows);
    }
    let book = tx.book_id();
    let operators = store::load_operators(tx.conn, book)?;
    let may_assign = tx.grants().scope(Permission::CustomersAssign).is_ok();
    let own: OperatorId = tx.grants().operator;
    for row in &mut rows {
        let Some(name) = &row.owner else { continue };
        let owner = operators.get(name).copied().filter(|owner| may_assign || *owner == own);
        row.customer.owner = owner;
        if owner.is_none() {
            work.notice(NoticeKind::OwnerLeftOut, "owner", name, row.line);
        }
    }
    Ok(rows)
}

/// Writes rows. Where a contact is refused, its customer is too: all is taken back and written
/// again without those rows.
fn write_chunk(tx: &mut Tx<'_>, work: &mut Work, mut chunk: Vec<Matched>) -> Result<()> {
    loop {
        let mut written = Work::default();
        let mut refused = Vec::new();
        let outcome = tx.attempt(|tx| {
            refused = write(tx, &mut written, &chunk)?;
            let is_good = refused.is_empty();
            if is_good { Ok(()) } else { Err(Error::internal("what an import takes back itself")) }
        });
        match outcome {
            Ok(()) => {
                work.absorb(written);
                return Ok(());
            }
            Err(_) if !refused.is_empty() => {
                chunk.retain(|matched| refused.iter().all(|it| it.line != matched.row.line));
                work.refused.extend(refused);
            }
            Err(error) => return Err(error),
        }
    }
}

/// A person to be added, and the row that names one.
struct Person {
    line: u64,
    customer: CustomerId,
    contact: ImportedContact,
    is_first: bool,
}

/// Writes rows; returns the contacts that were refused.
fn write(tx: &mut Tx<'_>, work: &mut Work, chunk: &[Matched]) -> Result<Vec<Refusal>> {
    let (new, known): (Vec<&Matched>, Vec<&Matched>) =
        chunk.iter().partition(|matched| matched.known.is_none());
    let made = sift(
        tx,
        "customers",
        new,
        |matched, problem| {
            let field = rules::field_of(&matched.row, &problem.path);
            work.refuse(matched.row.line, field, problem);
        },
        |tx, rows| {
            let customers = rows.iter().map(|matched| matched.row.customer.clone()).collect();
            tx.execute(&AddCustomers { customers })
        },
    )?;
    work.created("customer", made.len());
    let updated = update(tx, work, known)?;
    let made = made.into_iter().map(|(matched, customer)| (matched, customer.id, true));
    let updated = updated.into_iter().map(|(matched, id)| (matched, id, false));
    let person = |(matched, customer, is_first): (&'_ Matched, _, _)| {
        let Matched { row, .. } = matched;
        let contact = row.contact.clone()?;
        Some(Person { line: row.line, customer, contact, is_first })
    };
    let people = made.chain(updated).filter_map(person).collect();
    add_people(tx, work, people)
}

/// Writes what rows change of known customers; returns those that stand, changed or not.
fn update<'m>(
    tx: &mut Tx<'_>,
    work: &mut Work,
    matched: Vec<&'m Matched>,
) -> Result<Vec<(&'m Matched, CustomerId)>> {
    if matched.is_empty() {
        return Ok(Vec::new());
    }
    let scope = tx.grants().scope(Permission::CustomersEdit)?;
    let ids: Vec<i64> = matched.iter().filter_map(|matched| matched.known).collect();
    let rows = customer_store::load_rows(tx.conn, &scope, &ids)?;
    let records = customer_store::complete(tx.conn, rows)?;
    let known: HashMap<i64, Customer> = records.into_iter().map(|it| (it.id.0, it)).collect();
    let (mut standing, mut edits) = (Vec::new(), Vec::new());
    for matched in matched {
        let customer = matched.known.and_then(|id| known.get(&id));
        let Some(customer) = customer else {
            let problem = Problem::new(Code::UnknownReference);
            work.refuse(matched.row.line, Some(key_field(&matched.row)), problem);
            continue;
        };
        match merge::update(customer, &matched.row) {
            None => {
                work.unchanged("customer", 1);
                standing.push((matched, customer.id));
            }
            Some(edit) => {
                let change = CustomerChange { id: customer.id, version: customer.version, edit };
                edits.push((matched, change));
            }
        }
    }
    let edited = sift(
        tx,
        "edits",
        edits,
        |(matched, _), problem| {
            let path = problem.path.trim_start_matches("edit.");
            let field = rules::field_of(&matched.row, path);
            work.refuse(matched.row.line, field, problem);
        },
        |tx, rows| {
            let edits = rows.iter().map(|(_, change)| change.clone()).collect();
            tx.execute(&EditCustomers { edits })
        },
    )?;
    work.updated("customer", edited.len());
    standing.extend(edited.into_iter().map(|((matched, _), customer)| (matched, customer.id)));
    Ok(standing)
}

/// Adds people whose names their customers do not have; returns those that were refused.
fn add_people(tx: &mut Tx<'_>, work: &mut Work, people: Vec<Person>) -> Result<Vec<Refusal>> {
    let book = tx.book_id();
    let customers: Vec<i64> = people.iter().map(|person| person.customer.0).collect();
    let named = store::load_contact_names(tx.conn, book, &customers)?;
    let is_new = |person: &Person| {
        let key = name_key(&person.contact.name, NAME_LIMIT);
        !named.contains(&(person.customer.0, key))
    };
    let people: Vec<Person> = people.into_iter().filter(is_new).collect();
    let mut refused = Vec::new();
    let made = sift(
        tx,
        "contacts",
        people,
        |person, problem| {
            let field = rules::contact_field_of(&person.contact, &problem.path);
            refused.push(Refusal { file: 0, line: person.line, field, problem });
        },
        |tx, rows| {
            let contact = |person: &Person| NewContact {
                title: person.contact.title.clone(),
                channels: person.contact.channels.clone(),
                is_primary: person.is_first,
                ..NewContact::of(person.customer, &person.contact.name)
            };
            tx.execute(&AddContacts { contacts: rows.iter().map(contact).collect() })
        },
    )?;
    work.created("contact", made.len());
    Ok(refused)
}
