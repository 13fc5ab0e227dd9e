//! The one error type of the engine.
//!
//! An [`Error`] has a kind (the variant: what a caller would do about it) and one or more
//! [`Problem`]s: a stable [`Code`], a path into the caller's input and facts to act on. Texts come
//! from the catalogue in [`crate::codes`]; facts never hold personal data, secrets or driver texts.

use std::fmt;

use serde::{Deserialize, Serialize};

pub use crate::codes::{Code, Kind};

/// The result of every call of the engine.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The longest value of a fact, in characters: facts may repeat keys that the caller gave.
const FACT_LIMIT: usize = 200;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where in the caller's input, such as `lines[2].quantity`; empty when it concerns the whole.
    pub path: String,
    /// What is wrong; stable across releases.
    pub code: Code,
    /// Data to act on (limits, ids, codes, dates), in a fixed order per code.
    pub facts: Vec<Fact>,
}

/// A named value in a [`Problem`]; never personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The name, such as `limit`.
    pub name: String,
    /// The value as text.
    pub value: String,
}

impl Problem {
    /// A problem with the input as a whole.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self { path: String::new(), code, facts: Vec::new() }
    }

    /// The same problem at a place in the input.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same problem with one more fact; of a long value its beginning.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl fmt::Display) -> Self {
        let mut value = value.to_string();
        if let Some((end, _)) = value.char_indices().nth(FACT_LIMIT) {
            value.truncate(end);
            value.push('…');
        }
        self.facts.push(Fact { name: name.to_owned(), value });
        self
    }

    /// Adds the fact `choices`: the words that may be given, all of them. They are the engine's
    /// own, so nothing is cut off.
    #[must_use]
    pub fn choices(mut self, words: &[&str]) -> Self {
        self.facts.push(Fact { name: "choices".to_owned(), value: words.join(", ") });
        self
    }

    /// The same problem with its path put below `prefix` (`lines[2]` and `price` make
    /// `lines[2].price`).
    #[must_use]
    pub fn below(mut self, prefix: &str) -> Self {
        self.path = join_path(prefix, &self.path);
        self
    }

    /// Returns the fact called `name`.
    #[must_use]
    pub fn fact_value(&self, name: &str) -> Option<&str> {
        self.facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.as_str())
    }

    /// The sentence for people, in Chinese.
    #[must_use]
    pub fn text_zh(&self) -> String {
        self.sentence(self.code.text_zh())
    }

    /// The sentence for people, in English.
    #[must_use]
    pub fn text_en(&self) -> String {
        self.sentence(self.code.text_en())
    }

    fn sentence(&self, text: &str) -> String {
        let mut sentence = String::new();
        if !self.path.is_empty() {
            sentence.push_str(&self.path);
            sentence.push_str(": ");
        }
        sentence.push_str(text);
        if !self.facts.is_empty() {
            let facts: Vec<String> =
                self.facts.iter().map(|fact| format!("{}={}", fact.name, fact.value)).collect();
            sentence.push_str(" (");
            sentence.push_str(&facts.join(", "));
            sentence.push(')');
        }
        sentence
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} [{}]", self.text_en(), self.code.slug())
    }
}

/// Puts `path` below `prefix`.
#[must_use]
pub fn join_path(prefix: &str, path: &str) -> String {
    match (prefix.is_empty(), path.is_empty()) {
        (true, _) => path.to_owned(),
        (_, true) => prefix.to_owned(),
        _ if path.starts_with('[') => format!("{prefix}{path}"),
        _ => format!("{prefix}.{path}"),
    }
}

/// What went wrong, by what a caller would do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Error {
    /// The input breaks rules: all violations at once. Correct it and call again.
    #[error("{}", list(.0))]
    Invalid(Vec<Problem>),
    /// The thing asked for is not there, or not yours to see (both look alike).
    #[error("{0}")]
    NotFound(Problem),
    /// You may not do this.
    #[error("{0}")]
    Denied(Problem),
    /// The thing has moved on, or its state does not allow this. Load it again and decide.
    #[error("{0}")]
    Conflict(Problem),
    /// Something with this key exists already.
    #[error("{0}")]
    Duplicate(Problem),
    /// The store, or the period, is closed.
    #[error("{0}")]
    Closed(Problem),
    /// Others hold what this call needs. The same call may succeed later.
    #[error("{0}")]
    Busy(Problem),
    /// The store below failed, or holds something it must not.
    #[error("{0}")]
    Storage(Problem),
    /// This build or this store cannot do that, or not from within a callback.
    #[error("{0}")]
    Unsupported(Problem),
}

