//! Every read there is, with what it needs: whoever lacks one of these permissions is refused,
//! whoever has exactly them is not. A new read without a row fails.

use std::collections::BTreeSet;
use std::time::Duration;

use bookroom::Session;
use bookroom::access::model::{Role, RoleEdit};
use bookroom::access::permission::{Grant, Permission, Reach};
use bookroom::attachments::model::AttachmentFilter;
use bookroom::billing::invoices::{InvoiceFilter, InvoiceSort};
use bookroom::billing::open_items::model::{EntryItemFilter, EntryItemSort};
use bookroom::billing::payments::{OpenItem, PaymentFilter, PaymentSort};
use bookroom::billing::products::{ProductFilter, ProductSort};
use bookroom::changes::model::Subject;
use bookroom::customers::contacts::model::{ContactFilter, ContactSort};
use bookroom::customers::duplicates::model::{ContactDuplicateSearch, DuplicateSearch};
use bookroom::customers::model::{CustomerFilter, CustomerSort, NewCustomer};
use bookroom::customers::pools::model::{PoolFilter, PoolSort};
use bookroom::dealings::model::{DealingFilter, DealingSort};
use bookroom::error::{Kind, Result};
use bookroom::exchange::export::{ExportAllOptions, ExportList, ExportOptions};
use bookroom::exchange::headers::Target;
use bookroom::exchange::model::{FileOptions, ImportFile, ImportFilter, ImportSort};
use bookroom::ledger::model::{EntryFilter, EntrySort, RegisterOptions};
use bookroom::reports::ageing::{AgeingBands, AgeingBy, AgeingOptions};
use bookroom::reports::cases::model::{CaseAnalysisBy, SatisfactionBy};
use bookroom::reports::timeline::TimelineFilter;
use bookroom::reports::trial_balance::TrialBalanceOptions;
use bookroom::search::model::{SearchKind, SearchQuery};
use bookroom::service::levels::model::{AttainmentDimension, DueFilter};
use bookroom::service::model::{CaseDimension, CaseFilter, CaseSort};
use bookroom::service::remedies::model::RemedyFilter;
use bookroom::service::surveys::model::SurveyFilter;
use bookroom::tasks::model::{TaskFilter, TaskSort};
use bookroom::values::{
    ContactMergeId, CustomerId, CustomerMergeId, EntryItemId, InvoiceId, PageRequest, PaymentId,
    PoolId,
};
use bookroom_tests::room::{self, day};

use super::role;

use Permission::{
    AssignmentView, AttachmentsView, BookEdit, CalendarsView, CasesView, ChangesView,
    CustomFieldsEdit, CustomFieldsView, CustomersView, DealingsView, DictionariesView, ImportsRun,
    InvoicesView, LedgerView, ListsExport, OperatorsView, PaymentsView, PoolsView, ProductsView,
    SavedViewsEdit, ServiceLevelsView, SurveysView, TasksView,
};

type Call = Box<dyn Fn(&Session) -> Result<()>>;

struct Read {
    name: String,
    needs: Vec<Permission>,
    call: Call,
}

/// A row: the method, what it needs, and a call of it.
macro_rules! reads {
    ($($name:literal [$($needs:ident),*] |$s:ident| $call:expr;)*) => {
        vec![$(Read {
            name: $name.to_owned(),
            needs: vec![$($needs),*],
            call: Box::new(move |$s: &Session| $call.map(drop)),
        },)*]
    };
}

mod service;

fn page() -> PageRequest {
    PageRequest::first(10)
}

