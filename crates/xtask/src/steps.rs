//! The steps of `cargo xtask test` and `check`, as data, and the loop that runs them.
//!
//! A new step is a new line in [`TEST`]. Every selected step runs even when an earlier one has
//! failed, since one round should show everything there is to mend.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::install::{self, Needs};
use crate::servers::Servers;
use crate::{Outcome, process};

/// One named step: what it needs on the machine and the lines it runs, first to last.
///
/// Lines are read by [`process::command`]. They may hold `{postgres}` and `{mysql}` (the servers'
/// addresses, without a database), `{scratch}` (an empty folder that is removed afterwards),
/// `{debug}` (where what is not optimised is built) and `{all}` (the packages that are tried, with
/// all they can do: whatever line names the same packages uses one build of the engine).
#[derive(Clone, Copy)]
pub struct Step {
    pub name: &'static str,
    pub about: &'static str,
    needs: Needs,
    lines: &'static [&'static str],
}

const fn step(
    name: &'static str,
    about: &'static str,
    needs: Needs,
    lines: &'static [&'static str],
) -> Step {
    Step { name, about, needs, lines }
}

const FMT: Step =
    step("fmt", "formatting of all Rust files", Needs::Nothing, &["cargo fmt --all --check"]);

const CLIPPY: Step = step(
    "clippy",
    "lints, warnings are errors",
    Needs::Headers,
    &["cargo clippy --workspace --all-targets --all-features -- -D warnings"],
);

const TIDY: Step = step(
    "tidy",
    "house rules that no compiler checks, and whether bookroom.json is current",
    Needs::Headers,
    &["cargo run -q -p bookroom-describe -- --check", "cargo test {all} --test tidy"],
);

/// The steps of `cargo xtask test`.
pub const TEST: &[Step] = &[
    FMT,
    CLIPPY,
    step(
        "features",
        "the engine with each server's database alone; the quick start is SQLite alone",
        Needs::Headers,
        &[
            "cargo check -p bookroom --no-default-features --features postgres",
            "cargo check -p bookroom --no-default-features --features mysql",
        ],
    ),
    step(
        "docs",
        "the reference documentation, warnings are errors",
        Needs::Headers,
        &["RUSTDOCFLAGS=-Dwarnings cargo doc --workspace --no-deps --all-features"],
    ),
    TIDY,
    step(
        "unit",
        "unit tests of the engine, of what reads migrations and sources, and of xtask",
        Needs::Headers,
        &["cargo test {all} --lib --bins --test language --test current --test left_out \
             --test exports"],
    ),
    step(
        "engine",
        "the public API on SQLite, PostgreSQL and MariaDB, and the examples of the documentation",
        Needs::Servers,
        &["cargo test {all} --test main", "cargo test {all} --doc"],
    ),
    step(
        "quickstart",
        "the quick start of the README on each database",
        Needs::Servers,
        &[
            "TMPDIR={scratch} cargo run --release -p bookroom-examples --example quickstart",
            // Not optimised: a second release build of the engine takes longer than all else here.
            "cargo build {all} --example quickstart",
            "{debug}/examples/quickstart --db {postgres}/quickstart",
            "{debug}/examples/quickstart --db {mysql}/quickstart",
        ],
    ),
    step(
        "kotlin",
        "the Kotlin package on the JVM: exports, tests, examples",
        Needs::Servers,
        &["bash bindings/kotlin/test.sh {postgres}/quickstart {mysql}/quickstart"],
    ),
    step(
        "python",
        "the Python package: stubs, types, documentation, tests, examples, from its wheel",
        Needs::Servers,
        &["python3 bindings/python/tools/check.py {scratch} {postgres}/quickstart \
           {mysql}/quickstart"],
    ),
    step(
        "swift",
        "the Swift package on Linux: tests, examples",
        Needs::Servers,
        &["bash bindings/swift/test.sh {postgres}/quickstart {mysql}/quickstart"],
    ),
];

/// What `cargo xtask wheel` does.
pub const WHEEL: &[Step] = &[step(
    "wheel",
    "the release wheel and the source distribution of the Python package, tried",
    Needs::Headers,
    &["python3 bindings/python/tools/wheel.py target/wheels {scratch}"],
)];

/// The steps of `cargo xtask check`.
pub const CHECK: &[Step] = &[
    FMT,
    step(
        "compile",
        "all features of all packages",
        Needs::Headers,
        &["cargo check --workspace --all-features"],
    ),
    CLIPPY,
    TIDY,
];

