//! Random sequences of invoices, credit notes, payments, openings, entries by hand, allocations,
//! withdrawals, reversals and cancellations. After them documents, statement, ageing and ledger
//! agree on every day, and a day that is past looks as it did when it was over. `BOOKROOM_LONG=1`
//! runs many and long ones.

use std::collections::BTreeMap;

use bookroom::billing::invoices::{
    Direction, Invoice, InvoiceFilter, InvoiceSort, InvoiceState, InvoiceVersion, NewCreditNote,
    NewInvoice, NewInvoiceLine,
};
use bookroom::billing::open_items::model::{
    EntryItemFilter, EntryItemSort, NewOpeningItem, OpenKind,
};
use bookroom::billing::payments::{
    AllocationChoice, NewAllocation, NewPayment, OpenItem, PaymentDirection, PaymentPurpose,
    PaymentState, PaymentVersion, Share, Side,
};
use bookroom::billing::products::PriceMode;
use bookroom::customers::model::NewCustomer;
use bookroom::error::{Code, Error};
use bookroom::ledger::model::{NewJournalEntry, NewPosting};
use bookroom::reports::ageing::{Ageing, AgeingBands, AgeingBy, AgeingOptions};
use bookroom::values::{AllocationId, CustomerId, EntryItemId, InvoiceId, PageRequest, PaymentId};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};
use chrono::{Days, NaiveDate, TimeDelta};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// How far back documents may be dated.
const BACK: u64 = 20;
/// The accounts kept by customer or supplier on which entries are posted by hand.
const ACCOUNTS: [&str; 6] = ["1122", "2202", "2203", "1123", "1221", "2201"];

#[derive(Debug, Clone)]
enum Op {
    /// An invoice: customer, purchase, dated back, days until due, amount in minor units.
    Invoice(usize, bool, u64, u64, i64),
    /// A credit note for all that is left of an invoice.
    Credit(usize),
    /// Cancels an invoice of which nothing is settled.
    CancelInvoice(usize),
    /// Money: customer, out, refund, dated back, amount, automatic.
    Pay(usize, bool, bool, u64, i64, bool),
    /// By hand: a payment, an invoice, an amount, dated back.
    Allocate(usize, usize, i64, u64),
    /// By hand: a payment, a refund, an amount.
    PayOut(usize, usize, i64),
    /// Everything.
    AllocateAll,
    /// Takes an allocation back, dated back.
    Withdraw(usize, u64),
    /// Cancels a payment, dated back.
    Cancel(usize, u64),
    /// An entry by hand: customer, account, red, dated back, amount.
    Hand(usize, usize, bool, u64, i64),
    /// An opening item: customer, payable, credit, dated back, amount.
    Open(usize, bool, bool, u64, i64),
    /// Reverses an entry by hand, dated back.
    Reverse(usize, u64),
    /// By hand: a line, another document of some kind, an amount.
    Settle(usize, usize, usize, i64),
    /// Days pass.
    Wait(u64),
}

fn op() -> impl Strategy<Value = Op> {
    let (who, which, back) = (0..3_usize, 0..40_usize, 0..BACK);
    let invoice = (who.clone(), any::<bool>(), back.clone(), 0..40_u64, 1..50_000_i64);
    let purpose = (any::<bool>(), prop::bool::weighted(0.3));
    let pay = (who, purpose, back.clone(), 1..60_000_i64, any::<bool>());
    let hand = (0..3_usize, 0..ACCOUNTS.len(), any::<bool>(), 0..BACK, 1..50_000_i64);
    let by_hand = (which.clone(), which.clone(), 1..60_000_i64, back.clone());
    prop_oneof![
        6 => invoice.prop_map(|(who, purchase, back, due, sum)| {
            Op::Invoice(who, purchase, back, due, sum)
        }),
        1 => which.clone().prop_map(Op::Credit),
        1 => which.clone().prop_map(Op::CancelInvoice),
        6 => pay.prop_map(|(who, (out, refund), back, sum, automatic)| {
            Op::Pay(who, out, refund, back, sum, automatic)
        }),
        4 => by_hand.clone().prop_map(|(payment, invoice, sum, back)| {
            Op::Allocate(payment, invoice, sum, back)
        }),
        1 => by_hand.prop_map(|(payment, refund, sum, _)| Op::PayOut(payment, refund, sum)),
        1 => Just(Op::AllocateAll),
        3 => (which.clone(), back.clone()).prop_map(|(which, back)| Op::Withdraw(which, back)),
        2 => (which.clone(), back).prop_map(|(which, back)| Op::Cancel(which, back)),
        4 => hand.clone().prop_map(|(who, account, red, back, sum)| {
            Op::Hand(who, account, red, back, sum)
        }),
        3 => hand.prop_map(|(who, other, payable, back, sum)| {
            Op::Open(who, payable, other % 3 == 0, back, sum)
        }),
        2 => (which.clone(), 0..BACK).prop_map(|(which, back)| Op::Reverse(which, back)),
        4 => (which.clone(), which, 0..3_usize, 1..60_000_i64)
            .prop_map(|(line, other, kind, sum)| Op::Settle(line, other, kind, sum)),
        2 => (1..9_u64).prop_map(Op::Wait),
    ]
}

