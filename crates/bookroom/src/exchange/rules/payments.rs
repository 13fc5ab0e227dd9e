//! Rows of payments, and which open invoices they settle.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::balances::Balances;
use super::flows::{self, Flows};
use super::ledgers;
use super::naming::{self, Written};
use super::states::{States, Way};
use crate::billing::payments::{
    AllocationChoice, OpenItem, PaymentDirection, PaymentPurpose, Share,
};
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::meanings;
use crate::exchange::model::{ImportedPayment, NoticeKind};
use crate::exchange::sheet::Sheet;
use crate::values::text::simplified;

/// What a file of payments shows beside its rows.
pub(crate) struct Evidence {
    pub(crate) balances: Balances,
    pub(crate) states: States,
    /// Whether it says which money is in and which out.
    pub(crate) is_said: bool,
    /// Columns of types that no field is made of.
    pub(crate) types: Vec<usize>,
}

/// The note of a row.
fn note_of(cells: &Cells<'_>) -> Option<String> {
    cells.raw("note").map(|note| note.into_owned())
}

/// A row as a payment; money in or out as the file says it.
pub(crate) fn row(
    cells: &mut Cells<'_>,
    flows: Flows,
    Evidence { balances, states, is_said, types }: &Evidence,
) -> Option<ImportedPayment> {
    let (customer, customer_code) = cells.party();
    let payer_account = cells.code("payer_account");
    if payer_account.is_none() && customer.is_none() && cells.says(is_charge) {
        cells.fail("customer", Problem::new(Code::BankCharge));
    } else if payer_account.is_none() {
        cells.required("customer", customer.as_ref());
    }
    let paid_on = cells.date("paid_on");
    let paid_on = cells.required("paid_on", paid_on);
    let line = cells.line_number();
    let amount = flows::amount(cells, flows, balances.direction(line));
    if balances.is_unclear(line) {
        cells.fail("customer", Problem::new(Code::Ambiguous));
    }
    if balances.contradicts(line) {
        cells.fail("balance", Problem::new(Code::AmountDiffers));
    }
    let taken = amount.as_ref().map(|(direction, _)| *direction);
    for index in types {
        let way = flows::way_of(cells.at(*index));
        if taken.is_some() && way.is_some() && way != taken {
            cells.fail(&format!("headers[{index}]"), Problem::new(Code::Ambiguous));
        }
    }
    let says_out = ledgers::says_out(note_of(cells).as_deref());
    let is_open = !is_said && balances.direction(line).is_none();
    let is_back = matches!(amount, Some((PaymentDirection::Out, _)));
    let is_said = is_back || !matches!(flows, Flows::Signed(_));
    let way = Way { is_said, is_out: is_back, is_open };
    states.refuse(cells, way);
    states.heed_method(cells, way);
    let is_in = matches!(amount, Some((PaymentDirection::In, _)));
    if is_open && says_out && is_in && !cells.has_fault("note") {
        cells.notice(NoticeKind::DirectionAssumed, "note");
    }
    cells.check_currency("currency");
    let method = cells.line("method");
    let invoice = cells.code("invoice_reference");
    if invoice.as_ref().is_some_and(|text| text.chars().nth(LONGEST).is_some()) {
        cells.fail("invoice_reference", Problem::new(Code::TooLong).fact("limit", LONGEST));
    }
    // 0 and 000000 name nothing.
    let is_name = |text: &String| text.chars().any(|it| it.is_alphanumeric() && it != '0');
    let reference = cells.code("reference").filter(is_name);
    let note = cells.lines("note");
    let others = others(cells, cells.sheet());
    let (direction, amount) = amount?;
    Some(ImportedPayment {
        line: cells.line_number(),
        customer: customer.or_else(|| payer_account.as_ref().map(|_| String::new()))?,
        customer_code,
        payer_account,
        direction,
        direction_open: is_open,
        paid_on: paid_on?,
        amount,
        method,
        invoice,
        reference,
        reference_recurs: recurs(cells.sheet()),
        note,
        others,
    })
}

/// Whether the numbers below the heading of references come again: vouchers begin anew with every
/// month.
fn recurs(sheet: &Sheet) -> bool {
    sheet.heading("reference").is_some_and(|heading| meanings::is("recurring", heading))
}

