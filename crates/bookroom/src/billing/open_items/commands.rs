//! Entering what was open when the book began, and taking it back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::model::{EntryItem, NewOpeningItem, OpenKind, Side};
use super::{rules, store};
use crate::billing::products::rules::{AccountRef, check_account};
use crate::billing::products::store::load_accounts;
use crate::customers::{Counterparty, load_counterparties};
use crate::error::{Code, Error, Problem, Result};
use crate::ledger::{
    AMOUNT_LIMIT, AccountRole, DraftEntry, DraftPosting, Place, keep_role_accounts,
    load_subledgers, post_entries, reverse_entries,
};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, EntryItemId};
use crate::work::{Command, Outcome, Review, Tx};

/// The most items of one command.
const ITEMS_LIMIT: usize = 100_000;
const SUMMARY_LIMIT: usize = 100;
const NUMBER_LIMIT: usize = 80;

/// Enters what was open when the book began (期初), one entry for each document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostOpeningItems {
    /// The day of the entries: what the book begins with.
    pub on: NaiveDate,
    /// The documents, at most 100,000.
    pub items: Vec<NewOpeningItem>,
    /// The code of the account on the other side; the chart's for opening balances when absent.
    pub counter_account: Option<String>,
    /// What the entries are about, up to 100 characters; the customary word (期初) when absent. The
    /// document's number follows it.
    pub summary: Option<String>,
}

impl Command for PostOpeningItems {
    const NAME: &'static str = "open_items.post";
    const PERMISSION: Permission = Permission::LedgerPost;
    type Output = Vec<EntryItem>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<EntryItem>> {
        let mut check = Check::new();
        check.at_most("items", self.items.len(), ITEMS_LIMIT);
        check.open_day("on", tx.open_days(), self.on);
        let summary = check.optional_text("summary", self.summary.as_deref(), SUMMARY_LIMIT);
        check.finish()?;
        let known = Known::load(permit, tx, self)?;
        let summary = summary.unwrap_or_else(|| tx.book.language.pick("期初", "Opening").into());
        let mut check = Check::new();
        let counter = known.counter(self.counter_account.as_deref(), &mut check);
        let mut opening = Vec::with_capacity(self.items.len());
        check.each("items", &self.items, |check, new| {
            opening.extend(self.check_item(new, &known, tx, check));
        });
        check.finish()?;
        let counter = counter.ok_or(Code::Internal)?;
        self.refuse_repeated(tx, &opening)?;
        let entries = opening.iter().map(|item| item.entry(self.on, counter, &summary)).collect();
        let posted = post_entries(permit, tx, entries)?;
        let entries: Vec<i64> = posted.iter().map(|entry| entry.id).collect();
        let book = tx.book_id();
        let mut rows = store::load_of_entries(tx.conn, book, &entries)?;
        if rows.len() != opening.len() {
            return Err(Error::internal("an opening entry left no item"));
        }
        for (row, item) in rows.iter_mut().zip(opening) {
            (row.number, row.issue_on, row.due_on) = (item.number, item.issue_on, item.due_on);
        }
        store::save(tx.conn, &rows)?;
        let items = store::records(tx.conn, tx.book.currency, &rows)?;
        for item in &items {
            tx.note_created(permit, Subject::new("entry_item", item.id), item)?;
        }
        Ok(items)
    }
}

/// What opening items refer to.
struct Known {
    counterparties: BTreeMap<i64, Counterparty>,
    accounts: BTreeMap<String, AccountRef>,
    places: BTreeMap<i64, Place>,
    roles: BTreeMap<AccountRole, i64>,
}

impl Known {
    fn load(permit: &Permit, tx: &mut Tx<'_>, new: &PostOpeningItems) -> Result<Self> {
        let book = tx.book_id();
        let ids: BTreeSet<i64> = new.items.iter().map(|item| item.customer.0).collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        let named = new.items.iter().filter_map(|item| item.account.as_deref());
        let named = named.chain(new.counter_account.as_deref());
        Ok(Self {
            counterparties: load_counterparties(tx.conn, permit.scope(), &ids)?,
            accounts: load_accounts(tx.conn, book, named)?,
            places: load_subledgers(tx.conn, book)?,
            roles: keep_role_accounts(tx.conn, book)?,
        })
    }

