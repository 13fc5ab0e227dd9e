//! Every code of the catalogue, produced by a real call.

mod attachments;
mod charts;
mod files;
mod merging;
mod pools;
mod service;
mod texts;

use std::sync::Arc;
use std::time::Duration;

use bookroom::access::model::{NewOperator, NewRole, NewTeam, OperatorEdit, TeamEdit};
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::billing::invoices::InvoiceFilter;
use bookroom::billing::payments::{AllocationChoice, NewPayment, OpenItem, Share};
use bookroom::book::NewBook;
use bookroom::changes::model::Subject;
use bookroom::customers::model::{CustomerEdit, NewCustomer};
use bookroom::dictionaries::model::{DictionaryItemEdit, DictionaryItemUpdate, NewDictionaryItem};
use bookroom::error::{Code, Error};
use bookroom::ledger::model::NewPosting;
use bookroom::values::identifiers::IdentifierKind;
use bookroom::values::{Condition, Cursor, PageRequest};
use bookroom::{
    AnyCommand, Bookroom, CommandView, Options, Rule, RuleViolation, Session, interruptible,
};
use bookroom_tests::backends::{Backend, EmptyStore};
use bookroom_tests::room::{self, PASSWORD, TestRoom, amount, day};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, SqliteConnection};

use crate::samples::fixtures;

/// The codes that a call gives: those of its error.
fn codes<T>(result: Result<T, Error>) -> Vec<Code> {
    match result {
        Ok(_) => Vec::new(),
        Err(error) => {
            let codes: Vec<Code> = error.problems().iter().map(|problem| problem.code).collect();
            assert!(codes.iter().all(|code| code.kind() == error.kind()), "{error:?}");
            codes
        }
    }
}

fn team(session: &Session, name: &str) -> Vec<Code> {
    codes(session.access().add_team(NewTeam { name: name.to_owned() }))
}

fn operator(name: &str) -> NewOperator {
    NewOperator {
        sign_in_name: name.to_owned(),
        display_name: name.to_owned(),
        password: "Another-Horse-8".into(),
        team: None,
        roles: vec![],
    }
}

fn role(code: &str, reach: Reach) -> NewRole {
    let grant = Grant { permission: Permission::LedgerView, reach };
    NewRole {
        code: code.to_owned(),
        label_zh: "甲".into(),
        label_en: "A".into(),
        grants: vec![grant],
        fields: vec![],
    }
}

fn sql(test: &TestRoom, sql: &str) -> SqliteConnection {
    let mut conn = SqliteConnection::establish(&test.store.as_ref().unwrap().url).unwrap();
    conn.batch_execute(sql).unwrap();
    conn
}

struct Never;

impl Rule for Never {
    fn check(&self, _: &CommandView<'_>) -> Result<Vec<RuleViolation>, Error> {
        Ok(vec![RuleViolation { path: String::new(), rule: "never".to_owned() }])
    }
}

/// A rule that writes through a session, and one that panics.
struct Bad(Option<Session>);

impl Rule for Bad {
    fn check(&self, _: &CommandView<'_>) -> Result<Vec<RuleViolation>, Error> {
        let session = self.0.as_ref().expect("a session");
        session.access().add_team(NewTeam { name: "内".to_owned() }).map(|_| Vec::new())
    }
}

fn from_rules(test: &TestRoom) -> [Vec<Code>; 2] {
    [Some(test.owner.clone()), None].map(|session| {
        let bad = std::sync::Arc::new(Bad(session));
        test.room.add_rule("access.add_team", bad).unwrap();
        let found = team(&test.owner, "外");
        test.room.clear_rules();
        found
    })
}