/// Takes rows of one receipt together that name one document each: its number, day and amount stand
/// in all of them. Returns the lines that went into earlier ones.
pub(crate) fn together(rows: &mut Vec<ImportedPayment>) -> Vec<u64> {
    let mut firsts: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<ImportedPayment> = Vec::with_capacity(rows.len());
    let mut merged = Vec::new();
    // Of a receipt whose rows have different amounts each is a part.
    let mut amounts: HashMap<String, BTreeSet<Decimal>> = HashMap::new();
    for row in rows.iter() {
        if let Some(key) = receipt(row) {
            amounts.entry(key).or_default().insert(row.amount.normalize());
        }
    }
    for row in rows.drain(..) {
        let key = receipt(&row).filter(|key| amounts.get(key).is_some_and(|it| it.len() == 1));
        let (Some(key), Some(invoice)) = (key, &row.invoice) else {
            kept.push(row);
            continue;
        };
        let first = firsts.get(&key).and_then(|at| kept.get_mut(*at));
        match first.and_then(|first| first.invoice.as_mut()) {
            // The same document twice is the same receipt twice.
            Some(named) if !named.split(',').any(|name| name == invoice) => {
                named.push(',');
                named.push_str(invoice);
                merged.push(row.line);
            }
            _ => {
                firsts.entry(key).or_insert(kept.len());
                kept.push(row);
            }
        }
    }
    *rows = kept;
    merged
}

/// What makes rows parts of one receipt: its number, party and day. They name a document each.
fn receipt(row: &ImportedPayment) -> Option<String> {
    let (reference, _) = (row.reference.as_ref()?, row.invoice.as_ref()?);
    let parts = [reference, &row.customer, row.direction.slug()];
    let code = row.customer_code.as_deref().unwrap_or_default();
    Some(format!("{parts:?} {code:?} {}", row.paid_on))
}

/// Whether a cell tells of what a bank takes or gives for itself.
fn is_charge(cell: &str) -> bool {
    const WORDS: [&str; 26] = [
        "手续费",
        "工本费",
        "管理费",
        "服务费",
        "年费",
        "短信费",
        "汇划费",
        "转账费",
        "结息",
        "利息",
        "收费",
        "扣费",
        "存款息",
        "bank charge",
        "bank fee",
        "service charge",
        "service fee",
        "account fee",
        "transfer fee",
        "monthly fee",
        "interest",
        "commission",
        "handling fee",
        "card fee",
        "bank commission",
        "charges",
    ];
    let short = cell.chars().count() <= 40;
    let cell = simplified(&naming::plain(cell)).to_lowercase();
    short && (WORDS.iter().any(|word| cell.contains(word)) || cell == "fee" || cell == "fees")
}

/// Columns that give no field but whose headings are about documents: what the payment settles may
/// stand in them. Numbers of the bank's and the payer's own are not meant.
fn names_documents(heading: &str) -> bool {
    const DOCUMENTS: [&str; 16] = [
        "单号",
        "单据",
        "单编号",
        "发票",
        "票号",
        "订单",
        "账单",
        "帐单",
        "核销",
        "冲销",
        "invoice",
        "order",
        "bill",
        "document",
        "applied",
        "settle",
    ];
    const OTHERS: [&str; 26] = [
        "交易",
        "商户",
        "商家",
        "平台",
        "支票",
        "汇票",
        "cheque",
        "check",
        "银行",
        "流水",
        "支付",
        "凭证",
        "回单",
        "金额",
        "日期",
        "余额",
        "transaction",
        "merchant",
        "bank",
        "payment",
        "date",
        "amount",
        "total",
        "state",
        "status",
        "type",
    ];
    let heading = simplified(&naming::plain(heading)).to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| heading.contains(word));
    says(&DOCUMENTS) && !says(&OTHERS)
}

/// The texts of a row in such columns.
fn others(cells: &Cells<'_>, sheet: &Sheet) -> BTreeMap<String, String> {
    let columns = sheet.columns.unmatched().iter().copied();
    let named = columns.filter_map(|at| Some((at, sheet.headers.get(at)?)));
    named
        .filter(|(_, heading)| names_documents(heading))
        .map(|(at, heading)| (heading.clone(), cells.at(at).trim().to_owned()))
        .filter(|(_, text)| !text.is_empty() && text.len() <= LONGEST)
        .collect()
}

