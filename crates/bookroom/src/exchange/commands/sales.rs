//! Importing sales: documents are posted as they come in.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::sift::{CHUNK, sift};
use super::{ImportHead, ImportOutcome, Work, people, products, run};
use crate::billing::invoices::commands::DraftAndPostInvoices;
use crate::billing::invoices::{Direction, NewInvoice};
use crate::billing::products::{NewProduct, ProductKind};
use crate::error::{Code, Problem, Result};
use crate::exchange::model::{ImportKind, ImportedDocument, ImportedLine, Refusal, Unknown};
use crate::exchange::rules::{documents as rules, products as product_rules};
use crate::exchange::sheet::Fault;
use crate::exchange::store;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::CustomerId;
use crate::work::{Command, Tx};

/// Imports sales and posts them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportSales {
    /// The files.
    pub head: ImportHead,
    /// The documents.
    pub documents: Vec<ImportedDocument>,
    /// Whether lines come from a file of their own.
    pub has_lines_file: bool,
    /// The tax rate where neither the line nor a known product gives one.
    pub tax_rate: Decimal,
    /// What happens with unknown customers.
    pub unknown_customers: Unknown,
    /// What happens with unknown products.
    pub unknown_products: Unknown,
    /// Whether a customer may have a reference twice.
    pub allow_repeated_references: bool,
}

impl Command for ImportSales {
    const NAME: &'static str = "exchange.import_sales";
    const PERMISSION: Permission = Permission::ImportsRun;
    type Output = ImportOutcome;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<ImportOutcome> {
        run(permit, tx, ImportKind::Sales, (&self.head, self.documents.len()), |tx, work| {
            let sales = self.with_customers(tx, work)?;
            let mut sales = self.without_known(tx, work, sales)?;
            self.give_products(tx, work, &mut sales)?;
            let total = sales.len();
            let mut done = 0;
            while !sales.is_empty() {
                let chunk: Vec<Sale> = sales.drain(..sales.len().min(CHUNK)).collect();
                done += chunk.len();
                self.post(tx, work, chunk)?;
                self.head.tell_written(tx, done, total)?;
            }
            Ok(())
        })
    }
}

/// A document with what it refers to.
#[derive(Debug, Clone)]
struct Sale<'d> {
    document: &'d ImportedDocument,
    customer: i64,
    lines: Vec<ImportedLine>,
}

/// Where products are named, by their codes: which document, which line.
type Places = BTreeMap<String, Vec<(usize, usize)>>;

fn owned((code, places): (&String, &Vec<(usize, usize)>)) -> (String, Vec<(usize, usize)>) {
    (code.clone(), places.clone())
}

/// The codes of the products that lines name. A line with a description only may mean a product by
/// its name, or will have the name for its code.
fn wanted_products(tx: &mut Tx<'_>, sales: &[Sale<'_>]) -> Result<Places> {
    let mut by_code = Places::new();
    let mut by_name: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, sale) in sales.iter().enumerate() {
        for (line_at, line) in sale.document.lines.iter().enumerate() {
            match (&line.item.product, &line.item.description) {
                (Some(code), _) => by_code.entry(code.clone()).or_default().push((at, line_at)),
                (None, Some(name)) if !line.freight => {
                    by_name.entry(name).or_default().push((at, line_at));
                }
                _ => {}
            }
        }
    }
    let names: Vec<&str> = by_name.keys().copied().collect();
    let book = tx.book_id();
    let codes = store::load_product_codes(tx.conn, book, &names)?;
    for (name, places) in by_name {
        let code = codes.get(name).cloned().unwrap_or_else(|| product_rules::code_of(name));
        by_code.entry(code).or_default().extend(places);
    }
    Ok(by_code)
}

