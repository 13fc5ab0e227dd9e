//! Files as programs, banks and offices write them, with what must come of each: what is booked,
//! refused and told. Each case begins with `=== name`; below `=>` stands the answer. Lines of the
//! answer that begin with `x` are refused rows (line, column, code), those with `?` what is told.
//! A case named `+ …` goes into the book of the one before.

use bookroom::billing::invoices::{InvoiceFilter, InvoiceSort};
use bookroom::billing::open_items::model::{EntryItemFilter, EntryItemSort};
use bookroom::billing::payments::{PaymentFilter, PaymentPurpose, PaymentSort};
use bookroom::billing::products::{ProductFilter, ProductSort};
use bookroom::book::NewBook;
use bookroom::customers::model::{CustomerFilter, CustomerSort, NewCustomer};
use bookroom::error::Result;
use bookroom::exchange::model::{
    CustomerImport, ImportFile, ImportReport, NoticeKind, OpeningItemImport, PaymentImport,
    ProductImport, ProgressCallback, SalesImport, Unknown,
};
use bookroom::values::PageRequest;
use bookroom_tests::room::{self, PASSWORD, TestRoom, day};

/// What is told of nearly every file, and no answer.
const USUAL: [NoticeKind; 3] =
    [NoticeKind::ColumnNotRead, NoticeKind::TaxRateAssumed, NoticeKind::PriceModeAssumed];

fn book() -> TestRoom {
    let test =
        room::with(":memory:", None, &NewBook::chinese("晨光茶业有限公司", "boss", PASSWORD));
    let supplier = |name: &str| NewCustomer {
        is_customer: false,
        is_supplier: true,
        ..NewCustomer::company(name)
    };
    let customers = ["蓝湖商行", "西溪茶庄", "南山贸易有限公司", "Blue Lake Ltd"];
    let all = customers.map(NewCustomer::company).into_iter();
    let all = all.chain(["华东包装厂", "Paper Mill Ltd"].map(supplier));
    test.owner.customers().add_many(all.collect()).unwrap();
    test
}

fn import(test: &TestRoom, kind: &str, text: &str) -> Result<ImportReport> {
    let file = ImportFile::new("file.csv", text.as_bytes());
    let (exchange, nobody) = (test.owner.exchange(), ProgressCallback::none());
    let (unknown_customers, opening) = (Unknown::Create, Some(day("2026-01-01")));
    match kind {
        "sales" => {
            let options = SalesImport { unknown_customers, ..SalesImport::default() };
            exchange.import_sales(file, None, &options, &nobody)
        }
        "payments" => {
            let options = PaymentImport { unknown_customers, ..PaymentImport::default() };
            exchange.import_payments(file, &options, &nobody)
        }
        "openings" => {
            let options = OpeningItemImport {
                unknown_customers,
                on: opening,
                ..OpeningItemImport::default()
            };
            exchange.import_opening_items(file, &options, &nobody)
        }
        "customers" => {
            let options = CustomerImport { opening_on: opening, ..CustomerImport::default() };
            exchange.import_customers(file, &options, &nobody)
        }
        _ => exchange.import_products(file, &ProductImport::default(), &nobody),
    }
}

/// What the book has that the case may have made.
fn booked(test: &TestRoom, kind: &str) -> Vec<String> {
    let (billing, page) = (test.owner.billing(), PageRequest::first(100));
    let customers = test.owner.customers();
    let all = customers.list(&CustomerFilter::default(), CustomerSort::Name, false, &page).unwrap();
    let called = |id| all.items.iter().find(|it| it.id == id).map_or("", |it| it.name.as_str());
    match kind {
        "sales" => {
            let (filter, sort) = (InvoiceFilter::default(), InvoiceSort::IssueOn);
            let found = billing.invoices().list(&filter, sort, false, &page).unwrap().items;
            let mut found: Vec<_> = found.into_iter().collect();
            found.sort_by_key(|it| it.id);
            let line = |it: &bookroom::billing::invoices::Invoice| {
                let (reference, name) =
                    (it.reference.clone().unwrap_or_default(), called(it.customer));
                format!("{reference} {name} {} {} + {} = {}", it.issue_on, it.net, it.tax, it.gross)
            };
            found.iter().map(line).collect()
        }
        "payments" => {
            let (filter, sort) = (PaymentFilter::default(), PaymentSort::PaidOn);
            let mut found = billing.payments().list(&filter, sort, false, &page).unwrap().items;
            found.sort_by_key(|it| it.id);
            let line = |it: &bookroom::billing::payments::Payment| {
                let refund = if it.purpose == PaymentPurpose::Refund { " refund" } else { "" };
                let name = called(it.customer);
                format!("{}{refund} {name} {} {}", it.direction.slug(), it.paid_on, it.amount)
            };
            found.iter().map(line).collect()
        }
        "openings" => {
            let (filter, sort) = (EntryItemFilter::default(), EntryItemSort::default());
            let mut found = billing.open_items().list(&filter, sort, false, &page).unwrap().items;
            found.sort_by_key(|it| it.id);
            let line = |it: &bookroom::billing::open_items::model::EntryItem| {
                let number = it.number.clone().unwrap_or_else(|| "-".to_owned());
                let (side, kind) = (it.side.slug(), it.kind.slug());
                format!("{side} {kind} {} {number} {}", called(it.customer), it.amount)
            };
            found.iter().map(line).collect()
        }
        "customers" => customers_of(test, all.items.iter().map(|it| it.id)),
        _ => {
            let (filter, sort) = (ProductFilter::default(), ProductSort::Code);
            let found = billing.products().list(&filter, sort, false, &page).unwrap().items;
            let line = |it: &bookroom::billing::products::Product| {
                let unit = it.unit.clone().unwrap_or_else(|| "-".to_owned());
                let price = it.unit_price.map_or("-".to_owned(), |it| it.normalize().to_string());
                let (mode, rate) = (it.price_mode.slug(), it.tax_rate.normalize());
                let retired = if it.active { "" } else { " retired" };
                format!("{} {} {unit} {price} {mode} {rate}{retired}", it.code, it.name)
            };
            found.iter().map(line).collect()
        }
    }
}

