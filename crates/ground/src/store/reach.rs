//! Reaching a server: how long that may take, and what it means when it fails. An address holds a
//! password, so nothing of it is repeated but host and port.

#![cfg_attr(not(any(feature = "postgres", feature = "mysql")), allow(dead_code))]

use diesel::result::ConnectionError;

use super::failure;
use crate::error::{Code, Error, Problem};

/// What drivers and servers say when there is no connection: the first row that fits.
const SIGNS: &[(&str, Code, &str)] = &[
    ("starting up", Code::ServerUnavailable, "starting"),
    ("shutting down", Code::ServerUnavailable, "stopping"),
    ("shutdown in progress", Code::ServerUnavailable, "stopping"),
    ("recovery mode", Code::ServerUnavailable, "starting"),
    ("not yet accepting", Code::ServerUnavailable, "starting"),
    ("not currently accepting", Code::ServerUnavailable, "stopping"),
    ("too many connections", Code::ServerUnavailable, "full"),
    ("too many clients", Code::ServerUnavailable, "full"),
    ("connection slots", Code::ServerUnavailable, "full"),
    ("connection limit", Code::ServerUnavailable, "full"),
    ("max_user_connections", Code::ServerUnavailable, "full"),
    ("many connection errors", Code::ServerUnavailable, "blocked"),
    ("to database", Code::NoDatabase, ""),
    ("unknown database", Code::NoDatabase, ""),
    ("for database", Code::NoDatabase, ""),
    ("no database selected", Code::NoDatabase, ""),
    ("access denied", Code::AccessRefused, ""),
    ("authentication failed", Code::AccessRefused, ""),
    ("认证失败", Code::AccessRefused, ""),
    ("no password supplied", Code::AccessRefused, ""),
    ("pg_hba.conf", Code::AccessRefused, ""),
    ("role \"", Code::AccessRefused, ""),
    ("not permitted to log in", Code::AccessRefused, ""),
    ("not allowed to connect", Code::AccessRefused, ""),
    ("account is locked", Code::AccessRefused, ""),
    ("password has expired", Code::AccessRefused, ""),
    ("database \"", Code::NoDatabase, ""),
    ("connection refused", Code::Unreachable, "refused"),
    ("(111", Code::Unreachable, "refused"),
    ("(61)", Code::Unreachable, "refused"),
    ("(10061", Code::Unreachable, "refused"),
    ("timeout", Code::Unreachable, "no_answer"),
    ("timed out", Code::Unreachable, "no_answer"),
    ("(110", Code::Unreachable, "no_answer"),
    ("(10060", Code::Unreachable, "no_answer"),
    ("could not translate host name", Code::Unreachable, "unknown_host"),
    ("unknown server host", Code::Unreachable, "unknown_host"),
    ("unknown mysql server host", Code::Unreachable, "unknown_host"),
    ("name or service not known", Code::Unreachable, "unknown_host"),
    ("no route to host", Code::Unreachable, "no_route"),
    ("unreachable", Code::Unreachable, "no_route"),
    ("(113", Code::Unreachable, "no_route"),
    ("(101", Code::Unreachable, "no_route"),
    ("no such file or directory", Code::Unreachable, "no_socket"),
    ("through socket", Code::Unreachable, "no_socket"),
    ("closed the connection", Code::Unreachable, "closed"),
    ("lost connection", Code::Unreachable, "closed"),
    ("gone away", Code::Unreachable, "closed"),
    ("reset by peer", Code::Unreachable, "closed"),
    ("can't connect", Code::Unreachable, "failed"),
    ("connect to server", Code::Unreachable, "failed"),
];

/// A connection to a server that could not be made.
pub fn failed(url: &str, error: &ConnectionError) -> Error {
    let message = match error {
        ConnectionError::BadConnection(message) => message.clone(),
        ConnectionError::InvalidConnectionUrl(_) | ConnectionError::InvalidCString(_) => {
            let hint = "an address: postgres://user:password@host:port/database";
            return Problem::new(Code::BadAddress).at("url").fact("hint", hint).into();
        }
        other => other.to_string(),
    };
    let lower = message.to_lowercase();
    let problem = match SIGNS.iter().find(|(sign, ..)| lower.contains(sign)) {
        Some((_, code, "")) => Problem::new(*code),
        Some((_, code, cause)) => Problem::new(*code).fact("cause", cause),
        None => Problem::new(Code::Storage).fact("cause", failure::cause(&message)),
    };
    match server_of(url) {
        Some(server) => problem.fact("server", server).into(),
        None => problem.into(),
    }
}

/// A server that does not answer.
pub fn no_answer(url: &str) -> Error {
    unreachable(url, "no_answer")
}

fn unreachable(url: &str, cause: &str) -> Error {
    let problem = Problem::new(Code::Unreachable).fact("cause", cause);
    match server_of(url) {
        Some(server) => problem.fact("server", server).into(),
        None => problem.into(),
    }
}

