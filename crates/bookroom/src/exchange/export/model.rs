//! What can be exported, how it is written, and what came of it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::attachments::model::AttachmentFilter;
use crate::billing::invoices::{InvoiceFilter, InvoiceSort};
use crate::billing::open_items::model::{EntryItemFilter, EntryItemSort};
use crate::billing::payments::{PaymentFilter, PaymentSort, Side};
use crate::billing::products::{ProductFilter, ProductSort};
use crate::customers::contacts::model::{ContactFilter, ContactSort};
use crate::customers::important_dates::model::ImportantDateFilter;
use crate::customers::invoice_profiles::model::InvoiceProfileFilter;
use crate::customers::model::{CustomerFilter, CustomerSort};
use crate::dealings::model::{DealingFilter, DealingSort};
use crate::error::{Code, Problem, Result};
use crate::exchange::csv_out::OutEncoding;
use crate::exchange::model::{ImportFilter, ImportSort};
use crate::ledger::model::{EntryFilter, EntrySort, RegisterOptions};
use crate::log::Subject;
use crate::reports::ageing::{AgeingBands, AgeingBy};
use crate::rights::cards;
use crate::service::model::{CaseFilter, CaseSort};
use crate::tasks::model::{TaskFilter, TaskSort};
use crate::values::{BookId, CaseId, CustomerId, Language};

/// What is exported: a list with its own filter, or a report. A day that is left out is today; see
/// [`ExportList::named`] for the whole of a list by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportList {
    /// Customers and suppliers, in the order they were added, under headings that
    /// [`crate::exchange::Exchange::import_customers`] knows. A company that is only bought from
    /// is of the kind `supplier`; the first address and bank account have columns of their own.
    /// Read back, a row belongs to its record by the record number; for another book, map `record`
    /// to nothing.
    Customers(CustomerFilter),
    /// The tags of customers, with how many have each.
    Tags,
    /// Contacts by name.
    Contacts(ContactFilter),
    /// Days that matter to customers and persons there, in the order in which they were added.
    ImportantDates(ImportantDateFilter),
    /// What customers want on their invoices, in the order in which it was added.
    InvoiceProfiles(InvoiceProfileFilter),
    /// Pools of customers, with their rules and members.
    Pools,
    /// Who owned which customer when, and in which pool it waited, the oldest change first.
    OwnerChanges,
    /// Dealings with customers, the oldest first.
    Dealings(DealingFilter),
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
    /// Lines posted by hand on accounts that are kept by customer, in the order they were made.
    OpenItems(EntryItemFilter),
    /// The chart of accounts in tree order.
    Accounts,
    /// Which account the engine uses for what.
    AccountRoles,
    /// Journals.
    Journals,
    /// Journal entries, a row each.
    Entries(EntryFilter),
    /// The postings of journal entries, a row each.
    Postings(EntryFilter),
    /// The movements of an account or a party with their running balance, the oldest first, below
    /// a row with the opening balance and above one with the closing balance.
    Register(RegisterOptions),
    /// The customers and suppliers that are not settled at the end of a day.
    PartyBalances {
        /// The code of the account; none for all of them.
        account: Option<String>,
        /// The day; none for today.
        on: Option<NaiveDate>,
    },
    /// The trial balance of the days from `from` to `on`.
    TrialBalance {
        /// The first day of the movement; none for the first of the month of `on`.
        from: Option<NaiveDate>,
        /// The last day; none for today.
        on: Option<NaiveDate>,
    },
    /// Income, cost and expense of some days, an account a row.
    IncomeSummary {
        /// The first day; none for the first of the year of `to`.
        from: Option<NaiveDate>,
        /// The last day; none for today.
        to: Option<NaiveDate>,
    },
    /// What is open by age, a row per customer or supplier.
    Ageing {
        /// The day it is seen from; none for today.
        on: Option<NaiveDate>,
        /// What customers owe, or what is owed to suppliers.
        #[serde(default)]
        side: Side,
        /// The bands.
        #[serde(default)]
        bands: AgeingBands,
        /// What ages are counted from.
        #[serde(default)]
        by: AgeingBy,
    },
    /// The statement of a customer or supplier: a row with the opening balance, a row for each
    /// document, a row with the closing balance.
    Statement {
        /// The customer or supplier.
        customer: CustomerId,
        /// The first day; none for the first of the year of `to`.
        from: Option<NaiveDate>,
        /// The last day; none for today.
        to: Option<NaiveDate>,
    },
    /// Cases, the oldest first.
    Cases(CaseFilter),
    /// Notes of cases, the oldest first.
    CaseNotes {
        /// The case; none for the notes of all.
        case: Option<CaseId>,
    },
    /// Which cases belong together, in the order in which it was said.
    CaseLinks,
    /// What complaints lead to, in the order in which it was proposed.
    CaseRemedies,
    /// What customers were asked about service, in the order in which they were.
    Surveys,
    /// Policies of service levels, in their order.
    ServicePolicies,
    /// The targets of cases that run or ran, in the order in which they came.
    CaseClocks,
    /// Rules by which cases are assigned, in their order.
    AssignmentRules,
    /// When operators are, were and will be away, in the order in which it was said.
    Absences,
    /// What the rules said of cases, in the order in which they did.
    CaseAssignments,
    /// Tasks by the day on which they are due.
    Tasks(TaskFilter),
    /// Files on records, in the order in which they were added; what they hold is written by
    /// [`crate::attachments::Attachments::export_files`].
    Attachments(AttachmentFilter),
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
    /// Business calendars: a row for each span of the week and for each day that differs.
    Calendars,
    /// Saved views: one's own and the shared ones.
    SavedViews,
    /// Fields of the book's own.
    CustomFields,
    /// Roles with what they permit.
    Roles,
    /// The rules that keep duties apart.
    DutyRules,
    /// The change log after a number, a row for each change.
    Changes {
        /// The number of the last change that is left out; none for all of it.
        after: Option<i64>,
    },
    /// The history of one record, the oldest change first.
    History(Subject),
    /// Imports, the oldest first.
    Imports(ImportFilter),
}

