//! What becomes of files when their records are removed, merged or erased.

use bookroom::attachments::model::{AttachedTo, AttachmentFilter};
use bookroom::changes::model::Subject;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::NewCustomer;
use bookroom::dealings::model::NewDealing;
use bookroom::error::Code;
use bookroom_tests::backends::Backend;
use bookroom_tests::room;

use super::{add, file, list, names};
use crate::samples::fixtures::{customer, sale};
use crate::whole::assert_whole;

#[test]
fn drafts_and_dealings_take_their_files_along_customers_are_in_use() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let id = customer(&test, "甲");
        let invoices = test.owner.billing().invoices();
        let draft = invoices.draft(sale(id, "2026-06-01")).unwrap();
        let of_draft = add(&test.owner, AttachedTo::Invoice(draft.id), "draft.txt");
        invoices.discard(vec![(&draft).into()]).unwrap();
        let dealing = test.owner.dealings().add(NewDealing::new(id, "call", "续约")).unwrap();
        let of_dealing = add(&test.owner, AttachedTo::Dealing(dealing.id), "call.txt");
        test.owner.dealings().remove(dealing.id, dealing.version).unwrap();
        let files = test.owner.attachments();
        for gone in [of_draft.id, of_dealing.id] {
            assert!(files.get(gone).unwrap().removed_at.is_some(), "{backend:?}");
            assert_eq!(files.content(gone).unwrap_err().code(), Code::NotFound);
        }
        let contact = NewContact::of(id, "王芳");
        let contact = test.owner.customers().add_contact(contact).unwrap();
        let card = add(&test.owner, AttachedTo::Contact(contact.id), "card.txt");
        let customers = test.owner.customers();
        let seen = customers.get(id).unwrap();
        let in_use = customers.remove(id, seen.version).unwrap_err();
        assert_eq!(in_use.code(), Code::InUse, "{backend:?}");
        let in_use = customers.remove_contact(contact.id, contact.version).unwrap_err();
        assert_eq!(in_use.code(), Code::InUse, "{backend:?}");
        files.remove(vec![(&card).into()]).unwrap();
        customers.remove(id, seen.version).unwrap();
        assert_whole(&test.owner, "removed");
    }
}

#[test]
fn files_go_with_a_merge_and_come_back() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let customers = test.owner.customers();
        let new = ["甲", "乙"].map(NewCustomer::company);
        let added = customers.add_many(new.into()).unwrap();
        let [into, other] = [&added[0], &added[1]].map(|it| AttachedTo::Customer(it.id));
        add(&test.owner, into, "into.txt");
        let moved = add(&test.owner, other, "other.txt");
        let gone = add(&test.owner, other, "gone.txt");
        test.owner.attachments().remove(vec![(&gone).into()]).unwrap();
        let merged = customers.merge(added[0].seen(), vec![added[1].seen()], Vec::new()).unwrap();
        let told = merged.merge.moved.iter().find(|it| it.subject == "attachment").unwrap();
        assert_eq!(told.count, 2, "{backend:?}");
        assert_eq!(names(&test.owner, into), ["into.txt", "other.txt"]);
        assert_eq!(names(&test.owner, other), [""; 0]);
        let refused = test.owner.attachments().add(file(other, "a.txt", b"a")).unwrap_err();
        assert_eq!(refused.problems()[0].code, Code::MergedAway, "{backend:?}");
        add(&test.owner, into, "later.txt");
        assert_whole(&test.owner, "merged");
        customers.unmerge(merged.merge.id, merged.merge.version).unwrap();
        assert_eq!(names(&test.owner, into), ["into.txt", "later.txt"], "{backend:?}");
        assert_eq!(names(&test.owner, other), ["other.txt"]);
        assert_eq!(&test.owner.attachments().content(moved.id).unwrap()[..], b"other.txt");
        assert_whole(&test.owner, "parted");
    }
}

#[test]
fn an_erasure_takes_files_along_but_not_evidence() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let id = customer(&test, "李四");
        let contact = NewContact::of(id, "李四");
        let contact = test.owner.customers().add_contact(contact).unwrap();
        let record = AttachedTo::Customer(id);
        let mut new = file(record, "李四的护照.txt", b"scan");
        new.note = Some("李四本人".to_owned());
        let key = test.owner.with_request_key("scan-1");
        let scan = key.attachments().add(new.clone()).unwrap();
        let card = add(&test.owner, AttachedTo::Contact(contact.id), "李四名片.txt");
        let removed = add(&test.owner, record, "李四旧照.txt");
        test.owner.attachments().remove(vec![(&removed).into()]).unwrap();
        let posted = test.owner.billing().invoices();
        let posted = posted.draft_and_post(vec![sale(id, "2026-06-01")]).unwrap().remove(0);
        let evidence = add(&test.owner, AttachedTo::Invoice(posted.id), "李四签收单.txt");
        let subject = Subject::new("customer", id);
        test.owner.changes().erase_personal(subject, Vec::new()).unwrap();
        let files = test.owner.attachments();
        for gone in [scan.id, card.id, removed.id] {
            let now = files.get(gone).unwrap();
            assert_eq!((now.name.as_str(), &now.note), ("", &None), "{backend:?}");
            assert!(now.removed_at.is_some());
            assert_eq!(files.content(gone).unwrap_err().code(), Code::NotFound);
        }
        assert_eq!(files.get(evidence.id).unwrap(), evidence);
        assert_eq!(&files.content(evidence.id).unwrap()[..], "李四签收单.txt".as_bytes());
        let of = |id: i64| {
            let subject = Subject::new("attachment", id);
            let page = bookroom::values::PageRequest::default();
            serde_json::to_string(&test.owner.changes().history(&subject, &page).unwrap()).unwrap()
        };
        assert!(!of(scan.id.0).contains("护照"), "{backend:?}: {}", of(scan.id.0));
        assert!(of(evidence.id.0).contains("签收单"));
        let again = key.attachments().add(new).unwrap_err();
        assert_eq!(again.code(), Code::OutcomeErased);
        assert_eq!(list(&test.owner, &AttachmentFilter::default()), [evidence]);
        assert_whole(&test.owner, "erased");
    }
}
