//! Many writers of one SQLite file, each with a store of its own as other processes have it, and
//! several threads in one: everybody has a turn, and nobody waits much longer than others.

use std::sync::Barrier;
use std::time::{Duration, Instant};

use bookroom::{Bookroom, Session};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, PASSWORD};

use crate::samples::fixtures::new_entry;
use crate::whole::assert_whole;

const WRITERS: usize = 8;
const TIME: Duration = Duration::from_secs(3);

/// Posts until the time is over; returns how long each call took.
fn post(session: &Session, barrier: &Barrier) -> Vec<Duration> {
    barrier.wait();
    let begun = Instant::now();
    let mut waits = Vec::new();
    while begun.elapsed() < TIME {
        let call = Instant::now();
        session.ledger().post(new_entry("2026-06-01")).unwrap();
        waits.push(call.elapsed());
    }
    waits
}

fn assert_fair(sessions: Vec<Session>, of: &str) {
    let barrier = Barrier::new(sessions.len());
    let waits: Vec<Vec<Duration>> = std::thread::scope(|scope| {
        let begin = |session: Session| {
            let barrier = &barrier;
            scope.spawn(move || post(&session, barrier))
        };
        let threads: Vec<_> = sessions.into_iter().map(begin).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let counts: Vec<usize> = waits.iter().map(Vec::len).collect();
    let all: Vec<Duration> = waits.into_iter().flatten().collect();
    let worst = all.iter().max().unwrap();
    println!("{of}: turns {counts:?}, worst of {} calls {worst:?}", all.len());
    let (least, most) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
    assert!(least * 2 >= *most, "{of}: turns {counts:?}");
}

#[test]
fn everybody_has_a_turn() {
    let test = room::on(Backend::Sqlite);
    let path = &test.store.as_ref().unwrap().url;
    let open = |_| Bookroom::open(path).unwrap();
    let rooms: Vec<Bookroom> = (0..WRITERS).map(open).collect();
    let sign_in = |room: &Bookroom| room.sign_in(test.book, "boss", PASSWORD).unwrap();
    assert_fair(rooms.iter().map(sign_in).collect(), "stores of their own");
    assert_fair(vec![test.owner.clone(); WRITERS], "threads of one store");
    assert_whole(&test.owner, "after many writers");
    for room in rooms {
        room.shutdown().unwrap();
    }
    let left = std::path::PathBuf::from(format!("{path}-turns"));
    assert!(!left.exists(), "the queue's file goes when nobody waits");
}