fn of_areas() -> Vec<Read> {
    let (from, to) = (day("2026-06-01"), day("2026-06-30"));
    let mut reads = reads! {
        "access.operators" [OperatorsView] |s| s.access().operators();
        "access.teams" [OperatorsView] |s| s.access().teams();
        "access.roles" [OperatorsView] |s| s.access().roles();
        "access.duty_rules" [OperatorsView] |s| s.access().duty_rules();
        "access.check_duties" [OperatorsView] |s| s.access().check_duties();
        "billing.verify" [LedgerView, InvoicesView, PaymentsView] |s|
            s.billing().verify();
        "billing.invoices.get" [InvoicesView] |s| s.billing().invoices().get(InvoiceId(1));
        "billing.invoices.get_many" [InvoicesView] |s|
            s.billing().invoices().get_many(&[InvoiceId(1)]);
        "billing.invoices.get_by_number" [InvoicesView] |s|
            s.billing().invoices().get_by_number("1");
        "billing.invoices.find_by_reference" [InvoicesView] |s|
            s.billing().invoices().find_by_reference("1");
        "billing.invoices.list" [InvoicesView] |s| s.billing().invoices().list(
            &InvoiceFilter::default(), InvoiceSort::IssueOn, true, &page());
        "billing.invoices.totals" [InvoicesView] |s|
            s.billing().invoices().totals(&InvoiceFilter::default());
        "billing.open_items.get" [InvoicesView] |s|
            s.billing().open_items().get(EntryItemId(1));
        "billing.open_items.list" [InvoicesView] |s|
            s.billing().open_items().list(
                &EntryItemFilter::default(), EntryItemSort::DueOn, true, &page());
        "billing.payments.get" [PaymentsView] |s| s.billing().payments().get(PaymentId(1));
        "billing.payments.list" [PaymentsView] |s| s.billing().payments().list(
            &PaymentFilter::default(), PaymentSort::PaidOn, true, &page());
        "billing.payments.totals" [PaymentsView] |s|
            s.billing().payments().totals(&PaymentFilter::default());
        "billing.payments.allocations" [PaymentsView] |s|
            s.billing().payments().allocations(OpenItem::Payment(PaymentId(1)));
        "billing.payments.unallocated_credit" [InvoicesView, PaymentsView] |s|
            s.billing().payments().unallocated_credit(&[]);
        "billing.payments.verify" [LedgerView, InvoicesView, PaymentsView] |s|
            s.billing().payments().verify();
        "billing.products.get" [ProductsView] |s| s.billing().products().get(1.into());
        "billing.invoices.find_by_number" [InvoicesView] |s|
            s.billing().invoices().find_by_number("1");
        "billing.products.find_by_code" [ProductsView] |s|
            s.billing().products().find_by_code("1");
        "customers.get_by_code" [CustomersView] |s| s.customers().get_by_code("1");
        "billing.products.get_by_code" [ProductsView] |s|
            s.billing().products().get_by_code("1");
        "billing.products.find_by_codes" [ProductsView] |s|
            s.billing().products().find_by_codes(&["1".to_owned()]);
        "billing.products.list" [ProductsView] |s| s.billing().products().list(
            &ProductFilter::default(), ProductSort::default(), false, &page());
    };
    reads.extend(of_calendars());
    reads.extend(service::of_cases());
    reads.extend(service::of_levels());
    reads.extend(service::of_assignment());
    reads.extend(service::of_charts());
    reads.extend(of_views());
    reads.extend(of_custom_fields());
    reads.extend(of_records());
    reads.extend(dated(from, to));
    reads
}

fn of_custom_fields() -> Vec<Read> {
    reads! {
        "custom_fields.get" [CustomFieldsView] |s| s.custom_fields().get(1.into());
        "custom_fields.list" [CustomFieldsView] |s| s.custom_fields().list(None);
        "custom_fields.fit" [CustomFieldsEdit] |s| s.custom_fields().fit(1.into());
    }
}

fn of_views() -> Vec<Read> {
    reads! {
        "saved_views.get" [SavedViewsEdit] |s| s.saved_views().get(1.into());
        "saved_views.list" [SavedViewsEdit] |s| s.saved_views().list(None);
    }
}

