//! Encodings, places of faults and bounded memory.

use encoding_rs::{BIG5, WINDOWS_1252};
use proptest::prelude::*;

use super::*;

const SAMPLE: &str = "客户名称,电话\n上海明远贸易有限公司,021-55551234\n";

fn text_of(bytes: &[u8]) -> (String, &'static str) {
    decode_all(bytes, None).unwrap()
}

fn fault(bytes: &[u8], encoding: Option<&str>) -> (String, String) {
    let error = decode_all(bytes, encoding).unwrap_err();
    assert_eq!(error.code(), Code::BadEncoding);
    let fact = |name| error.problems()[0].fact_value(name).unwrap().to_owned();
    (fact("byte"), fact("line"))
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn encodings_are_recognised() {
    let owned = SAMPLE.to_owned();
    assert_eq!(text_of(SAMPLE.as_bytes()), (owned.clone(), "UTF-8"));
    assert_eq!(text_of(format!("\u{feff}{SAMPLE}").as_bytes()), (owned.clone(), "UTF-8"));
    assert_eq!(text_of(&GB18030.encode(SAMPLE).0), (owned.clone(), "GB18030"));
    assert_eq!(text_of(&utf16(SAMPLE, false)), (owned.clone(), "UTF-16LE"));
    assert_eq!(text_of(&utf16(SAMPLE, true)), (owned, "UTF-16BE"));
    assert_eq!(text_of(b"a,b\n1,2\n"), ("a,b\n1,2\n".to_owned(), "UTF-8"));
    assert_eq!(text_of(b""), (String::new(), "UTF-8"));
    for few in ["王", "联通", "a,b,张三\n", "𠮷野家,王\n"] {
        assert_eq!(text_of(&GB18030.encode(few).0), (few.to_owned(), "GB18030"));
    }
    let german = "Name;Straße\nMüller;Köln\n";
    assert_eq!(text_of(&WINDOWS_1252.encode(german).0), (german.to_owned(), "windows-1252"));
    let taiwan = "客戶名稱,電話\n台北貿易有限公司,02\n";
    assert_eq!(text_of(&BIG5.encode(taiwan).0), (taiwan.to_owned(), "Big5"));
}

#[test]
fn the_encoding_can_be_named() {
    let bytes = GB18030.encode("é").0;
    assert_eq!(decode_all(&bytes, Some("gb18030")).unwrap().0, "é");
    assert_eq!(decode_all(b"\xef\xbb\xbfa", Some("UTF-8")).unwrap().0, "a");
    assert_eq!(decode_all(b"a", Some("klingon")).unwrap_err().code(), Code::BadChoice);
    assert_eq!(fault(&bytes, Some("utf-8")), ("0".to_owned(), "1".to_owned()));
}

#[test]
fn faults_are_placed() {
    let place = |byte: &str, line: &str| (byte.to_owned(), line.to_owned());
    let cut = &SAMPLE.as_bytes()[..SAMPLE.find("有").unwrap() + 2];
    assert_eq!(fault(cut, None), place(&(cut.len() - 2).to_string(), "2"));
    assert_eq!(fault(b"a,b\n1,\0\n", None), place("6", "2"));
    assert_eq!(fault(&utf16("ab\r\n\0", true), None), place("10", "2"));
    let mut broken = SAMPLE.as_bytes().to_vec();
    broken.insert(7, 0xff);
    assert_eq!(fault(&broken, None), place("6", "1"));
    let mut broken = GB18030.encode(SAMPLE).0.into_owned();
    broken.push(0xff);
    assert_eq!(fault(&broken, None), place(&(broken.len() - 1).to_string(), "3"));
    let noise: Vec<u8> = (0..400_u32).map(|i| (i * i * 7 + i * 13 + 129) as u8).collect();
    assert_eq!(decode_all(&noise, None).unwrap_err().code(), Code::BadEncoding);
}

#[test]
fn a_fault_beyond_the_window_is_placed_and_all_before_it_is_read() {
    let mut bytes = "客户\n".repeat(40_000).into_bytes();
    let length = bytes.len();
    bytes.extend(b"\xe5\xae");
    let mut reader = DecodedReader::new(bytes.as_slice()).unwrap();
    let mut text = Vec::new();
    let error = from_io(reader.read_to_end(&mut text).unwrap_err());
    assert_eq!(text.len(), length);
    assert_eq!(error.problems()[0].fact_value("byte"), Some(length.to_string().as_str()));
    assert_eq!(error.problems()[0].fact_value("line"), Some("40001"));
}

#[test]
fn ascii_for_long_and_then_chinese() {
    let text = format!("{}名称\n", "plain,line\n".repeat(30_000));
    assert!(text_of(&GB18030.encode(&text).0) == (text.clone(), "GB18030"));
    assert!(text_of(text.as_bytes()) == (text.clone(), "UTF-8"));
    // Any cut of the window through a character is seamless.
    for shift in 0..4 {
        let text = format!("{}{}", "x".repeat(shift), "账房𠮷é".repeat(20_000));
        assert!(text_of(text.as_bytes()).0 == text);
        assert!(decode_all(&GB18030.encode(&text).0, Some("gb18030")).unwrap().0 == text);
    }
}

#[test]
fn memory_stays_bounded_over_any_length() {
    let endless = io::repeat(b'x').take(300 * 1024 * 1024);
    let mut reader = DecodedReader::new(endless).unwrap();
    let mut buffer = [0; 4096];
    for _ in 0..1000 {
        assert_eq!(reader.read(&mut buffer).unwrap(), 4096);
        assert!(reader.raw.capacity() <= 4 * WINDOW && reader.text.capacity() <= 4 * WINDOW);
    }
}

struct Failing;
impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::PermissionDenied.into())
    }
}

#[test]
fn faults_of_the_file_itself_are_named() {
    let error = DecodedReader::new(Failing).err().unwrap();
    assert_eq!(error.code(), Code::FileAccess);
    assert_eq!(error.problems()[0].fact_value("kind"), Some("permission denied"));
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = decode_all(&bytes, None);
        for name in ["utf-8", "gb18030", "utf-16le", "big5", "shift_jis", "windows-1252"] {
            let _ = decode_all(&bytes, Some(name));
        }
    }

    #[test]
    fn every_text_comes_back(text in "[^\0\u{feff}\u{e000}-\u{f8ff}]{0,60}") {
        // What begins like another format is refused, whatever follows.
        prop_assume!(crate::exchange::sniff::format_of(text.as_bytes()).is_none());
        prop_assert_eq!(&decode_all(text.as_bytes(), Some("utf-8")).unwrap().0, &text);
        let chinese = GB18030.encode(&text).0;
        prop_assert_eq!(&decode_all(&chinese, Some("gb18030")).unwrap().0, &text);
        prop_assert_eq!(&decode_all(text.as_bytes(), None).unwrap().0, &text);
    }
}
