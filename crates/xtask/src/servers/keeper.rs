//! Cleans up after a process that could not do so itself.
//!
//! The keeper is a shell that waits on a pipe. The system closes the pipe when this process ends,
//! however it ends; a keeper that was not told "done" before then stops the servers and removes
//! their folder. It has a process group of its own, so Ctrl-C in a terminal does not reach it.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::Outcome;

const SCRIPT: &str = r#"
servers=
while read -r signal pid; do
  [ "$signal" = done ] && exit 0
  servers="$servers $signal:$pid"
done
for server in $servers; do
  kill -s "${server%%:*}" "${server##*:}" 2>/dev/null
done
for server in $servers; do
  tries=0
  while kill -0 "${server##*:}" 2>/dev/null; do
    tries=$((tries + 1))
    [ $tries -gt 100 ] && kill -s KILL "${server##*:}" 2>/dev/null && break
    sleep 0.1
  done
done
# A program that prepares a data folder may go on writing for a moment.
tries=0
until rm -rf -- "$1" 2>/dev/null || [ $tries -gt 20 ]; do
  tries=$((tries + 1))
  sleep 0.5
done
"#;

/// The waiting shell.
pub struct Keeper(Child);

impl Keeper {
    /// Starts a keeper for the servers in a folder.
    pub fn start(folder: &Path) -> Outcome<Self> {
        Command::new("sh")
            .args(["-c", SCRIPT, "keeper"])
            .arg(folder)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map(Self)
            .map_err(|error| format!("cannot run sh: {error}"))
    }

    /// Hands a server over: its process id, and the signal that makes it stop.
    pub fn watch(&self, signal: &str, pid: u32) -> Outcome<()> {
        let mut pipe = self.0.stdin.as_ref().ok_or("the keeper has no pipe")?;
        writeln!(pipe, "{signal} {pid}").map_err(|error| format!("the keeper is gone: {error}"))
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Some(mut pipe) = self.0.stdin.take() {
            let _ = writeln!(pipe, "done");
        }
        let _ = self.0.wait();
    }
}
