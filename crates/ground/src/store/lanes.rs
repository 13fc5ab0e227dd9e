//! The open store: who gets which connection, and what a transaction is.
//!
//! On a SQLite file one connection writes and a small pool reads; a store in memory has one
//! connection for everything; a server has one pool. `shutdown` waits for work under way and then
//! closes every connection, so that a suspended phone holds no file lock.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

use diesel::r2d2::R2D2Connection as _;

use super::conn::{Address, Conn};
use super::ids::{Leases, Taken, count_up};
use super::{dialect, migrate};
use crate::error::{Code, Error, Problem, Result};
use crate::interrupt;

const READERS: u32 = 8;
const SERVER_CONNECTIONS: u32 = 16;
/// How often a write is run when it meets a deadlock.
const WRITE_TRIES: u32 = 12;
/// How often a write is run when it meets a key that it had not seen: what was just written by
/// others is found then, and told with its place.
const KEY_TRIES: u32 = 3;

type Pool = r2d2::Pool<Manager>;

/// An opened database.
pub struct Store {
    address: Address,
    wait: Duration,
    lanes: RwLock<Option<Lanes>>,
    /// The ids that servers have leased to this process.
    pub leases: Leases,
}

enum Lanes {
    Single(Mutex<Conn>),
    Embedded { writer: Mutex<Conn>, readers: Pool },
    Server(Pool),
}

struct Manager {
    address: Address,
    wait: Duration,
}

impl r2d2::ManageConnection for Manager {
    type Connection = Conn;
    type Error = Error;

    fn connect(&self) -> Result<Conn> {
        self.address.connect(self.wait)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<()> {
        Ok(conn.ping()?)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

impl Store {
    /// Opens the store at `url` and brings its schema up to date. `wait` is how long a call waits
    /// for others.
    pub fn open(url: &str, wait: Duration) -> Result<Self> {
        let address = Address::parse(url)?;
        let lanes = Lanes::open(&address, wait)?;
        Ok(Self { address, wait, lanes: RwLock::new(Some(lanes)), leases: Leases::default() })
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
        self.leases.take(|| self.address.connect(self.wait), book, kind, count, taken)
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
        let mut lanes = self.lanes.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(Lanes::Embedded { writer, .. }) = lanes.as_ref() {
            dialect::before_close(&mut lock(writer))?;
        }
        *lanes = None;
        Ok(())
    }

    /// Opens the connections again after [`Store::shutdown`].
    pub fn reopen(&self) -> Result<()> {
        let mut lanes = self.lanes.write().unwrap_or_else(PoisonError::into_inner);
        if lanes.is_none() {
            *lanes = Some(Lanes::open(&self.address, self.wait)?);
        }
        Ok(())
    }

    /// Runs `body` in a write transaction. It is kept when `keep` says so, else taken back with
    /// the same answer. When others hold what it needs it is run again, so `body` must only change
    /// things through its connection.
    pub fn write<T>(&self, keep: bool, mut body: impl FnMut(&mut Conn) -> Result<T>) -> Result<T> {
        self.with_lane(true, |conn| {
            let mut tries = 1;
            loop {
                let result = dialect::begin_write(conn)
                    .and_then(|()| transaction(conn, keep, |conn| body(conn)));
                match result {
                    Err(error) if tries < tries_of(&error) => {
                        std::thread::sleep(Duration::from_millis(1 << tries.min(7)));
                        tries += 1;
                    }
                    other => return other,
                }
            }
        })
    }

    /// Runs `body` in a read transaction: all its selects see one state.
    pub fn read<T>(&self, body: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        self.with_lane(false, |conn| {
            interrupt::look()?;
            dialect::begin_read(conn)?;
            transaction(conn, false, body)
        })
    }

    fn with_lane<T>(&self, writes: bool, body: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let lanes = self.lanes.read().unwrap_or_else(PoisonError::into_inner);
        match lanes.as_ref().ok_or(Code::StoreClosed)? {
            Lanes::Single(conn) => body(&mut lock(conn)),
            Lanes::Embedded { writer, .. } if writes => body(&mut lock(writer)),
            Lanes::Embedded { readers: pool, .. } | Lanes::Server(pool) => {
                body(&mut *pool.get().map_err(no_connection)?)
            }
        }
    }
}

impl Lanes {
    fn open(address: &Address, wait: Duration) -> Result<Self> {
        let mut first = address.connect(wait)?;
        migrate::run(&mut first)?;
        Ok(match address {
            Address::Memory => Self::Single(Mutex::new(first)),
            Address::File(_) => {
                Self::Embedded { writer: Mutex::new(first), readers: pool(address, wait, READERS)? }
            }
            Address::Postgres(_) | Address::Mysql(_) => {
                Self::Server(pool(address, wait, SERVER_CONNECTIONS)?)
            }
        })
    }
}

fn pool(address: &Address, wait: Duration, size: u32) -> Result<Pool> {
    r2d2::Pool::builder()
        .max_size(size)
        .min_idle(Some(0))
        .connection_timeout(wait)
        .error_handler(Box::new(r2d2::NopErrorHandler))
        .test_on_check_out(!address.is_embedded())
        .build(Manager { address: address.clone(), wait })
        .map_err(no_connection)
}

#[allow(clippy::needless_pass_by_value)] // the shape map_err wants
fn no_connection(_: r2d2::Error) -> Error {
    Problem::new(Code::Busy).fact("cause", "no connection became free in time").into()
}

fn lock(conn: &Mutex<Conn>) -> MutexGuard<'_, Conn> {
    conn.lock().unwrap_or_else(PoisonError::into_inner)
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
            .and_then(|()| dialect::commit(conn))
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
