//! Importing customers and the people named beside them.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::contacts::{Person, add_people};
use super::labels;
use super::openings::{Beside, add_beside};
use super::own::{edit_contacts, edit_customers};
use super::readable::require_readable;
use super::sift::{CHUNK, sift};
use super::{ImportHead, ImportOutcome, Work, run};
use crate::customers::commands::{AddCustomers, EditCustomers};
use crate::customers::model::{Customer, CustomerUpdate};
use crate::customers::store as customer_store;
use crate::error::{Code, Error, Problem, Result};
use crate::exchange::clean::fits_mask;
use crate::exchange::model::{
    ImportKind, ImportedCustomer, Matching, NoticeKind, OwnRow, Refusal, Unknown,
};
use crate::exchange::rules::known::{KnownCustomers, Meant, differs};
use crate::exchange::rules::{customers as rules, merge, overwritten};
use crate::exchange::store::{self, known};
use crate::rights::permission::{Field, Permission};
use crate::rights::permit::Permit;
use crate::values::text::is_storable;
use crate::values::{CustomerId, OperatorId, PoolId};
use crate::work::{Command, Tx};

/// Imports customers: rows of known ones are updated, the others made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportCustomers {
    /// The file.
    pub head: ImportHead,
    /// The rows.
    pub rows: Vec<ImportedCustomer>,
    /// Rows that name records by their numbers.
    #[serde(default)]
    pub own: Vec<OwnRow>,
    /// Whether those are contacts.
    #[serde(default)]
    pub own_contacts: bool,
    /// Whether customers are made, updated or both.
    pub matching: Matching,
    /// Whether a row may change the name and the tax number of the customer whose code it gives.
    #[serde(default)]
    pub change_identity: bool,
    /// What happens with labels that the dictionaries do not have.
    pub unknown_labels: Unknown,
    /// The day of the opening balances.
    #[serde(default)]
    pub opening_on: Option<NaiveDate>,
    /// The pool that new customers go to.
    #[serde(default)]
    pub pool: Option<PoolId>,
}

impl Command for ImportCustomers {
    const NAME: &'static str = "exchange.import_customers";
    const PERMISSION: Permission = Permission::ImportsRun;
    type Output = ImportOutcome;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<ImportOutcome> {
        require_readable(permit, &self.rows)?;
        let has_openings = self.rows.iter().any(|row| !row.openings.is_empty());
        if has_openings && self.opening_on.is_none() {
            return Err(Problem::new(Code::Required).at("opening_on").into());
        }
        run(
            permit,
            tx,
            ImportKind::Customers,
            (&self.head, self.rows.len() + self.own.len()),
            |tx, work| {
                let create_only = self.matching == Matching::CreateOnly;
                if self.own_contacts {
                    edit_contacts(tx, work, &self.own, create_only)?;
                } else {
                    edit_customers(tx, work, &self.own, (create_only, self.unknown_labels))?;
                }
                let rows = labels::settle(tx, work, &self.rows, self.unknown_labels)?;
                let mut rows = owned(tx, work, rows)?;
                for row in rows.iter_mut().filter(|row| row.customer.owner.is_none()) {
                    row.customer.pool = self.pool;
                }
                let rows = self.matched(tx, work, rows)?;
                let total = rows.len();
                let mut done = 0;
                let mut rest = rows;
                while !rest.is_empty() {
                    let chunk: Vec<Matched> = rest.drain(..rest.len().min(CHUNK)).collect();
                    done += chunk.len();
                    write_chunk(tx, work, chunk, self.opening_on)?;
                    self.head.tell_written(tx, done, total)?;
                }
                Ok(())
            },
        )
    }
}

/// A row with the customer it belongs to, if the book has it.
#[derive(Debug, Clone)]
struct Matched {
    row: ImportedCustomer,
    known: Option<i64>,
    /// Whether the row may change who the customer is.
    may_change: bool,
}

impl Matched {
    /// The lines of the row and of those that were merged into it.
    fn lines(&self) -> impl Iterator<Item = u64> + '_ {
        std::iter::once(self.row.line).chain(self.row.merged.iter().copied())
    }

    /// Refuses the row, and with it those that were merged into it.
    fn refuse(&self, work: &mut Work, field: Option<String>, problem: &Problem) {
        for line in self.lines() {
            work.refuse(line, field.clone(), problem.clone());
        }
    }
}

