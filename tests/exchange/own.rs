//! Own exports read back: the same records, and of what was changed in the sheet exactly that.

use std::collections::BTreeMap;

use bookroom::Session;
use bookroom::access::model::NewRole;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::billing::invoices::{InvoiceFilter, NewCreditNote};
use bookroom::billing::payments::{NewPayment, PaymentFilter};
use bookroom::billing::products::{NewProduct, PriceMode, ProductFilter, ProductKind};
use bookroom::customers::contacts::model::{ContactFilter, NewContact};
use bookroom::customers::model::{BankAccount, Channel, ChannelKind, CustomerFilter, NewCustomer};
use bookroom::error::Result;
use bookroom::exchange::csv_out::{CsvWriter, OutEncoding};
use bookroom::exchange::export::{ExportList, ExportOptions};
use bookroom::exchange::model::{
    CustomerImport, ImportFile, ImportReport, Notice, NoticeKind, PaymentImport, ProductImport,
    ProgressCallback, SalesImport,
};
use bookroom::values::Language;
use bookroom_tests::room::{self, TestRoom, amount, day};

use super::reasons;
use crate::customers::full;
use crate::samples::billing::new_invoice;
use crate::whole::assert_whole;

const LANGUAGES: [Language; 2] = [Language::Chinese, Language::English];

/// A book with something of everything that can be read back.
fn furnish(test: &TestRoom) {
    let owner = &test.owner;
    let lake = NewCustomer {
        level: Some("A".to_owned()),
        channels: vec![
            Channel {
                label: Some("前台".to_owned()),
                ..Channel::new(ChannelKind::Phone, "021-55550001")
            },
            Channel::new(ChannelKind::Phone, "021-55550002"),
            Channel::new(ChannelKind::Mobile, "13800138000"),
            Channel::new(ChannelKind::Email, "a@example.com"),
            Channel::new(ChannelKind::Email, "b@example.com"),
            Channel::new(ChannelKind::Wechat, "lake"),
        ],
        bank_accounts: vec![BankAccount {
            bank_name: "工商银行".to_owned(),
            account_number: "0622202120000123456".to_owned(),
            ..BankAccount::default()
        }],
        note: Some("=一\n无".to_owned()),
        ..NewCustomer::company("蓝湖(东路)商行")
    };
    let supplier = NewCustomer {
        is_customer: false,
        is_supplier: true,
        ..NewCustomer::company("合计供货有限公司")
    };
    let more = vec![full(), lake, supplier, NewCustomer::person("张伟")];
    let made = owner.customers().add_many(more).unwrap();
    let first = made[0].id;
    for name in ["王小明", "无"] {
        let contact = NewContact {
            title: Some("经理".to_owned()),
            channels: vec![Channel::new(ChannelKind::Mobile, "13900139000")],
            ..NewContact::of(first, name)
        };
        owner.customers().add_contact(contact).unwrap();
    }
    for (code, price) in [("P-1", "12.5"), ("007", "1234567.12345678"), ("合计", "0")] {
        let product = NewProduct {
            unit: Some("箱".to_owned()),
            note: Some("备注".to_owned()),
            ..NewProduct::new(code, "打印纸 A4", amount(price), amount("0.13"))
        };
        owner.billing().products().add(product).unwrap();
    }
    let service = NewProduct {
        kind: ProductKind::Service,
        price_mode: PriceMode::Gross,
        unit_price: None,
        ..NewProduct::new("S", "N/A", amount("1"), amount("0.06"))
    };
    owner.billing().products().add(service).unwrap();
    let invoices = owner.billing().invoices();
    let posted =
        invoices.draft_and_post(vec![new_invoice(first), new_invoice(made[1].id)]).unwrap();
    let credit = NewCreditNote {
        invoice: posted[1].id,
        version: posted[1].version,
        issue_on: None,
        reference: None,
        lines: Vec::new(),
        reason: None,
    };
    invoices.credit(credit).unwrap();
    invoices.draft(new_invoice(first)).unwrap();
    let paid = NewPayment {
        note: Some("首付".to_owned()),
        ..NewPayment::received(first, day("2026-06-12"), amount("100"))
    };
    owner.billing().payments().record(paid).unwrap();
    let out = NewPayment::paid(made[2].id, day("2026-06-13"), amount("20.05"));
    owner.billing().payments().record(out).unwrap();
}

