//! A PostgreSQL server in a folder.

use std::path::Path;
use std::process::Command;

use super::keeper::Keeper;
use super::server::{self, Account, Server};
use super::{DATABASE, USER, private_folder};
use crate::{Outcome, install, process};

/// Fast, small, reachable over TCP on this machine only; `unix_socket_directories=` is no socket.
const SETTINGS: &[&str] = &[
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "shared_buffers=64MB",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "timezone=UTC",
    "log_timezone=UTC",
    // Sessions that ask for another locale than C are answered in Chinese, see LANGUAGE below.
    "lc_messages=C",
];

/// Makes a cluster in the folder, starts it and waits until it takes connections.
pub fn start(folder: &Path, keeper: &Keeper) -> Outcome<Server> {
    let programs = install::postgres_programs().ok_or("no PostgreSQL server is installed")?;
    let account = Account::choose(&["postgres", "nobody"])?;
    let home = folder.join("postgres");
    let log = folder.join("postgres.log");
    private_folder(&home, account)?;
    let password = folder.join("postgres.password");
    std::fs::write(&password, USER).map_err(|error| format!("{}: {error}", password.display()))?;

    let initdb = &mut server::command(&programs.join("initdb"), &home, account);
    initdb.arg("--pgdata").arg(home.join("data")).arg("--pwfile").arg(&password).args([
        "--username",
        USER,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]);
    server::prepare(initdb, &log)?;

    let port = server::free_port()?;
    let postgres = &mut server::command(&programs.join("postgres"), &home, account);
    postgres.env("LANGUAGE", "zh_CN");
    postgres.arg("-D").arg(home.join("data")).arg("-p").arg(port.to_string());
    for setting in SETTINGS {
        postgres.args(["-c", setting]);
    }
    // SIGTERM would wait for clients to leave; SIGINT ends their connections.
    let mut server = Server::spawn("PostgreSQL", port, "INT", postgres, &log, keeper)?;
    server.wait_until(|| process::succeeds(&mut client(&programs.join("pg_isready"), port)))?;
    let createdb = &mut client(&programs.join("createdb"), port);
    server::prepare(createdb.args(["--username", USER, DATABASE]), &log)?;
    Ok(server)
}

fn client(program: &Path, port: u16) -> Command {
    let mut command = Command::new(program);
    command.args(["--host", "127.0.0.1", "--port", &port.to_string()]).env("PGPASSWORD", USER);
    command
}
