//! The socket of a connection. The client libraries keep theirs to themselves, so it is looked for
//! among the descriptors of the process, and duplicated: to be closed from another thread, which
//! ends a wait that nothing else can end. Only sockets are touched: closing a duplicate of a file
//! would let go SQLite's locks on it.

use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

use super::Conn;

/// The request to which every PostgreSQL server gives an answer of one byte.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// A duplicate of a connection's socket.
pub struct Socket(TcpStream);

impl Socket {
    /// The socket of a connection to `port` that was just made. `known` are the near ends of others
    /// to the same server; where several are left the server says which is this one's.
    pub fn find(port: u16, known: &[SocketAddr], conn: &mut Conn) -> Option<Self> {
        let is_to_port = |it: &TcpStream| it.peer_addr().is_ok_and(|it| it.port() == port);
        let is_new = |it: &TcpStream| it.local_addr().is_ok_and(|it| !known.contains(&it));
        let mut found = open();
        found.retain(|it| is_to_port(it) && is_new(it));
        if found.len() > 1 {
            let own = super::dialect::client_port(conn)?;
            found.retain(|it| it.local_addr().is_ok_and(|it| it.port() == own));
        }
        if found.len() == 1 { found.pop().map(Self) } else { None }
    }

    /// Its near end.
    pub fn local(&self) -> Option<SocketAddr> {
        self.0.local_addr().ok()
    }

    /// Ends every wait on it.
    pub fn close(&self) {
        let _ = self.0.shutdown(Shutdown::Both);
    }

    /// Whether who is at its far end gives a sign of life on another connection.
    pub fn answers(&self, speaks_first: bool, limit: Duration) -> bool {
        use std::io::{ErrorKind as Kind, Read as _, Write as _};
        // One that is closed already needs no more cutting.
        let Ok(peer) = self.0.peer_addr() else { return true };
        let sign = TcpStream::connect_timeout(&peer, limit).and_then(|mut stream| {
            stream.set_read_timeout(Some(limit))?;
            if !speaks_first {
                stream.write_all(&SSL_REQUEST)?;
            }
            stream.read(&mut [0; 1])
        });
        match sign {
            Ok(_) => true,
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

/// All sockets of the process, as duplicates.
#[cfg(unix)]
fn open() -> Vec<TcpStream> {
    use std::os::unix::fs::FileTypeExt as _;
    let folder = if cfg!(target_os = "linux") { "/proc/self/fd" } else { "/dev/fd" };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_socket = |entry: &std::fs::DirEntry| {
        std::fs::metadata(entry.path()).is_ok_and(|it| it.file_type().is_socket())
    };
    let number = |entry: std::fs::DirEntry| entry.file_name().to_str()?.parse().ok();
    entries.filter(is_socket).filter_map(number).filter_map(duplicate).collect()
}

#[cfg(unix)]
fn duplicate(number: i32) -> Option<TcpStream> {
    struct Numbered(i32);
    impl std::os::fd::AsRawFd for Numbered {
        fn as_raw_fd(&self) -> i32 {
            self.0
        }
    }
    let copy = filedescriptor::FileDescriptor::dup(&Numbered(number)).ok()?;
    Some(TcpStream::from(std::os::fd::OwnedFd::from(copy.as_file().ok()?)))
}

/// Other systems do not list them.
#[cfg(not(unix))]
fn open() -> Vec<TcpStream> {
    Vec::new()
}
