//! Listeners: the host is told of changes after they are committed, in order, with no lock held.
//!
//! One thread per opened store reads the log after its own position and calls the listeners. It is
//! woken by commits of this process and looks by itself for those of others, so a listener misses
//! nothing, whoever wrote it, and may call the engine freely.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::JoinHandle;

use super::model::Change;
use super::{feed, store};
use crate::error::Result;
use crate::log::store::load_after;
use crate::work::{LOOK, Room};

const CHANGES_AT_A_TIME: i64 = 500;

/// A listener of the host application.
pub trait Listener: Send + Sync {
    /// Receives committed changes of one book, oldest first, each exactly once while the listener
    /// is registered. It may call the engine. A panic is contained.
    fn on_changes(&self, changes: &[Change]);
}

/// The listeners of a store and the thread that tells them.
#[derive(Default)]
pub(crate) struct Listeners {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    next_id: u64,
    /// Each listener has its own position per book, so that one that joins late starts late.
    listeners: Vec<Registered>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Clone)]
struct Registered {
    id: u64,
    listener: Arc<dyn Listener>,
    seen: Arc<Mutex<HashMap<i64, i64>>>,
}

/// Names a registered listener, to remove it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ListenerId(u64);

impl Listeners {
    /// Registers a listener: it hears of everything committed after this call.
    pub(crate) fn add(
        self: &Arc<Self>,
        room: &Arc<Room>,
        listener: Arc<dyn Listener>,
    ) -> Result<ListenerId> {
        let heads = room.store.read(store::load_heads)?;
        let seen = Arc::new(Mutex::new(heads.into_iter().collect()));
        let mut state = self.lock();
        state.next_id += 1;
        let id = state.next_id;
        state.listeners.push(Registered { id, listener, seen });
        if state.thread.is_none() {
            // The listeners live as long as the room: sessions may outlast what opened it.
            let (room, listeners) = (Arc::downgrade(room), Arc::clone(self));
            state.thread = std::thread::Builder::new()
                .name("bookroom-listeners".to_owned())
                .spawn(move || listeners.tell_forever(&room))
                .ok();
        }
        Ok(ListenerId(id))
    }

    pub(crate) fn remove(&self, id: ListenerId) -> bool {
        let mut state = self.lock();
        let before = state.listeners.len();
        state.listeners.retain(|registered| registered.id != id.0);
        state.listeners.len() < before
    }

    fn all(&self) -> Vec<Registered> {
        self.lock().listeners.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listeners {
    fn tell_forever(&self, room: &Weak<Room>) {
        while let Some(room) = room.upgrade() {
            let heard = room.bell.count();
            let more = tell(&room, self.all()).unwrap_or(false);
            if !more {
                let bell = Arc::clone(&room.bell);
                drop(room);
                bell.sleep_unless_rung(heard, LOOK);
            }
        }
    }
}

/// Tells every listener what is new; returns whether more may be waiting.
fn tell(room: &Room, registered: Vec<Registered>) -> Result<bool> {
    if registered.is_empty() {
        return Ok(false);
    }
    let heads = room.store.read(store::load_heads)?;
    let mut more = false;
    for one in registered {
        for &(book, head) in &heads {
            let seen = one.position(book);
            if seen >= head {
                continue;
            }
            let changes = room.store.read(|conn| {
                let rows = load_after(conn, book, seen, CHANGES_AT_A_TIME)?;
                rows.into_iter().map(|row| feed::to_change(row, None)).collect::<Result<Vec<_>>>()
            })?;
            let Some(last) = changes.last().map(|change| change.seq) else { continue };
            let call = std::panic::AssertUnwindSafe(|| one.listener.on_changes(&changes));
            if std::panic::catch_unwind(call).is_err() {
                tracing::error!(target: "bookroom", "a listener panicked");
            }
            one.move_to(book, last);
            more |= last < head;
        }
    }
    Ok(more)
}

impl Registered {
    fn position(&self, book: i64) -> i64 {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(&book).copied().unwrap_or(0)
    }

    fn move_to(&self, book: i64, seq: i64) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(book, seq);
    }
}
