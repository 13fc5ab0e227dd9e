//! Each column of each table is changed below the engine, rows are removed, copied and exchanged,
//! and every time something is named. The tables and columns come from the database's own
//! catalogue; what may change unseen is listed by the engine, with reasons.
//!
//! A verification takes longer than all else here, so changes whose findings cannot be taken for
//! each other's are judged by one: each must be named at its own record. What is not named so is
//! tried again alone. `BOOKROOM_LONG` tries more, and everything alone.

use std::collections::BTreeSet;
use std::sync::Mutex;

use bookroom::changes::model::{Finding, FindingKind, Head};
use bookroom::customers::model::{Address, BankAccount, Channel, ChannelKind, NewCustomer};
use bookroom::error::{Code, Result};
use bookroom::{FREE, Session};
use bookroom_tests::backends::{Backend, EmptyStore};
use bookroom_tests::room::{self, OTHER_PASSWORD, PASSWORD, TestRoom};

use super::below::{Below, Table, tables};
use crate::conformance::story;
use crate::{samples, whole};

/// Stores on which changes are tried at the same time.
const WORKERS: usize = 2;
/// The most changes that are judged together.
const TOGETHER: usize = 40;
/// Who verifies when the owner's own rows are damaged.
const AUDITOR: &str = "second-auditor";

/// A book in which every table has rows.
fn filled(backend: Backend) -> TestRoom {
    let test = room::on(backend);
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
    let _auditor = test.operator(AUDITOR, &["auditor"]);
    test.owner.access().change_own_password(PASSWORD, OTHER_PASSWORD).unwrap();
    assert!(test.room.sign_in(test.book, "nobody", OTHER_PASSWORD).is_err());
    let owner = test.room.sign_in(test.book, "boss", OTHER_PASSWORD).unwrap();
    whole::assert_whole(&owner, "filled");
    TestRoom { owner, ..test }
}

/// Tables whose rows are records, or parts of them: the kind, and the column with its id. Whether
/// such a record is what its changes lead to is seen by its own rows.
const RECORDS: &[(&str, &str, &str)] = &[
    ("account", "account", "id"),
    ("allocation", "allocation", "id"),
    ("case_note", "case_note", "id"),
    ("contact", "contact", "id"),
    ("contact_channel", "contact", "contact_id"),
    ("customer", "customer", "id"),
    ("customer_address", "customer", "customer_id"),
    ("customer_bank_account", "customer", "customer_id"),
    ("customer_channel", "customer", "customer_id"),
    ("customer_class", "customer", "customer_id"),
    ("customer_tag", "customer", "customer_id"),
    ("dictionary", "dictionary", "id"),
    ("dictionary_item", "dictionary_item", "id"),
    ("import_run", "import", "id"),
    ("invoice", "invoice", "id"),
    ("invoice_line", "invoice", "invoice_id"),
    ("journal", "journal", "id"),
    ("payment", "payment", "id"),
    ("product", "product", "id"),
    ("service_case", "case", "id"),
    ("team", "team", "id"),
];
const OF_RECORDS: &[FindingKind] = &[
    FindingKind::Field,
    FindingKind::Derived,
    FindingKind::Unreadable,
    FindingKind::Missing,
    FindingKind::Unlogged,
];
const OF_CHANGES: &[FindingKind] = &[FindingKind::Hash, FindingKind::Image];
const OF_ENTRIES: &[FindingKind] = &[FindingKind::Digest];

/// Which findings are about a row of a table alone: the kind of record, the column with its id.
fn own_findings(table: &str) -> Option<(&'static str, &'static str, &'static [FindingKind])> {
    match table {
        "change_log" => Some(("change", "seq", OF_CHANGES)),
        "journal_entry" => Some(("entry", "id", OF_ENTRIES)),
        "posting" => Some(("entry", "entry_id", OF_ENTRIES)),
        _ => {
            let (_, kind, id) = RECORDS.iter().find(|row| row.0 == table)?;
            Some((kind, id, OF_RECORDS))
        }
    }
}

/// The findings by which a change is named.
#[derive(Clone, PartialEq, Eq)]
struct Place {
    kind: &'static str,
    id: i64,
    checks: &'static [FindingKind],
}

impl Place {
    fn is_named(&self, findings: &[Finding]) -> bool {
        findings.iter().any(|finding| {
            let subject = &finding.subject;
            subject.kind == self.kind
                && subject.id == self.id
                && self.checks.contains(&finding.check)
        })
    }
}

/// A change below the engine: the first of these statements that the database takes.
#[derive(Clone)]
struct Change {
    table: String,
    what: String,
    statements: Vec<String>,
    place: Option<Place>,
}

/// Thinks of all changes.
struct Thinker<'t> {
    below: &'t mut Below,
    /// Whether everything is tried, which takes minutes.
    long: bool,
    changes: Vec<Change>,
    free: usize,
}

