//! A record of each kind that can be edited, with a new value for each of its fields.

mod assignment;
mod attachments;
mod billing;
mod customers;
mod own_fields;
mod parts;
mod saved_views;

use std::collections::BTreeMap;

use bookroom::access::model::{NewOperator, NewRole, NewTeam};
use bookroom::billing::products::NewProduct;
use bookroom::calendars::model::NewCalendar;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::NewCustomer;
use bookroom::customers::pools::model::NewPool;
use bookroom::dealings::model::NewDealing;
use bookroom::dictionaries::model::{NewDictionary, NewDictionaryItem};
use bookroom::ledger::model::{NewAccount, NewJournal};
use bookroom::service::model::{CaseKind, CaseResolution, NewCase};
use bookroom::tasks::model::NewTask;
use bookroom::values::CustomerId;
use bookroom_tests::room::{TestRoom, amount, day};
use serde_json::{Map, Value, json};

use crate::samples::billing::new_invoice;
use crate::samples::levels::promise;

/// A record and its edit.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The command's data; the edit comes in at `path`.
    data: Value,
    /// Where the edit stands in it, as errors name it.
    pub path: &'static str,
    /// A new value for every field: each can be set alone.
    pub edit: Map<String, Value>,
    /// What differs when all are set together.
    pub together: Map<String, Value>,
    /// Fields that follow another one: those that change with it.
    follows: &'static [(&'static str, &'static str)],
    /// Fields that can be empty, but not when all others are set.
    pub required: &'static [&'static str],
    /// What cleared fields hold, where that is not nothing.
    pub cleared: BTreeMap<&'static str, Value>,
}

impl Sample {
    /// A command on one record.
    fn one(data: Value, edit: Value) -> Self {
        Self {
            data,
            path: "edit",
            edit: edit.as_object().unwrap().clone(),
            together: Map::new(),
            follows: &[],
            required: &[],
            cleared: BTreeMap::new(),
        }
    }

    /// A command on many records.
    fn many(mut data: Value, update: Value, edit: Value) -> Self {
        data["edits"] = json!([update]);
        Self { path: "edits[0].edit", ..Self::one(data, edit) }
    }

    fn record(&mut self) -> &mut Value {
        if self.path == "edit" { &mut self.data } else { &mut self.data["edits"][0] }
    }

    /// The command's data with this edit.
    pub fn with(&self, edit: Value) -> Value {
        let mut this = self.clone();
        this.record()["edit"] = edit;
        this.data
    }

    /// The same for the record as it came out of an edit.
    pub fn after(&self, record: &Value) -> Self {
        let mut this = self.clone();
        this.record()["version"] = record["version"].clone();
        this
    }

    /// The fields that change with one.
    pub fn follows(&self, field: &str) -> impl Iterator<Item = &'static str> {
        let led = self.follows.iter().filter(move |(first, _)| *first == field);
        led.map(|(_, other)| *other)
    }
}

/// Samples by the names of the commands.
pub fn all(test: &TestRoom) -> BTreeMap<&'static str, Sample> {
    let mut samples = access(test);
    samples.extend(calendars(test));
    samples.extend(lists(test));
    samples.extend(ledger(test));
    let (first, second) = (customer(test, "甲"), customer(test, "乙"));
    samples.extend(customers::customers(test));
    samples.extend(pools(test));
    samples.extend(billing::all(test, first, second));
    samples.extend(service(test, first, second));
    samples.insert("service_levels.edit", levels(test));
    samples.extend(assignment::samples(test));
    samples.extend(dealings(test));
    samples.insert("tasks.edit", task(test, first));
    samples.insert("saved_views.edit", saved_views::one(test));
    samples.extend(attachments::all(test, first));
    samples.extend(own_fields::all(test));
    samples.extend(parts::all(test, first));
    samples
}

fn customer(test: &TestRoom, name: &str) -> CustomerId {
    test.owner.customers().add(NewCustomer::company(name)).unwrap().id
}

fn calendars(test: &TestRoom) -> BTreeMap<&'static str, Sample> {
    let new = NewCalendar::weekdays("总部", "Asia/Shanghai", &[("09:00", "18:00")]);
    let calendar = test.owner.calendars().add(new).unwrap();
    let edit = json!({
        "name": "热线",
        "time_zone": "Europe/Berlin",
        "weeks": [{ "valid_from": null, "hours": [] }],
    });
    let seen = json!({ "id": calendar.id, "version": calendar.version });
    BTreeMap::from([("calendars.edit", Sample::one(seen, edit))])
}

