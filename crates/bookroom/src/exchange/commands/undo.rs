//! Undoing an import: what it made goes or is cancelled, what it changed gets back what it had. All
//! of it, or nothing when something stands in the way.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::SUBJECT;
use super::own::restore_payments;
use crate::billing::allocations::store::{self as allocations, AllocationRow};
use crate::billing::invoices::commands::CancelInvoices;
use crate::billing::invoices::{InvoiceState, InvoiceVersion};
use crate::billing::open_items::commands::CancelOpeningItems;
use crate::billing::open_items::store as item_store;
use crate::billing::payments::commands::CancelPayments;
use crate::billing::payments::{OpenItem, PaymentState, PaymentVersion};
use crate::billing::products::commands::{EditProducts, RemoveProducts, SetProductsActive};
use crate::billing::products::rules::difference;
use crate::billing::products::store as product_store;
use crate::billing::products::{NewProduct, Product, ProductUpdate, ProductVersion};
use crate::customers::commands::undo_changes;
use crate::error::{Code, Error, Problem, Result};
use crate::exchange::model::{ImportRun, ImportState, UndoReport, UndoneCount};
use crate::exchange::store::{self, openings, runs};
use crate::log::Subject;
use crate::log::record;
use crate::log::store::{self as log_store, ChangeRow, SeqRange};
use crate::rights::permission::{Field, Permission, Reach};
use crate::rights::permit::Permit;
use crate::values::{EntryItemId, ImportId, InvoiceId, PaymentId};
use crate::work::{Command, Tx};

/// The most records in the way that an error names.
const NAMED: usize = 100;

/// Undoes an import with all it made and changed. What stands in the ledger is cancelled by red
/// entries; products and customers that documents name are retired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoImport {
    /// The import.
    pub import: ImportId,
    /// The day of the red entries, not before what they cancel; today when absent.
    #[serde(default)]
    pub on: Option<NaiveDate>,
}

impl Command for UndoImport {
    const NAME: &'static str = "exchange.undo_import";
    const PERMISSION: Permission = Permission::ImportsUndo;
    type Output = UndoReport;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<UndoReport> {
        self.undo(permit, tx).map_err(super::anew)
    }
}