fn values(test: &TestRoom) -> Vec<Vec<Code>> {
    let boss = &test.owner;
    let many: Vec<AnyCommand> = std::iter::repeat_with(|| {
        let team = NewTeam { name: "x".to_owned() };
        bookroom::access::commands::AddTeam { team }.into()
    })
    .take(10_001)
    .collect();
    let subject = Subject::new("book", 1);
    let foreign = PageRequest::after(5, Cursor("[]".to_owned()));
    let mut twice = role("twice", Reach::All);
    twice.grants.push(twice.grants[0]);
    test.room.add_rule("access.add_team", std::sync::Arc::new(Never)).unwrap();
    let forbidden = team(boss, "规则");
    test.room.clear_rules();
    let unknown = codes(test.room.add_rule("access.add_teams", std::sync::Arc::new(Never)));
    let [within, failed] = from_rules(test);
    vec![
        team(boss, " "),
        team(boss, &"长".repeat(101)),
        team(boss, "a\0b"),
        codes(boss.batch(many)),
        codes(boss.changes().history(&subject, &PageRequest::first(0))),
        codes(boss.changes().history(&subject, &foreign)),
        codes(boss.access().add_role(role("with space", Reach::All))),
        codes(boss.access().add_role(role("own", Reach::Own))),
        codes(boss.access().add_role(twice)),
        codes(boss.access().set_duty_rule("none", true)),
        codes(boss.changes().erase_personal(Subject::new("team", 99), vec![])),
        codes(boss.changes().erase_personal(Subject::new("operator", 99), vec![])),
        forbidden,
        unknown,
        within,
        failed,
    ]
}

fn access(test: &TestRoom) -> Vec<Vec<Code>> {
    let boss = &test.owner;
    let access = boss.access();
    let retired = access.add_team(NewTeam { name: "retired".to_owned() }).unwrap();
    let edit = TeamEdit { name: None, active: Some(false) };
    access.edit_team(retired.id, 1, edit.clone()).unwrap();
    let stale = codes(access.edit_team(retired.id, 1, edit));
    let in_retired = NewOperator { team: Some(retired.id), ..operator("r") };
    let in_none = NewOperator { team: Some(99.into()), ..operator("n") };
    let both = NewOperator { roles: vec!["cashier".into(), "reviewer".into()], ..operator("c") };
    let weak = NewOperator { password: "12345678".into(), ..operator("w") };
    let clerk = access.add_operator(operator("clerk")).unwrap();
    let session = test.room.sign_in(test.book, "clerk", "Another-Horse-8").unwrap();
    let must_change = codes(session.access().operators());
    session.access().change_own_password("Another-Horse-8", PASSWORD).unwrap();
    let ended = codes(session.access().operators());
    let session = test.room.sign_in(test.book, "clerk", PASSWORD).unwrap();
    let used = codes(access.add_operator(operator(" CLERK ")));
    let locked: Vec<Vec<Code>> =
        (0..7).map(|_| codes(test.room.sign_in(test.book, "clerk", "wrong").map(drop))).collect();
    let key = boss.with_request_key("k");
    let made = key.access().add_operator(operator("erased")).unwrap();
    boss.changes().erase_personal(Subject::new("operator", made.id), vec![]).unwrap();
    let boss_row = access.operators().unwrap().into_iter().find(|row| row.id != clerk.id);
    let boss_row = boss_row.filter(|row| row.id == boss.operator_id());
    let version = boss_row.map_or(1, |row| row.version);
    let missing = access.edit_operator(99.into(), 1, OperatorEdit::default());
    let owner = access.roles().unwrap().into_iter().find(|role| role.code == "owner").unwrap();
    let keeper = access.add_role(role("keeper", Reach::All)).unwrap();
    access.add_operator(NewOperator { roles: vec!["keeper".into()], ..operator("k") }).unwrap();
    [
        vec![
            stale,
            codes(access.add_operator(in_retired)),
            codes(access.add_operator(in_none)),
            codes(access.add_operator(both)),
            codes(access.add_operator(weak)),
            must_change,
            ended,
            used,
            codes(session.access().operators()),
            codes(key.access().add_operator(operator("erased"))),
            codes(key.access().add_operator(operator("other"))),
            codes(access.set_operator_active(boss.operator_id(), version, false)),
            codes(missing),
            codes(access.remove_role(owner.id, owner.version)),
            codes(access.remove_role(keeper.id, keeper.version)),
        ],
        locked,
    ]
    .concat()
}

