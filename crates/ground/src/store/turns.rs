//! Whose turn it is to write to a SQLite file: first come, first served, among the threads of a
//! process and among processes.
//!
//! SQLite lets one transaction write at a time and leaves it to chance who is next: who has waited
//! long looks ten times a second, who comes just now looks at once. Here those who wait stand in a
//! queue, and who comes while there is one joins its end. The queue is a small file beside the
//! store, there only once somebody had to wait. It orders, and protects nothing: SQLite's own lock
//! does that, so a queue that cannot be kept costs fairness and nothing else.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::conn::{Address, Conn};
use super::dialect;
use crate::error::{Code, Error, Problem, Result};
use crate::interrupt;

/// How long the first in the queue waits before it tries again.
const FIRST_PAUSE: Duration = Duration::from_micros(400);
/// How long others wait before they look again, for each one before them.
const PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(25);
/// How often one says that it is still there, and after what silence it is taken for gone: killed,
/// or stopped.
const SIGN: Duration = Duration::from_millis(100);
const SILENCE: Duration = Duration::from_secs(1);

/// The turns of one open store.
pub struct Turns {
    /// The threads of this process.
    line: Option<Line>,
    /// The processes; none for a store that no other process can open.
    queue: Option<Queue>,
    wait: Duration,
}

impl Turns {
    /// Those of the store at `address`; servers order their sessions themselves. `wait` is how long
    /// a call waits for other processes.
    pub fn of(address: &Address, wait: Duration) -> Self {
        let queue = match address {
            Address::File(path) if !path.is_empty() => Some(Queue::beside(path)),
            _ => None,
        };
        Self { line: address.is_embedded().then(Line::default), queue, wait }
    }

    /// Waits until the threads that came before are done; the turn lasts as long as the answer.
    pub fn join(&self) -> Result<Option<Turn<'_>>> {
        self.line.as_ref().map(|line| line.join(self.wait)).transpose()
    }

    /// Begins a write transaction when it is this process's turn.
    pub fn begin(&self, conn: &mut Conn) -> Result<()> {
        let Some(queue) = &self.queue else { return dialect::begin_write(conn) };
        let begun = Instant::now();
        dialect::do_not_wait(conn)?;
        if queue.is_empty() {
            match dialect::begin_write(conn) {
                Err(error) if is_taken(&error) => {}
                other => return other,
            }
        }
        let mut place = queue.join();
        loop {
            interrupt::look()?;
            let ahead = place.ahead();
            let is_over = begun.elapsed() >= self.wait;
            if ahead == 0 || is_over {
                match dialect::begin_write(conn) {
                    Err(error) if is_taken(&error) && !is_over => {}
                    other => return other,
                }
            }
            std::thread::sleep(pause(ahead));
        }
    }

    /// Removes the queue's file when nobody stands in it.
    pub fn tidy_up(&self) {
        if let Some(queue) = &self.queue {
            queue.tidy_up();
        }
    }
}

fn not_in_time() -> Error {
    Problem::new(Code::Busy).fact("cause", "others did not let go in time").into()
}

fn is_taken(error: &Error) -> bool {
    matches!(error, Error::Busy(problem) if !problem.facts.is_empty())
}

fn pause(ahead: usize) -> Duration {
    match u32::try_from(ahead) {
        Ok(0) => FIRST_PAUSE,
        Ok(ahead) => (PAUSE * ahead).min(LONGEST_PAUSE),
        Err(_) => LONGEST_PAUSE,
    }
}

/// The threads of this process that write, in the order in which they came.
#[derive(Default)]
struct Line {
    waiting: Mutex<VecDeque<u64>>,
    moved: Condvar,
}

/// A thread's turn, or its place until it comes.
pub struct Turn<'l> {
    line: &'l Line,
    number: u64,
}

impl Line {
    /// Waits no longer than calls wait for others: the thread before may be waiting for this one,
    /// in code of the host.
    fn join(&self, wait: Duration) -> Result<Turn<'_>> {
        let begun = Instant::now();
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let number = waiting.back().map_or(0, |last| last + 1);
        waiting.push_back(number);
        let turn = Turn { line: self, number };
        while waiting.front() != Some(&number) {
            // Now and then, since the host may want to stop.
            let woken = self.moved.wait_timeout(waiting, LONGEST_PAUSE);
            waiting = woken.unwrap_or_else(PoisonError::into_inner).0;
            let goes_on = match interrupt::look() {
                Ok(()) if begun.elapsed() >= wait => Err(not_in_time()),
                other => other,
            };
            if goes_on.is_err() && waiting.front() != Some(&number) {
                drop(waiting);
                return goes_on.map(|()| turn);
            }
        }
        Ok(turn)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut waiting = self.line.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|number| *number != self.number);
        self.line.moved.notify_all();
    }
}

/// The processes that wait, in a file.
struct Queue {
    path: PathBuf,
    /// By which this process is known in it.
    own: u64,
}

/// A process in the queue, and when it was last seen, in milliseconds since 1970.
type Entry = [u64; 2];
const ENTRY_BYTES: usize = 16;

impl Queue {
    fn beside(store: &str) -> Self {
        let own = RandomState::new().hash_one(std::process::id());
        Self { path: PathBuf::from(format!("{store}-turns")), own }
    }

    /// Whether nobody waits, as far as the file's size says.
    fn is_empty(&self) -> bool {
        std::fs::metadata(&self.path).map_or(true, |file| file.len() == 0)
    }

