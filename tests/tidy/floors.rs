//! The floors of the engine: imports go down, never up, and no rooms form a circle.
//!
//! A room is a folder with a `mod.rs`, or a file beside `lib.rs`. Rooms of one floor may know each
//! other one way. Tests may look anywhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::scan::{imports, without_tests};
use crate::source::File;
use crate::{finding, hold};

/// From the ground up. The empty floor is that of the areas: every room that stands on no other.
const FLOORS: &[&[&str]] = &[
    &["codes"],
    &["error"],
    &["interrupt", "values"],
    &["store"],
    &["rights"],
    &["log"],
    &["index"],
    &["work"],
    AREAS,
    &["reports", "saved_views", "search"],
    &["exchange"],
    &["charts"],
    &["bookroom", "catalogue", "verify"],
];
const AREAS: &[&str] = &[];

/// The floor of a room beside `lib.rs`.
fn floor_of(room: &str) -> usize {
    let named = FLOORS.iter().position(|rooms| rooms.contains(&room));
    named.or_else(|| FLOORS.iter().position(|rooms| rooms.is_empty())).unwrap_or(FLOORS.len())
}

/// The engine's files below `lib.rs`, without tests: module path, file, and what it imports.
fn modules(files: &[File]) -> Vec<(Vec<String>, &File, Vec<(usize, Vec<String>)>)> {
    let mut found = Vec::new();
    for file in files {
        let Some(path) = file.in_engine() else { continue };
        let module: Vec<String> =
            path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        let is_test = |name: &String| name == "tests" || name.ends_with("_tests");
        if path == "lib.rs" || module.last().is_some_and(is_test) {
            continue;
        }
        let here: Vec<String> = module.iter().filter(|name| *name != "mod").cloned().collect();
        let imports = imports(&without_tests(&file.code), &here);
        found.push((here, file, imports));
    }
    found
}

#[test]
fn imports_go_down() {
    let rule = |files: &[File]| {
        let mut findings = Vec::new();
        for (here, file, imports) in modules(files) {
            let floor = floor_of(&here[0]);
            for (line, path) in imports {
                let Some(room) = path.first().filter(|room| **room != here[0]) else { continue };
                let what = path.join("::");
                if room.starts_with(char::is_uppercase) {
                    let advice = "name it where it is declared, below";
                    findings.push(finding(file, line, format!("`{what}` of lib.rs: {advice}")));
                } else if floor_of(room) > floor {
                    let advice = "imports go down; move what is shared to a lower floor";
                    findings.push(finding(file, line, format!("`{what}` stands above: {advice}")));
                }
            }
        }
        findings
    };
    let engine = |path: &str, text: &str| crate::one(&format!("crates/bookroom/src/{path}"), text);
    hold(
        rule,
        &[
            engine("work/session.rs", "use crate::billing::Billing;"),
            engine("log/record.rs", "use crate::{values::Check, work::Tx};"),
            engine("values/money.rs", "fn f(x: &crate::store::Conn) {}"),
            engine("ledger/mod.rs", "use super::reports::Reports;"),
            engine("ledger/queries/balances.rs", "use crate::Session;"),
            engine("error.rs", "use crate::values::Check;"),
        ],
        &[
            engine("work/session.rs", "//! As crate::billing has it.\nuse crate::log::store;"),
            engine("billing/rules.rs", "use crate::ledger::Source;\nuse super::model::Invoice;"),
            engine("lib.rs", "pub use crate::work::Session;"),
            engine("log/store.rs", "#[cfg(test)]\nmod tests { use crate::bookroom::Bookroom; }"),
            engine("customers/undo_tests.rs", "use crate::bookroom::Bookroom;"),
            engine(
                "stock/moves/store.rs",
                "use super::super::model::Move;\nuse crate::values::Id;",
            ),
        ],
    );
}

/// The room that holds a path: the innermost folder with a `mod.rs`, or a file beside `lib.rs`.
fn room_of(path: &[String], folders: &BTreeSet<String>) -> Option<String> {
    let inner = (1..=path.len()).rev().map(|end| path[..end].join("/"));
    inner.into_iter().find(|folder| folders.contains(folder)).or_else(|| path.first().cloned())
}