fn stores() -> Vec<Vec<Code>> {
    let closed = room::on(Backend::Sqlite);
    closed.room.shutdown().unwrap();
    let corrupt = room::on(Backend::Sqlite);
    drop(sql(&corrupt, "UPDATE book SET language = 'klingon'"));
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "these are notes, and no store\n".repeat(100)).unwrap();
    let no_store = codes(Bookroom::open(text.to_str().unwrap()).map(drop));
    assert_eq!(no_store, [Code::NotAStore]);
    assert!(std::fs::read(&text).unwrap().starts_with(b"these are notes"), "it is left alone");
    let broken = room::on(Backend::Sqlite);
    let classed = NewCustomer { level: Some("A".to_owned()), ..NewCustomer::company("甲") };
    let classed = broken.owner.customers().add(classed).unwrap().id;
    let unbound = "PRAGMA foreign_keys = OFF; UPDATE customer_class SET item_id = 99999";
    drop(sql(&broken, unbound));
    let torn = room::on(Backend::Sqlite);
    drop(sql(&torn, "ALTER TABLE team RENAME TO team_gone"));
    let busy = room::on(Backend::Sqlite);
    let url = busy.store.as_ref().unwrap().url.clone();
    let busy_wait = Duration::from_millis(50);
    let impatient = Bookroom::open_with(&url, Options { busy_wait, ..Options::default() }).unwrap();
    let session = impatient.sign_in(busy.book, "boss", PASSWORD).unwrap();
    let _other_writer = sql(&busy, "BEGIN IMMEDIATE");
    vec![
        codes(closed.room.books()),
        codes(corrupt.room.books()),
        no_store,
        codes(broken.owner.customers().get(classed)),
        codes(torn.owner.access().teams()),
        team(&session, "x"),
        codes(Bookroom::open("oracle://x/y").map(drop)),
        codes(Bookroom::open("postgres://a:b@127.0.0.1:1/c").map(drop)),
        codes(room::memory().room.shutdown()),
        codes(Bookroom::open("mysql:shop").map(drop)),
        codes(Bookroom::open(":memory:").unwrap().sign_in(1.into(), "boss", PASSWORD).map(drop)),
    ]
}

/// Stores that are not as they should be.
fn odd_stores() -> Vec<Vec<Code>> {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let open = |url: &str| codes(Bookroom::open(url).map(drop));
    let foreign = path("foreign.db");
    let mut conn = SqliteConnection::establish(&foreign).unwrap();
    conn.batch_execute("CREATE TABLE recipes (id INTEGER)").unwrap();
    let newer = room::on(Backend::Sqlite);
    drop(sql(&newer, "INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000001')"));
    let newer = newer.store.unwrap();
    let moved = room::on(Backend::Sqlite);
    let url = moved.store.as_ref().unwrap().url.clone();
    std::fs::rename(&url, path("elsewhere.db")).unwrap();
    vec![
        open(&foreign),
        open(&newer.url),
        team(&moved.owner, "x"),
        open(&path("missing/x.db")),
        open(folder.path().to_str().unwrap()),
    ]
}

/// Servers that do not do as they should.
fn servers() -> Vec<Vec<Code>> {
    let store = EmptyStore::on(Backend::Postgres);
    let url = store.url.clone();
    let (base, name) = url.rsplit_once('/').unwrap();
    let wrong = base.replace(":bookroom@", ":wrong@");
    let closed = EmptyStore::on(Backend::Postgres);
    let closed_name = closed.url.rsplit_once('/').unwrap().1.to_owned();
    store.run(&format!("ALTER DATABASE {closed_name} ALLOW_CONNECTIONS false"));
    let test = room::with(&url, None, &NewBook::chinese("测试", "boss", PASSWORD));
    let limits = Options { statement_wait: Duration::from_millis(300), ..Options::default() };
    let hasty = Bookroom::open_with(&url, limits).unwrap();
    let session = hasty.sign_in(test.book, "boss", PASSWORD).unwrap();
    let mut other = PgConnection::establish(&url).unwrap();
    other.batch_execute("BEGIN; LOCK TABLE team IN ACCESS EXCLUSIVE MODE").unwrap();
    let slow = team(&session, "x");
    other.batch_execute("ROLLBACK").unwrap();
    let store = Arc::new(store);
    test.room.add_rule("access.add_team", Arc::new(EndsSessions(Arc::clone(&store)))).unwrap();
    let lost = team(&test.owner, "x");
    test.room.clear_rules();
    assert_eq!(team(&test.owner, "x"), [], "the next call works");
    vec![
        slow,
        lost,
        codes(test.room.backup_to("backup.db")),
        codes(Bookroom::open(&format!("{wrong}/{name}")).map(drop)),
        codes(Bookroom::open(&format!("{base}/none_{name}")).map(drop)),
        codes(Bookroom::open(&closed.url).map(drop)),
    ]
}

