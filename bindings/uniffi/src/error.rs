//! Errors on their way out: one case for each kind, each with its problems.

use bookroom::error::Problem as EngineProblem;

use crate::{ErrorCode, ErrorKind, ProblemFact};

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Problem {
    /// Where in the caller's input, such as `lines[2].quantity`; empty when it concerns the whole.
    pub path: String,
    /// What is wrong; stable across releases.
    pub code: ErrorCode,
    /// The code as text, the same in every language and release, such as `not_balanced`.
    pub slug: String,
    /// The kind of error that carries the code.
    pub kind: ErrorKind,
    /// Data to act on (limits, ids, codes, dates), in a fixed order for each code.
    pub facts: Vec<ProblemFact>,
    /// The sentence for people, in English.
    pub text_en: String,
    /// The sentence for people, in Chinese.
    pub text_zh: String,
}

impl From<EngineProblem> for Problem {
    fn from(problem: EngineProblem) -> Self {
        Self {
            slug: problem.code.slug().to_owned(),
            kind: problem.code.kind(),
            text_en: problem.text_en(),
            text_zh: problem.text_zh(),
            path: problem.path,
            code: problem.code,
            facts: problem.facts,
        }
    }
}

impl From<Problem> for EngineProblem {
    fn from(problem: Problem) -> Self {
        Self { path: problem.path, code: problem.code, facts: problem.facts }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident,)*) => {
        /// What went wrong, by what a caller would do about it. Every case holds its problems: one,
        /// except for `Invalid`, which holds every violation found.
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
        #[uniffi::export(Display)]
        pub enum BookroomError {
            $(
                $(#[$doc])*
                #[error("{}", sentences(problems))]
                $kind {
                    /// What is wrong.
                    problems: Vec<Problem>,
                },
            )*
        }

        impl BookroomError {
            fn of(kind: ErrorKind, problems: Vec<Problem>) -> Self {
                match kind { $(ErrorKind::$kind => Self::$kind { problems },)* }
            }

            fn into_parts(self) -> (ErrorKind, Vec<Problem>) {
                match self { $(Self::$kind { problems } => (ErrorKind::$kind, problems),)* }
            }
        }
    };
}

kinds! {
    /// The input breaks rules: all violations at once. Correct it and call again.
    Invalid,
    /// The thing asked for is not there, or not yours to see (both look alike).
    NotFound,
    /// You may not do this.
    Denied,
    /// The thing has moved on, or its state does not allow this. Load it again and decide.
    Conflict,
    /// Something with this key exists already.
    Duplicate,
    /// The store, or the period, is closed.
    Closed,
    /// Others are writing: try again.
    Busy,
    /// The store failed.
    Storage,
    /// Cannot be done by this build or store, or not from within a callback.
    Unsupported,
}

fn sentences(problems: &[Problem]) -> String {
    let one = |problem: &Problem| format!("{} [{}]", problem.text_en, problem.slug);
    problems.iter().map(one).collect::<Vec<_>>().join("; ")
}

impl From<bookroom::Error> for BookroomError {
    fn from(error: bookroom::Error) -> Self {
        let problems = error.problems().iter().cloned().map(Problem::from).collect();
        Self::of(error.kind(), problems)
    }
}

impl From<BookroomError> for bookroom::Error {
    /// The engine's own error on its way back, out of a callback that did not catch it.
    fn from(error: BookroomError) -> Self {
        let (kind, problems) = error.into_parts();
        let mut problems = problems.into_iter().map(EngineProblem::from);
        if kind == ErrorKind::Invalid {
            return Self::Invalid(problems.collect());
        }
        problems.next().map_or_else(|| ErrorCode::CallbackFailed.into(), Self::from)
    }
}

impl From<uniffi::UnexpectedUniFFICallbackError> for BookroomError {
    /// What a callback of the host throws that is no error of the engine.
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        let problem = EngineProblem::new(ErrorCode::CallbackFailed).fact("cause", error.reason);
        bookroom::Error::from(problem).into()
    }
}

/// What a value that cannot cross comes to: the declared error of the call.
pub(crate) fn refuse(code: ErrorCode) -> BookroomError {
    bookroom::Error::from(code).into()
}
