//! The open store: who gets which connection, and what a transaction is.
//!
//! On a SQLite file one connection writes and a small pool reads; a store in memory has one
//! connection for everything; a server has one pool. `shutdown` waits for work under way and then
//! closes every connection, so that a suspended phone holds no file lock.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use diesel::r2d2::R2D2Connection as _;
use parking_lot::{Mutex, RwLock};

use super::conn::{Address, Conn, Limits};
use super::files::Held;
use super::held::{self, Standing};
use super::ids::{Leases, Taken, count_up};
use super::turns::Turns;
use super::watch::{self, Kept, Watch};
use super::{dialect, files, reach};
use crate::error::{Code, Error, Problem, Result};
use crate::interrupt;

const READERS: u32 = 8;
const SERVER_CONNECTIONS: u32 = 16;
/// How often a write is run when it meets a deadlock.
const WRITE_TRIES: u32 = 12;
/// How long one look at what others hold lasts, before it is asked whether the call is to stop.
const LOOK: Duration = Duration::from_millis(100);
/// How often a write is run when it meets a key that it had not seen: what was just written by
/// others is found then, and told with its place.
const KEY_TRIES: u32 = 3;

type Pool = r2d2::Pool<Manager>;

/// An opened database.
pub struct Store {
    address: Address,
    limits: Limits,
    watch: Arc<Watch>,
    lanes: RwLock<Option<Lanes>>,
    turns: Turns,
    key: held::Key,
    /// How many calls wait for code of the host to come back while they hold a connection.
    in_host: AtomicUsize,
    /// The ids that servers have leased to this process.
    pub leases: Leases,
}

enum Lanes {
    Single(Mutex<Conn>),
    Embedded { writer: Mutex<Conn>, readers: Pool, held: Arc<Held> },
    Server { pool: Pool, trouble: Arc<Trouble> },
}

struct Manager {
    watch: Arc<Watch>,
    /// The files that connections must belong to.
    held: Option<Arc<Held>>,
}

/// Why the last connection could not be made: the pool itself says only that none came in time.
#[derive(Debug, Default)]
struct Trouble(Mutex<Option<Error>>);

/// What the pool tells of its failures.
#[derive(Debug)]
struct Teller(Arc<Trouble>);

impl r2d2::HandleError<Error> for Teller {
    fn handle_error(&self, error: Error) {
        *self.0.0.lock() = Some(error);
    }
}

impl r2d2::ManageConnection for Manager {
    type Connection = Kept;
    type Error = Error;

    fn connect(&self) -> Result<Kept> {
        let mut kept = self.watch.connect()?;
        if let Some(held) = &self.held {
            dialect::set_up_file(&mut kept.conn)?;
            held.check()?;
        }
        Ok(kept)
    }

    fn is_valid(&self, kept: &mut Kept) -> Result<()> {
        kept.ping().map_err(|error| kept.explain(error, self.watch.address()))
    }

    fn has_broken(&self, kept: &mut Kept) -> bool {
        std::thread::panicking() || kept.conn.is_broken()
    }
}

impl Store {
    /// Opens the store at `url` and brings its schema up to date.
    pub fn open(url: &str, limits: Limits) -> Result<Self> {
        let address = Address::parse(url)?.absolute()?;
        // A file that is not there yet cannot be held.
        held::refuse_within(&key_of(&address))?;
        let watch = Watch::start(&address, &limits);
        let lanes = RwLock::new(Some(Lanes::open(&address, &limits, &watch)?));
        let turns = Turns::of(&address, limits.wait);
        let (key, in_host) = (key_of(&address), AtomicUsize::new(0));
        let leases = Leases::default();
        Ok(Self { address, limits, watch, lanes, turns, key, in_host, leases })
    }