/// A rule in whose time the server loses its sessions.
struct EndsSessions(Arc<EmptyStore>);

impl Rule for EndsSessions {
    fn check(&self, _: &CommandView<'_>) -> bookroom::Result<Vec<RuleViolation>> {
        self.0.end_sessions();
        Ok(Vec::new())
    }
}

fn ledger(test: &TestRoom) -> Vec<Vec<Code>> {
    let ledger = test.owner.ledger();
    let post = |on: &str, postings: Vec<NewPosting>| {
        let mut entry = fixtures::new_entry("2026-06-01");
        entry.on = day(on);
        entry.postings = postings;
        codes(ledger.post(entry))
    };
    let debit = |account: &str, value: &str| NewPosting::debit(account, amount(value));
    let credit = |account: &str, value: &str| NewPosting::credit(account, amount(value));
    let party = fixtures::customer(test, "往来");
    let both = NewPosting { credit: Some(amount("1")), ..debit("1001", "1") };
    let with_party = NewPosting { party: Some(party), ..debit("1001", "1") };
    let posted = fixtures::entry(test);
    ledger.reverse(posted.id, day("2026-06-02"), None).unwrap();
    let own = fixtures::entry(test);
    vec![
        post("2026-06-01", vec![debit("1001", "1"), credit("1002", "2")]),
        post("2026-06-01", vec![both, credit("1002", "1")]),
        post("2026-06-01", vec![debit("1001", "1")]),
        post("2026-06-01", vec![debit("2221", "1"), credit("1002", "1")]),
        post("2026-06-01", vec![debit("1122", "1"), credit("1002", "1")]),
        post("2026-06-01", vec![with_party, credit("1002", "1")]),
        post("2026-06-01", vec![debit("1001", "0.001"), credit("1002", "0.001")]),
        post("0000-01-01", vec![debit("1001", "1"), credit("1002", "1")]),
        codes(ledger.reverse(posted.id, day("2026-06-03"), None)),
        codes(ledger.review(vec![own.id])),
    ]
}

fn lists(test: &TestRoom) -> Vec<Vec<Code>> {
    let dictionaries = test.owner.dictionaries();
    let item = |code: &str, parent: Option<&str>| NewDictionaryItem {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        sort_order: None,
        parent: parent.map(str::to_owned),
        valid_from: None,
    };
    let items = vec![item("zz_a", None), item("zz_b", Some("zz_a"))];
    let made = dictionaries.add_items("region", items).unwrap();
    let edit = DictionaryItemEdit { parent: "zz_b".into(), ..DictionaryItemEdit::default() };
    let (code, version) = ("zz_a".to_owned(), made[0].version);
    let below_itself = DictionaryItemUpdate { code, version, edit };
    let mut customer = NewCustomer::company("校验位");
    customer.tax_kind = Some(IdentifierKind::UnifiedSocialCredit);
    customer.tax_number = Some("91350100M000100Y44".to_owned());
    let mut noted = NewCustomer::company("备注");
    noted.note = Some("只读".to_owned());
    let id = fixtures::customer(test, "只读");
    let role = NewRole {
        code: "reader".to_owned(),
        label_zh: "只读".to_owned(),
        label_en: "Reader".to_owned(),
        grants: [Permission::CustomersView, Permission::CustomersEdit]
            .map(|permission| Grant { permission, reach: Reach::All })
            .to_vec(),
        fields: vec![FieldRule { field: Field::CustomerNote, right: FieldRight::Read }],
    };
    test.owner.access().add_role(role).unwrap();
    let reader = test.operator("reader", &["reader"]);
    let edit = CustomerEdit { note: "改".into(), ..CustomerEdit::default() };
    vec![
        codes(dictionaries.edit_items("region", vec![below_itself])),
        codes(test.owner.customers().add(customer)),
        codes(reader.customers().edit(id, 1, edit)),
    ]
}

