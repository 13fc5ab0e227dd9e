//! Customers that are the same: merged into one with all that names them, and parted again.

mod growing;
mod history;
mod links;
pub mod moving;
mod parting;
mod people;
pub mod references;

use std::collections::BTreeSet;

use bookroom::Session;
use bookroom::billing::invoices::{InvoiceFilter, InvoiceSort};
use bookroom::billing::open_items::model::{EntryItemFilter, EntryItemSort};
use bookroom::billing::payments::{OpenItem, PaymentFilter, PaymentSort};
use bookroom::customers::contacts::model::{ContactFilter, ContactSort};
use bookroom::customers::important_dates::model::ImportantDateFilter;
use bookroom::customers::invoice_profiles::model::InvoiceProfileFilter;
use bookroom::customers::merging::model::MergedCustomers;
use bookroom::customers::model::{CustomerFilter, CustomerSort, CustomerVersion};
use bookroom::dealings::model::{DealingFilter, DealingSort};
use bookroom::error::Result;
use bookroom::exchange::export::{ExportList, ExportOptions};
use bookroom::reports::ageing::AgeingOptions;
use bookroom::search::model::SearchQuery;
use bookroom::service::model::{CaseFilter, CaseSort};
use bookroom::tasks::model::{TaskFilter, TaskSort};
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::room::day;
use serde_json::{Value, json};

/// Lists that tell what was done, and so of the merge, too.
const MOVE: [&str; 2] = ["changes", "owner_changes"];
/// The last day that figures are read of.
const UNTIL: &str = "2026-06-30";

/// A customer as it is now, for a command.
pub fn seen(session: &Session, id: CustomerId) -> CustomerVersion {
    session.customers().get(id).unwrap().seen()
}

/// Merges customers by the usual rules.
pub fn merge(
    session: &Session,
    into: CustomerId,
    others: &[CustomerId],
) -> Result<MergedCustomers> {
    let into = seen(session, into);
    let others = others.iter().map(|id| seen(session, *id)).collect();
    session.customers().merge(into, others, Vec::new())
}

/// Undoes a merge.
pub fn unmerge(session: &Session, merged: &MergedCustomers) -> Result<MergedCustomers> {
    session.customers().unmerge(merged.merge.id, merged.merge.version)
}

/// Records without how often and when they changed.
fn plain(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| name != "version" && name != "updated_at");
            fields.values_mut().for_each(plain);
        }
        Value::Array(items) => items.iter_mut().for_each(plain),
        _ => {}
    }
}

/// All that a book tells of its customers, by what is told.
pub fn told(session: &Session) -> Value {
    let page = PageRequest::first(1_000);
    let customers = session.customers();
    let mut ids = BTreeSet::new();
    for merged in [false, true] {
        let filter = CustomerFilter { merged, ..CustomerFilter::default() };
        let list = customers.list(&filter, CustomerSort::Name, false, &page).unwrap();
        ids.extend(list.items.iter().map(|it| it.id));
    }
    let ids: Vec<CustomerId> = ids.into_iter().collect();
    let (from, until) = (day("2026-01-01"), day(UNTIL));
    let billing = session.billing();
    let invoices = InvoiceFilter::default();
    let invoices = billing.invoices().list(&invoices, InvoiceSort::IssueOn, false, &page).unwrap();
    let payments = PaymentFilter::default();
    let payments = billing.payments().list(&payments, PaymentSort::PaidOn, false, &page).unwrap();
    let lines = EntryItemFilter::default();
    let lines = billing.open_items().list(&lines, EntryItemSort::EntryOn, false, &page).unwrap();
    let allocations: Vec<_> = payments
        .items
        .iter()
        .map(|it| billing.payments().allocations(OpenItem::Payment(it.id)).unwrap())
        .collect();
    let (contacts, dealings) = (ContactFilter::default(), DealingFilter::default());
    let (cases, tasks) = (CaseFilter::default(), TaskFilter::default());
    let statements: Vec<_> =
        ids.iter().map(|id| session.reports().statement(*id, from, until).unwrap()).collect();
    let mut told = json!({
        "customers": customers.get_many(&ids).unwrap(),
        "contacts": customers.list_contacts(&contacts, ContactSort::Name, false, &page).unwrap(),
        "families": ids.iter().map(|id| customers.family(*id).unwrap()).collect::<Vec<_>>(),
        "credits": customers.credits(&ids).unwrap(),
        "invoices": invoices,
        "payments": payments,
        "allocations": allocations,
        "lines": lines,
        "dealings":
            session.dealings().list(&dealings, DealingSort::HappenedAt, false, &page).unwrap(),
        "cases": session.service().list(&cases, CaseSort::Number, false, &page).unwrap(),
        "profiles":
            customers.invoice_profiles().list(&InvoiceProfileFilter::default(), &page).unwrap(),
        "dates": customers
            .important_dates()
            .list(&ImportantDateFilter::default(), &page)
            .unwrap(),
        "tasks": session.tasks().list(&tasks, TaskSort::default(), false, &page).unwrap(),
        "statements": statements,
        "ageing": session.reports().ageing(&AgeingOptions::receivable(until)).unwrap(),
        "balances": session.ledger().party_balances(None, until, &page).unwrap(),
        "balances_before": session.ledger().party_balances(None, day("2026-06-10"), &page).unwrap(),
    });
    plain(&mut told);
    let lists = told.as_object_mut().unwrap();
    for name in ExportList::NAMES.iter().filter(|name| !MOVE.contains(name)) {
        let Ok(list) = ExportList::named(name) else { continue };
        let mut out = Vec::new();
        session.exchange().export(&list, &mut out, &ExportOptions::default()).unwrap();
        lists.insert(format!("export of {name}"), String::from_utf8(out).unwrap().into());
    }
    for text in ["公司", "138001380", "王芳", "漏墨", "K1"] {
        let found = session.search().find(&SearchQuery::of(text)).unwrap();
        let hits: Vec<_> =
            found.hits.iter().map(|hit| format!("{:?} {}", hit.kind, hit.id)).collect();
        lists.insert(format!("search for {text}"), hits.into());
    }
    told
}

/// Where two tellings of a book differ.
pub fn assert_same(before: &Value, after: &Value, why: &str) {
    let (before, after) = (before.as_object().unwrap(), after.as_object().unwrap());
    for (name, told) in before {
        assert_eq!(told, &after[name], "{why}: {name}");
    }
}