impl ImportSales {
    fn with_customers(&self, tx: &mut Tx<'_>, work: &mut Work) -> Result<Vec<Sale<'_>>> {
        let names = self.documents.iter().map(|document| document.customer.as_str());
        let customers = people::resolve(tx, work, names, self.unknown_customers)?;
        let mut sales = Vec::with_capacity(self.documents.len());
        for document in &self.documents {
            match customers.get(&document.customer) {
                Some(Ok(customer)) => sales.push(Sale {
                    document,
                    customer: *customer,
                    lines: document.lines.clone(),
                }),
                Some(Err(problem)) => self.refuse(work, document, "customer", problem.clone()),
                None => {
                    let problem = Problem::new(Code::UnknownReference);
                    self.refuse(work, document, "customer", problem);
                }
            }
        }
        Ok(sales)
    }

    /// Refuses documents that the book has already.
    fn without_known<'d>(
        &self,
        tx: &mut Tx<'_>,
        work: &mut Work,
        mut sales: Vec<Sale<'d>>,
    ) -> Result<Vec<Sale<'d>>> {
        if self.allow_repeated_references {
            return Ok(sales);
        }
        let references: BTreeSet<&str> =
            sales.iter().map(|sale| sale.document.reference.as_str()).collect();
        let references: Vec<&str> = references.into_iter().collect();
        let book = tx.book_id();
        let known = store::load_sale_references(tx.conn, book, &references)?;
        sales.retain(|sale| {
            let is_known = known.contains(&(sale.customer, sale.document.reference.clone()));
            if is_known {
                let problem = Problem::new(Code::AlreadyExists).fact("subject", "invoice");
                self.refuse(work, sale.document, "reference", problem);
            }
            !is_known
        });
        Ok(sales)
    }

    /// Gives lines the codes of their products, known or made from the line.
    fn give_products(
        &self,
        tx: &mut Tx<'_>,
        work: &mut Work,
        sales: &mut Vec<Sale<'_>>,
    ) -> Result<()> {
        let wanted = wanted_products(tx, sales)?;
        let codes: Vec<&str> = wanted.keys().map(String::as_str).collect();
        let known = products::load(tx, &codes)?;
        let missing: Places =
            wanted.iter().filter(|(code, _)| !known.contains_key(*code)).map(owned).collect();
        let refused = self.make_products(tx, work, sales, &missing)?;
        let left_out = |code: &String| {
            self.unknown_products == Unknown::LeaveOut && missing.contains_key(code)
        };
        let mut bad: BTreeMap<usize, Vec<Problem>> = BTreeMap::new();
        for (code, places) in &wanted {
            for (at, line_at) in places {
                let line = sales.get_mut(*at).and_then(|sale| sale.lines.get_mut(*line_at));
                let Some(line) = line else { continue };
                if let Some(problem) = refused.get(code) {
                    let by_code = line.item.product.is_some();
                    let field = if by_code { "product" } else { "description" };
                    let path = format!("lines[{line_at}].{field}");
                    bad.entry(*at).or_default().push(problem.clone().at(path));
                    continue;
                }
                line.item.product = (!left_out(code)).then(|| code.clone());
                if line.item.tax_rate.is_none() && !known.contains_key(code) {
                    line.item.tax_rate = Some(self.tax_rate);
                }
            }
        }
        let mut at = 0;
        sales.retain(|sale| {
            let problems = bad.remove(&at).unwrap_or_default();
            at += 1;
            let is_good = problems.is_empty();
            self.refuse_all(work, sale.document, problems);
            is_good
        });
        Ok(())
    }

    /// Makes unknown products, if that was asked for; returns those that cannot be had.
    fn make_products(
        &self,
        tx: &mut Tx<'_>,
        work: &mut Work,
        sales: &[Sale<'_>],
        missing: &Places,
    ) -> Result<HashMap<String, Problem>> {
        match self.unknown_products {
            Unknown::LeaveOut => Ok(HashMap::new()),
            Unknown::Reject => {
                let unknown = |code: &String| (code.clone(), Problem::new(Code::UnknownReference));
                Ok(missing.keys().map(unknown).collect())
            }
            Unknown::Create => {
                let new = missing.iter().filter_map(|(code, places)| {
                    let (at, line_at) = *places.first()?;
                    let sale = sales.get(at)?;
                    self.product(code, sale.document, sale.lines.get(line_at)?)
                });
                products::make(tx, work, new.collect())
            }
        }
    }

    /// A product made from the first line that names it.
    fn product(
        &self,
        code: &str,
        document: &ImportedDocument,
        line: &ImportedLine,
    ) -> Option<NewProduct> {
        let item = &line.item;
        Some(NewProduct {
            code: code.to_owned(),
            kind: ProductKind::Product,
            name: item.description.clone().unwrap_or_else(|| code.to_owned()),
            unit: item.unit.clone(),
            unit_price: item.unit_price.filter(|price| !price.is_sign_negative()),
            price_mode: document.price_mode,
            tax_rate: item.tax_rate.unwrap_or(self.tax_rate),
            income_account: None,
            note: None,
        })
    }

    fn post(&self, tx: &mut Tx<'_>, work: &mut Work, sales: Vec<Sale<'_>>) -> Result<()> {
        let mut refused: BTreeMap<u64, (&ImportedDocument, Vec<Problem>)> = BTreeMap::new();
        let made = sift(
            tx,
            "invoices",
            sales,
            |sale, problem| {
                let entry =
                    refused.entry(sale.document.line).or_insert((sale.document, Vec::new()));
                entry.1.push(problem);
            },
            |tx, sales| {
                let invoices = sales.iter().map(Sale::invoice).collect();
                tx.execute(&DraftAndPostInvoices { invoices })
            },
        )?;
        work.created("invoice", made.len());
        for (document, problems) in refused.into_values() {
            self.refuse_all(work, document, problems);
        }
        Ok(())
    }

    fn refuse(&self, work: &mut Work, document: &ImportedDocument, path: &str, problem: Problem) {
        self.refuse_all(work, document, vec![problem.at(path)]);
    }

    /// Refuses a document: its bad rows with what is wrong, the others with a pointer.
    fn refuse_all(&self, work: &mut Work, document: &ImportedDocument, problems: Vec<Problem>) {
        if problems.is_empty() {
            return;
        }
        let mut faults: [Vec<Fault>; 2] = Default::default();
        for problem in problems {
            let (file, line, field) = rules::place_of(document, &problem.path, self.has_lines_file);
            if let Some(faults) = faults.get_mut(file) {
                faults.push(Fault { line, field, problem });
            }
        }
        let rows = rules::rows_of(document, self.has_lines_file);
        let all = rules::with_the_rest(&rows, faults, &document.reference);
        for (file, faults) in (0..).zip(all) {
            work.refused.extend(faults.into_iter().map(|fault| {
                let Fault { line, field, problem } = fault;
                Refusal { file, line, field, problem }
            }));
        }
    }
}

impl Sale<'_> {
    fn invoice(&self) -> NewInvoice {
        let ImportedDocument { reference, issue_on, due_on, price_mode, discount, note, .. } =
            self.document;
        NewInvoice {
            direction: Direction::Sale,
            customer: CustomerId(self.customer),
            reference: Some(reference.clone()),
            issue_on: *issue_on,
            due_on: *due_on,
            price_mode: *price_mode,
            discount: *discount,
            lines: self.lines.iter().map(|line| line.item.clone()).collect(),
            note: note.clone(),
        }
    }
}
