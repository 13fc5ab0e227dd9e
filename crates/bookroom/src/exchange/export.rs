//! Lists and reports out as CSV, page by page: never a whole list in memory.
//!
//! Every list comes from its area's own query, so scopes, field rights and masks hold here as they
//! do on a screen.

pub(crate) mod back;
mod billing;
mod ledger;
mod others;
mod people;
mod sheet;
mod store;

use std::io::Write;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::csv_out::OutEncoding;
use crate::billing::invoices::InvoiceFilter;
use crate::billing::payments::{PaymentFilter, Side};
use crate::billing::products::ProductFilter;
use crate::customers::contacts::model::ContactFilter;
use crate::customers::model::CustomerFilter;
use crate::error::Result;
use crate::ledger::model::EntryFilter;
use crate::reports::ageing::{AgeingBands, AgeingBy};
use crate::rights::cards;
use crate::service::model::CaseFilter;
use crate::values::{CustomerId, Language};
use crate::work::Session;
use sheet::Sheet;

/// What is exported: a list with its own filter, or a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportList {
    /// Customers and suppliers, in the order they were added, under headings that
    /// [`super::Exchange::import_customers`] knows. A company that is only bought from is of the
    /// kind `supplier`; the first address and bank account have columns of their own. Read back,
    /// a row belongs to its record by the record number; for another book, map `record` to nothing.
    Customers(CustomerFilter),
    /// Contacts by name.
    Contacts(ContactFilter),
    /// Products and services by code.
    Products(ProductFilter),
    /// Invoices and credit notes by date of issue.
    Invoices(InvoiceFilter),
    /// The lines of invoices and credit notes, a row each.
    InvoiceLines(InvoiceFilter),
    /// Payments, the oldest first.
    Payments(PaymentFilter),
    /// What settles what, withdrawn allocations included, in the order they were made.
    Allocations,
    /// The chart of accounts in tree order.
    Accounts,
    /// Journals.
    Journals,
    /// Journal entries, a row each.
    Entries(EntryFilter),
    /// The postings of journal entries, a row each.
    Postings(EntryFilter),
    /// The trial balance of the days from `from` (none: the first of the month) to `on`.
    TrialBalance {
        /// The first day of the movement.
        from: Option<NaiveDate>,
        /// The last day.
        on: NaiveDate,
    },
    /// What is open by age, a row per customer or supplier.
    Ageing {
        /// The day it is seen from.
        on: NaiveDate,
        /// What customers owe, or what is owed to suppliers.
        side: Side,
        /// The bands.
        bands: AgeingBands,
        /// What ages are counted from.
        by: AgeingBy,
    },
    /// The statement of a customer or supplier: a row with the opening balance, a row for each
    /// document, a row with the closing balance.
    Statement {
        /// The customer or supplier.
        customer: CustomerId,
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// Cases, the oldest first.
    Cases(CaseFilter),
    /// The user-maintained lists.
    Dictionaries,
    /// The items of a user-maintained list, retired ones included.
    DictionaryItems {
        /// The code of the list; none for those of all.
        dictionary: Option<String>,
    },
    /// Operators; passwords are no part of it.
    Operators,
    /// Teams.
    Teams,
    /// Roles with what they permit.
    Roles,
    /// The change log after a number (0 for all of it), a row for each change.
    Changes {
        /// The number of the last change that is left out.
        after: i64,
    },
    /// Imports, the newest first.
    Imports,
}

impl ExportList {
    /// The names of all lists, as the areas' cards have them.
    pub const NAMES: &'static [&'static str] = cards::EXPORTS;
}

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExportOptions {
    /// The language of the headings, and of yes and no.
    pub language: Language,
    /// The encoding of the file.
    pub encoding: OutEncoding,
}

/// An instant as exports write it, by the book's offset from UTC in minutes.
pub(crate) fn local_time(at: DateTime<Utc>, offset: i64) -> String {
    sheet::local_time(at, Duration::try_minutes(offset).unwrap_or_default())
}

/// See [`super::Exchange::export`].
pub(crate) fn export(
    session: &Session,
    list: &ExportList,
    out: &mut dyn Write,
    options: &ExportOptions,
) -> Result<i64> {
    let mut sheet = Sheet::begin(session, out, options)?;
    let to = &mut sheet;
    match list {
        ExportList::Customers(filter) => people::customers(session, filter, to),
        ExportList::Contacts(filter) => people::contacts(session, filter, to),
        ExportList::Products(filter) => billing::products(session, filter, to),
        ExportList::Invoices(filter) => billing::invoices(session, filter, to),
        ExportList::InvoiceLines(filter) => billing::lines(session, filter, to),
        ExportList::Payments(filter) => billing::payments(session, filter, to),
        ExportList::Allocations => billing::allocations(session, to),
        ExportList::Accounts => ledger::accounts(session, to),
        ExportList::Journals => ledger::journals(session, to),
        ExportList::Entries(filter) => ledger::entries(session, filter, to),
        ExportList::Postings(filter) => ledger::postings(session, filter, to),
        ExportList::TrialBalance { from, on } => ledger::trial_balance(session, *from, *on, to),
        ExportList::Ageing { on, side, bands, by } => {
            ledger::ageing(session, (*on, *side, bands, *by), to)
        }
        ExportList::Statement { customer, from, to: last } => {
            ledger::statement(session, *customer, (*from, *last), to)
        }
        ExportList::Cases(filter) => others::cases(session, filter, to),
        ExportList::Dictionaries => others::dictionaries(session, to),
        ExportList::DictionaryItems { dictionary } => {
            others::dictionary_items(session, dictionary.as_deref(), to)
        }
        ExportList::Operators => others::operators(session, to),
        ExportList::Teams => others::teams(session, to),
        ExportList::Roles => others::roles(session, to),
        ExportList::Changes { after } => others::changes(session, *after, to),
        ExportList::Imports => others::imports(session, to),
    }?;
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// serde names every list when it is asked for one that is none.
    #[test]
    fn cards_name_every_list() {
        let error = serde_json::from_str::<ExportList>("{\"none\": 0}").unwrap_err().to_string();
        let known: std::collections::BTreeSet<&str> = error.split('`').skip(3).step_by(2).collect();
        assert_eq!(known, ExportList::NAMES.iter().copied().collect(), "{error}");
    }
}
