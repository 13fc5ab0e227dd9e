//! Erasure: of a person nothing is left in any text of the database but what law wants kept.

use std::collections::BTreeSet;
use std::path::Path;

use bookroom::Session;
use bookroom::billing::invoices::InvoiceVersion;
use bookroom::billing::payments::NewPayment;
use bookroom::changes::model::Subject;
use bookroom::customers::commands::SetCustomersActive;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::{
    Address, BankAccount, BillingProfile, Channel, ChannelKind, Customer, CustomerEdit,
    CustomerVersion, NewCustomer,
};
use bookroom::dealings::model::NewDealing;
use bookroom::error::Code;
use bookroom::exchange::model::{CustomerImport, ImportFile, ProgressCallback};
use bookroom::service::model::{CaseEdit, CaseKind, NewCase};
use bookroom::tasks::model::{NewTask, TaskEdit};
use bookroom::values::{CustomerId, Edit};
use bookroom_tables::{Database, Migrations};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::samples::fixtures::sale;

/// Stands in every personal text; no number holds it, so the digits stand for it there.
const MARK: &str = "zqmark";
const PHONE: &str = "13877665544";
const TAX_NUMBER: &str = "91330106MA27XYK58L";
const ACCOUNT: &str = "6222020200112233445";

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

/// The columns of text in which one of the marks stands.
fn found(backend: Backend, url: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/ground/migrations");
    let migrations = Migrations::read(&folder).unwrap_or_else(|problem| panic!("{problem}"));
    let mut count: Box<dyn FnMut(&str) -> i64> = match backend {
        Backend::Sqlite => {
            let mut conn = SqliteConnection::establish(url).unwrap();
            Box::new(move |sql| diesel::sql_query(sql).get_result::<Count>(&mut conn).unwrap().rows)
        }
        Backend::Postgres => {
            let mut conn = PgConnection::establish(url).unwrap();
            Box::new(move |sql| diesel::sql_query(sql).get_result::<Count>(&mut conn).unwrap().rows)
        }
        Backend::Mysql => {
            let mut conn = MysqlConnection::establish(url).unwrap();
            Box::new(move |sql| diesel::sql_query(sql).get_result::<Count>(&mut conn).unwrap().rows)
        }
    };
    let mut columns = BTreeSet::new();
    let mut texts = 0;
    for table in &migrations.schema(Database::Mysql).tables {
        for column in &table.columns {
            let kind = column.kind.sql(Database::Mysql);
            if !kind.contains("VARCHAR") && !kind.contains("TEXT") {
                continue;
            }
            texts += 1;
            let (table, column) = (&table.name, &column.name);
            let like = [MARK, PHONE, &TAX_NUMBER.to_lowercase(), ACCOUNT]
                .map(|mark| format!("lower({column}) LIKE '%{mark}%'"));
            let sql =
                format!("SELECT count(*) AS \"rows\" FROM {table} WHERE {}", like.join(" OR "));
            let sql = if backend == Backend::Mysql { sql.replace('"', "`") } else { sql };
            if count(&sql) > 0 {
                columns.insert(format!("{table}.{column}"));
            }
        }
    }
    assert!(texts > 100, "the tables were not read: {texts}");
    columns
}

pub fn person() -> NewCustomer {
    let text = |what: &str| Some(format!("{MARK} {what}"));
    NewCustomer {
        legal_name: text("legal"),
        website: text("site"),
        tax_number: Some(TAX_NUMBER.to_owned()),
        note: text("note"),
        channels: vec![
            Channel::new(ChannelKind::Mobile, PHONE),
            Channel::new(ChannelKind::Email, &format!("{MARK}@example.com")),
        ],
        addresses: vec![Address {
            street: text("street"),
            recipient: text("recipient"),
            ..Address::default()
        }],
        bank_accounts: vec![BankAccount {
            bank_name: "工商银行".to_owned(),
            account_name: text("account"),
            account_number: ACCOUNT.to_owned(),
            ..BankAccount::default()
        }],
        billing: Some(BillingProfile {
            title: text("title"),
            address: text("billing"),
            phone: Some(PHONE.to_owned()),
            bank: text("bank"),
            account: Some(ACCOUNT.to_owned()),
        }),
        ..NewCustomer::company(&format!("{MARK} 王小明"))
    }
}

