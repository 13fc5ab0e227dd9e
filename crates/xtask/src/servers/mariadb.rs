//! A MariaDB server in a folder.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use super::keeper::Keeper;
use super::server::{self, Account, Server};
use super::{DATABASE, USER, private_folder};
use crate::{Outcome, process};

/// Fast, small, reachable over TCP on this machine only.
const SETTINGS: &[&str] = &[
    "--bind-address=127.0.0.1",
    "--max-connections=200",
    "--character-set-server=utf8mb4",
    "--default-time-zone=+00:00",
    "--innodb-buffer-pool-size=64M",
    "--innodb-log-file-size=32M",
    "--innodb-flush-log-at-trx-commit=2",
    "--innodb-doublewrite=OFF",
    // Nothing has to outlive the machine, and a file for each table makes every new store slow.
    "--debug-no-sync",
    "--innodb-file-per-table=OFF",
    "--innodb-fast-shutdown=2",
    "--performance-schema=OFF",
    "--skip-name-resolve",
];

/// Makes a data folder, starts the server on it and waits until it takes connections.
pub fn start(folder: &Path, keeper: &Keeper) -> Outcome<Server> {
    let program = |name: &str| process::find(name).ok_or(format!("{name} is not installed"));
    let account = Account::choose(&["mysql", "nobody"])?;
    let home = folder.join("mariadb");
    let log = folder.join("mariadb.log");
    private_folder(&home, account)?;
    let data = format!("--datadir={}", home.join("data").display());

    let install = &mut server::command(&program("mariadb-install-db")?, &home, account);
    install.args(["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db"]);
    install.args([&data, "--innodb-log-file-size=32M", "--innodb-flush-log-at-trx-commit=0"]);
    server::prepare(install, &log)?;

    let accounts = folder.join("mariadb.sql");
    write_accounts(&accounts).map_err(|error| format!("{}: {error}", accounts.display()))?;
    let port = server::free_port()?;
    let mariadbd = &mut server::command(&program("mariadbd")?, &home, account);
    mariadbd.args(["--no-defaults", &data]).args(SETTINGS);
    mariadbd.arg(format!("--port={port}"));
    mariadbd.arg(format!("--init-file={}", accounts.display()));
    for (option, name) in [("socket", "sock"), ("pid-file", "pid")] {
        mariadbd.arg(format!("--{option}={}", home.join(name).display()));
    }
    mariadbd.arg(format!("--tmpdir={}", home.display()));
    let mut server = Server::spawn("MariaDB", port, "TERM", mariadbd, &log, keeper)?;
    let mariadb = program("mariadb")?;
    server.wait_until(|| process::succeeds(&mut select_one(&mariadb, port)))?;
    Ok(server)
}

/// The statements run before the server takes its first connection. The server reads the file
/// under its own account.
fn write_accounts(file: &Path) -> std::io::Result<()> {
    let statements = format!(
        "CREATE USER '{USER}'@'%' IDENTIFIED BY '{USER}';\n\
         GRANT ALL PRIVILEGES ON *.* TO '{USER}'@'%' WITH GRANT OPTION;\n\
         CREATE DATABASE {DATABASE};\n"
    );
    std::fs::write(file, statements)?;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o644))
}

/// Signs in as a test would: a ping succeeds even for an account that does not exist.
fn select_one(mariadb: &Path, port: u16) -> Command {
    let mut command = Command::new(mariadb);
    command
        .args(["--no-defaults", "--protocol=tcp", "--host=127.0.0.1", "--execute=SELECT 1"])
        .args([format!("--port={port}"), format!("--user={USER}")])
        .env("MYSQL_PWD", USER);
    command
}