/// Host and port of an address, as they may be shown.
fn server_of(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// The port of an address, or the usual one.
pub fn port_of(url: &str, usual: u16) -> u16 {
    let port = |server: String| server.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
    server_of(url).and_then(port).unwrap_or(usual)
}

/// A SQLite file that could not be opened although it, or its folder, is there.
#[cfg(feature = "sqlite")]
pub fn failed_file(_path: &str, error: &ConnectionError) -> Error {
    match error {
        ConnectionError::BadConnection(message) => {
            failure::known(message).unwrap_or_else(|| Code::FileAccess.into())
        }
        ConnectionError::InvalidCString(_) => Problem::new(Code::BadCharacter).at("url").into(),
        _ => Code::FileAccess.into(),
    }
}

/// The address with libpq's limits on reaching a server, where it does not give its own. Keeping a
/// silent connection alive finds a machine that is gone within a minute.
#[cfg(feature = "postgres")]
pub fn with_limits(url: &str, limits: &super::conn::Limits) -> String {
    let seconds = limits.connect.as_secs().max(2);
    let mut all = url.to_owned();
    for (name, value) in [
        ("connect_timeout", seconds),
        ("keepalives_idle", 30),
        ("keepalives_interval", 10),
        ("keepalives_count", 3),
        ("tcp_user_timeout", limits.connect.as_millis().try_into().unwrap_or(60_000).max(30_000)),
    ] {
        if !url.contains(&format!("{name}=")) {
            all.push(if all.contains('?') { '&' } else { '?' });
            all.push_str(&format!("{name}={value}"));
        }
    }
    all
}

/// Waits until a MySQL server greets, since its client library waits without end. Where the
/// address names a socket, or a host that is one, there is nothing to knock at.
#[cfg(feature = "mysql")]
pub fn knock(url: &str, limits: &super::conn::Limits) -> Result<(), Error> {
    use std::io::Read as _;
    use std::net::{TcpStream, ToSocketAddrs as _};
    let Some(server) = server_of(url).filter(|_| !url.contains("unix_socket=")) else {
        return Ok(());
    };
    let bare = server.trim_start_matches('[');
    if bare.split([':', ']']).next() == Some("localhost") {
        return Ok(());
    }
    let has_port = server.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let target = if has_port { server } else { format!("{server}:3306") };
    let Ok(addresses) = target.to_socket_addrs() else {
        return Err(unreachable(url, "unknown_host"));
    };
    let mut last = unreachable(url, "unknown_host");
    for address in addresses {
        let greeting =
            TcpStream::connect_timeout(&address, limits.connect).and_then(|mut stream| {
                stream.set_read_timeout(Some(limits.connect))?;
                stream.read(&mut [0; 1])
            });
        match greeting {
            // The server may close without a word when it is full: it says so to who asks.
            Ok(_) => return Ok(()),
            Err(error) => last = unreachable(url, io_cause(&error)),
        }
    }
    Err(last)
}

#[cfg(feature = "mysql")]
fn io_cause(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::ConnectionRefused => "refused",
        Kind::TimedOut | Kind::WouldBlock => "no_answer",
        Kind::HostUnreachable | Kind::NetworkUnreachable => "no_route",
        Kind::ConnectionReset | Kind::UnexpectedEof | Kind::BrokenPipe => "closed",
        _ => "failed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_servers_say_is_typed_and_names_the_server_alone() {
        let url = "mysql://boss:s3cret@db.example:3307/shop?ssl_mode=required";
        for (message, code, cause) in [
            ("Can't connect to server on '127.0.0.1' (111)", Code::Unreachable, Some("refused")),
            ("Access denied for user 'boss'@'h' (using password: YES)", Code::AccessRefused, None),
            ("Access denied for user 'boss'@'%' to database 'x'", Code::NoDatabase, None),
            ("Unknown database 'x'", Code::NoDatabase, None),
            ("FATAL:  database \"x\" does not exist", Code::NoDatabase, None),
            ("FATAL:  role \"boss\" does not exist", Code::AccessRefused, None),
            ("FATAL:  the database system is shutting down", Code::ServerUnavailable, None),
            ("FATAL:  sorry, too many clients already", Code::ServerUnavailable, Some("full")),
            (
                "connection to server at \"h\", port 1 failed: timeout expired",
                Code::Unreachable,
                Some("no_answer"),
            ),
        ] {
            let error = failed(url, &ConnectionError::BadConnection(message.to_owned()));
            assert_eq!(error.code(), code, "{message}");
            let problem = &error.problems()[0];
            assert!(cause.is_none() || problem.fact_value("cause") == cause, "{problem:?}");
            assert_eq!(problem.fact_value("server"), Some("db.example:3307"));
            assert!(!problem.text_en().contains("boss") && !problem.text_en().contains("s3cret"));
        }
    }
}