fn of_calendars() -> Vec<Read> {
    const AT: bookroom::chrono::DateTime<bookroom::chrono::Utc> =
        bookroom::chrono::DateTime::UNIX_EPOCH;
    reads! {
        "calendars.get" [CalendarsView] |s| s.calendars().get(1.into());
        "calendars.get_default" [CalendarsView] |s| s.calendars().get_default();
        "calendars.list" [CalendarsView] |s| s.calendars().list();
        "calendars.worked_seconds" [CalendarsView] |s|
            s.calendars().worked_seconds(AT, AT, None);
        "calendars.add_worked" [CalendarsView] |s| s.calendars().add_worked(AT, 1, None);
    }
}

fn of_records() -> Vec<Read> {
    reads! {
        "changes.history" [ChangesView] |s|
            s.changes().history(&Subject::new("customer", 1), &page());
        "changes.after" [ChangesView] |s| s.changes().after(0, 10);
        "changes.wait" [ChangesView] |s| s.changes().wait(0, 10, Duration::ZERO);
        "changes.head" [ChangesView] |s| s.changes().head();
        "changes.verify" [ChangesView, LedgerView] |s| s.changes().verify(None);
        "customers.get" [CustomersView] |s| s.customers().get(CustomerId(1));
        "customers.get_many" [CustomersView] |s| s.customers().get_many(&[CustomerId(1)]);
        "customers.find_by_code" [CustomersView] |s| s.customers().find_by_code("1");
        "customers.list" [CustomersView] |s| s.customers().list(
            &CustomerFilter::default(), CustomerSort::Name, false, &page());
        "customers.count" [CustomersView] |s| s.customers().count(&CustomerFilter::default());
        "customers.tags" [CustomersView] |s| s.customers().tags();
        "customers.duplicates_of" [CustomersView] |s|
            s.customers().duplicates_of(&NewCustomer::company("甲"));
        "customers.find_duplicates" [CustomersView] |s|
            s.customers().find_duplicates(&DuplicateSearch::default(), &page());
        "customers.find_duplicate_contacts" [CustomersView] |s| s.customers()
            .find_duplicate_contacts(&ContactDuplicateSearch::default(), &page());
        "customers.apart" [CustomersView] |s| s.customers().apart(None, &page());
        "customers.contacts_apart" [CustomersView] |s| s.customers().contacts_apart(None, &page());
        "customers.contact_merges" [CustomersView] |s| s.customers().contact_merges(None, &page());
        "customers.get_contact_merge" [CustomersView] |s|
            s.customers().get_contact_merge(ContactMergeId(1));
        "customers.contact" [CustomersView] |s| s.customers().contact(1.into());
        "customers.contact_link" [CustomersView] |s| s.customers().contact_link(1.into());
        "customers.contacts" [CustomersView] |s| s.customers().contacts(CustomerId(1));
        "customers.list_contacts" [CustomersView] |s|
            s.customers().list_contacts(
                &ContactFilter::default(), ContactSort::Name, false, &page());
        "customers.count_contacts" [CustomersView] |s|
            s.customers().count_contacts(&ContactFilter::default());
        "customers.credit" [CustomersView, InvoicesView, PaymentsView] |s|
            s.customers().credit(CustomerId(1));
        "customers.credits" [CustomersView, InvoicesView, PaymentsView] |s|
            s.customers().credits(&[CustomerId(1)]);
        "customers.family_credit" [CustomersView, InvoicesView, PaymentsView] |s|
            s.customers().family_credit(CustomerId(1));
        "customers.family" [CustomersView] |s| s.customers().family(CustomerId(1));
        "customers.merges" [CustomersView] |s| s.customers().merges(None, &page());
        "customers.get_merge" [CustomersView] |s| s.customers().get_merge(CustomerMergeId(1));
        "customers.owners" [CustomersView] |s| s.customers().owners(CustomerId(1), &page());
        "customers.important_dates.get" [CustomersView] |s|
            s.customers().important_dates().get(1.into());
        "customers.important_dates.list" [CustomersView] |s|
            s.customers().important_dates().list(&Default::default(), &page());
        "customers.important_dates.coming" [CustomersView] |s|
            s.customers().important_dates().coming(
                day("2026-06-01"), day("2027-05-31"), &Default::default(), &page());
        "customers.invoice_profiles.get" [CustomersView] |s|
            s.customers().invoice_profiles().get(1.into());
        "customers.invoice_profiles.list" [CustomersView] |s|
            s.customers().invoice_profiles().list(&Default::default(), &page());
        "customers.pools.list" [PoolsView] |s| s.customers().pools().list();
        "customers.pools.get" [PoolsView] |s| s.customers().pools().get(PoolId(1));
        "customers.pools.customers" [PoolsView] |s| s.customers().pools().customers(
            PoolId(1), &PoolFilter::default(), PoolSort::Name, false, &page());
        "customers.pools.due" [PoolsView] |s| s.customers().pools().due(None, &page());
        "dictionaries.list" [DictionariesView] |s| s.dictionaries().list();
        "dictionaries.items" [DictionariesView] |s| s.dictionaries().items("bank", true);
        "dictionaries.tree" [DictionariesView] |s| s.dictionaries().tree("bank", true);
        "exchange.preview" [ImportsRun] |s| s.exchange().preview(
            ImportFile::new("a.csv", "名称\n甲\n".as_bytes()),
            Target::Customers, &FileOptions::default());
        "exchange.fields" [ImportsRun] |s| s.exchange().fields(Target::Customers);
        "exchange.export_to" [CustomersView, ListsExport] |s| {
            let folder = tempfile::tempdir().unwrap();
            let list = ExportList::Customers(CustomerFilter::default());
            let path = folder.path().join("a.csv");
            s.exchange().export_to(&list, path.to_str().unwrap(), &ExportOptions::default())
        };
        "exchange.export_all" [ListsExport] |s| {
            let folder = tempfile::tempdir().unwrap();
            let options = ExportAllOptions::default();
            s.exchange().export_all(folder.path().to_str().unwrap(), &options)
        };
        "exchange.imports" [ImportsRun] |s| s.exchange().imports(
            &ImportFilter::default(), ImportSort::CreatedAt, true, &page());
        "ledger.accounts" [LedgerView] |s| s.ledger().accounts();
        "ledger.account" [LedgerView] |s| s.ledger().account("1001");
        "ledger.account_roles" [LedgerView] |s| s.ledger().account_roles();
        "ledger.journals" [LedgerView] |s| s.ledger().journals();
        "ledger.entry" [LedgerView] |s| s.ledger().entry(1.into());
        "ledger.entries" [LedgerView] |s| s.ledger().entries(
            &EntryFilter::default(), EntrySort::On, false, &page());
        "ledger.verify" [LedgerView] |s| s.ledger().verify();
        "dealings.get" [DealingsView] |s| s.dealings().get(1.into());
        "dealings.list" [DealingsView] |s| s.dealings().list(
            &DealingFilter::default(), DealingSort::HappenedAt, true, &page());
        "dealings.count" [DealingsView] |s| s.dealings().count(&DealingFilter::default());
        "attachments.get" [AttachmentsView] |s| s.attachments().get(1.into());
        "attachments.list" [AttachmentsView] |s| s.attachments().list(
            &AttachmentFilter::default(), &page());
        "attachments.content" [AttachmentsView] |s| s.attachments().content(1.into());
        "attachments.part" [AttachmentsView] |s| s.attachments().part(1.into(), 0, 1);
        "attachments.write_to" [AttachmentsView] |s| s.attachments().write_to(
            1.into(), &mut Vec::new());
        "attachments.save" [AttachmentsView] |s| {
            let folder = tempfile::tempdir().unwrap();
            s.attachments().save(1.into(), folder.path().join("a").to_str().unwrap())
        };
        "attachments.export_files" [AttachmentsView, ListsExport] |s| {
            let folder = tempfile::tempdir().unwrap();
            s.attachments().export_files(folder.path().to_str().unwrap())
        };
        "attachments.policy" [AttachmentsView] |s| s.attachments().policy();
        "tasks.get" [TasksView] |s| s.tasks().get(1.into());
        "tasks.list" [TasksView] |s| s.tasks().list(
            &TaskFilter::default(), TaskSort::DueOn, true, &page());
        "tasks.count" [TasksView] |s| s.tasks().count(&TaskFilter::default());
        "tasks.due" [TasksView] |s| s.tasks().due(room::start(), room::start(), None, &page());
        "search.find" [CustomersView] |s| s.search().find(&SearchQuery {
            kinds: vec![SearchKind::Customer], ..SearchQuery::of("甲") });
        "search.rebuild" [BookEdit] |s| s.search().rebuild();
        "service.get" [CasesView] |s| s.service().get(1.into());
        "service.list" [CasesView] |s|
            s.service().list(&CaseFilter::default(), CaseSort::OpenedOn, true, &page());
        "service.notes" [CasesView] |s| s.service().notes(1.into(), &page());
        "service.open_by_assignee" [CasesView] |s| s.service().open_by_assignee();
    }
}

