//! Reports: typed tables, one file each.

pub mod ageing;
pub mod cases;
pub mod income;
pub mod statement;
pub mod timeline;
pub mod trial_balance;

use chrono::NaiveDate;

use crate::error::Result;
use crate::rights::permission::Permission;
use crate::work::Session;
use income::IncomeSummary;
use trial_balance::{TrialBalance, TrialBalanceOptions};

/// The reports of a book.
pub struct Reports<'s> {
    pub(crate) session: &'s Session,
}

impl Session {
    /// Reports.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = &office.session;
    /// let trial = session.reports().trial_balance(None, office.today)?;
    /// assert_eq!(trial.totals.closing_debit, trial.totals.closing_credit);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn reports(&self) -> Reports<'_> {
        Reports { session: self }
    }
}

impl<'s> Reports<'s> {
    /// As [`Reports::trial_balance_with`], without accounts that have no balance and no movement.
    ///
    /// # Errors
    /// As [`Reports::trial_balance_with`].
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let trial = session.reports().trial_balance(None, "2026-06-30".parse()?)?;
    /// assert_eq!(trial.totals.closing_debit, trial.totals.closing_credit);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn trial_balance(&self, from: Option<NaiveDate>, on: NaiveDate) -> Result<TrialBalance> {
        self.trial_balance_with(&TrialBalanceOptions { from, on, zero_rows: false })
    }

    /// The trial balance (试算平衡表) of the days up to `on`, from the first day of its month unless
    /// `from` says another. Accounts without balance and movement are left out unless wanted.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `date_order`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::reports::trial_balance::TrialBalanceOptions;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let options = TrialBalanceOptions {
    ///     from: Some("2026-01-01".parse()?),
    ///     on: "2026-06-30".parse()?,
    ///     zero_rows: true,
    /// };
    /// let trial = session.reports().trial_balance_with(&options)?;
    /// assert_eq!(trial.rows.len(), session.ledger().accounts()?.len());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn trial_balance_with(&self, options: &TrialBalanceOptions) -> Result<TrialBalance> {
        self.session
            .read(Permission::LedgerView, |view| trial_balance::trial_balance(view, options))
    }

    /// Income, cost and expense of some days, and the profit they make. Entries that carry profit
    /// over to equity at a period's end count like any other.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `date_order`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (from, to) = ("2026-06-01".parse()?, "2026-06-30".parse()?);
    /// let summary = session.reports().income_summary(from, to)?;
    /// assert_eq!(summary.profit, "1000".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn income_summary(&self, from: NaiveDate, to: NaiveDate) -> Result<IncomeSummary> {
        self.session.read(Permission::LedgerView, |view| income::income_summary(view, from, to))
    }
}