/// A company at work.
struct Stage {
    test: TestRoom,
    customers: Vec<CustomerId>,
    invoices: Vec<InvoiceId>,
    payments: Vec<PaymentId>,
    lines: Vec<EntryItemId>,
    allocations: Vec<AllocationId>,
    today: NaiveDate,
    /// Whether anything may be dated back.
    dated: bool,
    /// What each past day looked like when it was over.
    seen: BTreeMap<NaiveDate, [Ageing; 2]>,
}

impl Stage {
    fn new(test: TestRoom, dated: bool) -> Self {
        let add = |name: &str| {
            let new = NewCustomer { is_supplier: true, ..NewCustomer::company(name) };
            test.owner.customers().add(new).unwrap().id
        };
        let customers = ["青禾", "远山", "شركة"].map(add).to_vec();
        let (invoices, payments, allocations) = (Vec::new(), Vec::new(), Vec::new());
        let lines = Vec::new();
        let (today, seen) = (room::day("2026-06-15"), BTreeMap::new());
        Self { test, customers, invoices, payments, lines, allocations, today, dated, seen }
    }

    fn back(&self, days: u64) -> NaiveDate {
        if self.dated { self.today - Days::new(days) } else { self.today }
    }

    fn on(&self, days: u64) -> Option<NaiveDate> {
        (self.dated && days.is_multiple_of(2)).then(|| self.back(days))
    }

    fn pick<T: Copy>(all: &[T], which: usize) -> Option<T> {
        (!all.is_empty()).then(|| all[which % all.len()])
    }

    fn invoice(&self, which: usize) -> Option<Invoice> {
        let id = Self::pick(&self.invoices, which)?;
        Some(self.test.owner.billing().invoices().get(id).unwrap())
    }

    /// Does what can be done; what the engine refuses for a good reason stays undone.
    fn step(&mut self, op: &Op) {
        let result = match op {
            Op::Invoice(who, purchase, back, due, sum) => {
                self.draft(*who, *purchase, self.back(*back), *due, *sum)
            }
            Op::Credit(which) => self.credit(*which),
            Op::CancelInvoice(which) => self.cancel_invoice(*which),
            Op::Pay(who, out, refund, back, sum, auto) => {
                self.pay(*who, *out, *refund, self.back(*back), *sum, *auto)
            }
            Op::Allocate(payment, invoice, sum, back) => {
                let invoice = Self::pick(&self.invoices, *invoice).map(OpenItem::Invoice);
                self.allocate(*payment, invoice, *sum, self.on(*back))
            }
            Op::PayOut(payment, refund, sum) => {
                let refund = Self::pick(&self.payments, *refund).map(OpenItem::Payment);
                self.allocate(*payment, refund, *sum, None)
            }
            Op::AllocateAll => {
                let made =
                    self.test.owner.billing().payments().allocate_automatically(vec![], None, None);
                made.map(|made| self.allocations.extend(made.iter().map(|made| made.id)))
            }
            Op::Withdraw(which, back) => self.withdraw(*which, self.on(*back)),
            Op::Cancel(which, back) => self.cancel(*which, self.on(*back)),
            Op::Hand(who, account, red, back, sum) => {
                let sum = if *red { -*sum } else { *sum };
                self.post(*who, ACCOUNTS[*account], self.back(*back), sum)
            }
            Op::Open(who, payable, credit, back, sum) => {
                self.open(*who, *payable, *credit, self.back(*back), *sum)
            }
            Op::Reverse(which, back) => self.reverse(*which, self.back(*back)),
            Op::Settle(line, other, kind, sum) => self.settle(*line, *other, *kind, *sum),
            Op::Wait(days) => {
                self.wait(*days);
                Ok(())
            }
        };
        if let Err(error) = result {
            let good = [
                Code::OverAllocated,
                Code::BadChoice,
                Code::DateOrder,
                Code::WrongState,
                Code::UnknownReference,
                Code::AlreadyReversed,
            ];
            assert!(good.contains(&error.code()), "{op:?}: {error}");
        }
    }