/// Gives every call a request key of its own.
struct Keys<'s>(&'s Session, std::cell::Cell<u32>);

impl Keys<'_> {
    fn next(&self) -> Session {
        self.1.set(self.1.get() + 1);
        self.0.with_request_key(format!("key {}", self.1.get()))
    }
}

/// All that happens to a person under request keys without a posted document.
fn live(keys: &Keys<'_>) -> Customer {
    let customer = keys.next().customers().add(person()).unwrap();
    let id = customer.id;
    let same = |version: i64| SetCustomersActive {
        customers: vec![CustomerVersion { id, version }],
        active: true,
    };
    // These change nothing, so they leave no change, but an outcome.
    keys.next().run(same(customer.version)).unwrap();
    keys.next().batch(vec![same(customer.version).into()]).unwrap();
    keys.next().customers().tag(vec![id], vec!["A".to_owned()]).unwrap();
    let now = keys.0.customers().get(id).unwrap();
    let off = keys.next().customers().set_active(id, now.version, false).unwrap();
    let now = keys.next().customers().set_active(id, off.version, true).unwrap();
    let note = format!("{MARK} another note").into();
    let edit = CustomerEdit { note, ..CustomerEdit::default() };
    keys.next().customers().edit(id, now.version, edit).unwrap();
    let contact = NewContact {
        channels: vec![Channel::new(ChannelKind::Mobile, PHONE)],
        note: Some(format!("{MARK} of a contact")),
        ..NewContact::of(id, &format!("{MARK} 李"))
    };
    let contact = keys.next().customers().add_contact(contact).unwrap();
    keys.next().customers().remove_contact(contact.id, contact.version).unwrap();
    let mut new = sale(id, "2026-06-01");
    new.note = Some(format!("{MARK} draft"));
    let draft = keys.next().billing().invoices().draft(new.clone()).unwrap();
    let draft = keys.next().billing().invoices().edit(draft.id, draft.version, new.into()).unwrap();
    let seen = InvoiceVersion { id: draft.id, version: draft.version };
    keys.next().billing().invoices().discard(vec![seen]).unwrap();
    keys.0.customers().get(id).unwrap()
}

fn import(session: &Session) {
    let text = format!(
        "名称,手机,备注,负责人,等级\n{MARK} 导入,{PHONE},{MARK} 备注,{MARK} 某某,{MARK} 级\n"
    );
    let file = ImportFile::new("customers.csv", text.as_bytes());
    let options = CustomerImport::default();
    session.exchange().import_customers(file, &options, &ProgressCallback::none()).unwrap();
}

fn erase(test: &TestRoom, kind: &str, id: impl Into<i64>) {
    test.owner.changes().erase_personal(Subject::new(kind, id), Vec::new()).unwrap();
}

pub fn url(test: &TestRoom) -> &str {
    &test.store.as_ref().unwrap().url
}

#[test]
fn nothing_is_left_of_a_removed_person_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let keys = Keys(&test.owner, std::cell::Cell::new(0));
        let customer = live(&keys);
        import(&keys.next());
        let imported = test.owner.customers().list(
            &bookroom::customers::model::CustomerFilter::of_text("导入"),
            bookroom::customers::model::CustomerSort::Name,
            false,
            &bookroom::values::PageRequest::first(1),
        );
        let imported = imported.unwrap().items.remove(0);
        for (id, version) in [(customer.id, customer.version), (imported.id, imported.version)] {
            keys.next().customers().remove(id, version).unwrap();
        }
        let before = found(backend, url(&test));
        for column in ["change_log.image_before", "change_log.image_after", "request_log.outcome"] {
            assert!(before.contains(column), "{backend:?}: {before:?} proves nothing");
        }
        erase(&test, "customer", customer.id);
        erase(&test, "customer", imported.id);
        assert_eq!(found(backend, url(&test)), BTreeSet::new(), "{backend:?}");
        // That they were done stays known.
        let again = test.owner.with_request_key("key 1").customers().add(person()).unwrap_err();
        assert_eq!(again.code(), Code::OutcomeErased, "{backend:?}");
        assert!(test.owner.changes().verify(None).unwrap().findings.is_empty(), "{backend:?}");
    }
}

