//! Installs the Debian packages that a step needs, and only those that are missing.
//!
//! Elsewhere than on Debian the check is the same, but the developer installs: the error names
//! what is missing.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Outcome, process};

/// What a step needs beyond a Rust toolchain and a C compiler. Each level includes the former.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// Nothing more.
    Nothing,
    /// Headers and client libraries of PostgreSQL and MySQL, to build all features.
    Headers,
    /// The servers themselves.
    Servers,
}

struct Package {
    name: &'static str,
    level: Needs,
    present: fn() -> bool,
}

const PACKAGES: &[Package] = &[
    Package {
        name: "pkg-config",
        level: Needs::Headers,
        present: || process::find("pkg-config").is_some(),
    },
    Package {
        name: "libpq-dev",
        level: Needs::Headers,
        present: || has_header("/usr/include/postgresql/libpq-fe.h", &["libpq"]),
    },
    Package {
        name: "libmariadb-dev",
        level: Needs::Headers,
        present: || {
            has_header("/usr/include/mariadb/mysql.h", &["libmariadb", "mariadb", "mysqlclient"])
        },
    },
    Package {
        // Charts are drawn with Chinese labels.
        name: "fonts-wqy-microhei",
        level: Needs::Headers,
        present: || {
            !cfg!(target_os = "linux")
                || Path::new("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc").is_file()
        },
    },
    Package {
        name: "postgresql",
        level: Needs::Servers,
        present: || postgres_programs().is_some(),
    },
    Package {
        name: "mariadb-server",
        level: Needs::Servers,
        present: || {
            ["mariadbd", "mariadb-install-db", "mariadb"]
                .iter()
                .all(|name| process::find(name).is_some())
        },
    },
];

fn has_header(file: &str, modules: &[&str]) -> bool {
    Path::new(file).is_file()
        || modules
            .iter()
            .any(|module| process::succeeds(Command::new("pkg-config").args(["--exists", module])))
}

/// The folder with the programs of the newest PostgreSQL server installed.
pub fn postgres_programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| {
            let version: u32 = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, folder)| folder.join("postgres").is_file())
        .max();
    match newest {
        Some((_, folder)) => Some(folder),
        None => process::find("postgres")?.parent().map(Path::to_path_buf),
    }
}

/// Makes sure that everything up to the given level is there.
pub fn ensure(needs: Needs) -> Outcome<()> {
    let missing: Vec<&str> = missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    println!("━━ installing {}", missing.join(", "));
    let advice = format!("install by hand: {}", missing.join(", "));
    if process::find("apt-get").is_none() {
        return Err(format!("packages are missing and there is no apt-get; {advice}"));
    }
    if !process::is_root() && process::find("sudo").is_none() {
        return Err(format!("packages are missing, and this is neither root nor sudo; {advice}"));
    }
    let explain = |why: String| format!("{why}; {advice}");
    if let Err(why) = process::run(&mut apt_get(&["update"])) {
        eprintln!("warning: apt-get update: {why}; going on with the lists at hand");
    }
    let mut install = vec!["install", "-y", "--no-install-recommends"];
    install.extend(&missing);
    process::run(&mut apt_get(&install)).map_err(explain)?;
    match self::missing(needs).as_slice() {
        [] => Ok(()),
        still => Err(format!("installed, yet not found: {}", still.join(", "))),
    }
}

fn missing(needs: Needs) -> Vec<&'static str> {
    let absent = |package: &&Package| package.level <= needs && !(package.present)();
    PACKAGES.iter().filter(absent).map(|package| package.name).collect()
}

/// The settings travel as words of `env`, because sudo drops the caller's environment. At run
/// level 1 the packages do not start the servers of their own.
fn apt_get(words: &[&str]) -> Command {
    let mut command = if process::is_root() {
        Command::new("env")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("env");
        sudo
    };
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"])
        .args(["apt-get", "-q", "-o", "DPkg::Lock::Timeout=600"])
        .args(words)
        .stdin(Stdio::null());
    command
}
