//! Everything out at once: a file for each list, a manifest, one moment, and no more than one may
//! see.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use bookroom::Session;
use bookroom::access::model::NewRole;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::billing::open_items::model::{EntryItemFilter, NewOpeningItem};
use bookroom::customers::model::{CustomerEdit, CustomerFilter, CustomerSort, NewCustomer};
use bookroom::error::{Code, Error};
use bookroom::exchange::export::{
    ExportAllOptions, ExportList, ExportManifest, ExportOptions, LeftOutList,
};
use bookroom::service::model::{CaseFilter, CaseKind, CaseSort, NewCase};
use bookroom::service::relations::model::{CaseLinkKind, NewCaseLink};
use bookroom::values::{Condition, Language, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use super::{ENGLISH, column, cut, furnish, role, table};

const OPTIONS: ExportAllOptions = ExportAllOptions {
    language: Language::English,
    encoding: bookroom::exchange::csv_out::OutEncoding::Utf8,
    overwrite: false,
    labels: None,
};

fn all(session: &Session, folder: &Path, options: ExportAllOptions) -> ExportManifest {
    session.exchange().export_all(folder.to_str().unwrap(), &options).unwrap()
}

fn refused(session: &Session, folder: &Path) -> Error {
    session.exchange().export_all(folder.to_str().unwrap(), &OPTIONS).unwrap_err()
}

fn files_in(folder: &Path) -> BTreeSet<String> {
    let found = std::fs::read_dir(folder).unwrap();
    found.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

fn text(folder: &Path, file: &str) -> String {
    std::fs::read_to_string(folder.join(file)).unwrap()
}

fn add_formulas(test: &TestRoom) {
    let names = ["=CMD()", "+1-2", "-甲", "@sum", "＝1+1"];
    let names = names.map(NewCustomer::company);
    test.owner.customers().add_many(names.to_vec()).unwrap();
}

/// A file has the rows that the manifest tells, no formula, and is what the list alone gives.
fn check_files(test: &TestRoom, folder: &Path, manifest: &ExportManifest) {
    for told in &manifest.files {
        let written = text(folder, &told.file);
        let lines = cut(&written);
        assert_eq!(i64::try_from(lines.len() - 1).unwrap(), told.rows, "{}", told.file);
        for cell in lines.iter().skip(1).flatten() {
            let is_number = cell.trim_start_matches(['-', '+']).parse::<f64>().is_ok();
            let is_formula = cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
            assert!(!is_formula || is_number, "{}: {cell}", told.file);
        }
    }
    let accounts = table(&test.owner, &ExportList::Accounts, &ENGLISH);
    let mut lines = cut(&text(folder, "accounts.csv"));
    assert_eq!((lines.remove(0), lines), accounts);
}

#[test]
fn every_list_goes_into_a_folder_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        furnish(&test);
        add_formulas(&test);
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("all");
        let manifest = all(&test.owner, &folder, OPTIONS);
        let lists: BTreeSet<&str> = manifest.files.iter().map(|it| it.list.as_str()).collect();
        let of_book = ExportList::NAMES.iter().filter(|it| !ExportList::OF_ONE.contains(it));
        assert_eq!(lists, of_book.copied().collect(), "{backend:?}");
        assert_eq!(manifest.left_out, []);
        assert_eq!((manifest.book, manifest.name.as_str()), (test.book, "测试公司"));
        assert_eq!((manifest.day, manifest.at), (room::day("2026-06-15"), room::start()));
        let mut files: BTreeSet<String> = manifest.files.iter().map(|it| it.file.clone()).collect();
        files.insert("manifest.json".to_owned());
        assert_eq!(files_in(&folder), files, "{backend:?}");
        let told: ExportManifest = serde_json::from_str(&text(&folder, "manifest.json")).unwrap();
        assert_eq!(told, manifest);
        check_files(&test, &folder, &manifest);
    }
}

#[test]
fn an_export_of_all_holds_no_more_than_its_operator_sees() {
    let test = room::memory();
    furnish(&test);
    let fields = vec![
        FieldRule { field: Field::CustomerChannels, right: FieldRight::Masked },
        FieldRule { field: Field::CustomerNote, right: FieldRight::Hidden },
    ];
    let permissions =
        [Permission::ListsExport, Permission::CustomersView, Permission::InvoicesView];
    let clerk = role(&test, "clerk", &permissions, fields);
    let folder = tempfile::tempdir().unwrap();
    let whole = all(&test.owner, folder.path(), OPTIONS);
    // The owner's files do not stay where the clerk may not look.
    let part = all(&clerk, folder.path(), ExportAllOptions { overwrite: true, ..OPTIONS });
    let mut lists: Vec<&str> = part.files.iter().map(|it| it.list.as_str()).collect();
    lists.sort_unstable();
    let seen = [
        "contacts",
        "customers",
        "important_dates",
        "invoice_lines",
        "invoice_profiles",
        "invoices",
    ];
    assert_eq!(lists, [&seen[..], &["open_items", "owner_changes", "tags"]].concat());
    assert!(whole.files.len() > lists.len() + 10);
    let left = |list: &str, needs: &str| LeftOutList { list: list.into(), needs: needs.into() };
    for left_out in [left("payments", "payments.view"), left("changes", "changes.view")] {
        assert!(part.left_out.contains(&left_out), "{:?}", part.left_out);
    }
    assert_eq!(lists.len() + part.left_out.len(), ExportList::NAMES.len() - 3);
    assert_eq!(files_in(folder.path()).len(), lists.len() + 1);
    for file in files_in(folder.path()) {
        let text = text(folder.path(), &file);
        for secret in ["13812345678", "88881234", "🎉"] {
            assert!(!text.contains(secret), "{file}: {secret}");
        }
    }
    let none = role(&test, "viewer", &[Permission::CustomersView], Vec::new());
    let error = refused(&none, &folder.path().join("none"));
    assert_eq!(error.code(), Code::NotPermitted);
    assert!(!folder.path().join("none").exists());
}