    fn counter(&self, code: Option<&str>, check: &mut Check) -> Option<i64> {
        match code.map(str::trim).filter(|code| !code.is_empty()) {
            Some(code) => check_account("counter_account", self.accounts.get(code), check),
            None => {
                let found = self.roles.get(&AccountRole::OpeningBalance);
                check.require(found.is_some(), "counter_account", Code::Required);
                found.copied()
            }
        }
    }

    /// The account an item stands on: one kept by customer, of its side.
    fn account(&self, new: &NewOpeningItem, check: &mut Check) -> Option<i64> {
        let Some(code) = new.account.as_deref().map(str::trim).filter(|code| !code.is_empty())
        else {
            let role = match new.side {
                Side::Receivable => AccountRole::Receivable,
                Side::Payable => AccountRole::Payable,
            };
            check.require(self.roles.contains_key(&role), "account", Code::Required);
            return self.roles.get(&role).copied();
        };
        let Some(account) = self.accounts.get(code) else {
            check.fail("account", Code::UnknownReference);
            return None;
        };
        check.require(account.active, "account", Code::Retired);
        check.require(account.is_leaf, "account", Code::NotPostable);
        let place = self.places.get(&account.id).map(|place| rules::side_of(place.subledger));
        check.require(!account.is_leaf || place == Some(new.side), "account", Code::BadChoice);
        Some(account.id)
    }
}

/// An opening item that is right.
struct Opening {
    customer: i64,
    account: i64,
    /// Debit less credit.
    amount: i64,
    number: Option<String>,
    issue_on: NaiveDate,
    due_on: NaiveDate,
}

impl PostOpeningItems {
    /// Refuses documents that are open already, or that are entered twice here.
    fn refuse_repeated(&self, tx: &mut Tx<'_>, opening: &[Opening]) -> Result<()> {
        let numbers: BTreeSet<&str> =
            opening.iter().filter_map(|item| item.number.as_deref()).collect();
        if numbers.is_empty() {
            return Ok(());
        }
        // Of two same documents entered at once, the second looks when the first is kept.
        tx.hold("opening_number")?;
        let book = tx.book_id();
        let known = store::load_numbered(tx.conn, book, &numbers)?;
        let mut seen = BTreeSet::new();
        for (index, (new, item)) in self.items.iter().zip(opening).enumerate() {
            let Some(number) = &item.number else { continue };
            let key = store::numbered(item.customer, new.side, number);
            let path = format!("items[{index}].number");
            let first = known.get(&key).filter(|_| !new.allow_repeated_number);
            if let Some(id) = first {
                let problem = Problem::new(Code::AlreadyExists).at(path);
                return Err(problem.fact("subject", "entry_item").fact("id", id).into());
            }
            if !seen.insert(key) && !new.allow_repeated_number {
                return Err(Problem::new(Code::Repeated).at(path).into());
            }
        }
        Ok(())
    }

    fn check_item(
        &self,
        new: &NewOpeningItem,
        known: &Known,
        tx: &Tx<'_>,
        check: &mut Check,
    ) -> Option<Opening> {
        let before = check.count();
        let party = known.counterparties.get(&new.customer.0);
        check.require(party.is_some(), "customer", Code::UnknownReference);
        let currency = new.currency.as_deref().map(str::trim).filter(|code| !code.is_empty());
        let same = currency.is_none_or(|code| code == tx.book.currency.code());
        check.require(same, "currency", Code::BadChoice);
        let minor = match tx.book.currency.to_minor(new.amount) {
            Ok(minor) => {
                check.require(minor > 0, "amount", Code::MustBePositive);
                check.require(minor <= AMOUNT_LIMIT, "amount", Code::OutOfRange);
                minor
            }
            Err(problem) => {
                check.add(problem.at("amount"));
                0
            }
        };
        let number = check.optional_text("number", new.number.as_deref(), NUMBER_LIMIT);
        let issue_on = new.issue_on.unwrap_or(self.on);
        check.open_day("issue_on", tx.open_days().before(), issue_on);
        check.require(issue_on <= self.on, "issue_on", Code::DateOrder);
        let days = match new.kind {
            OpenKind::Debt => party.map_or(0, |party| party.payment_days),
            OpenKind::Credit => 0,
        };
        let usual = issue_on.checked_add_days(Days::new(u64::try_from(days).unwrap_or(0)));
        let due_on = new.due_on.or(usual).unwrap_or(issue_on);
        check.open_day("due_on", tx.open_days().before().due(), due_on);
        check.require(due_on >= issue_on, "due_on", Code::DateOrder);
        let account = known.account(new, check);
        let amount = rules::signed(new.side, new.kind, minor);
        let (customer, account) = (new.customer.0, account?);
        let opening = Opening { customer, account, amount, number, issue_on, due_on };
        (check.count() == before).then_some(opening)
    }
}

