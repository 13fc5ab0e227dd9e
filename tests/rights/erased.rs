//! What an erasure takes along: every personal field that the cards know, and verification agrees.

use std::collections::{BTreeMap, BTreeSet};

use bookroom::Session;
use bookroom::attachments::model::{AttachedTo, NewAttachment};
use bookroom::billing::payments::NewPayment;
use bookroom::billing::products::NewProduct;
use bookroom::changes::model::Subject;
use bookroom::custom_fields::model::{CustomKind, CustomSubject, CustomValue, NewCustomField};
use bookroom::customers::contacts::links::model::NewContactLink;
use bookroom::customers::contacts::model::{DecisionRole, Gender, NewContact};
use bookroom::customers::important_dates::model::{ImportantDateKind, NewImportantDate};
use bookroom::customers::invoice_profiles::model::NewInvoiceProfile;
use bookroom::customers::model::{Channel, ChannelKind, CustomerFilter};
use bookroom::customers::pools::model::NewPool;
use bookroom::dealings::model::NewDealing;
use bookroom::saved_views::model::{ListFilter, NewSavedView};
use bookroom::service::levels::model::{NewServicePolicy, ServicePolicyEdit};
use bookroom::service::model::{Case, CaseKind, CaseResolution, NewCase};
use bookroom::service::remedies::model::{CreditTerms, NewCaseRemedy, RemedyTerms};
use bookroom::service::surveys::model::{NewSurvey, SurveyAnswer};
use bookroom::tasks::model::{NewTask, TaskLink};
use bookroom::values::{ContactId, CustomerId, InvoiceId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde_json::Value;

use super::erasure::{person, url};
use crate::samples::fixtures::sale;
use crate::whole::assert_whole;

/// Kinds of records that keep personal values when a customer is erased, and why.
const KEPT: [(&str, &str); 4] = [
    ("product", "what is sold is nobody's"),
    ("operator", "who signs in is no customer"),
    ("saved_view", "what somebody looks for names no record"),
    ("payment", "a receipt names the payer (会计档案管理办法: 30 years)"),
];

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    image: String,
}

/// The personal values that the log holds: kind and field.
fn held(backend: Backend, url: &str) -> BTreeSet<(String, String)> {
    let select = |image: &str| {
        format!(
            "SELECT subject_kind AS kind, {image} AS image FROM change_log WHERE {image} IS NOT NULL"
        )
    };
    let sql = format!("{} UNION ALL {}", select("image_before"), select("image_after"));
    let rows: Vec<Row> = match backend {
        Backend::Sqlite => {
            diesel::sql_query(sql).load(&mut SqliteConnection::establish(url).unwrap()).unwrap()
        }
        Backend::Postgres => {
            diesel::sql_query(sql).load(&mut PgConnection::establish(url).unwrap()).unwrap()
        }
        Backend::Mysql => {
            diesel::sql_query(sql).load(&mut MysqlConnection::establish(url).unwrap()).unwrap()
        }
    };
    let mut held = BTreeSet::new();
    for row in rows {
        let image: Value = serde_json::from_str(&row.image).unwrap();
        for (field, value) in image.as_object().unwrap() {
            if value.get("$personal").is_some() {
                held.insert((row.kind.clone(), field.clone()));
            }
        }
    }
    held
}

/// Every personal field of every kind of record.
fn known() -> BTreeSet<(String, String)> {
    let text = include_str!("../../crates/describe/bookroom.json");
    let description: Value = serde_json::from_str(text).unwrap();
    let mut known = BTreeSet::new();
    for record in description["records"].as_array().unwrap() {
        for field in record["personal"].as_array().into_iter().flatten() {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            known.insert((text(&record["kind"]), text(field)));
        }
    }
    known
}

/// What a complaint should have led to, and what the customer answered.
fn tell_of_service(session: &Session, id: CustomerId, case: &Case, posted: InvoiceId) {
    let (terms, reason) = (CreditTerms { invoice: Some(posted), lines: Vec::new() }, "李四要求");
    let (terms, reason) = (RemedyTerms::CreditNote(terms), reason.to_owned());
    let remedies = session.service().remedies();
    let remedy = remedies.propose(NewCaseRemedy { case: case.id, terms, reason }).unwrap();
    remedies.refuse(remedy.id, remedy.version, "李四签收时完好").unwrap();
    let surveys = session.service().surveys();
    let days = NewSurvey::of_days(id, day("2026-05-01"), day("2026-05-31"));
    for new in [NewSurvey::of_case(case.id), days] {
        let survey = surveys.ask(new).unwrap();
        let (id, version) = (survey.id, survey.version);
        let (answer, comment) = ("4".to_owned(), Some("私 意见".to_owned()));
        surveys.answer(vec![SurveyAnswer { id, version, answer, comment }]).unwrap();
    }
}

