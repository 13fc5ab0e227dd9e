//! Quoting, encodings and the guard against formulas.

use proptest::prelude::*;

use super::*;
use crate::exchange::decode::decode_all;
use crate::exchange::table::{Table, TableOptions};

fn written(rows: &[Vec<String>], encoding: OutEncoding) -> Vec<u8> {
    let mut writer = CsvWriter::new(Vec::new(), encoding);
    for row in rows {
        writer.row(row).unwrap();
    }
    writer.finish().unwrap()
}

#[test]
fn rows_are_quoted_where_needed() {
    let rows = vec![
        vec!["名称".to_owned(), "a,b".to_owned()],
        vec!["说\"好\"".to_owned(), "x\ny".to_owned()],
    ];
    let text = "名称,\"a,b\"\r\n\"说\"\"好\"\"\",\"x\ny\"\r\n";
    assert_eq!(written(&rows, OutEncoding::Utf8), text.as_bytes());
    assert_eq!(written(&rows, OutEncoding::Utf8WithMark), format!("\u{feff}{text}").as_bytes());
    assert_eq!(written(&rows, OutEncoding::Gb18030), *GB18030.encode(text).0);
    assert_eq!(written(&[], OutEncoding::Utf8WithMark), b"");
}

#[test]
fn formulas_are_guarded_and_numbers_are_not() {
    for formula in [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "-",
        "+",
        "=",
        "-a",
        "+86 138 0013 8000",
        "--5",
        "-1.2.3",
        "-.5",
        "'=1",
        "''=1",
        "'123",
    ] {
        assert_eq!(guard(formula), format!("'{formula}"));
        assert_eq!(unguard(&guard(formula)), formula);
    }
    for plain in
        ["-5", "+1,234.50", "-3%", "0", "+8613800138000", "a=b", "", "'", "'a", "张三", "1-2"]
    {
        assert_eq!(guard(plain), plain);
        assert_eq!(unguard(plain), plain);
    }
    assert_eq!(unguard("'6222020000001234"), "6222020000001234");
}

#[test]
fn a_character_outside_gb18030_is_an_error() {
    let mut writer = CsvWriter::new(Vec::new(), OutEncoding::Gb18030);
    writer.row(["\u{e5e5}"]).unwrap();
    assert_eq!(writer.finish().unwrap_err().code(), Code::BadCharacter);
}

struct Full;
impl Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::StorageFull.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error() {
    let mut writer = CsvWriter::new(Full, OutEncoding::Utf8);
    let result = writer.row(["a"]).and_then(|()| writer.finish().map(|_| ()));
    assert_eq!(result.unwrap_err().code(), Code::FileAccess);
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        rows in prop::collection::vec(
            prop::collection::vec("[^\0\u{feff}\u{e000}-\u{f8ff}]{0,10}", 3),
            1..12,
        ),
        chinese: bool,
    ) {
        let encoding = if chinese { OutEncoding::Gb18030 } else { OutEncoding::Utf8WithMark };
        let heading = vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
        let all: Vec<_> = std::iter::once(heading).chain(rows.iter().cloned()).collect();
        let bytes = written(&all, encoding);
        let name = if chinese { "gb18030" } else { "utf-8" };
        let options = TableOptions {
            encoding: Some(name.to_owned()),
            dialect: Some(Default::default()),
            ..TableOptions::default()
        };
        let table = Table::open(bytes.as_slice(), &options).unwrap();
        let free = |cell: &String| unguard(cell).to_owned();
        let read: Vec<Vec<String>> =
            table.map(|row| row.unwrap().cells.iter().map(free).collect()).collect();
        let kept = |cell: &String| unguard(guard(cell).trim()).to_owned();
        let expected: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(kept).collect::<Vec<_>>())
            .filter(|row: &Vec<String>| row.iter().any(|cell| !cell.is_empty()))
            .collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn the_guard_leaves_no_formula(cell in "['=+@＝＋－＠\t\r\n0-9a-z.,%-]{0,8}|\\PC{0,8}") {
        let guarded = guard(&cell);
        prop_assert!(!is_formula(&guarded) || is_number(&guarded));
        prop_assert_eq!(unguard(&guarded), cell.as_str());
    }

    #[test]
    fn every_text_comes_back_from_gb18030(text in "[^\0\u{feff}\u{e000}-\u{f8ff}]{0,40}") {
        let mut target = EncodedWriter {
            target: Vec::new(),
            encoder: Some(GB18030.new_encoder()),
            mark: false,
            pending: Vec::new(),
        };
        for byte in text.as_bytes() {
            target.write_all(&[*byte]).unwrap();
        }
        prop_assert_eq!(decode_all(&target.target, Some("gb18030")).unwrap().0, text);
    }
}
