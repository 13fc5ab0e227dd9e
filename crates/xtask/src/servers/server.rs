//! One server process: started with a log, awaited, stopped when dropped.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::keeper::Keeper;
use crate::{Outcome, process};

const START_LIMIT: Duration = Duration::from_secs(90);
const STOP_LIMIT: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(50);
const LOG_LINES: usize = 25;

/// The account that a server runs under when this process is root, which servers refuse to be.
#[derive(Clone, Copy)]
pub struct Account {
    pub uid: u32,
    pub gid: u32,
}

impl Account {
    /// The first of the named accounts that exists; none unless this process is root.
    pub fn choose(names: &[&str]) -> Outcome<Option<Self>> {
        if !process::is_root() {
            return Ok(None);
        }
        let found = names.iter().find_map(|name| {
            Some(Self { uid: process::id(&["-u", name])?, gid: process::id(&["-g", name])? })
        });
        found.map(Some).ok_or(format!("none of these accounts exists: {}", names.join(", ")))
    }
}

/// Makes a command that runs in a folder under an account.
pub fn command(program: &Path, folder: &Path, account: Option<Account>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).stdin(Stdio::null());
    if let Some(account) = account {
        command.uid(account.uid).gid(account.gid);
    }
    command
}

/// Runs a preparatory command; its output goes to the log, and into the error if it fails.
pub fn prepare(command: &mut Command, log: &Path) -> Outcome<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    log_to(command, log)?;
    process::run(command).map_err(|why| format!("{name} failed: {why}\n{}", tail(log)))
}

/// A TCP port that was free a moment ago.
pub fn free_port() -> Outcome<u16> {
    let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|it| it.local_addr());
    address.map(|it| it.port()).map_err(|error| format!("no free port: {error}"))
}

/// A server process of ours.
pub struct Server {
    pub port: u16,
    name: &'static str,
    child: Child,
    signal: &'static str,
    log: PathBuf,
}

impl Server {
    /// Starts a server that stops on the given signal. Its process group is its own, so Ctrl-C
    /// in a terminal reaches this process first.
    pub fn spawn(
        name: &'static str,
        port: u16,
        signal: &'static str,
        command: &mut Command,
        log: &Path,
        keeper: &Keeper,
    ) -> Outcome<Self> {
        log_to(command, log)?;
        let child = command
            .process_group(0)
            .spawn()
            .map_err(|error| format!("cannot start {name}: {error}"))?;
        let server = Self { port, name, child, signal, log: log.to_path_buf() };
        keeper.watch(signal, server.child.id())?;
        Ok(server)
    }

    /// Waits until the server answers, has ended, or the time is up.
    pub fn wait_until(&mut self, ready: impl Fn() -> bool) -> Outcome<()> {
        let begun = Instant::now();
        while !ready() {
            let ended = self.child.try_wait().map_err(|error| error.to_string())?;
            if let Some(status) = ended {
                return Err(format!("{} ended: {status}\n{}", self.name, tail(&self.log)));
            }
            if begun.elapsed() > START_LIMIT {
                let limit = START_LIMIT.as_secs();
                return Err(format!("{} not up in {limit} s\n{}", self.name, tail(&self.log)));
            }
            std::thread::sleep(PAUSE);
        }
        Ok(())
    }

    fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.has_ended() {
            return;
        }
        let pid = self.child.id().to_string();
        let kill = ["-c", "kill -s \"$1\" \"$2\"", "kill", self.signal, &pid];
        process::succeeds(Command::new("sh").args(kill));
        let begun = Instant::now();
        while !self.has_ended() {
            if begun.elapsed() > STOP_LIMIT {
                eprintln!("{} did not stop on {}; killing it", self.name, self.signal);
                let _ = self.child.kill();
                let _ = self.child.wait();
                return;
            }
            std::thread::sleep(PAUSE);
        }
    }
}

fn log_to(command: &mut Command, log: &Path) -> Outcome<()> {
    let open = || File::options().create(true).append(true).open(log);
    let failed = |error| format!("cannot write {}: {error}", log.display());
    command.stdout(open().map_err(failed)?).stderr(open().map_err(failed)?);
    Ok(())
}

fn tail(log: &Path) -> String {
    let text = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(LOG_LINES)..].join("\n")
}