/// A customer that is not to be changed.
fn locked(test: &TestRoom) -> Vec<Code> {
    let known = test.owner.customers().add(NewCustomer::company("锁定")).unwrap();
    let known = test.owner.customers().lock(vec![known.seen()], "审核").unwrap().remove(0);
    codes(test.owner.customers().remove(known.id, known.version))
}

/// A sale to who may owe nothing.
fn beyond_credit(test: &TestRoom) -> Vec<Code> {
    let id = fixtures::customer(test, "只收现款");
    test.owner.customers().set_credit_limit(id, 1, Some(amount("0"))).unwrap();
    let sale = fixtures::sale(id, "2026-06-10");
    codes(test.owner.billing().invoices().draft_and_post(vec![sale]))
}

fn billing(test: &TestRoom) -> Vec<Vec<Code>> {
    let id = fixtures::customer(test, "买方");
    let billing = test.owner.billing();
    let invoices = billing.invoices();
    let mut none = fixtures::sale(id, "2026-06-10");
    none.lines.clear();
    let mut negative = fixtures::sale(id, "2026-06-10");
    negative.lines[0].quantity = amount("-99");
    let far = fixtures::sale(id, "2062-06-10");
    let zero = NewPayment::received(id, day("2026-06-11"), amount("0"));
    let mut early = fixtures::sale(id, "2026-06-10");
    early.due_on = Some(day("2026-06-01"));
    let mut percent = fixtures::sale(id, "2026-06-10");
    percent.lines[0].tax_rate = Some(amount("13"));
    let conditions = vec![Condition::equal("net", "x")];
    let posted = invoices.draft_and_post(vec![fixtures::sale(id, "2026-06-10")]).unwrap().remove(0);
    let item = OpenItem::Invoice(posted.id);
    let share = Share { item, amount: posted.gross + amount("1") };
    let mut payment = NewPayment::received(id, day("2026-06-11"), posted.gross + amount("2"));
    payment.allocate = AllocationChoice::ByHand(vec![share]);
    let mut supplier = NewCustomer::company("卖方");
    (supplier.is_customer, supplier.is_supplier) = (false, true);
    let (supplier, paid_on) = (test.owner.customers().add(supplier).unwrap().id, day("2026-06-12"));
    vec![
        codes(invoices.draft(none)),
        codes(invoices.draft(negative)),
        codes(invoices.draft(far)),
        codes(billing.payments().record(zero)),
        codes(invoices.draft(early)),
        codes(invoices.draft(percent)),
        codes(invoices.totals(&InvoiceFilter { conditions, ..Default::default() })),
        codes(billing.payments().record(payment)),
        codes(test.owner.ledger().reverse(posted.entry.unwrap(), paid_on, None)),
        codes(billing.payments().record(NewPayment::paid(id, paid_on, amount("1")))),
        codes(billing.payments().record(NewPayment::received(supplier, paid_on, amount("1")))),
        beyond_credit(test),
        locked(test),
    ]
}

/// A source that cannot be read.
struct Broken;

impl std::io::Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("gone"))
    }
}

fn interrupted(test: &TestRoom) -> Vec<Code> {
    interruptible(|| true, || team(&test.owner, "停"))
}

#[test]
fn every_code_is_produced_by_a_real_call() {
    let test = room::memory();
    let produced: Vec<Code> = [
        values(&test),
        access(&test),
        stores(),
        odd_stores(),
        servers(),
        ledger(&test),
        lists(&test),
        billing(&test),
        files::files(&test),
        pools::pools(&test),
        service::service(&test),
        merging::merging(&test),
        attachments::attachments(&test),
        charts::charts(&test),
        vec![interrupted(&test)],
    ]
    .concat()
    .into_iter()
    .flatten()
    .collect();
    // Of a build that can do less than this one.
    let elsewhere = [Code::NoCharts];
    let is_missing = |code: &&Code| !produced.contains(code) && !elsewhere.contains(code);
    let missing: Vec<&str> = Code::ALL.iter().filter(is_missing).map(|code| code.slug()).collect();
    assert!(missing.is_empty(), "never produced: {missing:?}");
}