impl ExportList {
    /// The names of all lists, as the areas' cards have them.
    pub const NAMES: &'static [&'static str] = cards::EXPORTS;

    /// The lists that are of one record, and so no part of an export of all.
    pub const OF_ONE: &'static [&'static str] = &["register", "statement", "history"];

    /// The whole of the list with this name: all that the operator may see, reports as of today,
    /// `ageing` of what customers owe.
    ///
    /// # Errors
    /// `bad_choice` with the fact `choices` for a name that is none; `required` for a list of one
    /// record, with the facts `of` (the list) and `needs` (what has to be said with it).
    pub fn named(name: &str) -> Result<Self> {
        let needs = match name {
            "register" => "account or party, from, to",
            "statement" => "customer",
            "history" => "kind, id",
            _ => {
                let unknown = || Problem::new(Code::BadChoice).choices(Self::NAMES);
                let first = Self::whole(name).into_iter().next();
                return Ok(first.map(|(_, list)| list).ok_or_else(unknown)?);
            }
        };
        Err(Problem::new(Code::Required).fact("of", name).fact("needs", needs).into())
    }

    /// The whole of the list with a name, with the name of its file.
    pub(super) fn whole(name: &str) -> Vec<(String, Self)> {
        let list = match name {
            "customers" => Self::Customers(CustomerFilter::default()),
            "tags" => Self::Tags,
            "contacts" => Self::Contacts(ContactFilter::default()),
            "important_dates" => Self::ImportantDates(ImportantDateFilter::default()),
            "invoice_profiles" => Self::InvoiceProfiles(InvoiceProfileFilter::default()),
            "pools" => Self::Pools,
            "owner_changes" => Self::OwnerChanges,
            "dealings" => Self::Dealings(DealingFilter::default()),
            "products" => Self::Products(ProductFilter::default()),
            "invoices" => Self::Invoices(InvoiceFilter::default()),
            "invoice_lines" => Self::InvoiceLines(InvoiceFilter::default()),
            "payments" => Self::Payments(PaymentFilter::default()),
            "allocations" => Self::Allocations,
            "open_items" => Self::OpenItems(EntryItemFilter::default()),
            "accounts" => Self::Accounts,
            "account_roles" => Self::AccountRoles,
            "journals" => Self::Journals,
            "entries" => Self::Entries(EntryFilter::default()),
            "postings" => Self::Postings(EntryFilter::default()),
            "party_balances" => Self::PartyBalances { account: None, on: None },
            "trial_balance" => Self::TrialBalance { from: None, on: None },
            "income_summary" => Self::IncomeSummary { from: None, to: None },
            "ageing" => {
                let of = |side: Side| (format!("ageing_{}", side.slug()), ageing(side));
                return Side::ALL.iter().copied().map(of).collect();
            }
            "cases" => Self::Cases(CaseFilter::default()),
            "case_notes" => Self::CaseNotes { case: None },
            "case_links" => Self::CaseLinks,
            "case_remedies" => Self::CaseRemedies,
            "surveys" => Self::Surveys,
            "service_policies" => Self::ServicePolicies,
            "case_clocks" => Self::CaseClocks,
            "assignment_rules" => Self::AssignmentRules,
            "absences" => Self::Absences,
            "case_assignments" => Self::CaseAssignments,
            "tasks" => Self::Tasks(TaskFilter::default()),
            "attachments" => Self::Attachments(AttachmentFilter::default()),
            "dictionaries" => Self::Dictionaries,
            "dictionary_items" => Self::DictionaryItems { dictionary: None },
            "operators" => Self::Operators,
            "teams" => Self::Teams,
            "calendars" => Self::Calendars,
            "saved_views" => Self::SavedViews,
            "custom_fields" => Self::CustomFields,
            "roles" => Self::Roles,
            "duty_rules" => Self::DutyRules,
            "changes" => Self::Changes { after: None },
            "imports" => Self::Imports(ImportFilter::default()),
            _ => return Vec::new(),
        };
        vec![(name.to_owned(), list)]
    }

    /// The words that the list can be sorted by; none where it has one order only.
    pub(super) fn sorts(&self) -> Vec<&'static str> {
        match self {
            Self::Customers(_) => CustomerSort::words(),
            Self::Contacts(_) => ContactSort::words(),
            Self::Dealings(_) => DealingSort::words(),
            Self::Products(_) => ProductSort::words(),
            Self::Invoices(_) | Self::InvoiceLines(_) => InvoiceSort::words(),
            Self::Payments(_) => PaymentSort::words(),
            Self::Entries(_) | Self::Postings(_) => EntrySort::words(),
            Self::Tasks(_) => TaskSort::words(),
            Self::Cases(_) => CaseSort::words(),
            Self::OpenItems(_) => EntryItemSort::words(),
            Self::Imports(_) => ImportSort::words(),
            _ => Vec::new(),
        }
    }
}

