//! Bulk posting through the public API against prepared statements that write exactly the same rows
//! into a second store of the same schema: entries, postings, balances, counters, change log.

use cpu_time::ThreadTime;

use crate::raw::{Db, Statement, Value};
use crate::stage::Stage;
use crate::{Figure, Outcome, Size};

/// A table and how its rows are written.
struct Table {
    name: &'static str,
    columns: usize,
    /// What follows `INSERT INTO … VALUES (…)`.
    upsert: &'static str,
}

/// The tables that only grow; rows after the last one seen are new.
const GROWING: [(Table, &str); 3] = [
    (Table { name: "journal_entry", columns: 14, upsert: "" }, "id"),
    (Table { name: "posting", columns: 9, upsert: "" }, "entry_id"),
    (Table { name: "change_log", columns: 12, upsert: "" }, "seq"),
];

/// The tables whose rows move; the last columns are what is added.
const MOVING: [(Table, usize); 3] = [
    (
        Table {
            name: "id_counter",
            columns: 3,
            upsert: "ON CONFLICT DO UPDATE SET last_id = last_id + excluded.last_id",
        },
        2,
    ),
    (
        Table {
            name: "number_counter",
            columns: 4,
            upsert: "ON CONFLICT DO UPDATE SET last_number = last_number + excluded.last_number",
        },
        3,
    ),
    (
        Table {
            name: "balance",
            columns: 5,
            upsert: "ON CONFLICT DO UPDATE SET debit = debit + excluded.debit, \
                     credit = credit + excluded.credit",
        },
        3,
    ),
];

type Rows = Vec<Vec<Value>>;

/// What one batch wrote.
struct Written {
    moving: Vec<Rows>,
    growing: Vec<Rows>,
    head: Vec<Value>,
}

/// Reads what each batch wrote into the engine's store.
struct Reader {
    db: Db,
    last: Vec<i64>,
    before: Vec<Rows>,
}

impl Reader {
    fn new(db: Db) -> Outcome<Self> {
        let mut reader = Self { db, last: vec![0; GROWING.len()], before: Vec::new() };
        reader.read()?;
        Ok(reader)
    }

    fn read(&mut self) -> Outcome<Written> {
        let mut growing = Vec::new();
        for ((table, key), last) in GROWING.iter().zip(&mut self.last) {
            let order = if table.name == "posting" { "entry_id, line" } else { key };
            let sql = format!("SELECT * FROM {} WHERE {key} > ? ORDER BY {order}", table.name);
            let rows = self.db.query(&sql, &[Value::Int(*last)])?;
            let newest = format!("SELECT max({key}) FROM {}", table.name);
            *last = self.db.query(&newest, &[])?[0][0].int();
            growing.push(rows);
        }
        let mut moving = Vec::new();
        let mut now = Vec::new();
        for (at, (table, keys)) in MOVING.iter().enumerate() {
            let rows = self.db.query(&format!("SELECT * FROM {}", table.name), &[])?;
            let before = self.before.get(at).cloned().unwrap_or_default();
            moving.push(moved(&before, &rows, *keys));
            now.push(rows);
        }
        self.before = now;
        let head = self.db.query("SELECT seq, hash, book_id FROM change_head", &[])?.remove(0);
        Ok(Written { moving, growing, head })
    }
}

/// The rows that moved, with what was added.
fn moved(before: &Rows, after: &Rows, keys: usize) -> Rows {
    let old: std::collections::HashMap<String, &Vec<Value>> =
        before.iter().map(|row| (format!("{:?}", &row[..keys]), row)).collect();
    let difference = |row: &Vec<Value>| {
        let old = old.get(&format!("{:?}", &row[..keys]));
        let column = |(at, value): (usize, &Value)| match (value, old) {
            (Value::Int(now), Some(old)) if at >= keys => Value::Int(now - old[at].int()),
            _ => value.clone(),
        };
        row.iter().enumerate().map(column).collect::<Vec<Value>>()
    };
    let is_zero = |row: &Vec<Value>| row[keys..].iter().all(|value| value.int() == 0);
    after.iter().map(difference).filter(|row| !is_zero(row)).collect()
}

