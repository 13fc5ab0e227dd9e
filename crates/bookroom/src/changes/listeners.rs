//! Listeners: the host is told of changes after they are committed, in order, with no lock held.
//!
//! One thread per opened store reads the log after its own position and calls the listeners. It is
//! woken by commits of this process and looks by itself for those of others, so a listener misses
//! nothing, whoever wrote it, and may call the engine freely. What it writes itself it is not told.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::JoinHandle;

use super::model::Change;
use super::{feed, store};
use crate::error::Result;
use crate::log::own::{self, Written};
use crate::log::store::load_after;
use crate::work::{LOOK, Room};

const CHANGES_AT_A_TIME: i64 = 500;

/// A listener of the host application.
///
/// ```
/// use std::sync::{Arc, mpsc};
///
/// use bookroom::book::NewBook;
/// use bookroom::customers::model::NewCustomer;
/// use bookroom::{Bookroom, Change, Listener};
///
/// struct Tell(mpsc::Sender<String>);
///
/// impl Listener for Tell {
///     fn on_changes(&self, changes: &[Change]) {
///         for change in changes {
///             let _ = self.0.send(change.action.clone());
///         }
///     }
/// }
///
/// let room = Bookroom::open(":memory:")?;
/// let book = room.create_book(&NewBook::chinese("晨光", "li", "long enough 1"))?;
/// let session = room.sign_in(book, "li", "long enough 1")?;
/// let (told, hear) = mpsc::channel();
/// room.add_listener(Arc::new(Tell(told)))?;
/// session.customers().add(NewCustomer::company("南山贸易"))?;
/// assert_eq!(hear.recv().unwrap(), "customers.add");
/// # Ok::<(), bookroom::Error>(())
/// ```
pub trait Listener: Send + Sync {
    /// Receives committed changes of one book, oldest first, each exactly once while the listener
    /// is registered, with the fields that some operators may not see. Listeners are told one after
    /// the other, in the order in which they were registered, on one thread; a slow one holds up
    /// the others, and no call of the engine.
    ///
    /// It may call the engine: read, write, sign in, close the store. Of what it writes itself on
    /// this thread it is not told; the other listeners are. A panic is contained.
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
    /// What it wrote itself and has not come to yet.
    own: Arc<Mutex<Vec<Written>>>,
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
        state.listeners.push(Registered { id, listener, seen, own: Arc::default() });
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
        let at = state.listeners.iter().position(|registered| registered.id == id.0);
        let removed = at.map(|at| state.listeners.remove(at));
        // Dropped without the lock: what a host's listener does when it goes is the host's.
        drop(state);
        removed.is_some()
    }

    fn has(&self, id: u64) -> bool {
        self.lock().listeners.iter().any(|registered| registered.id == id)
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
            let more = self.tell(&room).unwrap_or(false);
            if !more {
                let bell = Arc::clone(&room.bell);
                drop(room);
                bell.sleep_unless_rung(heard, LOOK);
            }
        }
    }

    /// Tells every listener what is new; returns whether more may be waiting.
    fn tell(&self, room: &Room) -> Result<bool> {
        let registered = self.all();
        if registered.is_empty() {
            return Ok(false);
        }
        let heads = room.store.read(store::load_heads)?;
        let mut more = false;
        for one in registered {
            for &(book, head) in &heads {
                // It may have been removed meanwhile, by another listener or by itself.
                if one.position(book) < head && self.has(one.id) {
                    more |= one.tell(room, book, head)?;
                }
            }
        }
        Ok(more)
    }
}

impl Registered {
    /// Tells what is new in a book; returns whether there is more.
    fn tell(&self, room: &Room, book: i64, head: i64) -> Result<bool> {
        let seen = self.position(book);
        let mut changes = room.store.read(|conn| {
            let rows = load_after(conn, book, seen, CHANGES_AT_A_TIME)?;
            rows.into_iter().map(|row| feed::to_change(row, None)).collect::<Result<Vec<_>>>()
        })?;
        let Some(last) = changes.last().map(|change| change.seq) else { return Ok(false) };
        let own = self.take_own(book, last);
        changes
            .retain(|change| !own.iter().any(|own| (own.first..=own.last).contains(&change.seq)));
        if !changes.is_empty() {
            let call = || self.listener.on_changes(&changes);
            let (told, written) = own::written_by(|| catch_unwind(AssertUnwindSafe(call)));
            if told.is_err() {
                tracing::error!(target: "bookroom", "a listener panicked");
            }
            self.own.lock().unwrap_or_else(PoisonError::into_inner).extend(written);
        }
        self.move_to(book, last);
        Ok(last < head)
    }

    /// What it wrote itself among the changes up to `last`. What is beyond stays for later.
    fn take_own(&self, book: i64, last: i64) -> Vec<Written> {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        let here: Vec<Written> = own.iter().filter(|own| own.book == book).copied().collect();
        own.retain(|own| own.book != book || own.last > last);
        here
    }

    fn position(&self, book: i64) -> i64 {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(&book).copied().unwrap_or(0)
    }

    fn move_to(&self, book: i64, seq: i64) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(book, seq);
    }
}
