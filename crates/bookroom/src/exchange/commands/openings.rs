//! Importing documents that were open when the book began, and the opening balances that stand
//! beside customers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::repeats::{self, Says};
use super::sift::{CHUNK, sift};
use super::{ImportHead, ImportOutcome, Work, people, run};
use crate::billing::open_items::commands::PostOpeningItems;
use crate::billing::open_items::model::{EntryItem, NewOpeningItem, OpenKind, Side};
use crate::billing::open_items::store::{load_numbered, numbered};
use crate::customers::load_counterparties;
use crate::customers::model::NewCustomer;
use crate::error::{Code, Error, Problem, Result};
use crate::exchange::model::{
    ImportKind, ImportedBefore, ImportedOpening, ImportedOpeningItem, NoticeKind, Refusal, Unknown,
};
use crate::exchange::rules::lines::{self as line_rules, LineDigest};
use crate::exchange::rules::openings as rules;
use crate::exchange::store::openings as store;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::CustomerId;
use crate::work::{Command, Tx};

mod alike;

/// Imports documents that were open when the book began.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportOpeningItems {
    /// The file.
    pub head: ImportHead,
    /// The day of the opening.
    pub on: NaiveDate,
    /// The rows.
    pub rows: Vec<ImportedOpeningItem>,
    /// The code of the account on the other side; the chart's for opening balances when absent.
    pub counter_account: Option<String>,
    /// What happens with unknown customers and suppliers.
    pub unknown_customers: Unknown,
    /// Whether a customer may have a number twice.
    pub allow_repeated_references: bool,
    /// What happens with documents that were imported before.
    pub imported_before: ImportedBefore,
}

impl Command for ImportOpeningItems {
    const NAME: &'static str = "exchange.import_opening_items";
    const PERMISSION: Permission = Permission::ImportsRun;
    type Output = ImportOutcome;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<ImportOutcome> {
        run(permit, tx, ImportKind::OpeningItems, (&self.head, self.rows.len()), |tx, work| {
            let items = self.with_customers(tx, work)?;
            let items = self.without_known(tx, work, items)?;
            let refuse = |work: &mut Work, it: &Opening<'_>, problem: Problem| {
                work.refuse(it.row.line, None, problem);
            };
            let items = repeats::settle(tx, work, self.imported_before, items, refuse)?;
            let mut items = alike::settle(tx, work, self.imported_before, items)?;
            keep_whole(work, &mut items);
            let total = items.len();
            let mut done = 0;
            while !items.is_empty() {
                let chunk: Vec<Opening> = items.drain(..whole_rows(&items)).collect();
                done += chunk.len();
                self.post(tx, work, chunk)?;
                self.head.tell_written(tx, done, total)?;
            }
            Ok(())
        })
    }
}

/// A row as what it is posted as.
#[derive(Debug, Clone)]
struct Opening<'r> {
    row: &'r ImportedOpeningItem,
    item: NewOpeningItem,
    digest: LineDigest,
    is_guarded: bool,
}

impl Says for Opening<'_> {
    fn line(&self) -> u64 {
        self.row.line
    }

    fn digest(&self) -> LineDigest {
        self.digest
    }

    fn is_guarded(&self) -> bool {
        self.is_guarded
    }
}

/// Leaves out rows of which something was refused: what stands on the other side goes with it.
fn keep_whole(work: &Work, items: &mut Vec<Opening<'_>>) {
    let refused = work.refused_lines();
    items.retain(|it| !refused.contains(&it.row.line));
}

/// How many items go to one command: those of a row stay together.
fn whole_rows(items: &[Opening<'_>]) -> usize {
    let last = items.get(CHUNK - 1).map(|it| it.row.line);
    let more = items.iter().skip(CHUNK).take_while(|it| Some(it.row.line) == last);
    items.len().min(CHUNK) + more.count()
}

/// What names whom a row is of.
fn named(row: &ImportedOpeningItem) -> people::Named<'_> {
    let (text, code) = (Some(row.customer.as_str()), row.customer_code.as_deref());
    people::Named { text, code, account: None, side: row.side }
}

