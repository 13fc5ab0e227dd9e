//! Verification sees everything: each column of each table is changed below the engine, rows are
//! removed, copied and exchanged, and every time something is named. The tables and columns come
//! from the database's own catalogue; what may change unseen is listed by the engine, with reasons.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use bookroom::FREE;
use bookroom::changes::model::Head;
use bookroom::customers::model::{Address, BankAccount, Channel, ChannelKind, NewCustomer};
use bookroom_tests::backends::{Backend, EmptyStore};
use bookroom_tests::room::{self, OTHER_PASSWORD, PASSWORD, TestRoom};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use sha2::{Digest as _, Sha256};

use crate::conformance::story;
use crate::{samples, whole};

#[derive(QueryableByName)]
struct ColumnRow {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    key: i64,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// A table of the catalogue.
struct Table {
    name: String,
    /// Name and type.
    columns: Vec<(String, String)>,
    key: Vec<String>,
}

const CATALOGUE: &str = "
    SELECT t.name AS table_name, c.name, c.type AS kind, c.pk AS key
    FROM pragma_table_list t, pragma_table_info(t.name) c
    WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%'
        AND t.name <> '__diesel_schema_migrations'
    ORDER BY t.name, c.cid";

fn tables(conn: &mut SqliteConnection) -> Vec<Table> {
    let rows: Vec<ColumnRow> = diesel::sql_query(CATALOGUE).load(conn).unwrap();
    let mut found: BTreeMap<String, Table> = BTreeMap::new();
    for row in rows {
        let fresh = || Table { name: row.table_name.clone(), columns: vec![], key: vec![] };
        let table = found.entry(row.table_name.clone()).or_insert_with(fresh);
        if row.key > 0 {
            table.key.push(row.name.clone());
        }
        table.columns.push((row.name, row.kind));
    }
    found.into_values().collect()
}

/// A book in which every table has rows.
fn filled() -> TestRoom {
    let test = room::on(Backend::Sqlite);
    story::tell(&test);
    samples::all(&test);
    let bank = BankAccount {
        bank: Some("ICBC".to_owned()),
        bank_name: "工商银行".to_owned(),
        account_name: Some("甲".to_owned()),
        account_number: "6222000000000000".to_owned(),
    };
    let mut new = NewCustomer::company("样样都有公司");
    new.bank_accounts = vec![bank.clone(), BankAccount { bank: None, ..bank }];
    new.addresses = vec![Address::default(), Address::default()];
    for (address, city) in new.addresses.iter_mut().zip(["北京", "上海"]) {
        address.city = Some(city.to_owned());
        address.street = Some("大街1号".to_owned());
    }
    new.channels = vec![
        Channel::new(ChannelKind::Mobile, "13812345678"),
        Channel::new(ChannelKind::Email, "a@example.com"),
    ];
    new.tags = vec!["VIP".to_owned(), "老客户".to_owned()];
    new.level = Some("A".to_owned());
    test.owner.customers().add(new).unwrap();
    test.owner.access().change_own_password(PASSWORD, OTHER_PASSWORD).unwrap();
    assert!(test.room.sign_in(test.book, "nobody", OTHER_PASSWORD).is_err());
    let owner = test.room.sign_in(test.book, "boss", OTHER_PASSWORD).unwrap();
    whole::assert_whole(&owner, "filled");
    TestRoom { owner, ..test }
}

/// The store of one worker: a copy, what changes it, and who verifies it.
struct Worker {
    conn: SqliteConnection,
    test: TestRoom,
    head: Head,
    count: Count,
    /// Whether everything is tried, which takes minutes.
    long: bool,
}

#[derive(Default)]
struct Count {
    tried: usize,
    refused: usize,
    free: usize,
    missed: Vec<String>,
}

impl Worker {
    fn of(bytes: &[u8]) -> Self {
        let store = EmptyStore::on(Backend::Sqlite);
        std::fs::write(&store.url, bytes).unwrap();
        let mut conn = SqliteConnection::establish(&store.url).unwrap();
        conn.batch_execute("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF").unwrap();
        let test = room::opened(store);
        let head = test.owner.changes().head().unwrap();
        let long = std::env::var_os("BOOKROOM_LONG").is_some();
        Self { conn, test, head, count: Count::default(), long }
    }

