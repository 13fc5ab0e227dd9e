//! Lists out as CSV: every list in both languages, rights, masks, formulas, encodings, and back in.

mod all;
mod contact_days;
mod named;

use bookroom::Session;
use bookroom::access::model::NewRole;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::billing::invoices::InvoiceFilter;
use bookroom::billing::open_items::model::EntryItemFilter;
use bookroom::billing::payments::{AllocationChoice, NewPayment, PaymentFilter, Side};
use bookroom::billing::products::{NewProduct, ProductFilter};
use bookroom::changes::model::Subject;
use bookroom::customers::contacts::model::{ContactFilter, NewContact};
use bookroom::customers::model::{Channel, ChannelKind, CustomerFilter, NewCustomer};
use bookroom::error::Code;
use bookroom::exchange::csv_out::OutEncoding;
use bookroom::exchange::export::{ExportList, ExportOptions};
use bookroom::exchange::headers::{Source, Target};
use bookroom::exchange::model::{
    CustomerImport, FileOptions, ImportFile, ImportFilter, ImportKind, ProgressCallback,
};
use bookroom::ledger::model::{EntryFilter, EntrySort, RegisterOptions};
use bookroom::reports::ageing::{AgeingBands, AgeingBy};
use bookroom::service::model::{CaseFilter, CaseKind, NewCase};
use bookroom::values::{CustomerId, Language, PageRequest};
use bookroom_tests::room::{self, TestRoom, amount, day};

use crate::{customers::full, samples::billing::new_invoice};

const ENGLISH: ExportOptions = ExportOptions {
    language: Language::English,
    encoding: OutEncoding::Utf8,
    sort: None,
    descending: false,
    labels: None,
};
const CHINESE: ExportOptions = ExportOptions { language: Language::Chinese, ..ENGLISH };

fn bytes(session: &Session, list: &ExportList, options: &ExportOptions) -> (Vec<u8>, i64) {
    let mut out = Vec::new();
    let rows = session.exchange().export(list, &mut out, options).unwrap();
    (out, rows)
}

/// The headings and the rows of an export.
fn table(
    session: &Session,
    list: &ExportList,
    options: &ExportOptions,
) -> (Vec<String>, Vec<Vec<String>>) {
    let (bytes, rows) = bytes(session, list, options);
    let mut lines = cut(std::str::from_utf8(&bytes).unwrap());
    let header = lines.remove(0);
    assert_eq!(lines.len(), usize::try_from(rows).unwrap(), "{list:?}");
    assert!(lines.iter().all(|line| line.len() == header.len()), "{list:?}: {lines:?}");
    (header, lines)
}

/// Cuts CSV into lines and cells.
fn cut(text: &str) -> Vec<Vec<String>> {
    let (mut lines, mut line, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut characters) = (false, text.chars().peekable());
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                cell.push('"');
                characters.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                line.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut line));
            }
            other => cell.push(other),
        }
    }
    assert!(cell.is_empty() && line.is_empty(), "the last line ends");
    lines
}

fn column(header: &[String], rows: &[Vec<String>], name: &str) -> Vec<String> {
    let at = header.iter().position(|heading| heading == name).expect(name);
    rows.iter().map(|row| row[at].clone()).collect()
}

/// One of everything; the customer of it all.
fn furnish(test: &TestRoom) -> CustomerId {
    let owner = &test.owner;
    let customer = owner.customers().add(full()).unwrap().id;
    owner.customers().add_contact(NewContact::of(customer, "王小明")).unwrap();
    crate::customers::profiles::furnish(owner, customer);
    let product = NewProduct::new("P-1", "打印纸", amount("12.5"), amount("0.13"));
    owner.billing().products().add(product).unwrap();
    owner.billing().invoices().draft_and_post(vec![new_invoice(customer)]).unwrap();
    let paid = NewPayment::received(customer, day("2026-06-12"), amount("100"));
    assert_eq!(paid.allocate, AllocationChoice::Automatic);
    owner.billing().payments().record(paid).unwrap();
    crate::samples::levels::promise(test);
    let case =
        NewCase { customer: Some(customer), ..NewCase::new(CaseKind::Complaint, "货物破损") };
    crate::samples::assignment::everything(test);
    owner.service().open(case).unwrap();
    crate::pools::fill(test, customer);
    let file = ImportFile::new("more.csv", "名称\n纸鸢谷\n".as_bytes());
    let options = CustomerImport::default();
    owner.exchange().import_customers(file, &options, &ProgressCallback::none()).unwrap();
    customer
}