    /// Takes `count` ids in a row of a kind of record and returns the first; `taken` says later
    /// what a rolled-back transaction gives back.
    pub fn take_ids(
        &self,
        conn: &mut Conn,
        book: i64,
        kind: &'static str,
        count: usize,
        taken: &mut Vec<Taken>,
    ) -> Result<i64> {
        let count = i64::try_from(count).map_err(|_| Error::internal("more ids than there are"))?;
        if self.address.is_embedded() {
            return count_up(conn, book, kind, count);
        }
        self.leases.take(|| self.watch.connect(), book, kind, count, taken)
    }

    /// Which database it is, and how it is reached.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Closes every connection after the work under way; later calls fail with `store_closed`.
    pub fn shutdown(&self) -> Result<()> {
        if self.address == Address::Memory {
            return Err(Code::MemoryStore.into());
        }
        let mut lanes = self.all_lanes()?;
        if let Some(Lanes::Embedded { writer, .. }) = lanes.as_ref() {
            dialect::before_close(&mut writer.lock());
        }
        *lanes = None;
        self.leases.clear();
        self.turns.tidy_up();
        Ok(())
    }

    /// Copies the store into a new file that its owner alone can read.
    pub fn backup_to(&self, path: &str) -> Result<()> {
        if !self.address.is_embedded() {
            return Err(Code::ServerStore.into());
        }
        let target = std::path::Path::new(path);
        if !files::create(target)? {
            return Err(Problem::new(Code::AlreadyExists).at("path").into());
        }
        let copied = self.with_lane(false, |conn, _| dialect::copy_to(conn, path));
        copied.and_then(|()| files::sync(target)).inspect_err(|_| {
            let _ = std::fs::remove_file(target);
        })
    }

    /// Opens the connections again after [`Store::shutdown`].
    pub fn reopen(&self) -> Result<()> {
        let mut lanes = self.all_lanes()?;
        if lanes.is_none() {
            *lanes = Some(Lanes::open(&self.address, &self.limits, &self.watch)?);
        }
        Ok(())
    }

    /// How this thread stands to the store: whether a call under way on it holds something.
    pub fn standing(&self) -> Standing {
        held::standing(&self.key)
    }

    /// Refuses what cannot be done from within a call under way on this thread.
    ///
    /// # Errors
    /// `within_callback`.
    pub fn refuse_within(&self) -> Result<()> {
        held::refuse_within(&self.key)
    }

    /// Runs code of the host from within a transaction. Reads of this store that it makes on this
    /// thread go through the transaction's connection, so that they see what it has done so far and
    /// wait for nothing; whatever else it asks of the store is refused.
    pub fn lend<T>(&self, conn: &mut Conn, host: impl FnOnce() -> T) -> T {
        let _counted = Counted::one(&self.in_host);
        held::lend(&self.key, conn, host)
    }

    /// Runs `body` in a write transaction. It is kept when `keep` says so, else taken back with
    /// the same answer. When others hold what it needs it is run again, so `body` must only change
    /// things through its connection.
    pub fn write<T>(&self, keep: bool, mut body: impl FnMut(&mut Conn) -> Result<T>) -> Result<T> {
        self.refuse_within()?;
        let _turn = self.turns.join()?;
        let mut tries = 1;
        loop {
            let result = self.with_lane(true, |conn, held| {
                self.turns.begin(conn)?;
                transaction(conn, keep, |conn| {
                    let value = body(conn)?;
                    held.map_or(Ok(()), Held::check)?;
                    Ok(value)
                })
            });
            match result {
                Err(error) if tries < tries_of(&error) => {
                    std::thread::sleep(Duration::from_millis(1 << tries.min(7)));
                    tries += 1;
                }
                other => return other,
            }
        }
    }

    /// Runs `body` in a read transaction: all its selects see one state. From within a transaction
    /// that was lent to this thread, in that transaction.
    pub fn read<T>(&self, body: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        match self.standing() {
            Standing::Free => {}
            Standing::Lent => return self.read_lent(body),
            Standing::Held => return Err(Code::WithinCallback.into()),
        }
        self.with_lane(false, |conn, _| {
            interrupt::look()?;
            dialect::begin_read(conn)?;
            transaction(conn, false, body)
        })
    }

