//! Rules about the shape of source files: size, heads, unfinished marks, floats.

use crate::scan::{functions, has_word};
use crate::source::File;
use crate::{SOURCES, ban, finding, hold, object, one};

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 70;
const COLUMNS: usize = 100;
/// So many characters of strings on a line excuse its length: rustfmt does not break strings.
const LONG_STRING: usize = 40;

#[test]
fn files_are_short() {
    let rule = |files: &[File]| {
        let sources = files.iter().filter(|file| file.has_extension(SOURCES));
        let long = sources.filter(|file| file.text.lines().count() > FILE_LINES);
        long.map(|file| {
            let lines = file.text.lines().count();
            let what = format!("{lines} lines, at most {FILE_LINES}; split it by subject");
            finding(file, FILE_LINES + 1, what)
        })
        .collect()
    };
    let (long, full) = ("x\n".repeat(FILE_LINES + 1), "x\n".repeat(FILE_LINES));
    hold(
        rule,
        &[one("a.rs", &long), one("a.py", &long), one("a.kt", &long), one("a.swift", &long)],
        &[one("a.rs", &full), one("a.csv", &long)],
    );
}

#[test]
fn functions_are_short() {
    let rule = |files: &[File]| {
        let rust = files.iter().filter(|file| file.has_extension(&["rs"]));
        let rust =
            rust.filter(|file| !file.name().ends_with("tests.rs") && !file.is_under("tests"));
        let all = rust.flat_map(|file| functions(&file.code).into_iter().map(move |f| (file, f)));
        let long = all.filter(|(_, f)| f.lines > FUNCTION_LINES);
        long.map(|(file, f)| {
            let what = format!("fn {} has {} lines, at most {FUNCTION_LINES}", f.name, f.lines);
            finding(file, f.line, what + "; give its parts names")
        })
        .collect()
    };
    let function = |lines: usize| format!("fn f() {{\n{}}}\n", "x;\n".repeat(lines - 2));
    let (long, full) = (function(FUNCTION_LINES + 1), function(FUNCTION_LINES));
    let tests = format!("#[cfg(test)]\nmod tests {{\n{long}}}");
    let path = "crates/bookroom/src/a.rs";
    hold(
        rule,
        &[one(path, &long)],
        &[one(path, &full), one(path, &tests), one("tests/a.rs", &long)],
    );
}

#[test]
fn lines_are_short() {
    let rule = |files: &[File]| {
        let mut findings = Vec::new();
        for file in files.iter().filter(|file| file.has_extension(&["rs"])) {
            for (at, (line, bare)) in file.text.lines().zip(file.unquoted.lines()).enumerate() {
                let columns = line.chars().count();
                let quoted = line.chars().zip(bare.chars()).filter(|(a, b)| a != b).count();
                if columns > COLUMNS && quoted < LONG_STRING && !line.contains("://") {
                    let what = format!("{columns} columns, at most {COLUMNS}; wrap it");
                    findings.push(finding(file, at + 1, what));
                }
            }
        }
        findings
    };
    let long = format!("let {} = 1;", "x".repeat(COLUMNS));
    let string = format!("let x = \"{}\";", "x".repeat(COLUMNS));
    let address = format!("// https://example.org/{long}");
    hold(
        rule,
        &[one("a.rs", &long), one("a.rs", &format!("// {long}"))],
        &[one("a.rs", &string), one("a.rs", &address), one("a.md", &long)],
    );
}

#[test]
fn nothing_is_left_unfinished() {
    let advice = "finish it, or open an issue and take it out";
    let is_source = |file: &File| file.has_extension(SOURCES);
    let rule = |files: &[File]| {
        let calls = ["todo!(", "unimplemented!(", "dbg!(", "#[ignore"];
        let mut findings = ban(files, is_source, &calls, advice);
        // In a note the mark counts, in a string it may be a currency code.
        findings.extend(object(
            files,
            is_source,
            |file| &file.unquoted,
            |line| {
                let mark = ["FIXME", "XXX"].into_iter().find(|mark| has_word(line, mark))?;
                Some(format!("`{mark}`: {advice}"))
            },
        ));
        findings
    };
    hold(
        rule,
        &[
            one("a.rs", "fn f() { todo!() }"),
            one("a.rs", "#[ignore = \"slow\"]"),
            one("a.rs", "// XXX: later"),
            one("a.py", "# FIXME later"),
        ],
        &[one("a.rs", "// a todo!() is not left here\nlet none = \"XXX\";")],
    );
}

#[test]
fn the_engine_has_no_floats() {
    let advice = "use Money, Decimal, or an integer of small units";
    let path = "crates/bookroom/src/a.rs";
    // The library that draws takes floats: places in a picture, of values that are rounded before.
    let counts = |file: &File| file.is_engine() && !file.path.ends_with("charts/draw.rs");
    hold(
        |files| ban(files, counts, &["f32", "f64"], advice),
        &[one(path, "let x = y as f64;"), one(path, "fn f(x: &[f32]) {}")],
        &[
            one(path, "// never an f64\nlet leaf64 = \"f64\";"),
            one("benches/a.rs", "let x: f64 = 1.0;"),
        ],
    );
}

#[test]
fn rust_files_say_what_they_are() {
    let rule = |files: &[File]| {
        let rust = files.iter().filter(|file| file.has_extension(&["rs"]));
        let silent = rust.filter(|file| !file.text.starts_with("//!"));
        silent.map(|file| finding(file, 1, "open with a `//!` line that says why it is")).collect()
    };
    hold(
        rule,
        &[one("a.rs", "use x;\n//! Late.\n"), one("a.rs", "")],
        &[one("a.rs", "//! Early.\nuse x;\n"), one("a.py", "import x")],
    );
}
