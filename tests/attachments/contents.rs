//! What files hold.

use bookroom::attachments::model::{
    AttachedTo, AttachmentEdit, AttachmentFilter, AttachmentPolicyEdit, NewAttachment,
};
use bookroom::changes::model::FindingKind;
use bookroom::error::Code;
use bookroom::exchange::export::{ExportList, ExportOptions};
use bookroom::values::{Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room;

use super::{add, file, list, named, names, noise};
use crate::samples::fixtures::customer;
use crate::whole::assert_whole;

/// The length of a part in the store.
const PART: usize = 256 * 1024;

fn rows(store: &bookroom_tests::backends::EmptyStore, table: &str) -> i64 {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, RunQueryDsl};
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        count: i64,
    }
    let query = format!("SELECT COUNT(*) AS count FROM {table}");
    macro_rules! counted {
        ($conn:ty) => {{
            let mut conn = <$conn>::establish(&store.url).unwrap();
            conn.batch_execute("SELECT 1").unwrap();
            diesel::sql_query(query).get_result::<Count>(&mut conn).unwrap().count
        }};
    }
    match store.backend() {
        Backend::Sqlite => counted!(diesel::SqliteConnection),
        Backend::Postgres => counted!(diesel::PgConnection),
        Backend::Mysql => counted!(diesel::MysqlConnection),
    }
}

#[test]
fn content_comes_back_as_it_was_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let record = AttachedTo::Customer(customer(&test, "甲"));
        let files = test.owner.attachments();
        for length in [1, PART - 1, PART, PART + 1, 8 * PART, 3 * 1024 * 1024 + 7] {
            let content = noise(length);
            let one = files.add(file(record, &format!("{length}.txt"), &content)).unwrap();
            assert_eq!(one.size, i64::try_from(length).unwrap());
            assert!(files.content(one.id).unwrap()[..] == content[..], "{backend:?} {length}");
            let mut out = Vec::new();
            assert_eq!(files.write_to(one.id, &mut out).unwrap(), one.size);
            assert!(out == content, "{backend:?} {length}");
            for (offset, wanted) in [(0, 10), (PART - 3, 6), (length - 1, 9), (length, 9)] {
                let offset = offset.min(length);
                let end = (offset + wanted).min(length);
                let (at, wanted) = (i64::try_from(offset).unwrap(), i64::try_from(wanted).unwrap());
                let part = files.part(one.id, at, wanted).unwrap();
                assert!(part[..] == content[offset..end], "{backend:?} {length} {offset}");
            }
        }
        let wrong = files.part(1.into(), -1, -1).unwrap_err();
        assert_eq!(named(&wrong), [("offset", Code::OutOfRange), ("length", Code::OutOfRange)]);
        assert_whole(&test.owner, "contents");
    }
}

#[test]
fn the_same_content_is_stored_once_and_goes_with_its_last_file() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let store = test.store.as_ref().unwrap();
        let [one, other] = ["甲", "乙"].map(|name| AttachedTo::Customer(customer(&test, name)));
        let files = test.owner.attachments();
        let content = noise(PART + 1);
        let both = vec![file(one, "a.txt", &content), file(one, "b.txt", &content)];
        let mut made = files.add_many(both).unwrap();
        made.push(files.add(file(other, "c.txt", &content)).unwrap());
        let counts = || (rows(store, "attachment_content"), rows(store, "attachment_part"));
        assert_eq!(counts(), (1, 2), "{backend:?}");
        let same = AttachmentFilter { sha256: Some(made[0].sha256.clone()), ..Default::default() };
        assert_eq!(list(&test.owner, &same), made);
        files.remove(made[..2].iter().map(Into::into).collect()).unwrap();
        assert_eq!(counts(), (1, 2), "{backend:?}");
        assert!(files.content(made[2].id).unwrap()[..] == content[..]);
        assert_eq!(files.content(made[0].id).unwrap_err().code(), Code::NotFound);
        files.remove(vec![(&made[2]).into()]).unwrap();
        assert_eq!(counts(), (0, 0), "{backend:?}");
        assert_eq!(list(&test.owner, &AttachmentFilter::default()), []);
        let all = AttachmentFilter { removed: true, ..Default::default() };
        assert!(list(&test.owner, &all).iter().all(|one| one.removed_at.is_some()));
        // Tried only, nothing is kept.
        test.owner.dry_run().attachments().add(file(one, "d.txt", &content)).unwrap();
        assert_eq!(counts(), (0, 0), "{backend:?}");
        assert_whole(&test.owner, "removed");
    }
}

