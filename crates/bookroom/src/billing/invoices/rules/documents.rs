//! What a draft must be like. Everything that is wrong is found at once; what is right comes out
//! complete: texts trimmed, defaults filled in from products and customers, amounts worked out.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::amounts::{Amounts, Cut, LineTerms, WHOLE_DECIMALS, convert_price, work_out};
use super::profiles::Wish;
use crate::billing::invoices::model::{
    Direction, Discount, Invoice, InvoiceEdit, NewInvoice, NewInvoiceLine,
};
use crate::billing::products::rules::{
    AccountRef, CODE_LIMIT, check_account, check_price, check_rate,
};
use crate::billing::products::{PriceMode, ProductKind};
use crate::customers::{Counterparty, InvoiceProfile};
use crate::error::{Code, Problem};
use crate::ledger::AccountRole;
use crate::values::money::{EXACT_DECIMALS, EXACT_LIMIT};
use crate::values::{Check, Currency, OpenDays, TaxRounding, text};

/// The most documents of one command.
pub(crate) const COMMAND_LIMIT: usize = 100_000;
/// The most lines of one document.
pub(crate) const LINE_LIMIT: usize = 10_000;
const KEY_LIMIT: usize = 400;

/// A product as lines need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProductRef {
    pub(crate) id: i64,
    pub(crate) kind: ProductKind,
    pub(crate) name: String,
    pub(crate) unit: Option<String>,
    pub(crate) unit_price: Option<Decimal>,
    pub(crate) price_mode: PriceMode,
    pub(crate) tax_rate: Decimal,
    pub(crate) account: Option<i64>,
    pub(crate) active: bool,
}

/// What drafts refer to, as far as it exists and may be seen.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) currency: Currency,
    pub(crate) tax_rounding: TaxRounding,
    pub(crate) days: OpenDays,
    pub(crate) counterparties: BTreeMap<i64, Counterparty>,
    /// Those that are named, and the default ones of the customers.
    pub(crate) profiles: BTreeMap<i64, InvoiceProfile>,
    pub(crate) products: BTreeMap<String, ProductRef>,
    pub(crate) accounts: BTreeMap<String, AccountRef>,
    pub(crate) roles: BTreeMap<AccountRole, i64>,
}

/// A draft that is complete and right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    pub(crate) direction: Direction,
    pub(crate) customer: i64,
    pub(crate) profile: Option<i64>,
    pub(crate) reference: Option<String>,
    pub(crate) issue_on: NaiveDate,
    pub(crate) due_on: NaiveDate,
    pub(crate) price_mode: PriceMode,
    pub(crate) tax_rounding: TaxRounding,
    pub(crate) cut: Cut,
    pub(crate) note: Option<String>,
    pub(crate) lines: Vec<DraftLine>,
    pub(crate) amounts: Amounts,
}

impl Draft {
    /// The supplier's number of a purchase, with the supplier.
    pub(crate) fn bill(&self) -> Option<(i64, &str)> {
        let reference = self.reference.as_deref()?;
        (self.direction == Direction::Purchase).then_some((self.customer, reference))
    }
}

/// A line of a [`Draft`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DraftLine {
    pub(crate) product: Option<i64>,
    pub(crate) description: String,
    pub(crate) unit: Option<String>,
    pub(crate) terms: LineTerms,
    pub(crate) account: i64,
}

/// A draft after an edit, to be checked as a fresh one.
pub(crate) fn edited(invoice: &Invoice, edit: &InvoiceEdit) -> NewInvoice {
    let mut new = NewInvoice::from(invoice);
    let turns = edit.direction.is_some_and(|direction| direction != invoice.direction);
    if turns {
        // The accounts of a sale are not those of a purchase.
        new.lines.iter_mut().for_each(|line| line.income_account = None);
    }
    let customer = edit.customer.unwrap_or(new.customer);
    // What another customer wants on its invoices is nothing to this one.
    let kept = new.profile.filter(|_| !turns && customer == invoice.customer);
    NewInvoice {
        direction: edit.direction.unwrap_or(new.direction),
        customer,
        profile: edit.profile.over(kept),
        reference: edit.reference.clone().over(new.reference),
        issue_on: edit.issue_on.unwrap_or(new.issue_on),
        due_on: edit.due_on.over(new.due_on),
        price_mode: edit.price_mode.unwrap_or(new.price_mode),
        discount: edit.discount.over(new.discount),
        lines: edit.lines.clone().unwrap_or(new.lines),
        note: edit.note.clone().over(new.note),
        allow_repeated_reference: false,
    }
}