/// Those that the book did not have: name, code, tax number, channels, what invoices say.
fn customers_of(
    test: &TestRoom,
    ids: impl Iterator<Item = bookroom::values::CustomerId>,
) -> Vec<String> {
    let mut found = Vec::new();
    for id in ids.filter(|id| id.0 > 6) {
        let it = test.owner.customers().get(id).unwrap();
        let mut line = it.name.clone();
        let (code, tax) = (it.code.clone(), it.tax_number.clone());
        let channels = it.channels.iter().map(|channel| channel.value.clone());
        let billing = it.billing.clone().unwrap_or_default();
        let banks =
            it.bank_accounts.iter().map(|it| format!("{} {}", it.bank_name, it.account_number));
        let texts = [code, tax].into_iter().flatten().chain(channels);
        let texts = texts.chain([billing.address, billing.phone].into_iter().flatten());
        for text in texts.chain(banks) {
            line = format!("{line} | {text}");
        }
        found.push(line);
    }
    found
}

fn told(result: &Result<ImportReport>) -> Vec<String> {
    let report = match result {
        Ok(report) => report,
        Err(error) => {
            let line = |it: &bookroom::error::Problem| format!("! {} {}", it.path, it.code.slug());
            return error.problems().iter().map(line).collect();
        }
    };
    let mut found = Vec::new();
    for row in &report.files[0].rejected {
        for reason in &row.reasons {
            let column = reason.column.as_deref().unwrap_or("-");
            found.push(format!("x {} {column} {}", row.line, reason.problem.code.slug()));
        }
    }
    for it in report.notices.iter().filter(|it| !USUAL.contains(&it.kind)) {
        let column = it.column.as_deref().unwrap_or("-");
        found.push(format!("? {} {column} {}", it.line, it.kind.slug()));
    }
    found
}

fn run(kind: &str) {
    let path = format!("{}/exchange/files/{kind}.txt", env!("CARGO_MANIFEST_DIR"));
    let cases = std::fs::read_to_string(path).unwrap();
    let mut wrong = String::new();
    let mut test = book();
    let mut before = Vec::new();
    for case in cases.split("=== ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let (text, answer) = rest.split_once("=>\n").unwrap();
        // A case may be of another kind: + sales: more.
        let further = name.strip_prefix("+ ");
        if further.is_none() {
            (test, before) = (book(), Vec::new());
        }
        let named = further.unwrap_or(name).split_once(": ").map(|(kind, _)| kind);
        let kinds = ["sales", "payments", "openings", "customers", "products"];
        let kind = named.filter(|it| kinds.contains(it)).unwrap_or(kind);
        let result = import(&test, kind, text);
        let own = if kind == "customers" { ["customers", "openings"].as_slice() } else { &[kind] };
        let all: Vec<String> = own.iter().flat_map(|kind| booked(&test, kind)).collect();
        let new = all.iter().filter(|it| !before.contains(*it)).cloned();
        let found: Vec<String> = new.chain(told(&result)).collect();
        before.extend(all);
        let wanted: Vec<&str> = answer.lines().filter(|line| !line.trim().is_empty()).collect();
        if found != wanted {
            wrong.push_str(&format!("=== {name}\n{text}=>\n{}\n\n", found.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "these cases come to something else:\n{wrong}");
}

#[test]
fn sales_of_other_programs() {
    run("sales");
}

#[test]
fn payments_of_banks_and_wallets() {
    run("payments");
}

#[test]
fn openings_of_other_programs() {
    run("openings");
}

#[test]
fn customers_of_other_programs() {
    run("customers");
}

#[test]
fn products_of_other_programs() {
    run("products");
}