/// Every list, and how many rows it has in a furnished book; none where only the list knows.
fn lists(test: &TestRoom, customer: CustomerId) -> Vec<(ExportList, usize)> {
    let owner = &test.owner;
    let (on, from) = (day("2026-06-30"), Some(day("2026-06-01")));
    let dictionaries = owner.dictionaries().list().unwrap();
    let items = |code: &str| owner.dictionaries().items(code, true).unwrap().len();
    let all_items = dictionaries.iter().map(|dictionary| items(&dictionary.code)).sum();
    let entries = EntryFilter::default;
    let page = PageRequest::first(100);
    let found = owner.ledger().entries(&entries(), EntrySort::On, false, &page).unwrap().items;
    let postings = found.iter().map(|entry| entry.postings.len()).sum();
    let trial = owner.reports().trial_balance(from, on).unwrap().rows.len();
    let changes = usize::try_from(owner.changes().head().unwrap().seq).unwrap();
    let (side, bands, by) = (Side::Receivable, AgeingBands::Months, AgeingBy::DueDate);
    let summary = owner.reports().income_summary(day("2026-06-01"), on).unwrap();
    let income = [summary.income, summary.expense, summary.cost].map(|rows| rows.len());
    let income = income.iter().sum();
    let (account, party) = (Some("1122".to_owned()), None);
    let register = RegisterOptions { account, party, from: day("2026-06-01"), to: on };
    let level = || Some("customer_level".to_owned());
    vec![
        (ExportList::Customers(CustomerFilter::default()), 2),
        (ExportList::Customers(CustomerFilter::of_text("青禾")), 1),
        (ExportList::Tags, 2),
        (ExportList::Contacts(ContactFilter::default()), 1),
        (ExportList::Products(ProductFilter::default()), 1),
        (ExportList::Invoices(InvoiceFilter::default()), 1),
        (ExportList::InvoiceLines(InvoiceFilter::default()), 2),
        (ExportList::Payments(PaymentFilter::default()), 1),
        (ExportList::Allocations, 1),
        (ExportList::OpenItems(EntryItemFilter::default()), 0),
        (ExportList::AccountRoles, owner.ledger().account_roles().unwrap().len()),
        (ExportList::Register(register), 4),
        (ExportList::PartyBalances { account: None, on: Some(on) }, 1),
        (ExportList::IncomeSummary { from, to: Some(on) }, income),
        (ExportList::Accounts, owner.ledger().accounts().unwrap().len()),
        (ExportList::Journals, owner.ledger().journals().unwrap().len()),
        (ExportList::Entries(entries()), found.len()),
        (ExportList::Postings(entries()), postings),
        (ExportList::TrialBalance { from, on: Some(on) }, trial),
        (ExportList::Ageing { on: Some(on), side, bands, by }, 1),
        (ExportList::Statement { customer, from, to: Some(on) }, 4),
        (ExportList::Cases(CaseFilter::default()), 1),
        (ExportList::CaseNotes { case: None }, 0),
        (ExportList::CaseLinks, 0),
        (ExportList::CaseRemedies, 0),
        (ExportList::Surveys, 0),
        (ExportList::ServicePolicies, 1),
        (ExportList::CaseClocks, 2),
        (ExportList::AssignmentRules, 1),
        (ExportList::Absences, 1),
        (ExportList::CaseAssignments, 1),
        (ExportList::DutyRules, owner.access().duty_rules().unwrap().len()),
        (ExportList::History(Subject::new("customer", customer.0)), 3),
        (ExportList::Dictionaries, dictionaries.len()),
        (ExportList::DictionaryItems { dictionary: None }, all_items),
        (ExportList::DictionaryItems { dictionary: level() }, items("customer_level")),
        (ExportList::Operators, owner.access().operators().unwrap().len()),
        (ExportList::Teams, 0),
        (ExportList::Calendars, 0),
        (ExportList::SavedViews, 0),
        (ExportList::Pools, 1),
        (ExportList::OwnerChanges, 2),
        (ExportList::InvoiceProfiles(Default::default()), 1),
        (ExportList::ImportantDates(Default::default()), 1),
        (ExportList::Roles, owner.access().roles().unwrap().len()),
        (ExportList::Changes { after: Some(0) }, changes),
        (ExportList::Changes { after: Some(3) }, changes - 3),
        (ExportList::Imports(ImportFilter::default()), 1),
    ]
}