    /// Changes the store, looks whether it is named, and puts everything back.
    fn try_out(&mut self, table: &Table, what: &str, sql: &str) {
        let name = &table.name;
        if self.conn.batch_execute(sql).is_err() {
            self.count.refused += 1;
            return;
        }
        let changed: Vec<Number> = diesel::sql_query(format!(
            "SELECT (SELECT count(*) FROM (SELECT * FROM {name} EXCEPT SELECT * FROM keep))
                + (SELECT count(*) FROM (SELECT * FROM keep EXCEPT SELECT * FROM {name})) AS n"
        ))
        .load(&mut self.conn)
        .unwrap();
        if changed[0].n > 0 {
            self.count.tried += 1;
            match self.test.owner.verify_against(Some(&self.head)) {
                Ok(found) if !found.findings.is_empty() => {}
                Ok(_) => self.count.missed.push(format!("{name}: {what}")),
                Err(error) => self.count.missed.push(format!("{name}: {what}: {error}")),
            }
            let back = format!("DELETE FROM {name}; INSERT INTO {name} SELECT * FROM keep");
            self.conn.batch_execute(&back).unwrap();
        }
    }

    fn try_table(&mut self, table: &Table) {
        let name = &table.name;
        let keep = format!(
            "DROP TABLE IF EXISTS temp.keep; CREATE TEMP TABLE keep AS SELECT * FROM {name}"
        );
        self.conn.batch_execute(&keep).unwrap();
        let key = table.key.join(", ");
        let pick = |order: &str| {
            let order = table.key.iter().map(|it| format!("{it} {order}")).collect::<Vec<_>>();
            format!("({key}) = (SELECT {key} FROM keep ORDER BY {} LIMIT 1)", order.join(", "))
        };
        for (row, at) in [("the first row", pick("ASC")), ("the last row", pick("DESC"))] {
            self.try_out(
                table,
                &format!("{row} removed"),
                &format!("DELETE FROM {name} WHERE {at}"),
            );
            if !self.long && at == pick("ASC") {
                continue;
            }
            for (column, kind) in &table.columns {
                if is_free(name, column) {
                    self.count.free += 1;
                    continue;
                }
                let values = others(column, kind);
                let some = if self.long { &values[..] } else { &values[..1] };
                for value in some.iter().chain(values.last()) {
                    let sql = format!("UPDATE {name} SET {column} = {value} WHERE {at}");
                    self.try_out(table, &format!("{column} of {row} = {value}"), &sql);
                }
            }
        }
        for (column, kind) in &table.columns {
            // What takes long: in the ordinary run only rows that are copied.
            if is_free(name, column) || !(self.long || table.key.contains(column)) {
                continue;
            }
            let (one, other) = (pick("ASC"), pick("DESC"));
            let of = |at: &str| format!("(SELECT {column} FROM keep WHERE {at})");
            let sql = format!(
                "UPDATE {name} SET {column} = CASE WHEN {one} THEN {} ELSE {} END
                 WHERE {one} OR {other}",
                of(&other),
                of(&one)
            );
            self.try_out(table, &format!("{column} exchanged"), &sql);
            if table.key.contains(column) {
                let copied = table.columns.iter().map(|(it, _)| match it == column {
                    true => others(column, kind)[0].clone(),
                    false => it.clone(),
                });
                let copied = copied.collect::<Vec<_>>().join(", ");
                let sql = format!("INSERT INTO {name} SELECT {copied} FROM keep WHERE {other}");
                self.try_out(table, &format!("the last row copied with another {column}"), &sql);
            }
        }
        self.try_out(table, "all rows removed", &format!("DELETE FROM {name}"));
    }
}

fn is_free(table: &str, column: &str) -> bool {
    FREE.iter().any(|free| free.table == table && free.column == column)
}

/// Other values for a column.
fn others(column: &str, kind: &str) -> Vec<String> {
    let others: &[&str] = match kind {
        "INTEGER" => &["coalesce(COLUMN, 0) + 1", "coalesce(COLUMN, 0) - 1", "-COLUMN", "NULL"],
        "BLOB" => &["randomblob(32)", "x'00'", "NULL"],
        _ if column.ends_with("_on") || column == "valid_from" => {
            &["coalesce(date(COLUMN, '+1 day'), '2026-01-01')", "'no date'", "NULL"]
        }
        _ => &["coalesce(COLUMN, '') || 'x'", "'x'", "''", "NULL"],
    };
    others.iter().map(|value| value.replace("COLUMN", column)).collect()
}

#[test]
fn every_column_of_every_table_is_seen() {
    let test = filled();
    test.room.shutdown().unwrap();
    let path = &test.store.as_ref().unwrap().url;
    let bytes = std::fs::read(path).unwrap();
    let mut conn = SqliteConnection::establish(path).unwrap();
    let all = tables(&mut conn);
    let mut is_empty = |table: &&Table| {
        let count = format!("SELECT count(*) AS n FROM {}", table.name);
        let rows: Vec<Number> = diesel::sql_query(count).load(&mut conn).unwrap();
        rows[0].n == 0
    };
    let empty: Vec<&str> =
        all.iter().filter(|it| is_empty(it)).map(|it| it.name.as_str()).collect();
    assert!(empty.is_empty(), "nothing would be tried in {empty:?}");
    let known: BTreeSet<(&str, &str)> = all
        .iter()
        .flat_map(|it| it.columns.iter().map(|(column, _)| (it.name.as_str(), column.as_str())))
        .collect();
    for free in FREE {
        assert!(known.contains(&(free.table, free.column)), "{}.{}", free.table, free.column);
        assert!(!free.reason.is_empty());
    }
    // Of a table that is free as a whole, rows may come and go.
    let whole = |it: &Table| it.columns.iter().all(|(column, _)| is_free(&it.name, column));
    let (wholly_free, all): (Vec<Table>, Vec<Table>) = all.into_iter().partition(whole);
    let names: Vec<&str> = wholly_free.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["sign_in_attempt"], "say why a whole table may change");
    let left = Mutex::new(all);
    let total = Mutex::new(Count::default());
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let mut worker = Worker::of(&bytes);
                loop {
                    let Some(table) = left.lock().unwrap().pop() else { break };
                    worker.try_table(&table);
                }
                let mut total = total.lock().unwrap();
                total.tried += worker.count.tried;
                total.refused += worker.count.refused;
                total.free += worker.count.free;
                total.missed.extend(worker.count.missed);
            });
        }
    });
    let Count { tried, refused, free, missed } = total.into_inner().unwrap();
    let named = tried - missed.len();
    println!(
        "{tried} changes tried, {named} named, {free} free, {refused} refused by the database"
    );
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

