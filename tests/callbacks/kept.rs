//! Listeners that do more than listen: they close the store, remove each other, sign in.

use std::sync::{Arc, Mutex, mpsc};

use bookroom::error::Code;
use bookroom::{Bookroom, Change, Listener, ListenerId};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, PASSWORD};

use super::{WATCHDOG, add, watched};

/// Passes on what it is told.
pub struct Tell(pub mpsc::Sender<Vec<Change>>);

impl Listener for Tell {
    fn on_changes(&self, changes: &[Change]) {
        let _ = self.0.send(changes.to_vec());
    }
}

/// Does something once with the room.
struct Once<F>(Bookroom, Mutex<Option<F>>, mpsc::Sender<()>);

impl<F: FnOnce(&Bookroom) + Send> Listener for Once<F> {
    fn on_changes(&self, _: &[Change]) {
        let act = self.1.lock().unwrap().take();
        if let Some(act) = act {
            act(&self.0);
            let _ = self.2.send(());
        }
    }
}

#[test]
fn a_listener_may_close_the_store_and_sign_in() {
    watched(|| {
        for test in Backend::ALL.map(room::on) {
            let (done, waiting) = mpsc::channel();
            let book = test.book;
            let act = move |room: &Bookroom| {
                let session = room.sign_in(book, "boss", PASSWORD).unwrap();
                assert_eq!(super::count(&session).unwrap(), 1);
                room.shutdown().unwrap();
                assert_eq!(room.books().unwrap_err().code(), Code::StoreClosed);
                room.reopen().unwrap();
            };
            let once = Once(test.room.clone(), Mutex::new(Some(act)), done);
            test.room.add_listener(Arc::new(once)).unwrap();
            add(&test.owner, "甲").unwrap();
            waiting.recv_timeout(WATCHDOG).unwrap();
            add(&test.owner, "乙").unwrap();
        }
    });
}

#[test]
fn a_removed_listener_is_not_told_any_more() {
    watched(|| {
        let test = room::memory();
        let removed: Arc<Mutex<Option<ListenerId>>> = Arc::default();
        let (done, waiting) = mpsc::channel();
        let (told, hear) = mpsc::channel();
        let other = Arc::clone(&removed);
        let act = move |room: &Bookroom| {
            assert!(room.remove_listener(other.lock().unwrap().take().unwrap()));
        };
        let once = Once(test.room.clone(), Mutex::new(Some(act)), done);
        test.room.add_listener(Arc::new(once)).unwrap();
        *removed.lock().unwrap() = Some(test.room.add_listener(Arc::new(Tell(told))).unwrap());
        add(&test.owner, "甲").unwrap();
        waiting.recv_timeout(WATCHDOG).unwrap();
        assert!(hear.recv_timeout(WATCHDOG).is_err(), "the first one removed it");
    });
}