fn lists() -> Vec<ExportList> {
    vec![
        ExportList::Customers(CustomerFilter::default()),
        ExportList::Contacts(ContactFilter::default()),
        ExportList::Products(ProductFilter::default()),
        ExportList::Invoices(InvoiceFilter::default()),
        ExportList::InvoiceLines(InvoiceFilter::default()),
        ExportList::Payments(PaymentFilter::default()),
    ]
}

fn exported(
    session: &Session,
    list: &ExportList,
    language: Language,
    encoding: OutEncoding,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let options = ExportOptions { language, encoding, ..ExportOptions::default() };
    session.exchange().export(list, &mut bytes, &options).unwrap();
    bytes
}

fn import(session: &Session, list: &ExportList, bytes: &[u8]) -> Result<ImportReport> {
    let (exchange, none) = (session.exchange(), ProgressCallback::none());
    let file = ImportFile::new("own.csv", bytes);
    match list {
        ExportList::Customers(_) | ExportList::Contacts(_) => {
            exchange.import_customers(file, &CustomerImport::default(), &none)
        }
        ExportList::Products(_) => exchange.import_products(file, &ProductImport::default(), &none),
        ExportList::Payments(_) => exchange.import_payments(file, &PaymentImport::default(), &none),
        _ => exchange.import_sales(file, None, &SalesImport::default(), &none),
    }
}

/// A table: its heading and its rows.
type Table = (Vec<String>, Vec<Vec<String>>);

fn table(session: &Session, list: &ExportList, language: Language) -> Table {
    let bytes = exported(session, list, language, OutEncoding::Utf8);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
    let mut rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    (rows.remove(0), rows)
}

fn written((heading, rows): &Table) -> Vec<u8> {
    let mut writer = CsvWriter::new(Vec::new(), OutEncoding::Utf8WithMark);
    writer.row(heading).unwrap();
    for row in rows {
        // The guard of the export stands in the cell already.
        let cells = row.iter().map(|cell| bookroom::exchange::csv_out::unguard(cell));
        writer.row(cells).unwrap();
    }
    writer.finish().unwrap()
}

#[test]
fn labels_are_for_people_and_read_back_as_nothing() {
    let test = room::memory();
    furnish(&test);
    let head = test.owner.changes().head().unwrap();
    for list in lists() {
        for language in LANGUAGES {
            for labels in LANGUAGES {
                let options =
                    ExportOptions { language, labels: Some(labels), ..ExportOptions::default() };
                let mut bytes = Vec::new();
                test.owner.exchange().export(&list, &mut bytes, &options).unwrap();
                let text = String::from_utf8(bytes.clone()).unwrap();
                let behind = language.pick(".名称", ".label");
                assert!(text.lines().next().unwrap().contains(behind), "{list:?} {text}");
                let report = import(&test.owner, &list, &bytes).unwrap();
                assert_eq!((report.rejected, report.import), (0, None), "{list:?} {report:?}");
                let is_other = |it: &Notice| it.kind != NoticeKind::EncodingGuessed;
                assert!(!report.notices.iter().any(is_other), "{list:?} {report:?}");
                assert!(report.files[0].unmapped.iter().all(|it| !it.ends_with(behind)));
            }
        }
    }
    assert_eq!(test.owner.changes().head().unwrap(), head);
}

#[test]
fn every_list_read_back_changes_nothing() {
    let test = room::memory();
    furnish(&test);
    let head = test.owner.changes().head().unwrap();
    for list in lists() {
        for language in LANGUAGES {
            for encoding in [OutEncoding::Utf8WithMark, OutEncoding::Utf8, OutEncoding::Gb18030] {
                let bytes = exported(&test.owner, &list, language, encoding);
                let report = import(&test.owner, &list, &bytes).unwrap();
                assert_eq!((report.rejected, report.import), (0, None), "{list:?} {report:?}");
                // English headings show no encoding.
                let is_other = |it: &Notice| it.kind != NoticeKind::EncodingGuessed;
                assert!(!report.notices.iter().any(is_other), "{list:?} {report:?}");
                let unchanged: u64 = report.records.iter().map(|count| count.unchanged).sum();
                assert!(unchanged > 0, "{list:?} {report:?}");
            }
        }
    }
    assert_eq!(test.owner.changes().head().unwrap(), head);
}