/// The steps of [`TEST`] with these names, in the order of [`TEST`]; all of them for none.
pub fn named(names: &[String]) -> Outcome<Vec<&'static Step>> {
    if let Some(unknown) = names.iter().find(|name| TEST.iter().all(|step| step.name != **name)) {
        let known: Vec<&str> = TEST.iter().map(|step| step.name).collect();
        return Err(format!("no step is called {unknown}; the steps are {}", known.join(", ")));
    }
    let chosen = |step: &&Step| names.is_empty() || names.iter().any(|name| name == step.name);
    Ok(TEST.iter().filter(chosen).collect())
}

/// Runs the steps and prints a summary; the code says whether all have passed.
pub fn run(steps: Vec<&Step>, long: bool) -> Outcome<ExitCode> {
    let needs = steps.iter().map(|step| step.needs).max().unwrap_or(Needs::Nothing);
    install::ensure(needs)?;
    let mut round = Round { long, servers: None };
    let mut results = Vec::new();
    for step in steps {
        println!("\n━━ {}: {}", step.name, step.about);
        let begun = Instant::now();
        let result = round.run(step);
        let elapsed = begun.elapsed();
        match &result {
            Ok(()) => println!("━━ {} passed in {}", step.name, seconds(elapsed)),
            Err(why) => println!("━━ {} FAILED after {}: {why}", step.name, seconds(elapsed)),
        }
        results.push((step.name, result.is_ok(), elapsed));
    }
    drop(round);
    Ok(summary(&results))
}

fn summary(results: &[(&str, bool, Duration)]) -> ExitCode {
    println!("\n{:<14}{:<10}{:>10}", "step", "result", "time");
    for (name, passed, elapsed) in results {
        let result = if *passed { "passed" } else { "FAILED" };
        println!("{name:<14}{result:<10}{:>10}", seconds(*elapsed));
    }
    let total = seconds(results.iter().map(|(_, _, elapsed)| *elapsed).sum());
    let failed = results.iter().filter(|(_, passed, _)| !passed).count();
    let verdict = if failed == 0 { "passed" } else { "FAILED" };
    println!("{:<14}{verdict:<10}{total:>10}", "all");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn seconds(elapsed: Duration) -> String {
    format!("{}.{} s", elapsed.as_secs(), elapsed.subsec_millis() / 100)
}

/// What the steps of one run share: the servers are started by the first step that needs them.
struct Round {
    long: bool,
    servers: Option<Outcome<Servers>>,
}

impl Round {
    fn run(&mut self, step: &Step) -> Outcome<()> {
        let scratch = Scratch::new(step.name)?;
        let mut values =
            vec![("scratch", scratch.0.display().to_string()), ("debug", debug_folder())];
        let mut environment = Vec::new();
        if step.needs == Needs::Servers {
            let servers = self.servers.get_or_insert_with(Servers::start);
            let servers = servers.as_ref().map_err(Clone::clone)?;
            values.push(("postgres", servers.postgres_url()));
            values.push(("mysql", servers.mysql_url()));
            environment.extend(servers.environment());
            // Tests wait for servers more than they work.
            let threads = std::thread::available_parallelism().map_or(2, usize::from) * 2;
            environment.push(("RUST_TEST_THREADS", threads.to_string()));
        }
        if self.long {
            environment.push(("BOOKROOM_LONG", "1".to_owned()));
        }
        for line in step.lines {
            let line = line.replace("{all}", ALL);
            let mut command = process::command(&line, &values)?;
            println!("   {line}");
            process::run(command.envs(environment.clone()))?;
        }
        Ok(())
    }
}

/// The packages of the tests. Without the benches: they are built in another way.
const ALL: &str = "--workspace --exclude bookroom-benches --all-features";

fn debug_folder() -> String {
    let folder = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    process::root().join(folder).join("debug").display().to_string()
}

/// An empty folder for one step.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Outcome<Self> {
        let folder = format!("bookroom-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        std::fs::create_dir(&folder)
            .map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_choose_steps_in_the_order_of_the_list() -> Outcome<()> {
        let chosen = named(&["docs".to_owned(), "fmt".to_owned()])?;
        assert_eq!(chosen.iter().map(|step| step.name).collect::<Vec<_>>(), ["fmt", "docs"]);
        assert_eq!(named(&[])?.len(), TEST.len());
        Ok(())
    }

    #[test]
    fn an_unknown_name_lists_the_known_ones() {
        let problem = named(&["unti".to_owned()]).err().unwrap_or_default();
        assert!(problem.contains("unti") && problem.contains("unit, engine"), "{problem}");
    }

    #[test]
    fn step_names_are_unique_and_lines_are_readable() -> Outcome<()> {
        for (at, step) in TEST.iter().enumerate() {
            assert!(TEST.iter().skip(at + 1).all(|other| other.name != step.name));
            for line in step.lines {
                process::command(line, &[])?;
            }
        }
        Ok(())
    }
}
