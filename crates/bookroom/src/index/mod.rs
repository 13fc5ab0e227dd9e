//! The index of the search: each record's texts, folded, and the parts of them by which they are
//! found. It is kept in the transaction of each command by what the command notes for the change
//! log, so no command can forget it. Which texts a record has comes from the cards as data.

mod check;
mod fold;
mod grams;
mod keep;
mod reading;
mod store;

pub(crate) use check::{NextIds, check};
pub(crate) use fold::folded;
pub(crate) use grams::{Class, Span, span_of};
pub(crate) use keep::{Touched, bring_up};
pub(crate) use reading::{Reading, Token, ways};
pub(crate) use store::{
    EDITION, Progress, clear, find_unfilled, load_docs, lock_place, page_of, save_place, start,
};

use std::collections::BTreeMap;

use crate::error::Result;
use crate::rights::permission::Field;
use crate::store::Conn;
use crate::values::slugs;

slugs! {
    /// What a text is by which a record is found.
    SearchField {
        /// A name: found by any part, and by its pinyin.
        Name "name",
        /// A code or number: found by any part.
        Code "code",
        /// A line of text: found by any part.
        Text "text",
        /// A phone number: found by three digits in a row or more.
        Phone "phone",
        /// A mail address or another way to reach somebody: found by the beginnings of its words,
        /// three letters or more.
        Handle "handle",
        /// A tax number: found by four signs or more from its beginning, or among the last eight.
        TaxNumber "tax_number",
        /// A bank account: found as a tax number is.
        Account "account",
        /// A text in a field of the book's own that is not personal: found by any part.
        Custom "custom",
        /// A text in such a field that is personal: found by any part, by who may read it.
        CustomPersonal "custom_personal",
    }
}

pub(crate) use SearchField as Part;

/// A text by which a record is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// What it is.
    pub(crate) part: Part,
    /// What it is found by.
    pub(crate) text: String,
    /// What is shown of it.
    pub(crate) shown: String,
}

impl Piece {
    /// A text that is found by what is shown.
    pub(crate) fn new(part: Part, text: &str) -> Self {
        Self { part, text: text.to_owned(), shown: text.to_owned() }
    }
}

/// The texts of records, by id; what is not there is absent.
pub(crate) type Pieces = BTreeMap<i64, Vec<Piece>>;

/// How records of one kind are found.
pub(crate) struct Searched {
    /// The kind, as cards and the change log name it.
    pub(crate) kind: &'static str,
    /// The kind in the index: it never changes. Up to 31.
    pub(crate) code: i64,
    /// The fields of its images that its texts come from.
    pub(crate) fields: &'static [&'static str],
    /// Who may not read the field is not told by the part that the record has it.
    pub(crate) protected: &'static [(Part, Field)],
    /// Loads the texts of records of a book.
    pub(crate) load: fn(&mut Conn, i64, &[i64]) -> Result<Pieces>,
}

/// A record's texts as the index holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Body {
    /// Each text: what it is, and its folded words with a blank between them.
    pub(crate) texts: Vec<(Part, String)>,
}

impl Body {
    /// The texts of a record; none when nothing of them is left.
    pub(crate) fn of(pieces: &[Piece]) -> Option<Self> {
        let mut texts: Vec<(Part, String)> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let text = folded(&piece.text);
            if !text.is_empty() && !texts.contains(&(piece.part, text.clone())) {
                texts.push((piece.part, text));
            }
        }
        (!texts.is_empty()).then_some(Self { texts })
    }

    /// Reads what [`Self::write`] wrote; lines that are none are left out.
    pub(crate) fn read(body: &str) -> Self {
        let text = |line: &str| {
            let (letter, text) = line.split_at_checked(1)?;
            let part = Part::ALL.iter().copied().find(|part| part.letter() == letter)?;
            Some((part, text.to_owned()))
        };
        Self { texts: body.lines().filter_map(text).collect() }
    }

    /// As one text: a line for each.
    pub(crate) fn write(&self) -> String {
        let lines = self.texts.iter().map(|(part, text)| format!("{}{text}", part.letter()));
        lines.collect::<Vec<_>>().join("\n")
    }
}

impl SearchField {
    /// What stands for it in the index.
    const fn letter(self) -> &'static str {
        match self {
            Self::Name => "n",
            Self::Code => "c",
            Self::Text => "t",
            Self::Phone => "p",
            Self::Handle => "h",
            Self::TaxNumber => "x",
            Self::Account => "a",
            Self::Custom => "o",
            Self::CustomPersonal => "q",
        }
    }

    /// The fewest characters by which it is looked for.
    pub(crate) const fn least(self) -> usize {
        match self {
            Self::Name | Self::Code | Self::Text | Self::Custom | Self::CustomPersonal => 1,
            Self::Phone | Self::Handle => 3,
            Self::TaxNumber | Self::Account => 4,
        }
    }

    /// Where in a text of so many characters what it is found by may begin: `starts` are the
    /// places where its words do.
    pub(crate) fn begins(self, at: usize, length: usize, starts: &[usize]) -> bool {
        match self {
            Self::Name | Self::Code | Self::Text | Self::Custom | Self::CustomPersonal => true,
            Self::Phone => at + self.least() <= length,
            Self::Handle => starts.contains(&at),
            Self::TaxNumber | Self::Account => {
                at == 0 || (at + ENDING >= length && at + self.least() <= length)
            }
        }
    }
}

/// How many of a number's last signs it is found by.
const ENDING: usize = 8;

/// The characters of a folded text without the blanks between its words, and where those begin.
pub(crate) fn characters(text: &str) -> (Vec<char>, Vec<usize>) {
    let (mut found, mut starts) = (Vec::with_capacity(text.len()), vec![0]);
    for character in text.chars() {
        if character == ' ' { starts.push(found.len()) } else { found.push(character) }
    }
    (found, starts)
}
