//! What nobody should import: typed errors or rejected rows, nothing half-written, and the next
//! call works.

use std::io::{self, Read};

use bookroom::error::Kind;
use bookroom::exchange::model::{
    CustomerImport, ImportFile, PaymentImport, ProgressCallback, SalesImport,
};
use bookroom_tests::room::{self, TestRoom};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::{assert_counts, import_customers, import_payments, import_sales, reasons};
use crate::whole::assert_whole;

/// So many bytes of the same kind, made as they are read.
struct Endless {
    unit: &'static [u8],
    left: u64,
}

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let room = u64::try_from(out.len()).unwrap().min(self.left);
        let count = usize::try_from(room).unwrap();
        for (byte, unit) in out[..count].iter_mut().zip(self.unit.iter().cycle()) {
            *byte = *unit;
        }
        self.left -= room;
        Ok(count)
    }
}

/// The import fails with this code; the log has not moved and the next import works.
fn refused(test: &TestRoom, source: impl Read) -> &'static str {
    let head = test.owner.changes().head().unwrap();
    let none = ProgressCallback::none();
    let file = ImportFile::new("bad.csv", source);
    let exchange = test.owner.exchange();
    let error = exchange.import_customers(file, &CustomerImport::default(), &none).unwrap_err();
    assert_eq!(test.owner.changes().head().unwrap(), head);
    let text = format!("名称\n客户{}\n", head.seq);
    assert_counts(&import_customers(&test.owner, &text, &CustomerImport::default()), 1, 1);
    error.code().slug()
}

#[test]
fn files_that_are_no_tables_are_refused_whatever_their_size() {
    let test = room::memory();
    const GIB: u64 = 1 << 30;
    assert_eq!(refused(&test, Endless { unit: b"x", left: GIB }), "bad_table");
    assert_eq!(refused(&test, b"name\n".chain(Endless { unit: b"x", left: GIB })), "bad_table");
    assert_eq!(refused(&test, Endless { unit: b"a,", left: 2_000_000 }), "bad_table");
    let quoted = b"name\n\"".chain(Endless { unit: b"x\n", left: 1 << 22 });
    assert_eq!(refused(&test, quoted), "bad_table");
    let half = ["名称\n甲\n乙".as_bytes(), &[0xe4, 0xb8]].concat();
    assert_eq!(refused(&test, half.as_slice()), "bad_encoding");
    let late = ["名称\n甲\n".repeat(30_000).as_bytes(), b"\xff\xff\n"].concat();
    assert_eq!(refused(&test, late.as_slice()), "bad_encoding");
    let nul = "名称\n甲\0乙\n".as_bytes();
    assert_eq!(refused(&test, nul), "bad_encoding");
    assert_whole(&test.owner, "bad files");
}

#[test]
fn a_source_that_fails_is_an_error_of_the_file() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    assert_eq!(refused(&room::memory(), b"name\nx\n".chain(Broken)), "file_access");
}

#[test]
fn empty_files_import_nothing() {
    let test = room::memory();
    for text in ["", "\n\n", "名称,电话\n", "\u{feff}"] {
        let report = import_customers(&test.owner, text, &CustomerImport::default());
        assert_counts(&report, 0, 0);
        assert_eq!(report.import, None);
    }
    // Without a column of names no row can be taken over: one error says so.
    assert_eq!(refused(&test, "电话\n1\n2\n".as_bytes()), "unknown_column");
}

#[test]
fn names_of_every_script_go_in() {
    let test = room::memory();
    let text = "名称,备注\n😀🏳️‍🌈公司,👨‍👩‍👧‍👦\nشركة المثال,\u{202e}txt.exe\nחברה לדוגמה,\n\
        e\u{301}cole,\nÉcole,\nＡＢＣ,=cmd|' /C calc'!A0\n";
    let report = import_customers(&test.owner, text, &CustomerImport::default());
    assert_counts(&report, 6, 6);
    let long = "😀".repeat(201);
    let report =
        import_customers(&test.owner, &format!("名称\n{long}\n"), &CustomerImport::default());
    assert_eq!(reasons(&report, 0), [(2, "名称".to_owned(), "too_long")]);
    assert_whole(&test.owner, "names");
}