impl Opening {
    fn entry(&self, on: NaiveDate, counter: i64, summary: &str) -> DraftEntry {
        let (debit, credit) = (self.amount.max(0), (-self.amount).max(0));
        let posting = |account, party, debit, credit| DraftPosting {
            account,
            party,
            debit,
            credit,
            memo: None,
        };
        let party = posting(self.account, Some(self.customer), debit, credit);
        let other = posting(counter, None, credit, debit);
        let number = self.number.as_deref().unwrap_or_default();
        DraftEntry {
            journal: None,
            on,
            summary: format!("{summary} {number}").trim().to_owned(),
            attachments: 0,
            source: None,
            reverses: None,
            // Debits first, as vouchers are written.
            postings: if debit > 0 { vec![party, other] } else { vec![other, party] },
        }
    }
}

/// Takes opening items back, or other lines posted by hand: reverses their entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelOpeningItems {
    /// The items, at most 100,000; all of an entry together.
    pub items: Vec<EntryItemId>,
    /// The day of the red entries, not before an item's own; today when absent, or the first day
    /// that is possible.
    pub on: Option<NaiveDate>,
    /// Why, up to 100 characters; it stands in the red entries.
    pub reason: Option<String>,
}

impl Command for CancelOpeningItems {
    const NAME: &'static str = "open_items.cancel";
    const PERMISSION: Permission = Permission::LedgerReverse;
    type Output = Vec<EntryItem>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<EntryItem>> {
        let mut check = Check::new();
        check.at_most("items", self.items.len(), ITEMS_LIMIT);
        let reason = check.optional_text("reason", self.reason.as_deref(), SUMMARY_LIMIT);
        if let Some(on) = self.on {
            check.open_day("on", tx.open_days(), on);
        }
        let mut ids = BTreeSet::new();
        check.each("items", &self.items, |check, id| {
            check.require(ids.insert(id.0), "", Code::Repeated);
        });
        check.finish()?;
        let book = tx.book_id();
        let ids: Vec<i64> = ids.into_iter().collect();
        let rows = store::lock(tx.conn, book, &ids)?;
        let mut entries = BTreeSet::new();
        let mut earliest = tx.today();
        let mut check = Check::new();
        for (index, id) in self.items.iter().enumerate() {
            let row = rows.get(&id.0).ok_or_else(|| Error::not_found("entry_item", id))?;
            if row.cancelled_on.is_some() {
                let problem = Problem::new(Code::WrongState).fact("subject", "entry_item");
                return Err(problem.fact("key", id).into());
            }
            entries.insert(row.entry_id);
            earliest = earliest.max(row.entry_on);
            if self.on.is_some_and(|on| on < row.entry_on) {
                let problem = Problem::new(Code::DateOrder).at(format!("items[{index}]"));
                check.add(problem.fact("earliest", row.entry_on));
            }
        }
        check.finish()?;
        let entries: Vec<i64> = entries.into_iter().collect();
        let whole = store::load_of_entries(tx.conn, book, &entries)?;
        if let Some(other) = whole.iter().find(|row| !rows.contains_key(&row.id)) {
            let problem = Problem::new(Code::WrongState).fact("subject", "entry_item");
            return Err(problem.fact("key", other.id).fact("entry", other.entry_id).into());
        }
        let summary = summary(tx, reason.as_deref());
        reverse_entries(permit, tx, &entries, self.on.unwrap_or(earliest), &summary)?;
        let mut after = store::lock(tx.conn, book, &ids)?;
        let after: Vec<_> = self.items.iter().filter_map(|id| after.remove(&id.0)).collect();
        store::records(tx.conn, tx.book.currency, &after)
    }
}

fn summary(tx: &Tx<'_>, reason: Option<&str>) -> String {
    let word = tx.book.language.pick("冲销期初", "Opening taken back");
    match reason {
        None => String::new(),
        Some(reason) => format!("{word}: {reason}"),
    }
}

impl Outcome for EntryItem {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("entry_item", self.id);
    }
}