#[test]
fn every_list_is_exported_in_both_languages() {
    let test = room::memory();
    let customer = furnish(&test);
    for (list, count) in lists(&test, customer) {
        let (chinese, rows) = table(&test.owner, &list, &CHINESE);
        assert_eq!(rows.len(), count, "{list:?}");
        let (english, again) = table(&test.owner, &list, &ENGLISH);
        assert_eq!((again.len(), chinese.len()), (rows.len(), english.len()));
        assert!(english.iter().chain(&chinese).all(|heading| !heading.is_empty()), "{list:?}");
        let no_chinese = |heading: &String| !heading.chars().any(|it| it >= '\u{4e00}');
        assert!(english.iter().all(no_chinese), "{english:?}");
        assert!(!chinese.iter().any(no_chinese), "{chinese:?}");
        for header in [chinese, english] {
            let mut once = header.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), header.len(), "{header:?}");
        }
    }
}

#[test]
fn amounts_days_and_instants_are_plain() {
    let test = room::memory();
    let customer = furnish(&test);
    let invoices = ExportList::Invoices(InvoiceFilter::default());
    let (header, rows) = table(&test.owner, &invoices, &ENGLISH);
    for (name, value) in [
        ("number", "INV-202606-0001"),
        ("issue date", "2026-06-10"),
        ("gross", "279.00"),
        ("settled", "100.00"),
        ("open", "179.00"),
        ("added at", "2026-06-15 10:00:00"),
    ] {
        assert_eq!(column(&header, &rows, name), [value], "{name}");
    }
    let (header, rows) = table(&test.owner, &ExportList::Allocations, &ENGLISH);
    assert_eq!(column(&header, &rows, "settled document"), ["INV-202606-0001"]);
    assert_eq!(column(&header, &rows, "settling document"), ["RC-202606-0001"]);
    let customers = ExportList::Customers(CustomerFilter::of_text("青禾"));
    let (header, rows) = table(&test.owner, &customers, &CHINESE);
    assert_eq!(column(&header, &rows, "标签"), ["VIP; 老客户"]);
    assert_eq!(column(&header, &rows, "可采购"), ["是"]);
    let (from, to) = (day("2026-06-01"), day("2026-06-30"));
    let statement = ExportList::Statement { customer, from: Some(from), to: Some(to) };
    let (header, rows) = table(&test.owner, &statement, &ENGLISH);
    assert_eq!(column(&header, &rows, "kind"), ["opening", "invoice", "payment", "closing"]);
    assert_eq!(column(&header, &rows, "balance"), ["0.00", "279.00", "179.00", "179.00"]);
    let (side, bands, by) = (Side::Receivable, AgeingBands::Months, AgeingBy::DueDate);
    let (header, _) =
        table(&test.owner, &ExportList::Ageing { on: Some(to), side, bands, by }, &ENGLISH);
    assert_eq!(header[2..7], ["≤ 0 days", "≤ 30 days", "≤ 60 days", "≤ 90 days", "> 90 days"]);
}

#[test]
fn lists_longer_than_a_page_come_whole_and_once() {
    let test = room::memory();
    let names = (0..1203).map(|at| NewCustomer::company(&format!("公司{at:04}")));
    test.owner.customers().add_many(names.collect()).unwrap();
    let list = ExportList::Customers(CustomerFilter::default());
    let (header, rows) = table(&test.owner, &list, &ENGLISH);
    let mut names = column(&header, &rows, "name");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 1203);
    assert_eq!(names[1202], "公司1202");
    let (_, rows) = table(&test.owner, &ExportList::Changes { after: Some(0) }, &ENGLISH);
    assert!(rows.len() > 1203);
}

fn role(
    test: &TestRoom,
    code: &str,
    permissions: &[Permission],
    fields: Vec<FieldRule>,
) -> Session {
    let grant = |permission: &Permission| Grant { permission: *permission, reach: Reach::All };
    let role = NewRole {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        grants: permissions.iter().map(grant).collect(),
        fields,
    };
    test.owner.access().add_role(role).unwrap();
    test.operator(code, &[code])
}