fn ageing(side: Side) -> ExportList {
    ExportList::Ageing { on: None, side, bands: AgeingBands::Months, by: AgeingBy::DueDate }
}

/// How an export is written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExportOptions {
    /// The language of the headings, and of yes and no.
    pub language: Language,
    /// The encoding of the file.
    pub encoding: OutEncoding,
    /// What the list is sorted by, a word of its own sort such as `due_on`; when absent, the order
    /// that the list has in exports.
    pub sort: Option<String>,
    /// Whether the last comes first; only with `sort`.
    pub descending: bool,
    /// The language of labels: behind each column of codes or words (the items of user-maintained
    /// lists, accounts, kinds and states) stands one of what they are called. Without it there are
    /// none. Labels are for people: a file that is read back goes by the codes.
    pub labels: Option<Language>,
}

/// How all lists of a book are exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExportAllOptions {
    /// The language of the headings, and of yes and no.
    pub language: Language,
    /// The encoding of the files.
    pub encoding: OutEncoding,
    /// Whether files of these names that are in the folder already are replaced; otherwise the
    /// folder must be new or empty.
    pub overwrite: bool,
    /// The language of labels, as in [`ExportOptions`].
    pub labels: Option<Language>,
}

/// What an export of all lists holds; `manifest.json` in its folder says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportManifest {
    /// The book.
    pub book: BookId,
    /// Its name.
    pub name: String,
    /// The day in the book's time zone, to which reports go.
    pub day: NaiveDate,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// The version of the engine that made it.
    pub engine: String,
    /// The language of the headings.
    pub language: Language,
    /// The encoding of the files.
    pub encoding: OutEncoding,
    /// The files, in the order of the lists.
    pub files: Vec<ExportedFile>,
    /// The lists that are not there because the operator may not see them.
    pub left_out: Vec<LeftOutList>,
}

/// A file of an export of all lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedFile {
    /// The name of the list.
    pub list: String,
    /// The name of the file in the folder.
    pub file: String,
    /// How many rows stand below the headings.
    pub rows: i64,
}

/// A list that is not part of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOutList {
    /// The name of the list.
    pub list: String,
    /// The permission that the operator lacks.
    pub needs: String,
}