#[test]
fn a_folder_is_new_or_empty_or_may_be_replaced() {
    let test = room::memory();
    let parent = tempfile::tempdir().unwrap();
    let within = |name: &str| parent.path().join(name);
    let problem = |error: Error| {
        let problem = &error.problems()[0];
        (problem.code, problem.path.clone())
    };
    let at = |code: Code| (code, "folder".to_owned());
    let deep = within("none").join("deep");
    assert_eq!(problem(refused(&test.owner, &deep)), at(Code::NoFolder));
    std::fs::write(within("file"), "x").unwrap();
    assert_eq!(problem(refused(&test.owner, &within("file"))), at(Code::NotAFolder));
    std::fs::create_dir(within("used")).unwrap();
    std::fs::write(within("used").join("own.txt"), "mine").unwrap();
    assert_eq!(problem(refused(&test.owner, &within("used"))), at(Code::FolderNotEmpty));
    assert_eq!(files_in(&within("used")).len(), 1);
    let replace = ExportAllOptions { overwrite: true, ..OPTIONS };
    let first = all(&test.owner, &within("used"), replace);
    test.owner.customers().add(NewCustomer::company("新客户")).unwrap();
    let again = all(&test.owner, &within("used"), replace);
    assert_eq!(files_in(&within("used")).len(), again.files.len() + 2);
    assert_eq!(text(&within("used"), "own.txt"), "mine");
    let customers = |manifest: &ExportManifest| {
        manifest.files.iter().find(|file| file.list == "customers").unwrap().rows
    };
    assert_eq!((customers(&first), customers(&again)), (0, 1));
}

#[test]
fn a_file_is_whole_or_as_it_was() {
    let test = room::memory();
    furnish(&test);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(&path, "before").unwrap();
    let exchange = test.owner.exchange();
    let to = |list: &ExportList, options: &ExportOptions| {
        exchange.export_to(list, path.to_str().unwrap(), options)
    };
    // U+E5E5 has no place in GB18030: it fails when some is written already.
    test.owner.customers().add(NewCustomer::company("\u{e5e5}")).unwrap();
    let customers = ExportList::Customers(CustomerFilter::default());
    let encoding = bookroom::exchange::csv_out::OutEncoding::Gb18030;
    let bad = to(&customers, &ExportOptions { encoding, ..ENGLISH }).unwrap_err();
    assert_eq!(bad.code(), Code::BadCharacter);
    let viewer = role(&test, "viewer", &[Permission::CustomersView], Vec::new());
    let denied = viewer.exchange().export_to(&customers, path.to_str().unwrap(), &ENGLISH);
    assert_eq!(denied.unwrap_err().code(), Code::NotPermitted);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
    assert_eq!(files_in(folder.path()).len(), 1);
    assert_eq!(to(&customers, &ENGLISH).unwrap(), 3);
    assert_eq!(cut(&text(folder.path(), "a.csv")).len(), 4);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let full = exchange.export_to(&customers, "/dev/full", &ENGLISH).unwrap_err();
        assert_eq!(full.problems()[0].facts[0].value, "full");
        assert_eq!(full.code(), Code::FileAccess);
    }
    let missing = exchange.export_to(&customers, "/none/such/a.csv", &ENGLISH).unwrap_err();
    assert_eq!(missing.code(), Code::NoFolder);
}

#[test]
fn lists_go_out_in_the_order_that_is_asked_for_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let names = ["乙", "甲", "丙"].map(NewCustomer::company);
        test.owner.customers().add_many(names.to_vec()).unwrap();
        let filter = CustomerFilter {
            conditions: vec![Condition::one_of("name", ["甲", "乙"])],
            ..CustomerFilter::default()
        };
        let list = ExportList::Customers(filter.clone());
        for descending in [false, true] {
            let options = ExportOptions { sort: Some("name".to_owned()), descending, ..ENGLISH };
            let page = PageRequest::first(10);
            let listed =
                test.owner.customers().list(&filter, CustomerSort::Name, descending, &page);
            let listed: Vec<String> = listed.unwrap().items.into_iter().map(|it| it.name).collect();
            let (header, rows) = table(&test.owner, &list, &options);
            assert_eq!(column(&header, &rows, "name"), listed, "{backend:?}");
        }
    }
}

