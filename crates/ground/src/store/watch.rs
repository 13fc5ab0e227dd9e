//! Looking after connections to a server, whose client libraries wait without end for an answer.
//!
//! A statement may rightly take long, so silence alone ends nothing. When one has lasted longer
//! than others may hold what it needs, the server is asked for a sign of life on a connection of
//! its own. A server that gives none has stopped without closing its connections (frozen, or its
//! machine is gone): then they are cut, and the calls that wait on them end with `unreachable`. A
//! statement that takes longer than its own limit is cut as well, whatever the server says.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError, Weak};
use std::time::{Duration, Instant};

use diesel::connection::{
    Connection as _, Instrumentation, InstrumentationEvent, get_default_instrumentation,
};

use super::conn::{Address, Conn, Limits};
use super::sockets::{self, Socket};
use super::{dialect, migrate, reach};
use crate::error::{Code, Error, Kind, Problem, Result};
use crate::interrupt;

/// How often it is asked whether a call that waits for a connection is to stop.
const ASK: Duration = Duration::from_millis(50);
/// How often the connections are looked at.
const LOOK: Duration = Duration::from_millis(200);
/// What a statement may take beyond the time that others may hold what it needs.
const GRACE: Duration = Duration::from_millis(300);
/// How long a connection that lay idle may be silent when it is tried.
const PING: Duration = Duration::from_secs(1);
/// How long a sign of life may take at most.
const SIGN: Duration = Duration::from_secs(5);
/// What a statement may take beyond the limit that the server itself holds it to.
const OVERTIME: Duration = Duration::from_secs(3);

/// A connection with what is known of its life.
pub struct Kept {
    /// The connection.
    pub conn: Conn,
    pulse: Option<Arc<Pulse>>,
}

/// What is known of the life of a connection.
struct Pulse {
    socket: Socket,
    beat: Mutex<Beat>,
}

#[derive(Default)]
struct Beat {
    /// When the statement under way began.
    begun: Option<Instant>,
    /// When it began, or the server gave a sign of life since.
    heard: Option<Instant>,
    /// It is a trial of an idle connection.
    is_ping: bool,
    /// It may take as long as it takes.
    is_free: bool,
    cut: Option<Cut>,
}

/// Why a connection was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    NoAnswer,
    TooSlow,
}

impl Pulse {
    fn beat(&self) -> MutexGuard<'_, Beat> {
        self.beat.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cut(&self, why: Cut) {
        self.beat().cut.get_or_insert(why);
        self.socket.close();
    }

    fn is_silent(&self, now: Instant, limits: &Limits) -> bool {
        let beat = self.beat();
        let limit = if beat.is_ping { PING.min(limits.wait) } else { limits.wait + GRACE };
        beat.heard.is_some_and(|heard| now.duration_since(heard) > limit)
    }

    fn is_too_slow(&self, now: Instant, limits: &Limits) -> bool {
        let beat = self.beat();
        let limit = limits.statement + OVERTIME;
        !beat.is_free && beat.begun.is_some_and(|begun| now.duration_since(begun) > limit)
    }
}

/// Notes when statements begin and end.
struct Listening {
    pulse: Arc<Pulse>,
    /// Who else listens.
    other: Option<Box<dyn Instrumentation>>,
}

impl Instrumentation for Listening {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartQuery { .. } => {
                let now = Some(Instant::now());
                let mut beat = self.pulse.beat();
                (beat.begun, beat.heard) = (now, now);
            }
            InstrumentationEvent::FinishQuery { .. } => {
                let mut beat = self.pulse.beat();
                (beat.begun, beat.heard) = (None, None);
            }
            _ => {}
        }
        if let Some(other) = &mut self.other {
            other.on_connection_event(event);
        }
    }
}

impl Kept {
    /// Tries a connection that lay idle.
    pub fn ping(&mut self) -> Result<()> {
        use diesel::r2d2::R2D2Connection as _;
        self.set(|beat| beat.is_ping = true);
        let alive = self.conn.ping();
        self.set(|beat| beat.is_ping = false);
        Ok(alive?)
    }

    /// Lets its statements take as long as they take.
    pub fn set_free(&self) {
        self.set(|beat| beat.is_free = true);
    }

    /// What an error of a call on it means when the connection was cut.
    pub fn explain(&self, error: Error, address: &Address) -> Error {
        if !matches!(error.kind(), Kind::Busy | Kind::Storage) {
            return error;
        }
        let cut = self.pulse.as_ref().and_then(|pulse| pulse.beat().cut);
        let meant: Error = match (cut, address) {
            (Some(Cut::NoAnswer), Address::Postgres(url) | Address::Mysql(url)) => {
                reach::no_answer(url)
            }
            (Some(Cut::TooSlow), _) => Code::TooSlow.into(),
            _ => return error,
        };
        // Whether a commit was done is not known however the connection ended.
        match error.problems().first().and_then(|problem| problem.fact_value("kept")) {
            Some(kept) => with_fact(meant, "kept", kept),
            None => meant,
        }
    }

    fn set(&self, change: impl FnOnce(&mut Beat)) {
        if let Some(pulse) = &self.pulse {
            change(&mut pulse.beat());
        }
    }
}

/// The same error with one more fact.
pub fn with_fact(error: Error, name: &str, value: &str) -> Error {
    match error.problems().first() {
        Some(problem) => Problem::clone(problem).fact(name, value).into(),
        None => error,
    }
}

/// Looks after the connections of one store.
pub struct Watch {
    address: Address,
    limits: Limits,
    pulses: Mutex<Vec<Weak<Pulse>>>,
    /// Held by who makes a connection.
    making: Mutex<()>,
}