/// Personal fields of all kinds of records, and what makes their values.
fn wechat_of(session: &Session) -> impl Fn(&str) -> BTreeMap<String, CustomValue> {
    for subject in CustomSubject::ALL {
        let new = NewCustomField::new(*subject, "wechat", "微信", CustomKind::Text);
        session.custom_fields().add(NewCustomField { personal: true, ..new }).unwrap();
    }
    |text: &str| BTreeMap::from([("wechat".to_owned(), text.into())])
}

/// What the person wants on invoices, and days that matter to it.
fn tell_of_parts(session: &Session, id: CustomerId, contact: ContactId) {
    let text = |what: &str| Some(format!("私 {what}"));
    let profile = NewInvoiceProfile {
        label: text("用途"),
        tax_number: text("税号"),
        address: text("地址"),
        phone: Some("13877665544".to_owned()),
        bank: text("银行"),
        account: text("账号"),
        email: Some("lisi@example.com".to_owned()),
        ..NewInvoiceProfile::of(id, "李四")
    };
    session.customers().invoice_profiles().add(profile).unwrap();
    let birthday = NewImportantDate {
        contact: Some(contact),
        label: text("生日"),
        year: Some(1_984),
        note: text("礼物"),
        ..NewImportantDate::each_year(id, ImportantDateKind::Birthday, 7, 2)
    };
    session.customers().important_dates().add(birthday).unwrap();
}

/// A person of whom every personal field of the book tells.
fn told_of(test: &TestRoom) -> CustomerId {
    let text = |what: &str| Some(format!("私 {what}"));
    let session = &test.owner;
    let customers = session.customers();
    let pool = customers.pools().add(NewPool::named("公海", "Pool")).unwrap();
    let wechat = wechat_of(session);
    let mut new = person();
    new.custom = wechat("lisi-wechat");
    let customer = customers.add(new).unwrap();
    let mut product = NewProduct::new("P", "货", amount("1"), amount("0"));
    product.custom = wechat("wang-wechat");
    session.billing().products().add(product).unwrap();
    let id = customer.id;
    customers.plan_contact(id, customer.version, None, text("打算")).unwrap();
    let contact = NewContact {
        role: text("出纳"),
        title: text("职务"),
        decision_role: Some(DecisionRole::Buyer),
        gender: Some(Gender::Female),
        channels: vec![Channel::new(ChannelKind::Mobile, "13877665544")],
        note: text("备注"),
        custom: wechat("lisi-too"),
        ..NewContact::of(id, "李四")
    };
    let contact = customers.add_contact(contact).unwrap();
    tell_of_parts(session, id, contact.id);
    let other =
        customers.add(bookroom::customers::model::NewCustomer::company("另一家")).unwrap().id;
    let link = NewContactLink {
        role: text("顾问"),
        title: text("董事"),
        decision_role: Some(DecisionRole::Influencer),
        ..NewContactLink::of(contact.id, other)
    };
    customers.link_contact(link).unwrap();
    let mut new = sale(id, "2026-06-01");
    new.note = text("单据");
    session.billing().invoices().draft(new.clone()).unwrap();
    let posted = session.billing().invoices().draft_and_post(vec![new]).unwrap().remove(0);
    let paid = NewPayment::received(id, day("2026-06-03"), amount("50"));
    session.billing().payments().record(NewPayment { note: text("款"), ..paid }).unwrap();
    let dealing = NewDealing {
        content: text("谈话"),
        place: text("地点"),
        next_contact_for: text("下次"),
        custom: wechat("lisi-called"),
        ..NewDealing::new(id, "visit", "拜访李四")
    };
    session.dealings().add(dealing).unwrap();
    let case = NewCase {
        customer: Some(id),
        description: text("描述"),
        custom: wechat("lisi-wrote"),
        ..NewCase::new(CaseKind::Complaint, "李四投诉")
    };
    let case = session.service().open(case).unwrap();
    session.service().add_note(case.id, "李四来电", true).unwrap();
    let case = session.service().get(case.id).unwrap();
    let resolution = CaseResolution {
        id: case.id,
        version: case.version,
        resolution: "退款给李四".to_owned(),
        satisfaction: None,
    };
    session.service().resolve(vec![resolution]).unwrap();
    tell_of_service(session, id, &case, posted.id);
    for link in [
        TaskLink::Customer(id),
        TaskLink::Contact(contact.id),
        TaskLink::Case(case.id),
        TaskLink::Invoice(posted.id),
    ] {
        let task =
            NewTask { note: text("事"), link: Some(link), ..NewTask::new("给李四回电") };
        session.tasks().add(task).unwrap();
    }
    for record in [AttachedTo::Customer(id), AttachedTo::Contact(contact.id)] {
        let new = NewAttachment::new(record, "李四.txt", b"scan".to_vec());
        session.attachments().add(NewAttachment { note: text("附件"), ..new }).unwrap();
    }
    let filter = ListFilter::Customers(CustomerFilter::of_text("李四"));
    session.saved_views().add(NewSavedView::new("李四", filter)).unwrap();
    let seen = || customers.get(id).unwrap().seen();
    customers.lock(vec![seen()], "李四投诉中").unwrap();
    customers.unlock(vec![seen()]).unwrap();
    customers.pools().put(pool.id, vec![id], "李四不再回复").unwrap();
    id
}