/// Checks an invoice and completes it. Nothing when anything is wrong.
pub(crate) fn check_invoice(new: &NewInvoice, known: &Known, check: &mut Check) -> Option<Draft> {
    let before = check.count();
    let counterparty = known.counterparties.get(&new.customer.0);
    match counterparty {
        None => check.fail("customer", Code::UnknownReference),
        Some(found) => check.require(found.active, "customer", Code::Retired),
    }
    let wish = Wish {
        customer: new.customer.0,
        is_sale: new.direction == Direction::Sale,
        named: new.profile.map(i64::from),
    };
    let profile = wish.profile(&known.profiles, check).map(|profile| profile.id.0);
    let reference = check.optional_text("reference", new.reference.as_deref(), 80);
    let note = check.optional_lines("note", new.note.as_deref(), 2_000);
    let payment_days = counterparty.map_or(0, |found| found.payment_days);
    let due_on = check_dates(new, payment_days, known.days, check);
    let cut = check_cut(new.discount, known.currency, check);
    check.require(!new.lines.is_empty(), "lines", Code::NoLines);
    check.at_most("lines", new.lines.len(), LINE_LIMIT);
    let mut lines = Vec::with_capacity(new.lines.len());
    check.each("lines", &new.lines, |check, line| lines.push(check_line(new, line, known, check)));
    if check.count() > before {
        return None;
    }
    let lines: Vec<DraftLine> = lines.into_iter().collect::<Option<_>>()?;
    let terms: Vec<LineTerms> = lines.iter().map(|line| line.terms).collect();
    let rounding = known.tax_rounding;
    match work_out(known.currency.decimals(), new.price_mode, rounding, &terms, cut) {
        Ok(amounts) if amounts.gross < 0 => {
            let gross = known.currency.from_minor(amounts.gross);
            check.add(Problem::new(Code::NegativeTotal).at("lines").fact("gross", gross));
            None
        }
        Ok(amounts) => Some(Draft {
            direction: new.direction,
            customer: new.customer.0,
            profile,
            reference,
            issue_on: new.issue_on,
            due_on,
            price_mode: new.price_mode,
            tax_rounding: rounding,
            cut,
            note,
            lines,
            amounts,
        }),
        Err(problems) => {
            problems.into_iter().for_each(|problem| check.add(problem));
            None
        }
    }
}

fn check_dates(
    new: &NewInvoice,
    payment_days: i64,
    days: OpenDays,
    check: &mut Check,
) -> NaiveDate {
    check.open_day("issue_on", days, new.issue_on);
    let Some(due_on) = new.due_on else {
        let days = Days::new(u64::try_from(payment_days).unwrap_or(0));
        let due_on = new.issue_on.checked_add_days(days).unwrap_or(NaiveDate::MAX);
        // A year that cannot be kept, and the issue date was not the reason.
        if crate::values::dates::is_storable(new.issue_on) {
            check.date("due_on", due_on);
        }
        return due_on;
    };
    check.open_day("due_on", days.due(), due_on);
    check.require(due_on >= new.issue_on, "due_on", Code::DateOrder);
    due_on
}

fn check_cut(discount: Option<Discount>, currency: Currency, check: &mut Check) -> Cut {
    match discount {
        None => Cut::None,
        Some(Discount::Rate(rate)) => {
            check.rate("discount", rate, WHOLE_DECIMALS);
            Cut::Rate(rate)
        }
        Some(Discount::Amount(amount)) => match currency.to_minor(amount) {
            Ok(minor) => {
                check.require(minor >= 0, "discount", Code::OutOfRange);
                Cut::Amount(minor)
            }
            Err(problem) => {
                check.add(problem.at("discount"));
                Cut::None
            }
        },
    }
}