/// What stays of a person with whom there was trade, and why.
const KEPT: [(&str, &str); 10] = [
    ("invoice.counterparty_name", "a posted invoice names the buyer (会计档案管理办法: 30 years)"),
    ("invoice.counterparty_tax_number", "the same"),
    ("invoice.counterparty_address", "the same"),
    ("invoice_party.account", "the same"),
    ("invoice_party.bank", "the same"),
    ("invoice_party.phone", "the same"),
    ("invoice.search_key", "finds the posted invoice by that name"),
    ("payment.counterparty_name", "a receipt names the payer"),
    ("change_log.image_after", "how posted documents came to be; erased with the document's own"),
    ("journal_entry.summary", "a posted entry is never changed"),
];

#[test]
fn only_posted_documents_keep_a_person_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let keys = Keys(&test.owner, std::cell::Cell::new(0));
        let id: CustomerId = live(&keys).id;
        let invoices = keys.next();
        invoices.billing().invoices().draft_and_post(vec![sale(id, "2026-06-02")]).unwrap();
        let paid = NewPayment::received(id, day("2026-06-03"), amount("50"));
        keys.next().billing().payments().record(paid).unwrap();
        let case = NewCase {
            customer: Some(id),
            description: Some(format!("{MARK} described")),
            ..NewCase::new(CaseKind::Complaint, &format!("{MARK} complains"))
        };
        let case = keys.next().service().open(case).unwrap();
        let note = keys.next().service().add_note(case.id, &format!("{MARK} says"), true).unwrap();
        let text = |what: &str| Some(format!("{MARK} {what}"));
        let dealing = NewDealing {
            content: text("content"),
            place: text("place"),
            next_contact_for: text("purpose"),
            ..NewDealing::new(id, "visit", &format!("{MARK} visited"))
        };
        let dealing = keys.next().dealings().add(dealing).unwrap();
        let now = test.owner.customers().get(id).unwrap();
        keys.next().customers().plan_contact(id, now.version, None, text("plan")).unwrap();
        let task = NewTask { note: text("noted"), ..NewTask::new(&format!("{MARK} to call")) };
        let task = keys.next().tasks().add(task).unwrap();
        // The live records are made to name nobody; then what they were is erased.
        let now = test.owner.customers().get(id).unwrap();
        let edit = CustomerEdit {
            name: Some("已删除".to_owned()),
            legal_name: Edit::Clear,
            tax_number: Edit::Clear,
            website: Edit::Clear,
            note: Edit::Clear,
            channels: Edit::Clear,
            addresses: Edit::Clear,
            bank_accounts: Edit::Clear,
            billing: Edit::Clear,
            ..CustomerEdit::default()
        };
        keys.next().customers().edit(id, now.version, edit).unwrap();
        let now = test.owner.service().get(case.id).unwrap();
        let edit = CaseEdit {
            subject: Some("已删除".to_owned()),
            description: Edit::Clear,
            ..CaseEdit::default()
        };
        keys.next().service().edit(case.id, now.version, edit).unwrap();
        keys.next().service().remove_note(note.id, note.version).unwrap();
        let now = test.owner.customers().get(id).unwrap();
        keys.next().customers().plan_contact(id, now.version, None, None).unwrap();
        keys.next().dealings().remove(dealing.id, dealing.version).unwrap();
        erase(&test, "dealing", dealing.id);
        let edit =
            TaskEdit {
                title: Some("已删除".to_owned()), note: Edit::Clear, ..TaskEdit::default()
            };
        keys.next().tasks().edit(task.id, task.version, edit).unwrap();
        erase(&test, "task", task.id);
        erase(&test, "customer", id);
        erase(&test, "case", case.id);
        erase(&test, "case_note", note.id);
        let left = found(backend, url(&test));
        let kept: BTreeSet<String> = KEPT.iter().map(|(column, _)| (*column).to_owned()).collect();
        let more: Vec<&String> = left.difference(&kept).collect();
        assert!(more.is_empty(), "{backend:?}: left without a reason: {more:?}");
        assert!(left.contains("invoice.counterparty_name"), "{backend:?}: {left:?}");
        println!("{backend:?}: kept in {left:?}");
    }
}
