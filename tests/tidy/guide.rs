//! Rules about what teaches: the pages of the guide, and the examples of the handles' methods.

use crate::source::File;
use crate::{finding, hold, one};

const FOLDER: &str = "docs/guide/";
/// Where the pages are made part of the reference, by which their Rust programs run as tests.
const MODULES: &str = "crates/bookroom/src/guide.rs";
const MOST_PAGES: usize = 10;

/// The pages of the guide, without its list of them.
fn pages(files: &[File]) -> impl Iterator<Item = (&str, &File)> {
    files.iter().filter_map(|file| {
        let name = file.path.strip_prefix(FOLDER)?.strip_suffix(".md")?;
        (name != "README").then_some((name, file))
    })
}

#[test]
fn pages_of_the_guide_are_run_and_reached() {
    let rule = |files: &[File]| {
        let text = |path: &str| files.iter().find(|file| file.path == path).map(|file| &file.text);
        let (modules, list) = (text(MODULES), text("docs/guide/README.md"));
        let mut findings = Vec::new();
        for (at, (name, file)) in pages(files).enumerate() {
            for language in ["rust", "python"] {
                if !file.text.lines().any(|line| line == format!("```{language}")) {
                    findings.push(finding(file, 1, format!("no program in {language}: give one")));
                }
            }
            let never_run = ["ignore", "no_run", "compile_fail", "should_panic"];
            let fences = file.text.lines().filter(|line| line.starts_with("```"));
            if fences.into_iter().any(|line| never_run.iter().any(|word| line.contains(word))) {
                findings.push(finding(file, 1, "a program that does not run: let it"));
            }
            if !modules.is_some_and(|text| text.contains(&format!("\"{name}\""))) {
                findings.push(finding(file, 1, format!("not run: name it in {MODULES}")));
            }
            if !list.is_some_and(|text| text.contains(&format!("({name}.md)"))) {
                findings.push(finding(file, 1, "not reached: name it in docs/guide/README.md"));
            }
            if at >= MOST_PAGES {
                findings.push(finding(file, 1, format!("more than {MOST_PAGES} pages: join two")));
            }
        }
        findings
    };
    let guide = |text: &str, modules: &str, list: &str| {
        vec![
            File::new("docs/guide/bill.md", text),
            File::new(MODULES, modules),
            File::new("docs/guide/README.md", list),
        ]
    };
    let (whole, modules, list) = ("```rust\n```\n```python\n```\n", "\"bill\"", "(bill.md)");
    hold(
        rule,
        &[
            guide("```rust\n```\n", modules, list),
            guide("```python\n```\n", modules, list),
            guide("```rust\n```\n```python\n```\n```rust,ignore\n", modules, list),
            guide(whole, "", list),
            guide(whole, modules, ""),
            (0..=MOST_PAGES).map(|n| File::new(&format!("docs/guide/{n}.md"), whole)).collect(),
        ],
        &[guide(whole, modules, list)],
    );
}

/// What hands out the handles: the opened store, a session, and what a rule is asked about.
const ROOTS: [&str; 3] = ["Bookroom", "Session", "CommandView"];

/// The types whose methods hosts call: those of which everything begins, and the handles, whose
/// values hold a session.
fn handles(files: &[File]) -> Vec<&str> {
    let mut found = ROOTS.to_vec();
    for file in files.iter().filter(|file| file.is_engine()) {
        let mut lines = file.code.lines().peekable();
        while let Some(line) = lines.next() {
            let name = line.strip_prefix("pub struct ").and_then(|rest| rest.split_once("<'s> {"));
            let holds = lines.peek().is_some_and(|next| next.contains("session: &'s Session"));
            found.extend(name.filter(|_| holds).map(|(name, _)| name));
        }
    }
    found
}

#[test]
fn methods_of_handles_have_examples() {
    let rule = |files: &[File]| {
        let handles = handles(files);
        let mut findings = Vec::new();
        for file in files.iter().filter(|file| file.is_engine()) {
            let (mut inside, mut shown) = (false, false);
            for (at, line) in file.text.lines().enumerate() {
                if line.starts_with("impl") {
                    let of = |name: &&str| {
                        line.contains(&format!(" {name}<'")) || line == format!("impl {name} {{")
                    };
                    inside = handles.iter().any(of) && !line.contains(" for ");
                }
                if inside && !shown && line.starts_with("    pub fn ") {
                    let what = "a method of a handle without `# Examples`: give it a short one";
                    findings.push(finding(file, at + 1, what));
                }
                let text = line.trim_start();
                shown &= text.starts_with("///") || text.starts_with("#[");
                shown |= text == "/// # Examples";
            }
        }
        findings
    };
    let path = "crates/bookroom/src/a/mod.rs";
    let area = |docs: &str| {
        let handle = "pub struct A<'s> {\n    session: &'s Session,\n}\n\n";
        let first =
            "    /// B.\n    ///\n    /// # Examples\n    /// ```\n    pub fn b(&self) {}\n";
        one(
            path,
            &format!("{handle}impl<'s> A<'s> {{\n{first}\n{docs}    pub fn c(&self) {{}}\n}}"),
        )
    };
    hold(
        rule,
        &[
            area(""),
            area("    /// C.\n"),
            area("    /// # Errors\n    #[must_use]\n"),
            one(path, "impl Bookroom {\n    /// B.\n    pub fn b(&self) {}\n}\n"),
            one(path, "impl<'c> CommandView<'c> {\n    /// B.\n    pub fn b(&self) {}\n}\n"),
        ],
        &[
            area("    /// C.\n    ///\n    /// # Examples\n    /// ```\n    #[must_use]\n"),
            one(path, "pub struct A;\nimpl A {\n    pub fn b(&self) {}\n}\n"),
        ],
    );
}
