//! Each column of each table is changed below the engine, rows are removed, copied and exchanged,
//! and every time something is named. The tables and columns come from the database's own
//! catalogue; what may change unseen is listed by the engine, with reasons.
//!
//! A verification takes longer than all else here, so changes whose findings cannot be taken for
//! each other's are judged by one: each must be named at its own record. What is not named so is
//! tried again alone. `BOOKROOM_LONG` tries more, and everything alone.

use std::collections::BTreeSet;
use std::sync::Mutex;

use bookroom::access::model::NewTeam;
use bookroom::changes::model::{Finding, Head};
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::{
    Address, BankAccount, Channel, ChannelKind, Collaborator, Customer, NewCustomer,
};
use bookroom::customers::pools::model::{NewPool, PoolMember, PoolRule, PoolRuleKind};
use bookroom::dealings::model::NewDealing;
use bookroom::error::{Code, Result};
use bookroom::{FREE, Session};
use bookroom_tests::backends::{Backend, EmptyStore};
use bookroom_tests::room::{self, OTHER_PASSWORD, PASSWORD, TestRoom};

use super::below::{Below, Table, tables};
use super::own_fields;
use super::places::{Class, Place, own};
use super::together;
use crate::conformance::story;
use crate::{samples, whole};

/// Stores on which changes are tried at the same time.
const WORKERS: usize = 2;
/// The most changes that are judged together.
const TOGETHER: usize = 40;
/// Who verifies when the owner's own rows are damaged.
const AUDITOR: &str = "second-auditor";

/// A dealing with a person of the customer, and a next contact that is planned by hand.
fn deal(owner: &Session, customer: &Customer) {
    let contact = owner.customers().add_contact(NewContact::of(customer.id, "王芳")).unwrap();
    let mut call = NewDealing::new(customer.id, "call", "续约");
    call.contacts = vec![contact.id];
    owner.dealings().add(call).unwrap();
    let (on, what) = (Some(room::day("2026-07-01")), Some("送合同".to_owned()));
    let known = owner.customers().plan_contact(customer.id, customer.version, on, what).unwrap();
    let limit = Some(room::amount("50000"));
    let known = owner.customers().set_credit_limit(known.id, known.version, limit).unwrap();
    let holding = owner.customers().add(NewCustomer::company("控股公司")).unwrap().id;
    let known = owner.customers().set_parent(known.id, known.version, Some(holding)).unwrap();
    let until = Some(room::day("2026-12-31"));
    let shared = vec![Collaborator { until, ..Collaborator::writer(owner.operator_id()) }];
    let known = owner.customers().share(known.id, known.version, shared).unwrap();
    owner.customers().lock(vec![known.seen()], "法务审核中").unwrap();
}

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
    own_fields::add(&test.owner);
    new.custom = own_fields::of_each();
    let customer = test.owner.customers().add(new).unwrap();
    pooled(&test);
    together::add(&test.owner);
    samples::levels::everything(&test);
    deal(&test.owner, &customer);
    let _auditor = test.operator(AUDITOR, &["auditor"]);
    test.owner.access().change_own_password(PASSWORD, OTHER_PASSWORD).unwrap();
    assert!(test.room.sign_in(test.book, "nobody", OTHER_PASSWORD).is_err());
    let owner = test.room.sign_in(test.book, "boss", OTHER_PASSWORD).unwrap();
    whole::assert_whole(&owner, "filled");
    TestRoom { owner, ..test }
}

/// A pool with everything, a customer that waits in it, and one that was claimed.
fn pooled(test: &TestRoom) {
    let rules = [(PoolRuleKind::NoDealing, None), (PoolRuleKind::NoDeal, Some("A".to_owned()))];
    let rules = rules.map(|(kind, level)| PoolRule { kind, level, days: 30 });
    let team = NewTeam { name: "公海组".to_owned() };
    let team = test.owner.access().add_team(team).unwrap().id;
    let pools = test.owner.customers().pools();
    let pool = NewPool {
        barred_days: 3,
        daily_claims: Some(10),
        quota: Some(1_000),
        rules: rules.into(),
        members: vec![PoolMember { operator: test.owner.operator_id(), is_admin: true }],
        teams: vec![team],
        ..NewPool::named("样样都有公海", "Everything")
    };
    let pool = pools.add(pool).unwrap().id;
    let new = ["公海甲", "公海乙"]
        .map(|name| NewCustomer { pool: Some(pool), ..NewCustomer::company(name) });
    let added = test.owner.customers().add_many(new.into()).unwrap();
    pools.claim(pool, vec![added[0].id]).unwrap();
    pools.put(pool, vec![added[0].id], "无人接听").unwrap();
    pools.assign(pool, vec![added[0].id], test.owner.operator_id()).unwrap();
}