impl Thinker<'_> {
    fn push(&mut self, table: &Table, what: String, statements: Vec<String>, row: Option<i64>) {
        let place = row.and_then(|offset| {
            let (kind, id, checks) = own_findings(&table.name)?;
            let id = self.below.quoted(id);
            let sql = format!(
                "SELECT {id} AS n FROM keep_{} WHERE {}",
                table.name,
                self.below.row(table, offset)
            );
            Some(Place { kind, id: self.below.number(&sql), checks })
        });
        let place = place.filter(|_| !self.long);
        self.changes.push(Change { table: table.name.clone(), what, statements, place });
    }

    fn of_table(&mut self, table: &Table) {
        let name = &table.name;
        let count = self.below.number(&format!("SELECT count(*) AS n FROM {name}"));
        for (at, row) in [(0, "the first row"), (count - 1, "the last row")] {
            let sql = format!("DELETE FROM {name} WHERE {}", self.below.row(table, at));
            self.push(table, format!("{row} removed"), vec![sql], Some(at));
        }
        let rows = if self.long { vec![0, count - 1] } else { Vec::new() };
        for (number, (column, kind)) in (0..).zip(&table.columns) {
            if is_free(name, column) {
                self.free += 1;
                continue;
            }
            // Operators and their rights are those of the test itself: the last is nobody in use.
            let rotates = !self.long && own_findings(name).is_some();
            let turn = if rotates { number % count } else { count - 1 };
            let rows = if rows.is_empty() { vec![turn] } else { rows.clone() };
            for row in rows {
                self.other_values(table, (column, kind), row);
            }
            if self.long || table.key.contains(column) {
                self.exchange(table, column, count);
            }
            if table.key.contains(column) {
                self.copy(table, (column, kind), count);
            }
        }
        let all = vec![format!("DELETE FROM {name}")];
        self.push(table, "all rows removed".to_owned(), all, None);
    }

    fn other_values(&mut self, table: &Table, (column, kind): (&str, &str), row: i64) {
        let (name, quoted) = (&table.name, self.below.quoted(column));
        let at = self.below.row(table, row);
        let mut values = self.below.others(column, kind);
        let null = values.split_off(values.len() - 1);
        if (name.as_str(), column) == ("id_counter", "last_id") && !self.below.is_embedded() {
            // Servers lease ids in blocks, which may be lost: only too low is wrong there.
            values = vec!["0".to_owned()];
        }
        let sets = match self.long {
            true => values.into_iter().chain(null).map(|value| vec![value]).collect(),
            false => vec![values, null],
        };
        // What moves a row to another record has no place of its own.
        let moves = column == "book_id" || own_findings(name).is_some_and(|own| own.1 == column);
        for set in sets {
            let what = format!("{column} of row {row} = {}", set[0]);
            let update =
                |value: &String| format!("UPDATE {name} SET {quoted} = {value} WHERE {at}");
            let statements = set.iter().map(update).collect();
            self.push(table, what, statements, (!moves).then_some(row));
        }
    }

    fn exchange(&mut self, table: &Table, column: &str, count: i64) {
        let (name, quoted) = (&table.name, self.below.quoted(column));
        let [one, other] = [0, count - 1].map(|offset| self.below.row(table, offset));
        let of = |at: &str| format!("(SELECT {quoted} FROM keep_{name} WHERE {at})");
        let sql = format!(
            "UPDATE {name} SET {quoted} = CASE WHEN {one} THEN {} ELSE {} END
             WHERE {one} OR {other}",
            of(&other),
            of(&one)
        );
        self.push(table, format!("{column} exchanged"), vec![sql], None);
    }

    fn copy(&mut self, table: &Table, (column, kind): (&str, &str), count: i64) {
        let last = self.below.row(table, count - 1);
        let value = self.below.others(column, kind).swap_remove(0);
        let copied = table.columns.iter().map(|(it, _)| match it == column {
            true => value.clone(),
            false => self.below.quoted(it),
        });
        let copied = copied.collect::<Vec<_>>().join(", ");
        let name = &table.name;
        let sql = format!("INSERT INTO {name} SELECT {copied} FROM keep_{name} WHERE {last}");
        self.push(table, format!("the last row copied with another {column}"), vec![sql], None);
    }
}