fn dated(from: chrono::NaiveDate, to: chrono::NaiveDate) -> Vec<Read> {
    let dated = |name: &str, needs: &[Permission], call: Call| Read {
        name: name.to_owned(),
        needs: needs.to_vec(),
        call,
    };
    let balances: Call = Box::new(move |s| s.ledger().balance("1001", to).map(drop));
    let party: Call =
        Box::new(move |s| s.ledger().party_balance(None, CustomerId(1), to).map(drop));
    let parties: Call = Box::new(move |s| s.ledger().party_balances(None, to, &page()).map(drop));
    let register: Call = Box::new(move |s| {
        let query = RegisterOptions { account: Some("1001".to_owned()), party: None, from, to };
        s.ledger().register(&query, &page()).map(drop)
    });
    let trial: Call = Box::new(move |s| s.reports().trial_balance(None, to).map(drop));
    let trial_with: Call = Box::new(move |s| {
        let options = TrialBalanceOptions { from: None, on: to, zero_rows: false };
        s.reports().trial_balance_with(&options).map(drop)
    });
    let income: Call = Box::new(move |s| s.reports().income_summary(from, to).map(drop));
    let ageing: Call =
        Box::new(move |s| s.reports().ageing(&AgeingOptions::receivable(to)).map(drop));
    let statement: Call =
        Box::new(move |s| s.reports().statement(CustomerId(1), from, to).map(drop));
    let timeline: Call = Box::new(move |s| {
        s.reports().timeline(CustomerId(1), &TimelineFilter::default(), &page()).map(drop)
    });
    let counts: Call =
        Box::new(move |s| s.service().counts(from, to, &[CaseDimension::Kind]).map(drop));
    vec![
        dated("ledger.balance", &[LedgerView], balances),
        dated("ledger.party_balance", &[LedgerView], party),
        dated("ledger.party_balances", &[LedgerView], parties),
        dated("ledger.register", &[LedgerView], register),
        dated("reports.trial_balance", &[LedgerView], trial),
        dated("reports.trial_balance_with", &[LedgerView], trial_with),
        dated("reports.income_summary", &[LedgerView], income),
        dated("reports.ageing", &[InvoicesView, PaymentsView], ageing),
        dated("reports.statement", &[InvoicesView, PaymentsView], statement),
        dated("reports.timeline", &[CustomersView], timeline),
        dated("service.counts", &[CasesView], counts),
    ]
}

