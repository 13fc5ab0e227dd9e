//! Who sees the files on records, and who changes them.

use bookroom::access::model::NewRole;
use bookroom::access::permission::{Grant, Permission, Reach};
use bookroom::attachments::model::{AttachedTo, AttachmentEdit, AttachmentFilter};
use bookroom::changes::model::Subject;
use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::exchange::export::{ExportList, ExportOptions};
use bookroom::reports::timeline::{TimelineFilter, TimelineKind};
use bookroom::tasks::model::NewTask;
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

use super::{add, file, list, names};
use crate::samples::fixtures::{customer, entry, sale};

fn role(test: &TestRoom, code: &str, grants: &[(Permission, Reach)]) {
    let grants = grants.iter().map(|&(permission, reach)| Grant { permission, reach }).collect();
    let role = NewRole {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        grants,
        fields: Vec::new(),
    };
    test.owner.access().add_role(role).unwrap();
}

#[test]
fn files_are_seen_and_changed_as_their_records_are() {
    use Permission::{
        AttachmentsEdit, AttachmentsView, ChangesView, CustomersEdit, CustomersView, ListsExport,
    };
    for backend in Backend::ALL {
        let test = room::on(backend);
        let (all, own) = (Reach::All, Reach::Own);
        role(
            &test,
            "files",
            &[
                (AttachmentsView, all),
                (AttachmentsEdit, all),
                (CustomersView, own),
                (CustomersEdit, own),
                (ChangesView, all),
                (ListsExport, all),
            ],
        );
        role(&test, "reads", &[(AttachmentsView, all), (CustomersView, all)]);
        role(&test, "looks", &[(AttachmentsEdit, all), (CustomersView, all)]);
        let me = test.operator("me", &["files"]);
        let reader = test.operator("reader", &["reads", "looks"]);
        let new = NewCustomer { owner: Some(me.operator_id()), ..NewCustomer::company("我的") };
        let mine = AttachedTo::Customer(test.owner.customers().add(new).unwrap().id);
        let theirs = customer(&test, "别人的");
        let (theirs, id) = (AttachedTo::Customer(theirs), theirs);
        let ours = add(&me, mine, "mine.txt");
        let hidden = add(&test.owner, theirs, "theirs.txt");
        let entry = AttachedTo::Entry(entry(&test).id);
        add(&test.owner, entry, "entry.txt");
        let files = me.attachments();
        let seen = list(&me, &AttachmentFilter::default());
        assert_eq!(seen, std::slice::from_ref(&ours), "{backend:?}");
        assert_eq!(list(&reader, &AttachmentFilter::default()).len(), 2);
        assert_eq!(list(&test.owner, &AttachmentFilter::default()).len(), 3);
        let same = AttachmentFilter { sha256: Some(hidden.sha256.clone()), ..Default::default() };
        assert_eq!(list(&me, &same), []);
        let of = AttachmentFilter { record: Some(theirs), ..Default::default() };
        let missing = files.list(&of, &PageRequest::default()).unwrap_err();
        assert_eq!(missing.code(), Code::NotFound);
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        let version = hidden.version;
        let edit = AttachmentEdit { name: Some("x.txt".to_owned()), ..Default::default() };
        let refusals = [
            files.get(hidden.id).map(drop),
            files.content(hidden.id).map(drop),
            files.save(hidden.id, &path("x")).map(drop),
            files.edit(hidden.id, version, edit.clone()).map(drop),
            files.remove(vec![(&hidden).into()]).map(drop),
        ];
        for refusal in refusals {
            assert_eq!(refusal.unwrap_err().code(), Code::NotFound, "{backend:?}");
        }
        let unknown = files.add(file(theirs, "a.txt", b"a")).unwrap_err();
        assert_eq!(unknown.problems()[0].code, Code::UnknownReference);
        assert_eq!(files.export_files(&path("mine")).unwrap().files, 1);
        let mut csv = Vec::new();
        let every = ExportList::Attachments(AttachmentFilter::default());
        me.exchange().export(&every, &mut csv, &ExportOptions::default()).unwrap();
        assert!(!String::from_utf8(csv).unwrap().contains("theirs"));
        let feed = me.changes().after(0, 1000).unwrap();
        let told = feed.iter().filter(|it| it.subject.kind == "attachment");
        assert_eq!(told.map(|it| it.subject.id).collect::<Vec<_>>(), [ours.id.0]);
        let history = |kind: &str, id: i64| {
            let subject = Subject::new(kind, id);
            me.changes().history(&subject, &PageRequest::default()).unwrap().items
        };
        assert_eq!(history("attachment", hidden.id.0), []);
        assert_eq!(history("customer", id.0), []);
        // Who sees a record and may not change it reads its files and changes none.
        assert_eq!(&reader.attachments().content(ours.id).unwrap()[..], b"mine.txt");
        let denied = [
            reader.attachments().add(file(mine, "a.txt", b"a")).map(drop),
            reader.attachments().edit(ours.id, ours.version, edit).map(drop),
            reader.attachments().remove(vec![(&ours).into()]).map(drop),
        ];
        for refusal in denied {
            let error = refusal.unwrap_err();
            assert_eq!(error.code(), Code::NotPermitted, "{backend:?}");
            let needs = error.problems()[0].fact_value("permission");
            assert_eq!(needs, Some("customers.edit"));
        }
    }
}

