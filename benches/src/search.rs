//! The search box over a book with a tenth of the customers and over one with all of them: how long
//! what people type takes, and how much longer at ten times as many; what the index costs.
//!
//! With the feature `servers`, within `cargo xtask servers`, on PostgreSQL and MariaDB as well.

use std::time::Instant;

use bookroom::book::NewBook;
use bookroom::customers::model::{Channel, ChannelKind, NewCustomer};
use bookroom::search::model::{SearchKind, SearchQuery};
use bookroom::{Bookroom, Session};

use crate::raw::Db;
use crate::stage::PASSWORD;
use crate::{Figure, Outcome, Size};

/// How often each text is looked for; the middle time counts.
const TIMES: usize = 31;
/// How many customers are added in one call.
const BATCH: usize = 5_000;
/// What is typed: name of the figure, text, what it is.
const TYPED: &[(&str, &str, &str)] = &[
    ("two_characters", "青禾", "two Chinese characters"),
    ("one_character", "禾", "one Chinese character"),
    ("initials", "ybqh", "four pinyin initials"),
    ("pinyin", "qinghe", "pinyin of two syllables"),
    ("phone", "004242", "six digits of a phone"),
    ("nothing", "雾凇", "two characters that nobody has"),
    ("no_initials", "zzzz", "initials that nobody has"),
    ("no_phone", "987654", "digits that nobody has"),
];
const PLACES: [&str; 8] = ["武汉", "上海", "成都", "广州", "西安", "杭州", "长沙", "哈尔滨"];
const WORDS: [&str; 16] = [
    "月白", "青禾", "远山", "明川", "启航", "云岭", "金穗", "长风", "星河", "海棠", "松涛", "丹霞",
    "碧波", "朝阳", "玉泉", "锦程",
];
const TRADES: [&str; 8] = ["贸易", "科技", "机电", "纸业", "食品", "物流", "医药", "建材"];
/// See [`crate::BENCHES`].
pub fn run(size: Size) -> Outcome<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("search.db");
    let room = Bookroom::open(path.to_str().ok_or("the path is no text")?)?;
    let mut figures = on(&room, "sqlite", size)?;
    figures.extend(cost(&path, size)?);
    #[cfg(feature = "servers")]
    for (name, server) in crate::servers::all() {
        let database = crate::servers::Database::create(server)?;
        let room = Bookroom::open(&database.url)?;
        figures.extend(on(&room, name, size)?);
        drop(room);
        database.remove()?;
    }
    Ok(figures)
}

/// Two books of one store.
fn on(room: &Bookroom, database: &str, size: Size) -> Outcome<Vec<Figure>> {
    let (few, all) = (size.customers / 10, size.customers);
    let (small, _) = filled(room, few)?;
    let (large, seconds) = filled(room, all)?;
    let note = format!("{all} customers with a phone added in batches; wall time");
    let mut figures = vec![Figure::new(&name(database, "add"), seconds, "s", note)];
    let start = Instant::now();
    large.search().rebuild()?;
    let note = format!("the index of {all} customers made anew; wall time");
    figures.push(Figure::new(&name(database, "rebuild"), start.elapsed().as_secs_f64(), "s", note));
    for (what, text, note) in TYPED {
        // In turns, so that what else the machine does falls on both.
        let (mut of_few, mut of_all) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            of_few.push(timed(&small, text)?);
            of_all.push(timed(&large, text)?);
        }
        let [of_few, of_all] = [of_few, of_all].map(middle);
        let wide = format!("{note}; {all} customers");
        figures.push(Figure::new(&name(database, what), of_all, "ms", wide));
        let ratio = of_all / of_few;
        let growth = format!("{of_all:.2} ms of {all} against {of_few:.2} ms of {few}");
        figures.push(Figure::new(
            &name(database, &format!("{what}_growth")),
            ratio,
            "ratio",
            growth,
        ));
    }
    Ok(figures)
}

fn name(database: &str, what: &str) -> String {
    format!("search_{database}_{what}")
}

/// A book with customers, and the seconds it took to add them.
fn filled(room: &Bookroom, count: usize) -> Outcome<(Session, f64)> {
    let book = room.create_book(&NewBook::chinese("测试公司", "boss", PASSWORD))?;
    let owner = room.sign_in(book, "boss", PASSWORD)?;
    let start = Instant::now();
    let mut random = 88_172_645_463_325_252_u64;
    let mut pick = |from: &'static [&'static str]| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        from[usize::try_from(random % from.len() as u64).unwrap_or(0)]
    };
    let numbers: Vec<usize> = (0..count).collect();
    for some in numbers.chunks(BATCH) {
        let new = some.iter().map(|number| {
            let (place, one, two) = (pick(&PLACES), pick(&WORDS), pick(&WORDS));
            let name = format!("{place}{one}{two}{}有限公司", pick(&TRADES));
            let phone = Channel::new(ChannelKind::Mobile, &format!("138{number:08}"));
            NewCustomer {
                code: Some(format!("K{number:06}")),
                channels: vec![phone],
                ..NewCustomer::company(&name)
            }
        });
        owner.customers().add_many(new.collect())?;
    }
    Ok((owner, start.elapsed().as_secs_f64()))
}

fn timed(session: &Session, text: &str) -> Outcome<f64> {
    let kinds = vec![SearchKind::Customer];
    let query = SearchQuery { kinds, ..SearchQuery::of(text) };
    let start = Instant::now();
    session.search().find(&query)?;
    Ok(start.elapsed().as_secs_f64() * 1e3)
}

fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// What the index takes of a SQLite file for each customer.
fn cost(path: &std::path::Path, size: Size) -> Outcome<Vec<Figure>> {
    let db = Db::open(path)?;
    let customers = (size.customers + size.customers / 10) as f64;
    let bytes = |table: &str| -> Outcome<f64> {
        let sql = format!("SELECT SUM(pgsize) FROM dbstat WHERE name = '{table}'");
        let rows = db.query(&sql, &[])?;
        Ok(rows.first().and_then(|row| row.first()).map_or(0, crate::raw::Value::int) as f64)
    };
    let (grams, docs) = (bytes("search_gram")?, bytes("search_doc")?);
    let note = format!("{:.0} of parts, {:.0} of texts", grams / customers, docs / customers);
    Ok(vec![Figure::new("search_bytes", (grams + docs) / customers, "bytes", note)])
}