/// A change below the engine: the first of these statements that the database takes.
#[derive(Clone)]
struct Change {
    table: String,
    what: String,
    statements: Vec<String>,
    place: Option<Place>,
}

/// Where a change of a table is seen.
enum At {
    /// At the records of these rows.
    Rows(Vec<i64>),
    /// At the record of a row and the one with the next id, which it becomes.
    Moved(i64),
    /// At a book that does not exist.
    Book,
    /// Anywhere.
    Nowhere,
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
    fn push(&mut self, table: &Table, what: String, statements: Vec<String>, at: At) {
        let place = if self.long { None } else { self.place(table, at) };
        self.changes.push(Change { table: table.name.clone(), what, statements, place });
    }

    fn place(&mut self, table: &Table, at: At) -> Option<Place> {
        let (rows, more) = match at {
            At::Nowhere => return None,
            At::Book => {
                let (kind, ids) = (table.name.clone(), vec![2]);
                return Some(Place { kind, ids, class: Class::Book });
            }
            At::Rows(rows) => (rows, 0),
            At::Moved(row) => (vec![row], 1),
        };
        let (class, kind, id) = own(&table.name)?;
        let id = self.below.quoted(id);
        let mut ids: Vec<i64> = Vec::new();
        for row in rows {
            let row = self.below.row(table, row);
            let sql = format!("SELECT {id} AS n FROM keep_{} WHERE {row}", table.name);
            let id = self.below.number(&sql);
            ids.extend(id..=id + more);
        }
        Some(Place { kind: kind.to_owned(), ids, class })
    }

    fn of_table(&mut self, table: &Table) {
        let name = &table.name;
        let count = self.below.number(&format!("SELECT count(*) AS n FROM {name}"));
        for (at, row) in [(0, "the first row"), (count - 1, "the last row")] {
            let sql = format!("DELETE FROM {name} WHERE {}", self.below.row(table, at));
            self.push(table, format!("{row} removed"), vec![sql], At::Rows(vec![at]));
        }
        let rows = if self.long { vec![0, count - 1] } else { Vec::new() };
        for (number, (column, kind)) in (0..).zip(&table.columns) {
            if is_free(name, column) {
                self.free += 1;
                continue;
            }
            // Operators and their rights are those of the test itself: the last is nobody in use.
            let of_rights = name.starts_with("operator") || name.starts_with("role");
            let rotates = !self.long && own(name).is_some() && !of_rights;
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
        self.push(table, "all rows removed".to_owned(), all, At::Nowhere);
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
            false => {
                // Nothing of what there is: an empty text, a number below zero.
                let last = values.last().cloned().into_iter().collect();
                vec![values, last, null]
            }
        };
        for set in sets {
            let what = format!("{column} of row {row} = {}", set[0]);
            let update =
                |value: &String| format!("UPDATE {name} SET {quoted} = {value} WHERE {at}");
            let statements = set.iter().map(update).collect();
            self.push(table, what, statements, at_column(name, column, row));
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
        let rows = At::Rows(vec![0, count - 1]);
        self.push(table, format!("{column} exchanged"), vec![sql], rows);
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
        let what = format!("the last row copied with another {column}");
        self.push(table, what, vec![sql], at_column(name, column, count - 1));
    }
}

/// Where it is seen that a column of a row has another value.
fn at_column(table: &str, column: &str, row: i64) -> At {
    match own(table) {
        _ if column == "book_id" && table != "book" => At::Book,
        Some((_, id, _)) if id == column => At::Moved(row),
        _ => At::Rows(vec![row]),
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
                && others().all(|other| other.stands_apart(place))
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
    assert_eq!(names, ["sign_in_attempt", "work_lock"], "say why a whole table may change");
    let mut count =
        |table: &Table| below.number(&format!("SELECT count(*) AS n FROM {}", table.name));
    let empty: Vec<&str> =
        left.iter().filter(|it| count(it) == 0).map(|it| it.name.as_str()).collect();
    assert!(empty.is_empty(), "nothing would be tried in {empty:?}");
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
