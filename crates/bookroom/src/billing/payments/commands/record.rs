//! Recording money in and out, and correcting the texts of a payment.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::allocate::{by_hand, check_shares};
use super::{purposes, settle};
use crate::billing::payments::model::{
    AllocationChoice, NewPayment, OpenItem, Payment, PaymentDirection, PaymentEdit, PaymentState,
    Side,
};
use crate::billing::payments::rules::{self, Day, Match, Open, OpenKind, match_oldest_first};
use crate::billing::payments::store::items::{self, Locked, OpenGroup};
use crate::billing::payments::store::lookups::{self, Method, MoneyAccount};
use crate::billing::payments::store::{PaymentRow, lists, writes};
use crate::customers::{Counterparty, keep_in_scope, load_counterparties};
use crate::error::{Code, Error, Problem, Result};
use crate::ledger::{
    AMOUNT_LIMIT, AccountRole, DraftEntry, DraftPosting, Source, keep_role_accounts, post_entries,
};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::{self, Permit};
use crate::store::numbers;
use crate::values::{Check, Language, PaymentId, Period};
use crate::work::{Command, Tx};

/// The method of a payment that names none: a bank transfer.
const DEFAULT_METHOD: &str = "online";
/// The method whose payments go through the cash account.
const CASH: &str = "cash";

/// Records money in and out, posts it to the ledger and lets it settle invoices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPayments {
    /// The payments, at most 100,000.
    pub payments: Vec<NewPayment>,
}

impl Command for RecordPayments {
    const NAME: &'static str = "payments.record";
    const PERMISSION: Permission = Permission::PaymentsRecord;
    type Output = Vec<Payment>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Payment>> {
        let mut check = Check::new();
        check.at_most("payments", self.payments.len(), rules::PAYMENTS_LIMIT);
        check.finish()?;
        if self.payments.is_empty() {
            return Ok(Vec::new());
        }
        let known = Known::load(permit, tx, &self.payments)?;
        let mut rows = self.prepare(permit, tx, &known)?;
        let first = tx.ids("payment", rows.len())?;
        for (id, row) in (first..).zip(&mut rows) {
            row.id = id;
        }
        let (locked, matches) = self.decide(permit, tx, &rows)?;
        let sums = rules::sums(&matches);
        for row in &mut rows {
            row.allocated = sums.get(&row.item()).copied().unwrap_or(0);
        }
        number(tx, &mut rows)?;
        post(permit, tx, &known, &mut rows)?;
        writes::insert_payments(tx.conn, &rows)?;
        let mut payments = Vec::with_capacity(rows.len());
        for row in &rows {
            let record = row.record(tx.book.currency)?;
            tx.note_created(permit, Subject::new("payment", record.id), &record)?;
            payments.push(record);
        }
        let fresh: BTreeSet<i64> = rows.iter().map(|row| row.id).collect();
        settle::apply(permit, tx, &locked, &fresh, &matches)?;
        Ok(payments)
    }
}

/// What payments refer to.
struct Known {
    counterparties: BTreeMap<i64, Counterparty>,
    methods: BTreeMap<String, Method>,
    accounts: BTreeMap<String, MoneyAccount>,
    roles: BTreeMap<AccountRole, i64>,
    /// What of each payment's purpose does not fit its party, by their order.
    misfits: Vec<Option<Problem>>,
    /// The parties whose documents the operator may settle; none when every payment stays open.
    allocating: Option<BTreeSet<i64>>,
}

