//! Rules about who may name whom: the arrows of the house, which never turn.

use std::collections::{BTreeMap, BTreeSet};

use crate::scan::{has_word, imports, paths, without_tests};
use crate::source::File;
use crate::{ban, finding, hold, object, one};

const DATABASES: &[&str] = &["sqlite", "postgres", "mysql"];
const FLOOR_PLAN: &[&str] = &["mod.rs", "model.rs", "rules.rs", "commands.rs", "store.rs"];
/// Folders that hold no area.
const LOW_FLOORS: &[&str] = &["values", "store", "rights", "log", "work"];
const GROUND_FILES: &[&str] = &["codes", "error", "interrupt"];

/// A sample of one file of the engine.
fn engine(path: &str, text: &str) -> Vec<File> {
    one(&format!("crates/bookroom/src/{path}"), text)
}

#[test]
fn diesel_stays_in_stores() {
    let is_other =
        |file: &File| file.is_engine() && file.name() != "store.rs" && !file.is_under("store");
    let words = ["diesel", "diesel_migrations"];
    hold(
        |files| ban(files, is_other, &words, "move the query to the area's store.rs"),
        &[
            engine("ledger/commands.rs", "use diesel::prelude::*;"),
            engine("error.rs", "impl From<diesel::result::Error> for Error {}"),
        ],
        &[
            engine("ledger/store.rs", "use diesel::prelude::*;"),
            engine("store/pool.rs", "use diesel::prelude::*;"),
            engine("ledger/store/rows.rs", "use diesel::prelude::*;"),
            engine("lib.rs", "//! diesel stays in stores"),
            one("benches/raw.rs", "use diesel::prelude::*;"),
        ],
    );
}

#[test]
fn one_database_is_named_in_the_store_only() {
    let is_other = |file: &File| file.is_engine() && !file.is_in_area(&["store"]);
    let rule = |files: &[File]| {
        object(
            files,
            is_other,
            |file| &file.uncommented,
            |line| {
                let line: String = line.split_whitespace().collect();
                let features = DATABASES.iter().map(|name| format!("feature=\"{name}\""));
                let variants = ["Conn::Sqlite", "Conn::Pg", "Conn::Mysql"].map(str::to_owned);
                let what = features.chain(variants).find(|what| line.contains(what))?;
                Some(format!("`{what}`: put the difference in store/dialect.rs"))
            },
        )
    };
    hold(
        rule,
        &[
            engine("lib.rs", "#[cfg(feature = \"mysql\")]"),
            engine("lib.rs", "#[cfg(any(test, feature=\"postgres\"))]"),
            engine("ledger/store.rs", "Conn::Sqlite(c) => f(c),"),
        ],
        &[
            engine("store/dialect.rs", "#[cfg(feature = \"mysql\")]\nConn::Mysql(c) => f(c),"),
            engine("lib.rs", "// feature = \"mysql\""),
            engine("lib.rs", "#[cfg(feature = \"arrow\")]"),
        ],
    );
}

#[test]
fn rules_are_pure() {
    let is_rules =
        |file: &File| file.is_engine() && (file.name() == "rules.rs" || file.is_under("rules"));
    let impure = ["Conn", "store::", "::store", "Utc::now", "Local::now", "SystemTime", "Tx"];
    hold(
        |files| ban(files, is_rules, &impure, "rules take values and return values"),
        &[
            engine("ledger/rules.rs", "fn f(conn: &mut Conn) {}"),
            engine("ledger/rules/close.rs", "let now = Utc::now();"),
            engine("ledger/rules.rs", "use super::store;"),
            engine("ledger/rules.rs", "fn f(tx: &mut Tx) {}"),
        ],
        &[
            engine("ledger/rules.rs", "/// Needs no Tx.\nfn f(text: &TxText, restore: u8) {}"),
            engine("ledger/commands.rs", "fn f(tx: &mut Tx) {}"),
        ],
    );
}

#[test]
fn the_clock_is_read_in_one_place() {
    let is_other = |file: &File| {
        let keepers = [
            "interrupt.rs",
            "store/lanes.rs",
            "store/turns.rs",
            "store/watch.rs",
            "values/clock.rs",
            "work/bell.rs",
        ];
        file.in_engine().is_some_and(|path| !keepers.contains(&path))
    };
    let clocks = ["Utc::now", "Local::now", "Instant::now", "SystemTime::now"];
    hold(
        |files| ban(files, is_other, &clocks, "take the time from the injected clock"),
        &[
            engine("ledger/commands.rs", "let at = chrono::Utc::now();"),
            engine("ledger/bell.rs", "let at = Instant::now();"),
        ],
        &[
            engine("values/clock.rs", "let at = Utc::now();"),
            engine("work/bell.rs", "let at = Instant::now();"),
        ],
    );
}

#[test]
fn the_ledger_knows_no_other_area() {
    let low = |room: &str| LOW_FLOORS.contains(&room) || GROUND_FILES.contains(&room);
    let rule = |files: &[File]| {
        let mut findings = Vec::new();
        for file in files.iter().filter(|file| file.is_in_area(&["ledger"])) {
            let path = file.in_engine().unwrap_or_default().trim_end_matches(".rs");
            let here: Vec<String> =
                path.split('/').filter(|name| *name != "mod").map(str::to_owned).collect();
            for (line, path) in imports(&without_tests(&file.code), &here) {
                let room = path.first().map_or("ledger", String::as_str);
                if room != "ledger" && !low(room) {
                    let advice = "let that area call the ledger";
                    findings.push(finding(file, line, format!("`{}`: {advice}", path.join("::"))));
                }
            }
        }
        findings
    };
    hold(
        rule,
        &[
            engine("ledger/rules.rs", "use crate::{values::Money, billing::Invoice};"),
            engine("ledger/queries/sums.rs", "fn f(task: super::super::super::tasks::Task) {}"),
            engine("ledger/mod.rs", "use crate::places::model::Place;"),
        ],
        &[
            engine("ledger/rules.rs", "use crate::values::billing;\nuse super::model::Side;"),
            engine("ledger/mod.rs", "mod chart;\nuse chart::Chart;\nuse crate::error::Result;"),
            engine("reports/ageing.rs", "use crate::billing::Invoice;"),
        ],
    );
}