#[test]
fn masked_and_hidden_fields_are_so_in_the_file() {
    let test = room::memory();
    let customer = furnish(&test);
    let fields = vec![
        FieldRule { field: Field::CustomerChannels, right: FieldRight::Masked },
        FieldRule { field: Field::CustomerTaxNumber, right: FieldRight::Masked },
        FieldRule { field: Field::CustomerNote, right: FieldRight::Hidden },
    ];
    let permissions = [
        Permission::ListsExport,
        Permission::CustomersView,
        Permission::InvoicesView,
        Permission::ChangesView,
    ];
    let clerk = role(&test, "clerk", &permissions, fields);
    let customers = ExportList::Customers(CustomerFilter::of_text("青禾"));
    let (header, rows) = table(&clerk, &customers, &ENGLISH);
    assert_eq!(column(&header, &rows, "mobile"), ["138****5678"]);
    assert_eq!(column(&header, &rows, "tax number"), ["****K58L"]);
    assert_eq!(column(&header, &rows, "note"), [""]);
    for list in [
        customers,
        ExportList::Invoices(InvoiceFilter::default()),
        ExportList::Changes { after: Some(0) },
        ExportList::History(Subject::new("customer", customer.0)),
    ] {
        let text = String::from_utf8(bytes(&clerk, &list, &ENGLISH).0).unwrap();
        for secret in ["13812345678", "88881234", "91330106MA27XYK58L", "🎉"] {
            assert!(!text.contains(secret), "{list:?}: {secret}");
        }
    }
}

#[test]
fn exporting_needs_its_own_right_and_that_of_the_list() {
    let test = room::memory();
    let customer = furnish(&test);
    let all = Permission::ALL.iter().copied();
    let views: Vec<Permission> = all.filter(|it| it.slug().ends_with(".view")).collect();
    let viewer = role(&test, "viewer", &views, Vec::new());
    let exporter = role(&test, "exporter", &[Permission::ListsExport], Vec::new());
    for (list, _) in lists(&test, customer) {
        for session in [&viewer, &exporter] {
            let mut out = Vec::new();
            let error = session.exchange().export(&list, &mut out, &CHINESE).unwrap_err();
            assert_eq!(error.code(), Code::NotPermitted, "{list:?}");
            assert!(out.is_empty(), "{list:?}");
        }
    }
}

#[test]
fn an_export_goes_no_further_than_the_scope() {
    let test = room::memory();
    furnish(&test);
    let grants = [
        (Permission::ListsExport, Reach::All),
        (Permission::CustomersView, Reach::Own),
        (Permission::InvoicesView, Reach::Own),
        (Permission::PaymentsView, Reach::Own),
    ];
    let role = NewRole {
        code: "own".to_owned(),
        label_zh: "own".to_owned(),
        label_en: "own".to_owned(),
        grants: grants.map(|(permission, reach)| Grant { permission, reach }).to_vec(),
        fields: Vec::new(),
    };
    test.owner.access().add_role(role).unwrap();
    let own = test.operator("own", &["own"]);
    for list in [
        ExportList::Customers(CustomerFilter::default()),
        ExportList::Contacts(ContactFilter::default()),
        ExportList::InvoiceLines(InvoiceFilter::default()),
        ExportList::Payments(PaymentFilter::default()),
        ExportList::Allocations,
    ] {
        assert_eq!(table(&own, &list, &ENGLISH).1.len(), 0, "{list:?}");
    }
}

#[test]
fn every_encoding_holds_the_same() {
    let test = room::memory();
    test.owner.customers().add(full()).unwrap();
    let list = ExportList::Customers(CustomerFilter::default());
    let plain = String::from_utf8(bytes(&test.owner, &list, &CHINESE).0).unwrap();
    let marked = bytes(&test.owner, &list, &ExportOptions::default()).0;
    assert_eq!(String::from_utf8(marked).unwrap(), format!("\u{feff}{plain}"));
    let encoding = OutEncoding::Gb18030;
    let encoded = bytes(&test.owner, &list, &ExportOptions { encoding, ..CHINESE }).0;
    assert!(std::str::from_utf8(&encoded).is_err());
    let target = room::memory();
    let file = ImportFile::new("customers.csv", encoded.as_slice());
    let (mut options, progress) = (CustomerImport::default(), ProgressCallback::none());
    // Record numbers are those of the other book.
    options.file.fields.fields.insert("record".to_owned(), Source::None);
    target.owner.exchange().import_customers(file, &options, &progress).unwrap();
    let again = table(&target.owner, &list, &CHINESE).1;
    assert!(plain.contains("老客户 🎉") && again[0].contains(&"老客户 🎉".to_owned()));
}