impl ImportCustomers {
    /// Finds the customers that rows belong to; refuses what the matching does not want.
    fn matched(
        &self,
        tx: &mut Tx<'_>,
        work: &mut Work,
        rows: Vec<ImportedCustomer>,
    ) -> Result<Vec<Matched>> {
        let index = load_known(tx, &rows)?;
        let hidden = hidden_codes(tx, &rows)?;
        let mut firsts: HashMap<i64, u64> = HashMap::new();
        let mut seen = merge::Seen::default();
        let mut matched = Vec::with_capacity(rows.len());
        let beside = Beside::load(tx, &with_openings(&index, &rows, self.change_identity))?;
        for mut row in rows {
            let meant = index.of_row(&row, self.change_identity);
            let first = match meant {
                Ok(Meant::Known(id, _)) => *firsts.entry(id).or_insert(row.line),
                _ => row.line,
            };
            match self.fault(&row, &meant, first, &hidden) {
                Some((field, problem)) => {
                    let it = Matched { row, known: None, may_change: false };
                    it.refuse(work, Some(field), &problem);
                }
                None => {
                    let (known, may_change) = match meant {
                        Ok(Meant::Known(id, may_change)) => (Some(id), may_change),
                        _ => (None, false),
                    };
                    if let Some(id) = known.filter(|id| index.row_means_merged(*id, &row)) {
                        let name = &row.customer.name;
                        work.notice(NoticeKind::CustomerReplaced, "name", name, row.line);
                        leave_identity(id, &mut row);
                    }
                    let settled =
                        known.map_or(Ok(()), |id| beside.settle(tx, work, id, &mut row.openings));
                    if let Err((field, problem)) = settled {
                        let it = Matched { row, known: None, may_change: false };
                        it.refuse(work, Some(field), &problem);
                        continue;
                    }
                    if let Ok(Meant::New(beside)) = meant
                        && let Some(field) = seen.beside(&row).or(beside)
                    {
                        let name = &row.customer.name;
                        work.notice(NoticeKind::MadeBesideKnown, field, name, row.line);
                    }
                    matched.push(Matched { row, known, may_change });
                }
            }
        }
        Ok(matched)
    }

    /// Why a row cannot be taken over.
    fn fault(
        &self,
        row: &ImportedCustomer,
        meant: &std::result::Result<Meant, (String, Problem)>,
        first: u64,
        hidden: &BTreeSet<String>,
    ) -> Option<(String, Problem)> {
        let taken = || Problem::new(Code::AlreadyExists).fact("subject", "customer");
        let code = row.customer.code.as_deref();
        let problem = match meant {
            Err(fault) => return Some(fault.clone()),
            Ok(Meant::Known(..)) if self.matching == Matching::CreateOnly => taken(),
            Ok(Meant::Known(..)) if first != row.line => {
                Problem::new(Code::Repeated).fact("line", first)
            }
            Ok(Meant::New(_)) if self.matching == Matching::UpdateOnly => {
                Problem::new(Code::UnknownReference)
            }
            Ok(Meant::New(_)) if code.is_some_and(|code| hidden.contains(code)) => {
                return Some(("code".to_owned(), taken()));
            }
            Ok(_) => return None,
        };
        Some((key_field(row), problem))
    }
}

/// A row that means one that was merged away says nothing of the code, names and tax number of who
/// stands for it.
fn leave_identity(id: i64, row: &mut ImportedCustomer) {
    row.record = row.record.map(|_| id);
    row.customer.code = None;
    row.customer.legal_name = None;
    row.customer.tax_number = None;
    row.customer.tax_kind = None;
}

/// The known customers of rows that give an opening balance.
fn with_openings(
    known: &KnownCustomers,
    rows: &[ImportedCustomer],
    change_identity: bool,
) -> Vec<i64> {
    let rows = rows.iter().filter(|row| !row.openings.is_empty());
    let ids: BTreeSet<i64> = rows
        .filter_map(|row| match known.of_row(row, change_identity) {
            Ok(Meant::Known(id, _)) => Some(id),
            _ => None,
        })
        .collect();
    ids.into_iter().collect()
}