impl Watch {
    /// Starts looking, when the store is on a server.
    pub fn start(address: &Address, limits: &Limits) -> Arc<Self> {
        let (pulses, making) = (Mutex::default(), Mutex::default());
        let watch = Arc::new(Self { address: address.clone(), limits: *limits, pulses, making });
        if !address.is_embedded() {
            let watched = Arc::downgrade(&watch);
            let thread = std::thread::Builder::new().name("bookroom-watch".to_owned());
            let started = thread.spawn(move || {
                while let Some(watch) = watched.upgrade() {
                    watch.look();
                    drop(watch);
                    std::thread::sleep(LOOK);
                }
            });
            if started.is_err() {
                tracing::warn!(target: "bookroom", "nobody looks after the connections");
            }
        }
        watch
    }

    /// Where its connections lead.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Makes a connection and looks after it. The client libraries wait for a server without
    /// looking up, one of them without end, so that is done on another thread: this one sees
    /// whether the call is to stop, and whether the time is over.
    pub fn connect(self: &Arc<Self>) -> Result<Kept> {
        let (Address::Postgres(url) | Address::Mysql(url)) = &self.address else {
            return self.make();
        };
        let (made, answer) = mpsc::sync_channel(1);
        let watch = Arc::clone(self);
        let thread = std::thread::Builder::new().name("bookroom-connect".to_owned());
        // A connection for which nobody waits any more is closed again.
        if thread.spawn(move || drop(made.send(watch.make()))).is_err() {
            return self.make();
        }
        let begun = Instant::now();
        loop {
            match answer.recv_timeout(ASK) {
                Ok(kept) => return kept,
                // A name may stand for two addresses, of which the first is silent.
                Err(RecvTimeoutError::Timeout)
                    if begun.elapsed() <= self.limits.connect * 2 + GRACE =>
                {
                    interrupt::look()?;
                }
                Err(_) => return Err(reach::no_answer(url)),
            }
        }
    }

    fn make(&self) -> Result<Kept> {
        let mut kept = match &self.address {
            Address::Postgres(url) => self.watched(url, reach::port_of(url, 5432))?,
            Address::Mysql(url) => self.watched(url, reach::port_of(url, 3306))?,
            Address::File(_) | Address::Memory => {
                Kept { conn: self.address.establish(&self.limits)?, pulse: None }
            }
        };
        dialect::set_up(&mut kept.conn, &self.limits)
            .map_err(|error| kept.explain(error, &self.address))?;
        Ok(kept)
    }

    /// A connection to a server, made with no other, so that the socket that is new is its own.
    fn watched(&self, url: &str, port: u16) -> Result<Kept> {
        let _turn = self.turn().ok_or_else(|| reach::no_answer(url))?;
        let known = sockets::all();
        let mut conn = self.address.establish(&self.limits)?;
        let Some(socket) = Socket::find(port, &known, &mut conn) else {
            tracing::debug!(target: "bookroom", "a connection's socket was not found");
            return Ok(Kept { conn, pulse: None });
        };
        let pulse = Arc::new(Pulse { socket, beat: Mutex::default() });
        let other = get_default_instrumentation();
        conn.set_instrumentation(Listening { pulse: Arc::clone(&pulse), other });
        let mut pulses = self.pulses.lock().unwrap_or_else(PoisonError::into_inner);
        pulses.push(Arc::downgrade(&pulse));
        Ok(Kept { conn, pulse: Some(pulse) })
    }

    /// Waits until nobody else makes a connection, but no longer than making one may take.
    fn turn(&self) -> Option<MutexGuard<'_, ()>> {
        let begun = Instant::now();
        loop {
            match self.making.try_lock() {
                Ok(turn) => return Some(turn),
                Err(TryLockError::Poisoned(turn)) => return Some(turn.into_inner()),
                Err(TryLockError::WouldBlock) if begun.elapsed() > self.limits.connect => {
                    return None;
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(2)),
            }
        }
    }

    /// The first connection, on a store that is brought up to date. SQLite does not wait for
    /// everything that others may do to a new file at the same time.
    pub fn first(self: &Arc<Self>) -> Result<Conn> {
        let begun = Instant::now();
        loop {
            let opened = self.connect().and_then(|mut kept| {
                kept.set_free();
                match migrate::run(&mut kept.conn) {
                    Ok(()) => Ok(kept.conn),
                    Err(error) => Err(kept.explain(error, &self.address)),
                }
            });
            match opened {
                Err(error) if error.code() == Code::Busy && begun.elapsed() < self.limits.wait => {
                    interrupt::look()?;
                    std::thread::sleep(Duration::from_millis(10));
                }
                other => return other,
            }
        }
    }

    fn pulses(&self) -> Vec<Arc<Pulse>> {
        let mut pulses = self.pulses.lock().unwrap_or_else(PoisonError::into_inner);
        pulses.retain(|it| it.strong_count() > 0);
        pulses.iter().filter_map(Weak::upgrade).collect()
    }

    fn look(&self) {
        let now = Instant::now();
        let pulses = self.pulses();
        let silent: Vec<_> = pulses.iter().filter(|it| it.is_silent(now, &self.limits)).collect();
        if let Some(one) = silent.first() {
            let speaks_first = matches!(self.address, Address::Mysql(_));
            if one.socket.answers(speaks_first, self.limits.connect.min(SIGN)) {
                silent.iter().for_each(|it| {
                    let mut beat = it.beat();
                    beat.heard = beat.heard.and(Some(Instant::now()));
                });
            } else {
                tracing::warn!(target: "bookroom", "the database server does not answer");
                pulses.iter().for_each(|it| it.cut(Cut::NoAnswer));
            }
        }
        for slow in pulses.iter().filter(|it| it.is_too_slow(now, &self.limits)) {
            slow.cut(Cut::TooSlow);
        }
    }
}
