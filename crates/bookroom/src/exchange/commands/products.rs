//! Importing products.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::near::NearCodes;
use super::own::edit_products;
use super::sift::{CHUNK, sift};
use super::{ImportHead, ImportOutcome, Work, run};
use crate::billing::products::commands::{AddProducts, EditProducts, SetProductsActive};
use crate::billing::products::model::ProductVersion;
use crate::billing::products::store as product_store;
use crate::billing::products::{NewProduct, Product, ProductUpdate};
use crate::error::{Code, Problem, Result};
use crate::exchange::model::{ImportKind, ImportedProduct, Matching, NoticeKind, OwnRow};
use crate::exchange::rules::edits::custom_field;
use crate::exchange::rules::known::{differs, same_name};
use crate::exchange::rules::products as rules;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::text::is_storable;
use crate::work::{Command, Tx};

/// Imports products: rows of known codes are updated, the others made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportProducts {
    /// The file.
    pub head: ImportHead,
    /// The rows.
    pub rows: Vec<ImportedProduct>,
    /// Rows that name records by their numbers.
    #[serde(default)]
    pub own: Vec<OwnRow>,
    /// Whether products are made, updated or both.
    pub matching: Matching,
    /// Whether a row may change the name of the product whose code it gives.
    #[serde(default)]
    pub change_identity: bool,
}

impl Command for ImportProducts {
    const NAME: &'static str = "exchange.import_products";
    const PERMISSION: Permission = Permission::ImportsRun;
    type Output = ImportOutcome;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<ImportOutcome> {
        run(
            permit,
            tx,
            ImportKind::Products,
            (&self.head, self.rows.len() + self.own.len()),
            |tx, work| {
                let create_only = self.matching == Matching::CreateOnly;
                edit_products(tx, work, &self.own, create_only)?;
                let codes: Vec<&str> =
                    self.rows.iter().map(|row| row.product.code.as_str()).collect();
                let mut firsts = HashMap::new();
                let mut near = NearCodes::load(tx, codes.into_iter())?;
                for (index, chunk) in self.rows.chunks(CHUNK).enumerate() {
                    self.import(tx, work, chunk, (&mut firsts, &mut near))?;
                    let done = index * CHUNK + chunk.len();
                    self.head.tell_written(tx, done, self.rows.len())?;
                }
                Ok(())
            },
        )
    }
}

impl ImportProducts {
    fn import<'r>(
        &'r self,
        tx: &mut Tx<'_>,
        work: &mut Work,
        rows: &'r [ImportedProduct],
        (firsts, near): (&mut HashMap<&'r str, u64>, &mut NearCodes),
    ) -> Result<()> {
        let codes: Vec<&str> = rows.iter().map(|row| row.product.code.as_str()).collect();
        let known = load(tx, &codes)?;
        let (mut new, mut edits, mut states) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            let code = row.product.code.as_str();
            let first = *firsts.entry(code).or_insert(row.line);
            let refused = match known.get(code) {
                _ if first != row.line => Some(Problem::new(Code::Repeated).fact("line", first)),
                Some(_) if self.matching == Matching::CreateOnly => {
                    Some(Problem::new(Code::AlreadyExists).fact("subject", "product"))
                }
                None if self.matching == Matching::UpdateOnly => {
                    let problem = Problem::new(Code::UnknownReference).fact("list", "products");
                    let other = near.of(code);
                    Some(other.map_or(problem.clone(), |other| problem.fact("near", other)))
                }
                None => {
                    if let Some(other) = near.take(code) {
                        let field = if row.product.name == code { "name" } else { "code" };
                        let texts = format!("{code} / {other}");
                        work.notice(NoticeKind::MadeBesideKnown, field, &texts, row.line);
                    }
                    new.push(row);
                    None
                }
                Some(known) if !self.change_identity && is_other(known, row) => {
                    let problem = differs("name").fact("code", code);
                    work.refuse(row.line, Some("name".to_owned()), problem);
                    None
                }
                Some(known) => {
                    if !self.change_identity && known.name != row.product.name {
                        let name = &row.product.name;
                        work.notice(NoticeKind::SpellingKept, "name", name, row.line);
                    }
                    match rules::update(known, row, self.change_identity) {
                        None if row.active.is_some_and(|active| active != known.active) => {
                            work.updated("product", 1);
                            states.push((row, known.seen()));
                        }
                        None => work.unchanged("product", 1),
                        Some(edit) => {
                            let (id, version) = (known.id, known.version);
                            let changed = rules::changed(&edit);
                            edits.push((row, changed, ProductUpdate { id, version, edit }));
                        }
                    }
                    None
                }
            };
            if let Some(problem) = refused {
                work.refuse(row.line, Some("code".to_owned()), problem);
            }
        }
        states.extend(self.write(tx, work, new, edits)?);
        set_active(tx, work, states)
    }

    /// Writes rows; returns those whose products are in use where the row says no, or not.
    fn write<'r>(
        &self,
        tx: &mut Tx<'_>,
        work: &mut Work,
        new: Vec<&'r ImportedProduct>,
        edits: Vec<(&'r ImportedProduct, Vec<&'static str>, ProductUpdate)>,
    ) -> Result<Vec<State<'r>>> {
        let made = sift(
            tx,
            "products",
            new,
            |row, problem| work.refuse(row.line, field_of(&problem.path), problem),
            |tx, rows| {
                let products = rows.iter().map(|row| row.product.clone()).collect();
                tx.execute(&AddProducts { products })
            },
        )?;
        work.created("product", made.len());
        for (row, _) in &made {
            let is_given = row.given.iter().any(|field| field == "tax_rate");
            if !is_given && row.product.tax_rate.is_zero() {
                work.notice(NoticeKind::TaxRateAssumed, "tax_rate", "", row.line);
            }
        }
        let edited = sift(
            tx,
            "edits",
            edits,
            |(row, ..), problem| {
                let field = field_of(problem.path.trim_start_matches("edit."));
                work.refuse(row.line, field, problem);
            },
            |tx, rows| {
                let edits = rows.iter().map(|(.., edit)| edit.clone()).collect();
                tx.execute(&EditProducts { edits })
            },
        )?;
        work.updated("product", edited.len());
        for ((row, changed, _), _) in &edited {
            for field in changed {
                let is_name = *field == "name";
                let text = if is_name { row.product.name.as_str() } else { "" };
                let kind = if is_name { NoticeKind::NameChanged } else { NoticeKind::ValueChanged };
                work.notice(kind, field, text, row.line);
            }
        }
        let edited = edited.iter().map(|((row, ..), product)| (*row, product));
        let all = made.iter().map(|(row, product)| (*row, product)).chain(edited);
        let differs = |(row, product): &(&ImportedProduct, &Product)| {
            row.active.is_some_and(|active| active != product.active)
        };
        Ok(all.filter(differs).map(|(row, product)| (row, product.seen())).collect())
    }
}