/// What verification names after a change below the engine: check, subject, field.
fn named(test: &TestRoom, sql: &str) -> Vec<(String, String, i64, String)> {
    let mut conn = SqliteConnection::establish(&test.store.as_ref().unwrap().url).unwrap();
    conn.batch_execute("PRAGMA foreign_keys = OFF").unwrap();
    conn.batch_execute(sql).unwrap();
    let findings = test.owner.verify().unwrap().findings;
    for finding in &findings {
        assert!(!finding.text_en.is_empty() && !finding.text_zh.is_empty());
    }
    let place = |it: &bookroom::changes::model::Finding| {
        let subject = it.subject.clone();
        (it.check.slug().to_owned(), subject.kind, subject.id, it.field.clone())
    };
    findings.iter().map(place).collect()
}

fn told(check: &str, kind: &str, id: i64, field: &str) -> (String, String, i64, String) {
    (check.to_owned(), kind.to_owned(), id, field.to_owned())
}

#[test]
fn findings_name_record_and_field() {
    let test = room::copied();
    let named = |sql: &str| named(&test, sql);
    assert_eq!(named("SELECT 1"), []);
    let back = "UPDATE operator SET display_name = 'boss'";
    let name = named("UPDATE operator SET display_name = 'chief'");
    assert_eq!(name, [told("field", "operator", 1, "display_name")]);
    let hash = format!("{back}; UPDATE operator SET password_hash = password_hash || 'x'");
    assert_eq!(named(&hash), [told("field", "operator", 1, "password")]);
    // A word that is none stops nothing, and has its place.
    let word = named(
        "UPDATE operator SET password_hash = substr(password_hash, 1, length(password_hash) - 1);
         UPDATE account SET side = 'left' WHERE id = 1",
    );
    assert_eq!(word, [told("unreadable", "account", 1, "side")]);
    let gone = named(
        "UPDATE account SET side = 'debit' WHERE id = 1;
         DELETE FROM team; DELETE FROM duty_rule WHERE code = 'cashier_does_not_review'",
    );
    assert_eq!(gone, [told("field", "duty_rule", 0, "cashier_does_not_review")]);
}

