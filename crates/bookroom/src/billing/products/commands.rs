//! Adding, changing, retiring and removing products.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::model::{NewProduct, Product, ProductUpdate, ProductVersion};
use super::own_fields::mask_all;
use super::rules::{self, COMMAND_LIMIT};
use super::store::{self, ProductRow};
use crate::custom_fields::Batch;
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::Check;
use crate::work::{Command, Tx};

/// Adds products and services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddProducts {
    /// The products, at most 100,000.
    pub products: Vec<NewProduct>,
}

impl Command for AddProducts {
    const NAME: &'static str = "products.add";
    const PERMISSION: Permission = Permission::ProductsEdit;
    type Output = Vec<Product>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Product>> {
        let values: Vec<&NewProduct> = self.products.iter().collect();
        let mut check = Check::new();
        let given = self.products.iter().map(|new| &new.custom);
        let own = Batch::<Product>::of_new(permit, tx, ("products", ""), given, &mut check)?;
        let checked = check_values(tx, "products", "", &values, check)?;
        refuse_taken(tx, "products", "", &checked, &[])?;
        let first = tx.ids("product", checked.len())?;
        let now = tx.now_micros();
        let rows: Vec<ProductRow> = (first..)
            .zip(&checked)
            .map(|(id, (new, account))| {
                let row = ProductRow::blank(tx.book_id(), id, now);
                ProductRow { version: 1, ..row.with(new, *account, now) }
            })
            .collect();
        store::insert(tx.conn, &rows)?;
        own.save(tx, rows.iter().map(|row| row.id))?;
        let mut records = store::records(tx.conn, &rows)?;
        for record in &records {
            tx.note_created(permit, Subject::new("product", record.id), record)?;
        }
        mask_all(permit, &mut records);
        Ok(records)
    }
}

/// Gives products new values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditProducts {
    /// The products with their new values, at most 100,000.
    pub edits: Vec<ProductUpdate>,
}

impl Command for EditProducts {
    const NAME: &'static str = "products.edit";
    const PERMISSION: Permission = Permission::ProductsEdit;
    type Output = Vec<Product>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Product>> {
        let seen: Vec<ProductVersion> =
            self.edits.iter().map(|it| ProductVersion { id: it.id, version: it.version }).collect();
        let rows = load_seen(tx, "edits", &seen)?;
        let old = store::records(tx.conn, &rows)?;
        let values = old.iter().zip(&self.edits);
        let values: Vec<NewProduct> =
            values.map(|(product, update)| rules::edited(product, &update.edit)).collect();
        let values: Vec<&NewProduct> = values.iter().collect();
        let mut check = Check::new();
        let edits = self.edits.iter().map(|update| &update.edit.custom);
        let own = Batch::of_edits(permit, tx, ("edits", ".edit"), &old, edits, &mut check)?;
        let checked = check_values(tx, "edits", ".edit", &values, check)?;
        refuse_taken(tx, "edits", ".edit", &checked, &seen)?;
        let now = tx.now_micros();
        let edited = rows.iter().zip(&self.edits).zip(&checked);
        let edited: Vec<ProductRow> = edited
            .map(|((row, update), (new, account))| {
                let is_kept = update.edit.income_account.is_kept();
                let account = if is_kept { row.income_account_id } else { *account };
                row.clone().with(new, account, now)
            })
            .collect();
        own.save(tx, rows.iter().map(|row| row.id))?;
        save(permit, tx, &old, &edited)
    }
}

/// Retires products, or takes them back into use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetProductsActive {
    /// The products, at most 100,000.
    pub products: Vec<ProductVersion>,
    /// Whether they may be chosen from now on.
    pub active: bool,
}

impl Command for SetProductsActive {
    const NAME: &'static str = "products.set_active";
    const PERMISSION: Permission = Permission::ProductsEdit;
    type Output = Vec<Product>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Product>> {
        let rows = load_seen(tx, "products", &self.products)?;
        let updated_at = tx.now_micros();
        let change = |row: &ProductRow| ProductRow {
            active: self.active,
            version: row.version + 1,
            updated_at,
            ..row.clone()
        };
        let edited: Vec<ProductRow> = rows.iter().map(change).collect();
        let old = store::records(tx.conn, &rows)?;
        save(permit, tx, &old, &edited)
    }
}