fn levels(test: &TestRoom) -> Sample {
    let policy = promise(test);
    let calendar = NewCalendar::weekdays("客服", "Asia/Shanghai", &[("09:00", "18:00")]);
    let calendar = test.owner.calendars().add(calendar).unwrap();
    let seen = json!({ "id": policy.id, "version": policy.version });
    let step = json!({
        "target": "resolution", "percent": 80, "action": "notify", "whom": "owner",
    });
    let edit = json!({
        "label_zh": "重要客户",
        "label_en": "Important customers",
        "active": false,
        "kinds": ["complaint", "request"],
        "severities": ["urgent"],
        "levels": ["A"],
        "valid_from": "2026-01-01",
        "valid_to": "2026-12-31",
        "calendar": calendar.id,
        "first_response_seconds": 1_800,
        "next_response_seconds": 3_600,
        "resolution_seconds": 28_800,
        "steps": [step],
    });
    Sample { required: &["resolution_seconds"], ..Sample::one(seen, edit) }
}

fn access(test: &TestRoom) -> BTreeMap<&'static str, Sample> {
    let access = test.owner.access();
    let [team, other] = ["华东", "华南"].map(|name| NewTeam { name: name.to_owned() });
    let (team, other) = (access.add_team(team).unwrap(), access.add_team(other).unwrap());
    let operator = NewOperator {
        sign_in_name: "clerk".to_owned(),
        display_name: "王会计".to_owned(),
        password: "First-Horse-77".into(),
        team: None,
        roles: vec!["accountant".to_owned()],
    };
    let operator = access.add_operator(operator).unwrap();
    let role = NewRole {
        code: "keeper".to_owned(),
        label_zh: "仓管".to_owned(),
        label_en: "Keeper".to_owned(),
        grants: Vec::new(),
        fields: Vec::new(),
    };
    let role = access.add_role(role).unwrap();
    BTreeMap::from([
        (
            "access.edit_operator",
            Sample::one(
                json!({ "id": operator.id, "version": operator.version }),
                json!({ "sign_in_name": "li", "display_name": "李", "team": other.id }),
            ),
        ),
        (
            "access.edit_team",
            Sample::one(
                json!({ "id": team.id, "version": team.version }),
                json!({ "name": "华北", "active": false }),
            ),
        ),
        (
            "access.edit_role",
            Sample::one(
                json!({ "id": role.id, "version": role.version }),
                json!({
                    "label_zh": "仓库",
                    "label_en": "Store",
                    "grants": [{ "permission": "customers.view", "reach": "own" }],
                    "fields": [{ "field": "customer.note", "right": "hidden" }],
                }),
            ),
        ),
        (
            "book.edit",
            Sample::one(
                json!({ "version": 1 }),
                json!({
                    "name": "新名称",
                    "legal_name": "新名称有限公司",
                    "tax_number": "91350100M000100Y43",
                    "language": "english",
                    "utc_offset_minutes": 540,
                    "tax_rounding": "line",
                    "credit_check": "permit",
                    "duplicate_warn": 60,
                    "duplicate_stop": 95,
                    "dates_from": "1990-01-01",
                    "dates_to": "2030-12-31",
                }),
            ),
        ),
    ])
}

fn pools(test: &TestRoom) -> BTreeMap<&'static str, Sample> {
    let pool = test.owner.customers().pools().add(NewPool::named("公海", "Open pool")).unwrap();
    let team = NewTeam { name: "西部".to_owned() };
    let team = test.owner.access().add_team(team).unwrap().id;
    let sample = Sample::one(
        json!({ "id": pool.id, "version": pool.version }),
        json!({
            "label_zh": "华东公海",
            "label_en": "East",
            "active": false,
            "barred_days": 7,
            "daily_claims": 5,
            "quota": 50,
            "quota_counts_dealt": false,
            "notice_days": 10,
            "rules": [{ "kind": "no_deal", "level": "A", "days": 60 }],
            "members": [{ "operator": test.owner.operator_id(), "is_admin": true }],
            "teams": [team],
        }),
    );
    BTreeMap::from([("pools.edit", sample)])
}

fn lists(test: &TestRoom) -> BTreeMap<&'static str, Sample> {
    let lists = test.owner.dictionaries();
    let new = NewDictionary {
        code: "colour".to_owned(),
        label_zh: "颜色".to_owned(),
        label_en: "Colour".to_owned(),
    };
    let list = lists.add_dictionary(new).unwrap();
    let items = ["red", "warm"].map(|code| NewDictionaryItem::new(code, code, code)).to_vec();
    let items = lists.add_items("colour", items).unwrap();
    BTreeMap::from([
        (
            "dictionaries.edit",
            Sample::one(
                json!({ "code": "colour", "version": list.version }),
                json!({ "label_zh": "色", "label_en": "Hue" }),
            ),
        ),
        (
            "dictionaries.edit_items",
            Sample::many(
                json!({ "dictionary": "colour" }),
                json!({ "code": "red", "version": items[0].version }),
                json!({
                    "label_zh": "红",
                    "label_en": "Crimson",
                    "parent": "warm",
                    "valid_from": "2026-01-01",
                }),
            ),
        ),
    ])
}

