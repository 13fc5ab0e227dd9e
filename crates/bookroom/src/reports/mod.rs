//! Reports: typed tables, one file each.

pub mod ageing;
pub mod income;
pub mod statement;
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
    pub fn trial_balance(&self, from: Option<NaiveDate>, on: NaiveDate) -> Result<TrialBalance> {
        self.trial_balance_with(&TrialBalanceOptions { from, on, zero_rows: false })
    }

    /// The trial balance (试算平衡表) of the days up to `on`, from the first day of its month unless
    /// `from` says another. Accounts without balance and movement are left out unless wanted.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `date_order`.
    pub fn trial_balance_with(&self, options: &TrialBalanceOptions) -> Result<TrialBalance> {
        self.session
            .read(Permission::LedgerView, |view| trial_balance::trial_balance(view, options))
    }

    /// Income, cost and expense of some days, and the profit they make. Entries that carry profit
    /// over to equity at a period's end count like any other.
    ///
    /// # Errors
    /// `not_permitted`, `bad_date`, `date_order`.
    pub fn income_summary(&self, from: NaiveDate, to: NaiveDate) -> Result<IncomeSummary> {
        self.session.read(Permission::LedgerView, |view| income::income_summary(view, from, to))
    }
}