fn of_exports() -> Vec<Read> {
    let (from, on) = (day("2026-06-01"), day("2026-06-30"));
    let (customer, to) = (CustomerId(1), on);
    let bands = AgeingBands::Months;
    let register = RegisterOptions { account: Some("1001".to_owned()), party: None, from, to };
    let ageing = ExportList::Ageing {
        on: Some(on),
        side: bookroom::billing::payments::Side::Receivable,
        bands,
        by: AgeingBy::DueDate,
    };
    let statement = ExportList::Statement { customer, from: Some(from), to: Some(to) };
    let lists: Vec<(&str, &[Permission], ExportList)> = vec![
        ("customers", &[CustomersView], ExportList::Customers(CustomerFilter::default())),
        ("tags", &[CustomersView], ExportList::Tags),
        ("contacts", &[CustomersView], ExportList::Contacts(ContactFilter::default())),
        ("products", &[ProductsView], ExportList::Products(ProductFilter::default())),
        ("invoices", &[InvoicesView], ExportList::Invoices(InvoiceFilter::default())),
        ("invoice_lines", &[InvoicesView], ExportList::InvoiceLines(InvoiceFilter::default())),
        ("payments", &[PaymentsView], ExportList::Payments(PaymentFilter::default())),
        ("allocations", &[PaymentsView], ExportList::Allocations),
        ("open_items", &[InvoicesView], ExportList::OpenItems(EntryItemFilter::default())),
        ("account_roles", &[LedgerView], ExportList::AccountRoles),
        ("register", &[LedgerView], ExportList::Register(register)),
        (
            "party_balances",
            &[LedgerView],
            ExportList::PartyBalances { account: None, on: Some(on) },
        ),
        (
            "income_summary",
            &[LedgerView],
            ExportList::IncomeSummary { from: Some(from), to: Some(to) },
        ),
        ("accounts", &[LedgerView], ExportList::Accounts),
        ("journals", &[LedgerView], ExportList::Journals),
        ("entries", &[LedgerView], ExportList::Entries(EntryFilter::default())),
        ("postings", &[LedgerView], ExportList::Postings(EntryFilter::default())),
        ("trial_balance", &[LedgerView], ExportList::TrialBalance { from: None, on: Some(on) }),
        ("ageing", &[InvoicesView, PaymentsView], ageing),
        ("statement", &[InvoicesView, PaymentsView], statement),
        ("cases", &[CasesView], ExportList::Cases(CaseFilter::default())),
        ("dealings", &[DealingsView], ExportList::Dealings(DealingFilter::default())),
        ("tasks", &[TasksView], ExportList::Tasks(TaskFilter::default())),
        ("attachments", &[AttachmentsView], ExportList::Attachments(AttachmentFilter::default())),
        ("case_notes", &[CasesView], ExportList::CaseNotes { case: None }),
        ("case_links", &[CasesView], ExportList::CaseLinks),
        ("case_remedies", &[CasesView], ExportList::CaseRemedies),
        ("surveys", &[SurveysView], ExportList::Surveys),
        ("service_policies", &[ServiceLevelsView], ExportList::ServicePolicies),
        ("case_clocks", &[CasesView], ExportList::CaseClocks),
        ("assignment_rules", &[AssignmentView], ExportList::AssignmentRules),
        ("absences", &[AssignmentView], ExportList::Absences),
        ("case_assignments", &[CasesView], ExportList::CaseAssignments),
        ("duty_rules", &[OperatorsView], ExportList::DutyRules),
        ("history", &[ChangesView], ExportList::History(Subject::new("customer", 1))),
        ("dictionaries", &[DictionariesView], ExportList::Dictionaries),
        ("dictionary_items", &[DictionariesView], ExportList::DictionaryItems { dictionary: None }),
        ("operators", &[OperatorsView], ExportList::Operators),
        ("teams", &[OperatorsView], ExportList::Teams),
        ("calendars", &[CalendarsView], ExportList::Calendars),
        ("pools", &[PoolsView], ExportList::Pools),
        ("owner_changes", &[CustomersView], ExportList::OwnerChanges),
        ("important_dates", &[CustomersView], ExportList::ImportantDates(Default::default())),
        ("invoice_profiles", &[CustomersView], ExportList::InvoiceProfiles(Default::default())),
        ("saved_views", &[SavedViewsEdit], ExportList::SavedViews),
        ("custom_fields", &[CustomFieldsView], ExportList::CustomFields),
        ("roles", &[OperatorsView], ExportList::Roles),
        ("changes", &[ChangesView], ExportList::Changes { after: Some(0) }),
        ("imports", &[ImportsRun], ExportList::Imports(ImportFilter::default())),
    ];
    let read = |(name, needs, list): (&str, &[Permission], ExportList)| Read {
        name: format!("export {name}"),
        needs: needs.iter().copied().chain([ListsExport]).collect(),
        call: Box::new(move |s| {
            s.exchange().export(&list, &mut Vec::new(), &ExportOptions::default()).map(drop)
        }),
    };
    lists.into_iter().map(read).collect()
}