#[test]
fn a_customer_takes_every_personal_field_along_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let id = told_of(&test);
        let missing: Vec<_> = known().difference(&held(backend, url(&test))).cloned().collect();
        assert!(missing.is_empty(), "{backend:?}: nobody says what becomes of {missing:?}");
        assert_whole(&test.owner, "before");
        let subject = Subject::new("customer", id);
        let before = test.owner.changes().head().unwrap().seq;
        assert!(test.owner.changes().erase_personal(subject.clone(), vec![]).unwrap() > 10);
        assert_whole(&test.owner, "an erasure is nobody's wrong");
        let kept = |(kind, _): &&(String, String)| {
            kind != "invoice" && !KEPT.iter().any(|(kept, _)| kept == kind)
        };
        let left = held(backend, url(&test));
        let left: Vec<_> = left.iter().filter(kept).collect();
        // The other company where the person had a place is not erased.
        let name = ("customer".to_owned(), "name".to_owned());
        assert_eq!(left, [&name], "{backend:?}: an erasure forgot some");
        let other = Subject::new("customer", id.0 + 1);
        test.owner.changes().erase_personal(other, vec![]).unwrap();
        let left = held(backend, url(&test));
        assert!(!left.contains(&name), "{backend:?}: {left:?}");
        // The document that was posted is as it was; its draft that was not is not.
        let notes = test.owner.changes().after(before, 100).unwrap();
        let kinds: Vec<&str> = notes.iter().map(|note| note.subject.kind.as_str()).collect();
        assert_eq!(kinds.iter().filter(|kind| **kind == "invoice").count(), 1, "{kinds:?}");
        let owners = test.owner.customers().owners(id, &PageRequest::default()).unwrap();
        assert!(owners.items.iter().all(|it| it.reason.is_none()), "no other call reaches them");
        let service = test.owner.service();
        let page = PageRequest::default();
        let remedies = service.remedies().list(&Default::default(), &page).unwrap().items;
        assert!(remedies.iter().all(|it| it.reason.is_none() && it.decision.is_none()));
        let surveys = service.surveys().list(&Default::default(), &page).unwrap().items;
        assert!(surveys.len() == 2 && surveys.iter().all(|it| it.comment.is_none()));
        // Once more there is nothing to erase, and nothing more to say of the others.
        let before = test.owner.changes().head().unwrap().seq;
        assert_eq!(test.owner.changes().erase_personal(subject, vec![]).unwrap(), 0);
        assert_eq!(test.owner.changes().head().unwrap().seq, before + 1);
        // What is done afterwards is logged and compared as ever.
        let case = test.owner.customers().get(id).unwrap();
        test.owner.customers().set_active(id, case.version, false).unwrap();
        assert_whole(&test.owner, "after");
    }
}

#[test]
fn erasing_a_case_leaves_what_was_promised() {
    let test = room::memory();
    crate::samples::levels::promise(&test);
    let case = test.owner.service().open(NewCase::new(CaseKind::Complaint, "李四投诉")).unwrap();
    let levels = test.owner.service().levels();
    let new = NewServicePolicy::of_all("新", "New", 60, 60);
    let policy = levels.list().unwrap().remove(0);
    levels.add(new).unwrap();
    let off = ServicePolicyEdit { active: Some(false), ..ServicePolicyEdit::default() };
    levels.edit(policy.id, policy.version, off).unwrap();
    let before = levels.clocks(case.id).unwrap();
    test.owner.changes().erase_personal(Subject::new("case", case.id), vec![]).unwrap();
    assert_eq!(levels.clocks(case.id).unwrap(), before, "an erasure decides nothing anew");
    assert_whole(&test.owner, "a case");
}