fn list(problems: &[Problem]) -> String {
    problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("; ")
}

impl Error {
    /// All problems: one, except for [`Error::Invalid`], which holds every violation found.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Invalid(problems) => problems,
            Self::NotFound(problem)
            | Self::Denied(problem)
            | Self::Conflict(problem)
            | Self::Duplicate(problem)
            | Self::Closed(problem)
            | Self::Busy(problem)
            | Self::Storage(problem)
            | Self::Unsupported(problem) => std::slice::from_ref(problem),
        }
    }

    /// The code of the first problem.
    #[must_use]
    pub fn code(&self) -> Code {
        self.problems().first().map_or(Code::Internal, |problem| problem.code)
    }

    /// The kind: the variant as a plain value.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Invalid(_) => Kind::Invalid,
            Self::NotFound(_) => Kind::NotFound,
            Self::Denied(_) => Kind::Denied,
            Self::Conflict(_) => Kind::Conflict,
            Self::Duplicate(_) => Kind::Duplicate,
            Self::Closed(_) => Kind::Closed,
            Self::Busy(_) => Kind::Busy,
            Self::Storage(_) => Kind::Storage,
            Self::Unsupported(_) => Kind::Unsupported,
        }
    }

    /// The same error with every path put below `prefix`.
    #[must_use]
    pub fn below(self, prefix: &str) -> Self {
        match self {
            Self::Invalid(problems) => {
                Self::Invalid(problems.into_iter().map(|problem| problem.below(prefix)).collect())
            }
            Self::NotFound(problem) => Self::NotFound(problem.below(prefix)),
            Self::Denied(problem) => Self::Denied(problem.below(prefix)),
            Self::Conflict(problem) => Self::Conflict(problem.below(prefix)),
            Self::Duplicate(problem) => Self::Duplicate(problem.below(prefix)),
            Self::Closed(problem) => Self::Closed(problem.below(prefix)),
            Self::Busy(problem) => Self::Busy(problem.below(prefix)),
            Self::Storage(problem) => Self::Storage(problem.below(prefix)),
            Self::Unsupported(problem) => Self::Unsupported(problem.below(prefix)),
        }
    }

    /// A missing (or not visible) record: `subject` is the kind of record, `key` its id or code.
    #[must_use]
    pub fn not_found(subject: &str, key: impl fmt::Display) -> Self {
        Problem::new(Code::NotFound).fact("subject", subject).fact("key", key).into()
    }

    /// A record whose version is not the one the caller saw.
    #[must_use]
    pub fn version_conflict(subject: &str, key: impl fmt::Display) -> Self {
        Problem::new(Code::VersionConflict).fact("subject", subject).fact("key", key).into()
    }

    /// A value in the store that cannot be read; `column` is where it stands.
    #[must_use]
    pub fn corrupt(column: &str) -> Self {
        Problem::new(Code::Corrupt).at(column).into()
    }

    /// A value in the store that cannot be: its table, its column and which row of it.
    #[must_use]
    pub fn corrupt_at(table: &str, column: &str, row: impl fmt::Display) -> Self {
        Self::corrupt(column).in_row(table, row)
    }

    /// The same error with the table and row that a damaged value stands in, unless it has them.
    #[must_use]
    pub fn in_row(self, table: &str, row: impl fmt::Display) -> Self {
        match self {
            Self::Storage(problem)
                if problem.code == Code::Corrupt && problem.fact_value("table").is_none() =>
            {
                Self::Storage(problem.fact("table", table).fact("row", row))
            }
            other => other,
        }
    }

    /// A broken promise of the engine itself; `what` names it and holds no data.
    #[must_use]
    pub fn internal(what: &str) -> Self {
        Problem::new(Code::Internal).fact("what", what).into()
    }
}

impl From<Problem> for Error {
    /// The kind follows from the code: the catalogue says which.
    fn from(problem: Problem) -> Self {
        match problem.code.kind() {
            Kind::Invalid => Self::Invalid(vec![problem]),
            Kind::NotFound => Self::NotFound(problem),
            Kind::Denied => Self::Denied(problem),
            Kind::Conflict => Self::Conflict(problem),
            Kind::Duplicate => Self::Duplicate(problem),
            Kind::Closed => Self::Closed(problem),
            Kind::Busy => Self::Busy(problem),
            Kind::Storage => Self::Storage(problem),
            Kind::Unsupported => Self::Unsupported(problem),
        }
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Problem::new(code).into()
    }
}
