//! Rules about files that belong together, and about what no file may hold.

use std::collections::BTreeMap;

use crate::source::{File, workspace};
use crate::{ban, finding, hold, object, one};

const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// A sample of files without text.
fn empty(paths: &[&str]) -> Vec<File> {
    paths.iter().map(|path| File::new(path, "")).collect()
}

#[test]
fn the_workspace_is_seen() {
    let files = workspace();
    let sees = |path: &str| files.iter().any(|file| file.path == path);
    assert!(sees("Cargo.toml") && sees("crates/bookroom/src/lib.rs") && sees("tests/tidy.rs"));
    assert!(!files.iter().any(|file| file.path.starts_with("target/")));
}

#[test]
fn tables_are_described_in_migrations() {
    let advice = "describe the table in a migration: the build makes diesel's schema from it";
    let path = "crates/bookroom/src/store/schema.rs";
    hold(
        |files| ban(files, File::is_engine, &["table!", "joinable!"], advice),
        &[one(path, "diesel::table! { team (id) { id -> BigInt } }")],
        &[one(path, "// made by table!\ninclude!(\"schema.rs\");"), one("a.rs", "table! {}")],
    );
}

/// Numbers of headings and of code blocks in a Markdown text.
fn outline(text: &str) -> (usize, usize) {
    let (mut headings, mut fences) = (0, 0);
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fences += 1;
        } else if line.starts_with('#') && fences % 2 == 0 {
            headings += 1;
        }
    }
    (headings, fences / 2)
}

#[test]
fn readmes_say_the_same_in_both_languages() {
    let rule = |files: &[File]| {
        let texts: BTreeMap<&str, &File> =
            files.iter().map(|file| (file.path.as_str(), file)).collect();
        match READMES.map(|name| texts.get(name)) {
            [Some(english), Some(chinese)] => {
                let (ours, theirs) = (outline(&english.text), outline(&chinese.text));
                let what = format!(
                    "{} headings and {} code blocks here, {} and {} in {}; bring them together",
                    theirs.0, theirs.1, ours.0, ours.1, english.path
                );
                (ours != theirs).then(|| finding(chinese, 1, what)).into_iter().collect()
            }
            found => {
                let missing = READMES.iter().zip(found).filter(|(_, file)| file.is_none());
                missing.map(|(name, _)| format!("{name}:1: is missing")).collect()
            }
        }
    };
    let both = |english: &str, chinese: &str| -> Vec<File> {
        READMES.iter().zip([english, chinese]).map(|(name, text)| File::new(name, text)).collect()
    };
    hold(
        rule,
        &[
            empty(&READMES[..1]),
            empty(&READMES[1..]),
            both("# a\n## b\n", "# a\n"),
            both("```sh\n# x\n```\n", "# x\n"),
        ],
        &[both("# a\n```sh\n# x\n```\n", "# 甲\n```sh\n# 乙\n# 丙\n```\n")],
    );
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    let is_other =
        |file: &File| file.path != "tests/tidy.rs" && !file.path.starts_with("tests/tidy/");
    let rule = |files: &[File]| {
        object(
            files,
            is_other,
            |file| &file.text,
            |line| {
                let is_part = |c: char| c.is_alphanumeric() || "._-}*".contains(c);
                let place = ["/work/", "/root/"].into_iter().find(|place| {
                    let mut found = line.match_indices(place);
                    found.any(|(at, _)| !line[..at].ends_with(is_part))
                })?;
                Some(format!("`{place}`: name it from the folder of the workspace"))
            },
        )
    };
    hold(
        rule,
        &[one("a.md", "see /work/main"), one("a.toml", "x = \"/root/.cargo\"")],
        &[one("a.md", "https://example.org/work/a and ./root/b"), one("tests/tidy.rs", "/work/")],
    );
}