#[test]
fn codes_have_labels_behind_them_on_request() {
    let test = room::memory();
    let customer = furnish(&test);
    for (list, count) in lists(&test, customer) {
        let (plain, _) = table(&test.owner, &list, &ENGLISH);
        for labels in [Language::Chinese, Language::English] {
            let options = ExportOptions { labels: Some(labels), ..ENGLISH };
            let (header, rows) = table(&test.owner, &list, &options);
            assert_eq!(rows.len(), count);
            let own = header.iter().filter(|name| !name.ends_with(".label"));
            assert!(own.eq(&plain), "{header:?}");
            for (at, name) in header.iter().enumerate() {
                let Some(base) = name.strip_suffix(".label") else { continue };
                assert_eq!(header[at - 1], base);
                for row in &rows {
                    assert_eq!(row[at].is_empty(), row[at - 1].is_empty(), "{name} {row:?}");
                }
            }
        }
    }
    let options = ExportOptions { labels: Some(Language::Chinese), ..CHINESE };
    let payments = ExportList::Payments(PaymentFilter::default());
    let (header, rows) = table(&test.owner, &payments, &options);
    let at = header.iter().position(|name| name == "状态.名称").unwrap();
    assert_eq!(rows[0][at], "已过账");
}

#[test]
fn imports_are_exported_as_they_are_listed() {
    let test = room::memory();
    furnish(&test);
    let of = |kind| {
        let filter = ImportFilter { kind: Some(kind), ..ImportFilter::default() };
        bytes(&test.owner, &ExportList::Imports(filter), &ENGLISH).1
    };
    assert_eq!((of(ImportKind::Customers), of(ImportKind::Sales)), (1, 0));
}

#[test]
fn an_empty_list_gives_the_headings_only() {
    let test = room::memory();
    for list in [
        ExportList::Customers(CustomerFilter::default()),
        ExportList::Contacts(ContactFilter::default()),
        ExportList::Products(ProductFilter::default()),
        ExportList::Invoices(InvoiceFilter::default()),
        ExportList::InvoiceLines(InvoiceFilter::default()),
        ExportList::Payments(PaymentFilter::default()),
        ExportList::Allocations,
        ExportList::Entries(EntryFilter::default()),
        ExportList::Postings(EntryFilter::default()),
        ExportList::Cases(CaseFilter::default()),
        ExportList::Imports(ImportFilter::default()),
        ExportList::Changes { after: Some(i64::MAX) },
    ] {
        let (header, rows) = table(&test.owner, &list, &ENGLISH);
        assert!(!header.is_empty() && rows.is_empty(), "{list:?}");
    }
}

#[test]
fn customers_go_out_of_one_book_and_into_another() {
    let test = room::memory();
    let wechat = Channel::new(ChannelKind::Wechat, "qinghe");
    let mail = |text: &str| Channel::new(ChannelKind::Email, text);
    let channels = vec![wechat, mail("a@example.com"), mail("b@example.com")];
    let supplier = NewCustomer {
        is_customer: false,
        is_supplier: true,
        ..NewCustomer::company("只供货有限公司")
    };
    let more = vec![
        full(),
        supplier,
        NewCustomer { channels, ..NewCustomer::person("=王,\"小\"明") },
        NewCustomer { level: Some("A".to_owned()), ..NewCustomer::company("شركة 🎉") },
    ];
    test.owner.customers().add_many(more).unwrap();
    let list = ExportList::Customers(CustomerFilter::default());
    for options in [CHINESE, ENGLISH] {
        let exported = bytes(&test.owner, &list, &options).0;
        let target = room::memory();
        let exchange = target.owner.exchange();
        let file = || ImportFile::new("customers.csv", exported.as_slice());
        let seen = exchange.preview(file(), Target::Customers, &FileOptions::default()).unwrap();
        assert!(seen.fields.len() >= 30, "{:?}", seen.fields);
        // Record numbers are those of the other book.
        let mut import = CustomerImport::default();
        let refused = exchange.import_customers(file(), &import, &ProgressCallback::none());
        assert_eq!(refused.unwrap().rejected, 4);
        import.file.fields.fields.insert("record".to_owned(), Source::None);
        let report = exchange.import_customers(file(), &import, &ProgressCallback::none()).unwrap();
        assert_eq!((report.accepted, report.rejected), (4, 0), "{report:?}");
        let everything = CustomerFilter::default();
        assert_eq!(target.owner.customers().count(&everything).unwrap(), 4);
        let (before, after) =
            (table(&test.owner, &list, &ENGLISH), table(&target.owner, &list, &ENGLISH));
        for name in [
            "code",
            "name",
            "legal name",
            "kind",
            "level",
            "tax number",
            "mobile",
            "phone",
            "email",
            "website",
            "city",
            "address",
            "bank account",
            "billing title",
            "tags",
            "note",
        ] {
            let mut values = [&before, &after].map(|(header, rows)| column(header, rows, name));
            values.iter_mut().for_each(|values| values.sort_unstable());
            assert_eq!(values[0], values[1], "{name}");
        }
    }
}