/// Writes batches with prepared statements.
struct Writer<'d> {
    db: &'d Db,
    moving: Vec<Statement<'d>>,
    growing: Vec<Statement<'d>>,
    head: Statement<'d>,
}

impl<'d> Writer<'d> {
    fn new(db: &'d Db) -> Outcome<Self> {
        let insert = |table: &Table| {
            let places = vec!["?"; table.columns].join(", ");
            db.prepare(&format!("INSERT INTO {} VALUES ({places}) {}", table.name, table.upsert))
        };
        Ok(Self {
            db,
            moving: MOVING.iter().map(|(table, _)| insert(table)).collect::<Outcome<_>>()?,
            growing: GROWING.iter().map(|(table, _)| insert(table)).collect::<Outcome<_>>()?,
            head: db.prepare("UPDATE change_head SET seq = ?, hash = ? WHERE book_id = ?")?,
        })
    }

    fn write(&mut self, written: &Written) -> Outcome<()> {
        self.db.execute("BEGIN IMMEDIATE")?;
        let moving = self.moving.iter_mut().zip(&written.moving);
        for (statement, rows) in self.growing.iter_mut().zip(&written.growing).chain(moving) {
            for row in rows {
                statement.run(row)?;
            }
        }
        self.head.run(&written.head)?;
        self.db.execute("COMMIT")
    }
}

/// See [`crate::BENCHES`].
pub fn run(size: Size) -> Outcome<Vec<Figure>> {
    let mut stage = Stage::new()?;
    stage.room.shutdown()?;
    let copy = stage.folder.path().join("raw.db");
    std::fs::copy(&stage.path, &copy)?;
    stage.room.reopen()?;
    let mut reader = Reader::new(Db::open(&stage.path)?)?;
    let raw = Db::open(&copy)?;
    let mut writer = Writer::new(&raw)?;
    let (mut ours, mut theirs, mut ratios) = (0.0, 0.0, Vec::new());
    for round in 0..=size.batches {
        let entries = stage.entries(size.batch);
        let start = ThreadTime::now();
        stage.owner.ledger().post_many(entries)?;
        let engine = start.elapsed().as_secs_f64();
        let written = reader.read()?;
        let start = ThreadTime::now();
        writer.write(&written)?;
        let floor = start.elapsed().as_secs_f64();
        if round > 0 {
            ours += engine;
            theirs += floor;
            ratios.push(engine / floor);
        }
    }
    compare(&reader.db, &raw)?;
    ratios.sort_by(f64::total_cmp);
    let entries = f64::from(u32::try_from(size.batch * size.batches)?);
    let each = |seconds: f64| seconds * 1e6 / entries;
    let median = ratios.get(ratios.len() / 2).copied().unwrap_or_default();
    let note = format!(
        "{:.2} us of processor time an entry against {:.2}; the median of rounds from {:.2} to {:.2}",
        each(ours),
        each(theirs),
        ratios.first().copied().unwrap_or_default(),
        ratios.last().copied().unwrap_or_default(),
    );
    Ok(vec![
        Figure::new("posting_cpu_ratio", median, "ratio", note),
        Figure::new("posting_cpu_per_entry", each(ours), "us", "two postings each"),
    ])
}

/// Makes sure that both stores hold the same.
fn compare(engine: &Db, raw: &Db) -> Outcome<()> {
    let tables =
        GROWING.iter().map(|(table, _)| table).chain(MOVING.iter().map(|(table, _)| table));
    for table in tables {
        let sql = format!("SELECT * FROM {} ORDER BY 1, 2, 3", table.name);
        if engine.query(&sql, &[])? != raw.query(&sql, &[])? {
            return Err(format!("the stores differ in {}", table.name).into());
        }
    }
    Ok(())
}