#[test]
fn everything_wrong_is_told_and_limits_hold() {
    let test = room::memory();
    let record = AttachedTo::Customer(customer(&test, "甲"));
    let files = test.owner.attachments();
    let mut wrong_type = file(record, "a.txt", b"a");
    wrong_type.media_type = Some("image/png".to_owned());
    let wrong = files.add_many(vec![
        file(record, "a.txt", b""),
        file(record, "../a.pdf", b"%PDF-1"),
        file(record, "a.exe", b"MZ"),
        file(record, "a.pdf", b"no"),
        wrong_type,
        file(AttachedTo::Customer(99.into()), "a.txt", b"a"),
    ]);
    let expected = [
        ("attachments[0].content", Code::EmptyFile),
        ("attachments[1].name", Code::BadFileName),
        ("attachments[2].name", Code::TypeNotAllowed),
        ("attachments[3].content", Code::TypeDiffers),
        ("attachments[4].media_type", Code::TypeDiffers),
        ("attachments[5].record", Code::UnknownReference),
    ];
    assert_eq!(named(&wrong.unwrap_err()), expected);
    let policy = files.policy().unwrap();
    assert_eq!((policy.max_bytes, policy.version), (25 * 1024 * 1024, 0));
    let edit = AttachmentPolicyEdit {
        max_bytes: Some(4),
        max_per_record: Some(2),
        extensions: Some(vec![".TXT".to_owned(), "own".to_owned()]),
    };
    let policy = files.set_policy(0, edit.clone()).unwrap();
    assert_eq!((&policy.extensions[..], policy.version), (&["txt".into(), "own".into()][..], 1));
    assert_eq!(files.set_policy(0, edit).unwrap_err().code(), Code::VersionConflict);
    let edit = AttachmentPolicyEdit { max_bytes: Some(5), ..Default::default() };
    assert_eq!(files.set_policy(1, edit).unwrap().max_per_record, 2);
    let large = files.add(file(record, "a.txt", b"too long")).unwrap_err();
    assert_eq!(named(&large), [("attachments[0].content", Code::FileTooLarge)]);
    let pdf = files.add(file(record, "a.pdf", b"%PDF-")).unwrap_err();
    assert_eq!(named(&pdf), [("attachments[0].name", Code::TypeNotAllowed)]);
    let own = NewAttachment {
        media_type: Some("application/x-own".to_owned()),
        ..file(record, "a.own", b"12345")
    };
    let own = files.add(own).unwrap();
    assert_eq!(own.media_type, "application/x-own");
    let two = vec![file(record, "b.txt", b"b"), file(record, "c.txt", b"c")];
    let many = files.add_many(two).unwrap_err();
    assert_eq!(named(&many), [("attachments[1].record", Code::TooMany)]);
    add(&test.owner, record, "b.txt");
    assert_eq!(names(&test.owner, record), ["a.own", "b.txt"]);
    let wrong = AttachmentFilter { sha256: Some("abc".to_owned()), ..Default::default() };
    let wrong = files.list(&wrong, &PageRequest::default()).unwrap_err();
    assert_eq!(named(&wrong), [("filter.sha256", Code::BadFormat)]);
    assert_whole(&test.owner, "a policy");
}

#[test]
fn names_and_notes_change() {
    let test = room::memory();
    let record = AttachedTo::Customer(customer(&test, "甲"));
    let files = test.owner.attachments();
    let one = add(&test.owner, record, "a.txt");
    let edit = AttachmentEdit {
        name: Some(" 合同.TXT".to_owned()),
        note: Edit::Set("两页\r\n盖章".to_owned()),
    };
    let one = files.edit(one.id, one.version, edit.clone()).unwrap();
    assert_eq!((one.name.as_str(), one.note.as_deref()), ("合同.TXT", Some("两页\n盖章")));
    assert_eq!(files.edit(one.id, 1, edit).unwrap_err().code(), Code::VersionConflict);
    let edit = AttachmentEdit { name: Some("a.exe".to_owned()), ..Default::default() };
    let wrong = files.edit(one.id, one.version, edit).unwrap_err();
    assert_eq!(named(&wrong), [("edit.name", Code::TypeDiffers)]);
    let same = files.edit(one.id, one.version, AttachmentEdit::default()).unwrap();
    assert_eq!(same, one);
    assert_whole(&test.owner, "edited");
}