    /// Runs `body`, all of whose reads of this store on this thread see one state. Other changes
    /// than those of a transaction that was lent to it already are refused within.
    pub fn in_one_state<T>(&self, body: impl FnOnce() -> Result<T>) -> Result<T> {
        match self.standing() {
            Standing::Free => self.read(|conn| held::lend(&self.key, conn, body)),
            Standing::Lent | Standing::Held => body(),
        }
    }

    /// Reads in the transaction that was lent to this thread. A savepoint around it keeps a read
    /// that fails from spoiling the transaction.
    ///
    /// # Errors
    /// `within_callback` when none is at hand.
    fn read_lent<T>(&self, body: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        held::with_lent(&self.key, |conn| {
            interrupt::look()?;
            dialect::begin_savepoint(conn)?;
            transaction(conn, false, body)
        })
    }

    fn with_lane<T>(
        &self,
        writes: bool,
        body: impl FnOnce(&mut Conn, Option<&Held>) -> Result<T>,
    ) -> Result<T> {
        let lanes = self.wait(|time| self.lanes.try_read_for(time))?;
        match lanes.as_ref().ok_or(Code::StoreClosed)? {
            Lanes::Single(conn) => {
                let mut conn = self.wait(|time| conn.try_lock_for(time))?;
                let _held = held::hold(&self.key);
                body(&mut conn, None)
            }
            Lanes::Embedded { writer, held, .. } if writes => {
                let mut writer = self.wait(|time| writer.try_lock_for(time))?;
                let _held = held::hold(&self.key);
                if writer.is_broken() {
                    *writer = self.watch.connect()?.conn;
                    dialect::set_up_file(&mut writer)?;
                    held.check()?;
                }
                body(&mut writer, Some(held))
            }
            Lanes::Embedded { readers, .. } => {
                let mut kept = self.wait(|time| readers.get_timeout(time).ok())?;
                let _held = held::hold(&self.key);
                body(&mut kept.conn, None)
            }
            Lanes::Server { pool, trouble } => {
                *trouble.0.lock() = None;
                let kept = self.wait(|time| pool.get_timeout(time).ok());
                let mut kept = kept.map_err(|error| self.no_server(error, pool, trouble))?;
                let _held = held::hold(&self.key);
                let result = body(&mut kept.conn, None);
                result.map_err(|error| kept.explain(error, &self.address))
            }
        }
    }

    /// Waits for what other threads hold, as long as a call waits for others, and looks now and
    /// then whether it is to stop: the thread that holds it may be waiting for this one.
    fn wait<T>(&self, mut attempt: impl FnMut(Duration) -> Option<T>) -> Result<T> {
        let start = Instant::now();
        loop {
            let left = self.limits.wait.saturating_sub(start.elapsed());
            if let Some(got) = attempt(left.min(LOOK)) {
                return Ok(got);
            }
            if left.is_zero() {
                return Err(not_in_time("others did not let go in time"));
            }
            interrupt::look()?;
        }
    }

    /// Waits for the work under way, however long it takes. Only code of the host that does not
    /// come back ends the wait: it may be waiting for this very call.
    fn all_lanes(&self) -> Result<parking_lot::RwLockWriteGuard<'_, Option<Lanes>>> {
        self.refuse_within()?;
        let mut in_host = Duration::ZERO;
        loop {
            if let Some(lanes) = self.lanes.try_write_for(LOOK) {
                return Ok(lanes);
            }
            interrupt::look()?;
            let is_in_host = self.in_host.load(Ordering::SeqCst) > 0;
            in_host = if is_in_host { in_host + LOOK } else { Duration::ZERO };
            if in_host >= self.limits.wait {
                return Err(not_in_time("a rule or callback under way does not come back"));
            }
        }
    }

    /// Why no connection came in time: the last failure to make one, or that all are in use.
    fn no_server(&self, error: Error, pool: &Pool, trouble: &Trouble) -> Error {
        let trouble = trouble.0.lock().take();
        match (trouble, &self.address) {
            _ if error.code() == Code::Interrupted => error,
            (Some(error), _) if error.code() != Code::ConnectionLost => error,
            (_, Address::Postgres(url) | Address::Mysql(url))
                if pool.state().connections < SERVER_CONNECTIONS =>
            {
                reach::no_answer(url)
            }
            _ => error,
        }
    }
}

