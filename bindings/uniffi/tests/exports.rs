//! What is exported, held against the engine: every command has a method, and nothing carries a
//! name that a host language cannot have.

use std::path::Path;

use bookroom_ffi::{AnyCommand, METHODS};

const FILES: [&str; 12] = [
    "bulk",
    "callbacks",
    "caller",
    "checks",
    "columns",
    "crossing",
    "error",
    "exchange",
    "lib",
    "room",
    "session",
    "values",
];
const MIRROR: &str = include_str!(concat!(env!("OUT_DIR"), "/mirror.rs"));

/// The text of a file; of a missing one, nothing, in which no test finds what it looks for.
fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(path).unwrap_or_default()
}

/// Everything written here and by the build script.
fn sources() -> String {
    let files = FILES.iter().map(|name| read(&format!("src/{name}.rs")));
    files.chain([MIRROR.to_owned()]).collect()
}

/// The text of the exported methods of a type, wherever they stand.
fn methods_of(area: &str, sources: &str) -> String {
    let mark = format!("#[uniffi::export]\nimpl {area} {{");
    let parts = sources.split(mark.as_str()).skip(1);
    parts.filter_map(|part| part.split("\n}\n").next()).collect()
}

#[test]
fn every_command_has_an_exported_method() {
    let sources = sources();
    let lacking = |names: &[&str], rows: &[(&str, &str, &str)]| -> Vec<String> {
        let has = |name: &str| {
            rows.iter().any(|(command, area, method)| {
                *command == name
                    && methods_of(area, &sources).contains(&format!("pub fn {method}("))
            })
        };
        names.iter().filter(|name| !has(name)).map(|&name| name.to_owned()).collect()
    };
    // The rule finds what is missing,
    assert_eq!(lacking(&["customers.add", "stock.count"], METHODS), ["stock.count"]);
    assert_eq!(lacking(&["a"], &[("a", "Customers", "no_such_method")]), ["a"]);
    // and nothing is.
    assert_eq!(lacking(AnyCommand::NAMES, METHODS), Vec::<String>::new());
    assert!(AnyCommand::NAMES.len() > 70);
}

#[test]
fn no_name_clashes_with_a_host_language() {
    let sources = sources();
    // Kotlin's exceptions have a `message`, Swift has a protocol `Error`.
    assert!(!sources.contains("pub message:") && !sources.contains(" message: "));
    assert!(!sources.contains("pub enum Error ") && !sources.contains("pub struct Error "));
    // A method `close` would be taken for the one that frees an object.
    assert!(!sources.contains("pub fn close("));
}

#[test]
fn nothing_written_here_is_unsafe() {
    let on_disk = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert_eq!(on_disk.map(Iterator::count).unwrap_or_default(), FILES.len(), "name every file");
    for name in FILES {
        assert!(!read(&format!("src/{name}.rs")).contains("unsafe"), "{name}");
    }
    assert!(!MIRROR.contains("unsafe"));
}

#[test]
fn every_exported_item_is_documented() {
    let mut undocumented = Vec::new();
    let lines: Vec<&str> = MIRROR.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let text = line.trim();
        if !["pub fn ", "pub type ", "pub struct ", "pub enum "]
            .iter()
            .any(|it| text.starts_with(it))
        {
            continue;
        }
        let above = lines[..at].iter().rev().find(|line| !line.trim().starts_with("#["));
        if !above.is_some_and(|line| line.trim().starts_with("///")) {
            undocumented.push(text.to_owned());
        }
    }
    assert_eq!(undocumented, Vec::<String>::new());
}

#[test]
fn the_readmes_show_the_programs_that_the_steps_run() {
    for program in ["../kotlin/examples/Readme.kt", "../swift/Examples/Readme/main.swift"] {
        let program = read(program);
        assert!(program.lines().count() > 10);
        for readme in ["../../README.md", "../../README.zh-CN.md"] {
            assert!(read(readme).contains(&program), "{readme}");
        }
    }
}