/// What can be changed by a cell of each list, and what cannot.
fn edits() -> Vec<(ExportList, &'static str, &'static str, bool)> {
    let [customers, contacts, products, invoices, lines, payments] =
        <[ExportList; 6]>::try_from(lists()).unwrap();
    let mut all = Vec::new();
    for (heading, value) in [
        ("code", "NEW-1"),
        ("name", "改名商行"),
        ("legal name", "改名有限公司"),
        ("level", "B"),
        ("phone", "021-55559999"),
        ("mobile", "13900000000"),
        ("email", "new@example.com"),
        ("website", "new.example.com"),
        ("city", "苏州市"),
        ("address", "新路 9 号"),
        ("bank account", "6222029999"),
        ("billing title", "新抬头"),
        ("tags", "新; 旧"),
        ("note", "新备注"),
        ("days to pay", "45"),
        ("bought from", "no"),
    ] {
        all.push((customers.clone(), heading, value, true));
    }
    for (heading, value) in [
        ("name", "新姓名"),
        ("title", "总监"),
        ("role", "买手"),
        ("gender", "male"),
        ("mobile", "13900000000"),
        ("note", "新备注"),
    ] {
        all.push((contacts.clone(), heading, value, true));
    }
    for (heading, value) in [
        ("code", "NEW-1"),
        ("name", "新名"),
        ("kind", "service"),
        ("unit", "盒"),
        ("unit price", "13.75"),
        ("price mode", "gross"),
        ("tax rate", "0.09"),
        ("note", "新备注"),
    ] {
        all.push((products.clone(), heading, value, true));
    }
    all.push((payments.clone(), "note", "新备注", true));
    all.push((payments.clone(), "reference", "NEW-1", true));
    for (list, headings) in [
        (customers, vec!["added at", "record"]),
        (contacts, vec!["customer", "added at"]),
        (products, vec!["added at"]),
        (payments, vec!["amount", "payment date", "customer", "direction", "method"]),
        (invoices, vec!["gross", "issue date", "customer", "note", "due date"]),
        (lines, vec!["quantity", "unit price", "description", "tax rate", "discount"]),
    ] {
        let value = |heading: &str| match heading {
            "added at" | "payment date" | "issue date" | "due date" => "2025-01-01",
            "tax rate" => "0.01",
            "direction" => "out",
            "record" => "99",
            "amount" | "gross" | "quantity" | "unit price" | "discount" => "7",
            _ => "别的",
        };
        all.extend(headings.into_iter().map(|it| (list.clone(), it, value(it), false)));
    }
    all
}

/// In Chinese a heading of an export may be the name of another field of the import.
#[test]
fn what_may_not_change_is_named_by_its_own_heading() {
    let test = room::memory();
    furnish(&test);
    for name in ["invoices", "invoice_lines"] {
        let list = ExportList::named(name).unwrap();
        let mut sheet = table(&test.owner, &list, Language::Chinese);
        let at = sheet.0.iter().position(|it| it == "外部单号").unwrap();
        sheet.1[0][at] = "别的".to_owned();
        let report = import(&test.owner, &list, &written(&sheet)).unwrap();
        let reasons = reasons(&report, 0);
        assert_eq!((reasons[0].1.as_str(), reasons[0].2), ("外部单号", "not_editable"));
    }
}