impl Lanes {
    fn open(address: &Address, limits: &Limits, watch: &Arc<Watch>) -> Result<Self> {
        let first = watch.first()?;
        Ok(match address {
            Address::Memory => Self::Single(Mutex::new(first)),
            Address::File(path) => {
                let held = Arc::new(Held::now(path));
                let manager = Manager { watch: Arc::clone(watch), held: Some(Arc::clone(&held)) };
                let readers = pool(manager, limits, READERS, &Arc::default())?;
                Self::Embedded { writer: Mutex::new(first), readers, held }
            }
            Address::Postgres(_) | Address::Mysql(_) => {
                let trouble = Arc::default();
                let manager = Manager { watch: Arc::clone(watch), held: None };
                let pool = pool(manager, limits, SERVER_CONNECTIONS, &trouble)?;
                Self::Server { pool, trouble }
            }
        })
    }
}

fn pool(manager: Manager, limits: &Limits, size: u32, trouble: &Arc<Trouble>) -> Result<Pool> {
    let is_server = manager.held.is_none();
    r2d2::Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        .connection_timeout(limits.wait.max(Duration::from_millis(1)))
        .error_handler(Box::new(Teller(Arc::clone(trouble))))
        .test_on_check_out(is_server)
        .build(manager)
        .map_err(|_| no_connection())
}

fn no_connection() -> Error {
    not_in_time("no connection became free in time")
}

fn not_in_time(cause: &str) -> Error {
    Problem::new(Code::Busy).fact("cause", cause).into()
}

/// What is the same for all handles on one store. A store in memory is its handle's alone.
fn key_of(address: &Address) -> held::Key {
    static MEMORY: AtomicU64 = AtomicU64::new(0);
    match address {
        Address::Memory => format!(":memory: {}", MEMORY.fetch_add(1, Ordering::Relaxed)).into(),
        Address::File(path) => {
            let whole = std::fs::canonicalize(path);
            whole.map_or_else(|_| Arc::from(path.as_str()), |path| path.to_string_lossy().into())
        }
        Address::Postgres(url) | Address::Mysql(url) => Arc::from(url.as_str()),
    }
}

/// Counts while it lives.
struct Counted<'c>(&'c AtomicUsize);

impl<'c> Counted<'c> {
    fn one(count: &'c AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// How often a write that ended so is run. What has facts or a place was decided by the engine.
fn tries_of(error: &Error) -> u32 {
    match error {
        Error::Busy(problem) if problem.facts.is_empty() => WRITE_TRIES,
        Error::Duplicate(problem) | Error::Conflict(problem)
            if problem.facts.is_empty()
                && problem.path.is_empty()
                && matches!(problem.code, Code::AlreadyExists | Code::InUse) =>
        {
            KEY_TRIES
        }
        _ => 1,
    }
}

/// Ends the transaction that was begun, also when `body` panics.
fn transaction<T>(
    conn: &mut Conn,
    keep: bool,
    body: impl FnOnce(&mut Conn) -> Result<T>,
) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(|| body(conn))) {
        Ok(Ok(value)) if keep => interrupt::last_look()
            .and_then(|()| dialect::commit(conn).map_err(in_doubt))
            .map(|()| value)
            .inspect_err(|_| {
                let _ = dialect::rollback(conn);
            }),
        Ok(result) => {
            let rolled_back = dialect::rollback(conn);
            let value = result?;
            rolled_back.map(|()| value)
        }
        Err(panic) => {
            let _ = dialect::rollback(conn);
            resume_unwind(panic)
        }
    }
}

/// A connection that is lost at the commit leaves open whether the server did it.
fn in_doubt(error: Error) -> Error {
    match error.code() {
        Code::ConnectionLost => watch::with_fact(error, "kept", "unknown"),
        _ => error,
    }
}
