//! Names, types and policies.

use super::types::{extension, media_type};
use super::*;

fn codes(check: Check) -> Vec<(String, Code)> {
    match check.finish() {
        Ok(()) => Vec::new(),
        Err(error) => error.problems().iter().map(|it| (it.path.clone(), it.code)).collect(),
    }
}

fn name_code(name: &str) -> Option<Code> {
    let mut check = Check::new();
    file_name(name, "name", &mut check);
    codes(check).first().map(|(_, code)| *code)
}

#[test]
fn names_are_those_that_every_system_can_have() {
    for good in
        ["合同.pdf", "a b (1).tar.gz", ".env.txt", "com10.txt", "console.log", "发票 №7.ofd"]
    {
        assert_eq!(name_code(good), None, "{good}");
    }
    for bad in [
        "a/b.pdf",
        "..\\b.pdf",
        "c:d.txt",
        "a?.pdf",
        "a.pdf.",
        "..",
        ".",
        "NUL",
        "con.txt",
        "Com1.pdf",
        "lpt³.pdf",
        "a|b",
        "\"a\"",
        "<a>.txt",
    ] {
        assert_eq!(name_code(bad), Some(Code::BadFileName), "{bad}");
    }
    assert_eq!(name_code("  "), Some(Code::Required));
    assert_eq!(name_code("a\nb.pdf"), Some(Code::BadCharacter));
    assert_eq!(name_code("a\u{202e}fdp.exe.pdf"), Some(Code::BadCharacter));
    assert_eq!(name_code(&"长".repeat(67)), Some(Code::TooLong));
    assert_eq!(name_code(&"a".repeat(200)), None);
}

#[test]
fn content_must_be_what_the_name_says() {
    let pdf = b"%PDF-1.7 ...".as_slice();
    let of = |name: &str, content: &[u8], given: Option<&str>| {
        media_type(name, content, given).map_err(|problem| (problem.code, problem.path))
    };
    assert_eq!(of("a.PDF", pdf, None).unwrap(), "application/pdf");
    assert_eq!(of("a.pdf", pdf, Some("Application/PDF; x=1")).unwrap(), "application/pdf");
    let differs = |path: &str| Err((Code::TypeDiffers, path.to_owned()));
    assert_eq!(of("a.png", pdf, None), differs("content"));
    assert_eq!(of("a.pdf", pdf, Some("image/png")), differs("media_type"));
    assert_eq!(of("a.txt", b"a\0b", None), differs("content"));
    assert_eq!(of("a.txt", b"BM is no image", None).unwrap(), "text/plain");
    assert_eq!(of("a.txt", b"\xFF\xFEa\0", None).unwrap(), "text/plain");
    let mut program = b"\x7fELF\x02\x01\x01".to_vec();
    program.resize(64, 0);
    let program = program.as_slice();
    let refused = Err((Code::TypeNotAllowed, "content".to_owned()));
    assert_eq!(of("a.bin", program, None), refused);
    assert_eq!(of("a.txt", b"#!/bin/sh\necho", None), refused);
    assert_eq!(of("a.bin", b"??", Some("application/x-own")).unwrap(), "application/x-own");
    assert_eq!(of("a.bin", b"??", Some("no type")), differs("media_type"));
    assert_eq!(of("a.bin", b"??", None).unwrap(), "application/octet-stream");
    assert_eq!(extension("a.tar.GZ"), "gz");
    assert_eq!((extension("none"), extension(".hidden")), (String::new(), String::new()));
}

#[test]
fn a_file_is_checked_with_everything_wrong_at_once() {
    let policy = AttachmentPolicy { max_bytes: 3, ..first_policy() };
    let mut new = NewAttachment::new(AttachedTo::Customer(1.into()), "a/b.txt", b"four".to_vec());
    new.note = Some("x".repeat(NOTE_LIMIT + 1));
    let mut check = Check::new();
    checked(&new, &policy, &mut check);
    let wanted =
        [("name", Code::BadFileName), ("note", Code::TooLong), ("content", Code::FileTooLarge)];
    assert_eq!(codes(check), wanted.map(|(path, code)| (path.to_owned(), code)));
    let empty = NewAttachment::new(AttachedTo::Customer(1.into()), "a.txt", Vec::new());
    let mut check = Check::new();
    checked(&empty, &policy, &mut check);
    assert_eq!(codes(check), [("content".to_owned(), Code::EmptyFile)]);
    let exe = NewAttachment::new(AttachedTo::Customer(1.into()), "a.exe", b"MZ".to_vec());
    let mut check = Check::new();
    checked(&exe, &policy, &mut check);
    assert_eq!(codes(check), [("name".to_owned(), Code::TypeNotAllowed)]);
}

#[test]
fn a_policy_keeps_within_its_bounds() {
    let edit = AttachmentPolicyEdit {
        max_bytes: Some(0),
        extensions: Some([".PDF", "pdf", "a-b"].map(str::to_owned).to_vec()),
        ..Default::default()
    };
    let mut check = Check::new();
    let after = edited_policy(&first_policy(), &edit, &mut check);
    let wanted = [
        ("max_bytes", Code::OutOfRange),
        ("extensions[1]", Code::Repeated),
        ("extensions[2]", Code::BadFormat),
    ];
    assert_eq!(codes(check), wanted.map(|(path, code)| (path.to_owned(), code)));
    assert_eq!((after.version, after.max_per_record), (1, 100));
}

#[test]
fn every_kind_that_a_card_lets_have_files_is_one() {
    use crate::rights::cards;
    for record in cards::RECORDS {
        let known = record_of(record.kind, 7);
        assert_eq!(known.is_some(), record.attached_with.is_some(), "{}", record.kind);
        assert!(known.is_none_or(|known| named(known) == (record.kind, 7)), "{}", record.kind);
    }
}