fn ledger(test: &TestRoom) -> BTreeMap<&'static str, Sample> {
    let ledger = test.owner.ledger();
    let account = NewAccount::below("5602", "560299", "培训费");
    let account = ledger.add_account(account).unwrap();
    let journal = NewJournal {
        code: "现".to_owned(),
        name_zh: "现金凭证".to_owned(),
        name_en: "Cash".to_owned(),
    };
    let journal = ledger.add_journal(journal).unwrap();
    let account = Sample::one(
        json!({ "id": account.id, "version": account.version }),
        json!({ "name_zh": "培训", "name_en": "Training", "party_control": true, "active": false }),
    );
    let journal = Sample::one(
        json!({ "id": journal.id, "version": journal.version }),
        json!({ "name_zh": "现金", "name_en": "Money", "active": false }),
    );
    BTreeMap::from([
        (
            "ledger.edit_account",
            Sample { cleared: BTreeMap::from([("name_en", json!("培训"))]), ..account },
        ),
        (
            "ledger.edit_journal",
            Sample { cleared: BTreeMap::from([("name_en", json!("现金"))]), ..journal },
        ),
    ])
}

fn dealings(test: &TestRoom) -> BTreeMap<&'static str, Sample> {
    let customer = customer(test, "丙");
    let contact = test.owner.customers().add_contact(NewContact::of(customer, "李")).unwrap().id;
    let other = test.operator("helper", &["service"]).operator_id();
    let dealing = test.owner.dealings().add(NewDealing::new(customer, "call", "续约")).unwrap();
    let sample = Sample::many(
        json!({}),
        json!({ "id": dealing.id, "version": dealing.version }),
        json!({
            "kind": "visit",
            "direction": "outgoing",
            "subject": "看样品",
            "content": "样品合适",
            "happened_at": "2026-01-10T08:00:00Z",
            "minutes": 40,
            "place": "展厅",
            "contacts": [contact],
            "operators": [other],
            "next_contact_on": "2027-07-10",
            "next_contact_for": "送合同",
            "custom": { "tier": { "text": "勤" } },
        }),
    );
    let follows = &[("happened_at", "happened_on")];
    BTreeMap::from([("dealings.edit", Sample { follows, ..sample })])
}

fn task(test: &TestRoom, customer: CustomerId) -> Sample {
    let task = NewTask { due_on: Some(day("2026-07-01")), ..NewTask::new("送合同") };
    let task = test.owner.tasks().add(task).unwrap();
    let sample = Sample::many(
        json!({}),
        json!({ "id": task.id, "version": task.version }),
        json!({
            "title": "寄合同",
            "note": "带公章",
            "priority": "high",
            "is_private": true,
            "due_on": "2026-07-03",
            "due_at": "2026-07-02T01:00:00Z",
            "remind_at": "2026-07-01T01:00:00Z",
            "recurrence": "FREQ=WEEKLY",
            "link": { "customer": customer },
        }),
    );
    let mut together = Map::new();
    together.insert("due_on".to_owned(), json!("2026-07-02"));
    let follows = &[
        ("due_on", "due_at"),
        ("due_at", "due_on"),
        ("remind_at", "rings_at"),
        ("recurrence", "series_from"),
    ];
    Sample { follows, together, required: &["due_on"], ..sample }
}

fn service(
    test: &TestRoom,
    first: CustomerId,
    second: CustomerId,
) -> BTreeMap<&'static str, Sample> {
    let service = test.owner.service();
    let contact = NewContact::of(first, "李雷");
    let contact = test.owner.customers().add_contact(contact).unwrap();
    let invoice = test.owner.billing().invoices().draft(new_invoice(first)).unwrap();
    let new =
        NewCase { customer: Some(first), ..NewCase::new(CaseKind::Complaint, "货物破损") };
    let case = service.open(new).unwrap();
    let product = NewProduct::new("BOX", "茶叶礼盒", amount("100"), amount("0.13"));
    let product = test.owner.billing().products().add(product).unwrap();
    let note = service.add_note(case.id, "已联系仓库", false).unwrap();
    let solved = CaseResolution {
        id: case.id,
        version: service.get(case.id).unwrap().version,
        resolution: "补发".to_owned(),
        satisfaction: None,
    };
    let case = service.resolve(vec![solved]).unwrap().remove(0);
    let edited = Sample::many(
        json!({}),
        json!({ "id": case.id, "version": case.version }),
        json!({
            "kind": "request",
            "subject": "两箱货物破损",
            "description": "外箱压坏",
            "category": "quality",
            "severity": "high",
            "channel": "phone",
            "customer": second,
            "contact": contact.id,
            "invoice": invoice.id,
            "product": product.id,
            "root_cause": "transport",
            "satisfaction": "5",
            "custom": { "tier": { "text": "急" } },
        }),
    );
    BTreeMap::from([
        (
            "cases.edit",
            Sample {
                follows: &[("customer", "contact"), ("customer", "invoice")],
                together: json!({ "customer": first }).as_object().unwrap().clone(),
                ..edited
            },
        ),
        (
            "cases.edit_note",
            Sample::one(
                json!({ "id": note.id, "version": note.version }),
                json!({ "body": "已补发", "is_public": true }),
            ),
        ),
    ])
}
