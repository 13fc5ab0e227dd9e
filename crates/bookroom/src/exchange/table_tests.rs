//! Rows, line numbers, limits and oddities of tables.

use std::io;

use proptest::prelude::*;

use super::*;

fn open(text: &str) -> Table<&[u8]> {
    Table::open(text.as_bytes(), &TableOptions::default()).unwrap()
}

fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
    open(text).map(|row| row.map(|row| (row.line, row.cells)).unwrap()).collect()
}

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn rows_come_trimmed_with_their_lines() {
    let text = "\n名称,电话\r\n 甲 ,\u{3000}1\u{a0}\r\n\r\n\"乙\n丙\",\"2,\"\"3\"\r\n,\r\n丁,4";
    let table = open(text);
    assert_eq!(table.headers(), cells(&["名称", "电话"]));
    assert_eq!(table.encoding(), "UTF-8");
    let expected =
        vec![(3, cells(&["甲", "1"])), (5, cells(&["乙\n丙", "2,\"3"])), (8, cells(&["丁", "4"]))];
    assert_eq!(rows(text), expected);
    assert_eq!(rows(&text.replace("\r\n", "\r")), expected);
}

#[test]
fn empty_files_and_headings_alone_are_fine() {
    for text in ["", "\n\r\n", ",,\n,\n", "\u{feff}"] {
        let table = open(text);
        assert!(table.headers().is_empty(), "{text:?}");
        assert_eq!(table.count(), 0);
    }
    let table = open("a,b,,\n");
    assert_eq!(table.headers(), cells(&["a", "b"]));
    assert_eq!(table.count(), 0);
}

#[test]
fn ragged_rows_are_reported_one_by_one() {
    let mut table = open("a,b,c\n1,2\n1,2,3,,\n1,2,3,4\n1,2,3\n");
    let mut next = || table.next_row().unwrap().unwrap();
    let short = next();
    assert_eq!((short.cell(1), short.cell(2), short.cell(9)), ("2", "", ""));
    let problem = short.problem().unwrap();
    assert_eq!(problem.code, Code::BadTable);
    assert!(problem.text_en().ends_with("(line=2, expected=3, found=2)"), "{problem:?}");
    assert_eq!(next().problem(), None);
    assert_eq!(next().problem().unwrap().fact_value("found"), Some("4"));
    assert_eq!(next().problem(), None);
}

#[test]
fn repeated_headers_are_reported() {
    let table = open("电话,名称,电 话,,\n1,2,3,4,5\n");
    assert_eq!(table.problems().len(), 1);
    assert_eq!(table.problems()[0].path, "headers[2]");
    assert_eq!(table.problems()[0].fact_value("first"), Some("1"));
}

#[test]
fn lines_above_the_heading_and_separator_lines() {
    let options = TableOptions { skip_lines: 2, ..TableOptions::default() };
    for end in ["\n", "\r\n", "\r"] {
        let text = ["客户一览表", "2026,06,30", "a;b", "1;2"].join(end);
        let mut table = Table::open(text.as_bytes(), &options).unwrap();
        assert_eq!(table.headers(), cells(&["a", "b"]));
        assert_eq!(table.next_row().unwrap().unwrap().line, 4);
    }
    assert_eq!(open("sep=;\r\na,b;c\r\n1;2\r\n").headers(), cells(&["a,b", "c"]));
    assert_eq!(rows("sep=;\r\na;b\r\n1;2\r\n"), [(3, cells(&["1", "2"]))]);
}

#[test]
fn dialects_and_encodings_can_be_named() {
    let dialect = Dialect { delimiter: '|', ..Dialect::default() };
    let options = TableOptions { dialect: Some(dialect), ..TableOptions::default() };
    let table = Table::open("a,b|c\n".as_bytes(), &options).unwrap();
    assert_eq!(table.headers(), cells(&["a,b", "c"]));
    let dialect = Dialect { delimiter: '，', ..Dialect::default() };
    let options = TableOptions { dialect: Some(dialect), ..TableOptions::default() };
    let error = Table::open("a".as_bytes(), &options).err().unwrap();
    assert_eq!((error.code(), error.problems()[0].path.as_str()), (Code::BadChoice, "delimiter"));
    let options = TableOptions { encoding: Some("gb18030".to_owned()), ..TableOptions::default() };
    let bytes = encoding_rs::GB18030.encode("名称\n甲\n").0;
    assert_eq!(Table::open(&*bytes, &options).unwrap().headers(), cells(&["名称"]));
}