/// Calls every read there is, whatever comes of it.
pub fn call_all(session: &Session) {
    for read in of_areas().into_iter().chain(of_exports()) {
        (read.call)(session).unwrap_or_default();
    }
}

/// What the description says there is to be read; places are the same for everybody, labels are
/// of what one may see, and drawing shows what is given.
fn described() -> BTreeSet<String> {
    let text = include_str!("../../crates/describe/bookroom.json");
    let all: serde_json::Value = serde_json::from_str(text).unwrap();
    let mut names = BTreeSet::new();
    for area in all["areas"].as_array().unwrap() {
        let area_name = area["name"].as_str().unwrap();
        for method in area["methods"].as_array().unwrap() {
            let name = method["name"].as_str().unwrap();
            if method["kind"] == "query"
                && area_name != "places"
                && name != "export"
                && name != "labels"
                && !name.starts_with("draw_")
            {
                names.insert(format!("{area_name}.{name}"));
            }
        }
    }
    let exports = all["exports"].as_array().unwrap();
    names.extend(exports.iter().map(|name| format!("export {}", name.as_str().unwrap())));
    names
}

fn grants(permissions: impl IntoIterator<Item = Permission>) -> RoleEdit {
    let grant = |permission| Grant { permission, reach: Reach::All };
    let grants: Vec<Grant> = permissions.into_iter().map(grant).collect();
    RoleEdit { grants: grants.into(), ..RoleEdit::default() }
}