/// Every area but those above the areas, which put together what all of them have.
fn is_area(name: &str) -> bool {
    const OTHERS: &[&str] = &["charts", "exchange", "reports", "saved_views"];
    !LOW_FLOORS.contains(&name) && !OTHERS.contains(&name)
}

#[test]
fn areas_use_what_other_areas_offer() {
    // `ledger::post` and `ledger::Side::Debit` are offered by mod.rs, `ledger::rules::f` is not.
    let goes_inside = |path: &[String]| match path {
        [_, module, rest @ ..] => {
            let is_module = module.starts_with(char::is_lowercase);
            ["store", "rules"].contains(&module.as_str()) || (is_module && !rest.is_empty())
        }
        _ => false,
    };
    let rule = |files: &[File]| {
        let mut findings = Vec::new();
        for file in files {
            let Some((own, _)) = file.in_engine().and_then(|path| path.split_once('/')) else {
                continue;
            };
            let areas = files.iter().filter_map(|other| other.in_engine()?.split_once('/'));
            let others: BTreeSet<&str> =
                areas.map(|(area, _)| area).filter(|area| *area != own && is_area(area)).collect();
            if !is_area(own) || file.name().ends_with("tests.rs") {
                continue;
            }
            for (line, path) in paths(&without_tests(&file.code)) {
                let to_other = path.first().is_some_and(|area| others.contains(area.as_str()));
                if to_other && goes_inside(&path) {
                    let what = path.join("::");
                    let advice = "name it as that area's mod.rs re-exports it";
                    findings.push(finding(file, line, format!("`{what}`: {advice}")));
                }
            }
        }
        findings
    };
    let two = |path: &str, text: &str| {
        let all = [engine("ledger/mod.rs", ""), engine("customers/mod.rs", ""), engine(path, text)];
        all.into_iter().flatten().collect::<Vec<_>>()
    };
    hold(
        rule,
        &[
            two("billing/commands.rs", "use crate::ledger::store;"),
            two("billing/commands.rs", "use crate::ledger::{post, store::{load}};"),
            two("stock/moves/commands.rs", "crate::ledger::rules::f();"),
            two("billing/store.rs", "use crate::customers::store::customers_in_scope;"),
        ],
        &[
            two("billing/commands.rs", "use crate::ledger::{self, post};"),
            two("billing/rules.rs", "let side = crate::ledger::Side::Debit;"),
            two("billing/store.rs", "use crate::customers::customers_in_scope;"),
            two("ledger/commands.rs", "use crate::ledger::store;"),
            two("reports/ageing.rs", "use crate::ledger::queries::load_chart;"),
            two("ledger/commands.rs", "use crate::work::host_rules::Rules;"),
        ],
    );
}

#[test]
fn the_engine_knows_no_binding() {
    let is_engine = |file: &File| {
        let crates = ["crates/bookroom/", "crates/ground/"];
        crates.iter().any(|it| file.path.starts_with(it)) && file.has_extension(&["rs", "toml"])
    };
    let rule = |files: &[File]| {
        object(
            files,
            is_engine,
            |file| &file.code,
            |line| {
                let line = if line.starts_with("# ") { "" } else { line };
                let word = ["uniffi", "pyo3"].into_iter().find(|word| has_word(line, word))?;
                Some(format!("`{word}`: what concerns a host language belongs to bindings/"))
            },
        )
    };
    hold(
        rule,
        &[
            engine("lib.rs", "#[cfg_attr(feature = \"hosts\", derive(uniffi::Record))]"),
            one("crates/bookroom/Cargo.toml", "pyo3 = \"1\""),
        ],
        &[
            engine("lib.rs", "// pyo3 is not ours"),
            one("crates/bookroom/Cargo.toml", "# no pyo3 here"),
            one("bindings/python/src/lib.rs", "use pyo3::prelude::*;"),
        ],
    );
}

#[test]
fn areas_have_one_floor_plan() {
    let rule = |files: &[File]| {
        let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let paths = files.iter().filter(|file| !file.is_in_area(LOW_FLOORS));
        for (folder, name) in paths.filter_map(|file| file.in_engine()?.rsplit_once('/')) {
            folders.entry(folder).or_default().insert(name);
        }
        let areas = folders.into_iter().filter(|(_, names)| names.contains("commands.rs"));
        areas
            .flat_map(|(folder, names)| {
                let lacking = FLOOR_PLAN.iter().filter(move |name| !names.contains(**name));
                lacking.map(move |name| {
                    format!("crates/bookroom/src/{folder}/commands.rs:1: no {name} beside it")
                })
            })
            .collect()
    };
    let area = |folder: &str, names: &[&str]| -> Vec<File> {
        names.iter().flat_map(|name| engine(&format!("{folder}/{name}"), "")).collect()
    };
    hold(
        rule,
        &[area("stock", &["mod.rs", "commands.rs"]), area("stock/moves", &FLOOR_PLAN[1..])],
        &[area("stock", FLOOR_PLAN), area("stock", &["mod.rs"]), area("rights", &["commands.rs"])],
    );
}
