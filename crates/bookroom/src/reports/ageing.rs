//! Ageing (账龄): what was open at the end of any day, by customer and by how long it has been due.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Reports;
use crate::billing::payments::Side;
use crate::billing::payments::rules::OpenKind;
use crate::billing::payments::store::history::{self, Customers, DocumentOnDay};
use crate::customers::load_counterparties;
use crate::error::{Code, Problem, Result};
use crate::rights::permission::Permission;
use crate::values::slugs;
use crate::values::{Check, Currency, Cursor, CustomerId, Page, PageRequest};
use crate::work::View;

/// The most bands.
const BANDS: usize = 20;
/// The farthest limit of a band, in days.
const DAYS: i64 = 36_500;

slugs! {
    /// From which day on a document ages.
    #[derive(Default)]
    AgeingBy {
        /// From the day it is due.
        #[default]
        DueDate "due_date",
        /// From its own day.
        IssueDate "issue_date",
    }
}

/// The bands of an ageing, by the last day of each.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeingBands {
    /// Not due, then up to 30, 60 and 90 days, then above.
    #[default]
    Months,
    /// Up to one, two and three years, then above: the bands of Chinese annual reports (1 年以内、
    /// 1–2 年、2–3 年、3 年以上).
    Years,
    /// Up to so many days each, rising, 1 to 20 of them; then above the last.
    Days(Vec<i64>),
}

impl AgeingBands {
    /// The last day of each band but the last, which has no end.
    #[must_use]
    pub fn upper_days(&self) -> Vec<i64> {
        match self {
            Self::Months => vec![0, 30, 60, 90],
            Self::Years => vec![365, 730, 1095],
            Self::Days(days) => days.clone(),
        }
    }
}

/// Which ageing is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgeingOptions {
    /// At the end of which day.
    pub on: NaiveDate,
    /// What customers owe, or what is owed to suppliers.
    pub side: Side,
    /// The bands.
    pub bands: AgeingBands,
    /// By due date or by date of issue.
    pub by: AgeingBy,
    /// Which page of customers.
    pub page: PageRequest,
}

impl AgeingOptions {
    /// What customers owed at the end of a day, by due date in the usual bands.
    #[must_use]
    pub fn receivable(on: NaiveDate) -> Self {
        let (bands, by) = (AgeingBands::Months, AgeingBy::DueDate);
        Self { on, side: Side::Receivable, bands, by, page: PageRequest::first(1000) }
    }

    /// What was owed to suppliers.
    #[must_use]
    pub fn payable(on: NaiveDate) -> Self {
        Self { side: Side::Payable, ..Self::receivable(on) }
    }
}

/// Open amounts by age.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AgeingAmounts {
    /// What was open of invoices and opening balances (and of refunds that no credit covers), one
    /// amount a band.
    pub bands: Vec<Decimal>,
    /// All bands together.
    pub open: Decimal,
    /// Payments, credit notes and advances that were not allocated.
    pub credit: Decimal,
    /// `open` less `credit`: what the accounts kept by customer hold on this side.
    pub balance: Decimal,
}

/// The ageing of one customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgeingRow {
    /// The customer or supplier.
    pub customer: CustomerId,
    /// Its name for documents.
    pub name: String,
    /// Its amounts.
    pub amounts: AgeingAmounts,
}

/// An ageing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ageing {
    /// At the end of which day.
    pub on: NaiveDate,
    /// The last day of each band but the last, which has no end.
    pub upper_days: Vec<i64>,
    /// The customers with anything open, by id. A page may hold fewer than asked for and still have
    /// a next one.
    pub rows: Page<AgeingRow>,
    /// All customers together; on the first page only.
    pub totals: Option<AgeingAmounts>,
}

impl Reports<'_> {
    /// What was open at the end of a day, by customer and age. Allocations, withdrawals and
    /// cancellations count from their own days on, so a past day always looks the same. It shows
    /// documents and money, so it needs the permissions to see both, and reaches as far as both do.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `required` or `too_many` bands, `out_of_range` for bands that
    /// do not rise or a page that is too long, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::reports::ageing::AgeingOptions;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let options = AgeingOptions::receivable("2026-07-31".parse()?);
    /// let ageing = session.reports().ageing(&options)?;
    /// // Of 1,130 that were due on 5 July, less 500 that are not allocated.
    /// assert_eq!(ageing.rows.items[0].amounts.bands[1], "1130".parse()?);
    /// assert_eq!(ageing.rows.items[0].amounts.balance, "630".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ageing(&self, options: &AgeingOptions) -> Result<Ageing> {
        self.session.read(Permission::InvoicesView, |view| {
            view.scope = view.scope.narrower(view.scope_of(Permission::PaymentsView)?);
            ageing(view, options)
        })
    }
}

/// One customer's amounts in minor units.
struct Sums {
    bands: Vec<i128>,
    credit: i128,
}