/// The longest text in which documents are looked for outside the columns that name them.
const LONGEST: usize = 2_000;

/// What a file shows of a party whose money moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Whether the party is on the side where such money settles: sold to for money in.
    pub(crate) settles: bool,
    /// Whether it is on the other side, where such money is a refund.
    pub(crate) refunds: bool,
    /// Whether it has open debts that such money settles.
    pub(crate) has_debts: bool,
    /// Whether it has open credits that such money pays back.
    pub(crate) has_credits: bool,
}

impl Standing {
    /// What the money is for, and what is worth a look. Money of one who is on both sides is a
    /// refund only when nothing but a refund fits.
    pub(crate) fn purpose(self) -> (PaymentPurpose, Option<NoticeKind>) {
        use PaymentPurpose::{Refund, Settlement};
        match (self.settles, self.refunds) {
            (true, false) => (Settlement, None),
            (false, true) if !self.has_debts => (Refund, Some(NoticeKind::TakenAsRefund)),
            _ => match (self.has_debts, self.has_credits) {
                (true, false) => (Settlement, None),
                (false, true) => (Refund, Some(NoticeKind::TakenAsRefund)),
                _ => (Settlement, Some(NoticeKind::PurposeAssumed)),
            },
        }
    }
}

/// An invoice or an opening item that is open, as payments see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenDebt {
    pub(crate) item: OpenItem,
    pub(crate) customer: i64,
    pub(crate) open: Decimal,
}

/// The open debts that payments name, by number and reference; what a payment settles is not
/// there for the next.
#[derive(Debug, Default)]
pub(crate) struct OpenDebts {
    by_name: HashMap<String, Vec<usize>>,
    debts: Vec<OpenDebt>,
}

impl OpenDebts {
    pub(crate) fn add(&mut self, debt: OpenDebt, names: impl IntoIterator<Item = String>) {
        for name in names {
            self.by_name.entry(name).or_default().push(self.debts.len());
        }
        self.debts.push(debt);
    }

    /// What a payment of a customer settles of the documents it names. A text that is the name of
    /// none may be several, with signs between them.
    pub(crate) fn settle(
        &mut self,
        text: &str,
        customer: i64,
        amount: Decimal,
        written: &Written,
    ) -> Settled {
        let mut settled = Settled { left: amount, ..Settled::default() };
        let text = naming::plain(text);
        let names: Vec<String> = self.names_in(&text, 0).into_iter().map(str::to_owned).collect();
        for name in names {
            let within = match self.by_name.contains_key(&name) {
                true => Vec::new(),
                false => self.own_within(&name, customer, written),
            };
            if within.is_empty() {
                self.settle_one(&name, customer, &mut settled);
            }
            for name in within {
                self.settle_one(&name, customer, &mut settled);
                settled.found.extend(Some(name).filter(|name| !settled.missed.contains(name)));
            }
        }
        // 货款 beside a number that was found is a word, and names nothing.
        let is_word = |name: &String| !name.chars().any(char::is_numeric);
        if !settled.shares.is_empty() {
            settled.says_more = settled.missed.iter().any(is_word);
            settled.missed.retain(|name| !is_word(name));
        }
        settled.says_more |= !settled.missed.is_empty() || !settled.found.is_empty();
        settled
    }

    /// What a payment settles of what other texts of its row name; `about` says that the text
    /// stands in a column about documents, where every number is one.
    pub(crate) fn settle_found(
        &mut self,
        text: &str,
        customer: i64,
        amount: Decimal,
        (written, about): (&Written, bool),
    ) -> Settled {
        let mut settled = Settled { left: amount, ..Settled::default() };
        let whole = naming::plain(text).trim().to_owned();
        let own = self.is_own(&whole, customer);
        let mut names = if own { vec![whole.clone()] } else { written.names_in(text) };
        if about && names.is_empty() && whole.chars().any(char::is_numeric) {
            names.push(whole);
        }
        for name in names {
            let parts: Vec<String> =
                self.names_in(&name, 0).into_iter().map(str::to_owned).collect();
            for part in parts {
                if self.is_own(&part, customer) {
                    self.settle_one(&part, customer, &mut settled);
                    settled.found.extend(Some(part).filter(|part| !settled.missed.contains(part)));
                } else if about || self.is_document(&part) || written.is_like(&part) {
                    settled.missed.push(part);
                }
            }
        }
        settled
    }

