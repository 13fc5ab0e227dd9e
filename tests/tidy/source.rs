//! What the house rules look at: the text files of the workspace.

use std::path::Path;

use crate::scan::{Kind, classify};

/// Folders that hold no source of ours.
const SKIPPED: &[&str] =
    &[".git", ".build", ".gradle", ".venv", "__pycache__", "build", "node_modules", "target"];

/// Larger files are data.
const LARGEST_TEXT: u64 = 4 << 20;

/// One file, with views of its text in which some characters are replaced by blanks. Lines and
/// columns are the same in all views.
pub struct File {
    /// Path from the workspace's folder, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Rust only: without comments and without what strings hold.
    pub code: String,
    /// Rust only: without comments.
    pub uncommented: String,
    /// Rust only: without what strings hold.
    pub unquoted: String,
}

impl File {
    /// Takes a file's text apart.
    pub fn new(path: &str, text: &str) -> Self {
        let kinds = if path.ends_with(".rs") { classify(text) } else { Vec::new() };
        let view = |hidden: &[Kind]| -> String {
            let kinds = kinds.iter().copied().chain(std::iter::repeat(Kind::Code));
            let keep = |(c, kind)| if c != '\n' && hidden.contains(&kind) { ' ' } else { c };
            text.chars().zip(kinds).map(keep).collect()
        };
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            code: view(&[Kind::Comment, Kind::Quoted]),
            uncommented: view(&[Kind::Comment]),
            unquoted: view(&[Kind::Quoted]),
        }
    }

    /// The file's name without its folder.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Whether a folder of this name is on the file's path.
    pub fn is_under(&self, folder: &str) -> bool {
        self.path.rsplit('/').skip(1).any(|part| part == folder)
    }

    /// Whether the name ends in one of these extensions.
    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        self.name().rsplit_once('.').is_some_and(|(_, end)| extensions.contains(&end))
    }

    /// The path inside the engine's source folders, if this is Rust source of the engine. Its
    /// ground floors are a crate of their own.
    pub fn in_engine(&self) -> Option<&str> {
        let folders = ["crates/bookroom/src/", "crates/ground/src/"];
        let inside = folders.iter().find_map(|folder| self.path.strip_prefix(folder));
        inside.filter(|_| self.has_extension(&["rs"]))
    }

    /// Whether this is Rust source of the engine.
    pub fn is_engine(&self) -> bool {
        self.in_engine().is_some()
    }

    /// Whether this is Rust source of one of these areas of the engine.
    pub fn is_in_area(&self, areas: &[&str]) -> bool {
        let area = self.in_engine().and_then(|path| path.split_once('/'));
        area.is_some_and(|(area, _)| areas.contains(&area))
    }
}

/// All text files of the workspace, generated ones excepted.
pub fn workspace() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    walk(&root, "", &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(kind) = entry.file_type() else { continue };
        if SKIPPED.contains(&name.as_str()) || name.contains("generated") {
            continue;
        }
        let path = format!("{prefix}{name}");
        if kind.is_dir() {
            walk(&entry.path(), &format!("{path}/"), files);
        } else if entry.metadata().is_ok_and(|it| it.is_file() && it.len() <= LARGEST_TEXT)
            && let Ok(text) = std::fs::read_to_string(entry.path())
        {
            files.push(File::new(&path, &text));
        }
    }
}
