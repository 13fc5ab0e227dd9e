//! The socket of a connection. The client libraries keep theirs to themselves, so it is looked for
//! among the descriptors of the process, and duplicated: to be closed from another thread, which
//! ends a wait that nothing else can end. Only sockets are touched: closing a duplicate of a file
//! would let go SQLite's locks on it.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind as Kind, Read, Write};
use std::net::{Shutdown, TcpStream};
#[cfg(unix)]
use std::os::unix::net::UnixStream;
#[cfg(unix)]
use std::sync::mpsc;
use std::time::Duration;

use super::Conn;

/// The request to which every PostgreSQL server gives an answer of one byte.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// A duplicate of a connection's socket.
pub enum Socket {
    /// Over a network.
    Tcp(TcpStream),
    /// Within this machine, by a path.
    #[cfg(unix)]
    Unix(UnixStream),
}

impl Socket {
    /// The socket of a connection to `port`, or to a path, that was just made. `known` are those
    /// that were there before; where several are left the server says which is this one's.
    pub fn find(port: u16, known: &BTreeSet<Id>, conn: &mut Conn) -> Option<Self> {
        let mut found = new(known);
        found.retain(|it| match it {
            Self::Tcp(tcp) => tcp.peer_addr().is_ok_and(|peer| peer.port() == port),
            #[cfg(unix)]
            Self::Unix(_) => true,
        });
        if found.len() > 1 {
            let own = super::dialect::client_port(conn)?;
            found.retain(|it| match it {
                Self::Tcp(tcp) => tcp.local_addr().is_ok_and(|near| near.port() == own),
                #[cfg(unix)]
                Self::Unix(_) => false,
            });
        }
        if found.len() == 1 { found.pop() } else { None }
    }

    /// Ends every wait on it.
    pub fn close(&self) {
        let _ = match self {
            Self::Tcp(tcp) => tcp.shutdown(Shutdown::Both),
            #[cfg(unix)]
            Self::Unix(unix) => unix.shutdown(Shutdown::Both),
        };
    }

    /// Whether who is at its far end gives a sign of life on another connection.
    pub fn answers(&self, speaks_first: bool, limit: Duration) -> bool {
        let sign = match self {
            Self::Tcp(tcp) => {
                // One that is closed already needs no more cutting.
                let Ok(peer) = tcp.peer_addr() else { return true };
                TcpStream::connect_timeout(&peer, limit).and_then(|stream| {
                    stream.set_read_timeout(Some(limit))?;
                    sign(stream, speaks_first)
                })
            }
            #[cfg(unix)]
            Self::Unix(unix) => {
                let Ok(peer) = unix.peer_addr() else { return true };
                // Reaching a server that takes nobody in waits without end here.
                let (told, heard) = mpsc::sync_channel(1);
                std::thread::spawn(move || {
                    let stream = UnixStream::connect_addr(&peer);
                    let told = told.send(stream.and_then(|stream| {
                        stream.set_read_timeout(Some(limit))?;
                        sign(stream, speaks_first)
                    }));
                    drop(told);
                });
                heard.recv_timeout(limit).unwrap_or_else(|_| Err(Kind::TimedOut.into()))
            }
        };
        match sign {
            Ok(()) => true,
            Err(error) => !matches!(
                error.kind(),
                Kind::TimedOut
                    | Kind::WouldBlock
                    | Kind::ConnectionRefused
                    | Kind::ConnectionReset
                    | Kind::HostUnreachable
                    | Kind::NetworkUnreachable
            ),
        }
    }
}

/// Waits for one byte, after asking for it where the server does not speak first.
fn sign(mut stream: impl Read + Write, speaks_first: bool) -> io::Result<()> {
    if !speaks_first {
        stream.write_all(&SSL_REQUEST)?;
    }
    stream.read(&mut [0; 1]).map(drop)
}

/// What tells sockets of a process apart: device and number.
pub type Id = (u64, u64);

/// The sockets of the process: descriptor and id.
#[cfg(unix)]
fn open() -> Vec<(i32, Id)> {
    use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
    let folder = if cfg!(target_os = "linux") { "/proc/self/fd" } else { "/dev/fd" };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let socket = |entry: std::fs::DirEntry| {
        let known = std::fs::metadata(entry.path()).ok()?;
        let number = entry.file_name().to_str()?.parse().ok()?;
        known.file_type().is_socket().then_some((number, (known.dev(), known.ino())))
    };
    entries.filter_map(socket).collect()
}

/// All sockets of the process.
pub fn all() -> BTreeSet<Id> {
    open().into_iter().map(|(_, id)| id).collect()
}

/// Those with a far end that are not known, as duplicates.
#[cfg(unix)]
fn new(known: &BTreeSet<Id>) -> Vec<Socket> {
    let unknown = open().into_iter().filter(|(_, id)| !known.contains(id));
    unknown.filter_map(|(number, _)| duplicate(number)).collect()
}

#[cfg(unix)]
fn duplicate(number: i32) -> Option<Socket> {
    use std::os::fd::OwnedFd;
    struct Numbered(i32);
    impl std::os::fd::AsRawFd for Numbered {
        fn as_raw_fd(&self) -> i32 {
            self.0
        }
    }
    let copy = filedescriptor::FileDescriptor::dup(&Numbered(number)).ok()?;
    let tcp = TcpStream::from(OwnedFd::from(copy.as_file().ok()?));
    if tcp.peer_addr().is_ok() {
        return Some(Socket::Tcp(tcp));
    }
    let unix = UnixStream::from(OwnedFd::from(tcp));
    unix.peer_addr().ok()?.as_pathname()?;
    Some(Socket::Unix(unix))
}

/// Other systems do not list them.
#[cfg(not(unix))]
fn open() -> Vec<(i32, Id)> {
    Vec::new()
}

#[cfg(not(unix))]
fn new(_: &BTreeSet<Id>) -> Vec<Socket> {
    Vec::new()
}