/// A row, and the product as it is now.
type State<'r> = (&'r ImportedProduct, ProductVersion);

/// Retires products, and takes them back into use, as their rows say.
fn set_active(tx: &mut Tx<'_>, work: &mut Work, states: Vec<State<'_>>) -> Result<()> {
    for active in [true, false] {
        let rows = states.iter().filter(|(row, _)| row.active == Some(active));
        let rows: Vec<State<'_>> = rows.copied().collect();
        let done = sift(
            tx,
            "products",
            rows,
            |(row, _), problem| work.refuse(row.line, Some("active".to_owned()), problem),
            |tx, rows| {
                let products = rows.iter().map(|(_, seen)| *seen).collect();
                tx.execute(&SetProductsActive { products, active })
            },
        )?;
        for ((row, _), _) in &done {
            work.notice(NoticeKind::ValueChanged, "active", "", row.line);
        }
    }
    Ok(())
}

/// Whether a row gives a product's code and another name.
fn is_other(known: &Product, row: &ImportedProduct) -> bool {
    !same_name(&known.name, &row.product.name)
}

fn field_of(path: &str) -> Option<String> {
    if let Some(name) = custom_field(path) {
        return Some(name);
    }
    path.split(['.', '[']).next().filter(|field| !field.is_empty()).map(str::to_owned)
}

/// The products with these codes.
pub(crate) fn load(tx: &mut Tx<'_>, codes: &[&str]) -> Result<HashMap<String, Product>> {
    let mut codes: Vec<&str> = codes.iter().copied().filter(|code| is_storable(code)).collect();
    codes.sort_unstable();
    codes.dedup();
    let book = tx.book_id();
    let rows: Vec<_> = product_store::load_by_codes(tx.conn, book, &codes)?.into_values().collect();
    let records = product_store::records(tx.conn, &rows)?;
    Ok(records.into_iter().map(|product| (product.code.clone(), product)).collect())
}

/// Makes products for lines that name unknown ones; returns the codes that could not be made, with
/// the reason.
pub(crate) fn make(tx: &mut Tx<'_>, products: Vec<NewProduct>) -> Result<HashMap<String, Problem>> {
    let mut refused = HashMap::new();
    sift(
        tx,
        "products",
        products,
        |product, problem| {
            refused.insert(product.code.clone(), problem);
        },
        |tx, rows| tx.execute(&AddProducts { products: rows.to_vec() }),
    )?;
    Ok(refused)
}