#[test]
fn a_changed_cell_changes_its_field_and_nothing_else_or_is_refused() {
    for (list, heading, value, is_editable) in edits() {
        let test = room::memory();
        furnish(&test);
        let before = table(&test.owner, &list, Language::English);
        let at = before.0.iter().position(|it| it == heading).expect(heading);
        let mut sheet = before.clone();
        sheet.1[0][at] = value.to_owned();
        let report = import(&test.owner, &list, &written(&sheet)).unwrap();
        let after = table(&test.owner, &list, Language::English);
        if !is_editable {
            let reasons = reasons(&report, 0);
            assert_eq!(reasons.len(), 1, "{list:?} {heading}: {report:?}");
            let code = if heading == "record" { "unknown_reference" } else { "not_editable" };
            assert_eq!((reasons[0].1.as_str(), reasons[0].2), (heading, code));
            assert_eq!((report.import, &after), (None, &before), "{list:?} {heading}");
            continue;
        }
        assert_eq!(report.rejected, 0, "{list:?} {heading}: {report:?}");
        let updated: u64 = report.records.iter().map(|count| count.updated).sum();
        assert_eq!(updated, 1, "{list:?} {heading}: {report:?}");
        let by_record = |table: &Table| -> BTreeMap<String, Vec<String>> {
            let at = table.0.iter().position(|it| it == "record").unwrap();
            table.1.iter().map(|row| (row[at].clone(), row.clone())).collect()
        };
        let (old, new) = (by_record(&before), by_record(&after));
        assert_eq!(old.len(), new.len());
        let mut differing = Vec::new();
        for (record, row) in &old {
            let pairs = row.iter().zip(&new[record]).enumerate();
            differing.extend(pairs.filter(|(_, (a, b))| a != b).map(|(at, _)| at));
        }
        let derived = ["all ways to reach", "changed at", "identifier form"];
        differing.retain(|at| !derived.contains(&before.0[*at].as_str()));
        assert_eq!(differing, [at], "{list:?} {heading} {:?}", &new);
        // The same sheet again says what is there.
        let again = import(&test.owner, &list, &written(&sheet)).unwrap();
        assert_eq!((again.rejected, again.import), (0, None), "{heading}: {again:?}");
        test.owner.exchange().undo_import(report.import.unwrap()).unwrap();
        let restored = by_record(&table(&test.owner, &list, Language::English));
        let changed_at = before.0.iter().position(|it| it == "changed at").unwrap();
        for (record, row) in &old {
            let mut row = row.clone();
            row[changed_at].clone_from(&restored[record][changed_at]);
            assert_eq!(row, restored[record], "{list:?} {heading}");
        }
        assert_whole(&test.owner, heading);
    }
}

#[test]
fn rows_without_a_number_are_new_and_foreign_numbers_are_refused() {
    let test = room::memory();
    furnish(&test);
    let list = ExportList::Products(ProductFilter::default());
    let mut sheet = table(&test.owner, &list, Language::Chinese);
    let at = |name: &str| sheet.0.iter().position(|it| it == name).unwrap();
    let (code, name, added, record) =
        (at("产品编号"), at("产品名称"), at("添加时间"), at("记录号"));
    let mut new = sheet.1[0].clone();
    (new[code], new[record]) = ("N-1".to_owned(), String::new());
    let mut foreign = sheet.1[0].clone();
    (foreign[code], foreign[name]) = ("X".to_owned(), "别的".to_owned());
    foreign[added] = "2001-01-01 00:00:00".to_owned();
    foreign[record].clone_from(&sheet.1[1][record]);
    let twice = sheet.1[0].clone();
    sheet.1 = vec![sheet.1[0].clone(), new, foreign, twice];
    let report = import(&test.owner, &list, &written(&sheet)).unwrap();
    let expected = [(4, "identity_differs"), (5, "repeated")];
    assert_eq!(reasons(&report, 0), expected.map(|(line, code)| (line, "记录号".to_owned(), code)));
    assert_eq!((report.created("product"), report.updated("product")), (1, 0), "{report:?}");
    // A part of the columns is enough; what is not there stays.
    let text = "记录号,产品编号,单价\n1,P-1,14.25\n";
    let report = import(&test.owner, &list, text.as_bytes()).unwrap();
    assert_eq!((report.updated("product"), report.rejected), (1, 0), "{report:?}");
    let product = test.owner.billing().products().get_by_code("P-1").unwrap();
    assert_eq!(product.unit_price, Some(amount("14.25")));
    assert_eq!(product.note.as_deref(), Some("备注"));
}

/// An operator who sees channels, banking and tax numbers as masks, or not at all.
fn limited(test: &TestRoom, right: FieldRight) -> Session {
    let slugs = [
        Permission::CustomersView,
        Permission::CustomersEdit,
        Permission::ListsExport,
        Permission::ImportsRun,
    ];
    let grants = slugs.map(|permission| Grant { permission, reach: Reach::All }).to_vec();
    let protected = [
        Field::CustomerChannels,
        Field::CustomerTaxNumber,
        Field::CustomerBanking,
        Field::CustomerAddresses,
        Field::CustomerNote,
        Field::ContactChannels,
        Field::ContactNote,
    ];
    let role = NewRole {
        code: "limited".to_owned(),
        label_zh: "受限".to_owned(),
        label_en: "limited".to_owned(),
        grants,
        fields: protected.map(|field| FieldRule { field, right }).to_vec(),
    };
    test.owner.access().add_role(role).unwrap();
    test.operator("li", &["limited"])
}

