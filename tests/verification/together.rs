//! What came to belong together: customers that were merged, cases that are linked, and what
//! complaints led to.

use bookroom::Session;
use bookroom::attachments::model::{AttachedTo, AttachmentPolicyEdit, NewAttachment};
use bookroom::customers::contacts::links::model::NewContactLink;
use bookroom::customers::contacts::model::{DecisionRole, NewContact};
use bookroom::customers::duplicates::model::{ContactPair, CustomerPair};
use bookroom::customers::important_dates::model::{ImportantDateKind, NewImportantDate};
use bookroom::customers::invoice_profiles::model::NewInvoiceProfile;
use bookroom::customers::model::NewCustomer;
use bookroom::service::model::{CaseKind, NewCase};
use bookroom::service::relations::model::{CaseLinkKind, NewCaseLink};
use bookroom::service::remedies::model::{NewCaseRemedy, RefundTerms, RemedyTerms};
use bookroom::values::{CaseId, CustomerId};
use bookroom_tests::room::amount;

use crate::samples::fixtures::sale;

/// Two files with the same content, one that was removed, and which files the book takes.
fn files(owner: &Session, case: CaseId) {
    let record = AttachedTo::Case(case);
    let file = |name: &str, content: &str| NewAttachment::new(record, name, content.into());
    let new = NewAttachment { note: Some("原件".into()), ..file("甲.pdf", "%PDF-1.7 一样") };
    let made = vec![new, file("乙.pdf", "%PDF-1.7 一样"), file("丙.pdf", "%PDF-1.7 不同")];
    let made = owner.attachments().add_many(made).unwrap();
    owner.attachments().remove(vec![(&made[2]).into()]).unwrap();
    let edit = AttachmentPolicyEdit { max_per_record: Some(50), ..Default::default() };
    let version = owner.attachments().policy().unwrap().version;
    owner.attachments().set_policy(version, edit).unwrap();
}

/// What belongs to a customer: profiles that a document shows, and days of its own and of a person.
fn parts(owner: &Session, id: CustomerId) {
    let some = |text: &str| Some(text.to_owned());
    let full = |title: &str| NewInvoiceProfile {
        label: some("总部"),
        tax_number: some("91350100M000100Y43"),
        address: some("文三路 1 号"),
        phone: some("0571-88001234"),
        bank: some("招商银行"),
        account: some("571900012345678"),
        email: some("fapiao@example.com"),
        ..NewInvoiceProfile::of(id, title)
    };
    let profiles = owner.customers().invoice_profiles();
    profiles.add_many(vec![full("合并抬头"), full("另一抬头")]).unwrap();
    owner.billing().invoices().draft(sale(id, "2026-06-01")).unwrap();
    let person = owner.customers().add_contact(NewContact::of(id, "合并人")).unwrap();
    let day = |month| NewImportantDate {
        label: some("重要"),
        year: Some(1_999),
        remind_days: Some(3),
        note: some("送花"),
        ..NewImportantDate::each_year(id, ImportantDateKind::Other, month, 9)
    };
    let of_person = NewImportantDate { contact: Some(person.id), ..day(8) };
    owner.customers().important_dates().add_many(vec![day(7), of_person]).unwrap();
}

/// One of each.
pub fn add(owner: &Session) {
    let new = ["合并甲", "合并乙"].map(NewCustomer::company);
    let added = owner.customers().add_many(new.into()).unwrap();
    let (into, other) = (added[0].seen(), added[1].seen());
    let merged = owner.customers().merge(into, vec![other], Vec::new()).unwrap();
    let of = Some(merged.customer.id);
    parts(owner, merged.customer.id);
    let apart = owner.customers().add(NewCustomer::company("合并丙")).unwrap();
    let pair = CustomerPair { first: merged.customer.id, second: apart.id };
    owner.customers().set_apart(vec![pair]).unwrap();
    let person = owner.customers().add_contact(NewContact::of(apart.id, "王总")).unwrap();
    let below = NewContact {
        superior: Some(person.id),
        decision_role: Some(DecisionRole::User),
        ..NewContact::of(apart.id, "李四")
    };
    let below = owner.customers().add_contact(below).unwrap();
    let twice = ["王五", "王五五"].map(|name| NewContact::of(apart.id, name));
    let twice = owner.customers().add_contacts(twice.into()).unwrap();
    let pair = ContactPair { first: below.id, second: twice[0].id };
    owner.customers().set_contacts_apart(vec![pair]).unwrap();
    let (into, other) = (twice[0].seen(), vec![twice[1].seen()]);
    owner.customers().merge_contacts(into, other, Vec::new()).unwrap();
    let link = NewContactLink {
        role: Some("监督".into()),
        title: Some("董事".into()),
        decision_role: Some(DecisionRole::DecisionMaker),
        left_on: "2026-01-31".parse().ok(),
        ..NewContactLink::of(person.id, merged.customer.id)
    };
    owner.customers().link_contact(link).unwrap();
    let new = |subject| NewCase { customer: of, ..NewCase::new(CaseKind::Complaint, subject) };
    let cases = owner.service().open_many(vec![new("受潮"), new("又受潮")]).unwrap();
    let link = NewCaseLink { kind: CaseLinkKind::Related, case: cases[0].id, other: cases[1].id };
    owner.service().relations().link(link).unwrap();
    files(owner, cases[0].id);
    let terms = RemedyTerms::Refund(RefundTerms {
        amount: amount("20"),
        method: None,
        account: None,
        allocate: false,
    });
    let reason = "退还运费".to_owned();
    let remedies = owner.service().remedies();
    let case = cases[0].id;
    let refused = NewCaseRemedy { case, terms: terms.clone(), reason: reason.clone() };
    let refused = remedies.propose(refused).unwrap();
    remedies.refuse(refused.id, refused.version, "已补发").unwrap();
    let approved = remedies.propose(NewCaseRemedy { case, terms, reason }).unwrap();
    remedies.approve(approved.id, approved.version, None, Some("属实")).unwrap();
}