fn limit_error(source: impl Read) -> (String, usize) {
    let mut table = match Table::open(source, &TableOptions::default()) {
        Ok(table) => table,
        Err(error) => return (error.to_string(), 0),
    };
    loop {
        match table.next_row() {
            Ok(Some(_)) => {}
            Ok(None) => return ("none".to_owned(), 0),
            Err(error) => {
                assert!(table.next_row().unwrap().is_none());
                let memory = table.record.capacity() + 8 * table.ends.capacity();
                return (error.to_string(), memory);
            }
        }
    }
}

#[test]
fn giant_lines_and_countless_columns_end_in_an_error_with_small_memory() {
    let text = Code::BadTable.text_en();
    let long = io::Cursor::new("a,b\n1,2\n").chain(io::repeat(b'x').take(1 << 30));
    let (error, memory) = limit_error(long);
    assert_eq!(error, format!("{text} (line=3, limit=1048576, of=record_bytes) [bad_table]"));
    assert!(memory < 3 * RECORD_LIMIT, "{memory}");
    let quoted = io::Cursor::new("a,b\n\"").chain(io::repeat(b'\n').take(1 << 30));
    assert!(limit_error(quoted).0.contains("line=2, limit=1048576"));
    let wide = io::Cursor::new("a,b\n").chain(io::repeat(b',').take(1 << 30));
    let (error, memory) = limit_error(wide);
    assert_eq!(error, format!("{text} (line=2, limit=4096, of=columns) [bad_table]"));
    assert!(memory < 1 << 18, "{memory}");
    assert!(limit_error(io::repeat(b',').take(1 << 20)).0.contains("line=1, limit=4096"));
    let at_limit = format!("a\n{}\n", "x".repeat(RECORD_LIMIT));
    assert_eq!(limit_error(at_limit.as_bytes()).0, "none");
    assert_eq!(
        open(&format!("{}a\n", "a,".repeat(COLUMN_LIMIT - 1))).headers().len(),
        COLUMN_LIMIT
    );
}

#[test]
fn rows_before_a_fault_of_encoding_are_read() {
    let bytes = ["名称,客户电话\n1,2\n3,客户\n4,".as_bytes(), b"\xff\n"].concat();
    let mut table = Table::open(bytes.as_slice(), &TableOptions::default()).unwrap();
    let mut read = 0;
    let error = loop {
        match table.next_row() {
            Ok(row) => read += row.map(|_| 1).unwrap(),
            Err(error) => break error,
        }
    };
    assert_eq!((read, error.code()), (2, Code::BadEncoding));
    assert_eq!(error.problems()[0].fact_value("line"), Some("4"));
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(table) = Table::open(bytes.as_slice(), &TableOptions::default()) {
            for row in table.flatten() {
                let _ = row.problem();
            }
        }
    }

    #[test]
    fn what_a_csv_writer_writes_is_read(
        rows in prop::collection::vec(prop::collection::vec("[a-z\"';,|\n\t客户]{0,6}x", 3), 1..20),
        delimiter in prop::sample::select(vec![',', ';', '\t', '|']),
    ) {
        let mut writer =
            csv::WriterBuilder::new().delimiter(delimiter as u8).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let dialect = Dialect { delimiter, ..Dialect::default() };
        let options = TableOptions { dialect: Some(dialect), ..TableOptions::default() };
        let table = Table::open(bytes.as_slice(), &options).unwrap();
        let mut read = vec![table.headers().to_vec()];
        read.extend(table.map(|row| row.unwrap().cells));
        let trim = |cell: &String| cell.trim().to_owned();
        let trimmed: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(trim).collect()).collect();
        prop_assert_eq!(read, trimmed);
    }
}
