//! Developers' commands: `cargo xtask test`, `check`, `servers`, `wheel` and `bench`.
//!
//! People and continuous integration run the same commands, so that a green run means the same
//! thing in both places. There are no dependencies: this builds in seconds on a clean clone.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench;
mod install;
mod process;
mod servers;
mod steps;

use std::process::ExitCode;

/// What a command comes to: an exit code, or a sentence that says why there is none.
type Outcome<T> = Result<T, String>;

const HELP: &str = "\
Developers' commands of bookroom.

  cargo xtask test [--only NAME[,NAME…]] [--long]
      Installs what is missing, then runs the steps below, all of them, in this order.
      --only runs the named steps; --long sets BOOKROOM_LONG=1 for the long-running tests.

  cargo xtask check
      The quick round before a commit: formatting, a check of all features, lints, house rules.

  cargo xtask servers -- COMMAND…
      Starts throw-away PostgreSQL and MariaDB servers, runs COMMAND with their addresses in
      BOOKROOM_TEST_POSTGRES and BOOKROOM_TEST_MYSQL, and stops them again.

  cargo xtask wheel
      Builds the wheel and the source distribution of the Python package into target/wheels, and
      tries the wheel in a clean environment.

  cargo xtask bench [NAME…]
      Runs the benchmarks in release mode; the figures go to target/bench/summary.json.

  cargo xtask --help

Steps of `test`:
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Outcome<ExitCode> {
    let Some((command, rest)) = words.split_first() else {
        print!("{}", help());
        return Ok(ExitCode::FAILURE);
    };
    if rest.first().is_some_and(|word| word == "--help" || word == "-h") {
        print!("{}", help());
        return Ok(ExitCode::SUCCESS);
    }
    match command.as_str() {
        "test" => test(rest),
        "check" if rest.is_empty() => steps::run(steps::CHECK.iter().collect(), false),
        "wheel" if rest.is_empty() => steps::run(steps::WHEEL.iter().collect(), false),
        "servers" => with_servers(rest),
        "bench" => bench::run(rest),
        "help" | "--help" | "-h" => {
            print!("{}", help());
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(format!("no such command: {}; see `cargo xtask --help`", words.join(" "))),
    }
}

fn help() -> String {
    let mut text = HELP.to_owned();
    for step in steps::TEST {
        text.push_str(&format!("  {:<12}{}\n", step.name, step.about));
    }
    text
}

fn test(words: &[String]) -> Outcome<ExitCode> {
    let mut only: Vec<String> = Vec::new();
    let mut long = false;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let names = match word.as_str() {
            "--long" => {
                long = true;
                continue;
            }
            "--only" => words.next().ok_or("--only needs the name of a step")?,
            other => other
                .strip_prefix("--only=")
                .ok_or(format!("no such option: {other}; see `cargo xtask --help`"))?,
        };
        only.extend(names.split(',').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned));
    }
    steps::run(steps::named(&only)?, long)
}

fn with_servers(words: &[String]) -> Outcome<ExitCode> {
    let words = match words.split_first() {
        Some((dashes, rest)) if dashes == "--" => rest,
        _ => words,
    };
    let (program, arguments) =
        words.split_first().ok_or("usage: cargo xtask servers -- COMMAND…")?;
    install::ensure(install::Needs::Servers)?;
    let servers = servers::Servers::start()?;
    let status = std::process::Command::new(program)
        .args(arguments)
        .envs(servers.environment())
        .status()
        .map_err(|error| format!("cannot run {program}: {error}"))?;
    drop(servers);
    Ok(process::exit_code(status))
}
