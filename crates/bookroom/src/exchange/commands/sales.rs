//! Importing sales: documents are posted as they come in.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::near::{self, Near, NearNumbers};
use super::openings::tell_before;
use super::own::compare_documents;
use super::repeats;
use super::sale::Sale;
use super::sift::{CHUNK, sift};
use super::sold::Products;
use super::sold_before::SoldBefore;
use super::{ImportHead, ImportOutcome, Work, people, run, stated};
use crate::billing::invoices::commands::DraftAndPostInvoices;
use crate::billing::open_items::model::Side;
use crate::error::{Code, Problem, Result};
use crate::exchange::export::back::Own;
use crate::exchange::model::{
    ImportKind, ImportedBefore, ImportedDocument, NoticeKind, OwnDocumentRow, Refusal, Unknown,
};
use crate::exchange::rules::documents as rules;
use crate::exchange::rules::lines as line_rules;
use crate::exchange::sheet::Fault;
use crate::exchange::store;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::work::{Command, Tx};

/// Imports sales and posts them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportSales {
    /// The files.
    pub head: ImportHead,
    /// The documents.
    pub documents: Vec<ImportedDocument>,
    /// Rows that name documents by their numbers: the file's place, whether it is a line, the row.
    #[serde(default)]
    pub own: Vec<OwnDocumentRow>,
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
    /// What happens with documents that were imported before.
    #[serde(default)]
    pub imported_before: ImportedBefore,
}

impl Command for ImportSales {
    const NAME: &'static str = "exchange.import_sales";
    const PERMISSION: Permission = Permission::ImportsRun;
    type Output = ImportOutcome;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<ImportOutcome> {
        let rows = self.documents.len() + self.own.len();
        run(permit, tx, ImportKind::Sales, (&self.head, rows), |tx, work| {
            let own = self.own.iter().map(|OwnDocumentRow { file, is_line, row }| {
                (*file, if *is_line { Own::Lines } else { Own::Invoices }, row)
            });
            compare_documents(tx, work, &own.collect::<Vec<_>>())?;
            let sales = self.with_customers(tx, work)?;
            let sales = self.without_known(tx, work, sales)?;
            let refuse = |work: &mut Work, sale: &Sale<'_>, problem: Problem| {
                self.refuse_all(work, sale.document, vec![problem]);
            };
            let mut sales = repeats::settle(tx, work, self.imported_before, sales, refuse)?;
            let day = |sale: &Sale<'_>| (sale.document.line, sale.customer, sale.document.issue_on);
            let days: Vec<_> = sales.iter().map(day).collect();
            tell_before(tx, work, "issue_on", &days)?;
            let mut before = SoldBefore::load(tx, &sales)?;
            let (mut products, mut unclear) = Products::load(tx, self, &mut sales)?;
            let mut place = 0..;
            sales.retain(|sale| {
                let problems = place.next().and_then(|at| unclear.remove(&at));
                let is_clear = problems.is_none();
                self.refuse_all(work, sale.document, problems.unwrap_or_default());
                is_clear
            });
            let total = sales.len();
            let mut done = 0;
            while !sales.is_empty() {
                let chunk: Vec<Sale> = sales.drain(..sales.len().min(CHUNK)).collect();
                done += chunk.len();
                self.post(tx, work, (&mut products, &mut before), chunk)?;
                self.head.tell_written(tx, done, total)?;
            }
            Ok(())
        })
    }
}

/// What names whom a document is for.
fn named(document: &ImportedDocument) -> people::Named<'_> {
    let (text, code) = (Some(document.customer.as_str()), document.customer_code.as_deref());
    people::Named { text, code, account: None, side: Some(Side::Receivable) }
}

impl ImportSales {
    fn with_customers(&self, tx: &mut Tx<'_>, work: &mut Work) -> Result<Vec<Sale<'_>>> {
        let names = self.documents.iter().map(named);
        let customers = people::resolve(tx, work, names, self.unknown_customers)?;
        let mut sales = Vec::with_capacity(self.documents.len());
        for document in &self.documents {
            match customers.of(work, document.line, named(document)) {
                Ok(customer) => {
                    sales.push(Sale {
                        document,
                        customer,
                        lines: document.lines.clone(),
                        digest: line_rules::document(document, customer),
                        is_guarded: !self.allow_repeated_references,
                    });
                }
                Err((field, problem)) => self.refuse(work, document, field, problem),
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
        let references: BTreeSet<String> =
            sales.iter().flat_map(|sale| near::spellings(&sale.document.reference)).collect();
        let references: Vec<&str> = references.iter().map(String::as_str).collect();
        let book = tx.book_id();
        let known = store::load_sale_references(tx.conn, book, &references)?;
        let mut numbers = NearNumbers::default();
        known.iter().for_each(|(customer, number)| numbers.add(*customer, number));
        let taken = || Problem::new(Code::AlreadyExists).fact("subject", "invoice");
        sales.retain(|sale| {
            let reference = &sale.document.reference;
            let problem = if known.contains(&(sale.customer, reference.clone())) {
                Some(taken())
            } else {
                match numbers.of(sale, sale.customer) {
                    Some(Near::Same(near)) => Some(taken().fact("near", near)),
                    Some(Near::Zeros(near)) => {
                        let (kind, line) = (NoticeKind::MadeBesideKnown, sale.document.line);
                        work.notice(kind, "reference", &format!("{reference} / {near}"), line);
                        None
                    }
                    None => None,
                }
            };
            numbers.add(sale.customer, reference);
            let is_good = problem.is_none();
            if let Some(problem) = problem {
                self.refuse(work, sale.document, "reference", problem);
            }
            is_good
        });
        Ok(sales)
    }

    /// Posts documents, and makes the products that only they name. What is made for documents that
    /// are refused goes with them.
    fn post(
        &self,
        tx: &mut Tx<'_>,
        work: &mut Work,
        (products, before): (&mut Products, &mut SoldBefore),
        sales: Vec<Sale<'_>>,
    ) -> Result<()> {
        let mut refused: BTreeMap<u64, (&ImportedDocument, Vec<Problem>)> = BTreeMap::new();
        let mut new = BTreeSet::new();
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
                new = products.make(tx, self, sales)?;
                let invoices = sales.iter().map(Sale::invoice).collect();
                let made = tx.execute(&DraftAndPostInvoices { invoices })?;
                stated::check(tx.book.currency, sales, &made)?;
                Ok(made)
            },
        )?;
        work.created("invoice", made.len());
        if !made.is_empty() {
            work.created("product", new.len());
            products.known.extend(new);
        }
        for (sale, invoice) in &made {
            work.booked.add(sale.digest, sale.document.line, invoice.id.0);
            before.tell(work, tx.book.currency, sale, invoice);
            for (field, texts) in stated::told(tx.book.currency, sale, invoice) {
                work.notice(NoticeKind::TotalDiffers, &field, &texts, sale.document.line);
            }
            for line in products.without_rate(self, sale) {
                work.notice(NoticeKind::TaxRateAssumed, "tax_rate", "", line);
            }
            if let Some(line) = products.taxed_in_silence(sale) {
                work.notice(NoticeKind::PriceModeAssumed, "unit_price", "", line);
            }
            for (field, texts, line) in products.beside(sale) {
                work.notice(NoticeKind::MadeBesideKnown, field, &texts, line);
            }
            for (code, line) in products.differing(sale) {
                work.notice(NoticeKind::PricesDiffer, "unit_price", &code, line);
            }
            for (field, texts, line) in products.called_otherwise(sale) {
                work.notice(NoticeKind::DiffersFromRecord, field, &texts, line);
            }
        }
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