fn check_line(
    new: &NewInvoice,
    line: &NewInvoiceLine,
    known: &Known,
    check: &mut Check,
) -> Option<DraftLine> {
    let product = check_product(line, known, check);
    let named = product.map(|product| product.name.as_str());
    let description = check.optional_lines("description", line.description.as_deref(), 300);
    let description = description.or_else(|| named.map(str::to_owned));
    let unit = check.optional_text("unit", line.unit.as_deref(), 40);
    let unit = unit.or_else(|| product.and_then(|product| product.unit.clone()));
    check_quantity("quantity", line.quantity, check);
    let tax_rate = line.tax_rate.or_else(|| product.map(|product| product.tax_rate));
    let tax_rate = tax_rate.unwrap_or_default();
    let rate_is_fine = {
        let before = check.count();
        check_rate("tax_rate", tax_rate, check);
        check.count() == before
    };
    let unit_price = line.unit_price.or_else(|| {
        let product = product.filter(|_| rate_is_fine)?;
        let price = product.unit_price?;
        Some(convert_price(price, product.price_mode, new.price_mode, tax_rate))
    });
    match unit_price {
        Some(price) => check_line_price("unit_price", price, line.quantity, check),
        None if product.is_none() && line.product.is_some() => {}
        None => check.fail("unit_price", Code::Required),
    }
    let cut = check_cut(line.discount, known.currency, check);
    let account = account_of(new.direction, line, product, known, check);
    if description.is_none() && line.product.is_none() {
        check.fail("description", Code::Required);
    }
    let terms = LineTerms { quantity: line.quantity, unit_price: unit_price?, cut, tax_rate };
    let product = product.map(|product| product.id);
    Some(DraftLine { product, description: description?, unit, terms, account: account? })
}

/// A quantity: not 0, at most 8 decimal places; negative when something is given back.
pub(crate) fn check_quantity(path: &str, quantity: Decimal, check: &mut Check) {
    let limit = Decimal::from(EXACT_LIMIT);
    check.require(!quantity.is_zero(), path, Code::MustBePositive);
    check.number(path, quantity, -limit, limit, EXACT_DECIMALS);
}

/// The price of a line: negative for a deposit or a discount as a line of its own, but not when the
/// quantity is negative too.
fn check_line_price(path: &str, price: Decimal, quantity: Decimal, check: &mut Check) {
    if price < Decimal::ZERO && quantity > Decimal::ZERO {
        check_price(path, -price, check);
    } else {
        check_price(path, price, check);
    }
}

fn check_product<'k>(
    line: &NewInvoiceLine,
    known: &'k Known,
    check: &mut Check,
) -> Option<&'k ProductRef> {
    let code = check.optional_text("product", line.product.as_deref(), CODE_LIMIT)?;
    let product = known.products.get(&code);
    match product {
        None => check.fail("product", Code::UnknownReference),
        Some(product) => check.require(product.active, "product", Code::Retired),
    }
    product
}

/// The account that takes the net amount: the line's own, else of a sale the product's, else the
/// chart's.
fn account_of(
    direction: Direction,
    line: &NewInvoiceLine,
    product: Option<&ProductRef>,
    known: &Known,
    check: &mut Check,
) -> Option<i64> {
    let code = line.income_account.as_deref().map(str::trim).filter(|code| !code.is_empty());
    if let Some(code) = code {
        return check_account("income_account", known.accounts.get(code), check);
    }
    let is_service = product.is_some_and(|product| product.kind == ProductKind::Service);
    let role = match direction {
        Direction::Purchase => AccountRole::Purchases,
        Direction::Sale => {
            if let Some(account) = product.and_then(|product| product.account) {
                return Some(account);
            }
            if is_service { AccountRole::ServiceRevenue } else { AccountRole::Revenue }
        }
    };
    let instead = known.roles.get(&AccountRole::Revenue).filter(|_| is_service);
    let account = known.roles.get(&role).or(instead.filter(|_| direction == Direction::Sale));
    if account.is_none() {
        let problem = Problem::new(Code::UnknownReference).at("income_account");
        check.add(problem.fact("role", role.slug()));
    }
    account.copied()
}

/// The key by which documents are searched: number, reference and counterparty, folded.
pub(crate) fn search_key(number: Option<&str>, reference: Option<&str>, name: &str) -> String {
    let parts = [number.unwrap_or_default(), reference.unwrap_or_default(), name];
    let key = parts.map(text::search_key).join(" ");
    text::clip(&key, KEY_LIMIT).to_owned()
}