/// The field by which a row is known.
fn key_field(row: &ImportedCustomer) -> String {
    let has_code = row.customer.code.is_some();
    let has_tax_number = row.customer.tax_number.is_some();
    (if row.record.is_some() {
        "record"
    } else if has_code {
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
    let rights = tx.grants().field_rights();
    let offset = tx.book.utc_offset_minutes;
    known::load(tx.conn, &known::Wanted::of_rows(rows), &known::Sight { scope, rights, offset })
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

/// Writes rows. Where a contact or an opening is refused, its customer is too: all is taken back
/// and written again without those rows.
fn write_chunk(
    tx: &mut Tx<'_>,
    work: &mut Work,
    mut chunk: Vec<Matched>,
    opening_on: Option<NaiveDate>,
) -> Result<()> {
    loop {
        let mut written = Work::default();
        let mut refused = Vec::new();
        let outcome = tx.attempt(|tx| {
            refused = write(tx, &mut written, &chunk, opening_on)?;
            let is_good = refused.is_empty();
            if is_good { Ok(()) } else { Err(Error::internal("what an import takes back itself")) }
        });
        match outcome {
            Ok(()) => {
                work.absorb(written);
                return Ok(());
            }
            Err(_) if !refused.is_empty() => {
                chunk.retain(|matched| {
                    let line = refused.iter().find(|it| matched.lines().any(|at| at == it.line));
                    let Some(bad) = line else { return true };
                    let own = refused.iter().filter(|it| it.line != bad.line);
                    let lines = matched.lines().filter(|at| *at != bad.line);
                    let lines = lines.filter(|at| own.clone().all(|it| it.line != *at));
                    for line in lines {
                        let problem = Problem::new(Code::DocumentRejected).fact("line", bad.line);
                        work.refuse(line, None, problem);
                    }
                    false
                });
                work.refused.extend(refused);
            }
            Err(error) => return Err(error),
        }
    }
}

/// Writes rows; returns the contacts and openings that were refused.
fn write(
    tx: &mut Tx<'_>,
    work: &mut Work,
    chunk: &[Matched],
    opening_on: Option<NaiveDate>,
) -> Result<Vec<Refusal>> {
    let (new, known): (Vec<&Matched>, Vec<&Matched>) =
        chunk.iter().partition(|matched| matched.known.is_none());
    let made = sift(
        tx,
        "customers",
        new,
        |matched, problem| {
            let field = rules::field_of(&matched.row, &problem.path);
            matched.refuse(work, field, &problem);
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
    let (mut people, mut openings) = (Vec::new(), Vec::new());
    for (matched, customer, is_new) in made.chain(updated) {
        openings.extend(matched.row.openings.iter().map(|opening| (customer, opening.clone())));
        for opening in matched.row.openings.iter().filter(|it| it.line != matched.row.line) {
            work.notice(NoticeKind::OpeningAdded, &opening.field, "", opening.line);
        }
        for (field, line) in &matched.row.left_out {
            work.notice(NoticeKind::ValueLeftOut, field, "", *line);
        }
        let contacts = matched.row.contacts.iter().enumerate();
        people.extend(contacts.map(|(at, contact)| Person {
            customer,
            contact: contact.clone(),
            is_first: is_new && at == 0,
        }));
    }
    let mut refused = add_people(tx, work, people)?;
    refused.extend(add_beside(tx, work, opening_on, openings)?);
    Ok(refused)
}

/// Whether what a row shows of a masked account is of none that the customer has.
fn hides_another_account(customer: &Customer, row: &ImportedCustomer) -> bool {
    let Some(mask) = row.masks.get("bank_account") else { return false };
    let own = customer.bank_accounts.iter().map(|account| &account.account_number);
    let billed = customer.billing.as_ref().and_then(|billing| billing.account.as_ref());
    let numbers: Vec<&String> = own.chain(billed).collect();
    !numbers.is_empty() && !numbers.iter().any(|number| fits_mask(mask, number))
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
    let sees_accounts = tx.grants().field_rights().can_read(Field::CustomerBanking);
    for matched in matched {
        let customer = matched.known.and_then(|id| known.get(&id));
        let Some(customer) = customer else {
            let problem = Problem::new(Code::UnknownReference);
            matched.refuse(work, Some(key_field(&matched.row)), &problem);
            continue;
        };
        let row = &matched.row;
        if hides_another_account(customer, row) && sees_accounts {
            let field = "bank_account";
            matched.refuse(work, Some(field.to_owned()), &differs(field));
            continue;
        }
        if !customer.active {
            work.notice(NoticeKind::KnownRetired, "name", &row.customer.name, row.line);
        }
        if customer.name != row.customer.name {
            let kind =
                if matched.may_change { NoticeKind::NameChanged } else { NoticeKind::SpellingKept };
            work.notice(kind, "name", &row.customer.name, row.line);
        }
        match merge::update(customer, row, matched.may_change) {
            None => {
                work.unchanged("customer", 1);
                standing.push((matched, customer.id));
            }
            Some(edit) => {
                let change = CustomerUpdate { id: customer.id, version: customer.version, edit };
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
            matched.refuse(work, field, &problem);
        },
        |tx, rows| {
            let edits = rows.iter().map(|(_, change)| change.clone()).collect();
            tx.execute(&EditCustomers { edits })
        },
    )?;
    work.updated("customer", edited.len());
    for (matched, change) in edited.iter().map(|(matched, _)| matched) {
        tell_overwritten(work, matched, known.get(&change.id.0));
    }
    standing.extend(edited.into_iter().map(|((matched, _), customer)| (matched, customer.id)));
    Ok(standing)
}

/// Tells of values that took the place of others.
fn tell_overwritten(work: &mut Work, matched: &Matched, customer: Option<&Customer>) {
    let fields = customer.map(|it| overwritten::fields(it, &matched.row, matched.may_change));
    for field in fields.unwrap_or_default() {
        work.notice(NoticeKind::ValueChanged, &field, "", matched.row.line);
    }
}