/// Puts changes together that can be judged by one verification: those of records, of the log and
/// of entries, each of a record of its own.
fn grouped(changes: Vec<Change>) -> Vec<Vec<Change>> {
    let mut groups: Vec<Vec<Change>> = Vec::new();
    for change in changes {
        let fits = |group: &&mut Vec<Change>| {
            let Some(place) = &change.place else { return false };
            let others = || group.iter().filter_map(|other| other.place.as_ref());
            group.len() < TOGETHER
                && others().count() == group.len()
                && others().all(|other| other.checks == place.checks && other != place)
        };
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    groups
}

#[derive(Default)]
struct Count {
    tried: usize,
    refused: usize,
    verified: usize,
    missed: Vec<String>,
}

/// The store of one worker: a copy, what changes it, and who verifies it.
struct Worker {
    below: Below,
    test: TestRoom,
    auditor: Session,
    head: Head,
    count: Count,
}

impl Worker {
    fn of(store: EmptyStore, all: &[Table]) -> Self {
        let test = room::opened(store);
        let auditor = test.room.sign_in(test.book, AUDITOR, PASSWORD).unwrap();
        let head = test.owner.changes().head().unwrap();
        // After signing in, which is noted in the log.
        let below = Below::of(test.store.as_ref().unwrap(), all);
        Self { below, test, auditor, head, count: Count::default() }
    }

    fn verify(&mut self) -> Result<Vec<Finding>> {
        self.count.verified += 1;
        let by = |session: &Session| session.verify_against(Some(&self.head));
        let found = match by(&self.test.owner) {
            Err(error) if matches!(error.code(), Code::SessionEnded | Code::NotPermitted) => {
                by(&self.auditor)
            }
            found => found,
        };
        Ok(found?.findings)
    }

    /// Changes the store; returns the changes that the database took, and that are some.
    fn apply(&mut self, changes: &[Change]) -> Vec<Change> {
        let mut applied = Vec::new();
        let mut before = std::collections::BTreeMap::<&str, i64>::new();
        for change in changes {
            let count = before.entry(&change.table).or_default();
            let mut is_taken = false;
            for sql in &change.statements {
                if !self.below.run(sql) {
                    continue;
                }
                is_taken = true;
                let now = self.below.changed(&change.table);
                if now > *count {
                    *count = now;
                    applied.push(change.clone());
                    break;
                }
            }
            self.count.refused += usize::from(!is_taken);
        }
        applied
    }

    fn put_back(&mut self, changes: &[Change]) {
        let tables: BTreeSet<&str> = changes.iter().map(|it| it.table.as_str()).collect();
        tables.into_iter().for_each(|table| self.below.put_back(table));
    }

    fn try_out(&mut self, group: &[Change]) {
        let applied = self.apply(group);
        if applied.is_empty() {
            return self.put_back(group);
        }
        let found = self.verify();
        self.put_back(group);
        match (found, &applied[..]) {
            (Ok(found), [_]) if !found.is_empty() => self.count.tried += 1,
            (found, [one]) => {
                self.count.tried += 1;
                let why = found.err().map(|error| format!(": {error}")).unwrap_or_default();
                self.count.missed.push(format!("{}: {}{why}", one.table, one.what));
            }
            (found, _) => {
                let found = found.unwrap_or_default();
                for change in applied {
                    match change.place.as_ref().is_some_and(|place| place.is_named(&found)) {
                        true => self.count.tried += 1,
                        false => self.try_out(&[change]),
                    }
                }
            }
        }
    }
}

fn is_free(table: &str, column: &str) -> bool {
    FREE.iter().any(|free| free.table == table && free.column == column)
}

/// The tables whose changes must be seen; nothing may be missing or empty.
fn tables_to_try(below: &mut Below, all: Vec<Table>) -> Vec<Table> {
    let mut count =
        |table: &Table| below.number(&format!("SELECT count(*) AS n FROM {}", table.name));
    let empty: Vec<&str> =
        all.iter().filter(|it| count(it) == 0).map(|it| it.name.as_str()).collect();
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
    let (wholly_free, left): (Vec<Table>, Vec<Table>) = all.into_iter().partition(whole);
    let names: Vec<&str> = wholly_free.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["sign_in_attempt"], "say why a whole table may change");
    left
}

fn every_column_is_seen(backend: Backend) {
    let test = filled(backend);
    test.room.shutdown().unwrap();
    let store = test.store.as_ref().unwrap();
    let copies: Vec<EmptyStore> = (0..WORKERS).map(|_| store.copy()).collect();
    let all = tables(store);
    let mut below = Below::of(store, &all);
    let all = tables_to_try(&mut below, all);
    let long = std::env::var_os("BOOKROOM_LONG").is_some();
    let mut thinker = Thinker { below: &mut below, long, changes: Vec::new(), free: 0 };
    all.iter().for_each(|table| thinker.of_table(table));
    let Thinker { changes, free, .. } = thinker;
    let left = Mutex::new(grouped(changes));
    let total = Mutex::new(Count::default());
    std::thread::scope(|scope| {
        for copy in copies {
            scope.spawn(|| {
                let mut worker = Worker::of(copy, &all);
                loop {
                    let Some(group) = left.lock().unwrap().pop() else { break };
                    worker.try_out(&group);
                }
                let mut total = total.lock().unwrap();
                total.tried += worker.count.tried;
                total.refused += worker.count.refused;
                total.verified += worker.count.verified;
                total.missed.extend(worker.count.missed);
            });
        }
    });
    let Count { tried, refused, verified, missed } = total.into_inner().unwrap();
    let named = tried - missed.len();
    println!(
        "{backend:?}: {tried} changes tried, {named} named, {free} free, {refused} refused by the \
         database; {verified} verifications"
    );
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn every_column_of_every_table_is_seen() {
    every_column_is_seen(Backend::Sqlite);
}

#[test]
fn every_column_of_every_table_is_seen_on_postgres() {
    every_column_is_seen(Backend::Postgres);
}

#[test]
fn every_column_of_every_table_is_seen_on_mysql() {
    every_column_is_seen(Backend::Mysql);
}