impl ImportOpeningItems {
    /// Finds whom rows mean and on which side they stand. A row of nothing is as it should be.
    fn with_customers(&self, tx: &mut Tx<'_>, work: &mut Work) -> Result<Vec<Opening<'_>>> {
        let payable = |it: &&ImportedOpeningItem| it.side == Some(Side::Payable);
        let payables: BTreeSet<&str> =
            self.rows.iter().filter(payable).map(|it| it.customer.as_str()).collect();
        let receivables: BTreeSet<&str> =
            self.rows.iter().filter(|it| !payable(it)).map(|it| it.customer.as_str()).collect();
        let new = |name: &str| NewCustomer {
            is_supplier: payables.contains(name),
            is_customer: receivables.contains(name),
            ..NewCustomer::company(name)
        };
        let names = self.rows.iter().map(named);
        let found = people::resolve_with(tx, work, names, self.unknown_customers, new)?;
        let mut found_rows = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            match found.of(work, row.line, named(row)) {
                Ok(customer) => found_rows.push((row, customer)),
                Err((field, problem)) => work.refuse(row.line, Some(field.to_owned()), problem),
            }
        }
        let ids: BTreeSet<i64> = found_rows.iter().map(|(_, id)| *id).collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        let scope = tx.grants().scope(Permission::CustomersView)?;
        let parties = load_counterparties(tx.conn, &scope, &ids)?;
        let mut openings = Vec::with_capacity(found_rows.len());
        for (row, customer) in found_rows {
            let own = parties.get(&customer).map(|party| (party.is_customer, party.is_supplier));
            let side = row.side.or(match own {
                Some((true, false)) => Some(Side::Receivable),
                Some((false, true)) => Some(Side::Payable),
                _ => None,
            });
            let Some(side) = side else {
                work.refuse(row.line, Some("side".to_owned()), Problem::new(Code::Ambiguous));
                continue;
            };
            match rules::settled(row, side) {
                None => work.unchanged("entry_item", 1),
                Some((kind, amount)) => {
                    let item = NewOpeningItem {
                        kind,
                        side,
                        number: row.number.clone(),
                        issue_on: row.issue_on,
                        due_on: row.due_on,
                        allow_repeated_number: self.allow_repeated_references,
                        ..NewOpeningItem::owed_by(CustomerId(customer), amount)
                    };
                    let digest = line_rules::opening(&item);
                    let is_guarded = !self.allow_repeated_references && row.number.is_some();
                    openings.push(Opening { row, item, digest, is_guarded });
                }
            }
        }
        keep_whole(work, &mut openings);
        Ok(openings)
    }