impl Known {
    fn load(permit: &Permit, tx: &mut Tx<'_>, payments: &[NewPayment]) -> Result<Self> {
        let book = tx.book_id();
        let ids: BTreeSet<i64> = payments.iter().map(|new| new.customer.0).collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        let today = tx.today();
        let methods = texts(payments.iter().map(method_of));
        let accounts = texts(payments.iter().filter_map(|new| new.account.as_deref()));
        let settling = payments.iter().position(|new| new.allocate != AllocationChoice::None);
        let allocating = match settling {
            Some(index) => {
                let scope = tx.grants().scope(Permission::PaymentsAllocate);
                let scope = scope.map_err(|error| may_not_settle(error, index))?;
                Some(keep_in_scope(tx.conn, &scope, ids.iter().copied().collect())?)
            }
            None => None,
        };
        let counterparties = load_counterparties(tx.conn, permit.scope(), &ids)?;
        Ok(Self {
            misfits: purposes::misfits(permit, tx, &counterparties, payments)?,
            counterparties,
            methods: lookups::load_methods(tx.conn, book, today, &methods)?,
            accounts: lookups::load_accounts(tx.conn, book, &accounts)?,
            roles: keep_role_accounts(tx.conn, book)?,
            allocating,
        })
    }

    fn method(&self, check: &mut Check, new: &NewPayment) -> String {
        let Some(method) = self.methods.get(method_of(new)) else {
            check.fail("method", Code::UnknownReference);
            return String::new();
        };
        check.require(method.active, "method", Code::Retired);
        method.code.clone()
    }

    fn account(&self, check: &mut Check, code: Option<&str>, method: &str) -> i64 {
        let Some(code) = code else {
            let role = if method == CASH { AccountRole::Cash } else { AccountRole::Bank };
            let account = self.roles.get(&role).copied();
            check.require(account.is_some(), "account", Code::Required);
            return account.unwrap_or(0);
        };
        let Some(account) = self.accounts.get(code.trim()) else {
            check.fail("account", Code::UnknownReference);
            return 0;
        };
        check.require(account.active, "account", Code::Retired);
        check.require(account.is_leaf, "account", Code::NotPostable);
        check.require(account.is_money, "account", Code::BadChoice);
        account.id
    }
}

/// Who records money need not say what it settles: the error tells what to ask for instead.
fn may_not_settle(error: Error, index: usize) -> Error {
    match error {
        Error::Denied(problem) => {
            let path = format!("payments[{index}].allocate");
            Error::Denied(problem.at(path).fact("instead", "none"))
        }
        other => other,
    }
}

/// The method's code or label; blank counts as absent.
fn method_of(new: &NewPayment) -> &str {
    let given = new.method.as_deref().map(str::trim);
    given.filter(|text| !text.is_empty()).unwrap_or(DEFAULT_METHOD)
}

fn texts<'t>(all: impl Iterator<Item = &'t str>) -> Vec<String> {
    let distinct: BTreeSet<&str> = all.map(str::trim).filter(|text| !text.is_empty()).collect();
    distinct.into_iter().map(str::to_owned).collect()
}

impl RecordPayments {
    /// Checks the input and makes rows of it, without id, number and entry.
    fn prepare(&self, permit: &Permit, tx: &Tx<'_>, known: &Known) -> Result<Vec<PaymentRow>> {
        let mut check = Check::new();
        let mut rows = Vec::with_capacity(self.payments.len());
        let mut denied = None;
        let days = tx.open_days();
        let payments = self.payments.iter().zip(&known.misfits).enumerate();
        check.each("payments", payments, |check, (index, (new, misfit))| {
            let counterparty = known.counterparties.get(&new.customer.0);
            check.require(counterparty.is_some(), "customer", Code::UnknownReference);
            if let (Some(party), Some(covered)) = (counterparty, &known.allocating)
                && new.allocate != AllocationChoice::None
                && !covered.contains(&party.id)
            {
                denied.get_or_insert(index);
            }
            if let Some(problem) = misfit {
                check.add(problem.clone());
            }
            check.open_day("paid_on", days, new.paid_on);
            let amount = tx.book.currency.to_minor(new.amount);
            match &amount {
                Ok(minor) => {
                    check.require(*minor > 0, "amount", Code::MustBePositive);
                    check.require(*minor <= AMOUNT_LIMIT, "amount", Code::OutOfRange);
                }
                Err(problem) => check.add(problem.clone().at("amount")),
            }
            check_shares(check, &new.allocate, tx.book.currency);
            let method = known.method(check, new);
            rows.push(PaymentRow {
                book_id: tx.book_id(),
                id: 0,
                direction: new.direction.slug().to_owned(),
                purpose: new.purpose.slug().to_owned(),
                state: PaymentState::Posted.slug().to_owned(),
                number: String::new(),
                reference: check.optional_text("reference", new.reference.as_deref(), 80),
                customer_id: new.customer.0,
                paid_on: new.paid_on,
                account_id: known.account(check, new.account.as_deref(), &method),
                method,
                amount: amount.unwrap_or(0),
                allocated: 0,
                counterparty_name: counterparty
                    .map(|party| party.document_name.clone())
                    .unwrap_or_default(),
                entry_id: None,
                reversal_entry_id: None,
                cancelled_on: None,
                note: check.optional_lines("note", new.note.as_deref(), 2000),
                version: 1,
                created_at: tx.now_micros(),
                created_by: permit.operator().map(i64::from),
                updated_at: tx.now_micros(),
            });
        });
        check.finish()?;
        match denied {
            Some(index) => Err(may_not_settle(permit::denied(Permission::PaymentsAllocate), index)),
            None => Ok(rows),
        }
    }

