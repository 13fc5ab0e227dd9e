//! Takes SQL apart into words, numbers, strings and signs, each with its place in the text.

use std::collections::HashMap;

use crate::blocks::Selection;
use crate::{Result, problem};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A keyword or a name.
    Word,
    /// Digits.
    Number,
    /// What stands in quotes of any kind.
    Quoted,
    /// Any other character.
    Sign,
}

/// A piece of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub kind: Kind,
    /// Where it begins and ends, in bytes.
    pub start: usize,
    pub end: usize,
    /// Its line in the selection, from 0.
    pub row: usize,
}

/// A text taken apart.
pub(crate) struct Tokens {
    pub list: Vec<Token>,
    comments: HashMap<usize, Comment>,
}

struct Comment {
    text: String,
    /// Nothing stands before it on its line.
    is_alone: bool,
}

impl Tokens {
    /// The comment behind what stands on a line.
    pub(crate) fn comment_beside(&self, row: usize) -> Option<&str> {
        self.comments.get(&row).filter(|it| !it.is_alone).map(|it| it.text.as_str())
    }

    /// The lines of comment directly above a line.
    pub(crate) fn comment_above(&self, row: usize) -> Vec<String> {
        let above = (0..row).rev().map_while(|row| self.comments.get(&row));
        let mut lines: Vec<String> =
            above.take_while(|it| it.is_alone).map(|it| it.text.clone()).collect();
        lines.reverse();
        lines
    }
}

/// Takes a selection apart.
pub(crate) fn take_apart(file: &str, selection: &Selection) -> Result<Tokens> {
    let text = selection.text.as_str();
    let mut tokens = Tokens { list: Vec::new(), comments: HashMap::new() };
    let (mut at, mut row) = (0, 0);
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match first {
            '-' if rest.starts_with("--") => {
                let comment = rest.lines().next().unwrap_or_default();
                let is_alone = tokens.list.last().is_none_or(|token: &Token| token.row != row);
                let words = comment.trim_start_matches('-').trim().to_owned();
                tokens.comments.insert(row, Comment { text: words, is_alone });
                comment.len()
            }
            '\'' | '"' | '`' => {
                let Some(end) = rest[1..].find(first) else {
                    let what = format!("this {first} has no second one");
                    return Err(problem(file, selection.lines[row].0, what));
                };
                tokens.list.push(Token { kind: Kind::Quoted, start: at, end: at + end + 2, row });
                end + 2
            }
            _ if first.is_whitespace() => first.len_utf8(),
            _ => {
                let is_part = |c: char| c.is_alphanumeric() || c == '_';
                let kind = match first {
                    _ if first.is_ascii_digit() => Kind::Number,
                    _ if is_part(first) => Kind::Word,
                    _ => Kind::Sign,
                };
                let word = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
                let length = if kind == Kind::Sign { first.len_utf8() } else { word };
                tokens.list.push(Token { kind, start: at, end: at + length, row });
                length
            }
        };
        row += rest[..length].matches('\n').count();
        at += length;
    }
    Ok(tokens)
}