    /// Refuses documents that the book has already, or that stand in the file twice.
    fn without_known<'r>(
        &self,
        tx: &mut Tx<'_>,
        work: &mut Work,
        mut items: Vec<Opening<'r>>,
    ) -> Result<Vec<Opening<'r>>> {
        if self.allow_repeated_references {
            return Ok(items);
        }
        let numbers: BTreeSet<&str> =
            items.iter().filter_map(|it| it.item.number.as_deref()).collect();
        let book = tx.book_id();
        let known = load_numbered(tx.conn, book, &numbers)?;
        let mut firsts: HashMap<(i64, String, String), u64> = HashMap::new();
        items.retain(|it| {
            let Some(number) = &it.item.number else { return true };
            let key = numbered(it.item.customer.0, it.item.side, number);
            let known = known.contains_key(&key).then_some("entry_item");
            let taken = repeats::taken(&mut firsts, (key, it.row.line), known);
            let is_free = taken.is_none();
            if let Some(problem) = taken {
                work.refuse(it.row.line, Some("number".to_owned()), problem);
            }
            is_free
        });
        keep_whole(work, &mut items);
        Ok(items)
    }

    /// Posts items. Where one side of a row is refused, all is taken back and posted again without
    /// that row.
    fn post(&self, tx: &mut Tx<'_>, work: &mut Work, mut items: Vec<Opening<'_>>) -> Result<()> {
        loop {
            let mut refused = Vec::new();
            let mut is_half = false;
            let outcome = tx.attempt(|tx| {
                let made = self.post_good(tx, &mut refused, items.clone())?;
                is_half = made.iter().any(|(it, _)| is_among(&refused, it.row.line));
                if is_half {
                    Err(Error::internal("what an import takes back itself"))
                } else {
                    Ok(made)
                }
            });
            items.retain(|it| !is_among(&refused, it.row.line));
            work.refused.extend(refused);
            match outcome {
                Ok(made) => {
                    work.created("entry_item", made.len());
                    for (it, item) in &made {
                        work.booked.add(it.digest, it.row.line, item.id.0);
                    }
                    return Ok(());
                }
                Err(_) if is_half => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Posts the items that the engine's rules allow.
    fn post_good<'r>(
        &self,
        tx: &mut Tx<'_>,
        refused: &mut Vec<Refusal>,
        items: Vec<Opening<'r>>,
    ) -> Result<Vec<(Opening<'r>, EntryItem)>> {
        sift(
            tx,
            "items",
            items,
            |it, problem| {
                let field = rules::field_of(it.row, &problem.path);
                refused.push(Refusal { file: 0, line: it.row.line, field, problem });
            },
            |tx, rows| {
                let items = rows.iter().map(|it| it.item.clone()).collect();
                let counter_account = self.counter_account.clone();
                tx.execute(&PostOpeningItems { on: self.on, items, counter_account, summary: None })
            },
        )
    }
}

/// Whether something of a line was refused.
fn is_among(refused: &[Refusal], line: u64) -> bool {
    refused.iter().any(|refusal| refusal.line == line)
}

/// Decides which opening balances beside known customers are new: one that was imported before, or
/// that their documents come to, is not booked again, and another one is a fault. Customers without
/// a day of the opening have none.
pub(super) struct Beside {
    earlier: BTreeMap<i64, Vec<store::Earlier>>,
    /// The documents that were open, by customer and side: what they come to, and how the first is
    /// called.
    documents: BTreeMap<(i64, String), (i128, String)>,
}

impl Beside {
    pub(super) fn load(tx: &mut Tx<'_>, customers: &[i64]) -> Result<Self> {
        let book = tx.book_id();
        let mut documents: BTreeMap<(i64, String), (i128, String)> = BTreeMap::new();
        let known = store::load_known(tx.conn, book, customers)?;
        for row in known.into_iter().filter(|row| row.beside.is_none()) {
            let is_debt = row.kind == OpenKind::Debt.slug();
            let amount = i128::from(if is_debt { row.amount } else { -row.amount });
            let name = row.number.unwrap_or_else(|| row.id.to_string());
            documents.entry((row.customer, row.side)).or_insert((0, name)).0 += amount;
        }
        Ok(Self { earlier: store::load_beside(tx.conn, book, customers)?, documents })
    }

    /// Takes out of a known customer's openings what was booked before.
    pub(super) fn settle(
        &self,
        tx: &Tx<'_>,
        work: &mut Work,
        customer: i64,
        openings: &mut Vec<ImportedOpening>,
    ) -> Result<(), (String, Problem)> {
        let earlier = self.earlier.get(&customer).map_or(&[][..], Vec::as_slice);
        let mut kept = Vec::new();
        for opening in openings.drain(..) {
            let of_side: Vec<&store::Earlier> =
                earlier.iter().filter(|it| it.side == opening.side.slug()).collect();
            let taken = || Problem::new(Code::AlreadyExists).fact("subject", "entry_item");
            if of_side.is_empty() {
                let documents = self.documents.get(&(customer, opening.side.slug().to_owned()));
                let minor = tx.book.currency.to_minor(opening.amount).ok().map(i128::from);
                match documents {
                    None => kept.push(opening),
                    Some((sum, name)) if Some(*sum) == minor => {
                        let (kind, field) = (NoticeKind::OpeningKept, &opening.field);
                        work.notice(kind, field, name, opening.line);
                    }
                    Some(_) => return Err((opening.field, taken())),
                }
                continue;
            }
            let Some((kind, amount)) = rules::kind_of(opening.amount) else { continue };
            let minor = tx.book.currency.to_minor(amount).ok();
            let is_same =
                |it: &&&store::Earlier| it.kind == kind.slug() && Some(it.amount) == minor;
            let Some(known) = of_side.iter().find(is_same) else {
                return Err((opening.field, taken()));
            };
            let text = format!("{}:{}", known.import, known.line);
            work.notice(NoticeKind::OpeningKept, &opening.field, &text, opening.line);
        }
        *openings = kept;
        Ok(())
    }
}

/// Tells of rows (line, customer, day) that are dated before what was open of their customers was
/// entered: they may be in that already.
pub(super) fn tell_before(
    tx: &mut Tx<'_>,
    work: &mut Work,
    field: &str,
    rows: &[(u64, i64, NaiveDate)],
) -> Result<()> {
    let customers: BTreeSet<i64> = rows.iter().map(|(_, customer, _)| *customer).collect();
    let customers: Vec<i64> = customers.into_iter().collect();
    let book = tx.book_id();
    let days = store::load_days(tx.conn, book, &customers)?;
    for (line, customer, on) in rows {
        if let Some(opening) = days.get(customer).filter(|day| *on < **day) {
            work.notice(NoticeKind::BeforeOpening, field, &opening.to_string(), *line);
        }
    }
    Ok(())
}

/// Books the openings of customers; returns those that were refused.
pub(super) fn add_beside(
    tx: &mut Tx<'_>,
    work: &mut Work,
    on: Option<NaiveDate>,
    openings: Vec<(CustomerId, ImportedOpening)>,
) -> Result<Vec<Refusal>> {
    let Some(on) = on.filter(|_| !openings.is_empty()) else { return Ok(Vec::new()) };
    let mut items = Vec::with_capacity(openings.len());
    for (customer, opening) in openings {
        let Some((kind, amount)) = rules::kind_of(opening.amount) else { continue };
        let item = NewOpeningItem {
            kind,
            side: opening.side,
            ..NewOpeningItem::owed_by(customer, amount)
        };
        let digest = line_rules::opening(&item);
        items.push((opening, item, digest));
    }
    repeats::learn(tx, work, items.iter().map(|(_, _, digest)| *digest).collect())?;
    let mut refused = Vec::new();
    let made = sift(
        tx,
        "items",
        items,
        |(opening, ..), problem| {
            let field = Some(opening.field.clone());
            refused.push(Refusal { file: 0, line: opening.line, field, problem });
        },
        |tx, rows| {
            let items = rows.iter().map(|(_, item, _)| item.clone()).collect();
            tx.execute(&PostOpeningItems { on, items, counter_account: None, summary: None })
        },
    )?;
    work.created("entry_item", made.len());
    for ((opening, _, digest), item) in &made {
        work.booked.add(*digest, opening.line, item.id.0);
    }
    Ok(refused)
}