    fn draft(
        &mut self,
        who: usize,
        purchase: bool,
        issue_on: NaiveDate,
        due: u64,
        sum: i64,
    ) -> Result<(), Error> {
        let new = NewInvoice {
            direction: if purchase { Direction::Purchase } else { Direction::Sale },
            profile: None,
            customer: self.customers[who],
            reference: None,
            issue_on,
            due_on: Some(issue_on + Days::new(due)),
            price_mode: PriceMode::Gross,
            discount: None,
            lines: vec![NewInvoiceLine {
                description: Some("货".to_owned()),
                quantity: Decimal::ONE,
                unit_price: Some(Decimal::new(sum, 2)),
                tax_rate: Some(Decimal::new(13, 2)),
                ..Default::default()
            }],
            note: None,
            allow_repeated_reference: false,
        };
        let made = self.test.owner.billing().invoices().draft_and_post(vec![new])?;
        self.invoices.push(made[0].id);
        Ok(())
    }

    fn credit(&mut self, which: usize) -> Result<(), Error> {
        let Some(invoice) = self.invoice(which) else { return Ok(()) };
        let credit = NewCreditNote {
            invoice: invoice.id,
            version: invoice.version,
            issue_on: Some(self.today),
            reference: None,
            lines: vec![],
            reason: None,
        };
        let made = self.test.owner.billing().invoices().credit(credit)?;
        self.invoices.push(made.id);
        self.learn(OpenItem::Invoice(made.id));
        Ok(())
    }

    fn cancel_invoice(&mut self, which: usize) -> Result<(), Error> {
        let Some(invoice) = self.invoice(which) else { return Ok(()) };
        let version = InvoiceVersion { id: invoice.id, version: invoice.version };
        let invoices = self.test.owner.billing();
        let invoices = invoices.invoices();
        invoices.cancel(vec![version], None, None)?;
        let filter = InvoiceFilter { corrects: Some(invoice.id), ..Default::default() };
        let (sort, page) = (InvoiceSort::CreatedAt, PageRequest::default());
        let note = invoices.list(&filter, sort, true, &page)?.items[0].id;
        self.invoices.push(note);
        self.learn(OpenItem::Invoice(note));
        Ok(())
    }

    /// Keeps the allocations that another command made of a document.
    fn learn(&mut self, item: OpenItem) {
        let made = self.test.owner.billing().payments().allocations(item).unwrap();
        self.allocations.extend(made.iter().map(|made| made.id));
    }

    fn pay(
        &mut self,
        who: usize,
        out: bool,
        refund: bool,
        paid_on: NaiveDate,
        sum: i64,
        automatic: bool,
    ) -> Result<(), Error> {
        let new = NewPayment {
            direction: if out { PaymentDirection::Out } else { PaymentDirection::In },
            purpose: if refund { PaymentPurpose::Refund } else { PaymentPurpose::Settlement },
            allocate: match automatic {
                true => AllocationChoice::Automatic,
                false => AllocationChoice::None,
            },
            ..NewPayment::received(self.customers[who], paid_on, Decimal::new(sum, 2))
        };
        let made = self.test.owner.billing().payments().record_many(vec![new])?;
        self.payments.push(made[0].id);
        self.learn(OpenItem::Payment(made[0].id));
        Ok(())
    }