#[test]
fn numbers_and_dates_at_the_edges_are_rows_rejected() {
    let test = room::memory();
    import_customers(&test.owner, "名称\n甲\n", &CustomerImport::default());
    let rows = [
        ("0000-01-01", "1", "1"),
        ("0001-01-01", "1", "1"),
        ("10000-01-01", "1", "1"),
        ("2026-06-01", "0", "1"),
        ("2026-06-01", "-1", "1"),
        ("2026-06-01", "1", "9223372036854775807"),
        ("2026-06-01", "9223372036854775807", "9223372036854775807"),
        ("2026-06-01", "1", "-9223372036854775808"),
        ("2026-06-01", "1", "79228162514264337593543950336"),
        ("2026-06-01", "0.000000001", "1"),
        ("2026-06-01", "1e9", "1"),
        ("2026-06-01", "NaN", "1"),
        ("2026-06-01", "1000000000000", "1000000000000"),
    ];
    for (date, quantity, price) in rows {
        let text = format!(
            "单号,客户,日期,品名,数量,单价\n{date}{quantity}{price},甲,{date},纸,{quantity},{price}\n"
        );
        let report = import_sales(&test.owner, &text, &SalesImport::default());
        assert_counts(&report, 1, 0);
        let text = format!("客户,日期,金额\n甲,{date},{price}\n");
        if price != "1" && price != "1000000000000" {
            assert_counts(
                &import_payments(&test.owner, &text, &PaymentImport::default()).unwrap(),
                1,
                0,
            );
        }
    }
    for date in ["2021-01-01", "2027-12-31"] {
        let text =
            format!("单号,客户,日期,到期日,品名,数量,单价\n{date},甲,{date},{date},纸,1,1\n");
        assert_counts(&import_sales(&test.owner, &text, &SalesImport::default()), 1, 1);
    }
    assert_whole(&test.owner, "edges");
}

#[test]
fn random_bytes_are_read_or_refused() {
    let test = room::memory();
    let config = Config { cases: 150, failure_persistence: None, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let pieces = prop::collection::vec(
        prop_oneof![
            prop::collection::vec(any::<u8>(), 0..40),
            Just("名称,电话,日期\n".as_bytes().to_vec()),
            Just(b"name;phone\n".to_vec()),
            Just(b"\"".to_vec()),
            Just(b"\n".to_vec()),
            Just(vec![0xb9, 0xab, 0xcb, 0xbe]),
        ],
        0..12,
    );
    let outcome = TestRunner::new_with_rng(config, rng).run(&pieces, |pieces| {
        let bytes = pieces.concat();
        let exchange = test.owner.exchange();
        let none = ProgressCallback::none();
        let head = test.owner.changes().head().unwrap();
        let file = ImportFile::of_bytes("random.csv", bytes.clone());
        match exchange.import_customers(file, &CustomerImport::default(), &none) {
            Ok(report) => assert_eq!(report.accepted + report.rejected, report.rows_read),
            Err(error) => {
                assert_eq!(error.kind(), Kind::Invalid, "{error:?}");
                assert_eq!(test.owner.changes().head().unwrap(), head);
            }
        }
        let file = ImportFile::of_bytes("random.csv", bytes);
        match exchange.import_sales(file, None, &SalesImport::default(), &none) {
            Ok(report) => assert_eq!(report.accepted + report.rejected, report.rows_read),
            Err(error) => assert_eq!(error.kind(), Kind::Invalid, "{error:?}"),
        }
        Ok(())
    });
    outcome.unwrap();
    assert_whole(&test.owner, "random bytes");
}