    fn own_within(&self, text: &str, customer: i64, written: &Written) -> Vec<String> {
        let names = written.names_in(text);
        names.into_iter().filter(|name| self.is_own(name, customer)).collect()
    }

    /// Whether a customer has an open document of this name.
    fn is_own(&self, name: &str, customer: i64) -> bool {
        let named = self.by_name.get(name).into_iter().flatten();
        let mut debts = named.filter_map(|at| self.debts.get(*at));
        debts.any(|debt| debt.customer == customer && !debt.open.is_zero())
    }

    /// Whether somebody has a document of this name that is more than figures.
    fn is_document(&self, name: &str) -> bool {
        naming::shape(name).is_some() && self.by_name.contains_key(name)
    }

    /// The names in a text: itself when it is one, else its parts at the signs of this level. Parts
    /// of which none is a name are one unknown name.
    fn names_in<'t>(&self, text: &'t str, level: usize) -> Vec<&'t str> {
        let text = text.trim();
        let Some(signs) = SIGNS.get(level).filter(|_| !self.by_name.contains_key(text)) else {
            return vec![text];
        };
        let parts = split(text, signs).flat_map(|part| self.names_in(part, level + 1));
        let parts: Vec<&str> = parts.collect();
        let is_known = |part: &&str| self.by_name.contains_key(*part);
        if level == 0 || parts.iter().any(is_known) { parts } else { vec![text] }
    }

    fn settle_one(&mut self, name: &str, customer: i64, settled: &mut Settled) {
        let named = self.by_name.get(name.trim()).into_iter().flatten();
        let mine = |at: &&usize| {
            self.debts.get(**at).is_some_and(|it| it.customer == customer && !it.open.is_zero())
        };
        let at = named.into_iter().find(mine).copied();
        let Some(debt) = at.and_then(|at| self.debts.get_mut(at)) else {
            settled.missed.push(name.trim().to_owned());
            return;
        };
        let amount = settled.left.min(debt.open);
        if amount <= Decimal::ZERO {
            settled.missed.push(name.trim().to_owned());
            return;
        }
        debt.open -= amount;
        settled.left -= amount;
        settled.shares.push(Share { item: debt.item, amount });
    }
}

/// What a payment settles of the documents it names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Settled {
    pub(crate) shares: Vec<Share>,
    /// What is left of the payment.
    pub(crate) left: Decimal,
    /// The names of which nothing was settled.
    pub(crate) missed: Vec<String>,
    /// The names that were found within a text.
    pub(crate) found: Vec<String>,
    /// Whether the text says more than the names of what was settled.
    pub(crate) says_more: bool,
}

impl Settled {
    /// What this means for the payment. What is left goes to the documents due first only where
    /// that is wanted and every name was found: otherwise somebody has to look.
    pub(crate) fn choice(&self, goes_on: bool) -> AllocationChoice {
        match (self.shares.is_empty(), goes_on && self.missed.is_empty()) {
            (true, _) => AllocationChoice::None,
            (false, true) => AllocationChoice::TheseFirst(self.shares.clone()),
            (false, false) => AllocationChoice::ByHand(self.shares.clone()),
        }
    }
}

/// The signs between several names in one cell. Those of later lines stand within names too, so
/// they are tried only where the whole is none.
const SIGNS: [&str; 3] = [",，、;；|｜\n\r\t", " \u{3000}", "/／+＋&＆\\"];

fn split<'t>(text: &'t str, signs: &'static str) -> impl Iterator<Item = &'t str> {
    let parts = text.split(move |character| signs.contains(character));
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// All that may be a name in a text that holds several.
pub(crate) fn parts(text: &str) -> Vec<String> {
    let text = naming::plain(text);
    let mut all = vec![text.trim()];
    let mut level = vec![text.trim()];
    for signs in SIGNS {
        level = level.into_iter().flat_map(|part| split(part, signs)).collect();
        all.extend(&level);
    }
    all.into_iter().map(str::to_owned).collect()
}

/// The field of a file that a path of the engine below a payment means.
pub(crate) fn field_of(path: &str) -> Option<String> {
    let head = path.split(['.', '[']).next().filter(|head| !head.is_empty())?;
    let field = if head == "allocate" { "invoice_reference" } else { head };
    Some(field.to_owned())
}