#[test]
fn every_read_is_refused_without_each_permission_it_needs() {
    let reads: Vec<Read> = of_areas().into_iter().chain(of_exports()).collect();
    let listed: BTreeSet<String> = reads.iter().map(|read| read.name.clone()).collect();
    assert_eq!(listed, described(), "say here what a new read needs");
    let test = room::memory();
    let access = test.owner.access();
    for rule in access.duty_rules().unwrap() {
        access.set_duty_rule(&rule.code, false).unwrap();
    }
    let mut probe: Role = access.add_role(role("probe", &[], Vec::new())).unwrap();
    let session = test.operator("probe", &["probe"]);
    let is_denied =
        |read: &Read| (read.call)(&session).is_err_and(|error| error.kind() == Kind::Denied);
    for read in &reads {
        assert!(is_denied(read), "{} is read without any permission", read.name);
    }
    for &lacking in Permission::ALL {
        let rest = Permission::ALL.iter().copied().filter(|held| *held != lacking);
        probe = access.edit_role(probe.id, probe.version, grants(rest)).unwrap();
        for read in &reads {
            let wanted = read.needs.contains(&lacking);
            assert_eq!(is_denied(read), wanted, "{} without {lacking:?}", read.name);
        }
    }
    let sets: BTreeSet<Vec<Permission>> = reads.iter().map(|read| read.needs.clone()).collect();
    for needs in sets {
        let exactly = grants(needs.iter().copied());
        probe = access.edit_role(probe.id, probe.version, exactly).unwrap();
        for read in reads.iter().filter(|read| read.needs == needs) {
            assert!(!is_denied(read), "{} with all it needs", read.name);
        }
    }
    println!("{} reads", reads.len());
}