#[test]
fn what_is_no_tree_is_named() {
    let test = room::copied();
    let sql = "UPDATE account SET parent_id = (SELECT id FROM account WHERE code = '2221001')
               WHERE code = '2221';
               UPDATE dictionary_item SET parent_id = id WHERE id = 3";
    let mut checks: Vec<String> = named(&test, sql).into_iter().map(|it| it.0).collect();
    checks.sort_unstable();
    checks.dedup();
    assert!(checks.contains(&"cycle".to_owned()), "{checks:?}");
    assert!(checks.contains(&"field".to_owned()), "{checks:?}");
}

#[test]
fn an_erased_value_needs_its_erasure() {
    let test = room::copied();
    let mut new = NewCustomer::company("甲");
    new.note = Some("秘密".to_owned());
    let customer = test.owner.customers().add(new).unwrap().id;
    let subject = bookroom::changes::model::Subject::new("customer", customer);
    let erase = |fields: &[&str]| {
        let fields = fields.iter().map(|&field| field.to_owned()).collect();
        test.owner.changes().erase_personal(subject.clone(), fields).unwrap()
    };
    assert_eq!(erase(&["note"]), 1);
    assert_eq!(named(&test, "SELECT 1"), []);
    // The value is no longer compared, all others are.
    let name = named(&test, "UPDATE customer SET note = 'x', payment_days = 9");
    assert_eq!(name, [told("field", "customer", customer.0, "payment_days")]);
    // Somebody else takes the name out of the log as erasure does, but without its note.
    let mut conn = SqliteConnection::establish(&test.store.as_ref().unwrap().url).unwrap();
    let image = "SELECT image_after AS line FROM change_log WHERE action = 'customers.add'";
    let image: Vec<Line> = diesel::sql_query(image).load(&mut conn).unwrap();
    let mut image: serde_json::Value = serde_json::from_str(&image[0].line).unwrap();
    let wrapped = image["name"].clone();
    let mut hasher = Sha256::new();
    hasher.update(b"bookroom personal 1\0");
    hasher.update(wrapped["$salt"].as_str().unwrap());
    hasher.update(b"\0");
    hasher.update(wrapped["$personal"].to_string());
    let hash: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    image["name"] = serde_json::json!({ "$erased": hash });
    let sql = format!(
        "UPDATE customer SET note = '秘密', payment_days = 0, name = '乙', name_key = '乙';
         UPDATE change_log SET image_after = '{image}' WHERE action = 'customers.add'"
    );
    assert_eq!(named(&test, &sql), [told("erased", "customer", customer.0, "name")]);
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// What of the description of the engine says how records are shown.
#[derive(serde::Deserialize)]
struct Description {
    records: Vec<Kind>,
    types: Vec<Type>,
}

#[derive(serde::Deserialize)]
struct Kind {
    kind: String,
    #[serde(default)]
    personal: Vec<String>,
    #[serde(default)]
    protected: BTreeMap<String, String>,
}

#[derive(serde::Deserialize)]
struct Type {
    name: String,
    #[serde(default)]
    fields: Vec<serde_json::Value>,
}

#[test]
fn personal_and_protected_fields_are_fields_of_their_records() {
    let text = include_str!("../crates/describe/bookroom.json");
    let description: Description = serde_json::from_str(text).unwrap();
    for kind in &description.records {
        // `case_note` is described as `CaseNote`.
        let words = kind.kind.split('_').map(|word| word[..1].to_uppercase() + &word[1..]);
        let name: String = words.collect();
        let record = description.types.iter().find(|it| it.name == name);
        for field in kind.personal.iter().chain(kind.protected.keys()) {
            let known = record.is_some_and(|it| it.fields.iter().any(|it| it["name"] == **field));
            assert!(known, "{} has no field {field}", kind.kind);
        }
    }
}
