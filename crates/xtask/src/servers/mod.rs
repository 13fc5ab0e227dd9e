//! Throw-away PostgreSQL and MariaDB servers for tests.
//!
//! Both are made from the installed programs in one temporary folder, listen on 127.0.0.1 only,
//! and trade durability for speed: nothing in them outlives the run. Dropping [`Servers`] stops
//! them, by the process ids it started, and removes the folder. Should this process end without
//! dropping anything (Ctrl-C, a kill), the [`Keeper`] does the same.

mod keeper;
mod mariadb;
mod postgres;
mod server;

use std::os::unix::fs::{DirBuilderExt, chown};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::Outcome;
use keeper::Keeper;
use server::Server;

/// Name and password of the account that tests use; it may create databases.
const USER: &str = "bookroom";

/// A database that stands ready in both servers, for the quick start.
const DATABASE: &str = "quickstart";

/// Both servers, ready for connections. The fields are dropped in this order.
pub struct Servers {
    postgres: Server,
    mariadb: Server,
    _keeper: Keeper,
    _folder: Folder,
}

impl Servers {
    /// Starts both servers and waits until they answer.
    pub fn start() -> Outcome<Self> {
        let mut last = String::new();
        // A free port is found by asking for one and letting go of it: another process may take
        // it before the server does.
        for _ in 0..3 {
            match Self::try_start() {
                Err(problem) if problem.contains("Address already in use") => last = problem,
                outcome => return outcome,
            }
        }
        Err(last)
    }

    fn try_start() -> Outcome<Self> {
        let folder = Folder::new()?;
        let keeper = Keeper::start(&folder.0)?;
        println!("   starting PostgreSQL and MariaDB in {}", folder.0.display());
        let (postgres, mariadb) = std::thread::scope(|scope| {
            let postgres = scope.spawn(|| postgres::start(&folder.0, &keeper));
            let mariadb = scope.spawn(|| mariadb::start(&folder.0, &keeper));
            (postgres.join(), mariadb.join())
        });
        let died = |_| "a thread that starts a server has panicked".to_owned();
        let (postgres, mariadb) = (postgres.map_err(died)?, mariadb.map_err(died)?);
        Ok(Self { postgres: postgres?, mariadb: mariadb?, _keeper: keeper, _folder: folder })
    }

    /// The address of the PostgreSQL server, without a database.
    pub fn postgres_url(&self) -> String {
        format!("postgres://{USER}:{USER}@127.0.0.1:{}", self.postgres.port)
    }

    /// The address of the MariaDB server, without a database.
    pub fn mysql_url(&self) -> String {
        format!("mysql://{USER}:{USER}@127.0.0.1:{}", self.mariadb.port)
    }

    /// What tests find the servers by: addresses of the administrative databases.
    pub fn environment(&self) -> [(&'static str, String); 2] {
        [
            ("BOOKROOM_TEST_POSTGRES", self.postgres_url() + "/postgres"),
            ("BOOKROOM_TEST_MYSQL", self.mysql_url() + "/mysql"),
        ]
    }
}

/// The temporary folder of all servers; other accounts may pass through it, not list it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Outcome<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("bookroom-servers-{}-{count}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::DirBuilder::new()
            .mode(0o711)
            .create(&folder)
            .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            eprintln!("cannot remove {}: {error}", self.0.display());
        }
    }
}

/// Makes a private folder for one server, owned by the account that it runs under.
fn private_folder(folder: &Path, account: Option<server::Account>) -> Outcome<()> {
    let made = std::fs::DirBuilder::new().mode(0o700).create(folder);
    let owned = made.and_then(|()| match account {
        Some(account) => chown(folder, Some(account.uid), Some(account.gid)),
        None => Ok(()),
    });
    owned.map_err(|error| format!("cannot prepare {}: {error}", folder.display()))
}
