//! Files that are no text at all, by their first bytes: what somebody gave as CSV says what it is.

/// What the bytes are, when they are no text table: `xlsx`, `xls`, `pdf` …
pub(crate) fn format_of(head: &[u8]) -> Option<&'static str> {
    const STARTS: [(&[u8], &str); 17] = [
        (b"PK\x03\x04", "zip"),
        (b"PK\x05\x06", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
        (b"\x09\x08\x10\x00", "xls"),
        (b"%PDF", "pdf"),
        (b"\x1f\x8b", "gzip"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!\x1a\x07", "rar"),
        (b"{\\rtf", "rtf"),
        (b"SQLite format 3\0", "sqlite"),
        (b"PAR1", "parquet"),
        (b"ARROW1", "arrow"),
        (b"\x89PNG", "png"),
        (b"\xff\xd8\xff", "jpeg"),
        (b"GIF8", "gif"),
        (b"BZh", "bzip2"),
        (b"\xfd7zXZ", "xz"),
    ];
    let found = STARTS.iter().find(|(start, _)| head.starts_with(start)).map(|(_, name)| *name);
    match found {
        Some("zip") => Some(packed(head)),
        Some(name) => Some(name),
        None => markup(head),
    }
}

/// What a zip file holds, by the names at its beginning.
fn packed(head: &[u8]) -> &'static str {
    let holds = |name: &str| head.windows(name.len()).any(|window| window == name.as_bytes());
    let kinds = [
        ("xl/", "xlsx"),
        ("opendocument.spreadsheet", "ods"),
        ("word/", "docx"),
        ("opendocument.text", "odt"),
        ("ppt/", "pptx"),
        ("OFD.xml", "ofd"),
        ("Index/Document.iwa", "numbers"),
    ];
    kinds.into_iter().find(|(name, _)| holds(name)).map_or("zip", |(_, kind)| kind)
}

/// Tables that are saved as web pages or XML under the name of a spreadsheet; JSON.
fn markup(head: &[u8]) -> Option<&'static str> {
    let head = head.get(..head.len().min(2048))?;
    let text =
        String::from_utf8_lossy(head).trim_start_matches('\u{feff}').trim_start().to_lowercase();
    if text.starts_with("<!doctype html") || text.starts_with("<html") || text.starts_with("<table")
    {
        return Some("html");
    }
    if text.starts_with("<?xml") || text.starts_with("<workbook") {
        return Some(if text.contains("spreadsheet") { "xml spreadsheet" } else { "xml" });
    }
    let is_json = text.starts_with("[{") || text.starts_with("{\"") || text.starts_with("[ {");
    is_json.then_some("json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_say_what_they_are() {
        let xlsx = [b"PK\x03\x04....[Content_Types].xml..".as_slice(), b"xl/workbook.xml"].concat();
        for (head, format) in [
            (xlsx.as_slice(), Some("xlsx")),
            (b"PK\x03\x04\x14mimetypeapplication/vnd.oasis.opendocument.spreadsheet", Some("ods")),
            (b"PK\x03\x04\x14a.csv", Some("zip")),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", Some("xls")),
            (b"%PDF-1.7\n", Some("pdf")),
            (b"\n<html><table>", Some("html")),
            (b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", Some("xml spreadsheet")),
            (b"[{\"name\": 1}]", Some("json")),
            (b"name,phone\n", None),
            (b"", None),
            ("名称".as_bytes(), None),
        ] {
            assert_eq!(format_of(head), format);
        }
    }
}