    /// Decides what the payments settle: by hand first, then money that settles debts, then refunds
    /// that pay out credits and what is left of the money, each in the order of the input.
    fn decide(
        &self,
        permit: &Permit,
        tx: &mut Tx<'_>,
        rows: &[PaymentRow],
    ) -> Result<(Locked, Vec<Match>)> {
        let mut wanted = BTreeSet::new();
        let mut groups = BTreeMap::<OpenGroup, BTreeSet<i64>>::new();
        let mut own = Vec::with_capacity(rows.len());
        for (new, row) in self.payments.iter().zip(rows) {
            let open = open_of(row)?;
            if new.allocate.goes_on() {
                let group = OpenGroup { side: open.side, open_kind: open.open_kind.opposite() };
                groups.entry(group).or_default().insert(row.customer_id);
            }
            wanted.extend(new.allocate.shares().iter().map(|share| share.item));
            own.push(open);
        }
        wanted.extend(items::find_open(tx.conn, permit.scope(), &groups)?);
        let mut locked = items::lock(tx.conn, permit.scope(), &wanted)?;
        let matches = self.settle(&mut own, &mut locked.open, tx)?;
        Ok((locked, matches))
    }

    fn settle(
        &self,
        own: &mut [Open],
        others: &mut BTreeMap<OpenItem, Open>,
        tx: &Tx<'_>,
    ) -> Result<Vec<Match>> {
        let (currency, day) = (tx.book.currency, Day::Earliest);
        let mut matches = Vec::new();
        let mut check = Check::new();
        check.each("payments", self.payments.iter().zip(own.iter_mut()), |check, (new, open)| {
            by_hand(check, open, &new.allocate, others, currency, day, &mut matches);
        });
        check.finish()?;
        let (mut credits, mut refunds) = (Vec::new(), Vec::new());
        for (new, open) in self.payments.iter().zip(own) {
            match open.open_kind {
                _ if !new.allocate.goes_on() => {}
                OpenKind::Credit => credits.push(open),
                OpenKind::Debt => refunds.push(open),
            }
        }
        let (mut old_debts, mut old_credits) = (Vec::new(), Vec::new());
        for open in others.values_mut() {
            match open.open_kind {
                OpenKind::Debt => old_debts.push(open),
                OpenKind::Credit => old_credits.push(open),
            }
        }
        matches.extend(match_oldest_first(&mut old_debts, &mut credits, day));
        // Money that comes with a refund pays it out as money that came before.
        old_credits.append(&mut credits);
        matches.extend(match_oldest_first(&mut refunds, &mut old_credits, day));
        Ok(matches)
    }
}

fn open_of(row: &PaymentRow) -> Result<Open> {
    Ok(Open {
        item: row.item(),
        customer: row.customer_id,
        side: row.side()?,
        open_kind: row.open_kind()?,
        on: row.paid_on,
        due_on: row.paid_on,
        floor: row.paid_on,
        left: row.amount,
    })
}

