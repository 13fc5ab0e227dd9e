//! A server of the same machine, reached by a path: what ends calls over a network ends them there.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use bookroom::Bookroom;
use bookroom::book::NewBook;
use bookroom::customers::model::NewCustomer;
use bookroom::error::{Code, Result};
use bookroom_tests::backends::{Backend, EmptyStore};
use bookroom_tests::room::PASSWORD;

use super::{LIMIT, SERVERS};

/// A path to a server that can stop.
struct Beside {
    url: String,
    frozen: Arc<AtomicBool>,
    _folder: tempfile::TempDir,
}

impl Beside {
    fn of(store: &EmptyStore) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (scheme, rest) = store.url.split_once("://").unwrap();
        let (user, rest) = rest.split_once('@').unwrap();
        let (server, name) = rest.split_once('/').unwrap();
        let place = folder.path().to_str().unwrap();
        let (path, url) = match store.backend() {
            Backend::Postgres => (
                format!("{place}/.s.PGSQL.5432"),
                format!("{scheme}://{user}@/{name}?host={place}&port=5432"),
            ),
            _ => (
                format!("{place}/server.sock"),
                format!("{scheme}://{user}@localhost/{name}?unix_socket={place}/server.sock"),
            ),
        };
        let listener = UnixListener::bind(path).unwrap();
        let (frozen, server) = (Arc::<AtomicBool>::default(), server.to_owned());
        let beside = Self { url, frozen: Arc::clone(&frozen), _folder: folder };
        std::thread::spawn(move || {
            for near in listener.incoming() {
                lead(near.unwrap(), server.clone(), &frozen);
            }
        });
        beside
    }

    fn freeze(&self, frozen: bool) {
        self.frozen.store(frozen, Ordering::SeqCst);
    }
}

fn lead(near: UnixStream, server: String, frozen: &Arc<AtomicBool>) {
    let frozen = Arc::clone(frozen);
    std::thread::spawn(move || {
        wait(&frozen);
        let far = TcpStream::connect(server).unwrap();
        far.set_nodelay(true).unwrap();
        let ends = (near.try_clone().unwrap(), far.try_clone().unwrap());
        let also = Arc::clone(&frozen);
        let back = (far.try_clone().unwrap(), near.try_clone().unwrap());
        std::thread::spawn(move || pass(back.0, back.1, &also));
        pass(near, far, &frozen);
        let _ = ends.0.shutdown(Shutdown::Both);
        let _ = ends.1.shutdown(Shutdown::Both);
    });
}

fn wait(frozen: &AtomicBool) {
    while frozen.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn pass(mut from: impl Read, mut to: impl Write, frozen: &AtomicBool) {
    let mut bytes = [0; 65_536];
    while let Ok(count) = from.read(&mut bytes) {
        wait(frozen);
        if count == 0 || to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
}

#[test]
fn a_frozen_server_on_a_path_ends_calls_with_a_typed_error() {
    std::thread::scope(|scope| {
        for backend in SERVERS {
            scope.spawn(move || frozen(backend));
        }
    });
}

fn frozen(backend: Backend) {
    let store = EmptyStore::on(backend);
    let beside = Beside::of(&store);
    let open = || {
        let (busy_wait, connect_wait) = (super::BUSY_WAIT, Duration::from_secs(2));
        let options = bookroom::Options { busy_wait, connect_wait, ..Default::default() };
        Bookroom::open_with(&beside.url, options)
    };
    let room = open().unwrap();
    let book = room.create_book(&NewBook::chinese("公司", "boss", PASSWORD)).unwrap();
    let owner = room.sign_in(book, "boss", PASSWORD).unwrap();
    let add = |name: &str| owner.customers().add(NewCustomer::company(name)).map(drop);
    add("前").unwrap();
    beside.freeze(true);
    let calls: [(&str, &dyn Fn() -> Result<()>); 3] = [
        ("read", &|| owner.access().teams().map(drop)),
        ("write", &|| add("中")),
        ("open", &|| open().map(drop)),
    ];
    for (name, call) in calls {
        let begun = Instant::now();
        let error = call().unwrap_err();
        let took = begun.elapsed();
        assert_eq!(error.code(), Code::Unreachable, "{backend:?} {name}: {error:?}");
        assert!(took < LIMIT, "{backend:?} {name} took {took:?}");
        println!("{backend:?}: {name} on a frozen server on a path ended after {took:?}");
    }
    beside.freeze(false);
    add("后").unwrap();
}