#[test]
fn rooms_form_no_circle() {
    let rule = |files: &[File]| {
        let modules = modules(files);
        let folders: BTreeSet<String> =
            modules.iter().filter(|it| it.1.name() == "mod.rs").map(|it| it.0.join("/")).collect();
        let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut seen = Vec::new();
        for (here, file, imports) in &modules {
            let Some(from) = room_of(here, &folders) else { continue };
            for (line, path) in imports {
                let Some(to) = room_of(path, &folders) else { continue };
                // A room inside another is part of it.
                let nested =
                    to.starts_with(&format!("{from}/")) || from.starts_with(&format!("{to}/"));
                if from != to && !nested {
                    arrows.entry(from.clone()).or_default().insert(to.clone());
                    seen.push((from.clone(), to, *file, *line));
                }
            }
        }
        let circular = seen.iter().filter(|(from, to, ..)| reaches(&arrows, to, from));
        let findings = circular.map(|(from, to, file, line)| {
            let what = format!("{from} knows {to}, which knows {from}: let one way go");
            finding(file, *line, what)
        });
        findings.collect()
    };
    let room = |pairs: &[(&str, &str)]| -> Vec<File> {
        let path = |name: &str| format!("crates/bookroom/src/{name}");
        pairs.iter().map(|(name, text)| File::new(&path(name), text)).collect()
    };
    hold(
        rule,
        &[
            room(&[
                ("a/mod.rs", "use crate::b::B;"),
                ("b/mod.rs", "mod c;"),
                ("b/c.rs", "use crate::a::A;"),
            ]),
            room(&[
                ("s/mod.rs", ""),
                ("s/x/mod.rs", "use crate::s::y::Y;"),
                ("s/y/mod.rs", ""),
                ("s/y/rules.rs", "use crate::s::x::X;"),
            ]),
            room(&[
                ("a/mod.rs", "use crate::b;"),
                ("b/mod.rs", "use crate::c;"),
                ("c/mod.rs", "use crate::a;"),
            ]),
        ],
        &[
            room(&[("a/mod.rs", "use crate::b::B;"), ("b/mod.rs", "")]),
            room(&[("a/mod.rs", "use crate::a::x::X;"), ("a/x/mod.rs", "use crate::a::Y;")]),
        ],
    );
}

/// Whether arrows lead from one room to another.
fn reaches(arrows: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut next = vec![from];
    while let Some(room) = next.pop() {
        if room == to {
            return true;
        }
        let onward = arrows.get(room).into_iter().flatten();
        next.extend(onward.map(String::as_str).filter(|room| seen.insert(room)));
    }
    false
}

#[test]
fn imports_are_written_so_that_they_can_be_read() {
    let rule = |files: &[File]| {
        let engine = files.iter().filter(|file| file.in_engine().is_some_and(|it| it != "lib.rs"));
        let mut findings = Vec::new();
        for file in engine {
            let tests = file.name() == "tests.rs" || file.name().ends_with("_tests.rs");
            for (at, line) in without_tests(&file.code).lines().enumerate() {
                let plain: String = line.split_whitespace().collect::<Vec<_>>().join(" ");
                let hidden = [
                    "crate as ",
                    "super as ",
                    "use self as ",
                    "self::super",
                    "crate ::",
                    "crate::*",
                ]
                .into_iter()
                .chain(["extern crate", "super::super::*"])
                .find(|form| plain.contains(form));
                let is_glob = !tests && line.starts_with("use super::*");
                if let Some(form) = hidden.or(is_glob.then_some("use super::*")) {
                    let what = format!("`{form}` hides what is imported: write the whole path");
                    findings.push(finding(file, at + 1, what));
                }
            }
        }
        findings
    };
    let engine = |path: &str, text: &str| crate::one(&format!("crates/bookroom/src/{path}"), text);
    hold(
        rule,
        &[
            engine("log/store.rs", "use crate as c;"),
            engine("log/store.rs", "use super as up;"),
            engine("log/store.rs", "use self::super::super::billing::Billing;"),
            engine("log/store.rs", "use crate::*;"),
            engine("log/store.rs", "use crate :: billing;"),
            engine("log/store.rs", "extern crate self as me;"),
            engine("log/store.rs", "use super::*;"),
            engine("log/contests.rs", "use super::super::*;"),
        ],
        &[
            engine("log/store.rs", "use crate::work::Tx as Transaction;"),
            engine("log/store.rs", "#[cfg(test)]\nmod tests {\n    use super::*;\n}"),
            engine("log/record_tests.rs", "use super::*;"),
        ],
    );
}