impl UndoImport {
    fn undo(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<UndoReport> {
        let book = tx.book_id();
        let run = runs::load_for_undo(tx.conn, book, self.import)?;
        if run.state != ImportState::Done {
            let problem = Problem::new(Code::WrongState).fact("state", run.state.slug());
            return Err(problem.fact("key", run.id).into());
        }
        let mut rows = changes_of(tx, &run)?;
        rows.reverse();
        require_reach(tx, &rows)?;
        let named = named_by_own(tx, &rows)?;
        let mut undone = Undone::default();
        match restore_payments(tx, &rows)? {
            Ok(0) => {}
            Ok(restored) => undone.of("payment").restored += wide(restored),
            Err(blocked) => require_free("payment", &blocked)?,
        }
        cancel_payments(tx, &rows, self.on, &mut undone)?;
        cancel_invoices(tx, &rows, self.on, &mut undone)?;
        cancel_openings(tx, &rows, self.on, &mut undone)?;
        take_back_products(tx, &rows, &mut undone)?;
        take_back_customers(tx, &rows, &named, &mut undone)?;
        runs::save_undone(tx.conn, book, run.id)?;
        let after = ImportRun { state: ImportState::Undone, ..run.clone() };
        tx.note_edited(permit, Subject::new(SUBJECT, run.id), &run, &after)?;
        Ok(UndoReport { import: run.id, records: undone.0.into_values().collect() })
    }
}

#[derive(Default)]
struct Undone(BTreeMap<&'static str, UndoneCount>);

impl Undone {
    fn of(&mut self, subject: &'static str) -> &mut UndoneCount {
        self.0.entry(subject).or_insert_with(|| UndoneCount {
            subject: subject.to_owned(),
            ..UndoneCount::default()
        })
    }
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// The rows of the change log that an import wrote: its own is the last of them.
fn changes_of(tx: &mut Tx<'_>, run: &ImportRun) -> Result<Vec<ChangeRow>> {
    let book = tx.book_id();
    let own = log_store::load_of_subject(tx.conn, book, SUBJECT, run.id.0, 0, 1)?;
    let last = own.first().ok_or(Code::Corrupt)?.seq;
    let changes = i64::try_from(run.changes).map_err(|_| Code::Corrupt)?;
    let range = SeqRange { first: last - changes + 1, last: last - 1 };
    log_store::load_range(tx.conn, book, range)
}

/// The records of a kind that the import made.
fn made(rows: &[ChangeRow], kind: &str) -> Vec<i64> {
    let is_made = |row: &&ChangeRow| row.subject_kind == kind && row.image_before.is_none();
    let ids: BTreeSet<i64> = rows.iter().filter(is_made).map(|row| row.subject_id).collect();
    ids.into_iter().collect()
}

/// What takes back records of each kind that a permission can limit.
const REACH: [(&str, Permission); 5] = [
    ("customer", Permission::CustomersRemove),
    ("contact", Permission::CustomersRemove),
    ("invoice", Permission::InvoicesCredit),
    ("payment", Permission::PaymentsCancel),
    ("entry_item", Permission::LedgerReverse),
];

/// Refuses to undo what the operator may not do by hand: to records beyond their reach, of which
/// the refusal tells nothing, and to values of fields that they may not change.
fn require_reach(tx: &mut Tx<'_>, rows: &[ChangeRow]) -> Result<()> {
    for (kind, permission) in REACH {
        let of_kind = || rows.iter().filter(|row| row.subject_kind == kind);
        let touched: BTreeSet<i64> = of_kind().map(|row| row.subject_id).collect();
        if touched.is_empty() {
            continue;
        }
        let scope = tx.grants().scope(permission)?;
        if scope.reach() != Reach::All && tx.within(&scope, kind, touched.clone())? != touched {
            return Err(Problem::new(Code::NotPermitted)
                .fact("permission", permission.slug())
                .into());
        }
        let permit = tx.grants().permit(permission, UndoImport::NAME)?;
        for row in of_kind().filter(|row| row.image_before.is_some()) {
            for image in [&row.image_before, &row.image_after].into_iter().flatten() {
                let fields = record::open(image)?.0;
                let protecting = fields.keys().flat_map(|name| Field::of_image(kind, name));
                protecting
                    .into_iter()
                    .try_for_each(|field| permit.fields().require_write(field))?;
            }
        }
    }
    Ok(())
}

/// Refuses when records stand in the way.
fn require_free(kind: &str, blocked: &[i64]) -> Result<()> {
    require_unsettled(kind, blocked, &[])
}

/// Refuses when records stand in the way, and names what settles them too.
fn require_unsettled(kind: &str, blocked: &[i64], by: &[OpenItem]) -> Result<()> {
    let Some(first) = blocked.first() else { return Ok(()) };
    let own = blocked.iter().take(NAMED).map(|id| format!("{kind}:{id}"));
    let by = by.iter().take(NAMED).map(|item| match item {
        OpenItem::Invoice(id) => format!("invoice:{id}"),
        OpenItem::Payment(id) => format!("payment:{id}"),
        OpenItem::Entry(id) => format!("entry_item:{id}"),
    });
    let named: Vec<String> = own.chain(by).collect();
    let problem = Problem::new(Code::UndoBlocked).fact("subject", kind).fact("key", first);
    Err(problem.fact("count", blocked.len()).fact("blocked", named.join(",")).into())
}

/// What settles records, or is settled by them, still.
fn others(rows: &[AllocationRow], own: &dyn Fn(OpenItem) -> bool) -> Result<Vec<OpenItem>> {
    let mut found = BTreeSet::new();
    for row in rows.iter().filter(|row| row.withdrawn_on.is_none()) {
        found.extend([row.debt()?, row.credit()?].into_iter().filter(|item| !own(*item)));
    }
    Ok(found.into_iter().collect())
}

fn cancel_payments(
    tx: &mut Tx<'_>,
    rows: &[ChangeRow],
    on: Option<NaiveDate>,
    undone: &mut Undone,
) -> Result<()> {
    let ids = made(rows, "payment");
    if ids.is_empty() {
        return Ok(());
    }
    let book = tx.book_id();
    let states = store::load_payment_states(tx.conn, book, &ids)?;
    let is_blocked =
        |id: &i64| states.get(id).is_none_or(|(state, _)| state != PaymentState::Posted.slug());
    let blocked: Vec<i64> = ids.iter().copied().filter(is_blocked).collect();
    require_free("payment", &blocked)?;
    let version = |(id, (_, version)): (&i64, &(String, i64))| PaymentVersion {
        id: PaymentId(*id),
        version: *version,
    };
    let payments = states.iter().map(version).collect();
    let cancelled = tx.execute(&CancelPayments { payments, on, reason: None })?;
    undone.of("payment").cancelled += wide(cancelled.len());
    Ok(())
}

fn cancel_invoices(
    tx: &mut Tx<'_>,
    rows: &[ChangeRow],
    on: Option<NaiveDate>,
    undone: &mut Undone,
) -> Result<()> {
    let ids = made(rows, "invoice");
    if ids.is_empty() {
        return Ok(());
    }
    let book = tx.book_id();
    let states = store::load_invoice_states(tx.conn, book, &ids)?;
    let open = [InvoiceState::Posted.slug(), InvoiceState::Paid.slug()];
    // An invoice of nothing is paid from the beginning.
    let is_blocked = |id: &i64| {
        states
            .get(id)
            .is_none_or(|(state, settled, _)| *settled != 0 || !open.contains(&state.as_str()))
    };
    let blocked: Vec<i64> = ids.iter().copied().filter(is_blocked).collect();
    if !blocked.is_empty() {
        let rows = allocations::load_of_invoices(tx.conn, book, &blocked)?;
        let own = |item| matches!(item, OpenItem::Invoice(InvoiceId(id)) if blocked.contains(&id));
        require_unsettled("invoice", &blocked, &others(&rows, &own)?)?;
    }
    let version = |(id, (_, _, version)): (&i64, &(String, i64, i64))| InvoiceVersion {
        id: InvoiceId(*id),
        version: *version,
    };
    let invoices = states.iter().map(version).collect();
    let on = match on {
        Some(_) => on,
        None => store::load_last_issue(tx.conn, book, &ids)?.map(|last| last.max(tx.today())),
    };
    let cancelled = tx.execute(&CancelInvoices { invoices, on, reason: None });
    let cancelled = cancelled.map_err(|error| match error {
        Error::Conflict(problem) => Error::from(Problem { code: Code::UndoBlocked, ..problem }),
        other => other,
    })?;
    undone.of("invoice").cancelled += wide(cancelled.len());
    Ok(())
}

/// Cancels opening items: none may be settled.
fn cancel_openings(
    tx: &mut Tx<'_>,
    rows: &[ChangeRow],
    on: Option<NaiveDate>,
    undone: &mut Undone,
) -> Result<()> {
    let ids = made(rows, "entry_item");
    if ids.is_empty() {
        return Ok(());
    }
    let book = tx.book_id();
    let items = item_store::lock(tx.conn, book, &ids)?;
    let is_free = |id: &i64| {
        items.get(id).is_some_and(|item| item.settled == 0 && item.cancelled_on.is_none())
    };
    let blocked: Vec<i64> = ids.iter().copied().filter(|id| !is_free(id)).collect();
    if !blocked.is_empty() {
        let rows = allocations::load_of_entry_items(tx.conn, book, &blocked)?;
        let own = |item| matches!(item, OpenItem::Entry(EntryItemId(id)) if blocked.contains(&id));
        require_unsettled("entry_item", &blocked, &others(&rows, &own)?)?;
    }
    let items = ids.iter().map(|id| EntryItemId(*id)).collect();
    let cancelled = tx.execute(&CancelOpeningItems { items, on, reason: None })?;
    undone.of("entry_item").cancelled += wide(cancelled.len());
    Ok(())
}

/// The customers that the import made and that nothing names but what it made itself: that is about
/// to be cancelled and goes on naming them, so they are retired where others are removed.
fn named_by_own(tx: &mut Tx<'_>, rows: &[ChangeRow]) -> Result<BTreeSet<i64>> {
    let ids = |kind: &str| -> BTreeSet<i64> { made(rows, kind).into_iter().collect() };
    let own = openings::Made {
        invoices: ids("invoice"),
        payments: ids("payment"),
        items: ids("entry_item"),
    };
    let customers = made(rows, "customer");
    let book = tx.book_id();
    let others = openings::find_named_elsewhere(tx.conn, book, &customers, &own)?;
    Ok(customers.into_iter().filter(|id| !others.contains(id)).collect())
}

/// Removes products that were made, or retires those that documents name; gives changed ones back
/// what they had.
fn take_back_products(tx: &mut Tx<'_>, rows: &[ChangeRow], undone: &mut Undone) -> Result<()> {
    let touched: BTreeSet<i64> =
        rows.iter().filter(|row| row.subject_kind == "product").map(|row| row.subject_id).collect();
    if touched.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = touched.into_iter().collect();
    let made: BTreeSet<i64> = made(rows, "product").into_iter().collect();
    let book = tx.book_id();
    let found: Vec<_> = product_store::load_locked(tx.conn, book, &ids)?.into_values().collect();
    let now: BTreeMap<i64, Product> = product_store::records(tx.conn, &found)?
        .into_iter()
        .map(|product| (product.id.0, product))
        .collect();
    let mut blocked: Vec<i64> = ids.iter().copied().filter(|id| !now.contains_key(id)).collect();
    let mut back = Vec::new();
    for (id, product) in &now {
        let mine: Vec<&ChangeRow> = rows
            .iter()
            .filter(|row| row.subject_kind == "product" && row.subject_id == *id)
            .collect();
        match walk_back(product, &mine)? {
            Walk::Blocked => blocked.push(*id),
            Walk::To(values, active) if !made.contains(id) => back.push((product, values, active)),
            Walk::To(..) => {}
        }
    }
    require_free("product", &blocked)?;
    let used = store::load_used_products(tx.conn, book, &ids)?;
    let (retired, removed): (Vec<&Product>, Vec<&Product>) = now
        .values()
        .filter(|product| made.contains(&product.id.0))
        .partition(|product| used.contains(&product.id.0));
    let count = undone.of("product");
    count.restored += wide(back.len());
    count.retired += wide(retired.len());
    count.removed += wide(removed.len());
    let versions = |products: Vec<&Product>| -> Vec<ProductVersion> {
        products.into_iter().map(ProductVersion::from).collect()
    };
    give_back(tx, back)?;
    if !removed.is_empty() {
        tx.execute(&RemoveProducts { products: versions(removed) })?;
    }
    if !retired.is_empty() {
        tx.execute(&SetProductsActive { products: versions(retired), active: false })?;
    }
    Ok(())
}

/// Gives products back the values they had, and whether they were in use.
fn give_back(tx: &mut Tx<'_>, products: Vec<(&Product, NewProduct, bool)>) -> Result<()> {
    let mut edits = Vec::new();
    let mut states: BTreeMap<bool, Vec<ProductVersion>> = BTreeMap::new();
    let mut active: BTreeMap<i64, bool> = BTreeMap::new();
    for (product, values, was_active) in products {
        let edit = difference(product, &values);
        if was_active != product.active {
            active.insert(product.id.0, was_active);
        }
        if !edit.is_empty() {
            edits.push(ProductUpdate { id: product.id, version: product.version, edit });
        } else if was_active != product.active {
            states.entry(was_active).or_default().push(ProductVersion::from(product));
        }
    }
    if !edits.is_empty() {
        for product in tx.execute(&EditProducts { edits })? {
            if let Some(was_active) = active.get(&product.id.0) {
                states.entry(*was_active).or_default().push(ProductVersion::from(&product));
            }
        }
    }
    for (active, products) in states {
        tx.execute(&SetProductsActive { products, active })?;
    }
    Ok(())
}

/// Where images have what is personal in fields of the book's own.
const PERSONAL: &str = "custom_personal";

enum Walk {
    /// The values it had, and whether it was in use.
    To(NewProduct, bool),
    Blocked,
}

/// The field that says whether a product is in use.
const ACTIVE: &str = "active";

/// Walks a product back over changes, newest first. Each must have left the values that are there.
fn walk_back(product: &Product, changes: &[&ChangeRow]) -> Result<Walk> {
    let corrupt = |_| Error::from(Code::Corrupt);
    let values = NewProduct::from(product);
    let Value::Object(mut now) = serde_json::to_value(&values).map_err(corrupt)? else {
        return Err(Code::Corrupt.into());
    };
    now.insert(ACTIVE.to_owned(), product.active.into());
    // Images tell what is personal apart, and leave out what is empty.
    for (name, values) in [("custom", &product.custom), (PERSONAL, &product.custom_personal)] {
        let values = serde_json::to_value(values).map_err(corrupt)?;
        let is_empty = values.as_object().is_none_or(serde_json::Map::is_empty);
        now.insert(name.to_owned(), if is_empty { Value::Null } else { values });
    }
    for change in changes {
        let open = |image: &Option<String>| image.as_deref().map(record::open).transpose();
        let (before, after) = (open(&change.image_before)?, open(&change.image_after)?);
        let (before, after) = (before.unwrap_or_default().0, after.unwrap_or_default().0);
        for field in before.keys().chain(after.keys()) {
            let Some(is) = now.get_mut(field) else { continue };
            if *is != after.get(field).cloned().unwrap_or_default() {
                return Ok(Walk::Blocked);
            }
        }
        for field in before.keys().chain(after.keys()) {
            if let Some(is) = now.get_mut(field) {
                *is = before.get(field).cloned().unwrap_or_default();
            }
        }
    }
    let is_made = changes.iter().any(|change| change.image_before.is_none());
    if is_made {
        return Ok(Walk::To(values, product.active));
    }
    let active = now.remove(ACTIVE).and_then(|active| active.as_bool());
    let active = active.ok_or(Code::Corrupt)?;
    let mut own = Map::new();
    for name in ["custom", PERSONAL] {
        if let Some(Value::Object(values)) = now.remove(name) {
            own.extend(values);
        }
    }
    now.insert("custom".to_owned(), Value::Object(own));
    let values = serde_json::from_value(Value::Object(now)).map_err(corrupt)?;
    Ok(Walk::To(values, active))
}

fn take_back_customers(
    tx: &mut Tx<'_>,
    rows: &[ChangeRow],
    named: &BTreeSet<i64>,
    undone: &mut Undone,
) -> Result<()> {
    let kinds = ["customer", "contact"];
    if !rows.iter().any(|row| kinds.contains(&row.subject_kind.as_str())) {
        return Ok(());
    }
    let permit = tx.grants().permit(Permission::CustomersRemove, UndoImport::NAME)?;
    let retired = undo_changes(&permit, tx, rows, named)?;
    undone.of("customer").retired += wide(retired);
    for kind in kinds {
        let made: BTreeSet<i64> = made(rows, kind).into_iter().collect();
        let changed: BTreeSet<i64> = rows
            .iter()
            .filter(|row| row.subject_kind == kind && !made.contains(&row.subject_id))
            .map(|row| row.subject_id)
            .collect();
        let count = undone.of(kind);
        let retired = if kind == "customer" { retired } else { 0 };
        count.removed += wide(made.len().saturating_sub(retired));
        count.restored += wide(changed.len());
    }
    Ok(())
}