    fn allocate(
        &mut self,
        payment: usize,
        item: Option<OpenItem>,
        sum: i64,
        on: Option<NaiveDate>,
    ) -> Result<(), Error> {
        let (Some(payment), Some(item)) = (Self::pick(&self.payments, payment), item) else {
            return Ok(());
        };
        let share = Share { item, amount: Decimal::new(sum, 2) };
        let allocate = AllocationChoice::ByHand(vec![share]);
        let new = NewAllocation { item: OpenItem::Payment(payment), allocate };
        let made = self.test.owner.billing().payments().allocate(vec![new], on)?;
        self.allocations.extend(made.iter().map(|made| made.id));
        Ok(())
    }

    fn withdraw(&mut self, which: usize, on: Option<NaiveDate>) -> Result<(), Error> {
        let Some(id) = Self::pick(&self.allocations, which) else { return Ok(()) };
        self.test.owner.billing().payments().withdraw_allocations(vec![id], on).map(|_| ())
    }

    fn cancel(&mut self, which: usize, on: Option<NaiveDate>) -> Result<(), Error> {
        let Some(id) = Self::pick(&self.payments, which) else { return Ok(()) };
        let payments = self.test.owner.billing();
        let payments = payments.payments();
        let version = payments.get(id).unwrap().version;
        payments.cancel(vec![PaymentVersion { id, version }], on, None).map(|_| ())
    }

    fn post(&mut self, who: usize, account: &str, on: NaiveDate, sum: i64) -> Result<(), Error> {
        let sum = Decimal::new(sum, 2);
        let postings = vec![
            NewPosting::debit(account, sum).with(self.customers[who]),
            NewPosting::credit("3001", sum),
        ];
        let (journal, summary, attachments) = (None, "调整".to_owned(), 0);
        let entry = NewJournalEntry { journal, on, summary, attachments, postings };
        let entry = self.test.owner.ledger().post(entry)?.id;
        let filter = EntryItemFilter { entry: Some(entry), ..Default::default() };
        let items = self.test.owner.billing();
        let items = items
            .open_items()
            .list(&filter, EntryItemSort::EntryOn, false, &PageRequest::first(9))
            .unwrap()
            .items;
        self.lines.extend(items.iter().map(|item| item.id));
        Ok(())
    }

    fn open(
        &mut self,
        who: usize,
        payable: bool,
        credit: bool,
        on: NaiveDate,
        sum: i64,
    ) -> Result<(), Error> {
        let owed = NewOpeningItem::owed_by(self.customers[who], Decimal::new(sum, 2));
        let new = NewOpeningItem {
            side: if payable { Side::Payable } else { Side::Receivable },
            kind: if credit { OpenKind::Credit } else { OpenKind::Debt },
            issue_on: Some(on - Days::new(40)),
            ..owed
        };
        let made = self.test.owner.billing().open_items().post(on, vec![new], None, None)?;
        self.lines.push(made[0].id);
        Ok(())
    }

    fn reverse(&mut self, which: usize, on: NaiveDate) -> Result<(), Error> {
        let Some(id) = Self::pick(&self.lines, which) else { return Ok(()) };
        let entry = self.test.owner.billing().open_items().get(id).unwrap().entry;
        self.test.owner.ledger().reverse(entry, on, None).map(|_| ())
    }

    fn settle(&mut self, line: usize, other: usize, kind: usize, sum: i64) -> Result<(), Error> {
        let other = match kind {
            0 => Self::pick(&self.invoices, other).map(OpenItem::Invoice),
            1 => Self::pick(&self.payments, other).map(OpenItem::Payment),
            _ => Self::pick(&self.lines, other).map(OpenItem::Entry),
        };
        let (Some(line), Some(other)) = (Self::pick(&self.lines, line), other) else {
            return Ok(());
        };
        let share = Share { item: other, amount: Decimal::new(sum, 2) };
        let allocate = AllocationChoice::ByHand(vec![share]);
        let new = NewAllocation { item: OpenItem::Entry(line), allocate };
        let made = self.test.owner.billing().payments().allocate(vec![new], None)?;
        self.allocations.extend(made.iter().map(|made| made.id));
        Ok(())
    }

    fn wait(&mut self, days: u64) {
        self.seen.insert(self.today, self.both(self.today));
        self.today = self.today + Days::new(days);
        let days = i64::try_from(days).unwrap();
        self.test.clock.advance(TimeDelta::days(days));
    }