#[test]
fn an_order_that_a_list_does_not_have_is_refused() {
    let test = room::memory();
    let export = |list: ExportList, sort: Option<&str>, descending: bool| {
        let options = ExportOptions { sort: sort.map(str::to_owned), descending, ..ENGLISH };
        let mut out = Vec::new();
        let error = test.owner.exchange().export(&list, &mut out, &options).unwrap_err();
        assert!(out.is_empty());
        let problem = &error.problems()[0];
        assert_eq!(problem.path, "options.sort");
        problem.code
    };
    let customers = || ExportList::Customers(CustomerFilter::default());
    assert_eq!(export(customers(), Some("colour"), false), Code::BadChoice);
    assert_eq!(export(customers(), None, true), Code::Required);
    assert_eq!(export(ExportList::Accounts, Some("code"), false), Code::BadChoice);
}

#[test]
fn notes_and_open_items_go_no_further_than_the_scope() {
    let test = room::memory();
    let customer = furnish(&test);
    let owner = &test.owner;
    let found = owner.service().list(
        &CaseFilter::default(),
        CaseSort::OpenedOn,
        false,
        &PageRequest::first(1),
    );
    let case = found.unwrap().items.remove(0).id;
    owner.service().add_note(case, "已联系客户", false).unwrap();
    let other = owner.service().open(NewCase::new(CaseKind::Request, "另一件")).unwrap().id;
    let link = NewCaseLink { kind: CaseLinkKind::Related, case, other };
    owner.service().relations().link(link).unwrap();
    let opening = NewOpeningItem::owed_by(customer, amount("70"));
    owner.billing().open_items().post(day("2026-01-01"), vec![opening], None, None).unwrap();
    let lists = || {
        [
            ExportList::CaseNotes { case: None },
            ExportList::CaseLinks,
            ExportList::OpenItems(EntryItemFilter::default()),
            ExportList::Tags,
        ]
    };
    for (list, count) in lists().iter().zip([1, 1, 1, 2]) {
        assert_eq!(table(owner, list, &ENGLISH).1.len(), count, "{list:?}");
    }
    let of_case = ExportList::CaseNotes { case: Some(case) };
    let (header, rows) = table(owner, &of_case, &ENGLISH);
    assert_eq!(column(&header, &rows, "text"), ["已联系客户"]);
    let permissions = [
        (Permission::ListsExport, Reach::All),
        (Permission::CustomersView, Reach::Own),
        (Permission::InvoicesView, Reach::Own),
        (Permission::CasesView, Reach::Own),
    ];
    let own = NewRole {
        code: "own".to_owned(),
        label_zh: "own".to_owned(),
        label_en: "own".to_owned(),
        grants: permissions.map(|(permission, reach)| Grant { permission, reach }).to_vec(),
        fields: Vec::new(),
    };
    owner.access().add_role(own).unwrap();
    let own = test.operator("own", &["own"]);
    for list in lists() {
        assert_eq!(table(&own, &list, &ENGLISH).1.len(), 0, "{list:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    let manifest = all(&own, folder.path(), OPTIONS);
    assert!(manifest.files.iter().all(|file| file.rows == 0), "{manifest:?}");
}

/// Customers and contacts are added together while others export: every export has as many of each.
#[test]
fn all_files_are_of_one_moment_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let folder = tempfile::tempdir().unwrap();
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let writer = scope.spawn(|| {
                let mut made = 0;
                while made < 300 && !stop.load(Ordering::SeqCst) || made == 0 {
                    let mut new = NewCustomer::company(&format!("公司{made}"));
                    new.level = Some("A".to_owned());
                    let customer = test.owner.customers().add(new).unwrap();
                    let edit = CustomerEdit {
                        tags: vec![format!("t{made}")].into(),
                        ..CustomerEdit::default()
                    };
                    test.owner.customers().edit(customer.id, customer.version, edit).unwrap();
                    made += 1;
                }
            });
            for run in 0..4 {
                let folder = folder.path().join(run.to_string());
                let manifest = all(&test.owner, &folder, OPTIONS);
                let rows =
                    |list: &str| manifest.files.iter().find(|file| file.list == list).unwrap().rows;
                // Each customer is added and then tagged: two changes, and one tag of its own.
                let mut changes = cut(&text(&folder, "changes.csv"));
                let actions = column(&changes.remove(0), &changes, "action");
                let count = |action: &str| {
                    i64::try_from(actions.iter().filter(|it| *it == action).count()).unwrap()
                };
                let logged = (count("customers.add"), count("customers.edit"));
                assert_eq!((rows("customers"), rows("tags")), logged, "{backend:?}");
            }
            stop.store(true, Ordering::SeqCst);
            writer.join().unwrap();
        });
    }
}
