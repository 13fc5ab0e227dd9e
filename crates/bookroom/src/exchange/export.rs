//! Lists and reports out as CSV, page by page: never a whole list in memory.
//!
//! Every list comes from its area's own query, so scopes, field rights and masks hold here as they
//! do on a screen.

mod all;
mod assignment;
mod attachments;
pub(crate) mod back;
mod billing;
mod calendars;
mod custom;
mod dealings;
mod labels;
mod ledger;
mod levels;
mod model;
mod others;
mod parts;
mod people;
mod pools;
mod reports;
mod service;
mod sheet;
mod store;
mod tasks;

use std::io::Write;
use std::path::Path;

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc};

use crate::error::{Code, Error, Problem, Result};
use crate::rights::permission::Permission;
use crate::store::files;
use crate::work::Session;
use sheet::Sheet;

pub(crate) use all::export_all;
pub(crate) use labels::without_labels;
pub use model::{
    ExportAllOptions, ExportList, ExportManifest, ExportOptions, ExportedFile, LeftOutList,
};

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
    check_order(list, options)?;
    let to = &mut sheet;
    match list {
        ExportList::Customers(filter) => people::customers(session, filter, to),
        ExportList::Tags => people::tags(session, to),
        ExportList::Contacts(filter) => people::contacts(session, filter, to),
        ExportList::ImportantDates(filter) => parts::important_dates(session, filter, to),
        ExportList::InvoiceProfiles(filter) => parts::invoice_profiles(session, filter, to),
        ExportList::Pools => pools::pools(session, to),
        ExportList::OwnerChanges => pools::owner_changes(session, to),
        ExportList::Products(filter) => billing::products(session, filter, to),
        ExportList::Invoices(filter) => billing::invoices(session, filter, to),
        ExportList::InvoiceLines(filter) => billing::lines(session, filter, to),
        ExportList::Payments(filter) => billing::payments(session, filter, to),
        ExportList::Allocations => billing::allocations(session, to),
        ExportList::OpenItems(filter) => billing::open_items(session, filter, to),
        ExportList::Accounts => ledger::accounts(session, to),
        ExportList::AccountRoles => ledger::account_roles(session, to),
        ExportList::Journals => ledger::journals(session, to),
        ExportList::Entries(filter) => ledger::entries(session, filter, to),
        ExportList::Postings(filter) => ledger::postings(session, filter, to),
        ExportList::Register(query) => ledger::register(session, query, to),
        ExportList::PartyBalances { .. }
        | ExportList::TrialBalance { .. }
        | ExportList::IncomeSummary { .. }
        | ExportList::Ageing { .. }
        | ExportList::Statement { .. } => of_days(session, list, to),
        ExportList::Cases(filter) => service::cases(session, filter, to),
        ExportList::Dealings(filter) => dealings::dealings(session, filter, to),
        ExportList::CaseNotes { case } => service::notes(session, *case, to),
        ExportList::CaseLinks | ExportList::CaseRemedies | ExportList::Surveys => {
            service::beside(session, list, to)
        }
        ExportList::ServicePolicies => levels::policies(session, to),
        ExportList::CaseClocks => levels::clocks(session, to),
        ExportList::AssignmentRules => assignment::rules(session, to),
        ExportList::Absences => assignment::absences(session, to),
        ExportList::CaseAssignments => assignment::said(session, to),
        ExportList::Tasks(filter) => tasks::tasks(session, filter, to),
        ExportList::Attachments(filter) => attachments::attachments(session, filter, to),
        ExportList::Dictionaries => others::dictionaries(session, to),
        ExportList::DictionaryItems { dictionary } => {
            others::dictionary_items(session, dictionary.as_deref(), to)
        }
        ExportList::Operators => others::operators(session, to),
        ExportList::Teams => others::teams(session, to),
        ExportList::Calendars => calendars::calendars(session, to),
        ExportList::SavedViews => others::saved_views(session, to),
        ExportList::CustomFields => custom::custom_fields(session, to),
        ExportList::Roles => others::roles(session, to),
        ExportList::DutyRules => others::duty_rules(session, to),
        ExportList::Changes { after } => others::changes(session, after.unwrap_or(0), to),
        ExportList::History(subject) => others::history(session, subject, to),
        ExportList::Imports(filter) => others::imports(session, filter, to),
    }?;
    sheet.finish()
}

/// Writes a list that is of some days, or of the end of one.
fn of_days(session: &Session, list: &ExportList, to: &mut Sheet<'_>) -> Result<()> {
    match list {
        ExportList::PartyBalances { account, on } => {
            let on = last_day(session, *on)?;
            ledger::party_balances(session, account.as_deref(), on, to)
        }
        ExportList::TrialBalance { from, on } => {
            let on = last_day(session, *on)?;
            reports::trial_balance(session, *from, on, to)
        }
        ExportList::IncomeSummary { from, to: last } => {
            let days = span(session, *from, *last)?;
            reports::income_summary(session, days, to)
        }
        ExportList::Ageing { on, side, bands, by } => {
            let on = last_day(session, *on)?;
            reports::ageing(session, (on, *side, bands, *by), to)
        }
        ExportList::Statement { customer, from, to: last } => {
            let days = span(session, *from, *last)?;
            reports::statement(session, *customer, days, to)
        }
        _ => Err(Error::internal("a list that is of no days")),
    }
}

/// The day that is meant: today in the book's time zone when none is given.
fn last_day(session: &Session, day: Option<NaiveDate>) -> Result<NaiveDate> {
    match day {
        Some(day) => Ok(day),
        None => session.read(Permission::ListsExport, |view| Ok(view.today())),
    }
}

/// The days that are meant: when nothing is given, those of the year until today.
fn span(
    session: &Session,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<(NaiveDate, NaiveDate)> {
    let to = last_day(session, to)?;
    let first = || to.with_ordinal0(0).unwrap_or(to);
    Ok((from.unwrap_or_else(first), to))
}

/// See [`super::Exchange::export_to`].
pub(crate) fn export_to(
    session: &Session,
    list: &ExportList,
    path: &str,
    options: &ExportOptions,
) -> Result<i64> {
    session.authorise(Permission::ListsExport)?;
    let write = |out: &mut dyn Write| export(session, list, out, options);
    session.in_one_state(|| files::write_whole(Path::new(path), write))
}

/// Refuses an order that the list does not have.
fn check_order(list: &ExportList, options: &ExportOptions) -> Result<()> {
    let words = list.sorts();
    match &options.sort {
        Some(word) if words.contains(&word.as_str()) => Ok(()),
        Some(_) => {
            let problem = Problem::new(Code::BadChoice).at("options.sort");
            Err(problem.choices(&words).into())
        }
        None if options.descending => Err(Problem::new(Code::Required).at("options.sort").into()),
        None => Ok(()),
    }
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

    /// Whoever adds an export says here what the whole of it is, or that it is of one record.
    #[test]
    fn an_export_of_all_has_every_list() {
        let mut files = std::collections::BTreeSet::new();
        for name in ExportList::NAMES {
            let lists = ExportList::whole(name);
            assert_eq!(lists.is_empty(), ExportList::OF_ONE.contains(name), "{name}");
            for (file, list) in lists {
                let json = serde_json::to_value(&list).unwrap();
                let is = json.as_str().or_else(|| json.as_object()?.keys().next().map(|it| &**it));
                assert_eq!(is, Some(*name));
                assert!(files.insert(file), "{name}");
            }
            assert_eq!(ExportList::named(name).is_err(), ExportList::OF_ONE.contains(name));
        }
    }
}