    fn both(&self, on: NaiveDate) -> [Ageing; 2] {
        [Side::Receivable, Side::Payable].map(|side| {
            let request = AgeingOptions {
                side,
                bands: AgeingBands::Days(vec![0, 7, 14]),
                by: AgeingBy::DueDate,
                ..AgeingOptions::receivable(on)
            };
            self.test.owner.reports().ageing(&request).unwrap()
        })
    }

    /// Documents, statement, ageing and ledger agree on every day.
    fn agree(&self) {
        let billing = self.test.owner.billing();
        assert_eq!(self.test.owner.verify().unwrap().findings, []);
        let first = room::day("2026-06-15") - Days::new(BACK);
        let mut on = first;
        while on <= self.today {
            let ageing = self.both(on);
            for report in &ageing {
                for row in &report.rows.items {
                    let bands = &row.amounts.bands;
                    assert!(bands.iter().all(|sum| !sum.is_sign_negative()), "{on}: {row:?}");
                    assert!(!row.amounts.credit.is_sign_negative(), "{on}: {row:?}");
                }
            }
            for customer in &self.customers {
                self.agree_on(*customer, first, on, &ageing);
            }
            on = on + Days::new(1);
        }
        for (on, seen) in self.seen.iter().filter(|_| !self.dated) {
            assert_eq!(&self.both(*on), seen, "{on} has changed");
        }
        for id in &self.payments {
            let payment = billing.payments().get(*id).unwrap();
            let cancelled = payment.state == PaymentState::Cancelled;
            assert_eq!(cancelled, payment.cancelled_on.is_some());
            assert!(!cancelled || payment.allocated.is_zero());
        }
        for id in &self.invoices {
            let invoice = billing.invoices().get(*id).unwrap();
            let full = invoice.settled == invoice.gross;
            let states = [InvoiceState::Paid, InvoiceState::Cancelled];
            assert_eq!(states.contains(&invoice.state), full, "{invoice:?}");
        }
    }

    fn agree_on(&self, customer: CustomerId, first: NaiveDate, on: NaiveDate, both: &[Ageing; 2]) {
        let statement = self.test.owner.reports().statement(customer, first, on).unwrap();
        let moved: Decimal = statement.lines.iter().map(|line| line.debit - line.credit).sum();
        assert_eq!(statement.opening + moved, statement.closing);
        let open: Decimal = statement.open.iter().map(|item| item.open).sum();
        assert_eq!(open, statement.closing, "{on}");
        let of = |report: &Ageing| {
            let row = report.rows.items.iter().find(|row| row.customer == customer);
            row.map_or(Decimal::ZERO, |row| row.amounts.balance)
        };
        assert_eq!(of(&both[0]) - of(&both[1]), statement.closing, "{on}");
        assert_eq!(self.party_balance(customer, on), statement.closing, "{on}");
        let later = self.test.owner.reports().statement(customer, on, on).unwrap();
        assert_eq!(later.closing, statement.closing, "{on}");
    }

    /// What the ledger holds for a party on all its accounts.
    fn party_balance(&self, customer: CustomerId, on: NaiveDate) -> Decimal {
        self.test.owner.ledger().party_balance(None, customer, on).unwrap().balance
    }
}

fn runs(backend: Backend, dated: bool) {
    let long = std::env::var("BOOKROOM_LONG").is_ok_and(|value| value == "1");
    let (cases, length) = match backend {
        _ if long => (100, 20..100),
        Backend::Sqlite => (6, 5..50),
        _ => (1, 40..50),
    };
    let config = ProptestConfig { cases, max_shrink_iters: 200, ..ProptestConfig::default() };
    proptest!(config, |(ops in prop::collection::vec(op(), length))| {
        let mut stage = Stage::new(room::on(backend), dated);
        for op in &ops {
            stage.step(op);
        }
        stage.agree();
    });
}

#[test]
fn documents_reports_and_ledger_agree_on_every_day() {
    Backend::ALL.into_iter().for_each(|backend| runs(backend, true));
}

#[test]
fn a_past_day_always_looks_the_same() {
    runs(Backend::Sqlite, false);
}
