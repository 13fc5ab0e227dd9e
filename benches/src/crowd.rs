//! Many processes that write to one SQLite file without a pause: how long each call takes, and
//! whether the turns are fair.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use bookroom::ledger::model::NewJournalEntry;
use bookroom::values::BookId;
use bookroom::{Bookroom, Options};

use crate::stage::{PASSWORD, Stage};
use crate::{Figure, Outcome, Size};

/// The first argument of a process of the crowd; its store, book and seconds follow.
pub const CHILD: &str = "--crowd-child";
const PROCESSES: usize = 32;

/// Measures calls of a crowd.
pub fn run(size: Size) -> Outcome<Vec<Figure>> {
    let mut stage = Stage::new()?;
    let entry = serde_json::to_string(&stage.entries(1))?;
    fs::write(stage.folder.path().join("entry.json"), entry)?;
    stage.room.shutdown()?;
    let children = (0..PROCESSES).map(|_| start(&stage, size.crowd_seconds));
    let mut children = children.collect::<Outcome<Vec<Child>>>()?;
    let mut answers = Vec::new();
    for child in &mut children {
        let mut answer = BufReader::new(child.stdout.take().ok_or("no output")?);
        answer.read_line(&mut String::new())?;
        answers.push(answer);
    }
    fs::write(go(&stage.path), "")?;
    let mut waits: Vec<f64> = Vec::new();
    let mut least = usize::MAX;
    for (mut answer, mut child) in answers.into_iter().zip(children) {
        let mut text = String::new();
        answer.read_to_string(&mut text)?;
        let own: Vec<f64> = serde_json::from_str(&text)?;
        least = least.min(own.len());
        waits.extend(own);
        if !child.wait()?.success() {
            return Err("a process of the crowd failed".into());
        }
    }
    waits.sort_by(f64::total_cmp);
    let count = waits.len();
    let at = |share: f64| waits.get((share * (count - 1) as f64) as usize).copied().unwrap_or(0.0);
    let mean = waits.iter().sum::<f64>() / count as f64;
    let note = format!("{PROCESSES} processes, {} s, {count} calls", size.crowd_seconds);
    let rate = count as f64 / size.crowd_seconds as f64;
    Ok(vec![
        Figure::new("crowd_calls", rate, "per second", note),
        Figure::new("crowd_mean", mean, "ms", format!("median {:.0} ms", at(0.5))),
        Figure::new("crowd_p99", at(0.99), "ms", "of all calls"),
        Figure::new("crowd_worst", at(1.0), "ms", format!("{:.1} times the mean", at(1.0) / mean)),
        Figure::new("crowd_least", least as f64, "calls", "of the process that had fewest"),
    ])
}

fn go(store: &Path) -> std::path::PathBuf {
    store.with_extension("go")
}

fn start(stage: &Stage, seconds: u64) -> Outcome<Child> {
    let book = stage.owner.book_id().0.to_string();
    Ok(Command::new(std::env::current_exe()?)
        .arg(CHILD)
        .arg(&stage.path)
        .args([book, seconds.to_string()])
        .stdout(Stdio::piped())
        .spawn()?)
}

/// One process of the crowd: posts until the time is over, and prints how long each call took.
pub fn child(arguments: &[String]) -> Outcome<()> {
    let [path, book, seconds] = arguments else { return Err("store, book, seconds".into()) };
    let (book, seconds) = (BookId(book.parse()?), Duration::from_secs(seconds.parse()?));
    let store = Path::new(path);
    let entry = fs::read_to_string(store.with_file_name("entry.json"))?;
    let entry: Vec<NewJournalEntry> = serde_json::from_str(&entry)?;
    let options = Options { busy_wait: Duration::from_secs(60), ..Options::default() };
    let session = Bookroom::open_with(path, options)?.sign_in(book, "boss", PASSWORD)?;
    println!("ready");
    while !go(store).exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let mut waits = Vec::new();
    let begun = Instant::now();
    while begun.elapsed() < seconds {
        let call = Instant::now();
        session.ledger().post_many(entry.clone())?;
        waits.push(call.elapsed().as_secs_f64() * 1e3);
    }
    println!("{}", serde_json::to_string(&waits)?);
    Ok(())
}