fn ageing(view: &mut View<'_>, options: &AgeingOptions) -> Result<Ageing> {
    let upper_days = options.bands.upper_days();
    check(options, &upper_days)?;
    let limit = options.page.rows_to_load()?;
    let after: Option<i64> = options.page.key()?;
    let customers = match after {
        // The first page holds the totals: it reads what is open of everybody.
        None => Customers::ALL,
        Some(after) => history::next_customers(view.conn, &view.scope, after, limit)?,
    };
    let by_customer = load(view, options, &upper_days, customers)?;
    let currency = view.book.currency;
    let totals = match after {
        None => Some(amounts(&total(&by_customer, upper_days.len() + 1), currency)?),
        Some(_) => None,
    };
    let wanted = usize::try_from(limit).unwrap_or(0);
    let found: Vec<(i64, Sums)> = by_customer.into_iter().take(wanted).collect();
    let mut page = Page::cut(found, options.page.limit, |(customer, _)| *customer);
    if page.next.is_none() && customers.last < i64::MAX {
        page.next = Some(Cursor(customers.last.to_string()));
    }
    let ids: Vec<i64> = page.items.iter().map(|(customer, _)| *customer).collect();
    let mut parties = load_counterparties(view.conn, &view.scope, &ids)?;
    let mut rows = Vec::with_capacity(ids.len());
    for (customer, sums) in page.items {
        let name = parties.remove(&customer).map(|party| party.document_name).unwrap_or_default();
        let amounts = amounts(&sums, currency)?;
        rows.push(AgeingRow { customer: CustomerId(customer), name, amounts });
    }
    let rows = Page { items: rows, next: page.next };
    Ok(Ageing { on: options.on, upper_days, rows, totals })
}

fn load(
    view: &mut View<'_>,
    options: &AgeingOptions,
    upper_days: &[i64],
    customers: Customers,
) -> Result<BTreeMap<i64, Sums>> {
    let open = history::load_open_at(view.conn, &view.scope, customers, options.on)?;
    let mut by_customer = BTreeMap::<i64, Sums>::new();
    for dated in open.iter().filter(|dated| dated.side == options.side) {
        let empty = || Sums { bands: vec![0; upper_days.len() + 1], credit: 0 };
        let sums = by_customer.entry(dated.customer).or_insert_with(empty);
        add(sums, dated, options, upper_days);
    }
    Ok(by_customer)
}

fn total(by_customer: &BTreeMap<i64, Sums>, bands: usize) -> Sums {
    let mut total = Sums { bands: vec![0; bands], credit: 0 };
    for sums in by_customer.values() {
        total.credit += sums.credit;
        for (sum, amount) in total.bands.iter_mut().zip(&sums.bands) {
            *sum += amount;
        }
    }
    total
}

fn check(options: &AgeingOptions, upper_days: &[i64]) -> Result<()> {
    let mut check = Check::new();
    check.date("on", options.on);
    check.require(!upper_days.is_empty(), "bands", Code::Required);
    check.at_most("bands", upper_days.len(), BANDS);
    let rising = upper_days.windows(2).all(|pair| pair[0] < pair[1]);
    if !rising || upper_days.iter().any(|days| days.abs() > DAYS) {
        let problem = Problem::new(Code::OutOfRange).at("bands");
        check.add(problem.fact("low", -DAYS).fact("high", DAYS));
    }
    check.finish()
}

fn add(sums: &mut Sums, dated: &DocumentOnDay, options: &AgeingOptions, upper_days: &[i64]) {
    // A credit note may be dated back to a day on which a payment still settled its invoice: what
    // both settled too much is credit on that day.
    let left = i128::from(dated.left);
    if dated.open_kind == OpenKind::Credit || left < 0 {
        sums.credit += if dated.open_kind == OpenKind::Credit { left } else { -left };
        return;
    }
    let start = match options.by {
        AgeingBy::DueDate => dated.due_on,
        AgeingBy::IssueDate => dated.on,
    };
    let age = (options.on - start).num_days();
    let band = upper_days.partition_point(|upper| *upper < age);
    if let Some(sum) = sums.bands.get_mut(band) {
        *sum += left;
    }
}

fn amounts(sums: &Sums, currency: Currency) -> Result<AgeingAmounts> {
    let amount = |minor: i128| -> Result<Decimal> {
        let minor = i64::try_from(minor).map_err(|_| Code::OutOfRange)?;
        Ok(currency.from_minor(minor))
    };
    let open: i128 = sums.bands.iter().sum();
    Ok(AgeingAmounts {
        bands: sums.bands.iter().map(|minor| amount(*minor)).collect::<Result<_>>()?,
        open: amount(open)?,
        credit: amount(sums.credit)?,
        balance: amount(open - sums.credit)?,
    })
}