    /// Takes the last place.
    fn join(&self) -> Place {
        let now = Instant::now();
        Place { file: open(&self.path).ok(), own: self.own, signed: now, joined: false }
    }

    fn tidy_up(&self) {
        let Ok(file) = File::open(&self.path) else { return };
        let is_free = file.try_lock().is_ok();
        if is_free && file.metadata().is_ok_and(|file| file.len() == 0) {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A process's place in the queue until it is dropped.
struct Place {
    file: Option<File>,
    own: u64,
    signed: Instant,
    joined: bool,
}

impl Place {
    /// How many are before it. Nobody, when the queue cannot be kept.
    fn ahead(&mut self) -> usize {
        let signs = self.signed.elapsed() >= SIGN;
        let (own, joined) = (self.own, self.joined);
        let Some(file) = &mut self.file else { return 0 };
        let answer = exchange(file, |entries, now| {
            let count = entries.len();
            entries.retain(|[id, seen]| *id == own || is_there(*seen, now));
            let mut changed = entries.len() != count;
            let place = entries.iter().position(|[id, _]| *id == own);
            match place.and_then(|at| entries.get_mut(at)) {
                Some([_, seen]) if signs || !joined => {
                    *seen = now;
                    changed = true;
                }
                Some(_) => {}
                None => {
                    entries.push([own, now]);
                    changed = true;
                }
            }
            (place.unwrap_or(entries.len().saturating_sub(1)), changed)
        });
        if signs || !joined {
            self.signed = Instant::now();
        }
        self.joined = true;
        answer.unwrap_or(0)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let own = self.own;
        if let Some(file) = self.file.as_mut().filter(|_| self.joined) {
            let _ = exchange(file, |entries, _| {
                entries.retain(|[id, _]| *id != own);
                ((), true)
            });
        }
    }
}

/// Whether one who was last seen then is still there. A clock that was put back is no silence.
fn is_there(seen: u64, now: u64) -> bool {
    u128::from(now.abs_diff(seen)) < SILENCE.as_millis()
}

/// Looks at the queue, alone, and writes it back if it changed.
fn exchange<T>(
    file: &mut File,
    body: impl FnOnce(&mut Vec<Entry>, u64) -> (T, bool),
) -> io::Result<T> {
    file.lock()?;
    let answer = exchange_locked(file, body);
    file.unlock()?;
    answer
}

fn exchange_locked<T>(
    file: &mut File,
    body: impl FnOnce(&mut Vec<Entry>, u64) -> (T, bool),
) -> io::Result<T> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    let mut entries: Vec<Entry> = bytes.chunks_exact(ENTRY_BYTES).map(entry).collect();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    let (answer, changed) = body(&mut entries, u64::try_from(now).unwrap_or(u64::MAX));
    if changed {
        let bytes: Vec<u8> = entries.iter().flatten().flat_map(|word| word.to_le_bytes()).collect();
        file.rewind()?;
        file.write_all(&bytes)?;
        file.set_len(u64::try_from(bytes.len()).unwrap_or(0))?;
    }
    Ok(answer)
}

fn entry(bytes: &[u8]) -> Entry {
    let word = |from: usize| {
        let part = bytes.get(from..from + 8).and_then(|part| part.try_into().ok());
        part.map_or(0, u64::from_le_bytes)
    };
    [word(0), word(8)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queues(folder: &Path, count: usize) -> Vec<Queue> {
        let store = folder.join("book.db");
        (0..count).map(|_| Queue::beside(store.to_str().unwrap())).collect()
    }

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("bookroom-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn who_comes_first_is_served_first() {
        let folder = folder("turns");
        let queues = queues(&folder, 3);
        assert!(queues[0].is_empty());
        let mut places: Vec<Place> = queues.iter().map(Queue::join).collect();
        let ahead: Vec<usize> = places.iter_mut().map(Place::ahead).collect();
        assert_eq!(ahead, [0, 1, 2]);
        assert!(!queues[0].is_empty());
        places.remove(0);
        assert_eq!(places.iter_mut().map(Place::ahead).collect::<Vec<_>>(), [0, 1]);
        let mut back = queues[0].join();
        assert_eq!(back.ahead(), 2);
        drop(places);
        assert_eq!(back.ahead(), 0);
        queues[0].tidy_up();
        assert!(queues[0].path.exists(), "somebody waits");
        drop(back);
        queues[0].tidy_up();
        assert!(!queues[0].path.exists());
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn who_is_gone_is_not_waited_for() {
        let folder = folder("gone");
        let queues = queues(&folder, 2);
        std::fs::write(&queues[0].path, [1; ENTRY_BYTES * 3 + 5]).unwrap();
        let mut place = queues[0].join();
        assert_eq!(place.ahead(), 0, "what was left by the dead, and half an entry");
        let mut silent = queues[1].join();
        assert_eq!(silent.ahead(), 1);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn threads_take_turns() {
        let line = Line::default();
        let order = Mutex::new(Vec::new());
        let first = line.join(Duration::from_secs(60)).unwrap();
        std::thread::scope(|scope| {
            for number in 0..4 {
                let (line, order) = (&line, &order);
                scope.spawn(move || {
                    let _turn = line.join(Duration::from_secs(60)).unwrap();
                    order.lock().unwrap().push(number);
                });
                while line.waiting.lock().unwrap().len() < number + 2 {
                    std::thread::yield_now();
                }
            }
            drop(first);
        });
        assert_eq!(*order.lock().unwrap(), [0, 1, 2, 3]);
    }
}
