//! The two languages every label and seed exists in.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Problem};

/// A language for labels and texts. Its code (`zh`, `en`) is read as its name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// 简体中文.
    #[default]
    #[serde(alias = "zh")]
    Chinese,
    /// English.
    #[serde(alias = "en")]
    English,
}

impl Language {
    /// The text in this language; falls back to the other when it is blank.
    #[must_use]
    pub fn pick<'a>(self, chinese: &'a str, english: &'a str) -> &'a str {
        let (first, second) = match self {
            Self::Chinese => (chinese, english),
            Self::English => (english, chinese),
        };
        if first.is_empty() { second } else { first }
    }

    /// The word for it in the store.
    pub fn word(self) -> &'static str {
        match self {
            Self::Chinese => "chinese",
            Self::English => "english",
        }
    }

    /// Reads what [`Language::word`] gave.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Chinese, Self::English].into_iter().find(|language| language.word() == word)
    }
}

impl Problem {
    /// The sentence for people in a language, such as that of a book.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::Chinese => self.text_zh(),
            Language::English => self.text_en(),
        }
    }
}

impl Error {
    /// The sentences for people in a language, such as that of a book.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let all: Vec<_> = self.problems().iter().map(|problem| problem.text(language)).collect();
        all.join("; ")
    }
}