#[test]
fn files_show_in_the_history_and_the_timeline_of_their_records() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let id = customer(&test, "甲");
        let record = AttachedTo::Customer(id);
        let kept = add(&test.owner, record, "kept.txt");
        let gone = add(&test.owner, record, "gone.txt");
        test.owner.attachments().remove(vec![(&gone).into()]).unwrap();
        let subject = Subject::new("customer", id);
        let mut actions = Vec::new();
        let mut page = PageRequest::first(2);
        loop {
            let history = test.owner.changes().history(&subject, &page).unwrap();
            for change in &history.items {
                actions.push((change.action.clone(), change.subject.id));
                let content = change.fields.iter().any(|it| it.field == "content");
                assert!(!content, "{change:?}");
            }
            let Some(next) = history.next else { break };
            page = PageRequest::after(2, next);
        }
        let told = |action: &str, id: i64| (action.to_owned(), id);
        let expected = [
            told("customers.add", id.0),
            told("attachments.add", kept.id.0),
            told("attachments.add", gone.id.0),
            told("attachments.remove", gone.id.0),
        ];
        assert_eq!(actions, expected, "{backend:?}");
        let filter = TimelineFilter { kinds: vec![TimelineKind::Attachment], ..Default::default() };
        let page = PageRequest::default();
        let items = test.owner.reports().timeline(id, &filter, &page).unwrap().items;
        let shown: Vec<_> =
            items.iter().map(|it| (it.text.as_deref(), it.state.as_deref())).collect();
        let expected = [(Some("gone.txt"), Some("removed")), (Some("kept.txt"), None)];
        assert_eq!(shown, expected, "{backend:?}");
    }
}

#[test]
fn evidence_is_kept() {
    let test = room::memory();
    let id = customer(&test, "甲");
    let invoices = test.owner.billing().invoices();
    let draft = invoices.draft(sale(id, "2026-06-01")).unwrap();
    let record = AttachedTo::Invoice(draft.id);
    let one = add(&test.owner, record, "a.txt");
    let other = add(&test.owner, record, "b.txt");
    let files = test.owner.attachments();
    files.remove(vec![(&other).into()]).unwrap();
    invoices.post(draft.id, draft.version).unwrap();
    add(&test.owner, record, "later.txt");
    let kept = files.remove(vec![(&one).into()]).unwrap_err();
    assert_eq!(kept.code(), Code::AttachmentKept);
    assert_eq!(kept.problems()[0].path, "attachments[0]");
    assert_eq!(names(&test.owner, record), ["a.txt", "later.txt"]);
    let task = test.owner.tasks().add(NewTask::new("送合同")).unwrap();
    let record = AttachedTo::Task(task.id);
    let one = add(&test.owner, record, "c.txt");
    let done = test.owner.tasks().finish(vec![(&task).into()]).unwrap();
    assert_eq!(files.remove(vec![(&one).into()]).unwrap_err().code(), Code::AttachmentKept);
    test.owner.tasks().reopen(vec![(&done[0]).into()]).unwrap();
    files.remove(vec![(&one).into()]).unwrap();
    let record = AttachedTo::Customer(id);
    let one = add(&test.owner, record, "d.txt");
    let seen = test.owner.customers().get(id).unwrap().seen();
    test.owner.customers().lock(vec![seen], "审核").unwrap();
    assert_eq!(files.remove(vec![(&one).into()]).unwrap_err().code(), Code::AttachmentKept);
}
