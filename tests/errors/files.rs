//! Codes of files: imports, exports, folders.

use bookroom::customers::model::{CustomerEdit, CustomerFilter, CustomerSort};
use bookroom::error::Code;
use bookroom::exchange::export::ExportAllOptions;
use bookroom::exchange::headers::Source;
use bookroom::exchange::model::{
    CustomerImport, ImportFile, PaymentImport, ProgressCallback, SalesImport,
};
use bookroom::values::PageRequest;
use bookroom_tests::room::TestRoom;

use super::{Broken, codes};

/// The codes of files.
pub(super) fn files(test: &TestRoom) -> Vec<Vec<Code>> {
    let exchange = test.owner.exchange();
    let none = ProgressCallback::none();
    let options = CustomerImport::default();
    let import = |name: &str, bytes: &[u8]| {
        let file = ImportFile::of_bytes(name, bytes.to_vec());
        exchange.import_customers(file, &options, &none)
    };
    let mut mapped = CustomerImport::default();
    let nowhere = Source::Column("nowhere".to_owned());
    mapped.file.fields.fields.insert("name".to_owned(), nowhere);
    let file = ImportFile::of_bytes("a.csv", "名称\n甲公司\n".as_bytes().to_vec());
    let unknown = codes(exchange.import_customers(file, &mapped, &none));
    let wide = vec![b','; 1 << 20];
    let made = import("b.csv", "名称\n乙公司\n".as_bytes()).unwrap().import.unwrap();
    let customers = test.owner.customers();
    let filter = CustomerFilter { text: Some("乙公司".to_owned()), ..CustomerFilter::default() };
    let found = customers
        .list(&filter, CustomerSort::Name, false, &PageRequest::first(1))
        .unwrap()
        .items
        .remove(0);
    let edit = CustomerEdit { note: "之后".into(), ..CustomerEdit::default() };
    customers.edit(found.id, found.version, edit).unwrap();
    let money = "客户,日期,金额\n乙公司,2026-06-01,约百元\n".as_bytes().to_vec();
    let money = ImportFile::of_bytes("c.csv", money);
    let payments = exchange.import_payments(money, &PaymentImport::default(), &none).unwrap();
    let refused = payments.files[0].rejected.iter().flat_map(|row| &row.reasons);
    let charge = ImportFile::new("c.csv", "客户,日期,金额,摘要\n,2026-06-01,5,手续费\n".as_bytes());
    let charge = exchange.import_payments(charge, &PaymentImport::default(), &none).unwrap();
    let charge = charge.files[0].rejected.iter().flat_map(|row| &row.reasons);
    let doubtful =
        "客户;日期;金额;流水号\n乙公司;2026-06-01;1.500;\n乙公司;2026-06-01;USD 5;6.22E+18\n";
    let doubtful = ImportFile::new("e.csv", doubtful.as_bytes());
    let doubtful = exchange.import_payments(doubtful, &PaymentImport::default(), &none).unwrap();
    let doubtful = doubtful.files[0].rejected.iter().flat_map(|row| &row.reasons);
    let sales = "单号,日期,客户,商品名称,数量,单价,金额,税率\n\
        A1,2026-06-01,乙公司,茶,1,10,99,13%\n\
        A2,2026-06-01,乙公司,茶,1,10,10,13%\n\
        A2,2026-06-02,乙公司,茶,1,10,10,13%\n\
        A3,2026-06-01,乙公司,茶,1,10,10,13%\n\
        A3,2026-06-01,乙公司,茶,0,10,0,13%\n";
    let unlike = "单号,日期,客户,商品名称,数量(kg),单价(元/吨),附加费,状态\nA4,2026-06-01,乙公司,茶,1,10,5,作废\n";
    let unlike = ImportFile::new("i.csv", unlike.as_bytes());
    let unlike = exchange.import_sales(unlike, None, &SalesImport::default(), &none).unwrap();
    let unlike = unlike.files[0].rejected.iter().flat_map(|row| &row.reasons);
    let sales = ImportFile::of_bytes("d.csv", sales.as_bytes().to_vec());
    let sales = exchange.import_sales(sales, None, &SalesImport::default(), &none).unwrap();
    let sold = sales.files[0].rejected.iter().flat_map(|row| &row.reasons);
    let sold = sold.map(|reason| reason.problem.code).collect();
    let coded = import("e.csv", "编号,名称\nE1,丙公司\n".as_bytes()).unwrap();
    assert_eq!(coded.accepted, 1);
    let other = import("f.csv", "编号,名称\nE1,丁公司\n".as_bytes()).unwrap();
    let other = other.files[0].rejected.iter().flat_map(|row| &row.reasons);
    let id = found.id;
    let own = format!("名称,添加时间,记录号\n乙公司,2001-01-01 00:00:00,{id}\n");
    let own = import("h.csv", own.as_bytes()).unwrap();
    let own = own.files[0].rejected.iter().flat_map(|row| &row.reasons);
    let all = |folder: &str| codes(exchange.export_all(folder, &ExportAllOptions::default()));
    let paid = || {
        let file = ImportFile::new("g.csv", "客户,日期,金额\n乙公司,2026-06-01,5\n".as_bytes());
        exchange.import_payments(file, &PaymentImport::default(), &none)
    };
    paid().unwrap();
    let titled = "坏账核销明细\n客户,日期,金额\n乙公司,2026-06-01,5\n";
    let titled = ImportFile::new("j.csv", titled.as_bytes());
    let titled = codes(exchange.import_payments(titled, &PaymentImport::default(), &none));
    let void =
        ImportFile::new("k.csv", "客户,日期,金额,状态\n乙公司,2026-06-02,5,作废\n".as_bytes());
    let void = exchange.import_payments(void, &PaymentImport::default(), &none).unwrap();
    let void = void.files[0].rejected.iter().flat_map(|row| &row.reasons);
    vec![
        titled,
        void.map(|reason| reason.problem.code).collect(),
        own.map(|reason| reason.problem.code).collect(),
        all(env!("CARGO_MANIFEST_DIR")),
        all(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")),
        sold,
        unlike.map(|reason| reason.problem.code).collect(),
        charge.map(|reason| reason.problem.code).collect(),
        codes(paid()),
        other.map(|reason| reason.problem.code).collect(),
        codes(import("bytes.bin", &[0xff, 0xff, 0xff, 0x80, 0x00, 0xfe, 0xff, 0x41])),
        codes(import("wide.csv", &wide)),
        codes(import("book.xlsx", b"PK\x03\x04 xl/workbook.xml")),
        doubtful.map(|reason| reason.problem.code).collect(),
        unknown,
        codes(exchange.import_customers(ImportFile::new("gone.csv", Broken), &options, &none)),
        codes(exchange.undo_import(made)),
        codes(ImportFile::open("no such file.csv").map(drop)),
        refused.map(|reason| reason.problem.code).collect(),
    ]
}
