//! The house rules that no compiler checks, as tests over the files of the workspace.
//!
//! A rule is a function from files to findings. Each test tries its rule on small samples first,
//! so that a rule which can no longer find anything is noticed, and then on the whole workspace.
//! A failing test lists every finding, each with what to do instead.

#[path = "tidy/arrows.rs"]
mod arrows;
#[path = "tidy/floors.rs"]
mod floors;
#[path = "tidy/guide.rs"]
mod guide;
#[path = "tidy/repository.rs"]
mod repository;
#[path = "tidy/scan.rs"]
mod scan;
#[path = "tidy/shape.rs"]
mod shape;
#[path = "tidy/source.rs"]
mod source;

use std::fmt::Display;

use scan::has_word;
use source::{File, workspace};

/// Files of a programming language.
const SOURCES: &[&str] = &["rs", "py", "pyi", "kt", "kts", "swift"];

/// Tries a rule on samples that break it and on samples that keep it, then on the workspace.
fn hold(rule: impl Fn(&[File]) -> Vec<String>, breaking: &[Vec<File>], keeping: &[Vec<File>]) {
    let describe = |sample: &[File]| -> String {
        sample.iter().map(|file| format!("{}: {}\n", file.path, file.text)).collect()
    };
    for sample in breaking {
        assert!(!rule(sample).is_empty(), "not found in this sample:\n{}", describe(sample));
    }
    for sample in keeping {
        let findings = rule(sample);
        assert!(findings.is_empty(), "{findings:?} in this sample:\n{}", describe(sample));
    }
    let findings = rule(&workspace());
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

/// A sample of one file.
fn one(path: &str, text: &str) -> Vec<File> {
    vec![File::new(path, text)]
}

fn finding(file: &File, line: usize, what: impl Display) -> String {
    format!("{}:{line}: {what}", file.path)
}

/// A finding for each line, in the chosen files and view of them, that a function objects to.
fn object(
    files: &[File],
    choose: impl Fn(&File) -> bool,
    view: impl Fn(&File) -> &str,
    objection: impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| choose(file)) {
        for (at, line) in view(file).lines().enumerate() {
            findings.extend(objection(line).map(|what| finding(file, at + 1, what)));
        }
    }
    findings
}

/// A finding for each line of code, in the chosen Rust files, that names one of these words.
fn ban(
    files: &[File],
    choose: impl Fn(&File) -> bool,
    words: &[&str],
    advice: &str,
) -> Vec<String> {
    object(
        files,
        choose,
        |file| &file.code,
        |line| {
            let word = words.iter().find(|word| has_word(line, word))?;
            Some(format!("`{word}`: {advice}"))
        },
    )
}