/// Removes products that no document and no case names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveProducts {
    /// The products, at most 100,000.
    pub products: Vec<ProductVersion>,
}

impl Command for RemoveProducts {
    const NAME: &'static str = "products.remove";
    const PERMISSION: Permission = Permission::ProductsEdit;
    type Output = Vec<Product>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Product>> {
        let rows = load_seen(tx, "products", &self.products)?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let book = tx.book_id();
        if let Some(used) = store::find_used(tx.conn, book, &ids)? {
            let problem = Problem::new(Code::InUse).fact("subject", "product");
            return Err(problem.fact("key", used).into());
        }
        let mut records = store::records(tx.conn, &rows)?;
        store::delete(tx.conn, book, &ids)?;
        for record in &records {
            tx.note_removed(permit, Subject::new("product", record.id), record)?;
        }
        mask_all(permit, &mut records);
        Ok(records)
    }
}

/// Loads and locks products, in the order asked for, and checks the versions the caller saw.
fn load_seen(tx: &mut Tx<'_>, path: &str, seen: &[ProductVersion]) -> Result<Vec<ProductRow>> {
    let mut check = Check::new();
    check.at_most(path, seen.len(), COMMAND_LIMIT);
    let mut ids = BTreeSet::new();
    check.each(path, seen, |check, it| check.require(ids.insert(it.id), "", Code::Repeated));
    check.finish()?;
    let ids: Vec<i64> = ids.into_iter().map(i64::from).collect();
    let book = tx.book_id();
    let rows = store::load_locked(tx.conn, book, &ids)?;
    seen.iter()
        .map(|it| match rows.get(&it.id.0) {
            None => Err(Error::not_found("product", it.id)),
            Some(row) if row.version != it.version => {
                Err(Error::version_conflict("product", it.id))
            }
            Some(row) => Ok(row.clone()),
        })
        .collect()
}

/// Checks values, after what `check` found already; returns them trimmed, with the ids of their
/// accounts.
fn check_values(
    tx: &mut Tx<'_>,
    path: &str,
    below: &str,
    values: &[&NewProduct],
    mut check: Check,
) -> Result<Vec<(NewProduct, Option<i64>)>> {
    check.at_most(path, values.len(), COMMAND_LIMIT);
    let codes = values.iter().filter_map(|new| new.income_account.as_deref());
    let book = tx.book_id();
    let accounts = store::load_accounts(tx.conn, book, codes)?;
    let mut taken = BTreeSet::new();
    let checked = values.iter().enumerate().map(|(index, new)| {
        check.within(&format!("{path}[{index}]{below}"), |check| {
            let checked = rules::check_product(new, &accounts, check);
            check.require(taken.insert(checked.0.code.clone()), "code", Code::Repeated);
            checked
        })
    });
    let checked = checked.collect();
    check.finish()?;
    Ok(checked)
}

/// Refuses codes that other products have; `but` are the products being changed.
fn refuse_taken(
    tx: &mut Tx<'_>,
    path: &str,
    below: &str,
    checked: &[(NewProduct, Option<i64>)],
    but: &[ProductVersion],
) -> Result<()> {
    let codes: Vec<&str> = checked.iter().map(|(new, _)| new.code.as_str()).collect();
    let book = tx.book_id();
    let but: BTreeSet<i64> = but.iter().map(|it| it.id.0).collect();
    let taken: BTreeMap<String, i64> = store::find_codes(tx.conn, book, &codes)?;
    let of_another = |code: &&str| taken.get(*code).is_some_and(|id| !but.contains(id));
    match codes.iter().position(of_another) {
        None => Ok(()),
        Some(index) => {
            let problem = Problem::new(Code::AlreadyExists).fact("subject", "product");
            Err(problem.at(format!("{path}[{index}]{below}.code")).into())
        }
    }
}

/// Writes changed products and notes how they changed.
fn save(
    permit: &Permit,
    tx: &mut Tx<'_>,
    old: &[Product],
    after: &[ProductRow],
) -> Result<Vec<Product>> {
    store::save(tx.conn, after)?;
    let mut records = store::records(tx.conn, after)?;
    for (old, new) in old.iter().zip(&records) {
        tx.note_edited(permit, Subject::new("product", new.id), old, new)?;
    }
    mask_all(permit, &mut records);
    Ok(records)
}