#[test]
fn masks_and_hidden_columns_never_come_back_as_values() {
    for right in [FieldRight::Masked, FieldRight::Hidden] {
        let test = room::memory();
        furnish(&test);
        let li = limited(&test, right);
        let head = test.owner.changes().head().unwrap();
        for list in &lists()[..2] {
            let bytes = exported(&li, list, Language::Chinese, OutEncoding::Utf8);
            // Whoever sees only masks reads them back as what they see.
            let report = import(&li, list, &bytes).unwrap();
            assert_eq!((report.rejected, report.import), (0, None), "{list:?}: {report:?}");
            assert!(report.notices.is_empty(), "{:?}", report.notices);
            // Whoever sees the values is told that they stay.
            let report = import(&test.owner, list, &bytes).unwrap();
            assert_eq!((report.rejected, report.import), (0, None), "{list:?}: {report:?}");
            let kind = if right == FieldRight::Masked {
                NoticeKind::MaskLeftOut
            } else {
                NoticeKind::BlankKept
            };
            let phone = report.notices.iter().find(|it| it.kind == kind && it.field == "mobile");
            assert_eq!(phone.unwrap().column.as_deref(), Some("手机"), "{:?}", report.notices);
        }
        assert_eq!(test.owner.changes().head().unwrap(), head);
    }
}

#[test]
fn a_mask_is_no_value_of_a_new_row_either() {
    let test = room::memory();
    let text = "客户名称,手机,电话,邮箱,银行账号,开户行,税号,联系人,联系人2,手机2\n\
        蓝湖商行,138****8000,138XXXX8000,z***@example.com,****1234,工商银行,****0013,王,李,139****9000\n";
    let report = super::import_customers(&test.owner, text, &CustomerImport::default());
    assert_eq!((report.created("customer"), report.rejected), (1, 0), "{report:?}");
    let left: Vec<&str> = report
        .notices
        .iter()
        .filter(|it| it.kind == NoticeKind::MaskLeftOut)
        .map(|it| it.column.as_deref().unwrap())
        .collect();
    assert_eq!(left, ["银行账号", "手机2", "邮箱", "手机", "电话", "税号"]);
    let list = ExportList::Customers(CustomerFilter::default());
    let customers = table(&test.owner, &list, Language::English);
    assert!(customers.1.iter().flatten().all(|cell| !cell.contains('*') && !cell.contains("XXX")));
    // A masked account finds no payer.
    let text =
        "日期,客户,对方账号,金额\n2026-06-01,蓝湖商行,6222****1234,5\n2026-06-01,,6222****1234,5\n";
    let report = super::import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    assert_eq!(reasons(&report, 0).len(), 1, "{report:?}");
    assert_eq!(report.created("payment"), 1);
}

#[test]
fn numbers_that_a_spreadsheet_mangled_change_no_record() {
    let test = room::memory();
    let customer = NewCustomer {
        code: Some("1001".to_owned()),
        bank_accounts: vec![BankAccount {
            bank_name: "工商银行".to_owned(),
            account_number: "6222021234567890123".to_owned(),
            ..BankAccount::default()
        }],
        ..NewCustomer::company("南山")
    };
    let customer = test.owner.customers().add(customer).unwrap();
    for (number, account) in [
        ("6.22202E+18", None),
        ("6222021234567890000", None),
        ("6222021234567890123.0", Some("6222021234567890123")),
        ("=\"6222021234567890124\"", Some("6222021234567890124")),
    ] {
        let text = format!(
            "客户编号,客户名称,开户银行,银行账号,记录号\n\
            1001.0,南山,工商银行,\"{}\",{}\n",
            number.replace('"', "\"\""),
            customer.id.0
        );
        let report =
            crate::exchange::import_customers(&test.owner, &text, &CustomerImport::default());
        let lost = [(2, "银行账号".to_owned(), "digits_lost")];
        let expected = if account.is_none() { &lost[..] } else { &[] };
        assert_eq!(reasons(&report, 0), expected, "{text}: {report}");
        let kept = test.owner.customers().get(customer.id).unwrap();
        let account = account.unwrap_or("6222021234567890123");
        assert_eq!(kept.bank_accounts[0].account_number, account, "{text}");
        assert_eq!(kept.code.as_deref(), Some("1001"), "{text}");
    }
}
