//! Command lines as text, and the few questions to the machine that every part asks.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};

use crate::Outcome;

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.ancestors().nth(2).map_or(here.clone(), Path::to_path_buf)
}

/// Makes a command of a line such as `RUSTDOCFLAGS=-Dwarnings cargo doc --no-deps`.
///
/// Words are parted by blanks, there is no quoting; leading `NAME=value` words set the
/// environment. Each `values` pair replaces `{name}` inside the words, after the line is split,
/// so that a path with blanks stays one word. The command runs in the workspace's folder.
pub fn command(line: &str, values: &[(&str, String)]) -> Outcome<Command> {
    let mut words = line.split_whitespace().map(|word| {
        values.iter().fold(word.to_owned(), |word, (name, value)| {
            word.replace(&format!("{{{name}}}"), value)
        })
    });
    let mut environment = Vec::new();
    let program = loop {
        let word = words.next().ok_or_else(|| format!("no program in the line: {line}"))?;
        match word.split_once('=') {
            Some((name, value)) => environment.push((name.to_owned(), value.to_owned())),
            None => break word,
        }
    };
    let mut command = Command::new(program);
    command.envs(environment).args(words).current_dir(root()).stdin(Stdio::null());
    Ok(command)
}

/// Runs a command that may only succeed.
pub fn run(command: &mut Command) -> Outcome<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("cannot run {name}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name}: {status}")) }
}

/// Whether a command ran and succeeded; what it prints is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The number that `id` answers, such as `id -u postgres`.
pub fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).stderr(Stdio::null()).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Whether this process may change accounts and install packages without asking.
pub fn is_root() -> bool {
    id(&["-u"]) == Some(0)
}

/// Finds a program on the search path or where servers hide from ordinary users.
pub fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(["/usr/sbin", "/usr/libexec", "/usr/local/sbin"].map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// Passes a child's exit code on.
pub fn exit_code(status: ExitStatus) -> ExitCode {
    match status.code().map(u8::try_from) {
        Some(Ok(code)) => ExitCode::from(code),
        _ => ExitCode::FAILURE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::OsStr;

    #[test]
    fn a_line_becomes_environment_program_and_words() -> Outcome<()> {
        let values = [("url", "postgres://a b/x".to_owned())];
        let command = command("A=1 cargo run -- --db={url}", &values)?;
        let words: Vec<&OsStr> = command.get_args().collect();
        assert_eq!(command.get_program(), "cargo");
        assert_eq!(words, ["run", "--", "--db=postgres://a b/x"]);
        assert_eq!(command.get_envs().next(), Some((OsStr::new("A"), Some(OsStr::new("1")))));
        Ok(())
    }

    #[test]
    fn a_line_without_a_program_is_refused() {
        assert!(command("A=1", &[]).is_err());
    }
}