/// Numbers payments by direction and month, in the order of the input.
fn number(tx: &mut Tx<'_>, rows: &mut [PaymentRow]) -> Result<()> {
    let mut groups = BTreeMap::<(&'static str, i64), Vec<&mut PaymentRow>>::new();
    for row in rows {
        let series = rules::series(row.direction()?);
        groups.entry((series, Period::of(row.paid_on).key())).or_default().push(row);
    }
    let mut wanted = Vec::with_capacity(groups.len());
    for ((series, period), rows) in &groups {
        let count = i64::try_from(rows.len()).map_err(|_| Code::Internal)?;
        wanted.push(numbers::Wanted { series: (*series).to_owned(), period: *period, count });
    }
    let firsts = numbers::take_all(tx.conn, tx.book.id.0, &wanted)?;
    for (((series, period), rows), first) in groups.into_iter().zip(firsts) {
        for (count, row) in (first..).zip(rows) {
            row.number = rules::number(series, period, count);
        }
    }
    Ok(())
}

/// Posts an entry for each payment.
fn post(permit: &Permit, tx: &mut Tx<'_>, known: &Known, rows: &mut [PaymentRow]) -> Result<()> {
    let control = |side: Side| {
        let role = control_role(side);
        known.roles.get(&role).copied().ok_or_else(|| missing_role(role))
    };
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows.iter() {
        entries.push(entry_of(row, control(row.side()?)?, tx.book.language)?);
    }
    let posted = post_entries(permit, tx, entries)?;
    for (row, entry) in rows.iter_mut().zip(posted) {
        row.entry_id = Some(entry.id);
    }
    Ok(())
}

/// The role of the control account.
pub(crate) fn control_role(side: Side) -> AccountRole {
    match side {
        Side::Receivable => AccountRole::Receivable,
        Side::Payable => AccountRole::Payable,
    }
}

fn missing_role(role: AccountRole) -> Error {
    Error::not_found("account_role", role.slug())
}

fn entry_of(row: &PaymentRow, control: i64, language: Language) -> Result<DraftEntry> {
    let direction = row.direction()?;
    let word = rules::summary_word(direction, row.purpose()?, language);
    let (debit, credit) = rules::control_amounts(direction, row.amount);
    let money = DraftPosting {
        account: row.account_id,
        party: None,
        debit: credit,
        credit: debit,
        memo: row.reference.clone(),
    };
    let party =
        DraftPosting { account: control, party: Some(row.customer_id), debit, credit, memo: None };
    let postings = match direction {
        PaymentDirection::In => vec![money, party],
        PaymentDirection::Out => vec![party, money],
    };
    Ok(DraftEntry {
        journal: None,
        on: row.paid_on,
        summary: format!("{word} {}", row.number),
        attachments: 0,
        source: Some(Source { kind: "payment", id: row.id }),
        reverses: None,
        postings,
    })
}

/// Changes the reference or note of a payment. Everything else stays as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPayment {
    /// The payment.
    pub id: PaymentId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new texts.
    pub edit: PaymentEdit,
}

impl Command for EditPayment {
    const NAME: &'static str = "payments.edit";
    const PERMISSION: Permission = Permission::PaymentsRecord;
    type Output = Payment;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Payment> {
        let currency = tx.book.currency;
        let mut row = lists::load_one(tx.conn, permit.scope(), self.id)?;
        if row.version != self.version {
            return Err(Error::version_conflict("payment", self.id));
        }
        let before = row.record(currency)?;
        let mut check = Check::new();
        let PaymentEdit { reference, note } = &self.edit;
        check.edited_text("edit.reference", reference, 80, &mut row.reference);
        check.edited_lines("edit.note", note, 2000, &mut row.note);
        check.finish()?;
        row.updated_at = tx.now_micros();
        writes::save_payment(tx.conn, self.version, &mut row)?;
        let after = row.record(currency)?;
        tx.note_edited(permit, Subject::new("payment", self.id), &before, &after)?;
        Ok(after)
    }
}