#[test]
fn files_go_to_disk_and_come_from_there() {
    let test = room::memory();
    let record = AttachedTo::Customer(customer(&test, "甲"));
    let files = test.owner.attachments();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let content = noise(PART * 2);
    std::fs::write(path("报价.txt"), &content).unwrap();
    let one = files.add_file(record, &path("报价.txt"), Some("初稿")).unwrap();
    assert_eq!((one.name.as_str(), one.note.as_deref()), ("报价.txt", Some("初稿")));
    assert_eq!(files.save(one.id, &path("again.txt")).unwrap(), one.size);
    assert!(std::fs::read(path("again.txt")).unwrap() == content);
    let missing = files.add_file(record, &path("none.txt"), None).unwrap_err();
    assert_eq!(missing.code(), Code::NoFile);
    assert_eq!(files.add_file(record, &path("no/a.txt"), None).unwrap_err().code(), Code::NoFolder);
    let not = files.add_file(record, &folder.path().display().to_string(), None).unwrap_err();
    assert_eq!(not.code(), Code::NotAFile);
    let edit = AttachmentPolicyEdit { max_bytes: Some(10), ..Default::default() };
    files.set_policy(0, edit).unwrap();
    let large = files.add_file(record, &path("报价.txt"), None).unwrap_err();
    assert_eq!(named(&large), [("path", Code::FileTooLarge)]);
    add(&test.owner, record, "b.txt");
    let done = files.export_files(&path("all")).unwrap();
    assert_eq!((done.files, done.bytes), (2, one.size + 5));
    assert!(std::fs::read(path("all/1-报价.txt")).unwrap() == content);
    assert_eq!(std::fs::read(path("all/2-b.txt")).unwrap(), b"b.txt");
    assert_eq!(files.export_files(&path("all")).unwrap_err().code(), Code::FolderNotEmpty);
    let mut csv = Vec::new();
    let all = ExportList::Attachments(AttachmentFilter::default());
    let rows = test.owner.exchange().export(&all, &mut csv, &ExportOptions::default()).unwrap();
    assert_eq!(rows, 2);
    assert!(String::from_utf8(csv).unwrap().contains(&one.sha256));
}

#[test]
fn verification_finds_what_was_changed_below() {
    let damages = [
        ("UPDATE attachment_part SET bytes = 'changed' WHERE place = 1", FindingKind::Content),
        ("DELETE FROM attachment_part WHERE place = 1", FindingKind::Content),
        ("UPDATE attachment_content SET size = size + 1", FindingKind::Content),
        ("UPDATE attachment_content SET parts = 1", FindingKind::Content),
        ("UPDATE attachment SET size = size + 1", FindingKind::Derived),
        ("DELETE FROM attachment_part; DELETE FROM attachment_content", FindingKind::Missing),
        ("UPDATE attachment SET removed_at = 1", FindingKind::Orphan),
        ("UPDATE attachment SET subject_id = 77", FindingKind::Orphan),
    ];
    for backend in Backend::ALL {
        let test = room::on(backend);
        let record = AttachedTo::Customer(customer(&test, "甲"));
        let content = noise(PART + 9);
        let one = test.owner.attachments().add(file(record, "a.txt", &content)).unwrap();
        assert_whole(&test.owner, "as it was");
        for (sql, kind) in damages {
            let sql = match backend {
                Backend::Sqlite => sql.replace("'changed'", "X'0102'"),
                Backend::Postgres => sql.replace("'changed'", "'\\x0102'"),
                Backend::Mysql => sql.to_owned(),
            };
            let copy = room::on(backend);
            let record = AttachedTo::Customer(customer(&copy, "甲"));
            copy.owner.attachments().add(file(record, "a.txt", &content)).unwrap();
            copy.store.as_ref().unwrap().run(&sql);
            let found = copy.owner.verify().unwrap().findings;
            assert!(found.iter().any(|it| it.check == kind), "{backend:?} {sql}: {found:#?}");
            let reading = copy.owner.attachments().content(one.id);
            let told = reading
                .map_or_else(|error| error.code() == Code::Corrupt, |read| read[..] == content[..]);
            let is_gone = sql.contains("removed_at");
            assert!(told || is_gone, "{backend:?} {sql}");
        }
    }
}
